//! What went out by itself, to everybody: `/admin/payouts?q=&person=&program=&unit=&sort=&after=` and the same as a file.

use super::exported::exported;
use super::sought::{self, Names};
use crate::app::App;
use crate::calendar::Instant;
use crate::db::Fault;
use crate::db::dated::Mark;
use crate::money::{Money, Unit};
use crate::people::{Staff, Support};
use crate::programs::{self, Catalogue};
use crate::web::{Error, Further, Listing, Order, Page, Words, csv, filters};
use crate::withdrawals::pages::unit_words;
use crate::withdrawals::{self, Payout, WantedPayouts};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

const ROWS: usize = 50;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    q: String,
    person: String,
    program: String,
    unit: String,
    sort: String,
    after: String,
}

impl Query {
    fn listing(&self) -> Listing {
        let filters = [
            ("q", super::printable(&self.q)),
            ("person", self.person.clone()),
            ("program", self.program.clone()),
            ("unit", self.unit.clone()),
        ];
        Listing::new("/admin/payouts", filters).in_order(Order::BY_TIME, &self.sort)
    }

    /// A person, a program or a unit that there is not is nobody's page.
    async fn wanted(&self, app: &App, catalogue: &Catalogue) -> Result<WantedPayouts, Error> {
        let program = catalogue.by_slug(&self.program).map(|program| program.id);
        let unit: Option<Unit> = self.unit.parse().ok();
        if (!self.program.is_empty() && program.is_none()) || (!self.unit.is_empty() && unit.is_none()) {
            return Err(Error::NotFound);
        }
        let people = match self.person.as_str() {
            "" => sought::people(app, &self.q).await?,
            id => Some(vec![id.parse().map_err(|_| Error::NotFound)?]),
        };
        Ok(WantedPayouts { program, unit, people, way: self.listing().way(), after: Mark::read(&self.after) })
    }
}

#[derive(Debug, Clone)]
pub struct Row {
    /// Id and name.
    pub person: (String, String),
    /// Slug and name.
    pub program: (String, String),
    pub unit: (Unit, Words),
    pub at: Instant,
    pub due_at: Instant,
    pub amount: Money,
}

#[derive(Template)]
#[template(path = "admin/payouts.html", blocks = ["list"])]
pub struct PayoutsPage {
    pub list: Listing,
    pub rows: Vec<Row>,
    pub further: Further,
}

pub async fn list(
    app: web::Data<App>,
    _staff: Staff<Support>,
    query: web::Query<Query>,
) -> Result<Page<PayoutsPage>, Error> {
    let now = app.clock.now();
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let wanted = query.wanted(&app, &catalogue).await?;
    let limit = i64::try_from(ROWS + 1).unwrap_or(i64::MAX);
    let mut found = app.db.read(async |conn| withdrawals::payouts(conn, &wanted, limit).await).await?;
    let list = query.listing();
    let further = Further::of(list.base(), &query.after, &mut found, ROWS, |payout| mark(payout).text());
    let names = sought::names(&app, found.iter().map(|payout| payout.person)).await?;
    let rows = found.iter().map(|payout| row(payout, &catalogue, &names, now)).collect::<Result<_, Fault>>()?;
    let screen = PayoutsPage { list, rows, further };
    Ok(Page::new(screen).block("queue", |page, values| page.as_list().render_with_values(values)))
}

fn mark(payout: &Payout) -> Mark {
    Mark { at: payout.scheduled_at, id: payout.id.0 }
}

fn row(payout: &Payout, catalogue: &Catalogue, names: &Names, now: Instant) -> Result<Row, Fault> {
    let program = catalogue.get(payout.program)?;
    Ok(Row {
        person: (payout.person.to_string(), names.get(&payout.person).cloned().unwrap_or_default()),
        program: (program.slug.clone(), program.told(now)?.terms.name.clone()),
        unit: (payout.unit, unit_words(payout.unit)),
        at: payout.scheduled_at,
        due_at: payout.due_at,
        amount: payout.amount.money(),
    })
}

/// Everything that the list shows with these filters, in its order; instants in UTC.
pub async fn file(app: web::Data<App>, staff: Staff<Support>, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let wanted = query.wanted(&app, &catalogue).await?;
    exported(&app, &staff, "payouts").await?;
    let head = ["payout", "person", "name", "program", "unit", "amount", "currency", "scheduled_at", "due_at"];
    let parts = csv::parts(wanted, move |wanted: WantedPayouts| {
        let (app, catalogue) = (app.clone(), catalogue.clone());
        async move {
            let found = app.db.read(async |conn| withdrawals::payouts(conn, &wanted, csv::PART).await).await?;
            let names = sought::names(&app, found.iter().map(|payout| payout.person)).await?;
            let now = app.clock.now();
            let line = |payout: &Payout| Ok(line(payout, &row(payout, &catalogue, &names, now)?));
            let text = found.iter().map(line).collect::<Result<String, Fault>>()?;
            let last = found.last().filter(|_| found.len() == csv::LINES).map(mark);
            Ok((text, last.map(|last| WantedPayouts { after: Some(last), ..wanted })))
        }
    });
    Ok(csv::file("payouts", csv::line(&head), parts))
}

fn line(payout: &Payout, row: &Row) -> String {
    csv::line(&[
        &payout.id.to_string(),
        &row.person.0,
        &row.person.1,
        &row.program.0,
        row.unit.0.name(),
        &row.amount.to_string(),
        row.amount.currency().code(),
        &row.at.to_rfc3339(),
        &row.due_at.to_rfc3339(),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show, tenge};

    #[test]
    fn payouts_are_listed() {
        let row = Row {
            person: ("0190".into(), "Aigerim Sadykova".into()),
            program: ("hosting-remuneration".into(), "Hosting remuneration".into()),
            unit: (Unit::Cash, unit_words(Unit::Cash)),
            at: at("2026-04-15T00:00:00Z"),
            due_at: at("2026-04-25T00:00:00Z"),
            amount: tenge("64000"),
        };
        let nobody = Row { person: ("0191".into(), String::new()), ..row.clone() };
        let further = Further { base: "/admin/payouts?".into(), is_further: true, next: Some("1_0198".into()) };
        let mut page = PayoutsPage { list: Query::default().listing(), rows: vec![row, nobody], further };
        show("admin-payouts", "/admin/payouts", Looks::Staff, &page);
        page.list = Query { q: "aigerim".into(), sort: "oldest".into(), ..Query::default() }.listing();
        page.rows.clear();
        show("admin-payouts-none", "/admin/payouts", Looks::Staff, &page);
    }
}
