//! From a terms file to typed terms, or to everything that is wrong with it. A reader for each table is in its own file.

mod attribution;
mod base;
mod campaign;
mod charge;
mod classes;
mod context;
mod counts;
mod direct;
mod form;
mod give;
mod hold;
mod limits;
mod names;
mod offers;
mod progress;
mod reward;
mod schedule;
mod schemes;
mod shares;
#[cfg(test)]
mod tests;
mod trigger;
mod uses;
mod withdraw;

use toml::de::{DeTable, DeValue};

pub(super) use self::form::unit;
pub(super) use self::give::plain_decimal;

use self::context::Context;
use super::document::{Document, Problem, Reading, Section, Value, flag, instant, money, one_of, parsed, text};
use super::rule::{Count, Rule};
use super::terms::{Applies, Terms};
use super::{examples, monthly};
use crate::calendar::Zone;
use crate::events::LineKind;
use crate::money::{Currency, Money, Rounding, Unit};

const MAX_BYTES: usize = 1024 * 1024;
const MAX_DAYS: u32 = 3660;
const MAX_MONTHS: u32 = 120;
const MAX_REWARDS: usize = 200;
const KINDS: [(&str, LineKind); 2] = [("plan", LineKind::Plan), ("service", LineKind::Service)];
const ROUNDING: [(&str, Rounding); 3] =
    [("half_away", Rounding::HalfAway), ("down", Rounding::Down), ("up", Rounding::Up)];

/// Reads a terms file. Its examples are read here and tried by `world`.
pub fn check(file: &str) -> Result<Terms, Vec<Problem>> {
    read(file, Reading::New)
}

/// Terms that were published, by this Beckon or an older one. What [`check`] has come to refuse since, because it does nothing, does
/// nothing here; whatever else would be refused cannot be run.
pub fn published(file: &str) -> Result<Terms, Vec<Problem>> {
    read(file, Reading::Published)
}

fn read(file: &str, reading: Reading) -> Result<Terms, Vec<Problem>> {
    let document = Document::new(file, reading);
    if file.len() > MAX_BYTES {
        let words = "terms are at most 1 MB, and these are";
        let remedy = "leave out what is there twice, or make two programs of them";
        document.problem(0..0, format!("{words} {} bytes: {remedy}", file.len()));
        return Err(document.into_problems());
    }
    let parsed = DeTable::parse(file);
    let terms = match &parsed {
        Ok(table) => program(Section::new(&document, table.get_ref(), 0..0, "the program")),
        Err(error) => {
            let too_deep = error.message().contains("recursion ");
            let words = if too_deep { "tables and lists are nested too deep here" } else { error.message() };
            document.problem(error.span().unwrap_or(0..0), words);
            None
        }
    };
    let problems = document.into_problems();
    terms.filter(|_| problems.is_empty()).ok_or(problems)
}

fn program(mut section: Section<'_, '_>) -> Option<Terms> {
    let applies =
        [("new_referrals", Applies::NewReferrals), ("all_from_date", Applies::AllFromDate), ("opt_in", Applies::OptIn)];
    let slug = section.required("program", slug);
    let name = section.required("name", text);
    let currency = section.required("currency", currency);
    let time_zone = section.required("time_zone", zone);
    let applies = section.optional("applies", one_of(&applies)).unwrap_or(Applies::NewReferrals);
    let effective_from = section.optional("effective_from", instant);
    // With the digits of the finest, no amount is refused for want of a currency.
    let finest = || "KWD".parse().ok();
    let zone = time_zone.unwrap_or(Zone::UTC);
    let mut context = context(&mut section, currency.or_else(finest)?, zone);
    let attribution = attribution::read(&mut section, &context);
    let document = section.document;
    let offers = section.list("offer").into_iter().filter_map(|value| Section::of(document, value, "[[offer]]"));
    let offers = offers.filter_map(|section| offers::read(section, &context, attribution.codes)).collect();
    let counts = counts::read(&mut section, &context);
    let used = uses::read(&mut section, &context);
    let names = names::read(&mut section);
    context.expires = used.uses.iter().filter_map(|of| Some((of.unit, of.expires?))).collect();
    context.steps = used.uses.iter().filter_map(|of| of.step).collect();
    let (monthly, rules) = rewards(&mut section, &context, &counts);
    let written = section.list("reward");
    let given = written.iter().filter_map(|value| form::unit(text_of(value, "as")?.0.get_ref(), context.currency).ok());
    let units: Vec<Unit> = given.collect();
    if !units.is_empty() {
        uses::all_given(&mut section, &units, &context);
    }
    let written_examples = section.list("example").into_iter();
    let rewards_named = written.iter().filter_map(|value| Some(text_of(value, "id")?.1)).collect();
    let known =
        examples::Known { currency: context.currency, counts: &context.counts, rewards: rewards_named, units: &units };
    let example = |value| examples::read(Section::of(document, value, "[[example]]")?, &known);
    let examples = written_examples.filter_map(|value| document.aside(|| example(value))).collect();
    section.end();
    // What is lost is reckoned over the whole history, and so is what was paid before a late claim.
    let lost = used.uses.iter().any(|of| of.expires.is_some() || !of.forfeit_on.is_empty());
    let back = lost || attribution.late_days.is_some();
    let plain = Some(&rules).filter(|_| context.campaign.is_none() && counts.is_empty() && !back);
    let direct = plain.and_then(|rules| direct::clauses(rules, context.rounding));
    let (rewards, rules) = match direct {
        Some(rewards) => (rewards, Vec::new()),
        None => (Vec::new(), rules),
    };
    let (program, name, currency, time_zone) = (slug?, name?, currency?, time_zone?);
    #[rustfmt::skip]
    let terms = Terms {
        program, name, currency, time_zone, applies, rounding: context.rounding, effective_from, attribution, offers, rewards,
        monthly, rules, counts, schemes: context.schemes, uses: used.uses, campaign: context.campaign, classes: context.classes,
        credit_pays: used.credit_pays, withdrawal: used.withdrawal, adjusted_by_two_over: used.adjusted_by_two_over, names, examples,
    };
    Some(terms)
}

/// What all other tables are read with.
fn context(section: &mut Section<'_, '_>, currency: Currency, zone: Zone) -> Context {
    Context {
        currency,
        zone,
        rounding: section.optional("rounding", one_of(&ROUNDING)).unwrap_or_default(),
        step: step(section, currency),
        carry: section.optional("carry", flag).unwrap_or(false),
        campaign: campaign::read(section, zone),
        classes: classes::read(section),
        schemes: schemes::read(section),
        counts: counts::names(section),
        expires: Vec::new(),
        steps: Vec::new(),
    }
}

/// `round_to`.
fn step(section: &mut Section<'_, '_>, currency: Currency) -> Option<Money> {
    section.optional("round_to", |value| match money(currency)(value)? {
        zero if zero.is_zero() => Err("a multiple of nothing; write \"1.00\" for whole ones".to_owned()),
        step => Ok(step),
    })
}

/// The monthly discounts for companies, and all others.
fn rewards(
    section: &mut Section<'_, '_>,
    context: &Context,
    counts: &[Count],
) -> (Vec<super::terms::MonthlyDiscount>, Vec<Rule>) {
    let document = section.document;
    let given = section.list("reward");
    if given.len() > MAX_REWARDS {
        section.problem(format!("at most {MAX_REWARDS} rewards"));
    }
    let nameless = given.len() == 1;
    let (months, given): (Vec<_>, Vec<_>) = given.into_iter().partition(|value| monthly::is_monthly(value));
    let monthly = monthly::read_all(document, &months, context.campaign, |section| reward::id(section, nameless));
    let rules = given.iter().filter_map(|value| {
        let section = Section::of(document, value, "[[reward]]")?;
        Some((reward::read(section, nameless, context)?, *value))
    });
    let rules: Vec<shares::Written<'_, '_>> = rules.collect();
    shares::check(document, &rules);
    charge::check(document, &rules);
    // Where one could not be read, that is what is wrong.
    if (rules.len(), counts.len()) == (given.len(), context.counts.len()) {
        progress::check(document, &rules, counts);
        hold::check_milestones(document, &rules, counts);
    }
    let names = months.iter().chain(&given).filter_map(|value| text_of(value, "id"));
    shares::check_names(document, names.map(|(value, name)| (name, value.span())));
    (monthly, rules.into_iter().map(|(rule, _)| rule).collect())
}

/// A word of a reward that is a text, whatever else is wrong with the reward.
fn text_of<'d, 't>(reward: &'d Value<'t>, word: &str) -> Option<(&'d Value<'t>, &'d str)> {
    let DeValue::Table(table) = reward.get_ref() else { return None };
    let (_, value) = table.iter().find(|(key, _)| key.get_ref() == word)?;
    Some((value, value.get_ref().as_str()?))
}

fn currency(value: &DeValue<'_>) -> Result<Currency, String> {
    parsed::<Currency>(value).map_err(|words| match text(value).unwrap_or_default().to_uppercase() {
        large if large.parse::<Currency>().is_ok() => format!("{words} (did you mean {large:?}?)"),
        _ => words,
    })
}

fn zone(value: &DeValue<'_>) -> Result<Zone, String> {
    parsed::<Zone>(value).map_err(|words| {
        let given = text(value).unwrap_or_default().replace(' ', "_").to_lowercase();
        let of_city = |name: &&str| name.to_lowercase().split('/').any(|part| part == given);
        let meant = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).find(of_city);
        meant.map_or(words.clone(), |meant| format!("{words} (did you mean {meant:?}?)"))
    })
}

fn slug(value: &DeValue<'_>) -> Result<String, String> {
    let slug = text(value)?;
    let plain = slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if plain && slug.len() <= 60 { Ok(slug) } else { Err("at most 60 lower-case letters, digits and hyphens".into()) }
}
