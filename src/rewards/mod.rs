//! Rewards on payments: what each payment earned and why, and where the reward stands since.
//!
//! Invariants: one receipt for each (program, event, clause, beneficiary), none where there is no referral; a receipt is revised,
//! never edited; each reward has one first grant; nothing is released before its hold ends or while a refund is asked for.
mod grant;
pub mod jobs;
mod receipts;
mod refund;
mod release;
mod store;

pub use grant::{Assessed, grant};
pub use receipts::{
    Earned, Held, NextRelease, ReceiptSummary, StoredReceipt, earned_of, next_releases, receipts_of_events, revisions,
};
pub use refund::{Change, on_refund};
pub use release::{release_due, release_due_of};
pub mod pages;
