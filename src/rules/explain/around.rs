//! What the terms say around the rewards: counts, schemes, how referrals are bound.

use super::formula::Reader;
use super::part::{decimal, is, joined, last, names, quoted, schedule, text};
use super::{Arg, Words, number, words};
use crate::money::Unit;
use crate::rules::expression::Expression;
use crate::rules::facts::Fact;
use crate::rules::rule::{Chosen, Count, CountedOver, Form, Kept, Made, Rule, Schemes, Things, What, Whose};
use crate::rules::terms::{Attribution, Terms, Touch};

/// What a number that has a name is.
pub(super) fn counts(terms: &Terms) -> Vec<Words> {
    let reader = Reader::of(terms);
    let of_one = |count: &Count| {
        let name = Arg::Name(count.name.clone());
        match &count.made {
            Made::Things(things) => counted(name, things, reader),
            Made::Kept(number) => vec![kept(name, number, reader)],
        }
    };
    terms.counts.iter().flat_map(of_one).collect()
}

fn kept(name: Arg, kept: &Kept, reader: Reader<'_>) -> Words {
    let said = [("name", name), ("number", reader.number(&kept.value)), ("starts", decimal(kept.starts))];
    let (key, checked) = match kept.checked {
        Some(checked) => ("count-kept", Some(("every", schedule(checked)))),
        None => ("count-kept-always", None),
    };
    Words { key, args: said.into_iter().chain(checked).collect() }
}

fn counted(name: Arg, count: &Things, reader: Reader<'_>) -> Vec<Words> {
    let key = match count.of.what {
        What::Referrals => "count-referrals",
        What::Payments => "count-payments",
        What::Actions => "count-actions",
        What::Subscriptions => "count-subscriptions",
    };
    let whose = match count.of.whose {
        Whose::Invitees => "invitees",
        Whose::Invitee => "invitee",
        Whose::Own => "own",
    };
    let (over, length) = match count.over {
        CountedOver::Ever => ("so_far", None),
        CountedOver::Calendar { months: 1 } => ("month", None),
        CountedOver::Calendar { months: 3 } => ("quarter", None),
        CountedOver::Calendar { .. } => ("year", None),
        CountedOver::Period => ("period", None),
        CountedOver::Rolling(length) => ("last", Some(length)),
    };
    let mut args = vec![("name", name), ("whose", text(whose)), ("over", text(over)), ("sum", is(count.sum.is_some()))];
    args.extend(length.map(|length| ("span", last(length))));
    args.extend(count.sum.as_ref().map(|sum| ("number", reader.number(sum))));
    let mut said = vec![Words { key, args }];
    let condition = count.condition.as_ref();
    said.extend(condition.map(|only| words("count-where", [("condition", reader.condition(only))])));
    said
}

pub(super) fn schemes(schemes: &Schemes) -> Vec<Words> {
    let chosen = match schemes.chosen {
        Chosen::PerLink => "per_link",
        Chosen::PerReferrer => "per_referrer",
        Chosen::PerReferral => "per_referral",
    };
    let options = joined("part-or", schemes.options.iter().map(|option| quoted(option)));
    let options = options.unwrap_or_else(|| names(&schemes.options));
    let default = ("scheme", Arg::Name(schemes.default.clone()));
    vec![
        words("terms-scheme", [("chosen", text(chosen)), ("options", options)]),
        words("terms-scheme-default", [default]),
    ]
}

/// Which of several links counts.
pub(super) fn touch(touch: Touch) -> Words {
    match touch {
        Touch::First => words("terms-touch-first", []),
        Touch::Last => words("terms-touch-last", []),
    }
}

/// What is said of links and codes besides the words of every program.
pub(super) fn attribution(attribution: &Attribution, reader: Reader<'_>) -> Vec<Words> {
    let mut said = Vec::new();
    if attribution.renews {
        said.push(words("terms-renews", []));
    }
    said.extend(attribution.late_days.map(|days| words("terms-late", [("count", number(days))])));
    said.extend(attribution.existing_days.map(|days| words("terms-existing", [("count", number(days))])));
    if !attribution.staff {
        said.push(words("terms-no-staff", []));
    }
    let only = |key, condition| words(key, [("condition", reader.condition(condition))]);
    said.extend(attribution.referrer_when.as_ref().map(|condition| only("terms-referrer-when", condition)));
    said.extend(attribution.invitee_when.as_ref().map(|condition| only("terms-invitee-when", condition)));
    said
}

/// Whether any reward is given as it.
pub(super) fn gives(terms: &Terms, unit: Unit) -> bool {
    let by_rule = |form| matches!(form, Form::Unit(of, _) if of == unit);
    terms.rewards.iter().any(|clause| clause.unit == unit) || terms.rules.iter().any(|rule| by_rule(rule.form))
}

/// How money goes out, as a word that the catalogue selects on.
pub(super) fn cash(terms: &Terms) -> &'static str {
    match (&terms.withdrawal, terms.use_of(Unit::Cash).and_then(|of| of.payout)) {
        (Some(_), _) => "cash",
        (None, Some(_)) => "paid",
        (None, None) => "money",
    }
}

/// Which of several discounts one line has.
pub(super) fn best_discount(terms: &Terms) -> Option<Words> {
    let by_rewards = terms.reduces() || !terms.monthly.is_empty();
    let several = terms.offers.len() + usize::from(by_rewards) > 1;
    (several && !terms.offers.is_empty()).then(|| words("terms-discounts-best", [("rewards", is(by_rewards))]))
}

/// Whether it says that somebody is active, or how many are.
pub(super) fn asks_activity(said: &Words) -> bool {
    const KEYS: [&str; 9] = [
        "fact-active",
        "fact-active-referrals",
        "fact-months-active",
        "fact-inactive-days",
        "fact-subscriptions",
        "fact-subscription-active",
        "if-active",
        "if-months-active",
        "if-subscription-active",
    ];
    KEYS.contains(&said.key)
        || said.args.iter().any(|(_, arg)| match arg {
            Arg::Words(part) => asks_activity(part),
            Arg::Text(text) => {
                let is_formula = ["num-formula", "if-formula"].contains(&said.key);
                text == "not_active" || is_formula && text.contains("active")
            }
            _ => false,
        })
}

/// Whether it matters what was chosen.
pub(super) fn asks_scheme(terms: &Terms) -> bool {
    let rules = || terms.rules.iter();
    let named = rules().any(|rule| rule.scheme.is_some()) || terms.offers.iter().any(|offer| offer.scheme.is_some());
    let formulas = terms.counts.iter().flat_map(Count::formulas);
    let formulas = formulas.chain(terms.offers.iter().filter_map(|offer| offer.when.as_ref()));
    let words = formulas.chain(&terms.attribution.invitee_when).flat_map(Expression::uses);
    named || words.chain(rules().flat_map(Rule::words)).any(|word| word.fact() == Fact::Scheme)
}
