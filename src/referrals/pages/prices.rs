//! What listed products cost an invitee now, with the invitation and without.

use super::PriceRow;
use crate::billing::Product;
use crate::calendar::Instant;
use crate::db::Fault;
use crate::events::Line;
use crate::rules::Terms;
use crate::rules::offer::{InvoiceFacts, discounts};

/// Of an invitee: since when, and how many of their invoices were not voided.
pub(super) struct Invitee {
    pub registered_at: Instant,
    pub invoices: u32,
}

/// Only products on which the invitation takes something off the next invoice.
pub(super) fn prices(
    products: &[Product],
    terms: &Terms,
    invitee: &Invitee,
    now: Instant,
) -> Result<Vec<PriceRow>, Fault> {
    let wrong = |error: String| Fault::contradiction(format!("a price cannot be reckoned: {error}"));
    let mut rows = Vec::new();
    for product in products.iter().filter(|product| product.is_listed(now) && product.currency == terms.currency) {
        let without = product.price(now, now)?;
        let name = product.name.parse().map_err(|error: &str| wrong(error.to_owned()))?;
        let lines = [Line { product: name, kind: product.kind, ..Line::unnamed(without) }];
        let (registered_at, earlier) = (invitee.registered_at, invitee.invoices);
        let invoice = InvoiceFacts { at: now, lines: &lines, registered_at, earlier };
        let off = discounts(terms, &invoice).map_err(|error| wrong(error.to_string()))?;
        if let Some(off) = off.first() {
            let with = without.minus(off.amount).map_err(|error| wrong(error.to_string()))?;
            rows.push(PriceRow { product: product.name.clone(), without, with });
        }
    }
    Ok(rows)
}
