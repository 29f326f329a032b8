//! The table `name_turns`: a name begun at each of its words, so that people are found by any of them.

use diesel::sql_types::{Array, Text, Uuid as SqlUuid};

use crate::db::{Fault, Tx, sql};
use crate::ids::PersonId;

/// Of people who have none yet.
pub(super) async fn add(tx: &Tx, names: &[(PersonId, &str)]) -> Result<(), Fault> {
    sql("INSERT INTO name_turns (person_id, turn)
         SELECT n.person_id, unnest(turns_of(n.name)) FROM unnest(?::uuid[], ?::text[]) AS n (person_id, name)
         WHERE n.name <> '' ORDER BY 1, 2")
    .bind::<Array<SqlUuid>, _>(names.iter().map(|(person, _)| person.0).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(names.iter().map(|(_, name)| *name).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

pub(super) async fn forget(tx: &Tx, person: PersonId) -> Result<(), Fault> {
    sql("DELETE FROM name_turns WHERE person_id = ?").bind::<SqlUuid, _>(person.0).execute(tx).await?;
    Ok(())
}
