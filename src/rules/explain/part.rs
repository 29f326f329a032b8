//! Parts of sentences: amounts, lengths of time, people, and parts that are joined.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Arg, Words, number, words};
use crate::calendar::{Instant, Zone};
use crate::money::{Currency, Money, Unit};
use crate::rules::facts::Word;
use crate::rules::rule::{Every, Schedule, Span, TakenOn};

pub(super) fn text(text: impl Into<String>) -> Arg {
    Arg::Text(text.into())
}

/// As a word that the catalogue selects on.
pub(super) fn is(holds: bool) -> Arg {
    text(if holds { "yes" } else { "no" })
}

/// A name that the program made up, as people read it.
pub(super) fn quoted(name: &str) -> Arg {
    words("part-quoted", [("name", Arg::Name(name.to_owned()))]).into()
}

pub(super) fn names(all: &[String]) -> Arg {
    listed(all.iter().map(|name| quoted(name)))
}

/// Products: `hosting, server and domain`.
pub(super) fn all(products: &[String]) -> Arg {
    let name = |product: &String| Arg::Name(product.clone());
    let (last, before) = match products.split_last() {
        Some((last, before)) => (Some(name(last)), before),
        None => (None, products),
    };
    let before = joined("part-list", before.iter().map(name));
    joined("part-and", before.into_iter().chain(last)).unwrap_or_else(|| text(""))
}

/// A count takes its plural form only where it is whole.
pub(super) fn decimal(number: Decimal) -> Arg {
    let whole = number.to_i64().filter(|_| number.fract().is_zero());
    whole.map_or_else(|| Arg::Decimal(number.normalize()), Arg::Number)
}

/// Money, or a number of a unit.
pub(super) fn amount(amount: Money) -> Arg {
    let currency = amount.currency();
    if currency.is_money() {
        return Arg::Money(amount);
    }
    words("part-amount", [("count", decimal(amount.amount())), ("unit", text(currency.code()))]).into()
}

pub(super) fn unit_name(unit: &Unit) -> Arg {
    text(unit.name())
}

/// The unit as a word of its own.
pub(super) fn unit(name: &str) -> Arg {
    words("part-unit", [("unit", text(name))]).into()
}

/// What amounts of a reward are counted in.
pub(super) fn counted_in(currency: Currency) -> Arg {
    unit(currency.code())
}

pub(super) fn span(span: Span) -> Arg {
    match span {
        Span::Days(days) => words("span-days", [("count", number(days))]),
        Span::Months(months) => words("span-months", [("count", number(months))]),
    }
    .into()
}

/// The newest so much of the time that has passed.
pub(super) fn last(span: Span) -> Arg {
    match span {
        Span::Days(days) => words("span-last-days", [("count", number(days))]),
        Span::Months(months) => words("span-last-months", [("count", number(months))]),
    }
    .into()
}

/// Its hour where it is not the beginning of the day.
pub(super) fn schedule(schedule: Schedule) -> Arg {
    let said = every(schedule.every);
    if schedule.hour == 0 {
        return said;
    }
    words("every-at", [("every", said), ("hour", number(schedule.hour))]).into()
}

pub(super) fn every(every: Every) -> Arg {
    match every {
        Every::Day => words("every-day", []),
        Every::Days(days) => words("every-days", [("count", number(days))]),
        Every::Week(day) => words("every-week", [("weekday", text(day.to_string().to_lowercase()))]),
        Every::Months { count, month, day } => {
            let step = usize::try_from(count.max(1)).unwrap_or(12);
            let mut months: Vec<u32> = (0..12).step_by(step).map(|later| (month + later - 1) % 12 + 1).collect();
            months.sort_unstable();
            let months = months.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
            words(
                "every-months",
                [("count", number(count)), ("day", number(day)), ("months", text(months)), ("last", is(day > 28))],
            )
        }
    }
    .into()
}

/// The last day of what ends with a day; of what ends within one, the end.
pub(super) fn last_of(end: Instant, zone: Zone) -> Arg {
    let end = zone.local(end);
    let is_midnight = end.time() == chrono::NaiveTime::MIN;
    Arg::Local(if is_midnight { end - chrono::TimeDelta::days(1) } else { end })
}

/// Two and two by `key`, which takes `one` and `other`.
pub(super) fn joined(key: &'static str, parts: impl IntoIterator<Item = Arg>) -> Option<Arg> {
    parts.into_iter().reduce(|one, other| words(key, [("one", one), ("other", other)]).into())
}

/// In the order that they are listed in.
pub(super) fn listed(parts: impl IntoIterator<Item = Arg>) -> Arg {
    joined("part-list", parts).unwrap_or_else(|| text(""))
}

pub(super) fn bracket(part: impl Into<Arg>) -> Arg {
    words("part-bracket", [("one", part.into())]).into()
}

/// Any of what takes a reward back. `whose`: who does it, `invitee` or `own`; `payment`: which refund it is, of that payment or of any.
pub(super) fn causes(on: &[TakenOn], whose: &str, of_payment: bool) -> Arg {
    let cause = |on: &TakenOn| {
        let name = match on {
            TakenOn::Refund if of_payment => "payment",
            TakenOn::Refund => "refund",
            TakenOn::Canceled => "canceled",
            TakenOn::PastDue => "past_due",
            TakenOn::Closed => "closed",
            TakenOn::ActionReversed => "action_reversed",
            TakenOn::NotActive => "not_active",
        };
        Arg::from(words("part-taken", [("on", text(name)), ("whose", text(whose))]))
    };
    joined("part-or", on.iter().map(cause)).unwrap_or_else(|| text(""))
}

/// A text that a fact can be: a known one in words, another as it is written.
pub(super) fn case_of(word: Word, name: &str) -> Arg {
    if name.is_empty() {
        words("part-text", [("text", text("none"))]).into()
    } else if word.texts().contains(&name) || word.kind() == crate::rules::facts::Kind::Flag {
        words("part-text", [("text", text(name))]).into()
    } else {
        Arg::Name(name.to_owned())
    }
}

impl From<Words> for Arg {
    fn from(words: Words) -> Arg {
        Arg::Words(Box::new(words))
    }
}
