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
    /// Staff look into whom it is for.
    pub held: bool,
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
        let Worth { steps, hold_until, frozen_since, held } = worth;
        state.held |= held;
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
        if !held && state.held {
            moves.extend(state.clear(now));
        }
        moves.extend(state.release(now));
        if let Some(undone) = &mut lost {
            moves.extend(lose_again(&mut state, undone, *purse, &moves)?);
        }
        purse.follow(&moves, had, state.available()?)?;
        Ok((Some(Posted { state, steps, frozen_since, lost }), moves))
    }

    fn nothing(currency: Currency, hold_until: Instant) -> Posted {
        let zero = Money::zero(currency);
        let state = RewardState { granted: zero, on_hold: zero, hold_until, frozen: false, held: false, steps: 0 };
        Posted { state, steps: Vec::new(), frozen_since: None, lost: None }
    }
    /// Whether nothing is to be done.
    pub fn stands_at(&self, worth: &Worth) -> bool {
        let same = (&self.steps, self.frozen_since, self.state.hold_until);
        same == (&worth.steps, worth.frozen_since, worth.hold_until) && self.state.held == worth.held
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
mod tests;
