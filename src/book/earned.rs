//! A reward whose worth over time is reckoned anew whenever a fact arrives: what brings it from what was posted to what it is.

use super::reward::{Move, RewardState};
use crate::calendar::Instant;
use crate::money::{Amount, Money, MoneyError};

/// What was posted of an earning.
#[derive(Debug, Clone, PartialEq)]
pub struct Posted {
    pub state: RewardState,
    pub steps: Vec<(Instant, Money)>,
    pub frozen_since: Option<Instant>,
}

/// What a reward is worth, as far as is known now.
#[derive(Debug, Clone, PartialEq)]
pub struct Worth {
    /// From each instant on, the first of them that of its grant; none: it is not earned.
    pub steps: Vec<(Instant, Money)>,
    pub hold_until: Instant,
    /// Since when its refund is asked for and not settled.
    pub frozen_since: Option<Instant>,
}

impl Posted {
    /// Brings what was posted to what is earned, step by step as it came to that. What is due by `now` was released before;
    /// `available` is what the person's account has. None: nothing was ever posted.
    pub fn settle(
        posted: Option<Posted>,
        worth: Worth,
        now: Instant,
        available: Money,
    ) -> Result<(Option<Posted>, Vec<Move>), MoneyError> {
        if posted.as_ref().is_some_and(|posted| posted.stands_at(&worth)) {
            return Ok((posted, Vec::new()));
        }
        let (mut state, missing) = match &posted {
            Some(posted) => (Some(posted.state), missing(posted, &worth.steps)),
            None => (None, worth.steps.clone()),
        };
        let mut moves = Vec::new();
        for (at, target) in missing {
            state = match state {
                None if target.is_zero() => None,
                None => Some(begun(target, at, worth.hold_until, &mut moves)?),
                Some(mut state) => {
                    // What was released before is taken from what is available.
                    if state.hold_until <= at {
                        moves.extend(state.release(at.min(now)));
                    }
                    moves.extend(state.correct_to(target, at)?);
                    Some(state)
                }
            };
        }
        let Some(mut state) = state else { return Ok((None, moves)) };
        moves.extend(hold_again(&mut state, worth.hold_until)?);
        moves.extend(match worth.frozen_since {
            Some(since) => state.freeze(since, Move::leave(available, &moves)?)?,
            None => state.unfreeze(now),
        });
        moves.extend(state.release(now));
        Ok((Some(Posted { state, steps: worth.steps, frozen_since: worth.frozen_since }), moves))
    }

    /// Whether nothing is to be done.
    pub fn stands_at(&self, worth: &Worth) -> bool {
        (&self.steps, self.frozen_since, self.state.hold_until) == (&worth.steps, worth.frozen_since, worth.hold_until)
    }
}

/// What became known since follows what was posted; where that reads otherwise now, one step leads to what it came to.
fn missing(posted: &Posted, steps: &[(Instant, Money)]) -> Vec<(Instant, Money)> {
    let same = posted.steps.iter().zip(steps).take_while(|(one, other)| one == other).count();
    let Some((since, _)) = posted.steps.get(same) else { return steps[same..].to_vec() };
    let last = steps.last().map_or(Money::zero(posted.state.granted.currency()), |(_, worth)| *worth);
    vec![(steps.get(same).map_or(*since, |(at, _)| *since.min(at)), last)]
}

/// A reward that is granted, or a debt that is made.
fn begun(worth: Money, at: Instant, hold_until: Instant, moves: &mut Vec<Move>) -> Result<RewardState, MoneyError> {
    if let Some(amount) = Amount::positive(worth) {
        let (state, granted) = RewardState::grant(amount, at, hold_until);
        moves.push(granted);
        return Ok(state);
    }
    let zero = Money::zero(worth.currency());
    let mut state = RewardState { granted: zero, on_hold: zero, hold_until, frozen: false, steps: 0 };
    moves.extend(state.correct_to(worth, at)?);
    Ok(state)
}

/// Its hold ends at another instant than it was thought to: what was released too early is on hold again, until then.
fn hold_again(state: &mut RewardState, hold_until: Instant) -> Result<Vec<Move>, MoneyError> {
    let since = std::mem::replace(&mut state.hold_until, hold_until);
    let mut moves = Vec::new();
    if since < hold_until && state.available()?.is_positive() {
        let worth = state.granted;
        moves.extend(state.correct_to(Money::zero(worth.currency()), since)?);
        moves.extend(state.correct_to(worth, since)?);
    }
    Ok(moves)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIVEN: &str = "2026-04-10T09:00:00Z";
    const HELD: &str = "2026-04-24T09:00:00Z";
    const LATER: &str = "2026-05-02T09:00:00Z";

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn gb(text: &str) -> Money {
        Money::parse(text, "gb".parse().unwrap()).unwrap()
    }

    fn worth(steps: &[(&str, &str)]) -> Worth {
        let steps = steps.iter().map(|(since, worth)| (at(since), gb(worth))).collect();
        Worth { steps, hold_until: at(HELD), frozen_since: None }
    }

    /// What is posted at each of these instants, one after another, and what is left on hold and available in the end.
    fn told(story: &[(&str, Worth)]) -> (Vec<String>, [String; 2]) {
        let (mut posted, mut available, mut said) = (None, gb("0"), Vec::new());
        for (now, worth) in story {
            let released = posted.as_mut().map(|p: &mut Posted| p.state.release(at(now))).unwrap_or_default();
            available = Move::leave(available, &released).unwrap();
            let (after, moves) = Posted::settle(posted, worth.clone(), at(now), available).unwrap();
            available = Move::leave(available, &moves).unwrap();
            posted = after;
            said.extend(released.iter().chain(&moves).map(|m| format!("{} {} {}", m.step, m.posting, m.amount)));
        }
        let on_hold = posted.map_or(gb("0"), |posted| posted.state.on_hold);
        (said, [on_hold.to_string(), available.to_string()])
    }

    #[test]
    fn what_is_reckoned_again_and_is_the_same_moves_nothing() {
        let given = worth(&[(GIVEN, "5")]);
        let (said, left) =
            told(&[(GIVEN, given.clone()), (GIVEN, given.clone()), (LATER, given.clone()), (LATER, given)]);
        assert_eq!(said, ["1 reward_granted 5", "2 reward_released 5"]);
        assert_eq!(left, ["0", "5"]);
    }

    #[test]
    fn what_was_never_worth_anything_is_not_granted() {
        assert_eq!(told(&[(GIVEN, worth(&[(GIVEN, "0")])), (LATER, worth(&[]))]).0, Vec::<String>::new());
    }

    #[test]
    fn a_correction_after_the_release_takes_from_what_is_available() {
        let (given, less) = (worth(&[(GIVEN, "5")]), worth(&[(GIVEN, "5"), (LATER, "2")]));
        let (said, left) = told(&[(GIVEN, given), (LATER, less.clone())]);
        assert_eq!(said, ["1 reward_granted 5", "2 reward_released 5", "3 reward_clawed_back 3"]);
        assert_eq!(left, ["0", "2"]);
        assert_eq!(told(&[(LATER, less)]), (said, left), "all at once it is the same");
    }

    #[test]
    fn what_was_never_earned_after_all_is_taken_back_whole_and_may_come_again() {
        let given = worth(&[(GIVEN, "5")]);
        let (said, left) = told(&[(GIVEN, given.clone()), (GIVEN, worth(&[])), (GIVEN, given)]);
        assert_eq!(said, ["1 reward_granted 5", "2 reward_canceled 5", "3 reward_granted 5"]);
        assert_eq!(left, ["5", "0"]);
    }

    #[test]
    fn while_a_refund_is_asked_for_nothing_is_available() {
        let given = worth(&[(GIVEN, "5")]);
        let asked = Worth { frozen_since: Some(at(GIVEN)), ..given.clone() };
        let (said, left) = told(&[(GIVEN, asked.clone()), (LATER, asked.clone())]);
        assert_eq!((said, left), (vec!["1 reward_granted 5".to_owned()], ["5".into(), "0".into()]));
        let (said, left) = told(&[(GIVEN, asked), (LATER, given)]);
        assert_eq!(said, ["1 reward_granted 5", "2 reward_unfrozen 5"]);
        assert_eq!(left, ["0", "5"]);
    }

    #[test]
    fn a_hold_that_ends_later_than_thought_holds_again() {
        let given = worth(&[(GIVEN, "5")]);
        let longer = Worth { hold_until: at("2026-06-01T00:00:00Z"), ..given.clone() };
        let (said, left) = told(&[(GIVEN, given), (LATER, longer)]);
        assert_eq!(said[2..], ["3 reward_clawed_back 5", "4 reward_granted 5"]);
        assert_eq!(left, ["5", "0"]);
        // Also when that is over already: it is released as of the end of the hold, not before.
        let given = worth(&[(GIVEN, "5")]);
        let longer = Worth { hold_until: at("2026-04-30T00:00:00Z"), ..given.clone() };
        let (said, left) = told(&[(GIVEN, given.clone()), (LATER, given), (LATER, longer)]);
        assert_eq!(said[2..], ["3 reward_clawed_back 5", "4 reward_granted 5", "5 reward_released 5"]);
        assert_eq!(left, ["0", "5"]);
    }

    #[test]
    fn a_debt_is_posted_as_one() {
        let (said, left) = told(&[(GIVEN, worth(&[(GIVEN, "-2")]))]);
        assert_eq!((said, left), (vec!["1 reward_clawed_back 2".to_owned()], ["0".into(), "-2".into()]));
    }
}
