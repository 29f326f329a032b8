//! What expires unused, and what is lost when the last own subscription ends.

use super::*;
use chrono::TimeDelta;
use serde_json::json;

const EXPIRES: &str = "[use.credit]\nexpires = \"30 days\"";

/// 405.00 of 10 April, of which 100.00 are used on the 20th, and 50.00 of the 20th: on 10 May 305.00 are lost, ten days later 50.00.
#[tokio::test]
async fn what_is_not_used_in_time_is_lost_once() {
    let app = TestApp::start().await;
    let (ann, billing) = earned(&app, &terms("credit", EXPIRES)).await;
    let bobs = company_of(&app).await;
    app.passes(TimeDelta::days(10)).await;
    ann.signs_in("Ann Bell").await;
    billing.issues("2026-1", &ann.company().await, "100.00").await;
    assert_eq!(super::invoices::uses_all(&ann).await.status, 303);
    billing.is_paid("pay_2", &bobs, "500.00").await;
    app.passes(TimeDelta::days(20) - TimeDelta::seconds(1)).await;
    assert_eq!(held(&app).await, ["credit available 355.00"]);
    app.passes(TimeDelta::seconds(61)).await;
    assert_eq!(held(&app).await, ["credit available 50.00"]);
    is_whole(&app).await;
    app.passes(TimeDelta::days(10)).await;
    app.works_jobs().await;
    assert_eq!(held(&app).await, Vec::<String>::new());
    let lost = ["credit_expired 305.00 2026-05-10 09:30:00 UTC", "credit_expired 50.00 2026-05-20 09:30:00 UTC"];
    assert_eq!(posted(&app, &["credit_expired"]).await, lost);
    is_whole(&app).await;
}

/// No job ran since: a refund and a spend meet the books as they would have been.
#[tokio::test]
async fn after_downtime_it_is_lost_before_anything_else_happens() {
    let app = TestApp::start().await;
    let (ann, billing) = earned(&app, &terms("credit", EXPIRES)).await;
    let bobs = company_of(&app).await;
    app.app.clock.advance(TimeDelta::days(20)).unwrap();
    billing.is_paid("pay_2", &bobs, "500.00").await;
    app.app.clock.advance(TimeDelta::days(20)).unwrap();
    ann.signs_in("Ann Bell").await;
    billing.issues("2026-1", &ann.company().await, "100.00").await;
    let refused = super::invoices::uses_all(&ann).await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    let refund = json!({"refund": "r", "payment": "pay_2", "amount": "100.00"});
    assert_eq!(billing.reports("refund.completed", refund).await["status"], "applied");
    assert_eq!(held(&app).await, ["credit available 40.00"]);
    assert_eq!(posted(&app, &["credit_expired"]).await, ["credit_expired 405.00 2026-05-10 09:30:00 UTC"]);
    is_whole(&app).await;
}

/// 405.00, of which 100.00 are used and 305.00 expire. A refund of a tenth takes 40.50 of what expired; one of all the rest takes
/// what else expired, 264.50, and the 100.00 that were used are owed.
#[tokio::test]
async fn nobody_owes_what_expired_unused() {
    let app = TestApp::start().await;
    let (ann, billing) = earned(&app, &terms("credit", EXPIRES)).await;
    app.passes(TimeDelta::days(10)).await;
    ann.signs_in("Ann Bell").await;
    billing.issues("2026-1", &ann.company().await, "100.00").await;
    assert_eq!(super::invoices::uses_all(&ann).await.status, 303);
    app.passes(TimeDelta::days(21)).await;
    assert_eq!(held(&app).await, Vec::<String>::new());
    let refund = json!({"refund": "r1", "payment": "pay_1", "amount": "405.00"});
    assert_eq!(billing.reports("refund.completed", refund).await["status"], "applied");
    assert_eq!(held(&app).await, Vec::<String>::new());
    is_whole(&app).await;
    let refund = json!({"refund": "r2", "payment": "pay_1", "amount": "3645.00"});
    assert_eq!(billing.reports("refund.completed", refund).await["status"], "applied");
    assert_eq!(held(&app).await, ["credit available -100.00"]);
    let canceled = posted(&app, &["expiry_canceled"]).await;
    assert_eq!(
        canceled.iter().map(|posted| &posted[..22]).collect::<Vec<_>>(),
        ["expiry_canceled 40.50 ", "expiry_canceled 264.50"]
    );
    is_whole(&app).await;
}

/// 405.00 would expire on 10 May; the refund is asked for on the 5th and refused on the 15th, when it is lost. A payment of the
/// 20th of April expires as ever.
#[tokio::test]
async fn what_is_frozen_when_it_would_expire_is_lost_when_it_is_released_again() {
    let app = TestApp::start().await;
    let (_, billing) = earned(&app, &terms("credit", EXPIRES)).await;
    let bobs = company_of(&app).await;
    app.passes(TimeDelta::days(10)).await;
    billing.is_paid("pay_2", &bobs, "500.00").await;
    app.passes(TimeDelta::days(15)).await;
    let refund = json!({"refund": "r", "payment": "pay_1", "amount": "4050.00"});
    assert_eq!(billing.reports("refund.requested", refund).await["status"], "applied");
    app.passes(TimeDelta::days(6)).await;
    assert_eq!(held(&app).await, ["credit available 50.00", "credit on_hold 405.00"]);
    is_whole(&app).await;
    app.passes(TimeDelta::days(4)).await;
    assert_eq!(
        billing.reports("refund.declined", json!({"refund": "r", "payment": "pay_1"})).await["status"],
        "applied"
    );
    app.passes(TimeDelta::minutes(2)).await;
    assert_eq!(held(&app).await, ["credit available 50.00"]);
    is_whole(&app).await;
    app.passes(TimeDelta::days(6)).await;
    assert_eq!(held(&app).await, Vec::<String>::new());
    let lost = ["credit_expired 405.00 2026-05-15 09:30:00 UTC", "credit_expired 50.00 2026-05-20 09:30:00 UTC"];
    assert_eq!(posted(&app, &["credit_expired"]).await, lost);
    is_whole(&app).await;
}

#[tokio::test]
async fn what_is_frozen_when_the_last_subscription_ends_is_lost_when_it_is_released_again() {
    let app = TestApp::start().await;
    let (ann, billing) = earned(&app, &terms("credit", "[use.credit]\nforfeit_on = [\"canceled\"]")).await;
    let (company, bobs) = (ann.company().await, company_of(&app).await);
    let started = json!({"subscription": "own", "company": company, "product": "plan"});
    assert_eq!(billing.reports("subscription.started", started).await["status"], "applied");
    billing.is_paid("pay_2", &bobs, "500.00").await;
    app.passes(TimeDelta::days(1)).await;
    let refund = json!({"refund": "r", "payment": "pay_1", "amount": "4050.00"});
    assert_eq!(billing.reports("refund.requested", refund).await["status"], "applied");
    let canceled = json!({"subscription": "own", "status": "canceled"});
    app.passes(TimeDelta::days(1)).await;
    assert_eq!(billing.reports("subscription.changed", canceled).await["status"], "applied");
    assert_eq!(held(&app).await, ["credit on_hold 405.00"]);
    is_whole(&app).await;
    app.passes(TimeDelta::days(4)).await;
    let declined = json!({"refund": "r", "payment": "pay_1"});
    assert_eq!(billing.reports("refund.declined", declined).await["status"], "applied");
    app.passes(TimeDelta::minutes(2)).await;
    assert_eq!(held(&app).await, Vec::<String>::new());
    is_whole(&app).await;
    billing.is_paid("pay_3", &bobs, "500.00").await;
    app.passes(TimeDelta::days(1)).await;
    assert_eq!(held(&app).await, ["credit available 50.00"]);
    is_whole(&app).await;
}

#[tokio::test]
async fn whoever_leaves_loses_what_was_theirs() {
    let app = TestApp::start().await;
    let (ann, billing) = earned(&app, &terms("credit", "[use.credit]\nforfeit_on = [\"canceled\"]")).await;
    let (company, bobs) = (ann.company().await, company_of(&app).await);
    let started = json!({"subscription": "own", "company": company, "product": "plan"});
    assert_eq!(billing.reports("subscription.started", started).await["status"], "applied");
    app.passes(TimeDelta::days(1)).await;
    let canceled = json!({"subscription": "own", "status": "canceled"});
    assert_eq!(billing.reports("subscription.changed", canceled).await["status"], "applied");
    assert_eq!(held(&app).await, Vec::<String>::new());
    billing.is_paid("pay_2", &bobs, "500.00").await;
    app.passes(TimeDelta::days(1)).await;
    assert_eq!(held(&app).await, ["credit available 50.00"]);
    is_whole(&app).await;
}
