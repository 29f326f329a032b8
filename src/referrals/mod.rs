//! Links, clicks and who invited whom.
//!
//! Invariants: an invitee has one referrer in a program; a code opens one link for good; a click that was answered is kept.
pub mod pages;
mod bound;
mod clicks;
mod doors;
mod invited;
mod links;

pub use bound::{NewReferral, Referral, Refusal, bind, of_invitees, paid, refuse};
pub use clicks::{ClickLine, Counted, Source, clicks_of, count_clicks, funnel, sources_of};
pub use doors::{Door, Doors, doors};
pub use invited::{Invited, Search, count_invited, invited, invited_by, my_code};
pub use links::{Click, Link, Visit, Visitor, add_link, by_codes, ensure_link, links_of, record_clicks, visits};
