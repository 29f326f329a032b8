//! The database against the world in memory: random histories through the one door, and both must say the same to the cent.
//!
//! `MODEL_SEED` plays one history again, `MODEL_OPERATIONS` says how many operations there are in all: every 10,000 of them are a
//! history of their own, with the next seed.

mod adjusted;
mod changed;
pub mod circles;
pub mod compare;
mod history;
mod months;
mod random;
pub mod withdrawals;

use crate::support::TestApp;
use beckon::audit;
use beckon::events::Event;
use beckon::ids::{Code, InvoiceId, LinkId, PersonId, SourceId, SpendId};
use beckon::intake::{self, Incoming, Outcome};
use beckon::money::{Amount, Money, Unit};
use beckon::people::sources;
use beckon::programs::NotAccepted;
use beckon::referrals::{self, Link};
use beckon::rules;
use beckon::spending::{self, Ask, Refused};
use beckon::{db, programs, rewards};
use chrono::TimeDelta;
use compare::Reference;
use diesel::QueryableByName;
use diesel::sql_types::{Text, Uuid as SqlUuid};
use history::{History, SLUGS};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::json;
use uuid::Uuid;

const PROGRAMS: [&str; 7] = [
    include_str!("../../programs/business-bonus.toml"),
    include_str!("model/half-share.toml"),
    include_str!("model/first-three.toml"),
    include_str!("../../programs/hosting-remuneration.toml"),
    include_str!("model/cash-out.toml"),
    include_str!("../../programs/company-discounts.toml"),
    include_str!("model/each-month.toml"),
];

/// Published on the way, each at a step of its own.
const SECOND: [&str; 3] = [
    include_str!("model/first-three.2.toml"),
    include_str!("../../programs/hosting-remuneration.2.toml"),
    include_str!("model/each-month.2.toml"),
];

/// A setting of this test alone.
#[allow(clippy::disallowed_methods)]
pub fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|e| panic!("{name}={text}: {e}")))
}

#[tokio::test]
async fn the_database_and_the_world_agree_to_the_cent() {
    let seed = setting("MODEL_SEED").unwrap_or_else(|| rand::random::<u32>().into());
    let mut left = setting("MODEL_OPERATIONS").unwrap_or(HISTORY);
    for seed in seed.. {
        play(seed, left.min(HISTORY)).await;
        left = left.saturating_sub(HISTORY);
        if left == 0 {
            break;
        }
    }
}

/// Operations of one history.
const HISTORY: u64 = 10_000;

async fn play(seed: u64, operations: u64) {
    println!("MODEL_SEED={seed} MODEL_OPERATIONS={operations}");
    let mut played = Played::start(seed).await;
    let (mut done, mut until) = (0, operations);
    loop {
        while done < until {
            if let Some(n) = (1..=SECOND.len() as u64).find(|n| done == operations * n / 6) {
                played.publishes(SECOND[n as usize - 1]).await;
            }
            done += played.step().await;
            if played.told > 400 {
                played.told = 0;
                played.compare().await;
            }
        }
        let missing = if operations < HISTORY { Vec::new() } else { played.missing().await };
        if missing.is_empty() {
            break;
        }
        // What is rare may need a longer history, not a luckier one.
        assert!(until < 3 * operations, "seed {seed}: after {done} operations there was no {missing:?}");
        until += operations / 5;
    }
    played.passes(TimeDelta::days(200)).await;
    played.verifies().await;
    played.compare().await;
    played.reference.hears_what_waits(&played.app.app.db).await;
    let report = audit::audit(&played.app.app.db, None).await.unwrap();
    assert!(report.ok, "seed {seed}: {:#?}", report.differences);
    let counted: i64 = report.programs.iter().map(|program| program.receipts).sum();
    assert!(counted as u64 > operations / 20, "a history in which nothing happens proves nothing: {counted} receipts");
}

struct Played {
    app: TestApp,
    seed: u64,
    source: SourceId,
    history: History,
    reference: Reference,
    pending: Vec<Incoming>,
    room: usize,
    told: usize,
    spends: usize,
    withdrawals: withdrawals::Withdrawals,
}

#[derive(QueryableByName)]
pub struct Named {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub person_id: Uuid,
    #[diesel(sql_type = Text)]
    person: String,
}

pub async fn named(db: &db::Db, noun: &'static str, id: String) -> Option<Named> {
    let find = async |conn: &db::Conn| -> Result<Option<Named>, db::Fault> {
        db::sql(
            "SELECT k.id, k.person_id, p.external_id AS person FROM external_ids k
                 JOIN external_ids p ON p.id = k.person_id AND p.noun = 'person'
                 WHERE k.noun = ? AND k.external_id = ?",
        )
        .bind::<Text, _>(noun)
        .bind::<Text, _>(id)
        .optional(conn)
        .await
    };
    db.read(find).await.unwrap()
}

impl Played {
    /// What a history of full length must have met and did not yet.
    async fn missing(&mut self) -> Vec<&'static str> {
        self.tell().await;
        let happened = compare::happened(&self.app.app.db).await;
        let mut missing: Vec<_> = compare::EXPECTED.into_iter().filter(|word| !happened.contains_key(*word)).collect();
        if self.withdrawals.counts().1 < 4 {
            missing.push("fourth withdrawal that was paid");
        }
        missing
    }

    async fn start(seed: u64) -> Played {
        let app = TestApp::start().await;
        for terms in PROGRAMS {
            app.app.db.write(async |tx| intake::publish(tx, terms, None).await).await.unwrap();
        }
        let source = app.app.db.write(async |tx| sources::find_or_create(tx, "billing").await).await.unwrap();
        let history = History::new(ChaCha8Rng::seed_from_u64(seed));
        let reference = Reference::new(seed);
        Played {
            app,
            seed,
            source,
            history,
            reference,
            pending: Vec::new(),
            room: 1,
            told: 0,
            spends: 0,
            withdrawals: Default::default(),
        }
    }

    /// One operation, or a few that belong together; answers how many.
    async fn step(&mut self) -> u64 {
        match self.history.rng.random_range(0..1000) {
            0..60 => self.spend().await,
            60..75 => self.link().await,
            100..180 => self.withdraw().await,
            75..84 | 90..95 => {
                let minutes = self.history.rng.random_range(1..3 * 24 * 60);
                self.passes(TimeDelta::minutes(minutes)).await;
            }
            95..98 => self.accept().await,
            84..90 => self.change().await,
            98..100 => {
                self.tell().await;
                rewards::release_due(&self.app.app.db).await.unwrap();
            }
            _ => {
                let event = self.history.next(self.app.now());
                self.pending.push(Incoming::new(self.source, event));
                if self.pending.len() >= self.room {
                    self.tell().await;
                    self.room = self.history.rng.random_range(1..40);
                }
            }
        }
        1
    }

    /// Sends what is pending as one batch.
    async fn tell(&mut self) {
        let batch = std::mem::take(&mut self.pending);
        self.told += batch.len();
        let answers = intake::apply_now(&self.app.app.db, &batch).await;
        assert_eq!(answers.len(), batch.len());
        for (incoming, answer) in batch.into_iter().zip(answers) {
            let answer =
                answer.unwrap_or_else(|fault| panic!("seed {}: {}: {fault}", self.seed, incoming.event.to_json()));
            assert_eq!(answer.id, incoming.event.id.as_str());
            if !matches!(answer.outcome, Outcome::Conflict { .. }) {
                self.reference.sent("billing", incoming.event);
            }
        }
        self.reference.follows(&self.app.app.db, &self.history.codes).await;
    }

    /// A new version begins within a week.
    async fn publishes(&mut self, terms: &str) {
        self.tell().await;
        let from = self.app.now() + TimeDelta::minutes(self.history.rng.random_range(0..7 * 24 * 60));
        self.app.app.db.write(async |tx| intake::publish_from(tx, terms, Some(from), None).await).await.unwrap();
        self.reference.follows(&self.app.app.db, &self.history.codes).await;
    }

    /// Some accept the optional version, if it is there and they did not before.
    async fn accept(&mut self) {
        self.tell().await;
        for _ in 0..15 {
            let n = self.history.rng.random_range(0..self.history.people.max(1));
            let Some(named) = self.named("person", format!("p{n}")).await else { continue };
            let person = PersonId(named.person_id);
            match self.app.app.db.write(async |tx| intake::accept(tx, person, "first-three", 2).await).await {
                Ok(()) | Err(NotAccepted::NoVersion { .. } | NotAccepted::Accepted(_)) => {}
                Err(refused) => panic!("seed {}: {refused}", self.seed),
            }
        }
        self.reference.follows(&self.app.app.db, &self.history.codes).await;
    }

    /// Some newcomers, and some who were there before, name somebody else.
    async fn change(&mut self) {
        self.tell().await;
        for _ in 0..5 {
            let History { rng, codes, people, .. } = &mut self.history;
            changed::change(&self.app.app.db, rng, *people, codes, &SLUGS).await;
        }
        self.reference.follows(&self.app.app.db, &self.history.codes).await;
    }

    async fn passes(&mut self, time: TimeDelta) {
        self.tell().await;
        self.app.app.clock.advance(time).unwrap();
        // Sometimes it runs late.
        if self.history.rng.random_bool(0.6) {
            self.verifies().await;
        }
    }

    async fn compare(&mut self) {
        self.tell().await;
        self.reference.agrees(&self.app.app.db).await;
    }

    async fn named(&self, noun: &'static str, id: String) -> Option<Named> {
        named(&self.app.app.db, noun, id).await
    }

    /// Somebody opens a link of their own.
    async fn link(&mut self) {
        self.tell().await;
        let n = self.history.rng.random_range(0..self.history.people.max(1));
        let Some(named) = self.named("person", format!("p{n}")).await else { return };
        let code = Code::from_random(self.history.rng.random());
        let slug = SLUGS[self.history.rng.random_range(0..SLUGS.len())];
        let person = PersonId(named.person_id);
        let added: Result<bool, db::Fault> = self
            .app
            .app
            .db
            .write(async |tx| {
                let program = programs::catalogue(tx).await?.by_slug(slug).unwrap().id;
                let id = LinkId::new(tx.now());
                referrals::add_link(
                    tx,
                    &Link {
                        id,
                        person,
                        program,
                        code: code.clone(),
                        label: String::new(),
                        sub: String::new(),
                        closed_at: None,
                    },
                )
                .await
            })
            .await;
        if added.unwrap() {
            self.history.codes.push(history::Code { code: code.to_string(), program: slug, person: n });
        }
    }

    /// Somebody pays an invoice with bonuses, if they may.
    async fn spend(&mut self) {
        self.tell().await;
        if self.history.invoices.is_empty() {
            return;
        }
        let newest = self.history.invoices.len();
        let n = self.history.rng.random_range(newest.saturating_sub(60)..newest);
        let Some(invoice) = self.named("invoice", format!("i{n}")).await else { return };
        let slug = SLUGS[self.history.rng.random_range(0..3)];
        let minor = self.history.rng.random_range(1..2_000_000);
        let kzt = "KZT".parse().unwrap();
        let amount =
            Amount::positive(Money::parse(&format!("{}.{:02}", minor / 100, minor % 100), kzt).unwrap()).unwrap();
        self.spends += 1;
        let event = json!({"id": format!("spend-{}", self.spends), "type": "credit.spent", "timestamp": self.app.now(), "data": {
            "spend": format!("u{}", self.spends), "program": slug, "amount": amount.to_string(), "currency": "KZT",
            "person": {"source": "billing", "id": invoice.person}, "invoice": {"source": "billing", "id": format!("i{n}")}}});
        let event: Event = beckon::events::parse_internal(event.to_string().as_bytes()).unwrap();
        let (person, id) = (PersonId(invoice.person_id), InvoiceId(invoice.id));
        let spent = self.app.app.db.write(async |tx| {
            let catalogue = programs::catalogue(tx).await?;
            let program = catalogue.by_slug(slug).unwrap();
            let terms = &program.versions[0].terms;
            let ask = Ask { id: SpendId::new(tx.now()), unit: Unit::Credit, units: amount };
            spending::spend(tx, person, program, terms, id, ask).await?;
            Ok(intake::record(tx, &event, Some(person)).await?)
        });
        match spent.await {
            Ok(_) => self.reference.sent("beckon", event),
            Err(Refused::Fault(fault)) => panic!("seed {}: {}: {fault}", self.seed, event.to_json()),
            Err(_) => self.reference.refuses(event, self.app.now()),
        }
        self.reference.follows(&self.app.app.db, &self.history.codes).await;
    }
}
