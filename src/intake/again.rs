//! Events that staff have tried again: one that waits, or that was refused and may be right by now.
use super::batch::{self, Applied};
use super::queue::{caught, wake};
use super::store::{self, State, Stored};
use crate::db::{Db, Fault, TRIES, Tx, sql};
use crate::ids::SourceId;
use crate::people::{Finance, Staff, deed};
use diesel::sql_types::{Text, Uuid as SqlUuid};
use serde_json::{Value, json};

/// Of what went wrong.
const MOST_LETTERS: usize = 300;

/// What became of an event that was tried again.
#[derive(Debug)]
pub enum Again {
    /// It neither waited nor was refused any more: somebody else was first.
    Settled,
    Decided(State),
    /// It stays as it was, with the fault's words in the log of deeds.
    Failed,
}

/// Tries one event again.
///
/// What comes of it takes its place in the order of applying now, as if it had just arrived; whoever applies the log again meets
/// it there and decides the same. One that is refused again keeps its reason.
pub async fn try_again(db: &Db, staff: &Staff<Finance>, source: SourceId, id: &str) -> Result<Again, Fault> {
    let lost = |fault: &Fault| fault.is_race();
    let mut tries = 1;
    let tried = loop {
        match caught(db.write(async |tx| tried(tx, staff, (source, id)).await)).await {
            Err(fault) if lost(&fault) && tries < TRIES => tries += 1,
            done => break done,
        }
    };
    let (state, woken) = match tried {
        Ok(Some(decided)) => decided,
        Ok(None) => return Ok(Again::Settled),
        Err(fault) if fault.is_outage() || fault.is_race() => return Err(fault),
        Err(fault) => {
            tracing::error!(event = id, %fault, "an event that staff tried again cannot be applied");
            let words = fault.to_string();
            return db.write(async |tx| failed(tx, staff, (source, id), &words).await).await;
        }
    };
    if let Err(fault) = wake(db, woken).await {
        tracing::warn!(%fault, "parked events wait for the next round");
    }
    Ok(Again::Decided(state))
}

/// Nothing of what was tried is kept; that it was tried, and what went wrong, is.
async fn failed(tx: &Tx, staff: &Staff<Finance>, key: (SourceId, &str), words: &str) -> Result<Again, Fault> {
    let found = store::find(tx, &[key]).await?.into_values().next();
    let stored = found.ok_or_else(|| Fault::contradiction("an event is gone"))?;
    let (was, words) = (told(&stored.state), words.chars().take(MOST_LETTERS).collect::<String>());
    let mut is = was.clone();
    if let Some(is) = is.as_object_mut() {
        is.insert("failed".to_owned(), words.into());
    }
    deed(tx, &staff.by(), "event-replayed", &format!("event {}", key.1), Some(was), Some(is)).await?;
    store::put_aside(tx, &[stored]).await?;
    Ok(Again::Failed)
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
