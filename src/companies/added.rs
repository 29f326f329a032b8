//! Companies with tax numbers, as whoever compares them asks.

use diesel::QueryableByName;
use diesel::sql_types::{Array, BigInt, Text, Uuid as SqlUuid};
use uuid::Uuid;

use crate::db::{Conn, Fault, sql};
use crate::ids::{CompanyId, PersonId};

/// The tax numbers of these persons' companies, closed ones too.
pub async fn tax_ids_of(conn: &Conn, people: &[PersonId]) -> Result<Vec<(PersonId, String)>, Fault> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
        #[diesel(sql_type = Text)]
        tax_id: String,
    }
    let rows: Vec<Row> = sql("SELECT person_id, tax_id FROM companies WHERE person_id = ANY(?) AND tax_id IS NOT NULL
         ORDER BY person_id, company_id")
    .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>())
    .load(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (PersonId(row.person_id), row.tax_id)).collect())
}

/// Those that were registered after an id, in the order of their ids; with whose they are.
pub async fn registered_after(conn: &Conn, after: Uuid, limit: i64) -> Result<Vec<(PersonId, CompanyId)>, Fault> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
        #[diesel(sql_type = SqlUuid)]
        company_id: Uuid,
    }
    let rows: Vec<Row> =
        sql("SELECT person_id, company_id FROM companies WHERE company_id > ? ORDER BY company_id LIMIT ?")
            .bind::<SqlUuid, _>(after)
            .bind::<BigInt, _>(limit)
            .load(conn)
            .await?;
    Ok(rows.into_iter().map(|row| (PersonId(row.person_id), CompanyId(row.company_id))).collect())
}
