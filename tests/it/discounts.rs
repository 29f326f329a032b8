//! What an invoice may use: an assignment of the newest run, once, by the first invoice for a plan.

use super::support::TestApp;
use super::support::months::Months;
use serde_json::json;

/// Ten Active Referrals, the run of April, and the company `a1` with 10 %.
async fn with_ten_percent(app: &TestApp) -> Months<'_> {
    let months = Months::of(app, 1).await;
    months.invites(0..10).await;
    months.issues("before", "a1").await;
    let pays = json!({"payment": "before", "company": "a1", "invoice": "before", "amount": "100", "currency": "USD"});
    months.tell("payment.succeeded", pays).await;
    months.comes("2026-04-28T00:00:00Z").await;
    months
}

#[tokio::test]
async fn only_the_next_invoice_uses_it_and_none_that_was_there() {
    let app = TestApp::start().await;
    let months = with_ten_percent(&app).await;
    assert_eq!(months.total("before").await, "100");
    let service = json!([{"product": "scan", "kind": "service", "amount": "50"}]);
    assert_eq!(months.issues_with("services", "a1", service).await, "50", "not for a plan");
    let both = json!([{"product": "standard", "kind": "plan", "amount": "100"},
        {"product": "scan", "kind": "service", "amount": "50"}]);
    assert_eq!(months.issues_with("next", "a1", both).await, "140", "off the plan alone");
    assert_eq!(months.issues("after", "a1").await, "100");
}

#[tokio::test]
async fn an_invoice_of_before_the_run_does_not_use_it_however_late_it_is_told() {
    let app = TestApp::start().await;
    let months = with_ten_percent(&app).await;
    let line = json!([{"product": "standard", "kind": "plan", "amount": "100"}]);
    let data = json!({"invoice": "late", "company": "a1", "currency": "USD", "lines": line, "due_at": app.now()});
    let mut late = months.billing.event("invoice.issued", data);
    late["timestamp"] = json!("2026-04-27T23:59:59Z");
    months.billing.sends(&late).await.applied();
    assert_eq!(months.total("late").await, "100");
    assert_eq!(months.issues("next", "a1").await, "90");
}

#[tokio::test]
async fn voiding_the_invoice_gives_it_back_until_a_newer_run() {
    let app = TestApp::start().await;
    let months = with_ten_percent(&app).await;
    assert_eq!(months.issues("one", "a1").await, "90");
    months.tell("invoice.voided", json!({"invoice": "one"})).await;
    assert_eq!(months.issues("two", "a1").await, "90");
    months.tell("invoice.voided", json!({"invoice": "two"})).await;
    months.invites(10..15).await;
    months.comes("2026-05-28T00:00:00Z").await;
    assert_eq!(months.issues("three", "a1").await, "80", "the new one, and they do not add up");
    assert_eq!(months.issues("four", "a1").await, "100", "the old one is gone");
}

#[tokio::test]
async fn it_is_used_up_even_where_the_lines_own_discount_is_better() {
    let app = TestApp::start().await;
    let months = with_ten_percent(&app).await;
    let own = json!([{"product": "standard", "kind": "plan", "amount": "100", "discount": "30"}]);
    assert_eq!(months.issues_with("own", "a1", own).await, "70");
    assert_eq!(months.issues("next", "a1").await, "100");
}

#[tokio::test]
async fn a_closed_company_has_lost_it_and_no_other_gets_it() {
    let app = TestApp::start().await;
    let months = with_ten_percent(&app).await;
    months.tell("company.registered", json!({"company": "a2", "person": "anna", "name": "a2"})).await;
    months.subscribes("a2").await;
    months.tell("company.closed", json!({"company": "a1"})).await;
    assert_eq!(months.issues("closed", "a1").await, "100");
    assert_eq!(months.issues("other", "a2").await, "100");
}

#[tokio::test]
async fn each_subscription_that_was_active_uses_it_once_and_a_new_one_does_not() {
    let app = TestApp::start().await;
    let months = Months::of(&app, 1).await;
    months.invites(0..10).await;
    let second = json!({"subscription": "second", "company": "a1", "product": "premium"});
    months.tell("subscription.started", second).await;
    months.comes("2026-04-28T00:00:00Z").await;
    months.tell("subscription.started", json!({"subscription": "third", "company": "a1", "product": "basic"})).await;
    let of = |product: &str| json!([{"product": product, "kind": "plan", "amount": "100"}]);
    assert_eq!(months.issues_with("s1", "a1", of("standard")).await, "90");
    assert_eq!(months.issues_with("s2", "a1", of("premium")).await, "90");
    assert_eq!(months.issues_with("s3", "a1", of("basic")).await, "100");
    assert_eq!(months.issues_with("s4", "a1", of("premium")).await, "100");
}

#[tokio::test]
async fn an_invoice_that_names_its_subscription_is_for_that_one() {
    let app = TestApp::start().await;
    let months = with_ten_percent(&app).await;
    let named = |invoice: &str, subscription: &str| {
        json!({"invoice": invoice, "company": "a1", "subscription": subscription, "currency": "USD", "due_at": app.now(),
            "lines": [{"product": "renamed", "kind": "plan", "amount": "100"}]})
    };
    months.tell("invoice.issued", named("unknown", "nobody-knows")).await;
    assert_eq!(months.total("unknown").await, "100");
    months.tell("invoice.issued", named("known", "a1-s")).await;
    assert_eq!(months.total("known").await, "90");
}
