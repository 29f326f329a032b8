//! Referrals that staff look into.
use super::Referral;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{PersonId, ProgramId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Bool, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

/// (referrer, program, invitee)
pub type Bond = (PersonId, ProgramId, PersonId);

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    invitee_id: Uuid,
}

fn bonds(rows: Vec<Row>) -> Vec<Bond> {
    rows.into_iter().map(|row| (PersonId(row.person_id), ProgramId(row.program_id), PersonId(row.invitee_id))).collect()
}

/// Those of these referrers in these programs that staff look into.
pub async fn held_of(conn: &Conn, referrers: &[PersonId], programs: &[ProgramId]) -> Result<Vec<Bond>, Fault> {
    let rows = sql("SELECT person_id, program_id, invitee_id FROM referrals
         WHERE held_at IS NOT NULL AND program_id = ANY(?) AND person_id = ANY(?)")
    .bind::<Array<SqlUuid>, _>(programs.iter().map(|p| p.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(referrers.iter().map(|p| p.0).collect::<Vec<_>>())
    .load(conn)
    .await?;
    Ok(bonds(rows))
}

/// Who has referrals in these programs that staff look into.
pub async fn with_held(conn: &Conn, programs: &[ProgramId]) -> Result<Vec<PersonId>, Fault> {
    let rows: Vec<Row> = sql("SELECT DISTINCT ON (person_id) person_id, program_id, invitee_id FROM referrals
         WHERE held_at IS NOT NULL AND program_id = ANY(?)")
    .bind::<Array<SqlUuid>, _>(programs.iter().map(|p| p.0).collect::<Vec<_>>())
    .load(conn)
    .await?;
    Ok(rows.into_iter().map(|row| PersonId(row.person_id)).collect())
}

/// Staff look into it from now on, or not any more.
pub async fn set_held(tx: &Tx, referral: &Referral, held: bool) -> Result<(), Fault> {
    sql("UPDATE referrals SET held_at = CASE WHEN ? THEN ?::timestamptz END WHERE person_id = ? AND referral_id = ?")
        .bind::<Bool, _>(held)
        .bind::<Timestamptz, _>(tx.now())
        .bind::<SqlUuid, _>(referral.referrer.0)
        .bind::<SqlUuid, _>(referral.id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// All of a person's, from now on; answers those that staff did not look into before.
pub async fn hold_all_of(tx: &Tx, referrer: PersonId) -> Result<Vec<Bond>, Fault> {
    let rows = sql("UPDATE referrals SET held_at = ? WHERE person_id = ? AND held_at IS NULL
         RETURNING person_id, program_id, invitee_id")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<SqlUuid, _>(referrer.0)
    .load(tx)
    .await?;
    Ok(bonds(rows))
}
