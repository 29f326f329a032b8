//! The companies of whoever is deleted, without their names.

use std::collections::HashMap;

use diesel::QueryableByName;
use diesel::sql_types::{Array, Text, Uuid as SqlUuid};

use super::known_tax_ids;
use crate::db::{Fault, Tx, sql};
use crate::ids::{CompanyId, PersonId};
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

/// Whose company has, or had until its owner was deleted, which of these tax numbers ([`super::tax_key`]).
pub async fn owners_of_tax_ids(tx: &Tx, tax_keys: &[String]) -> Result<HashMap<String, (PersonId, CompanyId)>, Fault> {
    let Some(key) = tx.trace_key() else { return known_tax_ids(tx, tax_keys).await };
    let traces = tax_keys.iter().map(|tax_key| traces::of_tax_id(key, tax_key)).collect::<Result<Vec<_>, Fault>>()?;
    let asked: Vec<String> = tax_keys.iter().chain(&traces).cloned().collect();
    let known = known_tax_ids(tx, &asked).await?;
    let owner = |(own, trace): (&String, &String)| Some((own.clone(), *known.get(own).or(known.get(trace))?));
    Ok(tax_keys.iter().zip(&traces).filter_map(owner).collect())
}
