//! The hosting company's rules (seed 002) as tables: what was paid, what the person who invited earns, and why.

use super::*;
use crate::rules::attribution::ReferralRefused;

const HOSTING: &str = include_str!("../../../programs/hosting-remuneration.toml");
const SECOND: &str = include_str!("../../../programs/hosting-remuneration.2.toml");

/// `{'product':…}` lines from `hosting 1000.00, ssl 500.00 promotional`.
fn lines(written: &str) -> String {
    let line = |line: &str| {
        let mut words = line.split(' ');
        let (product, amount) = (words.next().unwrap(), words.next().unwrap());
        let more: String = words
            .map(|word| match word.split_once('=') {
                Some((name, amount)) => format!(",'{name}':'{amount}'"),
                None => format!(",'{word}':true"),
            })
            .collect();
        format!("{{'product':'{product}','kind':'plan','amount':'{amount}'{more}}}")
    };
    written.split(", ").map(line).collect::<Vec<_>>().join(",")
}

fn pays(play: &mut Play, payment: &str, at: &str, amount: &str, paid_for: &str, more: &str) -> String {
    let lines = lines(paid_for);
    let data = format!(
        "{{'payment':'{payment}','company':'bobs','currency':'UAH','amount':'{amount}','lines':[{lines}]{more}}}"
    );
    play.applies("payment.succeeded", at, &data);
    format!("e{}", play.made)
}

#[test]
fn what_a_payment_of_a_retail_customer_earns() {
    const AT: &str = "2026-04-10T09:00:00Z";
    #[rustfmt::skip]
    let table = [
        // scenario                                | paid for                                            | paid      | code | v1       | why                | v2
        ("hosting at its full price",                "hosting 1200.00",                                    "1200.00", "",    "120.00", "granted",           "120.00"),
        ("a domain",                                 "domain 399.99",                                      "399.99",  "",    "40.00",  "granted",           "40.00"),
        ("half a kopiyka is rounded up",             "domain 0.05",                                        "0.05",    "",    "0.01",   "granted",           "0.01"),
        ("less than half a kopiyka",                 "domain 0.04",                                        "0.04",    "",    "0.00",   "rounded_to_zero",   "0.00"),
        ("a certificate is never credited",          "ssl 1500.00",                                        "1500.00", "",    "0.00",   "nothing_counts",    "0.00"),
        ("a licence is never credited",              "license 1500.00",                                    "1500.00", "",    "0.00",   "nothing_counts",    "0.00"),
        ("a service that is not listed",             "training 1500.00",                                   "1500.00", "",    "0.00",   "nothing_counts",    "0.00"),
        ("hosting together with a certificate",      "hosting 1200.00, ssl 300.00",                        "1500.00", "",    "120.00", "granted",           "120.00"),
        ("the order used a promo code",              "hosting 1200.00",                                    "1200.00", "X",   "0.00",   "nothing_counts",    "0.00"),
        ("at a promotional price",                   "hosting 600.00 promotional",                         "600.00",  "",    "0.00",   "nothing_counts",    "0.00"),
        ("at a discount price",                      "hosting 1200.00 discount=200.00",                    "1000.00", "",    "0.00",   "nothing_counts",    "0.00"),
        ("a discount of nothing is none",            "hosting 1200.00 discount=0.00",                      "1200.00", "",    "120.00", "granted",           "120.00"),
        ("cheaper for a whole year",                 "hosting 1200.00 term_discount=200.00",               "1000.00", "",    "0.00",   "nothing_counts",    "100.00"),
        ("a discount besides the year's",            "hosting 1200.00 term_discount=200.00 discount=1.00", "999.00",  "",    "0.00",   "nothing_counts",    "0.00"),
        ("one line is promotional, another is not",  "hosting 600.00 promotional, domain 400.00",          "1000.00", "",    "40.00",  "granted",           "40.00"),
        ("nothing was paid",                         "hosting 0.00",                                       "0.00",    "",    "0.00",   "nothing_paid",      "0.00"),
    ];
    for (scenario, paid_for, paid, code, first, why, second) in table {
        let code = if code.is_empty() { String::new() } else { format!(",'promo_code':'{code}'") };
        for (version, terms, expected) in [(1, HOSTING, first), (2, SECOND, second)] {
            let mut play = Play::under(terms).couple();
            let event = pays(&mut play, "p", AT, paid, paid_for, &code);
            let (amount, _, class, reason) = play.receipt(&event);
            assert_eq!((amount.as_str(), class.as_str()), (expected, "-"), "{scenario}, version {version}");
            assert!(version == 2 || reason == why, "{scenario}: {reason}");
            assert_eq!(play.cash(), expected, "{scenario}, version {version}");
        }
    }
}

#[test]
fn a_loyalty_status_makes_it_one_percent_as_of_the_payment() {
    // Bob becomes bronze at 12:00 on 11 April, and again a retail customer at 12:00 on 13 April.
    #[rustfmt::skip]
    let table = [
        // paid at                | of 1,000 UAH | percent | status
        ("2026-04-10T09:00:00Z",    "100.00",      "10 %",   "-"),
        ("2026-04-11T11:59:59Z",    "100.00",      "10 %",   "-"),
        ("2026-04-11T12:00:00Z",    "10.00",       "1 %",    "bronze"),
        ("2026-04-13T11:59:59Z",    "10.00",       "1 %",    "bronze"),
        ("2026-04-13T12:00:00Z",    "100.00",      "10 %",   "retail"),
    ];
    for (at, amount, percent, class) in table {
        let mut play = Play::hosting().couple();
        play.applies("person.class_changed", "2026-04-11T12:00:00Z", "{'person':'bob','class':'bronze'}");
        play.applies("person.class_changed", "2026-04-13T12:00:00Z", "{'person':'bob','class':'retail'}");
        let event = pays(&mut play, "p", at, "1000.00", "hosting 1000.00", "");
        assert_eq!(play.receipt(&event), (amount.into(), percent.into(), class.into(), "granted"), "{at}");
    }
    for class in ["bronze", "silver", "gold", "platinum"] {
        let mut play = Play::hosting().couple();
        play.applies("person.class_changed", "2026-04-11T12:00:00Z", &format!("{{'person':'bob','class':'{class}'}}"));
        let event = pays(&mut play, "p", "2026-04-12T09:00:00Z", "1000.00", "hosting 1000.00", "");
        assert_eq!(play.receipt(&event), ("10.00".into(), "1 %".into(), class.into(), "granted"));
    }
}

#[test]
fn turnover_makes_a_status_from_the_next_day_on() {
    // 1 UAH is 0.025 USD: 75 USD are 3,000 UAH, 180 are 7,200, 330 are 13,200, 630 are 25,200. Midnight in Kyiv is 21:00 UTC.
    let mut play = Play::hosting().couple();
    play.applies("rate.changed", "2026-04-01T00:00:00Z", "{'from':'UAH','to':'USD','rate':'0.025'}");
    #[rustfmt::skip]
    let table = [
        // paid at                | UAH        | earned     | status     | turnover at the day's start, USD
        ("2026-04-10T09:00:00Z",    "3000.00",   "300.00",    "-"),        // 0
        ("2026-04-11T09:00:00Z",    "0.40",      "0.04",      "-"),        // 75.00: not over
        ("2026-04-11T20:59:59Z",    "100.00",    "10.00",     "-"),        // the same day still
        ("2026-04-11T21:00:00Z",    "4099.60",   "41.00",     "bronze"),   // 77.51
        ("2026-04-12T21:00:00Z",    "0.40",      "0.00",      "bronze"),   // 180.00: not over silver
        ("2026-04-14T09:00:00Z",    "6000.00",   "60.00",     "silver"),   // 180.01
        ("2026-04-15T09:00:00Z",    "12000.00",  "120.00",    "gold"),     // 330.01
        ("2026-04-16T09:00:00Z",    "1000.00",   "10.00",     "platinum"), // 630.01
    ];
    for (n, (at, paid, earned, class)) in table.into_iter().enumerate() {
        let event = pays(&mut play, &format!("p{n}"), at, paid, &format!("hosting {paid}"), "");
        let (amount, _, found, _) = play.receipt(&event);
        assert_eq!((amount.as_str(), found.as_str()), (earned, class), "{at}");
    }
    assert_eq!(play.cash(), "541.04");
    // What is reported goes before the turnover.
    play.applies("person.class_changed", "2026-04-17T00:00:00Z", "{'person':'bob','class':'retail'}");
    let event = pays(&mut play, "last", "2026-04-18T09:00:00Z", "1000.00", "hosting 1000.00", "");
    assert_eq!(play.receipt(&event), ("100.00".into(), "10 %".into(), "retail".into(), "granted"));
}

#[test]
fn all_companies_and_all_services_make_the_turnover() {
    let mut play = Play::hosting().couple();
    play.applies("rate.changed", "2026-04-01T00:00:00Z", "{'from':'UAH','to':'USD','rate':'0.025'}");
    play.applies("company.registered", "2026-04-02T00:00:00Z", "{'company':'second','person':'bob','name':'S'}");
    play.applies(
        "payment.succeeded",
        "2026-04-10T09:00:00Z",
        "{'payment':'s','company':'second','amount':'3100','currency':'UAH','lines':[{'product':'ssl','kind':'service','amount':'3100'}]}",
    );
    let event = pays(&mut play, "p", "2026-04-11T09:00:00Z", "1000.00", "hosting 1000.00", "");
    assert_eq!(play.receipt(&event), ("10.00".into(), "1 %".into(), "bronze".into(), "granted"));
}

#[test]
fn a_refund_takes_all_of_it_and_a_request_stops_it() {
    #[rustfmt::skip]
    let table = [
        // scenario                       | asked back | then                 | on hold 10 May | available then | on hold 1 June | available
        ("no refund",                       "",          "",                    "0.00",          "120.00",        "0.00",          "120.00"),
        ("asked within the hold",           "1200.00",   "",                    "120.00",        "0.00",          "120.00",        "0.00"),
        ("asked, then declined",            "1200.00",   "refund.declined",     "120.00",        "0.00",          "0.00",          "120.00"),
        ("a part asked, then paid back",    "300.00",    "refund.completed",    "120.00",        "0.00",          "0.00",          "0.00"),
        ("all asked, then paid back",       "1200.00",   "refund.completed",    "120.00",        "0.00",          "0.00",          "0.00"),
    ];
    for (scenario, asked, then, hold_then, available_then, hold, available) in table {
        let mut play = Play::hosting().couple();
        pays(&mut play, "p", "2026-04-10T09:00:00Z", "1200.00", "hosting 1200.00", "");
        let refund = format!("{{'refund':'r','payment':'p','amount':'{asked}'}}");
        if !asked.is_empty() {
            play.applies("refund.requested", "2026-05-01T09:00:00Z", &refund);
        }
        let cash = |play: &Play| {
            let b = play.world.balance("crm", &"ann".parse().unwrap(), "hosting-remuneration", Unit::Cash).unwrap();
            (b.on_hold.to_string(), b.available.to_string())
        };
        play.passes("2026-05-10T09:00:00Z");
        assert_eq!(cash(&play), (hold_then.into(), available_then.into()), "{scenario}");
        if !then.is_empty() {
            play.applies(then, "2026-05-20T09:00:00Z", &refund);
        }
        play.passes("2026-06-01T00:00:00Z");
        assert_eq!(cash(&play), (hold.into(), available.into()), "{scenario}");
    }
}

#[test]
fn the_second_version_counts_only_unpaid_visits_to_natural_persons() {
    // Who refers, through which page; bound or why not, by version.
    let not = |reason: ReferralRefused| Some(reason);
    #[rustfmt::skip]
    let table = [
        // Ann is                 | the page                           | version 1 | version 2
        ("",                        "/?page=ann",                        None,       None),
        ("individual",              "/domains?page=ann",                 None,       None),
        ("business",                "/?page=ann",                        None,       not(ReferralRefused::ReferrerNotEligible)),
        ("individual",              "/?page=ann&gclid=Cj0",              None,       not(ReferralRefused::PaidAds)),
        ("individual",              "/?page=ann&utm_medium=cpc",         None,       not(ReferralRefused::PaidAds)),
        ("individual",              "/?page=ann&utm_medium=email",       None,       None),
        ("individual",              "/?page=ann&fbclid=IwAR",            None,       None),
    ];
    for (kind, page, first, second) in table {
        for (terms, expected) in [(HOSTING, first), (SECOND, second)] {
            let mut play = Play::under(terms);
            let kind = if kind.is_empty() { String::new() } else { format!(",'kind':'{kind}'") };
            let ann = format!("{{'person':'ann','email':'ann@example.com'{kind}}}");
            play.applies("person.registered", "2026-04-01T00:00:00Z", &ann);
            let (ann, code) = ("ann".parse().unwrap(), "ABCD2345".parse().unwrap());
            assert!(play.world.add_code("crm", &ann, "hosting-remuneration", code));
            let click = format!("{{'click':'k','code':'ABCD2345','path':'{page}'}}");
            play.applies("link.clicked", "2026-04-02T00:00:00Z", &click);
            play.applies("person.registered", "2026-04-03T00:00:00Z", "{'person':'c','email':'c@x.com','click':'k'}");
            let c = "c".parse().unwrap();
            assert_eq!(play.world.referral_refused("crm", &c), expected, "{kind} {page}");
            assert_eq!(play.world.referrer("crm", &c, "hosting-remuneration").is_some(), expected.is_none());
        }
    }
}

#[test]
fn what_the_referrer_is_counts_as_of_the_registration() {
    let mut play = Play::under(SECOND).couple();
    play.applies("person.changed", "2026-04-10T00:00:00Z", "{'person':'ann','set':{'kind':'business'}}");
    play.applies("person.changed", "2026-04-20T00:00:00Z", "{'person':'ann','set':{'kind':'individual'}}");
    for (id, at, bound) in [("c", "09", true), ("d", "10", false), ("e", "19", false), ("f", "20", true)] {
        let data =
            format!("{{'person':'{id}','email':'{id}@x.com','program':'hosting-remuneration','referrer':'ann'}}");
        play.applies("person.registered", &format!("2026-04-{at}T00:00:00Z"), &data);
        assert_eq!(play.world.referrer("crm", &id.parse().unwrap(), "hosting-remuneration").is_some(), bound, "{id}");
    }
}

#[test]
fn existing_referrals_keep_the_first_version_and_new_ones_follow_the_second() {
    let mut play = Play::hosting().couple();
    let terms = serde_json::to_string(SECOND).unwrap();
    let published = format!(
        r#"{{"program":"hosting-remuneration","version":2,"terms":{terms},"effective_from":"2026-05-01T00:00:00Z"}}"#
    );
    let json =
        format!(r#"{{"id":"v2","type":"terms.published","timestamp":"2026-04-20T00:00:00Z","data":{published}}}"#);
    let event = parse_internal(json.as_bytes()).unwrap();
    let outcome = play.world.apply(BECKON, event, "2026-04-20T00:00:00Z".parse().unwrap());
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    play.applies(
        "person.registered",
        "2026-05-01T00:00:00Z",
        "{'person':'new','email':'new@x.com','program':'hosting-remuneration','referrer':'ann','company':{'company':'news','name':'N'}}",
    );
    // For the length of the period: excluded by version 1, counted by version 2.
    let line = "{'product':'hosting','kind':'plan','amount':'1200','term_discount':'200'}";
    for (company, version, earned) in [("bobs", 1, "0.00"), ("news", 2, "100.00")] {
        let data = format!(
            "{{'payment':'{company}','company':'{company}','amount':'1000','currency':'UAH','lines':[{line}]}}"
        );
        play.applies("payment.succeeded", "2026-06-01T00:00:00Z", &data);
        let stored = play.world.receipts().last().unwrap();
        assert_eq!((stored.receipt.terms_version, stored.receipt.amount.to_string()), (version, earned.into()));
    }
}
