//! The one door: everything that happens to money or referrals enters here as a fact, is kept, and is applied or parked.
//!
//! Invariants: (source, id) is unique and an accepted fact is never lost; the same fact twice changes nothing and gets the same
//! answer; a fact whose subject is not known yet waits and is applied by itself. This is the only room that joins the others.
mod again;
mod answer;
pub mod api;
mod autopay;
mod batch;
mod changed;
mod classes;
mod clicks;
mod eligible;
mod fitting;
mod history;
mod import;
mod invoices;
pub mod jobs;
mod kept;
mod kinds;
mod known;
mod later;
mod listed;
mod log;
mod names;
mod payments;
mod queue;
mod redact;
mod reductions;
mod refunds;
mod orders;
mod registrations;
mod standings;
mod store;
mod subscriptions;
mod terms;

pub use again::{Again, try_again};
pub use answer::{Answer, Outcome, current};
pub use batch::{Applied, Incoming, apply};
pub use changed::{NotChanged, NotVoided, To, change, may_name, void};
pub use import::{ImportError, Summary, import};
pub use kept::{set_banned, set_held};
pub use known::Noun;
pub use listed::{Standing, Wanted, Whole, listed, whole};
pub use log::{Counted, Logged, count};
pub use names::{Name, called, name_of_payment, name_of_refund, names_of};
pub use orders::record_order;
pub use queue::{Intake, apply_now, wake_overlooked};
pub use redact::redact;
pub use standings::refresh;
pub use store::{State, Stored, find, record, record_all};
pub use terms::{Draft, NotDone, accept, publish, publish_draft, publish_from, publish_if_new, publish_tried};
