//! What finance staff do with one withdrawal. Each is refused on the same page, with who did what before.

use super::WithdrawalPage;
use super::shown::{screen, told};
use crate::app::App;
use crate::book::WithdrawalStage;
use crate::events::Text;
use crate::ids::WithdrawalId;
use crate::people::{Finance, Staff};
use crate::web::{Error, Page, Refusals, SeeOther, Words};
use crate::withdrawals::{self, NotDecided};
use actix_web::{Either, web};
use serde::Deserialize;

type Answer = Result<Either<SeeOther, Page<WithdrawalPage>>, Error>;

#[derive(Deserialize)]
pub struct Reason {
    #[serde(default)]
    reason: String,
}

#[derive(Deserialize)]
pub struct Reference {
    #[serde(default)]
    reference: String,
    /// `yes`: the bank has paid somebody who owes.
    #[serde(default)]
    paid: String,
}

pub async fn approve(app: web::Data<App>, staff: Staff<Finance>, id: web::Path<String>) -> Answer {
    let id = read(&id)?;
    let done = app.db.write(async |tx| withdrawals::approve(tx, &staff, id).await).await;
    answer(&app, &staff, id, done, "flash-withdrawal-approved").await
}

pub async fn reject(
    app: web::Data<App>,
    staff: Staff<Finance>,
    id: web::Path<String>,
    form: web::Form<Reason>,
) -> Answer {
    let id = read(&id)?;
    let Some(reason) = words(&form.reason) else {
        return refused(&app, &staff, id, &form.reason, Refusals::one("reason", "wrong-withdrawal-reason")).await;
    };
    let done = app.db.write(async |tx| withdrawals::reject(tx, &staff, id, &reason).await).await;
    answer(&app, &staff, id, done, "flash-withdrawal-rejected").await
}

pub async fn pay(
    app: web::Data<App>,
    staff: Staff<Finance>,
    id: web::Path<String>,
    form: web::Form<Reference>,
) -> Answer {
    let id = read(&id)?;
    let Some(reference) = words(&form.reference) else {
        let errors = Refusals::one("reference", "wrong-withdrawal-reference");
        return refused(&app, &staff, id, &form.reference, errors).await;
    };
    let done = match form.paid.as_str() {
        "yes" => app.db.write(async |tx| withdrawals::pay_owing(tx, &staff, id, &reference).await).await,
        _ => app.db.write(async |tx| withdrawals::pay(tx, &staff, id, &reference).await).await,
    };
    if let (Err(NotDecided::Owed(owed)), typed) = (&done, &form.reference) {
        let errors = Refusals::one("paid", Words::new("wrong-withdrawal-owes").with("owed", *owed));
        return refused(&app, &staff, id, typed, errors).await;
    }
    answer(&app, &staff, id, done, "flash-withdrawal-paid").await
}

pub async fn fail(
    app: web::Data<App>,
    staff: Staff<Finance>,
    id: web::Path<String>,
    form: web::Form<Reason>,
) -> Answer {
    let id = read(&id)?;
    let Some(reason) = words(&form.reason) else {
        return refused(&app, &staff, id, &form.reason, Refusals::one("reason", "wrong-withdrawal-reason")).await;
    };
    let done = app.db.write(async |tx| withdrawals::fail(tx, &staff, id, &reason).await).await;
    answer(&app, &staff, id, done, "flash-withdrawal-failed").await
}

fn read(id: &str) -> Result<WithdrawalId, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

/// At least one word, at most 500 characters.
pub(in crate::admin::pages) fn words(typed: &str) -> Option<Text> {
    let typed = typed.trim();
    if typed.is_empty() { None } else { typed.parse().ok() }
}

async fn refused(app: &App, staff: &Staff<Finance>, id: WithdrawalId, typed: &str, errors: Refusals) -> Answer {
    let screen = screen(app, &staff.who, id, typed.to_owned(), errors).await?;
    Ok(Either::Right(Page::refused(screen)))
}

async fn answer(
    app: &App,
    staff: &Staff<Finance>,
    id: WithdrawalId,
    done: Result<(), NotDecided>,
    flash: &'static str,
) -> Answer {
    let words: Words = match done {
        Ok(()) => return Ok(Either::Left(SeeOther::to(format!("/admin/withdrawals/{id}")).flash(flash))),
        Err(NotDecided::NoWithdrawal) => return Err(Error::NotFound),
        Err(NotDecided::Fault(fault)) => return Err(fault.into()),
        Err(NotDecided::Own) => "withdrawal-own".into(),
        Err(NotDecided::ApprovedBefore) => "withdrawal-yours-given".into(),
        Err(NotDecided::Owed(owed)) => Words::new("wrong-withdrawal-owes").with("owed", owed),
        Err(NotDecided::InBatch(_)) => "withdrawal-in-batch".into(),
        Err(NotDecided::Stage { stage: WithdrawalStage::Requested, last: None }) => "wrong-withdrawal-not-yet".into(),
        Err(NotDecided::Stage { stage: WithdrawalStage::Requested, last: Some(_) }) => "withdrawal-second".into(),
        Err(NotDecided::Stage { stage, last: Some(last) }) => told(app, stage, last).await?,
        Err(other @ NotDecided::Stage { last: None, .. }) => return Err(Error::Broken(other.to_string())),
    };
    refused(app, staff, id, "", Refusals::one("", words)).await
}
