//! Drafts of terms, played over past months of the log before anybody publishes them: what would have been given, who would have
//! gained, who lost, which payments would earn nothing any more.
//!
//! Invariants: a replay writes nothing but itself; it holds one page of circles in memory, however long the log is; one that was
//! canceled stays canceled, and one that was interrupted goes on where it stopped, with what was known when it was asked for.
mod asked;
pub mod jobs;
mod pages;
mod requests;
mod store;

pub use asked::{Asked, NotReplayed};
pub use pages::{Limits, Page, Replay};
pub use requests::{cancel, request, work_on};
pub use store::{Listed, State, Stored, find, newest, newest_of, running};
