//! Late, twice and in any order: the same facts end in the same books.

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;

#[derive(Debug, Clone)]
struct Paid {
    by: usize,
    minor: u32,
    day: u32,
    refunds: Vec<(u32, bool, bool)>,
}

fn paid() -> impl Strategy<Value = Paid> {
    // each refund: how many percent of a third, whether it is asked for first, whether it is completed
    let refund = (0u32..=100, any::<bool>(), any::<bool>());
    (0usize..8, 0u32..500_000, 1u32..28, proptest::collection::vec(refund, 0..3))
        .prop_map(|(by, minor, day, refunds)| Paid { by, minor, day, refunds })
}

fn amount(minor: u32) -> String {
    format!("{}.{:02}", minor / 100, minor % 100)
}

/// What else receipts of the hosting program read: a class that is reported, or a rate.
#[derive(Debug, Clone)]
enum Told {
    Class { of: usize, day: u32, class: usize },
    Rate { day: u32, tenths: u32 },
}

fn told() -> impl Strategy<Value = Told> {
    let class = (0usize..8, 10u32..60, 0usize..6).prop_map(|(of, day, class)| Told::Class { of, day, class });
    let rate = (0u32..60, 1u32..600).prop_map(|(day, tenths)| Told::Rate { day, tenths });
    prop_oneof![class, rate]
}

const CDNOW: &str = include_str!("../../../programs/cdnow.toml");
const HOSTING: &str = include_str!("../../../programs/hosting-remuneration.toml");
const CLASSES: [&str; 6] = ["retail", "bronze", "silver", "gold", "platinum", "staff"];

/// The same people with hosting bought in hryvnias, its first payment and months limited too, and what was told of classes and rates.
fn hosting(payments: &[Paid], told: &[Told]) -> (String, Vec<String>) {
    let line = |amount: &str| format!(r#""lines":[{{"product":"hosting","kind":"plan","amount":{amount}}}],"#);
    let paid = |json: String| match json.split_once(r#""amount":""#) {
        Some((_, rest)) if json.contains("payment.succeeded") => {
            let amount = format!("\"{}", &rest[..=rest.find('"').unwrap_or_default()]);
            json.replace(r#""amount""#, &(line(&amount) + r#""amount""#)).replace("USD", "UAH")
        }
        _ => json.replace(r#""program":"cdnow""#, r#""program":"hosting-remuneration""#),
    };
    let mut events: Vec<String> = history(payments).into_iter().map(paid).collect();
    for (n, told) in told.iter().enumerate() {
        let (type_name, day, data) = match told {
            Told::Class { of, day, class } => {
                ("person.class_changed", day, format!(r#"{{"person":"p{of}","class":"{}"}}"#, CLASSES[*class]))
            }
            Told::Rate { day, tenths } => {
                ("rate.changed", day, format!(r#"{{"from":"UAH","to":"USD","rate":"0.{tenths:04}"}}"#))
            }
        };
        let at = "2025-12-15T12:00:00Z".parse::<Instant>().unwrap() + chrono::TimeDelta::days((*day).into());
        let at = at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
        events.push(format!(r#"{{"id":"t{n}","type":"{type_name}","timestamp":"{at}","data":{data}}}"#));
    }
    (HOSTING.replacen("hold_days = 30", "hold_days = 30\nfirst_payments = 6", 1), events)
}

/// Eight people, each invited by the one before, and their payments and refunds, as JSON.
fn history(payments: &[Paid]) -> Vec<String> {
    let mut events = Vec::new();
    let mut event = |type_name: &str, at: String, data: String| {
        let n = events.len();
        events.push(format!(r#"{{"id":"e{n}","type":"{type_name}","timestamp":"{at}","data":{data}}}"#));
    };
    for n in 0..8 {
        let invited = if n == 0 { String::new() } else { format!(r#","program":"cdnow","referrer":"p{}""#, n - 1) };
        let company = format!(r#"{{"company":"c{n}","name":"C"}}"#);
        let data = format!(r#"{{"person":"p{n}","email":"p{n}@example.com","company":{company}{invited}}}"#);
        event("person.registered", format!("2025-12-{:02}T00:00:00Z", n + 1), data);
    }
    for (n, Paid { by, minor, day, refunds }) in payments.iter().enumerate() {
        let data = format!(r#"{{"payment":"x{n}","company":"c{by}","amount":"{}","currency":"USD"}}"#, amount(*minor));
        event("payment.succeeded", format!("2026-01-{day:02}T12:00:00Z"), data);
        for (r, (percent, asked, completed)) in refunds.iter().enumerate() {
            let amount = amount(minor / 3 * percent / 100);
            let data = format!(r#"{{"refund":"r{n}-{r}","payment":"x{n}","amount":"{amount}"}}"#);
            if *asked {
                event("refund.requested", format!("2026-01-{:02}T13:00:00Z", day + 1), data.clone());
            }
            let settled = if *completed { "refund.completed" } else { "refund.declined" };
            event(settled, format!("2026-02-{day:02}T13:00:00Z"), data);
        }
    }
    events
}

/// What everybody has after all of it, whenever it was told.
fn books(terms: &str, events: &[&String], recorded: impl Fn(&Event, usize) -> Instant) -> Vec<String> {
    let mut world = World::new([crate::rules::check(terms).unwrap()]);
    for (n, json) in events.iter().enumerate() {
        let event = crate::events::parse(json.as_bytes()).unwrap();
        let at = recorded(&event, n);
        let outcome = world.apply("shop", event, at);
        assert!(!matches!(outcome, Outcome::Refused { .. } | Outcome::Conflict), "{json}: {outcome:?}");
    }
    world.advance_to("2027-01-01T00:00:00Z".parse().unwrap()).unwrap();
    assert_eq!(world.waiting(), 0);
    let mut books: Vec<String> = world.balances().map(|(person, _, _, b)| format!("{person} {b:?}")).collect();
    let receipts = world.receipts().iter();
    let mut receipts: Vec<String> =
        receipts.map(|stored| format!("{:?} {:?}", world.receipt_is_about(stored), stored.receipt)).collect();
    for stored in world.receipts() {
        let receipt = &stored.receipt;
        let most = receipt.rate.of(receipt.base, crate::money::Rounding::Up).unwrap();
        assert!(receipt.amount <= receipt.earned && receipt.earned <= most && !receipt.amount.is_negative());
    }
    books.sort();
    receipts.sort();
    books.extend(receipts);
    books
}

/// How a history is told the second time: places that change, events that come again, and how late.
type Mixed = (Vec<(Index, Index)>, Vec<Index>, i64);

fn mixed() -> impl Strategy<Value = Mixed> {
    let swaps = proptest::collection::vec((any::<Index>(), any::<Index>()), 0..120);
    (swaps, proptest::collection::vec(any::<Index>(), 0..20), 0i64..120)
}

/// The books after a history in the order of its instants, and after the same history mixed.
fn told_twice(terms: &str, events: &[String], (swaps, repeated, days_late): &Mixed) -> (Vec<String>, Vec<String>) {
    let mut straight: Vec<&String> = events.iter().collect();
    straight.sort_by_key(|json| crate::events::parse(json.as_bytes()).unwrap().timestamp);
    let expected = books(terms, &straight, |event, _| event.timestamp);
    let mut shuffled = straight.clone();
    shuffled.extend(repeated.iter().map(|at| at.get(events)));
    for (one, other) in swaps {
        let (one, other) = (one.index(shuffled.len()), other.index(shuffled.len()));
        shuffled.swap(one, other);
    }
    let from: Instant = "2026-01-01T00:00:00Z".parse().unwrap();
    let late = |_: &Event, n: usize| from + chrono::TimeDelta::days(days_late * n as i64 / 20);
    (expected, books(terms, &shuffled, late))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_order_and_any_repetition_end_in_the_same_books(
        payments in proptest::collection::vec(paid(), 1..15),
        mixed in mixed(),
    ) {
        let events = history(&payments);
        let (expected, found) = told_twice(CDNOW, &events, &mixed);
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn and_so_do_classes_rates_turnovers_and_ordinals(
        payments in proptest::collection::vec(paid(), 1..15),
        told in proptest::collection::vec(told(), 0..12),
        mixed in mixed(),
    ) {
        let (terms, events) = hosting(&payments, &told);
        let (expected, found) = told_twice(&terms, &events, &mixed);
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn a_full_refund_leaves_nothing(minor in 1u32..10_000_000, day in 1u32..28) {
        let payment = format!(r#"{{"payment":"x","company":"bobs","amount":"{}","currency":"KZT"}}"#, amount(minor));
        let mut play = Play::bonus().couple();
        play.applies("payment.succeeded", "2026-04-10T09:00:00Z", &payment);
        play.applies("refund.completed", &format!("2026-05-{day:02}T00:00:00Z"), r#"{"refund":"r","payment":"x"}"#);
        play.passes("2026-07-01T00:00:00Z");
        if minor >= 5 {
            prop_assert_eq!(play.ann(), three("0.00", "0.00", "0.00"));
        }
    }
}
