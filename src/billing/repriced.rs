//! Invoices that lose what an offer took off them, as they are not paid in time.
use super::invoices::{Invoice, InvoiceState};
use super::taken_off::{Discount, net_after};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{InvoiceId, PersonId};
use crate::money::Money;
use crate::rules::offer;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Nullable, Numeric, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

impl Discount {
    fn after(&self, by: Instant) -> Option<&Discount> {
        match self.until {
            Some(until) if until <= by => self.instead.as_deref()?.after(by),
            _ => Some(self),
        }
    }
}

/// What is taken off once that is lost which was over by an instant.
fn off_by(discounts: &[Discount], by: Option<Instant>) -> Vec<Discount> {
    let held = |discount| by.map_or(Some(discount), |by| Discount::after(discount, by));
    discounts.iter().filter_map(held).cloned().collect()
}

/// What is taken off for whoever pays at an instant.
pub(super) fn off_at(
    discounts: &[Discount],
    (due_at, repriced_at): (Instant, Option<Instant>),
    paid_at: Instant,
) -> Vec<Discount> {
    off_by(discounts, offer::lost_by(due_at, repriced_at, paid_at))
}

impl Invoice {
    /// What is taken off now.
    pub fn off(&self) -> Vec<Discount> {
        off_by(&self.discounts, self.repriced_at)
    }

    /// What is taken off for whoever pays at an instant.
    pub fn off_at(&self, paid_at: Instant) -> Vec<Discount> {
        off_at(&self.discounts, (self.due_at, self.repriced_at), paid_at)
    }

    /// When it loses the next of its discounts, unless it is paid before.
    pub fn reprices_at(&self) -> Option<Instant> {
        offer::reprices_at(self.due_at, self.off().iter().filter_map(|discount| discount.until))
    }

    /// Until when its price holds, and what it comes to then: of one that is not paid, and that we may reprice.
    pub fn price_until(&self) -> Result<Option<(Instant, Money)>, Fault> {
        let until = self.reprices_at().filter(|_| self.look_at.is_some());
        if self.state()? != InvoiceState::Open {
            return Ok(None);
        }
        until.map(|until| Ok((until, self.total_by(Some(until))?))).transpose()
    }

    /// When it lost the first, if it lost any.
    pub fn first_repriced_at(&self) -> Option<Instant> {
        let first = offer::reprices_at(self.due_at, self.discounts.iter().filter_map(|discount| discount.until));
        self.repriced_at.and(first)
    }

    /// Its price if it had lost by an instant what was over then.
    pub fn total_by(&self, by: Option<Instant>) -> Result<Money, Fault> {
        let off = off_by(&self.discounts, by);
        let nets = self.lines.iter().enumerate().map(|(n, line)| net_after(line, n, &off));
        let nets = nets.collect::<Result<Vec<Money>, Fault>>()?;
        Money::sum(self.total.currency(), nets).map_err(|error| Fault::contradiction(error.to_string()))
    }
}

/// Up to so many that are to be looked at by an instant, whoever is due longest first; `left_out` are passed over.
pub async fn to_look_at(
    conn: &Conn,
    by: Instant,
    left_out: &[InvoiceId],
    at_most: i64,
) -> Result<Vec<(PersonId, InvoiceId)>, Fault> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
        #[diesel(sql_type = SqlUuid)]
        invoice_id: Uuid,
    }
    let found: Vec<Found> = sql("SELECT person_id, invoice_id FROM invoices
         WHERE look_at <= ? AND invoice_id <> ALL(?) ORDER BY look_at, invoice_id LIMIT ?")
    .bind::<Timestamptz, _>(by)
    .bind::<Array<SqlUuid>, _>(left_out.iter().map(|id| id.0).collect::<Vec<_>>())
    .bind::<BigInt, _>(at_most)
    .load(conn)
    .await?;
    Ok(found.into_iter().map(|found| (PersonId(found.person_id), InvoiceId(found.invoice_id))).collect())
}

/// Keeps what it lost, its price, and when it is looked at again.
pub async fn reprice(tx: &Tx, invoice: &Invoice) -> Result<(), Fault> {
    sql("UPDATE invoices SET repriced_at = ?, look_at = ?, total = ? WHERE person_id = ? AND invoice_id = ?")
        .bind::<Nullable<Timestamptz>, _>(invoice.repriced_at)
        .bind::<Nullable<Timestamptz>, _>(invoice.look_at)
        .bind::<Numeric, _>(invoice.total.amount())
        .bind::<SqlUuid, _>(invoice.person.0)
        .bind::<SqlUuid, _>(invoice.id.0)
        .execute(tx)
        .await?;
    Ok(())
}
