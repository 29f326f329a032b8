//! When something becomes true of a referral, and when a number of the referrer first reaches a threshold.

use rust_decimal::Decimal;

use super::occasion::{Deed, Occasion, Scene};
use super::tree::Reached;
use crate::rules::earning::Cause;
use crate::rules::expression::Expression;
use crate::rules::facts::Group;
use crate::rules::facts::instants::days_after;
use crate::rules::facts::view::Progress;
use crate::rules::reward::Unassessed;
use crate::rules::rule::Thresholds;

/// No milestone has more thresholds than this.
const MOST_THRESHOLDS: u32 = 100_000;

impl<'a> Scene<'_, 'a> {
    /// The first instant since the referral at which it is true. What has no answer then is not true.
    pub(super) fn becomes(&self, reached: &Reached, expression: &Expression) -> Result<Vec<Occasion<'a>>, Unassessed> {
        let by_time = expression.depends_on_time() || expression.counts().next().is_some();
        let others =
            expression.uses().any(|word| word.group() == Group::Referrer) || expression.counts().next().is_some();
        let until = reached.until.map_or(self.reckoner.until, |until| until.min(self.reckoner.until));
        let mut instants = vec![reached.from];
        self.reckoner.timeline.add_instants(reached.invitee, &mut instants);
        if others {
            self.reckoner.timeline.add_all_instants(self.owner, &mut instants);
        }
        if by_time {
            let people = if others { vec![reached.invitee, self.owner] } else { vec![reached.invitee] };
            for person in people {
                let registered_at = self.person(person).member.registered_at;
                instants.extend(days_after(registered_at, until, self.law.terms.time_zone)?);
            }
            instants.extend(days_after(reached.registered_at, until, self.law.terms.time_zone)?);
        }
        instants.retain(|at| *at >= reached.from && *at <= until);
        instants.sort_unstable();
        instants.dedup();
        let given = super::progress::Given::default();
        for at in instants {
            let Some(occasion) = self.of_bond(reached, at, self.person_cause(reached.invitee), Deed::Nothing)? else {
                continue;
            };
            if expression.holds(&self.reckoner.bare_view(&occasion, &given)) == Ok(true) {
                return Ok(vec![occasion]);
            }
        }
        Ok(Vec::new())
    }

    /// Each threshold at the first instant at which the number reaches it.
    pub(super) fn milestones(&self, of: &Expression, at: &Thresholds) -> Result<Vec<Occasion<'a>>, Unassessed> {
        let Some(first) = self.reckoner.first_referral(self.owner) else { return Ok(Vec::new()) };
        let until = self.reckoner.until;
        let mut given = self.reckoner.given_by_others(self.owner, &self.law.rule.id)?;
        let mut instants = vec![first];
        instants.extend(given.instants());
        self.reckoner.timeline.add_all_instants(self.owner, &mut instants);
        if of.depends_on_time() || of.counts().next().is_some() {
            let registered_at = self.person(self.owner).member.registered_at;
            instants.extend(days_after(registered_at, until, self.law.terms.time_zone)?);
        }
        instants.retain(|at| *at <= until);
        instants.sort_unstable();
        instants.dedup();
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

fn threshold(thresholds: &Thresholds, n: u32) -> Option<Decimal> {
    match thresholds {
        Thresholds::At(at) => at.get(n as usize).copied(),
        Thresholds::Every(every) => {
            (*every > 0 && n < MOST_THRESHOLDS).then(|| Decimal::from(*every) * Decimal::from(n + 1))
        }
    }
}
