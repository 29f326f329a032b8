//! What is earned by terms that read the whole history of a referrer: a circle's part of the log, played in memory, and the
//! difference to what was posted before, posted.
//!
//! Invariants: a circle is reckoned under its row's lock, in the transaction of the fact that touched it, after that fact is kept;
//! what only time changes is reckoned by itself before the day after is over; installations without such terms pay no statement.
mod circles;
mod door;
pub mod jobs;
mod log;
mod reckon;
mod sweep;

pub use door::{Decided, Door};
pub use log::{line_discount, load as part, part_of};
pub use reckon::{catch_up, circles_of, publish, rates_changed, reckon, reckon_also};
pub use sweep::{sweep, sweep_all, sweep_until};
