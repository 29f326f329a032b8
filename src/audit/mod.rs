//! The audit: everything recomputed from the log of facts and the terms, and held against what is stored.
//!
//! It changes nothing; what it found at night, or when staff asked, is kept. Each difference is named in words, so that whoever reads it knows which row to look at.

/// Receipts `r` that no later revision replaced. Few are ever revised, and those that are have a small index of their own.
macro_rules! current {
    () => {
        "receipts r WHERE NOT EXISTS (
             SELECT 1 FROM receipts n
             WHERE n.person_id = r.person_id AND n.program_id = r.program_id AND n.event_id = r.event_id AND n.clause = r.clause
               AND n.revision > 1 AND n.revision > r.revision)"
    };
}
mod extensions;
mod figures;
mod invariants;
pub mod jobs;
mod reckoned;
mod replay;
mod runs;
mod store;

use crate::calendar::Instant;
use crate::db::{Db, Fault, sql};
use crate::ledger;
use crate::people::{By, deed};
use crate::reckoning;
use serde::Serialize;
use serde_json::json;

pub use figures::ProgramFigures;
pub use store::{Audited, latest};

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
        // Everything is read: joined row by row, or merged in the order of persons alone where the planner knows too little of a table,
        // a referrer's rewards would meet all of that referrer's transfers.
        sql("SET LOCAL enable_nestloop = off").execute(conn).await?;
        sql("SET LOCAL enable_mergejoin = off").execute(conn).await?;
        sql("SET LOCAL cursor_tuple_fraction = 1").execute(conn).await?;
        sql("SET LOCAL work_mem = '32MB'").execute(conn).await?;
        // While one part is reckoned here, PostgreSQL works on the next.
        let (programs, unequal, chains, violated, replayed) = futures_util::try_join!(
            figures::figures(conn, as_of),
            ledger::unequal_balances(conn),
            ledger::broken_chains(conn),
            invariants::violated(conn),
            replay::differences(conn, now, db.trace_key())
        )?;
        let unequal = unequal.into_iter().map(|unequal| {
            format!(
                "{} of person {} is {} but its transfers add up to {}",
                unequal.account, unequal.person_id, unequal.stored, unequal.summed
            )
        });
        let differences: Vec<String> = unequal.chain(chains).chain(violated).chain(replayed).collect();
        Ok(Report { ok: differences.is_empty(), programs, differences })
    })
    .await
}

/// Audits everything and keeps what it found: each night, or when staff ask for it.
pub async fn audit_and_keep(db: &Db, asked: Option<&By>) -> Result<Report, Fault> {
    // What time alone brought since midnight follows from the log too.
    reckoning::sweep_all(db).await?;
    let report = audit(db, None).await?;
    db.write(async |tx| {
        store::keep(tx, &report).await?;
        let Some(by) = asked else { return Ok(()) };
        let found = json!({"differences": report.differences.len()});
        deed(tx, by, "books-audited", "books", None, Some(found)).await
    })
    .await?;
    Ok(report)
}
