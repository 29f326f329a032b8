//! The list of batches, and one of it.

use super::{Asked, BatchPage, BatchesPage, Member, Row, Typed};
use crate::app::App;
use crate::calendar::{Instant, Zone};
use crate::db::Fault;
use crate::ids::{BatchId, PersonId, WithdrawalId};
use crate::money::{Currency, MoneyError};
use crate::people::{self, Role, SignedIn, Staff, Support};
use crate::programs::{self, Catalogue};
use crate::rules::terms::WithdrawalMethod;
use crate::web::{Error, Further, Page, Refusals, Words};
use crate::withdrawals::Withdrawal;
use crate::withdrawals::bank_file::Debtor;
use crate::withdrawals::batches::{self, Batch, State};
use crate::withdrawals::pages::method_key;
use actix_web::web;
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
    after: String,
}

pub async fn list(
    app: web::Data<App>,
    staff: Staff<Support>,
    query: web::Query<Query>,
) -> Result<Page<BatchesPage>, Error> {
    let now = app.clock.now();
    let cutoff = staff.who.zone.local(now).format(MINUTE).to_string();
    let asked = Asked { batch: BatchId::new(now).to_string(), of: String::new(), cutoff };
    let screen = batches_page(&app, &staff.who, &query.after, asked, Refusals::none()).await?;
    Ok(Page::new(screen).block("batches", |page, values| page.as_list().render_with_values(values)))
}

pub(super) async fn batches_page(
    app: &App,
    who: &SignedIn,
    after: &str,
    asked: Asked,
    errors: Refusals,
) -> Result<BatchesPage, Error> {
    let limit = i64::try_from(ROWS + 1).unwrap_or(i64::MAX);
    let (waiting, mut found) = app
        .db
        .read(async |conn| futures_util::try_join!(batches::waiting(conn), batches::listed(conn, mark(after), limit)))
        .await?;
    let further =
        Further::of("/admin/batches?".into(), after, &mut found, ROWS, |batch| marked(batch.made.at, batch.id));
    let names = names(app, found.iter().map(|batch| batch.made.by).collect()).await?;
    let rows = found.iter().map(|batch| row(batch, &names)).collect();
    Ok(BatchesPage { waiting, asked, may: may(who), rows, further, errors })
}

pub(super) fn may(who: &SignedIn) -> bool {
    who.role.is_some_and(|role| role >= Role::Finance)
}

/// The instant by which a list is ordered, and the id.
fn mark<I: std::str::FromStr>(text: &str) -> Option<(Instant, I)> {
    let (at, id) = text.split_once('_')?;
    Some((Instant::from_timestamp_micros(at.parse().ok()?)?, id.parse().ok()?))
}

fn marked(at: Instant, id: impl std::fmt::Display) -> String {
    format!("{}_{id}", at.timestamp_micros())
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

fn row(batch: &Batch, names: &HashMap<PersonId, String>) -> Row {
    Row {
        id: batch.id.to_string(),
        what: what(batch.method, batch.currency),
        made_at: batch.made.at,
        by: names.get(&batch.made.by).cloned().unwrap_or_default(),
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
                batches::members(conn, id, mark::<WithdrawalId>(after), limit),
                batches::left_out(conn, &batch, LEFT_OUT),
                batches::last_debtor(conn, batch.currency)
            )
        })
        .await?;
    let base = format!("/admin/batches/{id}?");
    let further = Further::of(base, after, &mut found, MEMBERS, |one| marked(one.due_at, one.id));
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
