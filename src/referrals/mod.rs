//! Links, clicks and who invited whom.
//!
//! Invariants: an invitee has one referrer in a program; a code opens one link for good; a click that was answered is kept.
pub mod pages;
mod bound;
mod clicks;
mod invited;
mod links;

pub use bound::{NewReferral, Referral, Refusal, bind, of_invitees, paid, refuse};
pub use clicks::{ClickLine, Counted, Source, clicks_of, count_clicks, funnel, sources_of};
pub use invited::{Invited, Search, count_invited, invited, invited_by, my_code};
pub use links::{
    Click, Link, Visit, Visitor, add_link, by_codes, ensure_link, is_retired, links_of, record_clicks, visits,
};
