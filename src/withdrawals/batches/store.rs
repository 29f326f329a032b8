//! The table `withdrawal_batches`, and what of `withdrawals` is in one or might be.
use super::super::bank_file::{Account, Debtor, Order};
use super::super::store::{Row as WithdrawalRow, select, withdrawals};
use super::{Batch, Done, Filed, New, State, Withdrawal};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::events::Text as Line;
use crate::ids::{BatchId, PersonId, ProgramId, WithdrawalId};
use crate::ledger;
use crate::money::{Currency, Money, MoneyError};
use crate::rules::terms::WithdrawalMethod;
use chrono::NaiveDate;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Bool, Date, Integer, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

#[derive(QueryableByName)]
pub(super) struct Row {
    #[diesel(sql_type = SqlUuid)]
    batch_id: Uuid,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Text)]
    method: String,
    #[diesel(sql_type = Timestamptz)]
    cutoff_at: Instant,
    #[diesel(sql_type = Timestamptz)]
    made_at: Instant,
    #[diesel(sql_type = SqlUuid)]
    made_by: Uuid,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    ended_at: Option<Instant>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    ended_by: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    reference: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    done_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Integer>)]
    left_over: Option<i32>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    filed_at: Option<Instant>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    filed_by: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    debtor_name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    debtor_account: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    debtor_bic: Option<String>,
    #[diesel(sql_type = Nullable<Date>)]
    execute_on: Option<NaiveDate>,
    #[diesel(sql_type = BigInt)]
    counted: i64,
    #[diesel(sql_type = Numeric)]
    total: Decimal,
    #[diesel(sql_type = BigInt)]
    paid: i64,
}

macro_rules! batches {
    ($rest:literal) => {
        concat!(
            "SELECT b.batch_id, b.currency, b.method, b.cutoff_at, b.made_at, b.made_by, b.state, b.ended_at, b.ended_by, b.reference,
                    b.done_at, b.left_over, b.filed_at, b.filed_by, b.debtor_name, b.debtor_account, b.debtor_bic, b.execute_on,
                    w.counted, w.total, w.paid
             FROM withdrawal_batches b CROSS JOIN LATERAL (
                 SELECT count(*) FILTER (WHERE w.state IN ('approved', 'paid')) AS counted,
                        coalesce(sum(w.amount - w.fee) FILTER (WHERE w.state IN ('approved', 'paid')), 0) AS total,
                        count(*) FILTER (WHERE w.state = 'paid') AS paid
                 FROM withdrawals w WHERE w.batch_id = b.batch_id) w ",
            $rest
        )
    };
}
pub(super) use batches;

fn wrong(words: impl std::fmt::Display) -> Fault {
    Fault::contradiction(format!("a stored batch: {words}"))
}

fn state(word: &str) -> Result<State, Fault> {
    let found = State::ALL.into_iter().find(|state| state.word() == word);
    found.ok_or_else(|| wrong(word))
}

fn currency(code: &str) -> Result<Currency, Fault> {
    code.parse().map_err(|error: MoneyError| wrong(error))
}

fn method(name: &str) -> Result<WithdrawalMethod, Fault> {
    name.parse().map_err(|_| wrong(name))
}

fn done(by: Option<Uuid>, at: Option<Instant>) -> Option<Done> {
    Some(Done { by: PersonId(by?), at: at? })
}

impl TryFrom<Row> for Batch {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Batch, Fault> {
        let currency = currency(&row.currency)?;
        let filed = match (done(row.filed_by, row.filed_at), row.debtor_name, row.debtor_account, row.execute_on) {
            (Some(done), Some(name), Some(account), Some(execute_on)) => {
                let debtor = debtor(name, account, row.debtor_bic);
                Some(Filed { done, debtor, execute_on })
            }
            _ => None,
        };
        Ok(Batch {
            id: BatchId(row.batch_id),
            currency,
            method: method(&row.method)?,
            cutoff_at: row.cutoff_at,
            made: Done { by: PersonId(row.made_by), at: row.made_at },
            state: state(&row.state)?,
            ended: done(row.ended_by, row.ended_at),
            reference: row.reference,
            done: row.done_at.zip(row.left_over.map(i64::from)),
            filed,
            count: row.counted,
            total: ledger::money(row.total, currency)?,
            paid: row.paid,
        })
    }
}

fn debtor(name: String, account: String, bic: Option<String>) -> Debtor {
    let is_iban = account.chars().take(2).all(|c| c.is_ascii_uppercase());
    let account = if is_iban { Account::Iban(account) } else { Account::Other(account) };
    Debtor { name, account, bic }
}

pub async fn find(conn: &Conn, id: BatchId) -> Result<Option<Batch>, Fault> {
    let row: Option<Row> = sql(batches!("WHERE b.batch_id = ?")).bind::<SqlUuid, _>(id.0).optional(conn).await?;
    row.map(Batch::try_from).transpose()
}

/// Waited for: whoever is second sees what the first one did.
pub(super) async fn lock(tx: &Tx, id: BatchId) -> Result<Option<Batch>, Fault> {
    sql("SELECT 1 FROM withdrawal_batches WHERE batch_id = ? FOR UPDATE").bind::<SqlUuid, _>(id.0).execute(tx).await?;
    find(tx, id).await
}

/// Whether it is new.
pub(super) async fn add(tx: &Tx, new: &New, by: PersonId) -> Result<bool, Fault> {
    let added = sql("INSERT INTO withdrawal_batches (batch_id, currency, method, cutoff_at, made_at, made_by, state)
         VALUES (?, ?, ?, ?, ?, ?, 'open') ON CONFLICT DO NOTHING")
    .bind::<SqlUuid, _>(new.id.0)
    .bind::<Text, _>(new.currency.to_string())
    .bind::<Text, _>(new.method.name())
    .bind::<Timestamptz, _>(new.cutoff_at)
    .bind::<Timestamptz, _>(tx.now())
    .bind::<SqlUuid, _>(by.0)
    .execute(tx)
    .await?;
    Ok(added > 0)
}

/// Answers how many. Locked in one order; what somebody else gathers meanwhile is theirs.
pub(super) async fn gather(tx: &Tx, new: &New, by: PersonId) -> Result<usize, Fault> {
    sql("WITH free AS (
             SELECT w.person_id, w.withdrawal_id FROM withdrawals w
             WHERE w.state = 'approved' AND w.batch_id IS NULL AND w.currency = ? AND w.method = ? AND w.person_id <> ?
               AND NOT EXISTS (SELECT FROM withdrawal_approvals a
                               WHERE a.person_id = w.person_id AND a.withdrawal_id = w.withdrawal_id AND a.approved_at > ?)
               AND NOT EXISTS (SELECT FROM accounts o WHERE o.person_id = w.person_id AND o.program_id = w.program_id
                               AND o.unit = 'cash' AND o.account = 'available' AND o.balance < 0)
             ORDER BY w.due_at, w.withdrawal_id FOR UPDATE OF w)
         UPDATE withdrawals w SET batch_id = ? FROM free
         WHERE w.person_id = free.person_id AND w.withdrawal_id = free.withdrawal_id")
    .bind::<Text, _>(new.currency.to_string())
    .bind::<Text, _>(new.method.name())
    .bind::<SqlUuid, _>(by.0)
    .bind::<Timestamptz, _>(new.cutoff_at)
    .bind::<SqlUuid, _>(new.id.0)
    .execute(tx)
    .await
}

pub(super) async fn end(
    tx: &Tx,
    id: BatchId,
    state: State,
    by: PersonId,
    reference: Option<&Line>,
) -> Result<(), Fault> {
    sql("UPDATE withdrawal_batches SET state = ?, ended_at = ?, ended_by = ?, reference = ? WHERE batch_id = ?")
        .bind::<Text, _>(state.word())
        .bind::<Timestamptz, _>(tx.now())
        .bind::<SqlUuid, _>(by.0)
        .bind::<Nullable<Text>, _>(reference.map(Line::to_string))
        .bind::<SqlUuid, _>(id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Everything in it was marked as paid, but for so many.
pub(super) async fn finished(tx: &Tx, id: BatchId, left_over: usize) -> Result<(), Fault> {
    sql("UPDATE withdrawal_batches SET done_at = ?, left_over = ? WHERE batch_id = ? AND done_at IS NULL")
        .bind::<Timestamptz, _>(tx.now())
        .bind::<Integer, _>(i32::try_from(left_over).map_err(wrong)?)
        .bind::<SqlUuid, _>(id.0)
        .execute(tx)
        .await?;
    Ok(())
}

pub(super) async fn filed(tx: &Tx, order: &Order, by: PersonId) -> Result<(), Fault> {
    sql("UPDATE withdrawal_batches SET filed_at = ?, filed_by = ?, debtor_name = ?, debtor_account = ?, debtor_bic = ?, execute_on = ?
         WHERE batch_id = ?")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<SqlUuid, _>(by.0)
    .bind::<Text, _>(order.debtor.name.as_str())
    .bind::<Text, _>(order.debtor.account.as_str())
    .bind::<Nullable<Text>, _>(order.debtor.bic.as_deref())
    .bind::<Date, _>(order.execute_on)
    .bind::<SqlUuid, _>(order.batch.0)
    .execute(tx)
    .await?;
    Ok(())
}

/// From which account that currency was paid last.
pub async fn last_debtor(conn: &Conn, currency: Currency) -> Result<Option<Debtor>, Fault> {
    let row: Option<Row> =
        sql(batches!("WHERE b.currency = ? AND b.filed_at IS NOT NULL ORDER BY b.filed_at DESC LIMIT 1"))
            .bind::<Text, _>(currency.to_string())
            .optional(conn)
            .await?;
    Ok(row.map(Batch::try_from).transpose()?.and_then(|batch| batch.filed).map(|filed| filed.debtor))
}

#[derive(QueryableByName)]
struct Known {
    #[diesel(sql_type = Bool)]
    known: bool,
}

pub(super) async fn owes(conn: &Conn, person: PersonId, program: ProgramId) -> Result<bool, Fault> {
    let owes: Known = sql("SELECT EXISTS (SELECT FROM accounts
         WHERE person_id = ? AND program_id = ? AND unit = 'cash' AND account = 'available' AND balance < 0) AS known")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .one(conn)
    .await?;
    Ok(owes.known)
}

pub(super) async fn has_one_of(conn: &Conn, id: BatchId, person: PersonId) -> Result<bool, Fault> {
    let has: Known = sql("SELECT EXISTS (SELECT FROM withdrawals
         WHERE batch_id = ? AND person_id = ? AND state = 'approved') AS known")
    .bind::<SqlUuid, _>(id.0)
    .bind::<SqlUuid, _>(person.0)
    .one(conn)
    .await?;
    Ok(has.known)
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

pub(super) async fn who_owe(conn: &Conn, id: BatchId) -> Result<Vec<PersonId>, Fault> {
    let rows: Vec<Named> = sql("SELECT DISTINCT w.person_id AS id FROM withdrawals w
         JOIN accounts o ON o.person_id = w.person_id AND o.program_id = w.program_id AND o.unit = 'cash' AND o.account = 'available'
         WHERE w.batch_id = ? AND w.state = 'approved' AND o.balance < 0")
    .bind::<SqlUuid, _>(id.0)
    .load(conn)
    .await?;
    Ok(rows.into_iter().map(|row| PersonId(row.id)).collect())
}

/// In the order of their ids.
pub(super) async fn to_pay_after(
    conn: &Conn,
    id: BatchId,
    after: WithdrawalId,
    limit: i64,
) -> Result<Vec<WithdrawalId>, Fault> {
    let rows: Vec<Named> = sql("SELECT withdrawal_id AS id FROM withdrawals
         WHERE batch_id = ? AND state = 'approved' AND withdrawal_id > ? ORDER BY withdrawal_id LIMIT ?")
    .bind::<SqlUuid, _>(id.0)
    .bind::<SqlUuid, _>(after.0)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await?;
    Ok(rows.into_iter().map(|row| WithdrawalId(row.id)).collect())
}

/// What a file names.
pub(super) async fn members_to_pay(conn: &Conn, id: BatchId) -> Result<Vec<Withdrawal>, Fault> {
    let rows: Vec<WithdrawalRow> =
        sql(select!("WHERE w.batch_id = ? AND w.state IN ('approved', 'paid') ORDER BY w.due_at, w.withdrawal_id"))
            .bind::<SqlUuid, _>(id.0)
            .load(conn)
            .await?;
    withdrawals(rows)
}

/// What is in it, by due date, from after another.
pub async fn members(
    conn: &Conn,
    id: BatchId,
    after: Option<(Instant, WithdrawalId)>,
    limit: i64,
) -> Result<Vec<Withdrawal>, Fault> {
    let (due, last) = after.map_or((Instant::UNIX_EPOCH, Uuid::nil()), |(due, last)| (due, last.0));
    let rows: Vec<WithdrawalRow> = sql(select!(
        "WHERE w.batch_id = ? AND (w.due_at, w.withdrawal_id) > (?, ?) ORDER BY w.due_at, w.withdrawal_id LIMIT ?"
    ))
    .bind::<SqlUuid, _>(id.0)
    .bind::<Timestamptz, _>(due)
    .bind::<SqlUuid, _>(last)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await?;
    withdrawals(rows)
}

/// What might be in it and is in none, by due date.
pub async fn left_out(conn: &Conn, batch: &Batch, limit: i64) -> Result<Vec<Withdrawal>, Fault> {
    let rows: Vec<WithdrawalRow> = sql(select!(
        "WHERE w.state = 'approved' AND w.batch_id IS NULL AND w.currency = ? AND w.method = ?
         ORDER BY w.due_at, w.withdrawal_id LIMIT ?"
    ))
    .bind::<Text, _>(batch.currency.to_string())
    .bind::<Text, _>(batch.method.name())
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await?;
    withdrawals(rows)
}

/// What is approved and in no batch, of one currency and way to pay.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    pub currency: Currency,
    pub method: WithdrawalMethod,
    pub count: i64,
    /// What reaches the persons.
    pub total: Money,
}

pub async fn waiting(conn: &Conn) -> Result<Vec<Waiting>, Fault> {
    #[derive(QueryableByName)]
    struct Sum {
        #[diesel(sql_type = Text)]
        currency: String,
        #[diesel(sql_type = Text)]
        method: String,
        #[diesel(sql_type = BigInt)]
        count: i64,
        #[diesel(sql_type = Numeric)]
        total: Decimal,
    }
    let rows: Vec<Sum> = sql("SELECT currency, method, count(*) AS count, sum(amount - fee) AS total FROM withdrawals
         WHERE state = 'approved' AND batch_id IS NULL GROUP BY currency, method ORDER BY currency, method")
    .load(conn)
    .await?;
    let read = |row: Sum| {
        let currency = currency(&row.currency)?;
        let total = ledger::money(row.total, currency)?;
        Ok(Waiting { currency, method: method(&row.method)?, count: row.count, total })
    };
    rows.into_iter().map(read).collect()
}
