//! `[names]`: what people read instead of the words by which the program knows its products, rewards, counts and so on.

use crate::rules::document::{Section, text};

const MAX_LETTERS: usize = 80;

pub(super) fn read(program: &mut Section<'_, '_>) -> Vec<(String, String)> {
    let document = program.document;
    let section = program.value("names").and_then(|value| Section::of(document, value, "[names]"));
    let written = section.iter().flat_map(Section::rest);
    let read = written.filter_map(|(word, value)| match text(value.get_ref()).and_then(fitting) {
        Ok(name) => Some((word.to_owned(), name)),
        Err(words) => {
            document.problem(value.span(), format!("`{word}`: {words}"));
            None
        }
    });
    read.collect()
}

fn fitting(name: String) -> Result<String, String> {
    match name.chars().count() {
        1..=MAX_LETTERS if name.trim() == name && !name.contains(char::is_control) => Ok(name),
        _ => Err(format!("a name has 1 to {MAX_LETTERS} letters on one line, and no space around them")),
    }
}
