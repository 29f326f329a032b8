//! Links, clicks and who invited whom.
//!
//! Invariants: an invitee has one referrer in a program; a code opens one link for good; a click that was answered is kept.
pub mod pages;
mod activity;
mod bound;
mod bound_lately;
mod circles;
mod clicks;
mod doors;
pub mod jobs;
mod invited;
pub mod letters;
mod links;
mod visitors;

pub use activity::{Active, Asked, count_active, count_replaced, oldest_of, set_activity};
pub use bound::{NewReferral, Referral, Refusal, bind, of_invitees, paid, refuse};
pub use bound_lately::{Lately, bound_at, referrers_after};
pub use circles::{Binding, Depth, Member, Whose, bindings_among, circles_of, members_of};
pub use clicks::{ClickLine, clicks_of, count_clicks};
pub use doors::{Door, Doors, doors};
pub use invited::{Invited, Search, count_invited, invited, invited_by, my_code};
pub use links::{Click, Link, Visit, Visitor, add_link, by_codes, ensure_link, links_of, record_clicks, visits};
pub use visitors::{Counted, Source, count_clicks_until_now, funnel, sources_of};
