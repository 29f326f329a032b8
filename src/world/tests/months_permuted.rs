//! Whatever is told before a run, in any order and twice, the run is the same.

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;

#[derive(Debug, Clone)]
struct Invited {
    trial: bool,
    paid_on: Option<u32>,
    refunded_on: Option<u32>,
    billed: Option<(u32, u32)>,
    status: Option<(u32, &'static str)>,
    voided_on: Option<u32>,
}

fn day() -> impl Strategy<Value = u32> {
    1u32..30
}

fn invited() -> impl Strategy<Value = Invited> {
    let status = prop::sample::select(vec!["active", "past_due", "canceled", "expired", "trialing"]);
    let rare = || prop::option::weighted(0.15, day());
    (
        prop::bool::weighted(0.2),
        prop::option::weighted(0.9, day()),
        rare(),
        prop::option::weighted(0.3, (day(), day())),
        prop::option::weighted(0.2, (day(), status)),
        rare(),
    )
        .prop_map(|(trial, paid_on, refunded_on, billed, status, voided_on)| Invited {
            trial,
            paid_on,
            refunded_on,
            billed,
            status,
            voided_on,
        })
}

fn history(people: &[Invited], orders: &[(u32, bool)], closes: Option<u32>) -> Vec<String> {
    let mut events = Vec::new();
    let mut event = |type_name: &str, on: u32, data: String| {
        let n = events.len();
        let data = data.replace('\'', "\"");
        let at = format!("2026-04-{on:02}T06:00:00Z");
        events.push(format!(r#"{{"id":"e{n}","type":"{type_name}","timestamp":"{at}","data":{data}}}"#));
    };
    event("person.registered", 1, "{'person':'ann','email':'ann@example.com'}".into());
    for own in ["a1", "a2", "a3"] {
        event("company.registered", 1, format!("{{'person':'ann','company':'{own}','name':'Own'}}"));
        event("subscription.started", 1, format!("{{'subscription':'{own}','company':'{own}','product':'plan'}}"));
    }
    for (on, swapped) in orders {
        let order = if *swapped { "['a3','a1']" } else { "['a2']" };
        event("choice.made", *on, format!("{{'person':'ann','order':{order}}}"));
    }
    if let Some(on) = closes {
        event("company.closed", on, "{'company':'a1'}".into());
    }
    for (n, one) in people.iter().enumerate() {
        let company = format!("{{'company':'c{n}','name':'Invited'}}");
        event(
            "person.registered",
            1,
            format!(
                "{{'person':'p{n}','email':'p{n}@example.com','program':'company-discounts','referrer':'ann','company':{company}}}"
            ),
        );
        let trial = if one.trial { ",'trial_ends_at':'2026-04-10T00:00:00Z'" } else { "" };
        event("subscription.started", 1, format!("{{'subscription':'s{n}','company':'c{n}','product':'plan'{trial}}}"));
        if let Some(on) = one.paid_on {
            event(
                "payment.succeeded",
                on,
                format!("{{'payment':'x{n}','company':'c{n}','amount':'10','currency':'USD'}}"),
            );
            if let Some(on) = one.refunded_on {
                event("refund.completed", on, format!("{{'refund':'r{n}','payment':'x{n}'}}"));
            }
        }
        if let Some((on, due)) = one.billed {
            let line = "{'product':'plan','kind':'plan','amount':'10'}";
            event(
                "invoice.issued",
                on,
                format!(
                    "{{'invoice':'i{n}','company':'c{n}','currency':'USD','due_at':'2026-04-{due:02}T12:00:00Z','lines':[{line}]}}"
                ),
            );
        }
        if let Some((on, status)) = one.status {
            event("subscription.changed", on, format!("{{'subscription':'s{n}','status':'{status}'}}"));
        }
        if let Some(on) = one.voided_on {
            let key = format!("{{'source':'crm','id':'p{n}'}}");
            event("referral.voided", on, format!("{{'invitee':{key},'program':'company-discounts','reason':'x'}}"));
        }
    }
    events
}

fn run(events: &[&String]) -> Vec<String> {
    let terms = crate::rules::check(include_str!("../../../programs/company-discounts.toml")).unwrap();
    let mut world = World::new([terms]);
    for json in events {
        let event = parse_internal(json.as_bytes()).unwrap();
        let at = event.timestamp;
        let outcome = world.apply("crm", event, at);
        assert!(!matches!(outcome, Outcome::Conflict), "{json}: {outcome:?}");
    }
    world.advance_to("2026-05-01T00:00:00Z".parse().unwrap()).unwrap();
    let run = r#"{"id":"run","type":"run.applied","timestamp":"2026-05-01T00:00:00Z","data":{"program":"company-discounts","month":"2026-04","scheduled_at":"2026-04-28T00:00:00Z","inputs":""}}"#;
    let outcome = world.apply(BECKON, parse_internal(run.as_bytes()).unwrap(), world.now());
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    world.assignments("company-discounts").map(|given| format!("{given:?}")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_order_of_the_facts_before_a_run_gives_the_same_run(
        people in prop::collection::vec(invited(), 1..30),
        orders in prop::collection::vec((day(), any::<bool>()), 0..4),
        closes in prop::option::weighted(0.2, day()),
        swaps in prop::collection::vec((any::<Index>(), any::<Index>()), 0..200),
        repeated in prop::collection::vec(any::<Index>(), 0..20),
    ) {
        let events = history(&people, &orders, closes);
        let straight: Vec<&String> = events.iter().collect();
        let expected = run(&straight);
        prop_assert!(!expected.is_empty() || people.iter().all(|one| one.voided_on.is_some_and(|on| on < 28)));
        let mut shuffled = straight.clone();
        shuffled.extend(repeated.iter().map(|at| at.get(&events)));
        for (one, other) in &swaps {
            let (one, other) = (one.index(shuffled.len()), other.index(shuffled.len()));
            shuffled.swap(one, other);
        }
        prop_assert_eq!(run(&shuffled), expected);
    }
}
