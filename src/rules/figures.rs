//! The figures of terms: each percent, amount, number, day and length of time that a file says outside of its examples, with its place.
//! So a form shows and changes them, and the rest of the text stays as whoever wrote it left it.

use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::check::plain_decimal;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Percent,
    Amount,
    Number,
    Day,
    /// A length of time: `3 months`.
    Span,
    /// The program's own name, currency and time zone.
    Name,
}

/// Of what a figure is part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    Program,
    /// From 1 in the order of the file, and its id where it has one.
    Reward(usize, Option<String>),
    Offer(usize),
    /// Another table: `use.cash`.
    Table(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Tells it from all others: `reward.0.give`.
    pub path: String,
    pub of: Of,
    /// Its words within that: `give`, `steps`, `5`.
    pub words: Vec<String>,
    pub kind: Kind,
    pub value: String,
    span: Range<usize>,
}

/// In the order of the text; none where it is no TOML.
pub fn figures(text: &str) -> Vec<Figure> {
    let Ok(table) = DeTable::parse(text) else { return Vec::new() };
    let mut found = Vec::new();
    for (key, value) in table.get_ref() {
        match key.get_ref().as_ref() {
            "program" | "example" => {}
            word => walk(vec![word.to_owned()], value, None, &mut found),
        }
    }
    found.sort_by_key(|figure| figure.span.start);
    found
}

fn walk(path: Vec<String>, value: &Spanned<DeValue<'_>>, id: Option<&str>, found: &mut Vec<Figure>) {
    let below = |word: &str| path.iter().cloned().chain([word.to_owned()]).collect::<Vec<_>>();
    match value.get_ref() {
        DeValue::Table(table) => {
            let named = table.iter().find(|(key, _)| key.get_ref() == "id").and_then(|(_, id)| id.get_ref().as_str());
            for (key, value) in table {
                walk(below(key.get_ref()), value, id.or(named), found);
            }
        }
        DeValue::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                walk(below(&n.to_string()), item, id, found);
            }
        }
        scalar => {
            let Some((kind, written)) = read(scalar, &path) else { return };
            let (of, words) = part(&path, id);
            found.push(Figure { path: path.join("."), of, words, kind, value: written.to_owned(), span: value.span() });
        }
    }
}

fn read<'v>(value: &'v DeValue<'_>, path: &[String]) -> Option<(Kind, &'v str)> {
    if let DeValue::Integer(number) = value {
        return (number.radix() == 10).then(|| (Kind::Number, number.as_str()));
    }
    let text = value.as_str()?;
    let kind = match path {
        [word] if ["name", "currency", "time_zone"].contains(&word.as_str()) => Kind::Name,
        _ if text.strip_suffix('%').is_some_and(|number| plain_decimal(number.trim_end())) => Kind::Percent,
        _ if plain_decimal(text) => Kind::Amount,
        _ if text.get(..10).is_some_and(|day| day.parse::<NaiveDate>().is_ok()) => Kind::Day,
        _ if is_span(text) => Kind::Span,
        _ => return None,
    };
    Some((kind, text))
}

fn is_span(text: &str) -> bool {
    let Some((number, unit)) = text.split_once(' ') else { return false };
    let known = ["day", "week", "month", "quarter", "year"];
    number.parse::<u32>().is_ok() && known.contains(&unit.trim_end_matches('s'))
}

/// Of what the figure at a path is part, and what remains of the path. The place in a list of one says nothing.
fn part(path: &[String], id: Option<&str>) -> (Of, Vec<String>) {
    let number = |word: &String| word.parse::<usize>().unwrap_or_default() + 1;
    let (of, rest) = match path {
        [list, place, rest @ ..] if list == "reward" => (Of::Reward(number(place), id.map(str::to_owned)), rest),
        [list, place, rest @ ..] if list == "offer" => (Of::Offer(number(place)), rest),
        [table, name, rest @ ..] if (table == "use" || table == "count") && !rest.is_empty() => {
            (Of::Table(format!("{table}.{name}")), rest)
        }
        [table, rest @ ..] if !rest.is_empty() => (Of::Table(table.clone()), rest),
        rest => (Of::Program, rest),
    };
    (of, rest.to_vec())
}

/// The text with one figure changed; none where it is no longer there with the value that it was.
pub fn put(text: &str, path: &str, was: &str, now: &str) -> Option<String> {
    let figure = figures(text).into_iter().find(|figure| figure.path == path && figure.value == was)?;
    let typed = now.trim();
    let decimal = typed.replace(',', ".");
    let now = match figure.kind {
        // A bare number would be an amount of money.
        Kind::Percent if plain_decimal(decimal.trim_end_matches('%').trim_end()) => {
            format!("{} %", decimal.trim_end_matches('%').trim_end())
        }
        Kind::Amount if plain_decimal(&decimal) => decimal,
        _ => typed.to_owned(),
    };
    let bare = figure.kind == Kind::Number && now.parse::<u32>().is_ok();
    Some(replaced(text, figure.span, &if bare { now } else { quoted(&now) }))
}

/// The text with a word of the program itself said so, whether or not it said it before.
pub fn say(text: &str, word: &str, value: &str) -> String {
    let Ok(table) = DeTable::parse(text) else { return text.to_owned() };
    let of = |word: &str| table.get_ref().iter().find(|(key, _)| key.get_ref() == word).map(|(_, value)| value.span());
    if let Some(span) = of(word) {
        return replaced(text, span, &quoted(value));
    }
    let after = of("program").map_or(0, |span| span.end);
    let end = text.get(after..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| after + end);
    replaced(text, end..end, &format!("\n{word} = {}", quoted(value)))
}

fn replaced(text: &str, span: Range<usize>, by: &str) -> String {
    let (before, after) = (text.get(..span.start).unwrap_or_default(), text.get(span.end..).unwrap_or_default());
    format!("{before}{by}{after}")
}

/// As a basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The text without those of its examples that are not kept, by their order; none where they are not written each as a table of its
/// own.
pub fn without_examples(text: &str, keep: &[bool]) -> Option<String> {
    let mut kept = String::with_capacity(text.len());
    let (mut met, mut drops) = (0, false);
    for line in text.split_inclusive('\n') {
        if line.starts_with('[') {
            drops = line.trim_end().starts_with("[[example]]") && {
                met += 1;
                !keep.get(met - 1).copied().unwrap_or(true)
            };
        }
        if !drops {
            kept.push_str(line);
        }
    }
    let examples = |text: &str| super::check(text).ok().map(|terms| terms.examples.len());
    let left = keep.iter().filter(|keep| **keep).count();
    (met == keep.len() && examples(&kept) == Some(left)).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BONUS: &str = include_str!("../../programs/business-bonus.toml");
    const DISCOUNTS: &str = include_str!("../../programs/company-discounts.toml");

    #[test]
    fn what_a_file_says_in_numbers_is_found_with_its_place() {
        let told = |text: &str| -> Vec<String> {
            figures(text).iter().map(|figure| format!("{} {:?} {}", figure.path, figure.kind, figure.value)).collect()
        };
        assert_eq!(
            told(BONUS),
            [
                "name Name Documentolog Business",
                "currency Name KZT",
                "time_zone Name Asia/Almaty",
                "attribution.window_days Number 90",
                "offer.0.percent Percent 10 %",
                "offer.0.window_days Number 21",
                "reward.0.give Percent 10 %",
                "reward.0.hold_days Number 14",
                "use.credit.adjust.second_approval_over Amount 100000.00",
            ]
        );
        let steps = figures(DISCOUNTS).into_iter().find(|figure| figure.path == "reward.0.give.steps.15").unwrap();
        assert_eq!((steps.of, steps.value.as_str()), (Of::Reward(1, Some("discount".into())), "20 %"));
        assert_eq!(steps.words, ["give", "steps", "15"]);
        assert_eq!(figures("name = "), []);
        let more = figures("from = \"2026-04-01\"\n[use.cash]\nexpires = \"3 months\"\nwithdraw = { fee = \"1.50\" }");
        let kinds: Vec<_> = more.iter().map(|figure| (figure.of.clone(), figure.kind)).collect();
        let cash = || Of::Table("use.cash".into());
        assert_eq!(kinds, [(Of::Program, Kind::Day), (cash(), Kind::Span), (cash(), Kind::Amount)]);
    }

    #[test]
    fn one_figure_changes_and_nothing_else() {
        let changed = put(BONUS, "reward.0.give", "10 %", "12,5").unwrap();
        assert_eq!(changed, BONUS.replace("give = \"10 %\"", "give = \"12.5 %\""));
        let changed = put(BONUS, "reward.0.hold_days", "14", " 30 ").unwrap();
        assert_eq!(changed, BONUS.replace("hold_days = 14", "hold_days = 30"));
        let refused = put(BONUS, "reward.0.hold_days", "14", "soon").unwrap();
        let problems = super::super::check(&refused).unwrap_err();
        assert_eq!((problems.len(), refused.lines().nth(problems[0].line - 1)), (1, Some("hold_days = \"soon\"")));
        let named = put(BONUS, "name", "Documentolog Business", "The \"best\" \\ one").unwrap();
        assert_eq!(super::super::check(&named).unwrap().name, "The \"best\" \\ one");
        assert_eq!(put(BONUS, "reward.0.give", "11 %", "12 %"), None, "it says something else by now");
        assert_eq!(put(BONUS, "reward.7.give", "10 %", "12 %"), None);
    }

    #[test]
    fn the_program_says_a_word_that_it_said_or_did_not_say() {
        let changed = say(BONUS, "applies", "opt_in");
        assert_eq!(changed, BONUS.replace("\"new_referrals\"", "\"opt_in\""));
        let bare = BONUS.replace("applies   = \"new_referrals\"\n", "");
        let applies = |text: &str| super::super::check(text).unwrap().applies;
        assert_eq!(applies(&say(&bare, "applies", "opt_in")), crate::rules::terms::Applies::OptIn);
        assert_eq!(applies(&bare), crate::rules::terms::Applies::NewReferrals);
        assert_eq!(super::super::check(&say(BONUS, "program", "other")).unwrap().program, "other");
    }

    #[test]
    fn examples_that_are_not_kept_go_with_all_their_lines() {
        let keep = [true, false, true, false, false, false, false, false];
        let kept = super::super::check(&without_examples(BONUS, &keep).unwrap()).unwrap();
        let says: Vec<&str> = kept.examples.iter().map(|example| example.says.as_str()).collect();
        assert!(says.len() == 2 && says[0].starts_with("a partner pays"), "{says:?}");
        assert!(says[1].starts_with("within 21 days"), "{says:?}");
        assert_eq!(without_examples(BONUS, &[true; 8]).unwrap(), BONUS);
        assert_eq!(without_examples(BONUS, &[true; 7]), None, "other examples than those of the text");
    }
}
