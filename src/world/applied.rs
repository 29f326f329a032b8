//! Free time, and other things that are no money, put to a person's own subscriptions as soon as they are available.

use super::{Applied, World};
use crate::book::Posting;
use crate::calendar::{CalendarError, Instant, Zone, hold_end, months_later};
use crate::events::{Period, SubscriptionStatus};
use crate::ids::ExternalId;
use crate::money::{Amount, Money, MoneyError, Unit};
use crate::rules::rule::{Apply, ApplyOrder, ApplyTo};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// What was put to a subscription.
#[derive(Debug, Clone, PartialEq)]
pub struct Extension {
    pub at: Instant,
    pub(super) subscription: usize,
    /// Of what was earned.
    earned: usize,
    pub unit: Unit,
    pub amount: Money,
    /// When it is charged next.
    pub new_end: Instant,
}

impl World {
    /// What was earned into an account, as its rules say.
    pub(super) fn apply_earned(&mut self, program: usize, person: usize, n: usize) -> Applied {
        for place in self.reckoned.held[&(program, person)][n].earned.clone() {
            let earned = &self.reckoned.earned[place];
            let receipt = &earned.receipt;
            let rules = &self.programs[program].terms(receipt.terms_version).rules;
            let apply = rules.iter().find(|rule| rule.id == receipt.clause).and_then(|rule| rule.apply);
            let Some(apply) = apply.filter(|apply| apply.to == ApplyTo::Subscription) else { continue };
            let Some(reward) = earned.reward else { continue };
            let account = self.rewards[reward].account;
            let released = self.rewards[reward].state.available()?;
            let left = released.minus(earned.applied)?.smaller(self.accounts.balances[account].available)?;
            if left.is_positive() {
                self.extend(place, account, left, apply)?;
            }
        }
        Ok(())
    }

    fn extend(&mut self, place: usize, account: usize, mut left: Money, apply: Apply) -> Applied {
        let earned = &self.reckoned.earned[place];
        let (person, unit, program) = (earned.recipient, earned.receipt.unit, earned.program);
        let zone = self.programs[program].newest().time_zone;
        let Some(at) = self.first_running(person, earned.receipt.hold_until) else { return Ok(()) };
        for subscription in self.in_turn(place, apply.order, at, zone)? {
            let most = match apply.each {
                Some(each) => {
                    left.smaller(whole(each.into(), left)?.minus(self.put(place, subscription, left)?)?)?
                }
                None => left,
            };
            // Only whole months or days move a date.
            let most = whole(most.amount().floor(), most)?;
            let Some(amount) = Amount::positive(most) else { continue };
            let new_end = later(self.end_of(subscription, at, zone)?, unit, most, zone)?;
            self.accounts.post(account, Posting::CreditSpent, amount, at)?;
            let extension = Extension { at, subscription, earned: place, unit, amount: most, new_end };
            self.reckoned.extensions.push(extension);
            self.reckoned.extended.entry(subscription).or_default().push((at, new_end));
            let earned = &mut self.reckoned.earned[place];
            earned.applied = earned.applied.plus(most)?;
            left = left.minus(most)?;
        }
        Ok(())
    }

    /// What was put to a subscription of what was earned, however often somebody asked.
    fn put(&self, place: usize, subscription: usize, like: Money) -> Result<Money, MoneyError> {
        let of = |put: &&Extension| (put.earned, put.subscription) == (place, subscription);
        Money::sum(like.currency(), self.reckoned.extensions.iter().filter(of).map(|put| put.amount))
    }

    fn own_subscriptions(&self, person: usize) -> impl Iterator<Item = usize> {
        self.people[person].companies.iter().flat_map(|&company| self.companies[company].subscriptions.iter().copied())
    }

    /// The first instant, from `since` to now, at which the person has a subscription.
    fn first_running(&self, person: usize, since: Instant) -> Option<Instant> {
        let own = self.own_subscriptions(person).map(|place| self.subscriptions[place].started_at.max(since));
        let from =
            own.filter(|at| *at <= self.now && self.own_subscriptions(person).any(|place| self.holds(place, *at)));
        from.min()
    }

    /// Begun, and not ended.
    fn holds(&self, place: usize, at: Instant) -> bool {
        let subscription = &self.subscriptions[place];
        let closed = self.companies[subscription.company].closed_at.is_some_and(|closed| closed <= at);
        let ended =
            matches!(subscription.status_at(at), Some(SubscriptionStatus::Canceled | SubscriptionStatus::Expired));
        subscription.started_at <= at && !closed && !ended
    }

    /// The subscriptions to serve, first to be served first.
    fn in_turn(&self, place: usize, order: ApplyOrder, at: Instant, zone: Zone) -> Result<Vec<usize>, CalendarError> {
        let earned = &self.reckoned.earned[place];
        let person = &self.people[earned.recipient];
        let mut own: Vec<(Instant, &ExternalId, usize)> = Vec::new();
        for place in self.own_subscriptions(earned.recipient).filter(|&place| self.holds(place, at)) {
            let subscription = &self.subscriptions[place];
            let key = match order {
                ApplyOrder::SoonestEnd => self.end_of(place, at, zone)?,
                ApplyOrder::Oldest | ApplyOrder::Chosen | ApplyOrder::FromLink => subscription.started_at,
            };
            own.push((key, &subscription.fact.subscription, place));
        }
        own.sort();
        let named = match order {
            ApplyOrder::Chosen => person.recorded.allocation_at(at).first().map(str::to_owned),
            ApplyOrder::FromLink => self.link_of(place),
            ApplyOrder::SoonestEnd | ApplyOrder::Oldest => None,
        };
        if let Some(first) = named.and_then(|named| own.iter().position(|(_, id, _)| id.as_str() == named)) {
            own[..=first].rotate_right(1);
        }
        Ok(own.into_iter().map(|(.., place)| place).collect())
    }

    /// The sub-id of the click that brought the invitee: which subscription the link was of.
    fn link_of(&self, place: usize) -> Option<String> {
        let earned = &self.reckoned.earned[place];
        let invited = &self.people[earned.invitee?].invited;
        let bound = invited.iter().map(|&referral| &self.referrals[referral]);
        let click = bound.filter(|bound| bound.program == earned.program).find_map(|bound| bound.through.click);
        self.clicks[click?].sub.as_ref().map(ToString::to_string)
    }

    /// When a subscription is charged next: as last told, and what was put to it since.
    fn end_of(&self, place: usize, at: Instant, zone: Zone) -> Result<Instant, CalendarError> {
        let subscription = &self.subscriptions[place];
        let told = subscription.fact.next_charge_at.map(|next| (subscription.started_at, next));
        let changed = subscription.next_charges.iter().map(|(since, _, next)| (*since, *next));
        let told = told.into_iter().chain(changed).rfind(|(since, _)| *since <= at);
        let (since, end) = match told {
            Some(told) => told,
            None => (subscription.started_at, subscription.charged_after(at, zone)?),
        };
        let put = self.reckoned.extended.get(&place).into_iter().flatten().filter(|(at, _)| *at >= since);
        Ok(put.map(|(_, new_end)| *new_end).max().map_or(end, |put| put.max(end)))
    }

    /// When each of the person's subscriptions is charged next, in the order in which they were registered.
    pub(super) fn ends(&self, person: usize, zone: Zone) -> Result<Vec<Instant>, CalendarError> {
        self.own_subscriptions(person).map(|place| self.end_of(place, self.now, zone)).collect()
    }
}

impl super::subscriptions::Subscription {
    /// Nobody said when it is charged: after each period from its beginning.
    fn charged_after(&self, at: Instant, zone: Zone) -> Result<Instant, CalendarError> {
        let months = match self.fact.period {
            Some(Period::Year) => 12,
            Some(Period::Month) | None => 1,
        };
        let mut passed = 0;
        loop {
            passed += months;
            let charged = months_later(self.started_at, passed, zone)?;
            if charged > at {
                return Ok(charged);
            }
        }
    }
}

fn whole(number: Decimal, like: Money) -> Result<Money, MoneyError> {
    Money::new(number, like.currency())
}

/// Units other than days and months move nothing.
fn later(end: Instant, unit: Unit, amount: Money, zone: Zone) -> Result<Instant, CalendarError> {
    let number = amount.amount().to_u32().ok_or(CalendarError::OutOfRange)?;
    match unit.name() {
        "days" | "free_days" => hold_end(end, number, zone),
        "weeks" => hold_end(end, number.saturating_mul(7), zone),
        "months" => months_later(end, number, zone),
        "years" => months_later(end, number.saturating_mul(12), zone),
        _ => Ok(end),
    }
}
