//! The person's own order of their companies.

use super::{dated, store};
use crate::calendar::Instant;
use crate::db::{Fault, Tx};
use crate::ids::{CompanyId, PersonId};
use chrono::TimeDelta;

#[derive(Debug, thiserror::Error)]
pub enum NotAnOrder {
    #[error("the list of companies changed meanwhile: look again and repeat")]
    Changed,
    #[error("no such company")]
    NoSuchCompany,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Puts all open companies of a person into this order. `event`: the id of the fact that tells so.
pub async fn reorder(tx: &Tx, person: PersonId, order: &[CompanyId], event: &str) -> Result<(), NotAnOrder> {
    let mut present = store::hold_order(tx, person).await?;
    let mut wanted = order.to_vec();
    present.sort_unstable();
    wanted.sort_unstable();
    if present != wanted {
        return Err(NotAnOrder::Changed);
    }
    Ok(put(tx, person, (tx.now(), event), order).await?)
}

/// Moves one company to a place, from 1; beyond the end is the last. Asked for twice, it is done once. Answers the new order. `event`:
/// the id of the fact that tells so.
pub async fn move_to(
    tx: &Tx,
    person: PersonId,
    company: CompanyId,
    place: usize,
    event: &str,
) -> Result<Vec<CompanyId>, NotAnOrder> {
    let mut order = store::hold_order(tx, person).await?;
    let Some(from) = order.iter().position(|id| *id == company) else {
        let closed = store::find(tx, person, company).await?;
        return Err(closed.map_or(NotAnOrder::NoSuchCompany, |_| NotAnOrder::Changed));
    };
    let company = order.remove(from);
    order.insert(place.saturating_sub(1).min(order.len()), company);
    put(tx, person, (tx.now(), event), &order).await?;
    Ok(order)
}

/// Puts some of a person's companies first, as of an instant: an order that is told late stays below what was chosen after it.
pub async fn put(tx: &Tx, person: PersonId, (at, event): (Instant, &str), named: &[CompanyId]) -> Result<(), Fault> {
    let companies = store::hold_all(tx, person).await?;
    dated::keep(tx, person, (at, event), named).await?;
    let orders = dated::of(tx, &[person], tx.now() + TimeDelta::days(1), tx.now()).await?;
    let order = dated::arranged(companies, orders.get(&person).map_or(&[], Vec::as_slice));
    store::set_order(tx, person, &order).await
}
