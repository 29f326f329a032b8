use super::batch::{Fate, Item};
use super::store::{State, Stored};
use crate::db::{Conn, Fault};
use crate::ids::{EventId, PersonId};
use crate::rewards::{self, ReceiptSummary};
use serde::Serialize;
use std::collections::HashMap;

/// What became of an event.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Outcome {
    /// Everything that it changes is done; these receipts say what it earned, also when nothing.
    Applied { receipts: Vec<ReceiptSummary> },
    /// Accepted, and applied by itself when what it waits for arrives: `noun:id`.
    Waiting { waits_for: String },
    /// Kept for a later use; nothing changes by it today.
    Recorded,
    /// Kept, but nothing follows from it, for this reason.
    Refused { reason: String },
    /// The same id, or the same business id, with another content: nothing was kept or changed.
    Conflict { detail: String },
}

#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Answer {
    /// The sender's id of the event.
    pub id: String,
    /// It was received before; this is its current result.
    pub duplicate: bool,
    #[serde(flatten)]
    pub outcome: Outcome,
}

impl Outcome {
    fn of(state: &State, receipts: Vec<ReceiptSummary>) -> Outcome {
        match state {
            State::Applied => Outcome::Applied { receipts },
            State::Waiting { waits_for } => Outcome::Waiting { waits_for: waits_for.clone() },
            State::Recorded => Outcome::Recorded,
            State::Refused { reason } => Outcome::Refused { reason: reason.clone() },
        }
    }
}

/// `reckoned`: receipts were written since these facts were decided.
pub(super) async fn answers(conn: &Conn, items: Vec<Item<'_>>, reckoned: bool) -> Result<Vec<Answer>, Fault> {
    let asked = items.iter().filter_map(|item| match &item.fate {
        Some(Fate::Repeated(stored)) => Some((stored.person?, stored.id)),
        Some(Fate::Kept { state: State::Applied, person, .. }) if reckoned => Some(((*person)?, item.id)),
        _ => None,
    });
    let mut receipts = receipts_of(conn, asked.collect()).await?;
    let mut answers: Vec<Answer> = Vec::with_capacity(items.len());
    for item in items {
        let id = item.event.id.to_string();
        let (duplicate, outcome) = match item.fate {
            Some(Fate::Kept { state, receipts: decided, .. }) => {
                let written = receipts.remove(&item.id);
                (item.repeats, Outcome::of(&state, written.unwrap_or(decided)))
            }
            Some(Fate::Repeated(stored)) => {
                (true, Outcome::of(&stored.state, receipts.remove(&stored.id).unwrap_or_default()))
            }
            Some(Fate::RepeatedHere(first)) => match answers.get(first) {
                Some(answer) => (true, answer.outcome.clone()),
                None => return Err(Fault::contradiction("a repetition came before its original")),
            },
            Some(Fate::Conflict(detail)) => (false, Outcome::Conflict { detail }),
            None => return Err(Fault::contradiction("an event was left without a fate")),
        };
        answers.push(Answer { id, duplicate, outcome });
    }
    Ok(answers)
}

/// The current result of an event that lies in the log.
pub async fn current(conn: &Conn, stored: &Stored) -> Result<Outcome, Fault> {
    let asked = stored.person.map(|person| (person, stored.id));
    let mut receipts = receipts_of(conn, asked.into_iter().collect()).await?;
    Ok(Outcome::of(&stored.state, receipts.remove(&stored.id).unwrap_or_default()))
}

async fn receipts_of(
    conn: &Conn,
    owned: Vec<(PersonId, EventId)>,
) -> Result<HashMap<EventId, Vec<ReceiptSummary>>, Fault> {
    if owned.is_empty() { Ok(HashMap::new()) } else { rewards::receipts_of_events(conn, &owned).await }
}
