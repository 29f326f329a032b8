//! What goes out by itself.

use crate::app::App;
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
