//! Programs and the terms that are worked on: `/admin/programs`; `POST /admin/programs/drafts` (`key`, the new draft's id, and `program`)
//! begins the next version of a program's terms. Wizard, editor and publishing are in files of their own.

pub mod editor;
mod judged;
pub mod publishing;
pub mod replay;
mod typed;
pub mod wizard;

pub use judged::{ExampleRow, Judged};
pub use typed::{FigureRow, Group, Typed};

use crate::app::App;
use crate::calendar::Instant;
use crate::db::Fault;
use crate::ids::{DraftId, PersonId};
use crate::people::{self, Admin, Role, Staff, Support};
use crate::programs::{self, Catalogue, Program, drafts};
use crate::referrals;
use crate::web::{Error, Page, SeeOther, filters};
use actix_web::web;
use askama::Template;
use serde::Deserialize;
use std::collections::HashMap;

/// Drafts that are listed.
const DRAFTS: i64 = 100;

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
    pub saved_by: String,
    /// The program is not there yet.
    pub is_new: bool,
}

#[derive(Template)]
#[template(path = "admin/programs.html")]
pub struct ProgramsPage {
    pub programs: Vec<ProgramRow>,
    pub drafts: Vec<DraftRow>,
    pub may: bool,
}

pub async fn list(app: web::Data<App>, staff: Staff<Support>) -> Result<Page<ProgramsPage>, Error> {
    let now = app.clock.now();
    let (catalogue, counted, drafts) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                programs::catalogue(conn),
                referrals::count_referrers(conn),
                drafts::open(conn, DRAFTS)
            )
        })
        .await?;
    let names = names(&app, drafts.iter().map(|draft| draft.saved_by).collect()).await?;
    let referrers = |program: &Program| counted.get(&program.id).copied().unwrap_or(0);
    let row = |program: &Program| row(program, referrers(program), now);
    Ok(Page::new(ProgramsPage {
        programs: catalogue.programs.iter().map(row).collect::<Result<_, Fault>>()?,
        drafts: drafts.into_iter().map(|draft| draft_row(draft, &catalogue, &names)).collect(),
        may: staff.who.role >= Some(Role::Admin),
    }))
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
        saved_by: names.get(&draft.saved_by).cloned().unwrap_or_default(),
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
            saved_by: "Dana Ospanova".into(),
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
        let mut page = ProgramsPage { programs, drafts, may: true };
        show("admin-programs", "/admin/programs", Looks::Staff, &page);
        (page.may, page.drafts, page.programs) = (false, Vec::new(), Vec::new());
        show("admin-programs-empty", "/admin/programs", Looks::Staff, &page);
    }
}
