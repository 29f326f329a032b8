//! What a coming invoice may use: the assignments of monthly runs, and what rules take off it.
//!
//! Invariants: only the newest finished run of a program counts; a subscription uses its company's assignment of a run once, by the
//! first invoice for a plan, and has it again when that invoice is voided; a closed company has lost it. What a rule gives is used by one
//! invoice, until that is voided.
mod assignments;
mod outcomes;
mod reduced;
mod uses;

pub use assignments::{
    Assignment, NewAssignment, assign, assignments_after, assignments_of_company, assignments_of_run, count_of_run,
    given_after,
};
pub use outcomes::{Outcome, outcomes};
pub use reduced::{Freed, Reduced, give_back_reduced, keep_freed, reduce, reduced};
pub use uses::{Asking, Usable, Use, give_back, usable, use_up};
