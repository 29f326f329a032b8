//! The audit that nobody asks for.

use super::store;
use crate::app::App;
use crate::jobs::{Job, JobError};
use crate::reckoning;
use serde::{Deserialize, Serialize};

/// Audits everything, keeps what it found, and tells the log and the metrics what differs. A difference does not mend itself,
/// so the audit is not tried again before its next night.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Nightly;

impl Job for Nightly {
    const KIND: &'static str = "audit.nightly";

    async fn run(self, app: &App) -> Result<(), JobError> {
        // What time alone brought since midnight follows from the log too.
        reckoning::sweep_all(&app.db).await?;
        let report = super::audit(&app.db, None).await?;
        app.db.write(async |tx| store::keep(tx, &report).await).await?;
        for difference in &report.differences {
            tracing::error!(difference, "the books are not in order");
        }
        metrics::gauge!("audit_differences").set(report.differences.len() as f64);
        Ok(())
    }
}
