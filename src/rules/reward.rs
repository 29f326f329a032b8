//! What one payment earns under one reward clause.

use smol_str::SmolStr;

use super::receipt::{ExcludedLine, Exclusion, Receipt, ReceiptLine, ReceiptReason};
use super::terms::{Base, Clause, Excluded, RefundRule, Terms};
use crate::calendar::{CalendarError, Instant, hold_end, months_later};
use crate::events::{Line, LineKind};
use crate::money::{Money, MoneyError, Rounding, proportion, split};

/// A successful payment of an invitee, as of its timestamp.
#[derive(Debug, Clone, Copy)]
pub struct PaymentFacts<'a> {
    pub at: Instant,
    /// Money received: tax included, bonuses not.
    pub amount: Money,
    pub tax: Option<Money>,
    /// A promo code was used on the order.
    pub promo_code: bool,
    pub lines: &'a [PaidLine<'a>],
    /// When the referral was made.
    pub registered_at: Instant,
    /// How many of the invitee's earlier payments had a line that counts for this clause.
    pub earlier: u32,
    /// Not read where the rate is the same for all.
    pub class: Class<'a>,
}

/// The invitee's class (loyalty status) at the payment's instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class<'a> {
    None,
    Named(&'a str),
    /// It depends on turnover in a currency for which no exchange rate was given.
    Unknown,
}

#[derive(Debug, Clone, Copy)]
pub struct PaidLine<'a> {
    pub product: &'a str,
    pub kind: LineKind,
    /// What was to be paid for it, after every discount, our own offer's too.
    pub net: Money,
    pub promotional: bool,
    /// Reduced by a discount, an offer of ours included; one for a longer period is none.
    pub discounted: bool,
    /// Reduced for paying a longer period.
    pub term_discounted: bool,
}

impl<'a> PaidLine<'a> {
    /// A line of an invoice or a payment. `offered`: an offer or an assignment of ours took something off it, which `net` knows.
    pub fn of(line: &'a Line, net: Money, offered: bool) -> PaidLine<'a> {
        PaidLine {
            product: line.product.as_str(),
            kind: line.kind,
            net,
            promotional: line.promotional,
            discounted: offered || line.discount.is_some_and(Money::is_positive),
            term_discounted: line.term_discount.is_some_and(Money::is_positive),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unassessed {
    #[error(transparent)]
    Money(#[from] MoneyError),
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// For whoever watches: see [`super::watch`].
    #[error("it is too much work to be tried")]
    TooMuch,
}

/// Writes the receipt. Money received is divided over the lines in proportion to their nets; a part that pays tax, or that
/// bonuses paid, thereby falls on every line alike.
pub fn assess(terms: &Terms, version: u32, clause: &Clause, payment: &PaymentFacts<'_>) -> Result<Receipt, Unassessed> {
    let zero = Money::zero(terms.currency);
    let hold_until = hold_end(payment.at, clause.hold_days, terms.time_zone)?;
    let class = match payment.class {
        Class::Named(name) if clause.reads_class() => Some(name),
        _ => None,
    };
    let mut receipt = Receipt {
        clause: clause.id.as_str().into(),
        terms_version: version,
        base: zero,
        counted: Vec::with_capacity(payment.lines.len()),
        excluded: Vec::new(),
        class: class.map(SmolStr::from),
        rate: clause.rate.of_class(class),
        rounding: terms.rounding,
        earned: zero,
        amount: zero,
        unit: clause.unit,
        hold_until,
        reason: ReceiptReason::Granted,
    };
    if payment.amount.currency() != terms.currency {
        return Ok(Receipt { reason: ReceiptReason::OtherCurrency, ..receipt });
    }
    for (line, paid) in
        payment.lines.iter().zip(shares(clause.base.tax_counts, payment.amount, payment.tax, payment.lines)?)
    {
        let stated = ReceiptLine { product: line.product.into(), kind: line.kind, paid };
        match exclusion(&clause.base, &clause.exclude, payment.promo_code, line) {
            None => {
                receipt.base = receipt.base.plus(paid)?;
                receipt.counted.push(stated);
            }
            Some(why) => receipt.excluded.push(ExcludedLine { line: stated, why }),
        }
    }
    let earned = receipt.rate.of(receipt.base, terms.rounding)?;
    receipt.reason = reason(terms, clause, payment, &receipt, earned)?;
    if receipt.reason == ReceiptReason::Granted {
        (receipt.earned, receipt.amount) = (earned, earned);
    }
    Ok(receipt)
}

/// Whether the payment has a line that counts, so that it takes a place among the first so many payments.
pub fn counts(clause: &Clause, promo_code: bool, lines: &[PaidLine<'_>]) -> bool {
    lines.iter().any(|line| exclusion(&clause.base, &clause.exclude, promo_code, line).is_none())
}

/// How much of the money received was for each line.
pub(super) fn shares(
    tax_counts: bool,
    amount: Money,
    tax: Option<Money>,
    lines: &[PaidLine<'_>],
) -> Result<Vec<Money>, MoneyError> {
    let received = match tax {
        Some(tax) if !tax_counts => amount.minus(tax)?,
        _ => amount,
    };
    if let [_] = lines {
        return Ok(vec![received]);
    }
    let mut nets: Vec<Money> = lines.iter().map(|line| line.net).collect();
    // Money for lines that all cost nothing (a tax, a mistake) belongs to each alike.
    if nets.iter().all(|net| net.is_zero()) {
        nets = vec![Money::from_minor(1, received.currency())?; nets.len()];
    }
    split(received, &nets)
}

/// The tax in money received for an invoice of these lines, where the payment does not tell its own.
pub fn invoiced_tax(amount: Money, tax: Option<Money>, lines: &[Line]) -> Result<Option<Money>, MoneyError> {
    let whole = Money::sum(amount.currency(), lines.iter().map(Line::net))?;
    let tax = tax.filter(|_| whole.is_positive());
    tax.map(|tax| proportion(amount, tax, whole, Rounding::HalfAway)).transpose()
}

/// Why a line does not count, if so.
pub(super) fn exclusion(base: &Base, exclude: &[Excluded], promo_code: bool, line: &PaidLine<'_>) -> Option<Exclusion> {
    let named = |products: &[String]| products.iter().any(|product| product == line.product);
    let excludes = |word| exclude.contains(&word);
    if promo_code && excludes(Excluded::PromoCode) {
        Some(Exclusion::PromoCode)
    } else if !base.kinds.contains(&line.kind) {
        Some(Exclusion::Kind)
    } else if named(&base.never) {
        Some(Exclusion::ProductNever)
    } else if !base.products.is_empty() && !named(&base.products) {
        Some(Exclusion::ProductNotListed)
    } else if line.promotional && excludes(Excluded::PromotionalLine) {
        Some(Exclusion::Promotional)
    } else if line.discounted && excludes(Excluded::DiscountedLine) {
        Some(Exclusion::Discounted)
    } else if line.term_discounted && excludes(Excluded::TermDiscountLine) {
        Some(Exclusion::TermDiscounted)
    } else {
        None
    }
}

fn reason(
    terms: &Terms,
    clause: &Clause,
    payment: &PaymentFacts<'_>,
    receipt: &Receipt,
    earned: Money,
) -> Result<ReceiptReason, CalendarError> {
    let ends = clause.first_months.map(|months| months_later(payment.registered_at, months, terms.time_zone));
    Ok(if payment.amount.is_zero() {
        ReceiptReason::NothingPaid
    } else if receipt.counted.is_empty() {
        ReceiptReason::NothingCounts
    } else if clause.first_payments.is_some_and(|first| payment.earlier >= first) {
        ReceiptReason::AfterFirstPayments
    } else if ends.transpose()?.is_some_and(|end| payment.at >= end) {
        ReceiptReason::AfterFirstMonths
    } else if payment.class == Class::Unknown && clause.reads_class() {
        ReceiptReason::ClassUnknown
    } else if receipt.rate.is_zero() {
        ReceiptReason::RateIsZero
    } else if receipt.base.is_zero() {
        ReceiptReason::NothingPaid
    } else if earned.is_zero() {
        ReceiptReason::RoundedToZero
    } else {
        ReceiptReason::Granted
    })
}

/// What a reward of `earned` is worth once `refunded` of the `paid` money went back.
pub fn after_refund(
    rule: RefundRule,
    earned: Money,
    refunded: Money,
    paid: Money,
    rounding: Rounding,
) -> Result<Money, MoneyError> {
    match rule {
        _ if refunded.is_zero() || paid.is_zero() => Ok(earned),
        RefundRule::Keep => Ok(earned),
        RefundRule::Forfeit => Ok(Money::zero(earned.currency())),
        RefundRule::Proportional => proportion(earned, paid.minus(refunded)?, paid, rounding),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::check;
    use crate::rules::terms::Rate;
    use proptest::prelude::*;

    fn terms(more: &str) -> Terms {
        let head =
            "program = \"p\"\nname = \"P\"\ncurrency = \"USD\"\ntime_zone = \"UTC\"\n[[reward]]\non = \"payment\"\n";
        check(&format!("{head}give = \"10 %\"\nas = \"credit\"\nhold_days = 14\n{more}")).unwrap()
    }

    fn usd(text: &str) -> Money {
        Money::parse(text, "USD".parse().unwrap()).unwrap()
    }

    fn line(product: &'static str, kind: LineKind, net: &str) -> PaidLine<'static> {
        PaidLine { product, kind, net: usd(net), promotional: false, discounted: false, term_discounted: false }
    }

    fn paid<'a>(amount: &str, lines: &'a [PaidLine<'a>]) -> PaymentFacts<'a> {
        let at = "2026-04-10T09:00:00Z".parse().unwrap();
        let registered_at = "2026-04-01T09:00:00Z".parse().unwrap();
        PaymentFacts {
            at,
            amount: usd(amount),
            tax: None,
            promo_code: false,
            lines,
            registered_at,
            earlier: 0,
            class: Class::None,
        }
    }

    fn earned(terms: &Terms, payment: &PaymentFacts<'_>) -> (String, ReceiptReason) {
        let receipt = assess(terms, 1, &terms.rewards[0], payment).unwrap();
        (receipt.amount.to_string(), receipt.reason)
    }

    const LINES: fn() -> [PaidLine<'static>; 2] =
        || [line("business", LineKind::Plan, "100"), line("scan", LineKind::Service, "50")];

    #[test]
    fn a_receipt_states_what_counted_and_what_did_not() {
        let terms = terms("base = { kinds = [\"plan\"] }");
        let receipt = assess(&terms, 3, &terms.rewards[0], &paid("150", &LINES())).unwrap();
        assert_eq!((receipt.base, receipt.amount, receipt.terms_version), (usd("100"), usd("10"), 3));
        assert_eq!(receipt.hold_until.to_string(), "2026-04-24 09:00:00 UTC");
        assert_eq!((receipt.excluded[0].why, receipt.excluded[0].line.paid), (Exclusion::Kind, usd("50")));
        let json = serde_json::to_string(&receipt).unwrap();
        assert_eq!(serde_json::from_str::<Receipt>(&json).unwrap(), receipt);
    }

    #[test]
    fn nothing_earned_has_a_reason() {
        let lines = LINES();
        let (all, limited) = (terms(""), terms("first_payments = 2\nfirst_months = 1"));
        assert_eq!(earned(&all, &paid("0", &lines)), ("0.00".into(), ReceiptReason::NothingPaid));
        assert_eq!(earned(&all, &paid("0.04", &lines)), ("0.00".into(), ReceiptReason::RoundedToZero));
        let never = terms("base = { never = [\"business\", \"scan\"] }");
        assert_eq!(earned(&never, &paid("9", &lines)), ("0.00".into(), ReceiptReason::NothingCounts));
        let third = PaymentFacts { earlier: 2, ..paid("9", &lines) };
        assert_eq!(earned(&limited, &third), ("0.00".into(), ReceiptReason::AfterFirstPayments));
        let late = PaymentFacts { at: "2026-05-01T09:00:00Z".parse().unwrap(), ..paid("9", &lines) };
        assert_eq!(earned(&limited, &late), ("0.00".into(), ReceiptReason::AfterFirstMonths));
        let tenge = Money::parse("9", "KZT".parse().unwrap()).unwrap();
        let other = PaymentFacts { amount: tenge, ..paid("9", &lines) };
        assert_eq!(earned(&all, &other), ("0.00".into(), ReceiptReason::OtherCurrency));
    }

    #[test]
    fn exclusions_are_the_terms_own() {
        let excluding = terms("exclude = [\"promo_code\", \"promotional_line\", \"discounted_line\"]");
        let [plan, service] = LINES();
        let lines = [PaidLine { promotional: true, ..plan }, PaidLine { discounted: true, ..service }];
        assert_eq!(earned(&excluding, &paid("150", &lines)).1, ReceiptReason::NothingCounts);
        assert_eq!(earned(&terms(""), &paid("150", &lines)).0, "15.00");
        let plan = [plan];
        let coded = PaymentFacts { promo_code: true, ..paid("150", &plan) };
        assert_eq!(earned(&excluding, &coded).1, ReceiptReason::NothingCounts);
        assert_eq!(earned(&terms(""), &coded).0, "15.00");
    }

    #[test]
    fn tax_and_bonuses_fall_on_every_line_alike() {
        let without_tax = terms("base = { kinds = [\"plan\"], tax = \"excluded\" }");
        // 168 received with 18 of tax: 150 over lines of 100 and 50; 75 received, the rest paid with bonuses: half of each.
        let lines = LINES();
        let taxed = PaymentFacts { tax: Some(usd("18")), ..paid("168", &lines) };
        assert_eq!(earned(&without_tax, &taxed).0, "10.00");
        assert_eq!(earned(&terms("base = { kinds = [\"plan\"] }"), &taxed).0, "11.20");
        assert_eq!(earned(&without_tax, &paid("75", &LINES())).0, "5.00");
    }

    #[test]
    fn money_for_lines_that_cost_nothing_is_shared_alike() {
        let [plan, service] = LINES();
        let lines = [PaidLine { net: usd("0"), ..plan }, PaidLine { net: usd("0"), ..service }];
        assert_eq!(earned(&terms("base = { kinds = [\"plan\"] }"), &paid("10", &lines)).0, "0.50");
    }

    #[test]
    fn a_refund_leaves_the_part_that_stayed_paid() {
        let left = |rule, refunded: &str| {
            after_refund(rule, usd("10.01"), usd(refunded), usd("100.10"), Rounding::HalfAway).unwrap().to_string()
        };
        assert_eq!(left(RefundRule::Proportional, "50.05"), "5.01");
        assert_eq!(left(RefundRule::Proportional, "100.10"), "0.00");
        assert_eq!(left(RefundRule::Forfeit, "0.01"), "0.00");
        assert_eq!(left(RefundRule::Forfeit, "0.00"), "10.01");
        assert_eq!(left(RefundRule::Keep, "100.10"), "10.01");
    }

    proptest! {
        #[test]
        fn a_reward_is_its_share_of_the_base_and_the_lines_add_up(
            nets in proptest::collection::vec(0i128..10_000_000, 1..20), percent in 0u32..=100, rounding in 0usize..3,
        ) {
            let mut terms = terms("base = { kinds = [\"plan\"] }");
            terms.rounding = [Rounding::HalfAway, Rounding::Down, Rounding::Up][rounding];
            terms.rewards[0].rate = Rate::Fixed(crate::money::Percent::new(percent.into()).unwrap());
            let usd = terms.currency;
            let kind = |n: usize| if n.is_multiple_of(2) { LineKind::Plan } else { LineKind::Service };
            let lines: Vec<_> = nets.iter().enumerate().map(|(n, net)| PaidLine {
                kind: kind(n), net: Money::from_minor(*net, usd).unwrap(), ..line("x", LineKind::Plan, "0")
            }).collect();
            let amount = Money::from_minor(nets.iter().sum(), usd).unwrap();
            let receipt = assess(&terms, 1, &terms.rewards[0], &PaymentFacts { amount, ..paid("0", &lines) }).unwrap();
            let stated = receipt.counted.iter().chain(receipt.excluded.iter().map(|excluded| &excluded.line));
            prop_assert_eq!(Money::sum(usd, stated.map(|line| line.paid)).unwrap(), amount);
            let plans: i128 = nets.iter().step_by(2).sum();
            prop_assert_eq!(receipt.base.minor(), plans);
            let exact = plans * i128::from(percent);
            prop_assert!((receipt.amount.minor() * 100 - exact).abs() < 100);
            let back = after_refund(RefundRule::Proportional, receipt.amount, amount, amount, terms.rounding).unwrap();
            prop_assert!(back.is_zero() || amount.is_zero());
        }
    }
}
