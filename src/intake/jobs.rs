//! Facts that wait.

use serde::{Deserialize, Serialize};

use super::wake_overlooked;
use crate::app::App;
use crate::jobs::{Job, JobError};

/// Applies parked facts whose wait is over but whom nobody woke: two transactions that did not see each other, or a process that
/// ended between the two.
#[derive(Default, Serialize, Deserialize)]
pub struct Wake {}

impl Job for Wake {
    const KIND: &'static str = "intake.wake";

    async fn run(self, app: &App) -> Result<(), JobError> {
        let woken = wake_overlooked(&app.db).await?;
        if woken > 0 {
            tracing::warn!(woken, "parked events had been overlooked");
        }
        Ok(())
    }
}
