//! A reward's life, the same for the database and for the world in memory: each step gives the next state and the moves that
//! lead there. What was granted and not taken back is either on hold or was released.

use crate::book::{Account, Posting, Transfer};
use crate::calendar::Instant;
use crate::ids::{PersonId, ProgramId};
use crate::money::{Amount, Money, MoneyError, Unit};

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RewardState {
    /// What the reward is worth now: its target after corrections.
    pub granted: Money,
    /// The part of it that is on hold; the rest was released.
    pub on_hold: Money,
    pub hold_until: Instant,
    /// A refund is asked for: nothing is released until it is settled.
    pub frozen: bool,
    /// Staff look into whom it is for: nothing is released meanwhile.
    pub held: bool,
    /// How many moves it made: they number its causes.
    pub steps: u32,
}

/// One transfer of a reward, still without owner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Move {
    pub posting: Posting,
    pub amount: Amount,
    pub effective_at: Instant,
    /// 1 for the grant; with the reward's own name it makes the cause.
    pub step: u32,
}

impl Move {
    /// `reward` is the reward's own name in this program: of its event and clause.
    pub fn transfer(self, (person, program, unit): (PersonId, ProgramId, Unit), reward: &str) -> Transfer {
        let Move { posting: kind, amount, effective_at, step } = self;
        Transfer { person, program, unit, kind, cause: format!("{reward}/{step}"), amount, effective_at }
    }

    /// What is left available once these moves are made.
    pub fn leave(available: Money, moves: &[Move]) -> Result<Money, MoneyError> {
        moves.iter().try_fold(available, |available, step| match (step.posting.debit(), step.posting.credit()) {
            (Account::Available, _) => available.minus(step.amount.money()),
            (_, Account::Available) => available.plus(step.amount.money()),
            _ => Ok(available),
        })
    }
}

impl RewardState {
    pub fn grant(amount: Amount, at: Instant, hold_until: Instant) -> (RewardState, Move) {
        let money = amount.money();
        let state = RewardState { granted: money, on_hold: money, hold_until, frozen: false, held: false, steps: 1 };
        (state, Move { posting: Posting::RewardGranted, amount, effective_at: at, step: 1 })
    }

    /// Released and not taken back; a spend does not change it.
    pub fn available(&self) -> Result<Money, MoneyError> {
        self.granted.minus(self.on_hold)
    }

    pub fn is_due(&self, now: Instant) -> bool {
        !self.frozen && !self.held && self.on_hold.is_positive() && self.hold_until <= now
    }

    /// Whether something waits since just now for the decision about a refund.
    pub fn freezes_something(&self, was_frozen: bool) -> bool {
        self.frozen && !was_frozen && self.on_hold.is_positive()
    }

    /// What is due by `now` becomes available, as of the end of the hold.
    pub fn release(&mut self, now: Instant) -> Vec<Move> {
        if !self.is_due(now) {
            return Vec::new();
        }
        self.free(Posting::RewardReleased, self.hold_until)
    }

    /// What was granted when its hold was over already becomes available as of then.
    pub fn release_since(&mut self, at: Instant) -> Vec<Move> {
        if self.is_due(at) { self.free(Posting::RewardReleased, at) } else { Vec::new() }
    }

    /// What was released at `since` should not have been: it is on hold again.
    pub fn hold_again(&mut self, early: Money, since: Instant) -> Result<Vec<Move>, MoneyError> {
        let moves = [Posting::RewardClawedBack, Posting::RewardGranted].map(|posting| self.step(posting, early, since));
        self.on_hold = self.on_hold.plus(early.larger(Money::zero(early.currency()))?)?;
        Ok(moves.into_iter().flatten().collect())
    }

    /// A refund is asked for at `at`: release stops, and what was released goes back on hold, at most what of it was not used
    /// (`unused`).
    pub fn freeze(&mut self, at: Instant, unused: Money) -> Result<Vec<Move>, MoneyError> {
        if self.frozen {
            return Ok(Vec::new());
        }
        self.frozen = true;
        let taken = self.available()?.smaller(unused)?;
        let moves = self.step(Posting::RewardFrozen, taken, at.max(self.hold_until));
        if taken.is_positive() {
            self.on_hold = self.on_hold.plus(taken)?;
        }
        Ok(moves.into_iter().collect())
    }

    /// No refund is asked for any more, since `at`. If the hold is over by then, all that is on hold becomes available.
    pub fn unfreeze(&mut self, at: Instant) -> Vec<Move> {
        if !self.frozen {
            return Vec::new();
        }
        self.frozen = false;
        if at < self.hold_until || self.held { Vec::new() } else { self.free(Posting::RewardUnfrozen, at) }
    }

    /// Nobody looks into it any more, since `at`. If the hold is over by then, all that is on hold becomes available.
    pub fn clear(&mut self, at: Instant) -> Vec<Move> {
        self.held = false;
        self.release_since(at)
    }

    /// The reward is worth `target` since `at`: what is too much is taken from what is on hold first, then from what is
    /// available, also below zero; what is missing makes good what it owes, and the rest is granted, on hold. So what is on hold
    /// and what is available of it depend on what it is worth, and not on what it was thought to be worth in between.
    pub fn correct_to(&mut self, target: Money, at: Instant) -> Result<Vec<Move>, MoneyError> {
        let excess = self.granted.minus(target)?;
        let zero = Money::zero(excess.currency());
        let held = excess.smaller(self.on_hold)?.larger(zero)?;
        let released = excess.minus(held)?.larger(zero)?;
        let missing = excess.negated().larger(zero)?;
        let restored = self.available()?.negated().smaller(missing)?.larger(zero)?;
        let granted = missing.minus(restored)?;
        self.granted = target;
        self.on_hold = self.on_hold.minus(held)?.plus(granted)?;
        let steps = [
            (Posting::RewardCanceled, held),
            (Posting::RewardClawedBack, released),
            (Posting::RewardRestored, restored),
            (Posting::RewardGranted, granted),
        ];
        Ok(steps.into_iter().filter_map(|(posting, amount)| self.step(posting, amount, at)).collect())
    }

    fn free(&mut self, posting: Posting, at: Instant) -> Vec<Move> {
        let freed = self.on_hold;
        self.on_hold = Money::zero(freed.currency());
        self.step(posting, freed, at).into_iter().collect()
    }

    /// A move of it that changes nothing of its state; none: of nothing.
    pub(super) fn step(&mut self, posting: Posting, amount: Money, effective_at: Instant) -> Option<Move> {
        let amount = Amount::positive(amount)?;
        self.steps += 1;
        Some(Move { posting, amount, effective_at, step: self.steps })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAID: &str = "2026-04-10T09:00:00Z";
    const HELD: &str = "2026-04-24T09:00:00Z";

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn kzt(text: &str) -> Money {
        Money::parse(text, "KZT".parse().unwrap()).unwrap()
    }

    fn granted() -> RewardState {
        RewardState::grant(Amount::new(kzt("40500")).unwrap(), at(PAID), at(HELD)).0
    }

    fn said(moves: &[Move]) -> Vec<String> {
        moves.iter().map(|m| format!("{} {} {}", m.step, m.posting, m.amount)).collect()
    }

    #[test]
    fn it_is_released_when_its_hold_ends_and_once() {
        let mut reward = granted();
        assert_eq!(reward.release(at("2026-04-24T08:59:59Z")), []);
        let moves = reward.release(at("2026-05-01T00:00:00Z"));
        assert_eq!(said(&moves), ["2 reward_released 40500.00"]);
        assert_eq!(moves[0].effective_at, at(HELD));
        assert_eq!(reward.release(at("2026-05-01T00:00:00Z")), []);
        assert_eq!(reward.available(), Ok(kzt("40500")));
    }

    #[test]
    fn a_request_while_on_hold_stops_the_release_until_it_is_declined() {
        let mut reward = granted();
        assert_eq!(reward.freeze(at("2026-04-20T00:00:00Z"), kzt("0")), Ok(vec![]));
        assert_eq!(reward.release(at("2026-06-01T00:00:00Z")), []);
        assert_eq!(said(&reward.unfreeze(at("2026-05-02T00:00:00Z"))), ["2 reward_unfrozen 40500.00"]);
        assert_eq!(reward.available(), Ok(kzt("40500")));
    }

    #[test]
    fn while_staff_look_into_it_nothing_is_released() {
        let mut reward = granted();
        reward.held = true;
        assert_eq!(reward.release(at("2026-06-01T00:00:00Z")), []);
        let mut early = reward;
        assert_eq!(early.clear(at("2026-04-20T00:00:00Z")), [], "its hold is not over");
        assert_eq!(early.release(at("2026-05-01T00:00:00Z")).len(), 1);
        let moves = reward.clear(at("2026-06-02T00:00:00Z"));
        let since = (said(&moves), moves[0].effective_at);
        assert_eq!(since, (vec!["2 reward_released 40500.00".to_owned()], at("2026-06-02T00:00:00Z")));
        assert_eq!(reward.clear(at("2026-06-03T00:00:00Z")), []);
    }

    #[test]
    fn what_a_refund_asks_for_meanwhile_waits_for_both() {
        let mut reward = RewardState { held: true, ..granted() };
        reward.freeze(at("2026-05-01T00:00:00Z"), kzt("0")).unwrap();
        let mut first_cleared = reward;
        assert_eq!(first_cleared.clear(at("2026-05-02T00:00:00Z")), []);
        assert_eq!(said(&first_cleared.unfreeze(at("2026-05-03T00:00:00Z"))), ["2 reward_unfrozen 40500.00"]);
        assert_eq!(reward.unfreeze(at("2026-05-02T00:00:00Z")), []);
        assert_eq!(said(&reward.clear(at("2026-05-03T00:00:00Z"))), ["2 reward_released 40500.00"]);
    }

    #[test]
    fn a_request_declined_within_the_hold_changes_nothing() {
        let mut reward = granted();
        reward.freeze(at("2026-04-12T00:00:00Z"), kzt("0")).unwrap();
        assert_eq!(reward.unfreeze(at("2026-04-13T00:00:00Z")), []);
        assert_eq!(reward.release(at(HELD)).len(), 1);
    }

    #[test]
    fn a_request_declined_when_the_hold_ends_frees_it_then() {
        let mut reward = granted();
        reward.freeze(at("2026-04-12T00:00:00Z"), kzt("0")).unwrap();
        let moves = reward.unfreeze(at(HELD));
        assert_eq!((said(&moves), moves[0].effective_at), (vec!["2 reward_unfrozen 40500.00".to_owned()], at(HELD)));
        assert_eq!(reward.unfreeze(at("2026-05-01T00:00:00Z")), [], "no request is open any more");
    }

    #[test]
    fn a_reward_names_its_moves_by_their_steps() {
        let (person, program) = (PersonId::new(at(PAID)), ProgramId::new(at(PAID)));
        let (_, made) = RewardState::grant(Amount::new(kzt("40500")).unwrap(), at(PAID), at(HELD));
        let transfer = made.transfer((person, program, Unit::Cash), "e1/bonus");
        assert_eq!(
            (transfer.cause.as_str(), transfer.kind, transfer.unit),
            ("e1/bonus/1", Posting::RewardGranted, Unit::Cash)
        );
        assert_eq!((transfer.person, transfer.program, transfer.effective_at), (person, program, at(PAID)));
    }

    #[test]
    fn a_request_after_the_release_takes_at_most_what_is_available() {
        let mut reward = granted();
        reward.release(at(HELD));
        let moves = reward.freeze(at("2026-05-01T00:00:00Z"), kzt("500.25")).unwrap();
        assert_eq!(said(&moves), ["3 reward_frozen 500.25"]);
        let moves = reward.correct_to(kzt("0"), at("2026-05-03T00:00:00Z")).unwrap();
        assert_eq!(said(&moves), ["4 reward_canceled 500.25", "5 reward_clawed_back 39999.75"]);
        assert_eq!((reward.granted, reward.on_hold), (kzt("0"), kzt("0")));
    }

    #[test]
    fn an_account_that_owes_gives_nothing_to_freeze() {
        let mut reward = granted();
        reward.release(at(HELD));
        assert_eq!(reward.freeze(at("2026-05-01T00:00:00Z"), kzt("-3")), Ok(vec![]));
        assert_eq!(reward.on_hold, kzt("0"));
    }

    #[test]
    fn what_was_owed_is_made_good_before_anything_is_held() {
        let mut reward = granted();
        reward.correct_to(kzt("-500"), at(PAID)).unwrap();
        assert_eq!((reward.on_hold, reward.available()), (kzt("0"), Ok(kzt("-500"))));
        assert_eq!(said(&reward.correct_to(kzt("-200"), at(PAID)).unwrap()), ["4 reward_restored 300.00"]);
        let moves = reward.correct_to(kzt("1000"), at(PAID)).unwrap();
        assert_eq!(said(&moves), ["5 reward_restored 200.00", "6 reward_granted 1000.00"]);
        assert_eq!((reward.on_hold, reward.available()), (kzt("1000"), Ok(kzt("0"))));
    }

    #[test]
    fn a_correction_upwards_is_granted_on_hold() {
        let mut reward = granted();
        assert_eq!(said(&reward.correct_to(kzt("41000"), at(PAID)).unwrap()), ["2 reward_granted 500.00"]);
        assert_eq!(reward.on_hold, kzt("41000"));
        assert_eq!(reward.correct_to(kzt("41000"), at(PAID)), Ok(vec![]));
    }
}
