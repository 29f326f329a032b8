//! What waits to be worked, and how what comes round by itself ended last.

use super::Job;
use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use diesel::sql_types::{BigInt, Bool, Nullable, Text, Timestamptz};

/// How a schedule's job went.
#[derive(Clone, Debug, PartialEq, Eq, diesel::QueryableByName)]
pub struct Round {
    /// Of the job.
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Timestamptz)]
    pub last_slot: Instant,
    /// When it last was done.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub worked_at: Option<Instant>,
    /// When an attempt last failed.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub failed_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Text>)]
    pub last_error: Option<String>,
}

/// Of the schedules whose slots were taken before, in no order.
pub async fn rounds(conn: &Conn) -> Result<Vec<Round>, Fault> {
    sql("SELECT name, last_slot, worked_at, failed_at, last_error FROM schedules").load(conn).await
}

/// Jobs of one kind that are not at rest. Their payloads are not shown: they may name persons.
#[derive(Clone, Debug, PartialEq, Eq, diesel::QueryableByName)]
pub struct Waiting {
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = BigInt)]
    pub jobs: i64,
    /// Of these, tried before without success.
    #[diesel(sql_type = BigInt)]
    pub failing: i64,
    /// When the first of them is due.
    #[diesel(sql_type = Timestamptz)]
    pub due_at: Instant,
    #[diesel(sql_type = Nullable<Text>)]
    pub last_error: Option<String>,
}

/// What waits, kind by kind; what is due longest first.
pub async fn waiting(conn: &Conn) -> Result<Vec<Waiting>, Fault> {
    sql("SELECT kind, count(*) AS jobs, count(last_error) AS failing, min(due_at) AS due_at, max(last_error) AS last_error
         FROM jobs WHERE failed_at IS NULL GROUP BY kind ORDER BY min(due_at), kind")
    .load(conn)
    .await
}

#[derive(diesel::QueryableByName)]
struct Is {
    #[diesel(sql_type = Bool)]
    is_waiting: bool,
}

/// Whether a job of this kind waits or is being worked.
pub async fn is_waiting<J: Job>(conn: &Conn) -> Result<bool, Fault> {
    let is: Is = sql("SELECT EXISTS (SELECT FROM jobs WHERE kind = ? AND failed_at IS NULL) AS is_waiting")
        .bind::<Text, _>(J::KIND)
        .one(conn)
        .await?;
    Ok(is.is_waiting)
}
