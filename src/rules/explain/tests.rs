use std::collections::HashSet;

use super::*;
use crate::money::Rounding;
use crate::rules::check;
use crate::rules::receipt::{ExcludedLine, Exclusion, Receipt, ReceiptLine, ReceiptReason};

#[test]
fn the_bonus_program_reads_as_its_page_does() {
    let found = check(include_str!("../../../programs/business-bonus.toml")).unwrap();
    let said: Vec<String> = terms(&found).iter().map(english).collect();
    assert_eq!(
        said,
        [
            "Documentolog Business",
            "The person who invites earns 10 % of every payment of an invited customer, as bonuses.",
            "Plans and additional services count.",
            "The amount is rounded to the smallest coin, a half of it upwards.",
            "It is on hold for 14 days after the payment, then it is available.",
            "A refund takes back the same part of it.",
            "Invited customers get 10 % off Business and Start+.",
            "This offer holds for 21 days after registration.",
            "A link is any page of the site with ?ref= and the referrer's code.",
            "A visit through a link counts for 90 days.",
            "Of several links the one that was followed first counts; when its time is over, the next one.",
            "The invitation code may also be typed.",
            "Inviting oneself does not count, and neither does a new registration with an e-mail address or tax number that is known already.",
            "Bonuses pay for plans and additional services here, up to the whole invoice. They cannot be withdrawn or transferred.",
            "There is no limit on the number of invited customers.",
            "Amounts are in KZT; days end by the clock of Asia/Almaty.",
            "Referrals keep the terms under which they registered.",
        ]
    );
}

#[test]
fn the_hosting_program_says_its_classes_and_withdrawals() {
    let said = |file: &str| terms(&check(file).unwrap()).iter().map(english).collect::<Vec<_>>();
    let first = said(include_str!("../../../programs/hosting-remuneration.toml"));
    let second = said(include_str!("../../../programs/hosting-remuneration.2.toml"));
    let only_in = |one: &[String], other: &[String]| -> Vec<String> {
        one.iter().filter(|sentence| !other.contains(sentence)).cloned().collect()
    };
    assert_eq!(
        first[1..],
        [
            "The person who invites earns 10 % of every payment of an invited customer, as money that can be withdrawn.",
            "From customers with the loyalty status Bronze, Silver, Gold, Platinum it is 1 %, by the status at the payment.",
            "Plans and additional services count.",
            "Only these products count: Hosting, VPS, Dedicated server, Mail and Domain.",
            "These products never count: SSL certificate and Licence.",
            "An order with a promo code does not count.",
            "What is sold in a promotion does not count.",
            "What is sold with a discount does not count.",
            "What is cheaper for paying a longer period does not count.",
            "The amount is rounded to the smallest coin, a half of it upwards.",
            "It is on hold for 30 days after the payment, then it is available.",
            "Any refund takes all of it back.",
            "The loyalty status Bronze begins over a turnover of 75.00 USD.",
            "The loyalty status Silver begins over a turnover of 180.00 USD.",
            "The loyalty status Gold begins over a turnover of 330.00 USD.",
            "The loyalty status Platinum begins over a turnover of 630.00 USD.",
            "The turnover is all payments without what was refunded, in its currency by the rate of each payment's day. It is refreshed once a day: a payment that crosses a threshold is still at the old status. A status that is set by the company goes before.",
            "A link is any page of the site with ?page= and the referrer's code.",
            "A visit through a link counts for 90 days.",
            "Of several links the one that was followed first counts; when its time is over, the next one.",
            "Inviting oneself does not count, and neither does a new registration with an e-mail address or tax number that is known already.",
            "Money can be withdrawn from 100.00 UAH on.",
            "It is paid to a card.",
            "It is paid to a bank account.",
            "A withdrawal is decided and paid within 10 days.",
            "There is no limit on the number of invited customers.",
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

const OTHERWISE: &str = r#"
program = "p"
name = "P"
currency = "USD"
time_zone = "UTC"
applies = "opt_in"
rounding = "down"
effective_from = 2026-05-01T00:00:00Z
[attribution]
codes = false
window_days = 1
referrer_kind = "business"
[[offer]]
percent = "5 %"
first_invoices = 2
[[reward]]
id = "one"
on = "payment"
give = { by = "invitee.class", default = "7 %", bronze = "1 %", silver = "2 %", gold = "1 %" }
base = { kinds = ["plan"], tax = "excluded" }
refund = "keep"
first_payments = 3
first_months = 2
as = "credit"
[[reward]]
id = "two"
on = "payment"
give = "3 %"
base = { kinds = ["service"] }
as = "cash"
[use.credit]
pays = ["service"]
[use.cash]
withdraw = { fee = "1.00", minimum = "2.00", methods = ["custom"], within_days = 5 }
"#;

#[test]
fn terms_that_say_otherwise_read_so() {
    let found = check(OTHERWISE).unwrap();
    let said: Vec<String> = terms(&found).iter().map(english).collect();
    assert_eq!(
        said,
        [
            "P",
            "The person who invites earns 7 % of every payment of an invited customer, as bonuses.",
            "From customers with the loyalty status bronze, gold it is 1 %, by the status at the payment.",
            "From customers with the loyalty status silver it is 2 %, by the status at the payment.",
            "Plans count; additional services do not.",
            "Tax does not count.",
            "Only the first 3 payments count.",
            "Payments count for the first 2 months after registration.",
            "The amount is rounded down to the smallest coin.",
            "It is available at once.",
            "A refund does not change it.",
            "The person who invites earns 3 % of every payment of an invited customer, as money that can be withdrawn.",
            "Additional services count; plans do not.",
            "The amount is rounded down to the smallest coin.",
            "It is available at once.",
            "A refund takes back the same part of it.",
            "Invited customers get 5 % off.",
            "This offer is for the first 2 invoices.",
            "A link is any page of the site with ?ref= and the referrer's code.",
            "A visit through a link counts for one day.",
            "Of several links the one that was followed first counts; when its time is over, the next one.",
            "Inviting oneself does not count, and neither does a new registration with an e-mail address or tax number that is known already.",
            "Only businesses can refer.",
            "Bonuses pay for additional services here. They cannot be withdrawn or transferred.",
            "Money can be withdrawn from 2.00 USD on.",
            "It is paid in another way that is agreed.",
            "Each withdrawal costs 1.00 USD.",
            "A withdrawal is decided and paid within 5 days.",
            "There is no limit on the number of invited customers.",
            "Amounts are in USD; days end by the clock of UTC.",
            "These terms are in force from 2026-05-01.",
            "These terms hold for those who accept them, from then on.",
        ]
    );
    let pays = |word: &str| {
        let found = check(&OTHERWISE.replacen("pays = [\"service\"]", word, 1)).unwrap();
        conditions(&found).iter().map(english).find(|sentence| sentence.contains("cannot be withdrawn")).unwrap()
    };
    assert_eq!(pays("pays = [\"plan\"]"), "Bonuses pay for plans here. They cannot be withdrawn or transferred.");
    assert_eq!(pays("pays = []"), "Bonuses cannot be withdrawn or transferred.");
}

#[test]
fn a_line_without_a_product_is_told_by_what_was_paid() {
    let usd = |text: &str| Money::parse(text, "USD".parse().unwrap()).unwrap();
    let line = |product: &str| ReceiptLine { product: product.into(), kind: LineKind::Plan, paid: usd("5") };
    let said =
        |product: &str| english(&Words { key: "receipt-line-counted", args: super::receipt::stated(&line(product)) });
    assert_eq!((said(""), said("ssl")), ("5.00 USD counts.".to_owned(), "ssl, 5.00 USD, counts.".to_owned()));
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
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules/explain");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let files = files.filter(|path| path.is_file() && !path.ends_with("tests.rs"));
    let mut source = include_str!("../explain.rs").to_owned();
    source.extend(files.map(|path| std::fs::read_to_string(path).unwrap()));
    let prefixes = [
        "terms-", "receipt-", "part-", "every-", "on-", "since-", "give-", "of-", "rule-", "case-", "count-", "use-",
        "span-", "num-", "if-", "fact-",
    ];
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && !text.ends_with('-');
    let keys: HashSet<&str> = source
        .split('"')
        .filter(|text| prefixes.iter().any(|prefix| text.starts_with(prefix)) && plain(text))
        .collect();
    assert!(keys.len() > 250, "the search found only {} keys", keys.len());
    for language in Language::ALL {
        let lacks = |key: &&str| !language.source().lines().any(|line| line.starts_with(&format!("{key} =")));
        let missing: Vec<_> = keys.iter().copied().filter(lacks).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", language.code());
    }
}

#[test]
fn a_receipt_names_its_percent_only_where_the_amount_is_of_it() {
    let money = |text: &str, unit: &str| Money::parse(text, unit.parse().unwrap()).unwrap();
    let fixed = Receipt {
        clause: "friend".into(),
        terms_version: 1,
        base: money("50", "USD"),
        counted: Vec::new(),
        excluded: Vec::new(),
        class: None,
        rate: Percent::ZERO,
        rounding: Rounding::HalfAway,
        earned: money("10", "USD"),
        amount: money("10", "USD"),
        unit: Unit::Credit,
        hold_until: "2026-04-24T09:00:00Z".parse().unwrap(),
        reason: ReceiptReason::Granted,
    };
    let said = |receipt: &Receipt| english(&super::receipt(receipt)[0]);
    assert_eq!(said(&fixed), "The reward is 10.00 USD.");
    let points = Receipt { amount: money("1", "points"), earned: money("1", "points"), ..fixed.clone() };
    assert_eq!(said(&points), "The reward is 1 point.");
    // The third part of it, as it is given in parts.
    let part = Receipt { rate: "60 %".parse().unwrap(), ..fixed.clone() };
    assert_eq!(said(&part), "The reward is 10.00 USD.");
    let whole = Receipt { rate: "20 %".parse().unwrap(), ..fixed.clone() };
    assert_eq!(said(&whole), "20 % of 50.00 USD is 10.00 USD.");
    let limited = Receipt { reason: ReceiptReason::LimitReached, ..fixed.clone() };
    assert_eq!(said(&limited), "The limit of the reward leaves 10.00 USD of it.");
    let none = Receipt { reason: ReceiptReason::RoundedToZero, amount: money("0", "USD"), ..fixed };
    assert_eq!(said(&none), "The reward is less than the smallest amount that is given.");
}
