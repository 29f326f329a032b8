//! All referrals: `/admin/referrals?program=&state=&by=&sort=&after=`, and the same as a file. `?who=` (an address or a tax number) leads to
//! whoever was invited.

use crate::admin::pages::exported::exported;
use crate::app::App;
use crate::calendar::Instant;
use crate::claims::{self, Named};
use crate::db::{Conn, Fault};
use crate::flags::{self, Kind};
use crate::ids::{PersonId, ProgramId};
use crate::people::{self, Staff, Support};
use crate::programs::{self, Catalogue};
use crate::referrals::{self, Listed, State, Wanted};
use crate::web::{Error, Further, Listing, Order, Page, Refusals, SeeOther, csv, filters};
use actix_web::{Either, HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::collections::HashMap;

const ROWS: usize = 50;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    who: String,
    /// A program's name in addresses.
    program: String,
    state: String,
    /// The referrer's id.
    by: String,
    sort: String,
    after: String,
}

impl Query {
    fn state(&self) -> Option<State> {
        State::named(&self.state)
    }

    fn wanted(&self, catalogue: &Catalogue) -> Result<Wanted, Error> {
        let program = Some(self.program.as_str()).filter(|slug| !slug.is_empty());
        let program = program.map(|slug| catalogue.by_slug(slug).ok_or(Error::NotFound)).transpose()?;
        let by = Some(self.by.as_str()).filter(|by| !by.is_empty());
        let referrer = by.map(|by| by.parse::<PersonId>().map_err(|_| Error::NotFound)).transpose()?;
        Ok(Wanted {
            program: program.map(|program| program.id),
            referrer,
            state: self.state(),
            way: self.listing().way(),
            after: self.after.parse().ok(),
        })
    }

    fn listing(&self) -> Listing {
        let state = self.state().map_or("", State::name);
        Listing::new("/admin/referrals", [("program", self.program.as_str()), ("state", state), ("by", &self.by)])
            .in_order(Order::BY_TIME, &self.sort)
    }
}

pub fn state_key(state: &State) -> &'static str {
    match state {
        State::Unpaid => "referrals-unpaid",
        State::Paying => "referrals-paying",
        State::Ended => "referrals-ended",
        State::Held => "flag-held",
    }
}

pub fn state_class(state: &State) -> &'static str {
    match state {
        State::Unpaid | State::Held => "wait",
        State::Paying => "",
        State::Ended => "none",
    }
}

#[derive(Debug, Clone)]
pub struct Row {
    /// Id and name.
    pub invitee: (String, String),
    pub referrer: (String, String),
    /// In addresses, and its name.
    pub program: (String, String),
    pub registered_at: Instant,
    pub state: State,
    pub held: bool,
    /// Its flags: id and kind.
    pub flags: Vec<(String, Kind)>,
}

#[derive(Template)]
#[template(path = "admin/referral_list.html", blocks = ["list"])]
pub struct ListPage {
    pub who: String,
    pub listing: Listing,
    pub rows: Vec<Row>,
    pub further: Further,
    pub errors: Refusals,
}

impl ListPage {
    fn states(&self) -> &'static [State] {
        &State::ALL
    }
}

pub async fn list(
    app: web::Data<App>,
    _staff: Staff<Support>,
    query: web::Query<Query>,
) -> Result<Either<SeeOther, Page<ListPage>>, Error> {
    let who = query.who.trim().chars().take(320).collect::<String>();
    let mut errors = Refusals::none();
    if !who.is_empty() {
        let found = match Named::read(&who) {
            Some(named) => app.db.read(async |conn| claims::whom(conn, &named).await).await?,
            None => None,
        };
        if let Some(person) = found {
            return Ok(Either::Left(SeeOther::to(format!("/admin/referrals/{person}"))));
        }
        errors.add("who", "admin-claim-nobody");
    }
    let now = app.clock.now();
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let (wanted, ids) = (query.wanted(&catalogue)?, ids(&catalogue));
    let limit = i64::try_from(ROWS + 1).unwrap_or(i64::MAX);
    let mut found = app.db.read(async |conn| referrals::listed(conn, &wanted, &ids, limit).await).await?;
    let listing = query.listing();
    let further = Further::of(listing.base(), &query.after, &mut found, ROWS, |listed| listed.id().to_string());
    let rows = app.db.read(async |conn| rows(conn, &found, &catalogue, now).await).await?;
    let screen = ListPage { who, listing, rows, further, errors };
    let page = Page::new(screen).block("referrals", |page, values| page.as_list().render_with_values(values));
    Ok(Either::Right(page))
}

fn ids(catalogue: &Catalogue) -> Vec<ProgramId> {
    catalogue.programs.iter().map(|program| program.id).collect()
}

async fn rows(conn: &Conn, found: &[Listed], catalogue: &Catalogue, now: Instant) -> Result<Vec<Row>, Fault> {
    let mut ids: Vec<PersonId> = found.iter().flat_map(|listed| [listed.referrer(), listed.invitee()]).collect();
    ids.sort_unstable();
    ids.dedup();
    let of: Vec<_> = found.iter().map(|listed| (listed.referrer(), listed.id())).collect();
    let (people, flags) = futures_util::try_join!(people::find_all(conn, &ids), flags::of_referrals(conn, &of))?;
    let names: HashMap<PersonId, String> = people.into_iter().map(|person| (person.id, person.name)).collect();
    let named = |person: PersonId| (person.to_string(), names.get(&person).cloned().unwrap_or_default());
    let row = |listed: &Listed| {
        let program = catalogue.get(listed.program())?;
        let own = flags.iter().filter(|flag| flag.referral == listed.id());
        Ok(Row {
            invitee: named(listed.invitee()),
            referrer: named(listed.referrer()),
            program: (program.slug.clone(), program.told(now)?.terms.name.clone()),
            registered_at: listed.registered_at,
            state: listed.state(),
            held: listed.held_at.is_some(),
            flags: own.map(|flag| (flag.id.to_string(), flag.kind)).collect(),
        })
    };
    found.iter().map(row).collect()
}

/// Everything that the list shows with these filters; instants in UTC.
pub async fn file(app: web::Data<App>, staff: Staff<Support>, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    exported(&app, &staff, "referrals").await?;
    let head = csv::line(&[
        "referral",
        "program",
        "referrer",
        "invitee",
        "code",
        "registered_at",
        "first_payment_at",
        "held_at",
        "ended_at",
    ]);
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let (first, ids) = (query.wanted(&catalogue)?, ids(&catalogue));
    let slugs: HashMap<ProgramId, String> =
        catalogue.programs.iter().map(|program| (program.id, program.slug.clone())).collect();
    let parts = csv::parts(first, move |wanted: Wanted| {
        let (app, ids, slugs) = (app.clone(), ids.clone(), slugs.clone());
        async move {
            let found = app.db.read(async |conn| referrals::listed(conn, &wanted, &ids, csv::PART).await).await?;
            let last = found.last().filter(|_| found.len() == csv::LINES).map(Listed::id);
            let lines = found.iter().map(|listed| line(listed, &slugs)).collect();
            Ok((lines, last.map(|last| Wanted { after: Some(last), ..wanted })))
        }
    });
    Ok(csv::file("referrals", head, parts))
}

fn line(listed: &Listed, slugs: &HashMap<ProgramId, String>) -> String {
    let at = |at: Option<Instant>| at.map(|at| at.to_rfc3339()).unwrap_or_default();
    csv::line(&[
        &listed.id().to_string(),
        slugs.get(&listed.program()).map(String::as_str).unwrap_or_default(),
        &listed.referrer().to_string(),
        &listed.invitee().to_string(),
        listed.code.as_deref().unwrap_or_default(),
        &at(Some(listed.registered_at)),
        &at(listed.first_payment_at),
        &at(listed.held_at),
        &at(listed.voided_at),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show};

    #[test]
    fn referrals_are_listed() {
        let row = |state, held, flags: &[Kind]| Row {
            invitee: ("0198".into(), "Nurlan Abenov".into()),
            referrer: ("0199".into(), "Aigerim Sadykova".into()),
            program: ("business-bonus".into(), "Documentolog Business".into()),
            registered_at: at("2026-04-03T05:00:00Z"),
            state,
            held,
            flags: flags.iter().map(|kind| ("0197".to_owned(), *kind)).collect(),
        };
        let mut page = ListPage {
            who: String::new(),
            listing: Query::default().listing(),
            rows: vec![
                row(State::Unpaid, false, &[]),
                row(State::Paying, true, &[Kind::OwnInvitee, Kind::SameAddress]),
                row(State::Ended, false, &[]),
            ],
            further: Further { base: "/admin/referrals?".into(), is_further: true, next: Some("0198".into()) },
            errors: Refusals::none(),
        };
        show("admin-referral-list", "/admin/referrals", Looks::Staff, &page);
        page.rows.clear();
        page.listing = Query { state: "held".into(), ..Query::default() }.listing();
        page.errors = Refusals::one("who", "admin-claim-nobody");
        show("admin-referral-list-empty", "/admin/referrals", Looks::Staff, &page);
    }
}
