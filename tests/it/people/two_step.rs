use super::*;
use beckon::people::sessions;
use chrono::TimeDelta;
use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, Mac};
use reqwest::StatusCode;
use sha1::Sha1;

/// RFC 6238, by the letter: what an app shows.
fn shows(key: &str, at: chrono::DateTime<chrono::Utc>) -> String {
    let secret = BASE32_NOPAD.decode(key.as_bytes()).unwrap();
    let mut mac = Hmac::<Sha1>::new_from_slice(&secret).unwrap();
    mac.update(&(at.timestamp() / 30).to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let offset = (hash[19] & 15) as usize;
    let number = u32::from_be_bytes(hash[offset..offset + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

/// A phone with an app that was told the key.
struct Phone<'a> {
    app: &'a TestApp,
    key: String,
}

impl Phone<'_> {
    fn code(&self) -> String {
        shows(&self.key, self.app.now())
    }

    /// A code that was not shown before.
    async fn next(&self) -> String {
        self.app.passes(TimeDelta::seconds(30)).await;
        self.code()
    }
}

/// Begins in this browser; the page then shows the key.
async fn begins<'a>(app: &'a TestApp, browser: &Client) -> Phone<'a> {
    let answer = post(app, browser, "/settings/two-step", &[("current", PASSWORD)]).await;
    assert_eq!((answer.status(), leads_to(&answer)), (StatusCode::SEE_OTHER, "/settings/two-step"));
    let page = open(app, browser, "/settings/two-step").await.text().await.unwrap();
    let shown = page.split("readonly value=\"").nth(1).unwrap().split('"').next().unwrap();
    Phone { app, key: shown.replace(' ', "") }
}

/// Turns it on; the recovery codes.
async fn turns_on<'a>(app: &'a TestApp, browser: &Client) -> (Phone<'a>, Vec<String>) {
    let phone = begins(app, browser).await;
    let answer = post(app, browser, "/settings/two-step/confirmation", &[("code", &phone.code())]).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let page = answer.text().await.unwrap();
    let codes = page.split("<li class=\"code\">").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned());
    (phone, codes.collect())
}

async fn opens_settings(app: &TestApp, browser: &Client) -> bool {
    open(app, browser, "/settings").await.status() == StatusCode::OK
}

async fn types(app: &TestApp, browser: &Client, code: &str) -> StatusCode {
    post(app, browser, "/sign-in/code", &[("code", code)]).await.status()
}

/// The password was given; the code is asked for.
async fn halfway(app: &TestApp) -> Client {
    let browser = app.browser();
    let form = [("email", "anna@example.com"), ("password", PASSWORD), ("next", "/statement")];
    let answer = post(app, &browser, "/sign-in", &form).await;
    assert_eq!((answer.status(), leads_to(&answer)), (StatusCode::SEE_OTHER, "/sign-in/code"));
    browser
}

async fn letters_about(app: &TestApp, subject: &str) -> usize {
    app.works_jobs().await;
    app.letters().iter().filter(|letter| letter.subject == subject).count()
}

#[tokio::test]
async fn a_code_is_asked_for_besides_the_password() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let here = signed_in(&app, "anna@example.com").await;
    let (phone, codes) = turns_on(&app, &here).await;
    assert_eq!(codes.len(), 10);
    let browser = halfway(&app).await;
    assert!(!opens_settings(&app, &browser).await, "the password alone opens nothing");
    let asked = open(&app, &browser, "/sign-in/code").await.text().await.unwrap();
    assert!(asked.contains("autocomplete=\"one-time-code\""));
    assert_eq!(types(&app, &browser, "000000").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!opens_settings(&app, &browser).await);
    let answer = post(&app, &browser, "/sign-in/code", &[("code", &phone.next().await)]).await;
    assert_eq!((answer.status(), leads_to(&answer)), (StatusCode::SEE_OTHER, "/statement"));
    assert!(opens_settings(&app, &browser).await);
    assert_eq!(letters_about(&app, "Two-step sign-in is on").await, 1);
}

#[tokio::test]
async fn no_code_is_good_twice_nor_an_older_one_after_it() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let (phone, _) = turns_on(&app, &signed_in(&app, "anna@example.com").await).await;
    let first = phone.code();
    assert_eq!(types(&app, &halfway(&app).await, &first).await, StatusCode::UNPROCESSABLE_ENTITY, "turned it on");
    let older = phone.next().await;
    let code = phone.next().await;
    assert_eq!(types(&app, &halfway(&app).await, &code).await, StatusCode::SEE_OTHER);
    let again = halfway(&app).await;
    assert_eq!(types(&app, &again, &code).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(types(&app, &again, &older).await, StatusCode::UNPROCESSABLE_ENTITY, "from before the latest");
    assert_eq!(types(&app, &again, &phone.next().await).await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn of_two_who_type_one_code_at_once_one_gets_in() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let (phone, _) = turns_on(&app, &signed_in(&app, "anna@example.com").await).await;
    let (one, other) = (halfway(&app).await, halfway(&app).await);
    let code = phone.next().await;
    let mut answers = [StatusCode::OK; 2];
    (answers[0], answers[1]) = tokio::join!(types(&app, &one, &code), types(&app, &other, &code));
    answers.sort();
    assert_eq!(answers, [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY]);
}

#[tokio::test]
async fn a_recovery_code_lets_in_once_however_it_is_written_and_its_owner_is_told() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let (_, codes) = turns_on(&app, &signed_in(&app, "anna@example.com").await).await;
    let written = codes[3].to_uppercase().replace('-', " ");
    assert_eq!(types(&app, &halfway(&app).await, &written).await, StatusCode::SEE_OTHER);
    assert_eq!(types(&app, &halfway(&app).await, &codes[3]).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(letters_about(&app, "A recovery code was used").await, 1);
    let letters = app.letters();
    let told = letters.iter().find(|letter| letter.subject.contains("A recovery code was used")).unwrap();
    assert!(told.text.contains("9 are left."), "{}", told.text);
}

#[tokio::test]
async fn new_recovery_codes_make_the_earlier_ones_worthless() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let here = signed_in(&app, "anna@example.com").await;
    let (phone, old) = turns_on(&app, &here).await;
    let form = |current: &'static str, code: String| [("current", current.to_owned()), ("code", code)];
    let send = async |form: [(&str, String); 2]| {
        let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
        post(&app, &here, "/settings/two-step/codes", &form).await
    };
    assert_eq!(send(form("green kite 8", phone.next().await)).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(send(form(PASSWORD, "000000".into())).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let renewed = send(form(PASSWORD, phone.next().await)).await;
    assert_eq!(renewed.status(), StatusCode::OK);
    let page = renewed.text().await.unwrap();
    assert!(old.iter().all(|code| !page.contains(code.as_str())));
    let new = page.split("<li class=\"code\">").nth(1).unwrap().split('<').next().unwrap();
    assert_eq!(types(&app, &halfway(&app).await, &old[0]).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(types(&app, &halfway(&app).await, new).await, StatusCode::SEE_OTHER);
    assert_eq!(letters_about(&app, "New recovery codes").await, 1);
}

#[tokio::test]
async fn it_is_turned_on_by_password_and_first_code_and_ends_other_sessions() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let (here, elsewhere) = (signed_in(&app, "anna@example.com").await, signed_in(&app, "anna@example.com").await);
    let wrong = post(&app, &here, "/settings/two-step", &[("current", "green kite 8")]).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let phone = begins(&app, &here).await;
    let theirs = open(&app, &elsewhere, "/settings/two-step").await.text().await.unwrap();
    assert!(!theirs.contains(&phone.key[..4]), "only the session that asked sees the key");
    let confirm = async |browser: &Client, code: &str| {
        post(&app, browser, "/settings/two-step/confirmation", &[("code", code)]).await.status()
    };
    assert_eq!(confirm(&elsewhere, &phone.code()).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(confirm(&here, "000000").await, StatusCode::UNPROCESSABLE_ENTITY);
    sign_in(&app, &app.browser(), "anna@example.com", PASSWORD).await;
    assert!(opens_settings(&app, &elsewhere).await, "nothing is asked for before the first code");
    assert_eq!(confirm(&here, &phone.code()).await, StatusCode::OK);
    assert!(opens_settings(&app, &here).await);
    assert!(!opens_settings(&app, &elsewhere).await, "all others are signed out");
    assert_eq!(confirm(&here, &phone.next().await).await, StatusCode::UNPROCESSABLE_ENTITY, "it is on");
}

#[tokio::test]
async fn a_key_that_nobody_confirms_is_forgotten() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let here = signed_in(&app, "anna@example.com").await;
    let phone = begins(&app, &here).await;
    app.passes(TimeDelta::minutes(31)).await;
    let page = open(&app, &here, "/settings/two-step").await.text().await.unwrap();
    assert!(!page.contains(&phone.key[..4]));
    let late = post(&app, &here, "/settings/two-step/confirmation", &[("code", &phone.code())]).await;
    assert_eq!(late.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn it_is_turned_off_by_password_and_code() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let here = signed_in(&app, "anna@example.com").await;
    let (phone, _) = turns_on(&app, &here).await;
    let wrong = [("current", "green kite 8"), ("code", &phone.next().await)];
    assert_eq!(post(&app, &here, "/settings/two-step/off", &wrong).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let form = [("current", PASSWORD), ("code", &phone.next().await)];
    assert_eq!(leads_to(&post(&app, &here, "/settings/two-step/off", &form).await), "/settings/security");
    signed_in(&app, "anna@example.com").await;
    assert_eq!(letters_about(&app, "Two-step sign-in is off").await, 1);
}

#[tokio::test]
async fn a_new_password_by_letter_does_not_go_around_it() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let (phone, _) = turns_on(&app, &signed_in(&app, "anna@example.com").await).await;
    let waiting = halfway(&app).await;
    post(&app, &app.browser(), "/password/forgot", &[("email", "anna@example.com")]).await;
    app.works_jobs().await;
    let token = token_in(&link_to(&app, "anna@example.com"));
    let browser = app.browser();
    let form = [("token", token.as_str()), ("password", "red lantern 12")];
    let chosen = post(&app, &browser, "/password/reset", &form).await;
    assert_eq!((chosen.status(), leads_to(&chosen)), (StatusCode::SEE_OTHER, "/sign-in/code"));
    assert!(!opens_settings(&app, &browser).await);
    let code = phone.next().await;
    let late = post(&app, &waiting, "/sign-in/code", &[("code", &code)]).await;
    assert_eq!(leads_to(&late), "/sign-in", "who came by the old password begins anew");
    assert_eq!(types(&app, &browser, &code).await, StatusCode::SEE_OTHER);
    assert!(opens_settings(&app, &browser).await);
}

#[tokio::test]
async fn the_code_is_to_come_within_ten_minutes() {
    let app = TestApp::start().await;
    let anna = someone(&app, "anna@example.com").await;
    let (phone, _) = turns_on(&app, &signed_in(&app, "anna@example.com").await).await;
    let browser = halfway(&app).await;
    let now = app.now();
    let listed: Result<_, Fault> = app.app.db.read(async |conn| sessions::open(conn, anna, now).await).await;
    assert_eq!(listed.unwrap().len(), 1, "who is not in yet has no session to end");
    app.passes(TimeDelta::minutes(10)).await;
    let late = post(&app, &browser, "/sign-in/code", &[("code", &phone.code())]).await;
    assert_eq!(leads_to(&late), "/sign-in");
    assert!(!opens_settings(&app, &browser).await);
}

#[tokio::test]
async fn guessing_codes_comes_to_an_end() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    turns_on(&app, &signed_in(&app, "anna@example.com").await).await;
    let browser = halfway(&app).await;
    let mut refused = 0;
    while types(&app, &browser, "000000").await == StatusCode::UNPROCESSABLE_ENTITY {
        refused += 1;
        assert!(refused < 25, "nobody stops this");
    }
    assert!(refused >= 5, "a person may mistype");
    assert_eq!(types(&app, &browser, "000000").await, StatusCode::TOO_MANY_REQUESTS);
}

#[derive(diesel::QueryableByName)]
struct Kept {
    #[diesel(sql_type = diesel::sql_types::Text)]
    kept: String,
}

#[tokio::test]
async fn neither_the_secret_nor_a_recovery_code_can_be_read_in_the_database() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let (phone, codes) = turns_on(&app, &signed_in(&app, "anna@example.com").await).await;
    let kept: Result<Vec<Kept>, Fault> = app
        .app
        .db
        .read(async |conn| {
            beckon::db::sql(
                "SELECT to_jsonb(s)::text AS kept FROM second_steps s \
                             UNION ALL SELECT to_jsonb(c)::text FROM recovery_codes c",
            )
            .load(conn)
            .await
        })
        .await;
    let kept = kept.unwrap();
    assert_eq!(kept.len(), 11);
    let secret = data_encoding::HEXLOWER.encode(&BASE32_NOPAD.decode(phone.key.as_bytes()).unwrap());
    for row in kept {
        assert!(!row.kept.contains(&secret) && !row.kept.contains(&phone.key), "{}", row.kept);
        assert!(codes.iter().all(|code| !row.kept.contains(&code.replace('-', ""))), "{}", row.kept);
    }
}

#[tokio::test]
async fn staff_are_led_to_it_where_the_settings_ask_for_it() {
    let app = TestApp::start_asking_staff().await;
    someone(&app, "anna@example.com").await;
    let (email, token) = ("anna@example.com".parse().unwrap(), Token::new().unwrap());
    let added: Result<_, Fault> = app
        .app
        .db
        .write(async |tx| people::add_staff(tx, &people::By::OPERATOR, &email, people::Role::Support, &token).await)
        .await;
    added.unwrap();
    let here = signed_in(&app, "anna@example.com").await;
    let closed = open(&app, &here, "/admin").await;
    assert_eq!((closed.status(), leads_to(&closed)), (StatusCode::SEE_OTHER, "/settings/two-step"));
    assert!(
        open(&app, &here, "/settings/two-step").await.text().await.unwrap().contains("Staff need two-step sign-in.")
    );
    turns_on(&app, &here).await;
    assert_eq!(open(&app, &here, "/admin").await.status(), StatusCode::OK);
}
