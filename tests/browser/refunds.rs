//! Money that was paid back: before its bonus is released, and after the bonus was used.

use super::browser::{Browser, Screen, journey};
use super::stage::{AIGERIM, Stage};
use serde_json::json;

async fn refund(stage: &Stage, state: &str) {
    let data = json!({"refund": "refund-1", "payment": "payment-1"});
    stage.billing_says(&format!("refund-1-{state}"), &format!("refund.{state}"), data).await;
}

async fn opens_the_first_receipt(browser: &Browser) {
    browser.opens("/earnings").await;
    let receipt = browser.asks("document.querySelector('td.who a').pathname").await;
    browser.opens(receipt.as_str().unwrap()).await;
    browser.arrives_at("Receipt").await;
}

#[tokio::test]
async fn a_refund_on_day_13_comes_before_the_release() {
    let stage = Stage::set().await;
    journey(&stage.app, "refund-day-13", Screen::Phone, async |browser| {
        stage.enters(browser, AIGERIM).await;
        let link = browser.typed("link").await;
        stage.is_paid_for(link.rsplit('/').next().unwrap()).await;
        stage.app.passes_days(13).await;
        stage.signs_in(browser, AIGERIM).await;
        browser.sees_in(".figures .main", "₸0.00").await;
        browser.sees_in(".figures .wait", "₸40,500.00").await;
        browser.opens("/earnings").await;
        browser.sees_in("td.state", "on hold until 24 April").await;

        refund(&stage, "requested").await;
        browser.opens("/earnings").await;
        browser.sees_in("td.state", "waits for a refund decision").await;
        browser.looks_well("01-earnings-waiting").await;
        // Whoever waits for a decision gets nothing meanwhile.
        stage.app.passes_days(2).await;
        stage.signs_in(browser, AIGERIM).await;
        browser.sees_in(".figures .main", "₸0.00").await;
        browser.sees_in(".figures .wait", "₸40,500.00").await;

        refund(&stage, "completed").await;
        browser.opens("/overview").await;
        browser.sees_in(".figures .main", "₸0.00").await;
        browser.sees_in(".figures .wait", "₸0.00").await;
        browser.looks_well("02-overview").await;
        browser.opens("/earnings").await;
        browser.sees_in("td.state", "taken back").await;
        browser.looks_well("03-earnings-taken-back").await;
        opens_the_first_receipt(browser).await;
        browser.sees("taken back").await;
        browser.looks_well("04-receipt").await;
        browser.opens("/invited").await;
        let invited = browser.asks("document.querySelector('td.who a').pathname").await;
        browser.opens(invited.as_str().unwrap()).await;
        browser.sees("The payment was refunded.").await;
        browser.sees("After the refund ₸0.00 is left.").await;
        browser.looks_well("05-invited").await;
    })
    .await;
}

#[tokio::test]
async fn a_refund_on_day_20_comes_after_the_bonus_was_used() {
    let stage = Stage::set().await;
    journey(&stage.app, "refund-day-20", Screen::Phone, async |browser| {
        stage.has_bonuses(browser).await;
        stage.invoices("2026-0420", &stage.billing_id(AIGERIM.email).await, "100000.00").await;
        browser.opens("/invoices").await;
        browser.presses("2026-0420").await;
        browser.presses("Use all you can: ₸40,500.00").await;
        browser.sees("The bonuses are used.").await;
        stage.app.passes_days(6).await;
        refund(&stage, "requested").await;
        refund(&stage, "completed").await;

        stage.signs_in(browser, AIGERIM).await;
        browser.sees_in(".figures .bad", "Owed\n₸40,500.00").await;
        browser.sees("A payment that you earned from was paid back after you had used the bonus.").await;
        browser.sees("Your next earnings fill this first.").await;
        browser.looks_well("01-overview-owed").await;
        opens_the_first_receipt(browser).await;
        browser.sees("taken back").await;
        browser.looks_well("02-receipt").await;
        browser.opens("/statement").await;
        browser.sees_in("tr", "Bonus taken back").await;
        browser.sees_in("tr", "Used on an invoice").await;
        browser.looks_well("03-statement").await;
        // What was used stays used: the invoice is as it was.
        browser.opens("/invoices").await;
        browser.presses("2026-0420").await;
        browser.sees_in(".facts .total", "₸59,500.00").await;

        let next = stage.pays("payment-2", "c-dala", "600000.00").await;
        assert_eq!(next["status"], "applied", "{next}");
        stage.app.passes_days(14).await;
        stage.signs_in(browser, AIGERIM).await;
        browser.sees_in(".figures .main", "Available\n₸19,500.00").await;
        browser.does_not_see("Owed").await;
        browser.looks_well("04-overview-filled").await;
    })
    .await;
}
