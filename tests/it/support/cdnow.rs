//! Real purchases as events, in the way that `tests/data/README.md` tells.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const PURCHASES: &str = include_str!("../../data/cdnow_sample.txt");

type Purchase<'a> = (NaiveDate, u64, &'a str);

fn customers() -> BTreeMap<&'static str, Vec<Purchase<'static>>> {
    let mut customers: BTreeMap<&str, Vec<Purchase<'_>>> = BTreeMap::new();
    for line in PURCHASES.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let [customer, .., date, number, value] = fields[..] else { panic!("{line:?}") };
        let day = NaiveDate::parse_from_str(date, "%Y%m%d").unwrap();
        customers.entry(customer).or_default().push((day, number.parse().unwrap(), value));
    }
    customers
        .values_mut()
        .for_each(|purchases| purchases.sort_by_key(|(day, number, value)| (*day, *number, value.to_string())));
    customers
}

fn event(id: String, type_name: &str, at: DateTime<Utc>, data: Value) -> String {
    json!({"id": id, "type": type_name, "timestamp": at, "data": data}).to_string()
}

/// The events as JSON lines, ordered by time, then registrations first, then by the customer's place.
pub fn events() -> String {
    let customers = customers();
    let mut order: Vec<(&str, NaiveDate)> =
        customers.iter().map(|(customer, purchases)| (*customer, purchases[0].0)).collect();
    order.sort_by_key(|(customer, first)| (*first, *customer));
    let mut events = Vec::new();
    for (i, (customer, first)) in order.iter().enumerate() {
        let registered = first.and_time(NaiveTime::MIN).and_utc();
        let mut data = json!({"person": format!("p{customer}"), "email": format!("p{customer}@customer.example"),
            "company": {"company": format!("c{customer}"), "name": "Customer", "tax_id": format!("T{customer}")}});
        if i > 0 {
            data["program"] = "cdnow".into();
            data["referrer"] = format!("p{}", order[i / 3].0).into();
        }
        events.push((registered, 0, i, event(format!("reg-{customer}"), "person.registered", registered, data)));
        for (n, (day, number, value)) in customers[customer].iter().enumerate() {
            let at = day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(12) + TimeDelta::seconds(n as i64);
            let id = format!("pay-{customer}-{n}");
            let data = json!({"payment": id, "company": format!("c{customer}"), "amount": value, "currency": "USD",
                "lines": [{"product": "cd", "kind": "service", "quantity": number, "amount": value}]});
            events.push((at, 1, i, event(id, "payment.succeeded", at, data)));
        }
    }
    events.sort_by_key(|(at, kind, i, _)| (*at, *kind, *i));
    events.into_iter().map(|(.., event)| event + "\n").collect()
}
