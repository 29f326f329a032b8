//! Withdrawals, runs and new terms.

use super::Post;
use crate::support::months::Months;
use crate::support::sender::{Sender, publish};
use crate::withdrawals::desk::Desk;
use beckon::intake;
use chrono::TimeDelta;
use serde_json::json;

const BONUS: &str = include_str!("../../../programs/business-bonus.toml");

/// The desk's terms: a fee of 1 is part of the amount; ten days after 10 April is the 20th.
#[tokio::test]
async fn each_step_of_a_withdrawal_is_told_with_its_reason_and_reference() {
    let post = Post::open().await;
    let desk = Desk::open(&post.app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "60000.00").await;
    post.comes().await;
    let email = super::AIGERIM;
    let paid = aigerim.asks("150").await;
    post.comes().await;
    let mail = post.last(email);
    assert_eq!(mail.subject, "Withdrawal of ₴150.00: requested");
    mail.says(&["You asked for ₴150.00, to: Bank card.", "It is decided and paid by 20 April."]);
    for (step, subject, words) in [
        ("approval", "Withdrawal of ₴150.00: approved", &["It is paid by 20 April, to: Bank card."][..]),
        ("payment", "Withdrawal of ₴150.00: paid", &["Reference: ", "The fee of ₴1.00 was kept back."]),
        (
            "failure",
            "Withdrawal of ₴150.00: returned",
            &["could not be paid", "Reason: ", "The fee of ₴1.00 was kept back."],
        ),
    ] {
        assert_eq!(dana.takes(&paid, step).await.status, 303);
        post.comes().await;
        assert_eq!(post.last(email).subject, subject);
        post.last(email).says(words);
    }
    let rejected = aigerim.asks("200").await;
    dana.takes(&rejected, "rejection").await;
    post.comes().await;
    assert_eq!(post.last(email).subject, "Withdrawal of ₴200.00: rejected", "requested and rejected is told once");
    post.last(email).says(&["is rejected. The amount is available again.", "Reason: "]);
    let canceled = aigerim.asks("300").await;
    aigerim.takes(&canceled, "cancellation").await;
    post.comes().await;
    assert_eq!(post.last(email).subject, "Withdrawal of ₴300.00: canceled");
    let large = aigerim.asks("5000.01").await;
    post.comes().await;
    let before = post.to(email).len();
    assert_eq!(dana.takes(&large, "approval").await.status, 303);
    post.comes().await;
    assert_eq!(post.to(email).len(), before, "a first approval of two is nothing to tell");
}

#[tokio::test]
async fn the_28th_is_told_with_each_companys_percent_in_two_languages() {
    let post = Post::open().await;
    let months = Months::of(&post.app, 2).await;
    months.invites(0..25).await;
    months.comes("2026-04-28T00:00:00Z").await;
    post.comes().await;
    let anna = "anna@customer.example";
    let mail = post.titled(anna, "Your companies’ discounts for the next payment");
    mail.says(&["was verified as of 28 April.", "a1", "20 Active Referrals: 40% off the next payment.", "40%"]);
    mail.says(&["a2", "5 Active Referrals: 5% off the next payment.", "next scheduled payment of that company only"]);
    months.issues("own", "a1").await;
    sets_language(&post, anna, "ru").await;
    months.comes("2026-05-28T00:00:00Z").await;
    post.comes().await;
    // The invoice was due on 8 May.
    let mail = post.titled(anna, "В этом месяце у ваших компаний нет скидки");
    mail.says(&["проверена на 28 мая", "0\u{a0}%", "Следующая проверка — через месяц."]);
}

/// Nobody counts any more, so that the run of May does not look at Anna: five of April are nothing now.
#[tokio::test]
async fn whoever_loses_the_whole_discount_is_told_so_once() {
    let post = Post::open().await;
    let months = Months::of(&post.app, 1).await;
    months.invites(0..5).await;
    months.comes("2026-04-28T00:00:00Z").await;
    post.comes().await;
    for n in 0..5 {
        let canceled = json!({"subscription": format!("i{n}-s"), "status": "canceled"});
        months.tell("subscription.changed", canceled).await;
    }
    months.comes("2026-05-28T00:00:00Z").await;
    post.comes().await;
    let anna = "anna@customer.example";
    let mail = post.titled(anna, "No discount for your companies this month");
    mail.says(&["was verified as of 28 May.", "a1", "5% last time, nothing now", "0%"]);
    mail.says(&["None of those whom you invited counts as an Active Referral now"]);
    months.comes("2026-06-28T00:00:00Z").await;
    post.comes().await;
    assert_eq!(post.to(anna).len(), 3, "who came, what April gave, what May took, and nothing twice");
}

/// As the person's own settings would.
async fn sets_language(post: &Post, email: &str, language: &str) {
    let key = [email.to_owned()];
    let done: Result<(), beckon::db::Fault> = post
        .app
        .app
        .db
        .write(async |tx| {
            let person = beckon::people::known_emails(tx, &key).await?[email];
            beckon::people::set_language(tx, person, language).await
        })
        .await;
    done.unwrap();
}

#[tokio::test]
async fn new_terms_are_told_to_whoever_invites_and_to_nobody_else() {
    let post = Post::open().await;
    publish(&post.app, BONUS).await;
    let billing = Sender::named(&post.app, "billing").await;
    for (name, referrer) in [("ann", None), ("rita", None), ("new", Some("ann")), ("novy", Some("rita")), ("eve", None)]
    {
        billing.registers(name, referrer).await;
    }
    sets_language(&post, "rita@example.com", "ru").await;
    post.comes().await;
    let before = post.app.letters().len();
    let rules = BONUS.split("[[example]]").next().unwrap();
    let terms = rules.replace("give = \"10 %\"", "give = \"12 %\"").replace("new_referrals", "all_from_date");
    let from = "2026-05-01T00:00:00+05:00".parse().unwrap();
    post.app.app.db.write(async |tx| intake::publish_from(tx, &terms, Some(from), None).await).await.unwrap();
    post.app.passes(TimeDelta::minutes(1)).await;
    assert_eq!(post.app.letters().len(), before + 2, "invitees and bystanders are not written to");
    let mail = post.last("ann@example.com");
    assert_eq!(mail.subject, "The terms of “Documentolog Business” change");
    mail.says(&["Version 2 of the terms of the program “Documentolog Business” begins on 30 April, 19:00 UTC."]);
    mail.says(&["It holds for everybody from then on", "New", "earns 12% of every payment"]);
    mail.says(&["No longer", "earns 10% of every payment", "/programs/business-bonus/terms?version=2"]);
    assert!(!mail.text.contains("14 days") && !mail.text.contains("90 days"), "what stays is not said: {}", mail.text);
    let mail = post.last("rita@example.com");
    assert_eq!(mail.subject, "Меняются условия программы «Documentolog Business»");
    mail.says(&["Версия 2", "действует с 30 апреля, 19:00", "Новое", "12\u{a0}%", "Больше не действует", "10\u{a0}%"]);
    post.app.passes(TimeDelta::days(1)).await;
    assert_eq!(post.app.letters().len(), before + 2, "told once");
    let data = json!({"person": "late", "email": "late@example.com"});
    billing.says("person.registered", data).await.applied();
}
