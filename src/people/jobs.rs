//! What happens to people's sessions by itself.

use super::sessions;
use crate::app::App;
use crate::jobs::{Job, JobError};
use serde::{Deserialize, Serialize};

/// Deletes sessions that are over.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct SweepSessions;

impl Job for SweepSessions {
    const KIND: &'static str = "people.sweep_sessions";

    async fn run(self, app: &App) -> Result<(), JobError> {
        app.db.write(async |tx| sessions::sweep(tx).await).await?;
        Ok(())
    }
}
