//! Everybody's rewards: `/admin/rewards?q=&person=&program=&unit=&state=&month=&one=&sort=&after=`, the same as a file, and `/admin/rewards/ID`, a
//! receipt as staff see it. `q` is an id of a reward, of a receipt or of a person, or a person's e-mail.

mod receipt;

pub use receipt::one;

use super::exported::exported;
use super::printable;
use crate::app::App;
use crate::calendar::{Instant, Month, Zone};
use crate::db::{Conn, Fault};
use crate::events::Email;
use crate::ids::{PersonId, ProgramId, ReceiptId, RewardId};
use crate::money::{Money, Unit};
use crate::people::{self, Staff, Support};
use crate::programs::{self, Catalogue};
use crate::rewards::everybody::{self, Reward, Standing, Wanted};
use crate::web::{Error, Further, Listing, Order, Page, SeeOther, Value, Words, csv, filters};
use crate::withdrawals::pages::unit_words;
use actix_web::{Either, HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::collections::HashMap;

const ROWS: usize = 50;

#[derive(Deserialize, Clone, Default)]
#[serde(default)]
pub struct Query {
    q: String,
    person: String,
    program: String,
    unit: String,
    state: String,
    /// `2026-04`, in UTC.
    month: String,
    one: String,
    sort: String,
    after: String,
}

impl Query {
    fn wanted(&self, catalogue: &Catalogue) -> Result<Wanted, Error> {
        fn given<T>(text: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Error> {
            if text.is_empty() { Ok(None) } else { read(text).map(Some).ok_or(Error::NotFound) }
        }
        Ok(Wanted {
            person: given(&self.person, |id| id.parse().ok())?,
            program: given(&self.program, |slug| catalogue.by_slug(slug).map(|program| program.id))?,
            unit: given(&self.unit, |unit| unit.parse().ok())?,
            standing: given(&self.state, Standing::from_word)?,
            within: given(&self.month, |month| bounds(month.parse().ok()?))?,
            one: given(&self.one, |id| id.parse().ok())?,
            way: self.listing().way(),
            after: self.after.parse().ok(),
        })
    }

    fn listing(&self) -> Listing {
        let typed = printable(&self.q);
        let filters = [
            ("q", &typed),
            ("person", &self.person),
            ("program", &self.program),
            ("unit", &self.unit),
            ("state", &self.state),
            ("month", &self.month),
            ("one", &self.one),
        ];
        Listing::new("/admin/rewards", filters).in_order(Order::BY_TIME, &self.sort)
    }
}

/// From a month's first instant to the next one's.
fn bounds(month: Month) -> Option<(Instant, Instant)> {
    let begins = |month: Month| month.instant(1, 0, Zone::UTC).ok();
    Some((begins(month)?, begins(month.next().ok()?)?))
}

pub fn state_key(standing: &Standing) -> &'static str {
    match standing {
        Standing::OnHold => "reward-on-hold",
        Standing::Frozen => "reward-frozen",
        Standing::Held => "reward-held",
        Standing::Available => "reward-available",
        Standing::Applied => "reward-applied",
        Standing::TakenBack => "reward-taken-back",
        Standing::Owed => "reward-owed",
    }
}

#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    /// Its receipt's id.
    pub receipt: Option<String>,
    pub person: (String, String),
    pub invitee: Option<(String, String)>,
    pub program: (String, String),
    pub clause: String,
    pub unit: (Unit, Words),
    pub granted: Money,
    pub on_hold: Money,
    pub standing: Standing,
    pub hold_until: Instant,
    pub granted_at: Instant,
    pub month: Month,
}

impl Row {
    fn class(&self) -> &'static str {
        match self.standing {
            Standing::OnHold | Standing::Frozen | Standing::Held => "wait",
            Standing::Available | Standing::Applied => "",
            Standing::TakenBack => "none",
            Standing::Owed => "bad",
        }
    }

    fn holds(&self) -> Option<Words> {
        let until = Words::new("earning-on-hold").with("until", Value::Day(self.hold_until));
        (self.standing == Standing::OnHold).then_some(until)
    }
}

#[derive(Template)]
#[template(path = "admin/rewards.html", blocks = ["list"])]
pub struct RewardsPage {
    pub listing: Listing,
    /// The name of whose rewards alone are shown.
    pub person: Option<String>,
    /// Nothing is known under what was typed.
    pub unknown: bool,
    pub rows: Vec<Row>,
    pub further: Further,
}

impl RewardsPage {
    fn states(&self) -> [(&'static str, &'static str); 7] {
        Standing::ALL.map(|standing| (standing.word(), state_key(&standing)))
    }

    /// Where to look for what was typed besides.
    fn people(&self) -> String {
        Listing::new("/admin/people", [("q", self.listing.value("q"))]).link()
    }
}

pub async fn list(
    app: web::Data<App>,
    _staff: Staff<Support>,
    query: web::Query<Query>,
) -> Result<Either<SeeOther, Page<RewardsPage>>, Error> {
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let typed = printable(&query.q);
    if let Some(to) = app.db.read(async |conn| whither(conn, &catalogue, &typed).await).await? {
        return Ok(Either::Left(SeeOther::to(to)));
    }
    let wanted = query.wanted(&catalogue)?;
    let unknown = !typed.is_empty();
    let mut found = if unknown { Vec::new() } else { found(&app, &wanted, &catalogue, ROWS + 1).await? };
    let listing = query.listing();
    let further = Further::of(listing.base(), &query.after, &mut found, ROWS, |reward| reward.id.to_string());
    let names = names(&app, found.iter().flat_map(ids).chain(wanted.person)).await?;
    let now = app.clock.now();
    let screen = RewardsPage {
        person: wanted.person.map(|person| names.get(&person).cloned().unwrap_or_default()),
        unknown,
        rows: found.iter().map(|reward| row(reward, &catalogue, &names, now)).collect::<Result<_, Error>>()?,
        listing,
        further,
    };
    let page = Page::new(screen).block("rewards", |page, values| page.as_list().render_with_values(values));
    Ok(Either::Right(page))
}

/// What an id or an address leads to.
async fn whither(conn: &Conn, catalogue: &Catalogue, typed: &str) -> Result<Option<String>, Fault> {
    if let Ok(email) = typed.parse::<Email>() {
        let key = email.normalised();
        let known = people::known_emails(conn, std::slice::from_ref(&key)).await?;
        return Ok(known.get(&key).map(|person| format!("/admin/rewards?person={person}")));
    }
    let Ok(receipt) = typed.parse::<ReceiptId>() else { return Ok(None) };
    let (reward, person) = (RewardId(receipt.0), PersonId(receipt.0));
    let programs = programs_of(catalogue);
    let (owner, is_reward, known) = futures_util::try_join!(
        everybody::beneficiary(conn, receipt),
        everybody::is_reward(conn, reward, &programs),
        people::find(conn, person)
    )?;
    Ok(match (owner, is_reward, known) {
        (Some(_), ..) => Some(format!("/admin/rewards/{receipt}")),
        (_, true, _) => Some(format!("/admin/rewards?one={reward}")),
        (.., Some(_)) => Some(format!("/admin/rewards?person={person}")),
        _ => None,
    })
}

fn programs_of(catalogue: &Catalogue) -> Vec<ProgramId> {
    catalogue.programs.iter().map(|program| program.id).collect()
}

async fn found(app: &App, wanted: &Wanted, catalogue: &Catalogue, at_most: usize) -> Result<Vec<Reward>, Error> {
    let (programs, at_most) = (programs_of(catalogue), i64::try_from(at_most).unwrap_or(i64::MAX));
    Ok(app.db.read(async |conn| everybody::rewards(conn, wanted, &programs, at_most).await).await?)
}

fn ids(reward: &Reward) -> impl Iterator<Item = PersonId> + use<> {
    [reward.person].into_iter().chain(reward.invitee)
}

type Names = HashMap<PersonId, String>;

async fn names(app: &App, ids: impl Iterator<Item = PersonId>) -> Result<Names, Error> {
    let mut ids: Vec<PersonId> = ids.collect();
    ids.sort();
    ids.dedup();
    let people = app.db.read(async |conn| people::find_all(conn, &ids).await).await?;
    Ok(people.into_iter().map(|person| (person.id, person.name)).collect())
}

fn row(reward: &Reward, catalogue: &Catalogue, names: &Names, now: Instant) -> Result<Row, Error> {
    let program = catalogue.get(reward.program)?;
    let who = |id: PersonId| (id.to_string(), names.get(&id).cloned().unwrap_or_default());
    Ok(Row {
        id: reward.id.to_string(),
        receipt: reward.receipt.map(|receipt| receipt.to_string()),
        person: who(reward.person),
        invitee: reward.invitee.filter(|invitee| *invitee != reward.person).map(who),
        program: (program.slug.clone(), program.told(now)?.terms.name.clone()),
        clause: reward.clause.clone(),
        unit: (reward.unit, unit_words(reward.unit)),
        granted: reward.granted,
        on_hold: reward.on_hold,
        standing: reward.standing,
        hold_until: reward.hold_until,
        granted_at: reward.granted_at,
        month: Month::of(reward.granted_at, Zone::UTC),
    })
}

/// Everything that the list shows with these filters, in its order; instants in UTC, amounts as decimal strings.
pub async fn file(app: web::Data<App>, staff: Staff<Support>, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    exported(&app, &staff, "rewards").await?;
    let head = csv::line(&[
        "reward",
        "granted_at",
        "person",
        "person_name",
        "invitee",
        "program",
        "clause",
        "unit",
        "granted",
        "on_hold",
        "currency",
        "state",
        "hold_until",
        "receipt",
    ]);
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let wanted = query.wanted(&catalogue)?;
    let parts = csv::parts(wanted.after, move |after: Option<RewardId>| {
        let (app, catalogue, wanted) = (app.clone(), catalogue.clone(), Wanted { after, ..wanted.clone() });
        async move {
            let found = found(&app, &wanted, &catalogue, csv::LINES).await?;
            let (names, now) = (names(&app, found.iter().flat_map(ids)).await?, app.clock.now());
            let line = |reward: &Reward| Ok(line(&row(reward, &catalogue, &names, now)?));
            let text = found.iter().map(line).collect::<Result<String, Error>>()?;
            let last = found.last().filter(|_| found.len() == csv::LINES).map(|reward| Some(reward.id));
            Ok((text, last))
        }
    });
    Ok(csv::file("rewards", head, parts))
}

fn line(row: &Row) -> String {
    csv::line(&[
        &row.id,
        &row.granted_at.to_rfc3339(),
        &row.person.0,
        &row.person.1,
        row.invitee.as_ref().map_or("", |(id, _)| id),
        &row.program.0,
        &row.clause,
        row.unit.0.name(),
        &row.granted.to_string(),
        &row.on_hold.to_string(),
        row.granted.currency().code(),
        row.standing.word(),
        &row.hold_until.to_rfc3339(),
        row.receipt.as_deref().unwrap_or_default(),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show, tenge};

    #[test]
    fn rewards_are_listed() {
        let sample = |standing: Standing, granted: &str| Row {
            id: "0198d5c2".into(),
            receipt: Some("0198d5c3".into()),
            person: ("0190".into(), "Aigerim Sadykova".into()),
            invitee: Some(("0191".into(), "Nurlan Abenov".into())),
            program: ("business-bonus".into(), "Documentolog Business".into()),
            clause: "bonus".into(),
            unit: (Unit::Credit, unit_words(Unit::Credit)),
            granted: tenge(granted),
            on_hold: tenge("40500"),
            standing,
            hold_until: at("2026-04-24T05:00:00Z"),
            granted_at: at("2026-04-10T05:00:00Z"),
            month: "2026-04".parse().unwrap(),
        };
        let mut rows: Vec<Row> = Standing::ALL.map(|standing| sample(standing, "40500")).into();
        rows.push(Row {
            invitee: None,
            receipt: None,
            person: ("0190".into(), String::new()),
            ..sample(Standing::Owed, "-1")
        });
        let further = Further { base: "/admin/rewards?".into(), is_further: true, next: Some("0198".into()) };
        let listing = |query: Query| query.listing();
        let mut page = RewardsPage { listing: listing(Query::default()), person: None, unknown: false, rows, further };
        show("admin-rewards", "/admin/rewards", Looks::Staff, &page);
        page.listing = listing(Query { person: "0190".into(), ..Query::default() });
        page.person = Some("Aigerim Sadykova".into());
        show("admin-rewards-person", "/admin/rewards", Looks::Staff, &page);
        assert_eq!(page.listing.of("month", "2026-04"), "/admin/rewards?person=0190&month=2026-04");
        (page.person, page.unknown) = (Some(String::new()), true);
        page.listing = listing(Query { q: "sadykova".into(), ..Query::default() });
        page.rows.clear();
        show("admin-rewards-none", "/admin/rewards", Looks::Staff, &page);
        assert_eq!(page.people(), "/admin/people?q=sadykova");
    }
}
