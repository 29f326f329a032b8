//! What is kept about a visit, and three ways to go on.

use crate::support::TestApp;
use crate::support::story::{Shown, Visitor, publish};

fn visits_cookie(page: &Shown) -> Option<&str> {
    page.cookies.iter().find(|cookie| cookie.starts_with("visits=")).map(String::as_str)
}

/// The hidden fields of the landing page, with an answer.
fn answer<'a>(landing: &'a Shown, word: &'a str) -> [(&'static str, &'a str); 3] {
    [("code", landing.field("code")), ("click", landing.field("click")), ("answer", word)]
}

#[tokio::test]
async fn where_consent_is_asked_there_is_no_cookie_before_the_answer() {
    let app = TestApp::start_asking().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let link = aigerim.link().await;
    let nurlan = Visitor::new(&app);
    let landing = nurlan.opens(&link).await;
    assert!(landing.cookies.is_empty(), "{:?}", landing.cookies);
    assert!(landing.has("your browser keeps a cookie for 90 days") && landing.has("Go on without a cookie"));
    assert!(!landing.has("/register?ref="), "the button asks first");
    let bar = Visitor::new(&app).opens(&link.replace("/r/", "/?ref=")).await;
    assert!(bar.cookies.is_empty() && bar.has("Aigerim S. invites you"));

    let agreed = nurlan.sends("/consent", &answer(&landing, "with")).await;
    assert_eq!((agreed.status, agreed.to.as_str()), (303, "/register"));
    let cookie = visits_cookie(&agreed).unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Max-Age=7776000"));
    nurlan.sends("/consent", &answer(&landing, "with")).await;
    let form = nurlan.opens("/register").await;
    assert_eq!((form.field("code"), form.field("click")), (landing.field("code"), landing.field("click")));
    nurlan.registers("Nurlan Abenov", "Dala Trade LLP").await;
    let clicks = aigerim.opens("/clicks").await.text;
    assert_eq!(
        clicks.matches("<td class=\"who code\">").count(),
        2,
        "one for each who opened it, however often answered"
    );
    assert_eq!(clicks.matches(">registration<").count(), 1);
}

#[tokio::test]
async fn without_a_cookie_the_form_alone_carries_the_code_and_the_visit() {
    let app = TestApp::start_asking().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let nurlan = Visitor::new(&app);
    let landing = nurlan.opens(&format!("{}?sub=flyer", aigerim.link().await)).await;
    let on = nurlan.sends("/consent", &answer(&landing, "without")).await;
    assert!(on.status == 303 && on.cookies.is_empty());
    let form = nurlan.opens(&on.to).await;
    assert!(form.cookies.is_empty() && form.has("Aigerim S. invites you."));
    assert_eq!((form.field("code"), form.field("click").len()), (landing.field("code"), 36));
    assert!(nurlan.opens("/register").await.field("code").is_empty(), "it is lost with the page");
    let sent = [
        ("name", "Nurlan Abenov"),
        ("email", "nurlan@example.kz"),
        ("password", "blue kite 7"),
        ("company", "Dala Trade LLP"),
        ("code", form.field("code")),
        ("click", form.field("click")),
    ];
    assert_eq!(nurlan.sends("/register", &sent).await.status, 200);
    app.works_jobs().await;
    assert!(aigerim.opens("/invited").await.has("flyer"), "the visit and its sub-id are known");
}

#[tokio::test]
async fn a_cookie_that_was_set_is_taken_back() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let link = aigerim.link().await;
    for (word, carries) in [("without", true), ("none", false)] {
        let nurlan = Visitor::new(&app);
        let landing = nurlan.opens(&link).await;
        assert!(visits_cookie(&landing).is_some());
        let on = nurlan.sends("/consent", &answer(&landing, word)).await;
        assert!(visits_cookie(&on).unwrap().contains("Max-Age=0"), "{word}");
        assert_eq!(!nurlan.opens(&on.to).await.field("code").is_empty(), carries, "{word}");
        assert!(nurlan.opens("/register").await.field("code").is_empty(), "{word}");
    }
}

#[tokio::test]
async fn answers_to_nothing_lead_on_and_keep_nothing() {
    let app = TestApp::start_asking().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let code = aigerim.link().await.replace("/r/", "");
    let stranger = Visitor::new(&app);
    for (code, to) in [("nonsense!", "/register"), ("ZZZZZZZZ", "/r/ZZZZZZZZ")] {
        let on = stranger.sends("/consent", &[("code", code), ("answer", "with")]).await;
        assert_eq!((on.status, on.to.as_str(), on.cookies.len()), (303, to, 0));
    }
    // A visit of somebody else's link is none of this one.
    let berik = Visitor::registered(&app, "Berik Omarov", "Berik Group").await;
    let other = stranger.opens(&berik.link().await).await;
    let forged = [("code", code.as_str()), ("click", other.field("click")), ("answer", "with")];
    assert_eq!(stranger.sends("/consent", &forged).await.to, "/register");
    let form = stranger.opens("/register").await;
    assert_eq!(form.field("code"), code);
    assert_ne!(form.field("click"), other.field("click"), "a visit of its own is recorded");
    assert!(aigerim.opens("/clicks").await.has(&format!("/r/{code}")));
}
