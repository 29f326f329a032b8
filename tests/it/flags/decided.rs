//! What staff decide, and the money.

use super::found::LEVELS;
use super::{decides, flags, pays, registers, told};
use crate::billing::staff;
use crate::claims::{held, is_whole};
use crate::support::TestApp;
use crate::support::sender::{Sender, publish};
use crate::support::story::{Billing, Visitor, publish as publishes};
use beckon::people::{self, Role};
use chrono::TimeDelta;
use serde_json::json;

/// Ann invited somebody with a throwaway address; answers the path of the flag.
async fn flagged(app: &TestApp, sender: &Sender<'_>) -> String {
    publish(app, LEVELS).await;
    registers(sender, "ann", "Ann Lee", "ann@dala.example", None).await;
    registers(sender, "bob", "Bob Hope", "bob@mailinator.com", Some("ann")).await;
    app.passes(TimeDelta::minutes(1)).await;
    format!("/admin/flags/{}", flags(app).await[0].id)
}

/// Terms that are reckoned.
#[tokio::test]
async fn what_is_held_is_not_released_until_it_is_cleared() {
    let app = TestApp::start().await;
    let finance = staff(&app, "Dana Ospanova", Role::Finance).await;
    let sender = Sender::named(&app, "billing").await;
    let path = flagged(&app, &sender).await;
    pays(&sender, "bob", "before", "1000.00").await;
    app.passes_days(3).await;
    pays(&sender, "bob", "under-way", "100.00").await;
    assert_eq!(held(&app).await, ["Ann Lee available 100", "Ann Lee on_hold 10"]);
    let done = decides(&finance, &path, "holding", "Whose address is it?").await;
    assert_eq!((done.status, done.to.as_str()), (303, path.as_str()), "{}", done.text);
    pays(&sender, "bob", "while-held", "50.00").await;
    app.passes_days(9).await;
    assert_eq!(held(&app).await, ["Ann Lee available 100", "Ann Lee on_hold 15"], "what was released stays");
    is_whole(&app).await;
    let refund = json!({"refund": "r1", "payment": "under-way", "amount": "50.00"});
    sender.says("refund.completed", refund).await.applied();
    assert_eq!(held(&app).await, ["Ann Lee available 100", "Ann Lee on_hold 10"]);
    let page = finance.opens(&path).await;
    for words in [
        "Ann Lee",
        "Bob Hope",
        "mailinator.com",
        "bob@mailinator.com",
        "Dana Ospanova",
        "Whose address is it?",
        "€10.00",
    ] {
        assert!(page.has(words), "{words}: {}", page.text);
    }
    assert_eq!(decides(&finance, &path, "clearing", "He showed his passport").await.status, 303);
    assert_eq!(held(&app).await, ["Ann Lee available 110"]);
    pays(&sender, "bob", "after", "10.00").await;
    app.passes_days(3).await;
    assert_eq!(held(&app).await, ["Ann Lee available 111"]);
    assert_eq!(told(&app).await, ["disposable_mail cleared"]);
    is_whole(&app).await;
}

/// Terms of one percent, through the pages.
#[tokio::test]
async fn what_payments_earn_is_held_too_and_a_refund_that_is_asked_for_waits_for_both() {
    let app = TestApp::start().await;
    publishes(&app).await;
    let finance = staff(&app, "Dana Ospanova", Role::Finance).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let link = aigerim.link().await;
    let billing = Billing::new(&app).await;
    let told = json!({"person": "p-1", "name": "Sadykova Aigerim", "email": "other@mail.example",
        "code": link.trim_start_matches("/r/"), "company": {"company": "c-1", "name": "Second"}});
    assert_eq!(billing.reports("person.registered", told).await["status"], "applied");
    billing.is_paid("pay-1", "c-1", "100000.00").await;
    app.passes(TimeDelta::minutes(1)).await;
    let path = format!("/admin/flags/{}", flags(&app).await[0].id);
    assert_eq!(decides(&finance, &path, "holding", "The same name").await.status, 303);
    billing.is_paid("pay-2", "c-1", "50000.00").await;
    let rewards = async |state: &str| {
        let shown = finance.opens(&format!("/admin/rewards?state={state}")).await;
        (shown.text.matches(r#"<tr><td class="who">"#).count(), shown.text.matches(">Held by a flag</a>").count())
    };
    // One word is the filter's own.
    assert_eq!((rewards("").await, rewards("held").await, rewards("on-hold").await), ((2, 3), (2, 3), (0, 1)));
    app.passes_days(20).await;
    assert_eq!(held(&app).await, ["Aigerim Sadykova on_hold 15000"]);
    aigerim.signs_in("Aigerim Sadykova").await;
    assert!(aigerim.opens("/earnings").await.has("held while our staff look into it"));
    let asked = json!({"refund": "r-1", "payment": "pay-1"});
    assert_eq!(billing.reports("refund.requested", asked.clone()).await["status"], "applied");
    finance.signs_in("Dana Ospanova").await;
    assert_eq!(decides(&finance, &path, "clearing", "Mother and daughter").await.status, 303);
    assert_eq!(held(&app).await, ["Aigerim Sadykova available 5000", "Aigerim Sadykova on_hold 10000"]);
    assert_eq!((rewards("held").await, rewards("frozen").await), ((0, 1), (1, 1)));
    is_whole(&app).await;
    assert_eq!(billing.reports("refund.declined", asked).await["status"], "applied");
    assert_eq!(held(&app).await, ["Aigerim Sadykova available 15000"]);
    is_whole(&app).await;
}

#[tokio::test]
async fn of_two_at_once_one_decides_and_the_other_is_told_who_did() {
    let app = TestApp::start().await;
    let dana = staff(&app, "Dana Ospanova", Role::Finance).await;
    let marat = staff(&app, "Marat Aliev", Role::Finance).await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    let sender = Sender::named(&app, "billing").await;
    let path = flagged(&app, &sender).await;
    let form = [("seen", "0"), ("note", "as a test wants it")];
    let (hold, clear) = (format!("{path}/holding"), format!("{path}/clearing"));
    let (one, other) = tokio::join!(dana.sends(&hold, &form), marat.sends(&clear, &form));
    let (loser, says) = match (one.status, other.status) {
        (303, 422) => (other, "Dana Ospanova decided on"),
        (422, 303) => (one, "Marat Aliev decided on"),
        both => panic!("{both:?}"),
    };
    assert!(loser.has(says) && loser.field("note") == "as a test wants it", "{}", loser.text);
    // The same form a second time does nothing.
    assert_eq!(dana.sends(&hold, &form).await.status, 422);
    for wrong in ["", "two\nlines", &"x".repeat(501)] {
        let refused = decides(&dana, &path, "voiding", wrong).await;
        assert!(refused.status == 422 && refused.has("Say why, in up to 500 characters."), "{wrong:?}");
    }
    assert_eq!(support.sends(&clear, &form).await.status, 403);
    assert!(support.opens(&path).await.has("Finance staff decide it."));
    assert_eq!(dana.sends("/admin/flags/01981a3c-0000-7000-8000-000000000001/holding", &form).await.status, 404);
    is_whole(&app).await;
}

#[tokio::test]
async fn an_ended_referral_earns_nothing_more_and_what_is_on_hold_stays_until_the_flag_is_cleared() {
    let app = TestApp::start().await;
    let dana = staff(&app, "Dana Ospanova", Role::Finance).await;
    let sender = Sender::named(&app, "billing").await;
    let path = flagged(&app, &sender).await;
    pays(&sender, "bob", "before", "1000.00").await;
    app.passes(TimeDelta::minutes(1)).await;
    assert_eq!(decides(&dana, &path, "voiding", "One person").await.status, 303);
    let again = decides(&dana, &path, "voiding", "One person").await;
    assert_eq!(again.status, 422, "{}", again.text);
    pays(&sender, "bob", "after", "1000.00").await;
    app.passes_days(5).await;
    assert_eq!(held(&app).await, ["Ann Lee on_hold 100"]);
    is_whole(&app).await;
    assert_eq!(decides(&dana, &path, "clearing", "What was earned before is theirs").await.status, 303);
    assert_eq!(held(&app).await, ["Ann Lee available 100"]);
    let deeds = app.app.db.read(async |conn| people::deeds(conn, 100).await).await.unwrap();
    let deed = deeds.iter().find(|deed| deed.verb == "flag-voided").unwrap();
    let (before, after) = (deed.before.clone().unwrap(), deed.after.clone().unwrap());
    assert_eq!(
        (&before["state"], &after["state"], &after["note"]),
        (&"open".into(), &"voided".into(), &"One person".into())
    );
    is_whole(&app).await;
}

#[tokio::test]
async fn whoever_is_banned_refers_nobody_until_they_may_again() {
    let app = TestApp::start().await;
    let dana = staff(&app, "Dana Ospanova", Role::Finance).await;
    let sender = Sender::named(&app, "billing").await;
    let path = flagged(&app, &sender).await;
    registers(&sender, "cid", "Cid Roy", "cid@dala.example", Some("ann")).await;
    registers(&sender, "dee", "Dee Ray", "dee@dala.example", Some("cid")).await;
    for (who, amount) in [("bob", "1000.00"), ("cid", "500.00"), ("dee", "100.00")] {
        pays(&sender, who, &format!("of-{who}"), amount).await;
    }
    assert_eq!(decides(&dana, &path, "ban", "Buys addresses").await.status, 303);
    registers(&sender, "eve", "Eve Sim", "eve@dala.example", Some("ann")).await;
    pays(&sender, "eve", "of-eve", "1000.00").await;
    app.passes_days(5).await;
    // Three of a hundred of what Dee paid, by way of Cid: nobody looks into that.
    assert_eq!(held(&app).await, ["Ann Lee available 3", "Ann Lee on_hold 150", "Cid Roy available 10"]);
    is_whole(&app).await;
    let page = dana.opens(&path).await;
    assert!(page.has("Let them refer again") && !page.has("Ban the referrer</button>"));
    assert_eq!(decides(&dana, &path, "readmission", "A misunderstanding").await.status, 303);
    registers(&sender, "fay", "Fay Dow", "fay@dala.example", Some("ann")).await;
    pays(&sender, "fay", "of-fay", "10.00").await;
    app.passes_days(5).await;
    assert_eq!(held(&app).await, ["Ann Lee available 4", "Ann Lee on_hold 150", "Cid Roy available 10"]);
    assert_eq!(decides(&dana, &path, "clearing", "A misunderstanding").await.status, 303);
    assert_eq!(held(&app).await, ["Ann Lee available 104", "Ann Lee on_hold 50", "Cid Roy available 10"]);
    is_whole(&app).await;
}
