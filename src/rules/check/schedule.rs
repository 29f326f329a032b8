//! The words of a schedule: of scheduled rewards, and of payouts.

use chrono::Weekday;
use toml::de::DeValue;

use super::MAX_DAYS;
use crate::rules::document::{Section, meant, number, one_of, span, text};
use crate::rules::rule::{Every, Span};

pub(super) const WORDS: [&str; 6] = ["day", "week", "month", "quarter", "half_year", "year"];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

/// How often, by one of [`WORDS`] in `word`, and the words `day`, `weekday` and `month` beside it.
pub(super) fn read(section: &mut Section<'_, '_>, word: &str, value: &DeValue<'_>) -> Option<Every> {
    let given = text(value).unwrap_or_default();
    let months = match given.as_str() {
        "day" => 0,
        "week" => {
            section.refused(
                "day",
                &format!("a week has a `weekday`, such as \"wednesday\"; a day of the month is for {word} = \"month\""),
            );
            section.refused("month", &format!("only {word} = \"quarter\", \"half_year\" and \"year\" have it"));
            return Some(Every::Week(section.optional("weekday", one_of(&WEEKDAYS)).unwrap_or(Weekday::Mon)));
        }
        "month" => 1,
        "quarter" => 3,
        "half_year" => 6,
        _ => 12,
    };
    section.refused("weekday", &format!("only {word} = \"week\" has it"));
    if months == 0 {
        section.refused("day", &format!("only {word} = \"month\", \"quarter\", \"half_year\" and \"year\" have it"));
    }
    if months <= 1 {
        section.refused("month", &format!("only {word} = \"quarter\", \"half_year\" and \"year\" have it"));
    }
    if months == 0 {
        return Some(Every::Day);
    }
    let day = section.optional("day", number(1..=31)).unwrap_or(1);
    let month = if months > 1 { section.optional("month", number(1..=12)).unwrap_or(1) } else { 1 };
    Some(Every::Months { count: months, month, day })
}

/// How often, by one of [`WORDS`], a number of days, or `"14 days"`, in a word that must be there.
pub(super) fn needed(section: &mut Section<'_, '_>, word: &'static str) -> Option<Every> {
    let value = section.needed(word)?;
    let (place, value) = (value.span(), value.get_ref());
    if value.as_str().is_some_and(|given| WORDS.contains(&given)) {
        return read(section, word, value);
    }
    for word in ["day", "weekday", "month"] {
        section.refused(word, "every so many days does not fall on a day of the calendar");
    }
    let length = || value.as_str().filter(|word| word.contains(' ')).map(|_| span(value));
    let days = match length() {
        Some(Ok(Span::Days(days))) => Ok(days),
        Some(Ok(Span::Months(_))) | None if value.as_integer().is_none() => {
            let given = text(value).unwrap_or_default();
            let known = WORDS.map(|word| format!("{word:?}")).join(", ");
            Err(format!("{given:?} is unknown{}: {known}, or \"14 days\"", meant(&given, WORDS.into_iter())))
        }
        Some(Err(words)) => Err(words),
        _ => number(1..=MAX_DAYS)(value),
    };
    days.map(Every::Days).map_err(|words| section.document.problem(place, format!("`{word}`: {words}"))).ok()
}
