//! Invited on a phone: from somebody's link over the question what may be kept to one's own invitation.

use super::browser::{Browser, Screen, journey};
use super::stage::{AIGERIM, NURLAN, Stage};
use serde_json::json;

#[tokio::test]
async fn invited_on_a_phone() {
    let stage = Stage::set_asking().await;
    journey(&stage.app, "invited", Screen::Phone, async |browser| {
        let link = referrer_opens_a_link(&stage, browser).await;
        visitor_is_asked(browser, &link).await;
        invitee_registers(&stage, browser).await;
        invitee_sees_the_invitation(&stage, browser).await;
        referrer_sees_where_it_came_from(&stage, browser).await;
    })
    .await;
}

/// A link of its own for a flyer, with a code to print.
async fn referrer_opens_a_link(stage: &Stage, browser: &Browser) -> String {
    stage.enters(browser, AIGERIM).await;
    browser.presses("Share").await;
    browser.arrives_at("Share").await;
    browser.looks_well("01-share").await;
    browser.presses("Add a link").await;
    browser.types("label", "Flyer, spring").await;
    browser.types("sub", "two words").await;
    browser.presses("Add the link").await;
    browser.sees("without spaces").await;
    assert_eq!(browser.typed("label").await, "Flyer, spring", "what was typed stays");
    browser.looks_well("02-share-refused").await;
    browser.types("sub", "flyer-26").await;
    browser.presses("Add the link").await;
    browser.sees("The link is open.").await;
    browser.presses("Flyer, spring").await;
    browser.sees_in("#link-title", "Flyer, spring").await;
    browser.presses("Copy").await;
    browser.sees("Copied").await;
    browser.looks_well("03-share-flyer").await;
    browser.typed("link").await
}

async fn visitor_is_asked(browser: &Browser, link: &str) {
    browser.becomes_a_stranger().await;
    browser.opens(link).await;
    browser.arrives_at("10% off if you decide within 21 days").await;
    browser.sees("Valid until 9 July").await;
    browser.sees("your browser keeps a cookie for 90 days").await;
    browser.looks_well("04-landing").await;
    let kept = browser.driver.get_all_cookies().await.unwrap();
    assert!(kept.is_empty(), "before the answer nothing is kept: {kept:?}");
    browser.presses("Go on without a cookie").await;
    browser.arrives_at("Create your account").await;
    browser.sees("invites you.").await;
    assert!(browser.driver.get_all_cookies().await.unwrap().is_empty(), "nor after a no");
    browser.opens(link).await;
    browser.presses("Register with this invitation").await;
    browser.arrives_at("Create your account").await;
    let kept = browser.driver.get_all_cookies().await.unwrap();
    assert_eq!(kept.iter().map(|cookie| cookie.name.as_str()).collect::<Vec<_>>(), ["visits"]);
}

async fn invitee_registers(stage: &Stage, browser: &Browser) {
    browser.sees("invites you.").await;
    browser.presses("I have another code").await;
    browser.types("other_code", "ZZZZ-2222").await;
    browser.presses("Apply").await;
    browser.sees("We do not know this code.").await;
    browser.opens("/register").await;
    browser.sees("invites you.").await;
    browser.looks_well("05-register").await;
    stage.registers_here(browser, NURLAN).await;
    stage.confirms(browser, NURLAN).await;
    stage.signs_in(browser, NURLAN).await;
}

async fn invitee_sees_the_invitation(stage: &Stage, browser: &Browser) {
    browser.presses("My invitation").await;
    browser.arrives_at("My invitation").await;
    browser.sees("Aigerim S. invited you to Documentolog Business.").await;
    browser.sees("in 21 days").await;
    browser.looks_well("06-invitation").await;
    browser.presses("Hide my name").await;
    browser.sees("Your name is hidden from them.").await;
    browser.presses("Read the terms").await;
    browser.arrives_at("Terms: Documentolog Business").await;
    browser.sees("Which version governs you").await;
    browser.looks_well("07-terms").await;
    stage.app.passes_days(13).await;
    stage.signs_in(browser, NURLAN).await;
    browser.opens("/invitation").await;
    browser.sees("in 8 days").await;
}

async fn referrer_sees_where_it_came_from(stage: &Stage, browser: &Browser) {
    stage.signs_in(browser, AIGERIM).await;
    browser.opens("/invited").await;
    browser.sees("Hidden name").await;
    browser.sees("flyer-26").await;
    browser.opens("/clicks").await;
    browser.presses("Flyer, spring · flyer-26").await;
    browser.sees_in("td.state", "registration").await;
    browser.prefers_dark(true).await;
    browser.looks_well("08-clicks-dark").await;
    let rows = "document.querySelectorAll('#clicks tbody tr').length";
    assert_eq!(browser.asks(rows).await, json!(2), "each time that the link was opened");
    browser.opens("/share").await;
    browser.looks_well("09-share-dark").await;
}
