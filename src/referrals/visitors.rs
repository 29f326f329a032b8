//! How many came through a link. Repeated visits of one visitor on one day count once.
//!
//! An hourly job counts what came until then into `click_counts`, and keeps in `click_seen` whom it counted of the present day; what
//! came later is counted where it is read. A click's day (UTC) is the one that its id was made on.
use crate::calendar::{Instant, truncated};
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{PersonId, ProgramId, first_id};
use chrono::TimeDelta;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Date, Nullable, Text, Timestamptz, Uuid as SqlUuid};

/// Whatever has an id older than this is committed.
const COMMITTED_AFTER: TimeDelta = TimeDelta::minutes(10);

macro_rules! day {
    () => {
        "(to_timestamp(('x' || left(replace(click_id::text, '-', ''), 12))::bit(48)::bigint / 1000) AT TIME ZONE 'UTC')::date"
    };
}

/// Counts what came since the last count; answers how many visitors that were.
pub async fn count_clicks_until_now(tx: &Tx) -> Result<usize, Fault> {
    #[derive(QueryableByName)]
    struct Counted {
        #[diesel(sql_type = Timestamptz)]
        until: Instant,
    }
    #[derive(QueryableByName)]
    struct Visitors {
        #[diesel(sql_type = BigInt)]
        visitors: i64,
    }
    let counted: Counted = sql("SELECT until FROM clicks_counted FOR UPDATE").one(tx).await?;
    let until = truncated(tx.now() - COMMITTED_AFTER);
    if until <= counted.until {
        return Ok(0);
    }
    let visitors: Visitors = sql(concat!(
        "WITH new AS (
             INSERT INTO click_seen (person_id, link_id, sub, day, visitor)
             SELECT DISTINCT person_id, link_id, coalesce(sub, ''), ",
        day!(),
        ", coalesce(visitor_hash, uuid_send(click_id))
             FROM clicks WHERE click_id >= ? AND click_id < ? ON CONFLICT DO NOTHING RETURNING person_id, link_id, sub
         ), counted AS (
             INSERT INTO click_counts AS c (person_id, link_id, sub, visitors)
             SELECT person_id, link_id, sub, count(*) FROM new GROUP BY 1, 2, 3
             ON CONFLICT (person_id, link_id, sub) DO UPDATE SET visitors = c.visitors + excluded.visitors RETURNING 1
         )
         SELECT count(*) AS visitors FROM new"
    ))
    .bind::<SqlUuid, _>(first_id(counted.until))
    .bind::<SqlUuid, _>(first_id(until))
    .one(tx)
    .await?;
    // A day that is over comes no more.
    sql("DELETE FROM click_seen WHERE day < ?").bind::<Date, _>(until.date_naive()).execute(tx).await?;
    sql("UPDATE clicks_counted SET until = ?").bind::<Timestamptz, _>(until).execute(tx).await?;
    Ok(usize::try_from(visitors.visitors).unwrap_or(usize::MAX))
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

/// A person's visitors by link and sub-id: those that were counted, and those since. PostgreSQL is not told how few those are: the upper
/// bound makes it think of a short range, and the subquery looks each up by itself.
macro_rules! visited {
    () => {
        concat!(
            "WITH visited AS (
                 SELECT link_id, sub, sum(visitors)::bigint AS visitors FROM (
                     SELECT link_id, sub, visitors FROM click_counts WHERE person_id = ?
                     UNION ALL
                     SELECT link_id, sub, count(DISTINCT (day, visitor)) FROM (
                         SELECT person_id, link_id, coalesce(sub, '') AS sub, ",
            day!(),
            " AS day, coalesce(visitor_hash, uuid_send(click_id)) AS visitor FROM clicks
                         WHERE person_id = ? AND click_id >= (
                             SELECT (lpad(to_hex((extract(epoch FROM until) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
                             FROM clicks_counted) AND click_id < 'ffffffff-ffff-ffff-ffff-ffffffffffff'
                     ) since
                     WHERE (SELECT true FROM click_seen s WHERE s.person_id = since.person_id AND s.link_id = since.link_id
                            AND s.sub = since.sub AND s.day = since.day AND s.visitor = since.visitor) IS NULL
                     GROUP BY 1, 2
                 ) parts GROUP BY 1, 2
             ) "
        )
    };
}

pub async fn funnel(conn: &Conn, person: PersonId, program: ProgramId) -> Result<Counted, Fault> {
    sql(concat!(
        visited!(),
        "SELECT (SELECT coalesce(sum(visitors), 0)::bigint FROM visited
                 JOIN links l ON l.person_id = ? AND l.link_id = visited.link_id AND l.program_id = ?) AS clicks,
                coalesce(sum(registered), 0)::bigint AS registered, coalesce(sum(paying), 0)::bigint AS paying
         FROM referral_counts WHERE person_id = ? AND program_id = ?"
    ))
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
         SELECT coalesce(nullif(l.label, ''), k.code) || CASE WHEN s.sub = '' THEN '' ELSE ' · ' || s.sub END AS name, k.code, s.sub,
                coalesce(visitors, 0) AS clicks, coalesce(registered, 0) AS registered, coalesce(paying, 0) AS paying
         FROM (visited FULL JOIN bound USING (link_id, sub)) AS s
         JOIN links l ON l.person_id = ? AND l.program_id = ? AND l.link_id = s.link_id
         JOIN codes k ON k.person_id = l.person_id AND k.link_id = l.link_id
         ORDER BY coalesce(registered, 0) DESC, coalesce(visitors, 0) DESC, 1 LIMIT ?"
    ))
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await
}

/// How many came how far in a program since an instant: visitors of all links, each once a day; who registered since; and who of these
/// has paid. Reads all that came since: for jobs.
pub async fn funnel_since(conn: &Conn, program: ProgramId, since: Instant) -> Result<Counted, Fault> {
    sql(concat!(
        "SELECT (SELECT count(*) FROM (
                     SELECT DISTINCT person_id, link_id, ",
        day!(),
        ", coalesce(visitor_hash, uuid_send(click_id)) FROM clicks JOIN links l USING (person_id, link_id)
                     WHERE click_id >= ? AND l.program_id = ?) v) AS clicks,
                count(*) AS registered, count(first_payment_at) AS paying
         FROM referrals WHERE program_id = ? AND registered_at >= ?"
    ))
    .bind::<SqlUuid, _>(first_id(since))
    .bind::<SqlUuid, _>(program.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<Timestamptz, _>(since)
    .one(conn)
    .await
}
