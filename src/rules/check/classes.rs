//! `[classes]`: by which turnover a customer gets which class.

use crate::money::{Currency, Money};
use crate::rules::document::{Section, name, parsed, text};
use crate::rules::terms::Classes;

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
        match (name("a class")(class), money) {
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
