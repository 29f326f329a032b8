use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::ids::{PersonId, ProgramId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

/// One transfer as its owner reads it, with what was available after it.
#[derive(Debug, Clone, QueryableByName)]
pub struct StatementLine {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
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

/// One account's statement, or what was recorded of it from one instant until before another: a month that is over stays as it is,
/// whatever is learnt later.
#[derive(Debug, Clone, Copy)]
pub struct Statement<'a> {
    pub person: PersonId,
    pub program: ProgramId,
    pub unit: &'a str,
    pub within: Option<(Instant, Instant)>,
    /// Of these postings alone; none: all. What was available after a line is then not to be had.
    pub kinds: &'a [&'a str],
}

impl Statement<'_> {
    fn kinds(&self) -> Vec<String> {
        self.kinds.iter().map(ToString::to_string).collect()
    }
}

/// What moved the available amount; asks for person, program, unit, from (twice), until (twice), kinds (twice).
macro_rules! lines {
    () => {
        "SELECT transfer_id AS id, kind, cause, CASE WHEN credit = 'available' THEN amount ELSE -amount END AS moved, effective_at,
                recorded_at
         FROM transfers
         WHERE person_id = ? AND program_id = ? AND unit = ? AND 'available' IN (debit, credit)
           AND (?::timestamptz IS NULL OR recorded_at >= ?) AND (?::timestamptz IS NULL OR recorded_at < ?)
           AND (cardinality(?::text[]) = 0 OR kind = ANY(?))"
    };
}

/// The newest lines first, with running balances; `skip` lines are left out. What was available in the end is known, so that only
/// the lines above are read.
pub async fn statement(conn: &Conn, of: Statement<'_>, skip: i64, lines: i64) -> Result<Vec<StatementLine>, Fault> {
    let (from, until) = of.within.unzip();
    sql(concat!(
        "SELECT lines.*, (SELECT coalesce(sum(balance), 0) FROM accounts
                          WHERE person_id = ? AND program_id = ? AND unit = ? AND account = 'available')
                - CASE WHEN ?::timestamptz IS NULL THEN 0 ELSE (
                    SELECT coalesce(sum(CASE WHEN credit = 'available' THEN amount ELSE -amount END), 0) FROM transfers
                    WHERE person_id = ? AND program_id = ? AND unit = ? AND 'available' IN (debit, credit) AND recorded_at >= ?) END
                - coalesce(sum(moved) OVER (ORDER BY id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS available
         FROM (",
        lines!(),
        ") lines ORDER BY id DESC OFFSET ? LIMIT ?"
    ))
    .bind::<SqlUuid, _>(of.person.0)
    .bind::<SqlUuid, _>(of.program.0)
    .bind::<Text, _>(of.unit.to_owned())
    .bind::<Nullable<Timestamptz>, _>(until)
    .bind::<SqlUuid, _>(of.person.0)
    .bind::<SqlUuid, _>(of.program.0)
    .bind::<Text, _>(of.unit.to_owned())
    .bind::<Nullable<Timestamptz>, _>(until)
    .bind::<SqlUuid, _>(of.person.0)
    .bind::<SqlUuid, _>(of.program.0)
    .bind::<Text, _>(of.unit.to_owned())
    .bind::<Nullable<Timestamptz>, _>(from)
    .bind::<Nullable<Timestamptz>, _>(from)
    .bind::<Nullable<Timestamptz>, _>(until)
    .bind::<Nullable<Timestamptz>, _>(until)
    .bind::<Array<Text>, _>(of.kinds())
    .bind::<Array<Text>, _>(of.kinds())
    .bind::<BigInt, _>(skip)
    .bind::<BigInt, _>(lines)
    .load(conn)
    .await
}

/// The oldest lines first, those after a line; `available` is what there was after that line.
pub async fn statement_after(
    conn: &Conn,
    of: Statement<'_>,
    (after, available): (Uuid, Decimal),
    lines: i64,
) -> Result<Vec<StatementLine>, Fault> {
    let (from, until) = of.within.unzip();
    sql(concat!(
        "SELECT lines.*, ? + sum(moved) OVER (ORDER BY id) AS available FROM (",
        lines!(),
        " AND transfer_id > ? ORDER BY transfer_id LIMIT ?) lines ORDER BY id"
    ))
    .bind::<Numeric, _>(available)
    .bind::<SqlUuid, _>(of.person.0)
    .bind::<SqlUuid, _>(of.program.0)
    .bind::<Text, _>(of.unit.to_owned())
    .bind::<Nullable<Timestamptz>, _>(from)
    .bind::<Nullable<Timestamptz>, _>(from)
    .bind::<Nullable<Timestamptz>, _>(until)
    .bind::<Nullable<Timestamptz>, _>(until)
    .bind::<Array<Text>, _>(of.kinds())
    .bind::<Array<Text>, _>(of.kinds())
    .bind::<SqlUuid, _>(after)
    .bind::<BigInt, _>(lines)
    .load(conn)
    .await
}

/// What a statement has in it, and what was available before and after.
#[derive(Debug, Clone, Copy, QueryableByName)]
pub struct Ends {
    #[diesel(sql_type = BigInt)]
    pub lines: i64,
    #[diesel(sql_type = Numeric)]
    pub before: Decimal,
    #[diesel(sql_type = Numeric)]
    pub after: Decimal,
}

pub async fn ends(conn: &Conn, of: Statement<'_>) -> Result<Ends, Fault> {
    let (from, until) = of.within.unzip();
    sql(concat!(
        "SELECT count(*) FILTER (WHERE ?::timestamptz IS NULL OR recorded_at >= ?) AS lines,
                coalesce(sum(moved) FILTER (WHERE recorded_at < ?), 0) AS before, coalesce(sum(moved), 0) AS after FROM (",
        lines!(),
        ") lines"
    ))
    .bind::<Nullable<Timestamptz>, _>(from)
    .bind::<Nullable<Timestamptz>, _>(from)
    .bind::<Nullable<Timestamptz>, _>(from)
    .bind::<SqlUuid, _>(of.person.0)
    .bind::<SqlUuid, _>(of.program.0)
    .bind::<Text, _>(of.unit.to_owned())
    .bind::<Nullable<Timestamptz>, _>(None::<Instant>)
    .bind::<Nullable<Timestamptz>, _>(None::<Instant>)
    .bind::<Nullable<Timestamptz>, _>(until)
    .bind::<Nullable<Timestamptz>, _>(until)
    .bind::<Array<Text>, _>(of.kinds())
    .bind::<Array<Text>, _>(of.kinds())
    .one(conn)
    .await
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
