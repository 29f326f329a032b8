//! Two-step sign-in turned on and off.

use actix_web::{Either, HttpRequest, web};
use serde::Deserialize;

use crate::app::App;
use crate::db::Fault;
use crate::people::letters::{Change, tell_change};
use crate::people::pages::{EnrolmentShown, Quotas, RecoveryCodesPage, TwoStepPage, TwoStepState};
use crate::people::two_step::{self, Checked};
use crate::people::{self, SignedIn};
use crate::web::pictures::Qr;
use crate::web::{Error, Page, Refusals, SeeOther};

const PATH: &str = "/settings/two-step";

pub async fn show(app: web::Data<App>, who: SignedIn) -> Result<Page<TwoStepPage>, Error> {
    Ok(Page::new(screen(&app, &who, Refusals::none()).await?))
}

async fn screen(app: &App, who: &SignedIn, errors: Refusals) -> Result<TwoStepPage, Error> {
    let host = app.url.host_str().unwrap_or("Beckon");
    let (on, person) = app
        .db
        .read(async |conn| tokio::try_join!(two_step::of(conn, who.person), people::find(conn, who.person)))
        .await?;
    let account = person.and_then(|person| person.email).unwrap_or_else(|| who.name.clone());
    let (owner, now) = ((who.person, who.session), app.clock.now());
    let state = match on {
        Some(on) => TwoStepState::On(on),
        None => {
            let about = (host, account.as_str());
            let begun = async |conn: &_| two_step::enrolment(conn, &app.seal, owner, about, now).await;
            match app.db.read(begun).await? {
                Some(begun) => TwoStepState::Enrolling(shown(begun)?),
                None => TwoStepState::Off,
            }
        }
    };
    let needed = app.config.staff_two_step && who.role.is_some() && !app.clock.is_demo();
    Ok(TwoStepPage { state, needed, errors })
}

fn shown(begun: two_step::Enrolment) -> Result<EnrolmentShown, Error> {
    let qr = Qr::draw(&begun.uri).ok_or_else(|| Error::Broken("the address of a second step is too long".into()))?;
    let letters: Vec<char> = begun.key.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    Ok(EnrolmentShown { qr, key: groups.join(" "), uri: begun.uri })
}

type Answer<T> = Result<Either<T, Page<TwoStepPage>>, Error>;

async fn refused<T>(app: &App, who: &SignedIn, field: &'static str, key: &'static str) -> Answer<T> {
    Ok(Either::Right(Page::refused(screen(app, who, Refusals::one(field, key)).await?)))
}

#[derive(Deserialize)]
pub struct Password {
    current: String,
}

/// Draws the secret, which the page then shows.
pub async fn begin(
    app: web::Data<App>,
    quotas: web::Data<Quotas>,
    who: SignedIn,
    request: HttpRequest,
    form: web::Form<Password>,
) -> Answer<SeeOther> {
    quotas.try_own_password(&request, who.person)?;
    if !people::is_password(&app.db, who.person, form.into_inner().current).await? {
        return refused(&app, &who, "current", "wrong-password-current").await;
    }
    app.db.write(async |tx| two_step::begin(tx, &app.seal, who.person, who.session).await).await?;
    Ok(Either::Left(SeeOther::to(PATH)))
}

#[derive(Deserialize)]
pub struct Code {
    code: String,
}

/// The first code of the app.
pub async fn confirm(
    app: web::Data<App>,
    quotas: web::Data<Quotas>,
    who: SignedIn,
    form: web::Form<Code>,
) -> Answer<Page<RecoveryCodesPage>> {
    quotas.try_code(who.person)?;
    let turned: Result<_, Fault> = app
        .db
        .write(async |tx| {
            let owner = (who.person, who.session);
            let codes = two_step::turn_on(tx, &app.seal, owner, &form.code, app.clock.outside()).await?;
            if codes.is_some() {
                tell_change(tx, &app, who.person, Change::TwoStepOn).await?;
            }
            Ok(codes)
        })
        .await;
    match turned? {
        Some(codes) => Ok(Either::Left(Page::new(RecoveryCodesPage { codes }))),
        None => refused(&app, &who, "code", "wrong-code-first").await,
    }
}

#[derive(Deserialize)]
pub struct Both {
    current: String,
    code: String,
}

/// Whether password and code are right; if not, which of them is wrong. The code is used up.
async fn proved(
    app: &App,
    quotas: &Quotas,
    who: &SignedIn,
    request: &HttpRequest,
    form: Both,
) -> Result<Result<(), (&'static str, &'static str)>, Error> {
    quotas.try_own_password(request, who.person)?;
    quotas.try_code(who.person)?;
    if !people::is_password(&app.db, who.person, form.current).await? {
        return Ok(Err(("current", "wrong-password-current")));
    }
    let outside = app.clock.outside();
    let check = async |tx: &_| two_step::check(tx, &app.seal, who.person, &form.code, outside).await;
    let checked: Result<Checked, Fault> = app.db.write(check).await;
    Ok(if checked? == Checked::Wrong { Err(("code", "wrong-code-step")) } else { Ok(()) })
}

/// New recovery codes.
pub async fn renew_codes(
    app: web::Data<App>,
    quotas: web::Data<Quotas>,
    who: SignedIn,
    request: HttpRequest,
    form: web::Form<Both>,
) -> Answer<Page<RecoveryCodesPage>> {
    if let Err((field, key)) = proved(&app, &quotas, &who, &request, form.into_inner()).await? {
        return refused(&app, &who, field, key).await;
    }
    let codes: Result<_, Fault> = app
        .db
        .write(async |tx| {
            let codes = two_step::renew_codes(tx, &app.seal, who.person).await?;
            tell_change(tx, &app, who.person, Change::RecoveryCodesRenewed).await?;
            Ok(codes)
        })
        .await;
    Ok(Either::Left(Page::new(RecoveryCodesPage { codes: codes? })))
}

pub async fn turn_off(
    app: web::Data<App>,
    quotas: web::Data<Quotas>,
    who: SignedIn,
    request: HttpRequest,
    form: web::Form<Both>,
) -> Answer<SeeOther> {
    if let Err((field, key)) = proved(&app, &quotas, &who, &request, form.into_inner()).await? {
        return refused(&app, &who, field, key).await;
    }
    let turned: Result<(), Fault> = app
        .db
        .write(async |tx| {
            two_step::turn_off(tx, who.person).await?;
            tell_change(tx, &app, who.person, Change::TwoStepOff).await
        })
        .await;
    turned?;
    Ok(Either::Left(SeeOther::to("/settings/security").flash("flash-two-step-off")))
}
