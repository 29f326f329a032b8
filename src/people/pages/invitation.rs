//! The code that a visitor came with, as far as it can be used.

use super::TypedCode;
use crate::app::App;
use crate::calendar::Instant;
use crate::db::{Conn, Fault};
use crate::ids::{ClickId, Code};
use crate::people::{self, masked};
use crate::programs;
use crate::referrals::{self, pages::Visited, pages::offer::for_invitee};
use crate::web::Error;
use actix_web::HttpRequest;

/// What stands in the box above the form; `came`: by a visit through the link. Whether the registration will be bound is decided when it
/// happens.
pub(super) async fn code_box(conn: &Conn, typed: &str, came: bool, now: Instant) -> Result<TypedCode, Fault> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(TypedCode::None);
    }
    let shown: String = typed.chars().take(40).collect();
    let unusable = |why: &'static str| TypedCode::Unusable { code: shown.clone(), why: why.into() };
    let Ok(code) = typed.parse::<Code>() else { return Ok(unusable("code-unknown")) };
    let codes = [code.clone()];
    let (mut links, catalogue) = tokio::try_join!(referrals::by_codes(conn, &codes), programs::catalogue(conn))?;
    let Some(link) = links.remove(&code) else {
        return Ok(unusable(if referrals::is_over(conn, &code).await? { "code-over" } else { "code-unknown" }));
    };
    let program = catalogue.get(link.program)?;
    let Some(version) = program.in_force(now).filter(|_| program.is_open(now)) else {
        return Ok(unusable("code-closed"));
    };
    if !version.terms.attribution.codes && !came {
        return Ok(unusable("code-links-only"));
    }
    let inviting = people::find(conn, link.person).await?;
    let from =
        inviting.filter(|person| !person.hides_name && !person.name.is_empty()).map(|person| masked(&person.name));
    Ok(TypedCode::Usable { code: code.to_string(), from, offer: for_invitee(&version.terms) })
}

/// The code and the click by which a visitor is invited, as their cookie and the terms have it.
pub(super) async fn inviting(app: &App, request: &HttpRequest, now: Instant) -> Result<Option<(Code, ClickId)>, Error> {
    let visited = Visited::of(app, request);
    if visited.is_empty() {
        return Ok(None);
    }
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let chosen = visited.chosen(&catalogue, now).map_err(|error| Error::Broken(error.to_string()))?;
    Ok(chosen.map(|visit| (visit.code.clone(), visit.click)))
}

/// The click behind a code that a visitor registers with; none for a code that they only typed.
pub(super) async fn click_of(
    app: &App,
    request: &HttpRequest,
    code: &str,
    now: Instant,
) -> Result<Option<ClickId>, Error> {
    let (visited, Ok(code)) = (Visited::of(app, request), code.parse::<Code>()) else { return Ok(None) };
    if visited.is_empty() {
        return Ok(None);
    }
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let through = visited.through(&catalogue, &code, now).map_err(|error| Error::Broken(error.to_string()))?;
    Ok(through.map(|visit| visit.click))
}
