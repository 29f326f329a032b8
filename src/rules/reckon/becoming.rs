//! When something becomes true of a referral, and when a number of the referrer first reaches a threshold.

use std::cell::RefCell;

use rust_decimal::Decimal;

use super::Reckoner;
use super::occasion::{Deed, Law, Occasion, Scene};
use super::tree::Reached;
use crate::calendar::Instant;
use crate::rules::circle::Place;
use crate::rules::earning::Cause;
use crate::rules::expression::Expression;
use crate::rules::facts::Group;
use crate::rules::facts::instants::days_after;
use crate::rules::facts::view::Progress;
use crate::rules::reward::Unassessed;
use crate::rules::rule::{Made, Recipient, Thresholds, Whose};
use crate::rules::terms::Terms;

/// No milestone has more thresholds than this.
const MOST_THRESHOLDS: u32 = 100_000;

/// What may become true of a referral, and what is the same for all referrals of one recipient.
pub(super) struct Becoming<'e> {
    expression: &'e Expression,
    by_time: bool,
    /// The instants at which something happens to any of them, in order.
    common: Vec<Instant>,
    /// Of each of these the next one at which it is not known to be false for all; none: it is another for each referral.
    open: Option<RefCell<Vec<usize>>>,
}

impl<'a> Scene<'_, 'a> {
    pub(super) fn becoming<'e>(&self, expression: &'e Expression) -> Result<Becoming<'e>, Unassessed> {
        let by_time = expression.depends_on_time() || expression.counts().next().is_some();
        let others =
            expression.uses().any(|word| word.group() == Group::Referrer) || expression.counts().next().is_some();
        let mut common = Vec::new();
        if others {
            self.reckoner.timeline.add_all_instants(self.owner, &mut common);
        }
        if others && by_time {
            let registered_at = self.person(self.owner).member.registered_at;
            common.extend(days_after(registered_at, self.reckoner.until, self.law.terms.time_zone)?);
        }
        common.sort_unstable();
        common.dedup();
        self.reckoner.enough(16 * common.len())?;
        let open = is_of_referrer(self.law, expression).then(|| RefCell::new((0..=common.len()).collect()));
        Ok(Becoming { expression, by_time, common, open })
    }

    /// The first instant since the referral at which it is true. What has no answer then is not true.
    pub(super) fn becomes(&self, reached: &Reached, of: &Becoming<'_>) -> Result<Vec<Occasion<'a>>, Unassessed> {
        let until = reached.until.map_or(self.reckoner.until, |until| until.min(self.reckoner.until));
        let mut own = vec![reached.from];
        self.reckoner.timeline.add_instants(reached.invitee, &mut own);
        let chosen = &self.reckoner.timeline.bond(reached.at.bond).schemes;
        own.extend(chosen.iter().chain(&self.person(self.owner).member.schemes).map(|(since, _)| *since));
        if of.by_time {
            let registered_at = self.person(reached.invitee).member.registered_at;
            own.extend(days_after(registered_at, until, self.law.terms.time_zone)?);
            own.extend(days_after(reached.registered_at, until, self.law.terms.time_zone)?);
        }
        self.reckoner.enough(16 * own.len())?;
        own.retain(|at| *at >= reached.from && *at <= until);
        own.sort_unstable();
        own.dedup();
        let first = of.common.partition_point(|at| *at < reached.from);
        let after = of.common.partition_point(|at| *at <= until);
        let given = super::progress::Given::default();
        let mut own = own.into_iter().peekable();
        let mut next = of.open_from(first);
        loop {
            let shared = of.common.get(next).copied().filter(|_| next < after);
            let at = match (own.peek().copied(), shared) {
                (Some(one), Some(other)) => one.min(other),
                (Some(at), None) | (None, Some(at)) => at,
                (None, None) => return Ok(Vec::new()),
            };
            own.next_if_eq(&at);
            let occasion = self.of_bond(reached, at, self.person_cause(reached.invitee), Deed::Nothing)?;
            if let Some(occasion) = occasion {
                if of.expression.holds(&self.reckoner.bare_view(&occasion, &given)) == Ok(true) {
                    return Ok(vec![occasion]);
                }
                if shared == Some(at) {
                    of.close(next);
                }
            }
            if shared == Some(at) {
                next = of.open_from(next + 1);
            }
        }
    }

    /// Each threshold at the first instant at which the number reaches it.
    pub(super) fn milestones(&self, of: &Expression, at: &Thresholds) -> Result<Vec<Occasion<'a>>, Unassessed> {
        let Some(first) = self.reckoner.first_referral(self.owner) else { return Ok(Vec::new()) };
        let until = self.reckoner.until;
        let mut given = self.reckoner.given_by_others(self.owner, &self.law.rule.id)?;
        let mut instants = self.reckoner.number_instants(self.owner, self.law.terms, of)?;
        instants.push(first);
        instants.extend(given.instants().filter(|at| *at <= until));
        instants.sort_unstable();
        instants.dedup();
        self.reckoner.enough(16 * instants.len())?;
        let mut reached = 0;
        let mut occasions = Vec::new();
        for instant in instants {
            given.advance_to(instant);
            let Some(occasion) = self.own(instant, self.person_cause(self.owner), Deed::Nothing) else { continue };
            let Some(number) = self.number(of, &occasion, &given) else { continue };
            while let Some(threshold) = threshold(at, reached).filter(|threshold| *threshold <= number) {
                let cause = Cause::Milestone(threshold.normalize().to_string());
                occasions.push(Occasion { cause, ..occasion.clone() });
                reached += 1;
            }
        }
        Ok(occasions)
    }

    /// What has no answer reaches nothing.
    fn number(&self, of: &Expression, occasion: &Occasion<'a>, progress: &dyn Progress) -> Option<Decimal> {
        of.number(&self.reckoner.bare_view(occasion, progress)).ok()
    }
}

impl Reckoner<'_> {
    /// When a number of the referrer may change by now.
    pub(super) fn number_instants(
        &self,
        owner: Place,
        terms: &Terms,
        of: &Expression,
    ) -> Result<Vec<Instant>, Unassessed> {
        let mut instants = Vec::new();
        self.timeline.add_all_instants(owner, &mut instants);
        if of.depends_on_time() || of.counts().next().is_some() {
            let registered_at = self.timeline.person(owner).member.registered_at;
            instants.extend(days_after(registered_at, self.until, terms.time_zone)?);
        }
        instants.retain(|at| *at <= self.until);
        Ok(instants)
    }
}

impl Becoming<'_> {
    /// The first of the common instants from one on at which it is not known to be false for all.
    fn open_from(&self, n: usize) -> usize {
        let Some(open) = &self.open else { return n };
        let (mut open, mut found) = (open.borrow_mut(), n);
        while open[found] != found {
            found = open[found];
        }
        // Whoever comes here again finds it at once.
        let mut passed = n;
        while passed != found {
            passed = std::mem::replace(&mut open[passed], found);
        }
        found
    }

    fn close(&self, n: usize) {
        if let Some(open) = &self.open {
            open.borrow_mut()[n] = n + 1;
        }
    }
}

/// Whether it reads nothing of the referral at hand.
fn is_of_referrer(law: Law<'_>, expression: &Expression) -> bool {
    expression.uses().all(|word| word.group() == Group::Referrer)
        && expression.counts().all(|place| match law.terms.counts.get(place).map(|count| &count.made) {
            Some(Made::Things(things)) => match things.of.whose {
                Whose::Invitee => false,
                Whose::Own if law.rule.to == Recipient::Invitee => false,
                Whose::Invitees | Whose::Own => things.condition.iter().chain(&things.sum).all(|formula| {
                    let own = things.of.whose == Whose::Own;
                    let of_other = formula.uses().any(|word| own && word.group() == Group::Referral);
                    !of_other && formula.counts().next().is_none()
                }),
            },
            Some(Made::Kept(_)) => true,
            None => false,
        })
}

fn threshold(thresholds: &Thresholds, n: u32) -> Option<Decimal> {
    match thresholds {
        Thresholds::At(at) => at.get(n as usize).copied(),
        Thresholds::Every(every) => {
            (*every > 0 && n < MOST_THRESHOLDS).then(|| Decimal::from(*every) * Decimal::from(n + 1))
        }
    }
}
