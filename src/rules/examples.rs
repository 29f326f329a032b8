//! `[[example]]`: what is given, and what is expected of it.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::{Map, Number, Value as Json};
use toml::de::DeValue;

use super::document::{Section, Value, flag, instant, list_of, meant, number, one_of, parsed, span, text};
use super::facts::{Answer, Kind, Word};
use super::receipt::ReceiptReason;
use super::terms::{Example, Expected, Given};
use crate::events::Fact;
use crate::money::{Currency, Money, Unit};

const MOST_INVITEES: u32 = 1000;
const MOST_COMPANIES: u32 = 100;
const MOST_TIMES: u32 = 1000;
const MOST_NAMED: usize = 200;

const SHAPE: &str = "write each as \"a > b\", a having referred b, or \"c\", whom nobody referred";

/// What may be expected, besides `at`, `of` and `unit`.
const EXPECTED: [&str; 16] = [
    "on_hold",
    "available",
    "earned",
    "spent",
    "withdrawing",
    "paid_out",
    "expired",
    "to_pay",
    "discounts",
    "rate",
    "payouts",
    "applied",
    "ends",
    "free_invoices",
    "count",
    "reason",
];

/// What an example may name.
pub(super) struct Known<'k> {
    pub(super) currency: Currency,
    pub(super) counts: &'k [String],
    pub(super) rewards: Vec<&'k str>,
    /// What the rewards are given as.
    pub(super) units: &'k [Unit],
}

/// One `[[example]]`.
pub(super) fn read(mut section: Section<'_, '_>, known: &Known<'_>) -> Option<Example> {
    let document = section.document;
    let (line, column) = section.start();
    let says = section.required("says", text);
    let repeat = section.optional("repeat", number(1..=MOST_INVITEES)).unwrap_or(1);
    let companies = section.optional("companies", number(0..=MOST_COMPANIES)).unwrap_or(0);
    let referrers = section.optional("referrers", number(1..=MOST_COMPANIES)).unwrap_or(1);
    let tree = section.optional("tree", list_of(branch)).unwrap_or_default();
    if tree.len() > MOST_NAMED {
        section.refused(
            "tree",
            &format!("at most {MOST_NAMED} people have names of their own; write `repeat` for many alike"),
        );
    }
    let assume = section.table("assume").map(|section| assume(&section)).unwrap_or_default();
    let given = section.list("given").into_iter().filter_map(|value| given(Section::of(document, value, "given")?));
    let given: Vec<Given> = given.collect();
    let refers = |name: &str| {
        let registers = |given: &Given| given.type_name == "person.registered" && given.by.as_deref() == Some(name);
        is_nth(name, "referrer", referrers)
            || is_nth(name, "invitee", repeat)
            || tree.iter().any(|(_, invitee)| invitee == name)
            || given.iter().any(registers)
    };
    for ((referrer, name), value) in tree.iter().zip(section.list("tree")) {
        if let Some(referrer) = referrer.as_deref().filter(|referrer| !refers(referrer)) {
            let words = format!(
                "`tree`: {referrer:?} is named only as who refers: put {referrer:?} before it, as in [{referrer:?}, \
                 \"{referrer} > {name}\"], or write \"referrer > {name}\""
            );
            document.problem(value.span(), words);
        }
    }
    let expect = section.list("expect").into_iter();
    let expect = expect.filter_map(|value| expected(Section::of(document, value, "expect")?, known));
    let expect: Vec<Expected> = expect.collect();
    if section.list("given").is_empty() || section.list("expect").is_empty() {
        section.problem("an example needs `given` events and what to `expect`");
    }
    section.end();
    Some(Example { says: says?, repeat, companies, referrers, tree, assume, given, expect, line, column })
}

/// `referrer`, `referrer-2` and so on.
fn is_nth(name: &str, role: &str, most: u32) -> bool {
    let number = name.strip_prefix(role).and_then(|rest| rest.strip_prefix('-'));
    name == role || number.and_then(|number| number.parse().ok()).is_some_and(|n| (2..=most).contains(&n))
}

/// `"referrer > b"`, or `"c"`.
fn branch(value: &DeValue<'_>) -> Result<(Option<String>, String), String> {
    let written = text(value)?;
    let (referrer, name) = match written.split_once('>') {
        Some((referrer, name)) => (Some(referrer.trim()), name.trim()),
        None => (None, written.trim()),
    };
    if referrer == Some("") || name.is_empty() || name.contains(['>', ' ']) || referrer == Some(name) {
        return Err(format!("{written:?}: {SHAPE}"));
    }
    Ok((referrer.map(str::to_owned), name.to_owned()))
}

fn assume(section: &Section<'_, '_>) -> Vec<(Word, Answer)> {
    let mut assumed = Vec::new();
    for (path, value) in section.written() {
        let known = || Word::all().map(Word::path);
        let word = Word::find(path).ok_or_else(|| format!("it is no fact{}", meant(path, known())));
        match word.and_then(|word| Ok((word, answer(word.kind(), value.get_ref())?))) {
            Ok(fact) => assumed.push(fact),
            Err(words) => section.document.problem(value.span(), format!("`{}`: {words}", path.escape_debug())),
        }
    }
    assumed
}

fn answer(kind: Kind, value: &DeValue<'_>) -> Result<Answer, String> {
    match kind {
        Kind::Text => text(value).map(Answer::Text),
        Kind::Flag => flag(value).map(Answer::Flag),
        Kind::Number | Kind::Rate => decimal(value).map(Answer::Number),
    }
}

/// A whole number, or a decimal in quotes.
fn decimal(value: &DeValue<'_>) -> Result<Decimal, String> {
    let written = match value.as_integer() {
        Some(number) if number.radix() == 10 => Some(number.as_str()),
        _ => value.as_str(),
    };
    let digits = |text: &&str| super::check::plain_decimal(text.strip_prefix('-').unwrap_or(text));
    let number = written.filter(digits).and_then(|text| text.parse().ok());
    number.ok_or_else(|| "a number, such as 5 or \"12000.00\"".into())
}

fn event_type(value: &DeValue<'_>) -> Result<String, String> {
    let given = text(value)?;
    match Fact::TYPES.contains(&given.as_str()) {
        true => Ok(given),
        false => Err(format!("no event has the type {given:?}{}", meant(&given, Fact::TYPES.iter().copied()))),
    }
}

fn given(mut section: Section<'_, '_>) -> Option<Given> {
    let (line, column) = section.start();
    let type_name = section.required("type", event_type);
    let at = section.required("at", instant);
    let by = section.optional("by", text);
    let times = section.optional("times", number(1..=MOST_TIMES));
    let every = section.optional("every", span);
    let unread = times.is_some() != section.has("times") || every.is_some() != section.has("every");
    let times = times.unwrap_or(1);
    if !unread && (times > 1) != every.is_some() {
        section.problem("what happens several times needs `times` = 12 and `every` = \"month\", both");
    }
    let first = section.optional("first", number(1..=MOST_INVITEES));
    let refused = section.optional("refused", flag).unwrap_or(false);
    let mut data = Map::new();
    for (word, value) in section.rest() {
        match json(value) {
            Ok(json) => drop(data.insert(word.to_owned(), json)),
            Err(words) => section.document.problem(value.span(), format!("`{}`: {words}", word.escape_debug())),
        }
    }
    Some(Given { type_name: type_name?, at: at?, by, times, every, first, refused, data, line, column })
}

fn expected(mut section: Section<'_, '_>, known: &Known<'_>) -> Option<Expected> {
    let (line, column) = section.start();
    let currency = known.currency;
    if !EXPECTED.iter().any(|word| section.has(word)) {
        section.problem(format!("expect at least one of {}", EXPECTED.join(", ")));
    }
    let at = section.required("at", instant);
    let of = section.optional("of", text);
    let unit: Option<Unit> = section.optional("unit", |value| unit(value, known));
    let counted = unit.map_or(currency, |unit| unit.currency(currency));
    let money = |value: &DeValue<'_>| match value.as_integer() {
        Some(_) if !counted.is_money() => Money::new(decimal(value)?, counted).map_err(|error| error.to_string()),
        _ => Money::parse(&text(value)?, counted).map_err(|error| error.to_string()),
    };
    let owed = |value: &DeValue<'_>| Money::parse(&text(value)?, currency).map_err(|error| error.to_string());
    let expected = Expected {
        at: at.unwrap_or_default(),
        of,
        reward: section.optional("reward", |value| reward(value, &known.rewards)),
        unit,
        on_hold: section.optional("on_hold", money),
        available: section.optional("available", money),
        earned: section.optional("earned", money),
        spent: section.optional("spent", money),
        withdrawing: section.optional("withdrawing", money),
        paid_out: section.optional("paid_out", money),
        expired: section.optional("expired", money),
        to_pay: section.optional("to_pay", owed),
        discounts: section.optional("discounts", list_of(parsed)),
        rate: section.optional("rate", parsed),
        payouts: section.optional("payouts", list_of(money)),
        applied: section.optional("applied", list_of(money)),
        ends: section.optional("ends", list_of(date)),
        free_invoices: section.optional("free_invoices", number(0..=MOST_TIMES)),
        counts: section.table("count").map(|section| counted_as(&section, known.counts)).unwrap_or_default(),
        reason: section.optional("reason", one_of(&ReceiptReason::ALL.map(|reason| (reason.name(), reason)))),
        line,
        column,
    };
    section.end();
    at.map(|_| expected)
}

fn unit(value: &DeValue<'_>, known: &Known<'_>) -> Result<Unit, String> {
    let unit = super::check::unit(value, known.currency)?;
    // Credit may come of cash.
    if unit == Unit::Credit || known.units.contains(&unit) {
        return Ok(unit);
    }
    let meant = meant(unit.name(), known.units.iter().map(Unit::name));
    Err(format!("no reward is given as {:?}{meant}", unit.name()))
}

fn reward(value: &DeValue<'_>, rewards: &[&str]) -> Result<String, String> {
    let id = text(value)?;
    if rewards.contains(&id.as_str()) {
        return Ok(id);
    }
    Err(format!("no reward has the id {id:?}{}: {}", meant(&id, rewards.iter().copied()), rewards.join(", ")))
}

fn date(value: &DeValue<'_>) -> Result<NaiveDate, String> {
    let written = value.as_datetime().map(ToString::to_string).or_else(|| value.as_str().map(str::to_owned));
    written.and_then(|text| text.parse().ok()).ok_or_else(|| "write a date as \"2026-05-01\"".into())
}

fn counted_as(section: &Section<'_, '_>, counts: &[String]) -> Vec<(usize, Decimal)> {
    let mut found = Vec::new();
    for (name, value) in section.written() {
        let place = counts.iter().position(|known| known == name);
        let place = place
            .ok_or_else(|| format!("there is no [count.{name}]{}", meant(name, counts.iter().map(String::as_str))));
        match place.and_then(|place| Ok((place, decimal(value.get_ref())?))) {
            Ok(count) => found.push(count),
            Err(words) => section.document.problem(value.span(), format!("`{}`: {words}", name.escape_debug())),
        }
    }
    found
}

/// An event's data as TOML: amounts are texts there too, so a fraction is always a mistake.
fn json(value: &Value<'_>) -> Result<Json, String> {
    match value.get_ref() {
        DeValue::String(text) => Ok(Json::String(text.to_string())),
        DeValue::Boolean(flag) => Ok(Json::Bool(*flag)),
        DeValue::Datetime(at) => Ok(Json::String(at.to_string())),
        DeValue::Integer(number) => {
            let number = i64::from_str_radix(number.as_str(), number.radix());
            number.map(|number| Json::Number(Number::from(number))).map_err(|error| error.to_string())
        }
        DeValue::Float(_) => Err("write an amount in quotes".into()),
        DeValue::Array(items) => items.iter().map(json).collect::<Result<_, _>>().map(Json::Array),
        DeValue::Table(table) => {
            let fields = table.iter().map(|(key, value)| Ok((key.get_ref().to_string(), json(value)?)));
            fields.collect::<Result<Map<_, _>, String>>().map(Json::Object)
        }
    }
}
