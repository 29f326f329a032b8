//! The audit: everything recomputed from the log of facts and the terms, and held against what is stored.
//!
//! It writes nothing. Each difference is named in words, so that whoever reads it knows which row to look at.
mod figures;
mod invariants;
pub mod jobs;
mod replay;

use crate::calendar::Instant;
use crate::db::{Db, Fault};
use crate::ledger;
use serde::Serialize;

pub use figures::ProgramFigures;

/// Amounts are decimal strings in the program's currency.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    pub ok: bool,
    pub programs: Vec<ProgramFigures>,
    pub differences: Vec<String>,
}

/// Audits everything; the figures count what took effect by `as_of`.
pub async fn audit(db: &Db, as_of: Option<Instant>) -> Result<Report, Fault> {
    let now = db.now();
    let as_of = as_of.unwrap_or(now);
    db.snapshot(async |conn| {
        let programs = figures::figures(conn, as_of).await?;
        let mut differences = Vec::new();
        for unequal in ledger::unequal_balances(conn).await? {
            differences.push(format!(
                "{} of person {} is {} but its transfers add up to {}",
                unequal.account, unequal.person_id, unequal.stored, unequal.summed
            ));
        }
        differences.extend(ledger::broken_chains(conn).await?);
        differences.extend(invariants::violated(conn).await?);
        differences.extend(replay::differences(conn, now).await?);
        Ok(Report { ok: differences.is_empty(), programs, differences })
    })
    .await
}
