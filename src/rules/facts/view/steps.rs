//! A `[count.NAME]` at any instant: what each thing adds to it, and since when, found out once. So it is where a thing adds another
//! number only when something happens to its person.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use rust_decimal::Decimal;

use super::{AtBond, AtPayment, View};
use crate::calendar::Instant;
use crate::rules::circle::{Bond, MemberAction, MemberSubscription, Place};
use crate::rules::facts::timeline::Sums;
use crate::rules::facts::{Fact, Group, Unanswered, Word};
use crate::rules::rule::{Things, What, Whose};

/// More of them at once are not worth to be known before they are asked for.
const MOST: usize = 100_000;
/// Sums beyond what money goes to are reckoned each time anew, where one that is too large is told.
const LARGE: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, false, 0);

/// When the thing was, since when it adds so much more.
type Step = (Instant, Instant, Decimal);

/// What all things of a count add.
#[derive(Debug)]
pub(super) struct Steps {
    /// By when the things were.
    steps: Vec<Step>,
    all: Sums,
    early: OnceCell<Vec<Sums>>,
}

impl Steps {
    /// None: some of them are so large that their sums may not fit into a number.
    fn new(mut steps: Vec<Step>) -> Option<Steps> {
        let mut sizes = steps.iter().map(|(.., more)| more.abs());
        sizes.try_fold(Decimal::ZERO, |sum, more| sum.checked_add(more).filter(|sum| *sum < LARGE))?;
        steps.sort_unstable();
        let all = Sums::new(steps.iter().map(|(_, since, more)| (*since, *more)).collect());
        Some(Steps { steps, all, early: OnceCell::new() })
    }

    /// At an instant, of the things after another one.
    fn at(&self, after: Option<Instant>, at: Instant) -> Decimal {
        self.all.at(at) - after.map_or(Decimal::ZERO, |after| self.of_early(after, at))
    }

    /// Of those by an instant: node n of a Fenwick tree has the sums of as many as its lowest bit says, up to the nth.
    fn of_early(&self, until: Instant, at: Instant) -> Decimal {
        let nodes = self.early.get_or_init(|| {
            let node = |n: usize| self.steps[n & (n - 1)..n].iter().map(|(_, since, more)| (*since, *more));
            (1..=self.steps.len()).map(|n| Sums::new(node(n).collect())).collect()
        });
        let mut n = self.steps.partition_point(|(thing, ..)| *thing <= until);
        let mut sum = Decimal::ZERO;
        while n > 0 {
            sum += nodes[n - 1].at(at);
            n &= n - 1;
        }
        sum
    }
}

/// Which count of the terms, of whom, and where it is of one invitee: of which, by which referral.
type Key = (usize, Place, Option<(Option<Place>, Option<AtBond>)>);

/// What one version of the terms counts, once it was asked for.
#[derive(Debug, Default)]
pub(super) struct Known(RefCell<HashMap<Key, Asked>>);

#[derive(Debug, Clone)]
enum Asked {
    Once,
    /// None: it cannot be known before.
    Again(Option<Rc<Steps>>),
}

/// Whose things, and while which referral stands.
#[derive(Clone, Copy)]
struct Of<'a> {
    whose: Option<Place>,
    bond: Option<AtBond>,
    stands: Option<&'a Bond>,
}

/// Something that is counted, from when to when.
struct Thing<'a> {
    at: Instant,
    until: Option<Instant>,
    payment: Option<AtPayment<'a>>,
    action: Option<&'a MemberAction>,
    subscription: Option<&'a MemberSubscription>,
}

impl<'a> View<'a> {
    /// None: it is to be counted now. Who asks once only is not worth it.
    pub(super) fn stepped(&self, place: usize, count: &Things, after: Option<Instant>) -> Option<Decimal> {
        if self.reversed_by != self.at || !self.lost.is_empty() || self.net.is_some() || !count.is_stepped() {
            return None;
        }
        let one = (count.of.whose == Whose::Invitee).then_some((self.invitee, self.bond));
        let whose = if count.of.whose == Whose::Own { self.recipient } else { self.referrer };
        let key = (place, whose, one);
        let known = &self.memory.kept.known.0;
        let asked = known.borrow().get(&key).cloned();
        let steps = match asked {
            None => {
                known.borrow_mut().insert(key, Asked::Once);
                None
            }
            Some(Asked::Once) => {
                let steps = self.steps(count).ok().flatten().and_then(Steps::new).map(Rc::new);
                known.borrow_mut().insert(key, Asked::Again(steps.clone()));
                steps
            }
            Some(Asked::Again(steps)) => steps,
        };
        steps.map(|steps| steps.at(after, self.at))
    }

    fn steps(&self, count: &Things) -> Result<Option<Vec<Step>>, Unanswered> {
        let mut steps = Vec::new();
        for of in self.of(count.of.whose) {
            if !self.add_steps(count, of, &mut steps)? {
                return Ok(None);
            }
        }
        Ok(Some(steps))
    }

    fn of(&self, whose: Whose) -> Vec<Of<'a>> {
        match whose {
            Whose::Own => vec![Of { whose: None, bond: self.bond, stands: None }],
            Whose::Invitee => {
                let of = |invitee| Of { whose: Some(invitee), bond: self.bond, stands: None };
                self.invitee.map(of).into_iter().collect()
            }
            Whose::Invitees => {
                let of = |&place: &usize| {
                    let bond = self.timeline.bond(place);
                    let at = AtBond { bond: place, level: 1, parent: None };
                    Of { whose: Some(bond.invitee), bond: Some(at), stands: Some(bond) }
                };
                self.timeline.invited[self.referrer].iter().map(of).collect()
            }
        }
    }

    /// Answers whether it was worth it.
    fn add_steps(&self, count: &Things, of: Of<'a>, steps: &mut Vec<Step>) -> Result<bool, Unanswered> {
        let things = self.things_of(count.of.what, of);
        let (of_thing, of_person) = (count.reads_thing(), count.reads_person());
        let mut instants = Vec::new();
        if of_person && !things.is_empty() {
            self.timeline.add_instants(of.whose.unwrap_or(self.recipient), &mut instants);
            instants.sort_unstable();
            instants.dedup();
        }
        if of_thing && things.len() * instants.len() > MOST {
            return Ok(false);
        }
        let mut shared: Vec<(Instant, Decimal)> = Vec::new();
        if let (Some(thing), false) = (things.first(), of_thing) {
            for &at in &instants {
                let adds = self.adds(count, of, thing, at)?;
                if shared.last().is_none_or(|(_, before)| *before != adds) {
                    shared.push((at, adds));
                }
            }
        }
        for thing in &things {
            let from = of.stands.map_or(thing.at, |bond| bond.registered_at.max(thing.at));
            let until = [thing.until, of.stands.and_then(|bond| bond.voided_at)].into_iter().flatten().min();
            if until.is_some_and(|until| until <= from) {
                continue;
            }
            let mut sum = self.adds(count, of, thing, from)?;
            steps.push((thing.at, from, sum));
            let within = |at: Instant| at > from && until.is_none_or(|until| at < until);
            let mut step = |at: Instant, adds: Decimal| {
                if adds != sum {
                    let more = adds.checked_sub(sum).ok_or(Unanswered::TooLarge)?;
                    steps.push((thing.at, at, more));
                    sum = adds;
                }
                Ok::<_, Unanswered>(())
            };
            if of_thing {
                for &at in instants.iter().filter(|at| within(**at)) {
                    step(at, self.adds(count, of, thing, at)?)?;
                }
            } else {
                shared.iter().filter(|(at, _)| within(*at)).try_for_each(|(at, adds)| step(*at, *adds))?;
            }
            if let Some(until) = until {
                step(until, Decimal::ZERO)?;
            }
        }
        Ok(true)
    }

    fn adds(&self, count: &Things, of: Of<'a>, thing: &Thing<'a>, at: Instant) -> Result<Decimal, Unanswered> {
        let view = View {
            at,
            reversed_by: at,
            invitee: of.whose,
            bond: of.bond,
            payment: thing.payment,
            base: thing.payment.map_or(self.base, |paid| paid.payment.left_at(at).amount()),
            counted: &[],
            line: None,
            action: thing.action,
            subscription: thing.subscription,
            ..*self
        };
        view.item(count)
    }

    fn things_of(&self, what: What, of: Of<'a>) -> Vec<Thing<'a>> {
        let place = of.whose.unwrap_or(self.recipient);
        let person = self.timeline.person(place);
        let thing = |at, until| Thing { at, until, payment: None, action: None, subscription: None };
        match what {
            What::Referrals => of.stands.map(|bond| thing(bond.registered_at, None)).into_iter().collect(),
            What::Payments => {
                let registered = of.bond.filter(|_| of.whose.is_some()).map(|at| self.timeline.bond(at.bond));
                let payments = person.payments.iter().enumerate().filter(|(_, paid)| {
                    paid.amount.is_positive() && registered.is_none_or(|bond| paid.at >= bond.registered_at)
                });
                let counted = payments.map(|(n, &payment)| {
                    let at = AtPayment { payment, payer: place, ordinal: n as u32 + 1 };
                    Thing { payment: Some(at), ..thing(payment.at, payment.whole_refund_at()) }
                });
                counted.collect()
            }
            What::Actions => {
                let actions = person.actions.iter();
                actions.map(|&action| Thing { action: Some(action), ..thing(action.at, action.reversed_at) }).collect()
            }
            What::Subscriptions => {
                let subscriptions = person.member.subscriptions.iter();
                let counted =
                    subscriptions.map(|one| Thing { subscription: Some(one), ..thing(one.facts.started_at, None) });
                counted.collect()
            }
        }
    }
}

impl Things {
    fn words(&self) -> impl Iterator<Item = Word> {
        self.condition.iter().chain(&self.sum).flat_map(|formula| formula.uses())
    }

    /// Whether a thing adds another number only when something happens to its person.
    fn is_stepped(&self) -> bool {
        let known = self.of.what != What::Referrals || self.of.whose == Whose::Invitees;
        let mut counts = self.condition.iter().chain(&self.sum).flat_map(|formula| formula.counts());
        known && counts.next().is_none() && self.words().all(is_stepped)
    }

    fn reads_thing(&self) -> bool {
        self.words().any(|word| matches!(word.group(), Group::Payment | Group::Action | Group::Subscription))
    }

    /// Whether a thing may add another number later.
    fn reads_person(&self) -> bool {
        self.words().any(|word| match word.group() {
            Group::Invitee => true,
            // Less what was given back.
            Group::Payment => word.fact() == Fact::Base,
            Group::Action => word.fact() == Fact::Ordinal,
            Group::Subscription => word.fact() == Fact::Active,
            _ => false,
        })
    }
}

fn is_stepped(word: Word) -> bool {
    match word.group() {
        Group::Payment | Group::Action => true,
        Group::Subscription => word.fact() != Fact::AgeDays,
        Group::Referral => {
            matches!(word.fact(), Fact::Ordinal | Fact::Level | Fact::Code | Fact::Sub | Fact::Late)
        }
        Group::Invitee => matches!(
            word.fact(),
            Fact::Country
                | Fact::Kind
                | Fact::Product
                | Fact::Price
                | Fact::MonthlyPrice
                | Fact::Payments
                | Fact::PaidTotal
                | Fact::Active
                | Fact::Subscriptions
                | Fact::FirstPaymentDays
                | Fact::Has
                | Fact::Actions
                | Fact::ActionTotal
        ),
        _ => false,
    }
}
