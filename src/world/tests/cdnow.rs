//! Real purchases against figures that were computed independently: see `tests/data/README.md`.

use chrono::{Days, NaiveDate, NaiveTime};
use serde_json::Value;

use super::super::{World, simulate};
use crate::calendar::Instant;

#[path = "../../../tests/it/support/cdnow.rs"]
mod purchases;
pub(super) use purchases::events;

const TERMS: &str = include_str!("../../../programs/cdnow.toml");
const EXPECTED: &str = include_str!("../../../tests/data/cdnow_sample.expected.json");

fn cents(value: &Value) -> i64 {
    let text = value.as_str().unwrap();
    let (whole, fraction) = text.split_once('.').unwrap();
    assert_eq!(fraction.len(), 2, "{text}");
    whole.parse::<i64>().unwrap() * 100 + fraction.parse::<i64>().unwrap()
}

fn simulated(until: Option<Instant>) -> Vec<Value> {
    let mut out = Vec::new();
    simulate(TERMS, events().as_bytes(), until, &mut out).unwrap();
    String::from_utf8(out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_purchases_earn_exactly_what_was_computed_elsewhere() {
    let expected: Value = serde_json::from_str(EXPECTED).unwrap();
    let last = NaiveDate::from_ymd_opt(1998, 7, 20).unwrap().and_time(NaiveTime::MIN).and_utc();
    let lines = simulated(Some(last));
    let receipts: Vec<&Value> = lines.iter().filter_map(|line| line.get("receipt")).collect();
    assert_eq!(receipts.len() as u64, expected["receipts"].as_u64().unwrap());
    let zero = receipts.iter().filter(|receipt| cents(&receipt["amount"]) == 0).count();
    assert_eq!(zero as u64, expected["zero_rewards"].as_u64().unwrap());
    let total: i64 = receipts.iter().map(|receipt| cents(&receipt["amount"])).sum();
    assert_eq!(total, cents(&expected["granted_total"]));
    for top in expected["top"].as_array().unwrap() {
        let balances = lines.iter().filter_map(|line| line.get("balance"));
        let found = balances.into_iter().find(|balance| balance["person"] == top[0]).unwrap();
        assert_eq!(found["available"], top[1]);
    }
}

#[test]
fn every_as_of_figure_comes_out_by_simulating_up_to_it_and_by_looking_back() {
    let expected: Value = serde_json::from_str(EXPECTED).unwrap();
    let mut world = World::new([crate::rules::check(TERMS).unwrap()]);
    for line in events().lines() {
        let event = crate::events::parse(line.as_bytes()).unwrap();
        let at = event.timestamp;
        world.apply("shop", event, at);
    }
    world.advance_to("1999-01-01T00:00:00Z".parse().unwrap()).unwrap();
    for (day, figures) in expected["as_of"].as_object().unwrap() {
        let at = day.parse::<NaiveDate>().unwrap().and_time(NaiveTime::MIN).and_utc();
        let balances: Vec<Value> = simulated(Some(at)).iter().filter_map(|line| line.get("balance").cloned()).collect();
        for (name, figure) in figures.as_object().unwrap() {
            let sum: i64 = balances.iter().map(|balance| cents(&balance[name])).sum();
            assert_eq!(sum, cents(figure), "{name} on {day}");
        }
        let totals = world.as_of("cdnow", at).unwrap().unwrap();
        assert_eq!(totals.on_hold.to_string(), figures["on_hold"]);
        assert_eq!(totals.available.to_string(), figures["available"]);
    }
    assert_eq!(world.waiting(), 0);
    assert!(
        world.now()
            > NaiveDate::from_ymd_opt(1998, 7, 20)
                .unwrap()
                .checked_add_days(Days::new(1))
                .unwrap()
                .and_time(NaiveTime::MIN)
                .and_utc()
    );
}
