//! What becomes of what was earned, in words.

use super::part::{amount, causes, every, span, text, unit_name};
use super::{Arg, Words, kinds, number, words};
use crate::money::Unit;
use crate::rules::rule::Form;
use crate::rules::terms::Terms;
use crate::rules::uses::{AtMost, Fee, Use};

pub(super) fn of_unit(of: &Use, terms: &Terms) -> Vec<Words> {
    let name = ("unit", unit_name(&of.unit));
    let mut said = Vec::new();
    // What bonuses pay is said with the rest of the conditions.
    if !of.pays.is_empty() && of.unit != Unit::Credit {
        said.push(words("use-pays", [name.clone(), ("kinds", kinds(&of.pays))]));
    }
    said.extend(of.worth.map(|worth| {
        let is_of_one = worth.of.amount() == rust_decimal::Decimal::ONE;
        let units = (!is_of_one).then(|| ("units", amount(worth.of)));
        let key = if is_of_one { "use-worth" } else { "use-worth-of" };
        let args = [name.clone(), ("amount", amount(worth.money))].into_iter().chain(units).collect();
        Words { key, args }
    }));
    said.extend(of.at_most.map(|most| match most {
        AtMost::Part(part) => words("use-at-most", [name.clone(), ("percent", Arg::Percent(part))]),
        AtMost::Amount(most) => words("use-at-most-amount", [name.clone(), ("amount", amount(most))]),
    }));
    said.extend(of.minimum.map(|least| words("use-minimum", [name.clone(), ("amount", amount(least))])));
    let flags = [(of.auto, "use-auto"), (of.never_below_tax, "use-above-tax"), (of.alone, "use-alone")];
    said.extend(flags.into_iter().filter(|(set, _)| *set).map(|(_, key)| words(key, [name.clone()])));
    said.extend(of.expires.and_then(|length| {
        let key = expires(of, terms)?;
        Some(words(key, [name.clone(), ("span", span(length))]))
    }));
    if !of.forfeit_on.is_empty() {
        said.push(words("use-forfeit", [name.clone(), ("cause", causes(&of.forfeit_on, "own", false))]));
    }
    if let Some(payout) = of.payout {
        said.push(words("use-payout", [("every", every(payout.every)), name]));
        let least = payout.minimum.filter(|least| least.is_positive());
        said.extend(least.map(|least| words("use-payout-minimum", [("amount", amount(least))])));
        said.push(words("use-payout-within", [("count", number(payout.within_days))]));
    }
    if let Some(convert) = of.convert {
        said.push(words("use-convert", [("percent", Arg::Percent(convert.worth))]));
        said.extend(convert.minimum.map(|least| words("use-convert-minimum", [("amount", amount(least))])));
    }
    said.extend(of.first_minimum.map(|least| words("use-first-minimum", [("amount", amount(least))])));
    said.extend(
        of.minimum_by.iter().map(|(method, least)| {
            words("use-minimum-by", [("method", text(method.name())), ("amount", amount(*least))])
        }),
    );
    said.extend(of.fee_by.iter().map(|(method, fee)| match fee {
        Fee::Amount(fee) => words("use-fee-by", [("method", text(method.name())), ("fee", amount(*fee))]),
        Fee::Part(part) => {
            words("use-fee-by-part", [("method", text(method.name())), ("percent", Arg::Percent(*part))])
        }
    }));
    said.extend(of.fee_percent.map(|fee| words("use-fee-percent", [("percent", Arg::Percent(fee))])));
    said
}

/// A reward may say it otherwise, and then says it itself.
fn expires(of: &Use, terms: &Terms) -> Option<&'static str> {
    let given = || terms.rules.iter().filter(|rule| matches!(rule.form, Form::Unit(unit, _) if unit == of.unit));
    let otherwise = given().filter(|rule| rule.expires != of.expires).count();
    let converted = of.unit == Unit::Credit && terms.use_of(Unit::Cash).is_some_and(|cash| cash.convert.is_some());
    match otherwise {
        0 => Some("use-expires"),
        all if all == given().count() && !converted => None,
        _ => Some("use-expires-else"),
    }
}
