//! One adjustment.

use super::{AdjustmentPage, May, name, named, row};
use crate::app::App;
use crate::ids::AdjustmentId;
use crate::ledger;
use crate::people::{Person, Role, SignedIn, Staff, Support};
use crate::programs;
use crate::web::{Error, Page, Refusals, Value, Words};
use crate::withdrawals::Done;
use crate::withdrawals::adjustments::{self, Adjustment, State};
use actix_web::web;

pub async fn one(
    app: web::Data<App>,
    staff: Staff<Support>,
    id: web::Path<String>,
) -> Result<Page<AdjustmentPage>, Error> {
    let id: AdjustmentId = id.parse().map_err(|_| Error::NotFound)?;
    Ok(Page::new(screen(&app, &staff.who, id, String::new(), Refusals::none()).await?))
}

/// `typed`: what was refused, to be shown again.
pub(super) async fn screen(
    app: &App,
    who: &SignedIn,
    id: AdjustmentId,
    typed: String,
    errors: Refusals,
) -> Result<AdjustmentPage, Error> {
    let (catalogue, found) = app
        .db
        .read(async |conn| futures_util::try_join!(programs::catalogue(conn), adjustments::find(conn, id)))
        .await?;
    let found = found.ok_or(Error::NotFound)?;
    let balances = app.db.read(async |conn| ledger::balances(conn, found.person).await).await?;
    let account = balances
        .iter()
        .find(|balance| balance.program() == found.program && balance.unit == found.shift.unit.name())
        .map(|balance| balance.available)
        .unwrap_or_default();
    let people = named(app, std::slice::from_ref(&found)).await?;
    let asked = did("adjustment-did-ask", people.get(&found.asked.by), found.asked);
    // What needed nobody's approval was made as it was asked for.
    let decided = found.decided.filter(|decided| found.state != State::Made || *decided != found.asked);
    let decided = decided.map(|decided| did(did_key(found.state), people.get(&decided.by), decided));
    let (may, note) = may(&found, who);
    Ok(AdjustmentPage {
        row: row(&found, &catalogue, &people, app.clock.now())?,
        available: ledger::money(account, found.shift.amount.currency())?,
        why: found.why.clone(),
        history: [asked].into_iter().chain(decided).collect(),
        may,
        note,
        typed,
        errors,
    })
}

fn may(found: &Adjustment, who: &SignedIn) -> (May, Option<&'static str>) {
    if found.state != State::Waiting {
        return (May::default(), None);
    }
    if who.role.is_none_or(|role| role < Role::Finance) {
        return (May::default(), Some("adjustment-finance"));
    }
    if found.person == who.person {
        return (May::default(), Some("adjustment-own"));
    }
    let own = found.asked.by == who.person;
    (May { approve: !own, retract: own }, own.then_some("adjustment-yours"))
}

fn did_key(state: State) -> &'static str {
    match state {
        State::Waiting => "adjustment-did-ask",
        State::Made => "adjustment-did-approve",
        State::Rejected => "adjustment-did-reject",
        State::Retracted => "adjustment-did-retract",
    }
}

fn did(key: &'static str, who: Option<&Person>, done: Done) -> Words {
    Words::new(key).with("who", name(who)).with("at", Value::Moment(done.at))
}

/// The step that somebody was faster with, in words.
pub(super) async fn told(app: &App, state: State, done: Done) -> Result<Words, Error> {
    let people = super::people(app, vec![done.by]).await?;
    Ok(did(did_key(state), people.get(&done.by), done))
}
