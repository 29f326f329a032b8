//! What one person's referrals come to, as a run would read them.
use super::activity::{Active, Asked};
use crate::db::{Conn, Fault, sql};
use crate::ids::{PersonId, ProgramId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

/// How many of a person's referrals count: what stands and what was replaced since, together.
pub async fn count_active_of(conn: &Conn, asked: Asked, person: PersonId) -> Result<Active, Fault> {
    sql("SELECT p.person_id, count(a.span_id) AS active
         FROM (SELECT ?::uuid AS person_id) p LEFT JOIN referral_activity a
           ON a.person_id = p.person_id AND a.standing = 'active' AND a.program_id = ?
           AND a.from_at <= ? AND (a.until_at IS NULL OR a.until_at > ?)
           AND a.recorded_at <= ? AND (a.replaced_at IS NULL OR a.replaced_at > ?)
         GROUP BY p.person_id")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(asked.program.0)
    .bind::<Timestamptz, _>(asked.at)
    .bind::<Timestamptz, _>(asked.at)
    .bind::<Timestamptz, _>(asked.known_at)
    .bind::<Timestamptz, _>(asked.known_at)
    .one(conn)
    .await
}

/// In which of these programs a person has a link or invited somebody.
pub async fn taking_part(conn: &Conn, person: PersonId, programs: &[ProgramId]) -> Result<Vec<ProgramId>, Fault> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = SqlUuid)]
        program_id: Uuid,
    }
    if programs.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Found> = sql("SELECT p.program_id FROM unnest(?::uuid[]) AS p (program_id)
         WHERE EXISTS (SELECT 1 FROM links l WHERE l.person_id = ? AND l.program_id = p.program_id)
            OR EXISTS (SELECT 1 FROM referrals r WHERE r.person_id = ? AND r.program_id = p.program_id)")
    .bind::<Array<SqlUuid>, _>(programs.iter().map(|program| program.0).collect::<Vec<_>>())
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(person.0)
    .load(conn)
    .await?;
    Ok(rows.into_iter().map(|row| ProgramId(row.program_id)).collect())
}
