//! What is earned, becomes available, is taken back; and what is told of many at once.

use super::{AIGERIM, NURLAN, Post, invited};
use crate::support::sender::Sender;
use chrono::TimeDelta;
use serde_json::json;

/// 10 % of 405,000 is 40,500; fourteen days after 10 April is 24 April; 21 days after it 1 May. Almaty is five hours ahead.
#[tokio::test]
async fn each_turn_of_a_bonus_is_told_in_russian() {
    let post = Post::open().await;
    let (_, nurlan, billing) = invited(&post, "ru").await;
    let company = nurlan.company().await;
    post.comes().await;
    let mail = post.last(AIGERIM);
    assert_eq!(mail.subject, "По вашему приглашению зарегистрировался 1 человек");
    mail.says(&["Здравствуйте, Aigerim Sadykova!", "«Documentolog Business»", "D••• T••• LLP, 10 апреля"]);
    assert!(!mail.text.contains("Nurlan") && !mail.html.contains("Dala"), "names are masked");

    billing.is_paid("pay_1", &company, "405000.00").await;
    post.comes().await;
    let mail = post.last(AIGERIM);
    assert_eq!(mail.subject, "Вам начислено 40\u{a0}500,00\u{a0}₸");
    mail.says(&["«Documentolog Business»", "1 бонус", "D••• T••• LLP, 10 апреля", "в ожидании до 24 апреля"]);
    mail.says(&["/earnings/0", "Больше не присылать такие письма"]);

    post.app.passes(TimeDelta::days(14)).await;
    post.comes().await;
    let mail = post.last(AIGERIM);
    assert_eq!(mail.subject, "Теперь доступно: 40\u{a0}500,00\u{a0}₸");
    mail.says(&["D••• T••• LLP, 24 апреля", "Всего сейчас доступно: 40\u{a0}500,00\u{a0}₸"]);
    assert!(!mail.text.contains("в ожидании до"), "{}", mail.text);

    billing.reports("refund.completed", json!({"refund": "r_1", "payment": "pay_1", "amount": "101250.00"})).await;
    post.comes().await;
    let mail = post.last(AIGERIM);
    assert_eq!(mail.subject, "Отозвано 10\u{a0}125,00\u{a0}₸", "a quarter of the payment is a quarter of the bonus");
    mail.says(&["исправлен 1 бонус"]);
    assert_eq!(post.to(AIGERIM).len(), 4);
    assert_eq!(post.to(NURLAN).len(), 1, "only the welcome");
}

/// 10 % of 405,000, of which a half goes back before any letter left.
#[tokio::test]
async fn what_was_taken_back_before_its_letter_left_is_said_there_and_comes_after_it() {
    let post = Post::open().await;
    let (_, nurlan, billing) = invited(&post, "en").await;
    let company = nurlan.company().await;
    post.comes().await;
    billing.is_paid("pay_1", &company, "405000.00").await;
    billing.reports("refund.completed", json!({"refund": "r_1", "payment": "pay_1", "amount": "202500.00"})).await;
    post.comes().await;
    assert_eq!(post.to(AIGERIM).len(), 2);
    let earned = post.last(AIGERIM);
    assert_eq!(earned.subject, "You earned ₸40,500.00");
    post.app.passes(TimeDelta::minutes(1)).await;
    assert_eq!(post.to(AIGERIM).len(), 3);
    let taken = post.last(AIGERIM);
    earned.says(&["Of this ₸20,250.00 was taken back meanwhile."]);
    assert!(taken.subject.contains("₸20,250.00"), "{}", taken.subject);
    taken.says(&["/earnings/0"]);
}

#[tokio::test]
async fn whoever_accepts_an_invitation_is_welcomed_with_the_offer() {
    let post = Post::open().await;
    invited(&post, "en").await;
    post.comes().await;
    let mail = post.last(NURLAN);
    assert_eq!(mail.subject, "You were invited: welcome");
    mail.says(&["Aigerim S. invited you", "“Documentolog Business”", "What you get", "10%", "21 days"]);
    mail.says(&["The offer holds until 1 May, 09:30 UTC.", "/programs/business-bonus/terms?version=1", "/invitation"]);
    assert!(!mail.text.contains("Sadykova"), "{}", mail.text);
}

/// Thirty payments of 1,000: thirty bonuses of 100, 3,000 in all, of which twelve are listed.
#[tokio::test]
async fn whoever_types_the_same_code_again_is_told_of_once() {
    let post = Post::open().await;
    let (aigerim, nurlan, _) = invited(&post, "en").await;
    post.comes().await;
    assert_eq!(post.to(AIGERIM).len(), 1);
    let code = aigerim.link().await.replace("/r/", "");
    for (path, form) in [("/invitation/removal", ("program", "business-bonus")), ("/invitation/code", ("code", &*code))]
    {
        assert_eq!(nurlan.sends(path, &[form]).await.status, 303);
    }
    post.comes().await;
    assert_eq!(post.to(AIGERIM).len(), 1);
}

#[tokio::test]
async fn a_busy_referrer_gets_one_letter_with_the_sum_and_the_next_one_hours_later() {
    let post = Post::open().await;
    let (_, nurlan, billing) = invited(&post, "en").await;
    let company = nurlan.company().await;
    post.comes().await;
    for n in 1..=30 {
        billing.is_paid(&format!("pay_{n}"), &company, "1000.00").await;
        post.app.app.clock.advance(TimeDelta::seconds(1)).unwrap();
    }
    post.comes().await;
    let mail = post.last(AIGERIM);
    assert_eq!(mail.subject, "You earned ₸3,000.00");
    mail.says(&["30 bonuses", "… and 18 more"]);
    assert_eq!(mail.text.matches("₸100.00").count(), 12, "{}", mail.text);
    assert_eq!(post.to(AIGERIM).len(), 2);

    billing.is_paid("pay_31", &company, "2000.00").await;
    post.app.passes(TimeDelta::hours(5)).await;
    assert_eq!(post.to(AIGERIM).len(), 2, "the next letter of the kind waits");
    post.app.passes(TimeDelta::hours(1)).await;
    assert_eq!(post.last(AIGERIM).subject, "You earned ₸200.00", "and tells only what is new");
    post.app.passes(TimeDelta::days(1)).await;
    assert_eq!(post.to(AIGERIM).len(), 3);
}

/// Whoever used what is taken back later owes it: 10 % of 1,000 was used, and all of it is refunded.
#[tokio::test]
async fn what_is_owed_after_a_refund_is_said() {
    let post = Post::open().await;
    let (aigerim, nurlan, billing) = invited(&post, "en").await;
    billing.is_paid("pay_1", &nurlan.company().await, "1000.00").await;
    post.app.passes(TimeDelta::days(14)).await;
    aigerim.signs_in("Aigerim Sadykova").await;
    billing.issues("inv_1", &aigerim.company().await, "5000.00").await;
    let list = aigerim.opens("/invoices").await;
    let path = format!("/invoices/{}", list.ids("/invoices/")[0]);
    let page = aigerim.opens(&path).await;
    let form = ["spend", "program", "unit", "most"].map(|name| (name, page.field(name)));
    let form: Vec<_> = form.into_iter().chain([("amount", "100.00")]).collect();
    assert_eq!(aigerim.sends(&format!("{path}/spends"), &form).await.status, 303);
    billing.reports("refund.completed", json!({"refund": "r_1", "payment": "pay_1", "amount": "1000.00"})).await;
    post.comes().await;
    let mail = post.titled(AIGERIM, "₸100.00 was taken back");
    mail.says(&["your next earnings fill ₸100.00 first"]);
}

/// Events carry the time when they happened: what lies back longer than three days is history that is being imported.
#[tokio::test]
async fn imported_history_is_no_news() {
    let post = Post::open().await;
    crate::support::story::publish(&post.app).await;
    let billing = Sender::named(&post.app, "billing").await;
    billing.registers("ann", None).await;
    post.app.app.clock.advance(TimeDelta::days(30)).unwrap();
    let happened = |kind: &str, ago: TimeDelta, data| {
        let mut event = billing.event(kind, data);
        event["timestamp"] = json!(post.app.now() - ago);
        event
    };
    let registered = |name: &str| {
        json!({"person": name, "email": format!("{name}@example.com"), "program": "business-bonus", "referrer": "ann",
            "company": {"company": name, "name": name}})
    };
    let paid = |name: &str, id: &str| json!({"payment": id, "company": name, "amount": "1000.00", "currency": "KZT"});
    let old = TimeDelta::days(3) + TimeDelta::seconds(1);
    billing.sends(&happened("person.registered", old, registered("old"))).await.applied();
    billing.sends(&happened("payment.succeeded", old, paid("old", "p1"))).await.applied();
    post.comes().await;
    assert!(post.to("ann@example.com").is_empty() && post.to("old@example.com").is_empty());
    let young = TimeDelta::days(3) - TimeDelta::minutes(1);
    billing.sends(&happened("payment.succeeded", young, paid("old", "p2"))).await.applied();
    post.comes().await;
    assert_eq!(post.subjects("ann@example.com"), ["You earned ₸100.00"]);

    // Both in one batch: only what is news is told.
    post.app.passes(TimeDelta::hours(6)).await;
    let both = [
        happened("person.registered", old, registered("older")),
        happened("person.registered", young, registered("newer")),
        happened("payment.succeeded", old, paid("older", "p3")),
        happened("payment.succeeded", young, paid("newer", "p4")),
        happened("payment.succeeded", young, paid("newer", "p5")),
    ];
    let lines: Vec<String> = both.iter().map(ToString::to_string).collect();
    assert!(billing.posts_lines(&lines).await.iter().all(|answer| answer["status"] == "applied"));
    post.comes().await;
    post.titled("ann@example.com", "Somebody registered by your invitation");
    post.titled("ann@example.com", "You earned ₸200.00").says(&["2 bonuses"]);
    assert_eq!(post.to("ann@example.com").len(), 3);
}
