//! The tables `withdrawals` and `withdrawal_approvals`.
use super::{Ask, Done, Withdrawal};
use crate::book::WithdrawalState;
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{BatchId, PayoutDetailsId, PersonId, ProgramId, WithdrawalId};
use crate::ledger;
use crate::money::{Amount, Currency};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Bool, Integer, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

#[derive(QueryableByName)]
pub(super) struct Row {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    withdrawal_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Integer)]
    terms_version: i32,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = Numeric)]
    fee: Decimal,
    #[diesel(sql_type = Text)]
    method: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    details_id: Option<Uuid>,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Integer)]
    approvals_needed: i32,
    #[diesel(sql_type = Timestamptz)]
    requested_at: Instant,
    #[diesel(sql_type = Timestamptz)]
    due_at: Instant,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    paid_at: Option<Instant>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    paid_by: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    reference: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    ended_at: Option<Instant>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    ended_by: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    reason: Option<String>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    batch_id: Option<Uuid>,
    #[diesel(sql_type = Array<SqlUuid>)]
    approvers: Vec<Uuid>,
    #[diesel(sql_type = Array<Timestamptz>)]
    approved_at: Vec<Instant>,
}

/// The statement's text is one constant: the connection keeps it prepared.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT w.person_id, w.withdrawal_id, w.program_id, w.terms_version, w.currency, w.amount, w.fee, w.method, w.details_id, w.state,
                w.approvals_needed, w.requested_at, w.due_at, w.paid_at, w.paid_by, w.reference, w.ended_at, w.ended_by, w.reason, w.batch_id,
                a.approvers, a.approved_at
             FROM withdrawals w CROSS JOIN LATERAL (
                SELECT coalesce(array_agg(approver_id ORDER BY approved_at, approver_id), '{}') AS approvers,
                       coalesce(array_agg(approved_at ORDER BY approved_at, approver_id), '{}') AS approved_at
                FROM withdrawal_approvals a WHERE a.person_id = w.person_id AND a.withdrawal_id = w.withdrawal_id) a ",
            $rest
        )
    };
}

pub(super) use select;

impl TryFrom<Row> for Withdrawal {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Withdrawal, Fault> {
        let wrong = |e: String| Fault::contradiction(format!("a stored withdrawal: {e}"));
        let number = |n: i32| u32::try_from(n).map_err(|e| wrong(e.to_string()));
        let currency: Currency = row.currency.parse().map_err(|e: crate::money::MoneyError| wrong(e.to_string()))?;
        let done = |by: Option<Uuid>, at: Option<Instant>| Some(Done { by: PersonId(by?), at: at? });
        let approvals = row.approvers.into_iter().zip(row.approved_at);
        let approvals: Vec<Done> = approvals.map(|(by, at)| Done { by: PersonId(by), at }).collect();
        let state = WithdrawalState {
            stage: row.state.parse().map_err(wrong)?,
            amount: Amount::new(ledger::money(row.amount, currency)?).map_err(|e| wrong(e.to_string()))?,
            fee: ledger::money(row.fee, currency)?,
            approvals: u32::try_from(approvals.len()).map_err(|e| wrong(e.to_string()))?,
            approvals_needed: number(row.approvals_needed)?,
        };
        Ok(Withdrawal {
            person: PersonId(row.person_id),
            id: WithdrawalId(row.withdrawal_id),
            program: ProgramId(row.program_id),
            terms_version: number(row.terms_version)?,
            method: row.method.parse().map_err(|_| wrong(format!("method {:?}", row.method)))?,
            details: row.details_id.map(PayoutDetailsId),
            state,
            requested_at: row.requested_at,
            due_at: row.due_at,
            approvals,
            paid: done(row.paid_by, row.paid_at),
            reference: row.reference,
            ended: done(row.ended_by, row.ended_at),
            reason: row.reason,
            batch: row.batch_id.map(BatchId),
        })
    }
}

pub(super) fn withdrawals(rows: Vec<Row>) -> Result<Vec<Withdrawal>, Fault> {
    rows.into_iter().map(Withdrawal::try_from).collect()
}

#[derive(QueryableByName)]
pub(super) struct Asked {
    /// Whether that was the same; none: the person asked nothing under this id.
    #[diesel(sql_type = Nullable<Bool>)]
    pub same: Option<bool>,
    /// Whether some withdrawal has the id.
    #[diesel(sql_type = Bool)]
    pub taken: bool,
}

/// Whether the person asked under this id before.
pub(super) async fn asked(tx: &Tx, person: PersonId, program: ProgramId, ask: &Ask) -> Result<Asked, Fault> {
    sql("SELECT (SELECT program_id = ? AND method = ? AND amount = ? FROM withdrawals WHERE person_id = ? AND key = ?) AS same,
                EXISTS (SELECT FROM withdrawals WHERE withdrawal_id = ?) AS taken")
    .bind::<SqlUuid, _>(program.0)
    .bind::<Text, _>(ask.method.name())
    .bind::<Numeric, _>(ask.amount.amount())
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(ask.id.0)
    .bind::<SqlUuid, _>(ask.id.0)
    .one(tx)
    .await
}

/// Whether the person was never paid cash of the program before, nor waits for any: what came to nothing does not count.
pub async fn is_first(conn: &Conn, person: PersonId, program: ProgramId) -> Result<bool, Fault> {
    #[derive(QueryableByName)]
    struct First {
        #[diesel(sql_type = Bool)]
        first: bool,
    }
    let found: First = sql("SELECT NOT EXISTS (SELECT FROM withdrawals WHERE person_id = ? AND program_id = ?
                AND state NOT IN ('rejected', 'canceled', 'failed')) AS first")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .one(conn)
    .await?;
    Ok(found.first)
}

/// `key`: the id under which it was asked for.
pub(super) async fn add(tx: &Tx, new: &Withdrawal, key: WithdrawalId) -> Result<(), Fault> {
    let number = |n: u32| i32::try_from(n).map_err(|e| Fault::contradiction(e.to_string()));
    sql("INSERT INTO withdrawals (person_id, withdrawal_id, key, program_id, terms_version, currency, amount, fee, method, details_id, state,
                                  approvals_needed, requested_at, due_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    .bind::<SqlUuid, _>(new.person.0)
    .bind::<SqlUuid, _>(new.id.0)
    .bind::<SqlUuid, _>(key.0)
    .bind::<SqlUuid, _>(new.program.0)
    .bind::<Integer, _>(number(new.terms_version)?)
    .bind::<Text, _>(new.state.amount.currency().to_string())
    .bind::<Numeric, _>(new.state.amount.money().amount())
    .bind::<Numeric, _>(new.state.fee.amount())
    .bind::<Text, _>(new.method.name())
    .bind::<Nullable<SqlUuid>, _>(new.details.map(|details| details.0))
    .bind::<Text, _>(new.state.stage.name())
    .bind::<Integer, _>(number(new.state.approvals_needed)?)
    .bind::<Timestamptz, _>(new.requested_at)
    .bind::<Timestamptz, _>(new.due_at)
    .execute(tx)
    .await?;
    Ok(())
}

/// Waited for: whoever is second sees what the first one did.
pub(super) async fn lock(tx: &Tx, id: WithdrawalId) -> Result<Option<Withdrawal>, Fault> {
    sql("SELECT 1 FROM withdrawals WHERE withdrawal_id = ? FOR UPDATE").bind::<SqlUuid, _>(id.0).execute(tx).await?;
    find(tx, id).await
}

pub(super) async fn add_approval(tx: &Tx, withdrawal: &Withdrawal, done: Done) -> Result<(), Fault> {
    sql("INSERT INTO withdrawal_approvals (person_id, withdrawal_id, approver_id, approved_at) VALUES (?, ?, ?, ?)")
        .bind::<SqlUuid, _>(withdrawal.person.0)
        .bind::<SqlUuid, _>(withdrawal.id.0)
        .bind::<SqlUuid, _>(done.by.0)
        .bind::<Timestamptz, _>(done.at)
        .execute(tx)
        .await?;
    Ok(())
}

/// Where it stands, and what led there.
pub(super) async fn save(tx: &Tx, withdrawal: &Withdrawal) -> Result<(), Fault> {
    let Withdrawal { paid, ended, .. } = withdrawal;
    sql("UPDATE withdrawals SET state = ?, paid_at = ?, paid_by = ?, reference = ?, ended_at = ?, ended_by = ?, reason = ?
         WHERE person_id = ? AND withdrawal_id = ?")
    .bind::<Text, _>(withdrawal.state.stage.name())
    .bind::<Nullable<Timestamptz>, _>(paid.map(|done| done.at))
    .bind::<Nullable<SqlUuid>, _>(paid.map(|done| done.by.0))
    .bind::<Nullable<Text>, _>(withdrawal.reference.as_deref())
    .bind::<Nullable<Timestamptz>, _>(ended.map(|done| done.at))
    .bind::<Nullable<SqlUuid>, _>(ended.map(|done| done.by.0))
    .bind::<Nullable<Text>, _>(withdrawal.reason.as_deref())
    .bind::<SqlUuid, _>(withdrawal.person.0)
    .bind::<SqlUuid, _>(withdrawal.id.0)
    .execute(tx)
    .await?;
    Ok(())
}

pub(super) async fn set_batch(tx: &Tx, withdrawal: &Withdrawal, batch: Option<BatchId>) -> Result<(), Fault> {
    sql("UPDATE withdrawals SET batch_id = ? WHERE person_id = ? AND withdrawal_id = ?")
        .bind::<Nullable<SqlUuid>, _>(batch.map(|batch| batch.0))
        .bind::<SqlUuid, _>(withdrawal.person.0)
        .bind::<SqlUuid, _>(withdrawal.id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// What of a batch is still to be paid is in none from now on; answers how many that were.
pub(super) async fn free(tx: &Tx, batch: BatchId) -> Result<usize, Fault> {
    sql("UPDATE withdrawals SET batch_id = NULL WHERE batch_id = ? AND state = 'approved'")
        .bind::<SqlUuid, _>(batch.0)
        .execute(tx)
        .await
}

pub async fn find(conn: &Conn, id: WithdrawalId) -> Result<Option<Withdrawal>, Fault> {
    let row: Option<Row> = sql(select!("WHERE w.withdrawal_id = ?")).bind::<SqlUuid, _>(id.0).optional(conn).await?;
    row.map(Withdrawal::try_from).transpose()
}

/// One person's in one program, newest first.
pub async fn of(
    conn: &Conn,
    person: PersonId,
    program: ProgramId,
    skip: i64,
    limit: i64,
) -> Result<Vec<Withdrawal>, Fault> {
    let rows = sql(select!(
        "WHERE w.person_id = ? AND w.program_id = ? ORDER BY w.requested_at DESC, w.withdrawal_id DESC OFFSET ? LIMIT ?"
    ))
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<BigInt, _>(skip)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await?;
    withdrawals(rows)
}

/// One person's in one program.
pub async fn count_of(conn: &Conn, person: PersonId, program: ProgramId) -> Result<i64, Fault> {
    #[derive(QueryableByName)]
    struct Counted {
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    let counted: Counted = sql("SELECT count(*) AS count FROM withdrawals WHERE person_id = ? AND program_id = ?")
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(program.0)
        .one(conn)
        .await?;
    Ok(counted.count)
}
