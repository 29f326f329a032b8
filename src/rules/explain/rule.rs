//! A `[[reward]]` of the whole language in words.

use rust_decimal::Decimal;

use super::clause::{excluded, first_months, first_payments, lines, refunds};
use super::formula::Reader;
use super::give::given;
use super::part::{amount, causes, joined, last_of, names, span, text};
use super::{Arg, Words, named, number, words};
use crate::calendar::Zone;
use crate::events::{LineKind, Order};
use crate::money::{Money, Rounding};
use crate::rules::rule::{
    Apply, ApplyOrder, ApplyTo, Campaign, CampaignBy, Days, FirstMonths, Form, Limit, Most, Of, Over, Per, Recipient,
    Rule, RuleBase, Span, Start, TakenOn, Trigger, Until,
};
use crate::rules::terms::{RefundRule, Terms};

/// What one rule gives, and when, and what becomes of it.
pub fn rule(rule: &Rule, terms: &Terms) -> Vec<Words> {
    let reader = Reader::of(terms);
    let mut said = Vec::new();
    if terms.rules.len() > 1 {
        said.push(words("rule-name", [("id", Arg::Name(rule.id.clone()))]));
    }
    said.extend(given(rule, reader));
    if let Recipient::Level(level @ 2..) = rule.to {
        said.push(words("rule-level", [("level", number(level))]));
    }
    if adds_up(rule) {
        said.push(words("rule-discounts-add", []));
    }
    said.extend(base(rule));
    // The first one alone is said at the beginning.
    let payments = rule.first_payments.filter(|count| *count > 1 || rule.on != Trigger::Payment);
    said.extend(payments.map(first_payments));
    said.extend(rule.first_months.map(|months| within_months(rule, months)));
    said.extend(rule.when.iter().map(|condition| {
        let key = if condition.holds { "rule-when" } else { "rule-unless" };
        words(key, [("condition", reader.condition(&condition.expression))])
    }));
    said.extend(rule.scheme.as_ref().map(|scheme| words("rule-scheme", [("scheme", Arg::Name(scheme.clone()))])));
    said.extend(rule.campaign.as_ref().map(|dates| campaign(dates, terms.time_zone)));
    said.extend(rule.limits.iter().flat_map(limit));
    said.extend(rounding(rule));
    said.extend(instalments(rule, reader));
    if !matches!(rule.form, Form::Discount { .. }) {
        said.extend(hold(rule, reader));
        said.extend(taken_back(rule));
        let is_share = matches!(rule.base, RuleBase::Reward(_)) && rule.on == Trigger::Payment;
        said.extend(is_share.then(|| words("rule-share-lost", [])));
    }
    // What `[use.X]` says is said with its other words.
    let of_unit = match rule.form {
        Form::Unit(unit, _) => terms.use_of(unit).and_then(|of| of.expires),
        Form::Discount { .. } => None,
    };
    let expires = rule.expires.filter(|length| of_unit != Some(*length));
    said.extend(expires.map(|length| words("rule-expires", [("span", span(length))])));
    said.extend(rule.apply.iter().flat_map(|how| apply(how, rule.form)));
    if rule.is_of_recipient() {
        said.iter_mut().for_each(of_others);
    }
    named(said, terms)
}

/// In which months it is given at all, and from when they are counted.
fn within_months(rule: &Rule, FirstMonths { count, since }: FirstMonths) -> Words {
    if rule.on == Trigger::Payment && !matches!(rule.base, RuleBase::Reward(_)) {
        return first_months(count, since);
    }
    let since = match since {
        Start::Registration => "registration",
        Start::FirstPayment => "first_payment",
    };
    let whose = if rule.is_of_recipient() { "own" } else { "invitee" };
    words("rule-first-months", [("count", number(count)), ("since", text(since)), ("whose", text(whose))])
}

/// What such a reward asks of what was given is of the others.
fn of_others(said: &mut Words) {
    said.key = match said.key {
        "fact-qualified" => "fact-qualified-others",
        "fact-qualified-days" => "fact-qualified-others-days",
        "fact-rewarded" => "fact-rewarded-others",
        key => key,
    };
    for (_, arg) in &mut said.args {
        if let Arg::Words(part) = arg {
            of_others(part);
        }
    }
}

/// Whether one invoice takes what several invitees brought; of what is given by a schedule it takes the newest alone.
fn adds_up(rule: &Rule) -> bool {
    let on_schedule = matches!(rule.on, Trigger::Scheduled { .. });
    let of_invitees = !rule.is_of_recipient() && rule.to != Recipient::Invitee;
    matches!(rule.form, Form::Discount { .. }) && of_invitees && !on_schedule
}

fn is_of_payments(rule: &Rule) -> bool {
    match rule.on {
        Trigger::Payment | Trigger::OwnPayment => !matches!(rule.base, RuleBase::Reward(_)),
        Trigger::OwnInvoice => rule.base.leaves_out(),
        Trigger::Scheduled { .. } => rule.give.has_rate() && rule.form != (Form::Discount { of: Of::Charge }),
        _ => false,
    }
}

/// Which lines count.
fn base(rule: &Rule) -> Vec<Words> {
    let RuleBase::Lines { base, labels, never_labels, orders } = &rule.base else { return Vec::new() };
    if !is_of_payments(rule) {
        return Vec::new();
    }
    let mut said = lines(base);
    // That everything counts is worth a sentence only where the amount depends on it.
    let everything = base.kinds.contains(&LineKind::Plan) && base.kinds.contains(&LineKind::Service);
    let depends = !rule.give.is_fixed() && rule.form != (Form::Discount { of: Of::Charge });
    said.retain(|words| words.key != "terms-base-kinds" || !everything || depends);
    if !labels.is_empty() {
        said.push(words("rule-labels", [("labels", names(labels))]));
    }
    if !never_labels.is_empty() {
        said.push(words("rule-never-labels", [("labels", names(never_labels))]));
    }
    let orders = orders.iter().map(|order| {
        let name = match order {
            Order::New => "new",
            Order::Renewal => "renewal",
            Order::Upgrade => "upgrade",
        };
        Arg::from(words("part-text", [("text", text(name))]))
    });
    said.extend(joined("part-list", orders).map(|orders| words("rule-orders", [("orders", orders)])));
    said.extend(excluded(&rule.exclude));
    said
}

/// Only what is inside counts.
pub(super) fn campaign(campaign: &Campaign, zone: Zone) -> Words {
    let by = match campaign.by {
        CampaignBy::Event => "event",
        CampaignBy::Registration => "registration",
    };
    let dates = match (campaign.from, campaign.until) {
        (Some(_), Some(_)) => "both",
        (Some(_), None) => "from",
        (None, _) => "until",
    };
    let mut args = vec![("by", text(by)), ("dates", text(dates))];
    args.extend(campaign.from.map(|from| ("from", Arg::Local(zone.local(from)))));
    args.extend(campaign.until.map(|until| ("until", last_of(until, zone))));
    Words { key: "rule-campaign", args }
}

fn limit(limit: &Limit) -> Vec<Words> {
    let per = match limit.per {
        Per::Recipient => "recipient",
        Per::Referrer => "referrer",
        Per::Invitee => "invitee",
        Per::Payment => "payment",
    };
    let (over, length) = match limit.over {
        Over::Ever => ("ever", None),
        Over::Calendar { months: 1 } => ("month", None),
        Over::Calendar { months: 3 } => ("quarter", None),
        Over::Calendar { .. } => ("year", None),
        Over::Rolling(length) => ("rolling", Some(length)),
        Over::Campaign => ("campaign", None),
    };
    let (key, most) = match limit.most {
        Most::Count(count) | Most::Kept(count) => ("rule-limit-count", ("count", number(count))),
        Most::Amount(money) => ("rule-limit-amount", ("amount", amount(money))),
    };
    let mut args = vec![most, ("per", text(per)), ("over", text(over))];
    args.extend(length.map(|length| ("span", span(length))));
    let kept = matches!(limit.most, Most::Kept(_)).then(|| words("rule-limit-kept", []));
    [Words { key, args }].into_iter().chain(kept).collect()
}

fn rounding(rule: &Rule) -> Vec<Words> {
    if rule.give.is_fixed() {
        return Vec::new();
    }
    let smallest = match rule.form {
        Form::Unit(_, currency) if !currency.is_money() => Money::from_minor(1, currency).ok(),
        _ => None,
    };
    let rounding = match rule.rounding {
        Rounding::HalfAway => "half_away",
        Rounding::Down => "down",
        Rounding::Up => "up",
    };
    let mut said = vec![match rule.step.or(smallest) {
        Some(step) => {
            let to = match smallest {
                Some(_) if step.amount() == Decimal::ONE => "whole",
                Some(smallest) if smallest == step => "digits",
                _ => "step",
            };
            words("rule-rounding", [("rounding", text(rounding)), ("to", text(to)), ("step", amount(step))])
        }
        None => super::clause::rounding(rule.rounding),
    }];
    if rule.carry {
        said.push(words("rule-carry", []));
    }
    said
}

fn instalments(rule: &Rule, reader: Reader<'_>) -> Vec<Words> {
    let Some(parts) = &rule.instalments else { return Vec::new() };
    let mut said = vec![words("rule-instalments", [("count", number(parts.count)), ("span", span(parts.every))])];
    let condition = parts.while_.as_ref().map(|condition| reader.condition(condition));
    said.extend(condition.map(|condition| words("rule-instalments-while", [("condition", condition)])));
    said
}

fn hold(rule: &Rule, reader: Reader<'_>) -> Vec<Words> {
    let held =
        |length| (words("rule-hold", [("span", span(length))]), words("part-hold-after", [("span", span(length))]));
    let mut said = Vec::new();
    match &rule.hold.days {
        Some(Days::Fixed(days @ 1..)) => said.push(held(Span::Days(*days))),
        Some(Days::By(expression)) => {
            let number = || [("number", reader.number(expression))];
            said.push((words("rule-hold-by", number()), words("part-hold-by", number())));
        }
        Some(Days::Fixed(_)) | None => {}
    }
    if rule.hold.months > 0 {
        said.push(held(Span::Months(rule.hold.months)));
    }
    said.extend(rule.hold.until.map(|until| {
        let until = match until {
            Until::ServiceEnd => "service_end",
            Until::MonthEnd => "month_end",
            Until::NextMonthEnd => "next_month_end",
        };
        (words("rule-hold-until", [("until", text(until))]), words("part-hold-until", [("until", text(until))]))
    }));
    let (alone, parts): (Vec<Words>, Vec<Words>) = said.into_iter().unzip();
    let several = (parts.len() > 1).then(|| joined("part-semicolon", parts.into_iter().map(Arg::from))).flatten();
    let released = rule.release_when.as_ref().map(|condition| reader.condition(condition));
    let mut said = match (several, released.clone()) {
        (Some(list), _) => vec![words("rule-hold-latest", [("list", list)])],
        (None, Some(condition)) if alone.is_empty() => {
            return vec![words("rule-release-at-once", [("condition", condition)])];
        }
        (None, None) if alone.is_empty() => vec![words("rule-hold-none", [])],
        (None, _) => alone,
    };
    said.extend(released.map(|condition| words("rule-release", [("condition", condition)])));
    said
}

fn taken_back(rule: &Rule) -> Vec<Words> {
    let mut said: Vec<Words> = rule
        .take_back
        .iter()
        .map(|taken| {
            let whose = if rule.is_of_recipient() { "own" } else { "invitee" };
            let of_payment = matches!(rule.on, Trigger::Payment | Trigger::OwnPayment);
            let cause = ("cause", causes(&taken.on, whose, of_payment));
            match taken.within {
                Some(length) => match taken.since {
                    None => words("rule-take-back-within", [("span", span(length)), cause]),
                    Some(since) => {
                        let since = match since {
                            Start::Registration => "registration",
                            Start::FirstPayment => "first_payment",
                        };
                        words("rule-take-back-since", [("span", span(length)), ("since", text(since)), cause])
                    }
                },
                None => words("rule-take-back", [cause]),
            }
        })
        .collect();
    if matches!(rule.on, Trigger::Milestone { .. }) && rule.take_back.is_some() {
        said.push(words("rule-take-back-milestone", []));
    }
    let is_taken_by = |cause| rule.take_back.as_ref().is_some_and(|taken| taken.on.contains(&cause));
    if matches!(rule.on, Trigger::Action(_) | Trigger::OwnAction(_)) && !is_taken_by(TakenOn::ActionReversed) {
        said.push(words("rule-reversed", []));
    }
    let of_lines = matches!(rule.base, RuleBase::Lines { .. });
    let of_paid = is_of_payments(rule) && (of_lines || !matches!(rule.on, Trigger::Scheduled { .. }));
    if of_paid && !matches!(rule.form, Form::Discount { .. }) {
        let taken = rule.take_back.as_ref().filter(|taken| taken.on.contains(&TakenOn::Refund));
        let refund = match taken.map(|taken| taken.within) {
            None => Some(refunds(rule.refund)),
            // Every refund takes all of it.
            Some(None) => None,
            Some(Some(_)) => Some(later_refunds(rule.refund)),
        };
        let within = rule.refund_within.filter(|_| refund.is_some());
        said.extend(refund);
        said.extend(within.map(|length| words("rule-refund-within", [("span", span(length))])));
    }
    said
}

fn later_refunds(refund: RefundRule) -> Words {
    let key = match refund {
        RefundRule::Proportional => "rule-refund-later-proportional",
        RefundRule::Forfeit => "rule-refund-later-forfeit",
        RefundRule::Keep => "rule-refund-later-keep",
    };
    words(key, [])
}

fn apply(apply: &Apply, form: Form) -> Vec<Words> {
    let order = match apply.order {
        ApplyOrder::SoonestEnd => "soonest_end",
        ApplyOrder::Oldest => "oldest",
        ApplyOrder::Chosen => "chosen",
        ApplyOrder::FromLink => "from_link",
    };
    let mut said = vec![match apply.to {
        ApplyTo::Subscription => words("rule-apply-subscription", [("order", text(order))]),
        ApplyTo::Invoice => words("rule-apply-invoice", []),
    }];
    let most = apply.each.map(|each| match form {
        Form::Unit(_, currency) => Money::new(each.into(), currency).map_or_else(|_| number(each), amount),
        Form::Discount { .. } => number(each),
    });
    let to = text(if apply.to == ApplyTo::Invoice { "invoice" } else { "subscription" });
    said.extend(most.map(|most| words("rule-apply-each", [("to", to), ("amount", most)])));
    said
}
