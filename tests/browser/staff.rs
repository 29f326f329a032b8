//! Staff look at somebody's account, read what arrived, and get about by keys.

use super::browser::{Browser, Screen, journey};
use super::stage::{AIGERIM, DANA, NURLAN, Stage};
use super::support::TestApp;
use beckon::events;
use beckon::intake::{self, Incoming};
use beckon::people::{Role, sources};
use serde_json::json;

#[tokio::test]
async fn staff_look_at_an_account_and_change_nothing() {
    let stage = Stage::set().await;
    journey(&stage.app, "view-as", Screen::Phone, async |browser| {
        stage.has_bonuses(browser).await;
        browser.becomes_a_stranger().await;
        stage.hires(browser, DANA, Role::Support).await;
        browser.opens("/admin/people?q=aigerim").await;
        browser.presses(AIGERIM.name).await;
        browser.presses("View as this person").await;
        browser.arrives_at("Look at the account of Aigerim Sadykova").await;
        browser.presses("Look at the account").await;
        browser.sees("Say why, in up to 300 characters.").await;
        browser.looks_well("01-why").await;
        browser.types("reason", "Question 4711").await;
        browser.presses("Look at the account").await;
        browser.arrives_at("Overview").await;
        browser.sees_in(".view-bar", "You look at the account of Aigerim Sadykova").await;
        browser.sees_in(".figures .main", "₸40,500.00").await;
        browser.looks_well("02-her-overview").await;
        browser.opens("/invited").await;
        browser.sees_in("td.who", "D••• L•••").await;
        browser.opens("/companies").await;
        browser.types("name", "Second LLP").await;
        browser.presses("Add the company").await;
        browser.arrives_at("You only look").await;
        browser.sees_in(".view-bar", "Aigerim Sadykova").await;
        browser.looks_well("03-refused").await;
        browser.opens("/settings/payout").await;
        browser.arrives_at("You only look").await;
        browser.presses("Stop looking").await;
        browser.arrives_at(AIGERIM.name).await;
        browser.sees("You look at your own account again.").await;
        browser.sees("Stopped looking at an account").await;
        browser.does_not_see("Second LLP").await;
    })
    .await;
}

#[tokio::test]
async fn staff_read_what_arrived_and_get_about_by_keys() {
    let stage = Stage::set().await;
    journey(&stage.app, "console", Screen::Phone, async |browser| {
        stage.has_bonuses(browser).await;
        comes_too_early(&stage).await;
        browser.becomes_a_stranger().await;
        stage.hires(browser, DANA, Role::Admin).await;
        browser.opens("/admin/events").await;
        browser.sees_in("td.state", "parked").await;
        browser.looks_well("01-events").await;
        browser.presses("paid-early").await;
        browser.arrives_at("Event paid-early").await;
        browser.presses("Try again now").await;
        browser.sees("The event still waits").await;
        browser.looks_well("02-event").await;
        browser.opens("/admin/staff").await;
        browser.types("email", "new@house.example").await;
        browser.presses("Send the invitation").await;
        browser.sees("The invitation is on its way.").await;
        browser.looks_well("03-staff").await;
        browser.opens("/admin/deliveries").await;
        browser.sees("Invitation to the staff").await;
        browser.looks_well("04-letters").await;
        types(browser, "?").await;
        browser.arrives_at("Keyboard shortcuts").await;
        browser.looks_well("05-keys").await;
        types(browser, "gp").await;
        browser.arrives_at("People").await;
        types(browser, "/").await;
        assert_eq!(browser.asks("document.activeElement.id").await, "q");
        types(browser, "ge").await;
        assert_eq!(browser.typed("q").await, "ge", "in a field a letter is a letter");
        browser.opens("/admin/people").await;
        types(browser, "jj").await;
        let second = browser.asks("[...document.querySelectorAll('tbody tr a')].indexOf(document.activeElement)").await;
        assert!(second.as_i64().unwrap() > 0, "{second}");
        browser.opens("/admin/keys").await;
        browser.presses("Turn the keys off in this browser").await;
        types(browser, "gp").await;
        browser.arrives_at("Keyboard shortcuts").await;
        browser.presses("Turn the keys on in this browser").await;
        types(browser, "go").await;
        browser.arrives_at("Staff").await;
        browser.does_not_see(NURLAN.email).await;
    })
    .await;
}

/// A payment of a company that nobody registered yet.
async fn comes_too_early(stage: &Stage) {
    let data = json!({"payment": "early", "company": "c-nobody", "amount": "20000.00", "currency": "KZT"});
    let event = json!({"id": "paid-early", "type": "payment.succeeded", "timestamp": stage.app.now(), "data": data});
    let event = events::parse(event.to_string().as_bytes()).unwrap();
    let db = &stage.app.app.db;
    let billing = db.read(async |conn| sources::find(conn, "billing").await).await.unwrap().unwrap();
    let [answer] = intake::apply_now(db, &[Incoming::new(billing, event)]).await.try_into().ok().unwrap();
    assert!(matches!(answer.unwrap().outcome, intake::Outcome::Waiting { .. }));
}

/// Presses keys, wherever the reader is.
async fn types(browser: &Browser, keys: &str) {
    browser.driver.action_chain().send_keys(keys).perform().await.unwrap();
}

#[tokio::test]
async fn staff_sort_and_narrow_every_list() {
    let app = TestApp::start_demo().await;
    journey(&app, "lists", Screen::Desktop, async |browser| {
        browser.opens("/demo").await;
        browser.presses("Sign in as staff").await;
        browser.arrives_at("Staff").await;
        browser.opens("/admin/products").await;
        browser.presses("Price").await;
        browser.sees_in("th[aria-sort=ascending]", "Price").await;
        browser.presses("Price").await;
        browser.sees_in("th[aria-sort=descending]", "Price").await;
        browser.presses("offered").await;
        browser.sees("Show all").await;
        browser.looks_well("01-products").await;
        for (n, page) in [
            "/admin/invoices",
            "/admin/claims?which=all",
            "/admin/staff?sort=name",
            "/admin/api-keys",
            "/admin/jobs?sort=job",
            "/admin/programs",
            "/admin/batches",
            "/admin/payouts",
            "/admin/verification",
            "/admin/verification/company-discounts/next?sort=change",
            "/admin/verification/company-discounts/next?blocked=yes",
        ]
        .iter()
        .enumerate()
        {
            browser.opens(page).await;
            browser.looks_well(&format!("{:02}-list", n + 2)).await;
        }
    })
    .await;
}
