//! `[count.NAME]`: numbers with a name of their own.

use super::context::{Context, condition, formula};
use crate::rules::document::{Document, Section, Value, name, one_of, span, text};
use crate::rules::facts::{Group, Kind, Scope};
use crate::rules::rule::{Count, Counted, CountedOver, What, Whose};

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
    counts.into_iter().map(|(count, _)| count).collect()
}

fn one(name: &str, mut section: Section<'_, '_>, context: &Context) -> Option<Count> {
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
    Some(Count { name: name.to_owned(), of: of?, condition, sum, over: over.unwrap_or(CountedOver::Ever) })
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
        let places = count.condition.iter().chain(&count.sum).flat_map(|formula| formula.counts());
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
