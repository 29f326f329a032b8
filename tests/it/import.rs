//! History from a file, through the program itself: real purchases give exactly what was computed elsewhere.

use crate::support::cdnow;
use crate::support::cluster::{self, Scratch};
use crate::support::process::{beckon, eventually};
use beckon::clock::Clock;
use beckon::db::{Db, Fault, sql};
use diesel::QueryableByName;
use diesel::sql_types::BigInt;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const EXPECTED: &str = include_str!("../data/cdnow_sample.expected.json");
const TERMS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/programs/cdnow.toml");

/// One installation, run by commands alone.
struct Installation {
    data: Scratch,
    database_url: Option<String>,
}

impl Installation {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = beckon(&self.data.0, arguments);
        if let Some(url) = &self.database_url {
            command.env("DATABASE_URL", url).env("BECKON_SECRET", "5e".repeat(32));
        }
        command
    }

    fn says(&self, arguments: &[&str]) -> (Output, Value) {
        let output = self.command(arguments).output().unwrap();
        let said = serde_json::from_slice(&output.stdout);
        let said = said.unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&output.stderr)));
        (output, said)
    }

    fn imports(&self, file: &Path) -> Value {
        let (output, summary) = self.says(&["import", file.to_str().unwrap(), "--program", TERMS, "--json"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        summary
    }

    fn file(&self, name: &str, lines: &str) -> PathBuf {
        let path = self.data.0.join(name);
        std::fs::write(&path, lines).unwrap();
        path
    }

    /// Every figure that is known comes out, and the books are in order.
    fn has_the_expected_books(&self) {
        let expected: Value = serde_json::from_str(EXPECTED).unwrap();
        for (day, figures) in expected["as_of"].as_object().unwrap() {
            let (output, report) = self.says(&["audit", "--as-of", &format!("{day}T00:00:00Z"), "--json"]);
            assert!(output.status.success(), "{report}");
            let program = &report["programs"][0];
            assert_eq!(
                (&program["on_hold"], &program["available"]),
                (&figures["on_hold"], &figures["available"]),
                "{day}"
            );
        }
        let (_, report) = self.says(&["audit", "--json"]);
        let program = &report["programs"][0];
        assert_eq!((&report["ok"], &report["differences"]), (&true.into(), &Value::Array(Vec::new())));
        assert_eq!(
            (&program["receipts"], &program["zero_receipts"]),
            (&expected["receipts"], &expected["zero_rewards"])
        );
        assert_eq!(program["available"], expected["granted_total"]);
        assert_eq!((&program["on_hold"], &program["spent"]), (&"0.00".into(), &"0.00".into()));
    }
}

fn count(summary: &Value, name: &str) -> u64 {
    summary[name].as_u64().unwrap_or_else(|| panic!("{name} in {summary}"))
}

#[test]
fn real_purchases_give_what_was_computed_elsewhere_and_twice_the_same() {
    let installation = Installation { data: Scratch::new("import"), database_url: None };
    let events = cdnow::events();
    let file = installation.file("purchases.jsonl", &events);
    let summary = installation.imports(&file);
    let lines = events.lines().count() as u64;
    assert_eq!((count(&summary, "applied"), count(&summary, "refused"), count(&summary, "parked")), (lines, 0, 0));
    installation.has_the_expected_books();
    let summary = installation.imports(&file);
    assert_eq!((count(&summary, "applied"), count(&summary, "duplicate")), (0, lines));
    // The same facts in another file, backwards.
    let backwards: String = events.lines().rev().map(|line| format!("{line}\n")).collect();
    let summary = installation.imports(&installation.file("backwards.jsonl", &backwards));
    assert_eq!((count(&summary, "applied"), count(&summary, "duplicate")), (0, lines));
    installation.has_the_expected_books();
}

#[derive(QueryableByName)]
struct Lines {
    #[diesel(sql_type = BigInt)]
    lines: i64,
}

async fn lines_done(db: &Db) -> i64 {
    let look = async |conn: &_| -> Result<Lines, Fault> {
        sql("SELECT coalesce(max(lines), 0) AS lines FROM imports").one(conn).await
    };
    db.read(look).await.unwrap().lines
}

#[tokio::test]
async fn an_import_that_was_killed_goes_on_where_it_stopped() {
    let database = cluster::fresh_database().await;
    let url = database.owner_url.clone().unwrap();
    let db = Db::new(&url, 2, Clock::System).unwrap();
    let installation = Installation { data: Scratch::new("import-killed"), database_url: Some(url) };
    let events = cdnow::events();
    let file = installation.file("purchases.jsonl", &events);
    let arguments = ["import", file.to_str().unwrap(), "--program", TERMS];
    let mut import = installation.command(&arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let half = async || lines_done(&db).await >= 3_000;
    assert!(eventually(half).await, "half of the import took longer than ten seconds");
    import.kill().unwrap();
    import.wait().unwrap();
    let done = lines_done(&db).await;
    let lines = events.lines().count() as u64;
    assert!((3_000..lines as i64).contains(&done), "it was killed too late: after {done} lines");
    let summary = installation.imports(&file);
    assert!(count(&summary, "resumed_after") >= 3_000, "{summary}");
    let all = ["resumed_after", "applied", "duplicate"].map(|name| count(&summary, name)).iter().sum::<u64>();
    assert_eq!(all, lines, "{summary}");
    installation.has_the_expected_books();
    drop(db);
    cluster::drop_database(&database).await;
}

#[test]
fn lines_that_cannot_be_read_are_counted_and_told() {
    let installation = Installation { data: Scratch::new("import-wrong"), database_url: None };
    let good = r#"{"id":"1","type":"person.registered","timestamp":"1997-01-01T00:00:00Z","data":{"person":"a","email":"a@example.com"}}"#;
    let waits = r#"{"id":"2","type":"payment.succeeded","timestamp":"1997-01-01T00:00:00Z","data":{"payment":"p","company":"c","amount":"1.00","currency":"USD"}}"#;
    let wrong = waits.replace("1.00", "-1.00").replace("\"2\"", "\"3\"");
    let conflict = good.replace("a@", "b@");
    let file = installation.file("wrong.jsonl", &[good, "", "{", waits, &wrong, &conflict, good].join("\n"));
    let (output, summary) = installation.says(&["import", file.to_str().unwrap(), "--program", TERMS, "--json"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let counted = ["applied", "duplicate", "parked", "refused"].map(|name| count(&summary, name));
    assert_eq!(counted, [1, 1, 1, 3], "{summary} {told}");
    for words in ["line 3: ", "line 5: data.amount", "event \"1\": the event id \"1\" was received before"] {
        assert!(told.contains(words), "{words:?} is not in {told}");
    }
}
