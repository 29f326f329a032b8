//! Programs and the versions of their terms.
//!
//! Invariants: a version is immutable, numbered from one without gaps, and was checked with its examples before it was
//! published; a slug names one program for good; nobody takes back an acceptance; a draft becomes a version once, or is thrown away, and
//! then stays as it is.
pub mod pages;
mod accept;
mod catalogue;
pub mod drafts;
pub mod letters;
mod publish;
mod store;
mod templates;

pub use accept::{NotAccepted, accept};
pub use catalogue::{Catalogue, Choice, Program, Unreadable, Version, catalogue, unreadable};
pub use publish::{NotPublished, Published, Tried, exists, publish};
pub use store::{accepted_by, source};
pub use templates::{Template, template, templates};
