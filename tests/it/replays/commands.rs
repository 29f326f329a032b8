//! `beckon terms replay` and `replays`.

use super::{BONUS, changed, paying};
use crate::support::cluster::{self, Scratch};
use crate::support::process::{beckon, eventually, kill};
use crate::support::{TestApp, cdnow};
use beckon::db::{Conn, Fault, sql};
use diesel::QueryableByName;
use diesel::sql_types::BigInt;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const CDNOW: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/programs/cdnow.toml");
const EXPECTED: &str = include_str!("../../data/cdnow_sample.expected.json");

/// Commands on the database of a test.
struct Typed {
    url: String,
    directory: Scratch,
}

impl Typed {
    fn on(app: &TestApp) -> Typed {
        Typed { url: app.owner_url().to_owned(), directory: Scratch::new("replay") }
    }

    fn file(&self, text: &str) -> PathBuf {
        let path = self.directory.0.join("draft.toml");
        std::fs::write(&path, text).unwrap();
        path
    }

    fn command(&self, arguments: &[&str]) -> Command {
        self.any_command(&[&["terms"], arguments].concat())
    }

    fn any_command(&self, arguments: &[&str]) -> Command {
        let mut command = beckon(&self.directory.0, arguments);
        command.env("DATABASE_URL", &self.url).env("BECKON_SECRET", "5e".repeat(32));
        command
    }

    async fn says(&self, arguments: &[&str]) -> Output {
        let mut command = self.command(arguments);
        tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
    }

    async fn prints(&self, arguments: &[&str]) -> String {
        let said = self.says(arguments).await;
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        String::from_utf8(said.stdout).unwrap()
    }

    async fn refuses(&self, arguments: &[&str]) -> String {
        let said = self.says(arguments).await;
        assert_eq!((said.status.code(), said.stdout.as_slice()), (Some(1), &[][..]));
        String::from_utf8(said.stderr).unwrap()
    }
}

/// Figures that were computed elsewhere from the same purchases.
#[tokio::test]
async fn eighteen_months_of_real_purchases_come_to_the_published_figures() {
    let database = cluster::fresh_database().await;
    let typed = Typed { url: database.owner_url.clone().unwrap(), directory: Scratch::new("replay-cdnow") };
    let events = typed.directory.0.join("purchases.jsonl");
    std::fs::write(&events, cdnow::events()).unwrap();
    let mut import = typed.any_command(&["import", events.to_str().unwrap(), "--program", CDNOW]);
    let imported = tokio::task::spawn_blocking(move || import.output().unwrap()).await.unwrap();
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
    let terms = std::fs::read_to_string(CDNOW).unwrap();
    let nothing = typed.file(&changed(&terms, "give = \"10 %\"", "give = \"0 %\""));
    let over = ["replay", nothing.to_str().unwrap(), "--from", "1997-01", "--until", "1998-07", "--json"];
    let said: Value = serde_json::from_str(&typed.prints(&over).await).unwrap();
    let expected: Value = serde_json::from_str(EXPECTED).unwrap();
    let (cost, occasions) = (&said["replay"]["costs"][0], &said["replay"]["occasions"]);
    assert_eq!((&cost["before"]["amount"], &cost["after"]["amount"]), (&expected["granted_total"], &"0.00".into()));
    let count = |name: &str| expected[name].as_u64().unwrap();
    assert_eq!(occasions["lost"], count("receipts") - count("zero_rewards"));
    assert_eq!(occasions["same"], count("zero_rewards"));
    let losers = cost["losers"]["named"].as_array().unwrap().iter().map(|loser| {
        let id = &said["people"][loser["person"].as_str().unwrap()]["id"];
        json!([id, loser["before"]["amount"]])
    });
    let top = expected["top"].as_array().unwrap();
    assert_eq!(losers.take(top.len()).collect::<Vec<Value>>(), *top);
    cluster::drop_database(&database).await;
}

const OVER: [&str; 4] = ["--from", "2026-04", "--until", "2026-05"];

#[tokio::test]
async fn a_table_and_json_say_the_same_with_the_senders_names() {
    let app = TestApp::start().await;
    paying(&app).await;
    let typed = Typed::on(&app);
    let draft = changed(BONUS, "on = \"payment\"", "on = \"payment\"\nwhen = \"= payment.amount >= 500\"");
    let file = typed.file(&draft);
    let replay = [&["replay", file.to_str().unwrap()], &OVER[..]].concat();
    let table = typed.prints(&replay).await;
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split_whitespace().collect()).collect();
    assert!(rows.contains(&vec!["2026-04", "140.50", "100.00", "-40.50"]), "{table}");
    assert!(rows.contains(&vec!["all", "190.50", "150.00", "-40.50"]), "{table}");
    assert!(table.contains("billing ann (refers): 190.50 -> 150.00, -40.50"), "{table}");
    let flip =
        "for billing ann, by billing acme: bonus 40.50 credit (granted) -> bonus 0.00 credit (condition_not_met)";
    assert!(table.contains(flip), "{table}");

    let said: Value = serde_json::from_str(&typed.prints(&[&replay[..], &["--json"]].concat()).await).unwrap();
    assert_eq!(said["replay"]["costs"][0]["after"]["amount"], "150.00");
    let loser = said["replay"]["costs"][0]["losers"]["named"][0]["person"].as_str().unwrap();
    assert_eq!((&said["people"][loser]["id"], &said["people"][loser]["source"]), (&"ann".into(), &"billing".into()));
}

#[tokio::test]
async fn mistakes_are_named_with_their_place_and_a_remedy() {
    let app = TestApp::start().await;
    paying(&app).await;
    let typed = Typed::on(&app);
    let broken = BONUS.replace("hold_days = 14", "hold_days = \"14\"");
    let line = 1 + broken.lines().position(|line| line.starts_with("hold_days")).unwrap();
    let file = typed.file(&broken);
    let path = file.to_str().unwrap();
    let words = typed.refuses(&[&["replay", path], &OVER[..]].concat()).await;
    assert!(words.contains(&format!("{path}:{line}:")), "{words}");
    typed.file(BONUS);
    let words = typed.refuses(&["replay", path, "--from", "2026-05", "--until", "2026-04"]).await;
    assert!(words.contains("2026-04 comes before 2026-05: name the earlier month first"), "{words}");
    let words = typed.refuses(&["replay", path, "--from", "2026-04", "--until", "2999-04"]).await;
    assert!(words.contains("2999-04 is still to come"), "{words}");
    let said = typed.says(&["replay", path, "--from", "april", "--until", "2026-04"]).await;
    assert_eq!(said.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&said.stderr).contains("2026-04"), "{said:?}");
    let nobody = "0190a000-0000-7000-8000-000000000000";
    let words = typed.refuses(&["replays", nobody]).await;
    assert!(words.contains("`beckon terms replays` lists them"), "{words}");
}

#[tokio::test]
async fn what_is_left_to_the_server_is_listed_shown_and_canceled() {
    let app = TestApp::start().await;
    paying(&app).await;
    let typed = Typed::on(&app);
    let file = typed.file(&changed(BONUS, "give = \"10 %\"", "give = \"4 %\""));
    let later = [&["replay", file.to_str().unwrap(), "--later"], &OVER[..]].concat();
    let id = typed.prints(&later).await.split(':').next().unwrap().to_owned();
    let listed: Value = serde_json::from_str(&typed.prints(&["replays", "--json"]).await).unwrap();
    assert_eq!((&listed["id"], &listed["state"]), (&id.as_str().into(), &"running".into()));
    let canceled = typed.prints(&["replays", &id, "--cancel"]).await;
    assert_eq!(canceled, "canceled after 0 of 1 referrers\n");
    let words = typed.refuses(&["replays", &id, "--cancel"]).await;
    assert!(words.contains("it runs no more: it is canceled"), "{words}");
    let shown = typed.prints(&["replays", &id]).await;
    assert!(shown.contains("canceled, 0 of 1 referrers"), "{shown}");
}

/// A page waits here for a lock that the test holds, so it is interrupted in the middle for sure.
#[tokio::test]
async fn an_interrupt_cancels_in_the_middle_and_says_so() {
    #[derive(QueryableByName)]
    struct Waiting {
        #[diesel(sql_type = BigInt)]
        waiting: i64,
    }
    let app = TestApp::start().await;
    paying(&app).await;
    let typed = Typed::on(&app);
    let file = typed.file(&changed(BONUS, "give = \"10 %\"", "give = \"4 %\""));
    let held = beckon::db::Db::new(app.owner_url(), 2, app.app.clock.clone()).unwrap();
    let interrupted: Result<Output, Fault> = held
        .write(async |tx| {
            sql("LOCK TABLE external_ids IN ACCESS SHARE MODE").execute(tx).await?;
            sql("LOCK TABLE attributions IN ACCESS EXCLUSIVE MODE").execute(tx).await?;
            let mut command = typed.command(&[&["replay", file.to_str().unwrap()], &OVER[..]].concat());
            let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
            let waits = async || {
                let look = async |conn: &Conn| -> Result<Waiting, Fault> {
                    sql("SELECT count(*) AS waiting FROM pg_locks WHERE NOT granted AND relation = 'attributions'::regclass")
                        .one(conn)
                        .await
                };
                held.read(look).await.unwrap().waiting > 0
            };
            assert!(eventually(waits).await, "the replay reads no circle");
            kill("-INT", i32::try_from(child.id()).unwrap());
            Ok(tokio::task::spawn_blocking(move || child.wait_with_output().unwrap()).await.unwrap())
        })
        .await;
    let said = interrupted.unwrap();
    let words = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(words.contains("canceled after 0 of 1 referrers; nothing was written"), "{words}");
    assert_eq!((said.status.code(), said.stdout.as_slice()), (Some(1), &[][..]));
}
