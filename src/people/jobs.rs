//! What people leave behind.

use serde::{Deserialize, Serialize};

use super::{payout_details, sessions, tokens, two_step};
use crate::app::App;
use crate::db::Fault;
use crate::jobs::{Job, JobError};

/// Deletes sessions that are over, letters' links that nobody will ask about any more, and what was never confirmed:
/// secrets of apps, payout details.
#[derive(Default, Serialize, Deserialize)]
pub struct Sweep {}

impl Job for Sweep {
    const KIND: &'static str = "people.sweep";

    async fn run(self, app: &App) -> Result<(), JobError> {
        app.db
            .write(async |tx| {
                sessions::sweep(tx).await?;
                tokens::sweep(tx).await?;
                two_step::sweep(tx).await?;
                payout_details::sweep(tx).await?;
                Ok::<_, Fault>(())
            })
            .await?;
        Ok(())
    }
}
