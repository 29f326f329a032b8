//! The money received for one invoice, as its payer and staff see it.
use super::payments::{stored_currency, stored_money};
use super::refunds::RefundState;
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{InvoiceId, PaymentId, PersonId, RefundId};
use crate::money::Money;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

#[derive(Debug, Clone)]
pub struct Received {
    pub id: PaymentId,
    /// The sender's.
    pub external_id: String,
    pub amount: Money,
    pub paid_at: Instant,
    /// What staff wrote down.
    pub reference: Option<String>,
    pub refunds: Vec<(RefundId, Money, RefundState)>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    payment_id: Uuid,
    #[diesel(sql_type = Text)]
    external_id: String,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = Timestamptz)]
    paid_at: Instant,
    #[diesel(sql_type = Nullable<Text>)]
    reference: Option<String>,
}

#[derive(QueryableByName)]
struct RefundRow {
    #[diesel(sql_type = SqlUuid)]
    payment_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    refund_id: Uuid,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = Text)]
    state: String,
}

/// Oldest first.
pub async fn received_on(conn: &Conn, person: PersonId, invoice: InvoiceId) -> Result<Vec<Received>, Fault> {
    let payments = sql("SELECT payment_id, external_id, currency, amount, paid_at, reference FROM payments
         WHERE person_id = ? AND invoice_id = ? ORDER BY paid_at, payment_id")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(invoice.0)
    .load::<Row>(conn);
    let refunds = sql("SELECT r.payment_id, r.refund_id, r.amount, r.state
         FROM refunds r JOIN payments p ON p.person_id = r.person_id AND p.payment_id = r.payment_id
         WHERE p.person_id = ? AND p.invoice_id = ? ORDER BY r.refund_id")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(invoice.0)
    .load::<RefundRow>(conn);
    let (payments, refunds) = futures_util::try_join!(payments, refunds)?;
    let read = |row: Row| {
        let currency = stored_currency(&row.currency)?;
        let own = refunds.iter().filter(|refund| refund.payment_id == row.payment_id).map(|refund| {
            let state = RefundState::read(&refund.state)?;
            Ok((RefundId(refund.refund_id), stored_money(refund.amount, currency)?, state))
        });
        Ok(Received {
            id: PaymentId(row.payment_id),
            external_id: row.external_id,
            amount: stored_money(row.amount, currency)?,
            paid_at: row.paid_at,
            reference: row.reference,
            refunds: own.collect::<Result<_, Fault>>()?,
        })
    };
    payments.into_iter().map(read).collect()
}

/// What staff wrote down of a payment that they recorded.
pub async fn note_reference(tx: &Tx, person: PersonId, external_id: &str, reference: &str) -> Result<(), Fault> {
    sql("UPDATE payments SET reference = ? WHERE person_id = ? AND external_id = ?")
        .bind::<Text, _>(reference)
        .bind::<SqlUuid, _>(person.0)
        .bind::<Text, _>(external_id)
        .execute(tx)
        .await?;
    Ok(())
}
