//! Cash on its way to its owner: requested, approved, paid; or rejected, canceled, failed; or out by itself, where the terms say so;
//! or turned into credit; and what staff add to what is available, or take from it.
//!
//! Invariants: the amount is reserved from the request on, and concurrent requests never overdraw; credit is never withdrawn;
//! nobody decides on their own request, and a large one is approved by two; whoever owes is paid nothing; each step is taken
//! once, by whoever is first, in one transaction with its fact (`withdrawal.*` in the log) and, where staff take it, its deed. What
//! goes out by itself does so once for each program, unit and instant, as of the instant (`payout.made`). Nobody adjusts their own account,
//! a large adjustment is approved by a second member of staff, and each is one fact (`adjustment.made`), one posting and one deed.
mod adjust;
pub mod adjustments;
pub mod bank_file;
pub mod batches;
mod convert;
mod decide;
mod give_up;
pub mod jobs;
mod latin;
pub mod letters;
pub mod pages;
mod payouts;
mod queue;
mod record;
mod request;
mod store;

use crate::book::{WithdrawalStage, WithdrawalState};
use crate::calendar::Instant;
use crate::db::Fault;
use crate::ids::{BatchId, PayoutDetailsId, PersonId, ProgramId, WithdrawalId};
use crate::money::Money;
use crate::rules::terms::WithdrawalMethod;
use crate::rules::withdrawal::NotAllowed;

pub use adjust::Shift;
pub use adjustments::{AskAdjustment, NotAdjusted, adjust};
pub use convert::{AskConversion, Refused as NotConverted, convert};
pub use decide::{approve, cancel, fail, pay, pay_owing, reject};
pub use give_up::give_up;
pub use payouts::{Payout, Wanted as WantedPayouts, pay_out_due, payouts, payouts_of};
pub use queue::{Counts, MANY, Queued, Sort, Wanted, Which, counts, listed};
pub use request::{Ask, request};
pub use store::{count_of, find, of};

/// One withdrawal as it stands.
#[derive(Debug, Clone)]
pub struct Withdrawal {
    pub person: PersonId,
    pub id: WithdrawalId,
    pub program: ProgramId,
    /// The version of the terms under which it was requested.
    pub terms_version: u32,
    pub method: WithdrawalMethod,
    /// What counted when it was requested; none where there were none, as before details were kept.
    pub details: Option<PayoutDetailsId>,
    pub state: WithdrawalState,
    pub requested_at: Instant,
    /// Decided and paid by then.
    pub due_at: Instant,
    /// Oldest first.
    pub approvals: Vec<Done>,
    pub paid: Option<Done>,
    /// The bank's, once it is paid.
    pub reference: Option<String>,
    /// Rejected, canceled or failed.
    pub ended: Option<Done>,
    /// Why it was rejected or failed.
    pub reason: Option<String>,
    /// With which it is paid, or was.
    pub batch: Option<BatchId>,
}

/// Who took a step, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    pub by: PersonId,
    pub at: Instant,
}

impl Withdrawal {
    pub fn is_overdue(&self, now: Instant) -> bool {
        self.state.stage.is_open() && self.due_at < now
    }

    /// The step that led where it stands; none while it only was requested.
    pub fn last(&self) -> Option<Done> {
        match self.state.stage {
            WithdrawalStage::Requested | WithdrawalStage::Approved => self.approvals.last().copied(),
            WithdrawalStage::Paid => self.paid,
            WithdrawalStage::Rejected | WithdrawalStage::Canceled | WithdrawalStage::Failed => self.ended,
        }
    }
}

/// Why nothing was requested.
#[derive(Debug, thiserror::Error)]
pub enum NotRequested {
    #[error("the program pays no cash out")]
    NoWithdrawals,
    #[error("something else was asked for by the same form before")]
    AskedOtherwise,
    #[error("payout details changed: nothing is withdrawn until {0}")]
    Locked(Instant),
    /// Asked of pages only: whoever asks there must say where the money goes.
    #[error("there are no payout details")]
    NoDetails,
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Why a step was not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotDecided {
    /// Not there, or not theirs: the same answer.
    #[error("there is no such withdrawal")]
    NoWithdrawal,
    #[error("nobody decides on their own withdrawal")]
    Own,
    #[error("it was approved by the same person before: a second one has to")]
    ApprovedBefore,
    /// It is where this step does not begin; somebody else may have been first.
    #[error("it is {stage} already")]
    Stage { stage: WithdrawalStage, last: Option<Done> },
    #[error("{0} is owed")]
    Owed(Money),
    #[error("it is paid with its batch")]
    InBatch(BatchId),
    #[error(transparent)]
    Fault(#[from] Fault),
}
