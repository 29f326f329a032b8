//! The demo's first page: `/demo`; `POST /demo/session` (`role` = `referrer` | `owner` | `partner` | `invitee` | `staff`), `POST /demo/clock` (`days`
//! or `to` = `28th`, `back`).

use super::billing_key::BillingKey;
use super::cast::AMINA;
use super::later::pass_with_charges;
use super::store;
use super::world::PROGRAM;
use crate::app::App;
use crate::calendar::{CalendarError, Instant, Month, Zone};
use crate::db::Fault;
use crate::jobs::{self, Handlers};
use crate::people::pages::sign_in;
use crate::web::{Error, Page, Refusals, SeeOther, filters};
use crate::{programs, rewards};
use actix_session::Session;
use actix_web::{HttpRequest, web};
use askama::Template;
use chrono::{SecondsFormat, TimeDelta};
use serde::Deserialize;

/// How far one press may move the clock.
const MOST_DAYS: u32 = 31;
/// The local hour on the 28th.
const HOUR: u32 = 9;

#[derive(Template)]
#[template(path = "demo/start.html")]
pub struct StartPage {
    pub now: Instant,
    /// A link that the visitor may open as an invited stranger.
    pub link: String,
    /// Where letters lie, when they are written to files.
    pub letters: Option<String>,
    /// A command that reports a payment, as the billing system would.
    pub curl: String,
}

impl StartPage {
    fn roles(&self) -> [&'static str; 5] {
        super::cast::players().map(|(role, ..)| role)
    }
}

pub async fn start(app: web::Data<App>) -> Result<Page<StartPage>, Error> {
    let now = app.clock.now();
    let key = BillingKey::new(&app).map_err(|error| Error::Broken(error.to_string()))?;
    let timestamp = now.to_rfc3339_opts(SecondsFormat::Secs, true);
    let letters = app.config.smtp.is_none().then(|| app.config.under_data("mail").display().to_string());
    let curl = key.curl(&app.url, &timestamp, &now.timestamp().to_string());
    Ok(Page::new(StartPage { now, link: format!("/r/{AMINA}"), letters, curl }))
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Role {
    Referrer,
    Owner,
    Partner,
    Invitee,
    Staff,
}

#[derive(Deserialize)]
pub struct Chosen {
    role: Role,
}

/// Signs the visitor in as one of them, without a password.
pub async fn sign_in(
    app: web::Data<App>,
    request: HttpRequest,
    session: Session,
    chosen: web::Form<Chosen>,
) -> Result<SeeOther, Error> {
    let demo = app.db.read(async |conn| store::find(conn).await).await?;
    let players = demo.and_then(|demo| demo.players).ok_or(Error::NotFound)?;
    let (person, home) = match chosen.role {
        Role::Referrer => (players.referrer, "/overview"),
        Role::Owner => (players.owner, "/companies"),
        Role::Partner => (players.partner, "/withdrawals?program=hosting-remuneration"),
        Role::Invitee => (players.invitee, "/invitation"),
        Role::Staff => (players.staff, "/admin"),
    };
    sign_in::admit(&app, &request, &session, person, home).await
}

#[derive(Deserialize)]
pub struct Turn {
    days: Option<u32>,
    to: Option<Goal>,
    #[serde(default)]
    back: String,
}

#[derive(Clone, Copy, Deserialize)]
enum Goal {
    #[serde(rename = "28th")]
    The28th,
}

/// Turns the clock, and works what is due by then before the page is shown again.
pub async fn turn(
    app: web::Data<App>,
    handlers: web::Data<Handlers>,
    turn: web::Form<Turn>,
) -> Result<SeeOther, Error> {
    let time = match (turn.days, turn.to) {
        (Some(days), None) if (1..=MOST_DAYS).contains(&days) => TimeDelta::days(days.into()),
        (None, Some(Goal::The28th)) => until_28th(&app).await?,
        _ => return Err(Error::Refused(Refusals::one("days", "demo-wrong-step"))),
    };
    pass_with_charges(&app, time).await.map_err(|error| Error::Broken(error.to_string()))?;
    // Both, as a runner beside this request may have taken the job that releases, and not be done with it.
    rewards::release_due(&app.db).await?;
    jobs::run_due(&app, &handlers).await?;
    Ok(SeeOther::back(&turn.back))
}

async fn until_28th(app: &App) -> Result<TimeDelta, Error> {
    let now = app.clock.now();
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let version = catalogue.by_slug(PROGRAM).and_then(|program| program.in_force(now));
    let zone = version.map_or(Zone::UTC, |version| version.terms.time_zone);
    let next = next_28th(now, zone).map_err(|error| Fault::contradiction(error.to_string()))?;
    Ok(next - now)
}

fn next_28th(now: Instant, zone: Zone) -> Result<Instant, CalendarError> {
    let month = Month::of(now, zone);
    match month.instant(28, HOUR, zone)? {
        next if next > now => Ok(next),
        _ => month.next()?.instant(28, HOUR, zone),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, NOW, at, show};

    #[test]
    fn the_demo_begins_with_a_choice() {
        let page = StartPage {
            now: at(NOW),
            link: "/r/ARBA7KZT".into(),
            letters: Some("/var/lib/beckon/letters".into()),
            curl: "curl -sS https://bonus.example.kz/api/v1/events".into(),
        };
        show("demo", "/demo", Looks::Visitor, &page);
    }

    #[test]
    fn the_next_28th_is_later_than_now() {
        let almaty: Zone = "Asia/Almaty".parse().unwrap();
        for (now, next) in [
            ("2026-04-10T09:30:00Z", "2026-04-28T04:00:00Z"),
            ("2026-04-28T03:59:59Z", "2026-04-28T04:00:00Z"),
            ("2026-04-28T04:00:00Z", "2026-05-28T04:00:00Z"),
            ("2026-12-30T00:00:00Z", "2027-01-28T04:00:00Z"),
        ] {
            assert_eq!(next_28th(at(now), almaty), Ok(at(next)), "{now}");
        }
    }
}
