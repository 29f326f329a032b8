//! Visits as their referrer reads them, each by itself.
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
