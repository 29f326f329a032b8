use super::payout::had_details;
use super::*;
use crate::support::sender::Sender;
use crate::support::story::{Visitor, publish};
use crate::withdrawals::desk::Desk;
use beckon::people::{By, Role};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use reqwest::StatusCode;
use serde_json::json;
use uuid::Uuid;

const SURE: [(&str, &str); 2] = [("current", PASSWORD), ("sure", "yes")];
const GIVES_UP: [(&str, &str); 3] = [("current", PASSWORD), ("sure", "yes"), ("gives_up", "yes")];

#[derive(diesel::QueryableByName)]
struct Text {
    #[diesel(sql_type = diesel::sql_types::Text)]
    text: String,
}

async fn owner(app: &TestApp) -> AsyncPgConnection {
    AsyncPgConnection::establish(app.owner_url()).await.unwrap()
}

async fn texts(app: &TestApp, query: &str) -> Vec<String> {
    let rows: Vec<Text> = diesel::sql_query(query).load(&mut owner(app).await).await.unwrap();
    rows.into_iter().map(|row| row.text).collect()
}

/// The tables in which any of these words stands, in whatever case.
async fn tables_with(app: &TestApp, words: &[&str]) -> Vec<String> {
    let all = "SELECT tablename::text AS text FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename";
    let mut found = Vec::new();
    for table in texts(app, all).await {
        let rows = texts(app, &format!("SELECT lower(to_jsonb(t)::text) AS text FROM {table} t")).await;
        let hit = |row: &String| words.iter().find(|word| row.contains(**word)).copied();
        found.extend(rows.iter().find_map(hit).map(|word| format!("{table}: {word}")));
    }
    found
}

async fn key_of(app: &TestApp, email: &str) -> Option<PersonId> {
    let keys = [email.to_owned()];
    let known: Result<_, Fault> = app.app.db.read(async |conn| people::known_emails(conn, &keys).await).await;
    known.unwrap().get(email).copied()
}

#[tokio::test]
async fn whoever_is_deleted_is_named_nowhere_and_the_books_stay_exact() {
    let app = TestApp::start().await;
    publish(&app).await;
    let zarina = Visitor::new(&app);
    let form = [
        ("name", "Zarina Quirkova"),
        ("email", "Zarina.Q@example.kz"),
        ("password", PASSWORD),
        ("company", "Oddity LLP"),
        ("tax_id", "77-88-99"),
    ];
    assert_eq!(zarina.sends("/register", &form).await.status, 200);
    app.works_jobs().await;
    let token = token_in(&link_to(&app, "Zarina.Q@example.kz"));
    assert_eq!(zarina.sends("/email/confirm", &[("token", &token)]).await.status, 303);
    let form = [("email", "zarina.q@example.kz"), ("password", PASSWORD), ("next", "")];
    assert_eq!(zarina.sends("/sign-in", &form).await.status, 303);
    let second = Uuid::new_v4().to_string();
    let sent = zarina.sends("/companies", &[("company", second.as_str()), ("name", "Quirk Two LLP")]).await;
    assert_eq!(sent.status, 303);
    had_details(&app, key_of(&app, "zarina.q@example.kz").await.unwrap()).await;
    let invited = Visitor::new(&app);
    invited.opens(&zarina.link().await).await;
    invited.registers("Nurlan Abenov", "Invited LLP").await;
    let words = ["zarina", "quirk", "oddity", "77-88-99", "778899"];
    let before = tables_with(&app, &words).await;
    for table in ["companies", "emails", "events", "persons", "tax_ids"] {
        assert!(before.iter().any(|found| found.starts_with(table)), "{table} in {before:?}");
    }
    assert_eq!(zarina.sends("/settings/deletion", &SURE).await.to, "/");
    assert_eq!(zarina.opens("/settings").await.status, 303, "signed out");
    app.works_jobs().await;
    let last = app.letters().into_iter().rev().find(|letter| letter.to.contains("Zarina.Q@example.kz")).unwrap();
    assert_eq!(last.subject, "Your account is deleted");
    assert_eq!(tables_with(&app, &words).await, Vec::<String>::new());
    let report = beckon::audit::audit(&app.app.db, None).await.unwrap();
    assert!(report.ok, "{:?}", report.differences);
    assert_eq!(zarina.sends("/sign-in", &form).await.status, 422);
    let invitation = invited.opens("/invitation").await;
    assert!(invitation.status == 200 && !invitation.has("Zarina"), "the invited person keeps the invitation");
}

#[tokio::test]
async fn an_address_and_a_tax_number_stay_taken_and_the_log_still_replays() {
    let app = TestApp::start().await;
    publish(&app).await;
    let referrer = Visitor::registered(&app, "Aigerim Sadykova", "Kite LLP").await;
    let code = referrer.link().await.trim_start_matches("/r/").to_owned();
    let billing = Sender::named(&app, "billing").await;
    let registers = async |person: &str, email: &str, tax_id: &str| {
        let company = json!({"company": format!("c-{person}"), "name": "LLP", "tax_id": tax_id});
        let data = json!({"person": person, "email": email, "code": code, "company": company});
        billing.says("person.registered", data).await.applied();
    };
    registers("early", "Anna.K@example.com", "11").await;
    let anna = Visitor::new(&app);
    anna.sends("/password/forgot", &[("email", "anna.k@example.com")]).await;
    app.works_jobs().await;
    let token = token_in(&link_to(&app, "Anna.K@example.com"));
    assert_eq!(anna.sends("/password/reset", &[("token", token.as_str()), ("password", PASSWORD)]).await.status, 303);
    registers("same-before", "anna.k@EXAMPLE.com", "12").await;
    assert_eq!(anna.sends("/settings/deletion", &SURE).await.to, "/");
    registers("same-after", "ANNA.K@example.com", "13").await;
    registers("same-tax", "other@example.com", "1-1").await;
    registers("new", "new@example.com", "14").await;
    let refused = "SELECT k.external_id || ' ' || r.reason AS text FROM referral_refusals r \
                   JOIN external_ids k ON k.id = r.person_id AND k.noun = 'person' ORDER BY 1";
    let refused = texts(&app, refused).await;
    assert_eq!(refused, ["same-after email_known", "same-before email_known", "same-tax tax_id_known"]);
    assert_eq!(key_of(&app, "anna.k@example.com").await, None);
    let report = beckon::audit::audit(&app.app.db, None).await.unwrap();
    assert!(report.ok, "{:?}", report.differences);
    let keyless = beckon::db::Db::new(app.owner_url(), 2, app.app.clock.clone()).unwrap();
    let report = beckon::audit::audit(&keyless, None).await.unwrap();
    assert!(!report.ok && report.differences.iter().any(|found| found.contains("was not given the key")));
}

#[tokio::test]
async fn registering_again_looks_as_ever_and_makes_nobody() {
    let app = TestApp::start().await;
    publish(&app).await;
    let zarina = Visitor::registered(&app, "Zarina Quirkova", "Oddity LLP").await;
    assert_eq!(zarina.sends("/settings/deletion", &SURE).await.to, "/");
    let persons = async || texts(&app, "SELECT person_id::text AS text FROM persons").await.len();
    let before = persons().await;
    let form =
        [("name", "Zarina"), ("email", "zarina.quirkova@example.kz"), ("password", PASSWORD), ("company", "New LLP")];
    let again = Visitor::new(&app).sends("/register", &form).await;
    assert!(again.status == 200 && again.has("Confirm your e-mail"), "{}", again.text);
    assert_eq!(persons().await, before);
    app.works_jobs().await;
    assert_eq!(key_of(&app, "zarina.quirkova@example.kz").await, None);
}

#[tokio::test]
async fn what_was_sent_is_still_known_when_it_is_sent_again() {
    let app = TestApp::start().await;
    let zarina = Visitor::registered(&app, "Zarina Quirkova", "Oddity LLP").await;
    let hashes =
        "SELECT encode(body_hash, 'hex') || ' ' || (redacted_hash IS NULL) AS text FROM events ORDER BY event_id";
    let before = texts(&app, hashes).await;
    assert_eq!(zarina.sends("/settings/deletion", &SURE).await.to, "/");
    let after = texts(&app, hashes).await;
    let redacted: Vec<String> = before.iter().map(|hash| hash.replace("true", "false")).collect();
    assert_eq!(after, redacted, "the hash of what was received stays");
}

#[tokio::test]
async fn money_is_withdrawn_or_given_up_first() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let aigerim = desk.earner("Aigerim Sadykova", "4050.00").await;
    let page = aigerim.opens("/settings/deletion").await;
    assert!(page.has("₴405.00") && page.has("gives_up"));
    let refused = aigerim.sends("/settings/deletion", &SURE).await;
    assert!(refused.status == 422 && refused.has("Tick this to give it up"), "{}", refused.text);
    let id = aigerim.asks("150").await;
    let refused = aigerim.sends("/settings/deletion", &GIVES_UP).await;
    assert!(refused.status == 422 && refused.has("A withdrawal is on its way."), "{}", refused.text);
    assert_eq!(desk.has(&aigerim).await.available, 255.into(), "nothing was given up");
    assert_eq!(aigerim.takes(&id, "cancellation").await.status, 303);
    assert_eq!(aigerim.sends("/settings/deletion", &GIVES_UP).await.to, "/");
    let left = desk.has(&aigerim).await;
    assert_eq!((left.available, left.withdrawing), (0.into(), 0.into()));
    let given = "SELECT kind || ' ' || debit || ' ' || credit || ' ' || amount AS text FROM transfers \
                 WHERE kind = 'adjusted_down'";
    assert_eq!(texts(&app, given).await, ["adjusted_down available adjusted 405.0000"]);
    assert_eq!(desk.log().await.last().map(String::as_str), Some("withdrawal.canceled"));
    let report = beckon::audit::audit(&app.app.db, None).await.unwrap();
    assert!(report.ok, "{:?}", report.differences);
}

#[tokio::test]
async fn nobody_is_deleted_by_mistake() {
    let app = TestApp::start().await;
    let anna = someone(&app, "anna@example.com").await;
    let browser = signed_in(&app, "anna@example.com").await;
    let sends = async |form: &[(&str, &str)]| {
        let answer = post(&app, &browser, "/settings/deletion", form).await;
        (answer.status(), answer.text().await.unwrap())
    };
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let (status, text) = sends(&[("current", "green kite 8"), ("sure", "yes")]).await;
    assert!(status == refused && text.contains("This is not your current password."));
    let (status, text) = sends(&[("current", PASSWORD)]).await;
    assert!(status == refused && text.contains("Tick this if you are sure."));
    let (email, token) = ("anna@example.com".parse().unwrap(), Token::new().unwrap());
    let promoted: Result<_, Fault> =
        app.app.db.write(async |tx| people::add_staff(tx, &By::OPERATOR, &email, Role::Support, &token).await).await;
    promoted.unwrap();
    let (status, text) = sends(&SURE).await;
    assert!(status == refused && text.contains("You are staff."));
    assert_eq!(key_of(&app, "anna@example.com").await, Some(anna));
}

/// As the owner of the tables, who may more than Beckon itself.
#[tokio::test]
async fn the_log_can_be_redacted_once_and_changed_in_no_other_way() {
    let app = TestApp::start().await;
    let zarina = Visitor::registered(&app, "Zarina Quirkova", "Oddity LLP").await;
    let mut owner = owner(&app).await;
    for change in [
        "body = jsonb_set(body, '{data,name}', '\"Anna\"')",
        "body = jsonb_set(body, '{data,person}', '\"another\"'), redacted_hash = '\\x00'",
        "body = jsonb_set(body, '{timestamp}', '\"2020-01-01T00:00:00Z\"'), redacted_hash = '\\x00'",
        "body_hash = '\\x00'",
    ] {
        let update = format!("UPDATE events SET {change} WHERE type = 'person.registered'");
        let refused = owner.batch_execute(&update).await.unwrap_err().to_string();
        assert!(refused.contains("append only"), "{change}: {refused}");
    }
    assert_eq!(zarina.sends("/settings/deletion", &SURE).await.to, "/");
    let again = "UPDATE events SET body = body, redacted_hash = redacted_hash WHERE type = 'person.registered'";
    assert!(owner.batch_execute(again).await.unwrap_err().to_string().contains("append only"));
}

#[tokio::test]
async fn who_invited_somebody_deleted_keeps_the_line_without_a_name() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Kite LLP").await;
    let zarina = Visitor::new(&app);
    zarina.opens(&aigerim.link().await).await;
    zarina.registers("Zarina Quirkova", "Oddity LLP").await;
    let path = |page: &crate::support::story::Shown| page.ids("/invited/").into_iter().next().map(str::to_owned);
    let before = path(&aigerim.opens("/invited").await).unwrap();
    assert_eq!(zarina.sends("/settings/deletion", &SURE).await.to, "/");
    let page = aigerim.opens("/invited").await;
    assert_eq!(path(&page), Some(before.clone()));
    assert!(!page.has("O•••") && aigerim.opens(&format!("/invited/{before}")).await.status == 200);
}

#[tokio::test]
async fn the_link_of_whoever_is_deleted_is_unknown_counts_nothing_and_binds_nobody() {
    let app = TestApp::start().await;
    publish(&app).await;
    let zarina = Visitor::registered(&app, "Zarina Quirkova", "Oddity LLP").await;
    let link = zarina.link().await;
    let code = link.replace("/r/", "");
    let early = Visitor::new(&app);
    assert!(early.opens(&link).await.has("Zarina Q."));
    let clicks = async || texts(&app, "SELECT click_id::text AS text FROM clicks").await.len();
    assert_eq!(clicks().await, 1);
    assert_eq!(zarina.sends("/settings/deletion", &SURE).await.to, "/");
    let late = Visitor::new(&app);
    for path in [link.clone(), format!("/terms?ref={code}"), format!("/register?ref={code}")] {
        let page = late.opens(&path).await;
        assert!(!page.has("Zarina") && page.cookies.iter().all(|cookie| !cookie.starts_with("visits=")), "{path}");
    }
    let unknown = late.opens("/r/ZZZZZZZZ").await.text.replace("ZZZZZZZZ", &code);
    assert!(unknown.contains("This invitation is not known"));
    assert_eq!(late.opens(&link).await.text, unknown, "as if it had never been");
    early.registers("Early Comer", "Early LLP").await;
    late.registers("Late Comer", "Late LLP").await;
    let refused = late.sends("/invitation/code", &[("code", code.as_str()), ("program", "business-bonus")]).await;
    assert!(refused.status == 422 && refused.has("We do not know this code."), "{}", refused.text);
    assert_eq!(clicks().await, 1);
    assert_eq!(texts(&app, "SELECT referral_id::text AS text FROM referrals").await, Vec::<String>::new());
    let report = beckon::audit::audit(&app.app.db, None).await.unwrap();
    assert!(report.ok, "{:?}", report.differences);
}
