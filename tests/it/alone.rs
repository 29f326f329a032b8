//! One thing that fails keeps nobody else waiting; and of two at once only one is the first.

use crate::support::TestApp;
use crate::support::sender::{Sender, publish};
use beckon::db::{Conn, Fault, sql};
use beckon::intake::{self, Incoming};
use beckon::people::sources;
use chrono::TimeDelta;
use diesel::QueryableByName;
use diesel::sql_types::Text;
use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use serde_json::json;

async fn as_owner(app: &TestApp, statements: &str) {
    let mut owner = AsyncPgConnection::establish(app.owner_url()).await.unwrap();
    owner.batch_execute(statements).await.unwrap();
}

/// The database refuses rows of the table for which this holds.
async fn refuses(app: &TestApp, table: &str, when: &str) {
    let statements = format!(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not this one'; END $$;
         CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION refuse()"
    );
    as_owner(app, &statements).await;
}

async fn refuses_no_more(app: &TestApp, table: &str) {
    as_owner(app, &format!("DROP TRIGGER refuse ON {table}; DROP FUNCTION refuse()")).await;
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

async fn lines(app: &TestApp, query: &'static str) -> Vec<String> {
    let look = async |conn: &Conn| -> Result<Vec<Line>, Fault> { sql(query).load(conn).await };
    app.app.db.read(look).await.unwrap().into_iter().map(|row| row.line).collect()
}

#[tokio::test]
async fn a_parked_event_that_cannot_be_applied_stays_parked_alone() {
    let app = TestApp::start().await;
    let billing = Sender::named(&app, "billing").await;
    let events: Vec<_> = (0..3)
        .map(|n| {
            let payment = json!({"payment": format!("p{n}"), "company": "acme", "amount": "10.00", "currency": "KZT"});
            billing.event("payment.succeeded", payment)
        })
        .collect();
    for event in &events {
        assert_eq!(billing.sends(event).await.status, 202);
    }
    let bad = events[1]["id"].as_str().unwrap();
    refuses(&app, "events", &format!("NEW.external_id = '{bad}' AND NEW.state = 'applied'")).await;
    billing.registers("acme", None).await;
    let states = "SELECT concat(state, ' ', reason) AS line FROM events WHERE type = 'payment.succeeded' ORDER BY body->'data'->>'payment'";
    assert_eq!(lines(&app, states).await, ["applied ", "waiting failed", "applied "]);
    // Staff see which, and the next round tries it again.
    assert_eq!(intake::wake_overlooked(&app.app.db).await.unwrap(), 1);
    assert_eq!(lines(&app, states).await[1], "waiting failed");
    refuses_no_more(&app, "events").await;
    assert_eq!(intake::wake_overlooked(&app.app.db).await.unwrap(), 1);
    assert_eq!(lines(&app, states).await, ["applied "; 3]);
}

const LOYAL: &str = "program = \"business-bonus\"\nname = \"Who stays\"\ncurrency = \"KZT\"\ntime_zone = \"UTC\"\n\
    [[reward]]\non = { tenure_days = 28 }\ngive = \"5.00\"\nas = \"cash\"\n";

const CASH: &str = "SELECT concat(k.external_id, ' ', trim_scale(a.balance)) AS line FROM accounts a
    JOIN external_ids k ON k.id = a.person_id AND k.noun = 'person' WHERE a.account = 'available' AND a.balance <> 0 ORDER BY 1";

/// Ann's circle is the first of its batch.
#[tokio::test]
async fn a_circle_that_cannot_be_reckoned_stops_no_other() {
    let app = TestApp::start().await;
    publish(&app, LOYAL).await;
    let billing = Sender::named(&app, "billing").await;
    for (referrer, invitee) in [("ann", "acme"), ("bea", "beta"), ("cid", "coco")] {
        billing.registers(referrer, None).await;
        billing.registers(invitee, Some(referrer)).await.pays("10.00").await;
    }
    let ann =
        lines(&app, "SELECT id::text AS line FROM external_ids WHERE external_id = 'ann' AND noun = 'person'").await;
    refuses(&app, "rewards", &format!("NEW.person_id = '{}'", ann[0])).await;
    app.passes_days(29).await;
    assert_eq!(lines(&app, CASH).await, ["bea 5", "cid 5"]);
    refuses_no_more(&app, "rewards").await;
    app.passes(TimeDelta::hours(2)).await;
    assert_eq!(lines(&app, CASH).await, ["ann 5", "bea 5", "cid 5"]);
}

const MONTHS: &str = "program = \"business-bonus\"\nname = \"Months\"\ncurrency = \"KZT\"\ntime_zone = \"UTC\"\n\
    [[reward]]\non = \"payment\"\ngive = \"= payment.base\"\nas = \"months\"\napply = { to = \"subscription\" }\n";

/// Ann's ninety million months end after the last year that there is.
#[tokio::test]
async fn whoever_cannot_be_given_their_months_keeps_no_other_waiting() {
    let app = TestApp::start().await;
    publish(&app, MONTHS).await;
    let billing = Sender::named(&app, "billing").await;
    for (referrer, invitee, paid) in [("ann", "acme", "90000000.00"), ("bea", "beta", "2.00"), ("cid", "coco", "3.00")]
    {
        billing.registers(referrer, None).await;
        let started = json!({"subscription": format!("{referrer}s"), "company": referrer, "product": "plan",
            "next_charge_at": "2026-05-20T00:00:00Z"});
        billing.says("subscription.started", started).await.applied();
        billing.registers(invitee, Some(referrer)).await.pays(paid).await;
    }
    app.passes(TimeDelta::minutes(2)).await;
    let extended = "SELECT concat(s.external_id, ' ', trim_scale(e.amount)) AS line FROM extensions e
         JOIN subscriptions s USING (person_id, subscription_id) ORDER BY 1";
    assert_eq!(lines(&app, extended).await, ["beas 2", "cids 3"]);
}

const WELCOME: &str = "program = \"business-bonus\"\nname = \"Welcome\"\ncurrency = \"KZT\"\ntime_zone = \"UTC\"\n\
    [[reward]]\non = \"payment\"\ngive = \"1 %\"\nas = \"cash\"\n[[offer]]\npercent = \"10 %\"\nfirst_invoices = 1\n";

#[tokio::test]
async fn of_two_invoices_at_the_same_time_one_is_the_first() {
    let app = TestApp::start().await;
    publish(&app, WELCOME).await;
    let billing = Sender::named(&app, "billing").await;
    billing.registers("ann", None).await;
    let names: Vec<String> = (0..8).map(|n| format!("friend-{n}")).collect();
    for name in &names {
        billing.registers(name, Some("ann")).await;
    }
    let source = app.app.db.read(async |conn| sources::find(conn, "billing").await).await.unwrap().unwrap();
    let (first, second) = (app.second_process(), app.second_process());
    let invoices = |which: &'static str| -> Vec<Incoming> {
        let of = |name: &String| {
            let data = json!({"invoice": format!("{name}-{which}"), "company": name, "currency": "KZT",
                "due_at": "2026-05-01T00:00:00Z", "lines": [{"product": "plan", "kind": "plan", "amount": "100.00"}]});
            let event = billing.event("invoice.issued", data).to_string();
            Incoming::new(source, beckon::events::parse(event.as_bytes()).unwrap())
        };
        names.iter().map(of).collect()
    };
    let (ones, others) = (invoices("one"), invoices("other"));
    for (one, other) in ones.iter().zip(&others) {
        let (one, other) = tokio::join!(
            intake::apply_now(&first.db, std::slice::from_ref(one)),
            intake::apply_now(&second.db, std::slice::from_ref(other))
        );
        assert!(one.iter().chain(&other).all(Result::is_ok), "{one:?} {other:?}");
    }
    let reduced = "SELECT concat(count(*) FILTER (WHERE total = 90), ' of ', count(*)) AS line FROM invoices";
    assert_eq!(lines(&app, reduced).await, ["8 of 16"]);
}

#[tokio::test]
async fn the_address_that_a_trusted_proxy_names_has_its_own_limit() {
    let app = TestApp::start_behind("127.0.0.1").await;
    let tries = async |address: &str, more: &str| {
        let request = app.browser().post(format!("{}/sign-in", app.url)).header("sec-fetch-site", "same-origin");
        let form = [("email", "anna@example.com"), ("password", "wrong wrong"), ("next", "")];
        let named = format!("{more}{address}");
        request.header("x-forwarded-for", named).form(&form).send().await.unwrap().status().as_u16()
    };
    for n in 0..10 {
        assert_eq!(tries("203.0.113.9", &format!("192.0.2.{n}, ")).await, 422);
    }
    assert_eq!(tries("203.0.113.9", "192.0.2.77, ").await, 429, "what the visitor wrote is not believed");
    assert_eq!(tries("203.0.113.10", "").await, 422);
}
