//! A reward whose worth over time is reckoned anew whenever a fact arrives: what brings it from what was posted to what it is.

use super::posting::Posting;
use super::reward::{Move, RewardState};
use crate::calendar::Instant;
use crate::money::{Currency, Money, MoneyError};

/// What was posted of an earning.
#[derive(Debug, Clone, PartialEq)]
pub struct Posted {
    pub state: RewardState,
    pub steps: Vec<(Instant, Money)>,
    pub frozen_since: Option<Instant>,
    /// It was lost since its release, as far as it was not used; so much of that was undone since.
    pub lost: Option<Money>,
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

/// What the person's account has, as far as it matters to one of its rewards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Purse {
    pub available: Money,
    /// What rewards of it owe, together: zero or less.
    pub owed: Money,
    /// What was lost of it and is not given back.
    pub expired: Money,
}

impl Purse {
    pub fn empty(currency: Currency) -> Purse {
        let zero = Money::zero(currency);
        Purse { available: zero, owed: zero, expired: zero }
    }

    /// Once these moves of one reward are made, which had `before` of what is available and has `after`.
    fn follow(&mut self, moves: &[Move], before: Money, after: Money) -> Result<(), MoneyError> {
        let zero = Money::zero(before.currency());
        self.available = Move::leave(self.available, moves)?;
        self.owed = self.owed.minus(before.smaller(zero)?)?.plus(after.smaller(zero)?)?;
        for step in moves {
            self.expired = match step.posting {
                Posting::CreditExpired => self.expired.plus(step.amount.money())?,
                Posting::ExpiryCanceled => self.expired.minus(step.amount.money())?,
                _ => self.expired,
            };
        }
        Ok(())
    }

    /// What was released and nothing of it used: a debt of one reward does not use another.
    fn unused(&self) -> Result<Money, MoneyError> {
        self.available.minus(self.owed)
    }
}

impl Posted {
    /// Brings what was posted to what is earned, step by step as it came to that; the purse follows. What is due by `now` was
    /// released before. None: nothing was ever posted.
    ///
    /// What stands in the end depends on what the reward is worth, not on what was posted before: above zero it is on hold until
    /// its hold ends and available from then on, below zero it is owed at once.
    pub fn settle(
        posted: Option<Posted>,
        worth: Worth,
        now: Instant,
        purse: &mut Purse,
    ) -> Result<(Option<Posted>, Vec<Move>), MoneyError> {
        let Posted { mut state, steps: before, mut lost, .. } = match posted {
            Some(posted) if posted.stands_at(&worth) => return Ok((Some(posted), Vec::new())),
            None if worth.steps.iter().all(|(_, worth)| worth.is_zero()) => return Ok((None, Vec::new())),
            Some(posted) => posted,
            None => Posted::nothing(purse.available.currency(), worth.hold_until),
        };
        let Worth { steps, hold_until, frozen_since } = worth;
        let had = state.available()?;
        let mut moves = hold_again(&mut state, &before, hold_until, now)?;
        for (at, target) in missing(&before, &steps, state.granted) {
            // What was released before is taken from what is available.
            if hold_until <= at {
                moves.extend(state.release(at.min(now)));
            }
            moves.extend(state.correct_to(target, at)?);
            if hold_until <= at && at <= now {
                moves.extend(state.release_since(at));
            }
        }
        moves.extend(match frozen_since {
            Some(since) => {
                let mut now = *purse;
                now.follow(&moves, had, state.available()?)?;
                state.freeze(since, now.unused()?)?
            }
            None => state.unfreeze(now),
        });
        moves.extend(state.release(now));
        if let Some(undone) = &mut lost {
            moves.extend(lose_again(&mut state, undone, *purse, &moves)?);
        }
        purse.follow(&moves, had, state.available()?)?;
        Ok((Some(Posted { state, steps, frozen_since, lost }), moves))
    }

    fn nothing(currency: Currency, hold_until: Instant) -> Posted {
        let zero = Money::zero(currency);
        let state = RewardState { granted: zero, on_hold: zero, hold_until, frozen: false, steps: 0 };
        Posted { state, steps: Vec::new(), frozen_since: None, lost: None }
    }
    /// Whether nothing is to be done.
    pub fn stands_at(&self, worth: &Worth) -> bool {
        (&self.steps, self.frozen_since, self.state.hold_until) == (&worth.steps, worth.frozen_since, worth.hold_until)
    }
}

/// What became known since follows what was posted; where that reads otherwise now, one step leads to what it came to.
fn missing(before: &[(Instant, Money)], steps: &[(Instant, Money)], granted: Money) -> Vec<(Instant, Money)> {
    let same = before.iter().zip(steps).take_while(|(one, other)| one == other).count();
    let Some((since, _)) = before.get(same) else { return steps[same..].to_vec() };
    let last = steps.last().map_or(Money::zero(granted.currency()), |(_, worth)| *worth);
    vec![(steps.get(same).map_or(*since, |(at, _)| *since.min(at)), last)]
}

/// Its hold ends at another instant than it was thought to: what was released too early is on hold again, until then.
fn hold_again(
    state: &mut RewardState,
    before: &[(Instant, Money)],
    hold_until: Instant,
    now: Instant,
) -> Result<Vec<Move>, MoneyError> {
    let since = std::mem::replace(&mut state.hold_until, hold_until);
    let released = state.available()?;
    if hold_until <= since || !released.is_positive() {
        return Ok(Vec::new());
    }
    // If that is over too, what was corrected since then was rightly taken from what was available.
    let by_then = before.iter().rfind(|(at, _)| *at < hold_until).map(|(_, worth)| *worth);
    let early = by_then.filter(|_| !state.frozen && hold_until <= now).unwrap_or(released);
    state.hold_again(early, since)
}

/// What these moves take from what is available had expired, as far as that goes: nobody owes what was lost unused. If it comes again,
/// it is lost again.
fn lose_again(
    state: &mut RewardState,
    undone: &mut Money,
    purse: Purse,
    moves: &[Move],
) -> Result<Option<Move>, MoneyError> {
    let zero = Money::zero(undone.currency());
    let taken = moves.iter().try_fold(zero, |taken, step| match step.posting {
        Posting::RewardClawedBack => taken.plus(step.amount.money()),
        Posting::RewardRestored | Posting::RewardReleased => taken.minus(step.amount.money()),
        _ => Ok(taken),
    })?;
    let Some(at) = moves.iter().map(|step| step.effective_at).max() else { return Ok(None) };
    let back = taken.smaller(purse.expired)?.larger(undone.negated())?;
    let left = Move::leave(purse.available, moves)?;
    let step = if back.is_negative() {
        state.step(Posting::CreditExpired, back.negated().smaller(left)?, at)
    } else {
        state.step(Posting::ExpiryCanceled, back, at)
    };
    let Some(step) = step else { return Ok(None) };
    let moved = step.amount.money();
    *undone = if back.is_negative() { undone.minus(moved)? } else { undone.plus(moved)? };
    Ok(Some(step))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
        let (mut posted, mut purse, mut said) = (None, Purse::empty(gb("0").currency()), Vec::new());
        for (now, worth) in story {
            let released = posted.as_mut().map(|p: &mut Posted| p.state.release(at(now))).unwrap_or_default();
            purse.available = Move::leave(purse.available, &released).unwrap();
            let (after, moves) = Posted::settle(posted, worth.clone(), at(now), &mut purse).unwrap();
            posted = after;
            said.extend(released.iter().chain(&moves).map(|m| format!("{} {} {}", m.step, m.posting, m.amount)));
        }
        let on_hold = posted.map_or(gb("0"), |posted| posted.state.on_hold);
        (said, [on_hold.to_string(), purse.available.to_string()])
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

    /// Corrected on the 2nd of May; the hold, thought to have ended on the 24th, ended on the 30th.
    #[test]
    fn what_was_corrected_after_the_longer_hold_stays_taken_from_what_was_available() {
        let corrected = worth(&[(GIVEN, "5"), (LATER, "2")]);
        let longer = Worth { hold_until: at("2026-04-30T00:00:00Z"), ..corrected.clone() };
        let (said, left) = told(&[(LATER, corrected), (LATER, longer)]);
        let early = ["4 reward_clawed_back 5", "5 reward_granted 5", "6 reward_released 5"];
        assert_eq!(said[..3], ["1 reward_granted 5", "2 reward_released 5", "3 reward_clawed_back 3"]);
        assert_eq!((&said[3..], left), (&early.map(str::to_owned)[..], ["0".into(), "2".into()]));
    }

    #[test]
    fn what_is_granted_after_the_hold_is_available_since_then() {
        let more = worth(&[(GIVEN, "5"), (LATER, "7")]);
        let (_, moves) = Posted::settle(None, more, at(LATER), &mut Purse::empty(gb("0").currency())).unwrap();
        let said: Vec<(String, Instant)> = moves.iter().map(|m| (m.posting.to_string(), m.effective_at)).collect();
        let expected = [("granted", GIVEN), ("released", HELD), ("granted", LATER), ("released", LATER)];
        assert_eq!(said, expected.map(|(word, since)| (format!("reward_{word}"), at(since))));
    }

    #[test]
    fn a_debt_is_posted_as_one() {
        let (said, left) = told(&[(GIVEN, worth(&[(GIVEN, "-2")]))]);
        assert_eq!((said, left), (vec!["1 reward_clawed_back 2".to_owned()], ["0".into(), "-2".into()]));
    }

    #[test]
    fn a_debt_that_turns_out_an_earning_is_made_good_and_the_rest_is_on_hold() {
        let (owed, earned) = (worth(&[(GIVEN, "-1")]), worth(&[(GIVEN, "9")]));
        let (said, left) = told(&[(GIVEN, owed.clone()), (GIVEN, earned.clone())]);
        assert_eq!(said, ["1 reward_clawed_back 1", "2 reward_restored 1", "3 reward_granted 9"]);
        assert_eq!(left, ["9", "0"]);
        let (said, left) = told(&[(GIVEN, owed), (LATER, earned)]);
        assert_eq!(said[1..], ["2 reward_restored 1", "3 reward_granted 9", "4 reward_released 9"]);
        assert_eq!(left, ["0", "9"]);
    }

    /// Half of another reward is owed, told before and after the refund is asked for: what is on hold is the same.
    #[test]
    fn a_debt_of_another_reward_does_not_use_what_a_freeze_takes() {
        let asked = Worth { frozen_since: Some(at(LATER)), ..worth(&[(GIVEN, "8")]) };
        let owes = Worth { hold_until: at(GIVEN), ..worth(&[(GIVEN, "-4")]) };
        let mut ends = Vec::new();
        for order in [[&owes, &asked], [&asked, &owes]] {
            let mut purse = Purse::empty(gb("0").currency());
            let settled = order.map(|worth| {
                // It was released before anybody asked.
                let released = Worth { frozen_since: None, ..worth.clone() };
                let (posted, _) = Posted::settle(None, released, at(LATER), &mut purse).unwrap();
                Posted::settle(posted, worth.clone(), at(LATER), &mut purse).unwrap().0.unwrap().state.on_hold
            });
            ends.push((gb("0").plus(settled[0]).unwrap().plus(settled[1]).unwrap(), purse));
        }
        assert_eq!(ends[0], ends[1]);
        let left = Purse { available: gb("-4"), owed: gb("-4"), expired: gb("0") };
        assert_eq!(ends[0], (gb("8"), left));
    }

    #[test]
    fn what_expired_unused_and_is_taken_back_leaves_no_debt() {
        let mut purse = Purse::empty(gb("0").currency());
        let (posted, _) = Posted::settle(None, worth(&[(GIVEN, "5")]), at(LATER), &mut purse).unwrap();
        // Two of the five were spent, and the rest expired.
        purse = Purse { available: gb("0"), expired: gb("3"), ..purse };
        let posted = posted.map(|posted| Posted { lost: Some(gb("0")), ..posted });
        let less = worth(&[(GIVEN, "5"), (LATER, "4")]);
        let (posted, moves) = Posted::settle(posted, less, at(LATER), &mut purse).unwrap();
        let said: Vec<String> = moves.iter().map(|m| format!("{} {} {}", m.step, m.posting, m.amount)).collect();
        assert_eq!(said, ["3 reward_clawed_back 1", "4 expiry_canceled 1"]);
        assert_eq!((purse.available, purse.expired), (gb("0"), gb("2")));
        let (posted, moves) = Posted::settle(posted, worth(&[]), at(LATER), &mut purse).unwrap();
        let said: Vec<String> = moves.iter().map(|m| format!("{} {} {}", m.step, m.posting, m.amount)).collect();
        assert_eq!(said, ["5 reward_clawed_back 4", "6 expiry_canceled 2"]);
        assert_eq!((purse.available, purse.expired), (gb("-2"), gb("0")), "what was spent is owed");
        // It was right the first time: all stands as before.
        let (_, moves) = Posted::settle(posted, worth(&[(GIVEN, "5")]), at(LATER), &mut purse).unwrap();
        let said: Vec<String> = moves.iter().map(|m| format!("{} {} {}", m.step, m.posting, m.amount)).collect();
        assert_eq!(said, ["7 reward_granted 5", "8 reward_released 5", "9 credit_expired 3"]);
        assert_eq!((purse.available, purse.expired), (gb("0"), gb("3")));
    }

    proptest! {
        /// Whatever was known in between, and whenever somebody reckoned: what stands is what all that is known in the end gives.
        #[test]
        fn what_stands_depends_on_what_is_known_and_not_on_when_it_became_known(
            told in prop::collection::vec((0..60i64, histories(), 0..40i64, any::<bool>()), 1..8),
        ) {
            let zero = Purse::empty(gb("0").currency());
            let mut story: Vec<(i64, Worth)> = told.into_iter().map(|(now, steps, hold, asked)| {
                let mut steps: Vec<(Instant, Money)> = steps.into_iter().filter(|(day, _)| *day <= now)
                    .map(|(day, worth)| (on(day), gb(&worth.to_string()))).collect();
                steps.sort_by_key(|(at, _)| *at);
                (now, Worth { steps, hold_until: on(hold), frozen_since: asked.then(|| on(0)) })
            }).collect();
            story.sort_by_key(|(now, _)| *now);
            // A refund that is asked for before the hold ends is known in time here: what was released by then cannot be held.
            let (now, last) = story.last().cloned().unwrap();
            let last = Worth { frozen_since: None, ..last };
            story.push((now, last.clone()));
            let (mut purse, mut posted) = (zero, None);
            for (now, worth) in story {
                let released = posted.as_mut().map(|p: &mut Posted| p.state.release(on(now))).unwrap_or_default();
                purse.available = Move::leave(purse.available, &released).unwrap();
                posted = Posted::settle(posted, worth, on(now), &mut purse).unwrap().0;
            }
            let mut at_once = zero;
            let straight = Posted::settle(None, last, on(now), &mut at_once).unwrap().0;
            let held = |posted: Option<Posted>| posted.map_or((gb("0"), gb("0")), |p| (p.state.granted, p.state.on_hold));
            prop_assert_eq!((held(posted), purse.available), (held(straight), at_once.available));
        }
    }

    fn on(day: i64) -> Instant {
        at(GIVEN) + chrono::TimeDelta::days(day)
    }

    /// What a reward is worth from some days on.
    fn histories() -> impl Strategy<Value = Vec<(i64, i64)>> {
        prop::collection::vec((0..60i64, -9..9i64), 0..4)
    }
}
