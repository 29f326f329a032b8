//! The facts of a withdrawal, and its postings.
use crate::book::{self, Moved};
use crate::db::{Fault, Tx};
use crate::events::{Event, Fact, Key, Text};
use crate::ids::{ExternalId, PersonId, ProgramId, WithdrawalId};
use crate::intake::{self, Noun};
use crate::ledger;

/// Keeps what happened just now. A request's event is named like its withdrawal: so no two have the same id.
pub(super) async fn record(tx: &Tx, person: PersonId, id: ExternalId, fact: Fact) -> Result<(), Fault> {
    let event = Event { id, timestamp: tx.now(), fact };
    intake::record(tx, &event, Some(person)).await?;
    Ok(())
}

pub(super) fn named(id: impl ToString) -> Result<ExternalId, Fault> {
    id.to_string().parse().map_err(wrong)
}

pub(super) fn text(words: &str) -> Result<Text, Fault> {
    words.parse().map_err(wrong)
}

/// What the log calls a person.
pub(super) async fn key(tx: &Tx, person: PersonId) -> Result<Key, Fault> {
    let name = intake::names_of(tx, Noun::Person, &[person.0]).await?.remove(&person.0);
    let name = name.ok_or_else(|| wrong("no event made its owner"))?;
    Ok(Key { source: text(&name.source_name)?, id: name.id })
}

fn wrong(error: impl std::fmt::Display) -> Fault {
    Fault::contradiction(format!("a withdrawal cannot be recorded: {error}"))
}

/// Posts what a step moves; its account is locked and was found to have enough.
pub(super) async fn post(
    tx: &Tx,
    owner: (PersonId, ProgramId),
    withdrawal: WithdrawalId,
    moved: Moved,
) -> Result<(), Fault> {
    let transfers = book::withdrawal_transfers(moved, owner, &withdrawal.to_string(), tx.now());
    ledger::post(tx, &transfers).await.map_err(|refused| match refused {
        ledger::Refused::Fault(fault) => fault,
        ledger::Refused::NotEnough => Fault::contradiction("more was withdrawn than the locked account had"),
    })
}
