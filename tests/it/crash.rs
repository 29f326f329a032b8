//! The program, or its database, is killed again and again while billing systems send. Whatever was answered with success
//! must be there afterwards, and in the end everything must be as if nothing had happened.
//!
//! `CRASHES=200` kills more often, `CRASH_SEED=7` repeats a run as far as a race with a signal can be repeated.

mod history;
mod load;

use super::support::cluster::Scratch;
use super::support::process::{Process, beckon, eventually};
use beckon::clock::Clock;
use beckon::db::embedded::Address;
use chrono::SubsecRound;
use diesel::sql_types::BigInt;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use futures_util::future::{join, join_all};
use history::{History, PORTION};
use load::Load;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::Value;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use tokio::sync::OnceCell;
use tokio::task::spawn_blocking;

const SENDERS: u64 = 6;

#[tokio::test]
async fn nothing_is_lost_when_the_app_is_killed() {
    survives("app", async |app, data, _| {
        app.kill();
        serve(data).await
    })
    .await;
}

#[tokio::test]
async fn nothing_is_lost_when_postgres_is_killed() {
    survives("postgres", async |app, data, random| {
        let old = Process::postgres_pid(data);
        kill_with_children(old, random);
        let ready =
            async || reqwest::get(format!("{}/readyz", app.url)).await.is_ok_and(|answer| answer.status() == 200);
        assert!(eventually(async || lock_file_names_another(data, old) && ready().await).await, "it did not heal");
        app
    })
    .await;
}

/// Sends the history while `crash` kills something in the middle of each portion, and compares.
async fn survives(what: &str, mut crash: impl AsyncFnMut(Process, &Path, &mut ChaCha8Rng) -> Process) {
    let expected = undisturbed().await;
    let data = Scratch::new(what);
    let mut random = ChaCha8Rng::seed_from_u64(expected.seed + what.len() as u64);
    let app = serve(&data.0).await;
    let load = Load::new(&expected.history, &app.url, made_ready(&data.0));
    let killing = async {
        let mut app = app;
        for n in 0..expected.history.events.len() / PORTION {
            let answered = load.answered() + random.random_range(1..=PORTION * 4 / 5);
            load.more(n * PORTION..(n + 1) * PORTION);
            load.until_answered(answered).await;
            tokio::time::sleep(Duration::from_micros(random.random_range(0..20_000))).await;
            app = crash(app, &data.0, &mut random).await;
            load.moved_to(&app.url);
            a_minute_passes(&data.0).await;
        }
        load.until_answered(expected.history.events.len()).await;
        load.finish();
        app
    };
    let (_app, _) = join(killing, join_all((0..SENDERS).map(|n| load.send(expected.seed + n)))).await;
    assert!(releases(&data.0).await > 0, "no hold ended while it was killed");
    let outcome = Outcome::of(&load, &data.0, &expected.as_of).await;
    let (first, in_vain) = load.told();
    println!("{what}: killed {} times, {in_vain} of {} events were sent again", first.len() / PORTION, first.len());
    assert!(in_vain > 0, "no crash hit a request");
    for (event, first) in first {
        outcome.still_says(event, &first, expected.history.refunded[event]);
    }
    outcome.equals(&expected.outcome);
}

/// The same history sent to an installation that nobody kills, and what became of it.
struct Undisturbed {
    seed: u64,
    history: History,
    as_of: String,
    outcome: Outcome,
}

async fn undisturbed() -> &'static Undisturbed {
    static UNDISTURBED: OnceCell<Undisturbed> = OnceCell::const_new();
    UNDISTURBED
        .get_or_init(async || {
            let now = Clock::System.now().trunc_subsecs(0);
            let seed = setting("CRASH_SEED").unwrap_or_else(|| rand::random::<u32>().into());
            println!("CRASH_SEED={seed}");
            let crashes = setting("CRASHES").unwrap_or(20);
            let portions = usize::try_from(crashes).unwrap();
            let history = History::draw(&mut ChaCha8Rng::seed_from_u64(seed), portions, now);
            let data = Scratch::new("undisturbed");
            let app = serve(&data.0).await;
            let load = Load::new(&history, &app.url, made_ready(&data.0));
            load.more(0..history.events.len());
            let all = async {
                load.until_answered(history.events.len()).await;
                load.finish();
            };
            join(all, join_all((0..SENDERS).map(|n| load.send(seed + n)))).await;
            let as_of = now.to_rfc3339();
            let outcome = Outcome::of(&load, &data.0, &as_of).await;
            assert_eq!(load.told().1, 0, "a request failed although nothing was killed");
            Undisturbed { seed, history, as_of, outcome }
        })
        .await
}

/// Everything as it stands in the end.
struct Outcome {
    /// To each event, sent once more.
    answers: Vec<Value>,
    /// The audit's.
    report: Value,
}

impl Outcome {
    async fn of(load: &Load<'_>, data: &Path, as_of: &str) -> Outcome {
        let answers = load.everything_again().await;
        released(data);
        let audited = beckon(data, &["audit", "--json", "--as-of", as_of]).output().unwrap();
        let report: Value = serde_json::from_slice(&audited.stdout).unwrap();
        assert!(audited.status.success() && report["ok"] == true, "{report:#}");
        Outcome { answers, report }
    }

    /// What waited has been applied, a refund lowers what a receipt says; nothing else may have changed.
    fn still_says(&self, event: usize, first: &Value, refunded: bool) {
        let last = &self.answers[event];
        let changes: &[&str] = if refunded { &["amount", "reason"] } else { &[] };
        let same = without(first, changes) == without(last, changes);
        assert!(first["status"] == "waiting" || same, "{first} was answered, and now {last}");
    }

    /// Each installation draws its own ids for persons.
    fn equals(&self, expected: &Outcome) {
        assert_eq!(self.report, expected.report);
        assert_eq!(self.answers.len(), expected.answers.len());
        for (is, should) in self.answers.iter().zip(&expected.answers) {
            let ids = ["referrer", "invitee"];
            assert_eq!(without(is, &ids), without(should, &ids), "{is}");
        }
    }
}

/// The receipts of an answer without some of their fields.
fn without(answer: &Value, fields: &[&str]) -> Vec<Value> {
    let mut receipts = answer["receipts"].as_array().cloned().unwrap_or_default();
    for receipt in &mut receipts {
        receipt.as_object_mut().unwrap().retain(|field, _| !fields.contains(&field.as_str()));
    }
    receipts
}

#[allow(clippy::disallowed_methods)]
fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|value| value.parse().unwrap_or_else(|error| panic!("{name}={value}: {error}")))
}

async fn serve(data: &Path) -> Process {
    let data = data.to_path_buf();
    spawn_blocking(move || Process::serve(&data)).await.unwrap()
}

/// Publishes the terms and makes a key.
fn made_ready(data: &Path) -> String {
    released(data);
    let key = beckon(data, &["keys", "add", "--scopes", "events:write"]).output().unwrap();
    assert!(key.status.success());
    String::from_utf8(key.stdout).unwrap().trim().to_string()
}

/// An import releases what is due when it is done, also when there is nothing to import.
fn released(data: &Path) {
    let nothing = data.join("nothing.jsonl");
    std::fs::write(&nothing, "").unwrap();
    let terms = concat!(env!("CARGO_MANIFEST_DIR"), "/programs/business-bonus.toml");
    let imported = beckon(data, &["import", nothing.to_str().unwrap(), "--program", terms]).output().unwrap();
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
}

async fn connection(data: &Path) -> AsyncPgConnection {
    let address = Address::of_running(data).unwrap().unwrap();
    AsyncPgConnection::establish(&address.owner_url()).await.unwrap()
}

/// What happens by itself each minute happens after each crash, even if it was under way when the crash came.
async fn a_minute_passes(data: &Path) {
    let passes = "UPDATE jobs SET leased_until = NULL, due_at = enqueued_at WHERE failed_at IS NULL;
        UPDATE schedules SET last_slot = last_slot - interval '1 minute'
        WHERE name IN ('rewards.release_due', 'intake.wake_overlooked')";
    connection(data).await.batch_execute(passes).await.unwrap();
}

#[derive(diesel::QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    counted: i64,
}

async fn releases(data: &Path) -> i64 {
    let question = "SELECT count(*) AS counted FROM transfers WHERE kind = 'reward_released'";
    diesel::sql_query(question).get_result::<Counted>(&mut connection(data).await).await.unwrap().counted
}

/// In any order, as the kernel ends processes when memory is short. A child that ended meanwhile needs no signal.
fn kill_with_children(postmaster: i32, random: &mut ChaCha8Rng) {
    let children = Command::new("pgrep").args(["-P", &postmaster.to_string()]).output().unwrap();
    let mut all: Vec<String> = String::from_utf8(children.stdout).unwrap().lines().map(str::to_string).collect();
    assert!(!all.is_empty(), "a server without children");
    all.push(postmaster.to_string());
    all.shuffle(random);
    Command::new("kill").arg("-KILL").args(all).output().unwrap();
}

fn lock_file_names_another(data: &Path, old: i32) -> bool {
    let lock = std::fs::read_to_string(data.join("postgres/postmaster.pid")).unwrap_or_default();
    lock.lines().next().and_then(|pid| pid.trim().parse::<i32>().ok()).is_some_and(|pid| pid != old)
}
