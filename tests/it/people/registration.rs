use super::*;
use chrono::TimeDelta;
use reqwest::StatusCode;

async fn register(app: &TestApp, email: &str, more: &[(&str, &str)]) -> Response {
    let usual = [("name", "Nurlan Abenov"), ("email", email), ("password", PASSWORD), ("company", "Dala LLP")];
    let mut form: Vec<(&str, &str)> =
        usual.into_iter().filter(|(name, _)| more.iter().all(|(n, _)| n != name)).collect();
    form.extend(more);
    post(app, &app.browser(), "/register", &form).await
}

async fn owner_of(app: &TestApp, email_key: &str) -> Option<PersonId> {
    let keys = [email_key.to_string()];
    let known: Result<_, Fault> = app.app.db.read(async |conn| people::known_emails(conn, &keys).await).await;
    known.unwrap().remove(email_key)
}

#[tokio::test]
async fn one_registers_confirms_by_letter_and_signs_in() {
    let app = TestApp::start().await;
    let answer = register(&app, "Nurlan@example.kz", &[("tax_id", "060 340 001 234"), ("country", "KZ")]).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(answer.text().await.unwrap().contains("Nurlan@example.kz"));
    app.works_jobs().await;
    let person = owner_of(&app, "nurlan@example.kz").await.unwrap();
    let companies: Result<_, Fault> = app.app.db.read(async |conn| beckon::companies::of(conn, person).await).await;
    assert_eq!(companies.unwrap().iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["Dala LLP"]);

    let early = sign_in(&app, &app.browser(), "nurlan@example.kz", PASSWORD).await;
    assert_eq!(early.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let link = link_to(&app, "Nurlan@example.kz");
    let browser = app.browser();
    assert!(open(&app, &browser, &link).await.text().await.unwrap().contains("/email/confirm"));
    let looked_at = sign_in(&app, &app.browser(), "nurlan@example.kz", PASSWORD).await;
    assert_eq!(looked_at.status(), StatusCode::UNPROCESSABLE_ENTITY, "opening the link alone confirms nothing");
    let token = token_in(&link);
    let confirmed = post(&app, &browser, "/email/confirm", &[("token", &token)]).await;
    assert_eq!(leads_to(&confirmed), "/email/confirmed");
    assert_eq!(sign_in(&app, &browser, "nurlan@example.kz", PASSWORD).await.status(), StatusCode::SEE_OTHER);
    let again = post(&app, &browser, "/email/confirm", &[("token", &token)]).await;
    assert_eq!(again.status(), StatusCode::OK);
    assert!(again.text().await.unwrap().contains("/email/confirmation"), "a new letter is offered");
}

#[tokio::test]
async fn a_stale_link_brings_a_new_letter_to_the_same_address() {
    let app = TestApp::start().await;
    register(&app, "nurlan@example.kz", &[]).await;
    app.works_jobs().await;
    let stale = token_in(&link_to(&app, "nurlan@example.kz"));
    app.passes(TimeDelta::hours(24)).await;
    let answer = post(&app, &app.browser(), "/email/confirm", &[("token", &stale)]).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let answer = post(&app, &app.browser(), "/email/confirmation", &[("token", &stale)]).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    app.works_jobs().await;
    let fresh = token_in(&link_to(&app, "nurlan@example.kz"));
    assert_ne!(fresh, stale);
    let answer = post(&app, &app.browser(), "/email/confirm", &[("token", &fresh)]).await;
    assert_eq!(leads_to(&answer), "/email/confirmed");
}

#[tokio::test]
async fn a_stranger_does_not_learn_that_an_address_is_taken_but_its_owner_does() {
    let app = TestApp::start().await;
    let anna = someone(&app, "an.na@gmail.com").await;
    let free = register(&app, "free@example.com", &[]).await;
    let taken = register(&app, "anna+new@googlemail.com", &[]).await;
    assert_eq!((free.status(), taken.status()), (StatusCode::OK, StatusCode::OK));
    let free = free.text().await.unwrap().replace("free@example.com", "");
    assert_eq!(free, taken.text().await.unwrap().replace("anna+new@googlemail.com", ""));

    assert_eq!(letters_asked_for(&app).await, 2);
    app.works_jobs().await;
    let letters = app.letters();
    let owners = letters.iter().find(|letter| letter.to.contains("an.na@gmail.com")).unwrap();
    assert!(owners.subject.contains("already"), "{}", owners.subject);
    assert!(!letters.iter().any(|letter| letter.to.contains("googlemail")), "only to the address that was confirmed");
    assert_eq!(owner_of(&app, "anna@gmail.com").await, Some(anna));
    signed_in(&app, "an.na@gmail.com").await;
}

#[tokio::test]
async fn whoever_registers_somebody_elses_address_gains_nothing() {
    let app = TestApp::start().await;
    register(&app, "victim@example.com", &[]).await;
    app.works_jobs().await;
    // The owner registers too, is told of the account, and chooses a password: the stranger's is gone.
    register(&app, "victim@example.com", &[("password", "red lantern 12")]).await;
    app.works_jobs().await;
    let token = token_in(&link_to(&app, "victim@example.com"));
    let form = [("token", token.as_str()), ("password", "red lantern 12")];
    assert_eq!(post(&app, &app.browser(), "/password/reset", &form).await.status(), StatusCode::SEE_OTHER);
    let strangers = sign_in(&app, &app.browser(), "victim@example.com", PASSWORD).await;
    assert_eq!(strangers.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_is_wrong_is_said_field_by_field_and_nothing_is_kept() {
    let app = TestApp::start().await;
    let long = "x".repeat(201);
    for (field, value, says) in [
        ("name", "", "Type your name"),
        ("name", long.as_str(), "Type your name"),
        ("email", "nurlan@", "Type a whole address"),
        ("password", "short", "Use at least 10 characters"),
        ("password", "1111111111", "among the first that are guessed"),
        ("company", "\u{7}", "Type the company"),
        ("tax_id", "<script>", "Use digits and letters only"),
        ("country", "kazakhstan", "Choose a country"),
    ] {
        let kept = [("name", "Nurlan"), ("email", "n@example.kz"), ("password", PASSWORD), ("company", "Dala")];
        let kept = kept.into_iter().filter(|(name, _)| *name != field).chain([(field, value)]).collect::<Vec<_>>();
        let answer = post(&app, &app.browser(), "/register", &kept).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{field}={value}");
        let page = answer.text().await.unwrap();
        assert!(page.contains(says), "{field}={value}");
        assert!(!page.contains(PASSWORD) && !page.contains("<script>\""), "{field}={value}");
    }
    assert_eq!(owner_of(&app, "n@example.kz").await, None);
    assert_eq!(letters_asked_for(&app).await, 0);
}

#[tokio::test]
async fn of_many_who_register_one_address_at_once_one_gets_it() {
    let app = TestApp::start().await;
    let answers = (0..5).map(|_| register(&app, "nurlan@example.kz", &[("tax_id", "77")]));
    for answer in futures_util::future::join_all(answers).await {
        assert_eq!(answer.status(), StatusCode::OK);
    }
    assert_eq!(letters_asked_for(&app).await, 5);
    app.works_jobs().await;
    let subjects: Vec<String> = app.letters().into_iter().map(|letter| letter.subject).collect();
    assert_eq!(subjects.iter().filter(|subject| subject.contains("Confirm")).count(), 1, "{subjects:?}");
    assert_eq!(subjects.iter().filter(|subject| subject.contains("already")).count(), 4, "{subjects:?}");
}

#[tokio::test]
async fn a_code_that_cannot_be_used_is_told_and_can_be_removed() {
    let app = TestApp::start().await;
    let page = open(&app, &app.browser(), "/register?ref=WRNG2345").await.text().await.unwrap();
    assert!(page.contains("WRNG2345") && page.contains("We do not know this code"), "{page}");
    let changed = register(&app, "", &[("code", "WRNG2345"), ("code_change", "remove")]).await;
    assert_eq!(changed.status(), StatusCode::OK);
    let page = changed.text().await.unwrap();
    assert!(!page.contains("WRNG2345") && page.contains("Nurlan Abenov"), "what was typed stays");
    // Typed and sent at once: told before it would be lost, and whoever goes on registers without it.
    let told = register(&app, "nurlan@example.kz", &[("code", "WRNG2345")]).await;
    assert_eq!(told.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = told.text().await.unwrap();
    assert!(page.contains("We do not know this code") && page.contains("Nurlan Abenov"), "{page}");
    assert!(!page.contains(r#"name="code" value"#), "it is not sent again");
    assert_eq!(owner_of(&app, "nurlan@example.kz").await, None);
    let answer = register(&app, "nurlan@example.kz", &[("code", "")]).await;
    assert_eq!(answer.status(), StatusCode::OK, "registration succeeds all the same");
    assert!(owner_of(&app, "nurlan@example.kz").await.is_some());
    app.works_jobs().await;
}
