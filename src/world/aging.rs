//! What becomes of an account by time: what expires, what is lost, and what goes to the person's own subscriptions.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::accounts::Owner;
use super::{Applied, Refusal, World};
use crate::book::{Posting, Purse};
use crate::calendar::Instant;
use crate::money::{Currency, Money, MoneyError, Unit};
use crate::rules::loss::{Left, Loss, Lot, left_at};

/// An account that rewards of rules opened.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) account: usize,
    pub(super) unit: Unit,
    /// Places of what was earned into it.
    pub(super) earned: Vec<usize>,
    /// Rewards of it that owe, and perhaps some that do not any more.
    owing: BTreeSet<usize>,
    /// The instants at which everything was lost.
    forfeited: BTreeSet<Instant>,
}

impl Held {
    pub(super) fn new(account: usize, unit: Unit) -> Held {
        Held { account, unit, earned: Vec::new(), owing: BTreeSet::new(), forfeited: BTreeSet::new() }
    }
}

impl World {
    /// What is lost does not depend on when somebody asks: before the clock moves on, it is known what may be.
    pub(super) fn reckon_what_may_be_lost(&mut self) -> Applied {
        let touched = std::mem::take(&mut self.reckoned.may_lose);
        touched.into_iter().try_for_each(|(program, person)| self.reckon_for(program, person))
    }

    /// Everything that expires by then, in the order in which it does.
    pub(super) fn lapse_what_is_due(&mut self, until: Instant) -> Applied {
        while let Some(&Reverse((at, program, person))) = self.reckoned.expiring.peek() {
            if at > until {
                break;
            }
            self.reckoned.expiring.pop();
            self.now = self.now.max(at);
            self.release_all_due()?;
            self.reckon_for(program, person)?;
        }
        Ok(())
    }

    pub(super) fn age(&mut self, program: usize, person: usize) -> Applied {
        for n in 0..self.reckoned.held.get(&(program, person)).map_or(0, Vec::len) {
            for (loss, at) in self.losses(program, person, n)? {
                self.lose(program, person, n, at, loss)?;
            }
        }
        // Else it is applied from the log.
        if self.run_clock.is_some() { self.apply_earned(program, person) } else { Ok(()) }
    }

    /// In order, without those that were taken already.
    fn losses(&self, program: usize, person: usize, n: usize) -> Result<Vec<(Loss, Instant)>, Refusal> {
        let held = &self.reckoned.held[&(program, person)][n];
        let earned = held.earned.iter().map(|&place| &self.reckoned.earned[place]);
        let expiring =
            earned.filter(|earned| earned.lapsed != earned.expires_at).filter_map(|earned| earned.expires_at);
        let mut losses: Vec<(Loss, Instant)> = expiring.map(|at| (Loss::Expired, at)).collect();
        let forfeits = self.programs[program].told(self.now).forfeits(held.unit);
        if !forfeits.is_empty() {
            let own = self.subscription_facts(person)?.into_iter().map(|(_, facts)| facts).collect::<Vec<_>>();
            let left = left_at(&own, forfeits).filter(|at| !held.forfeited.contains(at));
            losses.extend(left.map(|at| (Loss::Everything, at)));
        }
        losses.retain(|(_, at)| *at <= self.now);
        losses.sort();
        losses.dedup();
        Ok(losses)
    }

    /// What an account has that rewards of rules are paid into.
    pub(super) fn purse(&self, owner: Owner, currency: Currency) -> Result<Purse, MoneyError> {
        let Some(account) = self.accounts.place(owner) else { return Ok(Purse::empty(currency)) };
        let balances = &self.accounts.balances[account];
        let mut purse = Purse { available: balances.available, owed: Money::zero(currency), expired: balances.expired };
        let (person, program, _) = owner;
        let held = self.reckoned.held.get(&(program, person)).into_iter().flatten();
        for &reward in held.filter(|held| held.account == account).flat_map(|held| &held.owing) {
            let available = self.rewards[reward].state.available()?;
            purse.owed = purse.owed.plus(available.smaller(Money::zero(currency))?)?;
        }
        Ok(purse)
    }

    /// A reward of a rule stands otherwise than before. A release never makes it owe.
    pub(super) fn moved(&mut self, (person, program, _): Owner, reward: usize) -> Applied {
        let account = self.rewards[reward].account;
        let owes = self.rewards[reward].state.available()?.is_negative();
        let held = self.reckoned.held.get_mut(&(program, person)).into_iter().flatten();
        for held in held.filter(|held| held.account == account) {
            if owes {
                held.owing.insert(reward);
            } else {
                held.owing.remove(&reward);
            }
        }
        Ok(())
    }

    /// Whether what was released of it was lost since, as far as it was not used.
    pub(super) fn was_lost(&self, place: usize) -> bool {
        let earned = &self.reckoned.earned[place];
        let Some(reward) = earned.reward.map(|reward| &self.rewards[reward]) else { return false };
        let held = self.reckoned.held.get(&(earned.program, earned.recipient)).into_iter().flatten();
        let mut forfeited = held.filter(|held| held.account == reward.account).flat_map(|held| &held.forfeited);
        earned.lapsed.is_some() || forfeited.any(|at| reward.state.hold_until < *at)
    }

    fn lose(&mut self, program: usize, person: usize, n: usize, at: Instant, loss: Loss) -> Applied {
        let held = &self.reckoned.held[&(program, person)][n];
        let account = held.account;
        let balances = self.accounts.balances[account];
        let mut lots = Vec::with_capacity(held.earned.len());
        for &place in &held.earned {
            let earned = &self.reckoned.earned[place];
            let reward = earned.reward.map(|reward| &self.rewards[reward]);
            if let Some(reward) = reward.filter(|reward| reward.account == account) {
                let released = reward.state.available()?;
                lots.push(Lot { released, hold_until: earned.receipt.hold_until, expires_at: earned.expires_at });
            }
        }
        let left = Left { used: balances.used()?, available: balances.available };
        let forfeited = held.forfeited.range(..=at).next_back().copied();
        if let Some(lost) = loss.of(lots, at, forfeited, left)? {
            self.accounts.post(account, Posting::CreditExpired, lost, at)?;
        }
        let Some(held) = self.reckoned.held.get_mut(&(program, person)).and_then(|held| held.get_mut(n)) else {
            return Ok(());
        };
        match loss {
            Loss::Everything => drop(held.forfeited.insert(at)),
            Loss::Expired => {
                for &place in &held.earned {
                    let earned = &mut self.reckoned.earned[place];
                    if earned.expires_at == Some(at) {
                        earned.lapsed = Some(at);
                    }
                }
            }
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
