//! The ladder: what the next run would give, in which order, and what past ones gave.

use crate::support::TestApp;
use crate::support::months::{Months, started};
use crate::support::story::{Shown, Visitor};
use beckon::companies;
use beckon::db::Fault;
use beckon::ids::{CompanyId, PersonId};
use beckon::people;
use beckon::programs;
use beckon::verification::{Question, Referrer, forecast, preview};
use serde_json::json;

const ANNA: &str = "anna@customer.example";

/// Anna with two companies, `a1` for 100 dollars and `a2` for 300 a month, and so many Active Referrals.
async fn anna_with(app: &TestApp, active: usize) -> Months<'_> {
    let months = Months::of(app, 1).await;
    months.tell("company.registered", json!({"company": "a2", "person": "anna", "name": "a2"})).await;
    let dear = json!({"price": "300", "next_charge_at": "2026-05-03T00:00:00Z"});
    let mut subscription = started("a2");
    subscription.as_object_mut().unwrap().extend(dear.as_object().unwrap().clone());
    months.tell("subscription.started", subscription).await;
    months.invites(0..active).await;
    months
}

async fn person(app: &TestApp) -> PersonId {
    let key = [ANNA.to_owned()];
    let known: Result<_, Fault> = app.app.db.read(async |conn| people::known_emails(conn, &key).await).await;
    known.unwrap()[ANNA]
}

/// The ids of Anna's open companies, in her order.
async fn ids(app: &TestApp) -> Vec<CompanyId> {
    let anna = person(app).await;
    let found: Result<_, Fault> = app.app.db.read(async |conn| companies::of(conn, anna).await).await;
    found.unwrap().into_iter().filter(|company| company.closed_at.is_none()).map(|company| company.id).collect()
}

/// `name percent` of each rung, and the notes under it: what a person reads, without the marks.
fn rungs(page: &Shown) -> Vec<String> {
    let rungs = page.text.split("<li data-id=").skip(1);
    let between = |text: &str, from: &str, to: &str| {
        let (_, rest) = text.split_once(from).unwrap();
        rest.split_once(to).unwrap().0.replace(['\u{2068}', '\u{2069}'], "")
    };
    rungs
        .map(|rung| {
            let (name, why) = (between(rung, "<h3", "</h3>"), between(rung, "<p class=\"why\">", "</p>"));
            let (_, name) = name.split_once('>').unwrap();
            format!("{name} {}: {why}", between(rung, "<strong class=\"percent\">", "</strong>"))
        })
        .collect()
}

async fn question(app: &TestApp) -> Question {
    let now = app.now();
    let found: Result<_, Fault> = app.app.db.read(async |conn| programs::catalogue(conn).await).await;
    Question::next(&found.unwrap().programs[0], now).unwrap().unwrap()
}

async fn forecast_of(app: &TestApp, question: &Question) -> Referrer {
    let anna = person(app).await;
    let found: Result<_, Fault> = app.app.db.read(async |conn| forecast(conn, question, anna).await).await;
    found.unwrap().unwrap()
}

#[tokio::test]
async fn each_company_says_what_it_gets_and_saves_and_what_lifts_it() {
    let app = TestApp::start().await;
    let months = anna_with(&app, 23).await;
    let anna = Visitor::of(&app, ANNA).await;
    let page = anna.opens("/companies").await;
    assert_eq!(
        rungs(&page),
        [
            "a1 40%: 20 of 20 places · saves $40.00 on the first charge after it",
            "a2 0%: 3 of 20 places · 2 more lift it from 0% to 5%",
        ]
    );
    assert!(page.has("Forecast for the run of 28 April") && page.has("<b>23</b>"), "{}", page.text);
    assert_eq!(page.text.matches("<i class=\"on\">").count(), 23);
    assert!(page.has("Another order saves $80.00 more."), "300 by 40 percent, not 100");
    months.invites(23..45).await;
    let full = anna.opens("/companies").await;
    assert_eq!(rungs(&full)[1], "a2 40%: 20 of 20 places · saves $120.00 on the charge of 3 May");
    assert!(full.has("5 Active Referrals are left over") && full.has("This order saves the most."), "{}", full.text);
    let before = json!({"subscription": "a2-s", "status": "active", "next_charge_at": "2026-04-27T00:00:00Z"});
    months.tell("subscription.changed", before).await;
    let unknown = anna.opens("/companies").await;
    assert_eq!(
        rungs(&unknown)[1],
        "a2 40%: 20 of 20 places · saves $120.00 on the first charge after it",
        "not that of 27 April"
    );
    let after = json!({"subscription": "a2-s", "status": "active", "next_charge_at": "2026-05-03T00:00:00Z"});
    months.tell("subscription.changed", after).await;
    months.tell("subscription.changed", json!({"subscription": "a1-s", "status": "canceled"})).await;
    let passed = anna.opens("/companies").await;
    assert_eq!(rungs(&passed)[0], "a1 0%: Passed over: no active subscription.");
    assert_eq!(rungs(&passed)[1], "a2 40%: 20 of 20 places · saves $120.00 on the charge of 3 May");
}

/// Active Referrals of 28 April: 20 places for `a1`. Whatever comes later, its next invoice has the 40 %.
#[tokio::test]
async fn what_the_last_run_gave_stands_apart_from_the_next_forecast() {
    let app = TestApp::start().await;
    let months = anna_with(&app, 23).await;
    assert!(!Visitor::of(&app, ANNA).await.opens("/companies").await.has("Won already"));
    months.comes("2026-04-28T00:00:00Z").await;
    let anna = Visitor::of(&app, ANNA).await;
    let won = "Won already: 40% on the next charge, whatever the order is now";
    for page in [anna.opens("/companies").await, anna.opens("/overview").await] {
        assert!(page.has("Forecast for the run of 28 May"), "{}", page.text);
        assert_eq!(page.text.replace(['\u{2068}', '\u{2069}'], "").matches(won).count(), 1, "{}", page.text);
    }
    months.issues("inv-8", "a1").await;
    assert!(!anna.opens("/companies").await.has("Won already"), "used by that invoice");
}

#[tokio::test]
async fn a_pending_payment_is_named_and_what_comes_once_it_is_paid() {
    let app = TestApp::start().await;
    let months = anna_with(&app, 25).await;
    let anna = Visitor::of(&app, ANNA).await;
    months.issues("inv-7", "a1").await;
    let soon = anna.opens("/companies").await;
    assert!(soon.has("An invoice falls due before 28 April.") && soon.has(">inv-7</a>"), "{}", soon.text);
    assert_eq!(
        rungs(&soon),
        ["a1 0%: 20 of 20 places · 40% once that is paid", "a2 0%: 5 of 20 places · 5% once that is paid"]
    );
    assert!(!soon.has("Another order saves"), "no order saves anything now");
    months.comes("2026-04-21T00:00:00Z").await;
    let anna = Visitor::of(&app, ANNA).await;
    assert!(anna.opens("/companies").await.has("An invoice is past its due date."));
    let pays = json!({"payment": "late", "company": "a1", "invoice": "inv-7", "amount": "100", "currency": "USD"});
    months.tell("payment.succeeded", pays).await;
    assert!(rungs(&anna.opens("/companies").await)[0].starts_with("a1 40%"));
}

#[tokio::test]
async fn the_forecast_is_what_the_run_then_gives() {
    let app = TestApp::start().await;
    let months = anna_with(&app, 25).await;
    months.issues("i4-due", "i4").await;
    months.tell("subscription.changed", json!({"subscription": "i1-s", "status": "canceled"})).await;
    let question = question(&app).await;
    let forecast = forecast_of(&app, &question).await;
    assert_eq!((forecast.active, forecast.companies[1].result.places), (23, 3), "i4 is overdue by then, i1 is gone");
    let mut all = Vec::new();
    preview(&app.app.db, &question, |referrer| all.push(referrer.clone())).await.unwrap();
    assert_eq!(all, std::slice::from_ref(&forecast));
    months.comes("2026-04-28T00:00:00Z").await;
    let given: Vec<_> = months.assigned().await.iter().map(|a| (a.places, a.percent.normalize().to_string())).collect();
    let told = forecast.companies.iter().map(|given| given.result);
    let told: Vec<_> = told.map(|result| (result.places as i32, result.percent.value().to_string())).collect();
    assert_eq!(given, told);
    // What comes later changes nothing of what the run read.
    app.app.clock.set("2026-05-02T00:00:00Z".parse().unwrap()).unwrap();
    months.tell("choice.made", json!({"person": "anna", "order": ["a2", "a1"]})).await;
    months.tell("subscription.changed", json!({"subscription": "i2-s", "status": "canceled"})).await;
    let applied = months.applies("2026-04").await.unwrap();
    assert_eq!(forecast_of(&app, &question.as_of(&applied.run)).await, forecast);
}

#[tokio::test]
async fn the_order_changes_by_a_button_by_a_drag_and_by_one_press() {
    let app = TestApp::start().await;
    let _months = anna_with(&app, 25).await;
    let anna = Visitor::of(&app, ANNA).await;
    let [a1, a2] = ids(&app).await[..] else { panic!("two companies") };
    let (one, two) = (a1.to_string(), a2.to_string());
    let down = [("company", one.as_str()), ("place", "2")];
    for _ in 0..2 {
        let moved = anna.sends("/companies/order", &down).await;
        assert_eq!((moved.status, moved.to), (303, format!("/companies#rung-{one}")), "twice is once");
        let page = anna.opens("/companies").await;
        assert_eq!(rungs(&page)[0], "a2 40%: 20 of 20 places · saves $120.00 on the charge of 3 May");
        assert_eq!(rungs(&page)[1].split(" · ").next(), Some("a1 5%: 5 of 20 places"));
        assert!(page.has("This order saves the most."));
    }
    let dragged = format!("{one} {two}");
    let form = [("order", dragged.as_str()), ("company", one.as_str())];
    let block = anna.swaps("/companies/order", "ladder", &form).await;
    assert_eq!(block.status, 200);
    assert!(!block.has("<html") && block.text.trim_start().starts_with("<div id=\"ladder\""), "{}", block.text);
    assert!(rungs(&block)[0].starts_with("a1 40%"));
    let said = block.text.replace(['\u{2068}', '\u{2069}'], "");
    assert!(said.contains("a1 is now number 1 of 2 and gets 40%. This order saves $55.00."), "{said}");
    let page = anna.opens("/companies").await;
    let (_, best) = page.text.split_once("<form class=\"next row apart\"").unwrap();
    let best = best.split_once("name=\"order\" value=\"").unwrap().1.split('"').next().unwrap();
    assert_eq!(best, format!("{two} {one}"));
    assert_eq!(anna.sends("/companies/order", &[("order", best)]).await.status, 303);
    assert_eq!(ids(&app).await, [a2, a1]);
}

#[tokio::test]
async fn a_list_that_changed_meanwhile_loses_nothing_and_says_so() {
    let app = TestApp::start().await;
    let months = anna_with(&app, 25).await;
    let anna = Visitor::of(&app, ANNA).await;
    let before = ids(&app).await;
    let [one, two] = [before[1], before[0]].map(|id| id.to_string());
    months.tell("company.registered", json!({"company": "a3", "person": "anna", "name": "a3"})).await;
    let dragged = format!("{one} {two}");
    let refused = anna.sends("/companies/order", &[("order", &dragged)]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.has("changed meanwhile") && refused.has("<h1>Companies</h1>"), "{}", refused.text);
    assert_eq!(rungs(&refused).len(), 3);
    let block = anna.swaps("/companies/order", "ladder", &[("order", &dragged)]).await;
    assert!(block.status == 422 && block.has("changed meanwhile") && !block.has("<html"));
    assert_eq!(ids(&app).await[..2], before[..]);
    months.tell("company.closed", json!({"company": "a1"})).await;
    let closed = anna.sends("/companies/order", &[("company", two.as_str()), ("place", "1")]).await;
    assert!(closed.status == 422 && closed.has("changed meanwhile"), "one's own, and closed");
    let berik = Visitor::registered(&app, "Berik Omarov", "Berik Group").await;
    let foreign = [("company", one.as_str()), ("place", "1")];
    assert_eq!(berik.sends("/companies/order", &foreign).await.status, 404, "another's company");
    assert_eq!(berik.sends("/companies/order", &[("company", "x"), ("place", "1")]).await.status, 404);
    assert_eq!(berik.sends("/companies/order", &[("order", &dragged)]).await.status, 422);
    assert_eq!(ids(&app).await[0], before[1], "nobody else's order moved");
}

#[tokio::test]
async fn past_verifications_say_what_became_of_each_discount() {
    let app = TestApp::start().await;
    let months = anna_with(&app, 25).await;
    let anna = Visitor::of(&app, ANNA).await;
    assert!(anna.opens("/companies/runs").await.has("There has been none"));
    months.comes("2026-04-28T00:00:00Z").await;
    months.issues("may", "a1").await;
    let paid = json!({"payment": "may", "company": "a1", "invoice": "may", "amount": "60", "currency": "USD"});
    months.tell("payment.succeeded", paid).await;
    let plain = async || {
        let anna = Visitor::of(&app, ANNA).await;
        let page = anna.opens("/companies/runs").await;
        assert_eq!(page.status, 200);
        page.text.replace(['\u{2068}', '\u{2069}'], "")
    };
    let first = plain().await;
    assert!(first.contains("April 2026") && first.contains("25 Active Referrals counted."), "{first}");
    assert!(first.contains(">used</span> <a href=\"/invoices/") && first.contains(">may</a>"), "{first}");
    assert!(first.contains(">for the next charge</span>"), "a2 waits: {first}");
    months.tell("choice.made", json!({"person": "anna", "order": ["a2", "a1"]})).await;
    months.comes("2026-05-28T00:00:00Z").await;
    let second = plain().await;
    assert!(second.find("May 2026") < second.find("April 2026"), "the newest first");
    assert!(second.contains(">not used before the next verification</span>"), "{second}");
    assert!(second.contains("before: 5%") && second.contains("before: 40%"), "they changed places: {second}");
    app.app.clock.set("2026-06-01T00:00:00Z".parse().unwrap()).unwrap();
    months.tell("company.closed", json!({"company": "a2"})).await;
    assert!(plain().await.contains(">lost, the company closed</span>"));
    months.comes("2026-06-28T00:00:00Z").await;
    let third = plain().await;
    assert_eq!(third.matches("Active Referrals counted").count(), 3);
    assert!(third.contains("5 Active Referrals are left over"), "one company is left: {third}");
}

#[tokio::test]
async fn who_takes_part_in_no_discount_program_has_a_plain_list() {
    let app = TestApp::start().await;
    crate::support::story::publish(&app).await;
    let berik = Visitor::registered(&app, "Berik Omarov", "Berik Group").await;
    let page = berik.opens("/companies").await;
    assert!(page.has("Berik Group") && !page.has("id=\"ladder\"") && !page.has("sortable"));
    assert_eq!(berik.opens("/companies/runs").await.status, 404);
    crate::support::sender::publish(&app, crate::support::months::TERMS).await;
    assert!(!berik.opens("/companies").await.has("id=\"ladder\""), "he takes part in the first program only");
    berik.opens("/overview?program=company-discounts").await;
    let ladder = berik.opens("/companies").await;
    assert!(ladder.has("id=\"ladder\"") && ladder.has("sortable"), "his own link lets him take part");
    assert_eq!(rungs(&ladder), ["Berik Group 0%: Passed over: no active subscription."]);
}
