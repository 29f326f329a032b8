//! A plan that Beckon sells itself: offered by staff, chosen, invoiced when its trial ends, paid.

use super::browser::{Browser, Screen, journey};
use super::stage::{AIGERIM, DANA, Stage};
use beckon::people::Role;

#[tokio::test]
async fn a_plan_is_chosen_invoiced_and_paid() {
    let stage = Stage::set().await;
    journey(&stage.app, "plan", Screen::Phone, async |browser| {
        stage.hires(browser, DANA, Role::Admin).await;
        staff_offer_a_plan(browser).await;
        chooses(&stage, browser).await;
        is_invoiced(&stage, browser).await;
        staff_record_the_money(&stage, browser).await;
        has_paid(&stage, browser).await;
    })
    .await;
}

async fn staff_offer_a_plan(browser: &Browser) {
    browser.opens("/admin/products").await;
    browser.arrives_at("Products").await;
    browser.looks_well("01-no-products").await;
    browser.types("name", "Business").await;
    browser.types("price", "0").await;
    browser.types("currency", "KZT").await;
    browser.types("trial_days", "14").await;
    browser.types("due_days", "10").await;
    browser.presses("Add the product").await;
    browser.sees("above zero").await;
    browser.looks_well("02-product-refused").await;
    browser.types("price", "90000").await;
    browser.presses("Add the product").await;
    browser.sees("The product is offered.").await;
    browser.sees_in("td.key", "₸90,000.00 a month").await;
    browser.looks_well("03-products").await;
}

async fn chooses(stage: &Stage, browser: &Browser) {
    browser.becomes_a_stranger().await;
    stage.enters(browser, AIGERIM).await;
    browser.opens("/plans").await;
    browser.arrives_at("Plans and billing").await;
    browser.sees("₸90,000.00 a month").await;
    browser.looks_well("04-plans").await;
    browser.presses("Begin this plan").await;
    browser.sees("Free until 24 April, then ₸90,000.00 before discounts.").await;
    browser.looks_well("05-plan-on-trial").await;
    browser.opens("/invoices").await;
    browser.sees("No invoices yet").await;
}

async fn is_invoiced(stage: &Stage, browser: &Browser) {
    stage.app.passes_days(14).await;
    stage.signs_in(browser, AIGERIM).await;
    browser.opens("/plans").await;
    browser.sees("Next charge on 24 May: ₸90,000.00 before discounts.").await;
    browser.looks_well("06-plan-charged").await;
    browser.presses("1 invoice to pay").await;
    browser.sees_in("td.state", "open").await;
    browser.sees_in("td.when", "4 May").await;
    opens_the_first(browser).await;
    browser.sees_in(".facts .total", "₸90,000.00").await;
    browser.looks_well("07-invoice").await;
}

async fn opens_the_first(browser: &Browser) {
    let invoice = browser.asks("document.querySelector('td.who a').pathname").await;
    browser.opens(invoice.as_str().unwrap()).await;
}

async fn staff_record_the_money(stage: &Stage, browser: &Browser) {
    stage.signs_in(browser, DANA).await;
    browser.opens("/admin/invoices").await;
    browser.arrives_at("Unpaid invoices").await;
    browser.sees_in("td.key", "₸90,000.00").await;
    browser.looks_well("08-unpaid").await;
    opens_the_first(browser).await;
    browser.sees("Aigerim Sadykova").await;
    browser.types("amount", "50000").await;
    browser.types("reference", "KASPI 8841").await;
    browser.presses("Record the payment").await;
    browser.sees("The payment is recorded; a part is left to pay.").await;
    browser.sees_in(".facts .total", "₸40,000.00").await;
    browser.looks_well("09-paid-in-part").await;
    browser.types("amount", "40000.01").await;
    browser.types("reference", "KASPI 9012").await;
    browser.presses("Record the payment").await;
    browser.sees("Only ₸40,000.00 is left to pay.").await;
    browser.types("amount", "40000").await;
    browser.presses("Record the payment").await;
    browser.sees("The payment is recorded; the invoice is paid.").await;
    browser.looks_well("10-paid").await;
    browser.opens("/admin/invoices").await;
    browser.sees("Every invoice is paid.").await;
}

async fn has_paid(stage: &Stage, browser: &Browser) {
    stage.signs_in(browser, AIGERIM).await;
    browser.opens("/invoices").await;
    browser.sees_in("td.state", "paid").await;
    opens_the_first(browser).await;
    browser.sees_in("h1", "Receipt of invoice 2026-04-24-").await;
    browser.sees("KASPI 8841").await;
    browser.sees("KASPI 9012").await;
    browser.sees_in(".facts .total", "₸0.00").await;
    browser.looks_well("11-receipt").await;
}
