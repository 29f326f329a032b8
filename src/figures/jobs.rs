//! Counted by itself.

use crate::app::App;
use crate::jobs::{Job, JobError};
use serde::{Deserialize, Serialize};

#[derive(Debug, Default, Serialize, Deserialize)]
pub struct CountFigures {}

impl Job for CountFigures {
    const KIND: &'static str = "figures.count";

    async fn run(self, app: &App) -> Result<(), JobError> {
        Ok(super::count(&app.db).await?)
    }
}
