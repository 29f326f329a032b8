//! What an event of an example says besides its kind: the lines of an invoice or a payment, what was chosen, until when.

use super::told::{listed, quoted};
use crate::calendar::Instant;
use crate::events::LineKind;
use crate::money::{Currency, Money};
use crate::rules::Terms;
use crate::rules::terms::Given;
use crate::web::{Value, Words};
use serde_json::Value as Json;

/// The sentence with whatever of it is written in the example.
pub(super) fn with_details(what: Words, given: &Given, currency: Currency, terms: &Terms) -> Words {
    let lines = given.data.get("lines").and_then(Json::as_array).into_iter().flatten();
    let lines = lines.filter_map(|one| line(one, currency, terms)).map(|words| Value::Words(Box::new(words)));
    let lines = lines.reduce(|one, other| {
        Value::Words(Box::new(Words::new("part-semicolon").with("one", one).with("other", other)))
    });
    let mut what = match lines {
        Some(lines) => Words::new("example-lines").with("what", what).with("lines", lines),
        None => what,
    };
    if given.data.contains_key("promo_code") {
        what = Words::new("example-promo-code").with("what", what);
    }
    for (word, key) in [("due_at", "example-due"), ("trial_ends_at", "example-trial")] {
        if let Some(at) = text(given.data.get(word)).and_then(|at| at.parse::<Instant>().ok()) {
            what = Words::new(key).with("what", what).with("at", Value::Moment(at));
        }
    }
    match chosen(given, terms) {
        Some(choice) => Words::new("example-choice").with("what", what).with("choice", choice),
        None => what,
    }
}

fn text(value: Option<&Json>) -> Option<&str> {
    value.and_then(Json::as_str)
}

fn line(line: &Json, currency: Currency, terms: &Terms) -> Option<Words> {
    let amount = |word: &str| Money::parse(text(line.get(word))?, currency).ok().filter(|amount| !amount.is_zero());
    let product = terms.name_of(text(line.get("product"))?);
    let is_service = text(line.get("kind")) == Some(LineKind::Service.name());
    let kind = if is_service { LineKind::Service } else { LineKind::Plan };
    let mut words =
        Words::new("example-line").with("product", product).with("kind", kind.name()).with("amount", amount("amount")?);
    if line.get("promotional").and_then(Json::as_bool) == Some(true) {
        words = Words::new("example-line-promotional").with("line", words);
    }
    for (word, key) in [("discount", "example-line-discount"), ("term_discount", "example-line-term")] {
        if let Some(off) = amount(word) {
            words = Words::new(key).with("line", words).with("amount", off);
        }
    }
    Some(words)
}

/// A scheme, a version by its name, or an order of the referrer's companies.
fn chosen(given: &Given, terms: &Terms) -> Option<Words> {
    if given.type_name != "choice.made" {
        return None;
    }
    if let Some(order) = given.data.get("order").and_then(Json::as_array) {
        let numbers = order.iter().filter_map(Json::as_str).filter_map(|id| id.strip_prefix("own-"));
        let numbers = listed(numbers.map(|number| Value::Text(number.to_owned())))?;
        return Some(Words::new("example-choice-order").with("list", numbers));
    }
    let named = ["scheme", "terms", "allocation"].iter().find_map(|word| text(given.data.get(*word)));
    named.map(|name| quoted(&terms.name_of(name)))
}
