//! Events that staff have tried again: one that waits, or that was refused and may be right by now.
use super::batch::{self, Applied};
use super::queue::wake;
use super::store::{self, State, Stored};
use crate::db::{Db, Fault, TRIES, Tx, sql};
use crate::ids::SourceId;
use crate::people::{Finance, Staff, deed};
use diesel::sql_types::{Text, Uuid as SqlUuid};
use serde_json::{Value, json};

/// Tries one event again; what it is now. None when it neither waits nor is refused any more: somebody else was first.
///
/// What comes of it takes its place in the order of applying now, as if it had just arrived; whoever applies the log again meets
/// it there and decides the same. One that is refused again keeps its reason.
pub async fn try_again(db: &Db, staff: &Staff<Finance>, source: SourceId, id: &str) -> Result<Option<State>, Fault> {
    let lost = |fault: &Fault| fault.is_race();
    let mut tries = 1;
    let tried = loop {
        match db.write(async |tx| tried(tx, staff, (source, id)).await).await {
            Err(fault) if lost(&fault) && tries < TRIES => tries += 1,
            done => break done?,
        }
    };
    let Some((state, woken)) = tried else { return Ok(None) };
    if let Err(fault) = wake(db, woken).await {
        tracing::warn!(%fault, "parked events wait for the next round");
    }
    Ok(Some(state))
}

async fn tried(tx: &Tx, staff: &Staff<Finance>, key: (SourceId, &str)) -> Result<Option<(State, Vec<Stored>)>, Fault> {
    let taken = sql("SELECT FROM events WHERE source_id = ? AND external_id = ? FOR UPDATE")
        .bind::<SqlUuid, _>(key.0.0)
        .bind::<Text, _>(key.1)
        .execute(tx)
        .await?;
    let found = store::find(tx, &[key]).await?.into_values().next().filter(|_| taken > 0);
    let Some(stored) = found.filter(|stored| matches!(stored.state, State::Waiting { .. } | State::Refused { .. }))
    else {
        return Ok(None);
    };
    if matches!(stored.state, State::Refused { .. }) {
        // Only what waits is settled; nobody else sees it wait.
        sql("UPDATE events SET state = 'waiting', waits_for = 'staff:again', reason = NULL, thing = NULL,
                applied_order = NULL, applied_at = NULL
             WHERE source_id = ? AND external_id = ?")
        .bind::<SqlUuid, _>(key.0.0)
        .bind::<Text, _>(key.1)
        .execute(tx)
        .await?;
    }
    let event = stored.event()?;
    let Applied { woken, .. } = batch::apply_parked(tx, &[(stored.clone(), event)]).await?;
    let now = store::find(tx, &[key]).await?.into_values().next();
    let now = now.ok_or_else(|| Fault::contradiction("an event is gone"))?.state;
    let (was, is) = (told(&stored.state), told(&now));
    deed(tx, &staff.by(), "event-replayed", &format!("event {}", key.1), Some(was), Some(is)).await?;
    Ok(Some((now, woken)))
}

fn told(state: &State) -> Value {
    match state {
        State::Applied => json!({"state": "applied"}),
        State::Recorded => json!({"state": "recorded"}),
        State::Waiting { waits_for } => json!({"state": "waiting", "waits_for": waits_for}),
        State::Refused { reason } => json!({"state": "refused", "reason": reason}),
    }
}
