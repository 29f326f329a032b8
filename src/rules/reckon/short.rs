//! A milestone of which too few of the counted invitees are left.

use rust_decimal::Decimal;

use super::Reckoner;
use super::life::Step;
use super::occasion::Occasion;
use crate::calendar::Instant;
use crate::money::Money;
use crate::rules::earning::Cause;
use crate::rules::expression::Expression;
use crate::rules::facts::view::{Progress, View};
use crate::rules::receipt::{Receipt, ReceiptReason};
use crate::rules::reward::Unassessed;
use crate::rules::rule::Trigger;

impl Reckoner<'_> {
    /// When what took counted invitees away left fewer than the threshold, and when as many counted again.
    pub(super) fn short_of(
        &self,
        occasion: &Occasion<'_>,
        receipt: &Receipt,
        progress: &dyn Progress,
    ) -> Result<Vec<Step>, Unassessed> {
        let Trigger::Milestone { of, .. } = &occasion.law.rule.on else { return Ok(Vec::new()) };
        let losses = self.losses(occasion)?;
        let (Some(threshold), false) = (threshold(&occasion.cause), losses.is_empty()) else { return Ok(Vec::new()) };
        let mut instants = self.number_instants(occasion.recipient, occasion.law.terms, of)?;
        instants.extend(losses.iter().map(|(at, _)| *at));
        instants.retain(|at| *at > occasion.at);
        instants.sort_unstable();
        instants.dedup();
        let number = |at: Instant, lost: &[usize]| self.left(of, occasion, at, lost, progress);
        let (mut lost, mut next, mut stands) = (Vec::new(), 0, true);
        let mut steps = Vec::new();
        for at in instants {
            let gone = losses[next..].iter().take_while(|(when, _)| *when <= at).map(|(_, bond)| *bond);
            let (before, fewer) = (lost.len(), gone.collect::<Vec<usize>>());
            next += fewer.len();
            lost.extend(fewer);
            if stands && lost.len() > before {
                self.enough(16)?;
                // As many may be lost at most: nobody need be counted one by one.
                let at_least = number(at, &[]) - Decimal::from(lost.len());
                let short = at_least < threshold && number(at, &lost) < threshold;
                let just_before = at - chrono::TimeDelta::microseconds(1);
                if short && number(at, &lost) < number(just_before, &lost[..before]) {
                    steps.push((at, Money::zero(receipt.earned.currency()), ReceiptReason::TakenBack));
                    stands = false;
                }
            } else if !stands && number(at, &lost) >= threshold {
                steps.push((at, receipt.earned, receipt.reason));
                stands = true;
            }
        }
        Ok(steps)
    }

    /// When each of the invitees first did what takes the reward back, in the order of time.
    fn losses(&self, occasion: &Occasion<'_>) -> Result<Vec<(Instant, usize)>, Unassessed> {
        let Some(take_back) = &occasion.law.rule.take_back else { return Ok(Vec::new()) };
        let zone = occasion.law.terms.time_zone;
        let end = take_back.within.map(|span| span.after(occasion.at, zone)).transpose()?;
        let until = end.map_or(self.until, |end| end.min(self.until));
        let bonds = &self.timeline.invited[occasion.recipient];
        let first = bonds.iter().filter_map(|&bond| {
            let invitee = self.timeline.bond(bond).invitee;
            let happened = take_back.on.iter().flat_map(|on| self.happened(*on, invitee, occasion));
            let first = happened.filter(|at| *at > occasion.at && *at <= until).min();
            first.map(|at| (at, bond))
        });
        let mut losses: Vec<(Instant, usize)> = first.collect();
        losses.sort_unstable();
        Ok(losses)
    }

    /// The number without those who are lost. What has no answer is nothing.
    fn left(
        &self,
        of: &Expression,
        occasion: &Occasion<'_>,
        at: Instant,
        lost: &[usize],
        progress: &dyn Progress,
    ) -> Decimal {
        let view = View { at, reversed_by: at, lost, ..self.bare_view(occasion, progress) };
        of.number(&view).unwrap_or_default()
    }
}

fn threshold(cause: &Cause) -> Option<Decimal> {
    match cause {
        Cause::Milestone(reached) => reached.parse().ok(),
        Cause::Part(_, whole) => threshold(whole),
        _ => None,
    }
}
