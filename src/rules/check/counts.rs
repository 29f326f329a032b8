//! `[count.NAME]`: numbers with a name of their own.

use rust_decimal::Decimal;
use toml::de::DeValue;

use super::context::{Context, condition, formula};
use super::progress::is_progress;
use super::schedule;
use crate::rules::document::{Document, Section, Value, name, number, one_of, span, text};
use crate::rules::expression::is_name;
use crate::rules::facts::{Group, Kind, Scope};
use crate::rules::rule::{Count, Counted, CountedOver, Kept, Made, Schedule, Things, What, Whose};

const MOST: usize = 100;

#[rustfmt::skip]
const OF: [(&str, Counted); 10] = [
    ("referrals", Counted { whose: Whose::Invitees, what: What::Referrals }),
    ("payments", Counted { whose: Whose::Invitees, what: What::Payments }),
    ("actions", Counted { whose: Whose::Invitees, what: What::Actions }),
    ("subscriptions", Counted { whose: Whose::Invitees, what: What::Subscriptions }),
    ("invitee.payments", Counted { whose: Whose::Invitee, what: What::Payments }),
    ("invitee.actions", Counted { whose: Whose::Invitee, what: What::Actions }),
    ("invitee.subscriptions", Counted { whose: Whose::Invitee, what: What::Subscriptions }),
    ("own.payments", Counted { whose: Whose::Own, what: What::Payments }),
    ("own.actions", Counted { whose: Whose::Own, what: What::Actions }),
    ("own.subscriptions", Counted { whose: Whose::Own, what: What::Subscriptions }),
];

const PERIODS: [(&str, CountedOver); 4] = [
    ("month", CountedOver::Period),
    ("calendar_month", CountedOver::Calendar { months: 1 }),
    ("calendar_quarter", CountedOver::Calendar { months: 3 }),
    ("calendar_year", CountedOver::Calendar { months: 12 }),
];

/// The names come first, as formulas everywhere may read them.
pub(super) fn names(program: &mut Section<'_, '_>) -> Vec<String> {
    let Some(section) = program.table("count") else { return Vec::new() };
    let written = section.written();
    if written.len() > MOST {
        section.problem(format!("at most {MOST} counts"));
    }
    for (given, value) in &written {
        let identifier = given.starts_with(|c: char| c.is_ascii_lowercase()) && !given.contains('-');
        if name("a count")(given).is_err() || !identifier {
            let words = "a count is named by at most 60 lower-case letters, digits and _, a letter first";
            section.document.problem(value.span(), words);
        } else if !is_name(given) {
            let words = format!(
                "`{given}` is a word of expressions, and `count.{given}` could not be read: choose another name"
            );
            section.document.problem(value.span(), words);
        }
    }
    written.into_iter().map(|(name, _)| name.to_owned()).collect()
}

pub(super) fn read(program: &mut Section<'_, '_>, context: &Context) -> Vec<Count> {
    let Some(section) = program.table("count") else { return Vec::new() };
    let document = section.document;
    let mut counts: Vec<(Count, &Value<'_>)> = Vec::new();
    for (name, value) in section.written() {
        let label = format!("[count.{name}]");
        let count = Section::of(document, value, &label).and_then(|section| one(name, section, context));
        counts.extend(count.map(|count| (count, value)));
    }
    refuse_cycles(document, &counts, &context.counts);
    refuse_progress(document, &counts, &context.counts);
    counts.into_iter().map(|(count, _)| count).collect()
}

fn one(name: &str, mut section: Section<'_, '_>, context: &Context) -> Option<Count> {
    let made = if section.has("value") {
        for word in ["of", "where", "sum", "over"] {
            section.refused(word, "what has a `value` counts nothing; let it read another [count.NAME] that does");
        }
        kept(section, context).map(Made::Kept)
    } else {
        things(section, context).map(Made::Things)
    };
    Some(Count { name: name.to_owned(), made: made? })
}

fn kept(mut section: Section<'_, '_>, context: &Context) -> Option<Kept> {
    let starts = section.optional("starts", plain_number).unwrap_or_default();
    let checked = section.value("checked").map(|_| schedule::needed(&mut section, "checked"));
    let hour = section.optional("hour", number(0..=23)).unwrap_or(0);
    if checked.is_none() {
        for word in ["day", "weekday", "month", "hour"] {
            section.refused(word, "it says when a check is: write `checked` = \"month\" or the like too");
        }
    }
    let groups: &[Group] = if checked.is_some() { &[Group::Referrer, Group::Period] } else { &[Group::Referrer] };
    let scope = context.scope(groups);
    let value = section.needed("value");
    let value = value.and_then(|value| formula(section.document, "value", value, &[Kind::Number], &scope));
    section.end();
    let checked = match checked {
        Some(None) => return None,
        Some(every) => every.map(|every| Schedule { every, hour }),
        None => None,
    };
    Some(Kept { starts, value: value?, checked })
}

/// Whole, or a decimal in quotes.
fn plain_number(value: &DeValue<'_>) -> Result<Decimal, String> {
    let known = match value.as_str() {
        Some(text) => text.parse::<Decimal>().ok().filter(|_| super::give::plain_decimal(text)),
        None => number(0..=u32::MAX)(value).ok().map(Decimal::from),
    };
    known.ok_or_else(|| "a number, such as 5 or \"2.5\"".into())
}

fn things(mut section: Section<'_, '_>, context: &Context) -> Option<Things> {
    section.value("value");
    let of = section.required("of", one_of(&OF));
    let scope = scope(of, context);
    let condition = condition(&mut section, "where", &scope);
    let sum = section.value("sum").map(|value| formula(section.document, "sum", value, &[Kind::Number], &scope));
    let over = section.optional("over", |value| match text(value)? {
        length if length.contains(' ') => span(value).map(CountedOver::Rolling),
        _ => one_of(&PERIODS)(value).map_err(|words| format!("{words}, or a length of time such as \"90 days\"")),
    });
    section.end();
    let sum = match sum {
        Some(None) => return None,
        Some(sum) => sum,
        None => None,
    };
    Some(Things { of: of?, condition, sum, over: over.unwrap_or(CountedOver::Ever) })
}

/// The item's own facts, its person's, and the recipient's.
fn scope(of: Option<Counted>, context: &Context) -> Scope {
    let item = match of.map(|of| of.what) {
        Some(What::Payments) => Some(Group::Payment),
        Some(What::Actions) => Some(Group::Action),
        Some(What::Subscriptions) => Some(Group::Subscription),
        Some(What::Referrals) | None => None,
    };
    let invitee = of.is_none_or(|of| of.whose != Whose::Own).then_some([Group::Invitee, Group::Referral]);
    let groups: Vec<Group> = [Group::Referrer].into_iter().chain(item).chain(invitee.into_iter().flatten()).collect();
    context.scope(groups)
}

/// A count that is made of itself has no value.
fn refuse_cycles(document: &Document<'_>, counts: &[(Count, &Value<'_>)], all: &[String]) {
    // A count that could not be read is a problem of its own, and takes no place here.
    let names: Vec<&str> = counts.iter().map(|(count, _)| count.name.as_str()).collect();
    let read = |count: &Count| -> Vec<usize> {
        // What a number with a memory reads is what was before.
        let formulas = count.formulas().filter(|_| matches!(count.made, Made::Things(_)));
        let places = formulas.flat_map(|formula| formula.counts());
        places
            .filter_map(|place| all.get(place))
            .filter_map(|name| names.iter().position(|other| other == name))
            .collect()
    };
    let edges: Vec<Vec<usize>> = counts.iter().map(|(count, _)| read(count)).collect();
    for (n, (count, value)) in counts.iter().enumerate() {
        let (mut reached, mut next) = (vec![false; counts.len()], edges[n].clone());
        while let Some(other) = next.pop() {
            if !std::mem::replace(&mut reached[other], true) {
                next.extend(&edges[other]);
            }
        }
        if reached[n] {
            let words = format!(
                "count.{} is counted from itself, so it has no value; count something else in `where` or `sum`",
                count.name
            );
            document.problem(value.span(), words);
        }
    }
}

/// What one reward has given is not known to a number that is of all of them.
fn refuse_progress(document: &Document<'_>, counts: &[(Count, &Value<'_>)], all: &[String]) {
    for (count, value) in counts.iter().filter(|(count, _)| matches!(count.made, Made::Kept(_))) {
        let (mut names, mut reached) = (vec![count.name.as_str()], 0);
        while let Some(name) = names.get(reached).copied() {
            reached += 1;
            let formulas =
                counts.iter().filter(|(other, _)| other.name == name).flat_map(|(other, _)| other.formulas());
            for formula in formulas {
                if let Some(word) = formula.uses().find(|word| is_progress(*word)) {
                    let words = format!(
                        "count.{} reads `{}`, which is of one reward, and it is of none; count what the invitees did instead",
                        count.name,
                        word.path()
                    );
                    document.problem(value.span(), words);
                    return;
                }
                let read = formula.counts().filter_map(|place| all.get(place)).map(String::as_str);
                let new: Vec<&str> = read.filter(|name| !names.contains(name)).collect();
                names.extend(new);
            }
        }
    }
}
