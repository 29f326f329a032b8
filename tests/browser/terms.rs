//! Terms from a template to what governs, and the 28th, as staff do it.

use super::browser::{Browser, Screen, journey};
use super::stage::{AIGERIM, DANA, Stage};
use beckon::people::Role;
use serde_json::json;

const DISCOUNTS: &str = include_str!("../../programs/company-discounts.toml");

#[tokio::test]
async fn terms_are_begun_edited_and_published() {
    let stage = Stage::set().await;
    journey(&stage.app, "terms", Screen::Phone, async |browser| {
        stage.enters(browser, AIGERIM).await;
        let link = browser.typed("link").await;
        stage.is_paid_for(link.rsplit('/').next().unwrap()).await;
        browser.becomes_a_stranger().await;
        stage.hires(browser, DANA, Role::Admin).await;
        begins_a_program(browser).await;
        changes_the_bonus(browser).await;
        tries_it(&stage, browser).await;
        publishes(&stage, browser).await;
    })
    .await;
}

async fn begins_a_program(browser: &Browser) {
    browser.opens("/admin").await;
    browser.presses("Programs and terms").await;
    browser.arrives_at("Programs and terms").await;
    browser.looks_well("01-programs").await;
    browser.presses("New program").await;
    browser.arrives_at("New program").await;
    browser.looks_well("02-templates").await;
    browser.opens("/admin/programs/new/first-payment-only").await;
    browser.presses("Make the draft").await;
    browser.sees("Type up to 60 small Latin letters, digits and hyphens.").await;
    browser.looks_well("03-refused").await;
    browser.types("slug", "finders").await;
    browser.types("figure.name", "Finders").await;
    browser.types("figure.reward.0.give", "25").await;
    browser.presses("Make the draft").await;
    browser.arrives_at("Draft: Finders").await;
    browser.sees("The draft is made.").await;
    browser.looks_well("04-draft").await;
    browser.presses("Go on to publishing").await;
    browser.sees_in("button", "Show what will happen").await;
    browser.arrives_at("Publish: Finders").await;
    browser.looks_well("05-publish-first").await;
    browser.presses("Publish version 1").await;
    browser.arrives_at("Terms: Finders").await;
    browser.sees("25%").await;
}

/// With the script: what is typed is judged at once, and a changed figure stands in the text.
async fn changes_the_bonus(browser: &Browser) {
    browser.opens("/admin/programs").await;
    browser.asks("document.querySelector('[aria-label*=\"Documentolog\"]').click()").await;
    browser.arrives_at("Draft: Documentolog Business").await;
    browser.sees("The rules of both versions are the same").await;
    browser
        .asks(
            "(() => { const field = document.getElementById('figure.reward.0.give');
                field.value = '12 %';
                field.dispatchEvent(new Event('change', { bubbles: true })); })()",
        )
        .await;
    browser.sees("earns 12% of every payment of an invited customer").await;
    browser.sees("6 things to mend").await;
    assert!(browser.typed("source").await.contains("give = \"12 %\""), "the figure stands in the text");
    browser.looks_well("06-changed").await;
    browser.presses("Leave out the examples that do not come out").await;
    browser.sees("Everything comes out").await;
    browser
        .asks(
            "(() => { const field = document.getElementById('source');
            field.value = field.value.replace('hold_days = 14', 'hold_day = 14');
            field.dispatchEvent(new Event('input', { bubbles: true })); })()",
        )
        .await;
    browser.sees("did you mean `hold_days`?").await;
    browser.looks_well("07-mistake").await;
    browser
        .asks(
            "(() => { const field = document.getElementById('source');
            field.value = field.value.replace('hold_day = 14', 'hold_days = 10');
            field.dispatchEvent(new Event('input', { bubbles: true })); })()",
        )
        .await;
    browser.sees("Everything comes out").await;
    browser.presses("Save the draft").await;
    browser.sees("The draft is saved.").await;
}

async fn tries_it(stage: &Stage, browser: &Browser) {
    browser.presses("Replay").await;
    browser.arrives_at("Over past months").await;
    browser.sees("0 of 1 referrers").await;
    browser.looks_well("08-replay-runs").await;
    stage.app.works_jobs().await;
    // The page looks again by itself.
    browser.sees("1 of 1 referrers").await;
    browser.sees("₸40,500.00").await;
    browser.sees("₸48,600.00").await;
    browser.looks_well("09-replay-done").await;
}

async fn publishes(stage: &Stage, browser: &Browser) {
    browser.opens("/admin/programs").await;
    browser.asks("document.querySelector('[aria-labelledby=drafts] td.who a').click()").await;
    browser.arrives_at("Draft: Documentolog Business").await;
    browser.presses("Go on to publishing").await;
    browser.sees_in("button", "Show what will happen").await;
    browser.asks("document.getElementById('from').value = '2026-05-01'").await;
    browser.asks("document.querySelector('[value=all_from_date]').click()").await;
    browser.presses("Show what will happen").await;
    browser.sees("Version 2 of Documentolog Business comes into force on 30 April, 19:00 UTC.").await;
    browser.sees("people who take part are told by letter").await;
    browser.looks_well("10-publish").await;
    browser.presses("Publish version 2").await;
    browser.sees("The version is published.").await;
    browser.sees("This version is not in force yet.").await;
    browser.opens("/admin/programs").await;
    browser.sees("Nobody works on a draft.").await;
    browser.looks_well("11-programs").await;
    stage.app.passes_days(1).await;
    let told = stage.app.letters();
    assert!(told.iter().any(|letter| letter.to.contains(AIGERIM.email) && letter.text.contains("12%")));
}

#[tokio::test]
async fn staff_run_the_28th() {
    let stage = Stage::with(DISCOUNTS).await;
    journey(&stage.app, "run", Screen::Phone, async |browser| {
        stage.enters(browser, AIGERIM).await;
        let link = browser.typed("link").await;
        let code = link.rsplit('/').next().unwrap();
        pays(&stage, &stage.billing_id(AIGERIM.email).await).await;
        for n in 0..5 {
            let name = format!("guest-{n}");
            let company = json!({"company": name, "name": name});
            let guest =
                json!({"person": name, "email": format!("{name}@customer.example"), "code": code, "company": company});
            stage.billing_says(&format!("registered-{name}"), "person.registered", guest).await;
            pays(&stage, &name).await;
        }
        browser.becomes_a_stranger().await;
        stage.hires(browser, DANA, Role::Finance).await;
        browser.opens("/admin").await;
        browser.presses("Monthly runs").await;
        browser.arrives_at("Monthly runs").await;
        browser.looks_well("01-runs").await;
        browser.presses("Preview: April 2026").await;
        browser.arrives_at("Next run: April 2026").await;
        browser.sees_in("td.who", "Aigerim Sadykova").await;
        browser.sees_in("td.key", "5%").await;
        browser.looks_well("02-preview").await;
        browser.types("q", "aig").await;
        browser.presses("Find").await;
        browser.sees("Show all").await;
        browser.sees_in("td.key", "5%").await;
        // The day comes while the jobs are late.
        stage.app.app.clock.set("2026-04-28T00:30:00Z".parse().unwrap()).unwrap();
        stage.signs_in(browser, DANA).await;
        browser.opens("/admin/verification").await;
        browser.looks_well("03-due").await;
        browser.presses("Apply now").await;
        browser.sees("The run is applied.").await;
        browser.arrives_at("Run: April 2026").await;
        browser.looks_well("04-applied").await;
        browser.presses("Recompute").await;
        browser.sees("The same hash, and 1 discount as it is stored.").await;
        browser.looks_well("05-again").await;
        browser.opens("/admin/deeds").await;
        browser.sees("Run applied").await;
    })
    .await;
}

async fn pays(stage: &Stage, company: &str) {
    let started =
        json!({"subscription": format!("{company}-s"), "company": company, "product": "team", "price": "100"});
    stage.billing_says(&format!("started-{company}"), "subscription.started", started).await;
    let paid = json!({"payment": format!("{company}-1"), "company": company, "amount": "100", "currency": "USD"});
    stage.billing_says(&format!("paid-{company}"), "payment.succeeded", paid).await;
}
