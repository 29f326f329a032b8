//! The world in memory, told what the database kept, in the order in which the database applied it.

use super::history::Code;
use super::random::PROGRAM;
use super::{circles, months};
use beckon::calendar::Instant;
use beckon::db::{Conn, Db, Fault, sql};
use beckon::events::{Event, parse_internal};
use beckon::world::{Outcome, World};
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

#[derive(QueryableByName)]
struct Kept {
    #[diesel(sql_type = Text)]
    source: String,
    #[diesel(sql_type = Text)]
    id: String,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Timestamptz)]
    at: Instant,
    #[diesel(sql_type = SqlUuid)]
    applied_order: Uuid,
    #[diesel(sql_type = Text)]
    body: String,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    key: String,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = Text)]
    words: String,
}

pub struct Reference {
    seed: u64,
    world: World,
    sent: HashMap<(String, String), Event>,
    after: Uuid,
    codes: usize,
    recent: Vec<String>,
    /// Under which terms, where they are not always the same.
    terms: String,
}

const ACCOUNTS: [&str; 6] = ["on_hold", "available", "withdrawing", "spent", "paid_out", "fees"];
const NOTHING: &str = "0 0 0 0 0 0";

pub type Said = BTreeMap<String, String>;

impl Reference {
    pub fn new(seed: u64) -> Reference {
        let (world, sent) = (World::new([]), HashMap::new());
        Reference { seed, world, sent, after: Uuid::nil(), codes: 0, recent: Vec::new(), terms: String::new() }
    }

    pub fn under(&mut self, terms: &str) {
        terms.clone_into(&mut self.terms);
    }

    /// What a sender sent and the database did not refuse to keep.
    pub fn sent(&mut self, source: &str, event: Event) {
        self.sent.entry((source.to_owned(), event.id.to_string())).or_insert(event);
    }

    /// The world must refuse a spend that was refused.
    pub fn refuses(&mut self, event: Event, at: Instant) {
        let words = event.to_json();
        let outcome = self.world.apply("beckon", event, at);
        assert!(matches!(outcome, Outcome::Refused { .. }), "{}", self.failure(&format!("{words}: {outcome:?}")));
    }

    /// Tells the world everything that was applied since the last time.
    pub async fn follows(&mut self, db: &Db, codes: &[Code]) {
        let after = self.after;
        let look = async |conn: &Conn| -> Result<Vec<Kept>, Fault> {
            sql("SELECT s.name AS source, e.external_id AS id, e.state, e.applied_at AS at, e.applied_order, e.body::text AS body
                 FROM events e JOIN sources s USING (source_id)
                 WHERE e.applied_order > ? ORDER BY e.applied_order")
            .bind::<SqlUuid, _>(after)
            .load(conn)
            .await
        };
        for kept in db.read(look).await.unwrap() {
            self.after = kept.applied_order;
            for code in &codes[self.codes..] {
                let (person, code_text) = (format!("p{}", code.person).parse().unwrap(), code.code.parse().unwrap());
                assert!(self.world.add_code("billing", &person, code.program, code_text));
            }
            self.codes = codes.len();
            self.hears(kept);
        }
    }

    fn hears(&mut self, kept: Kept) {
        let event = self.event(&kept);
        let words = event.to_json();
        self.recent.push(format!("{} {words}", kept.state));
        let outcome = self.world.apply(&kept.source, event, kept.at);
        let agrees = matches!(
            (kept.state.as_str(), &outcome),
            ("applied", Outcome::Applied { .. } | Outcome::Duplicate)
                | ("refused", Outcome::Refused { .. } | Outcome::Conflict)
                | ("recorded", Outcome::Applied { .. })
                | ("waiting", Outcome::Waiting { .. })
        );
        assert!(
            agrees,
            "{}",
            self.failure(&format!("{} in the database, {outcome:?} in the world: {words}", kept.state))
        );
    }

    /// As it was sent; what Beckon made itself is read back.
    fn event(&self, kept: &Kept) -> Event {
        match self.sent.get(&(kept.source.clone(), kept.id.clone())) {
            Some(event) => event.clone(),
            None => {
                let event = parse_internal(kept.body.as_bytes()).unwrap();
                assert!(kept.source == "beckon", "nobody sent {}", kept.body);
                event
            }
        }
    }

    /// At the end: what waits in the database has to wait in the world.
    pub async fn hears_what_waits(&mut self, db: &Db) {
        let look = async |conn: &Conn| -> Result<Vec<Kept>, Fault> {
            sql("SELECT s.name AS source, e.external_id AS id, e.state, e.recorded_at AS at, e.event_id AS applied_order,
                        e.body::text AS body
                 FROM events e JOIN sources s USING (source_id) WHERE e.state = 'waiting'")
            .load(conn)
            .await
        };
        for kept in db.read(look).await.unwrap() {
            self.hears(kept);
        }
    }

    pub async fn agrees(&mut self, db: &Db) {
        self.world.advance_to(db.now()).unwrap();
        let (receipts, balances) = db
            .read(async |conn| Ok::<_, Fault>((receipts(conn).await?, balances(conn, db.now()).await?)))
            .await
            .unwrap();
        self.same("receipt", self.receipts(), receipts);
        let earned = db.read(async |conn| circles::earned(conn).await).await.unwrap();
        circles::agree(&circles::earned_in(&self.world, PROGRAM), &earned)
            .unwrap_or_else(|words| panic!("{}", self.failure(&words)));
        self.same("balance", held(&self.world), balances);
        let (assignments, discounts) = db
            .read(async |conn| Ok::<_, Fault>((months::assignments(conn).await?, months::discounts(conn).await?)))
            .await
            .unwrap();
        self.same("assignment", months::assigned(&self.world), assignments);
        self.same("discount", months::taken_off(&self.world), discounts);
    }

    fn same(&self, noun: &str, world: Said, database: Said) {
        let mut differences = Vec::new();
        for key in world.keys().chain(database.keys().filter(|key| !world.contains_key(*key))) {
            if world.get(key) != database.get(key) {
                differences.push(format!("{noun} {key}: world {:?}, database {:?}", world.get(key), database.get(key)));
            }
        }
        assert!(differences.is_empty(), "{}", self.failure(&differences.join("\n")));
    }

    pub fn failure(&self, words: &str) -> String {
        let recent = self.recent[self.recent.len().saturating_sub(500)..].join("\n");
        let terms = &self.terms;
        format!("{terms}{recent}\n\nMODEL_SEED={} fails after {} facts: {words}", self.seed, self.recent.len())
    }

    fn receipts(&self) -> Said {
        let said = self.world.receipts().iter().map(|stored| {
            let (event, referrer, invitee, program) = self.world.receipt_is_about(stored);
            let r = &stored.receipt;
            let key = format!("{event} {program} {} {referrer} {invitee}", r.clause);
            (key, format!("{} {} revision {}", r.amount.amount().normalize(), r.reason.name(), stored.revision))
        });
        said.collect()
    }
}

pub fn held(world: &World) -> Said {
    let said = world.balances().map(|(person, program, unit, b)| {
        let parts = [b.on_hold, b.available, b.withdrawing, b.spent, b.paid_out, b.fees]
            .map(|part| part.amount().normalize().to_string());
        (format!("{person} {program} {unit}"), parts.join(" "))
    });
    said.filter(|(_, parts)| parts != NOTHING).collect()
}

async fn receipts(conn: &Conn) -> Result<Said, Fault> {
    let rows: Vec<Line> =
        sql("SELECT concat_ws(' ', e.external_id, p.slug, r.clause, a.external_id, b.external_id) AS key, r.amount,
                r.reason || ' revision ' || r.revision AS words
         FROM (SELECT DISTINCT ON (person_id, program_id, event_id, clause) * FROM receipts WHERE cause IS NULL
               ORDER BY person_id, program_id, event_id, clause, revision DESC) r
         JOIN events e USING (event_id) JOIN programs p USING (program_id)
         JOIN external_ids a ON a.id = r.person_id AND a.noun = 'person'
         JOIN external_ids b ON b.id = r.invitee_id AND b.noun = 'person'")
        .load(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.key, format!("{} {}", row.amount.normalize(), row.words))).collect())
}

/// From the transfers alone; what is due counts as released.
pub async fn balances(conn: &Conn, now: Instant) -> Result<Said, Fault> {
    let rows: Vec<Line> = sql("WITH leg AS (
             SELECT person_id, program_id, unit, debit AS account, -amount AS moved FROM transfers
             UNION ALL SELECT person_id, program_id, unit, credit, amount FROM transfers
             UNION ALL SELECT person_id, program_id, unit, a, CASE a WHEN 'available' THEN on_hold ELSE -on_hold END
             FROM rewards, unnest(ARRAY['on_hold', 'available']) a WHERE on_hold > 0 AND NOT frozen AND hold_until <= ?)
         SELECT concat_ws(' ', k.external_id, p.slug, unit) AS key, account AS words, sum(moved) AS amount
         FROM leg JOIN programs p USING (program_id)
         JOIN external_ids k ON k.id = leg.person_id AND k.noun = 'person'
         WHERE account IN ('on_hold', 'available', 'withdrawing', 'spent', 'paid_out', 'fees')
         GROUP BY k.external_id, p.slug, unit, account")
    .bind::<Timestamptz, _>(now)
    .load(conn)
    .await?;
    let mut found: BTreeMap<String, [Decimal; ACCOUNTS.len()]> = BTreeMap::new();
    for row in rows {
        let place = ACCOUNTS.iter().position(|word| *word == row.words).unwrap();
        found.entry(row.key).or_default()[place] = row.amount;
    }
    let said = found.into_iter().map(|(key, parts)| (key, parts.map(|part| part.normalize().to_string()).join(" ")));
    Ok(said.filter(|(_, parts)| parts != NOTHING).collect())
}

/// What a history of full length must have met.
pub const EXPECTED: [&str; 15] = [
    "after_first_payments",
    "first-three under version 2",
    "a late fact",
    "a status",
    "before_the_person",
    "refunded",
    "an assignment of company-discounts",
    "an assignment of each-month",
    "a month blocked by pending_payments",
    "a month blocked by open_invoices",
    "consumed",
    "restored",
    "superseded",
    "a discount of assignment",
    "a discount of offer",
];

/// How often what happened in a history.
pub async fn happened(db: &Db) -> BTreeMap<String, i64> {
    #[derive(QueryableByName)]
    struct Word {
        #[diesel(sql_type = Text)]
        word: String,
        #[diesel(sql_type = BigInt)]
        times: i64,
    }
    let look = async |conn: &Conn| -> Result<Vec<Word>, Fault> {
        sql("SELECT word, count(*) AS times FROM (
                 SELECT reason AS word FROM receipts
                 UNION ALL SELECT reason FROM referral_refusals
                 UNION ALL SELECT reason FROM events WHERE reason IS NOT NULL
                 UNION ALL SELECT slug || ' under version ' || terms_version FROM receipts JOIN programs USING (program_id)
                 UNION ALL SELECT 'a late fact' FROM receipts WHERE revision > 1 AND reason <> 'refunded'
                 UNION ALL SELECT 'a status' FROM receipts WHERE detail ->> 'class' IS NOT NULL
                 UNION ALL SELECT 'an assignment of ' || slug FROM assignments JOIN runs USING (run_id) JOIN programs USING (program_id)
                           WHERE percent > 0
                 UNION ALL SELECT 'a month blocked by ' || reason FROM assignments WHERE reason IN ('pending_payments', 'open_invoices')
                 UNION ALL SELECT 'consumed' FROM assignment_uses
                 UNION ALL SELECT 'restored' FROM assignment_uses WHERE returned_at IS NOT NULL
                 UNION ALL SELECT 'superseded' FROM assignments a JOIN runs r USING (run_id)
                           WHERE percent > 0 AND r.run_id NOT IN (SELECT run_id FROM current_runs)
                             AND NOT EXISTS (SELECT FROM assignment_uses u WHERE u.run_id = a.run_id AND u.person_id = a.person_id)
                 UNION ALL SELECT 'a discount of ' || coalesce(d ->> 'source', 'offer') FROM invoices, jsonb_array_elements(discounts) d
                 ) said
             GROUP BY word")
        .load(conn)
        .await
    };
    db.read(look).await.unwrap().into_iter().map(|row| (row.word, row.times)).collect()
}
