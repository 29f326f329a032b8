//! The log of facts.
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::events::{Event, Fact, parse_internal};
use crate::ids::{EventId, PersonId, SourceId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Binary, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// How far a stored event was applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    Applied,
    Waiting { waits_for: String },
    Recorded,
    Refused { reason: String },
}

impl State {
    fn word(&self) -> &'static str {
        match self {
            State::Applied => "applied",
            State::Waiting { .. } => "waiting",
            State::Recorded => "recorded",
            State::Refused { .. } => "refused",
        }
    }

    fn waits_for(&self) -> Option<&str> {
        if let State::Waiting { waits_for } = self { Some(waits_for) } else { None }
    }

    fn reason(&self) -> Option<&str> {
        if let State::Refused { reason } = self { Some(reason) } else { None }
    }
}

#[derive(QueryableByName)]
pub(super) struct Row {
    #[diesel(sql_type = SqlUuid)]
    source_id: Uuid,
    #[diesel(sql_type = Text)]
    external_id: String,
    #[diesel(sql_type = SqlUuid)]
    event_id: Uuid,
    #[diesel(sql_type = Text)]
    r#type: String,
    #[diesel(sql_type = Timestamptz)]
    happened_at: Instant,
    #[diesel(sql_type = Timestamptz)]
    recorded_at: Instant,
    #[diesel(sql_type = Text)]
    body: String,
    #[diesel(sql_type = Binary)]
    body_hash: Vec<u8>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    person_id: Option<Uuid>,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Nullable<Text>)]
    waits_for: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    reason: Option<String>,
}

/// An event as it lies in the log.
#[derive(Debug, Clone)]
pub struct Stored {
    pub source: SourceId,
    pub external_id: String,
    pub id: EventId,
    pub type_name: String,
    pub happened_at: Instant,
    pub recorded_at: Instant,
    /// JSON as PostgreSQL keeps it: the same content, perhaps in another order.
    pub body: String,
    pub body_hash: Vec<u8>,
    pub person: Option<PersonId>,
    pub state: State,
    /// It waits though what it waited for is there: applying it failed.
    pub failed: bool,
}

impl TryFrom<Row> for Stored {
    type Error = Fault;
    fn try_from(row: Row) -> Result<Stored, Fault> {
        let failed = row.state == "waiting" && row.reason.is_some();
        let state = match (row.state.as_str(), row.waits_for) {
            ("applied", _) => State::Applied,
            ("recorded", _) => State::Recorded,
            ("refused", _) => State::Refused { reason: row.reason.unwrap_or_default() },
            ("waiting", Some(waits_for)) => State::Waiting { waits_for },
            (other, _) => return Err(Fault::contradiction(format!("an event in state {other}"))),
        };
        Ok(Stored {
            source: SourceId(row.source_id),
            external_id: row.external_id,
            id: EventId(row.event_id),
            type_name: row.r#type,
            happened_at: row.happened_at,
            recorded_at: row.recorded_at,
            body: row.body,
            body_hash: row.body_hash,
            person: row.person_id.map(PersonId),
            state,
            failed,
        })
    }
}

impl Stored {
    pub fn event(&self) -> Result<Event, Fault> {
        parse_internal(self.body.as_bytes())
            .map_err(|e| Fault::contradiction(format!("a kept event does not read: {e}")))
    }
}

fn stored(rows: Vec<Row>) -> Result<Vec<Stored>, Fault> {
    rows.into_iter().map(Stored::try_from).collect()
}

pub async fn find(conn: &Conn, keys: &[(SourceId, &str)]) -> Result<HashMap<(SourceId, String), Stored>, Fault> {
    let rows: Vec<Row> = sql("SELECT e.source_id, e.external_id, e.event_id, e.type, e.happened_at, e.recorded_at,
                e.body::text AS body, e.body_hash, e.person_id, e.state, e.waits_for, e.reason
         FROM unnest(?::uuid[], ?::text[]) AS asked (source_id, external_id)
         JOIN events e USING (source_id, external_id)")
    .bind::<Array<SqlUuid>, _>(keys.iter().map(|k| k.0.0).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(keys.iter().map(|k| k.1).collect::<Vec<_>>())
    .load(conn)
    .await?;
    Ok(stored(rows)?.into_iter().map(|e| ((e.source, e.external_id.clone()), e)).collect())
}

/// Parked events that wait for one of `keys` (`noun:id`), oldest first.
pub async fn waiting_for(conn: &Conn, keys: Vec<String>) -> Result<Vec<Stored>, Fault> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> =
        sql("SELECT source_id, external_id, event_id, type, happened_at, recorded_at, body::text AS body,
                body_hash, person_id, state, waits_for, reason
         FROM events WHERE state = 'waiting' AND waits_for = ANY(?) ORDER BY happened_at, recorded_at")
        .bind::<Array<Text>, _>(keys)
        .load(conn)
        .await?;
    stored(rows)
}

/// Parked events whose wait is over, whoever missed to tell them: two transactions that did not see each other.
/// `but`: those that were tried already.
pub async fn overlooked(conn: &Conn, but: &[EventId], limit: i64) -> Result<Vec<Stored>, Fault> {
    let rows: Vec<Row> = sql("SELECT e.source_id, e.external_id, e.event_id, e.type, e.happened_at, e.recorded_at,
                e.body::text AS body, e.body_hash, e.person_id, e.state, e.waits_for, e.reason
         FROM events e
         WHERE e.state = 'waiting' AND e.event_id <> ALL(?) AND EXISTS (
             SELECT 1 FROM external_ids k
             WHERE k.noun = split_part(e.waits_for, ':', 1)
               AND k.external_id = substr(e.waits_for, strpos(e.waits_for, ':') + 1)
               AND k.source_id IN (e.source_id, ?))
         ORDER BY e.happened_at, e.recorded_at LIMIT ?")
    .bind::<Array<SqlUuid>, _>(but.iter().map(|id| id.0).collect::<Vec<_>>())
    .bind::<SqlUuid, _>(crate::people::sources::beckon().0)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await?;
    stored(rows)
}

/// Parked events that could not be applied though their wait is over, for staff to see; they are tried again.
pub async fn put_aside(tx: &Tx, failed: &[Stored]) -> Result<(), Fault> {
    sql("UPDATE events e SET reason = 'failed' FROM unnest(?::uuid[], ?::text[]) AS f (source_id, external_id)
         WHERE e.source_id = f.source_id AND e.external_id = f.external_id AND e.state = 'waiting'")
    .bind::<Array<SqlUuid>, _>(failed.iter().map(|stored| stored.source.0).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(failed.iter().map(|stored| stored.external_id.as_str()).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// Of parked events, those that still wait. They are this transaction's until it ends: whoever else would apply them comes after
/// it and finds that they wait no more.
pub async fn lock_waiting(tx: &Tx, parked: impl Iterator<Item = &Stored>) -> Result<HashSet<EventId>, Fault> {
    #[derive(QueryableByName)]
    struct Waiting {
        #[diesel(sql_type = SqlUuid)]
        event_id: Uuid,
    }
    let (sources, ids): (Vec<Uuid>, Vec<&str>) = parked.map(|s| (s.source.0, s.external_id.as_str())).unzip();
    let waiting: Vec<Waiting> =
        sql("SELECT e.event_id FROM unnest(?::uuid[], ?::text[]) AS asked (source_id, external_id)
         JOIN events e USING (source_id, external_id)
         WHERE e.state = 'waiting' ORDER BY source_id, external_id FOR UPDATE OF e")
        .bind::<Array<SqlUuid>, _>(sources)
        .bind::<Array<Text>, _>(ids)
        .load(tx)
        .await?;
    Ok(waiting.into_iter().map(|waiting| EventId(waiting.event_id)).collect())
}

/// The fact by which somebody registered; none for staff whom a command made.
pub async fn registration_of(conn: &Conn, person: PersonId) -> Result<Option<Event>, Fault> {
    let rows: Vec<Row> =
        sql("SELECT source_id, external_id, event_id, type, happened_at, recorded_at, body::text AS body,
                body_hash, person_id, state, waits_for, reason
         FROM events WHERE person_id = ? AND type = 'person.registered' AND state = 'applied'
         AND applied_order IS NOT NULL ORDER BY applied_order LIMIT 1")
        .bind::<SqlUuid, _>(person.0)
        .load(conn)
        .await?;
    stored(rows)?.first().map(Stored::event).transpose()
}

/// An event that was decided in this transaction.
pub struct Decided<'a> {
    pub source: SourceId,
    pub event: &'a Event,
    pub id: EventId,
    pub person: Option<PersonId>,
    pub state: State,
    /// Later than that of everything applied before, by this process; none while it waits, or if it repeats another.
    pub order: Option<Uuid>,
}

/// A place in the order of applying. To be taken when nothing can come between any more: once everything is locked.
pub fn next(tx: &Tx) -> Uuid {
    EventId::new(tx.now()).0
}

/// What a fact reports, where that happens only once.
pub fn thing(fact: &Fact) -> Option<String> {
    fact.business_id().map(|id| format!("{}:{id}", fact.type_name()))
}

/// Of these things, those that somebody reported already and that wait, as they were reported.
pub async fn waiting_things(conn: &Conn, things: &[(SourceId, String)]) -> Result<Vec<Stored>, Fault> {
    if things.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = sql("SELECT e.source_id, e.external_id, e.event_id, e.type, e.happened_at, e.recorded_at,
                e.body::text AS body, e.body_hash, e.person_id, e.state, e.waits_for, e.reason
         FROM unnest(?::uuid[], ?::text[]) AS asked (source_id, thing)
         JOIN events e ON e.source_id = asked.source_id AND e.thing = asked.thing AND e.state = 'waiting'")
    .bind::<Array<SqlUuid>, _>(things.iter().map(|t| t.0.0).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(things.iter().map(|t| t.1.as_str()).collect::<Vec<_>>())
    .load(conn)
    .await?;
    stored(rows)
}

/// Keeps new events; one that another transaction kept first is a race.
pub async fn keep(tx: &Tx, decided: &[Decided<'_>]) -> Result<(), Fault> {
    if decided.is_empty() {
        return Ok(());
    }
    let mut decided: Vec<&Decided<'_>> = decided.iter().collect();
    decided.sort_unstable_by(|a, b| (a.source, &a.event.id).cmp(&(b.source, &b.event.id)));
    let thing = |d: &&Decided<'_>| d.state.waits_for().and(thing(&d.event.fact));
    sql("INSERT INTO events (source_id, external_id, event_id, type, happened_at, recorded_at, body, body_hash, person_id,
                             state, waits_for, reason, thing, applied_order, applied_at)
         SELECT e.source_id, e.external_id, e.event_id, e.type, e.happened_at, t.now, e.body::jsonb, e.body_hash, e.person_id,
                e.state, e.waits_for, e.reason, e.thing, e.applied_order,
                CASE WHEN e.applied_order IS NOT NULL THEN t.now END
         FROM (SELECT ?::timestamptz AS now) t,
              unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::timestamptz[], ?::text[], ?::bytea[], ?::uuid[],
                     ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[])
            AS e (source_id, external_id, event_id, type, happened_at, body, body_hash, person_id, state, waits_for,
                  reason, thing, applied_order)")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Array<SqlUuid>, _>(decided.iter().map(|d| d.source.0).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(decided.iter().map(|d| d.event.id.as_str()).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(decided.iter().map(|d| d.id.0).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(decided.iter().map(|d| d.event.fact.type_name()).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(decided.iter().map(|d| d.event.timestamp).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(decided.iter().map(|d| d.event.to_json()).collect::<Vec<_>>())
    .bind::<Array<Binary>, _>(decided.iter().map(|d| d.event.body_hash().to_vec()).collect::<Vec<_>>())
    .bind::<Array<Nullable<SqlUuid>>, _>(decided.iter().map(|d| d.person.map(|p| p.0)).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(decided.iter().map(|d| d.state.word()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(decided.iter().map(|d| d.state.waits_for()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(decided.iter().map(|d| d.state.reason()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(decided.iter().map(thing).collect::<Vec<_>>())
    .bind::<Array<Nullable<SqlUuid>>, _>(decided.iter().map(|d| d.order).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// Marks parked events with what became of them now.
pub async fn settle(tx: &Tx, decided: &[Decided<'_>]) -> Result<(), Fault> {
    if decided.is_empty() {
        return Ok(());
    }
    sql("UPDATE events e
         SET state = d.state, waits_for = d.waits_for, reason = d.reason, person_id = d.person_id,
             applied_order = d.applied_order, applied_at = CASE WHEN d.applied_order IS NOT NULL THEN t.now END
         FROM (SELECT ?::timestamptz AS now) t,
              unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::uuid[])
            AS d (source_id, external_id, person_id, state, waits_for, reason, applied_order)
         WHERE e.source_id = d.source_id AND e.external_id = d.external_id AND e.state = 'waiting'")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Array<SqlUuid>, _>(decided.iter().map(|d| d.source.0).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(decided.iter().map(|d| d.event.id.as_str()).collect::<Vec<_>>())
    .bind::<Array<Nullable<SqlUuid>>, _>(decided.iter().map(|d| d.person.map(|p| p.0)).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(decided.iter().map(|d| d.state.word()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(decided.iter().map(|d| d.state.waits_for()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(decided.iter().map(|d| d.state.reason()).collect::<Vec<_>>())
    .bind::<Array<Nullable<SqlUuid>>, _>(decided.iter().map(|d| d.order).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps what happened inside, applied by the verb that made it. The same id again is a race: whoever lost looks again.
pub async fn record(tx: &Tx, event: &Event, person: Option<PersonId>) -> Result<EventId, Fault> {
    let id = EventId::new(tx.now());
    let source = crate::people::sources::beckon();
    keep(tx, &[Decided { source, event, id, person, state: State::Applied, order: Some(next(tx)) }]).await?;
    Ok(id)
}

/// The same of many, each about one person.
pub async fn record_all(tx: &Tx, events: &[(PersonId, Event)]) -> Result<(), Fault> {
    let source = crate::people::sources::beckon();
    let decided = events.iter().map(|(person, event)| {
        let (id, person) = (EventId::new(tx.now()), Some(*person));
        Decided { source, event, id, person, state: State::Applied, order: Some(next(tx)) }
    });
    keep(tx, &decided.collect::<Vec<_>>()).await
}
