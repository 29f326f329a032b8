//! From a terms file to typed terms, or to everything that is wrong with it.

mod classes;
mod uses;

use toml::de::DeTable;

use super::document::{Document, Problem, Section, flag, instant, list_of, number, one_of, only, parsed, text};
use super::terms::{Applies, Attribution, Base, Classes, Clause, Excluded, Offer, OfferOff, RefundRule, Terms, Touch};
use super::{examples, monthly};
use crate::events::{LineKind, PersonKind};
use crate::money::{Rounding, Unit};

const MAX_BYTES: usize = 256 * 1024;
const MAX_DAYS: u32 = 3660;
const KINDS: [(&str, LineKind); 2] = [("plan", LineKind::Plan), ("service", LineKind::Service)];

/// Reads a terms file. Its examples are read here and tried by `world`.
pub fn check(file: &str) -> Result<Terms, Vec<Problem>> {
    let document = Document::new(file);
    if file.len() > MAX_BYTES {
        document.problem(0..0, "terms are at most 256 KiB");
        return Err(document.into_problems());
    }
    let parsed = DeTable::parse(file);
    let terms = match &parsed {
        Ok(table) => program(Section::new(&document, table.get_ref(), 0..0, "the program")),
        Err(error) => {
            document.problem(error.span().unwrap_or(0..0), error.message());
            None
        }
    };
    let problems = document.into_problems();
    terms.filter(|_| problems.is_empty()).ok_or(problems)
}

fn program(mut section: Section<'_, '_>) -> Option<Terms> {
    let applies =
        [("new_referrals", Applies::NewReferrals), ("all_from_date", Applies::AllFromDate), ("opt_in", Applies::OptIn)];
    let rounding = [("half_away", Rounding::HalfAway), ("down", Rounding::Down), ("up", Rounding::Up)];
    let slug = section.required("program", slug);
    let name = section.required("name", text);
    let currency = section.required("currency", parsed);
    let time_zone = section.required("time_zone", parsed);
    let applies = section.optional("applies", one_of(&applies)).unwrap_or(Applies::NewReferrals);
    let rounding = section.optional("rounding", one_of(&rounding)).unwrap_or_default();
    let effective_from = section.optional("effective_from", instant);
    let attribution = attribution(&mut section);
    let document = section.document;
    let offers = section.list("offer").into_iter().filter_map(|value| Section::of(document, value, "[[offer]]"));
    let offers = offers.filter_map(offer).collect();
    let classes = classes::read(&mut section);
    let given = section.list("reward");
    let nameless = given.len() == 1;
    let (months, given): (Vec<_>, Vec<_>) = given.into_iter().partition(|value| monthly::is_monthly(value));
    let monthly = monthly::read_all(document, &months, |section| reward_id(section, nameless));
    let rewards = given.into_iter().filter_map(|value| Section::of(document, value, "[[reward]]"));
    let rewards: Vec<Clause> = rewards.filter_map(|section| reward(section, nameless, classes.as_ref())).collect();
    let (credit_pays, withdrawal) = uses::read(&mut section, currency, &rewards);
    let examples = section.list("example").into_iter().filter_map(|value| Section::of(document, value, "[[example]]"));
    let examples = examples.filter_map(|section| examples::read(section, currency?)).collect();
    let mut ids: Vec<&str> = Vec::new();
    for id in rewards.iter().map(|clause| &clause.id).chain(monthly.iter().map(|rule| &rule.id)) {
        if ids.contains(&id.as_str()) {
            section.problem(format!("two rewards have the id {id:?}"));
        }
        ids.push(id);
    }
    section.end();
    let (program, name, currency, time_zone) = (slug?, name?, currency?, time_zone?);
    #[rustfmt::skip]
    let terms = Terms {
        program, name, currency, time_zone, applies, rounding, effective_from, attribution, offers, rewards,
        monthly, rules: Vec::new(), counts: Vec::new(), schemes: None, uses: Vec::new(), campaign: None,
        classes, credit_pays, withdrawal, examples,
    };
    Some(terms)
}

fn slug(value: &toml::de::DeValue) -> Result<String, String> {
    let slug = text(value)?;
    let plain = slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if plain && slug.len() <= 60 { Ok(slug) } else { Err("at most 60 lower-case letters, digits and hyphens".into()) }
}

fn attribution(program: &mut Section<'_, '_>) -> Attribution {
    let mut attribution = Attribution {
        parameters: vec!["ref".into()],
        codes: true,
        touch: Touch::First,
        window_days: 90,
        referrer_kind: None,
        excludes_paid_ads: false,
        renews: false,
        late_days: None,
        existing_days: None,
        referrer_when: None,
        invitee_when: None,
    };
    let Some(value) = program.value("attribution") else { return attribution };
    let Some(mut section) = Section::of(program.document, value, "[attribution]") else { return attribution };
    if let Some(parameters) = section.optional("parameters", list_of(parameter)) {
        attribution.parameters = parameters;
    }
    attribution.codes = section.optional("codes", flag).unwrap_or(attribution.codes);
    let touch = [("first", Touch::First), ("last", Touch::Last)];
    attribution.touch = section.optional("touch", one_of(&touch)).unwrap_or(attribution.touch);
    attribution.window_days = section.optional("window_days", number(1..=MAX_DAYS)).unwrap_or(attribution.window_days);
    let kinds = [("individual", PersonKind::Individual), ("business", PersonKind::Business)];
    attribution.referrer_kind = section.optional("referrer_kind", one_of(&kinds));
    let sources = section.optional("exclude_sources", list_of(one_of(&[("paid_ads", ())])));
    attribution.excludes_paid_ads = sources.is_some_and(|sources| !sources.is_empty());
    section.end();
    attribution
}

/// The name of a GET parameter.
fn parameter(value: &toml::de::DeValue) -> Result<String, String> {
    let name = text(value)?;
    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-') && name.len() <= 40;
    match name.as_str() {
        _ if !plain => Err(format!("{name:?} is no name of a GET parameter: letters, digits, - and _, at most 40")),
        "sub" => Err("\"sub\" is every link's sub-id already".into()),
        utm if utm.starts_with("utm_") => Err(format!("{utm:?} belongs to the site's own statistics")),
        _ => Ok(name),
    }
}

fn offer(mut section: Section<'_, '_>) -> Option<Offer> {
    let percent = section.required("percent", parsed);
    let products = section.optional("products", list_of(text)).unwrap_or_default();
    let window_days = section.optional("window_days", number(1..=MAX_DAYS));
    let first_invoices = section.optional("first_invoices", number(1..=1000));
    let percent: crate::money::Percent = percent?;
    if percent.value() > 100.into() {
        section.problem("`percent`: an offer takes off at most 100 %");
    }
    section.end();
    Some(Offer {
        off: OfferOff::Percent(percent),
        products,
        window_days,
        first_invoices,
        invoices: Vec::new(),
        when: None,
        scheme: None,
        campaign: None,
    })
}

/// A program's only reward needs no name.
fn reward_id(section: &mut Section<'_, '_>, nameless: bool) -> Option<String> {
    if nameless {
        Some(section.optional("id", slug).unwrap_or_else(|| "reward".into()))
    } else {
        section.required("id", slug)
    }
}

fn reward(mut section: Section<'_, '_>, nameless: bool, classes: Option<&Classes>) -> Option<Clause> {
    let refund =
        [("proportional", RefundRule::Proportional), ("forfeit", RefundRule::Forfeit), ("keep", RefundRule::Keep)];
    let exclude = [
        ("promo_code", Excluded::PromoCode),
        ("promotional_line", Excluded::PromotionalLine),
        ("discounted_line", Excluded::DiscountedLine),
        ("term_discount", Excluded::TermDiscountLine),
    ];
    let id = reward_id(&mut section, nameless);
    section.required("on", only("payment"));
    section.optional("to", only("referrer"));
    let rate = classes::rate(&mut section, classes);
    let base = base(&mut section);
    let exclude = section.optional("exclude", list_of(one_of(&exclude))).unwrap_or_default();
    let hold_days = section.optional("hold_days", number(0..=MAX_DAYS)).unwrap_or(0);
    let unit = section.required("as", |value| match text(value)?.as_str() {
        "credit" => Ok(Unit::Credit),
        "cash" => Ok(Unit::Cash),
        later => Err(format!("not supported yet: {later:?}; write \"credit\" or \"cash\"")),
    });
    let refund = section.optional("refund", one_of(&refund)).unwrap_or(RefundRule::Proportional);
    let first_payments = section.optional("first_payments", number(1..=1_000_000));
    let first_months = section.optional("first_months", number(1..=1200));
    section.end();
    let (id, rate, unit) = (id?, rate?, unit?);
    Some(Clause { id, rate, base, exclude, hold_days, unit, refund, first_payments, first_months })
}

fn base(reward: &mut Section<'_, '_>) -> Base {
    let everything =
        Base { kinds: KINDS.map(|(_, kind)| kind).into(), products: vec![], never: vec![], tax_counts: true };
    let Some(value) = reward.value("base") else { return everything };
    let Some(mut section) = Section::of(reward.document, value, "base") else { return everything };
    let base = Base {
        kinds: section.optional("kinds", list_of(one_of(&KINDS))).unwrap_or(everything.kinds),
        products: section.optional("products", list_of(text)).unwrap_or_default(),
        never: section.optional("never", list_of(text)).unwrap_or_default(),
        tax_counts: section.optional("tax", one_of(&[("included", true), ("excluded", false)])).unwrap_or(true),
    };
    if base.kinds.is_empty() {
        section.problem("`kinds` lists nothing, so no line would ever count");
    }
    section.end();
    base
}
