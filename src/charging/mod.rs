//! What Beckon bills itself: subscriptions that persons choose, the invoices that time brings, and the money that staff record.
//!
//! Invariants: everything that happens is a fact that goes through intake like those that a billing system sends, as of its own
//! instant, also after downtime; each period of a subscription is charged once, however many processes look; what an outside system
//! told is never charged. Facts stand under the name of whoever registered the company, so that their billing system knows them.
mod choose;
mod facts;
pub mod jobs;
mod money;
mod pass;
mod postpone;
mod reprice;
mod steps;

use crate::db::Fault;
use crate::money::Money;

pub use choose::{Choice, add, cancel, change_plan, choose, remove, resume, trial_days};
pub use money::{Receipt, RefundAsked, receive, request_refund, settle_refund, void};
pub use pass::pass;
pub use postpone::postpone;

/// Why a subscription was not begun or changed.
#[derive(Debug, thiserror::Error)]
pub enum NotChosen {
    /// Not there, or not theirs: the same answer.
    #[error("there is no such company, subscription or service")]
    NotFound,
    #[error("the id is another's")]
    IdTaken,
    #[error("something else was asked for by the same form before")]
    AskedOtherwise,
    #[error("this is not sold, or not any more")]
    NotSold,
    #[error("the company has this plan already")]
    HasIt,
    #[error("it has ended")]
    Ended,
    #[error("it ends at the next charge")]
    Ending,
    #[error("it is in another currency")]
    OtherCurrency,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Why money was not recorded, or an invoice not voided.
#[derive(Debug, thiserror::Error)]
pub enum NotRecorded {
    #[error("there is no such invoice, payment or refund")]
    NotFound,
    #[error("the invoice was voided")]
    Voided,
    #[error("only {0} is left to pay")]
    MoreThanLeft(Money),
    #[error("only {0} is left of the payment")]
    MoreThanPaid(Money),
    #[error("nothing was received yet at that time")]
    BeforeTheInvoice,
    #[error("money was received for it")]
    Paid,
    #[error("it is settled already")]
    Settled,
    /// Intake kept the fact but nothing follows from it, or another was there before.
    #[error("it was refused: {0}")]
    Refused(String),
    #[error(transparent)]
    Fault(#[from] Fault),
}
