//! From a payment to money that can be used, with the reason at every step.

mod files;
mod questions;

use crate::support::TestApp;
use crate::support::story::{Billing, Visitor, publish};
use chrono::TimeDelta;
use serde_json::json;

/// A referrer, whom they invited, and billing.
async fn invited(app: &TestApp) -> (Visitor<'_>, Visitor<'_>, Billing<'_>) {
    publish(app).await;
    let aigerim = Visitor::registered(app, "Aigerim Sadykova", "Altyn Foods").await;
    let nurlan = Visitor::new(app);
    nurlan.opens(&aigerim.link().await).await;
    nurlan.registers("Nurlan Abenov", "Dala Trade LLP").await;
    (aigerim, nurlan, Billing::new(app).await)
}

#[tokio::test]
async fn a_payment_is_on_hold_for_fourteen_days_and_says_why() {
    let app = TestApp::start().await;
    let (aigerim, nurlan, billing) = invited(&app).await;
    let overview = aigerim.opens("/overview").await;
    assert!(overview.has("How it begins") || overview.has("Nothing yet"));
    billing.is_paid("pay_1", &nurlan.company().await, "405000.00").await;

    let earnings = aigerim.opens("/earnings").await;
    assert!(earnings.has("₸40,500.00") && earnings.has("10% of ₸405,000.00 is ₸40,500.00"));
    assert!(earnings.has("on hold until 24 April") && earnings.has("D••• T••• LLP"));
    let id = earnings.ids("/earnings/")[0].to_owned();
    let receipt = aigerim.opens(&format!("/earnings/{id}")).await;
    assert!(receipt.has("You earn ₸40,500.00 from a payment of ₸405,000.00"), "{}", receipt.text);
    assert!(receipt.has("pay_1") && receipt.has("version 1, clause Bonus") && receipt.has("Bonus earned"));
    assert_eq!(nurlan.opens(&format!("/earnings/{id}")).await.status, 404, "another's receipt");
    assert_eq!(aigerim.opens("/earnings/019ab0c4-77de-7c31-9d5e-2f0f7a1b2c3d").await.status, 404);
    assert_eq!(aigerim.opens("/earnings/x").await.status, 404);
    let statement = aigerim.opens("/statement").await;
    assert!(statement.has("what you earned is on hold") && !statement.has("still empty"), "{}", statement.text);
    let overview = aigerim.opens("/overview").await;
    assert!(overview.has("₸40,500.00 become available on") && overview.has("in 14 days"));
    assert!(aigerim.opens("/invited?state=paying").await.has("₸40,500.00"));

    app.passes_days(14).await;
    aigerim.signs_in("Aigerim Sadykova").await;
    let earnings = aigerim.opens("/earnings?state=available").await;
    assert_eq!(earnings.ids("/earnings/"), [id.as_str()]);
    assert!(aigerim.opens("/earnings?state=on-hold").await.has("Nothing here now"));
    let statement = aigerim.opens("/statement").await;
    assert!(statement.has("Bonus became available") && statement.has(&format!("/earnings/{id}")));
}

/// Given back on 13 April, told of on 15 April.
#[tokio::test]
async fn what_was_taken_back_is_dated_alike_in_the_list_and_in_the_ledger() {
    let app = TestApp::start().await;
    let (aigerim, nurlan, billing) = invited(&app).await;
    billing.is_paid("pay_1", &nurlan.company().await, "405000.00").await;
    app.passes(TimeDelta::days(5)).await;
    let refund = json!({"refund": "r_1", "payment": "pay_1", "amount": "405000.00"});
    let told = billing.reports_of(app.now() - TimeDelta::days(2), "refund.completed", refund).await;
    assert_eq!(told["status"], "applied");
    let list = aigerim.opens("/earnings").await;
    assert!(list.has("taken back on 13 April") && !list.has("15 April"), "{}", list.text);
    let receipt = aigerim.opens(&format!("/earnings/{}", list.ids("/earnings/")[0])).await;
    assert!(receipt.has("13 April"), "{}", receipt.text);
}

#[tokio::test]
async fn what_earns_nothing_says_why() {
    let app = TestApp::start().await;
    let (aigerim, nurlan, billing) = invited(&app).await;
    let company = nurlan.company().await;
    billing.is_paid("pay_0", &company, "0").await;
    let nothing = aigerim.opens("/earnings?state=nothing").await;
    assert!(nothing.has("No money was received, so nothing was earned.") && nothing.has("₸0.00"));
    assert!(aigerim.opens("/invited").await.has("No money was received"));
}

#[tokio::test]
async fn money_for_an_invoice_of_nothing_is_shared_by_its_lines() {
    let app = TestApp::start().await;
    let (aigerim, nurlan, billing) = invited(&app).await;
    let company = nurlan.company().await;
    let line = |product| json!({"product": product, "kind": "service", "amount": "0"});
    let data = json!({"invoice": "inv_0", "company": company, "currency": "KZT", "lines": [line("sms"), line("scan")], "due_at": app.now()});
    assert_eq!(billing.reports("invoice.issued", data).await["status"], "applied");
    let data = json!({"payment": "pay_0", "company": company, "invoice": "inv_0", "amount": "1.01", "tax": "0.11", "currency": "KZT"});
    assert_eq!(billing.reports("payment.succeeded", data).await["status"], "applied");
    assert!(aigerim.opens("/earnings").await.has("10% of ₸1.01 is ₸0.10"));
}

#[tokio::test]
async fn a_refund_is_a_line_that_names_what_it_takes_back_and_the_statement_adds_up() {
    let app = TestApp::start().await;
    let (aigerim, nurlan, billing) = invited(&app).await;
    let company = nurlan.company().await;
    billing.is_paid("pay_1", &company, "405000.00").await;
    billing.is_paid("pay_2", &company, "1000.00").await;
    app.passes_days(14).await;
    aigerim.signs_in("Aigerim Sadykova").await;
    let refund = json!({"refund": "ref_1", "payment": "pay_1", "amount": "202500.00"});
    assert_eq!(billing.reports("refund.completed", refund).await["status"], "applied");

    let earnings = aigerim.opens("/earnings").await;
    assert!(earnings.has("−₸20,250.00") && earnings.has("the line it reverses") && earnings.has("taken back"));
    let receipt = earnings.ids("/earnings/").into_iter().next().unwrap().to_owned();
    let receipt = aigerim.opens(&format!("/earnings/{receipt}")).await;
    assert!(receipt.has("Revisions") && receipt.has("Bonus taken back"), "{}", receipt.text);
    let half = "A part of the payment was refunded; ₸20,250.00 stays.";
    assert!(receipt.has(half) && receipt.has("₸202,500.00 of ₸405,000.00"), "{}", receipt.text);
    assert!(receipt.has("available since 24 April") && !receipt.has("tag bad"), "half of it stays: {}", receipt.text);
    let csv = aigerim.opens("/earnings.csv").await.text;
    let corrections: Vec<&str> = csv.lines().filter(|line| line.contains(",-20250.00,")).collect();
    assert!(corrections.len() == 1 && corrections[0].contains(",,,,-20250.00,"), "neither base nor rate: {csv}");
    let whole = json!({"refund": "ref_2", "payment": "pay_2"});
    assert_eq!(billing.reports("refund.completed", whole).await["status"], "applied");
    let taken = aigerim.opens("/earnings").await;
    let taken = taken.ids("/earnings/").into_iter().next().unwrap().to_owned();
    let taken = aigerim.opens(&format!("/earnings/{taken}")).await;
    assert!(taken.has("The payment was refunded.") && taken.has("tag bad") && taken.has("₸1,000.00 of ₸1,000.00"));

    let csv = aigerim.opens("/statement.csv").await.text;
    let lines: Vec<Vec<&str>> = csv.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let moved: Vec<&str> = lines.iter().map(|line| line[6]).collect();
    assert_eq!(moved, ["40500.00", "100.00", "-20250.00", "-100.00"]);
    assert_eq!(lines[0][2..5], ["reward_released", "Bonus became available", "D••• T••• LLP"]);
    assert_eq!(lines[0][0], "2026-04-24T09:30:00+00:00");
    let mut balance = rust_decimal::Decimal::ZERO;
    for line in &lines {
        balance += line[6].parse::<rust_decimal::Decimal>().unwrap();
        assert_eq!(line[7].parse::<rust_decimal::Decimal>().unwrap(), balance);
    }
    let statement = aigerim.opens("/statement").await;
    assert!(statement.has("₸20,250.00"), "of the first half is left, of the second nothing");
    assert!(statement.has("Proof that nothing was rewritten"));
}

#[tokio::test]
async fn lists_go_on_over_pages() {
    let app = TestApp::start().await;
    let (aigerim, nurlan, billing) = invited(&app).await;
    let company = nurlan.company().await;
    for n in 0..51 {
        billing.is_paid(&format!("pay_{n}"), &company, "100.00").await;
    }
    let first = aigerim.opens("/earnings").await;
    assert!(first.ids("/earnings/").len() == 50 && first.has("/earnings?page=2"));
    assert_eq!(aigerim.opens("/earnings?page=2").await.ids("/earnings/").len(), 1);
    assert_eq!(aigerim.opens("/earnings?page=nonsense").await.ids("/earnings/").len(), 50);
    assert!(aigerim.opens("/overview").await.has("₸510.00"), "51 times ten");
}
