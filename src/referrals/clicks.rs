//! Visits as their referrer reads them, each by itself.
use crate::calendar::Instant;
use crate::db::sql::Sql;
use crate::db::{Conn, Fault, sql};
use crate::ids::{PersonId, ProgramId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

#[derive(Debug, Clone, QueryableByName)]
pub struct ClickLine {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    pub at: Instant,
    #[diesel(sql_type = Text)]
    pub path: String,
    /// The referring host; empty when the browser named none.
    #[diesel(sql_type = Text)]
    pub host: String,
    #[diesel(sql_type = Text)]
    pub code: String,
    /// Of the link; empty: none.
    #[diesel(sql_type = Text)]
    pub label: String,
    /// Empty: none.
    #[diesel(sql_type = Text)]
    pub sub: String,
    /// `phone`, `tablet`, `computer`; empty: unknown.
    #[diesel(sql_type = Text)]
    pub device: String,
    /// The referral that came of it.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub referral: Option<Uuid>,
    /// Whether its invitee ever paid.
    #[diesel(sql_type = Bool)]
    pub paying: bool,
}

/// Which visits of a person's links.
#[derive(Debug, Clone, Copy)]
pub struct Through<'a> {
    pub program: ProgramId,
    /// The link's code; empty: all.
    pub code: &'a str,
    /// None: with any sub-id and without.
    pub sub: Option<&'a str>,
}

/// Visits of a person through links of a program, the newest first: by code and sub-id.
macro_rules! lines {
    ($rest:literal) => {
        concat!(
            "SELECT c.click_id AS id, c.clicked_at AS at, coalesce(c.path, '') AS path, coalesce(c.referring_host, '') AS host, k.code,
                    l.label, coalesce(c.sub, '') AS sub, coalesce(c.device, '') AS device, r.referral_id AS referral,
                    r.first_payment_at IS NOT NULL AS paying
             FROM clicks c
             JOIN links l ON l.person_id = c.person_id AND l.link_id = c.link_id
             JOIN codes k ON k.person_id = l.person_id AND k.link_id = l.link_id
             LEFT JOIN LATERAL (SELECT referral_id, first_payment_at FROM referrals r
                                WHERE r.person_id = c.person_id AND r.click_id = c.click_id LIMIT 1) r ON true
             WHERE c.person_id = ? AND l.program_id = ? AND ? IN ('', k.code)
               AND (?::text IS NULL OR coalesce(c.sub, '') = ?) ",
            $rest
        )
    };
}

fn asked<'a>(statement: Sql<'a>, person: PersonId, through: Through<'_>) -> Sql<'a> {
    statement
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(through.program.0)
        .bind::<Text, _>(through.code.to_owned())
        .bind::<Nullable<Text>, _>(through.sub.map(ToOwned::to_owned))
        .bind::<Nullable<Text>, _>(through.sub.map(ToOwned::to_owned))
}

/// The newest visits first.
pub async fn clicks_of(
    conn: &Conn,
    person: PersonId,
    through: Through<'_>,
    skip: i64,
    limit: i64,
) -> Result<Vec<ClickLine>, Fault> {
    let statement = sql(lines!("ORDER BY c.click_id DESC OFFSET ? LIMIT ?"));
    asked(statement, person, through).bind::<BigInt, _>(skip).bind::<BigInt, _>(limit).load(conn).await
}

/// The same, of those recorded before the visit of that id: whatever comes meanwhile moves nothing.
pub async fn clicks_before(
    conn: &Conn,
    person: PersonId,
    through: Through<'_>,
    before: Uuid,
    limit: i64,
) -> Result<Vec<ClickLine>, Fault> {
    let statement = sql(lines!("AND c.click_id < ? ORDER BY c.click_id DESC LIMIT ?"));
    asked(statement, person, through).bind::<SqlUuid, _>(before).bind::<BigInt, _>(limit).load(conn).await
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// All visits, repeated ones too.
pub async fn count_clicks(conn: &Conn, person: PersonId, through: Through<'_>) -> Result<i64, Fault> {
    let statement = sql("SELECT count(*) AS count FROM clicks c
         JOIN links l ON l.person_id = c.person_id AND l.link_id = c.link_id
         JOIN codes k ON k.person_id = l.person_id AND k.link_id = l.link_id
         WHERE c.person_id = ? AND l.program_id = ? AND ? IN ('', k.code) AND (?::text IS NULL OR coalesce(c.sub, '') = ?)");
    let count: Count = asked(statement, person, through).one(conn).await?;
    Ok(count.count)
}
