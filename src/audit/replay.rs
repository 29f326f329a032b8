//! The log of facts played again in memory, and what comes out held against what is stored.
use super::extensions;
use super::reckoned;
use super::runs::{self, cuts};
use crate::calendar::Instant;
use crate::companies::tax_key;
use crate::db::{Conn, Fault, sql};
use crate::events::{Event, Fact, parse_internal};
use crate::ids::{Code, ExternalId};
use crate::people::traces;
use crate::world::World;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Binary, Bool, Integer, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(QueryableByName)]
struct Logged {
    #[diesel(sql_type = Text)]
    source: String,
    #[diesel(sql_type = SqlUuid)]
    event_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    at: Instant,
    #[diesel(sql_type = SqlUuid)]
    applied_order: Uuid,
    #[diesel(sql_type = Text)]
    body: String,
    /// Of what is kept: of a redacted body, its own.
    #[diesel(sql_type = Binary)]
    body_hash: Vec<u8>,
    #[diesel(sql_type = Bool)]
    redacted: bool,
}

/// Everything that differs between the replayed world and the database, in words.
pub(super) async fn differences(
    conn: &Conn,
    now: Instant,
    trace_key: Option<&traces::Key>,
) -> Result<Vec<String>, Fault> {
    let (codes, mut cuts) = futures_util::try_join!(codes(conn), cuts(conn))?;
    let mut world = World::new([]);
    let mut differences = Vec::new();
    let traced = is_redacted(conn).await?;
    let trace_key = trace_key.filter(|_| traced);
    if traced && trace_key.is_none() {
        differences
            .push("somebody was deleted, and this audit was not given the key by which they are known again".into());
    }
    let tell = |world: &mut World, logged| tell(world, &codes, trace_key, logged);
    sql("DECLARE facts NO SCROLL CURSOR FOR
         SELECT (SELECT name FROM sources s WHERE s.source_id = e.source_id) AS source, event_id, applied_at AS at,
                applied_order, body::text AS body,
                coalesce(redacted_hash, body_hash) AS body_hash, redacted_hash IS NOT NULL AS redacted
         FROM events e WHERE applied_order IS NOT NULL ORDER BY applied_order")
    .execute(conn)
    .await?;
    let mut page = fetch(conn).await?;
    while !page.is_empty() {
        // The next part is on its way while this one is told.
        let (next, ()) = futures_util::try_join!(fetch(conn), async {
            differences.extend(page.into_iter().flat_map(|logged| {
                let cut = cuts.before(logged.applied_order, &mut world);
                [cut, tell(&mut world, logged)].into_iter().flatten()
            }));
            Ok(())
        })?;
        page = next;
    }
    sql("CLOSE facts").execute(conn).await?;
    let waiting: Vec<Logged> =
        sql("SELECT s.name AS source, e.event_id, ?::timestamptz AS at, e.event_id AS applied_order, e.body::text AS body, e.body_hash,
                false AS redacted
         FROM events e JOIN sources s USING (source_id) WHERE e.state = 'waiting' ORDER BY e.recorded_at, e.event_id")
        .bind::<Timestamptz, _>(now)
        .load(conn)
        .await?;
    let stored_waiting = waiting.len();
    differences.extend(waiting.into_iter().filter_map(|logged| tell(&mut world, logged)));
    reckoned::tell(conn, &mut world).await?;
    if let Err(e) = world.advance_to(now) {
        differences.push(format!("what is due cannot be released: {e}"));
    }
    differences.extend(compare(expected_receipts(&world), stored_receipts(conn).await?, "receipt"));
    differences.extend(reckoned::differences(conn, &world).await?);
    differences.extend(compare(expected_balances(&world), stored_balances(conn, now).await?, "balance"));
    differences.extend(compare(extensions::expected(&world), extensions::stored(conn).await?, "extension"));
    differences.extend(compare(runs::expected(conn, &world).await?, runs::stored(conn).await?, "assignment"));
    if stored_waiting != world.waiting() {
        differences.push(format!("{stored_waiting} events wait, {} should", world.waiting()));
    }
    Ok(differences)
}

/// Whether the log was ever redacted.
async fn is_redacted(conn: &Conn) -> Result<bool, Fault> {
    #[derive(QueryableByName)]
    struct Redacted {
        #[diesel(sql_type = Bool)]
        redacted: bool,
    }
    let found: Redacted =
        sql("SELECT EXISTS (SELECT FROM persons WHERE deleted_at IS NOT NULL) AS redacted").one(conn).await?;
    Ok(found.redacted)
}

async fn fetch(conn: &Conn) -> Result<Vec<Logged>, Fault> {
    sql("FETCH 10000 FROM facts").load(conn).await
}

/// Tells the world one fact; answers what is wrong with it.
fn tell(
    world: &mut World,
    codes: &HashMap<Code, Opens>,
    trace_key: Option<&traces::Key>,
    logged: Logged,
) -> Option<String> {
    match parse_internal(logged.body.as_bytes()) {
        Ok(event) if event.body_hash()[..] != logged.body_hash[..] => {
            Some(format!("event {} is not what was received", logged.event_id))
        }
        Ok(event) => {
            let event = match trace_key.filter(|_| !logged.redacted).map(|key| traces::redacted(key, &event, tax_key)) {
                None | Some(Ok(None)) => event,
                // An address and the trace of it are one to nobody: where traces stand, all are told as traces.
                Some(Ok(Some(traced))) => traced,
                Some(Err(fault)) => return Some(format!("event {} leaves no trace: {fault}", logged.event_id)),
            };
            tell_code(world, codes, &event, logged.at);
            world.apply(&logged.source, event, logged.at);
            None
        }
        Err(e) => Some(format!("event {} does not read: {e}", logged.event_id)),
    }
}

struct Opens {
    source: String,
    person: ExternalId,
    program: String,
    closed_at: Option<Instant>,
}

#[derive(QueryableByName)]
struct CodeRow {
    #[diesel(sql_type = Text)]
    code: String,
    #[diesel(sql_type = Text)]
    source: String,
    #[diesel(sql_type = Text)]
    person: String,
    #[diesel(sql_type = Text)]
    program: String,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    retired_at: Option<Instant>,
}

/// Whose codes these are: drawn by us, so no event brought them.
async fn codes(conn: &Conn) -> Result<HashMap<Code, Opens>, Fault> {
    let rows: Vec<CodeRow> =
        sql("SELECT c.code, s.name AS source, k.external_id AS person, p.slug AS program, c.retired_at
         FROM codes c JOIN external_ids k ON k.id = c.person_id AND k.noun = 'person'
         JOIN sources s ON s.source_id = k.source_id JOIN programs p ON p.program_id = c.program_id")
        .load(conn)
        .await?;
    rows.into_iter()
        .map(|row| {
            let wrong = |e: crate::ids::IdError| Fault::contradiction(format!("a stored code: {e}"));
            let person = row.person.parse().map_err(wrong)?;
            Ok((
                row.code.parse().map_err(wrong)?,
                Opens { source: row.source, person, program: row.program, closed_at: row.retired_at },
            ))
        })
        .collect()
}

/// A code that was closed later was open to whatever was applied before, however it is dated.
fn tell_code(world: &mut World, codes: &HashMap<Code, Opens>, event: &Event, applied_at: Instant) {
    let named = match &event.fact {
        Fact::PersonRegistered(fact) => fact.code.as_ref(),
        Fact::LinkClicked(fact) => Some(&fact.code),
        Fact::ReferralReplaced(fact) => fact.code.as_ref(),
        _ => None,
    };
    let code: Option<Code> = named.and_then(|code| code.as_str().parse().ok());
    if let Some((code, opens)) = code.and_then(|code| codes.get_key_value(&code)) {
        world.add_code(&opens.source, &opens.person, &opens.program, code.clone());
        if let Some(at) = opens.closed_at.filter(|closed| *closed < applied_at) {
            world.close_code(code.clone(), at);
        }
    }
}

pub(super) type Found = HashMap<String, Vec<String>>;

/// What should be there and is not, what is there and should not, and what is there otherwise; each named by its key.
fn compare(expected: Found, mut stored: Found, noun: &str) -> Vec<String> {
    let mut differences = Vec::new();
    for (key, mut should) in expected {
        let mut is = stored.remove(&key).unwrap_or_default();
        should.sort();
        is.sort();
        if should != is {
            let or_nothing = |what: Vec<String>| if what.is_empty() { "nothing".into() } else { what.join(" and ") };
            differences.push(format!("{noun} {key}: {} is stored, {} follows", or_nothing(is), or_nothing(should)));
        }
    }
    // An account that was opened and is empty again holds nothing that should follow.
    let stored = stored.into_iter().filter(|(_, is)| !is.is_empty());
    differences
        .extend(stored.map(|(key, is)| format!("{noun} {key}: {} is stored, nothing follows", is.join(" and "))));
    differences.sort_unstable();
    differences
}

fn expected_receipts(world: &World) -> Found {
    let mut found = Found::new();
    for stored in world.receipts() {
        let (event, referrer, _, program) = world.receipt_is_about(stored);
        let r = &stored.receipt;
        let key = format!("of event {event}, {program}/{}, for {referrer}", r.clause);
        let says = said(r.amount.amount(), r.reason.name(), r.base.amount(), r.hold_until, r.terms_version);
        found.entry(key).or_default().push(says);
    }
    found
}

fn said(amount: Decimal, reason: &str, base: Decimal, hold_until: Instant, version: u32) -> String {
    let (amount, base) = (amount.normalize(), base.normalize());
    format!("{amount} ({reason}) of {base} until {} under version {version}", hold_until.timestamp_micros())
}

#[derive(QueryableByName)]
struct ReceiptRow {
    #[diesel(sql_type = Text)]
    event: String,
    #[diesel(sql_type = Text)]
    program: String,
    #[diesel(sql_type = Text)]
    clause: String,
    #[diesel(sql_type = Text)]
    referrer: String,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = Text)]
    reason: String,
    #[diesel(sql_type = Text)]
    base: String,
    #[diesel(sql_type = Timestamptz)]
    hold_until: Instant,
    #[diesel(sql_type = Integer)]
    terms_version: i32,
}

async fn stored_receipts(conn: &Conn) -> Result<Found, Fault> {
    let rows: Vec<ReceiptRow> = sql(concat!(
        "SELECT e.external_id AS event, p.slug AS program, r.clause, k.external_id AS referrer, r.amount, r.reason, r.base,
                r.hold_until, r.terms_version
         FROM (SELECT r.*, detail->'base'->>'amount' AS base FROM ",
        current!(),
        " AND r.cause IS NULL) r JOIN events e ON e.event_id = r.event_id JOIN programs p ON p.program_id = r.program_id
         JOIN external_ids k ON k.id = r.person_id AND k.noun = 'person'"
    ))
    .load(conn)
    .await?;
    let mut found = Found::new();
    for row in rows {
        let key = format!("of event {}, {}/{}, for {}", row.event, row.program, row.clause, row.referrer);
        let base: Decimal = row.base.parse().map_err(|e| Fault::contradiction(format!("a stored base: {e}")))?;
        let version = u32::try_from(row.terms_version).unwrap_or_default();
        let says = said(row.amount, &row.reason, base, row.hold_until, version);
        found.entry(key).or_default().push(says);
    }
    Ok(found)
}

fn expected_balances(world: &World) -> Found {
    let mut found = Found::new();
    for (person, program, unit, b) in world.balances() {
        let parts = [b.on_hold, b.available, b.withdrawing, b.spent, b.paid_out, b.fees];
        let says = held(parts.map(|part| part.amount()));
        found.entry(format!("of {person}, {program}, {unit}")).or_default().extend(says);
    }
    found
}

fn held(balances: [Decimal; 6]) -> Option<String> {
    let nothing = balances.iter().all(Decimal::is_zero);
    let [on_hold, available, withdrawing, spent, paid_out, fees] = balances.map(|balance| balance.normalize());
    let held = format!("{on_hold} on hold, {available} available, {withdrawing} withdrawing");
    (!nothing).then(|| format!("{held}, {spent} spent, {paid_out} paid out, {fees} in fees"))
}

#[derive(QueryableByName)]
struct BalanceRow {
    #[diesel(sql_type = Text)]
    person: String,
    #[diesel(sql_type = Text)]
    program: String,
    #[diesel(sql_type = Text)]
    unit: String,
    #[diesel(sql_type = Numeric)]
    on_hold: Decimal,
    #[diesel(sql_type = Numeric)]
    available: Decimal,
    #[diesel(sql_type = Numeric)]
    withdrawing: Decimal,
    #[diesel(sql_type = Numeric)]
    due: Decimal,
    #[diesel(sql_type = Numeric)]
    spent: Decimal,
    #[diesel(sql_type = Numeric)]
    paid_out: Decimal,
    #[diesel(sql_type = Numeric)]
    fees: Decimal,
}

/// As if what is due were released: a hold ends when it ends.
async fn stored_balances(conn: &Conn, now: Instant) -> Result<Found, Fault> {
    let rows: Vec<BalanceRow> = sql("SELECT k.external_id AS person, p.slug AS program, a.unit,
                coalesce(sum(a.balance) FILTER (WHERE a.account = 'on_hold'), 0) AS on_hold,
                coalesce(sum(a.balance) FILTER (WHERE a.account = 'available'), 0) AS available,
                coalesce(sum(a.balance) FILTER (WHERE a.account = 'withdrawing'), 0) AS withdrawing,
                coalesce(max(w.due), 0) AS due, coalesce(max(o.spent), 0) AS spent,
                coalesce(max(o.paid_out), 0) AS paid_out, coalesce(max(o.fees), 0) AS fees
         FROM accounts a
         JOIN programs p ON p.program_id = a.program_id
         JOIN external_ids k ON k.id = a.person_id AND k.noun = 'person'
         LEFT JOIN (SELECT person_id, program_id, unit, sum(on_hold) AS due FROM rewards
                    WHERE on_hold > 0 AND NOT frozen AND NOT held AND hold_until <= ?
                    GROUP BY person_id, program_id, unit) w
                ON w.person_id = a.person_id AND w.program_id = a.program_id AND w.unit = a.unit
         LEFT JOIN (SELECT person_id, program_id, unit,
                           sum(CASE WHEN credit = 'spent' THEN amount WHEN debit = 'spent' THEN -amount END) AS spent,
                           sum(CASE WHEN credit = 'paid_out' THEN amount WHEN debit = 'paid_out' THEN -amount END) AS paid_out,
                           sum(CASE WHEN credit = 'fees' THEN amount END) AS fees
                    FROM transfers WHERE credit IN ('spent', 'paid_out', 'fees') OR debit IN ('spent', 'paid_out')
                    GROUP BY person_id, program_id, unit) o
                ON o.person_id = a.person_id AND o.program_id = a.program_id AND o.unit = a.unit
         GROUP BY a.person_id, k.external_id, p.slug, a.unit")
    .bind::<Timestamptz, _>(now)
    .load(conn)
    .await?;
    let mut found = Found::new();
    for row in rows {
        let (on_hold, available) = (row.on_hold - row.due, row.available + row.due);
        let says = held([on_hold, available, row.withdrawing, row.spent, row.paid_out, row.fees]);
        found.entry(format!("of {}, {}, {}", row.person, row.program, row.unit)).or_default().extend(says);
    }
    Ok(found)
}
