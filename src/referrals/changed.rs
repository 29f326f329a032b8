//! Referrals that change after the registration: replaced by another, or ended.
use super::bound::add;
use super::{NewReferral, Referral};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{EventId, PersonId, ProgramId};
use crate::notices::{self, Kind, News};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Bool, Timestamptz, Uuid as SqlUuid};

/// Takes back a referral that is not final; the invitee is free to be bound again. Whoever had invited them sees that it was.
pub async fn unbind(tx: &Tx, referral: &Referral, event: EventId) -> Result<(), Fault> {
    sql("WITH taken AS (
             DELETE FROM referrals WHERE person_id = ? AND referral_id = ?
             RETURNING person_id, referral_id, program_id, invitee_id, event_id, code, registered_at, recorded_at
         ), freed AS (
             DELETE FROM attributions a USING taken t
             WHERE a.program_id = t.program_id AND a.invitee_id = t.invitee_id
         ), counted AS (
             UPDATE referral_counts c SET registered = registered - 1 FROM taken t
             WHERE c.person_id = t.person_id AND c.program_id = t.program_id
         ), seen AS (
             INSERT INTO referral_refusals (person_id, event_id, program_id, referrer_id, code, reason, refused_at)
             SELECT invitee_id, ?, program_id, person_id, code, 'replaced', ? FROM taken
         )
         INSERT INTO replaced_referrals (person_id, referral_id, program_id, invitee_id, event_id, code, registered_at,
                                         recorded_at, replaced_at)
         SELECT taken.*, ? FROM taken")
    .bind::<SqlUuid, _>(referral.referrer.0)
    .bind::<SqlUuid, _>(referral.id.0)
    .bind::<SqlUuid, _>(event.0)
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Timestamptz, _>(tx.now())
    .execute(tx)
    .await?;
    sql("UPDATE referral_activity SET replaced_at = ? WHERE person_id = ? AND referral_id = ? AND replaced_at IS NULL")
        .bind::<Timestamptz, _>(tx.now())
        .bind::<SqlUuid, _>(referral.referrer.0)
        .bind::<SqlUuid, _>(referral.id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Since when the referral counted that an invitee took back last in a program.
pub async fn freed_since(conn: &Conn, program: ProgramId, invitee: PersonId) -> Result<Option<Instant>, Fault> {
    #[derive(QueryableByName)]
    struct Freed {
        #[diesel(sql_type = Timestamptz)]
        registered_at: Instant,
    }
    let freed: Option<Freed> =
        sql("SELECT registered_at FROM replaced_referrals WHERE program_id = ? AND invitee_id = ?
         ORDER BY replaced_at DESC, referral_id DESC LIMIT 1")
        .bind::<SqlUuid, _>(program.0)
        .bind::<SqlUuid, _>(invitee.0)
        .optional(conn)
        .await?;
    Ok(freed.map(|freed| freed.registered_at))
}

/// Whether a person had invited somebody who took that back.
pub async fn was_bound(conn: &Conn, person: PersonId, program: ProgramId, invitee: PersonId) -> Result<bool, Fault> {
    #[derive(QueryableByName)]
    struct Any {
        #[diesel(sql_type = Bool)]
        any: bool,
    }
    let found: Any = sql("SELECT EXISTS (SELECT FROM replaced_referrals
                 WHERE person_id = ? AND program_id = ? AND invitee_id = ?) AS \"any\"")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<SqlUuid, _>(invitee.0)
    .one(conn)
    .await?;
    Ok(found.any)
}

/// Binds somebody who registered before; those of `told` get a letter of that kind.
pub async fn bind_again(tx: &Tx, new: NewReferral, told: &[(PersonId, Kind)]) -> Result<(), Fault> {
    let program = new.referral.program;
    let news = told.iter().map(|(person, kind)| News::new(*person, program, *kind, tx.now()));
    futures_util::try_join!(add(tx, std::slice::from_ref(&new)), notices::tell(tx, news))?;
    Ok(())
}

/// Payments from `at` on earn nothing.
pub async fn void(tx: &Tx, referral: &Referral, at: Instant) -> Result<(), Fault> {
    sql("UPDATE referrals SET voided_at = ? WHERE person_id = ? AND referral_id = ?")
        .bind::<Timestamptz, _>(at)
        .bind::<SqlUuid, _>(referral.referrer.0)
        .bind::<SqlUuid, _>(referral.id.0)
        .execute(tx)
        .await?;
    Ok(())
}
