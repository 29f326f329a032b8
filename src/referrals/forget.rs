use crate::db::{Fault, Tx, sql};
use crate::ids::PersonId;
use diesel::sql_types::{Timestamptz, Uuid as SqlUuid};

/// The links of whoever is deleted, without the labels that their owner wrote. From now on they open nothing.
pub async fn forget(tx: &Tx, person: PersonId) -> Result<(), Fault> {
    sql("UPDATE links SET label = '' WHERE person_id = ?").bind::<SqlUuid, _>(person.0).execute(tx).await?;
    sql("UPDATE codes SET retired_at = ? WHERE person_id = ? AND retired_at IS NULL")
        .bind::<Timestamptz, _>(tx.now())
        .bind::<SqlUuid, _>(person.0)
        .execute(tx)
        .await?;
    Ok(())
}
