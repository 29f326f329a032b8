//! Whom a person invited, as they may see it: bound or refused.
use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::ids::{PersonId, ProgramId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

#[derive(Debug, Clone, QueryableByName)]
pub struct Invited {
    /// Of the referral, or of the registration that was refused as one.
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    invitee_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    /// Masked; empty when the invitee hides it.
    #[diesel(sql_type = Text)]
    pub name: String,
    /// The link's label and the sub-id; empty without either.
    #[diesel(sql_type = Text)]
    pub source: String,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub clicked_at: Option<Instant>,
    #[diesel(sql_type = Timestamptz)]
    pub registered_at: Instant,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub first_payment_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub last_payment_at: Option<Instant>,
    /// The reason's name, as `rules` gives it.
    #[diesel(sql_type = Nullable<Text>)]
    pub refused: Option<String>,
}

impl Invited {
    pub fn invitee(&self) -> PersonId {
        PersonId(self.invitee_id)
    }

    pub fn program(&self) -> ProgramId {
        ProgramId(self.program_id)
    }
}

/// What to show of a program's invited people.
#[derive(Debug, Clone, Copy)]
pub struct Search<'a> {
    pub program: ProgramId,
    /// Part of the masked name, the link's label, the sub-id or the code; empty: all.
    pub text: &'a str,
    /// `registered`, `paying`, `refused`; empty: all.
    pub state: &'a str,
}

/// One statement with what to select of the people that `person` invited.
macro_rules! invited {
    ($head:literal, $tail:literal) => {
        concat!(
            "WITH referred AS (
                SELECT referral_id AS id, invitee_id, program_id, code, sub, click_id, registered_at, first_payment_at,
                       last_payment_at, NULL AS refused, person_id
                FROM referrals WHERE person_id = ?
                UNION ALL
                SELECT event_id, person_id, program_id, code, NULL, NULL, refused_at, NULL, NULL, reason, referrer_id
                FROM referral_refusals x WHERE referrer_id = ? AND program_id IS NOT NULL
                   -- and was not bound to the same person later
                   AND NOT EXISTS (SELECT FROM attributions a WHERE a.program_id = x.program_id AND a.invitee_id = x.person_id
                                   AND a.referrer_id = x.referrer_id)
             ), invited AS (
                SELECT i.id, i.invitee_id, i.program_id, i.code, i.click_id, i.registered_at, i.first_payment_at,
                       i.last_payment_at, i.refused, i.person_id, n.name,
                       concat_ws(' · ', nullif(l.label, ''), i.sub) AS source
                FROM referred i
                JOIN invitee_names n ON n.person_id = i.invitee_id
                LEFT JOIN codes k ON k.code = i.code
                LEFT JOIN links l ON l.person_id = k.person_id AND l.link_id = k.link_id
             ) ",
            $head,
            " FROM invited i LEFT JOIN clicks c ON c.person_id = i.person_id AND c.click_id = i.click_id WHERE ",
            $tail
        )
    };
}

/// The newest first.
pub async fn invited(
    conn: &Conn,
    person: PersonId,
    search: Search<'_>,
    skip: i64,
    limit: i64,
) -> Result<Vec<Invited>, Fault> {
    sql(invited!(
        "SELECT i.*, c.clicked_at",
        "i.program_id = ? AND position(lower(?) IN lower(concat_ws(' ', i.name, i.source, i.code))) > 0
         AND ? IN ('', CASE WHEN refused IS NOT NULL THEN 'refused' WHEN first_payment_at IS NULL THEN 'registered'
                            ELSE 'paying' END)
         ORDER BY registered_at DESC, id DESC OFFSET ? LIMIT ?"
    ))
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(search.program.0)
    .bind::<Text, _>(search.text.to_owned())
    .bind::<Text, _>(search.state.to_owned())
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

pub async fn count_invited(conn: &Conn, person: PersonId, search: Search<'_>) -> Result<i64, Fault> {
    let count: Count = sql(invited!(
        "SELECT count(*) AS count",
        "i.program_id = ? AND position(lower(?) IN lower(concat_ws(' ', i.name, i.source, i.code))) > 0
         AND ? IN ('', CASE WHEN refused IS NOT NULL THEN 'refused' WHEN first_payment_at IS NULL THEN 'registered'
                            ELSE 'paying' END)"
    ))
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(search.program.0)
    .bind::<Text, _>(search.text.to_owned())
    .bind::<Text, _>(search.state.to_owned())
    .one(conn)
    .await?;
    Ok(count.count)
}

/// One of those whom a person invited; another's is not found.
pub async fn invited_by(conn: &Conn, person: PersonId, id: Uuid) -> Result<Option<Invited>, Fault> {
    sql(invited!("SELECT i.*, c.clicked_at", "i.id = ?"))
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(id)
        .optional(conn)
        .await
}

#[derive(QueryableByName)]
struct OwnCode {
    #[diesel(sql_type = Text)]
    code: String,
}

/// The code under which an invitee registered.
pub async fn my_code(conn: &Conn, invitee: PersonId, program: ProgramId) -> Result<Option<String>, Fault> {
    let row: Option<OwnCode> = sql("SELECT r.code FROM attributions a
         JOIN referrals r ON r.person_id = a.referrer_id AND r.referral_id = a.referral_id
         WHERE a.invitee_id = ? AND a.program_id = ? AND r.code IS NOT NULL")
    .bind::<SqlUuid, _>(invitee.0)
    .bind::<SqlUuid, _>(program.0)
    .optional(conn)
    .await?;
    Ok(row.map(|row| row.code))
}
