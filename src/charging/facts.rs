//! Our own facts, through the same door as everybody's.
use crate::billing::OwnSubscription;
use crate::calendar::Instant;
use crate::db::{Fault, Tx};
use crate::events::{Event, Fact, Text};
use crate::ids::{ExternalId, SourceId};
use crate::intake::{self, Incoming, Outcome};

pub(super) fn named(id: impl ToString) -> Result<ExternalId, Fault> {
    id.to_string().parse().map_err(|error| Fault::contradiction(format!("an id of our own: {error}")))
}

pub(super) fn text(text: &str) -> Result<Text, Fault> {
    text.parse().map_err(|error: &str| Fault::contradiction(format!("a stored name: {error}")))
}

/// The next fact about a subscription. Its id is the same whoever tells it, so it is told once; ids of later facts sort after those
/// of earlier ones, so that of two of one instant the later holds.
pub(super) fn next_of(own: &mut OwnSubscription, at: Instant, fact: Fact) -> Result<Incoming, Fault> {
    let id = named(format!("{}-{:05}", own.external_id, own.told))?;
    own.told += 1;
    Ok(Incoming::new(own.source, Event { id, timestamp: at, fact }))
}

pub(super) fn once(source: SourceId, id: impl ToString, at: Instant, fact: Fact) -> Result<Incoming, Fault> {
    Ok(Incoming::new(source, Event { id: named(id)?, timestamp: at, fact }))
}

/// What became of each fact that is no plain success.
pub(super) async fn tell(tx: &Tx, facts: &[Incoming]) -> Result<Vec<String>, Fault> {
    let applied = intake::apply(tx, facts).await?;
    let other = applied.answers.into_iter().filter_map(|answer| match answer.outcome {
        Outcome::Applied { .. } => None,
        // The same was told before.
        Outcome::Recorded if answer.duplicate => None,
        Outcome::Refused { reason } => Some(reason),
        Outcome::Conflict { detail } => Some(detail),
        Outcome::Waiting { waits_for } => Some(format!("waits for {waits_for}")),
        Outcome::Recorded => Some("kept, but not applied".into()),
    });
    Ok(other.collect())
}

/// Facts that nothing stands against: anything else is a fault of ours.
pub(super) async fn tell_surely(tx: &Tx, facts: &[Incoming]) -> Result<(), Fault> {
    match tell(tx, facts).await?.first() {
        None => Ok(()),
        Some(why) => Err(Fault::contradiction(format!("a fact of our own was not applied: {why}"))),
    }
}
