//! What people meet who may not, or who mistyped.

use super::browser::{Browser, Screen, journey};
use super::stage::{AIGERIM, NURLAN, Someone, Stage};

const MARAT: Someone = Someone { name: "Marat Ospanov", email: "marat@qala.example", company: "Qala Stroy" };

#[tokio::test]
async fn codes_that_lead_nowhere_and_addresses_that_are_taken() {
    let stage = Stage::set().await;
    journey(&stage.app, "refusals", Screen::Phone, async |browser| {
        browser.opens("/r/ZZZZ2345").await;
        browser.arrives_at("This invitation is not known").await;
        browser.looks_well("01-unknown-code").await;
        stage.enters(browser, AIGERIM).await;
        let link = browser.typed("link").await;
        browser.opens(&link).await;
        browser.arrives_at("This is your own link").await;
        browser.looks_well("02-own-code").await;

        browser.becomes_a_stranger().await;
        browser.opens("/sign-in").await;
        browser.types("email", AIGERIM.email).await;
        browser.types("password", "red lantern 12").await;
        browser.sends().await;
        browser.sees("E-mail and password do not match.").await;
        browser.looks_well("03-wrong-password").await;
        browser.opens("/register").await;
        browser.sends().await;
        browser.sees("Type your name").await;
        browser.sees("Use at least 10 characters.").await;
        browser.looks_well("04-register-refused").await;
        let free = answer_to(&stage, browser, NURLAN).await;
        let taken = answer_to(&stage, browser, Someone { email: AIGERIM.email, ..NURLAN }).await;
        assert_eq!(taken, free);
        stage.app.works_jobs().await;
        let last = stage.app.letters().into_iter().rfind(|letter| letter.to.contains(AIGERIM.email)).unwrap();
        assert!(last.subject.contains("already"), "only the owner of the address is told: {}", last.subject);
    })
    .await;
}

/// What a stranger reads after registering, without the address that they typed.
async fn answer_to(stage: &Stage, browser: &Browser, who: Someone) -> String {
    browser.becomes_a_stranger().await;
    browser.opens("/register").await;
    stage.registers_here(browser, who).await;
    browser.text().await.replace(who.email, "")
}

#[tokio::test]
async fn what_belongs_to_others_is_not_there() {
    let stage = Stage::set().await;
    journey(&stage.app, "others", Screen::Phone, async |browser| {
        stage.has_bonuses(browser).await;
        stage.invoices("2026-0414", &stage.billing_id(AIGERIM.email).await, "20000.00").await;
        let mut own = Vec::new();
        for list in ["/earnings", "/invited", "/invoices"] {
            browser.opens(list).await;
            let first = browser.asks("document.querySelector('td.who a').pathname").await;
            own.push(first.as_str().unwrap().to_string());
        }
        browser.becomes_a_stranger().await;
        for path in &own {
            browser.opens(path).await;
            browser.arrives_at("Sign in").await;
        }
        stage.enters(browser, MARAT).await;
        for (path, name) in own.iter().zip(["01-receipt", "02-invited", "03-invoice"]) {
            browser.opens(path).await;
            browser.arrives_at("There is nothing here").await;
            browser.looks_well(name).await;
        }
    })
    .await;
}

#[tokio::test]
async fn of_two_tabs_that_spend_the_same_bonuses_the_second_is_told() {
    let stage = Stage::set().await;
    journey(&stage.app, "two-tabs", Screen::Desktop, async |browser| {
        stage.has_bonuses(browser).await;
        let company = stage.billing_id(AIGERIM.email).await;
        for invoice in ["2026-0415", "2026-0416"] {
            stage.invoices(invoice, &company, "50000.00").await;
        }
        let first = browser.driver.window().await.unwrap();
        let second = browser.driver.new_tab().await.unwrap();
        for (tab, invoice) in [(&first, "2026-0415"), (&second, "2026-0416")] {
            browser.driver.switch_to_window(tab.clone()).await.unwrap();
            browser.opens("/invoices").await;
            browser.presses(invoice).await;
            browser.sees("Up to ₸40,500.00 can be used here.").await;
        }
        browser.driver.switch_to_window(first).await.unwrap();
        browser.types("amount", "40000").await;
        browser.presses("Use").await;
        browser.sees("The bonuses are used.").await;
        browser.driver.switch_to_window(second).await.unwrap();
        browser.types("amount", "40000").await;
        browser.presses("Use").await;
        browser.sees("Your bonuses were just used elsewhere. What is left is shown now.").await;
        browser.arrives_at("Invoice 2026-0416").await;
        browser.sees("You have ₸500.00.").await;
        browser.looks_well("01-second-tab").await;
    })
    .await;
}
