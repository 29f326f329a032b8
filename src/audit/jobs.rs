//! The audit that nobody asks for.

use crate::app::App;
use crate::jobs::{Job, JobError};
use serde::{Deserialize, Serialize};

/// Audits everything, keeps what it found, and tells the log and the metrics what differs. A difference does not mend itself,
/// so the audit is not tried again before its next night.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Nightly;

impl Job for Nightly {
    const KIND: &'static str = "audit.nightly";

    async fn run(self, app: &App) -> Result<(), JobError> {
        let report = super::audit_and_keep(&app.db, None).await?;
        for difference in &report.differences {
            tracing::error!(difference, "the books are not in order");
        }
        metrics::gauge!("audit_differences").set(report.differences.len() as f64);
        Ok(())
    }
}
