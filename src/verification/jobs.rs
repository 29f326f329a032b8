//! The run that happens by itself, and on demand: what joins it with the log of facts.

use super::cut::take_turn;
use super::question::{Question, Refused};
use super::run::{begin, finish, work};
use super::store::{self, Run};
use crate::app::App;
use crate::calendar::{Instant, Month};
use crate::charging;
use crate::db::{Db, Fault};
use crate::intake;
use crate::jobs::{Job, JobError};
use crate::people::{Finance, Staff, deed};
use crate::programs::{self, Program};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// What was asked for is done: by this call, or before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    pub run: Run,
    pub before: bool,
}

/// Applies the run of a month: begins it, or goes on with it, or finds it done. Whoever comes while another works on it waits, and
/// goes on where that one stopped.
pub async fn apply(db: &Db, question: Question) -> Result<Applied, Refused> {
    db.write(async |turn| {
        take_turn(turn, question.program.id, true).await?;
        apply_alone(db, question).await
    })
    .await
}

async fn apply_alone(db: &Db, question: Question) -> Result<Applied, Refused> {
    let run = begin(db, &question).await?;
    if run.finished_at.is_some() {
        return Ok(Applied { run, before: true });
    }
    let question = question.as_of(&run);
    work(db, &question, &run).await?;
    let ended = db
        .write(async |tx| {
            let Some(event) = finish(tx, &question, run.id).await? else { return Ok(false) };
            intake::record(tx, &event, None).await?;
            Ok::<_, Fault>(true)
        })
        .await?;
    let found = db.read(async |conn| question.run(conn).await).await?;
    let run = found.ok_or_else(|| Fault::contradiction("a run that was begun is not there"))?;
    Ok(Applied { run, before: !ended })
}

/// Applies the runs that are due, up to and with this month's, for a member of staff. What Beckon itself charges before each is charged
/// first. The log of deeds tells of those that this call applied.
pub async fn apply_for(db: &Db, by: &Staff<Finance>, question: Question) -> Result<Applied, Refused> {
    question.may_be_applied(db.now())?;
    loop {
        let found = db.read(async |conn| question.run(conn).await).await?;
        if let Some(run) = found.filter(|run| run.finished_at.is_some()) {
            return Ok(Applied { run, before: true });
        }
        // One of an earlier month that is due comes before: later it could not be given any more.
        let due = next_due(db, &question.program, db.now()).await?.filter(|due| due.month <= question.month);
        let due = due.unwrap_or_else(|| question.clone());
        charging::pass(db, due.scheduled_at - TimeDelta::microseconds(1)).await?;
        let applied = db
            .write(async |turn| {
                take_turn(turn, due.program.id, true).await?;
                let applied = apply_alone(db, due.clone()).await?;
                if !applied.before {
                    let is = json!({"inputs": applied.run.done.inputs(), "companies": applied.run.done.companies});
                    let subject = format!("run {}/{}", due.program.slug, due.month);
                    deed(turn, &by.by(), "run-applied", &subject, None, Some(is)).await?;
                }
                Ok::<_, Refused>(applied)
            })
            .await?;
        if due.month == question.month {
            return Ok(applied);
        }
    }
}

/// The oldest run of a program that is due by an instant and not finished.
pub async fn due(db: &Db, program: &Program, by: Instant) -> Result<Option<Question>, Refused> {
    if program.is_monthly() { next_due(db, program, by).await } else { Ok(None) }
}

/// Applies every run that is due and was not applied yet, the oldest first.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct ApplyDue {}

impl Job for ApplyDue {
    const KIND: &'static str = "verification.apply_due";

    async fn run(self, app: &App) -> Result<(), JobError> {
        apply_due(&app.db, app.clock.now()).await?;
        Ok(())
    }
}

/// Applies the runs of all programs that are due by an instant, the oldest first. What Beckon itself charges before a run is charged
/// first: the run reads whether it was paid. Answers up to when everything is applied, which is earlier where another is at a run.
pub async fn apply_due(db: &Db, by: Instant) -> Result<Instant, JobError> {
    let refused = |refused: Refused| match refused {
        Refused::Fault(fault) => JobError::Fault(fault),
        other => JobError::Later(other.to_string()),
    };
    let catalogue = db.read(async |conn| programs::catalogue(conn).await).await?;
    loop {
        let mut due = Vec::new();
        for program in catalogue.programs.iter().filter(|program| program.is_monthly()) {
            due.extend(next_due(db, program, by).await.map_err(refused)?);
        }
        let Some(first) = due.into_iter().min_by_key(|question| question.scheduled_at) else { return Ok(by) };
        let before = first.scheduled_at - TimeDelta::microseconds(1);
        charging::pass(db, before).await?;
        let applied = db.write(async |turn| match take_turn(turn, first.program.id, false).await? {
            true => apply_alone(db, first.clone()).await.map(|_| true),
            // Whoever is at it does it all.
            false => Ok(false),
        });
        if !applied.await.map_err(refused)? {
            return Ok(before);
        }
    }
}

/// The oldest run of a program that is due and not finished.
async fn next_due(db: &Db, program: &Program, by: Instant) -> Result<Option<Question>, Refused> {
    let newest = db.read(async |conn| store::newest(conn, program.id).await).await?;
    let mut month = match &newest {
        // One that was interrupted goes on, whoever began it.
        Some(run) if run.finished_at.is_none() => return Question::of(program.clone(), run.month, by).map(Some),
        Some(run) => run.month.next()?,
        None => first_month(program)?,
    };
    while month <= Month::of(by, program.told(by)?.terms.time_zone) {
        if is_due(program, month, by)? {
            return Question::of(program.clone(), month, by).map(Some);
        }
        month = month.next()?;
    }
    Ok(None)
}

/// The month in which the program first gave such discounts here.
fn first_month(program: &Program) -> Result<Month, Refused> {
    let monthly = program.versions.iter().find(|version| !version.terms.monthly.is_empty());
    let first = monthly.ok_or_else(|| Fault::contradiction("a monthly program without monthly terms"))?;
    Ok(Month::of(first.published_at, first.terms.time_zone))
}

/// What was scheduled before the program was published here is nobody's any more.
fn is_due(program: &Program, month: Month, now: Instant) -> Result<bool, Refused> {
    let published = program.versions.iter().filter(|v| !v.terms.monthly.is_empty()).map(|v| v.published_at).min();
    Ok(program.run_at(month)?.is_some_and(|at| at <= now && published.is_none_or(|published| published <= at)))
}
