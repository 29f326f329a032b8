//! What happened to an account's money, by kinds of postings.

use crate::book::Posting;

/// What happened to an account's money: a figure leads to the lines that it is the sum of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Earned,
    Spent,
    Withdrawn,
    Expired,
    Adjusted,
    Converted,
}

impl Part {
    pub const ALL: [Part; 6] =
        [Part::Earned, Part::Spent, Part::Withdrawn, Part::Expired, Part::Adjusted, Part::Converted];

    /// As in the query.
    pub fn word(self) -> &'static str {
        match self {
            Part::Earned => "earned",
            Part::Spent => "spent",
            Part::Withdrawn => "withdrawn",
            Part::Expired => "expired",
            Part::Adjusted => "adjusted",
            Part::Converted => "converted",
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            Part::Earned => "part-earned",
            Part::Spent => "figures-spent",
            Part::Withdrawn => "figures-withdrawn",
            Part::Expired => "posting-expired",
            Part::Adjusted => "figures-adjusted",
            Part::Converted => "figures-converted",
        }
    }

    fn of(posting: Posting) -> Part {
        match posting {
            Posting::RewardGranted
            | Posting::RewardReleased
            | Posting::RewardCanceled
            | Posting::RewardClawedBack
            | Posting::RewardRestored
            | Posting::RewardFrozen
            | Posting::RewardUnfrozen => Part::Earned,
            Posting::CreditSpent | Posting::CreditReturned => Part::Spent,
            Posting::WithdrawalRequested
            | Posting::WithdrawalReturned
            | Posting::WithdrawalPaid
            | Posting::WithdrawalFee
            | Posting::WithdrawalFailed => Part::Withdrawn,
            Posting::ConvertedOut | Posting::ConvertedIn => Part::Converted,
            Posting::CreditExpired | Posting::ExpiryCanceled => Part::Expired,
            Posting::AdjustedUp | Posting::AdjustedDown => Part::Adjusted,
        }
    }

    /// The ledger's words for it.
    pub(super) fn kinds(self) -> Vec<&'static str> {
        Posting::ALL.into_iter().filter(|posting| Part::of(*posting) == self).map(Posting::name).collect()
    }
}
