//! How single values are read, and refused.

use std::fmt;

use toml::de::DeValue;

use super::elsewhere::called_here;
use crate::calendar::Instant;
use crate::money::{Currency, Money, Percent};
use crate::rules::rule::Span;

/// The known word that was probably meant, if one is near enough.
pub(in crate::rules) fn nearest<'w>(given: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let known: Vec<&str> = known.collect();
    let called = called_here(given).and_then(|called| known.iter().copied().find(|word| *word == called));
    let near = || known.iter().filter_map(|word| Some((distance(given, word)?, *word))).min().map(|(_, word)| word);
    called.or_else(near)
}

/// The known word that is called otherwise elsewhere, or is a slip away from it.
pub(in crate::rules) fn misspelt<'w>(given: &str, mut known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let called = called_here(given);
    known.find(|word| called == Some(*word) || is_slip(given, word))
}

/// One letter otherwise, or two that are swapped.
pub(in crate::rules) fn is_slip(given: &str, word: &str) -> bool {
    strsim::osa_distance(given, word) == 1
}

/// How many letters are otherwise, where that is few of the name: a long path before it makes nothing alike.
fn distance(given: &str, word: &str) -> Option<usize> {
    let near = |one: &str, other: &str| {
        Some(strsim::osa_distance(one, other)).filter(|distance| *distance <= 1 + one.chars().count() / 4)
    };
    let alike = given.matches('.').count() == word.matches('.').count();
    match given.rsplit_once('.').zip(word.rsplit_once('.')).filter(|_| alike) {
        Some(((path, name), (other_path, other))) => Some(near(path, other_path)? + near(name, other)?),
        None => near(given, word),
    }
}

/// As a message says what was written.
pub(in crate::rules) fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

pub(in crate::rules) fn text(value: &DeValue) -> Result<String, String> {
    match value.as_str() {
        Some(text) if !text.trim().is_empty() && text.chars().count() <= 500 => Ok(text.to_owned()),
        Some(_) => Err("1 to 500 characters".into()),
        None => Err(format!("write it as a text in quotes, not {}", kind_of(value))),
    }
}

pub(in crate::rules) fn parsed<T: std::str::FromStr<Err: fmt::Display>>(value: &DeValue) -> Result<T, String> {
    text(value)?.parse().map_err(|error: T::Err| error.to_string())
}

pub(in crate::rules) fn flag(value: &DeValue) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| format!("true or false, not {}", kind_of(value)))
}

/// A whole number within the range.
pub(in crate::rules) fn number(range: std::ops::RangeInclusive<u32>) -> impl Fn(&DeValue) -> Result<u32, String> {
    move |value| {
        let number = value.as_integer().and_then(|number| u32::from_str_radix(number.as_str(), number.radix()).ok());
        let refused = || format!("a whole number from {} to {}", range.start(), range.end());
        number.filter(|number| range.contains(number)).ok_or_else(refused)
    }
}

pub(in crate::rules) fn one_of<T: Copy>(words: &[(&'static str, T)]) -> impl Fn(&DeValue) -> Result<T, String> {
    move |value| {
        let given = text(value)?;
        let found = words.iter().find(|(word, _)| *word == given).map(|(_, found)| *found);
        found.ok_or_else(|| {
            let known = words.iter().map(|(word, _)| format!("{word:?}")).collect::<Vec<_>>().join(", ");
            format!("{given:?} is unknown{}: {known}", meant(&given, words.iter().map(|(word, _)| *word)))
        })
    }
}

/// ` (did you mean "…"?)`, where one of the known is near.
pub(in crate::rules) fn meant<'w>(given: &str, known: impl Iterator<Item = &'w str>) -> String {
    nearest(given, known).map_or(String::new(), |nearest| format!(" (did you mean {nearest:?}?)"))
}

/// At most 60 lower-case letters, digits, `-` and `_`: how classes, schemes and counts are named.
pub(in crate::rules) fn name(what: &'static str) -> impl Fn(&str) -> Result<String, String> {
    move |name| {
        let plain = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_');
        let fits = plain && (1..=60).contains(&name.len());
        if fits {
            Ok(name.to_owned())
        } else {
            Err(format!("{what} is at most 60 lower-case letters, digits, - and _"))
        }
    }
}

/// Money that is not below zero, as a text.
pub(in crate::rules) fn money(currency: Currency) -> impl Fn(&DeValue) -> Result<Money, String> {
    move |value| {
        let money = match value.as_integer() {
            Some(_) if !currency.is_money() => Money::parse(&whole(value)?.to_string(), currency),
            _ => Money::parse(&text(value)?, currency),
        };
        let money = money.map_err(|error| error.to_string())?;
        if money.is_negative() { Err("an amount that is not below zero".to_owned()) } else { Ok(money) }
    }
}

fn whole(value: &DeValue) -> Result<u32, String> {
    number(0..=u32::MAX)(value)
}

pub(in crate::rules) fn percent(value: &DeValue) -> Result<Percent, String> {
    let written = value.as_str().ok_or_else(|| format!("write a percent as \"10 %\", not {}", kind_of(value)))?;
    written.parse().map_err(|error: crate::money::MoneyError| error.to_string())
}

/// A length of time: `"90 days"`, `"3 months"`, `"month"`.
pub(in crate::rules) fn span(value: &DeValue) -> Result<Span, String> {
    let written = text(value)?;
    let refused = || {
        format!("{written:?} is no length of time: write it as \"90 days\", \"2 weeks\", \"3 months\" or \"1 year\"")
    };
    let (number, unit) = written.split_once(' ').unwrap_or(("1", &written));
    let number: u32 = number.parse().ok().filter(|number| (1..=3660).contains(number)).ok_or_else(refused)?;
    let months = |each: u32| Some(number * each).filter(|months| *months <= 1200).map(Span::Months).ok_or_else(refused);
    match unit.trim_end_matches('s') {
        "day" => Ok(Span::Days(number)),
        "week" if number <= 520 => Ok(Span::Days(number * 7)),
        "month" => months(1),
        "quarter" => months(3),
        "year" => months(12),
        _ => Err(refused()),
    }
}

pub(in crate::rules) fn list_of<T>(
    read: impl Fn(&DeValue) -> Result<T, String>,
) -> impl Fn(&DeValue) -> Result<Vec<T>, String> {
    move |value| match value {
        DeValue::Array(items) => items.iter().map(|item| read(item.get_ref())).collect(),
        other => Err(format!("a list in square brackets, not {}", kind_of(other))),
    }
}

/// An instant in quotes, or a TOML date-time with an offset.
pub(in crate::rules) fn instant(value: &DeValue) -> Result<Instant, String> {
    let written = value.as_datetime().map(ToString::to_string).or_else(|| value.as_str().map(str::to_owned));
    let at = written.and_then(|text| text.parse::<Instant>().ok());
    at.map(crate::calendar::truncated).ok_or_else(|| "write an instant as \"2026-04-10T09:00:00Z\"".into())
}
