//! Invoices that are still to be paid, of all persons: what staff look at.
use super::invoices::{Invoice, find};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::ids::{InvoiceId, PersonId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

/// An invoice that a statement found.
#[derive(QueryableByName)]
pub(super) struct Found {
    #[diesel(sql_type = SqlUuid)]
    pub person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub invoice_id: Uuid,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub struct Unpaid {
    #[diesel(sql_type = BigInt)]
    pub open: i64,
    /// Of those, past their due date.
    #[diesel(sql_type = BigInt)]
    pub overdue: i64,
}

pub async fn counts_of_unpaid(conn: &Conn, now: Instant) -> Result<Unpaid, Fault> {
    sql("SELECT count(*) AS open, count(*) FILTER (WHERE due_at < ?) AS overdue FROM invoices
         WHERE voided_at IS NULL AND paid + credit < total")
    .bind::<Timestamptz, _>(now)
    .one(conn)
    .await
}

/// Of one person's companies.
pub async fn count_unpaid_of(conn: &Conn, person: PersonId) -> Result<i64, Fault> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    let count: Count = sql("SELECT count(*) AS count FROM invoices
         WHERE person_id = ? AND voided_at IS NULL AND paid + credit < total")
    .bind::<SqlUuid, _>(person.0)
    .one(conn)
    .await?;
    Ok(count.count)
}

pub(super) async fn by_due_date(conn: &Conn, found: Vec<Found>) -> Result<Vec<Invoice>, Fault> {
    let ids: Vec<_> = found.iter().map(|row| (PersonId(row.person_id), InvoiceId(row.invoice_id))).collect();
    let mut invoices = find(conn, &ids).await?;
    invoices.sort_by_key(|invoice| (invoice.due_at, invoice.id));
    Ok(invoices)
}
