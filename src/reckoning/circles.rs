//! The table `circles`.
use crate::calendar::Instant;
use crate::db::{Fault, Tx, sql};
use crate::ids::{PersonId, ProgramId};
use crate::referrals::Whose;
use chrono::TimeDelta;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Bool, Nullable, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

/// A circle that is held.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    pub whose: Whose,
    /// It is to be reckoned until then: its transaction's instant, or a later one of a transaction that was first.
    pub until: Instant,
    /// It was to be reckoned by now though nothing happens.
    pub is_due: bool,
}

/// Holds circles until the transaction ends. Whoever comes second waits, and reads what the first wrote. In one order for everybody:
/// by person, then program.
pub(super) async fn hold(tx: &Tx, circles: &[Whose]) -> Result<Vec<Held>, Fault> {
    let rows: Vec<HeldRow> = sql("INSERT INTO circles (person_id, program_id, reckoned_until)
         SELECT c.person_id, c.program_id, ?
         FROM unnest(?::uuid[], ?::uuid[]) AS c (program_id, person_id) ORDER BY c.person_id, c.program_id
         ON CONFLICT (person_id, program_id) DO UPDATE
             SET reckoned_until = greatest(circles.reckoned_until, excluded.reckoned_until)
         RETURNING program_id, person_id, reckoned_until, coalesce(due_at <= ?, false) AS is_due")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Array<SqlUuid>, _>(circles.iter().map(|(program, _)| program.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(circles.iter().map(|(_, person)| person.0).collect::<Vec<_>>())
    .bind::<Timestamptz, _>(tx.now())
    .load(tx)
    .await?;
    let held = |row: HeldRow| Held {
        whose: (ProgramId(row.program_id), PersonId(row.person_id)),
        until: row.reckoned_until,
        is_due: row.is_due,
    };
    Ok(rows.into_iter().map(held).collect())
}

#[derive(QueryableByName)]
struct HeldRow {
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    reckoned_until: Instant,
    #[diesel(sql_type = Bool)]
    is_due: bool,
}

/// Circles of which a part was reckoned, which are held, are to be reckoned by then too.
pub(super) async fn due_by(tx: &Tx, due: &[(Whose, Instant)]) -> Result<(), Fault> {
    if due.is_empty() {
        return Ok(());
    }
    sql("UPDATE circles c SET due_at = least(c.due_at, d.due_at)
         FROM unnest(?::uuid[], ?::uuid[], ?::timestamptz[]) AS d (program_id, person_id, due_at)
         WHERE c.person_id = d.person_id AND c.program_id = d.program_id")
    .bind::<Array<SqlUuid>, _>(due.iter().map(|((program, _), _)| program.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(due.iter().map(|((_, person), _)| person.0).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(due.iter().map(|(_, at)| *at).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// When these circles, which are held, are to be reckoned though nothing happens.
pub(super) async fn set_due(tx: &Tx, due: &[(Whose, Option<Instant>)]) -> Result<(), Fault> {
    if due.is_empty() {
        return Ok(());
    }
    sql("UPDATE circles c SET due_at = d.due_at
         FROM unnest(?::uuid[], ?::uuid[], ?::timestamptz[]) AS d (program_id, person_id, due_at)
         WHERE c.person_id = d.person_id AND c.program_id = d.program_id AND c.due_at IS DISTINCT FROM d.due_at")
    .bind::<Array<SqlUuid>, _>(due.iter().map(|((program, _), _)| program.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(due.iter().map(|((_, person), _)| person.0).collect::<Vec<_>>())
    .bind::<Array<Nullable<Timestamptz>>, _>(due.iter().map(|(_, at)| *at).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
}

fn whose(rows: Vec<Row>) -> Vec<Whose> {
    rows.into_iter().map(|row| (ProgramId(row.program_id), PersonId(row.person_id))).collect()
}

/// Circles that are due by themselves, held; those that another process holds are passed over.
pub(super) async fn hold_due(tx: &Tx, limit: i64) -> Result<Vec<Whose>, Fault> {
    let rows = sql("SELECT program_id, person_id FROM circles WHERE due_at <= ?
         ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<BigInt, _>(limit)
    .load(tx)
    .await?;
    Ok(whose(rows))
}

/// Of these circles, those that are due by themselves.
pub(super) async fn due_among(tx: &Tx, circles: &[Whose]) -> Result<Vec<Whose>, Fault> {
    if circles.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sql("SELECT c.program_id, c.person_id FROM unnest(?::uuid[], ?::uuid[]) AS a (program_id, person_id)
         JOIN circles c USING (person_id, program_id) WHERE c.due_at <= ?")
    .bind::<Array<SqlUuid>, _>(circles.iter().map(|(program, _)| program.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(circles.iter().map(|(_, person)| person.0).collect::<Vec<_>>())
    .bind::<Timestamptz, _>(tx.now())
    .load(tx)
    .await?;
    Ok(whose(rows))
}

/// A circle that cannot be reckoned is not due before it is tried again.
pub(super) async fn put_off(tx: &Tx, (program, person): Whose, by: TimeDelta) -> Result<(), Fault> {
    sql("UPDATE circles SET due_at = ? WHERE person_id = ? AND program_id = ?")
        .bind::<Timestamptz, _>(tx.now() + by)
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(program.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Circles of a program that were not reckoned until `until`, held, but those that failed; waits for whoever holds one.
pub(super) async fn hold_before(
    tx: &Tx,
    program: ProgramId,
    until: Instant,
    failed: &[Whose],
    limit: i64,
) -> Result<Vec<Whose>, Fault> {
    let rows = sql("SELECT program_id, person_id FROM circles
         WHERE program_id = ? AND reckoned_until < ? AND person_id <> ALL(?) ORDER BY person_id LIMIT ? FOR UPDATE")
    .bind::<SqlUuid, _>(program.0)
    .bind::<Timestamptz, _>(until)
    .bind::<Array<SqlUuid>, _>(failed.iter().map(|(_, person)| person.0).collect::<Vec<_>>())
    .bind::<BigInt, _>(limit)
    .load(tx)
    .await?;
    Ok(whose(rows))
}

/// What all facts are judged by has changed: every circle of these programs is due. Nobody else may be applying facts.
pub(super) async fn all_due(tx: &Tx, programs: &[ProgramId]) -> Result<(), Fault> {
    sql("UPDATE circles SET due_at = ? WHERE program_id = ANY(?)")
        .bind::<Timestamptz, _>(tx.now())
        .bind::<Array<SqlUuid>, _>(programs.iter().map(|p| p.0).collect::<Vec<_>>())
        .execute(tx)
        .await?;
    Ok(())
}

/// The same, with everybody who refers somebody, or with everybody known.
pub(super) async fn begin(tx: &Tx, program: ProgramId, alone: bool) -> Result<(), Fault> {
    sql("INSERT INTO circles (person_id, program_id, reckoned_until, due_at)
         SELECT w.person_id, p.program_id, '-infinity', p.now
         FROM (SELECT ?::uuid AS program_id, ?::timestamptz AS now, ?::boolean AS alone) p
         CROSS JOIN LATERAL (
             SELECT DISTINCT a.referrer_id AS person_id FROM attributions a WHERE a.program_id = p.program_id
             UNION
             SELECT k.person_id FROM external_ids k WHERE p.alone AND k.noun = 'person') w
         ORDER BY w.person_id
         ON CONFLICT (person_id, program_id) DO UPDATE SET due_at = excluded.due_at")
    .bind::<SqlUuid, _>(program.0)
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Bool, _>(alone)
    .execute(tx)
    .await?;
    Ok(())
}
