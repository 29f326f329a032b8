//! A percent of each payment, and what other rewards on payments share with it.

use super::part::{all, listed};
use super::{Arg, Words, kinds, number, words};
use crate::money::{Percent, Rounding, Unit};
use crate::rules::rule::Start;
use crate::rules::terms::{Base, Clause, Excluded, Rate, RefundRule, Terms};

/// What whoever invites earns under one clause.
pub fn reward(clause: &Clause, terms: &Terms) -> Vec<Words> {
    let unit = if clause.unit == Unit::Cash { super::around::cash(terms) } else { clause.unit.name() };
    let (percent, unit) = (Arg::Percent(clause.rate.of_class(None)), Arg::Text(unit.into()));
    let mut said = vec![words("terms-reward-percent", [("percent", percent), ("unit", unit)])];
    said.extend(class_rates(&clause.rate));
    said.extend(lines(&clause.base));
    said.extend(excluded(&clause.exclude));
    said.extend(clause.first_payments.map(first_payments));
    said.extend(clause.first_months.map(|count| first_months(count, Start::Registration)));
    said.push(rounding(terms.rounding));
    said.push(words("terms-hold", [("days", number(clause.hold_days))]));
    said.push(refunds(clause.refund));
    said
}

/// The percents that differ from the default, each with its classes.
fn class_rates(rate: &Rate) -> Vec<Words> {
    let Rate::ByClass { classes, .. } = rate else { return Vec::new() };
    let mut percents: Vec<Percent> = Vec::new();
    for (_, percent) in classes {
        if !percents.contains(percent) {
            percents.push(*percent);
        }
    }
    let said = percents.into_iter().map(|percent| {
        let named = classes.iter().filter(|(_, of)| *of == percent).map(|(class, _)| class.clone());
        let named: Vec<String> = named.collect();
        words("terms-class-rate", [("percent", Arg::Percent(percent)), ("classes", names_of(&named))])
    });
    said.collect()
}

fn names_of(all: &[String]) -> Arg {
    listed(all.iter().map(|name| Arg::Name(name.clone())))
}

/// Which lines count, and whether their tax does.
pub(super) fn lines(base: &Base) -> Vec<Words> {
    let mut said = vec![words("terms-base-kinds", [("kinds", kinds(&base.kinds))])];
    if !base.products.is_empty() {
        said.push(words("terms-base-products", [("products", all(&base.products))]));
    }
    if !base.never.is_empty() {
        said.push(words("terms-base-never", [("products", all(&base.never))]));
    }
    if !base.tax_counts {
        said.push(words("terms-base-without-tax", []));
    }
    said
}

pub(super) fn excluded(excluded: &[Excluded]) -> impl Iterator<Item = Words> {
    excluded.iter().map(|excluded| match excluded {
        Excluded::PromoCode => words("terms-exclude-promo-code", []),
        Excluded::PromotionalLine => words("terms-exclude-promotional-line", []),
        Excluded::DiscountedLine => words("terms-exclude-discounted-line", []),
        Excluded::TermDiscountLine => words("terms-exclude-term-discount-line", []),
    })
}

pub(super) fn first_payments(count: u32) -> Words {
    words("terms-first-payments", [("count", number(count))])
}

/// Of payments.
pub(super) fn first_months(count: u32, since: Start) -> Words {
    let key = match since {
        Start::Registration => "terms-first-months",
        Start::FirstPayment => "terms-first-months-paid",
    };
    words(key, [("count", number(count))])
}

/// To the smallest coin.
pub(super) fn rounding(rounding: Rounding) -> Words {
    words(
        match rounding {
            Rounding::HalfAway => "terms-rounding-half-away",
            Rounding::Down => "terms-rounding-down",
            Rounding::Up => "terms-rounding-up",
        },
        [],
    )
}

pub(super) fn refunds(refund: RefundRule) -> Words {
    words(
        match refund {
            RefundRule::Proportional => "terms-refund-proportional",
            RefundRule::Forfeit => "terms-refund-forfeit",
            RefundRule::Keep => "terms-refund-keep",
        },
        [],
    )
}
