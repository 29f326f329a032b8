//! From a link to money on the account.

use super::browser::{Browser, Screen, journey};
use super::stage::{AIGERIM, NURLAN, Someone, Stage};

const MARAT: Someone = Someone { name: "Marat Ospanov", email: "marat@qala.example", company: "Qala Stroy" };

#[tokio::test]
async fn a_link_becomes_money() {
    let stage = Stage::set().await;
    journey(&stage.app, "link-to-money", Screen::Phone, async |browser| {
        browser.opens("/").await;
        browser.looks_well("01-start").await;
        let link = referrer_gets_a_link(&stage, browser).await;
        invitee_comes(&stage, browser, &link).await;
        money_comes_on_hold(&stage, browser).await;
        money_becomes_available(&stage, browser).await;
    })
    .await;
}

async fn referrer_gets_a_link(stage: &Stage, browser: &Browser) -> String {
    browser.presses("Register").await;
    browser.arrives_at("Create your account").await;
    browser.looks_well("02-register").await;
    stage.registers_here(browser, AIGERIM).await;
    browser.looks_well("03-letter-sent").await;
    stage.confirms(browser, AIGERIM).await;
    browser.looks_well("04-confirmed").await;
    browser.presses("Go on").await;
    browser.arrives_at("Sign in").await;
    stage.signs_in(browser, AIGERIM).await;
    browser.looks_well("05-overview-empty").await;
    browser.presses("Copy").await;
    browser.sees("Copied").await;
    let link = browser.typed("link").await;
    assert!(link.starts_with(&format!("{}/r/", browser.home)), "{link}");
    link
}

async fn invitee_comes(stage: &Stage, browser: &Browser, link: &str) {
    browser.becomes_a_stranger().await;
    browser.opens(link).await;
    browser.arrives_at("10% off if you decide within 21 days").await;
    browser.sees("invites you to Documentolog Business").await;
    browser.does_not_see("Sadykova").await;
    browser.looks_well("06-landing").await;
    browser.presses("Register with this invitation").await;
    browser.arrives_at("Create your account").await;
    browser.sees("invites you.").await;
    browser.looks_well("07-register-invited").await;
    stage.registers_here(browser, NURLAN).await;
    stage.signs_in(browser, AIGERIM).await;
    browser.opens("/invited").await;
    browser.sees("1 company or person registered through you.").await;
    browser.sees_in("td.state", "registered").await;
    browser.looks_well("08-invited").await;
    browser.opens("/clicks").await;
    browser.sees("/r/").await;
    browser.looks_well("09-clicks").await;
    stage.confirms(browser, NURLAN).await;
    stage.signs_in(browser, NURLAN).await;
    browser.opens("/invitation").await;
    browser.sees("Aigerim").await;
    browser.does_not_see("Sadykova").await;
    browser.looks_well("10-invitation").await;
}

async fn money_comes_on_hold(stage: &Stage, browser: &Browser) {
    let company = stage.billing_id(NURLAN.email).await;
    stage.pays("payment-1", &company, "405000.00").await;
    stage.signs_in(browser, AIGERIM).await;
    browser.sees_in(".figures .wait", "₸40,500.00").await;
    browser.sees_in(".figures .main", "₸0.00").await;
    browser.looks_well("11-overview-on-hold").await;
    browser.opens("/earnings").await;
    browser.sees_in("td.key", "₸40,500.00").await;
    browser.sees_in("td.state", "on hold until 24 April").await;
    browser.sees_in("td .why", "10% of ₸405,000.00").await;
    browser.looks_well("12-earnings").await;
    let receipt = browser.asks("document.querySelector('td.who a').pathname").await;
    browser.opens(receipt.as_str().unwrap()).await;
    browser.arrives_at("Receipt").await;
    browser.sees("You earn ₸40,500.00 from a payment of ₸405,000.00.").await;
    browser.sees("10% of what was paid").await;
    browser.sees("version 1, clause Bonus").await;
    browser.looks_well("13-receipt").await;
    browser.opens("/invited").await;
    browser.sees_in("td.state", "paying").await;
    browser.sees_in("td.key", "₸40,500.00").await;
}

async fn money_becomes_available(stage: &Stage, browser: &Browser) {
    stage.app.passes_days(14).await;
    stage.signs_in(browser, AIGERIM).await;
    browser.sees_in(".figures .main", "₸40,500.00").await;
    browser.sees_in(".figures .wait", "₸0.00").await;
    browser.looks_well("14-overview-available").await;
    browser.opens("/earnings").await;
    browser.sees_in("td.state", "available").await;
    browser.opens("/statement").await;
    browser.sees("Bonus became available").await;
    browser.looks_well("15-statement").await;
}

/// The parameter counts on any page, and the visit is not lost on the way to the form.
#[tokio::test]
async fn a_parameter_on_any_page_is_an_invitation_too() {
    let stage = Stage::set().await;
    journey(&stage.app, "parameter", Screen::Desktop, async |browser| {
        stage.enters(browser, AIGERIM).await;
        let link = browser.typed("link").await;
        let code = link.rsplit('/').next().unwrap();
        browser.becomes_a_stranger().await;
        browser.opens(&format!("/?ref={code}")).await;
        browser.presses("Register").await;
        browser.arrives_at("Create your account").await;
        browser.sees(code).await;
        stage.registers_here(browser, MARAT).await;
        stage.signs_in(browser, AIGERIM).await;
        browser.opens("/invited").await;
        browser.sees("1 company or person registered through you.").await;
        browser.opens("/clicks").await;
        browser.sees_in("td", "registration").await;
    })
    .await;
}
