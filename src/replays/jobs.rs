//! A replay that nobody waits for.
use super::pages::Limits;
use super::requests::work_on;
use crate::app::App;
use crate::ids::ReplayId;
use crate::jobs::{Job, JobError};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
pub struct Work {
    pub(super) replay: ReplayId,
}

impl Job for Work {
    const KIND: &'static str = "replays.work";

    async fn run(self, app: &App) -> Result<(), JobError> {
        work_on(&app.db, self.replay, Limits::default(), usize::MAX).await?;
        Ok(())
    }
}
