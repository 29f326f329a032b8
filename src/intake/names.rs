//! What senders call our things: for facts of our own about them, and for people who tell their billing system.
use super::known::Noun;
use crate::db::{Conn, Fault, sql};
use crate::ids::{ExternalId, SourceId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Text, Uuid as SqlUuid};
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Debug, Clone)]
pub struct Name {
    pub source: SourceId,
    pub source_name: String,
    pub id: ExternalId,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    source_id: Uuid,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    external_id: String,
}

/// The names of persons, companies or invoices; what no event made has none.
pub async fn names_of(conn: &Conn, noun: Noun, ids: &[Uuid]) -> Result<HashMap<Uuid, Name>, Fault> {
    let rows: Vec<Row> = sql("SELECT k.id, k.source_id, s.name, k.external_id
         FROM external_ids k JOIN sources s ON s.source_id = k.source_id
         WHERE k.noun IN ('person', 'company', 'invoice') AND k.noun = ? AND k.id = ANY(?)")
    .bind::<Text, _>(noun.word())
    .bind::<Array<SqlUuid>, _>(ids.to_vec())
    .load(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let id = row.external_id.parse().map_err(|e| Fault::contradiction(format!("a stored id: {e}")))?;
            Ok((row.id, Name { source: SourceId(row.source_id), source_name: row.name, id }))
        })
        .collect()
}
