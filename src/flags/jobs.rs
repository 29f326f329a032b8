//! New referrals are looked at shortly after they are made, so that no registration and no payment waits for it.

use super::look;
use crate::app::App;
use crate::jobs::{Job, JobError};
use serde::{Deserialize, Serialize};

#[derive(Debug, Default, Serialize, Deserialize)]
pub struct LookAtNew {}

impl Job for LookAtNew {
    const KIND: &'static str = "flags.look_at_new";

    async fn run(self, app: &App) -> Result<(), JobError> {
        let flagged = look(&app.db, app.config.flags).await?;
        if flagged > 0 {
            metrics::counter!("referrals_flagged_total").increment(flagged as u64);
        }
        Ok(())
    }
}
