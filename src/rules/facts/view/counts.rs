//! `[count.NAME]`: how many things there are at the instant, or what they sum to.

use chrono::TimeDelta;
use rust_decimal::Decimal;

use super::{AtBond, AtPayment, View};
use crate::calendar::Instant;
use crate::rules::circle::{MemberPayment, MemberSubscription, Place};
use crate::rules::facts::timeline::period_start;
use crate::rules::facts::{Group, Unanswered};
use crate::rules::rule::{CountedOver, Made, Things, What, Whose};

/// The shortest time there is.
const TICK: TimeDelta = TimeDelta::microseconds(1);

impl<'a> View<'a> {
    pub(super) fn counted_number(&self, place: usize) -> Result<Decimal, Unanswered> {
        let count = self.terms.counts.get(place);
        let count = count.ok_or_else(|| Unanswered::Other("there is no such count".to_owned()))?;
        match &count.made {
            Made::Things(things) => self.things(place, things),
            Made::Kept(_) => self.kept_number(place),
        }
    }

    fn things(&self, place: usize, count: &Things) -> Result<Decimal, Unanswered> {
        let (view, after) = (self.counting(count), self.counted_after(count)?);
        view.stepped(place, count, after).map_or_else(|| view.things_now(count, after), Ok)
    }

    pub(super) fn things_now(&self, count: &Things, after: Option<Instant>) -> Result<Decimal, Unanswered> {
        let mut sum = Decimal::ZERO;
        for (whose, bond) in self.whose(count.of.whose) {
            let view = View {
                invitee: whose,
                bond: bond.or(self.bond),
                payment: None,
                counted: &[],
                line: None,
                action: None,
                subscription: None,
                ..*self
            };
            let person = whose.unwrap_or(self.recipient);
            let known = self.timeline.person(person);
            if !self.timeline.allows(1 + known.payments.len() + known.actions.len()) {
                return Err(super::too_much());
            }
            let more = match count.of.what {
                What::Referrals => view.counted_referral(count, bond, after)?,
                What::Payments => view.counted_payments(count, person, after)?,
                What::Actions => view.counted_actions(count, person, after)?,
                What::Subscriptions => view.counted_subscriptions(count, person, after)?,
            };
            sum = plus(sum, more)?;
        }
        Ok(sum)
    }

    /// Whose things are counted, with the referral where it is one of several.
    fn whose(&self, whose: Whose) -> Vec<(Option<Place>, Option<AtBond>)> {
        match whose {
            Whose::Own => vec![(None, None)],
            Whose::Invitee => self.invitee.map(|invitee| (Some(invitee), None)).into_iter().collect(),
            Whose::Invitees => {
                let bonds = self.timeline.invited[self.referrer].iter().map(|&bond| (bond, self.timeline.bond(bond)));
                let standing = bonds.filter(|(place, bond)| {
                    let stands = bond.registered_at <= self.at && bond.voided_at.is_none_or(|voided| voided > self.at);
                    stands && !self.lost.contains(place)
                });
                let at = |bond| AtBond { bond, level: 1, parent: None };
                standing.map(|(place, bond)| (Some(bond.invitee), Some(at(place)))).collect()
            }
        }
    }

    /// A schedule's period ends just before its instant.
    fn counting(&self, count: &Things) -> View<'a> {
        match (count.over, self.period) {
            (CountedOver::Period, Some((_, until))) => {
                let at = until - TICK;
                let reversed_by = if self.reversed_by == self.at { at } else { self.reversed_by };
                View { at, reversed_by, ..*self }
            }
            _ => *self,
        }
    }

    fn counted_after(&self, count: &Things) -> Result<Option<Instant>, Unanswered> {
        // What is at the very beginning of a calendar period is in it.
        let begins = |months| -> Result<Instant, Unanswered> { Ok(period_start(self.at, months, self.zone())? - TICK) };
        Ok(match (count.over, self.period) {
            (CountedOver::Ever, _) => None,
            (CountedOver::Calendar { months }, _) => Some(begins(months)?),
            (CountedOver::Period, Some((after, _))) => Some(after - TICK),
            (CountedOver::Period, None) => Some(begins(1)?),
            (CountedOver::Rolling(span), _) => Some(span.before(self.at, self.zone())?),
        })
    }

    pub(super) fn item(&self, count: &Things) -> Result<Decimal, Unanswered> {
        if let Some(condition) = &count.condition
            && !condition.holds(&View { net: None, ..*self })?
        {
            return Ok(Decimal::ZERO);
        }
        match &count.sum {
            None => Ok(Decimal::ONE),
            Some(sum) => sum.number(self),
        }
    }

    fn counted_referral(
        &self,
        count: &Things,
        bond: Option<AtBond>,
        after: Option<Instant>,
    ) -> Result<Decimal, Unanswered> {
        let registered = bond.map(|at| self.timeline.bond(at.bond).registered_at);
        let within = registered.is_none_or(|at| after.is_none_or(|after| at > after));
        if within { self.item(count) } else { Ok(Decimal::ZERO) }
    }

    fn counted_payments(&self, count: &Things, payer: Place, after: Option<Instant>) -> Result<Decimal, Unanswered> {
        let mut sum = Decimal::ZERO;
        let payments: &[&'a MemberPayment] = self.timeline.person(payer).payments_by(self.at);
        let first = after.map_or(0, |after| payments.partition_point(|paid| paid.at <= after));
        let registered = self.bond.filter(|_| Some(payer) == self.invitee).map(|at| self.timeline.bond(at.bond));
        let mut of_payer = None;
        for (n, payment) in payments.iter().enumerate().skip(first) {
            let before = registered.is_some_and(|bond| payment.at < bond.registered_at);
            let gone = payment.whole_refund_at().is_some_and(|back| back <= self.at);
            if before || gone || !payment.amount.is_positive() {
                continue;
            }
            if count.condition.is_none() && count.sum.is_none() {
                sum = plus(sum, Decimal::ONE)?;
                continue;
            }
            let at = AtPayment { payment, payer, ordinal: n as u32 + 1 };
            let view = View { payment: Some(at), base: self.left_of(payment).amount(), ..*self };
            if count.sum.is_none() && !count.reads(Group::Payment) {
                let item = of_payer.map_or_else(|| view.item(count), Ok)?;
                of_payer = Some(item);
                sum = plus(sum, item)?;
            } else {
                sum = plus(sum, view.item(count)?)?;
            }
        }
        Ok(sum)
    }

    fn counted_actions(&self, count: &Things, actor: Place, after: Option<Instant>) -> Result<Decimal, Unanswered> {
        let mut sum = Decimal::ZERO;
        for &action in &self.timeline.person(actor).actions {
            let reversed = action.reversed_at.is_some_and(|at| at <= self.reversed_by);
            if action.at <= self.at && after.is_none_or(|after| action.at > after) && !reversed {
                sum = plus(sum, View { action: Some(action), ..*self }.item(count)?)?;
            }
        }
        Ok(sum)
    }

    fn counted_subscriptions(&self, count: &Things, of: Place, after: Option<Instant>) -> Result<Decimal, Unanswered> {
        let mut sum = Decimal::ZERO;
        let subscriptions: &'a [MemberSubscription] = &self.timeline.person(of).member.subscriptions;
        for subscription in subscriptions {
            let started = subscription.facts.started_at;
            if started <= self.at && after.is_none_or(|after| started > after) {
                sum = plus(sum, View { subscription: Some(subscription), ..*self }.item(count)?)?;
            }
        }
        Ok(sum)
    }
}

fn plus(one: Decimal, other: Decimal) -> Result<Decimal, Unanswered> {
    one.checked_add(other).ok_or(Unanswered::TooLarge)
}

impl Things {
    /// Whether its condition is another for each of the things of one person.
    fn reads(&self, group: Group) -> bool {
        self.condition.iter().any(|condition| condition.uses().any(|word| word.group() == group))
    }
}
