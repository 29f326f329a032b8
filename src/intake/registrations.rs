//! Persons, their companies, and who invited them.
use super::batch::Batch;
use super::eligible;
use super::kinds::Kinds;
use super::known::{Known, Noun};
use crate::companies::{self, NewCompany, tax_key};
use crate::db::Fault;
use crate::events::{CompanyRegistered, Fact, PersonChanged, PersonRegistered, Text};
use crate::ids::{ClickId, Code, CompanyId, PersonId};
use crate::people::{self, NewPerson};
use crate::programs::Program;
use crate::reckoning::Door;
use crate::referrals::{self, Link, NewReferral, Referral, Refusal, Visit};
use crate::rules::attribution::{self, Invitation, ReferralRefused, Via, is_paid_ad};
use std::collections::{HashMap, HashSet};

/// What the database knows of what these registrations name.
#[derive(Default)]
struct Looked {
    emails: HashMap<String, PersonId>,
    tax_ids: HashSet<String>,
    links: HashMap<Code, Link>,
    visits: HashMap<ClickId, Visit>,
    kinds: Kinds,
    /// Where terms want only some to refer, or to be referred.
    door: Option<Door>,
}

/// What is taken in the order of its timestamps: who registers, and what kind of person somebody becomes.
#[derive(Clone, Copy)]
enum Told<'a> {
    Registered(&'a PersonRegistered),
    Changed(&'a PersonChanged),
}

impl<'a> Told<'a> {
    fn registered(self) -> Option<&'a PersonRegistered> {
        if let Told::Registered(fact) = self { Some(fact) } else { None }
    }

    /// The person who must be known before.
    fn needs(self) -> Option<&'a str> {
        match self {
            // Nobody waits for oneself.
            Told::Registered(fact) => fact.referrer.as_ref().filter(|r| **r != fact.person).map(|r| r.as_str()),
            Told::Changed(fact) => Some(fact.person.as_str()),
        }
    }
}

#[derive(Default)]
struct Rows {
    people: Vec<NewPerson>,
    companies: Vec<NewCompany>,
    referrals: Vec<NewReferral>,
    refusals: Vec<Refusal>,
}

pub(super) async fn apply(batch: &mut Batch<'_>) -> Result<(), Fault> {
    let people = persons(batch);
    let companies = companies_alone(batch);
    if people.is_empty() && companies.is_empty() {
        return close(batch).await;
    }
    let mut looked = look(batch, &people, &companies).await?;
    let mut rows = Rows::default();
    register_in_order(batch, people, &mut looked, &mut rows)?;
    for (n, fact) in companies {
        match batch.known(n, Noun::Person, fact.person.as_str()).map(|known| known.person) {
            None => batch.park(n, Noun::Person, fact.person.as_str()),
            Some(_) if batch.known.own(batch.items[n].source, Noun::Company, fact.company.as_str()).is_some() => {
                batch.conflict(n, known_company(fact.company.as_str()));
            }
            Some(person) => {
                let tax_id = fact.tax_id.as_ref().map(ToString::to_string);
                let content = Some(batch.items[n].event.content_hash().to_vec());
                add_company(
                    batch,
                    n,
                    person,
                    (fact.company.as_str(), fact.name.as_str(), tax_id),
                    content,
                    &mut looked,
                    &mut rows,
                );
                batch.applied(n, person, Vec::new());
            }
        }
    }
    let tx = batch.tx;
    people::register(tx, &rows.people).await?;
    looked.kinds.save(batch).await?;
    futures_util::try_join!(
        companies::register(tx, &rows.companies),
        referrals::bind(tx, &rows.referrals),
        referrals::refuse(tx, &rows.refusals)
    )?;
    close(batch).await
}

fn persons<'a>(batch: &Batch<'a>) -> Vec<(usize, Told<'a>)> {
    let facts = batch.open().filter_map(|(n, item)| match &item.event.fact {
        Fact::PersonRegistered(fact) => Some((n, Told::Registered(fact))),
        Fact::PersonChanged(fact) if fact.set.kind.is_some() => Some((n, Told::Changed(fact))),
        _ => None,
    });
    facts.collect()
}

fn companies_alone<'a>(batch: &Batch<'a>) -> Vec<(usize, &'a CompanyRegistered)> {
    let facts = batch.open().filter_map(|(n, item)| match &item.event.fact {
        Fact::CompanyRegistered(fact) => Some((n, &**fact)),
        _ => None,
    });
    facts.collect()
}

async fn look(
    batch: &Batch<'_>,
    told: &[(usize, Told<'_>)],
    companies: &[(usize, &CompanyRegistered)],
) -> Result<Looked, Fault> {
    let people = told.iter().filter_map(|(n, told)| Some((*n, told.registered()?)));
    let people: Vec<(usize, &PersonRegistered)> = people.collect();
    let emails: Vec<String> = people.iter().map(|(_, fact)| fact.email.normalised()).collect();
    let given = people.iter().filter_map(|(_, fact)| fact.company.as_ref().and_then(|c| c.tax_id.as_ref()));
    let tax_ids = given.chain(companies.iter().filter_map(|(_, fact)| fact.tax_id.as_ref()));
    let tax_ids: Vec<String> = tax_ids.filter_map(|id| tax_key(id.as_str())).collect();
    let codes: Vec<Code> = people.iter().filter_map(|(_, fact)| fact.code.as_ref()?.as_str().parse().ok()).collect();
    let clicks = people.iter().filter_map(|(n, fact)| {
        let known = batch.known(*n, Noun::Click, fact.click.as_ref()?.as_str())?;
        Some((known.person, ClickId(known.id)))
    });
    let clicks: Vec<(PersonId, ClickId)> = clicks.collect();
    let (emails, tax_ids, links, visits) = futures_util::try_join!(
        people::traces::owners_of(batch.tx, &emails),
        companies::owners_of_tax_ids(batch.tx, &tax_ids),
        referrals::every_by_codes(batch.tx, &codes),
        referrals::visits(batch.tx, &clicks),
    )?;
    let named = people.iter().filter_map(|(n, fact)| batch.known(*n, Noun::Person, fact.referrer.as_ref()?.as_str()));
    let referrers = named.map(|known| known.person).chain(links.values().map(|link| link.person));
    let referrers: Vec<PersonId> = referrers.chain(visits.values().map(|visit| visit.referrer)).collect();
    let kinds = Kinds::load(batch.tx, &batch.catalogue, &referrers).await?;
    let door = eligible::door(batch.tx, &batch.catalogue, &referrers, batch.decided_of_persons()).await?;
    Ok(Looked { emails, tax_ids: tax_ids.into_keys().collect(), links, visits, kinds, door })
}

/// Whoever was invited by somebody of the same batch is registered after them; who waits for a stranger is parked.
fn register_in_order(
    batch: &mut Batch<'_>,
    mut told: Vec<(usize, Told<'_>)>,
    looked: &mut Looked,
    rows: &mut Rows,
) -> Result<(), Fault> {
    told.sort_by_key(|(n, _)| (batch.items[*n].event.timestamp, *n));
    loop {
        let (ready, rest): (Vec<_>, Vec<_>) = told
            .into_iter()
            .partition(|(n, told)| told.needs().is_none_or(|id| batch.known(*n, Noun::Person, id).is_some()));
        if ready.is_empty() {
            for (n, told) in rest {
                if let Some(person) = told.needs() {
                    batch.park(n, Noun::Person, person);
                }
            }
            return Ok(());
        }
        for (n, told) in ready {
            match told {
                Told::Registered(fact) => register(batch, n, fact, looked, rows)?,
                Told::Changed(fact) => {
                    if let Some(person) = batch.known(n, Noun::Person, fact.person.as_str()).map(|known| known.person) {
                        looked.kinds.change(batch, n, person, fact);
                        if let Some(door) = &mut looked.door {
                            door.tell(batch.as_decided(n, person))?;
                        }
                        batch.applied(n, person, Vec::new());
                    }
                }
            }
        }
        told = rest;
    }
}

fn register(
    batch: &mut Batch<'_>,
    n: usize,
    fact: &PersonRegistered,
    looked: &mut Looked,
    rows: &mut Rows,
) -> Result<(), Fault> {
    let (source, event) = (batch.items[n].source, batch.items[n].event);
    if let Some(company) = &fact.company
        && batch.known.own(source, Noun::Company, company.company.as_str()).is_some()
    {
        batch.conflict(n, known_company(company.company.as_str()));
        return Ok(());
    }
    // What Beckon's own pages register is named by the id that it has here.
    let person = match fact.person.as_str().parse::<PersonId>() {
        Ok(own) if source == people::sources::beckon() => own,
        _ => PersonId::new(batch.tx.now()),
    };
    let email = fact.email.normalised();
    let email_owner = looked.emails.get(&email).copied();
    let tax_id = fact.company.as_ref().and_then(|c| c.tax_id.as_ref()).map(ToString::to_string);
    let tax_id_known = tax_id.as_deref().and_then(tax_key).is_some_and(|key| looked.tax_ids.contains(&key));
    invite(batch, n, person, fact, (email_owner, tax_id_known), looked, rows)?;
    let content_hash = Some(event.content_hash().to_vec());
    batch.known.make(source, Noun::Person, fact.person.as_str(), Known { id: person.0, person, content_hash });
    rows.people.push(NewPerson {
        id: person,
        name: fact.name.as_ref().map(ToString::to_string).unwrap_or_default(),
        email: Some(fact.email.clone()),
        claims_email: email_owner.is_none(),
        country: fact.country.as_ref().map(ToString::to_string),
        kind: fact.kind,
        registered_at: event.timestamp,
    });
    if let Some(door) = &mut looked.door {
        let bound = rows.referrals.last().filter(|new| new.referral.invitee == person);
        let bond = bound.map(|new| eligible::bond(batch, new, &looked.visits)).transpose()?;
        door.welcome(batch.as_decided(n, person), bond)?;
    }
    looked.emails.entry(email).or_insert(person);
    looked.kinds.register(person, event.timestamp, fact.kind);
    if let Some(company) = &fact.company {
        let named = (company.company.as_str(), company.name.as_str(), tax_id);
        add_company(batch, n, person, named, None, looked, rows);
    }
    batch.applied(n, person, Vec::new());
    Ok(())
}

fn known_company(id: &str) -> String {
    format!("company {id:?} was registered before by another event")
}

fn add_company(
    batch: &mut Batch<'_>,
    n: usize,
    person: PersonId,
    (external_id, name, tax_id): (&str, &str, Option<String>),
    content_hash: Option<Vec<u8>>,
    looked: &mut Looked,
    rows: &mut Rows,
) {
    let source = batch.items[n].source;
    let id = match external_id.parse::<CompanyId>() {
        Ok(own) if source == people::sources::beckon() => own,
        _ => CompanyId::new(batch.tx.now()),
    };
    let claims_tax_id = tax_id.as_deref().and_then(tax_key).is_some_and(|key| looked.tax_ids.insert(key));
    batch.known.make(source, Noun::Company, external_id, Known { id: id.0, person, content_hash });
    let registered_at = batch.items[n].event.timestamp;
    rows.companies.push(NewCompany { person, id, name: name.to_owned(), tax_id, claims_tax_id, registered_at });
}

pub(super) fn way(visit: Option<&Visit>, link: Option<&Link>) -> Via {
    match (visit, link) {
        (Some(visit), _) => Via::Click { at: visit.at, paid_ad: visit.path.as_deref().is_some_and(is_paid_ad) },
        (None, Some(_)) => Via::TypedCode,
        (None, None) => Via::Person,
    }
}

/// Binds the person to whoever invited them, or says why not.
fn invite(
    batch: &Batch<'_>,
    n: usize,
    invitee: PersonId,
    fact: &PersonRegistered,
    (email_owner, tax_id_known): (Option<PersonId>, bool),
    looked: &Looked,
    rows: &mut Rows,
) -> Result<(), Fault> {
    let click = fact.click.as_ref().and_then(|c| batch.known(n, Noun::Click, c.as_str()));
    let visit = click.and_then(|known| looked.visits.get(&ClickId(known.id)));
    if fact.code.is_none() && fact.referrer.is_none() && visit.is_none() {
        return Ok(());
    }
    let event = batch.items[n].event;
    let code = fact.code.as_ref().map(ToString::to_string);
    let behind = |code: &String| looked.links.get(&code.parse().ok()?).filter(|link| link.was_open(event.timestamp));
    let link = code.as_ref().and_then(behind);
    let Named { program, referrer } = named(batch, n, invitee, fact, link, visit)?;
    // A click of another link than the code's says nothing about this invitation.
    let same = |visit: &&Visit| link.map_or(code.is_none(), |link| link.id == visit.link);
    let visit = visit.filter(same).filter(|_| fact.referrer.is_none());
    let refused = match (program, referrer) {
        (Some(program), Some(referrer)) => match program.in_force(event.timestamp) {
            None => Err(ReferralRefused::ProgramClosed),
            Some(version) => {
                let invitation = Invitation {
                    registered_at: event.timestamp,
                    via: Some(way(visit, link)),
                    program_open: program.is_open(event.timestamp),
                    referrer_kind: looked.kinds.at(referrer, event.timestamp),
                    banned: looked.kinds.is_banned(referrer),
                    own: referrer == invitee || email_owner == Some(referrer),
                    email_known: email_owner.is_some(),
                    tax_id_known,
                };
                let decided = attribution::decide(&version.terms.attribution, version.terms.time_zone, &invitation);
                match decided.map_err(|e| Fault::contradiction(e.to_string()))? {
                    Ok(()) => {
                        let governed = (program, version);
                        let refused =
                            eligible::refused(looked.door.as_ref(), governed, referrer, (event.timestamp, fact))?;
                        refused.map_or(Ok((program, version, referrer)), Err)
                    }
                    Err(refused) => Err(refused),
                }
            }
        },
        _ => Err(ReferralRefused::UnknownCode),
    };
    match refused {
        Ok((program, version, referrer)) => rows.referrals.push(NewReferral {
            referral: Referral::new(batch.tx, (referrer, program.id, invitee), version.number, event.timestamp)?,
            event: batch.items[n].id,
            code,
            sub: visit.and_then(|visit| visit.sub.clone()),
            click: visit.map(|visit| visit.id.0),
            late: false,
        }),
        Err(reason) => rows.refusals.push(Refusal {
            invitee,
            event: batch.items[n].id,
            program: program.map(|program| program.id),
            referrer,
            code,
            reason: reason.name().to_owned(),
            at: event.timestamp,
        }),
    }
    Ok(())
}

/// Whom a registration names as inviting, and in which program; either may be unknown.
struct Named<'b> {
    program: Option<&'b Program>,
    referrer: Option<PersonId>,
}

fn named<'b>(
    batch: &'b Batch<'_>,
    n: usize,
    invitee: PersonId,
    fact: &PersonRegistered,
    link: Option<&Link>,
    visit: Option<&Visit>,
) -> Result<Named<'b>, Fault> {
    let wanted = fact.program.as_ref().map(Text::as_str);
    if let Some(referrer) = &fact.referrer {
        let known = batch.known(n, Noun::Person, referrer.as_str()).map(|known| known.person);
        let referrer = if *referrer == fact.person { Some(invitee) } else { known };
        return Ok(Named { program: wanted.and_then(|slug| batch.catalogue.by_slug(slug)), referrer });
    }
    let (program, referrer) = match (link, visit) {
        (Some(link), _) => (link.program, link.person),
        (None, Some(visit)) if fact.code.is_none() => (visit.program, visit.referrer),
        _ => return Ok(Named { program: None, referrer: None }),
    };
    let program = batch.catalogue.get(program)?;
    let is_wanted = wanted.is_none_or(|slug| program.slug == slug);
    Ok(Named { program: is_wanted.then_some(program), referrer: is_wanted.then_some(referrer) })
}

async fn close(batch: &mut Batch<'_>) -> Result<(), Fault> {
    let facts: Vec<(usize, &str)> = batch
        .open()
        .filter_map(|(n, item)| match &item.event.fact {
            Fact::CompanyClosed(fact) => Some((n, fact.company.as_str())),
            _ => None,
        })
        .collect();
    let mut closed = Vec::with_capacity(facts.len());
    for (n, company) in facts {
        match batch.known(n, Noun::Company, company).map(|known| (known.person, CompanyId(known.id))) {
            None => batch.park(n, Noun::Company, company),
            Some((person, id)) => {
                closed.push((person, id, batch.items[n].event.timestamp));
                batch.applied(n, person, Vec::new());
            }
        }
    }
    companies::close(batch.tx, &closed).await
}
