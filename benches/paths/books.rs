//! Work on many rewards at once: the end of holds, and the audit of everything that the other benches wrote.

use crate::facts::days_ago;
use crate::floor::connect;
use crate::house::House;
use crate::measure::{Run, in_turn, median};
use crate::payments::FILE;
use crate::report::{Report, Row, thousands};
use beckon::clock::Clock;
use beckon::db::sql;
use beckon::{audit, rewards};
use chrono::TimeDelta;
use std::time::{Duration, Instant};

/// Holds of 14 days of what was imported: paid one, two and three days ago.
pub fn release(house: &House, report: &mut Report) {
    let runs = [3, 2, 1].map(|days| {
        let db = house.db(Clock::fixed(days_ago(days) + TimeDelta::days(14) + TimeDelta::minutes(5)));
        let started = Instant::now();
        let released = house.runtime.block_on(rewards::release_due(&db)).unwrap();
        assert!(released >= FILE, "{released} released");
        Run::of(released as u64, started.elapsed())
    });
    runs.iter().for_each(|run| eprintln!("release: {:.0}/s", run.per_second));
    let rate = median(runs.to_vec()).per_second;
    let path = format!("release of {} holds", thousands(FILE as f64));
    report.add(Row::alone(&path, format!("{} holds/s", thousands(rate)), "≥ 50,000 a second", rate >= 50_000.0));
}

/// One pass that sums what the audit sums: every account of every person, and the receipts.
const SUMS: &str = "
WITH leg AS (
    SELECT person_id, program_id, unit, debit AS account, -amount AS moved FROM transfers
    UNION ALL
    SELECT person_id, program_id, unit, credit, amount FROM transfers
), summed AS (
    SELECT person_id, program_id, unit, account, sum(moved) AS balance, count(*) FROM leg
    GROUP BY person_id, program_id, unit, account
), earned AS (
    SELECT person_id, program_id, sum(amount), count(*) FROM receipts GROUP BY person_id, program_id
)
SELECT (SELECT count(*) FROM summed), (SELECT count(*) FROM earned)";

pub fn audit(house: &House, report: &mut Report) {
    // The clock at which the last holds were released.
    let db = house.db(Clock::fixed(days_ago(1) + TimeDelta::days(14) + TimeDelta::minutes(6)));
    let scan = || {
        let started = Instant::now();
        let scanned = house.runtime.block_on(async { sql(SUMS).execute(&connect(&house.owner_url()).await).await });
        scanned.unwrap();
        Run::of(1, started.elapsed())
    };
    let audited = || {
        let started = Instant::now();
        let found = house.runtime.block_on(audit::audit(&db, None)).unwrap();
        assert!(found.ok, "{:?}", &found.differences[..found.differences.len().min(5)]);
        Run::of(1, started.elapsed())
    };
    let (floor, product) = in_turn("audit", scan, audited);
    let path = format!("audit of {} transfers", thousands(transfers(house)));
    report.add(Row::time(&path, floor.p99, product.p99, 3.0));
}

fn transfers(house: &House) -> f64 {
    #[derive(diesel::QueryableByName)]
    struct Count {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        count: i64,
    }
    let counted = house.runtime.block_on(async {
        sql("SELECT count(*) AS count FROM transfers").one::<Count>(&connect(&house.owner_url()).await).await
    });
    counted.unwrap().count as f64
}

/// The first page of a process: on an empty directory, and on everything that was written.
pub fn starts(house: &mut House, very_first: Duration, report: &mut Report) {
    let mut again: Vec<Duration> = (0..3).map(|_| house.start_again()).collect();
    again.sort_unstable();
    let words = |time: Duration| crate::report::seconds(time);
    report.add(Row::alone(
        "first page of the very first start",
        words(very_first),
        "≤ 6 s",
        very_first.as_secs_f64() <= 6.0,
    ));
    report.add(Row::alone("first page on existing data", words(again[1]), "≤ 2 s", again[1].as_secs_f64() <= 2.0));
}
