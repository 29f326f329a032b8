//! Versions of terms: whom a new one governs, from when, and what a publish that fails leaves behind.

use crate::support::TestApp;
use crate::support::cluster::{self, Scratch};
use crate::support::process::beckon;
use crate::support::sender::{Sender, publish};
use beckon::db::{Conn, Fault};
use beckon::intake;
use beckon::programs::{self, NotAccepted, NotPublished};
use beckon::rules;
use beckon::server::Reached;
use chrono::TimeDelta;
use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use serde_json::json;

const BONUS: &str = include_str!("../../programs/business-bonus.toml");
const FIRST_THREE: &str = include_str!("model/first-three.toml");

/// The bonus program with another percent, for whom `applies` says; its examples are left behind.
fn second(percent: &str, applies: &str) -> String {
    let rules = BONUS.split("[[example]]").next().unwrap();
    let rules = rules.replace("give = \"10 %\"", &format!("give = \"{percent}\""));
    let changed = rules.replace("\"new_referrals\"", &format!("\"{applies}\""));
    assert!(changed.contains(percent) && changed.contains(applies), "{changed}");
    changed
}

async fn versions(app: &TestApp, slug: &str) -> usize {
    let look = async |conn: &Conn| -> Result<usize, Fault> {
        Ok(programs::catalogue(conn).await?.by_slug(slug).map_or(0, |program| program.versions.len()))
    };
    app.app.db.read(look).await.unwrap()
}

#[tokio::test]
async fn each_way_of_applying_governs_its_own_referrals() {
    for (applies, of_old, of_new) in
        [("new_referrals", "100.00", "200.00"), ("all_from_date", "200.00", "200.00"), ("opt_in", "100.00", "100.00")]
    {
        let app = TestApp::start().await;
        publish(&app, BONUS).await;
        let billing = Sender::named(&app, "billing").await;
        billing.registers("ann", None).await;
        let old = billing.registers("old", Some("ann")).await;
        let from = app.now() + TimeDelta::days(1);
        let terms = second("20 %", applies);
        app.app.db.write(async |tx| intake::publish_from(tx, &terms, Some(from), None).await).await.unwrap();
        let before = old.pays("1000.00").await;
        assert_eq!((&before.receipt()["amount"], &before.receipt()["terms"]), (&json!("100.00"), &json!(1)));
        app.passes(TimeDelta::days(1)).await;
        let new = billing.registers("new", Some("ann")).await;
        for (company, expected) in [(&old, of_old), (&new, of_new)] {
            let paid =
                billing.says("payment.succeeded", company.payment(&format!("of-{}", company.name), "1000.00")).await;
            assert_eq!(paid.receipt()["amount"], expected, "{applies}");
        }
    }
}

#[tokio::test]
async fn an_optional_version_governs_from_its_acceptance_on_and_never_back() {
    let app = TestApp::start().await;
    publish(&app, BONUS).await;
    let billing = Sender::named(&app, "billing").await;
    billing.registers("ann", None).await;
    let acme = billing.registers("acme", Some("ann")).await;
    let first = billing.says("payment.succeeded", acme.payment("before", "1000.00")).await;
    let ann = first.receipt()["referrer"].as_str().unwrap().parse().unwrap();
    let accept =
        async |version| app.app.db.write(async |tx| intake::accept(tx, ann, "business-bonus", version).await).await;
    assert!(matches!(accept(1).await, Err(NotAccepted::NotOptional(1))));
    assert!(matches!(accept(2).await, Err(NotAccepted::NoVersion { .. })));
    publish(&app, &second("20 %", "opt_in")).await;
    app.passes(TimeDelta::hours(1)).await;
    accept(2).await.unwrap();
    assert!(matches!(accept(2).await, Err(NotAccepted::Accepted(2))));
    let unknown = app.app.db.write(async |tx| intake::accept(tx, ann, "no-such", 2).await).await;
    assert!(matches!(unknown, Err(NotAccepted::NoProgram(_))));

    let mut told_late = billing.event("payment.succeeded", acme.payment("late", "1000.00"));
    told_late["timestamp"] = json!(app.now() - TimeDelta::seconds(1));
    let late = billing.sends(&told_late).await;
    assert_eq!((&late.receipt()["amount"], &late.receipt()["terms"]), (&json!("100.00"), &json!(1)));
    let after = billing.says("payment.succeeded", acme.payment("after", "1000.00")).await;
    assert_eq!((&after.receipt()["amount"], &after.receipt()["terms"]), (&json!("200.00"), &json!(2)));
    let kept = billing.asks(first.body["id"].as_str().unwrap()).await;
    assert_eq!(kept.receipt()["amount"], "100.00", "never back");
}

#[tokio::test]
async fn a_publish_that_fails_changes_nothing_and_says_where() {
    let app = TestApp::start().await;
    publish(&app, BONUS).await;
    let publish =
        async |text: String, from| app.app.db.write(async |tx| intake::publish_from(tx, &text, from, None).await).await;
    let broken = BONUS.replace("\"40500.00\"", "\"40500.01\"");
    let line = 1 + broken.lines().position(|line| line.contains("40500.01")).unwrap();
    let words = publish(broken, None).await.unwrap_err().to_string();
    assert!(
        words.contains(&format!("{line}:")) && words.contains("a partner pays 405,000") && words.contains("40500.00"),
        "{words}"
    );
    let unread = publish(BONUS.replace("hold_days = 14", "hold_days = \"14\""), None).await.unwrap_err().to_string();
    assert!(unread.contains("hold_days"), "{unread}");
    let past = app.now() - TimeDelta::microseconds(1);
    assert!(matches!(
        publish(second("20 %", "all_from_date"), Some(past)).await,
        Err(NotPublished::InThePast { version: 2, .. })
    ));
    assert!(matches!(publish(BONUS.to_owned(), None).await, Err(NotPublished::Unchanged(_))));
    assert_eq!(versions(&app, "business-bonus").await, 1);
    publish(second("20 %", "all_from_date"), Some(app.now())).await.unwrap();
    assert_eq!(versions(&app, "business-bonus").await, 2);
}

#[tokio::test]
async fn the_first_payments_are_the_first_by_their_instants() {
    let app = TestApp::start().await;
    publish(&app, FIRST_THREE).await;
    let billing = Sender::named(&app, "billing").await;
    billing.registers("ann", None).await;
    let data = json!({"person": "acme", "email": "acme@example.com", "company": {"company": "acme", "name": "Acme"},
        "program": "first-three", "referrer": "ann"});
    let mut registered = billing.event("person.registered", data);
    registered["timestamp"] = json!(app.now() - TimeDelta::days(9));
    billing.sends(&registered).await.applied();
    let pays = async |payment: &str, days: i64, promo: bool| {
        let mut data = json!({"payment": payment, "company": "acme", "amount": "100.00", "currency": "KZT"});
        if promo {
            data["promo_code"] = "SPRING".into();
        }
        let at = app.now() - TimeDelta::days(days);
        let event = json!({"id": payment, "type": "payment.succeeded", "timestamp": at, "data": data});
        billing.sends(&event).await.applied();
    };
    let first = async |payment: &str| {
        let kept = billing.asks(payment).await;
        let receipts = kept.body["receipts"].as_array().unwrap().clone();
        let receipt = receipts.into_iter().find(|receipt| receipt["reward"] == "first").unwrap();
        (receipt["amount"].as_str().unwrap().to_owned(), receipt["reason"].as_str().unwrap().to_owned())
    };
    let (granted, after) =
        (("20.00".to_owned(), "granted".to_owned()), ("0.00".to_owned(), "after_first_payments".to_owned()));
    for (payment, days) in [("c", 3), ("d", 2), ("e", 1)] {
        pays(payment, days, false).await;
    }
    assert_eq!(first("e").await, granted);
    pays("code", 8, true).await;
    assert_eq!(first("e").await, granted, "a payment that does not count takes no place");
    pays("b", 4, false).await;
    assert_eq!(
        (first("b").await, first("d").await, first("e").await),
        (granted.clone(), granted.clone(), after.clone())
    );
    // Of two at one instant the sender's id decides.
    pays("a", 4, false).await;
    assert_eq!((first("a").await, first("c").await, first("d").await), (granted.clone(), granted, after.clone()));
    // One request, in whatever order: the same books.
    let lines: Vec<String> = ["z", "y", "x"]
        .iter()
        .zip(5..)
        .map(|(payment, days)| {
            let data = json!({"payment": payment, "company": "acme", "amount": "100.00", "currency": "KZT"});
            json!({"id": payment, "type": "payment.succeeded", "timestamp": app.now() - TimeDelta::days(days), "data": data})
                .to_string()
        })
        .collect();
    billing.posts_lines(&lines).await;
    assert_eq!(first("a").await, after);
    assert_eq!(first("z").await.0, "20.00");
}

#[tokio::test]
async fn late_facts_at_the_same_time_are_all_heard() {
    let app = TestApp::start().await;
    publish(&app, FIRST_THREE).await;
    let billing = Sender::named(&app, "billing").await;
    billing.registers("ann", None).await;
    let data = json!({"person": "acme", "email": "acme@example.com", "company": {"company": "acme", "name": "Acme"},
        "program": "first-three", "referrer": "ann"});
    let mut registered = billing.event("person.registered", data);
    registered["timestamp"] = json!(app.now() - TimeDelta::days(9));
    billing.sends(&registered).await.applied();
    let source =
        app.app.db.write(async |tx| beckon::people::sources::find_or_create(tx, "billing").await).await.unwrap();
    // Each through a process of its own, as several share one database.
    let dbs: Vec<_> = (0..8).map(|_| app.app.db.apart(1).unwrap()).collect();
    let tell = dbs.iter().enumerate().map(async |(n, db)| {
        let at = app.now() - TimeDelta::hours(n as i64 * 7 + 1);
        let payment = json!({"payment": format!("p{n}"), "company": "acme", "amount": "100.00", "currency": "KZT"});
        let status = if n % 2 == 0 { "bronze" } else { "gold" };
        let class = json!({"person": "acme", "class": status});
        for (id, kind, data) in
            [(format!("p{n}"), "payment.succeeded", payment), (format!("c{n}"), "person.class_changed", class)]
        {
            let event = json!({"id": id, "type": kind, "timestamp": at, "data": data});
            let event = beckon::events::parse(event.to_string().as_bytes()).unwrap();
            let answers = intake::apply_now(db, &[intake::Incoming::new(source, event)]).await;
            assert!(matches!(answers[0].as_ref().unwrap().outcome, intake::Outcome::Applied { .. }), "{answers:?}");
        }
    });
    futures_util::future::join_all(tell).await;
    // The three earliest are the first ones, and each has the status of its own instant.
    for n in 0..8 {
        let kept = billing.asks(&format!("p{n}")).await;
        let amount = |clause: &str| {
            let receipts = kept.body["receipts"].as_array().unwrap();
            receipts.iter().find(|receipt| receipt["reward"] == clause).unwrap()["amount"].clone()
        };
        assert_eq!(amount("first"), if n >= 5 { "20.00" } else { "0.00" }, "p{n}");
        assert_eq!(amount("loyal"), ["2.00", "5.50"][n % 2], "p{n}");
    }
}

/// The version as if an older Beckon had published it.
async fn was_published(app: &TestApp, text: &str) {
    let text = text.replace('\'', "''");
    let statements = format!(
        "ALTER TABLE terms_versions DISABLE TRIGGER USER;
         UPDATE terms_versions SET source_text = '{text}', digest = sha256(convert_to('{text}', 'UTF8'));
         ALTER TABLE terms_versions ENABLE TRIGGER USER;"
    );
    let mut owner = AsyncPgConnection::establish(app.owner_url()).await.unwrap();
    owner.batch_execute(&statements).await.unwrap();
}

/// TestApp audits the books at the end: by the terms in the log, which say the same without the words that do nothing.
#[tokio::test]
async fn what_was_published_runs_though_it_would_be_refused_today() {
    let app = TestApp::start().await;
    publish(&app, BONUS).await;
    let old = format!("{BONUS}\npaymnet = \"Payment\"\n[[example]]\nsays = \"of another time\"\nwhatever = 1\n");
    assert_eq!(rules::check(&old).unwrap_err().len(), 3);
    was_published(&app, &old).await;
    let database = Reached { url: app.owner_url().to_owned(), owner_url: None, program: None };
    assert_eq!(database.migrate().await.unwrap(), Vec::<String>::new());
    let billing = Sender::named(&app, "billing").await;
    billing.registers("ann", None).await;
    let acme = billing.registers("acme", Some("ann")).await;
    assert_eq!(acme.pays("1000.00").await.receipt()["amount"], "100.00");
    assert_eq!(app.get("/programs/business-bonus/terms").await.status(), 200);
    let again = app.app.db.write(async |tx| intake::publish(tx, &old, None).await).await;
    assert!(matches!(again, Err(NotPublished::Problems(_))), "{again:?}");
}

/// Whoever starts a Beckon that cannot run what is published is told so, and may go back: nothing was migrated.
#[tokio::test(flavor = "multi_thread")]
async fn terms_that_cannot_be_run_are_named_before_anything_is_changed() {
    let database = cluster::empty_database("versions_unreadable").await;
    let url = database.owner_url.clone().unwrap();
    let mut owner = AsyncPgConnection::establish(&url).await.unwrap();
    let first = "CREATE TABLE programs (program_id uuid PRIMARY KEY, slug text NOT NULL);
         CREATE TABLE terms_versions (program_id uuid NOT NULL, version integer NOT NULL, source_text text NOT NULL, digest bytea NOT NULL);
         INSERT INTO programs VALUES ('00000000-0000-0000-0000-000000000001', 'friends');";
    owner.batch_execute(first).await.unwrap();
    let good = BONUS.replace('\'', "''");
    let bad = good.replace("hold_days = 14", "hold_days = fourteen");
    for (version, text) in [(1, &good), (2, &bad)] {
        let put = format!(
            "INSERT INTO terms_versions VALUES ('00000000-0000-0000-0000-000000000001', {version}, '{text}', 'x')"
        );
        owner.batch_execute(&put).await.unwrap();
    }
    let line = 1 + BONUS.lines().position(|line| line.starts_with("hold_days")).unwrap();
    let data = Scratch::new("unreadable");
    for command in [&["migrate"][..], &["serve"], &["demo"], &["jobs"]] {
        let mut started = beckon(&data.0, command);
        started.env("BECKON_SECRET", "5e".repeat(32));
        let said = started.env("DATABASE_URL", &database.url).env("BECKON_OWNER_URL", &url).output().unwrap();
        assert_eq!(said.status.code(), Some(1), "{command:?}");
        let words = String::from_utf8_lossy(&said.stderr).into_owned();
        for told in [
            "version 2 of the program \"friends\" cannot be read:",
            &format!("\n{line}:13: "),
            "nothing was changed",
            "Start the version of Beckon",
        ] {
            assert!(words.contains(told), "{command:?}: {told}: {words}");
        }
        assert!(!words.contains("version 1 of"), "{words}");
    }
    owner.batch_execute("DO $$ BEGIN ASSERT to_regclass('events') IS NULL; END $$").await.unwrap();
    drop(owner);
    cluster::drop_database(&database).await;
}
