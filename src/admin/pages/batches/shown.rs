//! The list of batches, and one of it.

use super::super::{exported::exported, printable};
use super::{Asked, BatchPage, BatchesPage, Member, Row, Typed};
use crate::app::App;
use crate::calendar::{Instant, Zone};
use crate::db::Fault;
use crate::db::dated::Mark;
use crate::ids::{BatchId, PersonId, WithdrawalId};
use crate::money::{Currency, MoneyError};
use crate::people::{self, Role, SignedIn, Staff, Support};
use crate::programs::{self, Catalogue};
use crate::rules::terms::WithdrawalMethod;
use crate::web::{Error, Further, Listing, Order, Page, Refusals, Words, csv};
use crate::withdrawals::Withdrawal;
use crate::withdrawals::bank_file::Debtor;
use crate::withdrawals::batches::{self, Batch, State, Wanted};
use crate::withdrawals::pages::method_key;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::collections::HashMap;

const ROWS: usize = 50;
const MEMBERS: usize = 100;
const LEFT_OUT: i64 = 50;
/// As browsers write a local minute.
pub(super) const MINUTE: &str = "%Y-%m-%dT%H:%M";

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    q: String,
    of: String,
    by: String,
    state: String,
    sort: String,
    after: String,
}

impl Query {
    pub(super) fn listing(&self) -> Listing {
        let filters = [
            ("q", printable(&self.q)),
            ("of", printable(&self.of)),
            ("by", self.by.clone()),
            ("state", self.state().map(State::word).unwrap_or_default().to_owned()),
        ];
        Listing::new("/admin/batches", filters).in_order(Order::BY_TIME, &self.sort)
    }

    fn state(&self) -> Option<State> {
        State::ALL.into_iter().find(|state| state.word() == self.state)
    }

    fn wanted(&self) -> Result<Wanted, Error> {
        let of = || {
            let (currency, method) = self.of.split_once(' ')?;
            Some((currency.parse().ok()?, method.parse().ok()?))
        };
        let (currency, method) =
            if self.of.is_empty() { (None, None) } else { Some(of().ok_or(Error::NotFound)?).unzip() };
        let by = if self.by.is_empty() { None } else { Some(self.by.parse().map_err(|_| Error::NotFound)?) };
        let reference = Some(printable(&self.q)).filter(|text| !text.is_empty());
        let (way, after) = (self.listing().way(), Mark::read(&self.after));
        Ok(Wanted { state: self.state(), currency, method, by, reference, way, after })
    }
}

pub async fn list(
    app: web::Data<App>,
    staff: Staff<Support>,
    query: web::Query<Query>,
) -> Result<Page<BatchesPage>, Error> {
    let now = app.clock.now();
    let cutoff = staff.who.zone.local(now).format(MINUTE).to_string();
    let asked = Asked { batch: BatchId::new(now).to_string(), of: String::new(), cutoff };
    let screen = batches_page(&app, &staff.who, &query, asked, Refusals::none()).await?;
    Ok(Page::new(screen).block("batches", |page, values| page.as_list().render_with_values(values)))
}

pub(super) async fn batches_page(
    app: &App,
    who: &SignedIn,
    query: &Query,
    asked: Asked,
    errors: Refusals,
) -> Result<BatchesPage, Error> {
    let limit = i64::try_from(ROWS + 1).unwrap_or(i64::MAX);
    let wanted = query.wanted()?;
    let (waiting, mut found) = app
        .db
        .read(async |conn| futures_util::try_join!(batches::waiting(conn), batches::listed(conn, &wanted, limit)))
        .await?;
    let list = query.listing();
    let further = Further::of(list.base(), &query.after, &mut found, ROWS, |batch| marked(batch).text());
    let names = names(app, found.iter().map(|batch| batch.made.by).collect()).await?;
    let rows = found.iter().map(|batch| row(batch, &names)).collect();
    Ok(BatchesPage { waiting, asked, may: may(who), list, rows, further, errors })
}

fn marked(batch: &Batch) -> Mark {
    Mark { at: batch.made.at, id: batch.id.0 }
}

/// Everything that the list shows with these filters, in its order; instants in UTC.
pub async fn file(app: web::Data<App>, staff: Staff<Support>, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    let wanted = query.wanted()?;
    exported(&app, &staff, "batches").await?;
    let head = [
        "batch",
        "currency",
        "method",
        "made_at",
        "made_by",
        "state",
        "ended_at",
        "reference",
        "withdrawals",
        "paid",
        "total",
    ];
    let parts = csv::parts(wanted, move |wanted: Wanted| {
        let app = app.clone();
        async move {
            let found = app.db.read(async |conn| batches::listed(conn, &wanted, csv::PART).await).await?;
            let names = names(&app, found.iter().map(|batch| batch.made.by).collect()).await?;
            let text = found.iter().map(|batch| line(batch, &names)).collect();
            let last = found.last().filter(|_| found.len() == csv::LINES).map(marked);
            Ok((text, last.map(|last| Wanted { after: Some(last), ..wanted })))
        }
    });
    Ok(csv::file("batches", csv::line(&head), parts))
}

fn line(batch: &Batch, names: &HashMap<PersonId, String>) -> String {
    csv::line(&[
        &batch.id.to_string(),
        batch.currency.code(),
        batch.method.name(),
        &batch.made.at.to_rfc3339(),
        names.get(&batch.made.by).map_or("", String::as_str),
        batch.state.word(),
        &batch.ended.map(|ended| ended.at.to_rfc3339()).unwrap_or_default(),
        batch.reference.as_deref().unwrap_or_default(),
        &batch.count.to_string(),
        &batch.paid.to_string(),
        &batch.total.to_string(),
    ])
}

pub(super) fn may(who: &SignedIn) -> bool {
    who.role.is_some_and(|role| role >= Role::Finance)
}

pub(super) async fn names(app: &App, mut ids: Vec<PersonId>) -> Result<HashMap<PersonId, String>, Fault> {
    ids.sort();
    ids.dedup();
    let found = app.db.read(async |conn| people::find_all(conn, &ids).await).await?;
    Ok(found.into_iter().map(|person| (person.id, person.name)).collect())
}

pub(super) fn what(method: WithdrawalMethod, currency: Currency) -> Words {
    Words::new("batch-what").with("method", Words::from(method_key(&method))).with("currency", currency.to_string())
}

/// The same in an address and a form.
pub(super) fn of(method: WithdrawalMethod, currency: Currency) -> String {
    format!("{currency} {}", method.name())
}

fn row(batch: &Batch, names: &HashMap<PersonId, String>) -> Row {
    Row {
        id: batch.id.to_string(),
        what: what(batch.method, batch.currency),
        of: of(batch.method, batch.currency),
        made_at: batch.made.at,
        by: (batch.made.by.to_string(), names.get(&batch.made.by).cloned().unwrap_or_default()),
        state: batch.state,
        is_paying: batch.state == State::Final && batch.done.is_none(),
        reference: batch.reference.clone(),
        count: batch.count,
        total: batch.total,
    }
}

pub async fn one(
    app: web::Data<App>,
    staff: Staff<Support>,
    id: web::Path<String>,
    query: web::Query<Query>,
) -> Result<Page<BatchPage>, Error> {
    let id: BatchId = id.parse().map_err(|_| Error::NotFound)?;
    let screen = screen(&app, &staff.who, id, &query.after, Refusals::none()).await?;
    Ok(Page::new(screen).block("members", |page, values| page.as_members().render_with_values(values)))
}

/// What a form begins with: the account of the last file of that currency, and today.
pub(super) fn typed(batch: &Batch, last: Option<Debtor>, zone: Zone, now: Instant) -> Typed {
    let debtor = batch.filed.as_ref().map(|filed| filed.debtor.clone()).or(last);
    let today = zone.local(now).date();
    let day = batch.filed.as_ref().map_or(today, |filed| filed.execute_on.max(today));
    let (name, account, bic) = match debtor {
        Some(Debtor { name, account, bic }) => (name, account.as_str().to_owned(), bic.unwrap_or_default()),
        None => Default::default(),
    };
    Typed { name, account, bic, day: day.to_string() }
}

pub(super) async fn screen(
    app: &App,
    who: &SignedIn,
    id: BatchId,
    after: &str,
    errors: Refusals,
) -> Result<BatchPage, Error> {
    let now = app.clock.now();
    let batch = app.db.read(async |conn| batches::find(conn, id).await).await?.ok_or(Error::NotFound)?;
    let limit = i64::try_from(MEMBERS + 1).unwrap_or(i64::MAX);
    let (catalogue, mut found, left_out, last) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                programs::catalogue(conn),
                batches::members(conn, id, Mark::read(after).map(|mark| (mark.at, WithdrawalId(mark.id))), limit),
                batches::left_out(conn, &batch, LEFT_OUT),
                batches::last_debtor(conn, batch.currency)
            )
        })
        .await?;
    let base = format!("/admin/batches/{id}?");
    let further = Further::of(base, after, &mut found, MEMBERS, |one| Mark { at: one.due_at, id: one.id.0 }.text());
    let filed_by = batch.filed.as_ref().map(|filed| filed.done);
    let steps = [Some(batch.made), batch.ended, filed_by].into_iter().flatten().map(|done| done.by);
    let names = names(app, found.iter().chain(&left_out).map(|one| one.person).chain(steps).collect()).await?;
    let member = |one: &Withdrawal| member(one, &catalogue, &names, (who, now));
    let is_open = batch.state == State::Open;
    let name = |person| names.get(&person).cloned().unwrap_or_default();
    Ok(BatchPage {
        row: row(&batch, &names),
        method: batch.method,
        cutoff_at: batch.cutoff_at,
        paid: batch.paid,
        left_over: batch.done.map_or(0, |(_, left_over)| left_over),
        may_change: is_open && may(who),
        may_file: batch.state != State::Undone && batch.count > 0 && may(who),
        filed: batch.filed.as_ref().map(|at| filed(name(at.done.by), at.done.at)),
        members: found.iter().map(member).collect::<Result<_, Fault>>()?,
        further,
        left_out: if is_open { left_out.iter().map(member).collect::<Result<_, Fault>>()? } else { Vec::new() },
        history: history(&batch, &names),
        typed: typed(&batch, last, who.zone, now),
        reference: String::new(),
        owe: false,
        errors,
    })
}

fn member(
    one: &Withdrawal,
    catalogue: &Catalogue,
    names: &HashMap<PersonId, String>,
    (who, now): (&SignedIn, Instant),
) -> Result<Member, Fault> {
    let net = one.state.net().map_err(|error: MoneyError| Fault::contradiction(error.to_string()))?;
    Ok(Member {
        id: one.id,
        person: names.get(&one.person).cloned().unwrap_or_default(),
        program: catalogue.get(one.program)?.told(now)?.terms.name.clone(),
        due_at: one.due_at,
        net: net.money(),
        stage: one.state.stage,
        own: one.person == who.person,
    })
}

pub(super) fn filed(by: String, at: Instant) -> Words {
    Words::new("batch-did-file").with("who", by).with("at", at)
}

/// The step that led to a state.
pub(super) fn did(state: State, who: Words, at: Instant) -> Words {
    let key = match state {
        State::Open => "batch-did-make",
        State::Undone => "batch-did-undo",
        State::Final => "batch-did-finish",
    };
    Words::new(key).with("who", who).with("at", at)
}

/// How a person stands in a sentence for staff.
pub(super) fn name(names: &HashMap<PersonId, String>, person: PersonId) -> Words {
    match names.get(&person) {
        Some(known) => Words::new("withdrawal-name").with("name", known),
        None => "withdrawal-somebody".into(),
    }
}

fn history(batch: &Batch, names: &HashMap<PersonId, String>) -> Vec<Words> {
    let made = Some((State::Open, batch.made));
    let ended = batch.ended.map(|done| (batch.state, done));
    let steps = made.into_iter().chain(ended);
    let mut history: Vec<(Instant, Words)> =
        steps.map(|(state, done)| (done.at, did(state, name(names, done.by), done.at))).collect();
    if let Some(at) = &batch.filed {
        let by = names.get(&at.done.by).cloned().unwrap_or_default();
        history.push((at.done.at, filed(by, at.done.at)));
    }
    history.sort_by_key(|(at, _)| *at);
    history.into_iter().map(|(_, words)| words).collect()
}
