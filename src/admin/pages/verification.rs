//! The monthly runs: `/admin/verification?program=&q=&state=&sort=&page=`, what the next one would give (`/admin/verification/PROGRAM/next`) and
//! what one gave (`/admin/verification/PROGRAM/MONTH`), both with `?q=&why=&blocked=&change=&percent=&sort=&after=`, each also as a file. Posts `PROGRAM/MONTH/application` and
//! `PROGRAM/MONTH/recomputation`.

pub mod decisions;
mod given;
mod looked;
pub mod next;
pub mod run;

pub use given::Row;

use super::exported::exported;
use super::short::{self, Asked, Short, Shown, both};
use crate::app::App;
use crate::calendar::{Instant, Month};
use crate::db::Fault;
use crate::people::{Role, Staff, Support};
use crate::programs::{self, Catalogue, Program};
use crate::verification::{self, Question, Refused, Run};
use crate::web::{Error, Page, csv, filters};
use actix_web::{HttpResponse, web};
use askama::Template;

/// One a month: no program comes so far.
const RUNS: i64 = 1_200;

/// What a run does to a company's percent, as in the address and in words.
pub const CHANGES: [(&str, &str); 3] =
    [("more", "verification-more"), ("less", "verification-less"), ("same", "verification-same")];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Done,
    /// Somebody is at it, or it was interrupted.
    Begun,
    Due,
}

impl Stage {
    /// As in the address.
    fn word(self) -> &'static str {
        match self {
            Stage::Done => "done",
            Stage::Begun => "begun",
            Stage::Due => "due",
        }
    }
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
#[template(path = "admin/verification.html", blocks = ["list"])]
pub struct VerificationPage {
    /// Slug and name of each program that gives discounts by the month.
    pub programs: Vec<(String, String)>,
    /// The one that is shown; empty where there is none.
    pub slug: String,
    pub name: String,
    pub next: Option<Coming>,
    pub shown: Shown<RunRow>,
    pub may: bool,
}

impl VerificationPage {
    /// Beside the program.
    fn is_narrow(&self) -> bool {
        !(self.shown.list.is("q", "") && self.shown.list.is("state", ""))
    }
}

static LIST: Short<RunRow> = Short {
    filters: &[("program", |_, _| true), ("state", |row, wanted| row.stage.word() == wanted)],
    text: |row| row.month.to_string(),
    orders: both!(down "month", down "referrers", down "blocked", down "companies"),
    by: |column, a, b| match column {
        "referrers" => a.referrers.cmp(&b.referrers),
        "blocked" => a.blocked.cmp(&b.blocked),
        "companies" => a.companies.cmp(&b.companies),
        _ => a.month.cmp(&b.month),
    },
};

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

/// The program that is asked for, or the first one that gives discounts by the month.
fn chosen<'a>(catalogue: &'a Catalogue, asked: &Asked) -> Result<Option<&'a Program>, Error> {
    let mut monthly = catalogue.programs.iter().filter(|program| program.is_monthly());
    match asked.get("program").map_or("", String::as_str) {
        "" => Ok(monthly.next()),
        slug => Ok(Some(monthly.find(|program| program.slug == slug).ok_or(Error::NotFound)?)),
    }
}

/// All runs of a program, one that is due among them.
async fn rows(app: &App, program: &Program) -> Result<Vec<RunRow>, Error> {
    let since = Instant::UNIX_EPOCH;
    let runs = app.db.read(async |conn| verification::finished(conn, program.id, since, 0, RUNS).await).await?;
    let due = verification::due(&app.db, program, app.clock.now()).await.map_err(broken)?;
    let mut rows: Vec<RunRow> = runs.iter().map(row).collect();
    if let Some(due) = due {
        rows.push(waiting(app, &due).await?);
    }
    Ok(rows)
}

pub async fn list(
    app: web::Data<App>,
    staff: Staff<Support>,
    asked: web::Query<Asked>,
) -> Result<Page<VerificationPage>, Error> {
    let (now, mut asked) = (app.clock.now(), asked.into_inner());
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let monthly = catalogue.programs.iter().filter(|program| program.is_monthly());
    let named = |program: &Program| Ok::<_, Fault>((program.slug.clone(), program.told(now)?.terms.name.clone()));
    let programs: Vec<(String, String)> = monthly.map(named).collect::<Result<_, _>>()?;
    let program = chosen(&catalogue, &asked)?;
    let ((slug, name), next, runs) = match program {
        Some(program) => (named(program)?, Question::next(program, now).map_err(broken)?, rows(&app, program).await?),
        None => Default::default(),
    };
    asked.insert("program".into(), slug.clone());
    let page = VerificationPage {
        programs,
        slug,
        name,
        next: next.map(|next| Coming { month: next.month, at: next.scheduled_at }),
        shown: LIST.shown("/admin/verification", &asked, runs),
        may: staff.who.role >= Some(Role::Finance),
    };
    Ok(Page::new(page).block("runs", |page, values| page.as_list().render_with_values(values)))
}

pub async fn file(app: web::Data<App>, staff: Staff<Support>, asked: web::Query<Asked>) -> Result<HttpResponse, Error> {
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let program = chosen(&catalogue, &asked)?.ok_or(Error::NotFound)?;
    exported(&app, &staff, "runs").await?;
    let rows = LIST.narrowed(&LIST.listing("/admin/verification", &asked), rows(&app, program).await?);
    let line = |row: &RunRow| {
        csv::line(&[
            &program.slug,
            &row.month.to_string(),
            &row.at.to_rfc3339(),
            row.stage.word(),
            &row.referrers.to_string(),
            &row.blocked.to_string(),
            &row.companies.to_string(),
        ])
    };
    let head = ["program", "month", "scheduled_at", "state", "referrers", "blocked", "companies"];
    Ok(short::file("runs", &head, rows.iter().map(line)))
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
            shown: LIST.shown(
                "/admin/verification",
                &[("program".to_owned(), "company-discounts".to_owned())].into(),
                vec![row("2026-04", Stage::Due), row("2026-03", Stage::Begun), row("2026-02", Stage::Done)],
            ),
            may: true,
        };
        show("admin-verification", "/admin/verification", Looks::Staff, &page);
        (page.shown.rows, page.next, page.may) = (Vec::new(), None, false);
        show("admin-verification-new", "/admin/verification", Looks::Staff, &page);
        page.programs.clear();
        show("admin-verification-none", "/admin/verification", Looks::Staff, &page);
    }
}
