//! Rewards: what each payment, or whatever else a rule rewards, earned and why, and where the reward stands since.
//!
//! Invariants: one receipt for each (program, event or cause, clause, beneficiary), none where there is no referral; a receipt is
//! revised, never edited; each reward has one beginning; nothing is released before its hold ends, while a refund is asked for, or
//! before the terms were asked where they make the release depend on something. The rewards of payments are settled by payment,
//! those of rules by circle: neither touches the other's.
mod applied;
mod behind;
mod causes;
mod due;
mod earnings;
pub mod everybody;
mod grant;
mod held;
pub mod jobs;
mod lapse;
pub mod letters;
mod months;
mod moved;
mod questions;
mod receipts;
mod reckoned;
mod release;
mod settle;
mod store;
mod sums;

pub use applied::{ToApply, apply, lock_to_apply, look_again, to_apply_after};
pub use behind::{CameFrom, Source, behind};
pub use earnings::{EarnedLine, Filter, Which, count, earned_line, earnings, has_earnings, receipts_of_causes};
pub use grant::{Assessed, Origin, grant};
pub use held::{EarnedBy, clear, earned_by, hold};
pub use lapse::{forfeit, lapse_due};
pub use months::{EarnedIn, Months, count_earned, earned_in};
pub use questions::{Asked, ask};
pub use receipts::{ReceiptSummary, StoredReceipt, receipts_of_events, revisions};
pub use reckoned::{CircleEarned, post_earnings};
pub use release::{release_due, release_due_of, release_due_of_all};
pub use settle::{Change, settle};
pub use sums::{EarnedFrom, HeldIn, Release, earned_from, held_by_week, releases};
pub mod pages;
