//! What a percent is of: the lines that count, an action's amount, another earning.

use rust_decimal::Decimal;

use super::Reckoner;
use super::occasion::{Deed, Occasion};
use crate::calendar::Instant;
use crate::money::{Money, MoneyError, Rounding, proportion};
use crate::rules::circle::{MemberLine, MemberPayment, Place};
use crate::rules::facts::timeline::Timeline;
use crate::rules::facts::view::Counted;
use crate::rules::receipt::{ExcludedLine, Exclusion, ReceiptLine, ReceiptReason};
use crate::rules::reward::{PaidLine, Unassessed, exclusion, shares};
use crate::rules::rule::{Each, Recipient, Rule, RuleBase, Trigger};
use crate::rules::terms::RefundRule;

pub(super) struct Based<'a> {
    pub(super) exact: Decimal,
    /// As the receipt states it.
    pub(super) money: Money,
    pub(super) counted: Vec<Counted<'a>>,
    pub(super) stated: Vec<ReceiptLine>,
    pub(super) excluded: Vec<ExcludedLine>,
    /// Why there is none.
    pub(super) nothing: Option<ReceiptReason>,
}

/// Why a line does not count, beyond what direct terms can say.
pub(super) fn unlisted(
    rule: &Rule,
    timeline: &Timeline<'_>,
    payer: Place,
    (payment, at): (Option<&MemberPayment>, Instant),
    line: &MemberLine,
) -> Option<Exclusion> {
    let RuleBase::Lines { labels, never_labels, orders, .. } = &rule.base else { return None };
    let has = |labels: &[String]| labels.iter().any(|label| line.labels.contains(label));
    if has(never_labels) || !(labels.is_empty() || has(labels)) {
        Some(Exclusion::Label)
    } else if !orders.is_empty() && !orders.contains(&timeline.order_of(payer, payment, at, line)) {
        Some(Exclusion::Order)
    } else {
        None
    }
}

impl<'a> Based<'a> {
    fn nothing(zero: Money) -> Based<'a> {
        let (exact, counted, stated, excluded) = (Decimal::ZERO, Vec::new(), Vec::new(), Vec::new());
        Based { exact, money: zero, counted, stated, excluded, nothing: None }
    }

    pub(super) fn of(self, money: Money) -> Based<'a> {
        Based { exact: money.amount(), money, ..self }
    }

    fn add(&mut self, payment: Option<&'a MemberPayment>, line: &'a MemberLine, paid: Money) -> Result<(), MoneyError> {
        self.money = self.money.plus(paid)?;
        self.exact = self.money.amount();
        self.counted.push(Counted { payment, line, paid });
        self.stated.push(ReceiptLine { product: line.product.as_str().into(), kind: line.kind, paid });
        Ok(())
    }
}

impl<'a> Reckoner<'a> {
    pub(super) fn base(&self, occasion: &Occasion<'a>) -> Result<Based<'a>, Unassessed> {
        let (terms, rule) = (occasion.law.terms, occasion.law.rule);
        let mut based = Based::nothing(Money::zero(terms.currency));
        match (&occasion.deed, &rule.on) {
            (Deed::Earned(source), _) => return Ok(based.of(source.receipt.earned)),
            (Deed::Payment(at), _) => {
                self.add_payment(rule, at.payer, at.payment, None, &mut based)?;
                if at.payment.amount.currency() != terms.currency {
                    based.nothing = Some(ReceiptReason::OtherCurrency);
                } else if matches!(rule.base, RuleBase::Amount(_)) {
                    // What an expression makes of it may also be what bonuses paid.
                } else if at.payment.amount.is_zero() {
                    based.nothing = Some(ReceiptReason::NothingPaid);
                } else if based.counted.is_empty() {
                    based.nothing = Some(ReceiptReason::NothingCounts);
                }
            }
            (_, Trigger::Scheduled { each, .. }) => return self.scheduled_base(occasion, *each, occasion.at),
            (Deed::Action(action), _) => {
                let amount = action.amount.unwrap_or_default();
                let money = crate::money::rounded(amount, terms.currency, None, Rounding::HalfAway)?;
                return Ok(Based { exact: amount, money, ..based });
            }
            (Deed::Invoice(invoice), _) => {
                based.money = Money::zero(invoice.total.currency());
                for line in &invoice.lines {
                    let why = match &rule.base {
                        RuleBase::Lines { base, .. } => exclusion(base, &rule.exclude, false, &line.paid_line()),
                        RuleBase::Reward(_) | RuleBase::Amount(_) => None,
                    };
                    let why =
                        why.or_else(|| unlisted(rule, self.timeline, occasion.recipient, (None, invoice.at), line));
                    if why.is_none() {
                        based.add(None, line, line.net)?;
                    }
                }
                if based.counted.is_empty() {
                    based.nothing = Some(ReceiptReason::NothingCounts);
                }
            }
            (Deed::Nothing | Deed::Subscription(_), _) => {}
        }
        Ok(based)
    }

    /// Adds what counts of a payment; `by`: less what was refunded by then.
    fn add_payment(
        &self,
        rule: &Rule,
        payer: Place,
        payment: &'a MemberPayment,
        by: Option<Instant>,
        based: &mut Based<'a>,
    ) -> Result<(), Unassessed> {
        if payment.amount.currency() != based.money.currency() {
            return Ok(());
        }
        let (tax_counts, counting) = match &rule.base {
            RuleBase::Lines { base, .. } => (base.tax_counts, Some(base)),
            // All of it, for the expression to read.
            RuleBase::Amount(_) | RuleBase::Reward(_) => (true, None),
        };
        let lines: Vec<PaidLine<'_>> = payment.lines.iter().map(MemberLine::paid_line).collect();
        let refunded = by.map_or(Money::zero(payment.amount.currency()), |by| payment.refunded_by(by));
        let parts = shares(tax_counts, payment.amount, payment.tax, &lines)?;
        for ((line, paid_line), paid) in payment.lines.iter().zip(&lines).zip(parts) {
            let paid = if refunded.is_positive() && rule.refund == RefundRule::Forfeit {
                Money::zero(paid.currency())
            } else if refunded.is_positive() {
                proportion(paid, payment.amount.minus(refunded)?, payment.amount, Rounding::HalfAway)?
            } else {
                paid
            };
            let why = counting.and_then(|base| exclusion(base, &rule.exclude, payment.promo_code, paid_line));
            match why.or_else(|| unlisted(rule, self.timeline, payer, (Some(payment), payment.at), line)) {
                None => based.add(Some(payment), line, paid)?,
                Some(why) => {
                    let line = ReceiptLine { product: line.product.as_str().into(), kind: line.kind, paid };
                    based.excluded.push(ExcludedLine { line, why });
                }
            }
        }
        Ok(())
    }

    /// What was paid, or earned, from the last scheduled instant to just before this one: midnight is of the new day. Without what was
    /// refunded by another one.
    pub(super) fn scheduled_base(
        &self,
        occasion: &Occasion<'a>,
        each: Each,
        by: Instant,
    ) -> Result<Based<'a>, Unassessed> {
        let rule = occasion.law.rule;
        let mut based = Based::nothing(Money::zero(occasion.law.terms.currency));
        let Some((after, until)) = occasion.period else { return Ok(based) };
        let level = match rule.to {
            Recipient::Level(level) => level,
            Recipient::Invitee => 1,
        };
        let owner = occasion.bond.map_or(occasion.recipient, |at| self.owner_of(at));
        for reached in self.reached(owner, level) {
            let at_hand = match (each, rule.to) {
                (Each::Recipient, Recipient::Level(_)) => true,
                _ => occasion.bond == Some(reached.at),
            };
            if !at_hand {
                continue;
            }
            if let RuleBase::Reward(id) = &rule.base {
                for earning in self.earned(reached.invitee, id)?.iter() {
                    if earning.at >= after && earning.at < until && reached.stands_at(earning.at) {
                        let zero = if based.money.is_zero() {
                            Money::zero(earning.receipt.earned.currency())
                        } else {
                            based.money
                        };
                        // Less what was taken back by then.
                        let corrections = earning.corrections.iter().rfind(|(at, _)| *at <= until);
                        let worth = corrections.map_or(earning.receipt.earned, |(_, worth)| *worth);
                        based = based.of(zero.plus(worth)?);
                    }
                }
                continue;
            }
            for &payment in self.timeline.person(reached.invitee).payments_by(until) {
                let within = payment.at >= after && payment.at < until && reached.stands_at(payment.at);
                let of_subscription = match &occasion.deed {
                    Deed::Subscription(one) => {
                        let named = one.payments.is_empty() || one.payments.contains(&payment.id);
                        named && one.facts.payments.iter().any(|paid| paid.at == payment.at)
                    }
                    _ => true,
                };
                if within && of_subscription {
                    self.add_payment(rule, reached.invitee, payment, Some(by), &mut based)?;
                }
            }
        }
        Ok(based)
    }
}
