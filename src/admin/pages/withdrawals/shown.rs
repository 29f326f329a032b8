//! One withdrawal.

use super::{Behind, May, Row, WithdrawalPage, pay_to};
use crate::app::App;
use crate::book::WithdrawalStage;
use crate::calendar::Instant;
use crate::db::Fault;
use crate::flags::{self, Stage, Wanted};
use crate::ids::{PersonId, WithdrawalId};
use crate::ledger;
use crate::people::{self, Person, Role, SignedIn, Staff, Support};
use crate::programs::{self, Catalogue};
use crate::rewards::{self, CameFrom, Source};
use crate::rules::explain;
use crate::web::{Error, Page, Refusals, Words};
use crate::withdrawals::pages::did;
use crate::withdrawals::{self, Withdrawal};
use actix_web::web;
use std::collections::HashMap;

/// Flags of the person that are listed.
const FLAGS: i64 = 20;
/// Rewards behind an amount that are listed.
const BEHIND: i64 = 100;

async fn people(app: &App, mut ids: Vec<PersonId>) -> Result<HashMap<PersonId, Person>, Fault> {
    ids.sort();
    ids.dedup();
    let found = app.db.read(async |conn| people::find_all(conn, &ids).await).await?;
    Ok(found.into_iter().map(|person| (person.id, person)).collect())
}

fn row(withdrawal: &Withdrawal, name: &str, catalogue: &Catalogue, now: Instant) -> Result<Row, Fault> {
    let (state, program) = (&withdrawal.state, catalogue.get(withdrawal.program)?);
    Ok(Row {
        id: withdrawal.id.to_string(),
        person: name.to_owned(),
        person_id: withdrawal.person.to_string(),
        program: program.told(now)?.terms.name.clone(),
        slug: program.slug.clone(),
        amount: state.amount.money(),
        method: withdrawal.method,
        requested_at: withdrawal.requested_at,
        due_at: withdrawal.due_at,
        is_overdue: withdrawal.is_overdue(now),
        stage: state.stage,
        is_half_approved: state.stage == WithdrawalStage::Requested && state.approvals > 0,
    })
}

pub async fn one(
    app: web::Data<App>,
    staff: Staff<Support>,
    id: web::Path<String>,
) -> Result<Page<WithdrawalPage>, Error> {
    let id: WithdrawalId = id.parse().map_err(|_| Error::NotFound)?;
    Ok(Page::new(screen(&app, &staff.who, id, String::new(), Refusals::none()).await?))
}

pub(super) async fn screen(
    app: &App,
    who: &SignedIn,
    id: WithdrawalId,
    typed: String,
    errors: Refusals,
) -> Result<WithdrawalPage, Error> {
    let now = app.clock.now();
    let (catalogue, found) = app
        .db
        .read(async |conn| futures_util::try_join!(programs::catalogue(conn), withdrawals::find(conn, id)))
        .await?;
    let found = found.ok_or(Error::NotFound)?;
    let steps = [found.paid, found.ended].into_iter().flatten();
    let owner = (found.person, found.program);
    let (asked, cause) = (found.state.amount.money(), found.id.to_string());
    let flagged = Wanted { who: Some(found.person), ..Wanted::default() };
    let (balances, (pay_to, warning), mut sources, mut flags) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                ledger::balances(conn, found.person),
                pay_to::before(conn, &found, who, now),
                rewards::behind(conn, owner, &cause, asked, BEHIND + 1),
                flags::listed(conn, &flagged, FLAGS)
            )
        })
        .await?;
    flags.retain(|flag| flag.stage != Stage::Cleared);
    let is_more_behind = sources.len() > usize::try_from(BEHIND).unwrap_or(usize::MAX);
    sources.truncate(usize::try_from(BEHIND).unwrap_or(usize::MAX));
    let invitees = sources.iter().filter_map(|source| match &source.from {
        CameFrom::Reward { invitee, .. } => *invitee,
        _ => None,
    });
    let ids = found.approvals.iter().copied().chain(steps).map(|done| done.by).chain([found.person]).chain(invitees);
    let people = people(app, ids.collect()).await?;
    let cash = balances.iter().find(|balance| balance.program() == found.program && balance.unit == "cash");
    let available = cash.map(|balance| balance.available).unwrap_or_default();
    let available = ledger::money(available, found.state.amount.currency())?;
    let net = found.state.net().map_err(|error| Fault::contradiction(error.to_string()))?;
    let (may, notes) = may(&found, who, available.is_negative());
    Ok(WithdrawalPage {
        row: row(&found, people.get(&found.person).map_or("", |person| person.name.as_str()), &catalogue, now)?,
        behind: sources.iter().map(|source| behind(source, &people)).collect(),
        is_more_behind,
        flags: flags.into_iter().map(|flag| (flag.id.to_string(), flag.kind, flag.stage)).collect(),
        email: people.get(&found.person).and_then(|person| person.email.clone()),
        fee: found.state.fee,
        net: net.money(),
        available,
        reference: found.reference.clone(),
        reason: found.reason.clone(),
        pay_to,
        warning,
        batch: found.batch.map(|batch| batch.to_string()),
        history: history(&found, &people),
        may,
        notes,
        typed,
        errors,
    })
}

fn behind(source: &Source, people: &HashMap<PersonId, Person>) -> Behind {
    let (why, invitee) = match &source.from {
        CameFrom::Reward { receipt, invitee } => {
            let why =
                explain::receipt(receipt).into_iter().next().map_or_else(|| "earning-nothing".into(), Words::from);
            (why, *invitee)
        }
        CameFrom::Adjustment => ("behind-adjustment".into(), None),
        CameFrom::Conversion => ("behind-conversion".into(), None),
    };
    let name = |id: &PersonId| people.get(id).map(|person| person.name.clone()).unwrap_or_default();
    let invitee = invitee.map(|id| (id.to_string(), name(&id)));
    Behind { at: source.at, invitee, why, amount: source.amount, used: source.used }
}

fn may(withdrawal: &Withdrawal, who: &SignedIn, owes: bool) -> (May, Vec<&'static str>) {
    let stage = withdrawal.state.stage;
    let is_open = stage.is_open();
    if who.role.is_none_or(|role| role < Role::Finance) {
        return (May::default(), if is_open { vec!["withdrawal-finance"] } else { Vec::new() });
    }
    if withdrawal.person == who.person {
        return (May::default(), vec!["withdrawal-own"]);
    }
    let requested = stage == WithdrawalStage::Requested;
    let approved_before = withdrawal.approvals.iter().any(|done| done.by == who.person);
    let may = May {
        approve: requested && !approved_before && !owes,
        reject: requested,
        pay: stage == WithdrawalStage::Approved && withdrawal.batch.is_none(),
        fail: matches!(stage, WithdrawalStage::Approved | WithdrawalStage::Paid),
    };
    let needs_second = requested && withdrawal.state.approvals + 1 == withdrawal.state.approvals_needed;
    let notes = [
        (is_open && owes, "withdrawal-owes"),
        (requested && withdrawal.state.approvals_needed > 1, "withdrawal-second"),
        (needs_second && approved_before, "withdrawal-yours-given"),
        (stage == WithdrawalStage::Approved && withdrawal.batch.is_some(), "withdrawal-in-batch"),
    ];
    (may, notes.into_iter().filter_map(|(says, key)| says.then_some(key)).collect())
}

/// How a person stands in a sentence for staff.
pub(super) fn name(people: &HashMap<PersonId, Person>, person: PersonId) -> Words {
    match people.get(&person) {
        Some(known) => Words::new("withdrawal-name").with("name", &known.name),
        None => "withdrawal-somebody".into(),
    }
}

fn history(withdrawal: &Withdrawal, people: &HashMap<PersonId, Person>) -> Vec<Words> {
    let mut history = vec![did(WithdrawalStage::Requested, name(people, withdrawal.person), withdrawal.requested_at)];
    let approved = withdrawal.approvals.iter().map(|done| (WithdrawalStage::Approved, *done));
    let paid = withdrawal.paid.map(|done| (WithdrawalStage::Paid, done));
    let ended = withdrawal.ended.map(|done| (withdrawal.state.stage, done));
    let steps = approved.chain(paid).chain(ended);
    history.extend(steps.map(|(stage, done)| did(stage, name(people, done.by), done.at)));
    history
}

/// The step that somebody was faster with, in words.
pub(super) async fn told(app: &App, stage: WithdrawalStage, last: withdrawals::Done) -> Result<Words, Fault> {
    let people = people(app, vec![last.by]).await?;
    Ok(did(stage, name(&people, last.by), last.at))
}
