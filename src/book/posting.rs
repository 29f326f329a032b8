use std::fmt;
use std::str::FromStr;

use crate::calendar::Instant;
use crate::ids::{PersonId, ProgramId};
use crate::money::{Amount, Unit};

/// States of money are accounts, not flags. The first three are a person's; the others a program's, which keep no balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Account {
    OnHold,
    Available,
    Withdrawing,
    Granted,
    Spent,
    PaidOut,
    Fees,
    Expired,
    Adjusted,
    Converted,
}

impl Account {
    pub const ALL: [Account; 10] = [
        Account::OnHold,
        Account::Available,
        Account::Withdrawing,
        Account::Granted,
        Account::Spent,
        Account::PaidOut,
        Account::Fees,
        Account::Expired,
        Account::Adjusted,
        Account::Converted,
    ];

    pub fn is_persons(self) -> bool {
        matches!(self, Account::OnHold | Account::Available | Account::Withdrawing)
    }

    pub fn name(self) -> &'static str {
        match self {
            Account::OnHold => "on_hold",
            Account::Available => "available",
            Account::Withdrawing => "withdrawing",
            Account::Granted => "granted",
            Account::Spent => "spent",
            Account::PaidOut => "paid_out",
            Account::Fees => "fees",
            Account::Expired => "expired",
            Account::Adjusted => "adjusted",
            Account::Converted => "converted",
        }
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Account {
    type Err = String;

    fn from_str(name: &str) -> Result<Account, String> {
        let found = Account::ALL.into_iter().find(|account| account.name() == name);
        found.ok_or_else(|| format!("unknown account {name:?}"))
    }
}

/// Every way in which money may move. What is said of a posting besides (whose, when, why) is in its [`Transfer`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Posting {
    RewardGranted,
    RewardReleased,
    /// Taken back while it was on hold.
    RewardCanceled,
    /// Taken back after its release; may leave `available` below zero.
    RewardClawedBack,
    /// A debt that a rule made turns out none, or less.
    RewardRestored,
    /// May leave `available` below zero where another reward's debt took of it.
    RewardFrozen,
    RewardUnfrozen,
    CreditSpent,
    CreditReturned,
    WithdrawalRequested,
    /// Rejected by staff, or canceled by the person.
    WithdrawalReturned,
    WithdrawalPaid,
    WithdrawalFee,
    /// The bank sent it back.
    WithdrawalFailed,
    /// Cash leaves for credit; [`Posting::ConvertedIn`] is its other half.
    ConvertedOut,
    ConvertedIn,
    CreditExpired,
    /// What is taken back had expired: nobody owes for it.
    ExpiryCanceled,
    AdjustedUp,
    /// May leave `available` below zero.
    AdjustedDown,
}

/// The word under which a posting is kept; with its cause it is unique.
pub type Kind = Posting;

impl Posting {
    pub const ALL: [Posting; 20] = [
        Posting::RewardGranted,
        Posting::RewardReleased,
        Posting::RewardCanceled,
        Posting::RewardClawedBack,
        Posting::RewardRestored,
        Posting::RewardFrozen,
        Posting::RewardUnfrozen,
        Posting::CreditSpent,
        Posting::CreditReturned,
        Posting::WithdrawalRequested,
        Posting::WithdrawalReturned,
        Posting::WithdrawalPaid,
        Posting::WithdrawalFee,
        Posting::WithdrawalFailed,
        Posting::ConvertedOut,
        Posting::ConvertedIn,
        Posting::CreditExpired,
        Posting::ExpiryCanceled,
        Posting::AdjustedUp,
        Posting::AdjustedDown,
    ];

    /// (debit, credit, word).
    fn entry(self) -> (Account, Account, &'static str) {
        use Account::*;
        match self {
            Posting::RewardGranted => (Granted, OnHold, "reward_granted"),
            Posting::RewardReleased => (OnHold, Available, "reward_released"),
            Posting::RewardCanceled => (OnHold, Granted, "reward_canceled"),
            Posting::RewardClawedBack => (Available, Granted, "reward_clawed_back"),
            Posting::RewardRestored => (Granted, Available, "reward_restored"),
            Posting::RewardFrozen => (Available, OnHold, "reward_frozen"),
            Posting::RewardUnfrozen => (OnHold, Available, "reward_unfrozen"),
            Posting::CreditSpent => (Available, Spent, "credit_spent"),
            Posting::CreditReturned => (Spent, Available, "credit_returned"),
            Posting::WithdrawalRequested => (Available, Withdrawing, "withdrawal_requested"),
            Posting::WithdrawalReturned => (Withdrawing, Available, "withdrawal_returned"),
            Posting::WithdrawalPaid => (Withdrawing, PaidOut, "withdrawal_paid"),
            Posting::WithdrawalFee => (Withdrawing, Fees, "withdrawal_fee"),
            Posting::WithdrawalFailed => (PaidOut, Available, "withdrawal_failed"),
            Posting::ConvertedOut => (Available, Converted, "converted_out"),
            Posting::ConvertedIn => (Converted, Available, "converted_in"),
            Posting::CreditExpired => (Available, Expired, "credit_expired"),
            Posting::ExpiryCanceled => (Expired, Available, "expiry_canceled"),
            Posting::AdjustedUp => (Adjusted, Available, "adjusted_up"),
            Posting::AdjustedDown => (Available, Adjusted, "adjusted_down"),
        }
    }

    pub fn debit(self) -> Account {
        self.entry().0
    }

    pub fn credit(self) -> Account {
        self.entry().1
    }

    pub fn name(self) -> &'static str {
        self.entry().2
    }

    /// Only a correction may leave `available` below zero.
    pub fn is_correction(self) -> bool {
        matches!(self, Posting::RewardClawedBack | Posting::RewardFrozen | Posting::AdjustedDown)
    }
}

impl fmt::Display for Posting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Posting {
    type Err = String;

    fn from_str(name: &str) -> Result<Posting, String> {
        let found = Posting::ALL.into_iter().find(|posting| posting.name() == name);
        found.ok_or_else(|| format!("unknown posting {name:?}"))
    }
}

/// One positive amount from one account to another; (person, program, unit, kind, cause) is unique.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    pub person: PersonId,
    pub program: ProgramId,
    pub unit: Unit,
    pub kind: Posting,
    /// What made it, with clause and step for rewards.
    pub cause: String,
    pub amount: Amount,
    /// When the rules say that it took effect, whenever it was recorded.
    pub effective_at: Instant,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_posting_moves_between_two_accounts_one_of_them_a_persons() {
        for posting in Posting::ALL {
            assert_ne!(posting.debit(), posting.credit(), "{posting}");
            assert!(posting.debit().is_persons() || posting.credit().is_persons(), "{posting}");
            assert_eq!(posting.name().parse(), Ok(posting));
        }
    }

    /// The table of `docs/LEDGER.md`.
    #[test]
    fn each_posting_moves_as_the_ledger_says() {
        let table = [
            ("reward_granted", "granted", "on_hold"),
            ("reward_released", "on_hold", "available"),
            ("reward_canceled", "on_hold", "granted"),
            ("reward_clawed_back", "available", "granted"),
            ("reward_restored", "granted", "available"),
            ("reward_frozen", "available", "on_hold"),
            ("reward_unfrozen", "on_hold", "available"),
            ("credit_spent", "available", "spent"),
            ("credit_returned", "spent", "available"),
            ("withdrawal_requested", "available", "withdrawing"),
            ("withdrawal_returned", "withdrawing", "available"),
            ("withdrawal_paid", "withdrawing", "paid_out"),
            ("withdrawal_fee", "withdrawing", "fees"),
            ("withdrawal_failed", "paid_out", "available"),
            ("converted_out", "available", "converted"),
            ("converted_in", "converted", "available"),
            ("credit_expired", "available", "expired"),
            ("expiry_canceled", "expired", "available"),
            ("adjusted_up", "adjusted", "available"),
            ("adjusted_down", "available", "adjusted"),
        ];
        let said = Posting::ALL.map(|p| (p.to_string(), p.debit().to_string(), p.credit().to_string()));
        assert_eq!(said, table.map(|(word, from, to)| (word.to_owned(), from.to_owned(), to.to_owned())));
        let corrections = Posting::ALL.into_iter().filter(|posting| posting.is_correction()).map(Posting::name);
        assert_eq!(corrections.collect::<Vec<_>>(), ["reward_clawed_back", "reward_frozen", "adjusted_down"]);
    }

    #[test]
    fn three_accounts_are_a_persons_and_each_has_its_name() {
        let persons = Account::ALL.into_iter().filter(|account| account.is_persons()).map(Account::name);
        assert_eq!(persons.collect::<Vec<_>>(), ["on_hold", "available", "withdrawing"]);
        for account in Account::ALL {
            assert_eq!(account.name().parse(), Ok(account));
        }
        assert!("owed".parse::<Account>().is_err() && "owed".parse::<Posting>().is_err());
    }

    #[test]
    fn names_are_unique() {
        let mut names: Vec<&str> = Posting::ALL.into_iter().map(Posting::name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Posting::ALL.len());
    }
}
