//! What one run gave.

use super::given::{self, Row};
use super::looked::{self, Part, ROWS};
use super::next::searched;
use super::{RunRow, asked, row};
use crate::admin::pages::exported::exported;
use crate::admin::pages::short::Asked;
use crate::app::App;
use crate::db::Fault;
use crate::discounts::{self, Assignment};
use crate::ids::{CompanyId, PersonId};
use crate::people::{Role, SignedIn, Staff, Support};
use crate::rules::scale::PlacesReason;
use crate::verification::{self, Difference, Question, Recomputed, Run};
use crate::web::{Error, Further, Listing, Page, Words, csv, filters};
use actix_web::{HttpResponse, web};
use askama::Template;
use uuid::Uuid;

type Mark = (PersonId, CompanyId);

fn read_mark(text: &str) -> Mark {
    let read = || {
        let (person, company) = text.split_once(' ')?;
        Some((person.parse().ok()?, company.parse().ok()?))
    };
    read().unwrap_or((PersonId(Uuid::nil()), CompanyId(Uuid::nil())))
}

/// A run keeps companies alone.
fn mark(row: &Row) -> String {
    let company = row.company.as_ref().map(|(company, _)| company.to_string());
    format!("{} {}", row.person, company.unwrap_or_default())
}

#[derive(Template)]
#[template(path = "admin/verification_run.html", blocks = ["list"])]
pub struct RunPage {
    pub slug: String,
    pub name: String,
    pub run: RunRow,
    /// The hash of everything that it read.
    pub inputs: String,
    /// What came of reckoning it again just now.
    pub again: Option<Again>,
    pub list: Listing,
    pub rows: Vec<Row>,
    pub further: Further,
    pub may: bool,
}

pub struct Again {
    inputs: String,
    assignments: i64,
    /// Whom each concerns, if anybody alone.
    differences: Vec<(Option<PersonId>, Words)>,
}

impl Again {
    async fn of(app: &App, found: Recomputed) -> Result<Again, Error> {
        let missing = found.differences.iter().filter_map(|one| match one {
            Difference::Missing(assignment) => Some(assignment.clone()),
            _ => None,
        });
        let missing: Vec<Assignment> = missing.collect();
        let mut rows = app.db.read(async |conn| given::gave(conn, &missing, None).await).await?.into_iter();
        let mut differences = Vec::new();
        for one in &found.differences {
            differences.push(match one {
                Difference::Inputs { run, now } => {
                    (None, Words::new("verification-differs-inputs").with("run", run).with("now", now))
                }
                Difference::Count { stored, follow } => {
                    (None, Words::new("verification-differs-count").with("stored", *stored).with("follow", *follow))
                }
                Difference::Missing(assignment) => {
                    let row = rows.next().ok_or_else(|| Fault::contradiction("an assignment without a line"))?;
                    (Some(assignment.person), differs(assignment.version, &row))
                }
            });
        }
        Ok(Again { inputs: found.inputs, assignments: found.assignments as i64, differences })
    }
}

/// What follows for a company and is not stored so.
fn differs(version: u32, row: &Row) -> Words {
    let company = row.company.as_ref().map_or("", |(_, name)| name);
    let words = Words::new("verification-differs-company").with("version", version);
    words.with("company", company).with("person", &row.name).with("why", row.why())
}

fn listing(question: &Question, run: &Run, asked: &Asked) -> Listing {
    let path = format!("/admin/verification/{}/{}", question.program.slug, run.month);
    looked::listing(&path, asked, run.done.companies)
}

/// So many after a mark. Of one reason alone the database leaves out the rest.
async fn part(app: &App, run: &Run, why: Option<PlacesReason>, after: &str, limit: usize) -> Result<Part, Error> {
    let rows: Result<_, Fault> = app
        .db
        .read(async |conn| {
            let before = verification::before(conn, run.program, run.month).await?;
            let at_most = i64::try_from(limit).unwrap_or(i64::MAX);
            let given = discounts::assignments_after(conn, run.id, read_mark(after), why, at_most).await?;
            given::gave(conn, &given, before.as_ref()).await
        })
        .await;
    let rows = rows?;
    let next = rows.last().filter(|_| rows.len() >= limit).map(mark);
    Ok(Part { rows, next })
}

async fn of(app: &App, run: &Run, people: &[PersonId]) -> Result<Vec<Row>, Error> {
    let rows: Result<_, Fault> = app
        .db
        .read(async |conn| {
            let before = verification::before(conn, run.program, run.month).await?;
            let mut given: Vec<Assignment> = discounts::assignments_of_run(conn, run.id, people).await?;
            given.sort_by_key(|one| (one.person, one.company));
            given::gave(conn, &given, before.as_ref()).await
        })
        .await;
    Ok(rows?)
}

async fn found(app: &App, run: &Run, list: &Listing, after: &str, wanted: usize) -> Result<Part, Error> {
    if !list.is("q", "") {
        let rows = of(app, run, &searched(app, list.value("q")).await?).await?;
        return Ok(Part { rows: looked::of(list, rows), next: None });
    }
    let why = PlacesReason::named(list.value("why"));
    let read = async |after: &str, limit: usize| part(app, run, why, after, limit).await;
    looked::through(list, after, wanted, read, mark).await
}

pub(super) async fn screen(
    app: &App,
    who: &SignedIn,
    (question, run): (&Question, Run),
    asked: &Asked,
    again: Option<Recomputed>,
) -> Result<RunPage, Error> {
    let list = listing(question, &run, asked);
    let after = asked.get("after").map_or("", String::as_str);
    let Part { rows, next } = found(app, &run, &list, after, ROWS).await?;
    Ok(RunPage {
        name: question.program.told(app.clock.now())?.terms.name.clone(),
        inputs: run.done.inputs(),
        run: row(&run),
        again: match again {
            Some(found) => Some(Again::of(app, found).await?),
            None => None,
        },
        rows,
        further: Further { base: list.base(), is_further: !after.is_empty(), next },
        list,
        may: who.role >= Some(Role::Finance),
        slug: question.program.slug.clone(),
    })
}

pub async fn show(
    app: web::Data<App>,
    staff: Staff<Support>,
    of: web::Path<(String, String)>,
    query: web::Query<Asked>,
) -> Result<Page<RunPage>, Error> {
    let (question, run) = asked(&app, &of.0, &of.1).await?;
    let run = run.ok_or(Error::NotFound)?;
    let page = screen(&app, &staff.who, (&question, run), &query, None).await?;
    Ok(Page::new(page).block("given", |page, values| page.as_list().render_with_values(values)))
}

pub async fn file(
    app: web::Data<App>,
    staff: Staff<Support>,
    of: web::Path<(String, String)>,
    query: web::Query<Asked>,
) -> Result<HttpResponse, Error> {
    let (question, run) = asked(&app, &of.0, &of.1).await?;
    let run = run.ok_or(Error::NotFound)?;
    exported(&app, &staff, "verification").await?;
    let list = listing(&question, &run, &query);
    let name = format!("{}-{}", question.program.slug, run.month);
    let parts = csv::parts(String::new(), move |after: String| {
        let (app, run, list) = (app.clone(), run.clone(), list.clone());
        async move {
            let Part { rows, next } = found(&app, &run, &list, &after, looked::lines(&list)).await?;
            Ok((rows.iter().map(Row::line).collect(), next))
        }
    });
    Ok(csv::file(&name, Row::head(), parts))
}

#[cfg(test)]
mod tests {
    use super::super::Stage;
    use super::super::next::samples;
    use super::*;
    use crate::ids::{ProgramId, RunId};
    use crate::verification::Done;
    use crate::web::gallery::{Looks, at, show};

    #[test]
    fn a_run_is_shown_with_what_it_gave() {
        let inputs = [7; 32];
        let done = Done { marker: PersonId(Uuid::nil()), inputs, referrers: 40, blocked: 2, companies: 30 };
        let run = Run {
            id: RunId(Uuid::nil()),
            program: ProgramId(Uuid::nil()),
            month: "2026-04".parse().unwrap(),
            scheduled_at: at("2026-04-28T00:00:00Z"),
            cut_off: at("2026-04-28T00:00:30Z"),
            done,
            finished_at: Some(at("2026-04-28T00:01:00Z")),
        };
        let base: String = "/admin/verification/company-discounts/2026-04?".into();
        let mut page = RunPage {
            slug: "company-discounts".into(),
            name: "Company discounts".into(),
            inputs: done.inputs(),
            run: row(&run),
            again: None,
            list: looked::listing("/admin/verification/company-discounts/2026-04", &Asked::new(), 30),
            rows: samples(),
            further: Further { base, is_further: false, next: Some("0198 0199".into()) },
            may: true,
        };
        let path = "/admin/verification/company-discounts/2026-04";
        show("admin-verification-run", path, Looks::Staff, &page);
        let words = |key: &'static str| {
            Words::new(key).with("run", "00ff").with("now", "ff00").with("stored", 3).with("follow", 4)
        };
        let told = vec![
            (None, words("verification-differs-inputs")),
            (None, words("verification-differs-count")),
            (Some(PersonId(Uuid::nil())), differs(2, &samples()[0])),
        ];
        for differences in [vec![], told] {
            page.again = Some(Again { inputs: done.inputs(), assignments: 30, differences });
            show("admin-verification-run-again", path, Looks::Staff, &page);
        }
        (page.rows, page.may, page.again) = (Vec::new(), false, None);
        let asked = [("why".to_owned(), "pending_payments".to_owned())].into();
        page.list = looked::listing(path, &asked, 30);
        page.run.stage = Stage::Begun;
        show("admin-verification-run-none", path, Looks::Staff, &page);
    }
}
