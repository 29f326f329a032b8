//! What a second member of finance staff decides, or who asked for it takes back. Refused on the same page, with who was first.

use super::AdjustmentPage;
use super::shown::{screen, told};
use crate::admin::pages::claims::read;
use crate::app::App;
use crate::ids::AdjustmentId;
use crate::people::{Finance, Staff};
use crate::web::{Error, Page, Refusals, SeeOther, Words};
use crate::withdrawals::NotAdjusted;
use crate::withdrawals::adjustments;
use actix_web::{Either, web};
use serde::Deserialize;

type Answer = Result<Either<SeeOther, Page<AdjustmentPage>>, Error>;

#[derive(Deserialize)]
pub struct Why {
    #[serde(default)]
    why: String,
}

fn id_of(id: &str) -> Result<AdjustmentId, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

/// Whether the step lost against facts about the same money, and is to be tried again.
fn lost(not: &NotAdjusted) -> bool {
    matches!(not, NotAdjusted::Fault(fault) if fault.is_race())
}

pub async fn approve(app: web::Data<App>, staff: Staff<Finance>, id: web::Path<String>) -> Answer {
    let id = id_of(&id)?;
    let done = app.db.write_again(lost, async |tx| adjustments::approve(tx, &staff, id).await).await;
    answer(&app, &staff, id, "", (done, "flash-adjustment-made")).await
}

pub async fn reject(app: web::Data<App>, staff: Staff<Finance>, id: web::Path<String>, form: web::Form<Why>) -> Answer {
    let id = id_of(&id)?;
    let Some(why) = read(&form.why) else {
        let errors = Refusals::one("why", "wrong-withdrawal-reason");
        let screen = screen(&app, &staff.who, id, form.why.clone(), errors).await?;
        return Ok(Either::Right(Page::refused(screen)));
    };
    let done = app.db.write(async |tx| adjustments::reject(tx, &staff, id, &why).await).await;
    answer(&app, &staff, id, &form.why, (done, "flash-adjustment-rejected")).await
}

pub async fn retract(app: web::Data<App>, staff: Staff<Finance>, id: web::Path<String>) -> Answer {
    let id = id_of(&id)?;
    let done = app.db.write(async |tx| adjustments::retract(tx, &staff, id).await).await;
    answer(&app, &staff, id, "", (done, "flash-adjustment-retracted")).await
}

async fn answer(
    app: &App,
    staff: &Staff<Finance>,
    id: AdjustmentId,
    typed: &str,
    (done, flash): (Result<(), NotAdjusted>, &'static str),
) -> Answer {
    let words: Words = match done {
        Ok(()) => return Ok(Either::Left(SeeOther::to(format!("/admin/adjustments/{id}")).flash(flash))),
        Err(NotAdjusted::NoAdjustment) => return Err(Error::NotFound),
        Err(NotAdjusted::Fault(fault)) => return Err(fault.into()),
        Err(NotAdjusted::OwnAccount) => "adjustment-own".into(),
        Err(NotAdjusted::ForAnother) => "adjustment-for-another".into(),
        Err(NotAdjusted::NoAccount) => "adjustment-no-account".into(),
        Err(NotAdjusted::Before(state, done)) => told(app, state, done).await?,
    };
    let screen = screen(app, &staff.who, id, typed.to_owned(), Refusals::one("", words)).await?;
    Ok(Either::Right(Page::refused(screen)))
}
