//! One flag: both sides, what happened, and the money that it concerns.

use super::shown::rows;
use super::{Concerned, FlagPage, Happened, Side};
use crate::admin::pages::claims::name;
use crate::app::App;
use crate::companies::{self, Company};
use crate::db::{Conn, Fault};
use crate::flags::{self, Flag, Kind};
use crate::ids::{FlagId, PersonId};
use crate::money::Unit;
use crate::people::{self, Person, Role, SignedIn, Staff, Support};
use crate::referrals::{self, Referral};
use crate::rewards;
use crate::web::{Error, Page, Refusals, Value, Words};
use actix_web::web;
use std::collections::HashSet;

pub async fn one(app: web::Data<App>, staff: Staff<Support>, id: web::Path<String>) -> Result<Page<FlagPage>, Error> {
    let id: FlagId = id.parse().map_err(|_| Error::NotFound)?;
    Ok(Page::new(screen(&app, &staff.who, id, String::new(), Refusals::none()).await?))
}

/// `typed`: what was refused, to be shown again.
pub(super) async fn screen(
    app: &App,
    who: &SignedIn,
    id: FlagId,
    typed: String,
    errors: Refusals,
) -> Result<FlagPage, Error> {
    let now = app.clock.now();
    let found = app.db.read(async |conn| flags::find(conn, id).await).await?;
    let flag = found.ok_or(Error::NotFound)?;
    let known = app.db.read(async |conn| Known::load(conn, &flag).await).await?;
    let row = app.db.read(async |conn| rows(conn, std::slice::from_ref(&flag), now).await).await?;
    let row = row.into_iter().next().ok_or(Error::NotFound)?;
    let own = [flag.person, flag.invitee].contains(&who.person);
    let why_not = match who.role {
        _ if own => Some("admin-claim-own"),
        role if role.is_none_or(|role| role < Role::Finance) => Some("flag-finance"),
        _ => None,
    };
    let decided = flag.decided.as_ref().map(|decided| {
        let by = Value::Words(Box::new(name(known.person(decided.by))));
        let words = Words::new("flag-decided").with("name", by).with("day", Value::Moment(decided.at));
        let state = Words::new(super::stage_key(&flag.stage));
        (words.with("state", Value::Words(Box::new(state))), decided.note.clone())
    });
    Ok(FlagPage {
        found: sentence(&flag),
        referrer: known.side(flag.person).ok_or(Error::NotFound)?,
        invitee: known.side(flag.invitee).ok_or(Error::NotFound)?,
        others: known.others(&flag),
        beside: known.beside.iter().map(|other| (other.id.to_string(), other.kind, other.stage)).collect(),
        timeline: known.timeline(&flag),
        money: known.money,
        decided,
        seen: flag.decisions,
        stands: known.referral.as_ref().is_some_and(|referral| referral.voided_at.is_none()),
        may_decide: why_not.is_none(),
        why_not,
        typed,
        errors,
        row,
    })
}

/// What was found.
fn sentence(flag: &Flag) -> Words {
    let matched = flag.evidence.matched.clone().unwrap_or_default();
    match (flag.kind, &flag.evidence.rush) {
        (Kind::SameEmail, _) => "flag-found-same-email".into(),
        (Kind::SameTaxId, _) => "flag-found-same-tax-id".into(),
        (Kind::OwnInvitee, _) => "flag-found-own-invitee".into(),
        (Kind::SameAddress, _) => Words::new("flag-found-same-address").with("hash", matched),
        (Kind::DisposableMail, _) => Words::new("flag-found-disposable-mail").with("domain", matched),
        (Kind::Velocity, Some(rush)) => {
            let words = if rush.hours == 1 { "flag-found-velocity-hour" } else { "flag-found-velocity-day" };
            Words::new(words).with("count", rush.count).with("code", &rush.code)
        }
        (Kind::Velocity, None) => "flag-velocity".into(),
    }
}

/// Everybody and everything that the page shows.
struct Known {
    people: Vec<Person>,
    companies: Vec<Company>,
    banned: HashSet<PersonId>,
    /// None where another took its place.
    referral: Option<Referral>,
    visited_at: Option<crate::calendar::Instant>,
    beside: Vec<Flag>,
    money: Vec<Concerned>,
}

impl Known {
    async fn load(conn: &Conn, flag: &Flag) -> Result<Known, Fault> {
        let sides = [flag.person, flag.invitee];
        let ids = sides.into_iter().chain(flag.evidence.with.iter().copied());
        let ids: Vec<PersonId> = ids.chain(flag.decided.iter().map(|decided| decided.by)).collect();
        let invitees = [flag.invitee];
        let bond = (flag.person, flag.program, flag.invitee);
        let (people, own, theirs, banned, bound, beside, money, visited_at) = futures_util::try_join!(
            people::find_all(conn, &ids),
            companies::of(conn, flag.person),
            companies::of(conn, flag.invitee),
            people::banned_among(conn, &sides),
            referrals::of_invitees(conn, &invitees),
            flags::of_bond(conn, flag.person, flag.referral),
            rewards::earned_by(conn, bond),
            referrals::visited_at(conn, flag.person, flag.referral)
        )?;
        let unit = |unit: Unit| match unit {
            Unit::Credit => Words::new("unit-credit"),
            Unit::Cash => Words::new("unit-cash"),
            own => Words::new("unit-own").with("unit", own.name()),
        };
        let money = money.into_iter();
        Ok(Known {
            people,
            companies: own.into_iter().chain(theirs).collect(),
            banned,
            referral: bound.into_iter().find(|referral| referral.id == flag.referral),
            visited_at,
            beside: beside.into_iter().filter(|other| other.id != flag.id).collect(),
            money: money
                .map(|of| Concerned { unit: unit(of.unit), on_hold: of.on_hold, available: of.available })
                .collect(),
        })
    }

    fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    fn side(&self, id: PersonId) -> Option<Side> {
        let person = self.person(id)?;
        let companies = self.companies.iter().filter(|company| company.person == id);
        Some(Side {
            id: id.to_string(),
            name: person.name.clone(),
            email: person.email.clone(),
            country: person.country.clone(),
            registered_at: person.registered_at,
            tax_ids: companies.clone().filter_map(|company| company.tax_id.clone()).collect(),
            companies: companies.map(|company| company.name.clone()).filter(|name| !name.is_empty()).collect(),
            banned: self.banned.contains(&id),
        })
    }

    /// But for the two who stand on the page whole.
    fn others(&self, flag: &Flag) -> Vec<(String, String)> {
        let others = flag.evidence.with.iter().filter(|other| ![flag.person, flag.invitee].contains(other));
        let named = others.map(|other| {
            let name = self.person(*other).map(|person| person.name.clone());
            (other.to_string(), name.unwrap_or_default())
        });
        named.collect()
    }

    /// In the order in which it happened.
    fn timeline(&self, flag: &Flag) -> Vec<Happened> {
        let referral = self.referral.as_ref();
        let happened = [
            ("flag-at-visit", self.visited_at),
            ("flag-at-registration", referral.map(|referral| referral.registered_at)),
            ("flag-at-payment", referral.and_then(|referral| referral.first_payment_at)),
            ("flag-at-flag", Some(flag.flagged_at)),
            ("flag-at-hold", referral.and_then(|referral| referral.held_at)),
            ("flag-at-end", referral.and_then(|referral| referral.voided_at)),
            ("flag-at-decision", flag.decided.as_ref().map(|decided| decided.at)),
        ];
        let happened = happened.into_iter().filter_map(|(words, at)| Some(Happened { at: at?, words: words.into() }));
        let mut happened: Vec<Happened> = happened.collect();
        happened.sort_by_key(|one| one.at);
        happened
    }
}
