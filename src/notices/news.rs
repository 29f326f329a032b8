//! The table `news`: what is to be told.
use super::{Kind, announcement};
use crate::book::{Posting, Transfer};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{NewsId, PersonId, ProgramId};
use chrono::TimeDelta;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

/// What happened longer before it was recorded is history that was imported, and news to nobody.
pub const STALE: TimeDelta = TimeDelta::days(3);

/// What one letter is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Topic {
    pub person: PersonId,
    /// Nil where it is about invoices, which are of no program.
    pub program: ProgramId,
    pub kind: Kind,
}

/// Something happened that this transaction records.
#[derive(Debug, Clone, Copy)]
pub struct News {
    pub topic: Topic,
    pub happened_at: Instant,
}

impl News {
    pub fn new(person: PersonId, program: ProgramId, kind: Kind, happened_at: Instant) -> News {
        News { topic: Topic { person, program, kind }, happened_at }
    }

    pub fn of_no_program(person: PersonId, kind: Kind, happened_at: Instant) -> News {
        News::new(person, ProgramId(Uuid::nil()), kind, happened_at)
    }
}

/// Has it told by letter once the transaction is committed: in one statement, and none where there is nothing to tell.
pub async fn tell(tx: &Tx, news: impl IntoIterator<Item = News>) -> Result<(), Fault> {
    let fresh = news.into_iter().filter(|news| tx.now() - news.happened_at <= STALE);
    tell_as_of(tx, fresh.map(|news| news.topic).collect(), tx.now()).await
}

/// What postings mean to their persons. Spending tells nobody anything: who did it knows. What freezes is told by whoever freezes it,
/// as nothing is posted while it is on hold.
pub async fn tell_transfers(tx: &Tx, transfers: &[Transfer]) -> Result<(), Fault> {
    let news = transfers.iter().filter_map(|transfer| {
        let kind = kind_of(transfer.kind)?;
        Some(News::new(transfer.person, transfer.program, kind, transfer.effective_at))
    });
    tell(tx, news).await
}

fn kind_of(posting: Posting) -> Option<Kind> {
    match posting {
        Posting::RewardGranted => Some(Kind::Earned),
        Posting::RewardReleased | Posting::RewardUnfrozen => Some(Kind::Available),
        Posting::RewardCanceled | Posting::RewardClawedBack => Some(Kind::TakenBack),
        Posting::CreditExpired => Some(Kind::Expired),
        Posting::WithdrawalPaid => Some(Kind::Payout),
        Posting::ConvertedIn => Some(Kind::Converted),
        _ => None,
    }
}

/// The postings of which letters of this kind tell.
pub fn postings(kind: Kind) -> impl Iterator<Item = Posting> {
    Posting::ALL.into_iter().filter(move |posting| kind_of(*posting) == Some(kind))
}

pub(super) async fn tell_as_of(tx: &Tx, mut topics: Vec<Topic>, recorded_at: Instant) -> Result<(), Fault> {
    topics.sort_unstable();
    topics.dedup();
    if topics.is_empty() {
        return Ok(());
    }
    sql("INSERT INTO news (person_id, program_id, kind, news_id, recorded_at, due_at)
         SELECT n.person_id, n.program_id, n.kind, n.news_id, ?, greatest(n.due_at, r.rests_until)
         FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::uuid[], ?::timestamptz[])
            AS n (person_id, program_id, kind, news_id, due_at)
         LEFT JOIN news_rests r ON r.person_id = n.person_id AND r.program_id = n.program_id AND r.kind = n.kind")
    .bind::<Timestamptz, _>(recorded_at)
    .bind::<Array<SqlUuid>, _>(topics.iter().map(|topic| topic.person.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(topics.iter().map(|topic| topic.program.0).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(topics.iter().map(|topic| topic.kind.word()).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(topics.iter().map(|_| NewsId::new(tx.now()).0).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(topics.iter().map(|topic| tx.now() + topic.kind.waits()).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

#[derive(QueryableByName)]
struct TopicRow {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Text)]
    kind: String,
}

/// Topics of which something is due, those that wait longest among them.
pub(super) async fn due(conn: &Conn, now: Instant, limit: i64) -> Result<Vec<Topic>, Fault> {
    let rows: Vec<TopicRow> = sql("SELECT DISTINCT person_id, program_id, kind FROM (
             SELECT person_id, program_id, kind FROM news WHERE due_at <= ? ORDER BY due_at LIMIT ?) AS due
         ORDER BY person_id, program_id, kind")
    .bind::<Timestamptz, _>(now)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await?;
    let read = |row: TopicRow| {
        let kind = Kind::from_word(&row.kind).ok_or_else(|| Fault::contradiction(format!("news of {}", row.kind)))?;
        Ok(Topic { person: PersonId(row.person_id), program: ProgramId(row.program_id), kind })
    };
    rows.into_iter().map(read).collect()
}

/// Takes everything there is of a topic, due or not: the instants at which it was recorded, the first to the last. Whoever comes
/// second waits, and finds nothing if the first one succeeds.
pub(super) async fn take(tx: &Tx, topic: Topic) -> Result<Vec<Instant>, Fault> {
    #[derive(QueryableByName)]
    struct Taken {
        #[diesel(sql_type = Timestamptz)]
        recorded_at: Instant,
    }
    let taken: Vec<Taken> = on_topic(
        sql("DELETE FROM news WHERE person_id = ? AND program_id = ? AND kind = ? RETURNING recorded_at"),
        topic,
    )
    .load(tx)
    .await?;
    let mut instants: Vec<Instant> = taken.into_iter().map(|taken| taken.recorded_at).collect();
    instants.sort_unstable();
    instants.dedup();
    Ok(instants)
}

/// A letter is on its way: the next one of the topic waits.
pub(super) async fn rest(tx: &Tx, topic: Topic) -> Result<(), Fault> {
    if topic.kind.rests().is_zero() {
        return Ok(());
    }
    let statement = sql("INSERT INTO news_rests (person_id, program_id, kind, rests_until) VALUES (?, ?, ?, ?)
         ON CONFLICT (person_id, program_id, kind) DO UPDATE SET rests_until = excluded.rests_until");
    on_topic(statement, topic).bind::<Timestamptz, _>(tx.now() + topic.kind.rests()).execute(tx).await?;
    Ok(())
}

/// What cannot be told now does not keep others waiting.
pub(super) async fn postpone(tx: &Tx, topic: Topic, time: TimeDelta) -> Result<(), Fault> {
    let statement = sql("UPDATE news SET due_at = ? WHERE person_id = ? AND program_id = ? AND kind = ?");
    on_topic(statement.bind::<Timestamptz, _>(tx.now() + time), topic).execute(tx).await?;
    Ok(())
}

/// The person confirmed their address: a welcome that waited for that need not wait longer.
pub async fn confirmed(tx: &Tx, person: PersonId) -> Result<(), Fault> {
    sql("UPDATE news SET due_at = least(due_at, ?) WHERE person_id = ? AND kind = ?")
        .bind::<Timestamptz, _>(tx.now() + Kind::Welcome.waits())
        .bind::<SqlUuid, _>(person.0)
        .bind::<Text, _>(Kind::Welcome.word())
        .execute(tx)
        .await?;
    Ok(())
}

fn on_topic(statement: crate::db::sql::Sql<'_>, topic: Topic) -> crate::db::sql::Sql<'_> {
    statement.bind::<SqlUuid, _>(topic.person.0).bind::<SqlUuid, _>(topic.program.0).bind::<Text, _>(topic.kind.word())
}

/// Drops all there is: of a demo's past, which nobody waited for.
pub async fn forget_all(tx: &Tx) -> Result<(), Fault> {
    sql("DELETE FROM news").execute(tx).await?;
    announcement::forget_all(tx).await
}
