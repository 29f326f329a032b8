//! The table `runs`.
use crate::calendar::{Instant, Month, Zone};
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{PersonId, ProgramId, RunId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Binary, Date, Nullable, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

/// A run as far as it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub id: RunId,
    pub program: ProgramId,
    pub month: Month,
    pub scheduled_at: Instant,
    /// What was recorded later was not read.
    pub cut_off: Instant,
    pub done: Done,
    pub finished_at: Option<Instant>,
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// The last person who is done: persons are taken in the order of their ids.
    pub marker: PersonId,
    /// Of everything that was read so far.
    pub inputs: [u8; 32],
    pub referrers: i64,
    pub blocked: i64,
    /// With a discount.
    pub companies: i64,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    run_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Date)]
    month: chrono::NaiveDate,
    #[diesel(sql_type = Timestamptz)]
    scheduled_at: Instant,
    #[diesel(sql_type = Timestamptz)]
    cut_off: Instant,
    #[diesel(sql_type = SqlUuid)]
    marker: Uuid,
    #[diesel(sql_type = Binary)]
    inputs: Vec<u8>,
    #[diesel(sql_type = BigInt)]
    referrers: i64,
    #[diesel(sql_type = BigInt)]
    blocked: i64,
    #[diesel(sql_type = BigInt)]
    companies: i64,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    finished_at: Option<Instant>,
}

impl TryFrom<Row> for Run {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Run, Fault> {
        let inputs = row.inputs.try_into().map_err(|_| Fault::contradiction("a run's hash of another length"))?;
        let (referrers, blocked, companies) = (row.referrers, row.blocked, row.companies);
        Ok(Run {
            id: RunId(row.run_id),
            program: ProgramId(row.program_id),
            month: Month::of(row.month.and_time(chrono::NaiveTime::MIN).and_utc(), Zone::UTC),
            scheduled_at: row.scheduled_at,
            cut_off: row.cut_off,
            done: Done { marker: PersonId(row.marker), inputs, referrers, blocked, companies },
            finished_at: row.finished_at,
        })
    }
}

pub(super) async fn find(conn: &Conn, program: ProgramId, month: Month) -> Result<Option<Run>, Fault> {
    let row: Option<Row> =
        sql("SELECT run_id, program_id, month, scheduled_at, cut_off, marker, inputs, referrers, blocked,
                companies, finished_at
         FROM runs WHERE program_id = ? AND month = ?")
        .bind::<SqlUuid, _>(program.0)
        .bind::<Date, _>(month.first_day())
        .optional(conn)
        .await?;
    row.map(Run::try_from).transpose()
}

/// The newest run of a program, whether or not it is finished.
pub async fn newest(conn: &Conn, program: ProgramId) -> Result<Option<Run>, Fault> {
    let row: Option<Row> =
        sql("SELECT run_id, program_id, month, scheduled_at, cut_off, marker, inputs, referrers, blocked,
                companies, finished_at
         FROM runs WHERE program_id = ? ORDER BY month DESC LIMIT 1")
        .bind::<SqlUuid, _>(program.0)
        .optional(conn)
        .await?;
    row.map(Run::try_from).transpose()
}

/// The newest finished run of a program: the one whose discounts hold.
pub async fn current(conn: &Conn, program: ProgramId) -> Result<Option<Run>, Fault> {
    let row: Option<Row> =
        sql("SELECT run_id, program_id, month, scheduled_at, cut_off, marker, inputs, referrers, blocked,
                companies, finished_at
         FROM runs WHERE program_id = ? AND finished_at IS NOT NULL ORDER BY month DESC LIMIT 1")
        .bind::<SqlUuid, _>(program.0)
        .optional(conn)
        .await?;
    row.map(Run::try_from).transpose()
}

/// The finished runs of a program from an instant on, the newest first.
pub async fn finished(
    conn: &Conn,
    program: ProgramId,
    since: Instant,
    skip: i64,
    limit: i64,
) -> Result<Vec<Run>, Fault> {
    let rows: Vec<Row> =
        sql("SELECT run_id, program_id, month, scheduled_at, cut_off, marker, inputs, referrers, blocked,
                companies, finished_at
         FROM runs WHERE program_id = ? AND finished_at IS NOT NULL AND scheduled_at >= ?
         ORDER BY month DESC OFFSET ? LIMIT ?")
        .bind::<SqlUuid, _>(program.0)
        .bind::<Timestamptz, _>(since)
        .bind::<BigInt, _>(skip)
        .bind::<BigInt, _>(limit)
        .load(conn)
        .await?;
    rows.into_iter().map(Run::try_from).collect()
}

pub async fn count_finished(conn: &Conn, program: ProgramId, since: Instant) -> Result<i64, Fault> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    let count: Count = sql("SELECT count(*) AS count FROM runs
         WHERE program_id = ? AND finished_at IS NOT NULL AND scheduled_at >= ?")
    .bind::<SqlUuid, _>(program.0)
    .bind::<Timestamptz, _>(since)
    .one(conn)
    .await?;
    Ok(count.count)
}

/// The newest finished one before a month.
pub async fn before(conn: &Conn, program: ProgramId, month: Month) -> Result<Option<Run>, Fault> {
    let row: Option<Row> =
        sql("SELECT run_id, program_id, month, scheduled_at, cut_off, marker, inputs, referrers, blocked,
                companies, finished_at
         FROM runs WHERE program_id = ? AND finished_at IS NOT NULL AND month < ? ORDER BY month DESC LIMIT 1")
        .bind::<SqlUuid, _>(program.0)
        .bind::<Date, _>(month.first_day())
        .optional(conn)
        .await?;
    row.map(Run::try_from).transpose()
}

/// The same run, held until the transaction ends.
pub(super) async fn hold(tx: &Tx, run: RunId) -> Result<Run, Fault> {
    let row: Row = sql("SELECT run_id, program_id, month, scheduled_at, cut_off, marker, inputs, referrers, blocked,
                companies, finished_at
         FROM runs WHERE run_id = ? FOR UPDATE")
    .bind::<SqlUuid, _>(run.0)
    .one(tx)
    .await?;
    Run::try_from(row)
}

/// Of one program and month there is one: another is a race. `cut`: its place in the log's order of applying.
pub(super) async fn add(tx: &Tx, run: &Run, cut: Uuid) -> Result<(), Fault> {
    sql("INSERT INTO runs (run_id, program_id, month, scheduled_at, cut_off, cut_order, marker, inputs, referrers, blocked, companies)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0)")
    .bind::<SqlUuid, _>(run.id.0)
    .bind::<SqlUuid, _>(run.program.0)
    .bind::<Date, _>(run.month.first_day())
    .bind::<Timestamptz, _>(run.scheduled_at)
    .bind::<Timestamptz, _>(run.cut_off)
    .bind::<SqlUuid, _>(cut)
    .bind::<SqlUuid, _>(run.done.marker.0)
    .bind::<Binary, _>(run.done.inputs.to_vec())
    .execute(tx)
    .await?;
    Ok(())
}

pub(super) async fn move_on(tx: &Tx, run: RunId, done: &Done) -> Result<(), Fault> {
    sql("UPDATE runs SET marker = ?, inputs = ?, referrers = ?, blocked = ?, companies = ? WHERE run_id = ?")
        .bind::<SqlUuid, _>(done.marker.0)
        .bind::<Binary, _>(done.inputs.to_vec())
        .bind::<BigInt, _>(done.referrers)
        .bind::<BigInt, _>(done.blocked)
        .bind::<BigInt, _>(done.companies)
        .bind::<SqlUuid, _>(run.0)
        .execute(tx)
        .await?;
    Ok(())
}

pub(super) async fn finish(tx: &Tx, run: RunId) -> Result<(), Fault> {
    sql("UPDATE runs SET finished_at = ? WHERE run_id = ?")
        .bind::<Timestamptz, _>(tx.now())
        .bind::<SqlUuid, _>(run.0)
        .execute(tx)
        .await?;
    Ok(())
}
