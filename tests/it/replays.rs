//! A draft over past months of the log: figures by hand, the live side held against the books, pages, stopping, going on.

mod commands;
mod stored;

use crate::support::TestApp;
use crate::support::months::Months;
use crate::support::sender::{Sender, publish};
use beckon::calendar::Month;
use beckon::db::{Conn, Fault, sql};
use beckon::ids::PersonId;
use beckon::intake::{self, Noun};
use beckon::replays::{Asked, Limits, NotReplayed, Page, Replay};
use beckon::world::whatif::{Change, Report, Role};
use chrono::TimeDelta;
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Text};
use serde_json::json;

const BONUS: &str = include_str!("../../programs/business-bonus.toml");
const TIERS: &str = include_str!("../../programs/company-discounts.toml");
const APRIL: &str = "2026-04";

/// Terms without their examples, in which `from` says `to`.
fn changed(terms: &str, from: &str, to: &str) -> String {
    let rules = terms.split("[[example]]").next().unwrap();
    assert!(rules.contains(from), "{from}");
    rules.replace(from, to)
}

fn months(from: &str, until: &str) -> (Month, Month) {
    (from.parse().unwrap(), until.parse().unwrap())
}

async fn begun(app: &TestApp, draft: &str, over: (Month, Month), limits: Limits) -> Result<Replay, NotReplayed> {
    let begin = async |conn: &Conn| {
        let asked = Asked::find(conn, draft, over, app.now()).await?;
        Replay::begin(conn, asked, limits).await
    };
    app.app.db.read(begin).await
}

async fn replayed(app: &TestApp, draft: &str, over: (&str, &str), limits: Limits) -> (Report, Vec<Page>) {
    let mut replay = begun(app, draft, months(over.0, over.1), limits).await.unwrap();
    let mut pages = Vec::new();
    while let Some(page) = replay.page(&app.app.db).await.unwrap() {
        pages.push(page);
        assert_eq!(replay.done, pages.iter().map(|page| page.referrers as u64).sum::<u64>());
    }
    assert_eq!(replay.done, replay.of);
    (replay.report, pages)
}

async fn reported(app: &TestApp, draft: &str, over: (&str, &str)) -> Report {
    replayed(app, draft, over, Limits::default()).await.0
}

/// `unit before after` of each unit, and of each of its months.
fn costs(report: &Report) -> Vec<String> {
    let mut said = Vec::new();
    for cost in &report.costs {
        said.push(format!("{} {} {}", cost.given_as, cost.before, cost.after));
        said.extend(cost.months.iter().map(|month| format!("{} {} {}", month.month, month.before, month.after)));
    }
    said
}

async fn name(app: &TestApp, person: PersonId) -> String {
    let look = async |conn: &Conn| intake::names_of(conn, Noun::Person, &[person.0]).await;
    app.app.db.read(look).await.unwrap()[&person.0].id.to_string()
}

async fn said(app: &TestApp, changes: &[Change]) -> Vec<String> {
    let mut said = Vec::new();
    for Change { person, role, before, after } in changes {
        said.push(format!("{} {role:?} {before} {after}", name(app, *person).await));
    }
    said
}

/// Ann invited Acme, which pays 1,000 and 405 in April and 500 in May.
async fn paying<'a>(app: &'a TestApp) -> Sender<'a> {
    publish(app, BONUS).await;
    let billing = Sender::named(app, "billing").await;
    billing.registers("ann", None).await;
    let acme = billing.registers("acme", Some("ann")).await;
    acme.pays("1000.00").await.receipt();
    acme.pays("405.00").await.receipt();
    app.passes(TimeDelta::days(30)).await;
    acme.pays("500.00").await.receipt();
    billing
}

#[tokio::test]
async fn another_percent_is_told_by_month_with_who_loses_by_it_and_nothing_is_written() {
    let app = TestApp::start().await;
    paying(&app).await;
    let before = rows(&app).await;
    let report = reported(&app, &changed(BONUS, "give = \"10 %\"", "give = \"4 %\""), (APRIL, "2026-05")).await;
    // 10 % and 4 % of 1,405 and of 500.
    assert_eq!(costs(&report), ["credit 190.50 76.20", "2026-04 140.50 56.20", "2026-05 50.00 20.00"]);
    assert_eq!(said(&app, &report.costs[0].losers.named).await, ["ann Referrer 190.50 76.20"]);
    assert_eq!((report.occasions.changed, report.occasions.flips.len(), report.referrers), (3, 0, 1));
    let april = reported(&app, &changed(BONUS, "give = \"10 %\"", "give = \"15 %\""), (APRIL, APRIL)).await;
    assert_eq!(costs(&april), ["credit 140.50 210.75", "2026-04 140.50 210.75"]);
    assert_eq!(said(&app, &april.costs[0].winners.named).await, ["ann Referrer 140.50 210.75"]);
    assert_eq!(rows(&app).await, before);
}

/// How many rows there are, and the newest of those that only an update would change.
async fn rows(app: &TestApp) -> Vec<i64> {
    #[derive(QueryableByName)]
    struct Counted {
        #[diesel(sql_type = BigInt)]
        rows: i64,
    }
    let look = async |conn: &Conn| -> Result<Vec<Counted>, Fault> {
        sql("SELECT count(*) AS rows FROM transfers UNION ALL SELECT count(*) FROM receipts UNION ALL SELECT count(*) FROM rewards
             UNION ALL SELECT count(*) FROM events UNION ALL SELECT count(*) FROM jobs UNION ALL SELECT count(*) FROM replays
             UNION ALL SELECT count(*) FROM terms_versions UNION ALL SELECT count(*) FROM deeds
             UNION ALL SELECT count(*) FROM referrals UNION ALL SELECT sum(length(a::text)) FROM accounts a")
        .load(conn)
        .await
    };
    app.app.db.read(look).await.unwrap().into_iter().map(|counted| counted.rows).collect()
}

#[tokio::test]
async fn a_draft_with_conditions_over_live_percents_names_what_flips_with_both_reasons() {
    let app = TestApp::start().await;
    paying(&app).await;
    let draft = changed(BONUS, "on = \"payment\"", "on = \"payment\"\nwhen = \"= payment.amount >= 500\"");
    let thanks = "[[reward]]\nid = \"thanks\"\non = \"registered\"\nto = \"invitee\"\ngive = 3\nas = \"points\"\n";
    let report = reported(&app, &format!("{draft}{thanks}"), (APRIL, "2026-05")).await;
    assert_eq!(
        costs(&report),
        ["credit 190.50 150.00", "2026-04 140.50 100.00", "2026-05 50.00 50.00", "points 0 3", "2026-04 0 3"]
    );
    let occasions = &report.occasions;
    assert_eq!((occasions.same, occasions.changed, occasions.lost, occasions.gained), (2, 0, 1, 1));
    let lost = &occasions.flips[0];
    assert_eq!((lost.before[0].amount.to_string(), lost.before[0].reason.name()), ("40.50".into(), "granted"));
    assert_eq!((lost.after[0].amount.to_string(), lost.after[0].reason.name()), ("0.00".into(), "condition_not_met"));
    assert_eq!((name(&app, lost.person).await, name(&app, lost.invitee.unwrap()).await), ("ann".into(), "acme".into()));
    let gained = &occasions.flips[1];
    assert_eq!(
        (name(&app, gained.person).await, gained.role, &gained.before[..]),
        ("acme".into(), Role::Invitee, &[][..])
    );
    assert_eq!(gained.after[0].reward, "thanks");
}

#[tokio::test]
async fn however_many_there_are_no_page_holds_more_than_its_limits() {
    let app = TestApp::start().await;
    publish(&app, BONUS).await;
    let billing = Sender::named(&app, "billing").await;
    let names: Vec<String> = (0..7).map(|n| format!("r{n}")).collect();
    // r0 invited one, r1 two, … r6 seven; each pays 100 times its number.
    let mut lines = Vec::new();
    for (n, referrer) in names.iter().enumerate() {
        let person = json!({"person": referrer, "email": format!("{referrer}@example.com")});
        lines.push(billing.event("person.registered", person).to_string());
        for i in 0..=n {
            let invitee = format!("{referrer}-i{i}");
            let person = json!({"person": invitee, "email": format!("{invitee}@example.com"), "program": "business-bonus",
                "referrer": referrer, "company": {"company": invitee, "name": invitee}});
            lines.push(billing.event("person.registered", person).to_string());
            let paid =
                json!({"payment": invitee, "company": invitee, "amount": format!("{}00.00", i + 1), "currency": "KZT"});
            lines.push(billing.event("payment.succeeded", paid).to_string());
        }
    }
    for answer in billing.posts_lines(&lines).await {
        assert_eq!(answer["status"], "applied", "{answer}");
    }
    let draft = changed(BONUS, "give = \"10 %\"", "give = \"1 %\"");
    let limits = Limits { referrers: 3, people: 6 };
    let (in_pages, pages) = replayed(&app, &draft, (APRIL, APRIL), limits).await;
    let (at_once, one) = replayed(&app, &draft, (APRIL, APRIL), Limits::default()).await;
    assert_eq!(in_pages, at_once);
    // 10 % of 100 × (1 + 3 + 6 + 10 + 15 + 21 + 28).
    assert_eq!(costs(&at_once)[0], "credit 840.00 84.00");
    assert_eq!(
        said(&app, &at_once.costs[0].losers.named[..2]).await,
        ["r6 Referrer 280.00 28.00", "r5 Referrer 210.00 21.00"]
    );
    assert_eq!(one, [Page { referrers: 7, people: 35 }]);
    assert!(pages.iter().all(|page| page.referrers <= 3), "{pages:?}");
    // A circle is never cut: two of them are larger than the limit, and come alone.
    assert!(pages.iter().all(|page| page.people <= 6 || page.referrers == 1), "{pages:?}");
    assert_eq!(pages.iter().map(|page| page.people).max(), Some(8), "{pages:?}");
}

#[tokio::test]
async fn another_scale_is_told_as_discounts_by_the_months_own_run() {
    let app = TestApp::start().await;
    let stories = Months::of(&app, 1).await;
    stories.invites(0..5).await;
    stories.comes("2026-04-28T00:00:00Z").await;
    assert_eq!(stories.issues("may", "a1").await, "95");
    stories.comes("2026-05-02T00:00:00Z").await;
    assert_eq!(stories.issues("twice", "a1").await, "100");
    let report = reported(&app, &changed(TIERS, "5 = \"5 %\"", "5 = \"8 %\""), (APRIL, "2026-05")).await;
    assert_eq!(costs(&report), ["discount 5.00 8.00", "2026-04 5.00 8.00"]);
    assert_eq!(said(&app, &report.costs[0].winners.named).await, ["anna Referrer 5.00 8.00"]);
}

#[tokio::test]
async fn the_live_side_of_a_replay_is_what_the_books_say_was_given() {
    let app = TestApp::start_demo().await;
    #[derive(QueryableByName)]
    struct Program {
        #[diesel(sql_type = Text)]
        slug: String,
        #[diesel(sql_type = Text)]
        source_text: String,
    }
    #[derive(QueryableByName)]
    struct Sum {
        #[diesel(sql_type = Text)]
        said: String,
    }
    let texts = async |conn: &Conn| -> Result<Vec<Program>, Fault> {
        sql("SELECT DISTINCT ON (slug) slug, source_text FROM programs JOIN terms_versions USING (program_id)
             ORDER BY slug, version DESC")
        .load(conn)
        .await
    };
    let mut told = 0;
    for Program { slug, source_text } in app.app.db.read(texts).await.unwrap() {
        let terms = beckon::rules::check(&source_text).unwrap();
        let report = reported(&app, &source_text, ("2025-01", APRIL)).await;
        let zone = terms.time_zone.name();
        let sums = async |conn: &Conn| -> Result<Vec<Sum>, Fault> {
            sql("SELECT unit || ' ' || month || ' ' || trim_scale(sum(amount)) AS said
                 FROM (SELECT r.unit, r.amount, to_char(r.happened_at AT TIME ZONE ?, 'YYYY-MM') AS month
                       FROM receipts r JOIN programs p USING (program_id)
                       WHERE p.slug = ? AND NOT EXISTS (SELECT FROM receipts n WHERE n.person_id = r.person_id
                           AND n.program_id = r.program_id AND n.event_id = r.event_id AND n.clause = r.clause
                           AND n.revision > r.revision)) r
                 GROUP BY unit, month HAVING sum(amount) <> 0 ORDER BY 1")
            .bind::<Text, _>(zone)
            .bind::<Text, _>(&slug)
            .load(conn)
            .await
        };
        let stored: Vec<String> = app.app.db.read(sums).await.unwrap().into_iter().map(|sum| sum.said).collect();
        let rewards = report.costs.iter().filter(|cost| cost.given_as.to_string() != "discount");
        let mut reckoned: Vec<String> = rewards
            .flat_map(|cost| {
                let given = cost.months.iter().filter(|month| !month.before.is_zero());
                given.map(|month| format!("{} {} {}", cost.given_as, month.month, month.before.amount().normalize()))
            })
            .collect();
        reckoned.sort();
        assert_eq!(reckoned, stored, "{slug}");
        told += stored.len();
    }
    assert!(told > 3, "the demo gave too little to say anything: {told}");
}

#[tokio::test]
async fn what_cannot_be_replayed_is_refused_in_words_that_say_what_to_do() {
    let app = TestApp::start().await;
    publish(&app, BONUS).await;
    let refused = async |draft: &str, from: &str, until: &str| {
        begun(&app, draft, months(from, until), Limits::default()).await.err().unwrap().to_string()
    };
    let unknown = changed(BONUS, "program   = \"business-bonus\"", "program = \"another\"");
    let words = refused(&unknown, APRIL, APRIL).await;
    assert!(words.starts_with("there is no program \"another\""), "{words}");
    assert_eq!(refused(BONUS, APRIL, "2026-03").await, "2026-03 comes before 2026-04: name the earlier month first");
    let words = refused(BONUS, APRIL, "2026-05").await;
    assert!(words.starts_with("2026-05 is still to come") && words.contains("2026-04 at the latest"), "{words}");
    let words = refused(&BONUS.replace("\"40500.00\"", "\"40500.01\""), APRIL, APRIL).await;
    assert!(words.contains("a partner pays 405,000") && words.contains("40500.00"), "{words}");
    let words = refused(BONUS, APRIL, APRIL).await;
    assert_eq!(words, "nobody was referred in \"business-bonus\" yet: there is nothing to replay");
}
