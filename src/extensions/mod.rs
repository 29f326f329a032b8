//! Free time, and other things that are no money, put to a person's own subscriptions.
//!
//! Invariants: of a reward no more is put than was released; what was put stays put, and is owed when the reward is taken back; each
//! extension is a fact of the log (`subscription.extended`), decided out of everything that was known before it.
mod extend;
pub mod jobs;
mod store;

pub use extend::extend_due;
pub use store::{Extension, extensions_of};
