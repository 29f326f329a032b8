//! One occasion under its rule: how much, from when, and why.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::Reckoner;
use super::base::Based;
use super::give::{Ungiven, Value, by_line};
use super::limits::Limits;
use super::occasion::{Deed, Occasion};
use crate::calendar::{Instant, Month, hold_end, months_later};
use crate::money::{Currency, Money, MoneyError, Percent, Unit, rounded};
use crate::rules::circle::Place;
use crate::rules::earning::Cause;
use crate::rules::facts::Unanswered;
use crate::rules::facts::view::{Memory, Progress, View};
use crate::rules::receipt::{Receipt, ReceiptReason};
use crate::rules::reward::{Class, Unassessed};
use crate::rules::rule::{Days, FirstMonths, Form, Rule, RuleBase, Start, Trigger, Until};
use crate::rules::terms::{RefundRule, Terms};

/// What the rule gave before.
#[derive(Debug, Default)]
pub(super) struct Past {
    pub(super) limits: Limits,
    /// Of each recipient, the exact sum before rounding.
    pub(super) carried: HashMap<Place, Decimal>,
}

/// The receipt as of the occasion.
pub(super) struct Judged {
    pub(super) receipt: Receipt,
    /// Before rounding, where something is given.
    pub(super) exact: Decimal,
    /// Where it is a percent.
    pub(super) rate: Option<Percent>,
    /// When something of what a scheduled one is of was refunded afterwards.
    pub(super) refunded: Vec<Instant>,
}

impl<'a> Reckoner<'a> {
    /// The facts of an occasion, without what counts of it.
    pub(super) fn bare_view<'v>(&'v self, occasion: &'v Occasion<'a>, progress: &'v dyn Progress) -> View<'v> {
        let payment = match &occasion.deed {
            Deed::Payment(at) => Some(*at),
            _ => None,
        };
        View {
            terms: occasion.law.terms,
            timeline: self.timeline,
            at: occasion.at,
            referrer: occasion.bond.map_or(occasion.recipient, |at| self.owner_of(at)),
            recipient: occasion.recipient,
            invitee: occasion.bond.map(|at| self.timeline.bond(at.bond).invitee),
            bond: occasion.bond,
            payment,
            counted: &[],
            base: Decimal::ZERO,
            line: None,
            action: if let Deed::Action(action) = occasion.deed { Some(action) } else { None },
            subscription: if let Deed::Subscription(one) = occasion.deed { Some(one) } else { None },
            invoice: if let Deed::Invoice(invoice) = occasion.deed { Some(invoice) } else { None },
            period: occasion.period,
            milestone: if let Cause::Milestone(reached) = &occasion.cause { reached.parse().ok() } else { None },
            places: 0,
            lost: &[],
            event: event_name(occasion),
            progress,
            memory: Memory::of(occasion.law.kept),
            assumed: self.program.assumed,
            reversed_by: occasion.at,
            net: None,
            left: None,
            refund: occasion.law.rule.refund,
        }
    }

    pub(super) fn judge(
        &self,
        occasion: &Occasion<'a>,
        past: &Past,
        progress: &dyn Progress,
    ) -> Result<Judged, Unassessed> {
        self.enough(64)?;
        let (terms, rule) = (occasion.law.terms, occasion.law.rule);
        let mut based = self.base(occasion)?;
        let bare = self.bare_view(occasion, progress);
        let mut unanswered = false;
        if let RuleBase::Amount(expression) = &rule.base {
            match expression.number(&View { counted: &based.counted, base: based.exact, ..bare }) {
                Ok(exact) => {
                    based.exact = exact;
                    based.money = rounded(exact, terms.currency, None, rule.rounding)?;
                }
                Err(cause) => {
                    self.had_no_answer(occasion, "base", &cause);
                    unanswered = true;
                }
            }
        }
        let view = View { counted: &based.counted, base: based.exact, ..bare };
        let value = value(rule, &based, &view);
        let refunded = self.refunded_later(occasion, &based);
        let rate = match &value {
            Ok(Value { rate, .. }) | Err(Ungiven::ClassUnknown(rate)) => *rate,
            Err(_) => None,
        };
        let rate = rate.and_then(|rate| Percent::new(rate.round_dp(6)).ok());
        let (unit, currency) = form(rule, terms);
        let hold_until =
            self.hold_until(rule, &view).inspect_err(|cause| self.had_no_answer(occasion, "hold_days", cause));
        let refused = match self.refusal(occasion, &based, &view)? {
            _ if unanswered || hold_until.is_err() => Some(ReceiptReason::Unanswered),
            refused => refused,
        };
        let is_percent_off = rate.is_some() && rule.is_of_charge();
        let exact = value.as_ref().map_or(Decimal::ZERO, |value| value.exact);
        let exact = if refused.is_none() { exact } else { Decimal::ZERO };
        let (earned, reason) = match refused {
            Some(reason) => (Money::zero(currency), reason),
            None if is_percent_off => self.percent_off(occasion, rate, past)?,
            None => self.amount(occasion, &based, value, past)?,
        };
        let class = match view.class() {
            Ok(Class::Named(name)) if rule.give.is_by_class() => Some(name.into()),
            _ => None,
        };
        let receipt = Receipt {
            clause: rule.id.as_str().into(),
            terms_version: occasion.law.version,
            base: based.money,
            counted: based.stated,
            excluded: based.excluded,
            class,
            rate: rate.unwrap_or(Percent::ZERO),
            rounding: rule.rounding,
            earned,
            amount: earned,
            unit,
            hold_until: hold_until.unwrap_or(occasion.at),
            reason,
        };
        Ok(Judged { receipt, exact, rate, refunded })
    }

    /// Of a payment the refunds are known.
    fn refunded_later(&self, occasion: &Occasion<'a>, based: &Based<'a>) -> Vec<Instant> {
        let rule = occasion.law.rule;
        let scheduled = matches!((&rule.on, &rule.base), (Trigger::Scheduled { .. }, RuleBase::Lines { .. }));
        if !scheduled || rule.refund == RefundRule::Keep {
            return Vec::new();
        }
        let refunds = based
            .counted
            .iter()
            .filter_map(|counted| counted.payment)
            .flat_map(|paid| &paid.refunds)
            .map(|(at, _)| *at);
        let mut later: Vec<Instant> = refunds.filter(|at| *at > occasion.at && *at <= self.until).collect();
        later.sort_unstable();
        later.dedup();
        later
    }

    /// What refunds by an instant leave of a scheduled one, before rounding: the same question, of what is left of its base.
    pub(super) fn left_by(
        &self,
        occasion: &Occasion<'a>,
        (of, by): (Money, Instant),
        progress: &dyn Progress,
    ) -> Result<Decimal, Unassessed> {
        let Trigger::Scheduled { each, .. } = &occasion.law.rule.on else { return Ok(Decimal::ZERO) };
        self.enough(64)?;
        let based = self.scheduled_base(occasion, *each, by)?;
        let bare = self.bare_view(occasion, progress);
        let left = Some((of.amount(), based.exact));
        let view = View { counted: &based.counted, base: based.exact, left, ..bare };
        let left = value(occasion.law.rule, &based, &view);
        Ok(left.map_or(Decimal::ZERO, |value| value.exact))
    }

    /// Of an occasion that cannot be reckoned: it gives nothing, and whatever else happened is reckoned all the same.
    pub(super) fn unanswered(&self, occasion: &Occasion<'a>, error: Unassessed) -> Result<Judged, Unassessed> {
        if error == Unassessed::TooMuch {
            return Err(error);
        }
        self.had_no_answer(occasion, "give", &Unanswered::Other(error.to_string()));
        let rule = occasion.law.rule;
        let (unit, currency) = form(rule, occasion.law.terms);
        let zero = Money::zero(currency);
        let receipt = Receipt {
            clause: rule.id.as_str().into(),
            terms_version: occasion.law.version,
            base: Money::zero(occasion.law.terms.currency),
            counted: Vec::new(),
            excluded: Vec::new(),
            class: None,
            rate: Percent::ZERO,
            rounding: rule.rounding,
            earned: zero,
            amount: zero,
            unit,
            hold_until: occasion.at,
            reason: ReceiptReason::Unanswered,
        };
        Ok(Judged { receipt, exact: Decimal::ZERO, rate: None, refunded: Vec::new() })
    }

    fn had_no_answer(&self, occasion: &Occasion<'a>, word: &str, cause: &Unanswered) {
        if let Some(watch) = &self.timeline.circle.watch {
            watch.had_no_answer((&occasion.law.rule.id, word), occasion.at, cause);
        }
    }

    /// Why nothing is given, before it is asked how much.
    fn refusal(
        &self,
        occasion: &Occasion<'a>,
        based: &Based<'a>,
        view: &View<'_>,
    ) -> Result<Option<ReceiptReason>, Unassessed> {
        let (terms, rule, at) = (occasion.law.terms, occasion.law.rule, occasion.at);
        if based.nothing == Some(ReceiptReason::OtherCurrency) {
            return Ok(based.nothing);
        }
        if rule.scheme.as_deref().is_some_and(|scheme| view.scheme() != Some(scheme)) {
            return Ok(Some(ReceiptReason::OtherScheme));
        }
        let since = self.registered_at(occasion);
        let mut campaigns = [rule.campaign, terms.campaign].into_iter().flatten();
        if campaigns.any(|campaign| !campaign.covers(at, since)) {
            return Ok(Some(ReceiptReason::OutsideCampaign));
        }
        if based.nothing.is_some() {
            return Ok(based.nothing);
        }
        if let (Some(first), Deed::Payment(paid)) = (rule.first_payments, &occasion.deed)
            && paid.ordinal > first
        {
            return Ok(Some(ReceiptReason::AfterFirstPayments));
        }
        if let Some(FirstMonths { count, since }) = rule.first_months {
            match self.begins(since, occasion) {
                Some(begins) if at >= months_later(begins, count, terms.time_zone)? => {
                    return Ok(Some(ReceiptReason::AfterFirstMonths));
                }
                Some(begins) if at >= begins || since == Start::Registration => {}
                _ => return Ok(Some(ReceiptReason::ConditionNotMet)),
            }
        }
        for condition in &rule.when {
            match condition.expression.holds(view) {
                Ok(held) if held == condition.holds => {}
                Ok(_) => return Ok(Some(ReceiptReason::ConditionNotMet)),
                Err(cause) => {
                    let word = if condition.holds { "when" } else { "unless" };
                    self.had_no_answer(occasion, word, &cause);
                    return Ok(Some(ReceiptReason::Unanswered));
                }
            }
        }
        Ok(None)
    }

    fn amount(
        &self,
        occasion: &Occasion<'a>,
        based: &Based<'a>,
        value: Result<Value, Ungiven>,
        past: &Past,
    ) -> Result<(Money, ReceiptReason), Unassessed> {
        let (terms, rule) = (occasion.law.terms, occasion.law.rule);
        let (_, currency) = form(rule, terms);
        let zero = Money::zero(currency);
        let value = match value {
            Ok(value) => value,
            Err(Ungiven::NoCase) => return Ok((zero, ReceiptReason::NoCase)),
            Err(Ungiven::ClassUnknown(_)) => return Ok((zero, ReceiptReason::ClassUnknown)),
            Err(Ungiven::Unanswered(cause)) => {
                self.had_no_answer(occasion, "give", &cause);
                return Ok((zero, ReceiptReason::Unanswered));
            }
        };
        let nothing = match value.rate {
            Some(rate) if rate.is_zero() => Some(ReceiptReason::RateIsZero),
            Some(_) if based.exact.is_zero() => Some(ReceiptReason::NothingPaid),
            None if value.exact.is_zero() => Some(ReceiptReason::RateIsZero),
            _ => None,
        };
        if let Some(reason) = nothing {
            return Ok((zero, reason));
        }
        let round = |exact| rounded(exact, currency, rule.step, rule.rounding);
        let amount = if rule.carry {
            let before = past.carried.get(&occasion.recipient).copied().unwrap_or_default();
            let after = before.checked_add(value.exact).ok_or(MoneyError::TooLarge)?;
            round(after)?.minus(round(before)?)?
        } else {
            round(value.exact)?
        };
        if amount.is_zero() {
            return Ok((zero, ReceiptReason::RoundedToZero));
        }
        // A debt is limited by nothing.
        if amount.is_negative() {
            return Ok((amount, ReceiptReason::Granted));
        }
        let whose = (occasion.recipient, occasion.whose);
        let room = past.limits.room(&rule.limits, amount, whose, occasion.at, terms.time_zone)?;
        Ok((room, if room == amount { ReceiptReason::Granted } else { ReceiptReason::LimitReached }))
    }

    /// Of a charge that is not known yet: it takes a place within the limits, and no amount.
    fn percent_off(
        &self,
        occasion: &Occasion<'a>,
        rate: Option<Percent>,
        past: &Past,
    ) -> Result<(Money, ReceiptReason), Unassessed> {
        let (terms, rule) = (occasion.law.terms, occasion.law.rule);
        let zero = Money::zero(terms.currency);
        if rate.is_none_or(Percent::is_zero) {
            return Ok((zero, ReceiptReason::RateIsZero));
        }
        let one = Money::from_minor(1, terms.currency)?;
        let counts: Vec<_> = rule.limits.iter().filter(|limit| limit.is_count()).copied().collect();
        let whose = (occasion.recipient, occasion.whose);
        let room = past.limits.room(&counts, one, whose, occasion.at, terms.time_zone)?;
        Ok((zero, if room.is_zero() { ReceiptReason::LimitReached } else { ReceiptReason::Granted }))
    }

    /// The later of all that the hold says.
    fn hold_until(&self, rule: &Rule, view: &View<'_>) -> Result<Instant, Unanswered> {
        let (at, zone) = (view.at, view.zone());
        let days = match &rule.hold.days {
            None => 0,
            Some(Days::Fixed(days)) => *days,
            Some(Days::By(expression)) => {
                u32::try_from(expression.number(view)?.ceil()).map_err(|_| Unanswered::TooLarge)?
            }
        };
        let until = match rule.hold.until {
            None => None,
            Some(Until::ServiceEnd) => view.counted.iter().filter_map(|counted| counted.line.service_until).max(),
            Some(Until::MonthEnd) => Some(Month::of(at, zone).next()?.instant(1, 0, zone)?),
            Some(Until::NextMonthEnd) => Some(Month::of(at, zone).next()?.next()?.instant(1, 0, zone)?),
        };
        let ends = [Some(hold_end(at, days, zone)?), Some(months_later(at, rule.hold.months, zone)?), until];
        Ok(ends.into_iter().flatten().max().unwrap_or(at))
    }
}

fn value(rule: &Rule, based: &Based<'_>, view: &View<'_>) -> Result<Value, Ungiven> {
    if rule.give.is_by_line() && !based.counted.is_empty() {
        by_line(&rule.give, view)
    } else {
        rule.give.value(view, based.exact)
    }
}

fn form(rule: &Rule, terms: &Terms) -> (Unit, Currency) {
    match rule.form {
        Form::Unit(unit, currency) => (unit, currency),
        Form::Discount { .. } => (Unit::Credit, terms.currency),
    }
}

fn event_name<'v>(occasion: &'v Occasion<'_>) -> &'v str {
    if let Deed::Action(action) = occasion.deed {
        return &action.name;
    }
    match &occasion.law.rule.on {
        Trigger::Payment => "payment",
        Trigger::Registered => "registered",
        Trigger::Joined => "joined",
        Trigger::OwnPayment => "own_payment",
        Trigger::OwnInvoice => "own_invoice",
        Trigger::Action(_) => "action",
        Trigger::OwnAction(_) => "own_action",
        Trigger::Tenure { .. } => "tenure",
        Trigger::Becomes(_) => "becomes",
        Trigger::Milestone { .. } => "milestone",
        Trigger::Scheduled { .. } => "schedule",
    }
}
