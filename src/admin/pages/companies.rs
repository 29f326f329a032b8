//! Looking for companies: `/admin/companies?q=&in=&after=` (`in` = `name` | `tax`), the same as a file, and `/admin/companies/ID`.

mod one;

pub use one::one;

use super::exported::exported;
use super::printable;
use crate::app::App;
use crate::calendar::Instant;
use crate::companies::{self, Among, Found, Mark, tax_key};
use crate::ids::{CompanyId, PersonId};
use crate::people::{self, Staff, Support};
use crate::web::{Error, Further, Page, Paging, SeeOther, csv, filters};
use actix_web::{Either, HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::collections::HashMap;

const ROWS: usize = 50;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    q: String,
    #[serde(rename = "in")]
    within: String,
    after: String,
}

impl Query {
    fn text(&self) -> String {
        printable(&self.q)
    }

    fn among(&self) -> Among {
        match self.within.as_str() {
            _ if self.text().is_empty() => Among::All,
            "tax" => Among::TaxIds,
            _ => Among::Names,
        }
    }

    fn base(&self, path: &str) -> String {
        Paging::base(path, &[("q", &self.text()), ("in", word(self.among()))])
    }
}

/// As in the query.
fn word(among: Among) -> &'static str {
    match among {
        Among::All => "",
        Among::Names => "name",
        Among::TaxIds => "tax",
    }
}

#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    /// Empty of an owner who was deleted.
    pub name: String,
    pub tax_id: Option<String>,
    /// Id and name.
    pub owner: (String, String),
    pub registered_at: Instant,
    pub closed: bool,
}

#[derive(Template)]
#[template(path = "admin/companies.html", blocks = ["list"])]
pub struct CompaniesPage {
    pub q: String,
    pub among: Among,
    pub rows: Vec<Row>,
    pub csv: String,
    pub further: Further,
}

impl CompaniesPage {
    fn fields(&self) -> [(&'static str, &'static str); 2] {
        [("name", "people-in-names"), ("tax", "companies-in-tax-ids")]
    }

    fn is_in(&self, field: &str) -> bool {
        word(self.among) == field
    }

    /// The same text, looked for elsewhere.
    fn elsewhere(&self, within: &str) -> String {
        Paging::base("/admin/companies", &[("q", &self.q), ("in", within)]).trim_end_matches(['&', '?']).to_owned()
    }

    fn is_narrow(&self) -> bool {
        self.among != Among::All
    }
}

/// A whole tax id, in whatever spelling, or an id of ours leads to the one company that has it.
pub async fn list(
    app: web::Data<App>,
    _staff: Staff<Support>,
    query: web::Query<Query>,
) -> Result<Either<SeeOther, Page<CompaniesPage>>, Error> {
    let (text, among) = (query.text(), query.among());
    if let Some(company) = the_one(&app, &text, among).await? {
        return Ok(Either::Left(SeeOther::to(format!("/admin/companies/{company}"))));
    }
    let mut found = found(&app, among, &text, Mark::read(&query.after), ROWS + 1).await?;
    let further =
        Further::of(query.base("/admin/companies"), &query.after, &mut found, ROWS, |found| found.mark.text());
    let owners = owners(&app, &found).await?;
    let rows = found.iter().map(|found| row(found, &owners)).collect();
    let screen = CompaniesPage { q: text, among, rows, csv: query.base("/admin/companies.csv"), further };
    let page = Page::new(screen).block("companies", |page, values| page.as_list().render_with_values(values));
    Ok(Either::Right(page))
}

async fn the_one(app: &App, text: &str, among: Among) -> Result<Option<CompanyId>, Error> {
    if let Ok(id) = text.parse::<CompanyId>() {
        let known = app.db.read(async |conn| companies::find_any(conn, id).await).await?;
        return Ok(known.map(|company| company.id));
    }
    let Some(key) = tax_key(text).filter(|_| among == Among::TaxIds) else { return Ok(None) };
    let known = app.db.read(async |conn| companies::known_tax_ids(conn, std::slice::from_ref(&key)).await).await?;
    Ok(known.get(&key).map(|(_, company)| *company))
}

async fn found(app: &App, among: Among, text: &str, after: Option<Mark>, limit: usize) -> Result<Vec<Found>, Error> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    Ok(app.db.read(async |conn| companies::search(conn, among, text, after.as_ref(), limit).await).await?)
}

async fn owners(app: &App, found: &[Found]) -> Result<HashMap<PersonId, String>, Error> {
    let mut ids: Vec<PersonId> = found.iter().map(|found| found.company.person).collect();
    ids.sort();
    ids.dedup();
    let people = app.db.read(async |conn| people::find_all(conn, &ids).await).await?;
    Ok(people.into_iter().map(|person| (person.id, person.name)).collect())
}

fn row(found: &Found, owners: &HashMap<PersonId, String>) -> Row {
    let company = &found.company;
    Row {
        id: company.id.to_string(),
        name: company.name.clone(),
        tax_id: company.tax_id.clone(),
        owner: (company.person.to_string(), owners.get(&company.person).cloned().unwrap_or_default()),
        registered_at: company.registered_at,
        closed: company.closed_at.is_some(),
    }
}

/// Every company that the list shows with this search; instants in UTC.
pub async fn file(app: web::Data<App>, staff: Staff<Support>, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    exported(&app, &staff, "companies").await?;
    let head = csv::line(&["company", "name", "tax_id", "owner", "owner_name", "registered_at", "closed_at"]);
    let (text, among) = (query.text(), query.among());
    let parts = csv::parts(Mark::read(&query.after), move |after: Option<Mark>| {
        let (app, text) = (app.clone(), text.clone());
        async move {
            let found = found(&app, among, &text, after, csv::LINES).await?;
            let owners = owners(&app, &found).await?;
            let last = found.last().filter(|_| found.len() == csv::LINES).map(|found| Some(found.mark.clone()));
            Ok((found.iter().map(|found| line(found, &row(found, &owners))).collect(), last))
        }
    });
    Ok(csv::file("companies", head, parts))
}

fn line(found: &Found, row: &Row) -> String {
    csv::line(&[
        &row.id,
        &row.name,
        row.tax_id.as_deref().unwrap_or_default(),
        &row.owner.0,
        &row.owner.1,
        &row.registered_at.to_rfc3339(),
        &found.company.closed_at.map(|at| at.to_rfc3339()).unwrap_or_default(),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show};

    #[test]
    fn companies_are_listed() {
        let row = |name: &str, tax_id: Option<&str>, closed| Row {
            id: "0198".into(),
            name: name.into(),
            tax_id: tax_id.map(Into::into),
            owner: ("0190".into(), if name.is_empty() { String::new() } else { "Aigerim Sadykova".into() }),
            registered_at: at("2026-04-03T05:00:00Z"),
            closed,
        };
        let rows = vec![row("Dala Logistics LLP", Some("990140000123"), false), row("", None, true)];
        let further = Further { base: "/admin/companies?".into(), is_further: true, next: Some("0198".into()) };
        let csv = "/admin/companies.csv?".into();
        let mut page = CompaniesPage { q: String::new(), among: Among::All, rows, csv, further };
        show("admin-companies", "/admin/companies", Looks::Staff, &page);
        page.rows.clear();
        (page.q, page.among) = ("dala".into(), Among::Names);
        show("admin-companies-none", "/admin/companies", Looks::Staff, &page);
        assert_eq!(page.elsewhere("tax"), "/admin/companies?q=dala&in=tax");
    }
}
