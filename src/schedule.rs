//! Everything that happens by itself, and when, on one screen.

use crate::audit::jobs::Nightly;
use crate::intake::jobs::WakeOverlooked;
use crate::jobs::{Every, Handlers};
use crate::notices::SendLetter;
use crate::people::jobs::Sweep;
use crate::people::letters::EntryLetter;
use crate::rewards::jobs::ReleaseDue;

/// Every kind of job. Times of day are UTC.
pub fn handlers() -> Result<Handlers, serde_json::Error> {
    let handlers = Handlers::default()
        // On request.
        .with::<SendLetter>()
        .with::<EntryLetter>()
        // By themselves.
        .every::<ReleaseDue>(Every::Minute)?
        .every::<WakeOverlooked>(Every::Minute)?
        .every::<Sweep>(Every::Hour)?
        .every::<Nightly>(Every::Day { minute: 3 * 60 })?;
    Ok(handlers)
}
