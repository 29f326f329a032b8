//! The facts of a circle in the order of time, with what is summed of them: built once, asked at any instant.

use std::cell::OnceCell;

use rust_decimal::Decimal;

use crate::calendar::{CalendarError, Instant};
use crate::money::{Currency, Money, Rounding};
use crate::rules::activity::{Span, SubscriptionFacts, spans};
use crate::rules::circle::{Bond, Circle, Member, MemberAction, MemberInvoice, MemberPayment, Place};

/// A number that changed at instants, as its value from each on.
#[derive(Debug, Default)]
pub struct Sums(Vec<(Instant, Decimal)>);

impl Sums {
    pub fn new(mut changes: Vec<(Instant, Decimal)>) -> Sums {
        changes.sort_unstable();
        let mut sum = Decimal::ZERO;
        for (_, change) in &mut changes {
            sum += *change;
            *change = sum;
        }
        Sums(changes)
    }

    pub fn at(&self, at: Instant) -> Decimal {
        let until = self.0.partition_point(|(since, _)| *since <= at);
        until.checked_sub(1).map_or(Decimal::ZERO, |last| self.0[last].1)
    }

    /// What changed after `from`, up to `at`.
    pub fn between(&self, from: Option<Instant>, at: Instant) -> Decimal {
        self.at(at) - from.map_or(Decimal::ZERO, |from| self.at(from))
    }
}

/// One person's.
#[derive(Debug)]
pub struct Person<'a> {
    pub member: &'a Member,
    /// By instant, then by the sender's id.
    pub payments: Vec<&'a MemberPayment>,
    pub actions: Vec<&'a MemberAction>,
    pub invoices: Vec<&'a MemberInvoice>,
    spans: OnceCell<Vec<Span>>,
    paid: OnceCell<Sums>,
    kept: OnceCell<Sums>,
}

/// Everybody's, and who invited whom.
#[derive(Debug)]
pub struct Timeline<'a> {
    pub circle: &'a Circle,
    pub currency: Currency,
    pub people: Vec<Person<'a>>,
    /// Of each person, the places of the bonds by which they invited others, by registration.
    pub invited: Vec<Vec<usize>>,
    turnovers: Vec<OnceCell<Sums>>,
    active: Vec<OnceCell<Sums>>,
}

impl<'a> Timeline<'a> {
    pub fn new(circle: &'a Circle, currency: Currency) -> Timeline<'a> {
        let people: Vec<Person<'a>> = circle.people.iter().map(Person::new).collect();
        let mut invited = vec![Vec::new(); people.len()];
        for (place, bond) in circle.referrals.iter().enumerate() {
            invited[bond.referrer].push(place);
        }
        for bonds in &mut invited {
            bonds.sort_by_key(|&bond| {
                let bond = &circle.referrals[bond];
                (bond.registered_at, &circle.people[bond.invitee].id)
            });
        }
        let cells = || (0..people.len()).map(|_| OnceCell::new()).collect();
        Timeline { circle, currency, invited, turnovers: cells(), active: cells(), people }
    }

    /// Whether so much more work may be done: always, where nobody watches.
    pub fn allows(&self, work: usize) -> bool {
        self.circle.watch.as_ref().is_none_or(|watch| watch.allows(work))
    }

    pub fn person(&self, place: Place) -> &Person<'a> {
        &self.people[place]
    }

    pub fn bond(&self, place: usize) -> &'a Bond {
        &self.circle.referrals[place]
    }

    pub fn bonds(&self, referrer: Place) -> impl Iterator<Item = &'a Bond> {
        self.invited[referrer].iter().map(|&bond| self.bond(bond))
    }

    /// Money in the program's currency; of another by the rate of its instant, and nothing where there is none.
    fn worth(&self, money: Money, at: Instant) -> Decimal {
        if money.currency() == self.currency {
            return money.amount();
        }
        let rate = self.circle.rates.at(money.currency(), self.currency, at);
        let worth = rate.and_then(|rate| rate.convert(money, self.currency, Rounding::HalfAway).ok());
        worth.map_or(Decimal::ZERO, Money::amount)
    }

    fn paid_changes(&self, place: Place, from: Option<Instant>, until: Option<Instant>) -> Vec<(Instant, Decimal)> {
        let payments = self.people[place].payments.iter();
        let within = payments
            .filter(|paid| from.is_none_or(|from| paid.at >= from) && until.is_none_or(|until| paid.at < until));
        let changes = within.flat_map(|paid| {
            let refunds = paid.refunds.iter().map(|&(at, back)| (at, -self.worth(back, paid.at)));
            std::iter::once((paid.at, self.worth(paid.amount, paid.at))).chain(refunds)
        });
        changes.collect()
    }

    /// What the person paid, less refunds.
    pub fn paid(&self, place: Place) -> &Sums {
        self.people[place].paid.get_or_init(|| Sums::new(self.paid_changes(place, None, None)))
    }

    /// What all invitees of the person paid while they were that, less refunds.
    pub fn turnover(&self, referrer: Place) -> &Sums {
        self.turnovers[referrer].get_or_init(|| {
            let bonds = self.bonds(referrer);
            let changes =
                bonds.flat_map(|bond| self.paid_changes(bond.invitee, Some(bond.registered_at), bond.voided_at));
            Sums::new(changes.collect())
        })
    }

    /// How many invitees of the person are active.
    pub fn active_referrals(&self, referrer: Place) -> &Sums {
        self.active[referrer].get_or_init(|| {
            let mut changes = Vec::new();
            for bond in self.bonds(referrer) {
                for (from, until) in self.people[bond.invitee].active_spans() {
                    let from = from.max(bond.registered_at);
                    let until = [until, bond.voided_at].into_iter().flatten().min();
                    if until.is_none_or(|until| until > from) {
                        changes.push((from, Decimal::ONE));
                        changes.extend(until.map(|until| (until, -Decimal::ONE)));
                    }
                }
            }
            Sums::new(changes)
        })
    }
}

impl<'a> Person<'a> {
    fn new(member: &'a Member) -> Person<'a> {
        let mut payments: Vec<&MemberPayment> = member.payments.iter().collect();
        payments.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
        let mut actions: Vec<&MemberAction> = member.actions.iter().collect();
        actions.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
        let mut invoices: Vec<&MemberInvoice> = member.invoices.iter().collect();
        invoices.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
        let (spans, paid, kept) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Person { member, payments, actions, invoices, spans, paid, kept }
    }

    /// The standing as it was, and as it is known to become.
    pub fn spans(&self) -> &[Span] {
        self.spans.get_or_init(|| {
            let facts: Vec<SubscriptionFacts> =
                self.member.subscriptions.iter().map(|subscription| subscription.facts.clone()).collect();
            spans(&facts)
        })
    }

    pub fn span_at(&self, at: Instant) -> Option<Span> {
        let spans = self.spans();
        let later = spans.partition_point(|span| span.from <= at);
        later.checked_sub(1).map(|last| spans[last])
    }

    pub fn is_active(&self, at: Instant) -> bool {
        self.span_at(at).is_some_and(|span| span.standing.is_active())
    }

    /// From when to when the person was active.
    pub fn active_spans(&self) -> impl Iterator<Item = (Instant, Option<Instant>)> {
        let spans = self.spans();
        let with_ends = spans.iter().enumerate().map(|(n, span)| (span, spans.get(n + 1).map(|next| next.from)));
        with_ends.filter(|(span, _)| span.standing.is_active()).map(|(span, until)| (span.from, until))
    }

    /// How many payments of money were made and not given back whole.
    pub fn kept_payments(&self) -> &Sums {
        self.kept.get_or_init(|| {
            let paid = self.payments.iter().filter(|paid| paid.amount.is_positive());
            let changes = paid.flat_map(|paid| {
                let back = paid.whole_refund_at().map(|at| (at.max(paid.at), -Decimal::ONE));
                std::iter::once((paid.at, Decimal::ONE)).chain(back)
            });
            Sums::new(changes.collect())
        })
    }

    /// How many payments there are by the instant.
    pub fn payments_by(&self, at: Instant) -> &[&'a MemberPayment] {
        &self.payments[..self.payments.partition_point(|paid| paid.at <= at)]
    }
}

impl MemberPayment {
    /// When the last of it was given back.
    pub fn whole_refund_at(&self) -> Option<Instant> {
        // It is asked of every payment that is counted, and most were never refunded.
        if self.refunds.is_empty() {
            return None;
        }
        let mut back: Vec<(Instant, Money)> = self.refunds.clone();
        back.sort_by_key(|(at, _)| *at);
        let mut left = self.amount.minor();
        back.iter().find_map(|(at, money)| {
            left -= money.minor();
            (left <= 0).then_some(*at)
        })
    }

    /// What is left of it at an instant.
    pub fn left_at(&self, at: Instant) -> Money {
        // Most were never refunded.
        if self.refunds.is_empty() {
            self.amount
        } else {
            self.amount.minus(self.refunded_by(at)).unwrap_or(self.amount)
        }
    }

    /// What was given back by an instant.
    pub fn refunded_by(&self, at: Instant) -> Money {
        let back = self.refunds.iter().filter(|(when, _)| *when <= at).map(|(_, money)| *money);
        Money::sum(self.amount.currency(), back).unwrap_or(self.amount)
    }
}

/// Of dated values the last that holds by an instant; of two at one instant the later in the list.
pub fn last_by<T>(dated: &[(Instant, T)], at: Instant) -> Option<&T> {
    let by_then = dated.iter().filter(|(since, _)| *since <= at);
    by_then.max_by_key(|(since, _)| *since).map(|(_, value)| value)
}

/// The first instant of the calendar period of so many months (1, 3, 12) that an instant lies in.
pub fn period_start(at: Instant, months: u32, zone: crate::calendar::Zone) -> Result<Instant, CalendarError> {
    use chrono::Datelike;
    let mut month = crate::calendar::Month::of(at, zone);
    while !month.first_day().month0().is_multiple_of(months.max(1)) {
        month = month.previous()?;
    }
    month.instant(1, 0, zone)
}
