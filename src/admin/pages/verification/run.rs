//! What one run gave.

use super::given::{self, Row};
use super::next::searched;
use super::{ROWS, RunRow, asked, row};
use crate::admin::pages::exported::exported;
use crate::admin::pages::printable;
use crate::app::App;
use crate::db::Fault;
use crate::discounts::{self, Assignment};
use crate::ids::{CompanyId, PersonId};
use crate::people::{Role, SignedIn, Staff, Support};
use crate::rules::scale::PlacesReason;
use crate::verification::{self, Question, Recomputed, Run};
use crate::web::{Error, Further, Page, Paging, csv, filters};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Query {
    q: String,
    /// A reason, as files name it.
    why: String,
    after: String,
}

type Mark = (PersonId, CompanyId);

impl Query {
    fn base(&self, path: &str) -> String {
        let why = self.why().map(PlacesReason::name).unwrap_or_default();
        Paging::base(path, &[("q", &printable(&self.q)), ("why", why)])
    }

    fn why(&self) -> Option<PlacesReason> {
        PlacesReason::named(&self.why)
    }

    fn after(&self) -> Mark {
        let read = || {
            let (person, company) = self.after.split_once(' ')?;
            Some((person.parse().ok()?, company.parse().ok()?))
        };
        read().unwrap_or((PersonId(Uuid::nil()), CompanyId(Uuid::nil())))
    }
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
    pub again: Option<Recomputed>,
    pub q: String,
    pub why: Option<PlacesReason>,
    pub rows: Vec<Row>,
    pub csv: String,
    pub further: Further,
    pub may: bool,
}

impl RunPage {
    fn path(&self) -> String {
        path(&self.slug, &self.run)
    }

    fn is_narrow(&self) -> bool {
        self.why.is_some() || !self.q.is_empty()
    }

    /// The same list, only of what has this reason.
    fn with_reason(&self, word: &str) -> String {
        Paging::base(&self.path(), &[("q", &self.q), ("why", word)]).trim_end_matches(['&', '?']).to_owned()
    }

    fn why_word(&self) -> &'static str {
        self.why.map(PlacesReason::name).unwrap_or_default()
    }

    fn count_again(&self) -> i64 {
        self.again.as_ref().map_or(0, |again| again.assignments as i64)
    }
}

fn path(slug: &str, run: &RunRow) -> String {
    format!("/admin/verification/{slug}/{}", run.month)
}

async fn part(app: &App, run: &Run, wanted: &Wanted, after: Mark, limit: usize) -> Result<Vec<Row>, Error> {
    let rows: Result<_, Fault> = app
        .db
        .read(async |conn| {
            let before = verification::before(conn, run.program, run.month).await?;
            let given: Vec<Assignment> = match &wanted.people {
                Some(people) => {
                    let mut given = discounts::assignments_of_run(conn, run.id, people).await?;
                    given.retain(|one| wanted.why.is_none_or(|why| why == one.reason));
                    given.sort_by_key(|one| (one.person, one.company));
                    given
                }
                None => {
                    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
                    discounts::assignments_after(conn, run.id, after, wanted.why, limit).await?
                }
            };
            given::gave(conn, &given, before.as_ref()).await
        })
        .await;
    Ok(rows?)
}

#[derive(Debug, Clone)]
struct Wanted {
    /// Only of these.
    people: Option<Vec<PersonId>>,
    why: Option<PlacesReason>,
}

impl Wanted {
    async fn read(app: &App, query: &Query) -> Result<Wanted, Error> {
        let people = match printable(&query.q) {
            q if q.is_empty() => None,
            q => Some(searched(app, &q).await?),
        };
        Ok(Wanted { people, why: query.why() })
    }
}

fn mark(row: &Row) -> Option<Mark> {
    Some((row.person, row.company.as_ref()?.0))
}

pub(super) async fn screen(
    app: &App,
    who: &SignedIn,
    (question, run): (&Question, Run),
    query: &Query,
    again: Option<Recomputed>,
) -> Result<RunPage, Error> {
    let wanted = Wanted::read(app, query).await?;
    let mut rows = part(app, &run, &wanted, query.after(), ROWS + 1).await?;
    let slug = question.program.slug.clone();
    let path = path(&slug, &row(&run));
    let text = |row: &Row| mark(row).map(|(person, company)| format!("{person} {company}")).unwrap_or_default();
    let further = match wanted.people {
        Some(_) => Further { base: query.base(&path), is_further: false, next: None },
        None => Further::of(query.base(&path), &query.after, &mut rows, ROWS, text),
    };
    Ok(RunPage {
        name: question.program.told(app.clock.now())?.terms.name.clone(),
        inputs: run.done.inputs(),
        run: row(&run),
        again,
        q: printable(&query.q),
        why: query.why(),
        rows,
        csv: query.base(&format!("{path}.csv")),
        further,
        may: who.role >= Some(Role::Finance),
        slug,
    })
}

pub async fn show(
    app: web::Data<App>,
    staff: Staff<Support>,
    of: web::Path<(String, String)>,
    query: web::Query<Query>,
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
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    let (question, run) = asked(&app, &of.0, &of.1).await?;
    let run = run.ok_or(Error::NotFound)?;
    exported(&app, &staff, "verification").await?;
    let wanted = Wanted::read(&app, &query).await?;
    let name = format!("{}-{}", question.program.slug, run.month);
    let parts = csv::parts(query.after(), move |after: Mark| {
        let (app, run, wanted) = (app.clone(), run.clone(), wanted.clone());
        async move {
            let rows = part(&app, &run, &wanted, after, csv::LINES).await?;
            let full = wanted.people.is_none() && rows.len() == csv::LINES;
            let next = rows.last().filter(|_| full).and_then(mark);
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
            q: String::new(),
            why: None,
            rows: samples(),
            csv: base.clone(),
            further: Further { base, is_further: false, next: Some("0198 0199".into()) },
            may: true,
        };
        let path = "/admin/verification/company-discounts/2026-04";
        show("admin-verification-run", path, Looks::Staff, &page);
        for differences in [vec![], vec!["3 assignments are stored, 4 follow".to_owned()]] {
            page.again = Some(Recomputed { run: run.clone(), inputs: done.inputs(), assignments: 30, differences });
            show("admin-verification-run-again", path, Looks::Staff, &page);
        }
        (page.rows, page.why, page.may, page.again) = (Vec::new(), Some(PlacesReason::PendingPayments), false, None);
        page.run.stage = Stage::Begun;
        show("admin-verification-run-none", path, Looks::Staff, &page);
    }
}
