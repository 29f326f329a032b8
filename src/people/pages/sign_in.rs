//! Signing in and out.

use actix_session::Session;
use actix_web::http::header;
use actix_web::{Either, HttpRequest, web};
use serde::Deserialize;

use super::{Quotas, SignInPage};
use crate::app::App;
use crate::ids::PersonId;
use crate::people::{self, SignedIn, cookie, two_step};
use crate::referrals;
use crate::web::{Error, Page, Refusals, SeeOther, Visit};

type Answer = Either<SeeOther, Page<SignInPage>>;

#[derive(Deserialize)]
pub struct Query {
    #[serde(default)]
    next: String,
}

pub async fn form(who: Option<SignedIn>, query: web::Query<Query>) -> Answer {
    match who {
        Some(_) => Either::Left(SeeOther::back(onward(&query.next))),
        None => {
            let page = SignInPage { email: String::new(), next: query.into_inner().next, errors: Refusals::none() };
            Either::Right(Page::new(page))
        }
    }
}

#[derive(Deserialize)]
pub struct Form {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

pub async fn sign_in(
    app: web::Data<App>,
    quotas: web::Data<Quotas>,
    request: HttpRequest,
    session: Session,
    form: web::Form<Form>,
) -> Result<Answer, Error> {
    let Form { email, password, next } = form.into_inner();
    if let Err(error) = quotas.try_password(&request, &email) {
        let screen = SignInPage { email, next, errors: Refusals::one("", "error-429-text") };
        return Ok(Either::Right(Page::refused_for_now(screen, error)?));
    }
    match people::sign_in(&app.db, &email, password).await? {
        Some(person) => Ok(Either::Left(enter(&app, &request, &session, person, &next).await?)),
        None => {
            let errors = Refusals::one("", "wrong-sign-in");
            Ok(Either::Right(Page::refused(SignInPage { email, next, errors })))
        }
    }
}

/// Goes on with a person who has just proved with a password or a letter who they are: in, or to their second step.
pub(super) async fn enter(
    app: &App,
    request: &HttpRequest,
    session: &Session,
    person: PersonId,
    next: &str,
) -> Result<SeeOther, Error> {
    if app.db.read(async |conn| two_step::of(conn, person).await).await?.is_some() {
        cookie::begin_halfway(session, person, next, app.clock.now())?;
        return Ok(SeeOther::to("/sign-in/code"));
    }
    admit(app, request, session, person, next).await
}

/// Signs a person in who has proved all that is asked for, and leads them on in their own language.
pub async fn admit(
    app: &App,
    request: &HttpRequest,
    session: &Session,
    person: PersonId,
    next: &str,
) -> Result<SeeOther, Error> {
    let (invitations, about) = app
        .db
        .read(async |conn| {
            let invitee = [person];
            tokio::try_join!(referrals::of_invitees(conn, &invitee), people::find(conn, person))
        })
        .await?;
    let agent = request.headers().get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    cookie::begin(session, person, agent, !invitations.is_empty())?;
    let next = onward(next);
    let language = about.and_then(|person| person.language).filter(|code| *code != Visit::of(request).lang.code());
    Ok(SeeOther::back(&match language {
        Some(code) => format!("{next}{}lang={code}", if next.contains('?') { '&' } else { '?' }),
        None => next.to_owned(),
    }))
}

fn onward(next: &str) -> &str {
    if next.is_empty() { "/overview" } else { next }
}

pub async fn sign_out(session: Session) -> SeeOther {
    session.purge();
    SeeOther::to("/sign-in").flash("flash-signed-out")
}
