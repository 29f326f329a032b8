//! The overview in every language, in the dark, and entered without a mouse.

use super::browser::{Browser, Screen, journey};
use super::stage::{AIGERIM, PASSWORD, Stage};
use serde_json::json;
use std::path::Path;
use thirtyfour::prelude::ElementQueryable;
use thirtyfour::{By, Key};

#[tokio::test]
async fn the_overview_speaks_every_language() {
    let stage = Stage::set().await;
    journey(&stage.app, "languages", Screen::Desktop, async |browser| {
        stage.has_bonuses(browser).await;
        let keys: Vec<String> =
            messages("en").into_iter().map(|(key, _)| key).filter(|key| key.contains('-')).collect();
        assert!(keys.len() > 100, "{} keys", keys.len());
        for (code, name) in
            [("uk", "Українська"), ("ru", "Русский"), ("kk", "Қазақша"), ("es", "Español"), ("en", "English")]
        {
            browser.presses(name).await;
            browser.driver.query(By::Css(format!("html[lang={code}]"))).first().await.unwrap();
            browser.arrives_at(&message(code, "nav-overview")).await;
            let said = browser.text().await;
            let shown = said.split_whitespace().find(|word| keys.iter().any(|key| key == word));
            assert_eq!(shown, None, "{code} shows a key");
            let money = if code == "en" {
                "₸40,500.00"
            } else if code == "es" {
                "40.500,00 ₸"
            } else {
                "40 500,00 ₸"
            };
            browser.sees_in(".figures .main", money).await;
            browser.looks_well(code).await;
        }
    })
    .await;
}

#[tokio::test]
async fn one_signs_in_with_the_keyboard_alone_and_in_the_dark() {
    let stage = Stage::set().await;
    journey(&stage.app, "keyboard", Screen::Desktop, async |browser| {
        stage.enters(browser, AIGERIM).await;
        let light = background(browser).await;
        browser.becomes_a_stranger().await;
        browser.prefers_dark(true).await;
        browser.opens("/sign-in").await;
        assert_ne!(background(browser).await, light);
        tabs_to(browser, "email").await;
        keys(browser, AIGERIM.email).await;
        tabs_to(browser, "password").await;
        browser.looks_well("sign-in-dark").await;
        keys(browser, PASSWORD).await;
        keys(browser, Key::Enter + "").await;
        browser.arrives_at("Overview").await;
        browser.looks_well("overview-dark").await;
    })
    .await;
}

async fn background(browser: &Browser) -> serde_json::Value {
    browser.asks("getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).backgroundColor").await
}

/// Presses Tab until the field has the focus.
async fn tabs_to(browser: &Browser, id: &str) {
    for _ in 0..10 {
        keys(browser, Key::Tab + "").await;
        if browser.asks("document.activeElement.id").await == json!(id) {
            return;
        }
    }
    panic!("ten tabs do not lead to {id}");
}

/// Types wherever the focus is.
async fn keys(browser: &Browser, keys: impl Into<thirtyfour::TypingData>) {
    browser.driver.action_chain().send_keys(keys).perform().await.unwrap();
}

/// What a language says for a key that stands in one line.
fn message(language: &str, key: &str) -> String {
    messages(language).into_iter().find(|(name, _)| name == key).unwrap().1
}

fn messages(language: &str) -> Vec<(String, String)> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
    let files = std::fs::read_dir(directory).unwrap();
    let texts = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let pair = |line: &str| line.split_once(" = ").map(|(key, words)| (key.to_string(), words.to_string()));
    texts.flat_map(|text| text.lines().filter_map(pair).collect::<Vec<_>>()).collect()
}
