//! What happens to visits by itself.

use super::visitors;
use crate::app::App;
use crate::jobs::{Job, JobError};
use serde::{Deserialize, Serialize};

/// Counts the visitors of yesterday, and of any day before it that was missed.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct CountDays {}

impl Job for CountDays {
    const KIND: &'static str = "referrals.count_days";

    async fn run(self, app: &App) -> Result<(), JobError> {
        app.db.write(async |tx| visitors::count_days(tx).await).await?;
        Ok(())
    }
}
