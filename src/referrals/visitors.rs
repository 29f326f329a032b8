//! How many came through a link. Repeated visits of one visitor on one day count once.
//!
//! Days that are over are counted by a job into `click_days`, each day whole; what came later is counted where it is read. A
//! click's day (UTC) is the one that its id was made on.
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{PersonId, ProgramId};
use chrono::NaiveTime;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

/// The smallest id that can be made at `at`.
fn first_id(at: Instant) -> Uuid {
    Uuid::from_u128((u128::try_from(at.timestamp_millis()).unwrap_or(0)) << 80)
}

fn midnight(at: Instant) -> Instant {
    at.date_naive().and_time(NaiveTime::MIN).and_utc()
}

/// Counts the days that are over and were not counted yet; answers how many rows that made.
pub async fn count_days(tx: &Tx) -> Result<usize, Fault> {
    #[derive(QueryableByName)]
    struct Counted {
        #[diesel(sql_type = Nullable<Timestamptz>)]
        until: Option<Instant>,
    }
    let counted: Counted =
        sql("SELECT (max(day) + 1)::timestamp AT TIME ZONE 'UTC' AS until FROM click_days").one(tx).await?;
    sql("INSERT INTO click_days (person_id, link_id, sub, day, visitors)
         SELECT person_id, link_id, coalesce(sub, ''),
                (to_timestamp(('x' || left(replace(click_id::text, '-', ''), 12))::bit(48)::bigint / 1000) AT TIME ZONE 'UTC')::date,
                count(DISTINCT coalesce(visitor_hash, uuid_send(click_id)))
         FROM clicks WHERE click_id >= ? AND click_id < ? GROUP BY 1, 2, 3, 4")
    .bind::<SqlUuid, _>(first_id(counted.until.unwrap_or(Instant::UNIX_EPOCH)))
    .bind::<SqlUuid, _>(first_id(midnight(tx.now())))
    .execute(tx)
    .await
}

/// How many came how far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub struct Counted {
    #[diesel(sql_type = BigInt)]
    pub clicks: i64,
    #[diesel(sql_type = BigInt)]
    pub registered: i64,
    #[diesel(sql_type = BigInt)]
    pub paying: i64,
}

/// A person's visitors by link and sub-id: those of counted days, and those since.
macro_rules! visited {
    () => {
        "WITH counted AS (
             SELECT (max(day) + 1)::timestamp AT TIME ZONE 'UTC' AS until FROM click_days WHERE person_id = ?
         ), visited AS (
             SELECT link_id, sub, sum(visitors)::bigint AS visitors FROM (
                 SELECT link_id, sub, visitors FROM click_days WHERE person_id = ?
                 UNION ALL
                 SELECT link_id, coalesce(sub, ''), count(DISTINCT coalesce(visitor_hash, uuid_send(click_id))) FROM clicks
                 WHERE person_id = ? AND click_id >= (
                     SELECT coalesce((lpad(to_hex((extract(epoch FROM until) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid,
                                     '00000000-0000-0000-0000-000000000000') FROM counted)
                 GROUP BY 1, 2
             ) parts GROUP BY 1, 2
         ) "
    };
}

pub async fn funnel(conn: &Conn, person: PersonId, program: ProgramId) -> Result<Counted, Fault> {
    sql(concat!(
        visited!(),
        "SELECT (SELECT coalesce(sum(visitors), 0)::bigint FROM visited
                 JOIN links l ON l.person_id = ? AND l.link_id = visited.link_id AND l.program_id = ?) AS clicks,
                count(*) AS registered, count(first_payment_at) AS paying
         FROM referrals WHERE person_id = ? AND program_id = ?"
    ))
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .one(conn)
    .await
}

/// A link of one's own, open or closed, with what came of it.
#[derive(Debug, Clone, QueryableByName)]
pub struct CountedLink {
    #[diesel(sql_type = Text)]
    pub code: String,
    #[diesel(sql_type = Text)]
    pub label: String,
    #[diesel(sql_type = Text)]
    pub sub: String,
    #[diesel(sql_type = Timestamptz)]
    pub created_at: Instant,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub closed_at: Option<Instant>,
    #[diesel(embed)]
    pub counted: Counted,
}

/// The open ones first, each kind oldest first.
pub async fn links_counted(
    conn: &Conn,
    person: PersonId,
    program: ProgramId,
    limit: i64,
) -> Result<Vec<CountedLink>, Fault> {
    sql(concat!(
        visited!(),
        "SELECT k.code, l.label, l.sub, l.created_at, k.retired_at AS closed_at,
                (SELECT coalesce(sum(visitors), 0)::bigint FROM visited v WHERE v.link_id = l.link_id) AS clicks,
                coalesce(bound.registered, 0) AS registered, coalesce(bound.paying, 0) AS paying
         FROM links l JOIN codes k ON k.person_id = l.person_id AND k.link_id = l.link_id
         LEFT JOIN (SELECT code, count(*) AS registered, count(first_payment_at) AS paying
                    FROM referrals WHERE person_id = ? AND program_id = ? GROUP BY code) bound ON bound.code = k.code
         WHERE l.person_id = ? AND l.program_id = ? ORDER BY k.retired_at IS NOT NULL, l.link_id LIMIT ?"
    ))
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await
}

/// One link or one of its sub-ids.
#[derive(Debug, Clone, QueryableByName)]
pub struct Source {
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Text)]
    pub code: String,
    /// Empty: none.
    #[diesel(sql_type = Text)]
    pub sub: String,
    #[diesel(embed)]
    pub counted: Counted,
}

/// Where visits and registrations came from, the liveliest first, at most `limit`.
pub async fn sources_of(conn: &Conn, person: PersonId, program: ProgramId, limit: i64) -> Result<Vec<Source>, Fault> {
    sql(concat!(
        visited!(),
        ", bound AS (
             SELECT k.link_id, coalesce(r.sub, '') AS sub, count(*) AS registered, count(r.first_payment_at) AS paying
             FROM referrals r JOIN codes k ON k.code = r.code WHERE r.person_id = ? GROUP BY 1, 2
         )
         SELECT coalesce(nullif(l.label, ''), k.code) || CASE WHEN sub = '' THEN '' ELSE ' · ' || sub END AS name, k.code, sub,
                coalesce(visitors, 0) AS clicks, coalesce(registered, 0) AS registered, coalesce(paying, 0) AS paying
         FROM visited FULL JOIN bound USING (link_id, sub)
         JOIN links l ON l.person_id = ? AND l.program_id = ? AND l.link_id = coalesce(visited.link_id, bound.link_id)
         JOIN codes k ON k.person_id = l.person_id AND k.link_id = l.link_id
         ORDER BY coalesce(registered, 0) DESC, coalesce(visitors, 0) DESC, 1 LIMIT ?"
    ))
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await
}
