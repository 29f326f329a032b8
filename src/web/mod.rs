//! How the product answers browsers and programs; it knows no business.
//!
//! A handler returns [`Page`] (one askama struct; the block of the same file when htmx asked for it), [`SeeOther`] after a
//! change, [`Problem`] in the API, or [`Error`], the only edge type. [`door`] stands before every route: it knows the
//! visitor's language, refuses foreign forms, and dresses bare errors as pages or problem documents.

pub mod assets;
mod catalogue;
pub mod csv;
mod door;
mod error;
pub mod filters;
pub mod format;
mod lang;
mod listing;
mod origin;
mod page;
pub mod pictures;
mod problem;
mod quota;
mod refusals;
mod see_other;
mod shell;
mod words;

#[cfg(test)]
mod catalogue_tests;
#[cfg(test)]
mod door_tests;
#[cfg(test)]
pub mod gallery;

pub use door::{Front, Visit, door, headers};
pub use error::Error;
pub use lang::Lang;
pub use listing::{Listing, Order};
pub use page::{Further, Page, Paging};
pub use problem::{FieldProblem, Problem};
pub use quota::{Quota, peer};
pub use refusals::{Refusal, Refusals};
pub use see_other::SeeOther;
pub use shell::{DemoBar, Invitation, Nav, Shell, Viewing};
pub use words::{ToValue, ToWords, Value, Words};
