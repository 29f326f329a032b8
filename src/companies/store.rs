//! The tables `companies` and `tax_ids`.

use std::collections::HashMap;

use diesel::QueryableByName;
use diesel::sql_types::{Array, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use super::{Company, NewCompany, tax_key};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{CompanyId, PersonId};

#[derive(QueryableByName)]
struct Claim {
    #[diesel(sql_type = Text)]
    tax_key: String,
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    company_id: Uuid,
}

/// Who claimed which of these keys ([`tax_key`]).
pub async fn known_tax_ids(conn: &Conn, keys: &[String]) -> Result<HashMap<String, (PersonId, CompanyId)>, Fault> {
    let claims: Vec<Claim> = sql("SELECT tax_key, person_id, company_id FROM tax_ids WHERE tax_key = ANY(?)")
        .bind::<Array<Text>, _>(keys)
        .load(conn)
        .await?;
    let owned = |claim: Claim| (claim.tax_key, (PersonId(claim.person_id), CompanyId(claim.company_id)));
    Ok(claims.into_iter().map(owned).collect())
}

/// Registers companies in two statements, whatever their number, each last in its person's order. Claims the tax ids of those
/// that say so: one that was claimed meanwhile is a race ([`Fault::is_race`]), and the caller looks again.
pub async fn register(tx: &Tx, companies: &[NewCompany]) -> Result<(), Fault> {
    if companies.is_empty() {
        return Ok(());
    }
    sql("INSERT INTO companies (person_id, company_id, name, tax_id, position, registered_at, recorded_at) \
         SELECT t.person_id, t.company_id, t.name, t.tax_id, \
                coalesce((SELECT max(c.position) FROM companies c WHERE c.person_id = t.person_id), 0) \
                  + row_number() OVER (PARTITION BY t.person_id ORDER BY t.nth), \
                t.registered_at, ? \
         FROM unnest(?, ?, ?, ?, ?) WITH ORDINALITY t(person_id, company_id, name, tax_id, registered_at, nth)")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Array<SqlUuid>, _>(companies.iter().map(|company| company.person.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(companies.iter().map(|company| company.id.0).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(companies.iter().map(|company| company.name.as_str()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(companies.iter().map(|company| company.tax_id.as_deref()).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(companies.iter().map(|company| company.registered_at).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    claim_tax_ids(tx, companies).await
}

async fn claim_tax_ids(tx: &Tx, companies: &[NewCompany]) -> Result<(), Fault> {
    let mut claims: Vec<(String, Uuid, Uuid)> = companies
        .iter()
        .filter(|company| company.claims_tax_id)
        .filter_map(|company| Some((tax_key(company.tax_id.as_deref()?)?, company.person.0, company.id.0)))
        .collect();
    if claims.is_empty() {
        return Ok(());
    }
    // In one order for everybody, so that two batches wait for each other instead of blocking each other.
    claims.sort_unstable();
    sql("INSERT INTO tax_ids (tax_key, person_id, company_id) SELECT * FROM unnest(?, ?, ?)")
        .bind::<Array<Text>, _>(claims.iter().map(|claim| claim.0.as_str()).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(claims.iter().map(|claim| claim.1).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(claims.iter().map(|claim| claim.2).collect::<Vec<_>>())
        .execute(tx)
        .await?;
    Ok(())
}

/// Closes companies at the given instants. Of several reports the earliest instant holds, in whichever order they arrive.
pub async fn close(tx: &Tx, closed: &[(PersonId, CompanyId, Instant)]) -> Result<(), Fault> {
    if closed.is_empty() {
        return Ok(());
    }
    sql("UPDATE companies c SET closed_at = t.at, closing_recorded_at = ? \
         FROM (SELECT person_id, company_id, min(at) AS at \
               FROM unnest(?, ?, ?) u(person_id, company_id, at) GROUP BY person_id, company_id) t \
         WHERE c.person_id = t.person_id AND c.company_id = t.company_id AND (c.closed_at IS NULL OR c.closed_at > t.at)")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Array<SqlUuid>, _>(closed.iter().map(|(person, _, _)| person.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(closed.iter().map(|(_, company, _)| company.0).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(closed.iter().map(|(_, _, at)| *at).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

#[derive(QueryableByName)]
pub(super) struct Row {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    company_id: Uuid,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Nullable<Text>)]
    tax_id: Option<String>,
    #[diesel(sql_type = Integer)]
    position: i32,
    #[diesel(sql_type = Timestamptz)]
    registered_at: Instant,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    closed_at: Option<Instant>,
}

impl From<Row> for Company {
    fn from(row: Row) -> Company {
        Company {
            person: PersonId(row.person_id),
            id: CompanyId(row.company_id),
            name: row.name,
            tax_id: row.tax_id,
            position: row.position,
            registered_at: row.registered_at,
            closed_at: row.closed_at,
        }
    }
}

/// All companies of a person, closed ones too, in the person's order.
pub async fn of(conn: &Conn, person: PersonId) -> Result<Vec<Company>, Fault> {
    let rows: Vec<Row> = sql("SELECT person_id, company_id, name, tax_id, position, registered_at, closed_at \
         FROM companies WHERE person_id = ? ORDER BY position, company_id")
    .bind::<SqlUuid, _>(person.0)
    .load(conn)
    .await?;
    Ok(rows.into_iter().map(Company::from).collect())
}

/// What these companies are called; each together with its person.
pub async fn names(conn: &Conn, companies: &[(PersonId, CompanyId)]) -> Result<HashMap<CompanyId, String>, Fault> {
    #[derive(QueryableByName)]
    struct Named {
        #[diesel(sql_type = SqlUuid)]
        company_id: Uuid,
        #[diesel(sql_type = Text)]
        name: String,
    }
    let named: Vec<Named> =
        sql("SELECT c.company_id, c.name FROM unnest(?::uuid[], ?::uuid[]) AS asked (person_id, company_id)
         JOIN companies c USING (person_id, company_id)")
        .bind::<Array<SqlUuid>, _>(companies.iter().map(|(person, _)| person.0).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(companies.iter().map(|(_, company)| company.0).collect::<Vec<_>>())
        .load(conn)
        .await?;
    Ok(named.into_iter().map(|row| (CompanyId(row.company_id), row.name)).collect())
}

/// A company together with its person: somebody else's is not found.
pub async fn find(conn: &Conn, person: PersonId, company: CompanyId) -> Result<Option<Company>, Fault> {
    let row: Option<Row> = sql("SELECT person_id, company_id, name, tax_id, position, registered_at, closed_at \
         FROM companies WHERE person_id = ? AND company_id = ?")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(company.0)
    .optional(conn)
    .await?;
    Ok(row.map(Company::from))
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = SqlUuid)]
    company_id: Uuid,
}

/// The open companies of a person in order, held until the transaction ends: two reorderings follow each other.
pub(super) async fn hold_order(tx: &Tx, person: PersonId) -> Result<Vec<CompanyId>, Fault> {
    // Locked in the order of ids, as in every other place that locks several rows of one table.
    let ids: Vec<Id> = sql("WITH held AS (SELECT company_id, position FROM companies \
           WHERE person_id = ? AND closed_at IS NULL ORDER BY company_id FOR UPDATE) \
         SELECT company_id FROM held ORDER BY position, company_id")
    .bind::<SqlUuid, _>(person.0)
    .load(tx)
    .await?;
    Ok(ids.into_iter().map(|id| CompanyId(id.company_id)).collect())
}

/// All companies of a person in the order in which they were registered, held likewise.
pub(super) async fn hold_all(tx: &Tx, person: PersonId) -> Result<Vec<CompanyId>, Fault> {
    let ids: Vec<Id> = sql("WITH held AS (SELECT company_id, registered_at FROM companies WHERE person_id = ? ORDER BY company_id FOR UPDATE) \
         SELECT company_id FROM held LEFT JOIN external_ids k ON k.id = company_id AND k.noun = 'company' \
         ORDER BY registered_at, k.external_id COLLATE \"C\"")
        .bind::<SqlUuid, _>(person.0)
        .load(tx)
        .await?;
    Ok(ids.into_iter().map(|id| CompanyId(id.company_id)).collect())
}

pub(super) async fn set_order(tx: &Tx, person: PersonId, order: &[CompanyId]) -> Result<(), Fault> {
    sql("UPDATE companies c SET position = t.nth FROM unnest(?) WITH ORDINALITY t(company_id, nth) \
         WHERE c.person_id = ? AND c.company_id = t.company_id AND c.position <> t.nth")
    .bind::<Array<SqlUuid>, _>(order.iter().map(|company| company.0).collect::<Vec<_>>())
    .bind::<SqlUuid, _>(person.0)
    .execute(tx)
    .await?;
    Ok(())
}
