use super::invoices::Discount;
use super::payments::stored_currency;
use crate::db::{Conn, Fault, sql};
use crate::ids::{PersonId, SourceId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Text, Uuid as SqlUuid};
use uuid::Uuid;

/// What offers and assignments took off an invoice, by the sender's id of it.
#[derive(Debug, Clone)]
pub struct TakenOff {
    pub source: SourceId,
    pub invoice: String,
    pub discounts: Vec<Discount>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    source_id: Uuid,
    #[diesel(sql_type = Text)]
    external_id: String,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Text)]
    discounts: String,
}

/// Of the invoices of these persons, those that were discounted here.
pub async fn taken_off(conn: &Conn, people: &[PersonId]) -> Result<Vec<TakenOff>, Fault> {
    let rows: Vec<Row> = sql("SELECT source_id, external_id, currency, discounts::text AS discounts FROM invoices
         WHERE person_id = ANY(?) AND discounts <> '[]'::jsonb")
    .bind::<Array<SqlUuid>, _>(people.iter().map(|p| p.0).collect::<Vec<_>>())
    .load(conn)
    .await?;
    let read = |row: Row| {
        let discounts = Discount::read(&row.discounts, stored_currency(&row.currency)?)?;
        Ok(TakenOff { source: SourceId(row.source_id), invoice: row.external_id, discounts })
    };
    rows.into_iter().map(read).collect()
}
