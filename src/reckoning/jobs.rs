//! What is earned by itself, as time passes.

use crate::app::App;
use crate::jobs::{Job, JobError};
use serde::{Deserialize, Serialize};

/// Reckons every circle that is due.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct SweepDue;

impl Job for SweepDue {
    const KIND: &'static str = "reckoning.sweep_due";

    async fn run(self, app: &App) -> Result<(), JobError> {
        let swept = super::sweep(&app.db).await?;
        if swept > 0 {
            metrics::counter!("circles_swept_total").increment(swept as u64);
        }
        Ok(())
    }
}
