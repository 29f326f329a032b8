//! Companies: the customer organisations that a person registered, in the person's own order.
//!
//! Invariants: a company belongs to one person; a tax id is claimed by one company, whatever its spelling, and stays claimed
//! when the company closes; a closed company keeps its place in history but has none in the order.

pub mod pages;
mod added;
mod dated;
mod forget;
mod order;
mod search;
mod store;
mod tax_id;

use crate::calendar::Instant;
use crate::ids::{CompanyId, PersonId};

pub use added::{registered_after, tax_ids_of};
pub use dated::{Placed, placed};
pub use forget::{forget, owners_of_tax_ids};
pub use order::{NotAnOrder, move_to, put, reorder};
pub use search::{Among, Found, find_any, search};
pub use store::{close, find, known_tax_ids, names, of, register};
pub use tax_id::tax_key;

/// A company as registered by an event.
#[derive(Debug, Clone)]
pub struct NewCompany {
    pub person: PersonId,
    pub id: CompanyId,
    pub name: String,
    pub tax_id: Option<String>,
    /// False when another company claimed the tax id already.
    pub claims_tax_id: bool,
    pub registered_at: Instant,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    pub person: PersonId,
    pub id: CompanyId,
    pub name: String,
    pub tax_id: Option<String>,
    /// Lower comes first; places are not always consecutive.
    pub position: i32,
    pub registered_at: Instant,
    pub closed_at: Option<Instant>,
}
