//! The chart of accounts and the table of postings: every way money may move, as one exhaustive match.

mod chain;
mod posting;

pub use chain::{GENESIS, Hash, advance, canonical, payload_digest};
pub use posting::{Account, Kind, Posting, Transfer};
