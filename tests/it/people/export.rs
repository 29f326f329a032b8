use super::payout::had_details;
use super::*;
use crate::support::story::{Billing, Visitor, publish};
use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use serde_json::{Value, json};
use std::collections::BTreeSet;

async fn person_with(app: &TestApp, email: &str) -> PersonId {
    let keys = [email.to_owned()];
    let known: Result<_, Fault> = app.app.db.read(async |conn| people::known_emails(conn, &keys).await).await;
    known.unwrap()[email]
}

#[tokio::test]
async fn the_file_has_everything_of_ones_own_and_nothing_of_others() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Kite LLP").await;
    let person = person_with(&app, "aigerim.sadykova@example.kz").await;
    had_details(&app, person).await;
    let nurlan = Visitor::new(&app);
    nurlan.opens(&aigerim.link().await).await;
    nurlan.registers("Nurlan Abenov", "Silkway Trading").await;
    let billing = Billing::new(&app).await;
    let paid = json!({"payment": "pay_1", "company": nurlan.company().await, "amount": "405000.00", "currency": "KZT"});
    assert_eq!(billing.reports("payment.succeeded", paid).await["status"], "applied");
    let answer = aigerim.sends("/settings/data/export", &[("current", PASSWORD)]).await;
    assert_eq!(answer.status, 200);
    let whole: Value = serde_json::from_str(&answer.text).unwrap();
    assert_eq!(whole["person"]["name"], "Aigerim Sadykova");
    assert_eq!(whole["person"]["email"], "aigerim.sadykova@example.kz");
    assert_eq!(whole["companies"][0]["name"], "Kite LLP");
    assert_eq!(whole["receipts"][0]["amount"], "40500.0000");
    assert_eq!(whole["transfers"][0]["kind"], "reward_granted");
    assert_eq!(whole["transfers"][0]["amount"], "40500.0000");
    assert_eq!(whole["referrals"][0]["invitee"], "S••• T•••");
    let account = |method: &str| {
        let all = whole["payout_details"].as_array().unwrap();
        all.iter().find(|kept| kept["method"] == method).unwrap()["details"].clone()
    };
    assert_eq!(account("iban")["iban"]["iban"], "KZ86125KZT5004100100");
    let lists = [
        "companies",
        "subscriptions",
        "invoices",
        "payments",
        "invitations",
        "links",
        "clicks",
        "referrals",
        "claims",
        "receipts",
        "transfers",
        "withdrawals",
        "payouts",
        "sessions",
        "letters_off",
    ];
    assert!(lists.iter().all(|list| whole[list].is_array()), "{}", answer.text);
    for foreign in ["Nurlan", "nurlan", "Silkway", "argon2", "token"] {
        assert!(!answer.text.contains(foreign), "{foreign}");
    }
    let theirs = nurlan.sends("/settings/data/export", &[("current", PASSWORD)]).await;
    let theirs: Value = serde_json::from_str(&theirs.text).unwrap();
    assert_eq!(theirs["invitations"][0]["program"], "business-bonus");
    assert_eq!(theirs["payments"][0]["amount"], "405000.0000");
    assert_eq!(theirs["receipts"], json!([]));
    assert!(!theirs.to_string().contains("Aigerim"));
}

#[tokio::test]
async fn a_long_list_is_written_page_by_page_and_whole() {
    let app = TestApp::start().await;
    let anna = someone(&app, "anna@example.com").await;
    let browser = signed_in(&app, "anna@example.com").await;
    for rows in [499, 500, 501, 1_700] {
        let mut owner = AsyncPgConnection::establish(app.owner_url()).await.unwrap();
        let fill = format!(
            "TRUNCATE clicks;
             INSERT INTO clicks (person_id, click_id, clicked_at, link_id, recorded_at)
             SELECT '{anna}', gen_random_uuid(), '2026-04-01T00:00:00Z', gen_random_uuid(), '2026-04-01T00:00:00Z' FROM generate_series(1, {rows})"
        );
        owner.batch_execute(&fill).await.unwrap();
        let answer = post(&app, &browser, "/settings/data/export", &[("current", PASSWORD)]).await;
        let whole: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        let clicks = whole["clicks"].as_array().unwrap();
        let ids: BTreeSet<&str> = clicks.iter().map(|click| click["click_id"].as_str().unwrap()).collect();
        assert_eq!((clicks.len(), ids.len()), (rows, rows));
    }
}

#[tokio::test]
async fn the_file_needs_the_password() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let browser = signed_in(&app, "anna@example.com").await;
    let refused = post(&app, &browser, "/settings/data/export", &[("current", "green kite 8")]).await;
    assert_eq!(refused.status(), 422);
    assert!(refused.text().await.unwrap().contains("This is not your current password."));
}
