//! What becomes of an earning: refunds, what takes it back, its release, its instalments.

use rust_decimal::Decimal;

use super::judge::Judged;
use super::occasion::{Deed, Occasion};
use super::{Reckoner, ended};
use crate::calendar::Instant;
use crate::events::SubscriptionStatus;
use crate::money::{Money, MoneyError, Unit, proportion, rounded, split};
use crate::rules::activity::SubscriptionFacts;
use crate::rules::circle::Place;
use crate::rules::earning::{Cause, Earning};
use crate::rules::expression::Expression;
use crate::rules::facts::view::{Progress, View};
use crate::rules::history::corrected_at;
use crate::rules::loss::left_at;
use crate::rules::receipt::{Receipt, ReceiptReason};
use crate::rules::reward::{Unassessed, after_refund};
use crate::rules::rule::{Form, Start, TakenOn, Trigger};

/// What it is worth from an instant on, and why.
pub(super) type Step = (Instant, Money, ReceiptReason);

/// The whole of which an earning is one of several parts.
#[derive(Clone, Copy)]
struct Whole<'j, 'a> {
    occasion: &'j Occasion<'a>,
    judged: &'j Judged,
    /// When all of it was taken back.
    taken_back: Option<Instant>,
    parts: usize,
    part: usize,
}

impl Whole<'_, '_> {
    /// So the parts come to what is left of the whole.
    fn part_of(self, left: Money) -> Result<Money, MoneyError> {
        let alike = vec![Money::from_minor(1, left.currency())?; self.parts];
        Ok(split(left, &alike)?.get(self.part).copied().unwrap_or(left))
    }
}

impl<'a> Reckoner<'a> {
    /// The earning, or its instalments as far as they came, and when nothing was left of any of them for good; none also while some
    /// may still come.
    pub(super) fn earnings(
        &self,
        occasion: &Occasion<'a>,
        judged: &Judged,
        progress: &dyn Progress,
    ) -> Result<(Vec<Earning>, Option<Instant>), Unassessed> {
        let rule = occasion.law.rule;
        let earned = judged.receipt.earned;
        let taken_back = self.all_taken_back_at(occasion, progress)?;
        let whole = Whole { occasion, judged, taken_back, parts: 1, part: 0 };
        let Some(instalments) = rule.instalments.as_ref().filter(|_| earned.is_positive()) else {
            let earnings = vec![self.earning(occasion, judged.receipt.clone(), whole, progress)?];
            let ended = all_ended(&earnings);
            return Ok((earnings, ended));
        };
        let parts = instalments.count.max(1) as usize;
        let zone = occasion.law.terms.time_zone;
        let held = judged.receipt.hold_until - occasion.at;
        let mut earnings = Vec::new();
        for n in 0..parts {
            let whole = Whole { parts, part: n, ..whole };
            let (n, part) = (n as u32, whole.part_of(earned)?);
            let at = instalments.every.times(n).after(occasion.at, zone)?;
            let view = self.bare_view(occasion, progress);
            let stops = |condition: &Expression| condition.holds(&View { at, reversed_by: at, ..view }) != Ok(true);
            let was_taken_back = n > 0 && taken_back.is_some_and(|taken| taken <= at);
            if at > self.until || was_taken_back || instalments.while_.as_ref().is_some_and(stops) {
                break;
            }
            let cause = Cause::Part(n + 1, Box::new(occasion.cause.clone()));
            let hold_until = if n == 0 { judged.receipt.hold_until } else { at + held };
            let receipt = Receipt { earned: part, amount: part, hold_until, ..judged.receipt.clone() };
            earnings.push(self.earning(&Occasion { at, cause, ..occasion.clone() }, receipt, whole, progress)?);
        }
        let ended = all_ended(&earnings).filter(|_| taken_back.is_some() || earnings.len() >= parts);
        Ok((earnings, ended))
    }

    fn earning(
        &self,
        occasion: &Occasion<'a>,
        mut receipt: Receipt,
        whole: Whole<'_, 'a>,
        progress: &dyn Progress,
    ) -> Result<Earning, Unassessed> {
        let mut corrections = Vec::new();
        if !receipt.earned.is_zero() {
            let mut worth = receipt.earned;
            for (at, left, reason) in self.steps(occasion, &receipt, whole, progress)? {
                if left != worth {
                    worth = left;
                    receipt.reason = reason;
                    corrections.push((at, left));
                }
            }
            receipt.amount = worth;
        }
        let expires_at = self.expires_at(occasion, &receipt)?.filter(|_| receipt.earned.is_positive());
        Ok(Earning {
            recipient: occasion.recipient,
            invitee: occasion.whose,
            cause: occasion.cause.clone(),
            at: occasion.at,
            happened_at: occasion.deed.happened_at(),
            frozen_since: self.frozen_since(occasion),
            asked: self.asked(occasion),
            receipt,
            corrections,
            expires_at,
        })
    }

    /// In the order of time.
    fn steps(
        &self,
        occasion: &Occasion<'a>,
        receipt: &Receipt,
        whole: Whole<'_, 'a>,
        progress: &dyn Progress,
    ) -> Result<Vec<Step>, Unassessed> {
        let mut steps = self.partly(occasion, whole, progress)?;
        let short = self.short_of(whole.occasion, receipt, progress)?;
        steps.extend(short.into_iter().map(|(at, left, reason)| (corrected_at(at, occasion.at), left, reason)));
        if receipt.earned.is_negative() {
            // A debt ends when what it is for is undone, and by nothing else.
            let reversed = self.reversed_at(occasion).filter(|at| *at <= self.until);
            steps.extend(reversed.map(|at| (at, Money::zero(receipt.earned.currency()), ReceiptReason::TakenBack)));
            return Ok(steps);
        }
        let taken = whole.taken_back.map(|at| (at, ReceiptReason::TakenBack));
        let kept = self.not_released_at(occasion, receipt, progress).map(|at| (at, ReceiptReason::NotReleased));
        let lost = self.lost_at(occasion, receipt).map(|at| (at, ReceiptReason::TakenBack));
        let ended = [taken, kept, lost].into_iter().flatten().min_by_key(|(at, _)| *at);
        if let Some((ended, reason)) = ended.filter(|(at, _)| *at <= self.until) {
            steps.retain(|(at, ..)| *at < ended);
            steps.push((ended, Money::zero(receipt.earned.currency()), reason));
        }
        // Of several at one instant the last says what it is worth.
        steps.reverse();
        steps.dedup_by_key(|(at, ..)| *at);
        steps.reverse();
        Ok(steps)
    }

    /// What refunds leave, or what is left of the earning that it is a share of.
    fn partly(
        &self,
        occasion: &Occasion<'a>,
        whole: Whole<'_, 'a>,
        progress: &dyn Progress,
    ) -> Result<Vec<Step>, Unassessed> {
        let (earned, rule) = (whole.judged.receipt.earned, occasion.law.rule);
        let zone = occasion.law.terms.time_zone;
        match &occasion.deed {
            Deed::Payment(at) => {
                let paid = at.payment.amount;
                let mut refunds = at.payment.refunds.clone();
                let end = rule.refund_within.map(|span| span.after(at.payment.at, zone)).transpose()?;
                refunds.retain(|(at, _)| *at <= self.until && end.is_none_or(|end| *at <= end));
                refunds.sort_by_key(|(at, _)| *at);
                let mut refunded = Money::zero(paid.currency());
                let steps = refunds.into_iter().map(|(at, back)| {
                    refunded = refunded.plus(back)?;
                    let left = after_refund(rule.refund, earned, refunded, paid, rule.rounding)?;
                    Ok((corrected_at(at, occasion.at), whole.part_of(left)?, ReceiptReason::Refunded))
                });
                steps.collect()
            }
            Deed::Earned(source) => {
                let steps = source.corrections.iter().map(|&(at, worth)| {
                    let left = proportion(earned, worth, source.receipt.earned, rule.rounding)?;
                    Ok((corrected_at(at, occasion.at), whole.part_of(left)?, source.receipt.reason))
                });
                steps.collect()
            }
            _ => {
                let steps = whole.judged.refunded.iter().map(|&at| {
                    let left = self.left_by(occasion, (whole.judged.receipt.base, at), progress)?;
                    let share = earned.amount().checked_mul(left).and_then(|part| part.checked_div(whole.judged.exact));
                    let share = share.ok_or(MoneyError::TooLarge)?.clamp(Decimal::ZERO, earned.amount());
                    let left = rounded(share, earned.currency(), None, rule.rounding)?;
                    Ok((corrected_at(at, occasion.at), whole.part_of(left)?, ReceiptReason::Refunded))
                });
                steps.collect()
            }
        }
    }

    /// When it was taken back with all its parts, also those that are still to come.
    fn all_taken_back_at(
        &self,
        occasion: &Occasion<'a>,
        progress: &dyn Progress,
    ) -> Result<Option<Instant>, Unassessed> {
        let taken = [self.taken_back_at(occasion)?, self.unmade_at(occasion, progress)];
        Ok(taken.into_iter().flatten().min().filter(|at| *at <= self.until))
    }

    /// The first instant at which a `take_back` does, or its action was reversed.
    fn taken_back_at(&self, occasion: &Occasion<'a>) -> Result<Option<Instant>, Unassessed> {
        let reversed = self.reversed_at(occasion);
        let rule = occasion.law.rule;
        let of_milestone = matches!(rule.on, Trigger::Milestone { .. });
        let Some(take_back) = rule.take_back.as_ref().filter(|_| !of_milestone) else { return Ok(reversed) };
        let zone = occasion.law.terms.time_zone;
        // What is counted from the first payment does not end before there is one.
        let begins = take_back.since.map_or(Some(occasion.at), |since| self.begins(since, occasion));
        let end = take_back.within.zip(begins).map(|(span, begins)| span.after(begins, zone)).transpose()?;
        let of = occasion.bond.map_or(occasion.recipient, |at| self.timeline.bond(at.bond).invitee);
        let happened = take_back.on.iter().flat_map(|on| self.happened(*on, of, occasion));
        let within = happened.filter(|at| *at > occasion.at && end.is_none_or(|end| *at <= end));
        Ok(within.chain(reversed).min())
    }

    fn reversed_at(&self, occasion: &Occasion<'a>) -> Option<Instant> {
        let Deed::Action(action) = &occasion.deed else { return None };
        action.reversed_at.map(|at| corrected_at(at, occasion.at))
    }

    /// When the invitee's referral was made; of the recipient's own deeds, when the recipient registered.
    pub(super) fn registered_at(&self, occasion: &Occasion<'a>) -> Instant {
        let bond = occasion.bond.map(|at| self.timeline.bond(at.bond).registered_at);
        bond.unwrap_or(self.timeline.person(occasion.recipient).member.registered_at)
    }

    /// From when a length of time is counted; none: that has not come yet. Who paid before being referred begins with the referral.
    pub(super) fn begins(&self, since: Start, occasion: &Occasion<'a>) -> Option<Instant> {
        let registered_at = self.registered_at(occasion);
        let of = occasion.bond.map_or(occasion.recipient, |at| self.timeline.bond(at.bond).invitee);
        match since {
            Start::Registration => Some(registered_at),
            Start::FirstPayment => {
                let mut paid = self.timeline.person(of).payments.iter().filter(|paid| paid.amount.is_positive());
                paid.next().map(|paid| paid.at.max(registered_at))
            }
        }
    }

    /// When this happened to the person.
    pub(super) fn happened(&self, on: TakenOn, of: Place, occasion: &Occasion<'a>) -> Vec<Instant> {
        let person = self.timeline.person(of);
        let member = person.member;
        let subscriptions = member.subscriptions.iter().map(|one| &one.facts);
        let status = |wanted| {
            let statuses = subscriptions.clone().flat_map(|facts| &facts.statuses);
            statuses.filter(|(_, status)| *status == wanted).map(|(at, _)| *at).collect()
        };
        match on {
            TakenOn::Refund => match &occasion.deed {
                Deed::Payment(at) => at.payment.refunds.iter().map(|(at, _)| corrected_at(*at, occasion.at)).collect(),
                _ => member.payments.iter().flat_map(|paid| &paid.refunds).map(|(at, _)| *at).collect(),
            },
            TakenOn::Canceled => status(SubscriptionStatus::Canceled),
            TakenOn::PastDue => {
                let mut instants: Vec<Instant> = status(SubscriptionStatus::PastDue);
                let overdue = subscriptions.clone().flat_map(|facts| &facts.dues).filter_map(|due| {
                    let from = due.due_at + chrono::TimeDelta::microseconds(1);
                    due.is_overdue(from).then_some(from)
                });
                instants.extend(overdue);
                instants
            }
            TakenOn::Closed => member.closed.clone(),
            TakenOn::ActionReversed => member.actions.iter().filter_map(|action| action.reversed_at).collect(),
            TakenOn::NotActive => person.active_spans().filter_map(|(_, until)| until).collect(),
        }
    }

    /// When the recipient lost all of the unit.
    fn forfeits(&self, occasion: &Occasion<'a>, unit: Unit) -> Vec<Instant> {
        let ways = occasion.law.terms.forfeits(unit);
        if ways.is_empty() {
            return Vec::new();
        }
        let subscriptions = &self.timeline.person(occasion.recipient).member.subscriptions;
        let own: Vec<SubscriptionFacts> = subscriptions.iter().map(|one| one.facts.clone()).collect();
        left_at(&own, ways).filter(|at| *at > occasion.at).collect()
    }

    /// While it was on hold, everything was lost; what is available then is lost by the account.
    fn lost_at(&self, occasion: &Occasion<'a>, receipt: &Receipt) -> Option<Instant> {
        self.forfeits(occasion, receipt.unit).into_iter().filter(|at| *at < receipt.hold_until).min()
    }

    /// When an action without which it would not have become true was reversed.
    fn unmade_at(&self, occasion: &Occasion<'a>, progress: &dyn Progress) -> Option<Instant> {
        let Trigger::Becomes(expression) = &occasion.law.rule.on else { return None };
        let view = self.bare_view(occasion, progress);
        let actions = &self.timeline.person(view.invitee?).actions;
        let reversed = actions.iter().filter(|action| action.at <= occasion.at);
        let mut reversed: Vec<Instant> = reversed.filter_map(|action| action.reversed_at).collect();
        reversed.retain(|at| *at > occasion.at && *at <= self.until);
        reversed.sort_unstable();
        reversed.into_iter().find(|at| expression.holds(&View { reversed_by: *at, ..view }) != Ok(true))
    }

    fn not_released_at(&self, occasion: &Occasion<'a>, receipt: &Receipt, progress: &dyn Progress) -> Option<Instant> {
        let condition = occasion.law.rule.release_when.as_ref()?;
        let at = receipt.hold_until;
        let judged = at <= self.until;
        let view = View { at, reversed_by: at, ..self.bare_view(occasion, progress) };
        (judged && condition.holds(&view) != Ok(true)).then_some(at)
    }

    fn frozen_since(&self, occasion: &Occasion<'a>) -> Option<Instant> {
        let open = self.asked(occasion).into_iter().filter(|(_, until)| until.is_none());
        open.map(|(from, _)| corrected_at(from, occasion.at)).min()
    }

    fn expires_at(&self, occasion: &Occasion<'a>, receipt: &Receipt) -> Result<Option<Instant>, Unassessed> {
        let (terms, rule) = (occasion.law.terms, occasion.law.rule);
        let Form::Unit(unit, _) = rule.form else { return Ok(None) };
        let of_unit = || terms.use_of(unit).and_then(|found| found.expires);
        let span = rule.expires.or_else(of_unit);
        let written = span.map(|span| span.after(receipt.hold_until, terms.time_zone)).transpose()?;
        let written = written.and_then(|at| self.unfrozen_at(occasion, at));
        // Everything was lost but what was frozen: that is when it is released again.
        let forfeits = self.forfeits(occasion, receipt.unit).into_iter().filter(|at| *at > receipt.hold_until);
        let forfeited = forfeits.filter_map(|at| self.unfrozen_at(occasion, at).filter(|unfrozen| *unfrozen > at));
        Ok(forfeited.chain(written).min())
    }

    /// What is frozen at an instant is not any more at this one; none: it still is.
    fn unfrozen_at(&self, occasion: &Occasion<'a>, at: Instant) -> Option<Instant> {
        let mut asked = self.asked(occasion);
        asked.sort_unstable();
        asked.into_iter().try_fold(at, |at, (from, until)| {
            let frozen = from < at && until.is_none_or(|until| until > at);
            if frozen { until } else { Some(at) }
        })
    }

    /// Since when its refunds were asked for, and until when, as far as is known by now; none: still.
    fn asked(&self, occasion: &Occasion<'a>) -> Vec<(Instant, Option<Instant>)> {
        let asked = match &occasion.deed {
            Deed::Payment(at) => &at.payment.asked,
            Deed::Earned(source) => &source.asked,
            _ => return Vec::new(),
        };
        let known = asked.iter().filter(|(from, _)| *from <= self.until);
        known.map(|(from, until)| (*from, until.filter(|until| *until <= self.until))).collect()
    }
}

/// When nothing was left of any of them.
fn all_ended(earnings: &[Earning]) -> Option<Instant> {
    earnings.iter().map(ended).collect::<Option<Vec<Instant>>>()?.into_iter().max()
}
