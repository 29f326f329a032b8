//! What people leave behind.

use serde::{Deserialize, Serialize};

use super::{sessions, tokens};
use crate::app::App;
use crate::db::Fault;
use crate::jobs::{Job, JobError};

/// Deletes sessions that are over and letters' links that nobody will ask about any more.
#[derive(Default, Serialize, Deserialize)]
pub struct Sweep {}

impl Job for Sweep {
    const KIND: &'static str = "people.sweep";

    async fn run(self, app: &App) -> Result<(), JobError> {
        app.db
            .write(async |tx| {
                sessions::sweep(tx).await?;
                tokens::sweep(tx).await?;
                Ok::<_, Fault>(())
            })
            .await?;
        Ok(())
    }
}
