//! A year of one subscription, day by day.
use super::{Customer, records, sells, staff};
use crate::support::TestApp;
use crate::support::story::{Billing, Visitor};
use beckon::people::Role;
use chrono::NaiveDate;
use serde_json::json;

/// Until the morning of a day, day by day; whoever looks in each ten days stays signed in.
async fn until(app: &TestApp, day: &str, looking_in: &[&Visitor<'_>]) {
    let day: NaiveDate = day.parse().unwrap();
    loop {
        let days = (day - app.now().date_naive()).num_days().min(10);
        app.passes_days(u32::try_from(days).unwrap()).await;
        for visitor in looking_in {
            assert_eq!(visitor.opens("/settings").await.status, 200);
        }
        if days < 10 {
            break;
        }
    }
}

const ISSUED: [&str; 10] = [
    "2026-05-31 90000",
    "2026-06-30 90000",
    "2026-07-31 90000",
    "2026-08-31 95000",
    "2026-09-30 90000",
    "2026-10-31 90000",
    "2026-11-30 90000",
    "2026-12-31 90000",
    "2027-01-31 90000",
    "2027-02-28 90000",
];

const STATUSES: [&str; 13] = [
    "2026-05-31 active 2026-06-30",
    "2026-06-30 active 2026-07-31",
    "2026-07-31 active 2026-08-31",
    "2026-08-10 past_due 2026-08-31",
    "2026-08-22 active 2026-08-31",
    "2026-08-31 active 2026-09-30",
    "2026-09-30 active 2026-10-31",
    "2026-10-31 active 2026-11-30",
    "2026-11-30 active 2026-12-31",
    "2026-12-31 active 2027-01-31",
    "2027-01-31 active 2027-02-28",
    "2027-02-28 active 2027-03-31",
    "2027-03-31 canceled",
];

#[tokio::test]
async fn a_subscription_lives_through_its_year() {
    let app = TestApp::start().await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    let business = sells(&admin, "plan", "Business", "90000.00", ("14", "10")).await;
    let scan = sells(&admin, "service", "Scan", "5000.00", ("0", "10")).await;
    let aigerim = Customer::new(&app, "Aigerim").await;
    until(&app, "2026-05-17", &[]).await;
    aigerim.comes("Aigerim").await;
    admin.signs_in("Dana Ospanova").await;
    let both = [&admin, &aigerim.visitor];
    let plan = aigerim.chooses(&business).await;
    let page = aigerim.visitor.opens("/plans").await;
    assert!(page.has("on trial") && page.has("Free until 31 May, then ₸90,000.00 before discounts."), "{}", page.text);
    until(&app, "2026-05-30", &both).await;
    assert_eq!(aigerim.invoices().await, Vec::<String>::new(), "the trial is free");

    for (day, amount) in [("2026-06-03", "90000.00"), ("2026-07-03", "90000.00")] {
        until(&app, day, &both).await;
        assert_eq!(records(&admin, &app, &aigerim.newest().await, amount).await.status, 303);
    }
    // July is paid twelve days late.
    until(&app, "2026-08-10", &both).await;
    aigerim.comes("Aigerim").await;
    admin.signs_in("Dana Ospanova").await;
    assert!(aigerim.visitor.opens("/plans").await.has(">active<"), "on the due day it may still be paid");
    until(&app, "2026-08-11", &both).await;
    let page = aigerim.visitor.opens("/plans").await;
    assert!(page.has(">past due<") && page.has("Pay it before 31 August"), "{}", page.text);
    until(&app, "2026-08-22", &both).await;
    aigerim.comes("Aigerim").await;
    admin.signs_in("Dana Ospanova").await;
    assert_eq!(records(&admin, &app, &aigerim.newest().await, "90000").await.status, 303);
    app.passes(chrono::TimeDelta::minutes(1)).await;
    assert!(aigerim.visitor.opens("/plans").await.has(">active<"));

    // A service comes with August's invoice, another is taken off again.
    aigerim.adds(&plan, &scan).await;
    let second = aigerim.adds(&plan, &scan).await;
    aigerim.does(&format!("{plan}/additions/{second}/removal"), &[]).await;
    for day in ["2026-09-02", "2026-10-02", "2026-11-02", "2026-12-02", "2027-01-02", "2027-02-02", "2027-03-02"] {
        until(&app, day, &both).await;
        // A session lasts ninety days at most.
        if ["2026-10-02", "2026-12-02", "2027-02-02"].contains(&day) {
            aigerim.comes("Aigerim").await;
            admin.signs_in("Dana Ospanova").await;
        }
        let amount = if day == "2026-09-02" { "95000" } else { "90000" };
        let paid = records(&admin, &app, &aigerim.newest().await, amount).await;
        assert_eq!(paid.status, 303, "{day}: {}", paid.text);
    }
    aigerim.does(&format!("{plan}/cancellation"), &[]).await;
    let page = aigerim.visitor.opens("/plans").await;
    assert!(page.has("it runs until 31 March") && page.has("Keep the plan"), "{}", page.text);
    until(&app, "2027-05-17", &[]).await;
    assert_eq!(aigerim.invoices().await, ISSUED);
    assert_eq!(aigerim.statuses().await, STATUSES);
    aigerim.comes("Aigerim").await;
    assert!(aigerim.visitor.opens("/plans").await.has("Ended on 31 March"));
    let receipt = aigerim.visitor.opens(&format!("/invoices/{}", aigerim.newest().await)).await;
    assert!(receipt.has("Receipt of invoice") && receipt.has("Bank 7"), "{}", receipt.text);
}

/// What was added is charged although the plan is not, and what another system bills is said where a plan could be chosen.
#[tokio::test]
async fn the_page_says_what_is_still_charged_and_what_others_bill() {
    let app = TestApp::start().await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    let plan = sells(&admin, "plan", "standard", "100", ("0", "10")).await;
    let scan = sells(&admin, "service", "scan", "20", ("0", "10")).await;
    let anna = Customer::new(&app, "Anna").await;
    let path = anna.chooses(&plan).await;
    anna.adds(&path, &scan).await;
    anna.does(&format!("{path}/cancellation"), &[]).await;
    let page = anna.visitor.opens("/plans").await;
    assert!(page.has("what you added is charged that day") && !page.has("is not charged again."), "{}", page.text);
    let billing = Billing::new(&app).await;
    let tells = async |kind: &str, data: serde_json::Value| {
        assert_eq!(billing.reports(kind, data).await["status"], "applied");
    };
    let company = anna.visitor.company().await;
    let told = json!({"subscription": "out-1", "company": company, "product": "archive", "next_charge_at": "2026-12-01T09:00:00Z"});
    tells("subscription.started", told).await;
    let page = anna.visitor.opens("/plans").await;
    assert!(
        page.text
            .replace(['\u{2068}', '\u{2069}'], "")
            .contains("archive: billed by another system, next on 1 December"),
        "{}",
        page.text
    );
    tells("subscription.changed", json!({"subscription": "out-1", "status": "canceled"})).await;
    assert!(!anna.visitor.opens("/plans").await.has("billed by another system"));
    app.passes_days(31).await;
    assert_eq!(anna.invoices().await, ["2026-04-10 100", "2026-05-10 20"]);
}
