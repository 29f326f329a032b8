use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::ledger::{self, AsOf};
use crate::money::{Currency, Unit};
use crate::programs;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;

/// One program's sums at an instant: of its money, and of each other unit that it gives.
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
    #[diesel(sql_type = Text)]
    unit: String,
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
        let of_program = sums.iter().filter(|sum| sum.program() == program.id);
        let ours = counted.iter().filter(|counted| counted.program_id == program.id.0);
        let units = of_program.clone().map(|sum| &sum.unit).chain(ours.clone().map(|counted| &counted.unit));
        let mut currencies = vec![last.terms.currency];
        for unit in units {
            let unit: Unit = unit.parse().map_err(Fault::contradiction)?;
            currencies.push(unit.currency(last.terms.currency));
        }
        currencies.sort_unstable();
        currencies.dedup();
        for currency in currencies {
            let is_of =
                |unit: &str| unit.parse::<Unit>().is_ok_and(|unit| unit.currency(last.terms.currency) == currency);
            let mut total = Total::default();
            for counted in ours.clone().filter(|counted| is_of(&counted.unit)) {
                total.receipts += counted.receipts;
                total.zero_receipts += counted.zero_receipts;
            }
            for sum in of_program.clone().filter(|sum| is_of(&sum.unit)) {
                total.add(sum, due.get(&(program.id.0, sum.unit.clone())).copied().unwrap_or_default());
            }
            figures.push(total.of(&program.slug, currency)?);
        }
    }
    figures.sort_by(|a, b| (&a.program, &a.currency).cmp(&(&b.program, &b.currency)));
    Ok(figures)
}

#[derive(Default)]
struct Total {
    transfers: i64,
    receipts: i64,
    zero_receipts: i64,
    on_hold: Decimal,
    available: Decimal,
    withdrawing: Decimal,
    spent: Decimal,
    paid_out: Decimal,
}

impl Total {
    /// A hold ends when it ends, whenever its release is recorded: `due` is available by then.
    fn add(&mut self, sum: &AsOf, due: Decimal) {
        self.transfers += sum.transfers;
        self.on_hold += sum.on_hold - due;
        self.available += sum.available + due;
        self.withdrawing += sum.withdrawing;
        self.spent += sum.spent;
        self.paid_out += sum.paid_out;
    }

    fn of(self, program: &str, currency: Currency) -> Result<ProgramFigures, Fault> {
        let written = |amount: Decimal| Ok::<_, Fault>(ledger::money(amount.normalize(), currency)?.to_string());
        Ok(ProgramFigures {
            program: program.to_owned(),
            currency: currency.to_string(),
            transfers: self.transfers,
            receipts: self.receipts,
            zero_receipts: self.zero_receipts,
            on_hold: written(self.on_hold)?,
            available: written(self.available)?,
            withdrawing: written(self.withdrawing)?,
            spent: written(self.spent)?,
            paid_out: written(self.paid_out)?,
        })
    }
}

/// Receipts of what happened by then, each counted once however often it was revised.
async fn counted(conn: &Conn, at: Instant) -> Result<Vec<Counted>, Fault> {
    sql(concat!(
        "SELECT program_id, unit, count(*) AS receipts, count(*) FILTER (WHERE amount = 0) AS zero_receipts FROM ",
        current!(),
        " AND r.happened_at <= ? GROUP BY program_id, unit"
    ))
    .bind::<Timestamptz, _>(at)
    .load(conn)
    .await
}

async fn due(conn: &Conn, at: Instant) -> Result<HashMap<(Uuid, String), Decimal>, Fault> {
    let rows: Vec<Due> = sql("SELECT program_id, unit, sum(on_hold) AS due FROM rewards
         WHERE on_hold > 0 AND NOT frozen AND NOT held AND NOT waits AND hold_until <= ? GROUP BY program_id, unit")
    .bind::<Timestamptz, _>(at)
    .load(conn)
    .await?;
    Ok(rows.into_iter().map(|row| ((row.program_id, row.unit), row.due)).collect())
}
