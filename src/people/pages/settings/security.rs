//! How one gets in: password, second step, sessions.

use actix_web::{Either, HttpRequest, web};
use serde::Deserialize;

use crate::app::App;
use crate::ids::SessionId;
use crate::people::pages::password::weakness;
use crate::people::pages::{Quotas, SecurityPage, SessionRow};
use crate::people::password::Password;
use crate::people::{self, SignedIn, sessions, two_step};
use crate::web::{Error, Page, Refusals, SeeOther};

pub async fn show(app: web::Data<App>, who: SignedIn) -> Result<Page<SecurityPage>, Error> {
    Ok(Page::new(screen(&app, &who, Refusals::none()).await?))
}

async fn screen(app: &App, who: &SignedIn, errors: Refusals) -> Result<SecurityPage, Error> {
    let now = app.clock.now();
    let (open, two_step) = app
        .db
        .read(async |conn| tokio::try_join!(sessions::open(conn, who.person, now), two_step::of(conn, who.person)))
        .await?;
    let row = |session: sessions::Open| SessionRow {
        id: session.id().to_string(),
        agent: browser(&session.agent),
        seen_at: session.seen_at,
        current: session.id() == who.session,
    };
    Ok(SecurityPage { two_step, sessions: open.into_iter().map(row).collect(), errors })
}

/// `Firefox, Android`, as far as the browser's own words tell; the more special name comes first, as browsers imitate others.
pub(super) fn browser(agent: &str) -> String {
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
) -> Result<Either<SeeOther, Page<SecurityPage>>, Error> {
    let PasswordForm { current, password } = form.into_inner();
    quotas.try_own_password(&request, who.person)?;
    let mut errors = Refusals::none();
    if !people::is_password(&app.db, who.person, current).await? {
        errors.add("current", "wrong-password-current");
    }
    let person = app.db.read(async |conn| people::find(conn, who.person).await).await?.ok_or(Error::Unauthorized)?;
    let password = match Password::choose(&password, person.email.as_deref().unwrap_or_default()) {
        Ok(password) if errors.is_empty() => password,
        chosen => {
            if let Err(weak) = chosen {
                errors.add("password", weakness(weak));
            }
            return Ok(Either::Right(Page::refused(screen(&app, &who, errors).await?)));
        }
    };
    let hash = password.hash().await?;
    app.db.write(async |tx| people::change_password(tx, who.person, &hash, who.session).await).await?;
    Ok(Either::Left(SeeOther::to("/settings/security").flash("flash-password-changed")))
}

pub async fn end_session(app: web::Data<App>, who: SignedIn, session: web::Path<String>) -> Result<SeeOther, Error> {
    let session: SessionId = session.parse().map_err(|_| Error::NotFound)?;
    let ended = app.db.write(async |tx| sessions::end(tx, who.person, session).await).await?;
    if ended { Ok(SeeOther::to("/settings/security").flash("flash-saved")) } else { Err(Error::NotFound) }
}

pub async fn end_all_sessions(app: web::Data<App>, who: SignedIn) -> Result<SeeOther, Error> {
    app.db.write(async |tx| sessions::end_all(tx, who.person, Some(who.session)).await).await?;
    Ok(SeeOther::to("/settings/security").flash("flash-signed-out-everywhere"))
}
