//! The audit against somebody who rewrites the books behind the app.

use crate::support::TestApp;
use crate::support::cluster;
use crate::support::sender::{Sender, publish};
use beckon::audit;
use beckon::clock::Clock;
use beckon::db::{Db, sql};
use chrono::TimeDelta;

#[tokio::test]
async fn nobody_changes_what_was_posted() {
    let database = cluster::fresh_database().await;
    let now = "2026-04-10T09:30:00Z".parse().unwrap();
    for url in [&database.url, database.owner_url.as_ref().unwrap()] {
        let db = Db::new(url, 1, Clock::fixed(now)).unwrap();
        for statement in [
            "UPDATE transfers SET amount = 1",
            "DELETE FROM transfers",
            "TRUNCATE transfers",
            "UPDATE receipts SET amount = 1",
            "DELETE FROM receipts",
            "DELETE FROM events",
            "UPDATE events SET type = 'x'",
        ] {
            let done = db.write(async |tx| sql(statement).execute(tx).await).await;
            assert!(done.is_err(), "{url}: {statement}");
        }
    }
    cluster::drop_database(&database).await;
}

/// Damage, how it is undone, and the words by which the audit must name it.
const TAMPERED: [(&str, &str, &[&str]); 6] = [
    (
        "UPDATE transfers SET amount = amount + 1 WHERE kind = 'reward_granted'",
        "UPDATE transfers SET amount = amount - 1 WHERE kind = 'reward_granted'",
        &["its transfers add up to", "does not end in its head"],
    ),
    (
        "CREATE TABLE taken AS SELECT * FROM transfers WHERE kind = 'reward_released';\n\
         DELETE FROM transfers WHERE kind = 'reward_released'",
        "INSERT INTO transfers SELECT * FROM taken;\nDROP TABLE taken",
        &["its transfers add up to", "chain of available"],
    ),
    (
        "UPDATE accounts SET balance = balance + 5 WHERE account = 'available'",
        "UPDATE accounts SET balance = balance - 5 WHERE account = 'available'",
        &["its transfers add up to", "balance of ann"],
    ),
    (
        "UPDATE receipts SET amount = amount + 7",
        "UPDATE receipts SET amount = amount - 7",
        &["but its reward stands at", "receipt of event"],
    ),
    (
        "UPDATE events SET body = jsonb_set(body, '{data,amount}', '\"500000.00\"') WHERE type = 'payment.succeeded'",
        "UPDATE events SET body = jsonb_set(body, '{data,amount}', '\"405000.00\"') WHERE type = 'payment.succeeded'",
        &["is not what was received"],
    ),
    (
        "CREATE TABLE taken AS SELECT * FROM events WHERE type = 'payment.succeeded';\n\
         DELETE FROM events WHERE type = 'payment.succeeded'",
        "INSERT INTO events SELECT * FROM taken;\nDROP TABLE taken",
        &["balance of ann"],
    ),
];

#[tokio::test]
async fn what_is_changed_behind_the_app_is_named_by_the_audit() {
    let app = TestApp::start().await;
    publish(&app, include_str!("../../programs/business-bonus.toml")).await;
    let billing = Sender::named(&app, "billing").await;
    billing.registers("ann", None).await;
    let acme = billing.registers("acme", Some("ann")).await;
    acme.pays("405000.00").await.receipt();
    app.passes(TimeDelta::days(15)).await;
    let database = app.owner_url().rsplit('/').next().unwrap();
    let tables = ["transfers", "receipts", "events"];
    let triggers = |word: &str| tables.map(|table| format!("ALTER TABLE {table} {word} TRIGGER USER")).join(";\n");
    cluster::execute(database, &triggers("DISABLE")).await;
    for (damage, repair, named) in TAMPERED {
        cluster::execute(database, damage).await;
        let report = audit::audit(&app.app.db, None).await.unwrap();
        for words in named {
            assert!(report.differences.iter().any(|said| said.contains(words)), "{damage}: {:#?}", report.differences);
        }
        assert!(!report.ok);
        cluster::execute(database, repair).await;
        let report = audit::audit(&app.app.db, None).await.unwrap();
        assert_eq!(report.differences, Vec::<String>::new(), "after {repair}");
    }
    cluster::execute(database, &triggers("ENABLE")).await;
}
