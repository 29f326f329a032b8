//! The list, and one claim of it with what is known of whom it names.

use super::super::exported::exported;
use super::super::{printable, sought};
use super::{ClaimPage, ClaimsPage, Known, Row};
use crate::app::App;
use crate::billing;
use crate::calendar::Instant;
use crate::claims::{self, Claim, Stage, Wanted, Which};
use crate::db::Fault;
use crate::db::dated::Mark;
use crate::ids::{ClaimId, PersonId};
use crate::people::{self, Person, Role, SignedIn, Staff, Support};
use crate::programs::{self, Catalogue};
use crate::referrals;
use crate::web::{Error, Further, Listing, Order, Page, Refusals, SeeOther, Value, Words, csv};
use actix_web::{Either, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

const ROWS: usize = 50;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    which: String,
    q: String,
    person: String,
    program: String,
    sort: String,
    after: String,
}

impl Query {
    #[cfg(test)]
    pub(super) fn of(which: &str, q: &str) -> Query {
        Query { which: which.into(), q: q.into(), ..Query::default() }
    }

    /// Of those that are open the oldest come first.
    pub(super) fn listing(&self) -> Listing {
        const OLDEST_FIRST: &[Order] = &[Order::OLDEST, Order::NEWEST];
        let which = match self.which.as_str() {
            "all" => "all",
            other => Stage::named(other).unwrap_or(Stage::Open).name(),
        };
        let filters = [
            ("which", which.to_owned()),
            ("q", printable(&self.q)),
            ("person", self.person.clone()),
            ("program", self.program.clone()),
        ];
        let orders = if which == Stage::Open.name() { OLDEST_FIRST } else { Order::BY_TIME };
        Listing::new("/admin/claims", filters).in_order(orders, &self.sort)
    }

    async fn wanted(&self, app: &App, catalogue: &Catalogue) -> Result<Wanted, Error> {
        let list = self.listing();
        let program = catalogue.by_slug(&self.program).map(|program| program.id);
        if !self.program.is_empty() && program.is_none() {
            return Err(Error::NotFound);
        }
        let people = match self.person.as_str() {
            "" => sought::people(app, &self.q).await?,
            id => Some(vec![id.parse().map_err(|_| Error::NotFound)?]),
        };
        let (stage, after) = (Stage::named(list.value("which")), Mark::read(&self.after));
        Ok(Wanted { stage, program, people, way: list.way(), after })
    }
}

/// A claim's own id leads to it.
pub async fn list(
    app: web::Data<App>,
    _staff: Staff<Support>,
    query: web::Query<Query>,
) -> Result<Either<SeeOther, Page<ClaimsPage>>, Error> {
    if let Ok(id) = printable(&query.q).parse::<ClaimId>()
        && app.db.read(async |conn| claims::find(conn, id).await).await?.is_some()
    {
        return Ok(Either::Left(SeeOther::to(format!("/admin/claims/{id}"))));
    }
    let now = app.clock.now();
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let wanted = query.wanted(&app, &catalogue).await?;
    let limit = i64::try_from(ROWS + 1).unwrap_or(i64::MAX);
    let (open, all, mut found) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                claims::count(conn, Which::Open),
                claims::count(conn, Which::All),
                claims::looked_for(conn, &wanted, limit)
            )
        })
        .await?;
    let list = query.listing();
    let further = Further::of(list.base(), &query.after, &mut found, ROWS, |claim| mark(claim).text());
    let people = people(&app, &found).await?;
    let rows = found.iter().map(|claim| row(claim, &catalogue, &people, now)).collect::<Result<_, Fault>>()?;
    let screen = ClaimsPage { list, open, all, rows, further };
    let page = Page::new(screen).block("claims", |page, values| page.as_list().render_with_values(values));
    Ok(Either::Right(page))
}

fn mark(claim: &Claim) -> Mark {
    Mark { at: claim.claimed_at, id: claim.id.0 }
}

async fn people(app: &App, found: &[Claim]) -> Result<Vec<Person>, Fault> {
    let mut ids: Vec<PersonId> = found.iter().map(|claim| claim.person).collect();
    ids.extend(found.iter().filter_map(|claim| claim.decided.as_ref()).map(|decided| decided.by));
    app.db.read(async |conn| people::find_all(conn, &ids).await).await
}

/// Everything that the list shows with these filters, in its order; instants in UTC. What people wrote stands on each claim's page.
pub async fn file(app: web::Data<App>, staff: Staff<Support>, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let wanted = query.wanted(&app, &catalogue).await?;
    exported(&app, &staff, "claims").await?;
    let head = [
        "claim",
        "person",
        "name",
        "program",
        "invitee",
        "invited_on",
        "claimed_at",
        "state",
        "decided_at",
        "decided_by",
        "reason",
    ];
    let parts = csv::parts(wanted, move |wanted: Wanted| {
        let (app, catalogue) = (app.clone(), catalogue.clone());
        async move {
            let found = app.db.read(async |conn| claims::looked_for(conn, &wanted, csv::PART).await).await?;
            let (people, now) = (people(&app, &found).await?, app.clock.now());
            let line = |claim: &Claim| Ok(line(claim, &row(claim, &catalogue, &people, now)?, &people));
            let text = found.iter().map(line).collect::<Result<String, Fault>>()?;
            let last = found.last().filter(|_| found.len() == csv::LINES).map(mark);
            Ok((text, last.map(|last| Wanted { after: Some(last), ..wanted })))
        }
    });
    Ok(csv::file("claims", csv::line(&head), parts))
}

fn line(claim: &Claim, row: &Row, people: &[Person]) -> String {
    let decided = claim.decided.as_ref();
    let by = decided.and_then(|decided| people.iter().find(|person| person.id == decided.by));
    csv::line(&[
        &row.id,
        &row.person_id,
        &row.person,
        &row.slug,
        &row.invitee,
        &claim.invited_on.to_string(),
        &row.claimed_at.to_rfc3339(),
        row.stage.name(),
        &decided.map(|decided| decided.at.to_rfc3339()).unwrap_or_default(),
        by.map_or("", |person| &person.name),
        decided.map_or("", |decided| &decided.reason),
    ])
}

fn row(claim: &Claim, catalogue: &Catalogue, people: &[Person], now: Instant) -> Result<Row, Fault> {
    let person = people.iter().find(|person| person.id == claim.person);
    let program = catalogue.get(claim.program)?;
    Ok(Row {
        id: claim.id.to_string(),
        person: person.map(|person| person.name.clone()).unwrap_or_default(),
        person_id: claim.person.to_string(),
        program: program.told(now)?.terms.name.clone(),
        slug: program.slug.clone(),
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
