//! What makes a rule be judged, as the beginning of a sentence.

use super::formula::Reader;
use super::give::level;
use super::part::{joined, names, schedule, span, text};
use super::{Arg, Words, number, words};
use crate::rules::rule::{Each, Rule, RuleBase, Since, Thresholds, Trigger};

/// What is too long to be named within the sentence.
pub(super) fn named_below(rule: &Rule, reader: Reader<'_>) -> Option<Words> {
    match &rule.on {
        Trigger::Milestone { of, .. } if !of.node().is_fact() => {
            Some(words("rule-named-number", [("number", reader.number(of))]))
        }
        _ => None,
    }
}

pub(super) fn trigger(rule: &Rule, reader: Reader<'_>) -> Arg {
    let level = ("level", level(rule));
    if let RuleBase::Reward(id) = &rule.base {
        return words("on-share", [("id", Arg::Name(id.clone()))]).into();
    }
    match &rule.on {
        Trigger::Payment if rule.first_payments == Some(1) => words("on-first-payment", [level]),
        Trigger::Payment => words("on-payment", [level]),
        Trigger::Registered => words("on-registered", [level]),
        Trigger::Joined => words("on-joined", []),
        Trigger::OwnPayment => words("on-own-payment", []),
        Trigger::OwnInvoice => words("on-own-invoice", []),
        Trigger::Action(all) => words("on-action", [("names", names(all)), level]),
        Trigger::OwnAction(all) => words("on-own-action", [("names", names(all))]),
        Trigger::Tenure { span: length, since } => {
            let since = match since {
                Since::Registration => words("since-registration", [level]),
                Since::FirstPayment => words("since-first-payment", [level]),
                Since::Action(name) => words("since-action", [("names", names(std::slice::from_ref(name))), level]),
            };
            words("on-tenure", [("span", span(*length)), ("since", since.into())])
        }
        Trigger::Becomes(expression) => words("on-becomes", [("condition", reader.condition(expression))]),
        Trigger::Milestone { of, at } => {
            let fact = ("fact", if of.node().is_fact() { reader.number(of) } else { words("num-named", []).into() });
            match at {
                Thresholds::Every(count) => words("on-milestone-every", [fact, ("count", number(*count))]),
                Thresholds::At(values) => {
                    let (last, before) = match values.split_last() {
                        Some((last, before)) => (Some(*last), before),
                        None => (None, &values[..]),
                    };
                    let before = joined("part-list", before.iter().map(|value| reader.compared(of, *value)));
                    let last = last.map(|value| reader.compared(of, value));
                    let values = joined("part-or", before.into_iter().chain(last)).unwrap_or_else(|| text(""));
                    words("on-milestone-at", [fact, ("values", values)])
                }
            }
        }
        Trigger::Scheduled { schedule: due, each } => {
            let each = match each {
                Each::Recipient => "recipient",
                Each::Referral => "referral",
                Each::Subscription => "subscription",
            };
            words("on-schedule", [("every", schedule(*due)), ("each", text(each))])
        }
    }
    .into()
}
