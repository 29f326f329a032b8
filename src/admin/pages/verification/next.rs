//! What the next run would give if nothing more happened; it writes nothing. A page reads as many referrers as it shows.

use super::broken;
use super::given::{self, Row};
use super::looked::{self, Part, ROWS};
use crate::admin::pages::exported::exported;
use crate::admin::pages::short::Asked;
use crate::app::App;
use crate::calendar::{Instant, Month};
use crate::db::{Fault, Way};
use crate::ids::PersonId;
use crate::people::{self, Among, Staff, Support};
use crate::programs::Program;
use crate::verification::{self, Question, count_up_to, forecast_of, preview_after};
use crate::web::{Error, Further, Listing, Page, csv, filters};
use actix_web::{HttpResponse, web};
use askama::Template;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "admin/verification_next.html", blocks = ["list"])]
pub struct NextPage {
    pub slug: String,
    pub name: String,
    pub month: Month,
    pub at: Instant,
    pub list: Listing,
    pub rows: Vec<Row>,
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

/// Of so many referrers after one; a mark is a person.
async fn part(app: &App, question: &Question, after: &str, limit: usize) -> Result<Part, Error> {
    let after = after.parse().unwrap_or(PersonId(Uuid::nil()));
    let part: Result<_, Fault> = app
        .db
        .read(async |conn| {
            let before = verification::before(conn, question.program.id, question.month).await?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let (referrers, last) = preview_after(conn, question, after, limit).await?;
            let rows = given::forecast(conn, &referrers, before.as_ref()).await?;
            Ok(Part { rows, next: last.map(|last| last.to_string()) })
        })
        .await;
    Ok(part?)
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

/// The list as it is asked for. Whether its lines are few enough to be put in order the last run tells, until somebody asks for it.
async fn listing(app: &App, question: &Question, asked: &Asked) -> Result<Listing, Error> {
    let (program, month, is_sorted) = (question.program.id, question.month, asked.contains_key("sort"));
    let lines: Result<i64, Fault> = app
        .db
        .read(async |conn| match verification::before(conn, program, month).await?.filter(|_| !is_sorted) {
            Some(run) => Ok(run.done.referrers),
            None => count_up_to(conn, question, looked::MANY).await,
        })
        .await;
    Ok(looked::listing(&format!("/admin/verification/{}/next", question.program.slug), asked, lines?))
}

async fn found(app: &App, question: &Question, list: &Listing, after: &str, wanted: usize) -> Result<Part, Error> {
    if !list.is("q", "") {
        let rows = of(app, question, &searched(app, list.value("q")).await?).await?;
        return Ok(Part { rows: looked::of(list, rows), next: None });
    }
    let read = async |after: &str, limit: usize| part(app, question, after, limit).await;
    looked::through(list, after, wanted, read, |row| row.person.to_string()).await
}

pub async fn show(
    app: web::Data<App>,
    _staff: Staff<Support>,
    slug: web::Path<String>,
    asked: web::Query<Asked>,
) -> Result<Page<NextPage>, Error> {
    let program = super::found(&app, &slug).await?;
    let question = question(&app, &program).await?;
    let list = listing(&app, &question, &asked).await?;
    let after = asked.get("after").map_or("", String::as_str);
    let Part { rows, next } = found(&app, &question, &list, after, ROWS).await?;
    let further = Further { base: list.base(), is_further: !after.is_empty(), next };
    let name = program.told(app.clock.now())?.terms.name.clone();
    let (month, at) = (question.month, question.scheduled_at);
    let screen = NextPage { slug: program.slug, name, month, at, list, rows, further };
    Ok(Page::new(screen).block("given", |page, values| page.as_list().render_with_values(values)))
}

/// Everything that the list shows, in its order.
pub async fn file(
    app: web::Data<App>,
    staff: Staff<Support>,
    slug: web::Path<String>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, Error> {
    let program = super::found(&app, &slug).await?;
    exported(&app, &staff, "verification").await?;
    let question = question(&app, &program).await?;
    let name = format!("{}-{}-preview", program.slug, question.month);
    let list = listing(&app, &question, &asked).await?;
    let parts = csv::parts(String::new(), move |after: String| {
        let (app, question, list) = (app.clone(), question.clone(), list.clone());
        async move {
            let Part { rows, next } = found(&app, &question, &list, &after, looked::lines(&list)).await?;
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
            list: looked::listing("/admin/verification/company-discounts/next", &Asked::new(), 7),
            rows: samples(),
            further: Further { base, is_further: true, next: Some("0198".into()) },
        };
        show("admin-verification-next", "/admin/verification/company-discounts/next", Looks::Staff, &page);
        page.rows.clear();
        let asked = [("q".to_owned(), "sof".to_owned()), ("blocked".to_owned(), "yes".to_owned())].into();
        page.list = looked::listing("/admin/verification/company-discounts/next", &asked, 70_000);
        show("admin-verification-next-none", "/admin/verification/company-discounts/next", Looks::Staff, &page);
    }
}
