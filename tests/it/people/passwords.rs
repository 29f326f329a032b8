use super::*;
use chrono::TimeDelta;
use reqwest::StatusCode;

async fn text(answer: Response) -> String {
    answer.text().await.unwrap()
}

#[tokio::test]
async fn a_wrong_password_an_unknown_and_an_unconfirmed_address_look_the_same() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    unconfirmed(&app, "petro@example.com").await;
    let mut pages = Vec::new();
    for (email, password) in [
        ("anna@example.com", "green kite 8"),
        ("nobody@example.com", PASSWORD),
        ("petro@example.com", PASSWORD),
        ("", ""),
    ] {
        let answer = sign_in(&app, &app.browser(), email, password).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{email}");
        assert!(
            answer.headers().get_all(SET_COOKIE).iter().all(|cookie| !cookie.to_str().unwrap().starts_with("beckon="))
        );
        pages.push(text(answer).await.replace(email, "").replace("value=\"\"", ""));
    }
    assert!(pages.iter().all(|page| *page == pages[0]));
    assert!(pages[0].contains("E-mail and password do not match"));
}

#[tokio::test]
async fn a_password_is_guessed_ten_times_a_minute_and_no_more() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    for _ in 0..10 {
        let answer = sign_in(&app, &app.browser(), "anna@example.com", "wrong wrong").await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    }
    // Spelled otherwise it is the same address.
    let answer = sign_in(&app, &app.browser(), "ANNA@example.com", PASSWORD).await;
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.headers().contains_key("retry-after"));
    someone(&app, "bela@example.com").await;
    signed_in(&app, "bela@example.com").await;
}

#[tokio::test]
async fn a_letter_leads_to_a_new_password_once() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let thief = signed_in(&app, "anna@example.com").await;
    let browser = app.browser();
    let asked = post(&app, &browser, "/password/forgot", &[("email", "Anna@example.com")]).await;
    assert_eq!(asked.status(), StatusCode::OK);
    app.works_jobs().await;
    let link = link_to(&app, "anna@example.com");
    assert!(text(open(&app, &browser, &link).await).await.contains("type=\"password\""));
    let token = token_in(&link);
    let weak = post(&app, &browser, "/password/reset", &[("token", &token), ("password", "short")]).await;
    assert_eq!(weak.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let form = [("token", token.as_str()), ("password", "red lantern 12")];
    let chosen = post(&app, &browser, "/password/reset", &form).await;
    assert_eq!((chosen.status(), leads_to(&chosen)), (StatusCode::SEE_OTHER, "/overview"));
    assert_eq!(open(&app, &browser, "/settings").await.status(), StatusCode::OK);
    assert_eq!(open(&app, &thief, "/settings").await.status(), StatusCode::SEE_OTHER, "older sessions end");
    let old = sign_in(&app, &app.browser(), "anna@example.com", PASSWORD).await;
    assert_eq!(old.status(), StatusCode::UNPROCESSABLE_ENTITY);

    let again = [("token", token.as_str()), ("password", "green lantern 13")];
    let replayed = post(&app, &app.browser(), "/password/reset", &again).await;
    assert!(text(replayed).await.contains("/password/forgot"), "the page offers a new letter");
    let unchanged = sign_in(&app, &app.browser(), "anna@example.com", "red lantern 12").await;
    assert_eq!(unchanged.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn who_tries_a_wrong_link_again_and_again_keeps_nobody_elses_out() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    post(&app, &app.browser(), "/password/forgot", &[("email", "anna@example.com")]).await;
    app.works_jobs().await;
    let token = token_in(&link_to(&app, "anna@example.com"));
    let chosen = async |token: &str| {
        let form = [("token", token), ("password", "red lantern 12")];
        post(&app, &app.browser(), "/password/reset", &form).await.status()
    };
    for _ in 0..10 {
        assert_eq!(chosen("guessed").await, StatusCode::OK);
    }
    assert_eq!(chosen("guessed").await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(chosen(&token).await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_letters_link_ends_after_an_hour_and_with_every_new_password() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let browser = app.browser();
    let mut tokens = Vec::new();
    for _ in 0..2 {
        post(&app, &browser, "/password/forgot", &[("email", "anna@example.com")]).await;
        app.works_jobs().await;
        tokens.push(token_in(&link_to(&app, "anna@example.com")));
    }
    assert_ne!(tokens[0], tokens[1]);
    let reset = async |token: &str| {
        let form = [("token", token), ("password", "red lantern 12")];
        post(&app, &app.browser(), "/password/reset", &form).await.status() == StatusCode::SEE_OTHER
    };
    assert!(reset(&tokens[1]).await);
    assert!(!reset(&tokens[0]).await, "the other letter's link ended with it");
    post(&app, &browser, "/password/forgot", &[("email", "anna@example.com")]).await;
    app.works_jobs().await;
    let late = token_in(&link_to(&app, "anna@example.com"));
    app.passes(TimeDelta::hours(1)).await;
    assert!(!reset(&late).await);
}

#[tokio::test]
async fn asking_for_a_letter_says_the_same_of_every_address() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let known = post(&app, &app.browser(), "/password/forgot", &[("email", "anna@example.com")]).await;
    let unknown = post(&app, &app.browser(), "/password/forgot", &[("email", "nobody@example.com")]).await;
    assert_eq!((known.status(), unknown.status()), (StatusCode::OK, StatusCode::OK));
    let known = text(known).await;
    assert_eq!(known.replace("anna@example.com", ""), text(unknown).await.replace("nobody@example.com", ""));
    assert_eq!(letters_asked_for(&app).await, 2);
    app.works_jobs().await;
    assert_eq!(app.letters().len(), 1, "one is sent");
}

#[tokio::test]
async fn a_letters_link_leads_to_the_settings_address_whatever_the_request_claims() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let request = app.browser().post(format!("{}/password/forgot", app.url)).header("sec-fetch-site", "same-origin");
    let request = request.header("host", "evil.example").header("x-forwarded-host", "evil.example");
    request.form(&[("email", "anna@example.com")]).send().await.unwrap();
    app.works_jobs().await;
    let letters = app.letters();
    assert!(letters[0].text.contains(app.app.url.as_str()));
    assert!(!letters[0].text.contains("evil.example") && !letters[0].html.contains("evil.example"));
}

#[tokio::test]
async fn letters_to_one_address_are_few() {
    let app = TestApp::start().await;
    let ask = async || post(&app, &app.browser(), "/password/forgot", &[("email", "anna@example.com")]).await.status();
    for _ in 0..5 {
        assert_eq!(ask().await, StatusCode::OK);
    }
    assert_eq!(ask().await, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn changing_the_password_needs_the_old_one_and_ends_other_sessions() {
    let app = TestApp::start().await;
    someone(&app, "anna@example.com").await;
    let (here, elsewhere) = (signed_in(&app, "anna@example.com").await, signed_in(&app, "anna@example.com").await);
    for (current, new) in [("wrong wrong", "red lantern 12"), (PASSWORD, "short"), (PASSWORD, "anna@example.com")] {
        let answer = post(&app, &here, "/settings/password", &[("current", current), ("password", new)]).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{new}");
    }
    let both =
        text(post(&app, &here, "/settings/password", &[("current", "wrong"), ("password", "short")]).await).await;
    assert!(both.contains("id=\"current-wrong\"") && both.contains("id=\"password-wrong\""), "{both}");
    assert_eq!(open(&app, &elsewhere, "/settings").await.status(), StatusCode::OK);
    let form = [("current", PASSWORD), ("password", "red lantern 12")];
    assert_eq!(leads_to(&post(&app, &here, "/settings/password", &form).await), "/settings/security");
    assert_eq!(open(&app, &here, "/settings").await.status(), StatusCode::OK);
    assert_eq!(open(&app, &elsewhere, "/settings").await.status(), StatusCode::SEE_OTHER);
    let answer = sign_in(&app, &app.browser(), "anna@example.com", "red lantern 12").await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn settings_are_kept_and_shown_in_the_chosen_language() {
    let app = TestApp::start().await;
    let anna = someone(&app, "anna@example.com").await;
    let browser = signed_in(&app, "anna@example.com").await;
    let form = [("name", "Ганна К."), ("language", "uk"), ("time_zone", "Europe/Kyiv"), ("hides_name", "yes")];
    let saved = post(&app, &browser, "/settings/profile", &form).await;
    let page = text(open(&app, &browser, leads_to(&saved)).await).await;
    assert!(page.contains("<html lang=\"uk\">") && page.contains("Ганна К."));
    let person: Result<_, Fault> = app.app.db.read(async |conn| people::find(conn, anna).await).await;
    let person = person.unwrap().unwrap();
    assert_eq!((person.language.as_deref(), person.time_zone.as_deref()), (Some("uk"), Some("Europe/Kyiv")));
    assert!(person.hides_name);
    let answer = sign_in(&app, &app.browser(), "anna@example.com", PASSWORD).await;
    assert_eq!(leads_to(&answer), "/overview?lang=uk", "her language follows her to another browser");
    let nameless = [("name", " "), ("language", "uk"), ("time_zone", "UTC")];
    assert_eq!(post(&app, &browser, "/settings/profile", &nameless).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let unknown = [("name", "Ганна Нова"), ("language", "xx"), ("time_zone", "Mars/Base")];
    let refused = post(&app, &browser, "/settings/profile", &unknown).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = text(refused).await;
    assert!(page.contains("id=\"language-wrong\"") && page.contains("id=\"time_zone-wrong\""), "{page}");
    assert!(page.contains("value=\"Ганна Нова\""), "what was typed is kept: {page}");
}
