//! What a coming invoice may use: the assignments of monthly runs.
//!
//! Invariants: only the newest finished run of a program counts; a subscription uses its company's assignment of a run once, by the
//! first invoice for a plan, and has it again when that invoice is voided; a closed company has lost it.
mod assignments;
mod uses;

pub use assignments::{Assignment, NewAssignment, assign, assignments_of_run, count_of_run, given_after};
pub use uses::{Asking, Usable, Use, give_back, usable, use_up};
