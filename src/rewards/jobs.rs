//! What happens to rewards by itself.

use crate::app::App;
use crate::db::Fault;
use crate::jobs::{Job, JobError};
use crate::programs::{self, Program};
use serde::{Deserialize, Serialize};

/// Releases every reward whose hold has ended, and takes what expired unused.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct ReleaseDue;

impl Job for ReleaseDue {
    const KIND: &'static str = "rewards.release_due";

    async fn run(self, app: &App) -> Result<(), JobError> {
        let released = super::release_due(&app.db).await?;
        if released > 0 {
            metrics::counter!("rewards_released_total").increment(released as u64);
        }
        let lapsed = super::lapse_due(&app.db).await?;
        if lapsed > 0 {
            metrics::counter!("rewards_lapsed_total").increment(lapsed as u64);
        }
        Ok(())
    }
}

/// Sums up by month what was earned since the last time.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct CountEarned {}

impl Job for CountEarned {
    const KIND: &'static str = "rewards.count_earned";

    async fn run(self, app: &App) -> Result<(), JobError> {
        let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
        for program in &catalogue.programs {
            count(app, program).await?;
        }
        Ok(())
    }
}

async fn count(app: &App, program: &Program) -> Result<(), Fault> {
    app.db.write(async |tx| super::count_earned(tx, program).await).await
}
