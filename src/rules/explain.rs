//! Terms and receipts in words: message keys with arguments, which each language renders with its own catalogue. The English one is
//! compiled in for the command line.

mod monthly;

use fluent::{FluentArgs, FluentBundle, FluentResource, FluentValue};

use super::receipt::{Receipt, ReceiptLine, ReceiptReason};
use super::terms::{Applies, Clause, Excluded, Offer, Rate, RefundRule, Terms, Withdrawal, WithdrawalMethod};
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
    let percent = Arg::Percent(offer.percent);
    let mut said = vec![if offer.products.is_empty() {
        words("terms-offer-all", [("percent", percent)])
    } else {
        words("terms-offer", [("percent", percent), ("products", list(&offer.products))])
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
mod tests {
    use super::*;
    use crate::rules::check;
    use crate::rules::receipt::{ExcludedLine, Exclusion};

    #[test]
    fn the_bonus_program_reads_as_its_page_does() {
        let found = check(include_str!("../../programs/business-bonus.toml")).unwrap();
        let said: Vec<String> = terms(&found).iter().map(english).collect();
        assert_eq!(
            said,
            [
                "Documentolog Business",
                "The person who invites earns 10 % of every payment of an invited company, as bonuses.",
                "Plans and additional services count.",
                "The amount is rounded to the smallest coin, a half of it upwards.",
                "It is on hold for 14 days after the payment, then it is available.",
                "A refund takes back the same part of it.",
                "Invited companies get 10 % off: business, start-plus.",
                "This offer holds for 21 days after registration.",
                "A link is any page of the site with ?ref= and the referrer's code.",
                "A visit through a link counts for 90 days.",
                "The invitation code may also be typed.",
                "Bonuses pay for plans and additional services here, up to the whole invoice. They cannot be withdrawn or transferred.",
                "There is no limit on the number of invited companies.",
                "Amounts are in KZT; days end by the clock of Asia/Almaty.",
                "Referrals keep the terms under which they registered.",
            ]
        );
    }

    #[test]
    fn the_hosting_program_says_its_classes_and_withdrawals() {
        let said = |file: &str| terms(&check(file).unwrap()).iter().map(english).collect::<Vec<_>>();
        let first = said(include_str!("../../programs/hosting-remuneration.toml"));
        let second = said(include_str!("../../programs/hosting-remuneration.2.toml"));
        let only_in = |one: &[String], other: &[String]| -> Vec<String> {
            one.iter().filter(|sentence| !other.contains(sentence)).cloned().collect()
        };
        assert_eq!(
            first[1..],
            [
                "The person who invites earns 10 % of every payment of an invited company, as money that can be withdrawn.",
                "From customers with the loyalty status bronze, silver, gold, platinum it is 1 %, by the status at the payment.",
                "Plans and additional services count.",
                "Only these products count: hosting, vps, dedicated-server, mail, domain.",
                "These products never count: ssl, license.",
                "An order with a promo code does not count.",
                "What is sold in a promotion does not count.",
                "What is sold with a discount does not count.",
                "What is cheaper for paying a longer period does not count.",
                "The amount is rounded to the smallest coin, a half of it upwards.",
                "It is on hold for 30 days after the payment, then it is available.",
                "Any refund takes all of it back.",
                "The loyalty status bronze begins over a turnover of 75.00 USD.",
                "The loyalty status silver begins over a turnover of 180.00 USD.",
                "The loyalty status gold begins over a turnover of 330.00 USD.",
                "The loyalty status platinum begins over a turnover of 630.00 USD.",
                "The turnover is all payments without what was refunded, in its currency by the rate of each payment's day. It is refreshed once a day: a payment that crosses a threshold is still at the old status. A status that is set by the company goes before.",
                "A link is any page of the site with ?page= and the referrer's code.",
                "A visit through a link counts for 90 days.",
                "Money can be withdrawn from 100.00 UAH on.",
                "It is paid to a card.",
                "It is paid to a bank account.",
                "A withdrawal is decided and paid within 10 days.",
                "There is no limit on the number of invited companies.",
                "Amounts are in UAH; days end by the clock of Europe/Kyiv.",
                "Referrals keep the terms under which they registered.",
            ]
        );
        assert_eq!(
            only_in(&second, &first),
            [
                "It is available at once.",
                "Only natural persons can refer.",
                "Visits from paid advertising are not counted."
            ]
        );
        assert_eq!(
            only_in(&first, &second),
            [
                "What is cheaper for paying a longer period does not count.",
                "It is on hold for 30 days after the payment, then it is available."
            ]
        );
    }

    #[test]
    fn every_reason_and_exclusion_has_its_sentence() {
        let usd = |text: &str| Money::parse(text, "USD".parse().unwrap()).unwrap();
        let line = ReceiptLine { product: "ssl".into(), kind: LineKind::Service, paid: usd("5") };
        let mut one = Receipt {
            clause: "bonus".into(),
            terms_version: 1,
            base: usd("100"),
            counted: vec![line.clone()],
            excluded: Vec::new(),
            class: None,
            rate: "10 %".parse().unwrap(),
            rounding: Rounding::HalfAway,
            earned: usd("10"),
            amount: usd("10"),
            unit: crate::money::Unit::Credit,
            hold_until: "2026-04-24T09:00:00Z".parse().unwrap(),
            reason: ReceiptReason::Granted,
        };
        assert_eq!(english(&receipt(&one)[0]), "10 % of 100.00 USD is 10.00 USD.");
        assert_eq!(english(&receipt(&one)[2]), "It is on hold until 2026-04-24 09:00 UTC.");
        let classed = Receipt { class: Some("bronze".into()), ..one.clone() };
        assert_eq!(english(&receipt(&classed)[1]), "The customer's loyalty status at the payment was bronze.");
        let exclusions = [
            (Exclusion::Kind, "this kind does not count"),
            (Exclusion::ProductNotListed, "it is not among the listed products"),
            (Exclusion::ProductNever, "this product never counts"),
            (Exclusion::PromoCode, "a promo code was used"),
            (Exclusion::Promotional, "it was a promotion"),
            (Exclusion::Discounted, "it was sold with a discount"),
            (Exclusion::TermDiscounted, "it was cheaper for paying a longer period"),
        ];
        for (why, expected) in exclusions {
            one.excluded = vec![ExcludedLine { line: line.clone(), why }];
            assert_eq!(english(&receipt(&one)[2]), format!("ssl, 5.00 USD, does not count: {expected}."));
        }
        let mut sentences = std::collections::HashSet::new();
        for reason in [
            ReceiptReason::Refunded,
            ReceiptReason::NothingPaid,
            ReceiptReason::NothingCounts,
            ReceiptReason::RoundedToZero,
            ReceiptReason::RateIsZero,
            ReceiptReason::AfterFirstPayments,
            ReceiptReason::AfterFirstMonths,
            ReceiptReason::OtherCurrency,
            ReceiptReason::ClassUnknown,
        ] {
            one.reason = reason;
            let sentence = english(&receipt(&one)[0]);
            assert!(sentence.ends_with('.') && sentences.insert(sentence.clone()), "{sentence}");
        }
    }

    #[test]
    fn the_catalogue_lacks_none_of_the_keys_that_are_said() {
        let source = include_str!("explain.rs");
        let keys = source.split('"').filter(|text| {
            (text.starts_with("terms-") || text.starts_with("receipt-")) && !text.ends_with('-') && !text.contains(' ')
        });
        for key in keys {
            assert!(ENGLISH.lines().any(|line| line.starts_with(&format!("{key} ="))), "{key}");
        }
    }
}
