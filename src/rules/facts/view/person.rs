//! What is known of a person at the instant.

use rust_decimal::Decimal;

use super::occasion::name;
use super::{View, number, text, unknown};
use crate::calendar::{days_since, months_since};
use crate::events::{Period, PersonKind, SubscriptionStatus};
use crate::rules::activity::{Due, standing_at};
use crate::rules::circle::{MemberInvoice, MemberSubscription, Place};
use crate::rules::class::{Reported, Turned, class_at};
use crate::rules::facts::timeline::last_by;
use crate::rules::facts::{Answer, Fact, Unanswered, Word};
use crate::rules::reward::Class;

/// The days for which who was never active is not.
const NEVER_ACTIVE: i64 = 1_000_000;

impl MemberSubscription {
    pub fn months(&self) -> u32 {
        match self.period {
            Some(Period::Month) => 1,
            Some(Period::Year) => 12,
            None => 0,
        }
    }

    pub fn monthly_price(&self) -> Decimal {
        self.price.unwrap_or_default() / Decimal::from(self.months().max(1))
    }
}

impl MemberInvoice {
    fn due(&self) -> Due {
        Due { due_at: self.due_at.max(self.at), settled_at: self.settled_at, voided_at: self.voided_at }
    }
}

impl<'a> View<'a> {
    pub(super) fn of_person(&self, place: Place, word: Word, argument: Option<&Answer>) -> Result<Answer, Unanswered> {
        let person = self.timeline.person(place);
        let (member, at) = (person.member, self.at);
        let name = || name(word, argument);
        Ok(match word.fact() {
            Fact::Class => match self.class_of(place)? {
                Class::Named(name) => text(name),
                Class::None | Class::Unknown => text(""),
            },
            Fact::Country => text(last_by(&member.countries, at).map_or("", String::as_str)),
            Fact::Kind => text(match last_by(&member.kinds, at) {
                Some(PersonKind::Individual) => "individual",
                Some(PersonKind::Business) => "business",
                None => "",
            }),
            Fact::Product => text(self.subscription_of(place).map_or("", |subscription| &subscription.product)),
            Fact::Price => {
                number(self.subscription_of(place).and_then(|subscription| subscription.price).unwrap_or_default())
            }
            Fact::MonthlyPrice => {
                let running = member.subscriptions.iter().filter(|subscription| subscription.facts.is_running(at));
                number(running.map(MemberSubscription::monthly_price).sum::<Decimal>())
            }
            Fact::AgeDays => number(days_since(member.registered_at, at, self.zone())),
            Fact::AgeMonths => number(months_since(member.registered_at, at, self.zone())),
            Fact::Payments => number(person.kept_payments().at(at)),
            Fact::PaidTotal => number(self.timeline.paid(place).at(at)),
            Fact::Paid => number(self.timeline.paid(place).between(self.days_back(argument)?, at)),
            Fact::Active => Answer::Flag(person.is_active(at)),
            Fact::MonthsActive => {
                let span = person.span_at(at).filter(|span| span.standing.is_active());
                number(span.map_or(0, |span| months_since(span.from, at, self.zone())))
            }
            Fact::InactiveDays => {
                let last = person.active_spans().take_while(|(from, _)| *from <= at).last();
                number(match last {
                    None => NEVER_ACTIVE,
                    Some((_, Some(until))) if until <= at => days_since(until, at, self.zone()),
                    Some(_) => 0,
                })
            }
            Fact::Subscriptions => {
                let standing =
                    |one: &&MemberSubscription| standing_at(std::slice::from_ref(&one.facts), at).is_active();
                number(member.subscriptions.iter().filter(standing).count() as u64)
            }
            Fact::FirstPaymentDays => {
                let first = person.payments_by(at).iter().find(|paid| paid.amount.is_positive());
                number(first.map_or(-1, |paid| days_since(member.registered_at, paid.at, self.zone())))
            }
            Fact::Has => {
                let name = name()?;
                let labels = last_by(&member.labels, at);
                Answer::Flag(labels.is_some_and(|labels| labels.contains(name)))
            }
            Fact::Actions => number(self.actions_of(place, name()?).count() as u64),
            Fact::ActionTotal => {
                number(self.actions_of(place, name()?).filter_map(|action| action.amount).sum::<Decimal>())
            }
            _ => return Err(unknown(word)),
        })
    }

    pub(super) fn of_referrer(&self, word: Word, argument: Option<&Answer>) -> Result<Answer, Unanswered> {
        let (place, at) = (self.referrer, self.at);
        let person = self.timeline.person(place);
        let overdue = || person.invoices.iter().filter(|invoice| invoice.due().is_overdue(at)).count() as u64;
        Ok(match word.fact() {
            Fact::IsCustomer => Answer::Flag(person.payments_by(at).iter().any(|paid| paid.amount.is_positive())),
            Fact::PendingPayments => number(overdue()),
            Fact::OpenInvoices => {
                let open = person.invoices.iter().filter(|invoice| invoice.at <= at && invoice.due().is_open(at));
                number(open.count() as u64)
            }
            Fact::InGoodStanding => Answer::Flag(overdue() == 0 && !self.is_past_due(place)),
            Fact::ActiveReferrals => number(self.timeline.active_referrals(place).at(at)),
            Fact::Referrals => {
                let after = self.days_back(argument)?;
                let bonds = self.timeline.bonds(place).filter(|bond| {
                    bond.registered_at <= at
                        && after.is_none_or(|after| bond.registered_at > after)
                        && bond.voided_at.is_none_or(|voided| voided > at)
                });
                number(bonds.count() as u64)
            }
            Fact::Qualified => number(self.progress.qualified(self.days_back(argument)?)),
            Fact::Rewarded => number(self.progress.rewarded()),
            Fact::Turnover => number(self.timeline.turnover(place).between(self.days_back(argument)?, at)),
            _ => return self.of_person(place, word, argument),
        })
    }

    fn is_past_due(&self, place: Place) -> bool {
        let subscriptions = &self.timeline.person(place).member.subscriptions;
        subscriptions.iter().any(|one| {
            let status = last_by(&one.facts.statuses, self.at);
            let closed = one.facts.closed_at.is_some_and(|closed| closed <= self.at);
            status == Some(&SubscriptionStatus::PastDue) && !closed
        })
    }

    /// The newest that runs, or else the newest.
    pub(super) fn subscription_of(&self, place: Place) -> Option<&'a MemberSubscription> {
        let started = self.timeline.person(place).member.subscriptions.iter();
        let started = started.filter(|subscription| subscription.facts.started_at <= self.at);
        started.max_by_key(|one| (one.facts.is_running(self.at), one.facts.started_at, &one.id))
    }

    fn actions_of(&self, place: Place, name: &str) -> impl Iterator<Item = &'a crate::rules::circle::MemberAction> {
        let actions = self.timeline.person(place).actions.iter().copied();
        let (at, reversed_by) = (self.at, self.reversed_by);
        let done = actions.take_while(move |action| action.at <= at);
        done.filter(move |action| {
            action.name == name && action.reversed_at.is_none_or(|reversed| reversed > reversed_by)
        })
    }

    pub(super) fn class_of(&self, place: Place) -> Result<Class<'a>, Unanswered> {
        let person = self.timeline.person(place);
        // The list is in the order in which they hold, so of two at one instant the last is taken.
        let reported = last_by(&person.member.classes, self.at);
        let reported = reported.map(|class| Reported { at: self.at, event: &person.member.id, class });
        let paid = person.payments.iter();
        let paid = paid.map(|paid| Turned { at: paid.at, amount: paid.amount, refunded: &paid.refunds });
        Ok(class_at(self.terms, self.at, reported, paid, &self.timeline.circle.rates)?)
    }
}
