//! Invoices as letters tell of them: issued, and overdue.
use super::invoices::Invoice;
use super::unpaid::{Found, by_due_date};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::PersonId;
use crate::notices::{self, Kind, News, STALE};
use diesel::sql_types::{Array, BigInt, Timestamptz, Uuid as SqlUuid};

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
