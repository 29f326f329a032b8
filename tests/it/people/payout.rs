use super::*;
use beckon::clock::Clock;
use beckon::db::Db;
use beckon::people::details::Details;
use beckon::people::payout_details;
use beckon::rules::terms::WithdrawalMethod;
use beckon::withdrawals::{self, Wanted, Which};
use chrono::TimeDelta;
use reqwest::StatusCode;

use crate::support::sender::publish;
use crate::withdrawals::desk::Desk;

const IBAN: &str = "KZ86 125K ZT50 0410 0100";
const OTHER: &str = "UA213223130000026007233566001";
const CARD: &str = "4111 1111 1111 1111";

/// Details that counted long before, for each way: the day after a change is over.
pub async fn had_details(app: &TestApp, person: PersonId) {
    let before = Db::new(app.owner_url(), 1, Clock::fixed(app.now() - TimeDelta::days(2))).unwrap();
    for (method, number) in
        [(WithdrawalMethod::Iban, IBAN), (WithdrawalMethod::Card, CARD), (WithdrawalMethod::Custom, "wallet 17")]
    {
        let (details, token) = (Details::read(method, "Aigerim Sadykova", number).unwrap(), Token::new().unwrap());
        let confirmed: Result<_, Fault> = before
            .write(async |tx| {
                payout_details::ask(tx, &app.app.seal, person, &details).await?;
                tokens::issue(tx, person, Purpose::ConfirmPayout, &token).await?;
                payout_details::confirm(tx, token.as_str()).await
            })
            .await;
        assert!(confirmed.unwrap().is_some());
    }
}

/// The same of everybody.
pub async fn all_had_details(app: &TestApp) {
    for person in rows(app, "SELECT person_id::text AS row FROM persons").await {
        had_details(app, person.parse().unwrap()).await;
    }
}

async fn asks(app: &TestApp, browser: &Client, number: &str) -> Response {
    let form = [("holder", "Aigerim Sadykova"), ("number", number), ("current", PASSWORD)];
    post(app, browser, "/settings/payout/iban", &form).await
}

async fn link(app: &TestApp) -> String {
    app.works_jobs().await;
    link_to(app, "anna@example.com")
}

async fn confirms(app: &TestApp, link: &str) -> Response {
    post(app, &app.browser(), "/payout/confirm", &[("token", &token_in(link))]).await
}

async fn page(app: &TestApp, browser: &Client) -> String {
    open(app, browser, "/settings/payout").await.text().await.unwrap()
}

/// Somebody in whose program cash is paid out.
async fn anna(app: &TestApp) -> (PersonId, Client) {
    publish(app, crate::withdrawals::desk::TERMS).await;
    (someone(app, "anna@example.com").await, signed_in(app, "anna@example.com").await)
}

#[tokio::test]
async fn what_is_asked_for_counts_once_the_letters_link_confirms_it() {
    let app = TestApp::start().await;
    let (_, browser) = anna(&app).await;
    assert!(page(&app, &browser).await.contains("Not given yet"));
    let asked = asks(&app, &browser, IBAN).await;
    assert_eq!((asked.status(), leads_to(&asked)), (StatusCode::SEE_OTHER, "/settings/payout"));
    let waiting = page(&app, &browser).await;
    assert!(waiting.contains("Not given yet") && waiting.contains("waits for you"));
    let link = link(&app).await;
    assert!(link.starts_with("/payout/confirm?token="), "{link}");
    let looked = app.get(&link).await.text().await.unwrap();
    assert!(looked.contains("KZ86 •••• 0100"), "what is confirmed is shown, in part");
    assert!(page(&app, &browser).await.contains("Not given yet"), "looking at it changes nothing");
    someone(&app, "berik@example.com").await;
    let other = signed_in(&app, "berik@example.com").await;
    let theirs = open(&app, &other, &link).await.text().await.unwrap();
    assert!(theirs.contains("This link is not yours") && !theirs.contains("0100"), "{theirs}");
    let refused = post(&app, &other, "/payout/confirm", &[("token", &token_in(&link))]).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page(&app, &browser).await.contains("Not given yet"), "nor does somebody else");
    assert_eq!(confirms(&app, &link).await.status(), StatusCode::SEE_OTHER);
    let counts = page(&app, &browser).await;
    assert!(counts.contains("KZ86 •••• 0100") && !counts.contains("waits for you"));
    assert!(counts.contains("nothing can be withdrawn until"));
    assert!(!counts.contains("125K"), "never whole");
    app.works_jobs().await;
    assert_eq!(app.letters().last().unwrap().subject, "Your payout details changed");
    let again = confirms(&app, &link).await;
    assert!(again.text().await.unwrap().contains("The details that stood before still count."));
}

#[tokio::test]
async fn the_old_details_stay_until_the_new_ones_are_confirmed() {
    let app = TestApp::start().await;
    let (person, browser) = anna(&app).await;
    had_details(&app, person).await;
    asks(&app, &browser, OTHER).await;
    let waiting = page(&app, &browser).await;
    assert!(waiting.contains("KZ86 •••• 0100") && waiting.contains("UA21 •••• 6001"));
    assert!(!waiting.contains("nothing can be withdrawn until"), "nothing is locked yet");
    assert_eq!(confirms(&app, &link(&app).await).await.status(), StatusCode::SEE_OTHER);
    let counts = page(&app, &browser).await;
    assert!(!counts.contains("KZ86") && counts.contains("UA21 •••• 6001") && counts.contains("•••• 1111"));
}

#[tokio::test]
async fn a_link_confirms_only_what_its_letter_was_about() {
    let app = TestApp::start().await;
    let (_, browser) = anna(&app).await;
    asks(&app, &browser, IBAN).await;
    let first = link(&app).await;
    asks(&app, &browser, OTHER).await;
    let late = confirms(&app, &first).await;
    assert_eq!(late.status(), StatusCode::OK);
    assert!(late.text().await.unwrap().contains("you asked for something else since"));
    assert!(page(&app, &browser).await.contains("Not given yet"));
    assert_eq!(confirms(&app, &link(&app).await).await.status(), StatusCode::SEE_OTHER);
    assert!(page(&app, &browser).await.contains("UA21 •••• 6001"));
}

#[tokio::test]
async fn a_link_ends_after_a_day_and_with_a_new_password() {
    let app = TestApp::start().await;
    let (_, browser) = anna(&app).await;
    asks(&app, &browser, IBAN).await;
    let slow = link(&app).await;
    app.passes(TimeDelta::hours(24)).await;
    assert_eq!(confirms(&app, &slow).await.status(), StatusCode::OK);
    asks(&app, &browser, OTHER).await;
    let voided = link(&app).await;
    let form = [("current", PASSWORD), ("password", "red lantern 12")];
    assert_eq!(post(&app, &browser, "/settings/password", &form).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(confirms(&app, &voided).await.status(), StatusCode::OK);
    assert!(page(&app, &browser).await.contains("Not given yet"));
}

#[tokio::test]
async fn what_cannot_be_is_said_and_kept_in_the_form() {
    let app = TestApp::start().await;
    let (_, browser) = anna(&app).await;
    let sends = async |method: &str, holder: &str, number: &str, current: &str| {
        let form = [("holder", holder), ("number", number), ("current", current)];
        let answer = post(&app, &browser, &format!("/settings/payout/{method}"), &form).await;
        (answer.status(), answer.text().await.unwrap())
    };
    for (method, holder, number, current, says) in [
        ("iban", "Anna", "KZ86 125K ZT50 0410 0101", PASSWORD, "This is not a whole IBAN"),
        ("card", "Anna", "4111 1111 1111 1112", PASSWORD, "This is not a whole card number"),
        ("iban", "", IBAN, PASSWORD, "Type the name, at most 70 characters."),
        ("iban", "", "KZ86", PASSWORD, "Type the name, at most 70 characters."),
        ("iban", "", "KZ86", PASSWORD, "This is not a whole IBAN"),
        ("iban", "Anna", IBAN, "green kite 8", "This is not your current password."),
    ] {
        let (status, text) = sends(method, holder, number, current).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
        assert!(text.contains(says) && text.contains(number) && !text.contains("kite"), "{says}");
    }
    assert_eq!(sends("custom", "", "wallet 17", PASSWORD).await.0, StatusCode::NOT_FOUND, "no program pays so");
    assert_eq!(sends("cash", "", "x", PASSWORD).await.0, StatusCode::NOT_FOUND);
    assert_eq!(letters_asked_for(&app).await, 0);
}

#[derive(diesel::QueryableByName)]
struct Row {
    #[diesel(sql_type = diesel::sql_types::Text)]
    row: String,
}

async fn rows(app: &TestApp, query: &'static str) -> Vec<String> {
    let rows: Result<Vec<Row>, Fault> = app.app.db.read(async |conn| beckon::db::sql(query).load(conn).await).await;
    rows.unwrap().into_iter().map(|row| row.row).collect()
}

#[tokio::test]
async fn no_account_can_be_read_in_the_database() {
    let app = TestApp::start().await;
    let (person, _) = anna(&app).await;
    had_details(&app, person).await;
    let kept = rows(&app, "SELECT to_jsonb(d)::text || encode(d.sealed, 'escape') AS row FROM payout_details d").await;
    assert_eq!(kept.len(), 3);
    for row in kept {
        assert!(["KZ86", "125K", "4111", "Aigerim", "wallet"].iter().all(|part| !row.contains(part)), "{row}");
    }
}

#[tokio::test]
async fn nothing_is_withdrawn_without_details_nor_for_a_day_after_a_change() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let aigerim = desk.earner("Aigerim Sadykova", "4050.00").await;
    let delete = "UPDATE payout_details SET ended_at = confirmed_at";
    let ended: Result<_, Fault> = app.app.db.write(async |tx| beckon::db::sql(delete).execute(tx).await).await;
    assert_eq!(ended.unwrap(), 3);
    let refused = aigerim.tries("150", "iban").await;
    assert!(refused.status == 422 && refused.has("Say first where this money goes"), "{}", refused.text);
    let form = [("holder", "Aigerim Sadykova"), ("number", IBAN), ("current", PASSWORD)];
    assert_eq!(aigerim.sends("/settings/payout/iban", &form).await.status, 303);
    app.works_jobs().await;
    let token = token_in(&link_to(&app, "aigerim.sadykova@example.kz"));
    assert_eq!(aigerim.sends("/payout/confirm", &[("token", &token)]).await.status, 303);
    for hours in [0, 23] {
        app.passes(TimeDelta::hours(hours)).await;
        let refused = aigerim.tries("150", "iban").await;
        assert!(refused.status == 422 && refused.has("you can withdraw after"), "{}", refused.text);
    }
    app.passes(TimeDelta::hours(1)).await;
    assert_eq!(aigerim.tries("150", "iban").await.status, 303);
    let named = rows(&app, "SELECT to_jsonb(w)::text AS row FROM withdrawals w WHERE details_id IS NOT NULL").await;
    assert_eq!(named.len(), 1, "it says where it goes");
}

#[tokio::test]
async fn a_withdrawal_names_the_details_that_stood_when_it_was_requested() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let aigerim = desk.earner("Aigerim Sadykova", "4050.00").await;
    assert_eq!(aigerim.tries("150", "iban").await.status, 303);
    let form = [("holder", "Somebody Else"), ("number", OTHER), ("current", PASSWORD)];
    assert_eq!(aigerim.sends("/settings/payout/iban", &form).await.status, 303);
    app.works_jobs().await;
    let token = token_in(&link_to(&app, "aigerim.sadykova@example.kz"));
    assert_eq!(aigerim.sends("/payout/confirm", &[("token", &token)]).await.status, 303);
    let paid_to: Result<_, Fault> = app
        .app
        .db
        .read(async |conn| {
            let all = Wanted::of(Which::All);
            let listed = withdrawals::listed(conn, &all, 10).await?;
            let found = withdrawals::find(conn, listed[0].id).await?.unwrap();
            payout_details::find(conn, &app.app.seal, aigerim.id, found.details.unwrap()).await
        })
        .await;
    let details = paid_to.unwrap().unwrap();
    let iban = IBAN.replace(' ', "");
    assert_eq!(details, Details::Iban { holder: "Aigerim Sadykova".into(), iban });
}
