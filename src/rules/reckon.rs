//! What the rules of a program give in a circle: a pure function of the dated facts, so that their order, lateness and repetition
//! cannot matter.
//!
//! Each rule is judged on its occasions in the order of time; rules about the referrer alone come after those about one referral,
//! as they may ask how many of these gave something.

mod base;
mod becoming;
mod direct;
mod give;
mod judge;
mod life;
mod limits;
mod occasion;
mod progress;
mod scheduled;
mod short;
mod span;
#[cfg(test)]
mod tests;
mod tree;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::circle::{Circle, Place};
use super::earning::{Cause, Earning, Off, Reduction};
use super::facts::timeline::Timeline;
use super::facts::view::{AtBond, Kept};
use super::facts::{Answer, Word};
use super::receipt::{Receipt, ReceiptReason};
use super::reward::Unassessed;
use super::rule::{Form, Limit, Most, Recipient, Rule};
use super::terms::Terms;
use super::versions::{Published, governing};
use crate::calendar::Instant;
use crate::ids::ExternalId;
use judge::Past;
use limits::Unlimited;
use occasion::{Law, Occasion, Scene};
use progress::Given;

pub use super::reward::Unassessed as Unreckoned;

/// A program as it is reckoned.
#[derive(Debug, Clone, Copy)]
pub struct Reckoned<'a> {
    /// The oldest first.
    pub versions: &'a [(Published, &'a Terms)],
    /// What an example states without its history.
    pub assumed: &'a [(Word, Answer)],
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reckoning {
    /// By instant, rule, recipient, cause.
    pub earnings: Vec<Earning>,
    pub reductions: Vec<Reduction>,
    /// What was said of each discount, also where it is none; of no account.
    pub discounts: Vec<Judgement>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Judgement<Who = Place> {
    pub recipient: Who,
    pub at: Instant,
    pub receipt: Receipt,
}

struct Reckoner<'a> {
    program: &'a Reckoned<'a>,
    published: Vec<Published>,
    /// Of each version, where its terms are direct.
    rules: &'a [Vec<Rule>],
    /// Of each version.
    kept: &'a [Kept],
    timeline: &'a Timeline<'a>,
    until: Instant,
    earned: RefCell<Earned>,
}

/// What a person earned as a referrer by the rule of a name, once it was asked for.
type Earned = HashMap<(Place, String), Rc<Vec<Earning>>>;

/// Everything that is earned and taken off by `until`, out of the facts that are dated by then.
pub fn reckon(program: &Reckoned<'_>, circle: &Circle, until: Instant) -> Result<Reckoning, Unreckoned> {
    let (Some((_, newest)), false) = (program.versions.last(), circle.people.is_empty()) else {
        return Ok(Reckoning::default());
    };
    let timeline = Timeline::new(circle, newest.currency);
    let rules: Vec<Vec<Rule>> = program.versions.iter().map(|(_, terms)| direct_rules(terms)).collect();
    let kept: Vec<Kept> = program.versions.iter().map(|_| Kept::default()).collect();
    let published = program.versions.iter().map(|(published, _)| *published).collect();
    let earned = RefCell::new(HashMap::new());
    let reckoner = Reckoner { program, published, rules: &rules, kept: &kept, timeline: &timeline, until, earned };
    let facts = circle.people.iter().map(|one| 1 + one.payments.len() + one.actions.len() + one.invoices.len());
    reckoner.enough(16 * facts.sum::<usize>())?;
    let mut reckoning = Reckoning::default();
    for id in reckoner.ids() {
        let of_rule = reckoner.of_rule(0, &id)?;
        reckoning.earnings.extend(of_rule.earnings);
        reckoning.reductions.extend(of_rule.reductions);
        reckoning.discounts.extend(of_rule.discounts);
    }
    reckoning.sort(circle);
    Ok(reckoning)
}

fn direct_rules(terms: &Terms) -> Vec<Rule> {
    if terms.rules.is_empty() {
        terms.rewards.iter().map(|clause| Rule::from((clause, terms))).collect()
    } else {
        Vec::new()
    }
}

impl Reckoning {
    fn sort(&mut self, circle: &Circle) {
        let id = |place: Place| &circle.people[place].id;
        self.earnings.sort_by(|one, other| {
            let same = (one.at, &one.receipt.clause).cmp(&(other.at, &other.receipt.clause));
            same.then_with(|| (id(one.recipient), &one.cause).cmp(&(id(other.recipient), &other.cause)))
        });
        self.reductions.sort_by(|one, other| {
            let same = (one.at, &one.rule).cmp(&(other.at, &other.rule));
            same.then_with(|| (id(one.recipient), &one.cause).cmp(&(id(other.recipient), &other.cause)))
        });
    }
}

impl Limit {
    pub(in crate::rules) fn is_count(&self) -> bool {
        matches!(self.most, Most::Count(_) | Most::Kept(_))
    }
}

impl From<Unlimited> for Unassessed {
    fn from(error: Unlimited) -> Unassessed {
        match error {
            Unlimited::Calendar(error) => error.into(),
            Unlimited::Money(error) => error.into(),
        }
    }
}

impl<'a> Reckoner<'a> {
    fn laws(&self) -> impl Iterator<Item = Law<'a>> {
        let versions = self.program.versions.iter().zip(self.rules).zip(self.kept);
        versions.flat_map(|(((published, terms), direct), kept)| {
            let terms: &'a Terms = terms;
            let (version, rules) = (published.version, terms.rules.iter().chain(direct));
            rules.map(move |rule| Law { version, terms, rule, kept })
        })
    }

    fn ids(&self) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        for law in self.laws() {
            if !ids.contains(&law.rule.id) {
                ids.push(law.rule.id.clone());
            }
        }
        ids
    }

    /// Fails where it would be more work than whoever watches allows.
    fn enough(&self, work: usize) -> Result<(), Unassessed> {
        if self.timeline.allows(work) { Ok(()) } else { Err(Unassessed::TooMuch) }
    }

    /// Whether its version governs what happens at `at` by a referral of `registered_at`.
    fn governs(&self, law: Law<'_>, registered_at: Instant, at: Instant, owner: Place) -> bool {
        let accepted = &self.timeline.person(owner).member.accepted;
        let first = |version| accepted.iter().filter(|(known, _)| *known == version).map(|(_, at)| *at).min();
        governing(&self.published, registered_at, at, first) == Some(law.version)
    }

    /// Whose circle a referral on some level is in.
    fn owner_of(&self, at: AtBond) -> Place {
        let above = |person: Place| {
            let bonds = &self.timeline.circle.referrals;
            bonds.iter().find(|bond| bond.invitee == person).map_or(person, |bond| bond.referrer)
        };
        (1..at.level).fold(self.timeline.bond(at.bond).referrer, |person, _| above(person))
    }

    /// What a person earned by a rule as a referrer.
    fn earned(&self, owner: Place, id: &str) -> Result<Rc<Vec<Earning>>, Unassessed> {
        let key = (owner, id.to_owned());
        if let Some(known) = self.earned.borrow().get(&key) {
            return Ok(Rc::clone(known));
        }
        // A rule that shares in itself through a ring of referrals ends here.
        self.earned.borrow_mut().insert(key.clone(), Rc::default());
        let mut earnings = self.of_rule(owner, id)?.earnings;
        earnings.retain(|earning| earning.recipient == owner && earning.receipt.earned.is_positive());
        let earnings = Rc::new(earnings);
        self.earned.borrow_mut().insert(key, Rc::clone(&earnings));
        Ok(earnings)
    }

    /// What the other rules, which are about one referral each, give the person.
    fn given_by_others(&self, owner: Place, id: &str) -> Result<Given, Unassessed> {
        let mut given = Given::default();
        let mut ids: Vec<(&str, bool)> = Vec::new();
        for law in self.laws().filter(|law| law.rule.id != id && law.rule.is_for_own_referral()) {
            let other = (law.rule.id.as_str(), matches!(law.rule.form, Form::Discount { .. }));
            if !ids.contains(&other) {
                ids.push(other);
            }
        }
        let bonds = self.timeline.invited[owner].iter().rev();
        let bonds: HashMap<Place, usize> = bonds.map(|&bond| (self.timeline.bond(bond).invitee, bond)).collect();
        let bond_of = |invitee: Option<Place>| invitee.and_then(|invitee| bonds.get(&invitee)).copied();
        for (id, is_discount) in ids {
            if is_discount {
                let reductions = self.of_rule(owner, id)?.reductions;
                for reduction in reductions.iter().filter(|reduction| reduction.recipient == owner) {
                    if let Some(bond) = bond_of(reduction.invitee) {
                        given.expect(bond, reduction.at, None);
                    }
                }
                continue;
            }
            for earning in self.earned(owner, id)?.iter() {
                if let Some(bond) = bond_of(earning.invitee) {
                    given.expect(bond, earning.at, ended(earning));
                }
            }
        }
        Ok(given)
    }

    fn of_rule(&self, owner: Place, id: &str) -> Result<Reckoning, Unassessed> {
        let mut occasions = Vec::new();
        let mut given = None;
        let mut limited = false;
        for law in self.laws().filter(|law| law.rule.id == id) {
            let level = match law.rule.to {
                Recipient::Level(level) => level,
                Recipient::Invitee => 1,
            };
            if law.rule.is_of_recipient() && given.is_none() {
                given = Some(self.given_by_others(owner, id)?);
            }
            limited |= !law.rule.limits.is_empty();
            let scene = Scene { reckoner: self, owner, law, reached: self.reached(owner, level) };
            occasions.append(&mut scene.all()?);
        }
        let whose = |occasion: &Occasion<'_>| occasion.whose.map(|place| &self.timeline.person(place).member.id);
        occasions.sort_by(|one, other| (one.at, &one.cause, whose(one)).cmp(&(other.at, &other.cause, whose(other))));
        each_once(&mut occasions);
        go_on(&mut occasions);
        let is_own = given.is_none();
        let (mut given, mut past, mut reckoning) = (given.unwrap_or_default(), Past::default(), Reckoning::default());
        for occasion in &occasions {
            given.advance_to(occasion.at);
            past.limits.advance_to(occasion.at);
            let judged = self.judge(occasion, &past, &given);
            let judged = judged.or_else(|error| self.unanswered(occasion, error))?;
            let (earned, reason) = (judged.receipt.earned, judged.receipt.reason);
            let granted = earned.is_positive() || reason == ReceiptReason::Granted;
            if occasion.law.rule.carry {
                *past.carried.entry(occasion.recipient).or_default() += judged.exact;
            }
            let mut end = None;
            if matches!(occasion.law.rule.form, Form::Discount { .. }) {
                if granted {
                    reckoning.reductions.push(reduction(occasion, &judged));
                }
                let (recipient, at, receipt) = (occasion.recipient, occasion.at, judged.receipt);
                reckoning.discounts.push(Judgement { recipient, at, receipt });
            } else {
                let (earnings, all_ended) = self.earnings(occasion, &judged, &given)?;
                end = all_ended;
                reckoning.earnings.extend(earnings);
            }
            if limited && granted {
                past.limits.add((occasion.recipient, occasion.whose), occasion.at, earned, end);
            }
            if let (true, true, Some(at)) = (is_own, granted, occasion.bond) {
                given.add(at.bond, occasion.at, end);
            }
        }
        Ok(reckoning)
    }
}

/// What happens once for a person, or a number that is reached once, does so under one version of the terms.
fn each_once(occasions: &mut Vec<Occasion<'_>>) {
    let mut known: HashSet<(Place, Option<Place>, Cause)> = HashSet::new();
    occasions.retain(|occasion| {
        let once = matches!(occasion.cause, Cause::Person(_) | Cause::Milestone(_));
        !once || known.insert((occasion.recipient, occasion.whose, occasion.cause.clone()))
    });
}

/// The first period of a version that changes the schedule begins where the last one of the version before ended.
fn go_on(occasions: &mut [Occasion<'_>]) {
    // Of each recipient, and where it is of one of theirs, of whom and of what: the last version and when.
    type Judged = (u32, Instant);
    let mut last: HashMap<(Place, Option<Place>, Option<ExternalId>), Judged> = HashMap::new();
    for occasion in occasions {
        let Some((after, _)) = &mut occasion.period else { continue };
        let named = match &occasion.cause {
            Cause::ScheduledFor(_, id) => Some(id.clone()),
            _ => None,
        };
        let ended = last.insert((occasion.recipient, occasion.whose, named), (occasion.law.version, occasion.at));
        if let Some((version, at)) = ended
            && version != occasion.law.version
        {
            *after = at;
        }
    }
}

/// When nothing was left of it for good.
fn ended(earning: &Earning) -> Option<Instant> {
    earning.corrections.last().filter(|(_, left)| !left.is_positive()).map(|(at, _)| *at)
}

fn reduction(occasion: &Occasion<'_>, judged: &judge::Judged) -> Reduction {
    let off = match judged.rate {
        Some(percent) if occasion.law.rule.is_of_charge() => Off::Percent(percent),
        _ => Off::Amount(judged.receipt.earned),
    };
    let invoice = match occasion.deed {
        occasion::Deed::Invoice(invoice) => Some(invoice.id.clone()),
        _ => None,
    };
    Reduction {
        recipient: occasion.recipient,
        invitee: occasion.whose,
        cause: occasion.cause.clone(),
        rule: occasion.law.rule.id.clone(),
        version: occasion.law.version,
        at: occasion.at,
        invoice,
        off,
    }
}
