//! The nightly audit.

use serde::{Deserialize, Serialize};

use super::audit;
use crate::app::App;
use crate::jobs::{Job, JobError};

/// Audits everything. Differences are logged one by one, and the job then rests where staff see what failed.
#[derive(Default, Serialize, Deserialize)]
pub struct Nightly {}

impl Job for Nightly {
    const KIND: &'static str = "audit.nightly";

    async fn run(self, app: &App) -> Result<(), JobError> {
        let report = audit(&app.db, None).await?;
        for program in &report.programs {
            tracing::info!(program = program.program, transfers = program.transfers, receipts = program.receipts, "audited");
        }
        if report.ok {
            return Ok(());
        }
        for difference in &report.differences {
            tracing::error!(difference, "the books are not in order");
        }
        let found = report.differences.len();
        Err(JobError::Never(format!("the books are not in order: {found} differences; `beckon audit` names them")))
    }
}
