//! Everything that happens by itself, and when, on one screen.

use crate::jobs::{Every, Handlers};
use crate::notices::SendLetter;
use crate::people::jobs::Sweep;
use crate::people::letters::EntryLetter;

/// Every kind of job, and those that come round by themselves.
pub fn handlers() -> Result<Handlers, serde_json::Error> {
    Handlers::default().with::<SendLetter>().with::<EntryLetter>().every::<Sweep>(Every::Day { minute: 200 })
}
