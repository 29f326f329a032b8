//! A run reckoned again from what was known at its cut-off, and held against what it left.
use super::inputs::Referrer;
use super::question::{Question, Refused};
use super::run::preview;
use super::store::Run;
use crate::db::{Db, Fault};
use crate::discounts::{self, Assignment};
use crate::ids::PersonId;
use std::collections::HashSet;

/// How many differences are told by name.
const TOLD: usize = 100;
const BATCH: usize = 10_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recomputed {
    pub run: Run,
    /// The hash of what was read now, in hexadecimal.
    pub inputs: String,
    /// Assignments that were held against each other.
    pub assignments: usize,
    /// In words; at most a hundred.
    pub differences: Vec<String>,
}

/// Reckons the applied run of a month again.
pub async fn recompute(db: &Db, question: Question) -> Result<Recomputed, Refused> {
    let month = question.month;
    let run = db.read(async |conn| question.run(conn).await).await?.ok_or(Refused::NotApplied(month))?;
    if run.finished_at.is_none() {
        return Err(Refused::Unfinished(month));
    }
    let question = question.as_of(&run);
    let mut follows: Vec<Assignment> = Vec::new();
    let found = preview(db, &question, |referrer: &Referrer| {
        follows.extend(referrer.assignments().map(|(assignment, _)| assignment));
    })
    .await?;
    let mut differences = Vec::new();
    let inputs = found.done.inputs();
    if found.done.inputs != run.done.inputs {
        differences.push(format!("the run read {}, now it is {inputs}", run.done.inputs()));
    }
    for part in follows.chunks(BATCH) {
        differences.extend(differing(db, &run, part).await?);
    }
    let stored = db.read(async |conn| discounts::count_of_run(conn, run.id).await).await?;
    if stored != follows.len() as i64 {
        differences.push(format!("{stored} assignments are stored, {} follow", follows.len()));
    }
    differences.truncate(TOLD);
    Ok(Recomputed { run, inputs, assignments: follows.len(), differences })
}

async fn differing(db: &Db, run: &Run, follows: &[Assignment]) -> Result<Vec<String>, Fault> {
    let mut people: Vec<PersonId> = follows.iter().map(|assignment| assignment.person).collect();
    people.dedup();
    let stored = db.read(async |conn| discounts::assignments_of_run(conn, run.id, &people).await).await?;
    let stored: HashSet<String> = stored.iter().map(words).collect();
    let missing = follows.iter().map(words).filter(|follows| !stored.contains(follows));
    Ok(missing.map(|follows| format!("{follows} follows, and is not stored")).collect())
}

fn words(assignment: &Assignment) -> String {
    let Assignment { person, company, places, percent, reason, version } = assignment;
    format!(
        "company {company} of person {person} under version {version}: {places} places, {percent} ({})",
        reason.name()
    )
}
