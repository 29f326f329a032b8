//! Terms that judge each invitee by itself: nobody else is read.

use super::both::{Both, has, stored};
use crate::model::named;
use crate::support::{TestApp, cluster};
use beckon::ids::PersonId;
use beckon::intake::{self, To};
use beckon::programs;
use chrono::TimeDelta;
use serde_json::json;

const APART: &str = r#"
program = "apart"
name = "Apart"
currency = "EUR"
time_zone = "UTC"

[[reward]]
id = "share"
on = "payment"
when = "= payment.amount >= 10 && count.paid < 500 && referrer.country != \"DE\""
give = "10 %"
limit = { amount = "30.00", per = "invitee" }
hold_days = 1
as = "credit"

[[reward]]
id = "demo"
on = { action = "demo_held" }
to = "invitee"
give = "5.00"
limit = { count = 1 }
as = "credit"

[count.paid]
of = "invitee.payments"
sum = "payment.amount"
"#;

#[tokio::test]
async fn each_invitee_earns_by_themselves_whoever_else_does_what() {
    let app = TestApp::start().await;
    let mut both = Both::begin(&app, APART).await;
    both.registers("ann", None).await;
    both.registers("bob", Some(("apart", "ann"))).await;
    both.registers("cid", Some(("apart", "ann"))).await;
    both.registers("dan", Some(("apart", "bob"))).await;
    both.pays("bob", "b1", "200.00").await;
    both.pays("cid", "c1", "100.00").await;
    both.pays("dan", "d1", "50.00").await;
    both.says("action.completed", json!({"action": "a1", "name": "demo_held", "person": "cid"})).await;
    both.says("action.completed", json!({"action": "a2", "name": "demo_held", "person": "cid"})).await;
    let books = both.agree().await;
    has(&books, "ann", "credit", "30", "0");
    has(&books, "bob", "credit", "5", "0");
    has(&books, "cid", "credit", "0", "5");
    // The limit of bob's, a refund of cid's, a payment that a clock which is ahead tells of.
    both.pays("bob", "b2", "200.00").await;
    both.says("refund.completed", json!({"refund": "r1", "payment": "c1", "amount": "40.00"})).await;
    both.says("action.reversed", json!({"action": "a1"})).await;
    both.pays_at(app.now() + TimeDelta::minutes(3), "cid", "c2", "60.00").await;
    app.passes(TimeDelta::minutes(5)).await;
    has(&both.agree().await, "ann", "credit", "42", "0");
    // What is told of the referrer is read for everybody.
    let from = app.now() - TimeDelta::days(30);
    both.pays_at(from, "dan", "d0", "20.00").await;
    app.passes_days(1).await;
    both.agree().await;
    both.says("person.changed", json!({"person": "ann", "set": {"country": "DE"}})).await;
    both.pays("cid", "c3", "100.00").await;
    has(&both.agree().await, "ann", "credit", "0", "42");
}

/// A fact that does not read stops whoever reads it.
#[tokio::test]
async fn nobody_else_is_read() {
    let app = TestApp::start().await;
    let mut both = Both::begin(&app, APART).await;
    both.registers("ann", None).await;
    both.registers("bob", Some(("apart", "ann"))).await;
    both.registers("cid", Some(("apart", "ann"))).await;
    both.pays("cid", "c1", "100.00").await;
    both.agree().await;
    let database = app.owner_url().rsplit('/').next().unwrap();
    let damage = "ALTER TABLE events DISABLE TRIGGER USER;\n\
                  CREATE TABLE taken AS SELECT event_id, body FROM events WHERE type = 'payment.succeeded';\n\
                  UPDATE events SET body = '{}' WHERE type = 'payment.succeeded'";
    cluster::execute(database, damage).await;
    both.pays("bob", "b1", "200.00").await;
    let read = app.app.db.read(async |conn| stored(conn).await).await.unwrap();
    has(&read, "ann", "credit", "30", "0");
    let repair = "UPDATE events e SET body = t.body FROM taken t WHERE t.event_id = e.event_id;\n\
                  DROP TABLE taken;\n\
                  ALTER TABLE events ENABLE TRIGGER USER";
    cluster::execute(database, repair).await;
}

/// The circle that somebody left is read whole; what the audit says in the end holds for it too.
#[tokio::test]
async fn whoever_is_not_referred_any_more_earns_nothing() {
    let app = TestApp::start().await;
    let mut both = Both::begin(&app, APART).await;
    both.registers("ann", None).await;
    both.registers("bob", Some(("apart", "ann"))).await;
    both.says("action.completed", json!({"action": "a1", "name": "demo_held", "person": "bob"})).await;
    has(&both.agree().await, "bob", "credit", "0", "5");
    let bob = PersonId(named(&app.app.db, "person", "bob".into()).await.unwrap().person_id);
    let left = app.app.db.write(async |tx| {
        let program = programs::catalogue(tx).await?.by_slug("apart").unwrap().id;
        intake::change(tx, bob, To::Nobody(program)).await
    });
    left.await.unwrap();
    let books = app.app.db.read(async |conn| stored(conn).await).await.unwrap();
    assert!(books.0.is_empty(), "{books:?}");
}
