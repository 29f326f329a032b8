//! The log of facts as staff read it.
use super::store::{Row, Stored};
use crate::db::{Conn, Fault, sql};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Text};

/// A fact and the name of its sender.
#[derive(Debug, Clone)]
pub struct Logged {
    pub event: Stored,
    pub source_name: String,
}

#[derive(QueryableByName)]
pub(super) struct LoggedRow {
    #[diesel(embed)]
    event: Row,
    #[diesel(sql_type = Text)]
    source_name: String,
}

impl LoggedRow {
    pub(super) fn read(self) -> Result<Logged, Fault> {
        Ok(Logged { event: self.event.try_into()?, source_name: self.source_name })
    }
}

/// The latest facts, newest first; those that wait or were refused come before all others.
pub async fn latest(conn: &Conn, limit: i64) -> Result<Vec<Logged>, Fault> {
    let rows: Vec<LoggedRow> = sql("WITH latest AS (
             (SELECT * FROM events WHERE state IN ('waiting', 'refused') ORDER BY recorded_at DESC LIMIT ?)
             UNION
             (SELECT * FROM events ORDER BY recorded_at DESC LIMIT ?)
         )
         SELECT e.source_id, e.external_id, e.event_id, e.type, e.happened_at, e.recorded_at, e.body::text AS body,
                e.body_hash, e.person_id, e.state, e.waits_for, e.reason, s.name AS source_name
         FROM latest e JOIN sources s ON s.source_id = e.source_id
         ORDER BY e.state NOT IN ('waiting', 'refused'), e.recorded_at DESC, e.event_id DESC LIMIT ?")
    .bind::<BigInt, _>(limit / 2)
    .bind::<BigInt, _>(limit)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await?;
    rows.into_iter().map(LoggedRow::read).collect()
}

/// Facts that ask for somebody's eye.
#[derive(Debug, Clone, Copy, QueryableByName)]
pub struct Counted {
    #[diesel(sql_type = BigInt)]
    pub waiting: i64,
    #[diesel(sql_type = BigInt)]
    pub refused: i64,
}

pub async fn count(conn: &Conn) -> Result<Counted, Fault> {
    sql("SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting, count(*) FILTER (WHERE state = 'refused') AS refused
         FROM events WHERE state IN ('waiting', 'refused')")
    .one(conn)
    .await
}
