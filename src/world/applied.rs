//! Free time, and other things that are no money, put to a person's own subscriptions as soon as they are available. What was put
//! stays put: if its reward is taken back, it is owed.

use super::names::HashMap;
use super::{Applied, Noun, Refusal, World};
use crate::book::Posting;
use crate::calendar::{CalendarError, Instant, Zone, hold_end, months_later};
use crate::events::{Period, SubscriptionExtended, SubscriptionStatus};
use crate::ids::ExternalId;
use crate::money::{Amount, Money, MoneyError, Unit};
use crate::rules::earning::Cause;
use crate::rules::rule::{Apply, ApplyOrder};

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

/// A reward that may be put to subscriptions.
pub(super) struct Lot<'a> {
    pub(super) apply: Apply,
    pub(super) unit: Unit,
    pub(super) invitee: Option<usize>,
    pub(super) hold_until: Instant,
    /// When, by which rule and for what it was earned.
    pub(super) earned: (Instant, &'a str, &'a Cause),
    /// Released, and not put anywhere yet.
    pub(super) left: Money,
    /// To which subscriptions it was put so far.
    pub(super) put: Vec<(usize, Money)>,
}

/// What of a lot is put to which subscription.
pub(super) struct Share {
    /// Which of the lots.
    pub(super) lot: usize,
    pub(super) at: Instant,
    pub(super) subscription: usize,
    pub(super) amount: Amount,
    pub(super) new_end: Instant,
}

impl World {
    /// Of what a person has in a program: which of their subscriptions is charged how much later, and since when. Which was released
    /// first is put first.
    pub(super) fn shares(
        &self,
        (program, person): (usize, usize),
        lots: &[Lot<'_>],
        mut available: HashMap<Unit, Money>,
        now: Instant,
    ) -> Result<Vec<Share>, Refusal> {
        let mut order: Vec<usize> = (0..lots.len()).collect();
        let key = |n: usize| {
            let Lot { hold_until, earned, invitee, .. } = &lots[n];
            (hold_until, earned, invitee.map(|invitee| &self.people[invitee].id))
        };
        order.sort_by(|&one, &other| key(one).cmp(&key(other)));
        let mut shares: Vec<Share> = Vec::new();
        for n in order {
            let lot = &lots[n];
            let Some(left) = available.get_mut(&lot.unit) else { continue };
            let put = self.shares_of((program, person), (n, lot), lot.left.smaller(*left)?, &shares, now)?;
            for share in put {
                *left = left.minus(share.amount.money())?;
                shares.push(share);
            }
        }
        Ok(shares)
    }

    fn shares_of(
        &self,
        (program, person): (usize, usize),
        (n, lot): (usize, &Lot<'_>),
        mut left: Money,
        before: &[Share],
        now: Instant,
    ) -> Result<Vec<Share>, Refusal> {
        let zone = self.programs[program].newest().time_zone;
        let mut shares = Vec::new();
        if !left.is_positive() {
            return Ok(shares);
        }
        let mut put = lot.put.clone();
        for at in self.begun_since(person, lot.hold_until, now) {
            for subscription in self.in_turn((program, person), lot, at, before)? {
                let most = match lot.apply.each {
                    Some(each) => {
                        let put = put.iter().filter(|(to, _)| *to == subscription).map(|(_, amount)| *amount);
                        left.smaller(whole(each.into(), left)?.minus(Money::sum(left.currency(), put)?)?)?
                    }
                    None => left,
                };
                // Only whole months or days move a date.
                let most = whole(most.amount().floor(), most)?;
                let Some(amount) = Amount::positive(most) else { continue };
                let new_end = later(self.end_of(subscription, at, zone, before)?, lot.unit, most, zone)?;
                shares.push(Share { lot: n, at, subscription, amount, new_end });
                put.push((subscription, most));
                left = left.minus(most)?;
            }
        }
        Ok(shares)
    }

    /// What a person earned in a program, as its rules say.
    pub(super) fn apply_earned(&mut self, program: usize, person: usize) -> Applied {
        let mut places = Vec::new();
        let (mut lots, mut available) = (Vec::new(), HashMap::default());
        for held in self.reckoned.held.get(&(program, person)).into_iter().flatten() {
            available.insert(held.unit, self.accounts.balances[held.account].available);
            for &place in &held.earned {
                if let Some(lot) = self.lot(place, held.account)? {
                    places.push(place);
                    lots.push(lot);
                }
            }
        }
        if lots.is_empty() {
            return Ok(());
        }
        let shares = self.shares((program, person), &lots, available, self.now)?;
        drop(lots);
        shares.into_iter().try_for_each(|share| self.extend(places[share.lot], &share))
    }

    fn lot(&self, place: usize, account: usize) -> Result<Option<Lot<'_>>, MoneyError> {
        let earned = &self.reckoned.earned[place];
        let receipt = &earned.receipt;
        let apply = self.programs[earned.program].terms(receipt.terms_version).put_by(&receipt.clause);
        let reward = earned.reward.map(|reward| &self.rewards[reward]).filter(|reward| reward.account == account);
        let Some((apply, reward)) = apply.zip(reward) else { return Ok(None) };
        let left = reward.state.available()?.minus(earned.applied)?;
        let of_it = |put: &&Extension| apply.each.is_some() && put.earned == place;
        let put = self.reckoned.extensions.iter().filter(of_it).map(|put| (put.subscription, put.amount));
        Ok(left.is_positive().then(|| Lot {
            apply,
            unit: receipt.unit,
            invitee: earned.invitee,
            hold_until: receipt.hold_until,
            earned: (earned.at, &receipt.clause, &earned.cause),
            left,
            put: put.collect(),
        }))
    }

    fn extend(&mut self, place: usize, share: &Share) -> Applied {
        let &Share { at, subscription, amount, new_end, .. } = share;
        let earned = &mut self.reckoned.earned[place];
        earned.applied = earned.applied.plus(amount.money())?;
        let (unit, owner) = (earned.receipt.unit, (earned.recipient, earned.program, earned.receipt.unit));
        let account = self.accounts.place(owner).ok_or(Refusal::Nothing)?;
        self.accounts.post(account, Posting::CreditSpent, amount, at)?;
        self.reckoned.extensions.push(Extension {
            at,
            subscription,
            earned: place,
            unit,
            amount: amount.money(),
            new_end,
        });
        self.reckoned.extended.entry(subscription).or_default().push((at, new_end));
        Ok(())
    }

    /// An extension of the log: what comes of everything that was known by then is reckoned again.
    pub(super) fn subscription_extended(&mut self, at: Instant, fact: &SubscriptionExtended) -> Applied {
        let (people, subscriptions) = (self.names.source_of(&fact.person), self.names.source_of(&fact.subscription));
        let person = self.find(Noun::Person, people, &fact.person.id)?;
        let subscription = self.find(Noun::Subscription, subscriptions, &fact.subscription.id)?;
        if self.told.is_some() {
            self.reckoned.extended.entry(subscription).or_default().push((at, fact.next_charge_at));
            return Ok(());
        }
        let program = self.wanted_program(fact.program.as_str())?;
        self.reckon_for(program, person)?;
        self.apply_earned(program, person)?;
        let is_this = |made: &Extension| {
            let same = (made.at, made.subscription, made.unit) == (at, subscription, fact.unit);
            same && (made.amount, made.new_end) == (fact.amount, fact.next_charge_at)
        };
        if self.reckoned.extensions.iter().any(is_this) { Ok(()) } else { Err(Refusal::NoExtension(at)) }
    }

    fn own_subscriptions(&self, person: usize) -> impl Iterator<Item = usize> {
        self.people[person].companies.iter().flat_map(|&company| self.companies[company].subscriptions.iter().copied())
    }

    /// From `since` to `now`, when the person has a subscription for the first time, and when another one begins.
    fn begun_since(&self, person: usize, since: Instant, now: Instant) -> Vec<Instant> {
        let own = self.own_subscriptions(person).map(|place| self.subscriptions[place].started_at.max(since));
        let mut begun: Vec<Instant> = own.filter(|at| *at <= now).collect();
        begun.sort_unstable();
        begun.dedup();
        begun
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
    fn in_turn(
        &self,
        (program, person): (usize, usize),
        lot: &Lot<'_>,
        at: Instant,
        before: &[Share],
    ) -> Result<Vec<usize>, CalendarError> {
        let zone = self.programs[program].newest().time_zone;
        let mut own: Vec<(Instant, &ExternalId, usize)> = Vec::new();
        for place in self.own_subscriptions(person).filter(|&place| self.holds(place, at)) {
            let subscription = &self.subscriptions[place];
            let key = match lot.apply.order {
                ApplyOrder::SoonestEnd => self.end_of(place, at, zone, before)?,
                ApplyOrder::Oldest | ApplyOrder::Chosen | ApplyOrder::FromLink => subscription.started_at,
            };
            own.push((key, &subscription.fact.subscription, place));
        }
        own.sort();
        let named = match lot.apply.order {
            ApplyOrder::Chosen => self.people[person].recorded.allocation_at(at).first().map(str::to_owned),
            ApplyOrder::FromLink => lot.invitee.and_then(|invitee| self.link_of(program, invitee)),
            ApplyOrder::SoonestEnd | ApplyOrder::Oldest => None,
        };
        if let Some(first) = named.and_then(|named| own.iter().position(|(_, id, _)| id.as_str() == named)) {
            own[..=first].rotate_right(1);
        }
        Ok(own.into_iter().map(|(.., place)| place).collect())
    }

    /// The sub-id of the click that brought the invitee: which subscription the link was of.
    fn link_of(&self, program: usize, invitee: usize) -> Option<String> {
        let bound = self.people[invitee].invited.iter().map(|&referral| &self.referrals[referral]);
        let click = bound.filter(|bound| bound.program == program).find_map(|bound| bound.through.click);
        self.clicks[click?].sub.as_ref().map(ToString::to_string)
    }

    /// When a subscription is charged next: as last told, and what was put to it since, `before` included.
    fn end_of(&self, place: usize, at: Instant, zone: Zone, before: &[Share]) -> Result<Instant, CalendarError> {
        let subscription = &self.subscriptions[place];
        let told = subscription.fact.next_charge_at.map(|next| (subscription.started_at, next));
        let changed = subscription.next_charges.iter().map(|(since, _, next)| (*since, *next));
        let told = told.into_iter().chain(changed).rfind(|(since, _)| *since <= at);
        let (since, end) = match told {
            Some(told) => told,
            None => (subscription.started_at, subscription.charged_after(at, zone)?),
        };
        let known = self.reckoned.extended.get(&place).into_iter().flatten().copied();
        let before = before.iter().filter(|share| share.subscription == place).map(|share| (share.at, share.new_end));
        let put = known.chain(before).filter(|(at, _)| *at >= since);
        Ok(put.map(|(_, new_end)| new_end).max().map_or(end, |put| put.max(end)))
    }

    /// When each of the person's subscriptions is charged next, in the order in which they were registered.
    pub(super) fn ends(&self, person: usize, zone: Zone) -> Result<Vec<Instant>, CalendarError> {
        self.own_subscriptions(person).map(|place| self.end_of(place, self.now, zone, &[])).collect()
    }

    /// What was put to subscriptions, in the order in which it was: whose, of which program, to which.
    pub fn extensions(&self) -> impl Iterator<Item = (&ExternalId, &str, &ExternalId, &Extension)> {
        self.reckoned.extensions.iter().map(|put| {
            let earned = &self.reckoned.earned[put.earned];
            let (person, program) = (&self.people[earned.recipient].id, self.programs[earned.program].slug());
            (person, program, &self.subscriptions[put.subscription].fact.subscription, put)
        })
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
