//! Approved withdrawals that are paid together: gathered up to a cutoff, written into a file for a bank, and marked as paid when the
//! money is on its way. One batch has one currency and one way to pay: it is one order to one bank.
//!
//! Invariants: an approved withdrawal is in one batch at most, and while it is in one it is not paid by itself; until a batch is final
//! nothing has happened to what is in it, and undoing it leaves no trace but deeds; nobody makes a file of, or ends, a batch with their own
//! withdrawal in it. Each verb locks the batch first: of two at once one is done, the other is told who was first.
mod end;
mod file;
mod listed;
mod store;

use super::bank_file::Debtor;
use super::store as withdrawals;
use super::{Done, Withdrawal};
use crate::book::WithdrawalStage;
use crate::calendar::Instant;
use crate::db::{Fault, Tx};
use crate::ids::{BatchId, PersonId, WithdrawalId};
use crate::money::{Currency, Money};
use crate::people::{Finance, Staff, deed};
use crate::rules::terms::WithdrawalMethod;
use chrono::NaiveDate;
use serde_json::{Value, json};

pub(super) use end::subject;
pub use end::{finish, pay, undo};
pub use file::{NotFiled, Payee, bank_file, payees};
pub use listed::{Wanted, listed};
pub use store::{Waiting, find, last_debtor, left_out, members, waiting};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Open,
    Undone,
    /// Each of it is marked as paid, one after the other.
    Final,
}

impl State {
    pub const ALL: [State; 3] = [State::Open, State::Undone, State::Final];

    pub fn word(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Undone => "undone",
            State::Final => "final",
        }
    }
}

#[derive(Debug, Clone)]
pub struct Batch {
    pub id: BatchId,
    pub currency: Currency,
    pub method: WithdrawalMethod,
    pub cutoff_at: Instant,
    pub made: Done,
    pub state: State,
    /// Who undid or finished it.
    pub ended: Option<Done>,
    /// The bank's, once it is final.
    pub reference: Option<String>,
    /// Of a final one: when the last of it was marked as paid, and how many could not be.
    pub done: Option<(Instant, i64)>,
    /// The last file for a bank.
    pub filed: Option<Filed>,
    /// In it, and neither failed nor sent back.
    pub count: i64,
    /// What they come to, less the fees.
    pub total: Money,
    pub paid: i64,
}

#[derive(Debug, Clone)]
pub struct Filed {
    pub done: Done,
    pub debtor: Debtor,
    pub execute_on: NaiveDate,
}

/// What a batch is to be made of. Its id is drawn beforehand: asked for twice, it is made once.
#[derive(Debug, Clone, Copy)]
pub struct New {
    pub id: BatchId,
    pub currency: Currency,
    pub method: WithdrawalMethod,
    pub cutoff_at: Instant,
}

/// Why nothing was done to a batch.
#[derive(Debug, thiserror::Error)]
pub enum NotBatched {
    #[error("there is no such batch")]
    NoBatch,
    #[error("nothing is to be paid by it")]
    Nothing,
    #[error("nobody pays their own withdrawal")]
    Own,
    /// Somebody else may have been first.
    #[error("it is {} already", .0.word())]
    Ended(State, Option<Done>),
    /// What was to be put into it.
    #[error("the withdrawal is not free: {0}")]
    Taken(WithdrawalStage),
    #[error("{} of them owe", .0.len())]
    Owe(Vec<PersonId>),
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Gathers what was approved up to the cutoff and nobody else has gathered. Left out is one's own, and whoever owes.
pub async fn make(tx: &Tx, by: &Staff<Finance>, new: New) -> Result<(), NotBatched> {
    if !store::add(tx, &new, by.who.person).await? {
        return Ok(());
    }
    if store::gather(tx, &new, by.who.person).await? == 0 {
        return Err(NotBatched::Nothing);
    }
    let made = store::find(tx, new.id).await?.ok_or(NotBatched::NoBatch)?;
    Ok(deed(tx, &by.by(), "batch-made", &subject(new.id), None, Some(said(&made))).await?)
}

/// Puts one more into it; one that is in it already stays.
pub async fn include(tx: &Tx, by: &Staff<Finance>, batch: BatchId, id: WithdrawalId) -> Result<(), NotBatched> {
    let (before, found) = open(tx, by, batch, id).await?;
    if found.batch == Some(batch) {
        return Ok(());
    }
    let fits = found.method == before.method && found.state.amount.currency() == before.currency;
    if found.state.stage != WithdrawalStage::Approved || found.batch.is_some() || !fits {
        return Err(NotBatched::Taken(found.state.stage));
    }
    if store::owes(tx, found.person, found.program).await? {
        return Err(NotBatched::Owe(vec![found.person]));
    }
    withdrawals::set_batch(tx, &found, Some(batch)).await?;
    changed(tx, by, &before, json!({"included": id})).await
}

/// Takes one out of it; it can be paid by itself, or with another batch.
pub async fn exclude(tx: &Tx, by: &Staff<Finance>, batch: BatchId, id: WithdrawalId) -> Result<(), NotBatched> {
    let (before, found) = open(tx, by, batch, id).await?;
    if found.batch != Some(batch) || found.state.stage != WithdrawalStage::Approved {
        return Ok(());
    }
    withdrawals::set_batch(tx, &found, None).await?;
    changed(tx, by, &before, json!({"excluded": id})).await
}

/// Both locked, and nobody's own.
async fn open(
    tx: &Tx,
    by: &Staff<Finance>,
    batch: BatchId,
    id: WithdrawalId,
) -> Result<(Batch, Withdrawal), NotBatched> {
    let batch = lock(tx, batch).await?;
    let found = withdrawals::lock(tx, id).await?.ok_or(NotBatched::NoBatch)?;
    if found.person == by.who.person { Err(NotBatched::Own) } else { Ok((batch, found)) }
}

/// One that nobody ended.
async fn lock(tx: &Tx, id: BatchId) -> Result<Batch, NotBatched> {
    let batch = store::lock(tx, id).await?.ok_or(NotBatched::NoBatch)?;
    if batch.state == State::Open { Ok(batch) } else { Err(NotBatched::Ended(batch.state, batch.ended)) }
}

async fn changed(tx: &Tx, by: &Staff<Finance>, before: &Batch, what: Value) -> Result<(), NotBatched> {
    let after = store::find(tx, before.id).await?.ok_or(NotBatched::NoBatch)?;
    let mut is = said(&after);
    if let (Value::Object(is), Value::Object(what)) = (&mut is, what) {
        is.extend(what);
    }
    Ok(deed(tx, &by.by(), "batch-changed", &subject(before.id), Some(said(before)), Some(is)).await?)
}

/// As the log of deeds has it.
fn said(batch: &Batch) -> Value {
    json!({"state": batch.state.word(), "withdrawals": batch.count, "total": batch.total.to_string(),
        "currency": batch.currency, "method": batch.method.name(), "cutoff": batch.cutoff_at})
}
