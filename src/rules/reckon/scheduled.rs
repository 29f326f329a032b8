//! Rewards on a schedule.

use super::occasion::{Deed, Occasion, Scene};
use super::tree::Reached;
use crate::calendar::Instant;
use crate::rules::earning::Cause;
use crate::rules::reward::Unassessed;
use crate::rules::rule::{Each, Recipient, Schedule};

impl<'a> Scene<'_, 'a> {
    pub(super) fn scheduled(&self, schedule: &Schedule, each: Each) -> Result<Vec<Occasion<'a>>, Unassessed> {
        if each == Each::Recipient && self.law.rule.to != Recipient::Invitee {
            return self.of_recipient(schedule);
        }
        let mut all = Vec::new();
        for reached in &self.reached {
            for (after, at) in self.periods(schedule, reached.from)? {
                match each {
                    Each::Recipient | Each::Referral => {
                        let cause = Cause::ScheduledFor(at, self.person(reached.invitee).member.id.clone());
                        let occasion = self.of_bond(reached, at, cause, Deed::Nothing)?;
                        all.extend(occasion.map(|occasion| Occasion { period: Some((after, at)), ..occasion }));
                    }
                    Each::Subscription => all.append(&mut self.of_subscriptions(reached, (after, at))?),
                }
            }
        }
        Ok(all)
    }

    fn periods(&self, schedule: &Schedule, from: Instant) -> Result<Vec<(Instant, Instant)>, Unassessed> {
        let periods = schedule.periods(from, self.reckoner.until, self.law.terms.time_zone)?;
        self.reckoner.enough(16 * periods.len())?;
        Ok(periods)
    }

    fn of_recipient(&self, schedule: &Schedule) -> Result<Vec<Occasion<'a>>, Unassessed> {
        let Some(first) = self.reached.iter().map(|reached| reached.from).min() else { return Ok(Vec::new()) };
        let periods = self.periods(schedule, first)?.into_iter();
        let own = periods.filter_map(|(after, at)| {
            let occasion = self.own(at, Cause::Scheduled(at), Deed::Nothing)?;
            Some(Occasion { period: Some((after, at)), ..occasion })
        });
        Ok(own.collect())
    }

    fn of_subscriptions(
        &self,
        reached: &Reached,
        (after, at): (Instant, Instant),
    ) -> Result<Vec<Occasion<'a>>, Unassessed> {
        let subscriptions = self.person(reached.invitee).member.subscriptions.iter();
        let started = subscriptions.filter(|subscription| {
            subscription.facts.started_at <= at && subscription.facts.closed_at.is_none_or(|closed| closed > after)
        });
        let occasions = started.map(|subscription| {
            let cause = Cause::ScheduledFor(at, subscription.id.clone());
            let occasion = self.of_bond(reached, at, cause, Deed::Subscription(subscription))?;
            Ok(occasion.map(|occasion| Occasion { period: Some((after, at)), ..occasion }))
        });
        occasions.filter_map(Result::transpose).collect()
    }
}
