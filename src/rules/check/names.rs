//! `[names]`: what people read instead of the words by which the program knows its products, rewards, counts and so on.

use std::collections::BTreeSet;

use toml::de::DeValue;

use crate::rules::document::{Section, is_slip, text};

const MAX_LETTERS: usize = 80;

/// A shorter word is near too many others.
const SHORTEST: usize = 4;

/// Where the words stand that may be named.
const TABLES: [&str; 7] = ["reward", "offer", "count", "classes", "scheme", "use", "example"];

pub(super) fn read(program: &mut Section<'_, '_>) -> Vec<(String, String)> {
    let document = program.document;
    let mut used = BTreeSet::new();
    for table in TABLES {
        program.value(table).into_iter().for_each(|value| words(value.get_ref(), &mut used));
    }
    let section = program.value("names").and_then(|value| Section::of(document, value, "[names]"));
    let written: Vec<_> = section.iter().flat_map(Section::rest).collect();
    let unnamed = |word: &&String| !written.iter().any(|(named, _)| named == word);
    let meant = |word: &str| used.iter().filter(unnamed).find(|other| is_slip(word, other));
    let read = |word: &str, value: &DeValue<'_>| match meant(word) {
        // A product that is sold need not be written anywhere.
        Some(meant) if document.is_new() && word.len() >= SHORTEST && !used.contains(word) => {
            Err(format!("nothing is called so (did you mean `{meant}`?)"))
        }
        _ => text(value).and_then(fitting),
    };
    let read = written.iter().filter_map(|(word, value)| match read(word, value.get_ref()) {
        Ok(name) => Some(((*word).to_owned(), name)),
        Err(words) => {
            document.problem(value.span(), format!("`{word}`: {words}"));
            None
        }
    });
    read.collect()
}

/// Every word of a value: keys, texts, and what stands in formulas.
fn words(value: &DeValue<'_>, into: &mut BTreeSet<String>) {
    let parts = |text: &str| {
        let parts = text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_');
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<String>>()
    };
    match value {
        DeValue::String(text) => into.extend(parts(text)),
        DeValue::Array(items) => items.iter().for_each(|item| words(item.get_ref(), into)),
        DeValue::Table(table) => {
            for (key, value) in table {
                into.insert(key.get_ref().to_string());
                words(value.get_ref(), into);
            }
        }
        _ => {}
    }
}

fn fitting(name: String) -> Result<String, String> {
    match name.chars().count() {
        1..=MAX_LETTERS if name.trim() == name && !name.contains(char::is_control) => Ok(name),
        _ => Err(format!("a name has 1 to {MAX_LETTERS} letters on one line, and no space around them")),
    }
}
