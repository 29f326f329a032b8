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
use crate::rules::earning::Cause;
use std::borrow::Cow;

/// What the rules say of one payment, or of another cause, for one clause and one beneficiary.
#[derive(Debug, Clone)]
pub struct Assessed {
    pub beneficiary: PersonId,
    pub program: ProgramId,
    pub program_slug: String,
    pub invitee: Option<PersonId>,
    /// With an origin: that of its cause.
    pub event: EventId,
    pub payment: Option<PaymentId>,
    /// Staff look into who was invited.
    pub held: bool,
    /// Of reckoned terms.
    pub origin: Option<Origin>,
    pub happened_at: Instant,
    pub receipt: Receipt,
}

/// What a receipt of a rule comes of.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    /// The referrer in whose circle it was reckoned.
    pub circle: PersonId,
    pub cause: Cause,
    /// The event that it is of in the end.
    pub fact: Option<EventId>,
}

/// Keeps the receipts, zero ones included, and grants what they say.
pub async fn grant(tx: &Tx, assessed: &[Assessed]) -> Result<Vec<ReceiptSummary>, Fault> {
    let mut rewards = Vec::new();
    let mut transfers = Vec::new();
    let mut receipts = Vec::with_capacity(assessed.len());
    for a in assessed {
        receipts.push(store::NewReceipt { id: ReceiptId::new(tx.now()), revision: 1, assessed: a });
        if let Some(amount) = Amount::positive(a.receipt.amount) {
            let (mut state, granted) = RewardState::grant(amount, a.happened_at, a.receipt.hold_until);
            state.held = a.held;
            let owner = (a.beneficiary, a.program, a.receipt.unit);
            transfers.push(granted.transfer(owner, &store::cause(a.event, &a.receipt.clause)));
            rewards.push(store::NewReward {
                id: RewardId::new(tx.now()),
                assessed: Cow::Borrowed(a),
                state,
                terms: None,
            });
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
