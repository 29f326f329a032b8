//! The one door, through the real server: what is applied, what waits, what is refused and how that is said.

use crate::support::TestApp;
use crate::support::sender::{Sender, publish};
use beckon::people::By;
use beckon::people::api_keys::{self, Scope};
use chrono::TimeDelta;
use serde_json::{Value, json};

const BONUS: &str = include_str!("../../programs/business-bonus.toml");

async fn house() -> TestApp {
    let app = TestApp::start().await;
    publish(&app, BONUS).await;
    app
}

#[tokio::test]
async fn a_payment_of_405_000_earns_40_500_which_are_available_14_days_later() {
    let app = house().await;
    let billing = Sender::named(&app, "billing").await;
    billing.registers("ann", None).await;
    let acme = billing.registers("acme", Some("ann")).await;
    let paid = acme.pays("405000.00").await;
    let receipt = paid.receipt();
    for (field, says) in
        [("amount", "40500.00"), ("base", "405000.00"), ("currency", "KZT"), ("unit", "credit"), ("rate", "10 %")]
    {
        assert_eq!(receipt[field], says, "{receipt}");
    }
    assert_eq!(receipt["hold_until"], "2026-04-24T09:30:00Z");
    let ann = receipt["referrer"].as_str().unwrap();
    assert_eq!(billing.has(ann).await, ("40500".into(), "0".into()));
    app.passes(TimeDelta::days(14) - TimeDelta::seconds(1)).await;
    assert_eq!(billing.has(ann).await, ("40500".into(), "0".into()));
    app.passes(TimeDelta::seconds(1)).await;
    assert_eq!(billing.has(ann).await, ("0".into(), "40500".into()));
}

#[tokio::test]
async fn the_same_order_three_times_makes_one_reward() {
    let app = house().await;
    let billing = Sender::named(&app, "billing").await;
    billing.registers("ann", None).await;
    let acme = billing.registers("acme", Some("ann")).await;
    let order = billing.event("payment.succeeded", acme.payment("order-1", "1000.00"));
    let first = billing.sends(&order).await;
    let again = billing.sends(&order).await;
    assert_eq!((again.status, &again.body["duplicate"]), (200, &json!(true)));
    assert_eq!(again.body["receipts"], first.body["receipts"]);
    for _ in 0..2 {
        let repeated = billing.says("payment.succeeded", acme.payment("order-1", "1000.00")).await;
        assert_eq!((repeated.status, &repeated.body["duplicate"]), (200, &json!(true)));
    }
    let ann = first.receipt()["referrer"].as_str().unwrap();
    assert_eq!(billing.has(ann).await, ("100".into(), "0".into()));
}

#[tokio::test]
async fn the_same_id_with_another_content_is_a_conflict_and_changes_nothing() {
    let app = house().await;
    let billing = Sender::named(&app, "billing").await;
    billing.registers("ann", None).await;
    let acme = billing.registers("acme", Some("ann")).await;
    let mut event = billing.event("payment.succeeded", acme.payment("p1", "1000.00"));
    let first = billing.sends(&event).await;
    event["data"]["amount"] = "2000.00".into();
    billing.sends(&event).await.problem(409, "conflict");
    billing.says("payment.succeeded", acme.payment("p1", "2000.00")).await.problem(409, "conflict");
    assert_eq!(billing.has(first.receipt()["referrer"].as_str().unwrap()).await, ("100".into(), "0".into()));
    let kept = billing.asks(event["id"].as_str().unwrap()).await;
    assert_eq!(kept.body["event"]["data"]["amount"], "1000.00");
}

#[tokio::test]
async fn what_is_told_too_early_waits_and_is_applied_by_itself() {
    let app = house().await;
    let billing = Sender::named(&app, "billing").await;
    let early = json!({"payment": "p1", "company": "acme", "amount": "500.00", "currency": "KZT"});
    let payment = billing.event("payment.succeeded", early.clone());
    let waits = billing.sends(&payment).await;
    assert_eq!(
        (waits.status, &waits.body["status"], &waits.body["waits_for"]),
        (202, &json!("waiting"), &json!("company:acme"))
    );
    let mut other = early;
    other["amount"] = "600.00".into();
    billing.says("payment.succeeded", other).await.problem(409, "conflict");
    billing.registers("ann", None).await;
    billing.registers("acme", Some("ann")).await;
    let now = billing.asks(payment["id"].as_str().unwrap()).await;
    assert_eq!((&now.body["status"], &now.body["receipts"][0]["amount"]), (&json!("applied"), &json!("50.00")));
    let again = billing.sends(&payment).await;
    assert_eq!((again.status, again.receipt()["amount"].as_str()), (200, Some("50.00")));
}

#[tokio::test]
async fn facts_about_strangers_wait_and_own_invitations_do_not() {
    let app = house().await;
    let billing = Sender::named(&app, "billing").await;
    for (type_name, data, waits_for) in [
        ("person.changed", json!({"person": "ann", "set": {"country": "KZ"}}), "person:ann"),
        ("choice.made", json!({"person": "ann", "scheme": "b"}), "person:ann"),
        ("company.closed", json!({"company": "acme"}), "company:acme"),
        (
            "subscription.started",
            json!({"subscription": "s", "company": "acme", "product": "business"}),
            "company:acme",
        ),
        ("subscription.changed", json!({"subscription": "s", "status": "active"}), "subscription:s"),
    ] {
        let said = billing.says(type_name, data).await;
        assert_eq!((said.status, &said.body["waits_for"]), (202, &json!(waits_for)), "{said:?}");
    }
    let acme = billing.registers("acme", Some("acme")).await;
    let paid = acme.pays("1000.00").await;
    assert_eq!(paid.body["receipts"], json!([]), "nobody invites oneself");
    let now = billing.asks("evt_4").await;
    assert_eq!(now.body["status"], "applied", "the subscription came with the company");
}

#[tokio::test]
async fn a_batch_keeps_its_good_lines() {
    let app = house().await;
    let billing = Sender::named(&app, "billing").await;
    let register = billing.event("person.registered", json!({"person": "ann", "email": "ann@example.com"}));
    let refused =
        billing.event("payment.succeeded", json!({"payment": "p", "company": "c", "amount": "-1", "currency": "KZT"}));
    let lines = [register.to_string(), "{".into(), String::new(), refused.to_string(), register.to_string()];
    let answers = billing.posts_lines(&lines).await;
    assert_eq!(answers.len(), 4, "an empty line is no event");
    assert_eq!(answers[0]["status"], "applied");
    assert_eq!((&answers[1]["line"], &answers[1]["problem"]["status"]), (&json!(2), &json!(400)));
    assert_eq!(
        (&answers[2]["line"], &answers[2]["problem"]["errors"][0]["pointer"]),
        (&json!(4), &json!("/data/amount"))
    );
    assert_eq!((&answers[3]["status"], &answers[3]["duplicate"]), (&json!("applied"), &json!(true)));
}

#[tokio::test]
async fn what_cannot_be_understood_is_refused_with_field_and_reason() {
    let app = house().await;
    let billing = Sender::named(&app, "billing").await;
    let acme = billing.registers("acme", None).await;
    for (field, value, pointer) in [
        ("amount", json!("-5.00"), "/data/amount"),
        ("amount", json!("0.001"), "/data/amount"),
        ("amount", json!("1e3"), "/data/amount"),
        ("currency", json!("XXQ"), "/data/currency"),
        ("colour", json!("red"), "/data/colour"),
    ] {
        let mut event = billing.event("payment.succeeded", acme.payment("p", "10.00"));
        event["data"][field] = value;
        billing.sends(&event).await.problem(422, "malformed-event").points_at(pointer);
    }
    let mut event = billing.event("payment.succeeded", acme.payment("p", "10.00"));
    event["timestamp"] = json!(app.now() + TimeDelta::minutes(6));
    billing.sends(&event).await.problem(422, "malformed-event").points_at("/timestamp");
    for internal in ["credit.spent", "terms.published", "adjustment.made"] {
        billing.says(internal, json!({})).await.problem(422, "malformed-event").points_at("/type");
    }
    let whole = event.to_string();
    billing.posts("application/json", whole[..whole.len() / 2].to_owned()).await.problem(400, "not-json");
    let mut huge = billing.event("payment.succeeded", acme.payment("p", "10.00"));
    huge["data"]["promo_code"] = "x".repeat(300 * 1024).into();
    billing.sends(&huge).await.problem(413, "event-too-large");
}

#[tokio::test]
async fn payments_that_earn_nothing_say_why() {
    let app = house().await;
    let billing = Sender::named(&app, "billing").await;
    billing.registers("ann", None).await;
    let acme = billing.registers("acme", Some("ann")).await;
    let zero = acme.pays("0.00").await;
    assert_eq!(
        (zero.receipt()["amount"].as_str(), zero.receipt()["reason"].as_str()),
        (Some("0.00"), Some("nothing_paid"))
    );
    let alone = billing.registers("alone", None).await;
    assert_eq!(alone.pays("100.00").await.body["receipts"], json!([]), "no referral, no receipt");
    let mut dollars = acme.payment("usd", "100.00");
    dollars["currency"] = "USD".into();
    billing.says("payment.succeeded", dollars).await.problem(422, "other_currency");
    billing.says("payment.succeeded", acme.payment("usd", "100.00")).await.receipt();
}

#[tokio::test]
async fn every_source_sees_its_own_events_only() {
    let app = house().await;
    let (billing, shop) = (Sender::named(&app, "billing").await, Sender::named(&app, "shop").await);
    billing.registers("ann", None).await;
    assert_eq!(billing.asks("evt_0").await.status, 200);
    shop.asks("evt_0").await.problem(404, "no-such-event");
    let hers = shop
        .says("payment.succeeded", json!({"payment": "p", "company": "ann", "amount": "1", "currency": "KZT"}))
        .await;
    assert_eq!(hers.status, 202, "another source's company is a stranger");
}

#[tokio::test]
async fn the_door_opens_to_keys_in_force_with_the_right_scope() {
    let app = house().await;
    let mut billing = Sender::named(&app, "billing").await;
    let mut reader = Sender::with(&app, "billing", &[Scope::EventsRead]).await;
    let event = billing.event("person.registered", json!({"person": "ann", "email": "a@example.com"}));
    assert_eq!(reader.sends(&event).await.status, 403);
    assert_eq!(Sender::with(&app, "billing", &[Scope::EventsWrite]).await.asks("evt_0").await.status, 403);
    reader.key = String::new();
    assert_eq!(reader.sends(&event).await.status, 401);
    billing.sends(&event).await.applied();
    app.app.db.write(async |tx| api_keys::revoke(tx, &By::OPERATOR, billing.key_id).await).await.unwrap();
    assert_eq!(billing.sends(&event).await.status, 401);
    billing.key = "bk_live_nobody".into();
    assert_eq!(billing.asks("evt_0").await.status, 401);
}

#[tokio::test]
async fn the_api_describes_itself() {
    let app = TestApp::start().await;
    let document: Value = app.get("/api/v1/openapi.json").await.json().await.unwrap();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"), "{}", document["openapi"]);
    for (path, method) in [("/api/v1/events", "post"), ("/api/v1/events/{id}", "get")] {
        assert!(document["paths"][path][method]["responses"]["401"].is_object(), "{method} {path}");
        assert_eq!(document["paths"][path][method]["security"][0]["key"], json!([]));
    }
    let text = document.to_string();
    for reference in text.split("\"$ref\":\"#").skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer} is referred to and not there");
    }
}
