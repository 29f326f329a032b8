//! What becomes of an account by time: what expires, what is lost, and what goes to the person's own subscriptions.

use std::collections::BTreeSet;

use super::{Applied, Refusal, World};
use crate::book::Posting;
use crate::calendar::Instant;
use crate::money::{Amount, Money, MoneyError, Unit};
use crate::rules::uses::Use;

/// An account that rewards of rules opened.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) account: usize,
    pub(super) unit: Unit,
    /// Places of what was earned into it.
    pub(super) earned: Vec<usize>,
    /// The instants at which something of it was lost.
    lapsed: BTreeSet<Instant>,
}

impl Held {
    pub(super) fn new(account: usize, unit: Unit) -> Held {
        Held { account, unit, earned: Vec::new(), lapsed: BTreeSet::new() }
    }
}

/// What may be lost at an instant: what expires by then, or everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Loss {
    Expired,
    Everything,
}

impl World {
    pub(super) fn age(&mut self, program: usize, person: usize) -> Applied {
        for n in 0..self.reckoned.held.get(&(program, person)).map_or(0, Vec::len) {
            for (at, loss) in self.losses(program, person, n)? {
                self.lose(program, person, n, at, loss)?;
            }
            self.apply_earned(program, person, n)?;
        }
        Ok(())
    }

    pub(super) fn use_of(&self, program: usize, unit: Unit) -> Option<&Use> {
        self.programs[program].newest().use_of(unit)
    }

    /// In order, without those that were taken already.
    fn losses(&self, program: usize, person: usize, n: usize) -> Result<Vec<(Instant, Loss)>, Refusal> {
        let held = &self.reckoned.held[&(program, person)][n];
        let expiring = held.earned.iter().filter_map(|&place| self.reckoned.earned[place].expires_at);
        let mut losses: Vec<(Instant, Loss)> = expiring.map(|at| (at, Loss::Expired)).collect();
        if let Some(found) = self.use_of(program, held.unit).filter(|found| !found.forfeit_on.is_empty()) {
            let own = self.subscription_facts(person)?.into_iter().map(|(_, facts)| facts).collect::<Vec<_>>();
            losses.extend(found.lost_at(&own).map(|at| (at, Loss::Everything)));
        }
        losses.retain(|(at, _)| *at <= self.now && !held.lapsed.contains(at));
        losses.sort();
        losses.dedup();
        Ok(losses)
    }

    /// What was used since came from what was to be lost first.
    fn lose(&mut self, program: usize, person: usize, n: usize, at: Instant, loss: Loss) -> Applied {
        let held = &self.reckoned.held[&(program, person)][n];
        let account = held.account;
        let balances = self.accounts.balances[account];
        let mut lost = Money::zero(balances.available.currency());
        for &place in &held.earned {
            let earned = &self.reckoned.earned[place];
            let Some(reward) = earned.reward.filter(|&reward| self.rewards[reward].account == account) else {
                continue;
            };
            let over = match loss {
                Loss::Expired => earned.expires_at.is_some_and(|expires| expires <= at),
                Loss::Everything => earned.receipt.hold_until <= at,
            };
            if over {
                lost = lost.plus(self.rewards[reward].state.available()?)?;
            }
        }
        lost = lost.minus(balances.used()?)?.smaller(balances.available)?;
        if let Some(lost) = Amount::positive(lost) {
            self.accounts.post(account, Posting::CreditExpired, lost, at)?;
        }
        if let Some(held) = self.reckoned.held.get_mut(&(program, person)).and_then(|held| held.get_mut(n)) {
            held.lapsed.insert(at);
        }
        Ok(())
    }
}

impl super::Balances {
    /// What went out of what was available, net.
    fn used(&self) -> Result<Money, MoneyError> {
        let zero = Money::zero(self.available.currency());
        let out = [self.spent, self.withdrawing, self.paid_out, self.fees, self.expired];
        let moved = [self.adjusted.larger(zero)?, self.converted.larger(zero)?];
        Money::sum(zero.currency(), out.into_iter().chain(moved))
    }
}
