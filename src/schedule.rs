//! Everything that happens by itself, and when, on one screen.

use crate::jobs::Handlers;

/// Every kind of job, and those that come round by themselves.
pub fn handlers() -> Result<Handlers, serde_json::Error> {
    Ok(Handlers::default())
}
