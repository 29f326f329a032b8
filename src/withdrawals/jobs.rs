//! What goes out by itself.

use super::batches;
use crate::app::App;
use crate::ids::BatchId;
use crate::jobs::{Job, JobError};
use serde::{Deserialize, Serialize};

/// Pays out what the terms say is due.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct PayOutDue {}

impl Job for PayOutDue {
    const KIND: &'static str = "withdrawals.pay_out_due";

    async fn run(self, app: &App) -> Result<(), JobError> {
        let paid = super::pay_out_due(&app.db).await?;
        if paid > 0 {
            metrics::counter!("payouts_made_total").increment(paid as u64);
        }
        Ok(())
    }
}

/// Marks what is in a final batch as paid.
#[derive(Debug, Serialize, Deserialize)]
pub struct PayBatch {
    pub(super) batch: BatchId,
    /// From where it was ended.
    pub(super) peer: Option<String>,
}

impl Job for PayBatch {
    const KIND: &'static str = "withdrawals.pay_batch";

    async fn run(self, app: &App) -> Result<(), JobError> {
        Ok(batches::pay(&app.db, self.batch, self.peer).await?)
    }
}
