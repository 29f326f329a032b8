//! What waits for the decision about a refund.

use super::{AIGERIM, NURLAN, Post, invited};
use crate::support::sender::{Sender, publish};
use chrono::TimeDelta;
use serde_json::json;

/// 10 % of 405,000 is 40,500, on hold from 10 to 24 April; a refund is asked for on the 10th and declined on the 26th, when the
/// hold is over.
#[tokio::test]
async fn a_bonus_on_hold_waits_and_is_free_when_the_refund_is_declined() {
    let post = Post::open().await;
    let (_, nurlan, billing) = invited(&post, "en").await;
    billing.is_paid("pay_1", &nurlan.company().await, "405000.00").await;
    post.comes().await;
    let asked = json!({"refund": "r_1", "payment": "pay_1", "amount": "405000.00"});
    billing.reports("refund.requested", asked.clone()).await;
    post.comes().await;
    let mail = post.titled(AIGERIM, "₸40,500.00 waits for a decision about a refund");
    mail.says(&[
        "in the program “Documentolog Business”",
        "D••• T••• LLP, 10 April",
        "₸40,500.00",
        "If the refund is declined",
    ]);
    mail.says(&["/earnings/", "No more letters of this kind"]);
    post.app.passes_days(16).await;
    assert!(!post.subjects(AIGERIM).iter().any(|subject| subject.contains("can be used now")));
    billing.reports("refund.declined", asked).await;
    post.comes().await;
    let mail = post.titled(AIGERIM, "₸40,500.00 can be used now");
    mail.says(&["D••• T••• LLP, 26 April", "Available now, all together: ₸40,500.00."]);
    assert_eq!(post.to(AIGERIM).len(), 4, "registered, earned, waits, free: {:?}", post.subjects(AIGERIM));
    assert_eq!(post.to(NURLAN).len(), 1, "only the welcome");
}

/// What was decided before the letter left is told as what came of it.
#[tokio::test]
async fn a_refund_that_is_decided_at_once_is_told_once() {
    let post = Post::open().await;
    let (_, nurlan, billing) = invited(&post, "ru").await;
    billing.is_paid("pay_1", &nurlan.company().await, "405000.00").await;
    post.app.passes(TimeDelta::days(15)).await;
    let asked = json!({"refund": "r_1", "payment": "pay_1", "amount": "101250.00"});
    billing.reports("refund.requested", asked.clone()).await;
    billing.reports("refund.completed", asked).await;
    post.comes().await;
    post.titled(AIGERIM, "Отозвано 10\u{a0}125,00\u{a0}₸");
    assert!(!post.subjects(AIGERIM).iter().any(|subject| subject.contains("возврат")), "{:?}", post.subjects(AIGERIM));
}

/// By a rule: a tenth of every payment; both payments of one invitee are asked back.
#[tokio::test]
async fn rewards_of_rules_wait_too() {
    let terms = "program = \"tenth\"\nname = \"Tenth\"\ncurrency = \"EUR\"\ntime_zone = \"UTC\"\n\
        [[reward]]\non = \"payment\"\nto = \"referrer\"\ngive = \"= payment.base * 0.1\"\nas = \"credit\"\nhold = { days = 14 }\n";
    let post = Post::open().await;
    publish(&post.app, terms).await;
    let billing = Sender::named(&post.app, "billing").await;
    billing.registers("ann", None).await;
    let bob = json!({"person": "bob", "email": "bob@example.com", "program": "tenth", "referrer": "ann",
        "company": {"company": "bob", "name": "Bob"}});
    billing.says("person.registered", bob).await.applied();
    for (payment, amount) in [("p1", "100.00"), ("p2", "200.00")] {
        let paid = json!({"payment": payment, "company": "bob", "amount": amount, "currency": "EUR"});
        billing.says("payment.succeeded", paid).await.applied();
        let asked = json!({"refund": payment, "payment": payment});
        billing.says("refund.requested", asked).await.applied();
    }
    post.comes().await;
    let mail = post.titled("ann@example.com", "€30.00 waits for a decision about a refund");
    mail.says(&["2 bonuses in the program “Tenth”", "€10.00", "€20.00"]);
}
