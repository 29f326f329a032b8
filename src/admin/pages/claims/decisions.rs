//! What finance staff decide. Refused on the same page, with what was typed.

use super::ClaimPage;
use super::shown::screen;
use crate::app::App;
use crate::claims::{self, NotDecided};
use crate::events::Text;
use crate::ids::ClaimId;
use crate::intake::NotChanged;
use crate::people::{Finance, Staff};
use crate::web::{Error, Page, Refusals, SeeOther, Words};
use actix_web::{Either, web};
use serde::Deserialize;

type Answer = Result<Either<SeeOther, Page<ClaimPage>>, Error>;

#[derive(Deserialize)]
pub struct Reason {
    #[serde(default)]
    reason: String,
}

pub async fn approve(
    app: web::Data<App>,
    staff: Staff<Finance>,
    id: web::Path<String>,
    form: web::Form<Reason>,
) -> Answer {
    let id: ClaimId = id.parse().map_err(|_| Error::NotFound)?;
    let Some(reason) = read(&form.reason) else { return nothing_said(&app, &staff, id, &form).await };
    let lost = |not: &NotDecided| matches!(not, NotDecided::Fault(fault) if fault.is_race());
    let done = app.db.write_again(lost, async |tx| claims::approve(tx, &staff, id, &reason).await).await;
    answer(&app, &staff, id, &form, (done, "flash-claim-approved")).await
}

pub async fn reject(
    app: web::Data<App>,
    staff: Staff<Finance>,
    id: web::Path<String>,
    form: web::Form<Reason>,
) -> Answer {
    let id: ClaimId = id.parse().map_err(|_| Error::NotFound)?;
    let Some(reason) = read(&form.reason) else { return nothing_said(&app, &staff, id, &form).await };
    let done = app.db.write(async |tx| claims::reject(tx, &staff, id, &reason).await).await;
    answer(&app, &staff, id, &form, (done, "flash-claim-rejected")).await
}

/// At least one word, at most 500 characters.
pub(in crate::admin::pages) fn read(typed: &str) -> Option<Text> {
    let typed = typed.trim();
    if typed.is_empty() { None } else { typed.parse().ok() }
}

async fn nothing_said(app: &App, staff: &Staff<Finance>, id: ClaimId, form: &Reason) -> Answer {
    let errors = Refusals::one("reason", "wrong-admin-claim-reason");
    Ok(Either::Right(Page::refused(screen(app, &staff.who, id, form.reason.clone(), errors).await?)))
}

async fn answer(
    app: &App,
    staff: &Staff<Finance>,
    id: ClaimId,
    form: &Reason,
    (done, flash): (Result<(), NotDecided>, &'static str),
) -> Answer {
    let words: Words = match done {
        Ok(()) => return Ok(Either::Left(SeeOther::to(format!("/admin/claims/{id}")).flash(flash))),
        Err(NotDecided::NoClaim) => return Err(Error::NotFound),
        Err(NotDecided::Fault(fault) | NotDecided::NotBound(NotChanged::Fault(fault))) => return Err(fault.into()),
        Err(NotDecided::Own) => "admin-claim-own".into(),
        Err(NotDecided::NoInvitee) => "admin-claim-nobody".into(),
        Err(NotDecided::NotBound(not)) => not_bound(&not),
        // The page itself says by whom.
        Err(NotDecided::Before(_)) => "wrong-admin-claim-decided".into(),
    };
    let errors = Refusals::one("", words);
    Ok(Either::Right(Page::refused(screen(app, &staff.who, id, form.reason.clone(), errors).await?)))
}

fn not_bound(not: &NotChanged) -> Words {
    match not {
        NotChanged::Bound | NotChanged::Final => "wrong-admin-claim-bound".into(),
        NotChanged::NotByStaff => "wrong-admin-claim-terms".into(),
        NotChanged::Refused(refused) => {
            Words::new("wrong-admin-claim-refused").with("reason", refused.name().replace('_', " "))
        }
        NotChanged::Fault(fault) => Words::new("wrong-admin-claim-refused").with("reason", fault.to_string()),
    }
}
