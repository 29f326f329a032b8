//! The way from registering to spending in a browser that runs no script.

use super::browser::{Screen, journey};
use super::stage::{AIGERIM, Stage};
use serde_json::json;

#[tokio::test]
async fn everything_works_without_scripts() {
    let stage = Stage::set().await;
    journey(&stage.app, "without-scripts", Screen::Phone, async |browser| {
        browser.turns_scripts_off().await;
        stage.has_bonuses(browser).await;
        let woken = "document.querySelectorAll('[data-needs-script]:not([hidden])').length";
        assert_eq!(browser.asks(woken).await, json!(0), "scripts do run");
        browser.looks_well("01-overview").await;
        browser.presses("Invited").await;
        browser.arrives_at("Invited").await;
        browser.types("q", "nobody of this name").await;
        browser.presses("Find").await;
        browser.sees("Nobody fits these filters.").await;
        browser.presses("Show all").await;
        browser.sees_in("td.state", "paying").await;
        browser.presses("Earnings").await;
        browser.arrives_at("Earnings").await;
        browser.presses("On hold").await;
        browser.sees("Nothing here now.").await;
        browser.presses("Available").await;
        browser.sees_in("td.key", "₸40,500.00").await;
        browser.looks_well("02-earnings").await;

        let company = stage.billing_id(AIGERIM.email).await;
        stage.invoices("2026-0413", &company, "30000.00").await;
        browser.opens("/invoices").await;
        browser.presses("2026-0413").await;
        browser.arrives_at("Invoice 2026-0413").await;
        browser.looks_well("03-invoice").await;
        browser.types("amount", "99999").await;
        browser.presses("Use").await;
        browser.sees("At most ₸30,000.00 can be used here.").await;
        assert_eq!(browser.typed("amount").await, "99999", "what was typed stays");
        browser.looks_well("04-refused").await;
        browser.presses("Use all you can: ₸30,000.00").await;
        browser.sees("The bonuses are used.").await;
        browser.sees_in(".tag", "paid").await;
        browser.looks_well("05-paid").await;
    })
    .await;
}
