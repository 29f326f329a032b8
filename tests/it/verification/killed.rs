//! The command is killed in the middle of a run, and goes on where it was.

use crate::support::cluster::Scratch;
use crate::support::process::{Process, beckon, eventually};
use beckon::clock::Clock;
use beckon::db::embedded::Address;
use chrono::TimeDelta;
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Bool};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use serde_json::Value;
use std::path::Path;
use std::process::{Output, Stdio};

/// More than a few batches.
const REFERRERS: usize = 45_000;

#[derive(QueryableByName)]
struct Progress {
    #[diesel(sql_type = BigInt)]
    referrers: i64,
    #[diesel(sql_type = Bool)]
    finished: bool,
}

async fn connection(data: &Path) -> AsyncPgConnection {
    let address = Address::of_running(data).unwrap().unwrap();
    AsyncPgConnection::establish(&address.owner_url()).await.unwrap()
}

async fn progress(connection: &mut AsyncPgConnection) -> Option<Progress> {
    let question = "SELECT referrers, finished_at IS NOT NULL AS finished FROM runs";
    diesel::sql_query(question).load::<Progress>(connection).await.unwrap().pop()
}

/// Referrers with one company and five Active Referrals each, as they would stand after all the facts about them.
async fn many(connection: &mut AsyncPgConnection) {
    let since = (Clock::System.now() - TimeDelta::days(200)).to_rfc3339();
    let statements = format!(
        "INSERT INTO persons (person_id, name, registered_at, recorded_at)
             SELECT md5('p' || n)::uuid, '', '{since}', '{since}' FROM generate_series(1, {REFERRERS}) n;
         INSERT INTO companies (person_id, company_id, name, position, registered_at, recorded_at)
             SELECT md5('p' || n)::uuid, md5('c' || n)::uuid, '', 1, '{since}', '{since}' FROM generate_series(1, {REFERRERS}) n;
         INSERT INTO subscription_spans (person_id, subscription_id, span_id, company_id, from_at, recorded_at)
             SELECT md5('p' || n)::uuid, md5('s' || n)::uuid, md5('s' || n)::uuid, md5('c' || n)::uuid, '{since}', '{since}'
             FROM generate_series(1, {REFERRERS}) n;
         INSERT INTO referral_activity (person_id, referral_id, span_id, program_id, from_at, standing, recorded_at)
             SELECT md5('p' || n)::uuid, md5('r' || n || '/' || i)::uuid, md5('r' || n || '/' || i)::uuid, program_id, '{since}',
                    'active', '{since}'
             FROM generate_series(1, {REFERRERS}) n, generate_series(1, 5) i, programs;
         ANALYZE"
    );
    connection.batch_execute(&statements).await.unwrap();
}

fn said(output: &Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str::<Value>(text.lines().last().unwrap()).unwrap()["run"].clone()
}

#[tokio::test]
async fn a_run_that_is_killed_goes_on_where_it_was_and_comes_to_the_same() {
    let data = Scratch::new("run");
    let served = data.0.clone();
    let _app = tokio::task::spawn_blocking(move || Process::serve(&served)).await.unwrap();
    let terms = concat!(env!("CARGO_MANIFEST_DIR"), "/programs/company-discounts.toml");
    assert!(beckon(&data.0, &["terms", "publish", terms]).output().unwrap().status.success());
    let mut connection = connection(&data.0).await;
    many(&mut connection).await;
    let month = (Clock::System.now() - TimeDelta::days(62)).format("%Y-%m").to_string();
    let verification = |verb: &'static str| beckon(&data.0, &["verification", verb, &month, "--json"]);
    let previewed = said(&verification("preview").output().unwrap());
    assert_eq!(previewed["referrers"], REFERRERS);
    assert_eq!(previewed["companies"], REFERRERS);

    let mut applying = verification("apply").stdout(Stdio::null()).spawn().unwrap();
    let began = async || progress(&mut connection).await.is_some_and(|progress| progress.referrers > 0);
    assert!(eventually(began).await, "it did not begin");
    applying.kill().unwrap();
    applying.wait().unwrap();
    let half = progress(&mut connection).await.unwrap();
    assert!(!half.finished && half.referrers < REFERRERS as i64, "it was done before it was killed");
    let unfinished = verification("recompute").output().unwrap();
    assert!(String::from_utf8_lossy(&unfinished.stderr).contains("interrupted"));

    let applied = said(&verification("apply").output().unwrap());
    assert_eq!((&applied["inputs"], &applied["state"]), (&previewed["inputs"], &"applied".into()));
    assert_eq!(applied["companies"], REFERRERS);
    let again = said(&verification("apply").output().unwrap());
    assert_eq!((&again["inputs"], &again["state"]), (&previewed["inputs"], &"was applied before".into()));
    let recomputed = said(&verification("recompute").output().unwrap());
    assert_eq!(recomputed["inputs"], previewed["inputs"]);

    let next = (Clock::System.now() + TimeDelta::days(40)).format("%Y-%m").to_string();
    let future = beckon(&data.0, &["verification", "apply", &next]).output().unwrap();
    assert_eq!(future.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&future.stderr).contains("is in the future"));
}
