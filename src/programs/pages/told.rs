//! The worked examples of terms, step by step.

use super::Example;
use super::given::with_details;
use crate::calendar::Instant;
use crate::money::{Currency, Money};
use crate::rules::terms::{self, Expected, Given};
use crate::rules::{Terms, explain};
use crate::web::{Value, Words};

/// In the order in which it happens; what has come of it stands after what happened at the same instant.
pub fn example(example: &terms::Example, terms: &Terms) -> Example {
    let given = example.given.iter().map(|given| (given.at, happened(given, terms)));
    let expected = example.expect.iter().flat_map(|expected| come(expected).map(move |words| (expected.at, words)));
    let mut steps: Vec<(Instant, Words)> = given.chain(expected).collect();
    steps.sort_by_key(|(at, _)| *at);
    let step =
        |(at, what): (Instant, Words)| Words::new("example-step").with("at", Value::Moment(at)).with("what", what);
    let everybody = (example.repeat > 1).then(|| Words::new("example-repeat").with("count", example.repeat));
    Example { says: titled(&example.says), steps: everybody.into_iter().chain(steps.into_iter().map(step)).collect() }
}

/// As a title begins; in whichever language the terms are written.
fn titled(says: &str) -> String {
    let mut letters = says.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.clone()).collect()
}

/// `payment.succeeded` is said by `happened-payment-succeeded`.
pub(super) fn sentence(type_name: &str) -> String {
    format!("happened-{}", type_name.replace(['.', '_'], "-"))
}

fn happened(given: &Given, terms: &Terms) -> Words {
    let text = |word: &str| given.data.get(word).and_then(|value| value.as_str());
    let mut what = Words::new(sentence(&given.type_name));
    let unit = text("unit").and_then(|unit| unit.parse::<Currency>().ok()).unwrap_or(terms.currency);
    let amount = text("amount").and_then(|amount| Money::parse(amount, unit).ok());
    what = what.with("told", if amount.is_some() { "yes" } else { "no" });
    if let Some(amount) = amount {
        what = what.with("amount", amount);
    }
    for word in ["status", "from", "to", "rate"] {
        if let Some(said) = text(word) {
            what = what.with(word, said);
        }
    }
    if let Some(class) = text("class") {
        what = what.with("class", terms.name_of(class));
    }
    if let Some(name) = text("name") {
        what = what.with("name", quoted(&terms.name_of(name)));
    }
    what = with_details(what, given, unit, terms);
    let is_own = ["company", "subscription"].iter().any(|word| text(word).is_some_and(|id| id.starts_with("own-")));
    what = of_person(what, given.by.as_deref().or(is_own.then_some("referrer")));
    if let Some(span) = given.every.filter(|_| given.times > 1) {
        let span: Words = explain::length(span).into();
        what = Words::new("example-times").with("what", what).with("count", given.times).with("span", span);
    }
    if given.refused { Words::new("example-refused").with("what", what) } else { what }
}

pub(super) fn quoted(name: &str) -> Words {
    Words::new("part-quoted").with("name", name)
}

/// Nothing is said of whose it is where the example does not.
fn of_person(what: Words, who: Option<&str>) -> Words {
    let Some(who) = who else { return what };
    let who = match who {
        "referrer" => Words::new("part-who").with("who", "referrer"),
        other => quoted(other),
    };
    Words::new("example-by").with("what", what).with("who", who)
}

fn come(expected: &Expected) -> impl Iterator<Item = Words> {
    let amounts = [
        ("example-on-hold", expected.on_hold),
        ("example-available", expected.available),
        ("example-earned", expected.earned),
        ("example-spent", expected.spent),
        ("example-withdrawing", expected.withdrawing),
        ("example-paid-out", expected.paid_out),
        ("example-expired", expected.expired),
        ("example-to-pay", expected.to_pay),
    ];
    let amounts = amounts.into_iter().filter_map(|(key, amount)| Some(Words::new(key).with("amount", amount?)));
    let rate = expected.rate.map(|rate| Words::new("example-rate").with("percent", rate));
    let discounts = expected.discounts.iter().flatten().map(|percent| Value::Percent(*percent));
    let discounts = listed(discounts).map(|list| Words::new("example-discounts").with("list", list));
    let payouts = listed(expected.payouts.iter().flatten().map(|amount| Value::Money(*amount)));
    let payouts = payouts.map(|list| Words::new("example-payouts").with("list", list));
    let all: Vec<Words> = amounts.chain(rate).chain(discounts).chain(payouts).collect();
    let who = expected.of.clone();
    all.into_iter().map(move |words| of_person(words, who.as_deref()))
}

pub(super) fn listed(values: impl Iterator<Item = Value>) -> Option<Value> {
    values.reduce(|one, other| Value::Words(Box::new(Words::new("part-list").with("one", one).with("other", other))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Zone;
    use crate::events::Fact;
    use crate::rules::check;
    use crate::web::{Lang, Shell};

    /// Of the log, and never given in an example.
    const NOT_GIVEN: [&str; 11] = [
        "terms.published",
        "terms.accepted",
        "companies.ordered",
        "run.applied",
        "payout.made",
        "subscription.extended",
        "invoice.repriced",
        "referral.held",
        "referral.cleared",
        "referrer.banned",
        "referrer.readmitted",
    ];

    fn said(lang: Lang, words: &Words) -> String {
        Shell::speaking(lang, Zone::UTC, "2026-04-20T00:00:00Z".parse().unwrap()).say(words)
    }

    fn steps(lang: Lang, example: &str) -> Vec<String> {
        let rules = "program = \"p\"\nname = \"P\"\ncurrency = \"EUR\"\ntime_zone = \"UTC\"\n[[reward]]\non = \"payment\"\n\
                     give = \"10 %\"\nhold_days = 14\nas = \"credit\"\n[use.credit]\npays = [\"plan\"]\n";
        let terms = check(&format!("{rules}[[example]]\nsays = \"a friend pays\"\n{example}")).unwrap();
        super::example(&terms.examples[0], &terms).steps.iter().map(|words| said(lang, words)).collect()
    }

    #[test]
    fn every_event_of_an_example_has_a_sentence_of_its_own() {
        for lang in Lang::ALL {
            let mut met = std::collections::BTreeSet::new();
            for type_name in Fact::TYPES.iter().filter(|name| !NOT_GIVEN.contains(name)) {
                let mut words = Words::new(sentence(type_name)).with("told", "no").with("amount", "7");
                for word in ["class", "status", "from", "to", "rate", "name"] {
                    words = words.with(word, "x");
                }
                let sentence = said(lang, &words);
                assert!(!sentence.contains("happened-") && !sentence.contains(type_name), "{type_name}: {sentence}");
                assert!(met.insert(sentence.clone()), "{type_name} is said as another: {sentence}");
            }
        }
    }

    #[test]
    fn steps_stand_in_the_order_of_their_time() {
        let example = "given = [ { type = \"payment.succeeded\", at = \"2026-04-10T09:00:00Z\", amount = \"50.00\" },\n\
             { type = \"refund.completed\", at = \"2026-04-12T09:00:00Z\", amount = \"20.00\" } ]\n\
             expect = [ { at = \"2026-04-10T09:00:00Z\", on_hold = \"5.00\" }, { at = \"2026-04-12T09:00:00Z\", on_hold = \"3.00\" } ]";
        assert_eq!(
            steps(Lang::En, example),
            [
                "10 April, 09:00 UTC: €50.00 is paid",
                "10 April, 09:00 UTC: €5.00 on hold",
                "12 April, 09:00 UTC: €20.00 is paid back",
                "12 April, 09:00 UTC: €3.00 on hold",
            ]
        );
    }

    #[test]
    fn what_was_sold_and_what_was_chosen_are_said() {
        let example = "given = [ { type = \"invoice.issued\", at = \"2026-04-10T09:00:00Z\", due_at = \"2026-04-20T09:00:00Z\", lines = [\n\
             { product = \"business\", kind = \"plan\", amount = \"100.00\" },\n\
             { product = \"mail\", kind = \"service\", amount = \"20.00\", discount = \"5.00\" } ] },\n\
             { type = \"choice.made\", at = \"2026-04-11T09:00:00Z\", order = [\"own-2\", \"own-1\"] },\n\
             { type = \"payment.succeeded\", at = \"2026-04-12T09:00:00Z\", amount = \"60.00\", promo_code = \"SPRING\", lines = [\n\
             { product = \"business\", kind = \"plan\", amount = \"70.00\", term_discount = \"10.00\", promotional = true } ] } ]\n\
             expect = [ { at = \"2026-04-12T09:00:00Z\", on_hold = \"6.00\" } ]";
        assert_eq!(
            steps(Lang::En, example),
            [
                "10 April, 09:00 UTC: an invoice is issued: business, plan: €100.00; mail, service: €20.00, €5.00 off, due on 20 April, 09:00 UTC",
                "11 April, 09:00 UTC: a choice is made: companies in the order 2, 1",
                "12 April, 09:00 UTC: €60.00 is paid: business, plan: €70.00, in a promotion, €10.00 off for the longer period, with a promo code",
                "12 April, 09:00 UTC: €6.00 on hold",
            ]
        );
    }

    #[test]
    fn whose_how_often_and_refused_are_said() {
        let example = "given = [ { type = \"person.registered\", at = \"2026-04-01T09:00:00Z\", by = \"referrer\" },\n\
             { type = \"payment.succeeded\", at = \"2026-04-10T09:00:00Z\", amount = \"50.00\", times = 3, every = \"month\" },\n\
             { type = \"credit.spent\", at = \"2026-04-11T09:00:00Z\", amount = \"50.00\", refused = true } ]\n\
             expect = [ { at = \"2026-04-10T09:00:00Z\", earned = \"5.00\", rate = \"10 %\" } ]";
        assert_eq!(
            steps(Lang::En, example),
            [
                "1 April, 09:00 UTC: registration (the person who invites)",
                "10 April, 09:00 UTC: €50.00 is paid, 3 times, 1 month between each",
                "10 April, 09:00 UTC: €5.00 earned so far",
                "10 April, 09:00 UTC: the rate is 10%",
                "11 April, 09:00 UTC: €50.00 is used on an invoice: refused",
            ]
        );
    }

    #[test]
    fn a_title_begins_with_a_capital_letter() {
        assert_eq!(titled("a partner pays"), "A partner pays");
        assert_eq!(titled("їхній платіж"), "Їхній платіж");
        assert_eq!(titled(""), "");
    }
}
