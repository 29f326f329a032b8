use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::ledger;
use crate::money::{Currency, Money};
use crate::programs;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;

/// One program's sums at an instant.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProgramFigures {
    pub program: String,
    pub currency: String,
    pub transfers: i64,
    pub receipts: i64,
    pub zero_receipts: i64,
    pub on_hold: String,
    pub available: String,
    pub withdrawing: String,
    pub spent: String,
    pub paid_out: String,
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = BigInt)]
    receipts: i64,
    #[diesel(sql_type = BigInt)]
    zero_receipts: i64,
}

#[derive(QueryableByName)]
struct Due {
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Text)]
    unit: String,
    #[diesel(sql_type = Numeric)]
    due: Decimal,
}

pub(super) async fn figures(conn: &Conn, at: Instant) -> Result<Vec<ProgramFigures>, Fault> {
    let catalogue = programs::catalogue(conn).await?;
    let sums = ledger::as_of(conn, at).await?;
    let counted = counted(conn, at).await?;
    let due = due(conn, at).await?;
    let mut figures = Vec::new();
    for program in &catalogue.programs {
        let Some(last) = program.versions.last() else { continue };
        let currency: Currency = last.terms.currency;
        let written = |amount: Decimal| -> Result<String, Fault> {
            let money = Money::new(amount.normalize(), currency);
            Ok(money.map_err(|e| Fault::contradiction(format!("a sum of {}: {e}", program.slug)))?.to_string())
        };
        let of_program = sums.iter().filter(|sum| sum.program() == program.id);
        let mut total = [Decimal::ZERO; 5];
        let mut transfers = 0;
        for sum in of_program {
            // A hold ends when it ends, whenever its release is recorded.
            let moved = due.get(&(program.id.0, sum.unit.clone())).copied().unwrap_or_default();
            transfers += sum.transfers;
            let parts = [sum.on_hold - moved, sum.available + moved, sum.withdrawing, sum.spent, sum.paid_out];
            for (total, part) in total.iter_mut().zip(parts) {
                *total += part;
            }
        }
        let (receipts, zero_receipts) = counted.get(&program.id.0).copied().unwrap_or_default();
        figures.push(ProgramFigures {
            program: program.slug.clone(),
            currency: currency.to_string(),
            transfers,
            receipts,
            zero_receipts,
            on_hold: written(total[0])?,
            available: written(total[1])?,
            withdrawing: written(total[2])?,
            spent: written(total[3])?,
            paid_out: written(total[4])?,
        });
    }
    figures.sort_by(|a, b| a.program.cmp(&b.program));
    Ok(figures)
}

/// Receipts of what happened by then, each counted once however often it was revised.
async fn counted(conn: &Conn, at: Instant) -> Result<HashMap<Uuid, (i64, i64)>, Fault> {
    let rows: Vec<Counted> = sql(concat!(
        "SELECT program_id, count(*) AS receipts, count(*) FILTER (WHERE amount = 0) AS zero_receipts FROM ",
        current!(),
        " AND r.happened_at <= ? GROUP BY program_id"
    ))
    .bind::<Timestamptz, _>(at)
    .load(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.program_id, (row.receipts, row.zero_receipts))).collect())
}

async fn due(conn: &Conn, at: Instant) -> Result<HashMap<(Uuid, String), Decimal>, Fault> {
    let rows: Vec<Due> = sql("SELECT program_id, unit, sum(on_hold) AS due FROM rewards
         WHERE on_hold > 0 AND NOT frozen AND hold_until <= ? GROUP BY program_id, unit")
    .bind::<Timestamptz, _>(at)
    .load(conn)
    .await?;
    Ok(rows.into_iter().map(|row| ((row.program_id, row.unit), row.due)).collect())
}
