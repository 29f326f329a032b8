//! A withdrawal's life, the same for the database and for the world in memory: each step gives the next state and what it moves.

use std::fmt;
use std::str::FromStr;

use super::{Posting, Transfer};
use crate::calendar::Instant;
use crate::ids::{PersonId, ProgramId};
use crate::money::{Amount, Money, MoneyError, Unit};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WithdrawalStage {
    /// The amount is reserved from here on.
    Requested,
    Approved,
    Paid,
    Rejected,
    /// By the person.
    Canceled,
    /// It could not be paid, or the bank sent it back.
    Failed,
}

impl WithdrawalStage {
    pub const ALL: [WithdrawalStage; 6] = [
        WithdrawalStage::Requested,
        WithdrawalStage::Approved,
        WithdrawalStage::Paid,
        WithdrawalStage::Rejected,
        WithdrawalStage::Canceled,
        WithdrawalStage::Failed,
    ];

    pub fn name(self) -> &'static str {
        match self {
            WithdrawalStage::Requested => "requested",
            WithdrawalStage::Approved => "approved",
            WithdrawalStage::Paid => "paid",
            WithdrawalStage::Rejected => "rejected",
            WithdrawalStage::Canceled => "canceled",
            WithdrawalStage::Failed => "failed",
        }
    }

    /// Somebody has still to decide or to pay.
    pub fn is_open(self) -> bool {
        matches!(self, WithdrawalStage::Requested | WithdrawalStage::Approved)
    }
}

impl fmt::Display for WithdrawalStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for WithdrawalStage {
    type Err = String;

    fn from_str(name: &str) -> Result<WithdrawalStage, String> {
        let found = WithdrawalStage::ALL.into_iter().find(|stage| stage.name() == name);
        found.ok_or_else(|| format!("unknown stage {name:?} of a withdrawal"))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WithdrawalStep {
    Approve,
    Reject,
    Cancel,
    Pay,
    Fail,
}

/// Why a step is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotNow {
    #[error("it is {0}")]
    Stage(WithdrawalStage),
    #[error("{0} is owed")]
    Owed(Money),
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// What a step moves, still without owner.
pub type Moved = Vec<(Posting, Amount)>;

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WithdrawalState {
    pub stage: WithdrawalStage,
    pub amount: Amount,
    /// Less than the amount.
    pub fee: Money,
    pub approvals: u32,
    pub approvals_needed: u32,
}

impl WithdrawalState {
    pub fn request(amount: Amount, fee: Money, approvals_needed: u32) -> (WithdrawalState, Moved) {
        let stage = WithdrawalStage::Requested;
        let state = WithdrawalState { stage, amount, fee, approvals: 0, approvals_needed };
        (state, vec![(Posting::WithdrawalRequested, amount)])
    }

    /// What reaches the person.
    pub fn net(&self) -> Result<Amount, MoneyError> {
        Amount::new(self.amount.money().minus(self.fee)?)
    }

    /// `available`: the person's cash in the program. Whoever owes is approved nothing; but what the bank has paid is paid, and money that
    /// comes back always may.
    pub fn take(&mut self, step: WithdrawalStep, available: Money) -> Result<Moved, NotNow> {
        use WithdrawalStage::{Approved, Canceled, Failed, Paid, Rejected, Requested};
        use WithdrawalStep::{Approve, Cancel, Fail, Pay, Reject};
        let returned = || vec![(Posting::WithdrawalReturned, self.amount)];
        let (stage, moved) = match (step, self.stage) {
            (Approve, Requested) if available.is_negative() => return Err(NotNow::Owed(available.negated())),
            (Approve, Requested) => {
                self.approvals += 1;
                (if self.approvals < self.approvals_needed { Requested } else { Approved }, Vec::new())
            }
            (Reject, Requested) => (Rejected, returned()),
            (Cancel, Requested) => (Canceled, returned()),
            (Fail, Approved) => (Failed, returned()),
            (Pay, Approved) => {
                let fee = Amount::positive(self.fee).map(|fee| (Posting::WithdrawalFee, fee));
                let paid = (Posting::WithdrawalPaid, self.net()?);
                (Paid, [paid].into_iter().chain(fee).collect())
            }
            // The fee was for the attempt: it stays.
            (Fail, Paid) => (Failed, vec![(Posting::WithdrawalFailed, self.net()?)]),
            (_, stage) => return Err(NotNow::Stage(stage)),
        };
        self.stage = stage;
        Ok(moved)
    }
}

/// The transfers of one step; `withdrawal` names it in its program. Only cash is withdrawn.
pub fn transfers(
    moved: Moved,
    (person, program): (PersonId, ProgramId),
    withdrawal: &str,
    at: Instant,
) -> Vec<Transfer> {
    let transfer = |(kind, amount)| Transfer {
        person,
        program,
        unit: Unit::Cash,
        kind,
        cause: withdrawal.to_owned(),
        amount,
        effective_at: at,
    };
    moved.into_iter().map(transfer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use WithdrawalStep::{Approve, Cancel, Fail, Pay, Reject};
    use proptest::prelude::*;

    fn uah(text: &str) -> Money {
        Money::parse(text, "UAH".parse().unwrap()).unwrap()
    }

    fn requested(needed: u32) -> WithdrawalState {
        let (state, moved) = WithdrawalState::request(Amount::new(uah("150.00")).unwrap(), uah("1.00"), needed);
        assert_eq!(said(moved), ["withdrawal_requested 150.00"]);
        state
    }

    fn said(moved: Moved) -> Vec<String> {
        moved.into_iter().map(|(posting, amount)| format!("{posting} {amount}")).collect()
    }

    fn takes(state: &mut WithdrawalState, step: WithdrawalStep) -> Vec<String> {
        said(state.take(step, uah("0.00")).unwrap())
    }

    /// The words of `docs/LEDGER.md`.
    #[test]
    fn each_stage_has_its_word_and_the_first_two_are_open() {
        let words = ["requested", "approved", "paid", "rejected", "canceled", "failed"];
        assert_eq!(WithdrawalStage::ALL.map(|stage| stage.to_string()), words);
        assert_eq!(WithdrawalStage::ALL.map(WithdrawalStage::is_open), [true, true, false, false, false, false]);
        for stage in WithdrawalStage::ALL {
            assert_eq!(stage.name().parse(), Ok(stage));
        }
        assert!("lost".parse::<WithdrawalStage>().is_err());
    }

    #[test]
    fn its_transfers_are_of_cash_and_named_by_it() {
        let at = "2026-04-10T09:00:00Z".parse().unwrap();
        let (person, program) = (PersonId::new(at), ProgramId::new(at));
        let moved = vec![(Posting::WithdrawalRequested, Amount::new(uah("150.00")).unwrap())];
        let made = transfers(moved, (person, program), "w1", at);
        let said: Vec<_> = made.iter().map(|t| (t.person, t.unit, t.kind, t.cause.as_str(), t.effective_at)).collect();
        assert_eq!(said, [(person, Unit::Cash, Posting::WithdrawalRequested, "w1", at)]);
    }

    #[test]
    fn it_is_approved_and_paid_less_its_fee() {
        let mut state = requested(1);
        assert!(takes(&mut state, Approve).is_empty());
        assert_eq!(takes(&mut state, Pay), ["withdrawal_paid 149.00", "withdrawal_fee 1.00"]);
        assert_eq!(takes(&mut state, Fail), ["withdrawal_failed 149.00"]);
        assert_eq!(state.stage, WithdrawalStage::Failed);
    }

    #[test]
    fn without_a_fee_nothing_is_posted_for_one() {
        let (mut state, _) = WithdrawalState::request(Amount::new(uah("150.00")).unwrap(), uah("0.00"), 1);
        takes(&mut state, Approve);
        assert_eq!(takes(&mut state, Pay), ["withdrawal_paid 150.00"]);
    }

    #[test]
    fn what_is_not_paid_comes_back_whole() {
        for (before, step) in [(&[][..], Reject), (&[], Cancel), (&[Approve], Fail)] {
            let mut state = requested(1);
            for step in before {
                takes(&mut state, *step);
            }
            assert_eq!(takes(&mut state, step), ["withdrawal_returned 150.00"]);
        }
    }

    #[test]
    fn a_large_one_waits_for_its_second_approval() {
        let mut state = requested(2);
        takes(&mut state, Approve);
        assert_eq!(state.stage, WithdrawalStage::Requested);
        assert_eq!(state.take(Pay, uah("0.00")), Err(NotNow::Stage(WithdrawalStage::Requested)));
        takes(&mut state, Approve);
        assert_eq!(state.stage, WithdrawalStage::Approved);
    }

    #[test]
    fn who_owes_is_approved_nothing_and_what_the_bank_paid_is_paid() {
        let owed = uah("-0.01");
        let mut state = requested(1);
        assert_eq!(state.take(Approve, owed), Err(NotNow::Owed(uah("0.01"))));
        takes(&mut state, Approve);
        let mut failed = state;
        assert_eq!(said(failed.take(Fail, owed).unwrap()), ["withdrawal_returned 150.00"]);
        assert_eq!(said(state.take(Pay, owed).unwrap()), ["withdrawal_paid 149.00", "withdrawal_fee 1.00"]);
    }

    fn step() -> impl Strategy<Value = WithdrawalStep> {
        prop_oneof![Just(Approve), Just(Reject), Just(Cancel), Just(Pay), Just(Fail)]
    }

    proptest! {
        /// Whatever is tried in whatever order: what is reserved is there while it is open and is gone when it ended, once.
        #[test]
        fn any_sequence_of_steps_keeps_the_books(steps in prop::collection::vec((step(), any::<bool>()), 0..12), fee in 0..150i64, needed in 1..3u32) {
            let amount = Amount::new(uah("1.50")).unwrap();
            let fee = uah(&format!("{}.{:02}", fee / 100, fee % 100));
            let (mut state, mut moved) = WithdrawalState::request(amount, fee, needed);
            for (step, owes) in steps {
                let before = state;
                match state.take(step, uah(if owes { "-1.00" } else { "3.00" })) {
                    Ok(more) => moved.extend(more),
                    Err(_) => prop_assert_eq!(before, state),
                }
            }
            let mut balances = std::collections::BTreeMap::new();
            for (posting, amount) in moved {
                *balances.entry(posting.debit()).or_insert(0) -= amount.money().minor();
                *balances.entry(posting.credit()).or_insert(0) += amount.money().minor();
            }
            use crate::book::Account::{Available, Fees, PaidOut, Withdrawing};
            let [available, withdrawing, paid_out, fees] =
                [Available, Withdrawing, PaidOut, Fees].map(|account| balances.remove(&account).unwrap_or(0));
            prop_assert!(balances.is_empty());
            prop_assert_eq!(available + withdrawing + paid_out + fees, 0);
            let (whole, kept) = (amount.money().minor(), fee.minor());
            let follows = match state.stage {
                WithdrawalStage::Requested | WithdrawalStage::Approved => [(whole, 0, 0)].to_vec(),
                WithdrawalStage::Paid => [(0, whole - kept, kept)].to_vec(),
                WithdrawalStage::Rejected | WithdrawalStage::Canceled => [(0, 0, 0)].to_vec(),
                WithdrawalStage::Failed => [(0, 0, 0), (0, 0, kept)].to_vec(),
            };
            prop_assert!(follows.contains(&(withdrawing, paid_out, fees)), "{:?}: {} {} {}", state, withdrawing, paid_out, fees);
        }
    }
}
