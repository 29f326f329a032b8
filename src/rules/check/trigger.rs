//! `on`: what makes a reward be judged, and the words of its schedule.

use rust_decimal::Decimal;
use toml::de::DeValue;

use super::context::{Context, flag, formula};
use super::{progress, schedule};
use crate::rules::document::{Section, Value, list_of, meant, number, one_of, text, trigger_instead};
use crate::rules::facts::{Group, Kind};
use crate::rules::rule::{Each, Recipient, Schedule, Since, Span, Thresholds, Trigger};

const MOST_DAYS: u32 = 3660;
const MOST_THRESHOLDS: usize = 1000;

/// The words of `on` that are no schedule.
const PLAIN: [(&str, Trigger); 5] = [
    ("payment", Trigger::Payment),
    ("registered", Trigger::Registered),
    ("joined", Trigger::Joined),
    ("own_payment", Trigger::OwnPayment),
    ("own_invoice", Trigger::OwnInvoice),
];

/// The tables of `on`, each by the word that names it.
const TABLES: [&str; 7] =
    ["action", "own_action", "tenure_days", "tenure_months", "becomes", "milestone", "every_days"];

pub(super) fn read(reward: &mut Section<'_, '_>, context: &Context, to: Recipient) -> Option<Trigger> {
    // They are known, whatever they mean here.
    for word in ["day", "weekday", "month", "hour", "each"] {
        reward.value(word);
    }
    let value = reward.needed("on")?;
    let trigger = match value.get_ref() {
        DeValue::Table(_) => table(reward, Section::of(reward.document, value, "on")?, context),
        _ => word(reward, value),
    };
    let scheduled = matches!(trigger, Some(Trigger::Scheduled { .. }));
    if trigger.is_some() && !scheduled {
        for word in ["day", "weekday", "month", "hour"] {
            reward.refused(
                word,
                "only a schedule has it: on = \"month\", \"quarter\", \"half_year\", \"year\", \"week\", \"day\"",
            );
        }
        reward.refused("each", "only a schedule is judged for each: on = \"month\" or the like");
    }
    refuse_recipient(reward, trigger.as_ref(), to);
    if to == Recipient::Invitee && matches!(trigger, Some(Trigger::Scheduled { each: Each::Referral, .. })) {
        reward.refused("each", "a reward to the invitee is judged for each invitee as it is; leave `each` out");
    }
    trigger
}

/// What the recipient does is of no level, and a milestone is of who refers.
fn refuse_recipient(reward: &mut Section<'_, '_>, trigger: Option<&Trigger>, to: Recipient) {
    let own = matches!(
        trigger,
        Some(
            Trigger::Joined
                | Trigger::OwnPayment
                | Trigger::OwnInvoice
                | Trigger::OwnAction(_)
                | Trigger::Milestone { .. }
        )
    );
    if own && matches!(to, Recipient::Level(2..)) {
        reward.refused("to", "what happens is the recipient's own and has no level: write \"referrer\"");
    }
    if to == Recipient::Invitee && matches!(trigger, Some(Trigger::Milestone { .. })) {
        reward.refused("to", "a milestone is reached by who refers: write \"referrer\", or on = { becomes = \"= …\" }");
    }
}

fn word(reward: &mut Section<'_, '_>, value: &Value<'_>) -> Option<Trigger> {
    let found = text(value.get_ref()).and_then(|given| {
        let plain = PLAIN.iter().find(|(word, _)| *word == given).map(|(_, trigger)| Some(trigger.clone()));
        let scheduled = || schedule::WORDS.contains(&given.as_str()).then_some(None);
        let known = || PLAIN.iter().map(|(word, _)| *word).chain(schedule::WORDS);
        plain.or_else(scheduled).ok_or_else(|| {
            if let Some(instead) = trigger_instead(&given) {
                return format!("{given:?} is no trigger: write {instead}");
            }
            let listed: Vec<String> = known().map(|word| format!("{word:?}")).collect();
            let meant = meant(&given, known());
            let action = match meant.as_str() {
                "" => format!("for an action that you report {{ action = {given:?} }}"),
                _ => "a table such as { action = \"…\" }".to_owned(),
            };
            format!("{given:?} is unknown{meant}: {}, or {action}", listed.join(", "))
        })
    });
    match found {
        Ok(Some(plain)) => Some(plain),
        Ok(None) => {
            let every = schedule::read(reward, "on", value.get_ref())?;
            let hour = reward.optional("hour", number(0..=23)).unwrap_or(0);
            Some(Trigger::Scheduled { schedule: Schedule { every, hour }, each: each(reward) })
        }
        Err(words) => {
            reward.document.problem(value.span(), format!("`on`: {words}"));
            None
        }
    }
}

fn each(reward: &mut Section<'_, '_>) -> Each {
    let each = [("referral", Each::Referral), ("subscription", Each::Subscription)];
    reward.optional("each", one_of(&each)).unwrap_or(Each::Recipient)
}

fn table(reward: &mut Section<'_, '_>, mut on: Section<'_, '_>, context: &Context) -> Option<Trigger> {
    let named: Vec<&str> = TABLES.into_iter().filter(|word| on.has(word)).collect();
    let [name] = named.as_slice() else {
        let listed = TABLES.map(|word| format!("`{word}`")).join(", ");
        on.problem(format!("`on` as a table has exactly one of {listed}"));
        return None;
    };
    let trigger = match *name {
        "action" => on.optional("action", actions).map(Trigger::Action),
        "own_action" => on.optional("own_action", actions).map(Trigger::OwnAction),
        "tenure_days" => {
            on.optional("tenure_days", number(1..=MOST_DAYS)).map(Span::Days).map(|span| tenure(&mut on, span))
        }
        "tenure_months" => {
            on.optional("tenure_months", number(1..=120)).map(Span::Months).map(|span| tenure(&mut on, span))
        }
        "becomes" => {
            let scope = context.scope([Group::Invitee, Group::Referrer, Group::Referral]);
            let becomes = on.value("becomes").and_then(|value| flag(on.document, "becomes", value, &scope));
            progress::refuse(&mut on, "becomes", becomes.as_ref());
            becomes.map(Trigger::Becomes)
        }
        "milestone" => milestone(&mut on, context),
        _ => {
            let days = on.optional("every_days", number(1..=MOST_DAYS));
            for word in ["day", "weekday", "month"] {
                reward.refused(word, "every so many days begins with the first referral, not on a day of the calendar");
            }
            let hour = reward.optional("hour", number(0..=23)).unwrap_or(0);
            let each = each(reward);
            days.map(|days| Trigger::Scheduled {
                schedule: Schedule { every: crate::rules::rule::Every::Days(days), hour },
                each,
            })
        }
    };
    on.end();
    trigger
}

/// One name, or a list.
fn actions(value: &DeValue<'_>) -> Result<Vec<String>, String> {
    let names = match value {
        DeValue::Array(_) => list_of(text)(value)?,
        _ => vec![text(value)?],
    };
    if names.is_empty() { Err("it lists no action, so nothing would ever happen".into()) } else { Ok(names) }
}

fn tenure(on: &mut Section<'_, '_>, span: Span) -> Trigger {
    let since = on.optional("since", text);
    let since = match since.as_deref() {
        None | Some("registration" | "registered") => Since::Registration,
        Some("first_payment") => Since::FirstPayment,
        Some(action) => Since::Action(action.to_owned()),
    };
    Trigger::Tenure { span, since }
}

fn milestone(on: &mut Section<'_, '_>, context: &Context) -> Option<Trigger> {
    let scope = context.scope([Group::Referrer]);
    let of = on.value("milestone").and_then(|value| formula(on.document, "milestone", value, &[Kind::Number], &scope));
    let at = on.optional("at", list_of(threshold));
    let every = on.optional("every", number(1..=1_000_000));
    let thresholds = match (at, every) {
        (Some(_), Some(_)) | (None, None) => {
            if !(on.has("at") ^ on.has("every")) {
                on.problem("a milestone needs either `at` = [5, 10, 20] or `every` = 2");
            }
            return None;
        }
        (None, Some(every)) => Thresholds::Every(every),
        (Some(at), None) => {
            let rising = at.windows(2).all(|pair| pair[0] < pair[1]);
            if at.is_empty() || at.len() > MOST_THRESHOLDS || !rising {
                on.refused("at", "write the numbers rising, each once, as in [5, 10, 20]");
            }
            Thresholds::At(at)
        }
    };
    Some(Trigger::Milestone { of: of?, at: thresholds })
}

/// A number above zero: whole, or a decimal in quotes.
fn threshold(value: &DeValue<'_>) -> Result<Decimal, String> {
    let number = match value.as_str() {
        Some(text) => text.parse::<Decimal>().ok().filter(|_| super::give::plain_decimal(text)),
        None => number(1..=u32::MAX)(value).ok().map(Decimal::from),
    };
    number.filter(|number| *number > Decimal::ZERO).ok_or_else(|| "a number above zero, such as 5 or \"2.5\"".into())
}
