//! The log of events: found, read, and one tried again.

use super::{between, pages};
use crate::billing::staff;
use crate::support::TestApp;
use crate::support::story::{Shown, Visitor, publish};
use beckon::audit;
use beckon::db::{Fault, sql};
use beckon::people::{Role, sources};
use beckon::{events, intake, programs};
use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use serde_json::json;

/// The senders' ids of the listed events.
fn listed(shown: &Shown) -> Vec<String> {
    let cells = between(shown, r#"<td class="who"><a class="code" href=""#, "</a>");
    cells.iter().map(|cell| cell.rsplit('>').next().unwrap().to_owned()).collect()
}

/// The id that a sender gave is told nowhere but in the list: here each event's id says what it is.
async fn says(app: &TestApp, source: &str, id: &str, kind: &str, data: serde_json::Value) -> String {
    let event = json!({"id": id, "type": kind, "timestamp": app.now(), "data": data}).to_string();
    let event = events::parse(event.as_bytes()).unwrap();
    let source: Result<_, Fault> = app.app.db.write(async |tx| sources::find_or_create(tx, source).await).await;
    let incoming = intake::Incoming::new(source.unwrap(), event);
    let [answer] = intake::apply_now(&app.app.db, &[incoming]).await.try_into().ok().unwrap();
    serde_json::to_value(answer.unwrap()).unwrap()["status"].as_str().unwrap().to_owned()
}

async fn changes(app: &TestApp, statement: &'static str) {
    let done: Result<_, Fault> = app.app.db.write(async |tx| sql(statement).execute(tx).await).await;
    assert_eq!(done.unwrap(), 1, "{statement}");
}

async fn is_whole(app: &TestApp) {
    let report = audit::audit(&app.app.db, None).await.unwrap();
    assert_eq!(report.differences, Vec::<String>::new());
}

/// Nurlan, whom Aigerim invited, with the company `c-1`.
async fn nurlan(app: &TestApp, referrer: &Visitor<'_>) {
    let link = referrer.link().await;
    let code = link.rsplit('/').next().unwrap();
    let company = json!({"company": "c-1", "name": "Dala LLP"});
    let person =
        json!({"person": "p-1", "name": "Nurlan Abenov", "email": "n@dala.example", "code": code, "company": company});
    assert_eq!(says(app, "billing", "evt-nurlan", "person.registered", person).await, "applied");
}

fn payment(id: &str, company: &str, currency: &str) -> serde_json::Value {
    json!({"payment": id, "company": company, "amount": "405000.00", "currency": currency})
}

#[tokio::test]
async fn what_was_received_is_found_by_each_of_its_cells_page_by_page() {
    let app = TestApp::start().await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    let click = |n: usize| json!({"click": format!("k-{n}"), "code": "ZZZZZZZZ"});
    for n in 0..60 {
        assert_eq!(says(&app, "shop", &format!("shop-{n}"), "link.clicked", click(n)).await, "refused");
        app.passes(chrono::TimeDelta::microseconds(1)).await;
    }
    let person = json!({"person": "p-1", "name": "Nurlan Abenov", "email": "n@dala.example"});
    assert_eq!(says(&app, "billing", "evt/1 ä", "person.registered", person).await, "applied");
    app.passes(chrono::TimeDelta::microseconds(1)).await;
    assert_eq!(says(&app, "billing", "evt-2", "payment.succeeded", payment("m-1", "c-9", "KZT")).await, "waiting");

    let refused = pages(&support, "/admin/events?state=refused").await;
    let all: Vec<String> = refused.iter().flat_map(listed).collect();
    assert_eq!(all, (0..60).rev().map(|n| format!("shop-{n}")).collect::<Vec<_>>(), "newest first, each once");
    assert_eq!(refused.iter().map(|page| listed(page).len()).collect::<Vec<_>>(), [50, 10]);
    assert!(refused[0].has("No open link has this code."), "{}", refused[0].text);
    for (query, found) in [
        ("state=waiting", &["evt-2"][..]),
        ("source=billing", &["evt-2", "evt/1 ä"]),
        ("kind=person.registered&source=billing", &["evt/1 ä"]),
        ("kind=payment.succeeded", &["evt-2"]),
        ("kind=payment.succeeded&state=refused", &[]),
        ("id=evt-2", &["evt-2"]),
        ("id=shop-7&source=billing", &[]),
        ("id=shop-7&state=refused&kind=link.clicked", &["shop-7"]),
        ("id=evt", &[]),
        ("source=nobody", &[]),
        ("kind=%00x", &[]),
        ("state=recorded", &[]),
    ] {
        let shown = support.opens(&format!("/admin/events?{query}")).await;
        assert_eq!((shown.status, listed(&shown)), (200, found.iter().map(ToString::to_string).collect()), "{query}");
        assert_eq!(shown.has("No such event."), found.is_empty(), "{query}");
    }
    let kinds = pages(&support, "/admin/events?kind=link.clicked").await;
    assert_eq!(kinds.iter().map(|page| listed(page).len()).collect::<Vec<_>>(), [50, 10]);
    let everything = pages(&support, "/admin/events").await;
    let latest = &listed(&everything[0])[..3];
    assert_eq!(latest, ["evt-2", "evt/1 ä", "shop-59"]);

    let applied = support.opens("/admin/events?id=evt/1%20ä").await;
    let person = between(&applied, "#38;person=", "\"")[0];
    assert_eq!(listed(&support.opens(&format!("/admin/events?person={person}")).await), ["evt/1 ä"]);
    assert_eq!(support.opens("/admin/events?person=x").await.status, 404);

    let file = String::from_utf8(support.downloads("/admin/events.csv?source=shop").await).unwrap();
    assert_eq!(file.lines().count(), 61);
    assert!(file.lines().nth(1).unwrap().starts_with("shop,shop-59,link.clicked,"), "{file}");
    assert!(support.opens("/admin/deeds?verb=list-exported").await.has("List exported"));
}

#[tokio::test]
async fn one_event_is_shown_with_what_came_of_it() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Dala").await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    nurlan(&app, &aigerim).await;
    let issued = json!({"invoice": "inv-1", "company": "c-1", "currency": "KZT", "due_at": app.now(),
        "lines": [{"product": "business", "kind": "plan", "amount": "405000.00"}]});
    assert_eq!(says(&app, "billing", "evt-issued", "invoice.issued", issued).await, "applied");
    let mut paid = payment("m-1", "c-1", "KZT");
    paid["invoice"] = "inv-1".into();
    paid["amount"] = "364500.00".into();
    assert_eq!(says(&app, "billing", "evt/paid?", "payment.succeeded", paid).await, "applied");
    let list = support.opens("/admin/events?kind=payment.succeeded").await;
    let href = between(&list, r#"<td class="who"><a class="code" href=""#, "\"")[0].replace("&#38;", "&");
    let page = support.opens(&href).await;
    for told in
        ["evt/paid?", "payment.succeeded", "Nurlan Abenov", "Aigerim Sadykova", "₸36,450.00", "&#34;364500.00&#34;"]
    {
        assert!(page.has(told), "{told}: {}", page.text);
    }
    assert_eq!(page.ids("/admin/invoices/").len(), 1);
    assert!(!page.has("/admin/events/replay"), "what is applied is not tried again");
    for nothing in ["source=billing&id=no", "source=no&id=evt-issued", "", "id=%00&source=billing"] {
        assert_eq!(support.opens(&format!("/admin/events/one?{nothing}")).await.status, 404, "{nothing}");
    }
}

/// Nobody woke it: two transactions that did not see each other. The job would, within a minute; staff do it at once.
#[tokio::test]
async fn a_parked_event_is_tried_again_by_one_of_two_and_once() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Dala").await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    let finance = staff(&app, "Dana Ospanova", Role::Finance).await;
    assert_eq!(says(&app, "billing", "evt-early", "payment.succeeded", payment("m-1", "c-1", "KZT")).await, "waiting");
    let form = [("source", "billing"), ("id", "evt-early")];
    assert_eq!(support.sends("/admin/events/replay", &form).await.status, 403);
    let still = finance.sends("/admin/events/replay", &form).await;
    assert_eq!(still.status, 303, "{}", still.text);
    let told = finance.opens(&still.to).await;
    assert!(told.has("The event still waits") && told.has("Waits for company c-1."), "{}", told.text);

    changes(&app, "UPDATE events SET waits_for = 'company:nobody' WHERE external_id = 'evt-early'").await;
    nurlan(&app, &aigerim).await;
    let (one, other) =
        tokio::join!(finance.sends("/admin/events/replay", &form), finance.sends("/admin/events/replay", &form));
    assert_eq!((one.status, other.status), (303, 303));
    let page = finance.opens(&one.to).await;
    assert!(page.has("₸40,500.00") && page.has("Event tried again"), "{}", page.text);
    let third = finance.sends("/admin/events/replay", &form).await;
    assert!(finance.opens(&third.to).await.has("somebody else was first"));
    let deeds = support.opens("/admin/deeds?verb=event-replayed").await;
    assert_eq!(deeds.text.matches(">Event tried again<").count(), 2, "one that changed nothing, one that did");
    assert!(deeds.has("waiting") && deeds.has("applied"), "{}", deeds.text);
    assert!(aigerim.opens("/overview").await.has("₸40,500.00"));
    is_whole(&app).await;
    let gone = [("source", "billing"), ("id", "evt-none")];
    assert_eq!(finance.sends("/admin/events/replay", &gone).await.status, 404);
}

#[tokio::test]
async fn a_refused_event_is_decided_anew_and_the_log_still_follows() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Dala").await;
    let finance = staff(&app, "Dana Ospanova", Role::Finance).await;
    nurlan(&app, &aigerim).await;
    assert_eq!(says(&app, "billing", "evt-usd", "payment.succeeded", payment("m-1", "c-1", "USD")).await, "refused");
    let form = [("source", "billing"), ("id", "evt-usd")];
    let again = finance.sends("/admin/events/replay", &form).await;
    let told = finance.opens(&again.to).await;
    assert!(told.has("The event is refused again.") && told.has("another currency than the program"), "{}", told.text);
    is_whole(&app).await;

    let dollars =
        include_str!("../../../programs/business-bonus.toml").replace(r#"currency  = "KZT""#, r#"currency  = "USD""#);
    let published: Result<_, programs::NotPublished> =
        app.app.db.write(async |tx| intake::publish(tx, &dollars, None).await).await;
    published.unwrap();
    let again = finance.sends("/admin/events/replay", &form).await;
    assert!(finance.opens(&again.to).await.has("The event is applied."));
    is_whole(&app).await;
    // The same sent again by its sender is known, with its present result.
    assert_eq!(
        says(&app, "billing", "evt-usd-again", "payment.succeeded", payment("m-1", "c-1", "USD")).await,
        "recorded"
    );
    is_whole(&app).await;
}

/// Whatever goes wrong in the middle: here the database refuses a row.
#[tokio::test]
async fn an_event_that_fails_when_tried_again_stays_as_it_was_and_staff_read_why() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Dala").await;
    let finance = staff(&app, "Dana Ospanova", Role::Finance).await;
    let mut owner = AsyncPgConnection::establish(app.owner_url()).await.unwrap();
    assert_eq!(says(&app, "billing", "evt-early", "payment.succeeded", payment("m-1", "c-1", "KZT")).await, "waiting");
    changes(&app, "UPDATE events SET waits_for = 'company:nobody' WHERE external_id = 'evt-early'").await;
    nurlan(&app, &aigerim).await;
    let fails = "CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'the disk is full'; END $$;
                 CREATE TRIGGER fails BEFORE INSERT OR UPDATE ON payments FOR EACH ROW EXECUTE FUNCTION fails()";
    owner.batch_execute(fails).await.unwrap();
    let form = [("source", "billing"), ("id", "evt-early")];
    let again = finance.sends("/admin/events/replay", &form).await;
    assert_eq!(again.status, 303, "{}", again.text);
    let page = finance.opens(&again.to).await;
    assert!(page.has("could not be applied, and nothing was changed") && page.has("the disk is full"), "{}", page.text);
    assert!(page.has("Event tried again") && page.has("Try again now"), "{}", page.text);
    owner.batch_execute("DROP TRIGGER fails ON payments").await.unwrap();
    let again = finance.sends("/admin/events/replay", &form).await;
    assert!(finance.opens(&again.to).await.has("The event is applied."));
    assert!(aigerim.opens("/overview").await.has("₸40,500.00"));
    is_whole(&app).await;
}
