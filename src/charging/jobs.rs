//! What is billed by itself.
use super::pass;
use crate::app::App;
use crate::jobs::{Job, JobError};
use crate::verification;
use serde::{Deserialize, Serialize};

/// Trials end, periods are charged, invoices fall due, canceled subscriptions end. Whatever was missed is made up for, and no invoice
/// is issued before a run of which it may use the discount.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct PassTime {}

impl Job for PassTime {
    const KIND: &'static str = "charging.pass_time";

    async fn run(self, app: &App) -> Result<(), JobError> {
        let by = verification::apply_due(&app.db, app.clock.now()).await?;
        Ok(pass(&app.db, by).await?)
    }
}
