//! What listed products cost an invitee, with the invitation and without.

use super::PriceRow;
use crate::billing::{self, Product};
use crate::calendar::Instant;
use crate::db::{Conn, Fault};
use crate::events::Line;
use crate::ids::{PersonId, ProductId};
use crate::money::Money;
use crate::programs::Catalogue;
use crate::referrals;
use crate::rules::Terms;
use crate::rules::offer::{InvoiceFacts, discounts};
use chrono::TimeDelta;
use std::collections::HashMap;

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
    let mut rows = Vec::new();
    for product in products.iter().filter(|product| product.is_listed(now)) {
        if let Some((without, with)) = first_invoice(product, terms, invitee, now)? {
            rows.push(PriceRow { product: terms.name_of(&product.name), without, with });
        }
    }
    Ok(rows)
}

/// What the first invoice of a product that is chosen now comes to by the invitations of a person that count: the least, and only
/// where one takes something off.
pub async fn first_invoices(
    conn: &Conn,
    catalogue: &Catalogue,
    person: PersonId,
    products: &[Product],
    now: Instant,
) -> Result<HashMap<ProductId, Money>, Fault> {
    let person = [person];
    let (known, invoices) =
        futures_util::try_join!(referrals::of_invitees(conn, &person), billing::count_of(conn, &person))?;
    let mut least: HashMap<ProductId, Money> = HashMap::new();
    for referral in known.iter().filter(|referral| referral.voided_at.is_none()) {
        let program = catalogue.get(referral.program)?;
        let governing = program.governing(referral.registered_at, now, &referral.accepted);
        let terms = &governing.map_or_else(|| program.told(now), Ok)?.terms;
        let invoices = invoices.get(&referral.invitee).copied().unwrap_or_default();
        let invitee = Invitee { registered_at: referral.joined_at, invoices };
        for product in products {
            if let Some((_, with)) = first_invoice(product, terms, &invitee, now)? {
                let best = least.entry(product.id).or_insert(with);
                if with.amount() < best.amount() {
                    *best = with;
                }
            }
        }
    }
    Ok(least)
}

/// Without the invitation and with it; it is issued when the trial is over.
fn first_invoice(
    product: &Product,
    terms: &Terms,
    invitee: &Invitee,
    now: Instant,
) -> Result<Option<(Money, Money)>, Fault> {
    let wrong = |error: String| Fault::contradiction(format!("a price cannot be reckoned: {error}"));
    if product.currency != terms.currency {
        return Ok(None);
    }
    let at = now + TimeDelta::days(product.trial_days.into());
    let without = product.price(now, at)?;
    let name = product.name.parse().map_err(|error: &str| wrong(error.to_owned()))?;
    let lines = [Line { product: name, kind: product.kind, ..Line::unnamed(without) }];
    let (registered_at, earlier) = (invitee.registered_at, invitee.invoices);
    let invoice = InvoiceFacts { at, lines: &lines, registered_at, earlier };
    let off = discounts(terms, &invoice).map_err(|error| wrong(error.to_string()))?;
    let Some(off) = off.first() else { return Ok(None) };
    let with = without.minus(off.amount).map_err(|error| wrong(error.to_string()))?;
    Ok(Some((without, with)))
}
