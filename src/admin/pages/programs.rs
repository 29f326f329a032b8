//! Programs and the terms that are worked on: `/admin/programs?q=&state=&kind=&by=&sort=`, both tables as files; `POST /admin/programs/drafts` (`key`, the new draft's id, and `program`)
//! begins the next version of a program's terms. Wizard, editor and publishing are in files of their own.

pub mod editor;
mod judged;
pub mod publishing;
pub mod replay;
mod typed;
pub mod wizard;

pub use judged::{ExampleRow, Judged};
pub use typed::{FigureRow, Group, Typed};

use super::exported::exported;
use super::short::{self, Asked, Short, Shown, both, letters};
use crate::app::App;
use crate::calendar::Instant;
use crate::db::Fault;
use crate::ids::{DraftId, PersonId};
use crate::people::{self, Admin, Role, Staff, Support};
use crate::programs::{self, Catalogue, Program, drafts};
use crate::referrals;
use crate::web::{Error, Page, SeeOther, csv, filters};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::collections::HashMap;

/// Open drafts are few.
const MANY: i64 = 1_000;

#[derive(Debug, Clone)]
pub struct VersionRow {
    pub number: u32,
    /// None: since always.
    pub from: Option<Instant>,
}

#[derive(Debug, Clone)]
pub struct ProgramRow {
    pub slug: String,
    pub name: String,
    pub live: VersionRow,
    /// One that begins later, or waits for whoever accepts it.
    pub next: Option<VersionRow>,
    pub referrers: i64,
    pub closed_at: Option<Instant>,
    /// The id of the draft that the row's button would make.
    pub key: String,
}

#[derive(Debug, Clone)]
pub struct DraftRow {
    pub id: String,
    pub name: String,
    pub slug: String,
    pub saved_at: Instant,
    /// Id and name.
    pub saved_by: (PersonId, String),
    /// The program is not there yet.
    pub is_new: bool,
}

impl ProgramRow {
    /// As in the address.
    fn state(&self) -> &'static str {
        if self.closed_at.is_some() { "closed" } else { "open" }
    }
}

impl DraftRow {
    fn kind(&self) -> &'static str {
        if self.is_new { "program" } else { "version" }
    }
}

/// Both tables have one search, and columns of the same names.
static PROGRAMS: Short<ProgramRow> = Short {
    filters: &[("state", |row, wanted| row.state() == wanted)],
    text: |row| format!("{} {}", row.name, row.slug),
    orders: both!(up "name", down "time", down "referrers"),
    by: |column, a, b| match column {
        "time" => a.live.from.cmp(&b.live.from),
        "referrers" => a.referrers.cmp(&b.referrers),
        _ => letters(&a.name, &b.name),
    },
};

static DRAFTS: Short<DraftRow> = Short {
    filters: &[
        ("kind", |row, wanted| row.kind() == wanted),
        ("by", |row, wanted| row.saved_by.0.to_string() == wanted),
    ],
    text: |row| format!("{} {}", row.name, row.slug),
    orders: both!(down "time", up "name"),
    by: |column, a, b| if column == "name" { letters(&a.name, &b.name) } else { a.saved_at.cmp(&b.saved_at) },
};

#[derive(Template)]
#[template(path = "admin/programs.html", blocks = ["list"])]
pub struct ProgramsPage {
    pub programs: Shown<ProgramRow>,
    pub drafts: Shown<DraftRow>,
    pub may: bool,
}

impl ProgramsPage {
    fn is_narrow(&self) -> bool {
        self.programs.list.is_narrow() || self.drafts.list.is_narrow()
    }

    fn drafts_csv(&self) -> String {
        self.drafts.list.csv().replacen("/programs.csv", "/programs/drafts.csv", 1)
    }
}

async fn rows(app: &App) -> Result<(Vec<ProgramRow>, Vec<DraftRow>), Error> {
    let now = app.clock.now();
    let (catalogue, counted, drafts) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                programs::catalogue(conn),
                referrals::count_referrers(conn),
                drafts::open(conn, MANY)
            )
        })
        .await?;
    let names = names(app, drafts.iter().map(|draft| draft.saved_by).collect()).await?;
    let referrers = |program: &Program| counted.get(&program.id).copied().unwrap_or(0);
    let row = |program: &Program| row(program, referrers(program), now);
    let programs = catalogue.programs.iter().map(row).collect::<Result<_, Fault>>()?;
    Ok((programs, drafts.into_iter().map(|draft| draft_row(draft, &catalogue, &names)).collect()))
}

pub async fn list(
    app: web::Data<App>,
    staff: Staff<Support>,
    asked: web::Query<Asked>,
) -> Result<Page<ProgramsPage>, Error> {
    let (programs, drafts) = rows(&app).await?;
    // Programs are on one page; pages are of drafts.
    let mut of_programs = asked.clone();
    of_programs.remove("page");
    let page = ProgramsPage {
        programs: PROGRAMS.shown("/admin/programs", &of_programs, programs),
        drafts: DRAFTS.shown("/admin/programs", &asked, drafts),
        may: staff.who.role >= Some(Role::Admin),
    };
    Ok(Page::new(page).block("programs", |page, values| page.as_list().render_with_values(values)))
}

pub async fn file(app: web::Data<App>, staff: Staff<Support>, asked: web::Query<Asked>) -> Result<HttpResponse, Error> {
    exported(&app, &staff, "programs").await?;
    let rows = PROGRAMS.narrowed(&PROGRAMS.listing("/admin/programs", &asked), rows(&app).await?.0);
    let head = ["program", "name", "version", "since", "next_version", "from", "referrers", "closed_at"];
    let at = |at: Option<Instant>| at.map(|at| at.to_rfc3339()).unwrap_or_default();
    let line = |row: &ProgramRow| {
        csv::line(&[
            &row.slug,
            &row.name,
            &row.live.number.to_string(),
            &at(row.live.from),
            &row.next.as_ref().map(|next| next.number.to_string()).unwrap_or_default(),
            &at(row.next.as_ref().and_then(|next| next.from)),
            &row.referrers.to_string(),
            &at(row.closed_at),
        ])
    };
    Ok(short::file("programs", &head, rows.iter().map(line)))
}

pub async fn drafts_file(
    app: web::Data<App>,
    staff: Staff<Support>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, Error> {
    exported(&app, &staff, "drafts").await?;
    let rows = DRAFTS.narrowed(&DRAFTS.listing("/admin/programs", &asked), rows(&app).await?.1);
    let line = |row: &DraftRow| {
        let (by, name) = &row.saved_by;
        csv::line(&[&row.id, &row.slug, &row.name, row.kind(), &row.saved_at.to_rfc3339(), &by.to_string(), name])
    };
    let head = ["draft", "program", "name", "of", "saved_at", "saved_by", "saved_by_name"];
    Ok(short::file("drafts", &head, rows.iter().map(line)))
}

fn row(program: &Program, referrers: i64, now: Instant) -> Result<ProgramRow, Fault> {
    let live = program.told(now)?;
    let last = program.versions.last().filter(|last| last.number > live.number);
    let version = |version: &programs::Version| VersionRow { number: version.number, from: version.effective_from };
    Ok(ProgramRow {
        slug: program.slug.clone(),
        name: live.terms.name.clone(),
        live: version(live),
        next: last.map(version),
        referrers,
        closed_at: program.closed_at,
        key: DraftId::new(now).to_string(),
    })
}

fn draft_row(draft: drafts::Listed, catalogue: &Catalogue, names: &HashMap<PersonId, String>) -> DraftRow {
    DraftRow {
        id: draft.id.to_string(),
        is_new: catalogue.by_slug(&draft.slug).is_none(),
        name: draft.name,
        slug: draft.slug,
        saved_at: draft.saved_at,
        saved_by: (draft.saved_by, names.get(&draft.saved_by).cloned().unwrap_or_default()),
    }
}

/// What people are called; nobody's is empty.
pub(super) async fn names(app: &App, mut ids: Vec<PersonId>) -> Result<HashMap<PersonId, String>, Error> {
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = app.db.read(async |conn| people::find_all(conn, &ids).await).await?;
    Ok(found.into_iter().map(|person| (person.id, person.name)).collect())
}

pub(super) async fn name(app: &App, id: PersonId) -> Result<String, Error> {
    Ok(names(app, vec![id]).await?.remove(&id).unwrap_or_default())
}

pub fn draft_path(id: &DraftId) -> String {
    format!("/admin/programs/drafts/{id}")
}

#[derive(Deserialize)]
pub struct Form {
    key: String,
    program: String,
}

/// The next version begins as the newest one.
pub async fn begin(app: web::Data<App>, staff: Staff<Admin>, form: web::Form<Form>) -> Result<SeeOther, Error> {
    let id: DraftId = form.key.parse().map_err(|_| Error::NotFound)?;
    let made: Result<bool, Fault> = app
        .db
        .write(async |tx| {
            let catalogue = programs::catalogue(tx).await?;
            let Some(program) = catalogue.by_slug(&form.program) else { return Ok(false) };
            let Some(last) = program.versions.last() else { return Ok(false) };
            let (text, _) = programs::source(tx, program.id, last.number).await?;
            drafts::make(tx, &staff, id, &text).await?;
            Ok(true)
        })
        .await;
    if made? { Ok(SeeOther::to(draft_path(&id))) } else { Err(Error::NotFound) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show};

    #[test]
    fn programs_and_drafts_are_listed() {
        let version = |number, from: Option<&str>| VersionRow { number, from: from.map(at) };
        let row = |name: &str, next, closed: Option<&str>| ProgramRow {
            slug: "business-bonus".into(),
            name: name.into(),
            live: version(1, None),
            next,
            referrers: 1240,
            closed_at: closed.map(at),
            key: String::from("0198"),
        };
        let draft = |name: &str, is_new| DraftRow {
            id: "0198".into(),
            name: name.into(),
            slug: "business-bonus".into(),
            saved_at: at("2026-04-15T08:30:00Z"),
            saved_by: (PersonId(uuid::Uuid::nil()), "Dana Ospanova".into()),
            is_new,
        };
        let next = version(2, Some("2026-05-01T00:00:00Z"));
        let programs = vec![
            row("Documentolog Business", Some(next), None),
            ProgramRow {
                live: version(3, Some("2026-01-01T00:00:00Z")),
                ..row("Partners", None, Some("2026-04-01T00:00:00Z"))
            },
        ];
        let drafts = vec![draft("Documentolog Business", false), draft("", true)];
        let programs = PROGRAMS.shown("/admin/programs", &Asked::new(), programs);
        let drafts = DRAFTS.shown("/admin/programs", &Asked::new(), drafts);
        let mut page = ProgramsPage { programs, drafts, may: true };
        assert_eq!(page.drafts_csv(), "/admin/programs/drafts.csv");
        show("admin-programs", "/admin/programs", Looks::Staff, &page);
        (page.may, page.drafts.rows, page.programs.rows) = (false, Vec::new(), Vec::new());
        show("admin-programs-empty", "/admin/programs", Looks::Staff, &page);
    }
}
