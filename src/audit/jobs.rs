//! The audits that nobody waits for: each night's, and those that staff ask for.

use super::Report;
use crate::app::App;
use crate::db::{Conn, Fault, Tx};
use crate::ids::PersonId;
use crate::jobs::{self, Job, JobError};
use crate::people::By;
use serde::{Deserialize, Serialize};

/// Audits everything, keeps what it found, and tells the log and the metrics what differs. A difference does not mend itself,
/// so the audit is not tried again before its next night.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Nightly;

impl Job for Nightly {
    const KIND: &'static str = "audit.nightly";

    async fn run(self, app: &App) -> Result<(), JobError> {
        tell(&super::audit_and_keep(&app.db, None).await?);
        Ok(())
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Asked {
    by: PersonId,
    peer: Option<String>,
}

impl Job for Asked {
    const KIND: &'static str = "audit.asked";

    async fn run(self, app: &App) -> Result<(), JobError> {
        let by = By { person: self.by, peer: self.peer };
        tell(&super::audit_and_keep(&app.db, Some(&by)).await?);
        Ok(())
    }
}

fn tell(report: &Report) {
    for difference in &report.differences {
        tracing::error!(difference, "the books are not in order");
    }
    metrics::gauge!("audit_differences").set(report.differences.len() as f64);
}

/// Whether an audit that staff asked for is still under way.
pub async fn is_asked(conn: &Conn) -> Result<bool, Fault> {
    jobs::is_waiting::<Asked>(conn).await
}

/// Asks for an audit, unless one is under way.
pub async fn ask(tx: &Tx, by: &By) -> Result<(), Fault> {
    if is_asked(tx).await? {
        return Ok(());
    }
    jobs::enqueue(tx, &Asked { by: by.person, peer: by.peer.clone() }).await
}
