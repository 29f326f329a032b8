//! `give` of a payment's reward, and `[classes]`.

use toml::de::DeValue;

use crate::money::{Currency, Money, Percent};
use crate::rules::document::{Section, nearest, only, parsed, text};
use crate::rules::terms::{Classes, Rate};

/// `[classes]`: by which turnover a customer gets which class.
pub(super) fn read(program: &mut Section<'_, '_>) -> Option<Classes> {
    let value = program.value("classes")?;
    let mut section = Section::of(program.document, value, "[classes]")?;
    let currency: Option<Currency> = section.required("currency", parsed);
    let over = section.needed("over").and_then(|value| Section::of(section.document, value, "over"));
    let over = over.zip(currency).and_then(|(section, currency)| thresholds(&section, currency));
    section.end();
    Some(Classes { currency: currency?, over: over? })
}

/// Rising, whatever the order in which they are written.
fn thresholds(section: &Section<'_, '_>, currency: Currency) -> Option<Vec<(String, Money)>> {
    let mut over: Vec<(String, Money)> = Vec::new();
    let mut fine = true;
    for (class, value) in section.rest() {
        let wrong = |words: String| section.document.problem(value.span(), format!("`{class}`: {words}"));
        let money = text(value.get_ref()).and_then(|text| Money::parse(&text, currency).map_err(|e| e.to_string()));
        match (named(class), money) {
            (Err(words), _) | (_, Err(words)) => wrong(words),
            (_, Ok(money)) if money.is_negative() => wrong("a turnover is never below zero".into()),
            (_, Ok(money)) if over.iter().any(|(_, known)| *known == money) => wrong("another class is over it".into()),
            (Ok(class), Ok(money)) => {
                over.push((class, money));
                continue;
            }
        }
        fine = false;
    }
    if over.is_empty() && fine {
        section.problem("`over` names no class; write each with its turnover, as in bronze = \"75.00\"");
    }
    over.sort_by_key(|(_, money)| money.minor());
    (fine && !over.is_empty()).then_some(over)
}

fn named(class: &str) -> Result<String, String> {
    let plain = class.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_');
    let fits = plain && (1..=60).contains(&class.len());
    if fits { Ok(class.to_owned()) } else { Err("a class is at most 60 lower-case letters, digits, - and _".into()) }
}

/// `give`: one percent for all, or one for each class.
pub(super) fn rate(reward: &mut Section<'_, '_>, classes: Option<&Classes>) -> Option<Rate> {
    let value = reward.needed("give")?;
    let DeValue::Table(_) = value.get_ref() else { return reward.optional("give", percent).map(Rate::Fixed) };
    let mut section = Section::of(reward.document, value, "give")?;
    section.required("by", only("invitee.class"))?;
    let default = section.required("default", percent);
    let mut rates = Vec::new();
    for (class, value) in section.rest() {
        let wrong = |words: String| section.document.problem(value.span(), format!("`{class}`: {words}"));
        match (known(class, classes), percent(value.get_ref())) {
            (Err(words), _) | (_, Err(words)) => wrong(words),
            (Ok(class), Ok(percent)) => rates.push((value.span().start, (class, percent))),
        }
    }
    // As they are written.
    rates.sort_by_key(|(place, _)| *place);
    let rates: Vec<(String, Percent)> = rates.into_iter().map(|(_, rate)| rate).collect();
    if rates.is_empty() {
        section.problem("`give` names no class; a percent for all is written as give = \"10 %\"");
    }
    Some(Rate::ByClass { default: default?, classes: rates })
}

/// Where the terms list the classes, only these: a misspelt one would never apply.
fn known(class: &str, classes: Option<&Classes>) -> Result<String, String> {
    let class = named(class)?;
    let Some(classes) = classes.filter(|classes| classes.over.iter().all(|(known, _)| *known != class)) else {
        return Ok(class);
    };
    let known = || classes.over.iter().map(|(known, _)| known.as_str());
    let meant = nearest(&class, known()).map_or(String::new(), |nearest| format!(" (did you mean `{nearest}`?)"));
    Err(format!("[classes] has no such class{meant}; known there: {}", known().collect::<Vec<_>>().join(", ")))
}

fn percent(value: &DeValue) -> Result<Percent, String> {
    let written = value.as_str().ok_or_else(|| format!("write a percent as \"10 %\", not {}", value.type_str()))?;
    if written.starts_with('=') {
        return Err(format!("not supported yet: {written}"));
    }
    let percent: Percent = written.parse().map_err(|error: crate::money::MoneyError| error.to_string())?;
    if percent.value() > 100.into() {
        return Err(format!("{percent} is more than was paid: at most 100 %"));
    }
    Ok(percent)
}
