//! Rewards that are put to own subscriptions: what is left of them to put. Where it goes, the terms decide.
use super::store;
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{EventId, PersonId, ProgramId, RewardId};
use crate::money::{Currency, Money, Unit};
use crate::programs::Catalogue;
use crate::rules::earning::Cause;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Bool, Integer, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

/// A released reward of which something is left.
#[derive(Debug, Clone)]
pub struct ToApply {
    pub person: PersonId,
    pub program: ProgramId,
    pub reward: RewardId,
    pub unit: Unit,
    pub left: Money,
    pub hold_until: Instant,
    /// When, by which rule of which version, and for what it was earned.
    pub happened_at: Instant,
    pub clause: String,
    pub terms_version: u32,
    pub cause: Cause,
    pub invitee: Option<PersonId>,
    /// The name under which its transfers are unique.
    pub name: String,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    reward_id: Uuid,
    #[diesel(sql_type = Text)]
    unit: String,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Numeric)]
    left_over: Decimal,
    #[diesel(sql_type = Timestamptz)]
    hold_until: Instant,
    #[diesel(sql_type = SqlUuid)]
    event_id: Uuid,
    #[diesel(sql_type = Text)]
    clause: String,
    #[diesel(sql_type = Timestamptz)]
    happened_at: Instant,
    #[diesel(sql_type = Integer)]
    terms_version: i32,
    #[diesel(sql_type = Text)]
    cause: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    invitee_id: Option<Uuid>,
}

impl TryFrom<Row> for ToApply {
    type Error = Fault;
    fn try_from(row: Row) -> Result<ToApply, Fault> {
        let wrong = |e: String| Fault::contradiction(format!("a stored reward: {e}"));
        let currency: Currency = row.currency.parse().map_err(|e: crate::money::MoneyError| wrong(e.to_string()))?;
        Ok(ToApply {
            person: PersonId(row.person_id),
            program: ProgramId(row.program_id),
            reward: RewardId(row.reward_id),
            unit: row.unit.parse().map_err(wrong)?,
            left: Money::new(row.left_over, currency).map_err(|e| wrong(e.to_string()))?,
            hold_until: row.hold_until,
            happened_at: row.happened_at,
            name: store::cause(EventId(row.event_id), &row.clause),
            clause: row.clause,
            terms_version: u32::try_from(row.terms_version).map_err(|e| wrong(e.to_string()))?,
            cause: serde_json::from_str(&row.cause).map_err(|e| wrong(e.to_string()))?,
            invitee: row.invitee_id.map(PersonId),
        })
    }
}

/// Who has something that somebody is to look where it can be put, in the order of their ids.
pub async fn to_apply_after(
    conn: &Conn,
    (person, program): (PersonId, ProgramId),
    limit: i64,
) -> Result<Vec<(PersonId, ProgramId)>, Fault> {
    #[derive(QueryableByName)]
    struct Whose {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
        #[diesel(sql_type = SqlUuid)]
        program_id: Uuid,
    }
    let whose: Vec<Whose> = sql("SELECT DISTINCT person_id, program_id FROM rewards
         WHERE to_apply AND granted - on_hold > applied AND (person_id, program_id) > (?, ?)
         ORDER BY person_id, program_id LIMIT ?")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await?;
    Ok(whose.into_iter().map(|whose| (PersonId(whose.person_id), ProgramId(whose.program_id))).collect())
}

/// Everything of these people that is left to put somewhere, locked.
pub async fn lock_to_apply(tx: &Tx, people: &[(PersonId, ProgramId)]) -> Result<Vec<ToApply>, Fault> {
    let rows: Vec<Row> = sql("SELECT w.person_id, w.program_id, w.reward_id, w.unit, w.currency,
                w.granted - w.on_hold - w.applied AS left_over, w.hold_until, w.event_id, w.clause,
                r.happened_at, r.terms_version, r.cause::text AS cause, r.invitee_id
         FROM rewards w JOIN unnest(?::uuid[], ?::uuid[]) AS p (person_id, program_id) USING (person_id, program_id)
         CROSS JOIN LATERAL (
             SELECT r.happened_at, r.terms_version, r.cause, r.invitee_id FROM receipts r
             WHERE r.person_id = w.person_id AND r.program_id = w.program_id AND r.event_id = w.event_id AND r.clause = w.clause
             ORDER BY r.revision DESC LIMIT 1) r
         WHERE w.to_apply IS NOT NULL AND w.granted - w.on_hold > w.applied
         ORDER BY w.person_id, w.reward_id FOR UPDATE OF w")
    .bind::<Array<SqlUuid>, _>(people.iter().map(|p| p.0.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(people.iter().map(|p| p.1.0).collect::<Vec<_>>())
    .load(tx)
    .await?;
    rows.into_iter().map(ToApply::try_from).collect()
}

/// So much of each reward was put somewhere, and whether somebody is to look again though nothing happens.
pub async fn apply(tx: &Tx, applied: &[(&ToApply, Money, bool)]) -> Result<(), Fault> {
    if applied.is_empty() {
        return Ok(());
    }
    sql("UPDATE rewards w SET applied = w.applied + a.amount, to_apply = a.to_apply
         FROM unnest(?::uuid[], ?::uuid[], ?::numeric[], ?::boolean[]) AS a (person_id, reward_id, amount, to_apply)
         WHERE w.person_id = a.person_id AND w.reward_id = a.reward_id")
    .bind::<Array<SqlUuid>, _>(applied.iter().map(|(reward, ..)| reward.person.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(applied.iter().map(|(reward, ..)| reward.reward.0).collect::<Vec<_>>())
    .bind::<Array<Numeric>, _>(applied.iter().map(|(_, amount, _)| amount.amount()).collect::<Vec<_>>())
    .bind::<Array<Bool>, _>(applied.iter().map(|(.., again)| *again).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// Something was told of these people: what could not be put anywhere before perhaps can be now.
pub async fn look_again(tx: &Tx, catalogue: &Catalogue, people: &[PersonId]) -> Result<(), Fault> {
    let mut versions = catalogue.programs.iter().flat_map(|program| &program.versions);
    if versions.any(|version| version.terms.puts()) {
        sql("UPDATE rewards SET to_apply = true WHERE person_id = ANY(?) AND NOT to_apply AND granted - on_hold > applied")
            .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>())
            .execute(tx)
            .await?;
    }
    Ok(())
}
