use super::*;
use crate::support::story::{Visitor, publish};
use chrono::TimeDelta;
use reqwest::StatusCode;
use reqwest::header::COOKIE;

#[derive(diesel::QueryableByName)]
struct Row {
    #[diesel(sql_type = diesel::sql_types::Text)]
    row: String,
}

/// What a cookie opens, whatever else the browser knows.
async fn with_cookie(app: &TestApp, cookie: &str) -> StatusCode {
    let request = app.browser().get(format!("{}/settings", app.url)).header(COOKIE, cookie);
    request.send().await.unwrap().status()
}

#[tokio::test]
async fn signing_in_opens_what_was_closed_and_leads_back() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let browser = app.browser();
    let closed = open(&app, &browser, "/settings?tab=2").await;
    assert_eq!((closed.status(), leads_to(&closed)), (StatusCode::SEE_OTHER, "/sign-in?next=%2Fsettings%3Ftab%3D2"));
    let form = [("email", " Anna@Example.com "), ("password", PASSWORD), ("next", "/settings?tab=2")];
    let answer = post(&app, &browser, "/sign-in", &form).await;
    assert_eq!((answer.status(), leads_to(&answer)), (StatusCode::SEE_OTHER, "/settings?tab=2"));
    let page = open(&app, &browser, "/settings").await.text().await.unwrap();
    assert!(page.contains("anna@example.com") && page.contains("Aigerim Sadykova"));
}

#[tokio::test]
async fn nobody_is_led_to_another_site() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    for next in ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "evil.example"] {
        let form = [("email", "anna@example.com"), ("password", PASSWORD), ("next", next)];
        let answer = post(&app, &app.browser(), "/sign-in", &form).await;
        assert_eq!((answer.status(), leads_to(&answer)), (StatusCode::SEE_OTHER, "/"), "{next}");
    }
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_of_scripts_and_of_other_sites() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let answer = sign_in(&app, &app.browser(), "anna@example.com", PASSWORD).await;
    let mut cookie = answer.headers().get_all(SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap());
    let cookie = cookie.rfind(|cookie| cookie.starts_with("beckon=")).unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure") && !cookie.contains("Domain"), "{cookie}");
}

#[tokio::test]
async fn signing_in_makes_a_new_session_and_the_old_one_opens_nothing() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    someone(&app, "mallory@example.com").await;
    let browser = app.browser();
    let planted = session_cookie(&sign_in(&app, &browser, "mallory@example.com", PASSWORD).await);
    let own = session_cookie(&sign_in(&app, &browser, "anna@example.com", PASSWORD).await);
    assert_ne!(planted, own);
    assert_eq!(with_cookie(&app, &own).await, StatusCode::OK);
    assert_eq!(with_cookie(&app, &planted).await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_session_that_was_signed_out_cannot_be_replayed() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let browser = app.browser();
    let cookie = session_cookie(&sign_in(&app, &browser, "anna@example.com", PASSWORD).await);
    assert_eq!(with_cookie(&app, &cookie).await, StatusCode::OK);
    assert_eq!(leads_to(&post(&app, &browser, "/sign-out", &[]).await), "/sign-in");
    assert_eq!(with_cookie(&app, &cookie).await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_cookie_that_was_changed_opens_nothing() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let cookie = session_cookie(&sign_in(&app, &app.browser(), "anna@example.com", PASSWORD).await);
    let last = if cookie.ends_with('A') { "B" } else { "A" };
    let changed = format!("{}{last}", &cookie[..cookie.len() - 1]);
    assert_eq!(with_cookie(&app, &changed).await, StatusCode::SEE_OTHER);
    assert_eq!(with_cookie(&app, "beckon=x").await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_session_ends_after_two_weeks_without_a_visit() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let browser = signed_in(&app, "anna@example.com").await;
    app.passes(TimeDelta::days(14) - TimeDelta::seconds(1)).await;
    assert_eq!(open(&app, &browser, "/settings").await.status(), StatusCode::OK);
    app.passes(TimeDelta::days(14) - TimeDelta::seconds(1)).await;
    assert_eq!(open(&app, &browser, "/settings").await.status(), StatusCode::OK);
    app.passes(TimeDelta::days(14)).await;
    assert_eq!(open(&app, &browser, "/settings").await.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_session_ends_after_ninety_days_however_often_it_is_used() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let browser = signed_in(&app, "anna@example.com").await;
    for _ in 0..8 {
        app.passes(TimeDelta::days(11)).await;
        assert_eq!(open(&app, &browser, "/settings").await.status(), StatusCode::OK);
    }
    app.passes(TimeDelta::days(2)).await;
    assert_eq!(open(&app, &browser, "/settings").await.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn one_signs_out_one_session_or_all_others() {
    let app = TestApp::start().await;
    let anna = someone(&app, "anna@example.com").await;
    let (here, phone, work) = (
        signed_in(&app, "anna@example.com").await,
        signed_in(&app, "anna@example.com").await,
        signed_in(&app, "anna@example.com").await,
    );
    let page = open(&app, &phone, "/settings/security").await.text().await.unwrap();
    assert_eq!(page.matches("/end\"").count() - 1, 2, "two others, and the button for all");
    let now = app.now();
    let all: Result<Vec<_>, Fault> = app.app.db.read(async |conn| people::sessions::open(conn, anna, now).await).await;
    let paths: Vec<String> = all.unwrap().iter().map(|s| format!("/settings/sessions/{}/end", s.id())).collect();
    let others: Vec<&String> = paths.iter().filter(|path| page.contains(path.as_str())).collect();
    assert_eq!(leads_to(&post(&app, &phone, others[0], &[]).await), "/settings/security");
    let open_now = async |browser| open(&app, browser, "/settings").await.status() == StatusCode::OK;
    let left = [open_now(&here).await, open_now(&work).await];
    assert_eq!(left.iter().filter(|open| **open).count(), 1);
    assert_eq!(post(&app, &phone, others[0], &[]).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(leads_to(&post(&app, &phone, "/settings/sessions/end", &[]).await), "/settings/security");
    assert_eq!([open_now(&here).await, open_now(&work).await, open_now(&phone).await], [false, false, true]);
}

#[tokio::test]
async fn somebody_elses_session_is_not_found() {
    let app = TestApp::start().await;
    let anna = someone(&app, "anna@example.com").await;
    someone(&app, "mallory@example.com").await;
    let hers = signed_in(&app, "anna@example.com").await;
    let mallory = signed_in(&app, "mallory@example.com").await;
    let now = app.now();
    let open_of: Result<Vec<_>, Fault> =
        app.app.db.read(async |conn| people::sessions::open(conn, anna, now).await).await;
    let path = format!("/settings/sessions/{}/end", open_of.unwrap()[0].id());
    assert_eq!(post(&app, &mallory, &path, &[]).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(post(&app, &mallory, "/settings/sessions/nonsense/end", &[]).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(open(&app, &hers, "/settings").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn forms_of_other_sites_change_nothing() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let browser = signed_in(&app, "anna@example.com").await;
    for (name, value) in
        [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example")]
    {
        let request = browser.post(format!("{}/settings/sessions/end", app.url)).header(name, value);
        assert_eq!(request.send().await.unwrap().status(), StatusCode::FORBIDDEN, "{name}: {value}");
    }
    assert_eq!(browser.post(format!("{}/sign-out", app.url)).send().await.unwrap().status(), StatusCode::FORBIDDEN);
    assert_eq!(open(&app, &browser, "/settings").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn only_a_hash_of_the_cookies_token_is_kept() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let cookie = session_cookie(&sign_in(&app, &app.browser(), "anna@example.com", PASSWORD).await);
    // The signed cookie is a signature of 44 characters, then the token.
    let token = cookie.replace("%3D", "=").replace("%2B", "+").replace("%2F", "/");
    let token = &token["beckon=".len() + 44..];
    assert_eq!(token.len(), 43);
    let row: Result<Row, Fault> = app
        .app
        .db
        .read(async |conn| beckon::db::sql("SELECT to_jsonb(s)::text AS row FROM sessions s").one(conn).await)
        .await;
    let row = row.unwrap().row;
    assert!(row.contains("token_hash") && !row.contains(token), "{row}");
}

#[tokio::test]
async fn a_role_holds_from_the_next_request_on() {
    let app = TestApp::start().await;
    let anna = someone(&app, "anna@example.com").await;
    let browser = signed_in(&app, "anna@example.com").await;
    let menu = async || open(&app, &browser, "/settings").await.text().await.unwrap().contains("href=\"/admin\"");
    assert!(!menu().await);
    let email = "anna@example.com".parse().unwrap();
    let token = Token::new().unwrap();
    let promoted: Result<_, Fault> = app
        .app
        .db
        .write(async |tx| people::add_staff(tx, &people::By::OPERATOR, &email, people::Role::Support, &token).await)
        .await;
    assert_eq!(promoted.unwrap().person, anna);
    assert!(menu().await);
    let removed: Result<_, Fault> =
        app.app.db.write(async |tx| people::remove_staff(tx, &people::By::OPERATOR, anna).await).await;
    assert!(removed.unwrap());
    assert_eq!(open(&app, &browser, "/settings").await.status(), StatusCode::SEE_OTHER);
}

/// A form that was sent after the session ended leads back to the page that it stood on, and no reading address is left without a page.
#[tokio::test]
async fn a_form_that_comes_too_late_leads_back_to_its_page() {
    let app = TestApp::start().await;
    publish(&app).await;
    let nobody = Visitor::new(&app);
    let late = nobody.sends_from("/companies?program=a", "/companies/order", &[("place", "1")]).await;
    assert_eq!((late.status, late.to.as_str()), (303, "/sign-in?next=%2Fcompanies%3Fprogram%3Da"));
    assert!(late.cookies.iter().any(|cookie| cookie.starts_with("flash=flash-sign-in-ended")), "{:?}", late.cookies);
    assert!(nobody.opens(&late.to).await.has("Your sign-in had ended"), "the page says so");
    let foreign = nobody.comes_from("https://evil.example/x", "/settings").await;
    assert_eq!(foreign.to, "/sign-in?next=%2Fsettings");
    let unnamed = nobody.sends("/settings/profile", &[("name", "x")]).await;
    assert_eq!(unnamed.to, "/sign-in?next=%2Fsettings%2Fprofile");
    let anna = Visitor::registered(&app, "Anna Kim", "Anna & Co").await;
    for (address, page) in [
        ("/settings/profile", "/settings"),
        ("/invoices/019ab0c4-77de-7c31-9d5e-2f0f7a1b2c3d/spends", "/invoices/019ab0c4-77de-7c31-9d5e-2f0f7a1b2c3d"),
        ("/plans/subscriptions/019ab0c4-77de-7c31-9d5e-2f0f7a1b2c3d/plan", "/plans/subscriptions"),
        ("/plans/subscriptions", "/plans"),
        ("/sign-out", "/"),
    ] {
        let led = anna.opens(address).await;
        assert_eq!((led.status, led.to.as_str()), (303, page), "{address}");
    }
}

#[tokio::test]
async fn whoever_tries_too_often_keeps_the_form() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let form = [("email", "anna@example.com"), ("password", "wrong password"), ("next", "/invited")];
    for _ in 0..10 {
        assert_eq!(post(&app, &browser, "/sign-in", &form).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    }
    let often = post(&app, &browser, "/sign-in", &form).await;
    assert_eq!(often.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(often.headers()["retry-after"].to_str().unwrap().parse::<u64>().unwrap() > 0);
    let page = often.text().await.unwrap();
    assert!(page.contains("Wait a few minutes") && page.contains("value=\"anna@example.com\""), "{page}");
    assert!(page.contains("value=\"/invited\""), "where it leads is kept: {page}");
}
