//! What goes on in the demo's world when its visitor turns the clock: the owner's companies are billed and pay, so that what a
//! verification gave is used.

use super::story::{self, Charge};
use super::world::{BILLING, NotMade, PROGRAM, payment, refused};
use super::{pass, store};
use crate::app::App;
use crate::billing;
use crate::calendar::Zone;
use crate::events::Event;
use crate::ids::{PersonId, SourceId};
use crate::intake::{self, Incoming, Outcome};
use crate::people::sources;
use crate::programs;
use crate::verification;
use chrono::TimeDelta;

/// Moves the clock of all processes, with a stop at each charge on the way: what is verified before it takes something off.
pub(super) async fn pass_with_charges(app: &App, time: TimeDelta) -> Result<(), NotMade> {
    let until = app.clock.now() + time;
    let (demo, catalogue) =
        app.db.read(async |conn| futures_util::try_join!(store::find(conn), programs::catalogue(conn))).await?;
    let (Some(demo), Some(program)) = (demo, catalogue.by_slug(PROGRAM)) else { return Ok(()) };
    let Some(players) = demo.players else { return Ok(()) };
    let zone: Zone = program.told(until)?.terms.time_zone;
    let billing = app.db.write(async |tx| sources::find_or_create(tx, BILLING).await).await?;
    let known = app.db.read(async |conn| billing::invoices_of(conn, players.owner, 0, 1_000).await).await?;
    let is_known = |charge: &Charge| known.iter().any(|invoice| invoice.external_id == charge.invoice);
    for charge in story::charges(demo.began_at, zone, until).map_err(refused)? {
        if is_known(&charge) {
            continue;
        }
        let wait = charge.at - app.clock.now();
        if wait > TimeDelta::zero() {
            pass(app, wait).await?;
        }
        verification::jobs::apply_due(&app.db, app.clock.now()).await.map_err(refused)?;
        bill(app, billing, players.owner, charge).await?;
    }
    let left = until - app.clock.now();
    if left > TimeDelta::zero() { Ok(pass(app, left).await?) } else { Ok(()) }
}

/// It is paid at once, whatever an assignment left of it.
async fn bill(app: &App, billing: SourceId, owner: PersonId, charge: Charge) -> Result<(), NotMade> {
    let Charge { at, company, invoice, facts } = charge;
    tell(app, billing, facts).await?;
    let issued = app.db.read(async |conn| billing::invoices_of(conn, owner, 0, 1_000).await).await?;
    let Some(issued) = issued.into_iter().find(|found| found.external_id == invoice) else { return Ok(()) };
    tell(app, billing, payment(&issued, company, at)?.into_iter().collect()).await
}

/// What a visitor has done meanwhile may stand against it: then it does not happen.
async fn tell(app: &App, billing: SourceId, facts: Vec<Event>) -> Result<(), NotMade> {
    let facts: Vec<Incoming> = facts.into_iter().map(|fact| Incoming::new(billing, fact)).collect();
    for answer in intake::apply_now(&app.db, &facts).await {
        let answer = answer?;
        if matches!(answer.outcome, Outcome::Refused { .. } | Outcome::Conflict { .. }) {
            tracing::warn!(event = answer.id, outcome = ?answer.outcome, "the demo's story does not go on");
        }
    }
    Ok(())
}
