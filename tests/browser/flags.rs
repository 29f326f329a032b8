//! Somebody invites herself; staff hold what she earns by it, and clear it.

use super::browser::{Browser, Screen, journey};
use super::stage::{AIGERIM, DANA, Stage};
use beckon::people::Role;
use serde_json::json;

#[tokio::test]
async fn a_referral_is_flagged_held_and_cleared() {
    let stage = Stage::set().await;
    journey(&stage.app, "flag", Screen::Desktop, async |browser| {
        stage.hires(browser, DANA, Role::Finance).await;
        is_invited_by_herself(&stage, browser).await;
        is_looked_at(&stage, browser).await;
        is_decided(&stage, browser).await;
    })
    .await;
}

async fn is_invited_by_herself(stage: &Stage, browser: &Browser) {
    browser.becomes_a_stranger().await;
    stage.enters(browser, AIGERIM).await;
    let link = browser.typed("link").await;
    let told = json!({"person": "p-second", "name": "Sadykova Aigerim", "email": "aigerim@mailinator.com", "country": "KZ",
        "code": link.rsplit('/').next().unwrap(), "company": {"company": "c-second", "name": "Altyn Second"}});
    stage.billing_says("registered-second", "person.registered", told).await;
    stage.pays("payment-1", "c-second", "405000.00").await;
    stage.app.passes(chrono::TimeDelta::minutes(1)).await;
}

async fn is_looked_at(stage: &Stage, browser: &Browser) {
    stage.signs_in(browser, DANA).await;
    browser.opens("/admin").await;
    browser.sees("Flags").await;
    browser.opens("/admin/flags?state=open").await;
    browser.arrives_at("Flags").await;
    browser.looks_well("01-flags").await;
    browser.opens("/admin/flags?kind=own_invitee").await;
    browser.presses("Sadykova Aigerim").await;
    browser.arrives_at("Own name").await;
    browser.sees("Both have the same name.").await;
    browser.sees("₸40,500.00").await;
    browser.looks_well("02-flag").await;
    browser.opens("/admin/referrals").await;
    browser.sees_in("td.who", "Sadykova Aigerim").await;
    browser.looks_well("03-referrals").await;
    browser.opens("/admin/people?q=sadykova").await;
    browser.sees_in("td.who", "Aigerim Sadykova").await;
    browser.looks_well("04-people").await;
}

async fn is_decided(stage: &Stage, browser: &Browser) {
    browser.opens("/admin/flags?kind=own_invitee").await;
    browser.presses("Sadykova Aigerim").await;
    browser.presses("Hold").await;
    browser.sees("Say why, in up to 500 characters.").await;
    browser.looks_well("05-refused").await;
    browser.types("note", "Is it her mother?").await;
    browser.presses("Hold").await;
    browser.sees("It is held.").await;
    browser.looks_well("06-held").await;
    stage.app.passes_days(13).await;
    stage.signs_in(browser, DANA).await;
    browser.opens("/admin/flags?state=held").await;
    browser.presses("Sadykova Aigerim").await;
    browser.types("note", "It is her mother").await;
    browser.presses("Clear").await;
    browser.sees("It is cleared.").await;
    browser.sees("Dana Ospanova decided on").await;
    browser.looks_well("07-cleared").await;
    browser.opens("/admin/deeds").await;
    browser.sees("Flag cleared").await;
}
