//! Looking for companies: `/admin/companies?q=&in=&sort=&after=` (`in` = `name` | `tax`; `sort` = `newest` | `oldest` | `name` | `name-down`), the
//! same as a file, and `/admin/companies/ID`.

mod one;

pub use one::one;

use super::exported::exported;
use super::printable;
use crate::app::App;
use crate::calendar::Instant;
use crate::companies::{self, Among, Found, tax_key};
use crate::db::Way;
use crate::db::beginning::Mark;
use crate::ids::{CompanyId, PersonId};
use crate::people::{self, Staff, Support};
use crate::web::{Error, Further, Listing, Order, Page, SeeOther, csv, filters};
use actix_web::{Either, HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::collections::HashMap;

const ROWS: usize = 50;

#[derive(Deserialize, Clone, Default)]
#[serde(default)]
pub struct Query {
    q: String,
    #[serde(rename = "in")]
    within: String,
    sort: String,
    after: String,
}

impl Query {
    fn text(&self) -> String {
        printable(&self.q)
    }

    fn among(&self) -> Among {
        match self.within.as_str() {
            _ if self.text().is_empty() => match self.sort.as_str() {
                "name" | "name-down" => Among::Names,
                _ => Among::All,
            },
            "tax" => Among::TaxIds,
            _ => Among::Names,
        }
    }

    fn listing(&self) -> Listing {
        let text = self.text();
        let (within, orders) = match self.among() {
            _ if text.is_empty() => ("", &ORDERS[..]),
            Among::TaxIds => ("tax", &[][..]),
            Among::All | Among::Names => ("name", &ORDERS[2..]),
        };
        Listing::new("/admin/companies", [("q", text.as_str()), ("in", within)]).in_order(orders, &self.sort)
    }
}

const ORDERS: [Order; 4] = [
    Order::NEWEST,
    Order::OLDEST,
    Order { word: "name", column: "name", way: Way::Ascending },
    Order { word: "name-down", column: "name", way: Way::Descending },
];

/// Tax ids are read from their beginning.
fn way(listing: &Listing) -> Way {
    listing.order().map_or(Way::Ascending, |order| order.way)
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
    pub listing: Listing,
    pub rows: Vec<Row>,
    pub further: Further,
}

impl CompaniesPage {
    fn fields(&self) -> [(&'static str, &'static str); 2] {
        [("name", "people-in-names"), ("tax", "companies-in-tax-ids")]
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
    let listing = query.listing();
    let mut found = found(&app, &query, Mark::read(&query.after), ROWS + 1).await?;
    let further = Further::of(listing.base(), &query.after, &mut found, ROWS, |found| found.mark.text());
    let owners = owners(&app, &found).await?;
    let rows = found.iter().map(|found| row(found, &owners)).collect();
    let screen = CompaniesPage { listing, rows, further };
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

async fn found(app: &App, query: &Query, after: Option<Mark>, limit: usize) -> Result<Vec<Found>, Error> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let (among, text, way) = (query.among(), query.text(), way(&query.listing()));
    Ok(app.db.read(async |conn| companies::search(conn, among, &text, way, after.as_ref(), limit).await).await?)
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
    let query = query.into_inner();
    let parts = csv::parts(Mark::read(&query.after), move |after: Option<Mark>| {
        let (app, query) = (app.clone(), query.clone());
        async move {
            let found = found(&app, &query, after, csv::LINES).await?;
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
        let mut page = CompaniesPage { listing: Query::default().listing(), rows, further };
        show("admin-companies", "/admin/companies", Looks::Staff, &page);
        page.rows.clear();
        page.listing = Query { q: "dala".into(), ..Query::default() }.listing();
        show("admin-companies-none", "/admin/companies", Looks::Staff, &page);
        assert_eq!(page.listing.of("in", "tax"), "/admin/companies?q=dala&in=tax");
    }
}
