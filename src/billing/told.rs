//! Invoices as letters tell of them: issued, overdue, and paid.
use super::invoices::{Invoice, find};
use super::payments::stored_money;
use super::unpaid::{Found, by_due_date};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{InvoiceId, PersonId};
use crate::money::Money;
use crate::notices::{self, Kind, News, STALE};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Numeric, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

/// Has everybody told whose invoices fell due unpaid, however long ago, as nobody may have looked since; each invoice once, whoever
/// looks. What was overdue already when it was recorded is imported history, unless it was issued in the days before. An invoice that is changed this moment is told the
/// next time.
pub async fn tell_overdue(tx: &Tx) -> Result<(), Fault> {
    let fresh: Vec<Found> = sql("UPDATE invoices i SET overdue_told_at = ? FROM (
             SELECT person_id, invoice_id FROM invoices
             WHERE voided_at IS NULL AND paid + credit < total AND due_at < ? AND overdue_told_at IS NULL
             AND (due_at >= recorded_at OR recorded_at - issued_at <= interval '3 days')
             FOR NO KEY UPDATE SKIP LOCKED) fell
         WHERE i.person_id = fell.person_id AND i.invoice_id = fell.invoice_id RETURNING i.person_id, i.invoice_id")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Timestamptz, _>(tx.now())
    .load(tx)
    .await?;
    let news = fresh.iter().map(|found| News::of_no_program(PersonId(found.person_id), Kind::Overdue, tx.now()));
    notices::tell(tx, news).await
}

/// Of one person, those that were issued when this was recorded and are still to be paid, by due date. Imported history is left out.
pub(super) async fn issued(conn: &Conn, person: PersonId, recorded: &[Instant]) -> Result<Vec<Invoice>, Fault> {
    let found = sql("SELECT person_id, invoice_id FROM invoices WHERE person_id = ? AND recorded_at = ANY(?)
            AND issued_at >= recorded_at - ? * interval '1 second' AND voided_at IS NULL AND paid + credit < total")
    .bind::<SqlUuid, _>(person.0)
    .bind::<Array<Timestamptz>, _>(recorded.to_vec())
    .bind::<BigInt, _>(STALE.num_seconds())
    .load(conn)
    .await?;
    by_due_date(conn, found).await
}

/// Of one person, those that became overdue news at these instants and are still to be paid, by due date.
pub(super) async fn overdue(conn: &Conn, person: PersonId, told: &[Instant]) -> Result<Vec<Invoice>, Fault> {
    let found = sql("SELECT person_id, invoice_id FROM invoices WHERE person_id = ? AND overdue_told_at = ANY(?)
            AND voided_at IS NULL AND paid + credit < total")
    .bind::<SqlUuid, _>(person.0)
    .bind::<Array<Timestamptz>, _>(told.to_vec())
    .load(conn)
    .await?;
    by_due_date(conn, found).await
}

/// Of one person, the payments on invoices that were recorded at these instants, by when they were made, each with its invoice as it
/// stands now. Imported history is left out.
pub(super) async fn paid(conn: &Conn, person: PersonId, recorded: &[Instant]) -> Result<Vec<(Invoice, Money)>, Fault> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        invoice_id: Uuid,
        #[diesel(sql_type = Numeric)]
        amount: Decimal,
    }
    let rows: Vec<Row> = sql("SELECT invoice_id, amount FROM payments
         WHERE person_id = ? AND invoice_id IS NOT NULL AND recorded_at = ANY(?) AND amount > 0
            AND paid_at >= recorded_at - ? * interval '1 second' ORDER BY paid_at, payment_id")
    .bind::<SqlUuid, _>(person.0)
    .bind::<Array<Timestamptz>, _>(recorded.to_vec())
    .bind::<BigInt, _>(STALE.num_seconds())
    .load(conn)
    .await?;
    let ids: Vec<_> = rows.iter().map(|row| (person, InvoiceId(row.invoice_id))).collect();
    let invoices = find(conn, &ids).await?;
    let of_one = |row: Row| {
        let invoice = invoices.iter().find(|invoice| invoice.id.0 == row.invoice_id);
        let invoice = invoice.ok_or_else(|| Fault::contradiction("a payment of an invoice that is not there"))?;
        Ok((invoice.clone(), stored_money(row.amount, invoice.total.currency())?))
    };
    rows.into_iter().map(of_one).collect()
}
