//! What is counted once for the overview is the same as counted anew, at any time.

use crate::support::cluster;
use beckon::audit;
use beckon::calendar::{Instant, Month, Zone};
use beckon::clock::Clock;
use beckon::db::{Conn, Db, Fault};
use beckon::ids::{ClickId, LinkId, PersonId, ProgramId, first_id};
use beckon::programs::{self, Program};
use beckon::referrals::{self, Click};
use beckon::rewards::{self, Months};
use beckon::server::Reached;
use beckon::{intake, people};
use chrono::TimeDelta;
use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rust_decimal::Decimal;
use uuid::Uuid;

const BEGIN: &str = "2026-01-10T00:00:00Z";

fn begin() -> Instant {
    BEGIN.parse().unwrap()
}

/// A database of its own with the business bonus program and one person.
struct Stage {
    database: Reached,
    person: PersonId,
    program: Program,
}

impl Stage {
    async fn open() -> Stage {
        let database = cluster::fresh_database().await;
        let db = db_at(&database, begin());
        let terms = include_str!("../../programs/business-bonus.toml");
        let published: Result<_, programs::NotPublished> =
            db.write(async |tx| intake::publish(tx, terms, None).await).await;
        let program = program(&db, published.unwrap().program).await;
        Stage { database, person: PersonId(Uuid::from_u128(7)), program }
    }

    fn at(&self, now: Instant) -> Db {
        db_at(&self.database, now)
    }

    async fn execute(&self, statements: &str) {
        let mut owner = AsyncPgConnection::establish(self.database.owner_url.as_deref().unwrap()).await.unwrap();
        owner.batch_execute(statements).await.unwrap();
    }

    async fn close(self) {
        cluster::drop_database(&self.database).await;
    }
}

fn db_at(database: &Reached, now: Instant) -> Db {
    Db::new(database.owner_url.as_deref().unwrap(), 2, Clock::fixed(now)).unwrap()
}

async fn program(db: &Db, id: ProgramId) -> Program {
    let catalogue: Result<_, Fault> = db.read(async |conn| programs::catalogue(conn).await).await;
    catalogue.unwrap().get(id).unwrap().clone()
}

/// The n-th id that is made at an instant.
fn id(at: Instant, n: u128) -> Uuid {
    Uuid::from_u128(first_id(at).as_u128() | (7 << 76) | (2 << 62) | n)
}

/// A receipt as it is stored, whatever else it says.
#[derive(Clone, Copy)]
struct Earned {
    n: u128,
    event: u128,
    revision: i32,
    recorded_at: Instant,
    happened_at: Instant,
    amount: i64,
}

impl Earned {
    fn insert(&self, stage: &Stage) -> String {
        let (receipt, event) = (id(self.recorded_at, self.n), Uuid::from_u128(self.event));
        let (person, program) = (stage.person, stage.program.id);
        let (happened, recorded) = (self.happened_at.to_rfc3339(), self.recorded_at.to_rfc3339());
        let (revision, amount) = (self.revision, self.amount);
        format!(
            "INSERT INTO receipts (person_id, receipt_id, program_id, event_id, clause, revision, invitee_id, payment_id, unit, amount,
                                   reason, terms_version, happened_at, recorded_at, detail)
             VALUES ('{person}', '{receipt}', '{program}', '{event}', 'bonus', {revision}, '{event}', '{event}', 'credit', {amount},
                     'granted', 1, '{happened}', '{recorded}', '{{}}');"
        )
    }
}

/// Payments of half a year, some of them told late, some corrected later.
fn story(random: &mut ChaCha8Rng) -> Vec<Earned> {
    let mut story = Vec::new();
    for event in 0..120 {
        let recorded_at = begin() + TimeDelta::minutes(random.random_range(0..180 * 24 * 60));
        let late = if random.random_bool(0.3) { random.random_range(0..90 * 24 * 60) } else { 0 };
        let happened_at = recorded_at - TimeDelta::minutes(late);
        let first = Earned {
            n: event * 10,
            event,
            revision: 1,
            recorded_at,
            happened_at,
            amount: random.random_range(0..50_000),
        };
        story.push(first);
        let mut before = first;
        for revision in 2..=random.random_range(1..4) {
            let recorded_at = before.recorded_at + TimeDelta::minutes(random.random_range(1..60 * 24 * 60));
            let amount = random.random_range(0..50_000);
            before = Earned { n: before.n + 1, revision, recorded_at, amount, ..before };
            story.push(before);
        }
    }
    story.sort_by_key(|earned| earned.recorded_at);
    story
}

/// By the calendar, from what is known.
fn counted_anew(known: &[Earned], months: &[Month], zone: Zone) -> Vec<Decimal> {
    let last = |one: &&Earned| !known.iter().any(|other| other.event == one.event && other.revision > one.revision);
    let of = |month: &Month| {
        let there = known.iter().filter(last).filter(|one| Month::of(one.happened_at, zone) == *month);
        Decimal::from(there.map(|one| one.amount).sum::<i64>())
    };
    months.iter().map(of).collect()
}

#[tokio::test]
async fn months_are_exact_whenever_they_were_summed_up_and_whatever_came_late() {
    let stage = Stage::open().await;
    let mut random = ChaCha8Rng::seed_from_u64(5);
    let story = story(&mut random);
    let currency = "KZT".parse().unwrap();
    let mut known = 0;
    for day in (0..320).step_by(9) {
        let now = begin() + TimeDelta::days(day) + TimeDelta::minutes(random.random_range(0..1_440));
        let new = story[known..].iter().take_while(|earned| earned.recorded_at < now).count();
        let rows: String = story[known..known + new].iter().map(|earned| earned.insert(&stage)).collect();
        known += new;
        stage.execute(&rows).await;
        let db = stage.at(now);
        if random.random_bool(0.6) {
            let counted: Result<(), Fault> = db.write(async |tx| rewards::count_earned(tx, &stage.program).await).await;
            counted.unwrap();
        }
        for zone in ["Asia/Almaty", "America/Los_Angeles"] {
            let zone: Zone = zone.parse().unwrap();
            let months = Months::last(12, now, zone).unwrap();
            let look = async |conn: &Conn| rewards::earned_in(conn, stage.person, stage.program.id, &months).await;
            let earned: Result<_, Fault> = db.read(look).await;
            let earned = earned.unwrap().counted_in(currency, currency);
            assert_eq!(earned, counted_anew(&story[..known], &months.months, zone), "{now} {}", zone.name());
        }
    }
    assert_eq!(known, story.len());
    let about_months = async || {
        let report = audit::audit(&stage.at(begin() + TimeDelta::days(400)), None).await.unwrap();
        report.differences.into_iter().filter(|words| words.contains("the months of person")).count()
    };
    assert_eq!(about_months().await, 0);
    stage
        .execute("UPDATE earned_months SET earned = earned + 1 WHERE month = (SELECT max(month) FROM earned_months)")
        .await;
    assert_eq!(about_months().await, 1);
    stage.close().await;
}

#[tokio::test]
async fn visitors_are_exact_in_the_middle_of_a_day_and_after_it() {
    let stage = Stage::open().await;
    let (person, program, link) = (stage.person, stage.program.id, LinkId(Uuid::from_u128(9)));
    stage
        .execute(&format!("INSERT INTO links (person_id, link_id, program_id, created_at) VALUES ('{person}', '{link}', '{program}', '{BEGIN}')"))
        .await;
    let mut random = ChaCha8Rng::seed_from_u64(11);
    let mut seen = std::collections::BTreeSet::new();
    for step in 0..60_u128 {
        let now = begin() + TimeDelta::minutes(i64::try_from(step).unwrap() * 97);
        let db = stage.at(now);
        let clicks: Vec<Click> = (0..random.random_range(0..6_u128))
            .map(|n| {
                let (visitor, sub) =
                    (random.random_range(0..8_u8), random.random_bool(0.5).then(|| "flyer".to_owned()));
                seen.insert((now.date_naive(), visitor, sub.clone()));
                Click {
                    id: ClickId(id(now, step * 10 + n)),
                    person,
                    link,
                    at: now,
                    path: None,
                    referring_host: None,
                    sub,
                    device: None,
                    // The hash is salted with the day.
                    visitor_hash: Some(format!("{visitor} {}", now.date_naive()).into_bytes()),
                }
            })
            .collect();
        let kept: Result<(), Fault> = db.write(async |tx| referrals::record_clicks(tx, &clicks, now).await).await;
        kept.unwrap();
        if random.random_bool(0.5) {
            let counted: Result<usize, Fault> = db.write(async |tx| referrals::count_clicks_until_now(tx).await).await;
            counted.unwrap();
        }
        let funnel: Result<_, Fault> = db.read(async |conn| referrals::funnel(conn, person, program).await).await;
        assert_eq!(funnel.unwrap().clicks, i64::try_from(seen.len()).unwrap(), "{now}");
    }
    let about_links = async || {
        let report = audit::audit(&stage.at(begin() + TimeDelta::days(30)), None).await.unwrap();
        report.differences.into_iter().filter(|words| words.contains("is said to have had")).count()
    };
    assert_eq!(about_links().await, 0);
    stage.execute("UPDATE click_counts SET visitors = visitors + 1").await;
    assert_eq!(about_links().await, 2, "with and without a sub-id");
    stage.close().await;
}

#[tokio::test]
async fn referrals_are_counted_as_they_come_and_pay() {
    use crate::support::TestApp;
    use crate::support::story::{Billing, Visitor, publish};
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let link = aigerim.link().await;
    let billing = Billing::new(&app).await;
    let funnel = async || {
        let found: Result<_, Fault> = app
            .app
            .db
            .read(async |conn| {
                let email = "aigerim.sadykova@example.kz".to_owned();
                let person = people::known_emails(conn, std::slice::from_ref(&email)).await?[&email];
                let catalogue = programs::catalogue(conn).await?;
                referrals::funnel(conn, person, catalogue.by_slug("business-bonus").unwrap().id).await
            })
            .await;
        let found = found.unwrap();
        (found.registered, found.paying)
    };
    assert_eq!(funnel().await, (0, 0));
    for (n, name) in ["Nurlan Abenov", "Dana Omarova", "Berik Omarov"].into_iter().enumerate() {
        let visitor = Visitor::new(&app);
        visitor.opens(&link).await;
        visitor.registers(name, &format!("Company {n}")).await;
        if n < 2 {
            billing.is_paid(&format!("pay_{n}"), &visitor.company().await, "1000.00").await;
            billing.is_paid(&format!("pay_{n}_again"), &visitor.company().await, "1000.00").await;
        }
    }
    assert_eq!(funnel().await, (3, 2), "who pays twice is one");
    let overview = aigerim.opens("/overview").await;
    assert!(overview.has("From visits to payments") && overview.has("67%"), "two of three: {}", overview.text);
    assert!(overview.has("What comes next") && overview.has("Becomes available"));
}
