//! The second step of signing in: `/sign-in/code` (`code`: of the app, or a recovery code).

use actix_session::Session;
use actix_web::{Either, HttpRequest, web};
use serde::Deserialize;

use super::sign_in::admit;
use super::{CodePage, Quotas};
use crate::app::App;
use crate::db::Fault;
use crate::people::cookie;
use crate::people::letters::{Change, tell_change};
use crate::people::two_step::{self, Checked};
use crate::web::{Error, Page, Refusals, SeeOther};

type Answer = Result<Either<SeeOther, Page<CodePage>>, Error>;

pub async fn form(app: web::Data<App>, session: Session) -> Answer {
    Ok(match cookie::halfway(&session, app.clock.now())? {
        Some(_) => Either::Right(Page::new(CodePage { errors: Refusals::none() })),
        None => Either::Left(SeeOther::to("/sign-in")),
    })
}

#[derive(Deserialize)]
pub struct Form {
    code: String,
}

pub async fn check(
    app: web::Data<App>,
    quotas: web::Data<Quotas>,
    request: HttpRequest,
    session: Session,
    form: web::Form<Form>,
) -> Answer {
    let Some((person, next)) = cookie::halfway(&session, app.clock.now())? else {
        return Ok(Either::Left(SeeOther::to("/sign-in").flash("flash-code-late")));
    };
    if let Err(error) = quotas.try_code(person) {
        let errors = Refusals::one("", "error-429-text");
        return Ok(Either::Right(Page::refused_for_now(CodePage { errors }, error)?));
    }
    let checked: Result<Checked, Fault> = app
        .db
        .write(async |tx| {
            let checked = two_step::check(tx, &app.seal, person, &form.code, app.clock.outside()).await?;
            if let Checked::Recovery { left } = checked {
                tell_change(tx, &app, person, Change::RecoveryCodeUsed { left }).await?;
            }
            Ok(checked)
        })
        .await;
    match checked? {
        Checked::Wrong => {
            let errors = Refusals::one("code", "wrong-code-step");
            Ok(Either::Right(Page::refused(CodePage { errors })))
        }
        Checked::App => Ok(Either::Left(admit(&app, &request, &session, person, &next).await?)),
        Checked::Recovery { .. } => {
            let admitted = admit(&app, &request, &session, person, &next).await?;
            Ok(Either::Left(admitted.flash("flash-recovery-code-used")))
        }
    }
}
