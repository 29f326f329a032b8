use crate::db::{Fault, Tx, sql};
use crate::ids::PersonId;
use diesel::sql_types::Uuid as SqlUuid;

/// Nothing more is told to whoever is deleted.
pub async fn forget(tx: &Tx, person: PersonId) -> Result<(), Fault> {
    for statement in [
        "DELETE FROM news WHERE person_id = ?",
        "DELETE FROM news_rests WHERE person_id = ?",
        "DELETE FROM letters_off WHERE person_id = ?",
    ] {
        sql(statement).bind::<SqlUuid, _>(person.0).execute(tx).await?;
    }
    Ok(())
}
