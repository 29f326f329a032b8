//! A visitor's cookie: which links they followed. Sealed, so that nobody can make one up; first-party, and read by us alone.

use super::arrival::Followed;
use crate::app::App;
use crate::calendar::{CalendarError, Instant};
use crate::ids::{ClickId, Code, ProgramId};
use crate::programs::Catalogue;
use crate::rules::attribution::chosen_click;
use crate::web::Error;
use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::{HttpMessage, HttpRequest};
use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

const CONTEXT: &str = "cookie visits";
/// A cookie holds 4 KiB.
const MOST: usize = 12;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Visit {
    pub program: ProgramId,
    pub code: Code,
    pub click: ClickId,
    pub at: Instant,
    /// A paid advertisement led here.
    #[serde(default)]
    pub paid_ad: bool,
}

/// The visits of whoever sends a request, oldest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Visited(Vec<Visit>);

impl Visited {
    /// Those of the cookie, and the one of this very request. A cookie that is not ours is none.
    pub fn of(app: &App, request: &HttpRequest) -> Visited {
        if let Some(followed) = request.extensions().get::<Followed>() {
            return followed.0.clone();
        }
        Visited::kept(app, request)
    }

    pub(super) fn kept(app: &App, request: &HttpRequest) -> Visited {
        let Some(cookie) = request.cookie(name(app)) else { return Visited::default() };
        let sealed = BASE64URL_NOPAD.decode(cookie.value().as_bytes()).ok();
        let opened = sealed.and_then(|sealed| app.seal.open(CONTEXT, &sealed).ok());
        opened.and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The last visit through a code.
    pub(super) fn click_of(&self, code: &Code) -> Option<ClickId> {
        self.0.iter().rev().find(|visit| visit.code == *code).map(|visit| visit.click)
    }

    /// The first ones decide under `first`, the last ones under `last`: what falls out is in between.
    pub(super) fn add(&mut self, visit: Visit) {
        self.0.push(visit);
        if self.0.len() > MOST {
            self.0.remove(MOST / 2);
        }
    }

    /// For as long as any program remembers a visit.
    pub(super) fn cookie(&self, app: &App, catalogue: &Catalogue, now: Instant) -> Result<Cookie<'static>, Error> {
        let broken = |words: String| Error::Broken(words);
        let json = serde_json::to_vec(self).map_err(|error| broken(error.to_string()))?;
        let sealed = app.seal.seal(CONTEXT, &json).map_err(|error| broken(error.to_string()))?;
        let windows =
            catalogue.programs.iter().filter_map(|program| Some(program.in_force(now)?.terms.attribution.window_days));
        let days = windows.max().unwrap_or(1).max(1);
        Ok(Visited::lasting(app, BASE64URL_NOPAD.encode(&sealed), Duration::days(days.into())))
    }

    /// Takes the cookie away.
    pub(super) fn forgotten(app: &App) -> Cookie<'static> {
        Visited::lasting(app, String::new(), Duration::ZERO)
    }

    fn lasting(app: &App, value: String, age: Duration) -> Cookie<'static> {
        let lax = Cookie::build(name(app), value).path("/").http_only(true).same_site(SameSite::Lax);
        lax.secure(is_https(app)).max_age(age).finish()
    }

    /// Which visit invites at `at`, by the touch and the window of its program; of several programs, the one visited last.
    pub fn chosen(&self, catalogue: &Catalogue, at: Instant) -> Result<Option<&Visit>, CalendarError> {
        let Some(last) = self.0.last() else { return Ok(None) };
        self.choose(catalogue, at, |visit| visit.program == last.program)
    }

    /// The visit through which a code counts at `at`, if there is one whose window holds.
    pub fn through(&self, catalogue: &Catalogue, code: &Code, at: Instant) -> Result<Option<&Visit>, CalendarError> {
        self.choose(catalogue, at, |visit| visit.code == *code)
    }

    fn choose(
        &self,
        catalogue: &Catalogue,
        at: Instant,
        wanted: impl Fn(&Visit) -> bool,
    ) -> Result<Option<&Visit>, CalendarError> {
        let mut visits: Vec<&Visit> = self.0.iter().filter(|visit| wanted(visit)).collect();
        let program = visits.first().and_then(|visit| catalogue.programs.iter().find(|p| p.id == visit.program));
        let Some(version) = program.and_then(|program| program.in_force(at)) else { return Ok(None) };
        // Where only advertisements led here, the registration is refused for that reason.
        let counts = |visit: &&Visit| !(visit.paid_ad && version.terms.attribution.excludes_paid_ads);
        if visits.iter().any(counts) {
            visits.retain(counts);
        }
        let clicks: Vec<Instant> = visits.iter().map(|visit| visit.at).collect();
        let chosen = chosen_click(&version.terms.attribution, version.terms.time_zone, &clicks, at)?;
        Ok(chosen.and_then(|n| visits.get(n).copied()))
    }
}

fn is_https(app: &App) -> bool {
    app.url.scheme() == "https"
}

/// The prefix makes browsers insist on TLS, on this host and on the whole path.
fn name(app: &App) -> &'static str {
    if is_https(app) { "__Host-visits" } else { "visits" }
}
