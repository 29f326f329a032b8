//! Everybody's withdrawals as staff look for them. Each list reads one range of one index, from where the page before ended.
use crate::book::WithdrawalStage;
use crate::calendar::Instant;
use crate::db::sql::Sql;
use crate::db::{Conn, Fault, Way, sql};
use crate::ids::{BatchId, PersonId, ProgramId, WithdrawalId};
use crate::ledger;
use crate::money::{Currency, Money, MoneyError};
use crate::rules::terms::WithdrawalMethod;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Bool, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

macro_rules! second {
    () => {
        "w.state = 'requested' AND w.approvals_needed > 1 AND EXISTS (
             SELECT FROM withdrawal_approvals g WHERE g.person_id = w.person_id AND g.withdrawal_id = w.withdrawal_id)"
    };
}

/// What staff have to do, each counted up to [`MANY`]: beyond that only that there are more matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub struct Counts {
    /// Requested or approved.
    #[diesel(sql_type = BigInt)]
    pub open: i64,
    /// Requested.
    #[diesel(sql_type = BigInt)]
    pub undecided: i64,
    /// Of the open ones, past their due date.
    #[diesel(sql_type = BigInt)]
    pub overdue: i64,
    /// Approved once, and in need of a second approval.
    #[diesel(sql_type = BigInt)]
    pub second: i64,
}

pub const MANY: i64 = 1_000;

pub async fn counts(conn: &Conn, now: Instant) -> Result<Counts, Fault> {
    sql(concat!(
        "SELECT (SELECT count(*) FROM (SELECT FROM withdrawals WHERE state IN ('requested', 'approved') LIMIT ?) w) AS open,
                (SELECT count(*) FROM (SELECT FROM withdrawals WHERE state = 'requested' LIMIT ?) w) AS undecided,
                (SELECT count(*) FROM (SELECT FROM withdrawals WHERE state IN ('requested', 'approved') AND due_at < ? LIMIT ?) w)
                    AS overdue,
                (SELECT count(*) FROM (SELECT FROM withdrawals w WHERE ",
        second!(),
        " LIMIT ?) w) AS second"
    ))
    .bind::<BigInt, _>(MANY)
    .bind::<BigInt, _>(MANY)
    .bind::<Timestamptz, _>(now)
    .bind::<BigInt, _>(MANY)
    .bind::<BigInt, _>(MANY)
    .one(conn)
    .await
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// To be decided or paid.
    Open,
    /// Of these, what should have been decided and paid before this instant.
    Overdue(Instant),
    /// What one member of staff approved, and another has to.
    Second,
    All,
    In(WithdrawalStage),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Due,
    Requested,
    Amount,
}

/// Which withdrawals are asked for, and in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub which: Which,
    pub sort: Sort,
    pub way: Way,
    pub program: Option<ProgramId>,
    pub method: Option<WithdrawalMethod>,
    /// Of these people alone.
    pub people: Option<Vec<PersonId>>,
    /// The last one of the page before.
    pub after: Option<WithdrawalId>,
}

impl Wanted {
    pub fn of(which: Which) -> Wanted {
        let sort = sorts(which)[0];
        let way = if sort == Sort::Due { Way::Ascending } else { Way::Descending };
        Wanted { which, sort, way, program: None, method: None, people: None, after: None }
    }
}

/// By what they can be listed, the usual first.
fn sorts(which: Which) -> &'static [Sort] {
    match which {
        Which::Open => &[Sort::Due, Sort::Requested, Sort::Amount],
        Which::Overdue(_) | Which::Second => &[Sort::Due],
        Which::All => &[Sort::Requested, Sort::Amount],
        Which::In(_) => &[Sort::Requested],
    }
}

/// A withdrawal as lists show it.
#[derive(Debug, Clone)]
pub struct Queued {
    pub id: WithdrawalId,
    pub person: PersonId,
    /// Empty of somebody who deleted the account.
    pub name: String,
    pub program: ProgramId,
    pub amount: Money,
    pub fee: Money,
    pub method: WithdrawalMethod,
    pub stage: WithdrawalStage,
    /// Approved by one, and needs a second member of staff.
    pub is_half_approved: bool,
    pub requested_at: Instant,
    pub due_at: Instant,
    pub paid_at: Option<Instant>,
    pub reference: Option<String>,
    pub batch: Option<BatchId>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    withdrawal_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = Nullable<Text>)]
    name: Option<String>,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = Numeric)]
    fee: Decimal,
    #[diesel(sql_type = Text)]
    method: String,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Bool)]
    is_half_approved: bool,
    #[diesel(sql_type = Timestamptz)]
    requested_at: Instant,
    #[diesel(sql_type = Timestamptz)]
    due_at: Instant,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    paid_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Text>)]
    reference: Option<String>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    batch_id: Option<Uuid>,
}

impl TryFrom<Row> for Queued {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Queued, Fault> {
        let wrong = |e: String| Fault::contradiction(format!("a stored withdrawal: {e}"));
        let currency: Currency = row.currency.parse().map_err(|e: MoneyError| wrong(e.to_string()))?;
        Ok(Queued {
            id: WithdrawalId(row.withdrawal_id),
            person: PersonId(row.person_id),
            name: row.name.unwrap_or_default(),
            program: ProgramId(row.program_id),
            amount: ledger::money(row.amount, currency)?,
            fee: ledger::money(row.fee, currency)?,
            method: row.method.parse().map_err(|_| wrong(row.method))?,
            stage: row.state.parse().map_err(wrong)?,
            is_half_approved: row.is_half_approved,
            requested_at: row.requested_at,
            due_at: row.due_at,
            paid_at: row.paid_at,
            reference: row.reference,
            batch: row.batch_id.map(BatchId),
        })
    }
}

/// Chosen first, so that what else is shown is looked up for one page alone.
macro_rules! listing {
    ($by:literal, $($which:tt)*) => {
        concat!(
            "SELECT w.withdrawal_id, w.person_id, (SELECT p.name FROM persons p WHERE p.person_id = w.person_id) AS name, w.program_id,
                    w.currency, w.amount, w.fee, w.method, w.state, ",
            second!(),
            " AS is_half_approved, w.requested_at, w.due_at, w.paid_at, w.reference, w.batch_id
             FROM (SELECT * FROM withdrawals w WHERE ",
            $($which)*,
            " AND (?::uuid IS NULL OR w.program_id = ?) AND (?::text IS NULL OR w.method = ?) AND (w.",
            $by,
            ", w.withdrawal_id) {>} (coalesce((SELECT ",
            $by,
            " FROM withdrawals WHERE withdrawal_id = ?), '{end}'), ?) ORDER BY w.",
            $by,
            " {ASC}, w.withdrawal_id {ASC} LIMIT ?) w ORDER BY w.",
            $by,
            " {ASC}, w.withdrawal_id {ASC}"
        )
    };
}

macro_rules! due {
    ($($which:tt)*) => { sql(listing!("due_at", $($which)*)) };
}
macro_rules! requested {
    ($($which:tt)*) => { sql(listing!("requested_at", $($which)*)) };
}
macro_rules! amount {
    ($($which:tt)*) => { sql(listing!("amount", $($which)*)) };
}

/// With what the choice itself binds.
fn chosen(wanted: &Wanted) -> Sql<'static> {
    if let Some(people) = &wanted.people {
        let (stages, due) = stages(wanted.which);
        let stages = stages.map(|stages| stages.iter().map(|stage| stage.name()).collect::<Vec<_>>());
        let statement = requested!(
            "w.person_id = ANY(?) AND (?::text[] IS NULL OR w.state = ANY(?)) AND (?::timestamptz IS NULL OR w.due_at < ?)"
        );
        let statement = statement.bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>());
        let statement =
            statement.bind::<Nullable<Array<Text>>, _>(stages.clone()).bind::<Nullable<Array<Text>>, _>(stages);
        return statement.bind::<Nullable<Timestamptz>, _>(due).bind::<Nullable<Timestamptz>, _>(due);
    }
    let sort = Some(wanted.sort).filter(|sort| sorts(wanted.which).contains(sort)).unwrap_or(sorts(wanted.which)[0]);
    match (wanted.which, sort) {
        (Which::Open, Sort::Due) => due!("w.state IN ('requested', 'approved')"),
        (Which::Open, Sort::Requested) => requested!("w.state IN ('requested', 'approved')"),
        (Which::Open, Sort::Amount) => amount!("w.state IN ('requested', 'approved')"),
        (Which::Overdue(now), _) => {
            due!("w.state IN ('requested', 'approved') AND w.due_at < ?").bind::<Timestamptz, _>(now)
        }
        (Which::Second, _) => due!(second!()),
        (Which::All, Sort::Amount) => amount!("true"),
        (Which::All, _) => requested!("true"),
        (Which::In(stage), _) => requested!("w.state = ?").bind::<Text, _>(stage.name()),
    }
}

/// Of few people everything is read anyway.
fn stages(which: Which) -> (Option<Vec<WithdrawalStage>>, Option<Instant>) {
    use WithdrawalStage::{Approved, Requested};
    match which {
        Which::Open => (Some(vec![Requested, Approved]), None),
        Which::Overdue(now) => (Some(vec![Requested, Approved]), Some(now)),
        Which::Second => (Some(vec![Requested]), None),
        Which::All => (None, None),
        Which::In(stage) => (Some(vec![stage]), None),
    }
}

pub async fn listed(conn: &Conn, wanted: &Wanted, limit: i64) -> Result<Vec<Queued>, Fault> {
    let statement = chosen(wanted).along(wanted.way);
    let program = wanted.program.map(|program| program.0);
    let method = wanted.method.map(WithdrawalMethod::name);
    let statement = statement.bind::<Nullable<SqlUuid>, _>(program).bind::<Nullable<SqlUuid>, _>(program);
    let statement = statement.bind::<Nullable<Text>, _>(method).bind::<Nullable<Text>, _>(method);
    let rows: Vec<Row> = statement
        .bind::<Nullable<SqlUuid>, _>(wanted.after.map(|after| after.0))
        .bind::<SqlUuid, _>(wanted.after.map_or(wanted.way.end(), |after| after.0))
        .bind::<BigInt, _>(limit)
        .load(conn)
        .await?;
    rows.into_iter().map(Queued::try_from).collect()
}
