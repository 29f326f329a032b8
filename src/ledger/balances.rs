use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{PersonId, ProgramId};
use crate::money::{Currency, Money, Unit};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

/// What a person has in one program and unit. Amounts are in the unit's major unit.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Balances {
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Text)]
    pub unit: String,
    #[diesel(sql_type = Numeric)]
    pub on_hold: Decimal,
    #[diesel(sql_type = Numeric)]
    pub available: Decimal,
    #[diesel(sql_type = Numeric)]
    pub withdrawing: Decimal,
    #[diesel(sql_type = Numeric)]
    pub spent: Decimal,
    #[diesel(sql_type = Numeric)]
    pub paid_out: Decimal,
    #[diesel(sql_type = Numeric)]
    pub fees: Decimal,
    #[diesel(sql_type = Numeric)]
    pub expired: Decimal,
    /// By the hand of staff; below zero where they took more than they gave.
    #[diesel(sql_type = Numeric)]
    pub adjusted: Decimal,
    /// In exchange for another unit; below zero where it went out.
    #[diesel(sql_type = Numeric)]
    pub converted: Decimal,
}

impl Balances {
    pub fn program(&self) -> ProgramId {
        ProgramId(self.program_id)
    }

    /// What rewards came to, net: it is wherever it went, less what came in besides.
    pub fn earned(&self) -> Decimal {
        let went =
            self.on_hold + self.available + self.withdrawing + self.spent + self.paid_out + self.fees + self.expired;
        went - self.adjusted - self.converted
    }
}

/// What one person has now, a row for each program and unit in which they ever had something.
pub async fn balances(conn: &Conn, person: PersonId) -> Result<Vec<Balances>, Fault> {
    sql("WITH out AS (
             SELECT program_id, unit,
                    sum(CASE WHEN credit = 'spent' THEN amount WHEN debit = 'spent' THEN -amount END) AS spent,
                    sum(CASE WHEN credit = 'paid_out' THEN amount WHEN debit = 'paid_out' THEN -amount END) AS paid_out,
                    sum(CASE WHEN credit = 'fees' THEN amount END) AS fees,
                    sum(CASE WHEN credit = 'expired' THEN amount WHEN debit = 'expired' THEN -amount END) AS expired,
                    sum(CASE WHEN debit = 'adjusted' THEN amount WHEN credit = 'adjusted' THEN -amount END) AS adjusted,
                    sum(CASE WHEN debit = 'converted' THEN amount WHEN credit = 'converted' THEN -amount END) AS converted
             FROM transfers
             WHERE person_id = ? AND (credit IN ('spent', 'paid_out', 'fees', 'expired', 'adjusted', 'converted')
                                      OR debit IN ('spent', 'paid_out', 'expired', 'adjusted', 'converted'))
             GROUP BY program_id, unit
         )
         SELECT a.program_id, a.unit,
                coalesce(sum(a.balance) FILTER (WHERE a.account = 'on_hold'), 0) AS on_hold,
                coalesce(sum(a.balance) FILTER (WHERE a.account = 'available'), 0) AS available,
                coalesce(sum(a.balance) FILTER (WHERE a.account = 'withdrawing'), 0) AS withdrawing,
                coalesce(max(out.spent), 0) AS spent, coalesce(max(out.paid_out), 0) AS paid_out,
                coalesce(max(out.fees), 0) AS fees,
                coalesce(max(out.expired), 0) AS expired, coalesce(max(out.adjusted), 0) AS adjusted,
                coalesce(max(out.converted), 0) AS converted
         FROM accounts a LEFT JOIN out ON out.program_id = a.program_id AND out.unit = a.unit
         WHERE a.person_id = ?
         GROUP BY a.program_id, a.unit ORDER BY a.program_id, a.unit")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(person.0)
    .load(conn)
    .await
}

/// A program's sums over all persons.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct AsOf {
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Text)]
    pub unit: String,
    #[diesel(sql_type = BigInt)]
    pub transfers: i64,
    #[diesel(sql_type = Numeric)]
    pub on_hold: Decimal,
    #[diesel(sql_type = Numeric)]
    pub available: Decimal,
    #[diesel(sql_type = Numeric)]
    pub withdrawing: Decimal,
    #[diesel(sql_type = Numeric)]
    pub spent: Decimal,
    #[diesel(sql_type = Numeric)]
    pub paid_out: Decimal,
}

impl AsOf {
    pub fn program(&self) -> ProgramId {
        ProgramId(self.program_id)
    }
}

/// Sums of every transfer whose effect lies at or before `at`, from the transfers alone.
pub async fn as_of(conn: &Conn, at: Instant) -> Result<Vec<AsOf>, Fault> {
    sql("SELECT program_id, unit, count(*) AS transfers,
                coalesce(sum(CASE 'on_hold' WHEN credit THEN amount WHEN debit THEN -amount END), 0) AS on_hold,
                coalesce(sum(CASE 'available' WHEN credit THEN amount WHEN debit THEN -amount END), 0) AS available,
                coalesce(sum(CASE 'withdrawing' WHEN credit THEN amount WHEN debit THEN -amount END), 0) AS withdrawing,
                coalesce(sum(CASE 'spent' WHEN credit THEN amount WHEN debit THEN -amount END), 0) AS spent,
                coalesce(sum(CASE 'paid_out' WHEN credit THEN amount WHEN debit THEN -amount END), 0) AS paid_out
         FROM transfers WHERE effective_at <= ? GROUP BY program_id, unit ORDER BY program_id, unit")
    .bind::<Timestamptz, _>(at)
    .load(conn)
    .await
}

/// An account whose stored balance is not the sum of its transfers.
#[derive(Debug, QueryableByName)]
pub struct Unequal {
    #[diesel(sql_type = SqlUuid)]
    pub person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub program_id: Uuid,
    #[diesel(sql_type = Text)]
    pub unit: String,
    #[diesel(sql_type = Text)]
    pub account: String,
    #[diesel(sql_type = Numeric)]
    pub stored: Decimal,
    #[diesel(sql_type = Numeric)]
    pub summed: Decimal,
}

/// Every person's account against the sum of its transfers.
pub async fn unequal_balances(conn: &Conn) -> Result<Vec<Unequal>, Fault> {
    sql("WITH moved AS (
             SELECT person_id, program_id, unit,
                    sum(CASE 'on_hold' WHEN credit THEN amount WHEN debit THEN -amount END) AS on_hold,
                    sum(CASE 'available' WHEN credit THEN amount WHEN debit THEN -amount END) AS available,
                    sum(CASE 'withdrawing' WHEN credit THEN amount WHEN debit THEN -amount END) AS withdrawing
             FROM transfers GROUP BY person_id, program_id, unit
         ), summed AS (
             SELECT person_id, program_id, unit, account, balance
             FROM moved, LATERAL (VALUES ('on_hold', on_hold), ('available', available), ('withdrawing', withdrawing))
                AS s (account, balance)
             WHERE balance IS NOT NULL
         )
         SELECT person_id, program_id, unit, account,
                coalesce(a.balance, 0) AS stored, coalesce(s.balance, 0) AS summed
         FROM accounts a FULL JOIN summed s USING (person_id, program_id, unit, account)
         WHERE a.balance IS DISTINCT FROM s.balance
         ORDER BY person_id, program_id, unit, account")
    .load(conn)
    .await
}

/// What is available in one account, locked until the transaction ends; nothing yet is zero.
pub async fn lock_available(tx: &Tx, owner: (PersonId, ProgramId, Unit), currency: Currency) -> Result<Money, Fault> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Numeric)]
        balance: Decimal,
    }
    let (person, program, unit) = owner;
    let row: Option<Row> = sql("SELECT balance FROM accounts
         WHERE person_id = ? AND program_id = ? AND unit = ? AND account = 'available' FOR UPDATE")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<Text, _>(unit.name())
    .optional(tx)
    .await?;
    let balance = row.map_or(Decimal::ZERO, |row| row.balance);
    Money::new(balance, currency).map_err(|e| Fault::contradiction(format!("a stored balance: {e}")))
}

/// What one person's account had, as it is known now.
#[derive(Debug, Clone, QueryableByName)]
pub struct AvailableAt {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    /// By the transfers that took effect until the instant.
    #[diesel(sql_type = Numeric)]
    pub then: Decimal,
    #[diesel(sql_type = Numeric)]
    pub now: Decimal,
}

impl AvailableAt {
    pub fn person(&self) -> PersonId {
        PersonId(self.person_id)
    }
}

/// What was available to these persons at an instant and is now, locked until the transaction ends; in the order of their ids.
pub async fn lock_available_at(
    tx: &Tx,
    (program, unit): (ProgramId, Unit),
    people: &[PersonId],
    at: Instant,
) -> Result<Vec<AvailableAt>, Fault> {
    let people: Vec<Uuid> = people.iter().map(|person| person.0).collect();
    // The sums are of a second statement: it sees what whoever had the locks wrote.
    let locked =
        sql("SELECT 1 FROM accounts WHERE person_id = ANY(?) AND program_id = ? AND unit = ? AND account = 'available'
         ORDER BY person_id FOR UPDATE")
        .bind::<Array<SqlUuid>, _>(people.clone())
        .bind::<SqlUuid, _>(program.0)
        .bind::<Text, _>(unit.name())
        .execute(tx);
    let found = sql("SELECT a.person_id, a.balance AS now, a.balance - coalesce(later.moved, 0) AS \"then\"
         FROM accounts a LEFT JOIN LATERAL (
             SELECT sum(CASE WHEN credit = 'available' THEN amount ELSE -amount END) AS moved FROM transfers t
             WHERE t.person_id = a.person_id AND t.program_id = a.program_id AND t.unit = a.unit
               AND 'available' IN (t.debit, t.credit) AND t.effective_at > ?) later ON true
         WHERE a.person_id = ANY(?) AND a.program_id = ? AND a.unit = ? AND a.account = 'available' ORDER BY a.person_id")
    .bind::<Timestamptz, _>(at)
    .bind::<Array<SqlUuid>, _>(people)
    .bind::<SqlUuid, _>(program.0)
    .bind::<Text, _>(unit.name())
    .load(tx);
    let (_, found) = futures_util::try_join!(locked, found)?;
    Ok(found)
}

/// What went out of what was available in one account, net: spent, withdrawn, expired, taken or converted.
pub async fn used(conn: &Conn, owner: (PersonId, ProgramId, Unit), currency: Currency) -> Result<Money, Fault> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Numeric)]
        used: Decimal,
    }
    let (person, program, unit) = owner;
    let row: Row = sql("SELECT coalesce(sum(CASE
                    WHEN kind IN ('credit_spent', 'withdrawal_requested', 'credit_expired') THEN amount
                    WHEN kind IN ('credit_returned', 'withdrawal_returned', 'withdrawal_failed', 'expiry_canceled') THEN -amount
                    END), 0)
                + greatest(coalesce(sum(CASE kind WHEN 'adjusted_down' THEN amount WHEN 'adjusted_up' THEN -amount END), 0), 0)
                + greatest(coalesce(sum(CASE kind WHEN 'converted_out' THEN amount WHEN 'converted_in' THEN -amount END), 0), 0) AS used
         FROM transfers WHERE person_id = ? AND program_id = ? AND unit = ?")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<Text, _>(unit.name())
    .one(conn)
    .await?;
    Money::new(row.used, currency).map_err(|e| Fault::contradiction(format!("a stored sum: {e}")))
}

/// What was lost of one account and is not given back.
pub async fn expired(conn: &Conn, owner: (PersonId, ProgramId, Unit), currency: Currency) -> Result<Money, Fault> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Numeric)]
        expired: Decimal,
    }
    let (person, program, unit) = owner;
    let row: Row = sql("SELECT coalesce(sum(CASE WHEN credit = 'expired' THEN amount ELSE -amount END), 0) AS expired
         FROM transfers WHERE person_id = ? AND program_id = ? AND unit = ? AND 'expired' IN (debit, credit)")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<Text, _>(unit.name())
    .one(conn)
    .await?;
    Money::new(row.expired, currency).map_err(|e| Fault::contradiction(format!("a stored sum: {e}")))
}

/// What everybody together has in one unit of a program.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Held {
    #[diesel(sql_type = Text)]
    pub unit: String,
    #[diesel(sql_type = Numeric)]
    pub available: Decimal,
    #[diesel(sql_type = Numeric)]
    pub withdrawing: Decimal,
    /// Where less than nothing is available: above zero.
    #[diesel(sql_type = Numeric)]
    pub owed: Decimal,
}

/// By unit. Reads every account: for jobs.
pub async fn held(conn: &Conn, program: ProgramId) -> Result<Vec<Held>, Fault> {
    sql("SELECT unit, coalesce(sum(balance) FILTER (WHERE account = 'available' AND balance > 0), 0) AS available,
                coalesce(sum(balance) FILTER (WHERE account = 'withdrawing'), 0) AS withdrawing,
                coalesce(-sum(balance) FILTER (WHERE account = 'available' AND balance < 0), 0) AS owed
         FROM accounts WHERE program_id = ? GROUP BY unit ORDER BY unit")
    .bind::<SqlUuid, _>(program.0)
    .load(conn)
    .await
}
