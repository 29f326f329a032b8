//! What is put to subscriptions by itself.

use crate::app::App;
use crate::jobs::{Job, JobError};
use serde::{Deserialize, Serialize};

/// Puts to own subscriptions whatever is available for them.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct ExtendDue {}

impl Job for ExtendDue {
    const KIND: &'static str = "extensions.extend_due";

    async fn run(self, app: &App) -> Result<(), JobError> {
        let extended = super::extend_due(&app.db).await?;
        if extended > 0 {
            metrics::counter!("subscriptions_extended_total").increment(extended as u64);
        }
        Ok(())
    }
}
