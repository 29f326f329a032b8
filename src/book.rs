//! The chart of accounts and the table of postings: every way money may move, as one exhaustive match.

mod chain;
mod earned;
mod posting;
mod reward;
mod spend;
mod withdrawal;

pub use chain::{GENESIS, Hash, advance, canonical_text, digest_of_texts, payload_digest};
pub use earned::{Posted, Purse, Worth};
pub use posting::{Account, Kind, Posting, Transfer};
pub use reward::{Move, RewardState};
pub use spend::SpendState;
pub use withdrawal::{
    Moved, NotNow, WithdrawalStage, WithdrawalState, WithdrawalStep, transfers as withdrawal_transfers,
};
