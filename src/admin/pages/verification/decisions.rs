//! A run applied, and one reckoned again.

use super::asked;
use super::run::{RunPage, screen};
use crate::admin::pages::short::Asked;
use crate::app::App;
use crate::people::{Finance, Staff};
use crate::verification::{self, Refused};
use crate::web::{Error, Page, SeeOther};
use actix_web::{Either, web};

/// As of its scheduled instant, once that has come; what was applied before stays as it is.
pub async fn apply(
    app: web::Data<App>,
    staff: Staff<Finance>,
    of: web::Path<(String, String)>,
) -> Result<SeeOther, Error> {
    let (question, _) = asked(&app, &of.0, &of.1).await?;
    let (slug, month) = (question.program.slug.clone(), question.month);
    let to = |flash| Ok(SeeOther::to(format!("/admin/verification/{slug}/{month}")).flash(flash));
    let list = |flash| Ok(SeeOther::to(format!("/admin/verification?program={slug}")).flash(flash));
    match verification::apply_for(&app.db, &staff, question).await {
        Ok(applied) if applied.before => to("flash-run-before"),
        Ok(_) => to("flash-run-applied"),
        Err(Refused::Fault(fault)) => Err(fault.into()),
        Err(Refused::Future { .. }) => list("flash-run-future"),
        Err(_) => list("flash-run-refused"),
    }
}

/// The page of the run with what was found.
pub async fn recompute(
    app: web::Data<App>,
    staff: Staff<Finance>,
    of: web::Path<(String, String)>,
) -> Result<Either<SeeOther, Page<RunPage>>, Error> {
    let (question, run) = asked(&app, &of.0, &of.1).await?;
    let run = run.ok_or(Error::NotFound)?;
    match verification::recompute_for(&app.db, &staff.by(), question.clone()).await {
        Ok(again) => {
            let page = screen(&app, &staff.who, (&question, run), &Asked::new(), Some(again)).await?;
            Ok(Either::Right(Page::new(page)))
        }
        Err(Refused::Fault(fault)) => Err(fault.into()),
        Err(_) => {
            let path = format!("/admin/verification/{}/{}", question.program.slug, question.month);
            Ok(Either::Left(SeeOther::to(path).flash("flash-run-unfinished")))
        }
    }
}
