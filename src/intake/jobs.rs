//! What happens to parked events by itself.

use super::queue;
use crate::app::App;
use crate::jobs::{Job, JobError};
use serde::{Deserialize, Serialize};

/// Applies parked events whose wait ended in a transaction that could not see them.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct WakeOverlooked {}

impl Job for WakeOverlooked {
    const KIND: &'static str = "intake.wake_overlooked";

    async fn run(self, app: &App) -> Result<(), JobError> {
        queue::wake_overlooked(&app.db).await?;
        Ok(())
    }
}
