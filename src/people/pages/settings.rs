//! One's own settings.

pub mod letters;

use actix_web::{Either, HttpRequest, web};
use serde::Deserialize;

use super::password::weakness;
use super::{Quotas, SessionRow, SettingsPage};
use crate::app::App;
use crate::calendar::Zone;
use crate::ids::SessionId;
use crate::notices;
use crate::people::password::Password;
use crate::people::{self, Profile, SignedIn, sessions};
use crate::web::{Error, Lang, Page, Refusals, SeeOther, Visit};

pub async fn show(app: web::Data<App>, who: SignedIn, request: HttpRequest) -> Result<Page<SettingsPage>, Error> {
    Ok(Page::new(screen(&app, &who, &request, Refusals::none()).await?))
}

async fn screen(app: &App, who: &SignedIn, request: &HttpRequest, errors: Refusals) -> Result<SettingsPage, Error> {
    let now = app.clock.now();
    let (person, open, off) = app
        .db
        .read(async |conn| {
            tokio::try_join!(
                people::find(conn, who.person),
                sessions::open(conn, who.person, now),
                notices::switched_off(conn, who.person)
            )
        })
        .await?;
    let person = person.ok_or(Error::Unauthorized)?;
    let row = |session: sessions::Open| SessionRow {
        id: session.id().to_string(),
        agent: browser(&session.agent),
        seen_at: session.seen_at,
        current: session.id() == who.session,
    };
    Ok(SettingsPage {
        name: person.name,
        email: person.email.unwrap_or_default(),
        email_confirmed: person.email_confirmed_at.is_some(),
        language: who.language.unwrap_or_else(|| Visit::of(request).lang),
        time_zone: person.time_zone.unwrap_or_else(|| "UTC".into()),
        hides_name: person.hides_name,
        sessions: open.into_iter().map(row).collect(),
        letters: letters::rows(|kind| !off.contains(&kind)),
        errors,
    })
}

/// `Firefox, Android`, as far as the browser's own words tell; the more special name comes first, as browsers imitate others.
fn browser(agent: &str) -> String {
    let first =
        |names: &[(&str, &'static str)]| names.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name);
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("YaBrowser/", "Yandex"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[derive(Deserialize)]
pub struct ProfileForm {
    name: String,
    language: String,
    time_zone: String,
    hides_name: Option<String>,
}

pub async fn change_profile(
    app: web::Data<App>,
    who: SignedIn,
    request: HttpRequest,
    form: web::Form<ProfileForm>,
) -> Result<Either<SeeOther, Page<SettingsPage>>, Error> {
    let name = form.name.trim();
    if !super::is_name(name) {
        let mut page = screen(&app, &who, &request, Refusals::one("name", "wrong-name")).await?;
        page.name = form.into_inner().name;
        return Ok(Either::Right(Page::refused(page)));
    }
    // The lists offer only what exists; whoever sends something else keeps what is.
    let language = Lang::from_code(&form.language).or(who.language);
    let zone = form.time_zone.parse::<Zone>().unwrap_or(who.zone);
    let profile = Profile {
        name: name.to_owned(),
        language: language.map(|lang| lang.code().to_owned()),
        time_zone: Some(zone.to_string()),
        hides_name: form.hides_name.is_some(),
    };
    app.db.write(async |tx| people::change_profile(tx, who.person, &profile).await).await?;
    let to = language.map_or("/settings".into(), |lang| format!("/settings?lang={}", lang.code()));
    Ok(Either::Left(SeeOther::to(to).flash("flash-saved")))
}

#[derive(Deserialize)]
pub struct PasswordForm {
    current: String,
    password: String,
}

pub async fn change_password(
    app: web::Data<App>,
    quotas: web::Data<Quotas>,
    who: SignedIn,
    request: HttpRequest,
    form: web::Form<PasswordForm>,
) -> Result<Either<SeeOther, Page<SettingsPage>>, Error> {
    let PasswordForm { current, password } = form.into_inner();
    quotas.try_password(&request, &who.person.to_string())?;
    let refused = async |field, words| {
        let page = screen(&app, &who, &request, Refusals::one(field, words)).await?;
        Ok(Either::Right(Page::refused(page)))
    };
    if !people::is_password(&app.db, who.person, current).await? {
        return refused("current", "wrong-password-current".into()).await;
    }
    let person = app.db.read(async |conn| people::find(conn, who.person).await).await?.ok_or(Error::Unauthorized)?;
    let password = match Password::choose(&password, person.email.as_deref().unwrap_or_default()) {
        Ok(password) => password,
        Err(weak) => return refused("password", weakness(weak)).await,
    };
    let hash = password.hash().await?;
    app.db.write(async |tx| people::change_password(tx, who.person, &hash, who.session).await).await?;
    Ok(Either::Left(SeeOther::to("/settings").flash("flash-password-changed")))
}

pub async fn end_session(app: web::Data<App>, who: SignedIn, session: web::Path<String>) -> Result<SeeOther, Error> {
    let session: SessionId = session.parse().map_err(|_| Error::NotFound)?;
    let ended = app.db.write(async |tx| sessions::end(tx, who.person, session).await).await?;
    if ended { Ok(SeeOther::to("/settings").flash("flash-saved")) } else { Err(Error::NotFound) }
}

pub async fn end_all_sessions(app: web::Data<App>, who: SignedIn) -> Result<SeeOther, Error> {
    app.db.write(async |tx| sessions::end_all(tx, who.person, Some(who.session)).await).await?;
    Ok(SeeOther::to("/settings").flash("flash-signed-out-everywhere"))
}
