use super::receipts::ReceiptSummary;
use super::store;
use crate::book::RewardState;
use crate::calendar::Instant;
use crate::db::{Fault, Tx};
use crate::ids::{EventId, PaymentId, PersonId, ProgramId, ReceiptId, RewardId};
use crate::ledger;
use crate::money::Amount;
use crate::notices;
use crate::rules::Receipt;
use std::borrow::Cow;

/// What the rules say of one payment, for one clause and one beneficiary.
#[derive(Debug, Clone)]
pub struct Assessed {
    pub beneficiary: PersonId,
    pub program: ProgramId,
    pub program_slug: String,
    pub invitee: PersonId,
    pub event: EventId,
    pub payment: PaymentId,
    pub happened_at: Instant,
    pub receipt: Receipt,
}

/// Keeps the receipts, zero ones included, and grants what they say.
pub async fn grant(tx: &Tx, assessed: &[Assessed]) -> Result<Vec<ReceiptSummary>, Fault> {
    let mut rewards = Vec::new();
    let mut transfers = Vec::new();
    let mut receipts = Vec::with_capacity(assessed.len());
    for a in assessed {
        receipts.push(store::NewReceipt { id: ReceiptId::new(tx.now()), revision: 1, assessed: a });
        if let Some(amount) = Amount::positive(a.receipt.amount) {
            let (state, granted) = RewardState::grant(amount, a.happened_at, a.receipt.hold_until);
            let owner = (a.beneficiary, a.program, a.receipt.unit);
            transfers.push(granted.transfer(owner, &store::cause(a.event, &a.receipt.clause)));
            rewards.push(store::NewReward { id: RewardId::new(tx.now()), assessed: Cow::Borrowed(a), state });
        }
    }
    let posted = async {
        ledger::post(tx, &transfers).await.map_err(|refused| match refused {
            ledger::Refused::Fault(fault) => fault,
            ledger::Refused::NotEnough => Fault::contradiction("a grant took from an account"),
        })
    };
    let rewards: Vec<&store::NewReward<'_>> = rewards.iter().collect();
    futures_util::try_join!(
        store::add_receipts(tx, &receipts),
        store::add_rewards(tx, &rewards),
        posted,
        notices::tell_transfers(tx, &transfers)
    )?;
    Ok(assessed.iter().map(ReceiptSummary::of).collect())
}
