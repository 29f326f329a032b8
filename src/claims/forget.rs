use crate::db::{Fault, Tx, sql};
use crate::ids::PersonId;
use diesel::sql_types::{Text, Uuid as SqlUuid};

/// What whoever is deleted claimed, and what others claimed of them, without what was typed. Nobody decides any more on what
/// they claimed.
pub async fn forget(tx: &Tx, person: PersonId, email: &str) -> Result<(), Fault> {
    sql("DELETE FROM claims WHERE person_id = ? AND state = 'open'").bind::<SqlUuid, _>(person.0).execute(tx).await?;
    sql("UPDATE claims SET invitee = '', evidence = '' WHERE person_id = ? OR invitee_id = ? OR lower(invitee) = lower(?)")
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(person.0)
        .bind::<Text, _>(email)
        .execute(tx)
        .await?;
    Ok(())
}
