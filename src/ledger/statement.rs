use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::ids::{PersonId, ProgramId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;

/// One transfer as its owner reads it, with what was on hold and available after it.
#[derive(Debug, Clone, QueryableByName)]
pub struct StatementLine {
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = Text)]
    pub cause: String,
    #[diesel(sql_type = Text)]
    pub debit: String,
    #[diesel(sql_type = Text)]
    pub credit: String,
    #[diesel(sql_type = Numeric)]
    pub amount: Decimal,
    #[diesel(sql_type = Timestamptz)]
    pub effective_at: Instant,
    #[diesel(sql_type = Timestamptz)]
    pub recorded_at: Instant,
    #[diesel(sql_type = Numeric)]
    pub on_hold: Decimal,
    #[diesel(sql_type = Numeric)]
    pub available: Decimal,
}

/// The newest lines first, with running balances; `skip` lines are left out.
pub async fn statement(
    conn: &Conn,
    person: PersonId,
    program: ProgramId,
    unit: &str,
    skip: i64,
    lines: i64,
) -> Result<Vec<StatementLine>, Fault> {
    sql("SELECT kind, cause, debit, credit, amount, effective_at, recorded_at,
                sum(CASE WHEN credit = 'on_hold' THEN amount WHEN debit = 'on_hold' THEN -amount ELSE 0 END)
                    OVER before AS on_hold,
                sum(CASE WHEN credit = 'available' THEN amount WHEN debit = 'available' THEN -amount ELSE 0 END)
                    OVER before AS available
         FROM transfers WHERE person_id = ? AND program_id = ? AND unit = ?
         WINDOW before AS (ORDER BY transfer_id)
         ORDER BY transfer_id DESC OFFSET ? LIMIT ?")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<Text, _>(unit.to_owned())
    .bind::<BigInt, _>(skip)
    .bind::<BigInt, _>(lines)
    .load(conn)
    .await
}

#[derive(QueryableByName)]
struct Head {
    #[diesel(sql_type = Text)]
    account: String,
    #[diesel(sql_type = diesel::sql_types::Binary)]
    head: Vec<u8>,
}

/// The heads of a person's chains in one program and unit: (account, SHA-256), to hold against an export.
pub async fn heads(
    conn: &Conn,
    person: PersonId,
    program: ProgramId,
    unit: &str,
) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let heads: Vec<Head> =
        sql("SELECT account, head FROM accounts WHERE person_id = ? AND program_id = ? AND unit = ? ORDER BY account")
            .bind::<SqlUuid, _>(person.0)
            .bind::<SqlUuid, _>(program.0)
            .bind::<Text, _>(unit.to_owned())
            .load(conn)
            .await?;
    Ok(heads.into_iter().map(|h| (h.account, h.head)).collect())
}
