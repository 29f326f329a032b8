//! What happens to visits by itself.

use super::visitors;
use crate::app::App;
use crate::jobs::{Job, JobError};
use serde::{Deserialize, Serialize};

/// Counts the visitors of the last hour, and of whatever was missed before it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct CountClicks {}

impl Job for CountClicks {
    const KIND: &'static str = "referrals.count_clicks";

    async fn run(self, app: &App) -> Result<(), JobError> {
        app.db.write(async |tx| visitors::count_clicks_until_now(tx).await).await?;
        Ok(())
    }
}
