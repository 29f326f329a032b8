//! The ledger: where the money is, exactly.
//!
//! Double entry and append only: a transfer moves one positive amount from one account to another, and both legs belong to one
//! person. What a person has is a row of `accounts`; what a program has is the sum of its transfers, so that no row is
//! updated by every posting. Each statement that touches an account adds one link to that account's chain.
//!
//! Invariants: all transfers sum to zero; each balance equals its transfers; only `available` may be negative, and only by
//! a correction; (person, program, unit, kind, cause) is unique; every chain recomputes to its head.
mod balances;
mod chain;
mod post;
mod statement;
mod trial;

use crate::db::Fault;
use crate::money::{Currency, Money};

pub use balances::{
    AsOf, AvailableAt, Balances, Held, Unequal, as_of, balances, expired, held, lock_available, lock_available_at,
    unequal_balances, used,
};
pub use chain::broken_chains;
pub use post::{Refused, post};
pub use statement::{Ends, Movement, Statement, StatementLine, ends, heads, movements, statement, statement_after};
pub use trial::{Trial, trial_balance};

/// An amount as it is kept, in its currency.
pub fn money(amount: rust_decimal::Decimal, currency: Currency) -> Result<Money, Fault> {
    Money::new(amount, currency).map_err(|e| Fault::contradiction(format!("a stored amount: {e}")))
}
