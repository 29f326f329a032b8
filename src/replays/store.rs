//! The table `replays`, and who is replayed.
use super::pages::Replay;
use crate::calendar::{Instant, Month, Zone};
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{PersonId, ProgramId, ReplayId};
use crate::world::whatif::Report;
use chrono::NaiveDate;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Binary, Bool, Date, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

#[derive(QueryableByName)]
struct Referrer {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
}

/// The next after a person, in the order of their ids: those who refer somebody in the program, or everybody.
pub(super) async fn referrers(
    conn: &Conn,
    program: ProgramId,
    everybody: bool,
    after: PersonId,
    at_most: usize,
) -> Result<Vec<PersonId>, Fault> {
    let limit = i64::try_from(at_most).map_err(|_| Fault::contradiction("a page without an end"))?;
    let next = if everybody {
        sql("SELECT person_id FROM persons WHERE person_id > ? ORDER BY person_id LIMIT ?").bind::<SqlUuid, _>(after.0)
    } else {
        sql("SELECT DISTINCT person_id FROM referrals WHERE person_id > ? AND program_id = ? ORDER BY person_id LIMIT ?")
            .bind::<SqlUuid, _>(after.0)
            .bind::<SqlUuid, _>(program.0)
    };
    let rows: Vec<Referrer> = next.bind::<BigInt, _>(limit).load(conn).await?;
    Ok(rows.into_iter().map(|row| PersonId(row.person_id)).collect())
}

pub(super) async fn count_referrers(conn: &Conn, program: ProgramId, everybody: bool) -> Result<u64, Fault> {
    #[derive(QueryableByName)]
    struct Counted {
        #[diesel(sql_type = BigInt)]
        referrers: i64,
    }
    let counted: Counted = sql("SELECT CASE WHEN ? THEN (SELECT count(*) FROM persons)
             ELSE (SELECT count(DISTINCT person_id) FROM referrals WHERE program_id = ?) END AS referrers")
    .bind::<Bool, _>(everybody)
    .bind::<SqlUuid, _>(program.0)
    .one(conn)
    .await?;
    Ok(counted.referrers.unsigned_abs())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Running,
    Done,
    Canceled,
    Failed,
}

impl State {
    pub fn word(self) -> &'static str {
        match self {
            State::Running => "running",
            State::Done => "done",
            State::Canceled => "canceled",
            State::Failed => "failed",
        }
    }

    fn read(word: &str) -> Result<State, Fault> {
        let all = [State::Running, State::Done, State::Canceled, State::Failed];
        let found = all.into_iter().find(|state| state.word() == word);
        found.ok_or_else(|| Fault::contradiction(format!("a replay that is {word:?}")))
    }
}

/// A replay without its draft and its report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    pub id: ReplayId,
    /// The program's slug.
    pub program: String,
    pub from: Month,
    pub until: Month,
    pub asked_at: Instant,
    pub state: State,
    /// Referrers who are done, and how many there are.
    pub done: u64,
    pub of: u64,
    /// Why it failed.
    pub reason: Option<String>,
    pub ended_at: Option<Instant>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    pub listed: Listed,
    pub text: String,
    pub(super) marker: PersonId,
    /// Of those who are done.
    pub report: Report,
}

#[derive(QueryableByName)]
struct ListedRow {
    #[diesel(sql_type = SqlUuid)]
    replay_id: Uuid,
    #[diesel(sql_type = Text)]
    slug: String,
    #[diesel(sql_type = Date)]
    from_month: NaiveDate,
    #[diesel(sql_type = Date)]
    until_month: NaiveDate,
    #[diesel(sql_type = Timestamptz)]
    asked_at: Instant,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = BigInt)]
    done: i64,
    #[diesel(sql_type = BigInt)]
    referrers: i64,
    #[diesel(sql_type = Nullable<Text>)]
    reason: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    ended_at: Option<Instant>,
}

#[derive(QueryableByName)]
struct StoredRow {
    #[diesel(embed)]
    listed: ListedRow,
    #[diesel(sql_type = Text)]
    source_text: String,
    #[diesel(sql_type = SqlUuid)]
    marker: Uuid,
    #[diesel(sql_type = Jsonb)]
    report: Value,
}

impl ListedRow {
    fn listed(self) -> Result<Listed, Fault> {
        Ok(Listed {
            id: ReplayId(self.replay_id),
            program: self.slug,
            from: month(self.from_month),
            until: month(self.until_month),
            asked_at: self.asked_at,
            state: State::read(&self.state)?,
            done: self.done.unsigned_abs(),
            of: self.referrers.unsigned_abs(),
            reason: self.reason,
            ended_at: self.ended_at,
        })
    }
}

fn month(first_day: NaiveDate) -> Month {
    Month::of(first_day.and_time(chrono::NaiveTime::MIN).and_utc(), Zone::UTC)
}

macro_rules! listed {
    ($more:literal, $rest:literal) => {
        concat!(
            "SELECT r.replay_id, p.slug, r.from_month, r.until_month, r.asked_at, r.state, r.done, r.referrers, r.reason, r.ended_at",
            $more,
            " FROM replays r JOIN programs p USING (program_id) ",
            $rest
        )
    };
}

/// The newest first.
pub async fn newest(conn: &Conn, at_most: i64) -> Result<Vec<Listed>, Fault> {
    let rows: Vec<ListedRow> = sql(listed!("", "ORDER BY r.asked_at DESC, r.replay_id DESC LIMIT ?"))
        .bind::<BigInt, _>(at_most)
        .load(conn)
        .await?;
    rows.into_iter().map(ListedRow::listed).collect()
}

/// The newest of a program's, by its slug.
pub async fn newest_of(conn: &Conn, program: &str, at_most: i64) -> Result<Vec<Listed>, Fault> {
    let rows: Vec<ListedRow> = sql(listed!("", "WHERE p.slug = ? ORDER BY r.asked_at DESC, r.replay_id DESC LIMIT ?"))
        .bind::<Text, _>(program)
        .bind::<BigInt, _>(at_most)
        .load(conn)
        .await?;
    rows.into_iter().map(ListedRow::listed).collect()
}

/// One of the same text over the same months that still runs.
pub async fn running(conn: &Conn, text: &str, (from, until): (Month, Month)) -> Result<Option<ReplayId>, Fault> {
    let found: Option<ListedRow> = sql(listed!(
        "",
        "WHERE r.state = 'running' AND r.digest = ? AND r.from_month = ? AND r.until_month = ? ORDER BY r.asked_at LIMIT 1"
    ))
    .bind::<Binary, _>(Sha256::digest(text).to_vec())
    .bind::<Date, _>(from.first_day())
    .bind::<Date, _>(until.first_day())
    .optional(conn)
    .await?;
    Ok(found.map(|row| ReplayId(row.replay_id)))
}

pub async fn find(conn: &Conn, id: ReplayId) -> Result<Option<Stored>, Fault> {
    let row: Option<StoredRow> = sql(listed!(", r.source_text, r.marker, r.report", "WHERE r.replay_id = ?"))
        .bind::<SqlUuid, _>(id.0)
        .optional(conn)
        .await?;
    let stored = |row: StoredRow| {
        let report = serde_json::from_value(row.report);
        let report = report.map_err(|e| Fault::contradiction(format!("a stored report: {e}")))?;
        let (text, marker) = (row.source_text, PersonId(row.marker));
        Ok(Stored { listed: row.listed.listed()?, text, marker, report })
    };
    row.map(stored).transpose()
}

fn written(report: &Report) -> Result<Value, Fault> {
    serde_json::to_value(report).map_err(|e| Fault::contradiction(format!("a report cannot be written: {e}")))
}

/// One that is about to begin.
pub(super) async fn add(
    tx: &Tx,
    by: PersonId,
    text: &str,
    program: ProgramId,
    replay: &Replay,
) -> Result<ReplayId, Fault> {
    let id = ReplayId::new(tx.now());
    sql("INSERT INTO replays (replay_id, program_id, source_text, digest, from_month, until_month, asked_at, asked_by, state,
                              marker, done, referrers, report)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'running', ?, 0, ?, ?)")
    .bind::<SqlUuid, _>(id.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<Text, _>(text)
    .bind::<Binary, _>(Sha256::digest(text).to_vec())
    .bind::<Date, _>(replay.report.from.first_day())
    .bind::<Date, _>(replay.report.until.first_day())
    .bind::<Timestamptz, _>(tx.now())
    .bind::<SqlUuid, _>(by.0)
    .bind::<SqlUuid, _>(replay.marker.0)
    .bind::<BigInt, _>(replay.of.cast_signed())
    .bind::<Jsonb, _>(written(&replay.report)?)
    .execute(tx)
    .await?;
    Ok(id)
}

/// Whether it was still running and nobody else had gone on with it since `before`.
pub(super) async fn move_on(tx: &Tx, id: ReplayId, before: PersonId, replay: &Replay) -> Result<bool, Fault> {
    let moved = sql(
        "UPDATE replays SET marker = ?, done = ?, report = ? WHERE replay_id = ? AND state = 'running' AND marker = ?",
    )
    .bind::<SqlUuid, _>(replay.marker.0)
    .bind::<BigInt, _>(replay.done.cast_signed())
    .bind::<Jsonb, _>(written(&replay.report)?)
    .bind::<SqlUuid, _>(id.0)
    .bind::<SqlUuid, _>(before.0)
    .execute(tx)
    .await?;
    Ok(moved == 1)
}

/// Whether it was still running. `reason`: of one that failed.
async fn end(tx: &Tx, id: ReplayId, state: State, reason: Option<&str>) -> Result<bool, Fault> {
    let ended = sql("UPDATE replays SET state = ?, reason = ?, ended_at = ? WHERE replay_id = ? AND state = 'running'")
        .bind::<Text, _>(state.word())
        .bind::<Nullable<Text>, _>(reason)
        .bind::<Timestamptz, _>(tx.now())
        .bind::<SqlUuid, _>(id.0)
        .execute(tx)
        .await?;
    Ok(ended == 1)
}

pub(super) async fn finish(tx: &Tx, id: ReplayId) -> Result<bool, Fault> {
    end(tx, id, State::Done, None).await
}

pub(super) async fn fail(tx: &Tx, id: ReplayId, reason: &str) -> Result<bool, Fault> {
    end(tx, id, State::Failed, Some(reason)).await
}

pub(super) async fn cancel(tx: &Tx, id: ReplayId) -> Result<bool, Fault> {
    end(tx, id, State::Canceled, None).await
}
