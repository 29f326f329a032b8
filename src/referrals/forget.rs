use crate::db::{Fault, Tx, sql};
use crate::ids::PersonId;
use diesel::sql_types::Uuid as SqlUuid;

/// The links of whoever is deleted, without the labels that their owner wrote.
pub async fn forget(tx: &Tx, person: PersonId) -> Result<(), Fault> {
    sql("UPDATE links SET label = '' WHERE person_id = ?").bind::<SqlUuid, _>(person.0).execute(tx).await?;
    Ok(())
}
