//! Referrals as letters tell of them.
use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::ids::{PersonId, ProgramId};
use crate::notices::STALE;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Text, Timestamptz, Uuid as SqlUuid};
use std::collections::HashMap;
use uuid::Uuid;

/// Somebody who registered by an invitation.
#[derive(Debug, Clone, QueryableByName)]
pub struct Lately {
    /// Masked; empty when they hide it.
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Timestamptz)]
    pub registered_at: Instant,
}

/// Whom a person invited, of what was recorded at these instants; the newest first.
pub async fn bound_at(
    conn: &Conn,
    person: PersonId,
    program: ProgramId,
    recorded: &[Instant],
) -> Result<Vec<Lately>, Fault> {
    sql("SELECT n.name, r.registered_at FROM referrals r JOIN invitee_names n ON n.person_id = r.invitee_id
         WHERE r.person_id = ? AND r.program_id = ? AND r.recorded_at = ANY(?) AND r.voided_at IS NULL
           AND r.registered_at >= r.recorded_at - ? * interval '1 second'
         ORDER BY r.registered_at DESC, r.referral_id DESC")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<Array<Timestamptz>, _>(recorded)
    .bind::<BigInt, _>(STALE.num_seconds())
    .load(conn)
    .await
}

/// Who has a link or a referral in a program, in the order of their ids.
pub async fn referrers_after(
    conn: &Conn,
    program: ProgramId,
    after: PersonId,
    limit: i64,
) -> Result<Vec<PersonId>, Fault> {
    #[derive(QueryableByName)]
    struct Referrer {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
    }
    let referrers: Vec<Referrer> = sql("SELECT p.person_id FROM persons p WHERE p.person_id > ? AND (
             EXISTS (SELECT FROM links l WHERE l.person_id = p.person_id AND l.program_id = ?)
             OR EXISTS (SELECT FROM referrals r WHERE r.person_id = p.person_id AND r.program_id = ?))
         ORDER BY p.person_id LIMIT ?")
    .bind::<SqlUuid, _>(after.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await?;
    Ok(referrers.into_iter().map(|referrer| PersonId(referrer.person_id)).collect())
}

#[derive(QueryableByName)]
struct Of {
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// How many refer somebody, program by program; one in which nobody does is left out.
pub async fn count_referrers(conn: &Conn) -> Result<HashMap<ProgramId, i64>, Fault> {
    let counted: Vec<Of> =
        sql("SELECT program_id, count(*) AS count FROM referral_counts WHERE registered > 0 GROUP BY program_id")
            .load(conn)
            .await?;
    Ok(counted.into_iter().map(|of| (ProgramId(of.program_id), of.count)).collect())
}

/// How many have a link or a referral in a program: whom [`referrers_after`] finds, page after page.
pub async fn count_taking_part(conn: &Conn, program: ProgramId) -> Result<i64, Fault> {
    let counted: Of = sql("SELECT ?::uuid AS program_id, count(*) AS count FROM (
             SELECT person_id FROM links WHERE program_id = ? UNION SELECT person_id FROM referrals WHERE program_id = ?) who")
    .bind::<SqlUuid, _>(program.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<SqlUuid, _>(program.0)
    .one(conn)
    .await?;
    Ok(counted.count)
}
