//! What is taken back of instalments and of slices, also when it is told late.

use super::*;

const PARTS: &str = r#"
program = "parts"
name = "In parts"
currency = "EUR"
time_zone = "UTC"

[[reward]]
on = "payment"
first_payments = 1
give = "30.00"
refund = "keep"
instalments = { count = 3, every = "30 days" }
take_back = { on = "refund" }
as = "cash"
"#;

/// A cent of p1 was refunded after the second part: that is told when the third one was given.
#[tokio::test]
async fn a_part_that_came_before_it_was_told_that_all_is_taken_back_goes_too() {
    let app = TestApp::start().await;
    let mut both = Both::begin(&app, PARTS).await;
    both.registers("ann", None).await;
    both.registers("bob", Some(("parts", "ann"))).await;
    both.registers("cid", Some(("parts", "ann"))).await;
    both.pays("bob", "p1", "100.00").await;
    app.passes_days(40).await;
    let refunded_at = app.now();
    has(&both.agree().await, "ann", "cash", "0", "20");
    app.passes_days(30).await;
    has(&both.agree().await, "ann", "cash", "0", "30");
    both.says_at(refunded_at, "refund.completed", json!({"refund": "r1", "payment": "p1", "amount": "0.01"})).await;
    has(&both.agree().await, "ann", "cash", "0", "0");
    both.pays("cid", "p2", "100.00").await;
    app.passes_days(1).await;
    has(&both.agree().await, "ann", "cash", "0", "10");
    both.says("refund.completed", json!({"refund": "r2", "payment": "p2", "amount": "0.01"})).await;
    app.passes_days(80).await;
    has(&both.agree().await, "ann", "cash", "0", "0");
    let report = audit::audit(&app.app.db, None).await.unwrap();
    assert!(report.ok, "{:#?}", report.differences);
}

const SLICES: &str = r#"
program = "slices"
name = "In slices"
currency = "EUR"
time_zone = "UTC"

[count.paid]
of = "payments"
sum = "payment.amount"
over = "month"

[[reward]]
on = "day"
give = { steps_by = "count.paid", slices = true, steps = { 0 = "10 %", 100 = "20 %" } }
as = "cash"
"#;

/// 125 are left of 150 when the day ends: 10 of the first hundred and 5 of the rest. Another fifth of it goes later.
#[tokio::test]
async fn slices_are_of_what_is_left_and_lose_their_part_later() {
    let app = TestApp::start().await;
    let mut both = Both::begin(&app, SLICES).await;
    both.registers("ann", None).await;
    both.registers("bob", Some(("slices", "ann"))).await;
    both.pays("bob", "p1", "100.00").await;
    both.pays("bob", "p2", "50.00").await;
    both.says("refund.completed", json!({"refund": "r1", "payment": "p2", "amount": "25.00"})).await;
    app.passes_days(1).await;
    has(&both.agree().await, "ann", "cash", "0", "15");
    both.says("refund.completed", json!({"refund": "r2", "payment": "p2", "amount": "25.00"})).await;
    has(&both.agree().await, "ann", "cash", "0", "12");
    let report = audit::audit(&app.app.db, None).await.unwrap();
    assert!(report.ok, "{:#?}", report.differences);
}
