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
