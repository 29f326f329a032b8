//! Switching kinds of letters off and on.

use super::{AIGERIM, Post, invited};
use crate::support::story::Visitor;
use chrono::TimeDelta;

const ALL: [&str; 15] = [
    "invited",
    "earned",
    "available",
    "taken_back",
    "expired",
    "payout",
    "verification",
    "withdrawal",
    "terms",
    "welcome",
    "claim",
    "converted",
    "invoice",
    "overdue",
    "adjusted",
];

async fn chooses(visitor: &Visitor<'_>, on: &[&str]) {
    let form: Vec<(&str, &str)> = on.iter().map(|kind| ("letter", *kind)).collect();
    let done = visitor.sends("/settings/letters", &form).await;
    assert_eq!((done.status, done.to.as_str()), (303, "/settings/letters"));
}

fn is_on(page: &str, kind: &str) -> bool {
    let (_, after) = page.split_once(&format!(r#"name="letter" value="{kind}""#)).unwrap();
    after.split('>').next().unwrap().contains("checked")
}

#[tokio::test]
async fn a_kind_that_is_switched_off_is_not_sent_and_comes_again_when_it_is_on() {
    let post = Post::open().await;
    let (aigerim, nurlan, billing) = invited(&post, "en").await;
    let company = nurlan.company().await;
    let page = aigerim.opens("/settings/letters").await;
    assert!(ALL.iter().all(|kind| is_on(&page.text, kind)), "all come at first");
    chooses(&aigerim, &["terms", "available"]).await;
    let page = aigerim.opens("/settings/letters").await;
    let on: Vec<&str> = ALL.into_iter().filter(|kind| is_on(&page.text, kind)).collect();
    assert_eq!(on, ["available", "terms"]);
    billing.is_paid("pay_1", &company, "1000.00").await;
    post.comes().await;
    assert_eq!(post.subjects(AIGERIM), Vec::<String>::new());

    chooses(&aigerim, &ALL).await;
    post.app.passes(TimeDelta::hours(7)).await;
    assert_eq!(post.subjects(AIGERIM), Vec::<String>::new(), "what was not told meanwhile is not told later");
    billing.is_paid("pay_2", &company, "2000.00").await;
    post.comes().await;
    assert_eq!(post.subjects(AIGERIM), ["You earned ₸200.00"]);
}

#[tokio::test]
async fn letters_that_let_people_in_always_come_and_cannot_be_chosen() {
    let post = Post::open().await;
    let (aigerim, ..) = invited(&post, "en").await;
    chooses(&aigerim, &[]).await;
    aigerim.chooses_a_password("Aigerim Sadykova").await;
    let letters = post.app.letters();
    let reset = letters.iter().find(|letter| letter.subject == "Your new password").unwrap();
    assert!(!reset.text.contains("/letters/"), "{}", reset.text);
}

#[tokio::test]
async fn a_form_that_names_something_else_changes_nothing_and_says_so() {
    let post = Post::open().await;
    let (aigerim, ..) = invited(&post, "en").await;
    for form in [[("letter", "confirm")], [("letter", "")], [("kind", "earned")]] {
        let refused = aigerim.sends("/settings/letters", &form).await;
        assert_eq!(refused.status, 422);
        assert!(refused.has("Choose from the kinds of letters in the list."), "{}", refused.text);
        assert!(ALL.iter().all(|kind| is_on(&refused.text, kind)));
    }
}

/// As a mail service does it (RFC 8058): one POST, no cookies, no origin, no redirect.
#[tokio::test]
async fn one_request_to_the_address_in_the_header_switches_its_kind_off() {
    let post = Post::open().await;
    let (aigerim, nurlan, billing) = invited(&post, "en").await;
    let company = nurlan.company().await;
    billing.is_paid("pay_1", &company, "1000.00").await;
    post.comes().await;
    let mail = post.titled(AIGERIM, "You earned ₸100.00");
    let address = mail.switch();
    assert!(mail.text.contains(address), "whose mail program knows no such header finds it below");
    assert!(address.starts_with(&format!("{}/letters/earned/off/", post.app.url)), "{address}");
    let stranger = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();

    let asked = stranger.get(address).send().await.unwrap();
    assert_eq!(asked.status(), 200);
    let asked = asked.text().await.unwrap();
    assert!(asked.contains("<form") && asked.contains("I earned something"), "{asked}");
    assert!(is_on(&aigerim.opens("/settings/letters").await.text, "earned"), "looking at it changes nothing");

    for _ in 0..2 {
        let done = stranger.post(address).form(&[("List-Unsubscribe", "One-Click")]).send().await.unwrap();
        assert_eq!(done.status(), 200);
        assert!(done.text().await.unwrap().contains("These letters no longer come:"));
    }
    let page = aigerim.opens("/settings/letters").await;
    let off: Vec<&str> = ALL.into_iter().filter(|kind| !is_on(&page.text, kind)).collect();
    assert_eq!(off, ["earned"]);
    billing.is_paid("pay_2", &company, "2000.00").await;
    post.app.passes(TimeDelta::days(15)).await;
    post.comes().await;
    let subjects = post.subjects(AIGERIM);
    assert!(!subjects.contains(&"You earned ₸200.00".to_owned()), "{subjects:?}");
    assert!(subjects.contains(&"₸300.00 can be used now".to_owned()), "{subjects:?}");

    aigerim.signs_in("Aigerim Sadykova").await;
    let other_kind = address.replace("/earned/", "/terms/");
    let cut = &address[..address.len() - 1];
    for wrong in [other_kind.as_str(), cut, &format!("{address}A"), &address.replace("/earned/", "/confirm/")] {
        assert_eq!(stranger.post(wrong).send().await.unwrap().status(), 404, "{wrong}");
        assert_eq!(stranger.get(wrong).send().await.unwrap().status(), 404, "{wrong}");
    }
    let page = aigerim.opens("/settings/letters").await;
    assert!(is_on(&page.text, "terms"));
}
