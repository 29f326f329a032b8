//! The log without what names whoever is deleted (docs/decisions/0011).

use diesel::QueryableByName;
use diesel::sql_types::{Array, Binary, Text, Uuid as SqlUuid};
use uuid::Uuid;

use crate::companies::tax_key;
use crate::db::{Fault, Tx, sql};
use crate::events::parse_internal;
use crate::ids::PersonId;
use crate::people::traces;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    event_id: Uuid,
    #[diesel(sql_type = Text)]
    body: String,
}

/// Redacts a person's registrations. The hash of what was received stays, so that the same event sent again is still known;
/// the hash of what is kept stands beside it.
pub async fn redact(tx: &Tx, person: PersonId, key: &traces::Key) -> Result<(), Fault> {
    let rows: Vec<Row> = sql("SELECT event_id, body::text AS body FROM events
         WHERE person_id = ? AND type IN ('person.registered', 'company.registered') AND redacted_hash IS NULL")
    .bind::<SqlUuid, _>(person.0)
    .load(tx)
    .await?;
    let (mut ids, mut bodies, mut hashes) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        let event = parse_internal(row.body.as_bytes());
        let event =
            event.map_err(|error| Fault::contradiction(format!("event {} does not read: {error}", row.event_id)))?;
        if let Some(event) = traces::redacted(key, &event, tax_key)? {
            ids.push(row.event_id);
            bodies.push(event.to_json());
            hashes.push(event.body_hash().to_vec());
        }
    }
    sql("UPDATE events e SET body = t.body::jsonb, redacted_hash = t.hash
         FROM unnest(?::uuid[], ?::text[], ?::bytea[]) AS t (event_id, body, hash)
         WHERE e.event_id = t.event_id AND e.person_id = ?")
    .bind::<Array<SqlUuid>, _>(ids)
    .bind::<Array<Text>, _>(bodies)
    .bind::<Array<Binary>, _>(hashes)
    .bind::<SqlUuid, _>(person.0)
    .execute(tx)
    .await?;
    Ok(())
}
