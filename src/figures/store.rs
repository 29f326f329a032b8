//! The table `figures`: the last count.
use super::{Figures, OfProgram};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Jsonb, Timestamptz};
use serde_json::Value;

fn broken(error: impl std::fmt::Display) -> Fault {
    Fault::contradiction(format!("figures: {error}"))
}

pub(super) async fn keep(tx: &Tx, counted: &[OfProgram]) -> Result<(), Fault> {
    sql("INSERT INTO figures (one, counted_at, programs) VALUES (true, ?, ?)
         ON CONFLICT (one) DO UPDATE SET counted_at = excluded.counted_at, programs = excluded.programs")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Jsonb, _>(serde_json::to_value(counted).map_err(broken)?)
    .execute(tx)
    .await?;
    Ok(())
}

/// None before the first count.
pub async fn latest(conn: &Conn) -> Result<Option<Figures>, Fault> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Timestamptz)]
        counted_at: Instant,
        #[diesel(sql_type = Jsonb)]
        programs: Value,
    }
    let row: Option<Row> = sql("SELECT counted_at, programs FROM figures").optional(conn).await?;
    let read = |row: Row| {
        Ok(Figures { counted_at: row.counted_at, programs: serde_json::from_value(row.programs).map_err(broken)? })
    };
    row.map(read).transpose()
}
