//! Subscriptions and the standing of whoever was invited, from facts that come in any order.

use super::support::TestApp;
use super::support::months::{Months, invitee, paid, started};
use serde_json::json;

#[tokio::test]
async fn facts_that_come_backwards_wait_for_each_other_and_end_in_the_same_standing() {
    let app = TestApp::start().await;
    let months = Months::of(&app, 1).await;
    let mut facts = invitee("late");
    facts.push(("subscription.changed", json!({"subscription": "late-s", "status": "active"})));
    for (kind, data) in facts.into_iter().rev() {
        months.billing.says(kind, data).await;
    }
    assert_eq!(months.standing("late").await, "active");
}

#[tokio::test]
async fn of_two_statuses_the_later_instant_holds_whichever_is_told_first() {
    let app = TestApp::start().await;
    let months = Months::of(&app, 1).await;
    months.invites(0..1).await;
    for (status, at) in [("active", "2026-04-10T09:20:00Z"), ("canceled", "2026-04-10T09:10:00Z")] {
        let mut told = months.billing.event("subscription.changed", json!({"subscription": "i0-s", "status": status}));
        told["timestamp"] = json!(at);
        months.billing.sends(&told).await.applied();
    }
    assert_eq!(months.standing("i0").await, "active");
}

#[tokio::test]
async fn the_end_of_a_trial_is_known_ahead_and_only_a_payment_after_it_counts() {
    let app = TestApp::start().await;
    let months = Months::of(&app, 1).await;
    let mut facts = invitee("t");
    facts[1].1["trial_ends_at"] = json!("2026-04-20T00:00:00Z");
    for (kind, data) in facts {
        months.tell(kind, data).await;
    }
    assert_eq!(months.standing("t").await, "trial");
    months.comes("2026-04-20T00:00:00Z").await;
    assert_eq!(months.standing("t").await, "never_paid");
    months.tell("payment.succeeded", paid("t", "second")).await;
    assert_eq!(months.standing("t").await, "active");
    months.tell("refund.completed", json!({"refund": "half", "payment": "t-second", "amount": "50"})).await;
    assert_eq!(months.standing("t").await, "active", "not refunded as a whole");
    months.tell("refund.completed", json!({"refund": "rest", "payment": "t-second", "amount": "50"})).await;
    assert_eq!(months.standing("t").await, "never_paid");
}

#[tokio::test]
async fn one_and_the_same_subscription_must_be_paid_and_not_overdue() {
    let app = TestApp::start().await;
    let months = Months::of(&app, 1).await;
    months.invites(0..1).await;
    let mut second = started("i0");
    second["subscription"] = json!("i0-second");
    second["product"] = json!("premium");
    months.tell("subscription.started", second).await;
    months.tell("subscription.changed", json!({"subscription": "i0-s", "status": "canceled"})).await;
    assert_eq!(months.standing("i0").await, "never_paid", "the payment was for the other one");
    let mut pays = paid("i0", "second");
    pays["lines"] = json!([{"product": "premium", "kind": "plan", "amount": "100"}]);
    months.tell("payment.succeeded", pays).await;
    assert_eq!(months.standing("i0").await, "active");
    let of = |product: &str| json!([{"product": product, "kind": "plan", "amount": "100"}]);
    months.issues_with("for-premium", "i0", of("premium")).await;
    months.comes("2026-04-20T09:30:00Z").await;
    assert_eq!(months.standing("i0").await, "active", "it may still be paid");
    months.comes("2026-04-20T09:30:01Z").await;
    assert_eq!(months.standing("i0").await, "past_due");
    months.tell("invoice.voided", json!({"invoice": "for-premium"})).await;
    assert_eq!(months.standing("i0").await, "active");
}

#[tokio::test]
async fn the_same_subscription_told_twice_is_one_and_with_other_content_a_conflict() {
    let app = TestApp::start().await;
    let months = Months::of(&app, 1).await;
    let again = months.billing.says("subscription.started", started("a1")).await;
    assert_eq!((&again.body["duplicate"], &again.body["status"]), (&true.into(), &"recorded".into()));
    let mut other = started("a1");
    other["product"] = json!("premium");
    assert_eq!(months.billing.says("subscription.started", other).await.status, 409);
}
