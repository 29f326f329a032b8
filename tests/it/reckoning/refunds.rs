//! Refunds that say no amount, and payments of nothing, where the database and the world could each read something else.

use super::*;

const DIRECT: &str = "program = \"gain\"\nname = \"Gain\"\ncurrency = \"EUR\"\ntime_zone = \"UTC\"\n\
    [[reward]]\nid = \"first\"\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\nfirst_payments = 1\n\
    [[reward]]\nid = \"each\"\non = \"payment\"\ngive = \"10 %\"\nas = \"credit\"\n";

const RECKONED: &str = "[[reward]]\nid = \"late\"\non = { tenure_days = 900 }\ngive = \"1.00\"\nas = \"credit\"\n";

#[tokio::test]
async fn what_is_not_said_of_a_refund_is_the_same_for_both() {
    let app = TestApp::start().await;
    let mut both = Both::begin(&app, &format!("{DIRECT}{RECKONED}")).await;
    both.registers("ann", None).await;
    both.registers("bob", Some(("gain", "ann"))).await;
    both.pays("bob", "p0", "0.00").await;
    both.pays("bob", "p1", "100.00").await;
    both.pays("bob", "p2", "100.00").await;
    both.says("refund.requested", json!({"refund": "r1", "payment": "p1", "amount": "30.00"})).await;
    both.says("refund.completed", json!({"refund": "r1", "payment": "p1"})).await;
    let books = both.agree().await;
    has(&books, "ann", "cash", "0", "7");
    has(&books, "ann", "credit", "0", "17");
    both.says("payment.disputed", json!({"payment": "p1"})).await;
    both.says("dispute.lost", json!({"payment": "p1"})).await;
    both.says("refund.completed", json!({"refund": "r2", "payment": "p2", "amount": "40.00"})).await;
    both.says("refund.completed", json!({"refund": "r3", "payment": "p2"})).await;
    assert!(both.agree().await.0.is_empty());
}
