//! An account adjusted by staff, with a second approval, as both members of staff and its owner see it.

use super::browser::{Browser, Screen, journey};
use super::stage::{AIGERIM, DANA, Someone, Stage};
use beckon::people::Role;
use thirtyfour::prelude::*;

const MARAT: Someone = Someone { name: "Marat Ospanov", email: "marat@house.example", company: "The House Too" };

#[tokio::test]
async fn an_adjustment_above_the_limit_is_asked_for_and_approved_by_another() {
    let stage = Stage::set().await;
    journey(&stage.app, "adjustment", Screen::Phone, async |browser| {
        stage.has_bonuses(browser).await;
        stage.hires(browser, MARAT, Role::Finance).await;
        stage.hires(browser, DANA, Role::Admin).await;
        looks_around(browser).await;
        asks(browser).await;
        let waiting = browser.path().await;
        stage.signs_in(browser, AIGERIM).await;
        browser.sees_in(".figures .main", "₸40,500.00").await;
        approves(&stage, browser, &waiting).await;
        is_told(&stage, browser).await;
    })
    .await;
}

async fn chooses(browser: &Browser, field: &str, value: &str) {
    let option = format!("#{field} option[value='{value}']");
    browser.driver.query(By::Css(option)).single().await.unwrap().click().await.unwrap();
}

/// Lists that lead to whom is adjusted, and what may be done to them besides.
async fn looks_around(browser: &Browser) {
    browser.opens("/admin/rewards").await;
    browser.sees_in("td.state", "Available").await;
    browser.looks_well("00-rewards").await;
    browser.presses("bonus").await;
    browser.arrives_at("Receipt").await;
    browser.sees("Take it back by hand").await;
    browser.looks_well("00-receipt").await;
    browser.opens("/admin/companies?q=dala").await;
    browser.looks_well("00-companies").await;
    browser.presses("Dala Logistics").await;
    browser.arrives_at("Dala Logistics").await;
    browser.looks_well("00-company").await;
    browser.presses("Nurlan Abenov").await;
    browser.presses("Anonymise").await;
    browser.arrives_at("Anonymise").await;
    browser.types("typed", "somebody else").await;
    browser.presses("Anonymise for good").await;
    browser.sees("Type exactly what stands above.").await;
    browser.looks_well("00-anonymise").await;
}

async fn asks(browser: &Browser) {
    browser.opens(&format!("/admin/people?q={}", AIGERIM.email)).await;
    browser.arrives_at(AIGERIM.name).await;
    browser.looks_well("01-person").await;
    browser.presses("Adjust the account").await;
    browser.arrives_at("Adjust the account").await;
    browser.presses("Adjust").await;
    browser.sees("Choose one of the reasons.").await;
    chooses(browser, "account", "business-bonus/credit").await;
    chooses(browser, "direction", "take").await;
    browser.types("amount", "150 000").await;
    chooses(browser, "reason", "reward").await;
    browser.types("note", "Spoke for us at the fair").await;
    browser.presses("Adjust").await;
    browser.sees("This reason does not go with this direction.").await;
    assert_eq!(browser.typed("amount").await, "150 000", "what was typed stays");
    browser.looks_well("02-refused").await;
    chooses(browser, "direction", "add").await;
    browser.presses("Adjust").await;
    browser.sees("It is above the limit: a colleague has to approve it.").await;
    browser.sees("You asked for it: a colleague approves it.").await;
    browser.looks_well("03-waits").await;
}

async fn approves(stage: &Stage, browser: &Browser, waiting: &str) {
    stage.signs_in(browser, MARAT).await;
    browser.opens("/admin").await;
    browser.sees("Adjustments to approve").await;
    browser.opens("/admin/adjustments?state=waiting").await;
    browser.sees_in("td.state", "waits for a colleague").await;
    browser.looks_well("04-list").await;
    browser.opens(waiting).await;
    browser.arrives_at("Adjustment").await;
    browser.presses("Reject").await;
    browser.sees("Type the reason, up to 500 characters on one line.").await;
    browser.looks_well("05-no-reason").await;
    browser.presses("Approve").await;
    browser.sees("The account is adjusted.").await;
    browser.sees("Marat Ospanov approved it on 24 April").await;
    browser.looks_well("06-approved").await;
    browser.opens("/admin/deeds?verb=adjustment-approved").await;
    browser.sees("190500.00").await;
}

async fn is_told(stage: &Stage, browser: &Browser) {
    stage.signs_in(browser, AIGERIM).await;
    browser.sees_in(".figures .main", "₸190,500.00").await;
    browser.opens("/statement").await;
    browser.presses("Adjustment by our staff").await;
    browser.arrives_at("Adjustment by our staff").await;
    browser.sees("Spoke for us at the fair").await;
    browser.does_not_see("Marat").await;
    browser.looks_well("07-receipt").await;
    stage.app.works_jobs().await;
    stage.app.passes(chrono::TimeDelta::minutes(1)).await;
    let letters = stage.app.letters();
    let letter = letters.iter().rev().find(|letter| letter.to.contains(AIGERIM.email)).unwrap();
    assert_eq!(letter.subject, "₸150,000.00 was added to your account");
}
