//! The monthly runs: `/admin/verification?program=&page=`, what the next one would give (`/admin/verification/PROGRAM/next?q=&after=`) and
//! what one gave (`/admin/verification/PROGRAM/MONTH?q=&why=&after=`), both also as files. Posts `PROGRAM/MONTH/application` and
//! `PROGRAM/MONTH/recomputation`.

pub mod decisions;
mod given;
pub mod next;
pub mod run;

pub use given::Row;

use crate::app::App;
use crate::calendar::{Instant, Month};
use crate::db::Fault;
use crate::people::{Role, Staff, Support};
use crate::programs::{self, Program};
use crate::verification::{self, Question, Refused, Run};
use crate::web::{Error, Page, Paging, filters};
use actix_web::web;
use askama::Template;
use serde::Deserialize;

/// Runs on a page.
const RUNS: i64 = 24;
/// Referrers, or companies of a run, on a page.
const ROWS: usize = 50;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Done,
    /// Somebody is at it, or it was interrupted.
    Begun,
    Due,
}

#[derive(Debug, Clone)]
pub struct RunRow {
    pub month: Month,
    pub at: Instant,
    pub stage: Stage,
    pub referrers: i64,
    pub blocked: i64,
    pub companies: i64,
}

#[derive(Debug, Clone)]
pub struct Coming {
    pub month: Month,
    pub at: Instant,
}

#[derive(Template)]
#[template(path = "admin/verification.html")]
pub struct VerificationPage {
    /// Slug and name of each program that gives discounts by the month.
    pub programs: Vec<(String, String)>,
    /// The one that is shown; empty where there is none.
    pub slug: String,
    pub name: String,
    pub next: Option<Coming>,
    /// One that is due, begun or not, first; then the newest.
    pub runs: Vec<RunRow>,
    pub paging: Paging,
    pub may: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Query {
    program: String,
    page: String,
}

fn row(run: &Run) -> RunRow {
    RunRow {
        month: run.month,
        at: run.scheduled_at,
        stage: if run.finished_at.is_some() { Stage::Done } else { Stage::Begun },
        referrers: run.done.referrers,
        blocked: run.done.blocked,
        companies: run.done.companies,
    }
}

pub fn stage_key(stage: &Stage) -> &'static str {
    match stage {
        Stage::Done => "verification-done",
        Stage::Begun => "verification-begun",
        Stage::Due => "verification-due",
    }
}

pub fn stage_class(stage: &Stage) -> &'static str {
    match stage {
        Stage::Done => "",
        Stage::Begun | Stage::Due => "wait",
    }
}

pub async fn list(
    app: web::Data<App>,
    staff: Staff<Support>,
    query: web::Query<Query>,
) -> Result<Page<VerificationPage>, Error> {
    let (page, now) = (Paging::asked(&query.page), app.clock.now());
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let monthly: Vec<&Program> = catalogue.programs.iter().filter(|program| program.is_monthly()).collect();
    let chosen = match query.program.as_str() {
        "" => monthly.first().copied(),
        slug => Some(*monthly.iter().find(|program| program.slug == slug).ok_or(Error::NotFound)?),
    };
    let told = |program: &&Program| Ok::<_, Fault>((program.slug.clone(), program.told(now)?.terms.name.clone()));
    let names: Vec<(String, String)> = monthly.iter().map(told).collect::<Result<_, _>>()?;
    let may = staff.who.role >= Some(Role::Finance);
    let Some(program) = chosen else {
        let paging = Paging::of("/admin/verification?".into(), 1, 0, RUNS);
        let (slug, name) = (String::new(), String::new());
        return Ok(Page::new(VerificationPage {
            programs: names,
            slug,
            name,
            next: None,
            runs: Vec::new(),
            paging,
            may,
        }));
    };
    let since = Instant::UNIX_EPOCH;
    let (runs, count) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                verification::finished(conn, program.id, since, (page - 1) * RUNS, RUNS),
                verification::count_finished(conn, program.id, since)
            )
        })
        .await?;
    let due = verification::due(&app.db, program, now).await.map_err(broken)?;
    let mut rows: Vec<RunRow> = Vec::new();
    if let Some(due) = due.filter(|_| page == 1) {
        rows.push(waiting(&app, &due).await?);
    }
    rows.extend(runs.iter().map(row));
    let next = Question::next(program, now).map_err(broken)?;
    Ok(Page::new(VerificationPage {
        programs: names,
        slug: program.slug.clone(),
        name: program.told(now)?.terms.name.clone(),
        next: next.map(|next| Coming { month: next.month, at: next.scheduled_at }),
        runs: rows,
        paging: Paging::of(Paging::base("/admin/verification", &[("program", &program.slug)]), page, count, RUNS),
        may,
    }))
}

/// One that is due: as far as it is, where it was begun.
async fn waiting(app: &App, due: &Question) -> Result<RunRow, Error> {
    let begun = app.db.read(async |conn| due.run(conn).await).await?;
    Ok(begun.as_ref().map(row).unwrap_or(RunRow {
        month: due.month,
        at: due.scheduled_at,
        stage: Stage::Due,
        referrers: 0,
        blocked: 0,
        companies: 0,
    }))
}

/// What is refused here is no fault of whoever asks.
fn broken(refused: Refused) -> Error {
    match refused {
        Refused::Fault(fault) => fault.into(),
        other => Error::Broken(other.to_string()),
    }
}

/// A program that gives discounts by the month.
async fn found(app: &App, slug: &str) -> Result<Program, Error> {
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let program = catalogue.by_slug(slug).filter(|program| program.is_monthly());
    program.cloned().ok_or(Error::NotFound)
}

/// A month's question, as it was asked where it was asked.
async fn asked(app: &App, slug: &str, month: &str) -> Result<(Question, Option<Run>), Error> {
    let program = found(app, slug).await?;
    let month: Month = month.parse().map_err(|_| Error::NotFound)?;
    let question = match Question::of(program, month, app.clock.now()) {
        Ok(question) => question,
        Err(Refused::Fault(fault)) => return Err(fault.into()),
        Err(_) => return Err(Error::NotFound),
    };
    let run = app.db.read(async |conn| question.run(conn).await).await?;
    Ok((question, run))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show};

    #[test]
    fn runs_are_listed() {
        let row = |month: &str, stage| RunRow {
            month: month.parse().unwrap(),
            at: at("2026-03-28T00:00:00Z"),
            stage,
            referrers: 1240,
            blocked: 12,
            companies: 830,
        };
        let mut page = VerificationPage {
            programs: vec![
                ("company-discounts".into(), "Company discounts".into()),
                ("second".into(), "Second".into()),
            ],
            slug: "company-discounts".into(),
            name: "Company discounts".into(),
            next: Some(Coming { month: "2026-04".parse().unwrap(), at: at("2026-04-28T00:00:00Z") }),
            runs: vec![row("2026-04", Stage::Due), row("2026-03", Stage::Begun), row("2026-02", Stage::Done)],
            paging: Paging::of("/admin/verification?program=company-discounts&".into(), 1, 60, RUNS),
            may: true,
        };
        show("admin-verification", "/admin/verification", Looks::Staff, &page);
        (page.runs, page.next, page.may) = (Vec::new(), None, false);
        show("admin-verification-new", "/admin/verification", Looks::Staff, &page);
        page.programs.clear();
        show("admin-verification-none", "/admin/verification", Looks::Staff, &page);
    }
}
