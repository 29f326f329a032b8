//! Terms and receipts in words: message keys with arguments, which each language renders with its own catalogue. The English one is
//! compiled in for the command line.

mod monthly;

use fluent::{FluentArgs, FluentBundle, FluentResource, FluentValue};

use super::receipt::{Receipt, ReceiptLine, ReceiptReason};
use super::terms::{Applies, Clause, Excluded, Offer, OfferOff, Rate, RefundRule, Terms, Withdrawal, WithdrawalMethod};
use crate::calendar::Instant;
use crate::events::{LineKind, PersonKind};
use crate::money::{Money, Percent, Rounding};

pub use monthly::{company_result, monthly, standing};

/// One sentence: a message of `locales/<language>/rules.ftl`, and what fills it.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    pub key: &'static str,
    pub args: Vec<(&'static str, Arg)>,
}

/// A value that each language writes in its own way.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    Text(String),
    Number(i64),
    Money(Money),
    Percent(Percent),
    Instant(Instant),
}

fn words<const N: usize>(key: &'static str, args: [(&'static str, Arg); N]) -> Words {
    Words { key, args: args.into() }
}

fn number(value: u32) -> Arg {
    Arg::Number(value.into())
}

fn list(items: &[String]) -> Arg {
    Arg::Text(items.join(", "))
}

/// Both, or the only one, as a word that the catalogue selects on: `both`, `plan`, `service`, `none`.
fn kinds(kinds: &[LineKind]) -> Arg {
    let (plans, services) = (kinds.contains(&LineKind::Plan), kinds.contains(&LineKind::Service));
    let word = match (plans, services) {
        (true, true) => "both",
        (true, false) => "plan",
        (false, true) => "service",
        (false, false) => "none",
    };
    Arg::Text(word.into())
}

/// The whole terms, as the terms page says them.
pub fn terms(terms: &Terms) -> Vec<Words> {
    let mut said = vec![words("terms-program", [("name", Arg::Text(terms.name.clone()))])];
    for clause in &terms.rewards {
        said.extend(reward(clause, terms.rounding));
    }
    said.extend(terms.monthly.iter().flat_map(monthly));
    for offer in &terms.offers {
        said.extend(invitee_offer(offer));
    }
    said.extend(conditions(terms));
    said
}

/// By which turnover a customer gets which class.
fn classes(terms: &Terms) -> Vec<Words> {
    let Some(classes) = &terms.classes else { return Vec::new() };
    let over = classes.over.iter().map(|(class, over)| {
        words("terms-class-over", [("class", Arg::Text(class.clone())), ("turnover", Arg::Money(*over))])
    });
    over.chain([words("terms-class-refreshed", [])]).collect()
}

/// How money is withdrawn.
fn withdrawal(withdrawal: &Withdrawal) -> Vec<Words> {
    let mut said = Vec::new();
    if withdrawal.minimum.is_positive() {
        said.push(words("terms-withdraw-minimum", [("minimum", Arg::Money(withdrawal.minimum))]));
    }
    said.extend(withdrawal.methods.iter().map(|method| match method {
        WithdrawalMethod::Card => words("terms-withdraw-card", []),
        WithdrawalMethod::Iban => words("terms-withdraw-iban", []),
        WithdrawalMethod::Custom => words("terms-withdraw-custom", []),
    }));
    said.extend(withdrawal.fee.map(|fee| words("terms-withdraw-fee", [("fee", Arg::Money(fee))])));
    said.push(words("terms-withdraw-within", [("days", number(withdrawal.within_days))]));
    said
}

/// What holds besides the rewards and the offers.
pub fn conditions(terms: &Terms) -> Vec<Words> {
    let mut said = classes(terms);
    let attribution = &terms.attribution;
    let parameters: Vec<String> = attribution.parameters.iter().map(|name| format!("?{name}=")).collect();
    said.push(words("terms-link", [("parameters", list(&parameters))]));
    said.push(words("terms-window", [("days", number(attribution.window_days))]));
    if attribution.codes {
        said.push(words("terms-codes", []));
    }
    said.extend(attribution.referrer_kind.map(|kind| match kind {
        PersonKind::Individual => words("terms-referrer-individual", []),
        PersonKind::Business => words("terms-referrer-business", []),
    }));
    if attribution.excludes_paid_ads {
        said.push(words("terms-no-paid-ads", []));
    }
    if terms.rewards.iter().any(|clause| clause.unit == crate::money::Unit::Credit) {
        said.push(words("terms-credit-use", [("kinds", kinds(&terms.credit_pays))]));
    }
    said.extend(terms.withdrawal.iter().flat_map(withdrawal));
    said.push(words("terms-no-limit", []));
    let (currency, zone) = (Arg::Text(terms.currency.to_string()), Arg::Text(terms.time_zone.to_string()));
    said.push(words("terms-currency-and-zone", [("currency", currency), ("zone", zone)]));
    if let Some(from) = terms.effective_from {
        said.push(words("terms-effective-from", [("from", Arg::Instant(from))]));
    }
    said.push(words(
        match terms.applies {
            Applies::NewReferrals => "terms-applies-new-referrals",
            Applies::AllFromDate => "terms-applies-all-from-date",
            Applies::OptIn => "terms-applies-opt-in",
        },
        [],
    ));
    said
}

/// What whoever invites earns under one clause.
pub fn reward(clause: &Clause, rounding: Rounding) -> Vec<Words> {
    let (percent, unit) = (Arg::Percent(clause.rate.of_class(None)), Arg::Text(clause.unit.name().into()));
    let mut said = vec![words("terms-reward-percent", [("percent", percent), ("unit", unit)])];
    said.extend(class_rates(&clause.rate));
    said.push(words("terms-base-kinds", [("kinds", kinds(&clause.base.kinds))]));
    if !clause.base.products.is_empty() {
        said.push(words("terms-base-products", [("products", list(&clause.base.products))]));
    }
    if !clause.base.never.is_empty() {
        said.push(words("terms-base-never", [("products", list(&clause.base.never))]));
    }
    if !clause.base.tax_counts {
        said.push(words("terms-base-without-tax", []));
    }
    said.extend(clause.exclude.iter().map(|excluded| match excluded {
        Excluded::PromoCode => words("terms-exclude-promo-code", []),
        Excluded::PromotionalLine => words("terms-exclude-promotional-line", []),
        Excluded::DiscountedLine => words("terms-exclude-discounted-line", []),
        Excluded::TermDiscountLine => words("terms-exclude-term-discount-line", []),
    }));
    if let Some(payments) = clause.first_payments {
        said.push(words("terms-first-payments", [("count", number(payments))]));
    }
    if let Some(months) = clause.first_months {
        said.push(words("terms-first-months", [("count", number(months))]));
    }
    said.push(words(
        match rounding {
            Rounding::HalfAway => "terms-rounding-half-away",
            Rounding::Down => "terms-rounding-down",
            Rounding::Up => "terms-rounding-up",
        },
        [],
    ));
    said.push(words("terms-hold", [("days", number(clause.hold_days))]));
    said.push(words(
        match clause.refund {
            RefundRule::Proportional => "terms-refund-proportional",
            RefundRule::Forfeit => "terms-refund-forfeit",
            RefundRule::Keep => "terms-refund-keep",
        },
        [],
    ));
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
        words("terms-class-rate", [("percent", Arg::Percent(percent)), ("classes", list(&named))])
    });
    said.collect()
}

/// What the invitee is offered.
pub fn invitee_offer(offer: &Offer) -> Vec<Words> {
    let off = match offer.off {
        OfferOff::Percent(percent) => Arg::Percent(percent),
        OfferOff::Amount(money) | OfferOff::Price(money) => Arg::Money(money),
    };
    let (all, some) = match offer.off {
        OfferOff::Percent(_) | OfferOff::Amount(_) => ("terms-offer-all", "terms-offer"),
        OfferOff::Price(_) => ("terms-offer-price-all", "terms-offer-price"),
    };
    let mut said = vec![if offer.products.is_empty() {
        words(all, [("percent", off)])
    } else {
        words(some, [("percent", off), ("products", list(&offer.products))])
    }];
    if let Some(days) = offer.window_days {
        said.push(words("terms-offer-window", [("days", number(days))]));
    }
    if let Some(invoices) = offer.first_invoices {
        said.push(words("terms-offer-first-invoices", [("count", number(invoices))]));
    }
    said
}

/// A receipt, sentence by sentence: how it was reckoned, each line, when it is released, under which terms.
pub fn receipt(receipt: &Receipt) -> Vec<Words> {
    let mut said = vec![reckoning(receipt)];
    said.extend(receipt.class.clone().map(|class| words("receipt-class", [("class", Arg::Text(class))])));
    said.extend(receipt.counted.iter().map(|line| Words { key: "receipt-line-counted", args: stated(line) }));
    said.extend(receipt.excluded.iter().map(|excluded| {
        let mut args = stated(&excluded.line);
        args.push(("why", Arg::Text(excluded.why.name().into())));
        Words { key: "receipt-line-excluded", args }
    }));
    if receipt.amount.is_positive() {
        said.push(words("receipt-hold", [("until", Arg::Instant(receipt.hold_until))]));
    }
    let clause = Arg::Text(receipt.clause.clone());
    said.push(words("receipt-terms", [("version", number(receipt.terms_version)), ("clause", clause)]));
    said
}

fn stated(line: &ReceiptLine) -> Vec<(&'static str, Arg)> {
    let named = if line.product.is_empty() { "no" } else { "yes" };
    let (named, product) = (Arg::Text(named.into()), Arg::Text(line.product.clone()));
    vec![("named", named), ("product", product), ("paid", Arg::Money(line.paid))]
}

fn reckoning(receipt: &Receipt) -> Words {
    let rounding = match receipt.rounding {
        Rounding::HalfAway => "half_away",
        Rounding::Down => "down",
        Rounding::Up => "up",
    };
    let rounding = Arg::Text(rounding.into());
    let (amount, base, percent) = (Arg::Money(receipt.amount), Arg::Money(receipt.base), Arg::Percent(receipt.rate));
    match receipt.reason {
        ReceiptReason::Granted => {
            words("receipt-percent", [("percent", percent), ("base", base), ("amount", amount), ("rounding", rounding)])
        }
        ReceiptReason::Refunded => words("receipt-refunded", [("amount", amount)]),
        ReceiptReason::NothingPaid => words("receipt-nothing-paid", []),
        ReceiptReason::NothingCounts => words("receipt-nothing-counts", []),
        ReceiptReason::RoundedToZero => words("receipt-rounded-to-zero", [("percent", percent), ("base", base)]),
        ReceiptReason::RateIsZero => words("receipt-rate-is-zero", []),
        ReceiptReason::AfterFirstPayments => words("receipt-after-first-payments", []),
        ReceiptReason::AfterFirstMonths => words("receipt-after-first-months", []),
        ReceiptReason::OtherCurrency => words("receipt-other-currency", []),
        ReceiptReason::ClassUnknown => words("receipt-class-unknown", []),
        ReceiptReason::ConditionNotMet => words("receipt-condition-not-met", []),
        ReceiptReason::OutsideCampaign => words("receipt-outside-campaign", []),
        ReceiptReason::OtherScheme => words("receipt-other-scheme", []),
        ReceiptReason::NoCase => words("receipt-no-case", []),
        ReceiptReason::LimitReached => words("receipt-limit-reached", []),
        ReceiptReason::NotReleased => words("receipt-not-released", []),
        ReceiptReason::TakenBack => words("receipt-taken-back", []),
        ReceiptReason::Unanswered => words("receipt-unanswered", []),
    }
}

/// The English catalogue, for the command line.
const ENGLISH: &str = include_str!("../../locales/en/rules.ftl");

/// One sentence in English. A key that the catalogue lacks is shown as it is: a test holds that none does.
pub fn english(words: &Words) -> String {
    let resource = FluentResource::try_new(ENGLISH.to_owned()).unwrap_or_else(|(read, _)| read);
    let mut bundle = FluentBundle::new(vec![unic_langid::langid!("en")]);
    bundle.set_use_isolating(false);
    bundle.add_resource_overriding(resource);
    let mut args = FluentArgs::new();
    for (name, arg) in &words.args {
        args.set(*name, value(arg));
    }
    let message = bundle.get_message(words.key).and_then(|message| message.value());
    let mut errors = Vec::new();
    message
        .map_or_else(|| words.key.to_owned(), |pattern| bundle.format_pattern(pattern, Some(&args), &mut errors).into())
}

fn value(arg: &Arg) -> FluentValue<'static> {
    match arg {
        Arg::Text(text) => text.clone().into(),
        Arg::Number(number) => (*number).into(),
        Arg::Money(money) => format!("{money} {}", money.currency()).into(),
        Arg::Percent(percent) => percent.to_string().into(),
        Arg::Instant(at) => at.format("%Y-%m-%d %H:%M UTC").to_string().into(),
    }
}

#[cfg(test)]
mod tests;
