//! Invoices as letters tell of them; the table `overdue_news`: those that were told to be overdue.
use super::invoices::Invoice;
use super::unpaid::{Found, by_due_date};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::PersonId;
use crate::notices::{self, Kind, News, STALE};
use diesel::sql_types::{Array, BigInt, Timestamptz, Uuid as SqlUuid};

/// Has everybody told whose invoices fell due unpaid lately; each invoice once, whoever looks.
pub async fn tell_overdue(tx: &Tx) -> Result<(), Fault> {
    let fresh: Vec<Found> = sql("INSERT INTO overdue_news (person_id, invoice_id, recorded_at)
         SELECT person_id, invoice_id, ? FROM invoices
         WHERE voided_at IS NULL AND paid + credit < total AND due_at < ? AND due_at >= ?
         ON CONFLICT DO NOTHING RETURNING person_id, invoice_id")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Timestamptz, _>(tx.now() - STALE)
    .load(tx)
    .await?;
    sql("DELETE FROM overdue_news WHERE recorded_at < ?").bind::<Timestamptz, _>(tx.now() - STALE).execute(tx).await?;
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
pub(super) async fn overdue(conn: &Conn, person: PersonId, recorded: &[Instant]) -> Result<Vec<Invoice>, Fault> {
    let found =
        sql("SELECT i.person_id, i.invoice_id FROM overdue_news n JOIN invoices i USING (person_id, invoice_id)
         WHERE n.person_id = ? AND n.recorded_at = ANY(?) AND i.voided_at IS NULL AND i.paid + i.credit < i.total")
        .bind::<SqlUuid, _>(person.0)
        .bind::<Array<Timestamptz>, _>(recorded.to_vec())
        .load(conn)
        .await?;
    by_due_date(conn, found).await
}
