//! What becomes available by itself.

use serde::{Deserialize, Serialize};

use super::release_due;
use crate::app::App;
use crate::jobs::{Job, JobError};

/// Releases every reward whose hold is over.
#[derive(Default, Serialize, Deserialize)]
pub struct Release {}

impl Job for Release {
    const KIND: &'static str = "rewards.release";

    async fn run(self, app: &App) -> Result<(), JobError> {
        let released = release_due(&app.db).await?;
        if released > 0 {
            tracing::info!(released, "rewards became available");
        }
        Ok(())
    }
}
