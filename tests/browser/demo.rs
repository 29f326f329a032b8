//! The demo as its visitor meets it.

use super::browser::{Browser, Screen, journey};
use super::support::TestApp;
use rust_decimal::Decimal;

#[tokio::test]
async fn a_visitor_turns_the_clock_and_money_moves() {
    let app = TestApp::start_demo().await;
    journey(&app, "demo", Screen::Desktop, async |browser| {
        browser.opens("/demo").await;
        browser.looks_well("01-roles").await;
        browser.presses("Sign in as the referrer").await;
        browser.arrives_at("Overview").await;
        browser.looks_well("02-overview").await;
        let (available, on_hold) = (figure(browser, "main").await, figure(browser, "wait").await);
        browser.presses("+14 days").await;
        browser.sees_in(".demo-bar", "24 April").await;
        let (available_later, on_hold_later) = (figure(browser, "main").await, figure(browser, "wait").await);
        // All but what a refund request holds back.
        assert!(on_hold_later < on_hold, "{on_hold_later} of {on_hold} is still on hold");
        assert_eq!(available_later + on_hold_later, available + on_hold, "nothing is lost on the way");
        browser.looks_well("03-fourteen-days-later").await;
        for (page, name) in [
            ("/invited", "04-invited"),
            ("/earnings", "05-earnings"),
            ("/statement", "06-statement"),
            ("/clicks", "07-clicks"),
            ("/plans", "08-plans"),
        ] {
            browser.opens(page).await;
            browser.looks_well(name).await;
        }
        for (button, role, name) in
            [("Sign in as the invitee", "Invitee ·", "09-invitee"), ("Sign in as staff", "Staff ·", "10-staff")]
        {
            browser.opens("/demo").await;
            browser.presses(button).await;
            browser.sees_in(".demo-bar", role).await;
            browser.looks_well(name).await;
        }
        for (page, name) in [("/admin/products", "11-products"), ("/admin/invoices", "12-unpaid")] {
            browser.opens(page).await;
            browser.looks_well(name).await;
        }
    })
    .await;
}

/// `₸40,500.00` as a number.
async fn figure(browser: &Browser, class: &str) -> Decimal {
    let text = browser.asks(&format!("document.querySelector('.figures .{class} b').textContent")).await;
    text.as_str().unwrap().replace(['₸', ','], "").parse().unwrap()
}
