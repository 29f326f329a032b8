//! Visits as their referrer reads them. Repeated visits of one visitor on one day count once.
use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::ids::{PersonId, ProgramId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Bool, Text, Timestamptz, Uuid as SqlUuid};

#[derive(Debug, Clone, QueryableByName)]
pub struct ClickLine {
    #[diesel(sql_type = Timestamptz)]
    pub at: Instant,
    #[diesel(sql_type = Text)]
    pub path: String,
    /// The referring host; empty when the browser named none.
    #[diesel(sql_type = Text)]
    pub host: String,
    /// The link's label, or its code, and the sub-id.
    #[diesel(sql_type = Text)]
    pub source: String,
    #[diesel(sql_type = Bool)]
    pub registered: bool,
}

/// The newest visits first.
pub async fn clicks_of(
    conn: &Conn,
    person: PersonId,
    program: ProgramId,
    skip: i64,
    limit: i64,
) -> Result<Vec<ClickLine>, Fault> {
    sql("SELECT c.clicked_at AS at, coalesce(c.path, '') AS path, coalesce(c.referring_host, '') AS host,
                coalesce(nullif(l.label, ''), k.code) || coalesce(' · ' || c.sub, '') AS source,
                EXISTS (SELECT 1 FROM referrals r WHERE r.person_id = c.person_id AND r.click_id = c.click_id) AS registered
         FROM clicks c
         JOIN links l ON l.person_id = c.person_id AND l.link_id = c.link_id
         JOIN codes k ON k.person_id = l.person_id AND k.link_id = l.link_id
         WHERE c.person_id = ? AND l.program_id = ? ORDER BY c.click_id DESC OFFSET ? LIMIT ?")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<BigInt, _>(skip)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// All visits, repeated ones too.
pub async fn count_clicks(conn: &Conn, person: PersonId, program: ProgramId) -> Result<i64, Fault> {
    let count: Count = sql("SELECT count(*) AS count FROM clicks c
         JOIN links l ON l.person_id = c.person_id AND l.link_id = c.link_id WHERE c.person_id = ? AND l.program_id = ?")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .one(conn)
    .await?;
    Ok(count.count)
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

pub async fn funnel(conn: &Conn, person: PersonId, program: ProgramId) -> Result<Counted, Fault> {
    sql("SELECT (SELECT count(DISTINCT coalesce(c.visitor_hash, uuid_send(c.click_id))) FROM clicks c
                 JOIN links l ON l.person_id = c.person_id AND l.link_id = c.link_id
                 WHERE c.person_id = ? AND l.program_id = ?) AS clicks,
                count(*) AS registered, count(first_payment_at) AS paying
         FROM referrals WHERE person_id = ? AND program_id = ?")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .one(conn)
    .await
}

/// One link or one of its sub-ids.
#[derive(Debug, Clone, QueryableByName)]
pub struct Source {
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(embed)]
    pub counted: Counted,
}

/// Where visits and registrations came from, the liveliest first, at most `limit`.
pub async fn sources_of(conn: &Conn, person: PersonId, program: ProgramId, limit: i64) -> Result<Vec<Source>, Fault> {
    sql("WITH visited AS (
             SELECT link_id, coalesce(sub, '') AS sub,
                    count(DISTINCT coalesce(visitor_hash, uuid_send(click_id))) AS clicks
             FROM clicks WHERE person_id = ? GROUP BY 1, 2
         ), bound AS (
             SELECT k.link_id, coalesce(r.sub, '') AS sub, count(*) AS registered, count(r.first_payment_at) AS paying
             FROM referrals r JOIN codes k ON k.code = r.code WHERE r.person_id = ? GROUP BY 1, 2
         )
         SELECT coalesce(nullif(l.label, ''), k.code) || CASE WHEN sub = '' THEN '' ELSE ' · ' || sub END AS name,
                coalesce(clicks, 0) AS clicks, coalesce(registered, 0) AS registered, coalesce(paying, 0) AS paying
         FROM visited FULL JOIN bound USING (link_id, sub)
         JOIN links l ON l.person_id = ? AND l.program_id = ? AND l.link_id = coalesce(visited.link_id, bound.link_id)
         JOIN codes k ON k.person_id = l.person_id AND k.link_id = l.link_id
         ORDER BY coalesce(registered, 0) DESC, coalesce(clicks, 0) DESC, 1 LIMIT ?")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await
}
