//! Additional services, each charged once, with the next invoice of its subscription.
use super::own::OwnSubscription;
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{AdditionId, PersonId, ProductId, SubscriptionId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{self, Array, Nullable, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

/// An additional service of a subscription: charged once, with the next invoice.
#[derive(Debug, Clone)]
pub struct Addition {
    pub person: PersonId,
    pub id: AdditionId,
    pub subscription: SubscriptionId,
    pub product: ProductId,
    /// Its price is the one of that instant.
    pub added_at: Instant,
    /// The invoice's name in the log, once it is charged.
    pub invoice: Option<String>,
}

#[derive(QueryableByName)]
struct AdditionRow {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    addition_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    subscription_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    product_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    added_at: Instant,
    #[diesel(sql_type = Nullable<sql_types::Text>)]
    invoice: Option<String>,
}

/// All of these persons' subscriptions, oldest first.
pub async fn additions_of(conn: &Conn, people: &[PersonId]) -> Result<Vec<Addition>, Fault> {
    let rows: Vec<AdditionRow> =
        sql("SELECT person_id, addition_id, subscription_id, product_id, added_at, invoice FROM additions
         WHERE person_id = ANY(?) ORDER BY added_at, addition_id")
        .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>())
        .load(conn)
        .await?;
    let read = |row: AdditionRow| Addition {
        person: PersonId(row.person_id),
        id: AdditionId(row.addition_id),
        subscription: SubscriptionId(row.subscription_id),
        product: ProductId(row.product_id),
        added_at: row.added_at,
        invoice: row.invoice,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Sent twice, it is there once.
pub async fn add_to(tx: &Tx, own: &OwnSubscription, id: AdditionId, product: ProductId) -> Result<(), Fault> {
    sql("INSERT INTO additions (person_id, addition_id, subscription_id, product_id, added_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO NOTHING")
    .bind::<SqlUuid, _>(own.person.0)
    .bind::<SqlUuid, _>(id.0)
    .bind::<SqlUuid, _>(own.id.0)
    .bind::<SqlUuid, _>(product.0)
    .bind::<Timestamptz, _>(tx.now())
    .execute(tx)
    .await?;
    Ok(())
}

/// One that was not charged yet; answers whether there was one.
pub async fn take_off(tx: &Tx, own: &OwnSubscription, id: AdditionId) -> Result<bool, Fault> {
    let gone = sql("DELETE FROM additions
         WHERE person_id = ? AND subscription_id = ? AND addition_id = ? AND invoice IS NULL")
    .bind::<SqlUuid, _>(own.person.0)
    .bind::<SqlUuid, _>(own.id.0)
    .bind::<SqlUuid, _>(id.0)
    .execute(tx)
    .await?;
    Ok(gone > 0)
}

/// Marks additions with the invoices that charge them.
pub async fn charge_additions(tx: &Tx, charged: &[(PersonId, AdditionId, String)]) -> Result<(), Fault> {
    if charged.is_empty() {
        return Ok(());
    }
    sql("UPDATE additions a SET invoice = c.invoice
         FROM unnest(?::uuid[], ?::uuid[], ?::text[]) AS c (person_id, addition_id, invoice)
         WHERE a.person_id = c.person_id AND a.addition_id = c.addition_id")
    .bind::<Array<SqlUuid>, _>(charged.iter().map(|c| c.0.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(charged.iter().map(|c| c.1.0).collect::<Vec<_>>())
    .bind::<Array<sql_types::Text>, _>(charged.iter().map(|c| c.2.as_str()).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}
