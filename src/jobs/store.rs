//! The queue's rows.

use super::{ATTEMPTS, JobError, pause};
use crate::calendar::Instant;
use crate::db::{Fault, Tx, sql};
use chrono::TimeDelta;
use diesel::sql_types::{Integer, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde_json::Value;
use uuid::Uuid;

/// How long a taken job is left to its taker before another may take it; the taker prolongs it while it works.
pub(super) const LEASE: TimeDelta = TimeDelta::seconds(30);

/// A job that this process has taken.
#[derive(Debug, diesel::QueryableByName)]
pub(super) struct Taken {
    #[diesel(sql_type = SqlUuid)]
    pub job_id: Uuid,
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = Jsonb)]
    pub payload: Value,
    /// This attempt's number, from 1; what is written about a job later than its taking holds only for this attempt.
    #[diesel(sql_type = Integer)]
    pub attempts: i32,
}

pub(super) async fn insert(tx: &Tx, kind: &'static str, payload: Value, due_at: Instant) -> Result<(), Fault> {
    sql("INSERT INTO jobs (job_id, kind, payload, enqueued_at, due_at) VALUES (?, ?, ?, ?, ?)")
        .bind::<SqlUuid, _>(Uuid::new_v4())
        .bind::<Text, _>(kind)
        .bind::<Jsonb, _>(payload)
        .bind::<Timestamptz, _>(tx.now())
        .bind::<Timestamptz, _>(due_at)
        .execute(tx)
        .await?;
    Ok(())
}

/// Takes the job that is due longest and that nobody else has.
pub(super) async fn take(tx: &Tx) -> Result<Option<Taken>, Fault> {
    sql("UPDATE jobs SET attempts = attempts + 1, leased_until = ? WHERE job_id = (
             SELECT job_id FROM jobs
             WHERE failed_at IS NULL AND due_at <= ? AND (leased_until IS NULL OR leased_until <= ?)
             ORDER BY due_at, job_id LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING job_id, kind, payload, attempts")
    .bind::<Timestamptz, _>(tx.now() + LEASE)
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Timestamptz, _>(tx.now())
    .optional(tx)
    .await
}

pub(super) async fn prolong(tx: &Tx, taken: &Taken) -> Result<(), Fault> {
    sql("UPDATE jobs SET leased_until = ? WHERE job_id = ? AND attempts = ?")
        .bind::<Timestamptz, _>(tx.now() + LEASE)
        .bind::<SqlUuid, _>(taken.job_id)
        .bind::<Integer, _>(taken.attempts)
        .execute(tx)
        .await?;
    Ok(())
}

/// Its work is done: the row goes, and a schedule of its kind is told.
pub(super) async fn done(tx: &Tx, taken: &Taken) -> Result<(), Fault> {
    sql("WITH done AS (DELETE FROM jobs WHERE job_id = ? AND attempts = ? RETURNING kind)
         UPDATE schedules SET worked_at = ? FROM done WHERE schedules.name = done.kind")
    .bind::<SqlUuid, _>(taken.job_id)
    .bind::<Integer, _>(taken.attempts)
    .bind::<Timestamptz, _>(tx.now())
    .execute(tx)
    .await?;
    Ok(())
}

/// Puts the job back for later, or to rest. Answers whether it rests now.
pub(super) async fn failed(tx: &Tx, taken: &Taken, error: &JobError) -> Result<bool, Fault> {
    let rests = taken.attempts >= ATTEMPTS || matches!(error, JobError::Never(_));
    sql("WITH failed AS (
             UPDATE jobs SET leased_until = NULL, due_at = ?, last_error = ?, failed_at = ?
             WHERE job_id = ? AND attempts = ? RETURNING kind, last_error)
         UPDATE schedules SET failed_at = ?, last_error = failed.last_error FROM failed WHERE schedules.name = failed.kind")
    .bind::<Timestamptz, _>(tx.now() + pause(taken.attempts))
    .bind::<Text, _>(error.to_string())
    .bind::<Nullable<Timestamptz>, _>(rests.then(|| tx.now()))
    .bind::<SqlUuid, _>(taken.job_id)
    .bind::<Integer, _>(taken.attempts)
    .bind::<Timestamptz, _>(tx.now())
    .execute(tx)
    .await?;
    Ok(rests)
}
