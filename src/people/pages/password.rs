//! A new password by a letter's link.

use actix_session::Session;
use actix_web::{Either, HttpRequest, web};
use serde::Deserialize;

use super::sign_in::enter;
use super::{ForgotPage, LetterPurpose, LetterSentPage, Quotas, ResetPage};
use crate::app::App;
use crate::events::Email;
use crate::jobs;
use crate::people;
use crate::people::letters::EntryLetter;
use crate::people::password::{Password, Weak};
use crate::people::tokens::{self, Purpose};
use crate::web::{Error, Page, Refusals, SeeOther, Words};

pub async fn forgot() -> Page<ForgotPage> {
    Page::new(ForgotPage { email: String::new(), errors: Refusals::none() })
}

#[derive(Deserialize)]
pub struct Asked {
    email: String,
}

/// Only the job finds out whether the address is known, so that this answers the same in the same time.
pub async fn ask_for_letter(
    app: web::Data<App>,
    quotas: web::Data<Quotas>,
    request: HttpRequest,
    form: web::Form<Asked>,
) -> Result<Either<Page<LetterSentPage>, Page<ForgotPage>>, Error> {
    let typed = form.into_inner().email;
    let Ok(email) = typed.trim().parse::<Email>() else {
        let errors = Refusals::one("email", "wrong-email");
        return Ok(Either::Right(Page::refused(ForgotPage { email: typed, errors })));
    };
    quotas.ask_for_letter(&request, email.as_str())?;
    let letter = EntryLetter::Reset { email_key: email.normalised() };
    app.db.write(async |tx| jobs::enqueue(tx, &letter).await).await?;
    let purpose = LetterPurpose::ResetPassword;
    Ok(Either::Left(Page::new(LetterSentPage { email: email.to_string(), purpose })))
}

#[derive(Deserialize)]
pub struct Link {
    #[serde(default)]
    token: String,
}

pub async fn reset(app: web::Data<App>, link: web::Query<Link>) -> Result<Page<ResetPage>, Error> {
    let token = link.into_inner().token;
    let now = app.clock.now();
    let owner = app.db.read(async |conn| tokens::owner(conn, Purpose::ResetPassword, &token, now).await).await?;
    Ok(Page::new(ResetPage { token: owner.map(|_| token), errors: Refusals::none() }))
}

#[derive(Deserialize)]
pub struct Chosen {
    token: String,
    password: String,
}

pub async fn choose(
    app: web::Data<App>,
    quotas: web::Data<Quotas>,
    request: HttpRequest,
    session: Session,
    form: web::Form<Chosen>,
) -> Result<Either<SeeOther, Page<ResetPage>>, Error> {
    let Chosen { token, password } = form.into_inner();
    quotas.try_link(&request, &token)?;
    let now = app.clock.now();
    let owner = app
        .db
        .read(async |conn| match tokens::owner(conn, Purpose::ResetPassword, &token, now).await? {
            Some(person) => people::find(conn, person).await,
            None => Ok(None),
        })
        .await?;
    let Some(owner) = owner else {
        return Ok(Either::Right(Page::new(ResetPage { token: None, errors: Refusals::none() })));
    };
    let password = match Password::choose(&password, owner.email.as_deref().unwrap_or_default()) {
        Ok(password) => password,
        Err(weak) => {
            let errors = Refusals::one("password", weakness(weak));
            return Ok(Either::Right(Page::refused(ResetPage { token: Some(token), errors })));
        }
    };
    let hash = password.hash().await?;
    match app.db.write(async |tx| people::reset_password(tx, &token, &hash).await).await? {
        Some(person) => {
            let entered = enter(&app, &request, &session, person, "").await?;
            Ok(Either::Left(entered.flash("flash-password-changed")))
        }
        None => Ok(Either::Right(Page::new(ResetPage { token: None, errors: Refusals::none() }))),
    }
}

/// What is wrong with a password, in the reader's language.
pub(super) fn weakness(weak: Weak) -> Words {
    match weak {
        Weak::TooShort => Words::new("wrong-password-short").with("count", Password::MIN_CHARS),
        Weak::TooLong => Words::new("wrong-password-long").with("count", Password::MAX_CHARS),
        Weak::TooEasy => "wrong-password-common".into(),
    }
}
