//! What finance staff do with a batch. Each is refused on the same page, with who did what before.

use super::super::withdrawals::words;
use super::shown::{MINUTE, Query, batches_page, did, name, names, screen};
use super::{Asked, BatchPage, BatchesPage, Typed};
use crate::app::App;
use crate::calendar::{Instant, Zone};
use crate::db::Tx;
use crate::ids::{BatchId, PersonId, WithdrawalId};
use crate::people::{Finance, Staff};
use crate::web::{Error, Page, Refusals, SeeOther, Words};
use crate::withdrawals::batches::{self, New, NotBatched};
use crate::withdrawals::pages::stage_key;
use actix_web::{Either, web};
use chrono::{NaiveDateTime, TimeDelta};
use serde::Deserialize;

type Answer = Result<Either<SeeOther, Page<BatchPage>>, Error>;

#[derive(Deserialize)]
pub struct NewForm {
    batch: String,
    #[serde(default)]
    of: String,
    #[serde(default)]
    cutoff: String,
}

#[derive(Deserialize)]
pub struct One {
    withdrawal: String,
}

#[derive(Deserialize)]
pub struct Reference {
    #[serde(default)]
    reference: String,
    #[serde(default)]
    paid: String,
}

pub async fn make(
    app: web::Data<App>,
    staff: Staff<Finance>,
    form: web::Form<NewForm>,
) -> Result<Either<SeeOther, Page<BatchesPage>>, Error> {
    let NewForm { batch, of, cutoff } = form.into_inner();
    let asked = Asked { batch, of, cutoff };
    let errors = match read(&asked, staff.who.zone, app.clock.now())? {
        Ok(new) => match app.db.write(async |tx| batches::make(tx, &staff, new).await).await {
            Ok(()) => {
                let to = SeeOther::to(format!("/admin/batches/{}", new.id));
                return Ok(Either::Left(to.flash("flash-batch-made")));
            }
            Err(NotBatched::Nothing) => Refusals::one("of", "wrong-batch-nothing"),
            Err(other) => return Err(broken(other)),
        },
        Err(errors) => errors,
    };
    Ok(Either::Right(Page::refused(batches_page(&app, &staff.who, &Query::default(), asked, errors).await?)))
}

fn read(asked: &Asked, zone: Zone, now: Instant) -> Result<Result<New, Refusals>, Error> {
    let id: BatchId = asked.batch.parse().map_err(|_| Error::NotFound)?;
    let mut errors = Refusals::none();
    let of = asked.of.split_once(' ').and_then(|(code, method)| Some((code.parse().ok()?, method.parse().ok()?)));
    if of.is_none() {
        errors.add("of", "wrong-batch-of");
    }
    let cutoff = cutoff(&asked.cutoff, zone).filter(|at| *at < now + TimeDelta::minutes(1));
    if cutoff.is_none() {
        errors.add("cutoff", "wrong-batch-cutoff");
    }
    Ok(match (of, cutoff) {
        (Some((currency, method)), Some(cutoff_at)) => Ok(New { id, currency, method, cutoff_at }),
        _ => Err(errors),
    })
}

/// The end of a local minute: what was approved in it is in.
fn cutoff(typed: &str, zone: Zone) -> Option<Instant> {
    let minute = typed.trim().get(..16)?;
    let local = NaiveDateTime::parse_from_str(minute, MINUTE).ok()?;
    zone.instant(local).ok().map(|at| at + TimeDelta::minutes(1) - TimeDelta::microseconds(1))
}

pub async fn include(
    app: web::Data<App>,
    staff: Staff<Finance>,
    id: web::Path<String>,
    form: web::Form<One>,
) -> Answer {
    let (id, one) = (parsed(&id)?, withdrawal(&form)?);
    let done = app.db.write(async |tx| batches::include(tx, &staff, id, one).await).await;
    answer(&app, &staff, id, Kept::Nothing, done, "flash-batch-included").await
}

pub async fn exclude(
    app: web::Data<App>,
    staff: Staff<Finance>,
    id: web::Path<String>,
    form: web::Form<One>,
) -> Answer {
    let (id, one) = (parsed(&id)?, withdrawal(&form)?);
    let done = app.db.write(async |tx| batches::exclude(tx, &staff, id, one).await).await;
    answer(&app, &staff, id, Kept::Nothing, done, "flash-batch-excluded").await
}

pub async fn undo(app: web::Data<App>, staff: Staff<Finance>, id: web::Path<String>) -> Answer {
    let id = parsed(&id)?;
    let done = app.db.write(async |tx: &Tx| batches::undo(tx, &staff, id).await).await;
    answer(&app, &staff, id, Kept::Nothing, done, "flash-batch-undone").await
}

pub async fn finish(
    app: web::Data<App>,
    staff: Staff<Finance>,
    id: web::Path<String>,
    form: web::Form<Reference>,
) -> Answer {
    let id = parsed(&id)?;
    let typed = Kept::Reference(form.reference.clone());
    let Some(reference) = words(&form.reference) else {
        let errors = Refusals::one("reference", "wrong-withdrawal-reference");
        return refused(&app, &staff, id, typed, errors).await;
    };
    let paid = form.paid == "yes";
    let done = app.db.write(async |tx| batches::finish(tx, &staff, id, &reference, paid).await).await;
    let typed = if matches!(done, Err(NotBatched::Owe(_))) { Kept::Owing(form.reference.clone()) } else { typed };
    answer(&app, &staff, id, typed, done, "flash-batch-final").await
}

pub(super) fn parsed(id: &str) -> Result<BatchId, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

fn withdrawal(form: &One) -> Result<WithdrawalId, Error> {
    form.withdrawal.parse().map_err(|_| Error::NotFound)
}

fn broken(not: NotBatched) -> Error {
    match not {
        NotBatched::Fault(fault) => fault.into(),
        other => Error::Broken(other.to_string()),
    }
}

async fn answer(
    app: &App,
    staff: &Staff<Finance>,
    id: BatchId,
    typed: Kept,
    done: Result<(), NotBatched>,
    flash: &'static str,
) -> Answer {
    match done {
        Ok(()) => Ok(Either::Left(SeeOther::to(format!("/admin/batches/{id}")).flash(flash))),
        Err(not) => {
            let errors = Refusals::one("", told(app, not).await?);
            refused(app, staff, id, typed, errors).await
        }
    }
}

/// Why not, in words.
pub(super) async fn told(app: &App, not: NotBatched) -> Result<Words, Error> {
    Ok(match not {
        NotBatched::NoBatch => return Err(Error::NotFound),
        NotBatched::Fault(fault) => return Err(fault.into()),
        NotBatched::Nothing => "wrong-batch-empty".into(),
        NotBatched::Own => "wrong-batch-own".into(),
        NotBatched::Ended(state, Some(last)) => did(state, name(&names(app, vec![last.by]).await?, last.by), last.at),
        other @ NotBatched::Ended(_, None) => return Err(Error::Broken(other.to_string())),
        NotBatched::Taken(stage) => Words::new("wrong-batch-taken").with("stage", Words::from(stage_key(&stage))),
        NotBatched::Owe(people) => Words::new("wrong-batch-owe").with("names", named(app, people).await?),
    })
}

/// Some of their names.
pub(super) async fn named(app: &App, people: Vec<PersonId>) -> Result<String, Error> {
    let names = names(app, people).await?;
    let mut names: Vec<String> = names.into_values().collect();
    names.sort();
    Ok(some(&names))
}

pub(super) fn some(names: &[String]) -> String {
    let more = if names.len() > 5 { ", …" } else { "" };
    names.iter().take(5).cloned().collect::<Vec<_>>().join(", ") + more
}

/// What was typed, and stays.
pub(super) enum Kept {
    Nothing,
    Reference(String),
    /// The same, where somebody owes.
    Owing(String),
    Order(Typed),
}

pub(super) async fn refused(app: &App, staff: &Staff<Finance>, id: BatchId, kept: Kept, errors: Refusals) -> Answer {
    let mut page = screen(app, &staff.who, id, "", errors).await?;
    match kept {
        Kept::Nothing => {}
        Kept::Reference(reference) => page.reference = reference,
        Kept::Owing(reference) => (page.reference, page.owe) = (reference, true),
        Kept::Order(typed) => page.typed = typed,
    }
    Ok(Either::Right(Page::refused(page)))
}
