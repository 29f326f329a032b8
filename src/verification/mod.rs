//! The monthly run: who is an Active Referral at its instant, and what each company of a referrer gets for that.
//!
//! Invariants: a run is applied once for a program and month; it reads what happened by its instant and was recorded by its cut-off,
//! so that it can be reckoned again at any time with the same result, also after it was interrupted; a preview writes nothing.
mod cut;
mod forecast;
mod inputs;
pub mod jobs;
pub mod letters;
mod question;
mod recompute;
mod run;
mod store;

pub use cut::admit;
pub use forecast::{count_up_to, forecast, forecast_of, preview_after};
pub use inputs::{Given, Referrer};
pub use jobs::{Applied, apply, apply_due, apply_for, due};
pub use question::{Question, Refused};
pub use recompute::{Difference, Recomputed, recompute, recompute_for};
pub use run::{Preview, preview};
pub use store::{Done, Run, before, count_finished, current, finished, newest};
