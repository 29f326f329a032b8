//! The invited: their states, filters, order, file and story.

use crate::support::TestApp;
use crate::support::story::{Billing, Visitor, publish};
use chrono::TimeDelta;
use serde_json::json;

/// Aigerim invited Nurlan, who is on trial, and Dana, who pays through the link's sub-id.
async fn invited(app: &TestApp) -> (Visitor<'_>, Visitor<'_>, Visitor<'_>, Billing<'_>) {
    publish(app).await;
    let aigerim = Visitor::registered(app, "Aigerim Sadykova", "Altyn Foods").await;
    let link = aigerim.link().await;
    let (nurlan, dana) = (Visitor::new(app), Visitor::new(app));
    nurlan.opens(&link).await;
    nurlan.registers("Nurlan Abenov", "Dala Trade LLP").await;
    app.passes(TimeDelta::minutes(5)).await;
    dana.opens(&format!("{link}?sub=flyer-7")).await;
    dana.registers("Dana Omarova", "=SUM(Kusjoly) LLP").await;
    let billing = Billing::new(app).await;
    let trial = json!({"subscription": "sub_1", "company": nurlan.company().await, "product": "standard",
        "trial_ends_at": app.now() + TimeDelta::days(14)});
    assert_eq!(billing.reports("subscription.started", trial).await["status"], "applied");
    billing.is_paid("pay_1", &dana.company().await, "405000.00").await;
    (aigerim, nurlan, dana, billing)
}

#[tokio::test]
async fn states_follow_the_subscriptions_and_are_filters() {
    let app = TestApp::start().await;
    let (aigerim, invitee, _, billing) = invited(&app).await;
    let all = aigerim.opens("/invited").await;
    assert!(all.has("on trial") && all.has(">paying<") && all.has("2 companies and people"), "{}", all.text);
    let only = async |query: &str| {
        let page = aigerim.opens(&format!("/invited?{query}")).await;
        (page.has("D••• T••• LLP"), page.has("(K•••"), page.text)
    };
    assert!(matches!(only("state=trial").await, (true, false, _)));
    assert!(matches!(only("state=paying").await, (false, true, _)));
    assert!(matches!(only("source=flyer-7").await, (false, true, _)), "a cell that was clicked");
    assert!(matches!(only("q=FLYER").await, (false, true, _)));
    assert!(matches!(only("q=d%E2%80%A2").await, (true, false, _)), "part of a masked name");
    let (nurlan, dana, text) = only("q=Dala").await;
    assert!(!nurlan && !dana && text.contains("Nobody fits"), "what is masked cannot be searched");
    let by_payment = aigerim.opens("/invited?sort=payment").await;
    let first = |text: &str| text.find("(K•••") < text.find("D••• T•••");
    assert!(first(&by_payment.text) && by_payment.has("aria-sort"));
    let ended = json!({"subscription": "sub_1", "status": "canceled"});
    assert_eq!(billing.reports("subscription.changed", ended).await["status"], "applied");
    assert!(matches!(only("state=canceled").await, (true, false, _)));
    assert!(matches!(only("state=trial").await, (false, false, _)));
    let unpaid = json!({"subscription": "sub_2", "company": invitee.company().await, "product": "archive"});
    assert_eq!(billing.reports("subscription.started", unpaid).await["status"], "applied");
    let trial = json!({"subscription": "sub_3", "company": invitee.company().await, "product": "business",
        "trial_ends_at": app.now() + TimeDelta::days(14)});
    assert_eq!(billing.reports("subscription.started", trial).await["status"], "applied");
    assert!(matches!(only("state=trial").await, (true, false, _)), "one is on trial, and nothing is paid yet");
    for subscription in ["sub_2", "sub_3"] {
        let ended = json!({"subscription": subscription, "status": "canceled"});
        assert_eq!(billing.reports("subscription.changed", ended).await["status"], "applied");
    }
    let id = aigerim.opens("/invited?state=canceled").await.ids("/invited/")[0].to_owned();
    let story = aigerim.opens(&format!("/invited/{id}")).await;
    assert!(story.has("Began a trial") && story.has("Canceled") && story.has("Registered"), "{}", story.text);
    let id = aigerim.opens("/invited?state=paying").await.ids("/invited/")[0].to_owned();
    let story = aigerim.opens(&format!("/invited/{id}")).await;
    assert!(
        story.has("Paid ₸405,000.00") && story.has("final") && story.ids("/earnings/").len() == 1,
        "{}",
        story.text
    );
}

#[tokio::test]
async fn the_file_has_what_is_shown_and_no_formula() {
    let app = TestApp::start().await;
    let (aigerim, nurlan, _, _) = invited(&app).await;
    let file = aigerim.opens("/invited.csv").await;
    let lines: Vec<&str> = file.text.lines().collect();
    assert_eq!(
        lines[0],
        "\u{feff}name,source,registered_at,state,state_in_words,standing,last_payment_at,earned,unit,reason"
    );
    assert_eq!(lines.len(), 3, "{}", file.text);
    let dana = lines.iter().find(|line| line.contains("(K")).unwrap();
    assert!(dana.starts_with("'=") && dana.contains(",flyer-7,") && dana.contains(",paying,paying,"), "{dana}");
    assert!(dana.contains(",40500.00,KZT,") && !dana.contains("Kusjoly"));
    assert!(lines.iter().any(|line| line.contains(",trial,on trial,") && line.contains("No payment yet")));
    assert_eq!(aigerim.opens("/invited.csv?state=trial").await.text.lines().count(), 2);
    assert_eq!(nurlan.opens("/invited.csv").await.text.lines().count(), 1, "nobody else's");
}

/// A program that asks for Active Referrals says since when each counts, or why not.
#[tokio::test]
async fn a_discount_program_says_who_counts_and_why_not() {
    let app = TestApp::start().await;
    let months = crate::support::months::Months::of(&app, 1).await;
    months.invites(0..1).await;
    let invitee = json!({"person": "late", "email": "late@customer.example", "program": "company-discounts", "referrer": "anna",
        "company": {"company": "late", "name": "Late LLP"}});
    months.tell("person.registered", invitee).await;
    let anna = Visitor::of(&app, "anna@customer.example").await;
    let page = anna.opens("/invited").await;
    assert!(page.has(">active<") && page.has(">registered<"), "{}", page.text);
    let english = beckon::rules::explain::english;
    let at = app.now();
    for standing in ["active", "no_subscription"] {
        let words = beckon::rules::explain::standing(beckon::rules::activity::Standing::named(standing).unwrap(), at);
        let sentence = english(&words);
        let begins: String = sentence.chars().take(12).collect();
        assert!(page.has(&begins), "{sentence} is not in {}", page.text);
    }
    assert!(!page.has("nothing to earn from"), "nothing is earned there: {}", page.text);
    let file = anna.opens("/invited.csv").await;
    assert!(!file.has("nothing to earn from") && !file.has("0.00"), "{}", file.text);
    let id = anna.opens("/invited?state=active").await.ids("/invited/")[0].to_owned();
    let story = anna.opens(&format!("/invited/{id}")).await;
    assert!(story.has("Became an Active Referral") && story.has("Paid "), "{}", story.text);
    assert!(!story.has("You earned") && !story.has("nothing to earn from"), "{}", story.text);
}
