//! The steps after the request. Each locks the withdrawal first: of two at once one is taken, the other is told who was first.
use super::record::{named, post, record};
use super::{Done, NotDecided, Withdrawal, store};
use crate::book::{NotNow, WithdrawalStage, WithdrawalStep};
use crate::db::{Fault, Tx};
use crate::events::{
    Fact, Text, WithdrawalApproved, WithdrawalCanceled, WithdrawalFailed, WithdrawalPaid, WithdrawalRejected,
};
use crate::ids::{BatchId, EventId, PersonId, WithdrawalId};
use crate::ledger;
use crate::money::Unit;
use crate::notices::{self, Kind, News};
use crate::people::{By, Finance, Staff, deed};
use crate::rewards;
use serde_json::json;

/// Approves it; above the terms' limit the first approval leaves it requested, until somebody else approves it too.
pub async fn approve(tx: &Tx, by: &Staff<Finance>, id: WithdrawalId) -> Result<(), NotDecided> {
    let mut withdrawal = lock_of_another(tx, &by.by(), id).await?;
    if withdrawal.state.stage.is_open() && withdrawal.approvals.iter().any(|done| done.by == by.who.person) {
        return Err(NotDecided::ApprovedBefore);
    }
    let before = withdrawal.clone();
    take(tx, &mut withdrawal, WithdrawalStep::Approve).await?;
    let done = Done { by: by.who.person, at: tx.now() };
    withdrawal.approvals.push(done);
    store::add_approval(tx, &withdrawal, done).await?;
    let fact = WithdrawalApproved { withdrawal: named(id)? };
    finish(tx, &before, &withdrawal, Fact::WithdrawalApproved(fact)).await?;
    tell(tx, &by.by(), "withdrawal-approved", &before, &withdrawal).await
}

/// Refuses it: the money is available again.
pub async fn reject(tx: &Tx, by: &Staff<Finance>, id: WithdrawalId, reason: &Text) -> Result<(), NotDecided> {
    let fact = WithdrawalRejected { withdrawal: named(id)?, reason: reason.clone() };
    let withdrawal = lock_of_another(tx, &by.by(), id).await?;
    let verb = "withdrawal-rejected";
    end(tx, &by.by(), (verb, WithdrawalStep::Reject), withdrawal, Some(reason), Fact::WithdrawalRejected(fact)).await
}

/// It could not be paid, or the bank sent back what was paid: the money is available again, less the fee of a payment made.
pub async fn fail(tx: &Tx, by: &Staff<Finance>, id: WithdrawalId, reason: &Text) -> Result<(), NotDecided> {
    let fact = WithdrawalFailed { withdrawal: named(id)?, reason: reason.clone() };
    let withdrawal = lock_of_another(tx, &by.by(), id).await?;
    let verb = "withdrawal-failed";
    end(tx, &by.by(), (verb, WithdrawalStep::Fail), withdrawal, Some(reason), Fact::WithdrawalFailed(fact)).await
}

/// The person takes their own request back, as long as nobody has approved it whole.
pub async fn cancel(tx: &Tx, person: PersonId, id: WithdrawalId) -> Result<(), NotDecided> {
    let withdrawal = store::lock(tx, id).await?.filter(|withdrawal| withdrawal.person == person);
    let mut withdrawal = withdrawal.ok_or(NotDecided::NoWithdrawal)?;
    let before = withdrawal.clone();
    take(tx, &mut withdrawal, WithdrawalStep::Cancel).await?;
    withdrawal.ended = Some(Done { by: person, at: tx.now() });
    let fact = WithdrawalCanceled { withdrawal: named(id)? };
    finish(tx, &before, &withdrawal, Fact::WithdrawalCanceled(fact)).await
}

/// It was paid, under the bank's reference; the terms' fee is kept back. Whoever owes is to be paid nothing, so that this is refused
/// first; what the bank has paid all the same is booked by [`pay_owing`].
pub async fn pay(tx: &Tx, by: &Staff<Finance>, id: WithdrawalId, reference: &Text) -> Result<(), NotDecided> {
    let withdrawal = lock_of_another(tx, &by.by(), id).await?;
    rewards::release_due_of(tx, withdrawal.person, withdrawal.program).await?;
    let account = (withdrawal.person, withdrawal.program, Unit::Cash);
    let available = ledger::lock_available(tx, account, withdrawal.state.amount.currency()).await?;
    if withdrawal.state.stage == WithdrawalStage::Approved && withdrawal.batch.is_none() && available.is_negative() {
        return Err(NotDecided::Owed(available.negated()));
    }
    pay_owing(tx, by, id, reference).await
}

/// The same, also to somebody who owes: the debt stays.
pub async fn pay_owing(tx: &Tx, by: &Staff<Finance>, id: WithdrawalId, reference: &Text) -> Result<(), NotDecided> {
    pay_with(tx, &by.by(), id, None, reference).await
}

/// By itself, or with the batch that finance staff ended: an approved one of another batch is paid with that.
pub(super) async fn pay_with(
    tx: &Tx,
    by: &By,
    id: WithdrawalId,
    batch: Option<BatchId>,
    reference: &Text,
) -> Result<(), NotDecided> {
    let mut withdrawal = lock_of_another(tx, by, id).await?;
    let before = withdrawal.clone();
    if let (WithdrawalStage::Approved, Some(other)) = (before.state.stage, before.batch)
        && batch != Some(other)
    {
        return Err(NotDecided::InBatch(other));
    }
    take(tx, &mut withdrawal, WithdrawalStep::Pay).await?;
    withdrawal.paid = Some(Done { by: by.person, at: tx.now() });
    withdrawal.reference = Some(reference.to_string());
    let fact = WithdrawalPaid { withdrawal: named(id)?, reference: reference.clone() };
    finish(tx, &before, &withdrawal, Fact::WithdrawalPaid(fact)).await?;
    tell(tx, by, "withdrawal-paid", &before, &withdrawal).await
}

async fn lock_of_another(tx: &Tx, by: &By, id: WithdrawalId) -> Result<Withdrawal, NotDecided> {
    let withdrawal = store::lock(tx, id).await?.ok_or(NotDecided::NoWithdrawal)?;
    if withdrawal.person == by.person { Err(NotDecided::Own) } else { Ok(withdrawal) }
}

async fn end(
    tx: &Tx,
    by: &By,
    (verb, step): (&'static str, WithdrawalStep),
    mut withdrawal: Withdrawal,
    reason: Option<&Text>,
    fact: Fact,
) -> Result<(), NotDecided> {
    let before = withdrawal.clone();
    take(tx, &mut withdrawal, step).await?;
    withdrawal.ended = Some(Done { by: by.person, at: tx.now() });
    withdrawal.reason = reason.map(Text::to_string);
    finish(tx, &before, &withdrawal, fact).await?;
    tell(tx, by, verb, &before, &withdrawal).await
}

/// Takes the step and posts what it moves. What is due to the person is released first, so that nobody seems to owe who does not.
async fn take(tx: &Tx, withdrawal: &mut Withdrawal, step: WithdrawalStep) -> Result<(), NotDecided> {
    let owner = (withdrawal.person, withdrawal.program);
    rewards::release_due_of(tx, withdrawal.person, withdrawal.program).await?;
    let account = (withdrawal.person, withdrawal.program, Unit::Cash);
    let available = ledger::lock_available(tx, account, withdrawal.state.amount.currency()).await?;
    let moved = withdrawal.state.take(step, available).map_err(|not_now| match not_now {
        NotNow::Stage(stage) => NotDecided::Stage { stage, last: withdrawal.last() },
        NotNow::Owed(owed) => NotDecided::Owed(owed),
        NotNow::Money(error) => Fault::contradiction(error.to_string()).into(),
    })?;
    Ok(post(tx, owner, withdrawal.id, moved).await?)
}

/// Keeps where it stands now and the fact that led there.
async fn finish(tx: &Tx, before: &Withdrawal, after: &Withdrawal, fact: Fact) -> Result<(), NotDecided> {
    if before.state.stage != after.state.stage {
        store::save(tx, after).await?;
    }
    notices::tell(tx, [News::new(after.person, after.program, Kind::Withdrawal, tx.now())]).await?;
    Ok(record(tx, after.person, named(EventId::new(tx.now()))?, fact).await?)
}

async fn tell(tx: &Tx, by: &By, verb: &'static str, before: &Withdrawal, after: &Withdrawal) -> Result<(), NotDecided> {
    let was = json!({"state": before.state.stage.name(), "approvals": before.approvals.len()});
    let is = json!({"state": after.state.stage.name(), "approvals": after.approvals.len(), "reason": after.reason,
        "reference": after.reference});
    Ok(deed(tx, by, verb, &format!("withdrawal {}", after.id), Some(was), Some(is)).await?)
}
