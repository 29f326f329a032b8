//! Paying one's own invoice with what one earned.

use super::browser::{Browser, Screen, journey};
use super::stage::{AIGERIM, Stage};
use serde_json::json;
use thirtyfour::prelude::ElementQueryable;
use thirtyfour::{By, Key};

#[tokio::test]
async fn bonuses_pay_a_part_of_an_invoice_and_come_back_when_it_is_voided() {
    let stage = Stage::set().await;
    journey(&stage.app, "spending", Screen::Desktop, async |browser| {
        stage.has_bonuses(browser).await;
        let company = stage.billing_id(AIGERIM.email).await;
        browser.opens("/companies").await;
        browser.sees(AIGERIM.company).await;
        browser.sees(&company).await;
        browser.looks_well("01-companies").await;
        stage.invoices("2026-0412", &company, "100000.00").await;
        uses_a_part(browser).await;
        stage.billing_says("voided-2026-0412", "invoice.voided", json!({"invoice": "2026-0412"})).await;
        sees_it_back(browser).await;
    })
    .await;
}

async fn uses_a_part(browser: &Browser) {
    browser.opens("/invoices").await;
    browser.sees("You have ₸40,500.00 in bonuses to use on open invoices.").await;
    browser.looks_well("02-invoices").await;
    browser.presses("2026-0412").await;
    browser.arrives_at("Invoice 2026-0412").await;
    browser.sees("Up to ₸40,500.00 can be used here.").await;
    browser.looks_well("03-invoice").await;
    slider_and_field_say_the_same(browser).await;
    browser.presses("Use").await;
    browser.sees("The bonuses are used.").await;
    browser.sees_in(".facts .total", "₸85,000.00").await;
    browser.sees("You have ₸25,500.00.").await;
    browser.looks_well("04-invoice-partly-paid").await;
    browser.opens("/overview").await;
    browser.sees_in(".figures .main", "₸25,500.00").await;
    browser.sees_in(".figures", "Spent\n₸15,000.00").await;
}

async fn slider_and_field_say_the_same(browser: &Browser) {
    let slider = browser.driver.query(By::Id("slider")).and_displayed().single().await.unwrap();
    slider.send_keys(Key::Home + "").await.unwrap();
    assert_eq!(browser.typed("amount").await, "0");
    slider.send_keys(Key::End + "").await.unwrap();
    assert_eq!(browser.typed("amount").await, browser.typed("slider").await);
    browser.types("amount", "15000").await;
    // A hundred steps of 405 lead to 40,500: this one is the nearest.
    assert_eq!(browser.typed("slider").await, "14985");
    assert_eq!(browser.typed("amount").await, "15000");
}

async fn sees_it_back(browser: &Browser) {
    browser.opens("/statement").await;
    browser.sees_in("tr", "Used on an invoice").await;
    browser.sees_in("tr", "Returned from an invoice").await;
    browser.sees_in(".figures .main", "₸40,500.00").await;
    browser.looks_well("05-statement").await;
    browser.opens("/invoices").await;
    browser.sees_in("td.state", "voided").await;
    browser.presses("2026-0412").await;
    browser.arrives_at("Invoice 2026-0412").await;
    browser.sees_in("td", "returned").await;
    browser.looks_well("06-invoice-voided").await;
}
