//! The person's own order of their companies.

use super::{dated, store};
use crate::calendar::Instant;
use crate::db::{Fault, Tx};
use crate::ids::{CompanyId, PersonId};
use chrono::TimeDelta;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

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

/// Moves one company by one place; the first stays first and the last stays last. Answers the new order. `event`: the id of the fact
/// that tells so.
pub async fn move_one(
    tx: &Tx,
    person: PersonId,
    company: CompanyId,
    direction: Direction,
    event: &str,
) -> Result<Vec<CompanyId>, NotAnOrder> {
    let mut order = store::hold_order(tx, person).await?;
    let at = order.iter().position(|id| *id == company).ok_or(NotAnOrder::NoSuchCompany)?;
    match direction {
        Direction::Up if at > 0 => order.swap(at, at - 1),
        Direction::Down if at + 1 < order.len() => order.swap(at, at + 1),
        _ => {}
    }
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
