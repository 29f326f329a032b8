//! Whose circles a person is in, and who is in a circle.
use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::ids::{PersonId, ProgramId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Bool, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

/// (program, referrer)
pub type Whose = (ProgramId, PersonId);

/// How far circles of a program reach down; `alone`: somebody who refers nobody has one too.
#[derive(Debug, Clone, Copy)]
pub struct Depth {
    pub program: ProgramId,
    pub levels: u32,
    pub alone: bool,
}

#[derive(QueryableByName)]
struct WhoseRow {
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
}

/// Every circle in which one of these persons is, in the order in which circles are locked.
pub async fn circles_of(conn: &Conn, depths: &[Depth], people: &[PersonId]) -> Result<Vec<Whose>, Fault> {
    let rows: Vec<WhoseRow> = sql("WITH RECURSIVE above AS (
             SELECT d.program_id, t.person_id, d.levels, d.alone
             FROM unnest(?::uuid[], ?::integer[], ?::boolean[]) AS d (program_id, levels, alone),
                  unnest(?::uuid[]) AS t (person_id)
             UNION
             SELECT b.program_id, a.referrer_id, b.levels - 1, b.alone
             FROM above b JOIN attributions a ON a.program_id = b.program_id AND a.invitee_id = b.person_id
             WHERE b.levels > 0
         )
         SELECT DISTINCT b.program_id, b.person_id FROM above b
         WHERE b.alone OR EXISTS (
             SELECT FROM referrals r WHERE r.person_id = b.person_id AND r.program_id = b.program_id)
         ORDER BY b.person_id, b.program_id")
    .bind::<Array<SqlUuid>, _>(depths.iter().map(|d| d.program.0).collect::<Vec<_>>())
    .bind::<Array<Integer>, _>(depths.iter().map(levels).collect::<Vec<_>>())
    .bind::<Array<Bool>, _>(depths.iter().map(|d| d.alone).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(people.iter().map(|p| p.0).collect::<Vec<_>>())
    .load(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (ProgramId(row.program_id), PersonId(row.person_id))).collect())
}

fn levels(depth: &Depth) -> i32 {
    i32::try_from(depth.levels).unwrap_or(i32::MAX)
}

/// Somebody in a circle, the referrer among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// By its place among those that were asked for.
    pub circle: usize,
    pub person: PersonId,
}

#[derive(QueryableByName)]
struct MemberRow {
    #[diesel(sql_type = Integer)]
    circle: i32,
    #[diesel(sql_type = SqlUuid)]
    member_id: Uuid,
}

/// Who is in these circles, each down to so many levels; circle by circle.
pub async fn members_of(conn: &Conn, circles: &[(Whose, u32)]) -> Result<Vec<Member>, Fault> {
    let rows: Vec<MemberRow> = sql("WITH RECURSIVE below AS (
             SELECT c.circle::integer AS circle, c.program_id, c.person_id AS member_id, c.levels
             FROM unnest(?::uuid[], ?::uuid[], ?::integer[]) WITH ORDINALITY AS c (program_id, person_id, levels, circle)
             UNION
             SELECT b.circle, b.program_id, r.invitee_id, b.levels - 1
             FROM below b
             JOIN referrals r ON r.person_id = b.member_id AND r.program_id = b.program_id
             JOIN attributions a ON a.program_id = r.program_id AND a.invitee_id = r.invitee_id
                                AND a.referral_id = r.referral_id
             WHERE b.levels > 0
         )
         SELECT DISTINCT circle, member_id FROM below ORDER BY circle")
    .bind::<Array<SqlUuid>, _>(circles.iter().map(|((program, _), _)| program.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(circles.iter().map(|((_, person), _)| person.0).collect::<Vec<_>>())
    .bind::<Array<Integer>, _>(
        circles.iter().map(|(_, levels)| i32::try_from(*levels).unwrap_or(i32::MAX)).collect::<Vec<_>>(),
    )
    .load(conn)
    .await?;
    let member = |row: MemberRow| {
        let circle = usize::try_from(row.circle - 1).map_err(|e| Fault::contradiction(e.to_string()))?;
        Ok(Member { circle, person: PersonId(row.member_id) })
    };
    rows.into_iter().map(member).collect()
}

/// How somebody is bound to whoever invited them.
#[derive(Debug, Clone, QueryableByName)]
pub struct Binding {
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    referrer_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    invitee_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    pub registered_at: Instant,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub voided_at: Option<Instant>,
    /// As it was typed.
    #[diesel(sql_type = Nullable<Text>)]
    pub code: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub sub: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub clicked_at: Option<Instant>,
    /// Of the link that was clicked.
    #[diesel(sql_type = Nullable<Text>)]
    pub clicked_code: Option<String>,
    /// Claimed after the registration.
    #[diesel(sql_type = Bool)]
    pub late: bool,
}

impl Binding {
    pub fn program(&self) -> ProgramId {
        ProgramId(self.program_id)
    }

    pub fn referrer(&self) -> PersonId {
        PersonId(self.referrer_id)
    }

    pub fn invitee(&self) -> PersonId {
        PersonId(self.invitee_id)
    }
}

/// Who is bound to one of these persons and is one of them, in these programs.
pub async fn bindings_among(conn: &Conn, programs: &[ProgramId], people: &[PersonId]) -> Result<Vec<Binding>, Fault> {
    let ids: Vec<Uuid> = people.iter().map(|p| p.0).collect();
    sql("SELECT a.program_id, a.referrer_id, a.invitee_id, r.registered_at, r.voided_at, r.code, r.sub,
                c.clicked_at, (SELECT k.code FROM codes k WHERE k.person_id = c.person_id AND k.link_id = c.link_id
                               ORDER BY k.retired_at NULLS FIRST, k.code LIMIT 1) AS clicked_code,
                r.late
         FROM attributions a
         JOIN referrals r ON r.person_id = a.referrer_id AND r.referral_id = a.referral_id
         LEFT JOIN clicks c ON c.person_id = r.person_id AND c.click_id = r.click_id
         WHERE a.program_id = ANY(?) AND a.invitee_id = ANY(?) AND a.referrer_id = ANY(?)
         ORDER BY r.recorded_at, r.referral_id")
    .bind::<Array<SqlUuid>, _>(programs.iter().map(|p| p.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(ids.clone())
    .bind::<Array<SqlUuid>, _>(ids)
    .load(conn)
    .await
}
