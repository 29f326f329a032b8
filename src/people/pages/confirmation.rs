//! Confirming an address by a letter's link.

use actix_web::{Either, HttpRequest, web};
use serde::Deserialize;

use super::{EmailConfirmPage, EmailConfirmedPage, Quotas};
use crate::app::App;
use crate::jobs;
use crate::people;
use crate::people::letters::EntryLetter;
use crate::people::tokens::{self, Purpose};
use crate::web::{Error, Page, SeeOther};

#[derive(Deserialize)]
pub struct Link {
    #[serde(default)]
    token: String,
}

pub async fn ask(
    app: web::Data<App>,
    link: web::Query<Link>,
) -> Result<Either<Page<EmailConfirmPage>, Page<EmailConfirmedPage>>, Error> {
    let token = link.into_inner().token;
    let now = app.clock.now();
    let owner = app.db.read(async |conn| tokens::owner(conn, Purpose::ConfirmEmail, &token, now).await).await?;
    Ok(match owner {
        Some(_) => Either::Left(Page::new(EmailConfirmPage { token })),
        None => Either::Right(stale(token)),
    })
}

pub async fn confirm(
    app: web::Data<App>,
    link: web::Form<Link>,
) -> Result<Either<SeeOther, Page<EmailConfirmedPage>>, Error> {
    let token = link.into_inner().token;
    let confirmed = app.db.write(async |tx| people::confirm_email(tx, &token).await).await?;
    Ok(match confirmed {
        Some(_) => Either::Left(SeeOther::to("/email/confirmed")),
        None => Either::Right(stale(token)),
    })
}

fn stale(token: String) -> Page<EmailConfirmedPage> {
    Page::new(EmailConfirmedPage { stale: Some(token) })
}

pub async fn confirmed() -> Page<EmailConfirmedPage> {
    Page::new(EmailConfirmedPage { stale: None })
}

/// Sends a new link to where the stale one went; of a link that was never sent it says the same.
pub async fn send_again(
    app: web::Data<App>,
    quotas: web::Data<Quotas>,
    request: HttpRequest,
    link: web::Form<Link>,
) -> Result<SeeOther, Error> {
    quotas.ask_for_letter(&request, &link.token)?;
    app.db
        .write(async |tx| match tokens::former_owner(tx, Purpose::ConfirmEmail, &link.token).await? {
            Some(person) => jobs::enqueue(tx, &EntryLetter::Confirm { person }).await,
            None => Ok(()),
        })
        .await?;
    Ok(SeeOther::to("/sign-in").flash("flash-letter-sent"))
}
