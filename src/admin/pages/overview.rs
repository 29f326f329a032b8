//! The staff's overview.

use super::{AdminPage, EventRow, EventState};
use crate::app::App;
use crate::audit;
use crate::claims;
use crate::flags;
use crate::intake::{self, Counted, Logged, State};
use crate::jobs;
use crate::people::{Staff, Support};
use crate::web::{Error, Page, Words};
use crate::withdrawals::{self, adjustments};
use actix_web::web;

const EVENTS: i64 = 50;
/// More jobs at rest than this are not counted one by one.
const FAILED: i64 = 1_000;

pub async fn show(app: web::Data<App>, staff: Staff<Support>) -> Result<Page<AdminPage>, Error> {
    // Whoever is staff has a role.
    let role = staff.who.role.ok_or(Error::NotFound)?;
    let now = app.clock.now();
    let (counted, events, failed, last, withdrawals, claims, adjustments, flags) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                intake::count(conn),
                intake::latest(conn, EVENTS),
                jobs::graveyard(conn, FAILED),
                audit::latest(conn, 1),
                withdrawals::counts(conn, now),
                claims::count(conn, claims::Which::Open),
                adjustments::count_waiting(conn),
                flags::counts(conn)
            )
        })
        .await?;
    let Counted { waiting, refused } = counted;
    let failed_jobs = i64::try_from(failed.len()).unwrap_or(FAILED);
    let flags = flags.iter().map(|(_, count)| count).sum();
    let events = events.into_iter().map(row).collect();
    let audit = last.into_iter().next();
    Ok(Page::new(AdminPage {
        role,
        parked: waiting,
        refused,
        failed_jobs,
        withdrawals,
        claims,
        adjustments,
        flags,
        audit,
        events,
    }))
}

fn row(logged: Logged) -> EventRow {
    let (state, why) = match logged.event.state {
        State::Applied => (EventState::Applied, None),
        State::Recorded => (EventState::Recorded, None),
        State::Waiting { waits_for } => {
            (EventState::Parked, Some(Words::new("event-waits-for").with("what", waits_for.replace(':', " "))))
        }
        State::Refused { reason } => {
            (EventState::Refused, Some(Words::new("event-refused-for").with("reason", reason.replace('_', " "))))
        }
    };
    EventRow {
        id: logged.event.external_id,
        kind: logged.event.type_name,
        source: logged.source_name,
        recorded_at: logged.event.recorded_at,
        state,
        why,
    }
}
