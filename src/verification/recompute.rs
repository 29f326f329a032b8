//! A run reckoned again from what was known at its cut-off, and held against what it left.
use super::inputs::Reader;
use super::question::{Question, Refused};
use super::run::nothing;
use super::store::{Done, Run};
use crate::db::{Db, Fault};
use crate::discounts::{self, Assignment};
use crate::ids::{CompanyId, PersonId};
use crate::people::{By, deed};
use serde_json::json;
use std::collections::HashMap;
use std::fmt;

/// How many differences are told by name.
const TOLD: usize = 100;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recomputed {
    pub run: Run,
    /// The hash of what was read now, in hexadecimal.
    pub inputs: String,
    /// Assignments that were held against each other.
    pub assignments: usize,
    /// At most a hundred.
    pub differences: Vec<Difference>,
}

/// What the run left and what follows now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// Hashes of what was read.
    Inputs { run: String, now: String },
    /// How many assignments there are.
    Count { stored: i64, follow: i64 },
    /// It follows, and is not stored so.
    Missing(Assignment),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Difference::Inputs { run, now } => write!(f, "the run read {run}, now it is {now}"),
            Difference::Count { stored, follow } => write!(f, "{stored} assignments are stored, {follow} follow"),
            Difference::Missing(assignment) => {
                let Assignment { person, company, places, percent, reason, version } = assignment;
                write!(
                    f,
                    "company {company} of person {person} under version {version}: {places} places, {percent} ({}) follows, \
                     and is not stored",
                    reason.name()
                )
            }
        }
    }
}

/// Reckons the applied run of a month again.
pub async fn recompute(db: &Db, question: Question) -> Result<Recomputed, Refused> {
    let month = question.month;
    let run = db.read(async |conn| question.run(conn).await).await?.ok_or(Refused::NotApplied(month))?;
    if run.finished_at.is_none() {
        return Err(Refused::Unfinished(month));
    }
    let question = question.as_of(&run);
    let reader = Reader::open(db, &question).await?;
    let (mut done, mut differences, mut assignments) = (nothing(&question), Vec::new(), 0);
    loop {
        let referrers = reader.next(db, done.marker).await?;
        if referrers.is_empty() {
            break;
        }
        done = referrers.iter().fold(done, Done::and);
        let follow: Vec<Assignment> =
            referrers.iter().flat_map(|one| one.assignments().map(|(assignment, _)| assignment)).collect();
        assignments += follow.len();
        if differences.len() < TOLD {
            differences.extend(differing(db, &run, &follow).await?);
        }
    }
    let inputs = done.inputs();
    if done.inputs != run.done.inputs {
        differences.insert(0, Difference::Inputs { run: run.done.inputs(), now: inputs.clone() });
    }
    let stored = db.read(async |conn| discounts::count_of_run(conn, run.id).await).await?;
    if stored != assignments as i64 {
        let count = Difference::Count { stored, follow: assignments as i64 };
        differences.insert(differences.len().min(TOLD - 1), count);
    }
    differences.truncate(TOLD);
    Ok(Recomputed { run, inputs, assignments, differences })
}

/// The same for a member of staff, and the log of deeds tells of it.
pub async fn recompute_for(db: &Db, by: &By, question: Question) -> Result<Recomputed, Refused> {
    let subject = format!("run {}/{}", question.program.slug, question.month);
    let found = recompute(db, question).await?;
    let was = json!({"inputs": found.run.done.inputs()});
    let is = json!({"inputs": found.inputs, "differences": found.differences.len()});
    db.write(async |tx| deed(tx, by, "run-recomputed", &subject, Some(was), Some(is)).await).await?;
    Ok(found)
}

async fn differing(db: &Db, run: &Run, follows: &[Assignment]) -> Result<Vec<Difference>, Fault> {
    let mut people: Vec<PersonId> = follows.iter().map(|assignment| assignment.person).collect();
    people.dedup();
    let stored = db.read(async |conn| discounts::assignments_of_run(conn, run.id, &people).await).await?;
    let stored: HashMap<(PersonId, CompanyId), Assignment> =
        stored.into_iter().map(|one| ((one.person, one.company), one)).collect();
    let missing = follows.iter().filter(|one| stored.get(&(one.person, one.company)) != Some(one));
    Ok(missing.cloned().map(Difference::Missing).collect())
}
