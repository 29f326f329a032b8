//! The companies of whoever is deleted, without their names.

use std::collections::HashSet;

use diesel::QueryableByName;
use diesel::sql_types::{Array, Text, Uuid as SqlUuid};

use super::known_tax_ids;
use crate::db::{Fault, Tx, sql};
use crate::ids::PersonId;
use crate::people::traces;

/// Their tax numbers stay taken, by their traces.
pub async fn forget(tx: &Tx, person: PersonId, key: &traces::Key) -> Result<(), Fault> {
    #[derive(QueryableByName)]
    struct Claim {
        #[diesel(sql_type = Text)]
        tax_key: String,
    }
    sql("UPDATE companies SET name = '', tax_id = NULL WHERE person_id = ?")
        .bind::<SqlUuid, _>(person.0)
        .execute(tx)
        .await?;
    let claims: Vec<Claim> =
        sql("SELECT tax_key FROM tax_ids WHERE person_id = ?").bind::<SqlUuid, _>(person.0).load(tx).await?;
    let traces = claims.iter().map(|claim| traces::of_tax_id(key, &claim.tax_key));
    let traces = traces.collect::<Result<Vec<_>, Fault>>()?;
    sql("UPDATE tax_ids i SET tax_key = t.trace FROM unnest(?::text[], ?::text[]) AS t (tax_key, trace)
         WHERE i.tax_key = t.tax_key AND i.person_id = ?")
    .bind::<Array<Text>, _>(claims.into_iter().map(|claim| claim.tax_key).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(traces)
    .bind::<SqlUuid, _>(person.0)
    .execute(tx)
    .await?;
    Ok(())
}

/// Which of these tax numbers ([`super::tax_key`]) belong, or belonged until their owner was deleted, to a company.
pub async fn taken_tax_ids(tx: &Tx, tax_keys: &[String]) -> Result<HashSet<String>, Fault> {
    let Some(key) = tx.trace_key() else { return Ok(known_tax_ids(tx, tax_keys).await?.into_keys().collect()) };
    let traces = tax_keys.iter().map(|tax_key| traces::of_tax_id(key, tax_key)).collect::<Result<Vec<_>, Fault>>()?;
    let asked: Vec<String> = tax_keys.iter().chain(&traces).cloned().collect();
    let known = known_tax_ids(tx, &asked).await?;
    let taken =
        tax_keys.iter().zip(&traces).filter(|(own, trace)| known.contains_key(*own) || known.contains_key(*trace));
    Ok(taken.map(|(own, _)| own.clone()).collect())
}
