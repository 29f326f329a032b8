//! Jobs that failed for good, kept for staff.

use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use diesel::sql_types::{BigInt, Integer, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

/// A job at rest. Its payload is not shown: it may name persons.
#[derive(Clone, Debug, PartialEq, Eq, diesel::QueryableByName)]
pub struct Failed {
    #[diesel(sql_type = SqlUuid)]
    pub job_id: Uuid,
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = Integer)]
    pub attempts: i32,
    #[diesel(sql_type = Text)]
    pub last_error: String,
    #[diesel(sql_type = Timestamptz)]
    pub enqueued_at: Instant,
    #[diesel(sql_type = Timestamptz)]
    pub failed_at: Instant,
}

/// The latest `limit` jobs that failed for good, the newest first.
pub async fn graveyard(conn: &Conn, limit: i64) -> Result<Vec<Failed>, Fault> {
    sql("SELECT job_id, kind, attempts, coalesce(last_error, '') AS last_error, enqueued_at, failed_at
         FROM jobs WHERE failed_at IS NOT NULL ORDER BY failed_at DESC, job_id LIMIT ?")
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await
}

/// One of them; none when it is not at rest any more.
pub async fn at_rest(conn: &Conn, job_id: Uuid) -> Result<Option<Failed>, Fault> {
    sql("SELECT job_id, kind, attempts, coalesce(last_error, '') AS last_error, enqueued_at, failed_at
         FROM jobs WHERE job_id = ? AND failed_at IS NOT NULL")
    .bind::<SqlUuid, _>(job_id)
    .optional(conn)
    .await
}

/// Lets a job at rest be tried again at once, as if new. Answers whether there was such a job.
pub async fn retry(tx: &Tx, job_id: Uuid) -> Result<bool, Fault> {
    let revived =
        sql("UPDATE jobs SET failed_at = NULL, attempts = 0, due_at = ? WHERE job_id = ? AND failed_at IS NOT NULL")
            .bind::<Timestamptz, _>(tx.now())
            .bind::<SqlUuid, _>(job_id)
            .execute(tx)
            .await?;
    Ok(revived == 1)
}

/// Removes a job at rest for good. Answers whether there was such a job.
pub async fn remove(tx: &Tx, job_id: Uuid) -> Result<bool, Fault> {
    let removed = sql("DELETE FROM jobs WHERE job_id = ? AND failed_at IS NOT NULL")
        .bind::<SqlUuid, _>(job_id)
        .execute(tx)
        .await?;
    Ok(removed == 1)
}
