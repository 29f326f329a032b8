//! The demo as its visitor meets it.

use super::browser::{Browser, Screen, journey};
use super::support::TestApp;

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
        assert_ne!(on_hold, "₸0.00");
        browser.presses("+14 days").await;
        browser.sees_in(".figures .wait", "₸0.00").await;
        assert_ne!(figure(browser, "main").await, available);
        browser.looks_well("03-fourteen-days-later").await;
        for (page, name) in [
            ("/invited", "04-invited"),
            ("/earnings", "05-earnings"),
            ("/statement", "06-statement"),
            ("/clicks", "07-clicks"),
        ] {
            browser.opens(page).await;
            browser.looks_well(name).await;
        }
        for (button, role, name) in
            [("Sign in as the invitee", "Invitee ·", "08-invitee"), ("Sign in as staff", "Staff ·", "09-staff")]
        {
            browser.opens("/demo").await;
            browser.presses(button).await;
            browser.sees_in(".demo-bar", role).await;
            browser.looks_well(name).await;
        }
    })
    .await;
}

async fn figure(browser: &Browser, class: &str) -> String {
    let text = browser.asks(&format!("document.querySelector('.figures .{class} b').textContent")).await;
    super::browser::plain(text.as_str().unwrap())
}
