//! The monthly run over many referrers, and the same in one statement of SQL: count, cascade, write.

use crate::floor::connect;
use crate::house::House;
use crate::report::{Report, Row, thousands};
use beckon::calendar::Month;
use beckon::clock::Clock;
use beckon::db::sql;
use beckon::intake;
use beckon::verification::{Question, apply};
use std::time::Instant;

const TERMS: &str = include_str!("../../programs/company-discounts.toml");
/// Of `run` without a number.
const REFERRERS: usize = 1_000_000;

/// How many referrers the words ask for: `run` or `run=100000`.
pub fn asked(words: &[String]) -> Option<usize> {
    let word = words.iter().find_map(|word| word.strip_prefix("run"))?;
    match word.strip_prefix('=') {
        Some(number) => Some(number.parse().unwrap()),
        None => Some(REFERRERS),
    }
}

/// Half as many companies again, and ten Active Referrals each: as they stand after all the facts about them.
fn make(house: &House, referrers: usize) {
    let db = house.db(Clock::System);
    house.runtime.block_on(intake::publish_if_new(&db, TERMS)).unwrap();
    let since = "timestamptz '2026-01-01T00:00:00Z'";
    let ids = "lpad(to_hex(n), 8, '0') || '-0000-7000-8000-000000000000'";
    house.execute(&format!(
        "CREATE TABLE floor.referrers AS SELECT n, ({ids})::uuid AS person_id FROM generate_series(1, {referrers}) n;
         INSERT INTO persons (person_id, name, registered_at, recorded_at)
             SELECT person_id, '', {since}, {since} FROM floor.referrers;
         INSERT INTO companies (person_id, company_id, name, position, registered_at, recorded_at)
             SELECT person_id, md5('c' || n || '/' || i)::uuid, '', i, {since} + i * interval '1 s', {since}
             FROM floor.referrers, generate_series(1, 2) i WHERE i = 1 OR n % 2 = 0;
         INSERT INTO subscription_spans (person_id, subscription_id, span_id, company_id, from_at, recorded_at)
             SELECT person_id, company_id, company_id, company_id, registered_at, recorded_at FROM companies
             WHERE person_id IN (SELECT person_id FROM floor.referrers);
         INSERT INTO referral_activity (person_id, referral_id, span_id, program_id, from_at, standing, recorded_at)
             SELECT person_id, md5('r' || n || '/' || i)::uuid, md5('r' || n || '/' || i)::uuid, program_id, {since}, 'active', {since}
             FROM floor.referrers, generate_series(1, CASE WHEN n % 4 = 0 THEN 25 ELSE 5 END) i, programs
             WHERE slug = 'company-discounts';
         CREATE TABLE floor.assignments (LIKE public.assignments INCLUDING ALL);"
    ));
    // As PostgreSQL does by itself within minutes.
    for table in ["persons", "companies", "subscription_spans", "referral_activity"] {
        house.execute(&format!("VACUUM ANALYZE {table}"));
    }
}

/// What the run comes to without anything that makes it resumable or explains it.
const FLOOR: &str = "
INSERT INTO floor.assignments (person_id, run_id, company_id, places, percent, reason, subscriptions, terms_version)
SELECT person_id, md5('run')::uuid, company_id, places,
       CASE WHEN places >= 20 THEN 40 WHEN places >= 15 THEN 20 WHEN places >= 10 THEN 10 WHEN places >= 5 THEN 5 ELSE 0 END,
       'assigned', subscriptions, 1
FROM (
    SELECT c.person_id, c.company_id, c.subscriptions,
           least(20, a.active - 20 * (row_number() OVER (PARTITION BY c.person_id ORDER BY c.registered_at) - 1)) AS places
    FROM (SELECT person_id, count(*) AS active FROM referral_activity
          WHERE standing = 'active' AND replaced_at IS NULL AND program_id = (SELECT program_id FROM programs WHERE slug = 'company-discounts')
            AND from_at <= timestamptz '2026-04-28T00:00:00Z' AND recorded_at <= timestamptz '2026-05-01T00:00:00Z'
            AND (until_at IS NULL OR until_at > timestamptz '2026-04-28T00:00:00Z')
          GROUP BY person_id) a
    JOIN (SELECT c.person_id, c.company_id, c.registered_at, array_agg(s.subscription_id) AS subscriptions
          FROM companies c JOIN subscription_spans s ON s.person_id = c.person_id AND s.company_id = c.company_id
          WHERE s.replaced_at IS NULL AND s.from_at <= timestamptz '2026-04-28T00:00:00Z'
          GROUP BY c.person_id, c.company_id) c ON c.person_id = a.person_id
) placed WHERE places > 0";

pub fn run(house: &House, referrers: usize, report: &mut Report) {
    make(house, referrers);
    let started = Instant::now();
    house.runtime.block_on(async { sql(FLOOR).execute(&connect(&house.owner_url()).await).await }).unwrap();
    let floor = started.elapsed();
    let db = house.db(Clock::fixed("2026-05-01T00:00:00Z".parse().unwrap()));
    let month: Month = "2026-04".parse().unwrap();
    forget_the_highest();
    let before = resident();
    let started = Instant::now();
    let applied = house.runtime.block_on(async {
        let now = db.now();
        let question = db.read(async |conn| Question::find(conn, "company-discounts", month, now).await).await?;
        apply(&db, question).await
    });
    let (took, done) = (started.elapsed(), applied.unwrap().run.done);
    assert_eq!(done.referrers as usize, referrers);
    eprintln!("run: floor {floor:.1?}, product {took:.1?}, {} companies", done.companies);
    let path = format!("monthly run of {} referrers", thousands(referrers as f64));
    report.add(Row::time(&path, floor, took, 2.0));
    let megabytes = highest().saturating_sub(before) as f64 / 1_000_000.0;
    report.add(Row::alone("memory that the run took", format!("{megabytes:.0} MB"), "≤ 300 MB", megabytes <= 300.0));
}

/// Of this process in bytes.
fn status(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1024
}

fn resident() -> u64 {
    status("VmRSS:")
}

/// What other parts of the same process took is not the run's.
fn forget_the_highest() {
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
}

fn highest() -> u64 {
    status("VmHWM:")
}
