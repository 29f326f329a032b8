//! What senders call our things: for facts of our own about them, and for people who tell their billing system.
use super::known::Noun;
use crate::db::{Conn, Fault, sql};
use crate::ids::{ExternalId, PaymentId, PersonId, RefundId, SourceId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Text, Uuid as SqlUuid};
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Debug, Clone)]
pub struct Name {
    pub source: SourceId,
    pub source_name: String,
    pub id: ExternalId,
    /// Whose it is.
    pub person: PersonId,
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
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
}

impl Row {
    fn read(self) -> Result<(Uuid, Name), Fault> {
        let id = self.external_id.parse().map_err(|e| Fault::contradiction(format!("a stored id: {e}")))?;
        let (source, person) = (SourceId(self.source_id), PersonId(self.person_id));
        Ok((self.id, Name { source, source_name: self.name, id, person }))
    }
}

/// The names of persons, companies or invoices; what no event made has none.
pub async fn names_of(conn: &Conn, noun: Noun, ids: &[Uuid]) -> Result<HashMap<Uuid, Name>, Fault> {
    let rows: Vec<Row> = sql("SELECT k.id, k.source_id, s.name, k.external_id, k.person_id
         FROM external_ids k JOIN sources s ON s.source_id = k.source_id
         WHERE k.noun IN ('person', 'company', 'invoice') AND k.noun = ? AND k.id = ANY(?)")
    .bind::<Text, _>(noun.word())
    .bind::<Array<SqlUuid>, _>(ids.to_vec())
    .load(conn)
    .await?;
    rows.into_iter().map(Row::read).collect()
}

/// What any sender calls so.
pub async fn called(conn: &Conn, noun: Noun, external_id: &str) -> Result<Vec<Uuid>, Fault> {
    #[derive(QueryableByName)]
    struct Called {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
    }
    let called: Vec<Called> = sql("SELECT k.id FROM sources s
         JOIN external_ids k ON k.source_id = s.source_id AND k.noun = ? AND k.external_id = ?")
    .bind::<Text, _>(noun.word())
    .bind::<Text, _>(external_id)
    .load(conn)
    .await?;
    Ok(called.into_iter().map(|called| called.id).collect())
}

/// Of a person's payment: the sources are few.
pub async fn name_of_payment(conn: &Conn, person: PersonId, payment: PaymentId) -> Result<Option<Name>, Fault> {
    let row: Option<Row> = sql("SELECT k.id, k.source_id, s.name, k.external_id, k.person_id
         FROM payments p CROSS JOIN sources s
         JOIN external_ids k ON k.source_id = s.source_id AND k.noun = 'payment' AND k.external_id = p.external_id
         WHERE p.person_id = ? AND p.payment_id = ? AND k.id = p.payment_id")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(payment.0)
    .optional(conn)
    .await?;
    Ok(row.map(Row::read).transpose()?.map(|(_, name)| name))
}

pub async fn name_of_refund(conn: &Conn, refund: RefundId) -> Result<Option<Name>, Fault> {
    let row: Option<Row> = sql("SELECT k.id, k.source_id, s.name, k.external_id, k.person_id
         FROM external_ids k JOIN sources s ON s.source_id = k.source_id WHERE k.noun = 'refund' AND k.id = ?")
    .bind::<SqlUuid, _>(refund.0)
    .optional(conn)
    .await?;
    Ok(row.map(Row::read).transpose()?.map(|(_, name)| name))
}
