//! What becomes news of invoices and trials by itself.
use crate::app::App;
use crate::jobs::{Job, JobError};
use serde::{Deserialize, Serialize};

/// Has people told of invoices that fell due unpaid.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct TellOverdue {}

impl Job for TellOverdue {
    const KIND: &'static str = "billing.tell_overdue";

    async fn run(self, app: &App) -> Result<(), JobError> {
        Ok(app.db.write(async |tx| super::tell_overdue(tx).await).await?)
    }
}

/// Has people told of trials that end soon.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct TellTrials {}

impl Job for TellTrials {
    const KIND: &'static str = "billing.tell_trials";

    async fn run(self, app: &App) -> Result<(), JobError> {
        Ok(app.db.write(async |tx| super::tell_ending_trials(tx).await).await?)
    }
}
