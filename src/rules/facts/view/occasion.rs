//! What is known of what happened: a payment and its lines, an action, a subscription, an own invoice, a referral, a period.

use rust_decimal::Decimal;

use super::{AtPayment, View, number, text, unknown};
use crate::calendar::{Instant, days_since, months_since};
use crate::events::Order;
use crate::rules::activity::standing_at;
use crate::rules::circle::{MemberLine, MemberPayment, Place};
use crate::rules::facts::timeline::{Timeline, last_by};
use crate::rules::facts::{Answer, Fact, Unanswered, Word};
use crate::rules::rule::Chosen;

pub fn order_name(order: Order) -> &'static str {
    match order {
        Order::New => "new",
        Order::Renewal => "renewal",
        Order::Upgrade => "upgrade",
    }
}

impl Timeline<'_> {
    /// What was ordered: as it was told, or else new where the person never paid for that product before.
    /// By a payment, or on an invoice of the instant.
    pub fn order_of(&self, payer: Place, payment: Option<&MemberPayment>, at: Instant, line: &MemberLine) -> Order {
        line.order.unwrap_or_else(|| {
            let payments = self.person(payer).payments.iter();
            let mut before = payments.take_while(|paid| match payment {
                Some(payment) => (paid.at, &paid.id) < (payment.at, &payment.id),
                None => paid.at < at,
            });
            let again = before.any(|paid| paid.lines.iter().any(|other| other.product == line.product));
            if again { Order::Renewal } else { Order::New }
        })
    }
}

fn monthly(amount: Decimal, months: u32) -> Decimal {
    amount / Decimal::from(months.max(1))
}

impl<'a> View<'a> {
    /// The lines of the payment that count; where none is known to, all.
    pub(super) fn lines(&self) -> impl Iterator<Item = &'a MemberLine> {
        let of = self.payment.map(|at| at.payment);
        let counted =
            self.counted.iter().filter(move |line| of.zip(line.payment).is_none_or(|(of, own)| std::ptr::eq(of, own)));
        let all = if self.counted.is_empty() { of } else { None };
        counted.map(|counted| counted.line).chain(all.into_iter().flat_map(|payment| &payment.lines))
    }

    pub(super) fn of_payment(&self, word: Word, argument: Option<&Answer>) -> Result<Answer, Unanswered> {
        let AtPayment { payment, payer, ordinal } = self.payment.ok_or_else(|| unknown(word))?;
        let money = |money: Option<crate::money::Money>| number(money.map_or(Decimal::ZERO, |money| money.amount()));
        let months = || self.lines().filter_map(|line| line.months).max().unwrap_or(0);
        // A line at hand is what the payment is of.
        let first = || self.line.map(|counted| counted.line).or_else(|| self.lines().next());
        Ok(match word.fact() {
            Fact::Amount if self.net.is_some() => money(Some(self.left_of(payment))),
            Fact::Amount => money(Some(payment.amount)),
            Fact::Base => number(self.base),
            Fact::Tax => money(payment.tax),
            Fact::Ordinal => number(ordinal),
            Fact::Months => number(months()),
            Fact::Quantity => number(self.lines().map(|line| line.quantity.unwrap_or(1)).sum::<u64>()),
            Fact::Monthly => number(monthly(self.base, months())),
            Fact::Order => text(
                first().map_or("", |line| order_name(self.timeline.order_of(payer, Some(payment), payment.at, line))),
            ),
            Fact::Product => text(first().map_or("", |line| &line.product)),
            Fact::PromoCode => Answer::Flag(payment.promo_code),
            Fact::Credit => money(payment.credit),
            Fact::Cost => number(self.lines().filter_map(|line| line.cost).map(|cost| cost.amount()).sum::<Decimal>()),
            Fact::DiscountPercent => {
                let sum = |of: fn(&MemberLine) -> Decimal| self.lines().map(of).sum::<Decimal>();
                let (amount, net) = (sum(|line| line.amount.amount()), sum(|line| line.net.amount()));
                let off = (amount - net) * Decimal::ONE_HUNDRED;
                number(if amount.is_zero() { Decimal::ZERO } else { off / amount })
            }
            Fact::AgeDays => {
                number(days_since(self.timeline.person(payer).member.registered_at, payment.at, self.zone()))
            }
            Fact::Has => {
                let label = name(word, argument)?;
                Answer::Flag(self.lines().any(|line| line.labels.contains(label)))
            }
            _ => return Err(unknown(word)),
        })
    }

    pub(super) fn of_line(&self, word: Word, argument: Option<&Answer>) -> Result<Answer, Unanswered> {
        let counted = self.line.ok_or_else(|| unknown(word))?;
        let line = counted.line;
        Ok(match word.fact() {
            Fact::Amount => number(line.amount.amount()),
            Fact::Net => number(line.net.amount()),
            Fact::Paid => number(counted.paid.amount()),
            Fact::Product => text(&line.product),
            Fact::Kind => text(line.kind.name()),
            Fact::Months => number(line.months.unwrap_or(0)),
            Fact::Quantity => number(line.quantity.unwrap_or(1)),
            Fact::Order => {
                let payer = match (counted.payment, self.payment) {
                    (None, _) => self.referrer,
                    (Some(_), Some(paid)) => paid.payer,
                    (Some(_), None) => self.invitee.ok_or_else(|| unknown(word))?,
                };
                let at = counted.payment.map_or(self.at, |payment| payment.at);
                text(order_name(self.timeline.order_of(payer, counted.payment, at, line)))
            }
            Fact::Cost => number(line.cost.map_or(Decimal::ZERO, |cost| cost.amount())),
            Fact::Discount => number(line.amount.amount() - line.net.amount()),
            Fact::Monthly => number(monthly(counted.paid.amount(), line.months.unwrap_or(0))),
            Fact::Has => has(&line.labels, word, argument)?,
            _ => return Err(unknown(word)),
        })
    }

    pub(super) fn of_action(&self, word: Word, argument: Option<&Answer>) -> Result<Answer, Unanswered> {
        let action = self.action.ok_or_else(|| unknown(word))?;
        Ok(match word.fact() {
            Fact::Name => text(&action.name),
            Fact::Amount => number(action.amount.unwrap_or_default()),
            Fact::Ordinal => {
                let by = self.invitee.unwrap_or(self.recipient);
                let actions = self.timeline.person(by).actions.iter();
                let before = actions.take_while(|other| (other.at, &other.id) < (action.at, &action.id));
                let standing = before.filter(|other| {
                    other.name == action.name && other.reversed_at.is_none_or(|reversed| reversed > self.at)
                });
                number(standing.count() as u64 + 1)
            }
            Fact::Product => text(action.product.as_deref().unwrap_or("")),
            Fact::Has => has(&action.labels, word, argument)?,
            _ => return Err(unknown(word)),
        })
    }

    pub(super) fn of_subscription(&self, word: Word) -> Result<Answer, Unanswered> {
        let subscription = self.subscription.ok_or_else(|| unknown(word))?;
        Ok(match word.fact() {
            Fact::Product => text(&subscription.product),
            Fact::Price => number(subscription.price.unwrap_or_default()),
            Fact::MonthlyPrice => number(subscription.monthly_price()),
            Fact::Months => number(subscription.months()),
            Fact::AgeDays => number(days_since(subscription.facts.started_at, self.at, self.zone())),
            Fact::Active => Answer::Flag(standing_at(std::slice::from_ref(&subscription.facts), self.at).is_active()),
            _ => return Err(unknown(word)),
        })
    }

    pub(super) fn of_referral(&self, word: Word) -> Result<Answer, Unanswered> {
        let at = self.bond.ok_or_else(|| unknown(word))?;
        let bond = self.timeline.bond(at.bond);
        Ok(match word.fact() {
            Fact::Ordinal => {
                let invited = &self.timeline.invited[bond.referrer];
                number(invited.iter().position(|other| *other == at.bond).unwrap_or(0) as u64 + 1)
            }
            Fact::QualifiedOrdinal => number(self.progress.qualified_ordinal(at.bond)),
            Fact::AgeDays => number(days_since(bond.registered_at, self.at, self.zone())),
            Fact::AgeMonths => number(months_since(bond.registered_at, self.at, self.zone())),
            Fact::Level => number(at.level),
            Fact::Code => text(bond.code.as_deref().unwrap_or("")),
            Fact::Sub => text(bond.sub.as_deref().unwrap_or("")),
            Fact::Scheme => text(self.scheme().unwrap_or("")),
            Fact::Late => Answer::Flag(bond.late),
            _ => return Err(unknown(word)),
        })
    }

    /// What was chosen for the referral at hand, or by the referrer.
    pub fn scheme(&self) -> Option<&'a str> {
        let schemes = self.terms.schemes.as_ref()?;
        let bond = self.bond.map(|at| self.timeline.bond(at.bond));
        let of_bond = bond.and_then(|bond| last_by(&bond.schemes, self.at));
        let chosen = of_bond.or_else(|| match schemes.chosen {
            Chosen::PerLink | Chosen::PerReferral => None,
            Chosen::PerReferrer => last_by(&self.timeline.person(self.referrer).member.schemes, self.at),
        });
        Some(chosen.unwrap_or(&schemes.default))
    }

    pub(super) fn of_period(&self, word: Word) -> Result<Answer, Unanswered> {
        let (after, until) = self.period.ok_or_else(|| unknown(word))?;
        Ok(match word.fact() {
            Fact::Days => number(days_since(after, until, self.zone())),
            Fact::Months => number(months_since(after, until, self.zone())),
            _ => return Err(unknown(word)),
        })
    }

    pub(super) fn of_charge(&self, word: Word) -> Result<Answer, Unanswered> {
        let invoice = self.invoice.ok_or_else(|| unknown(word))?;
        let tax = invoice.tax.map_or(Decimal::ZERO, |tax| tax.amount());
        Ok(match word.fact() {
            Fact::Amount => number(invoice.total.amount()),
            Fact::Net => number(invoice.total.amount() - tax),
            Fact::Tax => number(tax),
            Fact::Months => number(invoice.lines.iter().filter_map(|line| line.months).max().unwrap_or(0)),
            Fact::Product => text(invoice.lines.first().map_or("", |line| &line.product)),
            _ => return Err(unknown(word)),
        })
    }
}

pub(super) fn name(word: Word, argument: Option<&Answer>) -> Result<&String, Unanswered> {
    match argument {
        Some(Answer::Text(name)) => Ok(name),
        _ => Err(unknown(word)),
    }
}

fn has(labels: &[String], word: Word, argument: Option<&Answer>) -> Result<Answer, Unanswered> {
    Ok(Answer::Flag(labels.contains(name(word, argument)?)))
}
