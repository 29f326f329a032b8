//! The words of a schedule: of scheduled rewards, and of payouts.

use chrono::Weekday;
use toml::de::DeValue;

use crate::rules::document::{Section, number, one_of, text};
use crate::rules::rule::Every;

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
