//! `POST /admin/programs/drafts/ID/replays` (`from`, `until`: months): plays the draft, as it is kept, over past months.

use super::editor::{EditorPage, Shown, found, screen};
use crate::app::App;
use crate::calendar::{Instant, Month, Zone};
use crate::db::Fault;
use crate::ids::{DraftId, ReplayId};
use crate::people::{Admin, Staff};
use crate::programs::drafts::{self, NotSaved};
use crate::replays::{self, NotReplayed};
use crate::rules::Terms;
use crate::web::{Error, Page, Refusals, SeeOther, Words};
use crate::world::whatif::NotAsked;
use actix_web::{Either, web};
use serde::Deserialize;

/// Replays that a draft lists.
pub(super) const LISTED: i64 = 10;

/// The present month and the two before it.
pub(super) fn months(terms: Option<&Terms>, now: Instant) -> Result<(Month, Month), Error> {
    let until = Month::of(now, terms.map_or(Zone::UTC, |terms| terms.time_zone));
    let from = until.previous().and_then(Month::previous);
    Ok((from.map_err(|error| Error::Broken(error.to_string()))?, until))
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Form {
    from: String,
    until: String,
}

#[derive(Debug, thiserror::Error)]
enum Not {
    #[error(transparent)]
    Draft(#[from] NotSaved),
    #[error(transparent)]
    Replayed(#[from] NotReplayed),
}

impl From<Fault> for Not {
    fn from(fault: Fault) -> Not {
        Not::Draft(NotSaved::Fault(fault))
    }
}

/// One that runs already is gone to, so that a second press begins no second one.
pub async fn ask(
    app: web::Data<App>,
    staff: Staff<Admin>,
    id: web::Path<String>,
    form: web::Form<Form>,
) -> Result<Either<SeeOther, Page<EditorPage>>, Error> {
    let draft: DraftId = id.parse().map_err(|_| Error::NotFound)?;
    let mut months = None;
    let words: Words = match (form.from.parse::<Month>(), form.until.parse::<Month>()) {
        (Ok(from), Ok(until)) => {
            months = Some((from, until));
            let asked = app
                .db
                .write(async |tx| {
                    let draft = drafts::hold(tx, draft).await?;
                    match replays::running(tx, &draft.text, (from, until)).await? {
                        Some(running) => Ok(running),
                        None => {
                            Ok::<ReplayId, Not>(replays::request(tx, &staff.by(), &draft.text, (from, until)).await?)
                        }
                    }
                })
                .await;
            match asked {
                Ok(replay) => return Ok(Either::Left(SeeOther::to(format!("/admin/replays/{replay}")))),
                Err(Not::Draft(NotSaved::NoDraft)) => return Err(Error::NotFound),
                Err(Not::Draft(NotSaved::Fault(fault)) | Not::Replayed(NotReplayed::Fault(fault))) => {
                    return Err(fault.into());
                }
                Err(Not::Draft(_)) => "wrong-draft-closed".into(),
                Err(Not::Replayed(not)) => refused(&not),
            }
        }
        _ => "wrong-replay-months".into(),
    };
    let shown = Shown { months, errors: Refusals::one("from", words), ..Shown::default() };
    let draft = found(&app, &id).await?;
    Ok(Either::Right(Page::refused(screen(&app, &staff.who, draft, shown).await?)))
}

fn refused(not: &NotReplayed) -> Words {
    match not {
        NotReplayed::NotAsked(NotAsked::Reversed { .. }) => "wrong-replay-reversed".into(),
        NotReplayed::NotAsked(NotAsked::Future { .. }) => "wrong-replay-future".into(),
        NotReplayed::NotAsked(NotAsked::Calendar(_)) => "wrong-replay-months".into(),
        NotReplayed::NoProgram(_) | NotReplayed::NothingLogged(_) => "wrong-replay-nobody".into(),
        NotReplayed::Problems(problems) => Words::new("wrong-publish-problems").with("count", problems.len()),
        NotReplayed::Unreckoned(_) | NotReplayed::Fault(_) => "wrong-replay-failed".into(),
    }
}
