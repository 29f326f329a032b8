//! Random terms over the whole language, published into a database, and random facts under them. `TERMS_SEED` (`WHOLE_SEED`) plays one of them
//! again, `TERMS_SEEDS` (`WHOLE_SEEDS`) says how many.

use super::compare::{Reference, Said};
use super::history::Code;
use super::random::facts::{Facts, happened};
use super::random::{CODES, LOGGED, Maker, PROGRAM, Span, WHOLE};
use super::{Incoming, named, setting};
use super::{adjusted, changed};
use crate::support::TestApp;
use beckon::audit;
use beckon::calendar::Instant;
use beckon::db::{Conn, Fault, sql};
use beckon::events::parse;
use beckon::ids::{LinkId, PersonId, SourceId};
use beckon::intake::{self, Outcome};
use beckon::people::sources;
use beckon::programs;
use beckon::referrals::{self, Link};
use beckon::rules::earning::Cause;
use beckon::world::World;
use chrono::TimeDelta;
use diesel::QueryableByName;
use diesel::sql_types::{Numeric, Text};
use rand::Rng;
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rust_decimal::Decimal;
use serde_json::Value;

#[tokio::test]
async fn random_terms_give_the_same_in_the_database_and_in_the_world() {
    for seed in seeds("TERMS_SEED", &LOGGED) {
        println!("TERMS_SEED={seed}");
        let (told, facts) = Told::begin(seed, Span::Logged).await;
        told.tells(&facts).await;
    }
}

/// All of the language: what is decided when a fact comes is the same when each comes when it happened.
#[tokio::test]
async fn whole_terms_lived_in_order_give_the_same_in_the_database_and_in_the_world() {
    for seed in seeds("WHOLE_SEED", &WHOLE) {
        println!("WHOLE_SEED={seed}");
        let (told, facts) = Told::begin(seed, Span::Whole).await;
        told.lives(&facts).await;
    }
}

/// The one that was asked for, as many as were asked for from anywhere on (`make soak`), or always the same.
fn seeds(one: &str, usual: &[u64]) -> Vec<u64> {
    let (first, many) = match (setting(one), setting(&format!("{one}S"))) {
        (Some(seed), many) => (seed, many.unwrap_or(1)),
        (None, Some(many)) => (rand::random::<u32>().into(), many),
        (None, None) => return usual.to_vec(),
    };
    (first..first + many).collect()
}

/// An installation, and the world that hears what it applied.
struct Told {
    app: TestApp,
    toml: String,
    maker: Maker,
    source: SourceId,
    reference: Reference,
    codes: Vec<Code>,
    pending: Vec<Incoming>,
    /// Of its own, so that the facts of a seed stay what they were.
    changes: ChaCha8Rng,
    adjusts: ChaCha8Rng,
}

impl Told {
    async fn begin(seed: u64, span: Span) -> (Told, Facts) {
        let mut maker = Maker::new(seed, span);
        let toml = maker.terms();
        let facts = maker.facts(5, 30);
        let app = TestApp::start().await;
        let published = app.app.db.write(async |tx| intake::publish(tx, &toml, None).await).await;
        published.unwrap_or_else(|error| panic!("TERMS_SEED={seed}: {error}\n{toml}"));
        let source = app.app.db.write(async |tx| sources::find_or_create(tx, "billing").await).await.unwrap();
        let reference = Reference::new(seed);
        let (changes, adjusts) = (ChaCha8Rng::seed_from_u64(seed), ChaCha8Rng::seed_from_u64(!seed));
        let (codes, pending) = (Vec::new(), Vec::new());
        (Told { app, toml, maker, source, reference, codes, pending, changes, adjusts }, facts)
    }

    /// Each when it happened.
    async fn lives(mut self, facts: &Facts) {
        for event in &facts.events {
            self.comes_to(happened(event)).await;
            self.app.works_jobs().await;
            self.hears(event).await;
            self.tell().await;
            let linked = ["p0", "p1"]
                .iter()
                .position(|person| event["type"] == "person.registered" && event["data"]["person"] == **person);
            if let Some(n) = linked {
                self.links(n).await;
            }
            if self.adjusts.random_bool(0.15) {
                self.is_adjusted().await;
            }
            if self.maker.rng.random_bool(0.2) {
                self.agrees().await;
            }
        }
        self.ends(facts).await;
    }

    async fn ends(mut self, facts: &Facts) {
        self.comes_to(facts.ends).await;
        self.agrees().await;
        let report = audit::audit(&self.app.app.db, None).await.unwrap();
        assert!(report.ok, "{}", self.reference.failure(&report.differences.join("\n")));
    }

    /// Late, twice and in any order; whoever has a link comes first.
    async fn tells(mut self, facts: &Facts) {
        let has_link = |event: &&Value| {
            event["type"] == "person.registered"
                && ["p0", "p1"].iter().any(|person| event["data"]["person"] == **person)
        };
        let (first, mut rest): (Vec<&Value>, Vec<&Value>) = facts.events.iter().partition(has_link);
        for (n, event) in first.into_iter().enumerate() {
            self.comes_to(happened(event)).await;
            self.hears(event).await;
            self.tell().await;
            self.links(n).await;
        }
        rest.shuffle(&mut self.maker.rng);
        let again: Vec<&Value> = rest.iter().take(5).copied().collect();
        rest.extend(again);
        for event in rest {
            self.comes_to(happened(event)).await;
            if self.maker.rng.random_bool(0.1) {
                let days = self.maker.rng.random_range(0..40 * 24 * 60);
                self.comes_to(facts.ends.min(self.app.now() + TimeDelta::minutes(days))).await;
                self.agrees().await;
            }
            self.hears(event).await;
            if self.changes.random_bool(0.2) {
                self.tell().await;
                changed::change(&self.app.app.db, &mut self.changes, 5, &self.codes, &[PROGRAM]).await;
                self.reference.follows(&self.app.app.db, &self.codes).await;
            }
            if self.adjusts.random_bool(0.1) {
                self.is_adjusted().await;
            }
        }
        self.ends(facts).await;
    }

    async fn is_adjusted(&mut self) {
        self.tell().await;
        adjusted::adjust(&self.app.app.db, &mut self.adjusts, 5, PROGRAM).await;
        self.reference.follows(&self.app.app.db, &self.codes).await;
    }

    /// What is pending is told before the clock moves.
    async fn comes_to(&mut self, at: Instant) {
        let time = at - self.app.now();
        if time > TimeDelta::zero() {
            self.tell().await;
            self.app.app.clock.advance(time).unwrap();
        }
    }

    async fn hears(&mut self, event: &Value) {
        self.pending.push(Incoming::new(self.source, parse(event.to_string().as_bytes()).unwrap()));
        if self.maker.rng.random_bool(0.3) {
            self.tell().await;
        }
    }

    async fn tell(&mut self) {
        let batch = std::mem::take(&mut self.pending);
        if batch.is_empty() {
            return;
        }
        let answers = intake::apply_now(&self.app.app.db, &batch).await;
        for (incoming, answer) in batch.into_iter().zip(answers) {
            let answer = answer.unwrap_or_else(|fault| panic!("{}: {fault}\n{}", incoming.event.to_json(), self.toml));
            if !matches!(answer.outcome, Outcome::Conflict { .. }) {
                self.reference.sent("billing", incoming.event);
            }
        }
        self.reference.follows(&self.app.app.db, &self.codes).await;
    }

    async fn links(&mut self, n: usize) {
        let person = PersonId(named(&self.app.app.db, "person", format!("p{n}")).await.unwrap().person_id);
        let code: beckon::ids::Code = CODES[n].parse().unwrap();
        let added = self.app.app.db.write(async |tx| {
            let program = programs::catalogue(tx).await?.by_slug(PROGRAM).unwrap().id;
            let link = Link {
                id: LinkId::new(tx.now()),
                person,
                program,
                code: code.clone(),
                label: String::new(),
                sub: String::new(),
                closed_at: None,
            };
            referrals::add_link(tx, &link).await
        });
        let added: Result<bool, Fault> = added.await;
        assert!(added.unwrap());
        self.codes.push(Code { code: code.to_string(), program: PROGRAM, person: n });
    }

    async fn agrees(&mut self) {
        self.tell().await;
        self.app.works_jobs().await;
        // What had waited was applied by itself, and nothing is left that could be.
        let left = intake::wake_overlooked(&self.app.app.db).await;
        assert_eq!(left.unwrap_or_else(|fault| panic!("{fault}\n{}", self.toml)), 0, "{}", self.toml);
        self.reference.follows(&self.app.app.db, &self.codes).await;
        self.reference.under(&self.toml);
        self.reference.agrees(&self.app.app.db).await;
    }
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    about: String,
    #[diesel(sql_type = Text)]
    cause: String,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = Text)]
    words: String,
}

/// What rules gave, by rule, recipient, invitee and cause.
pub async fn earned(conn: &Conn) -> Result<Said, Fault> {
    let rows: Vec<Row> =
        sql("SELECT concat_ws(' ', p.slug, r.clause, a.external_id, coalesce(b.external_id, '-')) AS about,
                r.cause::text AS cause, r.amount, concat_ws(' ', r.unit, r.reason) AS words
         FROM (SELECT DISTINCT ON (person_id, program_id, event_id, clause) * FROM receipts WHERE cause IS NOT NULL
               ORDER BY person_id, program_id, event_id, clause, revision DESC) r
         JOIN programs p USING (program_id)
         JOIN external_ids a ON a.id = r.person_id AND a.noun = 'person'
         LEFT JOIN external_ids b ON b.id = r.invitee_id AND b.noun = 'person'")
        .load(conn)
        .await?;
    let said = rows.into_iter().map(|row| {
        let cause: Cause = serde_json::from_str(&row.cause).unwrap();
        (format!("{} {cause:?}", row.about), format!("{} {}", row.amount.normalize(), row.words))
    });
    Ok(said.collect())
}

pub fn earned_in(world: &World, program: &str) -> Said {
    let said = world.earned().iter().map(|earned| {
        let (recipient, invitee) = world.earned_by(earned);
        let (receipt, invitee) = (&earned.receipt, invitee.map_or("-", |invitee| invitee.as_str()));
        let key = format!("{program} {} {recipient} {invitee} {:?}", receipt.clause, earned.cause);
        (key, format!("{} {} {}", receipt.amount.amount().normalize(), receipt.unit, receipt.reason.name()))
    });
    said.collect()
}

/// What was earned for a while only is left as a receipt of nothing: the one looks at other instants than the other.
pub fn agree(world: &Said, database: &Said) -> Result<(), String> {
    let is_something = |said: Option<&String>| said.is_some_and(|said| !said.starts_with("0 "));
    let mut words = Vec::new();
    for key in world.keys().chain(database.keys().filter(|key| !world.contains_key(*key))) {
        let (one, other) = (world.get(key), database.get(key));
        if one != other && (is_something(one) || is_something(other)) {
            words.push(format!("earning {key}: world {one:?}, database {other:?}"));
        }
    }
    if words.is_empty() { Ok(()) } else { Err(words.join("\n")) }
}
