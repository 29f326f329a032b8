use super::marks;
use crate::db::{Fault, Tx, sql};
use crate::ids::PersonId;
use diesel::sql_types::Uuid as SqlUuid;

/// By what whoever is deleted was known again goes; that there was a flag, and what was decided, stays: money hangs on it.
pub async fn forget(tx: &Tx, person: PersonId) -> Result<(), Fault> {
    marks::forget(tx, person).await?;
    sql("UPDATE flags SET evidence = evidence - 'matched' WHERE invitee_id = ?")
        .bind::<SqlUuid, _>(person.0)
        .execute(tx)
        .await?;
    Ok(())
}
