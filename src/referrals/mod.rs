//! Links, clicks and who invited whom.
//!
//! Invariants: an invitee has one referrer in a program; a code opens one link for good; a click that was answered is kept.
pub mod pages;
mod bound;
mod links;

pub use bound::{NewReferral, Referral, Refusal, bind, of_invitees, paid, refuse};
pub use links::{Click, Link, Visit, add_link, by_codes, ensure_link, links_of, record_clicks, visits};
