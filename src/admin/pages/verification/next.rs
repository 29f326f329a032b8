//! What the next run would give if nothing more happened; it writes nothing. A page reads as many referrers as it shows.

use super::given::{self, Row};
use super::{ROWS, broken, found};
use crate::admin::pages::exported::exported;
use crate::admin::pages::printable;
use crate::app::App;
use crate::calendar::{Instant, Month};
use crate::db::{Fault, Way};
use crate::ids::PersonId;
use crate::people::{self, Among, Staff, Support};
use crate::programs::Program;
use crate::verification::{self, Question, forecast_of, preview_after};
use crate::web::{Error, Further, Page, Paging, csv, filters};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Query {
    q: String,
    after: String,
}

impl Query {
    fn base(&self, path: &str) -> String {
        Paging::base(path, &[("q", &printable(&self.q))])
    }

    fn after(&self) -> PersonId {
        self.after.parse().unwrap_or(PersonId(Uuid::nil()))
    }
}

#[derive(Template)]
#[template(path = "admin/verification_next.html", blocks = ["list"])]
pub struct NextPage {
    pub slug: String,
    pub name: String,
    pub month: Month,
    pub at: Instant,
    pub q: String,
    pub rows: Vec<Row>,
    pub csv: String,
    pub further: Further,
}

/// Begins with what was typed: a name, or an address where it has an @.
pub(super) async fn searched(app: &App, text: &str) -> Result<Vec<PersonId>, Error> {
    let among = if text.contains('@') { Among::Emails } else { Among::Names };
    let (first, at_most) = (Way::Ascending, ROWS as i64);
    let found = app.db.read(async |conn| people::search(conn, among, text, first, None, at_most).await).await?;
    Ok(found.into_iter().map(|found| found.person.id).collect())
}

/// The next run: one that is due and was not applied, or else the one that comes.
async fn question(app: &App, program: &Program) -> Result<Question, Error> {
    let now = app.clock.now();
    if let Some(mut due) = verification::due(&app.db, program, now).await.map_err(broken)? {
        due.known_at = now;
        return Ok(due);
    }
    Question::next(program, now).map_err(broken)?.ok_or(Error::NotFound)
}

async fn part(
    app: &App,
    question: &Question,
    after: PersonId,
    limit: usize,
) -> Result<(Vec<Row>, Option<PersonId>), Error> {
    let rows: Result<_, Fault> = app
        .db
        .read(async |conn| {
            let before = verification::before(conn, question.program.id, question.month).await?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let (referrers, last) = preview_after(conn, question, after, limit).await?;
            Ok((given::forecast(conn, &referrers, before.as_ref()).await?, last))
        })
        .await;
    Ok(rows?)
}

async fn of(app: &App, question: &Question, people: &[PersonId]) -> Result<Vec<Row>, Error> {
    let rows: Result<_, Fault> = app
        .db
        .read(async |conn| {
            let before = verification::before(conn, question.program.id, question.month).await?;
            let referrers = forecast_of(conn, question, people).await?;
            given::forecast(conn, &referrers, before.as_ref()).await
        })
        .await;
    Ok(rows?)
}

pub async fn show(
    app: web::Data<App>,
    _staff: Staff<Support>,
    slug: web::Path<String>,
    query: web::Query<Query>,
) -> Result<Page<NextPage>, Error> {
    let program = found(&app, &slug).await?;
    let question = question(&app, &program).await?;
    let q = printable(&query.q);
    let path = format!("/admin/verification/{}/next", program.slug);
    let (rows, next) = if q.is_empty() {
        part(&app, &question, query.after(), ROWS).await?
    } else {
        (of(&app, &question, &searched(&app, &q).await?).await?, None)
    };
    let next = next.map(|last| last.to_string());
    let further = Further { base: query.base(&path), is_further: !query.after.is_empty(), next };
    let name = program.told(app.clock.now())?.terms.name.clone();
    let (month, at) = (question.month, question.scheduled_at);
    let csv = query.base(&format!("{path}.csv"));
    let screen = NextPage { slug: program.slug, name, month, at, q, rows, csv, further };
    Ok(Page::new(screen).block("given", |page, values| page.as_list().render_with_values(values)))
}

/// Everything that the list shows with this search.
pub async fn file(
    app: web::Data<App>,
    staff: Staff<Support>,
    slug: web::Path<String>,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    let program = found(&app, &slug).await?;
    exported(&app, &staff, "verification").await?;
    let question = question(&app, &program).await?;
    let name = format!("{}-{}-preview", program.slug, question.month);
    let people = match printable(&query.q) {
        q if q.is_empty() => None,
        q => Some(searched(&app, &q).await?),
    };
    let parts = csv::parts(query.after(), move |after: PersonId| {
        let (app, question, people) = (app.clone(), question.clone(), people.clone());
        async move {
            let (rows, next) = match people {
                Some(people) => (of(&app, &question, &people).await?, None),
                None => part(&app, &question, after, csv::LINES).await?,
            };
            Ok((rows.iter().map(Row::line).collect(), next))
        }
    });
    Ok(csv::file(&name, Row::head(), parts))
}

#[cfg(test)]
pub(super) fn samples() -> Vec<Row> {
    use crate::ids::CompanyId;
    use crate::money::Percent;
    use crate::rules::scale::PlacesReason;
    let person: PersonId = "01981a3c-0000-7000-8000-000000000001".parse().unwrap();
    let percent = |percent: &str| percent.parse::<Percent>().unwrap();
    let row = |reason, before: Option<&str>, after: &str| Row {
        person,
        name: "Sofía Marín".into(),
        active: Some(25),
        company: Some((CompanyId(person.0), "Marín Estudio S.L.".into())),
        before: before.map(percent),
        places: 20,
        percent: percent(after),
        reason: Some(reason),
        blocked: reason == PlacesReason::PendingPayments,
    };
    let mut rows: Vec<Row> = PlacesReason::ALL.into_iter().map(|reason| row(reason, Some("5 %"), "0 %")).collect();
    rows.push(row(PlacesReason::Assigned, None, "40 %"));
    rows.push(row(PlacesReason::Assigned, Some("40 %"), "40 %"));
    rows.push(Row { company: None, reason: None, name: String::new(), active: None, ..rows[0].clone() });
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show};

    #[test]
    fn the_next_run_is_shown_before_it_comes() {
        let base: String = "/admin/verification/company-discounts/next?".into();
        let mut page = NextPage {
            slug: "company-discounts".into(),
            name: "Company discounts".into(),
            month: "2026-04".parse().unwrap(),
            at: at("2026-04-28T00:00:00Z"),
            q: String::new(),
            rows: samples(),
            csv: "/admin/verification/company-discounts/next.csv?".into(),
            further: Further { base, is_further: true, next: Some("0198".into()) },
        };
        show("admin-verification-next", "/admin/verification/company-discounts/next", Looks::Staff, &page);
        (page.rows, page.q) = (Vec::new(), "sof".into());
        show("admin-verification-next-none", "/admin/verification/company-discounts/next", Looks::Staff, &page);
    }
}
