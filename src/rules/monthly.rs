//! `[[reward]]` with `on = "month"`: from the terms file to a typed monthly discount.

use toml::de::DeValue;

use super::document::{Document, Section, Value, flag, number, one_of, parsed};
use super::rule::Campaign;
use super::terms::{BlockedBy, MonthlyDiscount};
use crate::money::Percent;

const MOST_REFERRALS: u32 = 1_000_000;
const MOST_STEPS: usize = 100;

/// Whether a reward says that it is one: by its companies, or by its cascade.
pub(super) fn is_monthly(reward: &Value<'_>) -> bool {
    let DeValue::Table(table) = reward.get_ref() else { return false };
    let to = |value: &Value<'_>| value.get_ref().as_str() == Some("referrer.companies");
    table.iter().any(|(word, value)| word.get_ref() == "cascade" || (word.get_ref() == "to" && to(value)))
}

/// All of a program's: at most one, as a month has one run.
pub(super) fn read_all<'d>(
    document: &'d Document<'_>,
    rewards: &[&'d Value<'_>],
    campaign: Option<Campaign>,
    id: impl Fn(&mut Section<'_, '_>) -> Option<String>,
) -> Vec<MonthlyDiscount> {
    for another in rewards.iter().skip(1) {
        document.problem(another.span(), "a month has one run: a second reward to \"referrer.companies\" cannot be");
    }
    let sections = rewards.iter().filter_map(|value| Section::of(document, value, "[[reward]]"));
    sections.filter_map(|mut section| read(id(&mut section), campaign, section)).collect()
}

fn read(id: Option<String>, campaign: Option<Campaign>, mut section: Section<'_, '_>) -> Option<MonthlyDiscount> {
    let unless = [("referrer.pending_payments", BlockedBy::Overdue), ("referrer.open_invoices", BlockedBy::AnyOpen)];
    section.required("on", one_of(&[("month", ())]));
    let day = section.required("day", number(1..=31));
    let hour = section.optional("hour", number(0..=23)).unwrap_or(0);
    section.required("to", one_of(&[("referrer.companies", ())]));
    let cascade = cascade(&mut section);
    let steps = steps(&mut section, cascade.map(|(cap, _)| cap));
    let blocked_by = section.optional("unless", one_of(&unless)).unwrap_or(BlockedBy::Nothing);
    section.required("as", one_of(&[("discount", ())]));
    section.end();
    let (cap, skip_inactive) = cascade?;
    Some(MonthlyDiscount { id: id?, day: day?, hour, cap, skip_inactive, steps: steps?, blocked_by, campaign })
}

fn table<'d, 't>(section: &mut Section<'d, 't>, word: &'static str, shape: &str) -> Option<Section<'d, 't>> {
    match section.value(word) {
        Some(value) if matches!(value.get_ref(), DeValue::Table(_)) => Section::of(section.document, value, word),
        Some(value) => {
            section.document.problem(value.span(), format!("`{word}`: write it as {shape}"));
            None
        }
        None => {
            section.problem(format!("a monthly reward needs `{word}`: {shape}"));
            None
        }
    }
}

/// (cap, whether companies without an active subscription are passed over)
fn cascade(reward: &mut Section<'_, '_>) -> Option<(u32, bool)> {
    let mut section = table(reward, "cascade", "{ cap = 20, skip_inactive = true }")?;
    let cap = section.required("cap", number(1..=MOST_REFERRALS));
    let skip_inactive = section.optional("skip_inactive", flag).unwrap_or(true);
    section.end();
    Some((cap?, skip_inactive))
}

fn steps(reward: &mut Section<'_, '_>, cap: Option<u32>) -> Option<Vec<(u32, Percent)>> {
    let shape = "{ steps_by = \"places\", steps = { 0 = \"0 %\", 5 = \"5 %\" } }";
    let mut give = table(reward, "give", shape)?;
    give.required("steps_by", one_of(&[("places", ())]));
    let found = table(&mut give, "steps", "{ 0 = \"0 %\", 5 = \"5 %\" }");
    let steps = found.map(|section| in_order(&section, cap));
    give.end();
    steps
}

/// The steps as written, each above the one before.
fn in_order(section: &Section<'_, '_>, cap: Option<u32>) -> Vec<(u32, Percent)> {
    let mut written: Vec<(&str, &Value<'_>)> = section.rest().collect();
    written.sort_by_key(|(_, value)| value.span().start);
    if written.is_empty() || written.len() > MOST_STEPS {
        section.problem(format!("`steps`: 1 to {MOST_STEPS} steps, such as 5 = \"5 %\""));
    }
    let mut steps: Vec<(u32, Percent)> = Vec::new();
    for (word, value) in written {
        match step(word, value.get_ref(), steps.last().map(|(before, _)| *before), cap) {
            Ok(step) => steps.push(step),
            Err(words) => section.document.problem(value.span(), format!("`steps`: {words}")),
        }
    }
    steps
}

fn step(word: &str, value: &DeValue<'_>, before: Option<u32>, cap: Option<u32>) -> Result<(u32, Percent), String> {
    let from = word.parse::<u32>().ok().filter(|from| from.to_string() == word);
    let from = from.ok_or_else(|| format!("{word:?} is no number of referrals: write a whole number, such as 5"))?;
    if let Some(before) = before.filter(|before| *before >= from) {
        return Err(format!("{from} comes after {before}: write the steps rising, each number once"));
    }
    if let Some(cap) = cap.filter(|cap| from > *cap) {
        return Err(format!("{from} is never reached, as at most {cap} referrals count for one company"));
    }
    let percent: Percent = parsed(value)?;
    if percent.value() > 100.into() {
        return Err(format!("{percent} is more than the whole price: at most 100 %"));
    }
    Ok((from, percent))
}
