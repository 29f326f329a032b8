//! Everything that happens by itself, and when, on one screen.

use crate::audit::jobs::Nightly;
use crate::intake::jobs::Wake;
use crate::jobs::{Every, Handlers};
use crate::notices::SendLetter;
use crate::people::jobs::Sweep;
use crate::people::letters::EntryLetter;
use crate::rewards::jobs::Release;

/// Every kind of job, and those that come round by themselves.
pub fn handlers() -> Result<Handlers, serde_json::Error> {
    Handlers::default()
        .with::<SendLetter>()
        .with::<EntryLetter>()
        .every::<Release>(Every::Minute)?
        .every::<Wake>(Every::Minute)?
        .every::<Nightly>(Every::Day { minute: 140 })?
        .every::<Sweep>(Every::Day { minute: 200 })
}
