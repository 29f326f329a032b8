//! The list, and one claim of it with what is known of whom it names.

use super::{ClaimPage, ClaimsPage, Known, Row};
use crate::app::App;
use crate::billing;
use crate::calendar::Instant;
use crate::claims::{self, Claim, Stage, Which};
use crate::db::Fault;
use crate::ids::{ClaimId, PersonId};
use crate::people::{self, Person, Role, SignedIn, Staff, Support};
use crate::programs::{self, Catalogue};
use crate::referrals;
use crate::web::{Error, Page, Paging, Refusals, Value, Words};
use actix_web::web;
use askama::Template;
use serde::Deserialize;

const ROWS: i64 = 50;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    which: String,
    page: String,
}

pub async fn list(
    app: web::Data<App>,
    _staff: Staff<Support>,
    query: web::Query<Query>,
) -> Result<Page<ClaimsPage>, Error> {
    let (now, page) = (app.clock.now(), Paging::asked(&query.page));
    let (which, chosen) = if query.which == "all" { ("all", Which::All) } else { ("open", Which::Open) };
    let (catalogue, open, all, found) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                programs::catalogue(conn),
                claims::count(conn, Which::Open),
                claims::count(conn, Which::All),
                claims::listed(conn, chosen, (page - 1) * ROWS, ROWS)
            )
        })
        .await?;
    let ids: Vec<PersonId> = found.iter().map(|claim| claim.person).collect();
    let people = app.db.read(async |conn| people::find_all(conn, &ids).await).await?;
    let rows = found.iter().map(|claim| row(claim, &catalogue, &people, now));
    let lines = if chosen == Which::All { all } else { open };
    let screen = ClaimsPage {
        which,
        open,
        all,
        rows: rows.collect::<Result<_, Fault>>()?,
        paging: Paging::of(Paging::base("/admin/claims", &[("which", which)]), page, lines, ROWS),
    };
    Ok(Page::new(screen).block("claims", |page, values| page.as_list().render_with_values(values)))
}

fn row(claim: &Claim, catalogue: &Catalogue, people: &[Person], now: Instant) -> Result<Row, Fault> {
    let person = people.iter().find(|person| person.id == claim.person);
    Ok(Row {
        id: claim.id.to_string(),
        person: person.map(|person| person.name.clone()).unwrap_or_default(),
        program: catalogue.get(claim.program)?.told(now)?.terms.name.clone(),
        invitee: claim.invitee.as_str().to_owned(),
        claimed_at: claim.claimed_at,
        stage: claim.stage,
    })
}

pub async fn one(app: web::Data<App>, staff: Staff<Support>, id: web::Path<String>) -> Result<Page<ClaimPage>, Error> {
    let id: ClaimId = id.parse().map_err(|_| Error::NotFound)?;
    Ok(Page::new(screen(&app, &staff.who, id, String::new(), Refusals::none()).await?))
}

/// `typed`: what was refused, to be shown again.
pub(super) async fn screen(
    app: &App,
    who: &SignedIn,
    id: ClaimId,
    typed: String,
    errors: Refusals,
) -> Result<ClaimPage, Error> {
    let now = app.clock.now();
    let (catalogue, found) =
        app.db.read(async |conn| futures_util::try_join!(programs::catalogue(conn), claims::find(conn, id))).await?;
    let claim = found.ok_or(Error::NotFound)?;
    let invitee = app.db.read(async |conn| claims::whom(conn, &claim.invitee).await).await?;
    let invitees: Vec<PersonId> = invitee.into_iter().collect();
    let (bound, paid) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(referrals::of_invitees(conn, &invitees), billing::payments_of(conn, &invitees))
        })
        .await?;
    let bound = bound.into_iter().find(|referral| referral.program == claim.program);
    let deciders = claim.decided.iter().map(|decided| decided.by);
    let ids = deciders.chain(bound.iter().map(|bound| bound.referrer)).chain(invitee).chain([claim.person]);
    let ids: Vec<PersonId> = ids.collect();
    let people = app.db.read(async |conn| people::find_all(conn, &ids).await).await?;
    let person = |id: PersonId| people.iter().find(|person| person.id == id);
    let known = invitee.and_then(person).map(|known| Known {
        id: known.id.to_string(),
        name: known.name.clone(),
        registered_at: known.registered_at,
        first_payment_at: paid.iter().map(|payment| payment.paid_at).min(),
        bound: bound.as_ref().map(|bound| (name(person(bound.referrer)), bound.registered_at)),
    });
    let decided = claim.decided.as_ref().map(|decided| {
        let words = Words::new("admin-claim-decided").with("name", Value::Words(Box::new(name(person(decided.by)))));
        (words.with("day", Value::Moment(decided.at)), decided.reason.clone())
    });
    let own = claim.person == who.person || invitee == Some(who.person);
    let note = match claim.stage {
        Stage::Open if who.role.is_none_or(|role| role < Role::Finance) => Some("admin-claim-finance"),
        Stage::Open if own => Some("admin-claim-own"),
        _ => None,
    };
    Ok(ClaimPage {
        row: row(&claim, &catalogue, &people, now)?,
        email: person(claim.person).and_then(|person| person.email.clone()),
        invited_on: claim.invited_at(),
        evidence: claim.evidence,
        known,
        decided,
        may_decide: claim.stage == Stage::Open && note.is_none(),
        note,
        typed,
        errors,
    })
}

/// How a person stands in a sentence for staff.
pub(in crate::admin::pages) fn name(person: Option<&Person>) -> Words {
    match person {
        Some(known) => Words::new("withdrawal-name").with("name", &known.name),
        None => "withdrawal-somebody".into(),
    }
}
