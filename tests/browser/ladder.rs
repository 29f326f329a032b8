//! The 28th with 25 Active Referrals and two companies, put in another order by hand.

use super::browser::{Browser, Screen, journey, plain};
use super::stage::{AIGERIM, Stage};
use serde_json::json;
use std::time::Duration;
use thirtyfour::prelude::*;

const TERMS: &str = include_str!("../../programs/company-discounts.toml");
/// A hundred dollars a month, and three hundred.
const CHEAP: &str = AIGERIM.company;
const DEAR: &str = "Steppe Trade";

/// AIGERIM is signed in and stands before the ladder of her two companies.
async fn has_25(stage: &Stage, browser: &Browser) {
    stage.enters(browser, AIGERIM).await;
    let link = browser.typed("link").await;
    let code = link.rsplit('/').next().unwrap();
    browser.opens("/companies").await;
    browser.types("name", DEAR).await;
    browser.presses("Add the company").await;
    browser.sees("The company is added.").await;
    for (company, price) in stage.billing_ids(AIGERIM.email).await.iter().zip(["100", "300"]) {
        is_paid_for(stage, company, price).await;
    }
    for n in 0..25 {
        let name = format!("guest-{n}");
        let company = json!({"company": name, "name": name});
        let guest =
            json!({"person": name, "email": format!("{name}@customer.example"), "code": code, "company": company});
        stage.billing_says(&format!("registered-{name}"), "person.registered", guest).await;
        is_paid_for(stage, &name, "50").await;
    }
    browser.opens("/companies").await;
    browser.sees_in(".figures a", "25").await;
    stand(browser, [(CHEAP, "40%"), (DEAR, "5%")]).await;
    browser.sees_in(".ladder li:first-child .why", "20 of 20 places · saves $40.00 on the first charge after it").await;
    browser.sees_in(".ladder li:last-child .why", "5 of 20 places · saves $15.00 on the first charge after it").await;
    browser.sees("Another order saves $70.00 more.").await;
}

async fn is_paid_for(stage: &Stage, company: &str, price: &str) {
    let started =
        json!({"subscription": format!("{company}-s"), "company": company, "product": "team", "price": price});
    stage.billing_says(&format!("started-{company}"), "subscription.started", started).await;
    let paid = json!({"payment": format!("{company}-1"), "company": company, "amount": price, "currency": "USD"});
    stage.billing_says(&format!("paid-{company}"), "payment.succeeded", paid).await;
}

/// The companies from the top, each with its percent.
async fn stand(browser: &Browser, rungs: [(&str, &str); 2]) {
    for (n, (name, percent)) in rungs.into_iter().enumerate() {
        browser.sees_in(&format!(".ladder li:nth-child({}) h3", n + 1), name).await;
        browser.sees_in(&format!(".ladder li:nth-child({}) .percent", n + 1), percent).await;
    }
}

/// What a screen reader was told last.
async fn said(browser: &Browser) -> String {
    plain(browser.asks("document.getElementById('said').textContent").await.as_str().unwrap()).trim().to_string()
}

/// The run of the 28th gives what the ladder promised, and the next invoice of the dearer company uses it.
async fn comes_the_28th(stage: &Stage, browser: &Browser) {
    stage.app.app.clock.set("2026-04-28T00:00:30Z".parse().unwrap()).unwrap();
    stage.app.works_jobs().await;
    stage.signs_in(browser, AIGERIM).await;
    let dear = &stage.billing_ids(AIGERIM.email).await[0];
    let due_at = stage.app.now() + chrono::TimeDelta::days(10);
    let lines = json!([{"product": "team", "kind": "plan", "amount": "300"}]);
    let data = json!({"invoice": "may", "company": dear, "currency": "USD", "lines": lines, "due_at": due_at});
    stage.billing_says("issued-may", "invoice.issued", data).await;
    browser.opens("/companies").await;
    browser.presses("Past verifications").await;
    browser.arrives_at("Past verifications").await;
    browser.sees("25 Active Referrals counted.").await;
    browser.sees_in("tr", DEAR).await;
    browser.sees_in("tbody tr:first-child .key", "40%").await;
    browser.sees_in("tbody tr:first-child .state", "used may").await;
    browser.sees_in("tbody tr:last-child .key", "5%").await;
    browser.sees_in("tbody tr:last-child .state", "for the next charge").await;
    browser.presses("may").await;
    browser.sees_in(".facts .total", "$180.00").await;
}

/// Twelve small steps, as a hand moves: what jumps is no drag.
async fn drags(browser: &Browser, from: &str, to: &str) {
    browser.asks("document.querySelector('.ladder').scrollIntoView()").await;
    let middle = async |css: &str| {
        let script = format!(
            "(() => {{ const r = document.querySelector('{css}').getBoundingClientRect(); \
             return [r.x + r.width / 2, r.y + r.height / 2]; }})()"
        );
        let at = browser.asks(&script).await;
        (at[0].as_f64().unwrap(), at[1].as_f64().unwrap())
    };
    let ((x, y), (to_x, to_y)) = (middle(from).await, middle(to).await);
    let chain = browser.driver.action_chain_with_delay(None, Some(Duration::from_millis(20)));
    let mut chain = chain.move_to(x as i64, y as i64).click_and_hold();
    for step in 1..=14 {
        let part = f64::from(step) / 12.0;
        chain = chain.move_to((x + (to_x - x) * part) as i64, (y + (to_y - y) * part) as i64);
    }
    chain.release().perform().await.unwrap();
}

#[tokio::test]
async fn companies_are_dragged() {
    let stage = Stage::with(TERMS).await;
    journey(&stage.app, "ladder-drag", Screen::Desktop, async |browser| {
        has_25(&stage, browser).await;
        browser.looks_well("01-ladder").await;
        drags(browser, ".ladder li:first-child .rank", ".ladder li:last-child .rank").await;
        stand(browser, [(DEAR, "40%"), (CHEAP, "5%")]).await;
        browser.sees_in(".figures .main", "$125.00").await;
        browser.sees("This order saves the most.").await;
        let heard = said(browser).await;
        assert_eq!(heard, format!("{CHEAP} is now number 2 of 2 and gets 5%. This order saves $125.00."));
        browser.looks_well("02-dragged").await;
        browser.opens("/companies").await;
        stand(browser, [(DEAR, "40%"), (CHEAP, "5%")]).await;
        browser.opens("/overview").await;
        stand(browser, [(DEAR, "40%"), (CHEAP, "5%")]).await;
        browser.looks_well("03-overview").await;
        comes_the_28th(&stage, browser).await;
        browser.opens("/companies/runs").await;
        browser.looks_well("04-runs").await;
    })
    .await;
}

#[tokio::test]
async fn companies_are_moved_with_the_keyboard() {
    let stage = Stage::with(TERMS).await;
    journey(&stage.app, "ladder-keys", Screen::Phone, async |browser| {
        has_25(&stage, browser).await;
        let keys = async |keys: TypingData| browser.driver.action_chain().send_keys(keys).perform().await.unwrap();
        let focus = "document.activeElement.id";
        browser.asks("document.querySelector('.ladder li:first-child .grip button:last-child').focus()").await;
        let before = browser.asks(focus).await;
        assert!(before.as_str().unwrap().starts_with("down-"));
        keys(Key::Enter + "").await;
        stand(browser, [(DEAR, "40%"), (CHEAP, "5%")]).await;
        assert_eq!(browser.asks(focus).await, before, "the focus stays on what was moved");
        assert!(said(browser).await.starts_with(&format!("{CHEAP} is now number 2 of 2")));
        keys(Key::Up + "").await;
        stand(browser, [(CHEAP, "40%"), (DEAR, "5%")]).await;
        assert_eq!(browser.asks(focus).await, before);
        keys(Key::Down + "").await;
        stand(browser, [(DEAR, "40%"), (CHEAP, "5%")]).await;
        browser.looks_well("01-moved").await;
        comes_the_28th(&stage, browser).await;
    })
    .await;
}

#[tokio::test]
async fn companies_are_moved_without_scripts() {
    let stage = Stage::with(TERMS).await;
    journey(&stage.app, "ladder-plain", Screen::Phone, async |browser| {
        browser.turns_scripts_off().await;
        has_25(&stage, browser).await;
        browser.looks_well("01-ladder").await;
        let down =
            browser.driver.query(By::Css(".ladder li:first-child .grip button:last-child")).single().await.unwrap();
        down.click().await.unwrap();
        browser.sees("The order is saved.").await;
        stand(browser, [(DEAR, "40%"), (CHEAP, "5%")]).await;
        let up =
            browser.driver.query(By::Css(".ladder li:last-child .grip button:first-of-type")).single().await.unwrap();
        up.click().await.unwrap();
        stand(browser, [(CHEAP, "40%"), (DEAR, "5%")]).await;
        browser.presses("Take the best order").await;
        stand(browser, [(DEAR, "40%"), (CHEAP, "5%")]).await;
        browser.sees("This order saves the most.").await;
        comes_the_28th(&stage, browser).await;
    })
    .await;
}
