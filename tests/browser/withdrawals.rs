//! Cash asked for, forgotten, and paid, as whoever earned it and as staff see it.

use super::browser::{Browser, Screen, journey};
use super::stage::{AIGERIM, DANA, NURLAN, PASSWORD, Stage};
use beckon::people::Role;
use serde_json::json;
use thirtyfour::prelude::*;

pub const TERMS: &str = include_str!("../../programs/hosting-remuneration.toml");

#[tokio::test]
async fn a_withdrawal_is_requested_overdue_and_paid() {
    let stage = Stage::with(TERMS).await;
    journey(&stage.app, "withdrawal", Screen::Phone, async |browser| {
        stage.hires(browser, DANA, Role::Finance).await;
        earns_cash(&stage, browser).await;
        says_where_to(&stage, browser).await;
        requests(&stage, browser).await;
        waits_too_long(&stage, browser).await;
        staff_pay(&stage, browser).await;
        has_the_money(&stage, browser).await;
    })
    .await;
}

/// 10,000 hryvnias for hosting come from whom AIGERIM brought: 1,000 are hers after 30 days.
pub async fn earns_cash(stage: &Stage, browser: &Browser) {
    browser.becomes_a_stranger().await;
    stage.enters(browser, AIGERIM).await;
    let link = browser.typed("link").await;
    browser.becomes_a_stranger().await;
    browser.opens(&link).await;
    browser.opens("/register").await;
    stage.registers_here(browser, NURLAN).await;
    let company = stage.billing_id(NURLAN.email).await;
    let lines = json!([{"product": "hosting", "kind": "plan", "amount": "10000.00"}]);
    let paid =
        json!({"payment": "hosting-1", "company": company, "amount": "10000.00", "currency": "UAH", "lines": lines});
    stage.billing_says("paid-hosting-1", "payment.succeeded", paid).await;
    stage.app.passes_days(30).await;
    stage.signs_in(browser, AIGERIM).await;
    browser.sees_in(".figures .main", "₴1,000.00").await;
}

async fn says_where_to(stage: &Stage, browser: &Browser) {
    browser.opens("/withdrawals").await;
    asks_for(browser, "400").await;
    browser.sees("Say first where this money goes").await;
    assert_eq!(browser.typed("amount").await, "400", "what was typed stays");
    browser.looks_well("01-no-details").await;
    browser.opens("/settings/payout/card").await;
    browser.types("holder", "Aigerim Sadykova").await;
    browser.types("number", "4111 1111 1111 1111").await;
    browser.types("current", PASSWORD).await;
    browser.presses("Send me the letter").await;
    browser.sees("A letter is on its way.").await;
    browser.looks_well("02-details-wait").await;
    stage.app.works_jobs().await;
    browser.opens(&stage.link_to(AIGERIM.email)).await;
    browser.arrives_at("Are these your payout details?").await;
    browser.looks_well("03-details-confirmed").await;
    browser.presses("Yes, they are mine").await;
    browser.sees("You can withdraw again after 24 hours.").await;
    browser.opens("/withdrawals").await;
    asks_for(browser, "400").await;
    browser.sees("Your payout details changed: you can withdraw after").await;
    browser.looks_well("04-locked").await;
    stage.app.passes_days(1).await;
}

async fn asks_for(browser: &Browser, amount: &str) {
    browser.types("amount", amount).await;
    browser.driver.query(By::Css("input[name=method][value=card]")).single().await.unwrap().click().await.unwrap();
    browser.presses("Request").await;
}

async fn requests(stage: &Stage, browser: &Browser) {
    stage.signs_in(browser, AIGERIM).await;
    browser.presses("Withdraw").await;
    browser.arrives_at("Withdrawals").await;
    asks_for(browser, "2000").await;
    browser.sees("Only ₴1,000.00 is available.").await;
    browser.looks_well("05-too-much").await;
    asks_for(browser, "400").await;
    browser.sees("The withdrawal is requested. The amount is reserved.").await;
    browser.sees_in("td.state", "requested").await;
    browser.sees_in("td.key", "₴400.00").await;
    // Requested on 11 May, and ten days are promised.
    browser.sees("Decided and paid by 21 May").await;
    browser.sees_in(".figures .main", "₴600.00").await;
    browser.sees_in(".figures .wait", "Being withdrawn\n₴400.00").await;
    browser.looks_well("06-requested").await;
}

async fn waits_too_long(stage: &Stage, browser: &Browser) {
    stage.app.passes_days(11).await;
    stage.signs_in(browser, AIGERIM).await;
    browser.opens("/withdrawals").await;
    browser.sees_in("td.state", "overdue").await;
    browser.sees_in(".figures .wait", "₴400.00").await;
    browser.looks_well("07-overdue").await;
}

async fn staff_pay(stage: &Stage, browser: &Browser) {
    stage.signs_in(browser, DANA).await;
    browser.opens("/admin").await;
    browser.sees("Withdrawals overdue").await;
    browser.looks_well("08-staff").await;
    browser.opens("/admin/withdrawals?which=overdue").await;
    browser.sees_in("td.state", "overdue").await;
    browser.looks_well("09-staff-overdue").await;
    browser.presses(AIGERIM.name).await;
    browser.arrives_at("Withdrawal of Aigerim Sadykova").await;
    browser.looks_well("10-staff-withdrawal").await;
    browser.presses("Approve").await;
    browser.sees("The approval is given.").await;
    browser.presses("Mark as paid").await;
    browser.sees("Type the payment's reference").await;
    browser.types("reference", "PB-77 4190").await;
    browser.looks_well("11-staff-approved").await;
    browser.presses("Mark as paid").await;
    browser.sees("It is marked as paid.").await;
    browser.sees("Dana Ospanova approved it on 22 May").await;
    browser.sees("Dana Ospanova paid it on 22 May").await;
    browser.looks_well("12-staff-paid").await;
    browser.opens("/admin/withdrawals?which=overdue").await;
    browser.sees("Nothing here.").await;
}

async fn has_the_money(stage: &Stage, browser: &Browser) {
    stage.signs_in(browser, AIGERIM).await;
    browser.opens("/withdrawals").await;
    browser.sees_in("td.state", "paid").await;
    browser.sees("Reference: PB-77 4190").await;
    browser.sees_in(".figures", "Paid out\n₴400.00").await;
    browser.sees_in(".figures .main", "₴600.00").await;
    browser.does_not_see("overdue").await;
    browser.looks_well("13-paid").await;
}
