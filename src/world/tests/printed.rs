use serde_json::{Value, json};

use super::super::{SimulateError, explain_terms, simulate};
use crate::rules::explain::Language;

const TERMS: &str = include_str!("../../../programs/business-bonus.toml");

const EVENTS: &str = r#"
{"id":"1","type":"person.registered","timestamp":"2026-04-01T00:00:00Z","data":{"person":"ann","email":"a@example.com"}}
{"id":"2","type":"person.registered","timestamp":"2026-04-01T00:00:01Z","data":{"person":"bob","email":"b@example.com","program":"business-bonus","referrer":"ann","company":{"company":"bobs","name":"Bobs"}}}
{"id":"3","type":"invoice.issued","timestamp":"2026-04-02T00:00:00Z","data":{"invoice":"i","company":"bobs","currency":"KZT","lines":[{"product":"business","kind":"plan","amount":"450000"}],"due_at":"2026-04-20T00:00:00Z"}}
{"id":"4","type":"payment.succeeded","timestamp":"2026-04-10T09:00:00Z","data":{"payment":"p","company":"bobs","amount":"405000.00","currency":"KZT","invoice":"i"}}
{"id":"5","type":"payment.succeeded","timestamp":"2026-04-11T09:00:00Z","data":{"payment":"q","company":"bobs","amount":"1","currency":"USD"}}
{"id":"6","type":"payment.succeeded","timestamp":"2026-04-12T09:00:00Z","data":{"payment":"r","company":"nobodys","amount":"1","currency":"KZT"}}
{"id":"7","type":"payment.succeeded","timestamp":"2026-05-12T09:00:00Z","data":{"payment":"s","company":"bobs","amount":"10","currency":"KZT"}}
"#;

fn printed(until: Option<&str>) -> Vec<Value> {
    let mut out = Vec::new();
    simulate(TERMS, EVENTS.as_bytes(), until.map(|at| at.parse().unwrap()), &mut out).unwrap();
    String::from_utf8(out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn each_line_is_one_of_the_documented_objects() {
    let lines = printed(Some("2026-04-24T09:00:00Z"));
    let expected = json!([
        {"invoice": {"invoice": "i", "company": "bobs", "discounts": "45000.00", "bonuses": "0.00", "to_pay": "405000.00",
            "lines": [{"product": "business", "amount": "450000.00", "net": "405000.00"}]}},
        {"receipt": {"event": "4", "referrer": "ann", "invitee": "bob", "reward": "bonus", "base": "405000.00",
            "rate": "10 %", "amount": "40500.00", "unit": "credit", "hold_until": "2026-04-24T09:00:00Z",
            "reason": "granted", "terms": 1}},
        {"refused": {"event": "5",
            "reason": "the program counts in KZT, the payment is in USD: nothing is converted"}},
        {"waiting": {"event": "6", "for": "company:nobodys"}},
        {"balance": {"person": "ann", "unit": "credit", "on_hold": "0.00", "available": "40500.00",
            "withdrawing": "0.00", "spent": "0.00", "paid_out": "0.00", "expired": "0.00"}},
    ]);
    assert_eq!(Value::Array(lines), expected);
}

#[test]
fn a_class_is_printed_where_the_rate_depends_on_it() {
    let terms = include_str!("../../../programs/hosting-remuneration.toml");
    let paid = r#""amount":"1000","currency":"UAH","lines":[{"product":"hosting","kind":"plan","amount":"1000"}]"#;
    let mut events =
        EVENTS.lines().take(3).collect::<Vec<_>>().join("\n").replace("business-bonus", "hosting-remuneration");
    events += &format!(
        r#"
{{"id":"3","type":"payment.succeeded","timestamp":"2026-04-02T00:00:00Z","data":{{"payment":"p","company":"bobs",{paid}}}}}
{{"id":"4","type":"person.class_changed","timestamp":"2026-04-03T00:00:00Z","data":{{"person":"bob","class":"bronze"}}}}
{{"id":"5","type":"payment.succeeded","timestamp":"2026-04-04T00:00:00Z","data":{{"payment":"q","company":"bobs",{paid}}}}}"#
    );
    let mut out = Vec::new();
    simulate(terms, events.as_bytes(), None, &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let said: Vec<_> = lines[..2].iter().map(|line| &line["receipt"]).collect();
    assert_eq!(
        (&said[0]["class"], &said[0]["rate"], &said[0]["amount"]),
        (&Value::Null, &json!("10 %"), &json!("100.00"))
    );
    assert_eq!(
        (&said[1]["class"], &said[1]["rate"], &said[1]["amount"]),
        (&json!("bronze"), &json!("1 %"), &json!("10.00"))
    );
}

#[test]
fn without_an_end_the_clock_stops_at_the_last_fact() {
    let lines = printed(None);
    let balance = &lines.last().unwrap()["balance"];
    assert_eq!((&balance["on_hold"], &balance["available"]), (&json!("1.00"), &json!("40500.00")));
}

#[test]
fn a_line_that_is_no_event_is_named() {
    let error = simulate(TERMS, "{}\n".as_bytes(), None, std::io::sink()).unwrap_err();
    assert!(matches!(error, SimulateError::Event { line: 1, .. }), "{error}");
    let error = simulate("", "".as_bytes(), None, std::io::sink()).unwrap_err();
    assert!(matches!(error, SimulateError::Terms(problems) if !problems.is_empty()));
}

#[test]
fn terms_are_explained_a_sentence_a_line() {
    let said = explain_terms(TERMS, Language::English).unwrap();
    assert!(said.lines().any(|line| line == "Invited customers get 10 % off Business and Start+."));
    assert!(explain_terms("x", Language::English).is_err());
}

#[test]
fn a_month_is_printed_before_the_facts_that_follow_it() {
    let terms = include_str!("../../../programs/company-discounts.toml");
    let mut events = String::new();
    let mut add = |type_name: &str, at: &str, data: Value| {
        let id = events.len().to_string();
        events += &format!("{}\n", json!({"id": id, "type": type_name, "timestamp": at, "data": data}));
    };
    let at = "2026-04-01T00:00:00Z";
    add("person.registered", at, json!({"person": "ann", "email": "ann@example.com"}));
    for own in ["a1", "a2"] {
        add("company.registered", at, json!({"company": own, "person": "ann", "name": "Own"}));
        add("subscription.started", at, json!({"subscription": own, "company": own, "product": "plan"}));
    }
    for n in 0..5 {
        let (company, email) = (format!("c{n}"), format!("p{n}@example.com"));
        let company_given = json!({"company": company, "name": "Invited"});
        add(
            "person.registered",
            at,
            json!({"person": format!("p{n}"), "email": email, "program": "company-discounts",
            "referrer": "ann", "company": company_given}),
        );
        add("subscription.started", at, json!({"subscription": company, "company": company, "product": "plan"}));
        add(
            "payment.succeeded",
            at,
            json!({"payment": company, "company": company, "amount": "10", "currency": "USD"}),
        );
    }
    let lines = json!([{"product": "plan", "kind": "plan", "amount": "99.99"}]);
    add(
        "invoice.issued",
        "2026-05-01T00:00:00Z",
        json!({"invoice": "i", "company": "a1", "currency": "USD",
        "due_at": "2026-05-10T00:00:00Z", "lines": lines}),
    );
    let mut out = Vec::new();
    simulate(terms, events.as_bytes(), Some("2026-05-28T00:00:00Z".parse().unwrap()), &mut out).unwrap();
    let lines: Vec<Value> =
        String::from_utf8(out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let assignment = |at: &str, company: &str, places: u32, percent: &str, reason: &str| {
        json!({"assignment": {"at": at, "person": "ann", "company": company, "places": places, "percent": percent,
            "reason": reason}})
    };
    let (april, may) = ("2026-04-28T00:00:00Z", "2026-05-28T00:00:00Z");
    let expected = json!([
        assignment(april, "a1", 5, "5 %", "assigned"),
        assignment(april, "a2", 0, "0 %", "none_left"),
        {"invoice": {"invoice": "i", "company": "a1", "discounts": "5.00", "bonuses": "0.00", "to_pay": "94.99",
            "lines": [{"product": "plan", "amount": "99.99", "net": "94.99"}]}},
        assignment(may, "a1", 5, "0 %", "pending_payments"),
        assignment(may, "a2", 0, "0 %", "pending_payments"),
    ]);
    assert_eq!(Value::Array(lines), expected);
}
