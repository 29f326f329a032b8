//! Referrals in the order in which they were made, with what they came by.
use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::ids::{PersonId, ProgramId, ReferralId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Binary, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

#[derive(Debug, Clone)]
pub struct Made {
    pub id: ReferralId,
    pub referrer: PersonId,
    pub program: ProgramId,
    pub invitee: PersonId,
    /// As it was typed, or of the link.
    pub code: Option<String>,
    pub registered_at: Instant,
    pub ended: bool,
    /// The daily hash of address and agent of the visit that led to it.
    pub visitor: Option<Vec<u8>>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    referral_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    invitee_id: Uuid,
    #[diesel(sql_type = Nullable<Text>)]
    code: Option<String>,
    #[diesel(sql_type = Timestamptz)]
    registered_at: Instant,
    #[diesel(sql_type = Bool)]
    ended: bool,
    #[diesel(sql_type = Nullable<Binary>)]
    visitor_hash: Option<Vec<u8>>,
}

impl From<Row> for Made {
    fn from(row: Row) -> Made {
        Made {
            id: ReferralId(row.referral_id),
            referrer: PersonId(row.person_id),
            program: ProgramId(row.program_id),
            invitee: PersonId(row.invitee_id),
            code: row.code,
            registered_at: row.registered_at,
            ended: row.ended,
            visitor: row.visitor_hash,
        }
    }
}

macro_rules! select {
    ($from:literal) => {
        concat!(
            "SELECT r.referral_id, r.person_id, r.program_id, r.invitee_id, r.code, r.registered_at,
                    r.voided_at IS NOT NULL AS ended, c.visitor_hash FROM ",
            $from
        )
    };
}

/// Those that were made after an id, in the order of their ids: of each program the beginning of one range of an index.
pub async fn made_after(conn: &Conn, after: Uuid, limit: i64) -> Result<Vec<Made>, Fault> {
    let rows: Vec<Row> = sql(select!(
        "programs p CROSS JOIN LATERAL (
             SELECT * FROM referrals WHERE program_id = p.program_id AND referral_id > ? ORDER BY referral_id LIMIT ?) r
         LEFT JOIN clicks c ON c.person_id = r.person_id AND c.click_id = r.click_id ORDER BY r.referral_id LIMIT ?"
    ))
    .bind::<SqlUuid, _>(after)
    .bind::<BigInt, _>(limit)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await?;
    Ok(rows.into_iter().map(Made::from).collect())
}

/// Those of these invitees.
pub async fn made_of(conn: &Conn, invitees: &[PersonId]) -> Result<Vec<Made>, Fault> {
    let rows: Vec<Row> = sql(select!(
        "attributions a JOIN referrals r ON r.person_id = a.referrer_id AND r.referral_id = a.referral_id
         LEFT JOIN clicks c ON c.person_id = r.person_id AND c.click_id = r.click_id
         WHERE a.invitee_id = ANY(?) ORDER BY r.referral_id"
    ))
    .bind::<Array<SqlUuid>, _>(invitees.iter().map(|person| person.0).collect::<Vec<_>>())
    .load(conn)
    .await?;
    Ok(rows.into_iter().map(Made::from).collect())
}

/// How many registered by the same code within an hour, and within a day, up to each of these and with it.
pub async fn counted_by_code(conn: &Conn, made: &[Made]) -> Result<Vec<(i64, i64)>, Fault> {
    #[derive(QueryableByName)]
    struct Counted {
        #[diesel(sql_type = BigInt)]
        hour: i64,
        #[diesel(sql_type = BigInt)]
        day: i64,
    }
    let rows: Vec<Counted> = sql("SELECT n.hour, n.day
         FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[]) WITH ORDINALITY AS m (person_id, program_id, code, at, place)
         CROSS JOIN LATERAL (
             SELECT count(*) AS day, count(*) FILTER (WHERE r.registered_at > m.at - interval '1 hour') AS hour
             FROM referrals r
             WHERE r.person_id = m.person_id AND r.program_id = m.program_id AND r.code = m.code
               AND r.registered_at > m.at - interval '1 day' AND r.registered_at <= m.at) n
         ORDER BY m.place")
    .bind::<Array<SqlUuid>, _>(made.iter().map(|made| made.referrer.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(made.iter().map(|made| made.program.0).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(made.iter().map(|made| made.code.as_deref()).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(made.iter().map(|made| made.registered_at).collect::<Vec<_>>())
    .load(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.hour, row.day)).collect())
}

/// When the visit was that led to a referral.
pub async fn visited_at(conn: &Conn, referrer: PersonId, referral: ReferralId) -> Result<Option<Instant>, Fault> {
    #[derive(QueryableByName)]
    struct Visited {
        #[diesel(sql_type = Timestamptz)]
        clicked_at: Instant,
    }
    let visited: Option<Visited> = sql("SELECT c.clicked_at FROM referrals r
         JOIN clicks c ON c.person_id = r.person_id AND c.click_id = r.click_id
         WHERE r.person_id = ? AND r.referral_id = ?")
    .bind::<SqlUuid, _>(referrer.0)
    .bind::<SqlUuid, _>(referral.0)
    .optional(conn)
    .await?;
    Ok(visited.map(|visited| visited.clicked_at))
}
