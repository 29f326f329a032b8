//! The table `audits`.
use super::Report;
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Text, Timestamptz};

/// Differences kept of one audit; the log of that night has them all.
const KEPT: usize = 100;

/// What an audit found that was kept.
#[derive(Debug, Clone, PartialEq, QueryableByName)]
pub struct Audited {
    #[diesel(sql_type = Timestamptz)]
    pub audited_at: Instant,
    #[diesel(sql_type = BigInt)]
    pub transfers: i64,
    #[diesel(sql_type = BigInt)]
    pub receipts: i64,
    /// How many there were; zero means that the books are whole.
    #[diesel(sql_type = BigInt)]
    pub differences: i64,
    #[diesel(sql_type = Array<Text>)]
    pub first_differences: Vec<String>,
}

impl Audited {
    pub fn of(report: &Report, audited_at: Instant) -> Audited {
        Audited {
            audited_at,
            transfers: report.programs.iter().map(|figures| figures.transfers).sum(),
            receipts: report.programs.iter().map(|figures| figures.receipts).sum(),
            differences: i64::try_from(report.differences.len()).unwrap_or(i64::MAX),
            first_differences: report.differences.iter().take(KEPT).cloned().collect(),
        }
    }
}

/// A job may run twice: the later result stands.
pub(super) async fn keep(tx: &Tx, report: &Report) -> Result<(), Fault> {
    let audited = Audited::of(report, tx.now());
    sql("INSERT INTO audits (audited_at, transfers, receipts, differences, first_differences) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (audited_at) DO UPDATE SET transfers = excluded.transfers, receipts = excluded.receipts,
            differences = excluded.differences, first_differences = excluded.first_differences")
    .bind::<Timestamptz, _>(audited.audited_at)
    .bind::<BigInt, _>(audited.transfers)
    .bind::<BigInt, _>(audited.receipts)
    .bind::<BigInt, _>(audited.differences)
    .bind::<Array<Text>, _>(audited.first_differences)
    .execute(tx)
    .await?;
    Ok(())
}

/// The latest, the newest first.
pub async fn latest(conn: &Conn, limit: i64) -> Result<Vec<Audited>, Fault> {
    sql("SELECT audited_at, transfers, receipts, differences, first_differences FROM audits ORDER BY audited_at DESC LIMIT ?")
        .bind::<BigInt, _>(limit)
        .load(conn)
        .await
}
