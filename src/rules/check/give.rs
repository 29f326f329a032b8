//! `give`: how much, as a percent, an amount, a number of the unit, a formula, or tables of these.

use rust_decimal::Decimal;
use toml::de::DeValue;

use super::context::{Context, formula, is_formula};
use crate::money::{Currency, Money};
use crate::rules::document::{Document, Section, Value, flag, kind_of, money, name, number, percent, text};
use crate::rules::facts::{Fact, Group, Kind, Scope, Word};
use crate::rules::rule::{Give, Thresholds};

const MOST_CASES: usize = 500;
const DEEPEST: usize = 6;

/// What is known of the reward.
#[derive(Clone, Copy)]
pub(super) struct Giving<'c> {
    pub(super) context: &'c Context,
    pub(super) scope: &'c Scope,
    /// Of the unit.
    pub(super) currency: Currency,
    /// Of a milestone.
    pub(super) thresholds: Option<&'c Thresholds>,
    /// Why a percent has nothing to be of.
    pub(super) no_rate: Option<&'static str>,
    pub(super) discount: bool,
}

pub(super) fn read(reward: &mut Section<'_, '_>, giving: &Giving<'_>) -> Option<Give> {
    let value = reward.needed("give")?;
    one(reward.document, "give", value, giving, 0)
}

fn one<'d>(
    document: &'d Document<'_>,
    word: &str,
    value: &'d Value<'_>,
    giving: &Giving<'_>,
    depth: usize,
) -> Option<Give> {
    let wrong = |words: String| {
        document.problem(value.span(), format!("`{word}`: {words}"));
        None
    };
    if is_formula(value.get_ref()) {
        let wanted: &[Kind] = if giving.no_rate.is_some() { &[Kind::Number] } else { &[Kind::Number, Kind::Rate] };
        let formula = formula(document, word, value, wanted, giving.scope)?;
        let rate = formula.constant().filter(|_| formula.kind == Kind::Rate);
        if let Some(rate) = rate.filter(|rate| *rate > Decimal::ONE_HUNDRED) {
            return wrong(format!("{} % is more than all of it: at most 100 %", rate.normalize()));
        }
        return Some(Give::Expression(formula));
    }
    match value.get_ref() {
        DeValue::Table(_) if depth >= DEEPEST => wrong(format!("tables are at most {DEEPEST} deep")),
        DeValue::Table(_) => {
            let section = Section::of(document, value, "give")?;
            if section.has("steps_by") { steps(section, giving, depth) } else { by(section, giving, depth) }
        }
        plain => match rate(plain, giving).transpose().unwrap_or_else(|| amount(plain, giving)) {
            Ok(give) => Some(give),
            Err(words) => wrong(words),
        },
    }
}

/// A percent, if it is written as one.
fn rate(value: &DeValue<'_>, giving: &Giving<'_>) -> Result<Option<Give>, String> {
    if !value.as_str().is_some_and(|text| text.contains('%')) {
        return Ok(None);
    }
    let percent = percent(value).map_err(|words| {
        let most =
            value.as_str().is_some_and(|text| ["at most", " max", "up to "].iter().any(|word| text.contains(word)));
        let limit = if most { "; at most so much is limit = { amount = \"50.00\", per = \"payment\" }" } else { "" };
        format!("{words}{limit}")
    })?;
    match giving.no_rate {
        _ if percent.value() > 100.into() && giving.discount => {
            Err(format!("{percent} is more than the whole price: at most 100 %"))
        }
        _ if percent.value() > 100.into() => Err(format!("{percent} is more than was paid: at most 100 %")),
        Some(why) => Err(format!("{percent} of what? {why}")),
        None => Ok(Some(Give::Percent(percent))),
    }
}

fn amount(value: &DeValue<'_>, giving: &Giving<'_>) -> Result<Give, String> {
    let currency = giving.currency;
    if value.as_integer().is_some() {
        let whole = number(0..=1_000_000_000)(value)?;
        let money = Money::new(whole.into(), currency).map_err(|error| error.to_string())?;
        return Ok(Give::Amount(money));
    }
    let Some(text) = value.as_str() else {
        return Err(format!(
            "write a percent as \"10 %\", an amount as \"25.00\", a number of the unit as 25, or a formula as \"= …\", not {}",
            kind_of(value)
        ));
    };
    let bare = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if bare && currency.is_money() && currency.digits() > 0 {
        let zeros = "0".repeat(currency.digits() as usize);
        return Err(format!("{text:?} is not a percent, nor an amount: write \"{text} %\", or \"{text}.{zeros}\""));
    }
    if let Some(words) = with_its_unit(text, currency) {
        return Err(words);
    }
    let read = money(currency)(value).map(Give::Amount);
    read.map_err(|words| format!("{words}; a percent is written as \"10 %\", a formula as \"= …\""))
}

/// `"5 GB"`, where the unit has its own word.
fn with_its_unit(text: &str, currency: Currency) -> Option<String> {
    let at = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = (&text[..at], text[at..].trim());
    let named = (1..=20).contains(&unit.len()) && unit.chars().all(char::is_alphabetic);
    if !named || !plain_decimal(number) {
        return None;
    }
    let whole = number.bytes().all(|b| b.is_ascii_digit());
    Some(if unit.parse::<Currency>().is_ok_and(|named| named == currency) {
        let amount = Money::parse(number, currency).map_or_else(|_| number.to_owned(), |money| money.to_string());
        format!("{text:?}: the currency is said already: write \"{amount}\"")
    } else {
        let number = if whole { number.to_owned() } else { format!("{number:?}") };
        format!("{text:?}: what is given has its own word: write give = {number} and as = {:?}", unit.to_lowercase())
    })
}

fn by<'d>(mut section: Section<'d, '_>, giving: &Giving<'_>, depth: usize) -> Option<Give> {
    let fact = section.needed("by").and_then(|value| fact(section.document, value, giving.scope));
    let document = section.document;
    let default = section.value("default").map(|value| one(document, "default", value, giving, depth + 1));
    let mut cases: Vec<(String, Give)> = Vec::new();
    let written = section.written();
    if written.is_empty() || written.len() > MOST_CASES {
        section.problem(format!(
            "`give` by a fact needs 1 to {MOST_CASES} cases, such as bronze = \"1 %\"; a percent for all is written as give = \"10 %\""
        ));
    }
    let mut fine = true;
    for (case, value) in written {
        let key = fact.map_or(Ok(case.to_owned()), |fact| key(case, fact, giving));
        let key = key.and_then(|key| match cases.iter().any(|(known, _)| *known == key) {
            true => Err(format!("{key} is there twice")),
            false => Ok(key),
        });
        let key = key.map_err(|words| document.problem(value.span(), format!("`{}`: {words}", shown(case)))).ok();
        let give = one(document, &shown(case), value, giving, depth + 1);
        match key.zip(give) {
            Some(case) => cases.push(case),
            None => fine = false,
        }
    }
    let default = match default {
        Some(None) => return None,
        Some(Some(default)) => Some(Box::new(default)),
        None => None,
    };
    fine.then_some(Give::By { fact: fact?, default, cases })
}

fn shown(key: &str) -> String {
    key.chars().take(40).collect()
}

/// A text or a number that is known without an argument.
fn fact(document: &Document<'_>, value: &Value<'_>, scope: &Scope) -> Option<Word> {
    let found = text(value.get_ref()).and_then(|path| {
        if path.starts_with("count.") {
            return Err(format!(
                "{path} is a number that is counted: write {{ steps_by = {path:?}, steps = {{ … }} }}"
            ));
        }
        let word = scope.word(&path)?;
        match (word.argument().kind(), word.kind()) {
            (None, Kind::Text | Kind::Number) => Ok(word),
            _ => Err(format!("{path} is no text or number that could be listed here; write a formula instead")),
        }
    });
    found.map_err(|words| document.problem(value.span(), format!("`by`: {words}"))).ok()
}

/// A case as the fact would say it: one that it never says is refused, as it would never apply.
fn key(case: &str, fact: Word, giving: &Giving<'_>) -> Result<String, String> {
    let context = giving.context;
    if fact.kind() == Kind::Number {
        let number = case.parse::<Decimal>().ok().filter(|_| plain_decimal(case));
        let number =
            number.ok_or_else(|| format!("{} is a number, so write one, such as 1 or \"2.5\"", fact.path()))?;
        match giving.thresholds.filter(|_| fact.fact() == Fact::Milestone) {
            Some(Thresholds::At(at)) if !at.contains(&number) => {
                let known: Vec<String> = at.iter().map(ToString::to_string).collect();
                return Err(format!(
                    "`at` names no such threshold, so it would never apply; there are {}",
                    known.join(", ")
                ));
            }
            Some(Thresholds::Every(every)) if number.is_zero() || !(number % Decimal::from(*every)).is_zero() => {
                return Err(format!("thresholds are multiples of {every}, so it would never apply"));
            }
            _ => {}
        }
        return Ok(number.normalize().to_string());
    }
    let among = |known: Vec<&str>, whose: &str| match known.contains(&case) {
        true => Ok(case.to_owned()),
        false => {
            let nearest = crate::rules::document::nearest(case, known.iter().copied());
            let meant = nearest.map_or(String::new(), |nearest| format!(" (did you mean `{nearest}`?)"));
            Err(format!("{whose}{meant}; known there: {}", known.join(", ")))
        }
    };
    match fact.fact() {
        _ if !fact.texts().is_empty() => among(fact.texts().to_vec(), &format!("{} is never that", fact.path())),
        Fact::Class => match &context.classes {
            Some(classes) => {
                name("a class")(case)?;
                among(classes.over.iter().map(|(known, _)| known.as_str()).collect(), "[classes] has no such class")
            }
            None => name("a class")(case),
        },
        Fact::Scheme => match &context.schemes {
            Some(schemes) => among(schemes.options.iter().map(String::as_str).collect(), "[scheme] has no such option"),
            None => Err("there is no [scheme] with options to choose between".into()),
        },
        Fact::Country if case.len() != 2 || !case.bytes().all(|b| b.is_ascii_uppercase()) => {
            Err("a country is two capital letters, such as UA".into())
        }
        _ if case.is_empty() || case.chars().count() > 200 => Err("1 to 200 characters".into()),
        _ => Ok(case.to_owned()),
    }
}

/// Digits, and at most one point between them.
pub(in crate::rules) fn plain_decimal(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| (1..=15).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    digits(whole) && digits(fraction)
}

fn steps<'d>(mut section: Section<'d, '_>, giving: &Giving<'_>, depth: usize) -> Option<Give> {
    let document = section.document;
    let by =
        section.value("steps_by").and_then(|value| formula(document, "steps_by", value, &[Kind::Number], giving.scope));
    let slices = section.optional("slices", flag).unwrap_or(false);
    let table = section.needed("steps").and_then(|value| Section::of(document, value, "steps"));
    section.end();
    let mut steps: Vec<(Decimal, Give)> = Vec::new();
    let (table, mut fine) = (table?, true);
    let written = table.written();
    if written.is_empty() || written.len() > MOST_CASES {
        table.problem(format!("`steps`: 1 to {MOST_CASES} steps, such as 5 = \"5 %\""));
    }
    for (from, value) in written {
        let before = steps.last().map(|(before, _)| *before);
        let from = threshold(from, before).map_err(|words| document.problem(value.span(), format!("`steps`: {words}")));
        let give = one(document, "steps", value, giving, depth + 1);
        if slices && give.as_ref().is_some_and(|give| !matches!(give, Give::Percent(_))) {
            document.problem(
                value.span(),
                "`steps`: with `slices` each step is a percent of its own part, such as \"5 %\"",
            );
        }
        match from.ok().zip(give) {
            Some(step) => steps.push(step),
            None => fine = false,
        }
    }
    fine.then_some(Give::Steps { by: by?, steps, slices })
}

fn threshold(from: &str, before: Option<Decimal>) -> Result<Decimal, String> {
    let number = from
        .parse::<Decimal>()
        .ok()
        .filter(|_| plain_decimal(from) && !(from.len() > 1 && from.starts_with('0') && !from.starts_with("0.")));
    let number =
        number.ok_or_else(|| format!("{:?} is no threshold: write a number, such as 5 or \"49.90\"", shown(from)))?;
    match before {
        Some(before) if before == number => Err(format!("{from} is there twice: write each threshold once")),
        Some(before) if before > number => {
            Err(format!("{from} comes after {before}: write the steps rising, each number once"))
        }
        _ => Ok(number.normalize()),
    }
}

/// The groups of words that tables and formulas may read of single lines, beside those of the reward.
pub(super) fn with_lines(scope: &Scope) -> Scope {
    let mut scope = scope.clone();
    scope.groups.push(Group::Line);
    scope
}

impl Give {
    /// A fixed amount of it that is no multiple of a step.
    pub(super) fn between(&self, step: Money) -> Option<Money> {
        match self {
            Give::Percent(_) | Give::Expression(_) => None,
            Give::Amount(money) => (money.minor() % step.minor().max(1) != 0).then_some(*money),
            Give::By { default, cases, .. } => {
                let all = default.as_deref().into_iter().chain(cases.iter().map(|(_, give)| give));
                all.into_iter().find_map(|give| give.between(step))
            }
            Give::Steps { steps, .. } => steps.iter().find_map(|(_, give)| give.between(step)),
        }
    }
}
