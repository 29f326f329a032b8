//! What staff add to somebody's account or take from it: `/admin/adjustments?q=&state=&person=&program=&unit=&reason=&by=&sort=&after=`, the same as a
//! file, `/admin/adjustments/ID`, and below it `POST approval`, `POST rejection` (`why`), `POST retraction`.
//!
//! One is asked for at `/admin/people/ID/adjustments`: `adjustment`, the form's key: sent twice, it is one; `account` (`PROGRAM/UNIT`);
//! `direction` = `add` | `take`; `amount`, a decimal string in major units; `reason`; `note`.

mod decisions;
mod new;
mod shown;

pub use decisions::{approve, reject, retract};
pub use new::{ask, form};
pub use shown::one;

use super::claims::name;
use super::exported::exported;
use super::{printable, sought};
use crate::app::App;
use crate::calendar::Instant;
use crate::ids::{AdjustmentId, PersonId};
use crate::money::{Money, Unit};
use crate::people::{self, Person, Staff, Support};
use crate::programs::{self, Catalogue};
use crate::web::{Error, Further, Listing, Order, Page, Refusals, Words, csv, filters};
use crate::withdrawals::adjustments::{self, Adjustment, Reason, State, Wanted};
use crate::withdrawals::pages::adjustment::reason_key;
use crate::withdrawals::pages::unit_words;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::collections::HashMap;

const ROWS: usize = 50;

#[derive(Deserialize, Clone, Default)]
#[serde(default)]
pub struct Query {
    /// Whose: an id, or how a name or an address begins.
    q: String,
    state: String,
    person: String,
    program: String,
    unit: String,
    reason: String,
    /// Who asked for it.
    by: String,
    sort: String,
    after: String,
}

impl Query {
    async fn wanted(&self, app: &App, catalogue: &Catalogue) -> Result<Wanted, Error> {
        fn given<T>(text: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Error> {
            if text.is_empty() { Ok(None) } else { read(text).map(Some).ok_or(Error::NotFound) }
        }
        let people = match given(&self.person, |id| id.parse().ok())? {
            Some(person) => Some(vec![person]),
            None => sought::people(app, &self.q).await?,
        };
        Ok(Wanted {
            state: given(&self.state, State::named)?,
            people,
            program: given(&self.program, |slug| catalogue.by_slug(slug).map(|program| program.id))?,
            unit: given(&self.unit, |unit| unit.parse().ok())?,
            reason: given(&self.reason, Reason::named)?,
            asked_by: given(&self.by, |id| id.parse().ok())?,
            way: self.listing().way(),
            after: self.after.parse().ok(),
        })
    }

    fn listing(&self) -> Listing {
        let typed = printable(&self.q);
        let filters = [
            ("q", &typed),
            ("state", &self.state),
            ("person", &self.person),
            ("program", &self.program),
            ("unit", &self.unit),
            ("reason", &self.reason),
            ("by", &self.by),
        ];
        Listing::new("/admin/adjustments", filters).in_order(Order::BY_TIME, &self.sort)
    }
}

#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    /// Id and name.
    pub person: (String, String),
    pub program: (String, String),
    pub unit: (Unit, Words),
    /// Signed.
    pub amount: Money,
    pub reason: Reason,
    pub note: String,
    pub state: State,
    /// Id and name of who asked for it.
    pub by: (String, String),
    pub asked_at: Instant,
}

pub fn class(state: &State) -> &'static str {
    match state {
        State::Waiting => "wait",
        State::Made => "",
        State::Rejected => "bad",
        State::Retracted => "none",
    }
}

impl Row {
    fn class(&self) -> &'static str {
        class(&self.state)
    }

    fn reason_key(&self) -> &'static str {
        reason_key(self.reason)
    }
}

#[derive(Template)]
#[template(path = "admin/adjustments.html", blocks = ["list"])]
pub struct AdjustmentsPage {
    pub listing: Listing,
    pub waiting: i64,
    pub rows: Vec<Row>,
    pub further: Further,
}

impl AdjustmentsPage {
    fn is_waiting(&self) -> bool {
        self.listing.is("state", State::Waiting.name())
    }
}

/// What this member of staff may do with it now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct May {
    /// Or reject it.
    pub approve: bool,
    pub retract: bool,
}

#[derive(Template)]
#[template(path = "admin/adjustment.html")]
pub struct AdjustmentPage {
    pub row: Row,
    /// What the account has now.
    pub available: Money,
    pub why: Option<String>,
    /// Who did what and when, oldest first.
    pub history: Vec<Words>,
    pub may: May,
    /// Why this member of staff may do nothing.
    pub note: Option<&'static str>,
    pub typed: String,
    pub errors: Refusals,
}

/// One of a person's accounts.
#[derive(Debug, Clone)]
pub struct Account {
    /// `PROGRAM/UNIT`.
    pub word: String,
    pub program: String,
    pub unit: Words,
    pub available: Money,
    /// What is larger waits for a second member of staff.
    pub limit: Option<Money>,
}

/// What was typed, to be shown again.
#[derive(Deserialize, Debug, Clone)]
#[serde(default)]
#[derive(Default)]
pub struct Typed {
    pub adjustment: String,
    pub account: String,
    pub direction: String,
    pub amount: String,
    pub reason: String,
    pub note: String,
}

#[derive(Template)]
#[template(path = "admin/adjust.html")]
pub struct AdjustPage {
    /// Id and name.
    pub person: (String, String),
    pub accounts: Vec<Account>,
    pub typed: Typed,
    /// Newest first.
    pub rows: Vec<Row>,
    /// Why this member of staff may adjust nothing here.
    pub note: Option<&'static str>,
    pub errors: Refusals,
}

impl AdjustPage {
    fn directions(&self) -> [(&'static str, &'static str); 2] {
        [("add", "adjustment-add"), ("take", "adjustment-take")]
    }

    fn reasons(&self) -> [(&'static str, &'static str); 6] {
        Reason::ALL.map(|reason| (reason.name(), reason_key(reason)))
    }
}

type People = HashMap<PersonId, Person>;

async fn people(app: &App, mut ids: Vec<PersonId>) -> Result<People, Error> {
    ids.sort();
    ids.dedup();
    let found = app.db.read(async |conn| people::find_all(conn, &ids).await).await?;
    Ok(found.into_iter().map(|person| (person.id, person)).collect())
}

/// Everybody whom these name.
async fn named(app: &App, found: &[Adjustment]) -> Result<People, Error> {
    let decided = found.iter().filter_map(|one| one.decided).map(|done| done.by);
    people(app, found.iter().flat_map(|one| [one.person, one.asked.by]).chain(decided).collect()).await
}

fn row(one: &Adjustment, catalogue: &Catalogue, people: &People, now: Instant) -> Result<Row, Error> {
    let program = catalogue.get(one.program)?;
    let who = |id: PersonId| (id.to_string(), people.get(&id).map(|person| person.name.clone()).unwrap_or_default());
    Ok(Row {
        id: one.id.to_string(),
        person: who(one.person),
        program: (program.slug.clone(), program.told(now)?.terms.name.clone()),
        unit: (one.shift.unit, unit_words(one.shift.unit)),
        amount: one.shift.money(),
        reason: one.reason,
        note: one.note.clone(),
        state: one.state,
        by: who(one.asked.by),
        asked_at: one.asked.at,
    })
}

async fn found(app: &App, wanted: &Wanted, at_most: usize) -> Result<Vec<Adjustment>, Error> {
    let at_most = i64::try_from(at_most).unwrap_or(i64::MAX);
    Ok(app.db.read(async |conn| adjustments::adjustments(conn, wanted, at_most).await).await?)
}

pub async fn list(
    app: web::Data<App>,
    _staff: Staff<Support>,
    query: web::Query<Query>,
) -> Result<Page<AdjustmentsPage>, Error> {
    let (catalogue, waiting) = app
        .db
        .read(async |conn| futures_util::try_join!(programs::catalogue(conn), adjustments::count_waiting(conn)))
        .await?;
    let mut found = found(&app, &query.wanted(&app, &catalogue).await?, ROWS + 1).await?;
    let listing = query.listing();
    let further = Further::of(listing.base(), &query.after, &mut found, ROWS, |one| one.id.to_string());
    let (people, now) = (named(&app, &found).await?, app.clock.now());
    let screen = AdjustmentsPage {
        waiting,
        rows: found.iter().map(|one| row(one, &catalogue, &people, now)).collect::<Result<_, Error>>()?,
        listing,
        further,
    };
    Ok(Page::new(screen).block("adjustments", |page, values| page.as_list().render_with_values(values)))
}

/// Everything that the list shows with these filters, in its order; instants in UTC, amounts as decimal strings.
pub async fn file(app: web::Data<App>, staff: Staff<Support>, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    exported(&app, &staff, "adjustments").await?;
    let head = csv::line(&[
        "adjustment",
        "asked_at",
        "asked_by",
        "person",
        "person_name",
        "program",
        "unit",
        "amount",
        "currency",
        "reason",
        "note",
        "state",
        "decided_at",
        "decided_by",
        "why",
    ]);
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let wanted = query.wanted(&app, &catalogue).await?;
    let parts = csv::parts(wanted.after, move |after: Option<AdjustmentId>| {
        let (app, catalogue, wanted) = (app.clone(), catalogue.clone(), Wanted { after, ..wanted.clone() });
        async move {
            let found = found(&app, &wanted, csv::LINES).await?;
            let people = named(&app, &found).await?;
            let now = app.clock.now();
            let line = |one: &Adjustment| Ok(line(one, &row(one, &catalogue, &people, now)?));
            let text = found.iter().map(line).collect::<Result<String, Error>>()?;
            let last = found.last().filter(|_| found.len() == csv::LINES).map(|one| Some(one.id));
            Ok((text, last))
        }
    });
    Ok(csv::file("adjustments", head, parts))
}

fn line(one: &Adjustment, row: &Row) -> String {
    let decided = one.decided.map(|done| (done.at.to_rfc3339(), done.by.to_string())).unwrap_or_default();
    csv::line(&[
        &row.id,
        &row.asked_at.to_rfc3339(),
        &row.by.0,
        &row.person.0,
        &row.person.1,
        &row.program.0,
        row.unit.0.name(),
        &row.amount.to_string(),
        row.amount.currency().code(),
        row.reason.name(),
        &row.note,
        row.state.name(),
        &decided.0,
        &decided.1,
        one.why.as_deref().unwrap_or_default(),
    ])
}

#[cfg(test)]
mod tests;
