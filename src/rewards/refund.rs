use super::grant::Assessed;
use super::receipts;
use super::release::release_due_of;
use super::store;
use crate::book::{Account, Move};
use crate::calendar::Instant;
use crate::db::{Fault, Tx};
use crate::ids::{PaymentId, PersonId, ProgramId, ReceiptId};
use crate::ledger;
use crate::money::{Money, MoneyError, Unit};
use crate::programs::Catalogue;
use crate::rules::reward::after_refund;
use crate::rules::{Receipt, ReceiptReason};
use std::collections::HashMap;

/// What happened to a payment that was rewarded.
#[derive(Debug, Clone, Copy)]
pub struct Change {
    pub at: Instant,
    /// Given back so far, all completed refunds together.
    pub refunded: Money,
    pub paid: Money,
    /// A refund is asked for and not settled.
    pub asked: bool,
}

/// Brings the rewards of a payment to what its refunds say: corrected to what is left, frozen while one is asked for. What is
/// due is released first, so that it makes no difference when the job that releases came by.
pub async fn on_refund(
    tx: &Tx,
    catalogue: &Catalogue,
    beneficiaries: &[PersonId],
    payment: PaymentId,
    change: Change,
) -> Result<(), Fault> {
    let wrong = |e: crate::money::MoneyError| Fault::contradiction(e.to_string());
    let mut rewards = store::lock_of_payment(tx, beneficiaries, payment).await?;
    let mut owners: Vec<_> = rewards.iter().map(|reward| (reward.person, reward.program)).collect();
    owners.dedup();
    let mut released = 0;
    for (person, program) in owners {
        released += release_due_of(tx, person, program).await?;
    }
    if released > 0 {
        rewards = store::lock_of_payment(tx, beneficiaries, payment).await?;
    }
    let mut available: HashMap<(PersonId, ProgramId, Unit), Money> = HashMap::new();
    let mut transfers = Vec::new();
    let mut revised = Vec::new();
    for reward in &mut rewards {
        let revisions = receipts::revisions_of(tx, reward.person, reward.event, reward.program, &reward.clause).await?;
        let (Some(first), Some(last)) = (revisions.first(), revisions.last()) else {
            return Err(Fault::contradiction("a reward without its receipt"));
        };
        let terms = catalogue.get(reward.program)?.version(first.receipt.terms_version);
        let clause = terms.and_then(|version| Some((version, version.terms.clause(&reward.clause)?)));
        let (version, clause) =
            clause.ok_or_else(|| Fault::contradiction("a receipt names a clause that is not there"))?;
        let earned = first.receipt.amount;
        let target =
            after_refund(clause.refund, earned, change.refunded, change.paid, version.terms.rounding).map_err(wrong)?;
        let mut moves = Vec::new();
        if target != last.receipt.amount {
            moves.extend(reward.state.correct_to(target, change.at).map_err(wrong)?);
            let receipt = Receipt { amount: target, reason: ReceiptReason::Refunded, ..first.receipt.clone() };
            revised.push((last.revision + 1, assessed(first, receipt)));
        }
        if change.asked {
            let owner = reward.owner();
            let left = match available.get(&owner) {
                Some(left) => *left,
                None => ledger::lock_available(tx, owner, earned.currency()).await?,
            };
            let left = moved(left, &moves).map_err(wrong)?;
            let frozen = reward.state.freeze(change.at, left).map_err(wrong)?;
            available.insert(owner, moved(left, &frozen).map_err(wrong)?);
            moves.extend(frozen);
        } else {
            moves.extend(reward.state.unfreeze(change.at));
        }
        let (owner, cause) = (reward.owner(), reward.cause());
        transfers.extend(moves.into_iter().map(|m| m.transfer(owner, &cause)));
    }
    ledger::post(tx, &transfers).await.map_err(|refused| match refused {
        ledger::Refused::Fault(fault) => fault,
        ledger::Refused::NotEnough => Fault::contradiction("a freeze took more than was available"),
    })?;
    store::save(tx, &rewards).await?;
    let rows: Vec<store::NewReceipt<'_>> = revised
        .iter()
        .map(|(revision, assessed)| store::NewReceipt { id: ReceiptId::new(tx.now()), revision: *revision, assessed })
        .collect();
    store::add_receipts(tx, &rows).await
}

/// What is available once these moves are made.
fn moved(available: Money, moves: &[Move]) -> Result<Money, MoneyError> {
    moves.iter().try_fold(available, |available, step| {
        let amount = step.amount.money();
        match (step.posting.debit(), step.posting.credit()) {
            (Account::Available, _) => available.minus(amount),
            (_, Account::Available) => available.plus(amount),
            _ => Ok(available),
        }
    })
}

fn assessed(first: &receipts::StoredReceipt, receipt: Receipt) -> Assessed {
    Assessed {
        beneficiary: first.beneficiary,
        program: first.program,
        program_slug: String::new(),
        invitee: first.invitee,
        event: first.event,
        payment: first.payment,
        happened_at: first.happened_at,
        receipt,
    }
}
