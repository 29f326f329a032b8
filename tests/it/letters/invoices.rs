//! Invoices: issued, overdue, and paid.

use super::{AIGERIM, Post};
use crate::support::story::{Billing, Visitor, publish};
use chrono::TimeDelta;
use serde_json::json;

/// Somebody who reads in that language and has a company; billing; what billing calls the company.
async fn customer<'a>(post: &'a Post, language: &str) -> (Visitor<'a>, Billing<'a>, String) {
    publish(&post.app).await;
    let aigerim = Visitor::registered(&post.app, "Aigerim Sadykova", "Altyn Foods").await;
    let profile = [("name", "Aigerim Sadykova"), ("language", language), ("time_zone", "Asia/Almaty")];
    assert_eq!(aigerim.sends("/settings/profile", &profile).await.status, 303);
    let company = aigerim.company().await;
    (aigerim, Billing::new(&post.app).await, company)
}

/// Due ten days after 10 April.
#[tokio::test]
async fn invoices_are_told_in_one_letter_with_what_is_left_to_pay() {
    let post = Post::open().await;
    let (_, billing, company) = customer(&post, "ru").await;
    billing.issues("inv_1", &company, "5000.00").await;
    post.app.app.clock.advance(TimeDelta::minutes(1)).unwrap();
    billing.issues("inv_2", &company, "7000.00").await;
    billing.issues("inv_3", &company, "100.00").await;
    let part =
        json!({"payment": "pay_2", "company": company, "invoice": "inv_2", "amount": "4000.00", "currency": "KZT"});
    assert_eq!(billing.reports("payment.succeeded", part).await["status"], "applied");
    let all =
        json!({"payment": "pay_3", "company": company, "invoice": "inv_3", "amount": "100.00", "currency": "KZT"});
    assert_eq!(billing.reports("payment.succeeded", all).await["status"], "applied");
    post.comes().await;
    let mail = post.titled(AIGERIM, "2 новых счёта: 8\u{a0}000,00\u{a0}₸");
    mail.says(&["Здравствуйте, Aigerim Sadykova!", "Вашим компаниям выставлено 2 счёта"]);
    mail.says(&["Altyn Foods, счёт inv_1", "5\u{a0}000,00\u{a0}₸", "оплатить до 20 апреля"]);
    mail.says(&["Altyn Foods, счёт inv_2", "3\u{a0}000,00\u{a0}₸", "/invoices", "Больше не присылать такие письма"]);
    assert!(!mail.text.contains("inv_3"), "what was paid meanwhile needs nothing: {}", mail.text);
    let mail = post.titled(AIGERIM, "Получено 4\u{a0}100,00\u{a0}₸");
    mail.says(&["Получено 2 платежа по счетам ваших компаний", "Altyn Foods, счёт inv_2", "4\u{a0}000,00\u{a0}₸"]);
    mail.says(&[
        "осталось оплатить 3\u{a0}000,00\u{a0}₸ до 20 апреля",
        "Altyn Foods, счёт inv_3",
        "оплачено полностью",
    ]);
    assert_eq!(post.to(AIGERIM).len(), 2);
}

#[tokio::test]
async fn one_invoice_is_told_with_its_own_page_and_a_voided_or_paid_one_is_not() {
    let post = Post::open().await;
    let (aigerim, billing, company) = customer(&post, "en").await;
    billing.issues("void_1", &company, "5000.00").await;
    assert_eq!(billing.reports("invoice.voided", json!({"invoice": "void_1"})).await["status"], "applied");
    billing.issues("free_1", &company, "0.00").await;
    post.comes().await;
    assert_eq!(post.subjects(AIGERIM), Vec::<String>::new());
    billing.issues("inv_1", &company, "5000.00").await;
    post.comes().await;
    let mail = post.titled(AIGERIM, "A new invoice: ₸5,000.00");
    let list = aigerim.opens("/invoices").await;
    let paths = list.ids("/invoices/");
    assert!(paths.iter().any(|id| mail.text.contains(&format!("/invoices/{id}"))), "{}", mail.text);
    mail.says(&["Altyn Foods, invoice inv_1", "pay by 20 April"]);
}

#[tokio::test]
async fn what_falls_due_unpaid_is_told_once() {
    let post = Post::open().await;
    let (_, billing, company) = customer(&post, "en").await;
    for (invoice, amount) in [("inv_1", "5000.00"), ("inv_2", "7000.00"), ("inv_3", "100.00")] {
        billing.issues(invoice, &company, amount).await;
    }
    let all =
        json!({"payment": "pay_3", "company": company, "invoice": "inv_3", "amount": "100.00", "currency": "KZT"});
    assert_eq!(billing.reports("payment.succeeded", all).await["status"], "applied");
    post.app.passes(TimeDelta::days(10)).await;
    let is_overdue = |subject: &String| subject.contains("overdue");
    assert!(!post.subjects(AIGERIM).iter().any(is_overdue), "the day itself is not over");
    post.app.passes(TimeDelta::hours(1)).await;
    post.comes().await;
    let mail = post.titled(AIGERIM, "2 invoices are overdue: ₸12,000.00");
    mail.says(&["Altyn Foods, invoice inv_1", "was due on 20 April", "₸5,000.00", "₸7,000.00", "/invoices"]);
    assert!(!mail.text.contains("inv_3"), "it is paid: {}", mail.text);
    post.app.passes_days(9).await;
    assert_eq!(post.subjects(AIGERIM).iter().filter(|subject| is_overdue(subject)).count(), 1);
}

/// Down for forty days, and for five more before the letter left.
#[tokio::test]
async fn what_fell_due_while_nobody_looked_is_told_later_and_once() {
    let post = Post::open().await;
    let (_, billing, company) = customer(&post, "en").await;
    billing.issues("inv_1", &company, "5000.00").await;
    post.comes().await;
    post.app.passes(TimeDelta::days(40)).await;
    post.app.passes(TimeDelta::days(5)).await;
    post.comes().await;
    post.titled(AIGERIM, "An invoice is overdue: ₸5,000.00").says(&["inv_1", "was due on 20 April"]);
    post.app.passes_days(9).await;
    assert_eq!(post.subjects(AIGERIM), ["A new invoice: ₸5,000.00", "An invoice is overdue: ₸5,000.00"]);
}

/// Issued forty days ago and due thirty days ago, or yesterday; later one of today.
#[tokio::test]
async fn invoices_of_imported_history_are_no_news() {
    let post = Post::open().await;
    let (_, billing, company) = customer(&post, "en").await;
    post.app.passes(TimeDelta::days(60)).await;
    let line = json!({"product": "standard", "kind": "plan", "amount": "5000.00"});
    let issued = post.app.now() - TimeDelta::days(40);
    for (invoice, days) in [("old", 30), ("yesterday", 1)] {
        let due = post.app.now() - TimeDelta::days(days);
        let old = json!({"invoice": invoice, "company": company, "currency": "KZT", "lines": [line], "due_at": due});
        assert_eq!(billing.reports_of(issued, "invoice.issued", old).await["status"], "applied");
    }
    post.app.passes(TimeDelta::hours(2)).await;
    assert_eq!(post.subjects(AIGERIM), Vec::<String>::new());
    billing.issues("new", &company, "100.00").await;
    post.comes().await;
    assert_eq!(post.subjects(AIGERIM), ["A new invoice: ₸100.00"]);
}

#[tokio::test]
async fn each_of_the_two_can_be_switched_off() {
    let post = Post::open().await;
    let (aigerim, billing, company) = customer(&post, "en").await;
    let page = aigerim.opens("/settings/letters").await;
    assert!(page.has("New invoices of my companies") && page.has("Invoices of mine that are overdue"));
    assert_eq!(aigerim.sends("/settings/letters", &[("letter", "overdue")]).await.status, 303);
    billing.issues("inv_1", &company, "5000.00").await;
    post.app.passes(TimeDelta::days(10)).await;
    post.app.passes(TimeDelta::hours(1)).await;
    post.comes().await;
    let mail = post.last(AIGERIM);
    assert_eq!(post.subjects(AIGERIM), ["An invoice is overdue: ₸5,000.00"]);
    let path = mail.switch().strip_prefix(&post.app.url).unwrap();
    assert_eq!(aigerim.sends(path, &[("List-Unsubscribe", "One-Click")]).await.status, 200);
    let page = aigerim.opens("/settings/letters").await;
    assert!(!page.has(r#"value="overdue" checked"#));
    billing.issues("inv_2", &company, "7000.00").await;
    post.app.passes(TimeDelta::days(11)).await;
    post.comes().await;
    assert_eq!(post.to(AIGERIM).len(), 1);
}
