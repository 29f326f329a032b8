//! Links, clicks and who invited whom.
//!
//! Invariants: an invitee has one referrer in a program; a code opens one link for good; a click that was answered is kept.
pub mod pages;
mod activity;
mod bound;
mod bound_lately;
mod changed;
mod circles;
mod clicks;
mod doors;
mod forget;
pub mod jobs;
mod invited;
mod kept;
pub mod letters;
mod links;
mod listed;
mod made;
mod own_links;
mod standing_of;
mod visitors;
mod visits;

pub use activity::{Active, Asked, count_active, count_registered_within, count_replaced, oldest_of, set_activity};
pub use bound::{Group, NewReferral, Referral, Refusal, bind, of_invitees, paid, refuse, registered_under};
pub use bound_lately::{Lately, bound_at, count_referrers, count_taking_part, referrers_after};
pub use changed::{bind_again, freed_since, unbind, void, was_bound};
pub use circles::{Binding, Depth, Member, Whose, bindings_among, circles_of, members_of};
pub use clicks::{ClickLine, Through, clicks_before, clicks_of, count_clicks};
pub use doors::{Door, Doors, doors};
pub use forget::forget;
pub use invited::{Invited, InvitedCount, Search, Sort, Turn, count_invited, invited, invited_by, my_code, turns_of};
pub use kept::{Bond, held_of, hold_all_of, set_held, with_held};
pub use links::{Link, NewLink, add_link, by_codes, ensure_link, every_by_codes, is_over, links_of};
pub use listed::{Listed, State, Wanted, listed};
pub use made::{Made, counted_by_code, made_after, made_of, visited_at};
pub use own_links::{MOST_LINKS, NotClosed, NotOpened, close_link, open_link, own_link, rename_link};
pub use standing_of::{count_active_of, taking_part};
pub use visitors::{
    Counted, CountedLink, Source, count_clicks_until_now, funnel, funnel_since, links_counted, sources_of,
};
pub use visits::{Click, Visit, Visitor, record_clicks, visits};
