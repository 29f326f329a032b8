use super::circles::{self, Held};
use super::log;
use crate::calendar::{CalendarError, Instant, Zone, hold_end};
use crate::db::{Fault, Tx};
use crate::ids::{PersonId, ProgramId};
use crate::programs::{Catalogue, Program};
use crate::referrals::{self, Depth, Whose};
use crate::rewards::{self, CircleEarned};
use crate::world::{Part, PersonEarning, Refusal};
use std::collections::HashSet;

/// People of circles that are played together, at most, unless one circle alone has more: what bounds memory.
const TOGETHER: usize = 1_000;

/// Reckons every circle that facts of these persons touch, once these facts are kept, and posts what follows.
pub async fn reckon(tx: &Tx, catalogue: &Catalogue, touched: &[PersonId]) -> Result<(), Fault> {
    reckon_also(tx, catalogue, touched, Vec::new()).await
}

/// Every circle in which one of these persons is.
pub async fn circles_of(tx: &Tx, catalogue: &Catalogue, people: &[PersonId]) -> Result<Vec<Whose>, Fault> {
    if people.is_empty() || !catalogue.is_reckoned() {
        return Ok(Vec::new());
    }
    referrals::circles_of(tx, &depths(catalogue), people).await
}

/// Also circles in which they were.
pub async fn reckon_also(tx: &Tx, catalogue: &Catalogue, touched: &[PersonId], also: Vec<Whose>) -> Result<(), Fault> {
    if touched.is_empty() || !catalogue.is_reckoned() {
        return Ok(());
    }
    let mut found = also.clone();
    found.extend(circles_of(tx, catalogue, touched).await?);
    found.sort_unstable_by_key(|(program, person)| (*person, *program));
    found.dedup();
    if !found.is_empty() {
        let held = circles::hold(tx, &found).await?;
        let (whole, apart) = divided(catalogue, held, touched, &also)?;
        let mut peopled = peopled(tx, catalogue, &whole).await?;
        peopled.extend(apart_of(tx, &apart, touched).await?);
        reckon_peopled(tx, catalogue, peopled).await?;
    }
    rewards::forfeit(tx, catalogue, touched).await?;
    rewards::look_again(tx, catalogue, touched).await
}

fn depths(catalogue: &Catalogue) -> Vec<Depth> {
    let depth = |program: &Program| {
        let reach = program.reach()?;
        Some(Depth { program: program.id, levels: reach.depth, alone: reach.alone })
    };
    catalogue.programs.iter().filter_map(depth).collect()
}

/// A circle, until when it is reckoned, and who of it is played.
struct Peopled {
    whose: Whose,
    until: Instant,
    people: Vec<PersonId>,
    /// These invitees alone are reckoned; none: all.
    only: Option<Vec<PersonId>>,
}

/// The same, of circles that are held, each until its instant.
pub(super) async fn reckon_held(tx: &Tx, catalogue: &Catalogue, held: &[Held]) -> Result<(), Fault> {
    let whole = peopled(tx, catalogue, held).await?;
    reckon_peopled(tx, catalogue, whole).await
}

/// Those that are reckoned whole, and those where what one invitee earns depends on no other: nobody else is read.
fn divided(
    catalogue: &Catalogue,
    held: Vec<Held>,
    touched: &[PersonId],
    also: &[Whose],
) -> Result<(Vec<Held>, Vec<Held>), Fault> {
    let (mut whole, mut apart) = (Vec::new(), Vec::new());
    for held in held {
        let reach = catalogue.get(held.whose.0)?.reach();
        let judged_apart = reach.is_some_and(|reach| reach.apart && !reach.by_time);
        let by_itself = judged_apart && !held.is_due && !touched.contains(&held.whose.1) && !also.contains(&held.whose);
        if by_itself { apart.push(held) } else { whole.push(held) }
    }
    Ok((whole, apart))
}

async fn apart_of(tx: &Tx, circles: &[Held], touched: &[PersonId]) -> Result<Vec<Peopled>, Fault> {
    if circles.is_empty() {
        return Ok(Vec::new());
    }
    let bound = referrals::of_invitees(tx, touched).await?;
    let peopled = circles.iter().map(|&Held { whose, until, .. }| {
        let own = bound.iter().filter(|referral| (referral.program, referral.referrer) == whose);
        let invitees: Vec<PersonId> = own.map(|referral| referral.invitee).collect();
        Peopled { whose, until, people: invitees.iter().copied().chain([whose.1]).collect(), only: Some(invitees) }
    });
    // Whoever is further below earns the referrer nothing.
    Ok(peopled.filter(|circle| circle.people.len() > 1).collect())
}

async fn reckon_peopled(tx: &Tx, catalogue: &Catalogue, mut rest: Vec<Peopled>) -> Result<(), Fault> {
    while !rest.is_empty() {
        let mut people = 0;
        let fits = |circle: &&Peopled| {
            people += circle.people.len();
            people <= TOGETHER
        };
        let together = rest.iter().take_while(fits).count().max(1);
        let later = rest.split_off(together);
        reckon_together(tx, catalogue, &rest).await?;
        rest = later;
    }
    Ok(())
}

async fn peopled(tx: &Tx, catalogue: &Catalogue, held: &[Held]) -> Result<Vec<Peopled>, Fault> {
    let (mut asked, mut peopled) = (Vec::with_capacity(held.len()), Vec::with_capacity(held.len()));
    for &Held { whose, until, .. } in held {
        // Whoever is due by themselves may be of a program that has no such terms any more.
        if let Some(reach) = catalogue.get(whose.0)?.reach() {
            asked.push((whose, reach.depth));
            peopled.push(Peopled { whose, until, people: Vec::new(), only: None });
        }
    }
    for member in referrals::members_of(tx, &asked).await? {
        let circle = peopled.get_mut(member.circle);
        circle.ok_or_else(|| Fault::contradiction("somebody in no circle"))?.people.push(member.person);
    }
    Ok(peopled)
}

async fn reckon_together(tx: &Tx, catalogue: &Catalogue, together: &[Peopled]) -> Result<(), Fault> {
    let mut programs: Vec<ProgramId> = together.iter().map(|circle| circle.whose.0).collect();
    let mut people: Vec<PersonId> = together.iter().flat_map(|circle| circle.people.iter().copied()).collect();
    programs.sort_unstable();
    programs.dedup();
    people.sort_unstable();
    people.dedup();
    let (mut earned, mut due, mut due_by) = (Vec::with_capacity(together.len()), Vec::new(), Vec::new());
    let part = log::load(tx, catalogue, &programs, &people, Vec::new()).await?;
    for Peopled { whose, until, only, .. } in together {
        let program = catalogue.get(whose.0)?;
        let mut earnings = earnings(&part, program, whose.1, *until)?;
        let due_at = due_at(program, &part, &earnings, *until)?;
        match only {
            None => due.push((*whose, due_at)),
            Some(only) => {
                due_by.extend(due_at.map(|at| (*whose, at)));
                let only: HashSet<PersonId> = only.iter().copied().collect();
                earnings.retain(|earned| earned.earning.invitee.is_some_and(|invitee| only.contains(&invitee)));
            }
        }
        earned.push(CircleEarned { program: whose.0, circle: whose.1, only: only.clone(), earnings });
    }
    drop(part);
    circles::set_due(tx, &due).await?;
    circles::due_by(tx, &due_by).await?;
    rewards::post_earnings(tx, catalogue, &earned).await
}

fn earnings(part: &Part, program: &Program, owner: PersonId, until: Instant) -> Result<Vec<PersonEarning>, Fault> {
    let found = part.reckon(&program.slug, owner, until);
    let wrong = |refusal: Refusal| {
        Fault::contradiction(format!("the circle of {owner} in {} cannot be reckoned: {refusal}", program.slug))
    };
    Ok(found.map_err(wrong)?.earnings)
}

/// Brings a person's circles to now, before they use what they have: what only time changed, and what is due.
pub async fn catch_up(tx: &Tx, catalogue: &Catalogue, person: PersonId) -> Result<(), Fault> {
    if !catalogue.is_reckoned() {
        return Ok(());
    }
    tx.share().await?;
    let found = circles_of(tx, catalogue, &[person]).await?;
    let due = circles::due_among(tx, &found).await?;
    let moves = |whose: &Whose| catalogue.get(whose.0).is_ok_and(|program| program.reach().is_some_and(|r| r.by_time));
    let behind: Vec<Whose> = found.into_iter().filter(|whose| moves(whose) || due.contains(whose)).collect();
    if behind.is_empty() {
        return Ok(());
    }
    let held = circles::hold(tx, &behind).await?;
    reckon_held(tx, catalogue, &held).await
}

/// When it is reckoned again though nothing happens: as soon as everything is over that its senders' clocks were ahead with, when a
/// hold ends that is judged at its end, and after midnight where terms move by time.
fn due_at(program: &Program, part: &Part, earnings: &[PersonEarning], now: Instant) -> Result<Option<Instant>, Fault> {
    let ahead = Some(part.latest()).filter(|latest| *latest > now);
    let judged = earnings.iter().map(|earned| &earned.earning.receipt).filter(|receipt| {
        let terms = program.version(receipt.terms_version).map(|version| &version.terms);
        let mut rules = terms.into_iter().flat_map(|terms| &terms.rules);
        receipt.hold_until > now && rules.any(|rule| rule.id == receipt.clause && rule.release_when.is_some())
    });
    let judged = judged.map(|receipt| receipt.hold_until).min();
    let moves = program.reach().is_some_and(|reach| reach.by_time);
    let midnight = moves.then(|| next_midnight(program, now)).transpose();
    let midnight = midnight.map_err(|e| Fault::contradiction(e.to_string()))?;
    Ok([ahead, judged, midnight].into_iter().flatten().min())
}

fn next_midnight(program: &Program, now: Instant) -> Result<Instant, CalendarError> {
    let newest = program.versions.last().map(|version| version.terms.time_zone);
    let zone = newest.unwrap_or(Zone::UTC);
    let today = zone.local(now).date().and_time(chrono::NaiveTime::MIN);
    hold_end(zone.instant(today)?, 1, zone)
}

/// Terms that were published in this transaction may change what anybody earned: each circle is due. It is not done here, as there
/// may be many.
pub async fn publish(tx: &Tx, catalogue: &Catalogue, program: ProgramId) -> Result<(), Fault> {
    match catalogue.get(program)?.reach() {
        Some(reach) => circles::begin(tx, program, reach.alone).await,
        None => Ok(()),
    }
}

/// The same, of an exchange rate.
pub async fn rates_changed(tx: &Tx, catalogue: &Catalogue) -> Result<(), Fault> {
    let reckoned = catalogue.programs.iter().filter(|program| program.reach().is_some());
    let programs: Vec<ProgramId> = reckoned.map(|program| program.id).collect();
    if programs.is_empty() { Ok(()) } else { circles::all_due(tx, &programs).await }
}
