use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::ids::{PersonId, ProgramId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;

/// One transfer as its owner reads it, with what was available after it.
#[derive(Debug, Clone, QueryableByName)]
pub struct StatementLine {
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = Text)]
    pub cause: String,
    /// Signed.
    #[diesel(sql_type = Numeric)]
    pub moved: Decimal,
    #[diesel(sql_type = Timestamptz)]
    pub effective_at: Instant,
    #[diesel(sql_type = Timestamptz)]
    pub recorded_at: Instant,
    #[diesel(sql_type = Numeric)]
    pub available: Decimal,
}

/// What moved the available amount, the newest lines first, with running balances; `skip` lines are left out.
pub async fn statement(
    conn: &Conn,
    person: PersonId,
    program: ProgramId,
    unit: &str,
    skip: i64,
    lines: i64,
) -> Result<Vec<StatementLine>, Fault> {
    sql("SELECT kind, cause, CASE WHEN credit = 'available' THEN amount ELSE -amount END AS moved, effective_at, recorded_at,
                sum(CASE WHEN credit = 'available' THEN amount ELSE -amount END) OVER (ORDER BY transfer_id) AS available
         FROM transfers
         WHERE person_id = ? AND program_id = ? AND unit = ? AND 'available' IN (debit, credit)
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
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// How many lines the statement has.
pub async fn count_lines(conn: &Conn, person: PersonId, program: ProgramId, unit: &str) -> Result<i64, Fault> {
    let count: Count = sql("SELECT count(*) AS count FROM transfers
         WHERE person_id = ? AND program_id = ? AND unit = ? AND 'available' IN (debit, credit)")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<Text, _>(unit.to_owned())
    .one(conn)
    .await?;
    Ok(count.count)
}

/// One transfer of a reward.
#[derive(Debug, Clone, QueryableByName)]
pub struct Movement {
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = Numeric)]
    pub amount: Decimal,
    #[diesel(sql_type = Timestamptz)]
    pub effective_at: Instant,
}

/// The transfers of whatever is named by `cause` or begins with it and a slash, oldest first.
pub async fn movements(conn: &Conn, person: PersonId, program: ProgramId, cause: &str) -> Result<Vec<Movement>, Fault> {
    sql("SELECT kind, amount, effective_at FROM transfers
         WHERE person_id = ? AND program_id = ? AND (cause = ? OR starts_with(cause, ?)) ORDER BY transfer_id")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<Text, _>(cause.to_owned())
    .bind::<Text, _>(format!("{cause}/"))
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
