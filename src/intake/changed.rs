//! Referrals that change after the registration: the invitee removes or replaces the code, staff bind by hand or end a referral.
//! Each is a fact of the log.
use super::fitting::{self, Invited};
use super::known::Noun;
use super::names::names_of;
use super::standings;
use super::store;
use crate::billing;
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx};
use crate::events::{Event, Fact, Key, ReferralReplaced, ReferralVoided, Text};
use crate::ids::{ClickId, Code, EventId, PersonId, ProgramId};
use crate::notices::Kind;
use crate::people;
use crate::programs::{self, Catalogue, Program};
use crate::reckoning;
use crate::referrals::{self, Link, NewReferral, Referral, Visit, Whose};
use crate::rules::attribution::{ReferralRefused, Via};
use crate::rules::claim::{Claim, NotClaimed, claimed_from};
use crate::verification;

/// Who is to have referred somebody who is registered.
#[derive(Debug, Clone)]
pub enum To {
    /// In this program, nobody any more.
    Nobody(ProgramId),
    /// Whose code the invitee typed, or whose link they followed.
    Code { code: Code, click: Option<ClickId> },
    /// Whom staff found right, in this program, and since when they had asked for it.
    Claimant(PersonId, ProgramId, Instant),
}

/// Why a referral was not changed.
#[derive(Debug, thiserror::Error)]
pub enum NotChanged {
    #[error("the invitation is refused: {}", .0.name())]
    Refused(ReferralRefused),
    /// The invitee has paid, or staff ended it.
    #[error("who referred them is final")]
    Final,
    #[error("somebody referred them in this program before")]
    Bound,
    #[error("the terms let staff bind nobody")]
    NotByStaff,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// A change that the terms allow.
struct Allowed {
    to: To,
    program: ProgramId,
    /// What it replaces.
    bound: Option<Referral>,
    /// Since when the new one counts.
    since: Instant,
    new: Option<New>,
}

/// Who refers from now on.
struct New {
    referrer: PersonId,
    visit: Option<Visit>,
}

/// Changes who referred a person, under the terms in force now; whoever asks for what is so already changes nothing.
pub async fn change(tx: &Tx, invitee: PersonId, to: To) -> Result<(), NotChanged> {
    if let To::Code { code, click } = &to {
        // A code that nobody has makes nobody wait.
        opened(tx, code, *click).await?.0.ok_or(NotChanged::Refused(ReferralRefused::UnknownCode))?;
    }
    tx.alone().await?;
    let catalogue = programs::catalogue(tx).await?;
    if catalogue.is_monthly() {
        verification::admit(tx).await?;
    }
    let Some(allowed) = allowed(tx, &catalogue, invitee, to).await? else { return Ok(()) };
    let before = reckoning::circles_of(tx, &catalogue, &[invitee]).await?;
    let slug = &catalogue.get(allowed.program)?.slug;
    let fact = replaced(tx, invitee, slug, &allowed).await?;
    let event = record(tx, invitee, Fact::ReferralReplaced(Box::new(fact))).await?;
    if let Some(bound) = &allowed.bound {
        referrals::unbind(tx, bound, event).await?;
    }
    if let Some(new) = &allowed.new {
        bind(tx, &catalogue, (invitee, event), &allowed, new).await?;
    }
    follow(tx, &catalogue, invitee, before).await?;
    Ok(())
}

/// None where nothing would change.
async fn allowed(tx: &Tx, catalogue: &Catalogue, invitee: PersonId, to: To) -> Result<Option<Allowed>, NotChanged> {
    let (link, visit) = match &to {
        To::Code { code, click } => opened(tx, code, *click).await?,
        _ => (None, None),
    };
    let unknown = || NotChanged::Refused(ReferralRefused::UnknownCode);
    let program = match (&to, &link) {
        (To::Nobody(program) | To::Claimant(_, program, _), _) => *program,
        (To::Code { .. }, Some(link)) => link.program,
        (To::Code { .. }, None) => return Err(unknown()),
    };
    let known = referrals::of_invitees(tx, &[invitee]).await?;
    let bound = known.into_iter().find(|referral| referral.program == program);
    let referrer = match &to {
        To::Nobody(_) => None,
        To::Claimant(claimant, ..) => Some(*claimant),
        To::Code { .. } => link.as_ref().map(|link| link.person),
    };
    let filed_at = if let To::Claimant(.., filed_at) = &to { Some(*filed_at) } else { None };
    let by_staff = filed_at.is_some();
    match &bound {
        None if referrer.is_none() => return Ok(None),
        Some(_) if by_staff => return Err(NotChanged::Bound),
        Some(bound) if bound.voided_at.is_some() => return Err(NotChanged::Final),
        Some(bound) if Some(bound.referrer) == referrer => return Ok(None),
        _ => {}
    }
    let program = catalogue.get(program)?;
    if let Some(referrer) = referrer {
        let via = match (&visit, by_staff) {
            (_, true) => Via::Person,
            (Some(visit), _) => fitting::clicked(visit),
            (None, _) => Via::TypedCode,
        };
        let invited = Invited { invitee, referrer, via, vouched: by_staff };
        fitting::judge(tx, catalogue, program, &invited).await?.map_err(NotChanged::Refused)?;
    }
    let since = counted_from(tx, program, (invitee, bound.as_ref()), (visit.as_ref(), filed_at)).await?;
    let new = referrer.map(|referrer| New { referrer, visit });
    Ok(Some(Allowed { to, program: program.id, bound, since, new }))
}

/// The live link behind a code, and the visit through it that is told of.
async fn opened(conn: &Conn, code: &Code, click: Option<ClickId>) -> Result<(Option<Link>, Option<Visit>), Fault> {
    let link = referrals::by_codes(conn, std::slice::from_ref(code)).await?.remove(code);
    let visit = match (&link, click) {
        (Some(link), Some(click)) => referrals::visits(conn, &[(link.person, click)]).await?.remove(&click),
        _ => None,
    };
    let same = |visit: &Visit| link.as_ref().is_some_and(|link| link.id == visit.link);
    let visit = visit.filter(same);
    Ok((link, visit))
}

async fn counted_from(
    tx: &Tx,
    program: &Program,
    (invitee, bound): (PersonId, Option<&Referral>),
    (visit, filed_at): (Option<&Visit>, Option<Instant>),
) -> Result<Instant, NotChanged> {
    let invitees = [invitee];
    let (registered, has_paid, freed_since) = futures_util::try_join!(
        people::registered_at(tx, &invitees),
        billing::has_paid(tx, invitee),
        referrals::freed_since(tx, program.id, invitee)
    )?;
    let claim = Claim {
        registered_at: registered.get(&invitee).copied().ok_or_else(|| wrong("nobody is to be bound"))?,
        bound_since: bound.map(|referral| referral.registered_at),
        freed_since,
        has_paid,
        at: tx.now(),
        claimed_at: filed_at.unwrap_or_else(|| tx.now()),
        visit: visit.map(|visit| visit.at).filter(|visited| *visited <= tx.now()),
        by_staff: filed_at.is_some(),
    };
    let terms = &program.told(tx.now())?.terms;
    claimed_from(&terms.attribution, terms.time_zone, &claim).map_err(wrong)?.map_err(|not| match not {
        NotClaimed::NotByStaff => NotChanged::NotByStaff,
        NotClaimed::Final => NotChanged::Final,
    })
}

/// Whether some program lets somebody whom nobody invited name a code, or a link that they follow now.
pub async fn may_name(conn: &Conn, catalogue: &Catalogue, person: PersonId, now: Instant) -> Result<bool, Fault> {
    let people = [person];
    let (registered, has_paid) =
        futures_util::try_join!(people::registered_at(conn, &people), billing::has_paid(conn, person))?;
    let registered_at = registered.get(&person).copied().ok_or_else(|| wrong("nobody is to name a code"))?;
    let (bound_since, freed_since, visit, by_staff) = (None, None, Some(now), false);
    let claim = Claim { registered_at, bound_since, freed_since, has_paid, at: now, claimed_at: now, visit, by_staff };
    for program in &catalogue.programs {
        let terms = &program.told(now)?.terms;
        if claimed_from(&terms.attribution, terms.time_zone, &claim).map_err(wrong)?.is_ok() {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn replaced(tx: &Tx, invitee: PersonId, program: &str, allowed: &Allowed) -> Result<ReferralReplaced, Fault> {
    let mut fact = ReferralReplaced {
        invitee: key(tx, invitee).await?,
        program: text(program)?,
        code: None,
        referrer: None,
        click: None,
        staff: false,
        claimed_at: None,
    };
    match &allowed.to {
        To::Nobody(_) => {}
        To::Code { code, .. } => {
            fact.code = Some(text(code.as_str())?);
            if let Some(visit) = allowed.new.as_ref().and_then(|new| new.visit.as_ref()) {
                fact.click = Some(click_key(visit.id)?);
            }
        }
        To::Claimant(claimant, _, filed_at) => {
            fact.referrer = Some(key(tx, *claimant).await?);
            fact.staff = true;
            fact.claimed_at = Some(*filed_at);
        }
    }
    Ok(fact)
}

async fn bind(
    tx: &Tx,
    catalogue: &Catalogue,
    (invitee, event): (PersonId, EventId),
    allowed: &Allowed,
    new: &New,
) -> Result<(), Fault> {
    let program = catalogue.get(allowed.program)?;
    let version = program.in_force(allowed.since).map_or_else(|| program.told(tx.now()), Ok)?;
    let referral = Referral::new(tx, (new.referrer, program.id, invitee), version.number, allowed.since)?;
    let (code, told) = match &allowed.to {
        To::Code { code, .. } => {
            // Of whoever goes to and fro it was told once.
            let again = referrals::was_bound(tx, new.referrer, program.id, invitee).await?;
            (Some(code.to_string()), (!again).then_some((new.referrer, Kind::Invited)))
        }
        _ => (None, Some((invitee, Kind::Welcome))),
    };
    let id = referral.id;
    let (sub, click) = (
        new.visit.as_ref().and_then(|visit| visit.sub.clone()).filter(|sub| !sub.is_empty()),
        new.visit.as_ref().map(|v| v.id.0),
    );
    let registered = people::registered_at(tx, &[invitee]).await?.remove(&invitee);
    let late = registered.is_some_and(|registered| registered < tx.now());
    let referral = Referral { joined_at: registered.unwrap_or(referral.joined_at), ..referral };
    referrals::bind_again(tx, NewReferral { referral, event, code, sub, click, late }, told.as_slice()).await?;
    // Where a claim that is late counts since the registration.
    let paid = billing::payments_of(tx, &[invitee]).await?;
    let counted = paid.iter().filter(|payment| payment.paid_at >= allowed.since);
    let counted: Vec<_> = counted.map(|payment| (new.referrer, id, payment.paid_at)).collect();
    referrals::paid(tx, &counted).await
}

/// Why a referral was not ended.
#[derive(Debug, thiserror::Error)]
pub enum NotVoided {
    #[error("nobody referred them in this program")]
    NoReferral,
    #[error("it was ended before")]
    Ended,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Ends a referral: later payments earn nothing, what was earned stays.
pub async fn void(tx: &Tx, invitee: PersonId, program: ProgramId, note: &Text) -> Result<Referral, NotVoided> {
    tx.alone().await?;
    let catalogue = programs::catalogue(tx).await?;
    if catalogue.is_monthly() {
        verification::admit(tx).await?;
    }
    let known = referrals::of_invitees(tx, &[invitee]).await?;
    let bound = known.into_iter().find(|referral| referral.program == program).ok_or(NotVoided::NoReferral)?;
    if bound.voided_at.is_some() {
        return Err(NotVoided::Ended);
    }
    let slug = &catalogue.get(program)?.slug;
    let fact = ReferralVoided { invitee: key(tx, invitee).await?, program: text(slug)?, reason: note.clone() };
    record(tx, invitee, Fact::ReferralVoided(Box::new(fact))).await?;
    referrals::void(tx, &bound, tx.now()).await?;
    follow(tx, &catalogue, invitee, Vec::new()).await?;
    Ok(bound)
}

/// What follows for whoever counts the invitee, or counted them.
async fn follow(tx: &Tx, catalogue: &Catalogue, invitee: PersonId, before: Vec<Whose>) -> Result<(), Fault> {
    standings::refresh(tx, catalogue, vec![invitee]).await?;
    reckoning::reckon_also(tx, catalogue, &[invitee], before).await
}

pub(super) async fn record(tx: &Tx, invitee: PersonId, fact: Fact) -> Result<EventId, Fault> {
    let id = EventId::new(tx.now()).to_string().parse().map_err(wrong)?;
    store::record(tx, &Event { id, timestamp: tx.now(), fact }, Some(invitee)).await
}

pub(super) async fn key(tx: &Tx, person: PersonId) -> Result<Key, Fault> {
    let name = names_of(tx, Noun::Person, &[person.0]).await?.remove(&person.0);
    let name = name.ok_or_else(|| wrong("no event made one of its people"))?;
    Ok(Key { source: text(&name.source_name)?, id: name.id })
}

/// Visits of our own pages are named by their ids.
fn click_key(click: ClickId) -> Result<Key, Fault> {
    Ok(Key { source: text(crate::world::BECKON)?, id: click.to_string().parse().map_err(wrong)? })
}

pub(super) fn text(words: &str) -> Result<Text, Fault> {
    words.parse().map_err(wrong)
}

fn wrong(error: impl std::fmt::Display) -> Fault {
    Fault::contradiction(format!("a referral cannot be changed: {error}"))
}
