//! Work that happens after the transaction that asked for it: letters, webhooks, and what the schedule starts.
//!
//! A job is enqueued in the transaction of its cause, so both happen or neither. It may run more than once (a process
//! can die between the work and the note that it is done), so every job must be safe to run twice. A failed attempt is
//! tried again later, each time later; after the last attempt the job rests in the graveyard, which staff see.

mod graveyard;
mod outbox;
mod queue;
mod runner;
mod slots;
mod store;

pub use graveyard::{Failed, at_rest, graveyard, remove, retry};
pub use outbox::{OutgoingLetter, Stage, WantedLetters, hurry, letters};
pub use queue::{Round, Waiting, is_waiting, rounds, waiting};
pub use runner::{Handlers, Stop, run, run_due};
pub use slots::{Every, Schedule};

use crate::app::App;
use crate::calendar::Instant;
use crate::db::{Fault, Tx};
use chrono::TimeDelta;
use serde::{Serialize, de::DeserializeOwned};

/// A kind of work: its fields are what the work needs to know.
pub trait Job: Serialize + DeserializeOwned + 'static {
    /// The name under which it waits in the queue; never changed once rows with it may exist.
    const KIND: &'static str;

    /// Does the work. It must be safe to do twice.
    fn run(self, app: &App) -> impl Future<Output = Result<(), JobError>>;
}

/// Why an attempt failed.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// Another attempt may succeed. The text is shown to staff: no personal data.
    #[error("{0}")]
    Later(String),
    /// No attempt can succeed. The text is shown to staff: no personal data.
    #[error("{0}")]
    Never(String),
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Enqueues a job that is due at once.
pub async fn enqueue<J: Job>(tx: &Tx, job: &J) -> Result<(), Fault> {
    enqueue_at(tx, job, tx.now()).await
}

/// Enqueues a job that is due at `due_at`.
pub async fn enqueue_at<J: Job>(tx: &Tx, job: &J, due_at: Instant) -> Result<(), Fault> {
    let payload = serde_json::to_value(job).map_err(|error| Fault::contradiction(format!("{}: {error}", J::KIND)))?;
    store::insert(tx, J::KIND, payload, due_at).await
}

/// Attempts before a job goes to the graveyard: with the pauses below more than a day.
const ATTEMPTS: i32 = 16;

/// How long to wait after the given number of failed attempts: 10 seconds, doubled each time, six hours at most.
fn pause(attempts: i32) -> TimeDelta {
    let doublings = u32::try_from(attempts.clamp(1, 13)).unwrap_or(1) - 1;
    TimeDelta::seconds((10_i64 << doublings).min(6 * 3600))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_six_hours() {
        let seconds: Vec<i64> = [1, 2, 3, 10, 12, 13, 16].map(|attempts| pause(attempts).num_seconds()).to_vec();
        assert_eq!(seconds, [10, 20, 40, 5_120, 20_480, 21_600, 21_600]);
    }

    #[test]
    fn a_job_is_given_up_after_about_a_day_and_a_half() {
        let total: TimeDelta = (1..ATTEMPTS).map(pause).sum();
        assert_eq!(total.num_hours(), 29);
    }
}
