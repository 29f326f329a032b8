//! The code on one's own page.

use super::{held, is_whole, log};
use crate::support::TestApp;
use crate::support::months::Months;
use crate::support::sender::{Sender, publish as publishes};
use crate::support::story::{Billing, Shown, Visitor, publish};
use beckon::intake::{self, NotChanged, To};
use beckon::programs;
use chrono::TimeDelta;
use serde_json::json;

/// Two who invite, and somebody who came by the first one's link.
async fn story(app: &TestApp) -> (Visitor<'_>, Visitor<'_>, Visitor<'_>) {
    publish(app).await;
    let aigerim = Visitor::registered(app, "Aigerim Sadykova", "Altyn Foods").await;
    let berik = Visitor::registered(app, "Berik Omarov", "Berik Group").await;
    let nurlan = Visitor::new(app);
    nurlan.opens(&aigerim.link().await).await;
    nurlan.registers("Nurlan Abenov", "Dala Trade LLP").await;
    (aigerim, berik, nurlan)
}

async fn code(visitor: &Visitor<'_>) -> String {
    visitor.link().await.replace("/r/", "")
}

async fn types(visitor: &Visitor<'_>, code: &str) -> Shown {
    visitor.sends("/invitation/code", &[("code", code), ("program", "business-bonus")]).await
}

const REMOVAL: [(&str, &str); 1] = [("program", "business-bonus")];

#[tokio::test]
async fn a_code_is_replaced_until_the_first_payment_which_the_new_one_earns_from() {
    let app = TestApp::start().await;
    let (aigerim, berik, nurlan) = story(&app).await;
    let (first, second) = (code(&aigerim).await, code(&berik).await);
    let page = nurlan.opens("/invitation").await;
    assert!(page.has("Aigerim S.") && page.has(&first) && page.has(">open<") && page.has("Remove the invitation"));
    for typed in [second.to_lowercase(), format!("{}-{}", &second[..4], &second[4..])] {
        let done = types(&nurlan, &typed).await;
        assert_eq!((done.status, done.to.as_str()), (303, "/invitation"), "{}", done.text);
    }
    assert_eq!(log(&app).await, ["referral.replaced"], "what is so already is not done again");
    let page = nurlan.opens("/invitation").await;
    assert!(page.has("Berik O.") && page.has(&second) && !page.has(&first) && page.has("The code is accepted."));
    let list = aigerim.opens("/invited").await;
    assert!(list.has("not counted") && list.has("They took the invitation back before their first payment."));
    assert!(berik.opens("/invited").await.has(">registered<"));
    let billing = Billing::new(&app).await;
    billing.is_paid("pay_1", &nurlan.company().await, "405000.00").await;
    assert_eq!(held(&app).await, ["Berik Omarov on_hold 40500"]);
    let page = nurlan.opens("/invitation").await;
    assert!(page.has(">final<") && page.field("code").is_empty() && !page.has("Remove the invitation"));
    let refused = types(&nurlan, &first).await;
    assert!(refused.status == 422 && refused.has("cannot be changed any more") && refused.field("code") == first);
    let refused = nurlan.sends("/invitation/removal", &REMOVAL).await;
    assert!(refused.status == 422 && refused.has("cannot be changed any more"), "{}", refused.text);
    assert_eq!(log(&app).await.len(), 1);
    is_whole(&app).await;
}

#[tokio::test]
async fn whoever_goes_back_to_the_first_code_is_counted_once() {
    let app = TestApp::start().await;
    let (aigerim, berik, nurlan) = story(&app).await;
    let (first, second) = (code(&aigerim).await, code(&berik).await);
    for typed in [&second, &first, &second, &first] {
        assert_eq!(types(&nurlan, typed).await.status, 303);
    }
    let list = aigerim.opens("/invited").await;
    assert!(list.has(">registered<") && list.ids("/invited/").len() == 1, "{}", list.text);
    assert!(berik.opens("/invited").await.has("They took the invitation back"));
    Billing::new(&app).await.is_paid("pay_1", &nurlan.company().await, "405000.00").await;
    assert_eq!(held(&app).await, ["Aigerim Sadykova on_hold 40500"]);
    is_whole(&app).await;
}

#[tokio::test]
async fn a_removed_invitation_earns_nobody_anything() {
    let app = TestApp::start().await;
    let (aigerim, _, nurlan) = story(&app).await;
    for _ in 0..2 {
        let done = nurlan.sends("/invitation/removal", &REMOVAL).await;
        assert_eq!((done.status, done.to.as_str()), (303, "/invitation"));
    }
    assert_eq!(log(&app).await, ["referral.replaced"]);
    let page = nurlan.opens("/invitation").await;
    assert!(page.status == 200 && page.has("Nobody counts as having invited you."));
    Billing::new(&app).await.is_paid("pay_1", &nurlan.company().await, "405000.00").await;
    assert_eq!(held(&app).await, Vec::<String>::new());
    assert!(nurlan.opens("/invitation").await.has("For you it is too late."));
    assert_eq!(types(&nurlan, &code(&aigerim).await).await.status, 422, "too late");
    is_whole(&app).await;
}

/// The page says: 10 % for 21 days after the registration. Registered on 10 April, the offer ends on 1 May, whatever is typed when.
#[tokio::test]
async fn a_code_that_is_typed_again_begins_no_new_days_and_counts_since_before() {
    let app = TestApp::start().await;
    let (aigerim, _, nurlan) = story(&app).await;
    let (first, billing) = (code(&aigerim).await, Billing::new(&app).await);
    let company = nurlan.company().await;
    let again = async || {
        assert_eq!(nurlan.sends("/invitation/removal", &REMOVAL).await.status, 303);
        assert_eq!(types(&nurlan, &first).await.status, 303);
    };
    let issues = async |invoice: &str| {
        let line = json!({"product": "business", "kind": "plan", "amount": "1000.00"});
        let data = json!({"invoice": invoice, "company": company, "currency": "KZT", "lines": [line],
            "due_at": app.now() + TimeDelta::days(10)});
        assert_eq!(billing.reports("invoice.issued", data).await["status"], "applied");
    };
    app.passes(TimeDelta::days(20)).await;
    nurlan.signs_in("Nurlan Abenov").await;
    again().await;
    let page = nurlan.opens("/invitation").await;
    assert!(page.has("The offer ends") && page.has("1 May") && !page.has("21 May"), "{}", page.text);
    issues("within").await;
    app.passes(TimeDelta::days(2)).await;
    again().await;
    assert!(nurlan.opens("/invitation").await.has("The time to use the offer is over."));
    issues("after").await;
    let list = nurlan.opens("/invoices").await;
    assert!(list.has("₸900.00") && list.has("₸1,000.00"), "{}", list.text);
    aigerim.signs_in("Aigerim Sadykova").await;
    let list = aigerim.opens("/invited").await;
    assert!(list.has("10 April") && list.ids("/invited/").len() == 1, "{}", list.text);
    is_whole(&app).await;
}

/// A visit counts for ninety days, and so long somebody whom nobody referred is new.
#[tokio::test]
async fn who_registered_long_ago_names_nobody() {
    let app = TestApp::start().await;
    let (aigerim, berik, _) = story(&app).await;
    let (first, second) = (code(&aigerim).await, code(&berik).await);
    app.passes(TimeDelta::days(90)).await;
    berik.signs_in("Berik Omarov").await;
    assert_eq!(types(&berik, &first).await.status, 303, "the last instant counts");
    app.passes(TimeDelta::days(1)).await;
    aigerim.signs_in("Aigerim Sadykova").await;
    let page = aigerim.opens("/invitation").await;
    assert!(page.has("For you it is too late.") && page.field("code").is_empty(), "{}", page.text);
    let refused = types(&aigerim, &second).await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    is_whole(&app).await;
}

#[tokio::test]
async fn a_code_that_cannot_be_used_is_refused_without_a_word_about_others() {
    let app = TestApp::start().await;
    let (_, _, nurlan) = story(&app).await;
    let saule = Visitor::new(&app);
    saule.opens(&nurlan.link().await).await;
    saule.registers("Saule Kim", "Kim LLP").await;
    let (own, below) = (code(&nurlan).await, code(&saule).await);
    for (typed, says) in [
        ("", "We do not know this code."),
        ("hello", "We do not know this code."),
        ("<script>", "We do not know this code."),
        ("ZZZZZZZZ", "We do not know this code."),
        (own.as_str(), "nobody can invite themselves"),
        (below.as_str(), "cannot be used for your account"),
    ] {
        let refused = types(&nurlan, typed).await;
        assert!(refused.status == 422 && refused.has(says), "{typed}: {} {}", refused.status, refused.text);
        let shown = typed.replace('<', "&#60;").replace('>', "&#62;");
        assert_eq!(refused.field("code"), shown, "what was typed stays");
    }
    let unknown = nurlan.sends("/invitation/removal", &[("program", "nothing")]).await;
    assert_eq!(unknown.status, 404);
    assert_eq!(log(&app).await, Vec::<String>::new());
}

/// Somebody whose address another person had first is an existing customer, also when the code comes later.
#[tokio::test]
async fn whoever_was_known_before_is_not_bound_by_a_code_that_comes_later() {
    let app = TestApp::start().await;
    let (aigerim, berik, _) = story(&app).await;
    let billing = Sender::named(&app, "billing").await;
    let again = json!({"person": "again", "email": "berik.omarov@example.kz"});
    billing.says("person.registered", again).await.applied();
    let code = code(&aigerim).await.parse().unwrap();
    let again = crate::model::named(&app.app.db, "person", "again".into()).await.unwrap();
    let to = To::Code { code, click: None };
    let changed =
        app.app.db.write(async |tx| intake::change(tx, beckon::ids::PersonId(again.person_id), to).await).await;
    assert!(matches!(&changed, Err(NotChanged::Refused(why)) if why.name() == "email_known"), "{changed:?}");
    assert_eq!(berik.opens("/invited").await.ids("/invited/").len(), 0);
}

const POINTS: &str = include_str!("../../data/programs/gangnam-unni.toml");

/// The page of the program: the link may be opened again for a day after the sign-up; 7000 points for it, 5000 to the friend, 5000
/// for the first deed.
#[tokio::test]
async fn a_link_opened_within_the_late_days_counts_since_the_registration_and_moves_everything() {
    let app = TestApp::start().await;
    publishes(&app, POINTS).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let berik = Visitor::registered(&app, "Berik Omarov", "Berik Group").await;
    let nurlan = Visitor::registered(&app, "Nurlan Abenov", "Dala Trade LLP").await;
    let late = Visitor::registered(&app, "Saule Kim", "Kim LLP").await;
    let billing = Sender::named(&app, "billing").await;
    let booked = json!({"action": "b1", "name": "booked", "company": nurlan.company().await});
    billing.says("action.completed", booked).await.applied();
    assert_eq!(held(&app).await, Vec::<String>::new());
    app.passes(TimeDelta::hours(23)).await;
    nurlan.opens(&aigerim.link().await).await;
    let page = nurlan.opens("/invitation").await;
    assert_eq!(page.field("code"), code(&aigerim).await, "of the link that was followed");
    assert_eq!(types(&nurlan, page.field("code")).await.status, 303);
    let all = ["Aigerim Sadykova available 12000", "Nurlan Abenov available 5000"];
    assert_eq!(held(&app).await, all);
    nurlan.opens(&berik.link().await).await;
    assert_eq!(types(&nurlan, &code(&berik).await).await.status, 303);
    assert_eq!(held(&app).await, ["Berik Omarov available 12000", "Nurlan Abenov available 5000"]);
    assert_eq!(types(&nurlan, &code(&aigerim).await).await.status, 303, "the visit is remembered");
    assert_eq!(held(&app).await, all);
    app.passes(TimeDelta::hours(2)).await;
    late.signs_in("Saule Kim").await;
    late.opens(&berik.link().await).await;
    let refused = types(&late, &code(&berik).await).await;
    assert!(refused.status == 422 && refused.has("cannot be changed any more"), "the day is over: {}", refused.text);
    assert_eq!(held(&app).await, all);
    is_whole(&app).await;
}

/// A discount by Active Referrals: the invitee is counted for whoever holds them at the run, and a run that was applied stays what it was.
#[tokio::test]
async fn a_run_counts_for_whom_the_referral_holds_and_is_reckoned_again_alike() {
    let app = TestApp::start().await;
    let months = Months::of(&app, 1).await;
    months.invites(0..5).await;
    let free = json!({"person": "free", "email": "free@customer.example", "program": "company-discounts",
        "referrer": "anna"});
    months.tell("person.registered", free).await;
    let person = async |name: &str| {
        let named = crate::model::named(&app.app.db, "person", name.into()).await.unwrap();
        beckon::ids::PersonId(named.person_id)
    };
    months.comes("2026-04-28T00:00:00Z").await;
    assert_eq!(months.given().await, [("a1".to_owned(), "5".to_owned())]);
    let (free, paying) = (person("free").await, person("i0").await);
    let program = app.app.db.read(async |conn| programs::catalogue(conn).await).await.unwrap().programs[0].id;
    let nobody =
        async |invitee| app.app.db.write(async |tx| intake::change(tx, invitee, To::Nobody(program)).await).await;
    nobody(free).await.unwrap();
    assert!(matches!(nobody(paying).await, Err(NotChanged::Final)), "who has paid is final");
    let again = months.recomputes("2026-04").await.unwrap();
    assert_eq!((again.inputs.clone(), again.differences.len()), (again.run.done.inputs(), 0), "{again:?}");
    is_whole(&app).await;
}

#[tokio::test]
async fn whoever_was_not_invited_finds_the_way_to_a_code_while_one_counts() {
    let app = TestApp::start().await;
    let (aigerim, berik, nurlan) = story(&app).await;
    let offered = async |who: &Visitor<'_>| who.opens("/overview").await.has("I have an invitation code");
    assert!(offered(&aigerim).await && offered(&berik).await);
    let page = nurlan.opens("/overview").await;
    assert!(!offered(&nurlan).await && page.has(r#"href="/invitation""#), "whoever was invited has a page about it");
    assert_eq!(types(&aigerim, &code(&berik).await).await.status, 303);
    assert!(!offered(&aigerim).await, "it is named");
    Billing::new(&app).await.is_paid("pay_1", &berik.company().await, "1000.00").await;
    assert!(!offered(&berik).await, "no code counts after a payment");
    publishes(&app, POINTS).await;
    assert!(offered(&berik).await, "this program lets one");
}
