//! A terms file as a tree whose every word knows its line and column, and a reader that notices what nobody asked for.

mod elsewhere;
mod place;
mod values;

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use elsewhere::shape;
pub(super) use elsewhere::trigger_instead;
pub(super) use values::{
    flag, instant, is_slip, kind_of, list_of, meant, misspelt, money, name, nearest, number, one_of, parsed, percent,
    span, text,
};

/// What is wrong with a terms file, and where. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub line: usize,
    pub column: usize,
    pub words: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.words)
    }
}

/// How words that must be there are written.
const SHAPES: [(&str, &str); 16] = [
    ("program", "\"friends\""),
    ("name", "\"Bring a friend\""),
    ("currency", "\"EUR\""),
    ("time_zone", "\"Europe/Kyiv\""),
    ("id", "\"bonus\""),
    ("on", "\"payment\""),
    ("give", "\"10 %\""),
    ("as", "\"credit\""),
    ("by", "\"payment.product\""),
    ("steps", "{ 0 = \"5 %\", 10 = \"10 %\" }"),
    ("every", "\"month\""),
    ("methods", "[\"iban\"]"),
    ("options", "[\"percent\", \"fixed\"]"),
    ("says", "\"a friend pays 100\""),
    ("type", "\"payment.succeeded\""),
    ("at", "\"2026-04-10T09:00:00Z\""),
];

pub(super) struct Document<'t> {
    text: &'t str,
    problems: RefCell<Vec<Problem>>,
}

impl<'t> Document<'t> {
    pub(super) fn new(text: &'t str) -> Document<'t> {
        Document { text, problems: RefCell::default() }
    }

    /// (line, column) of a byte offset.
    pub(super) fn place(&self, offset: usize) -> (usize, usize) {
        let before = self.text.get(..offset).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }

    pub(super) fn problem(&self, span: Range<usize>, words: impl Into<String>) {
        let (line, column) = self.place(span.start);
        self.problems.borrow_mut().push(Problem { line, column, words: words.into() });
    }

    /// Words that are read and do nothing: whoever writes them is told, and what was published with them runs.
    pub(super) fn idle(&self, span: Range<usize>, words: impl Into<String>) {
        self.problem(span, words);
    }

    pub(super) fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(|problem| (problem.line, problem.column));
        problems
    }
}

pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// One table of the document. Every word must be asked for before [`Section::end`], which refuses the others by name.
pub(super) struct Section<'d, 't> {
    pub(super) document: &'d Document<'t>,
    table: &'d DeTable<'t>,
    span: Range<usize>,
    name: &'d str,
    known: Vec<&'static str>,
}

impl<'d, 't> Section<'d, 't> {
    pub(super) fn new(document: &'d Document<'t>, table: &'d DeTable<'t>, span: Range<usize>, name: &'d str) -> Self {
        Section { document, table, span, name, known: Vec::new() }
    }

    pub(super) fn of(document: &'d Document<'t>, value: &'d Value<'t>, name: &'d str) -> Option<Self> {
        match value.get_ref() {
            DeValue::Table(table) => Some(Section::new(document, table, value.span(), name)),
            other => {
                document.problem(value.span(), format!("`{name}` is a table{}, not {}", shape(name), kind_of(other)));
                None
            }
        }
    }

    pub(super) fn start(&self) -> (usize, usize) {
        self.document.place(self.span.start)
    }

    pub(super) fn value(&mut self, word: &'static str) -> Option<&'d Value<'t>> {
        if !self.known.contains(&word) {
            self.known.push(word);
        }
        self.table.iter().find(|(key, _)| key.get_ref() == word).map(|(_, value)| value)
    }

    pub(super) fn problem(&self, words: impl Into<String>) {
        self.document.problem(self.span.clone(), words);
    }

    pub(super) fn optional<T>(
        &mut self,
        word: &'static str,
        read: impl Fn(&DeValue) -> Result<T, String>,
    ) -> Option<T> {
        let value = self.value(word)?;
        match read(value.get_ref()) {
            Ok(read) => Some(read),
            Err(words) => {
                self.document.problem(value.span(), format!("`{word}`: {words}"));
                None
            }
        }
    }

    pub(super) fn required<T>(
        &mut self,
        word: &'static str,
        read: impl Fn(&DeValue) -> Result<T, String>,
    ) -> Option<T> {
        self.needed(word)?;
        self.optional(word, read)
    }

    /// The value of a word that must be there.
    pub(super) fn needed(&mut self, word: &'static str) -> Option<&'d Value<'t>> {
        let value = self.value(word);
        if value.is_none() {
            let shape =
                SHAPES.iter().find(|(known, _)| *known == word).map(|(_, shape)| format!(", such as {word} = {shape}"));
            self.problem(format!("{} needs `{word}`{}", self.name, shape.unwrap_or_default()));
        }
        value
    }

    /// A list: each item with its own place.
    pub(super) fn list(&mut self, word: &'static str) -> Vec<&'d Value<'t>> {
        match self.value(word).map(|value| (value.get_ref(), value.span())) {
            None => Vec::new(),
            Some((DeValue::Array(items), _)) => items.iter().collect(),
            Some((other, span)) => {
                self.document.problem(span, format!("`{word}` is a list, not {}", kind_of(other)));
                Vec::new()
            }
        }
    }

    pub(super) fn rest(&self) -> impl Iterator<Item = (&'d str, &'d Value<'t>)> {
        self.table
            .iter()
            .map(|(key, value)| (key.get_ref().as_ref(), value))
            .filter(|(key, _)| !self.known.contains(key))
    }

    /// A word that has no sense here.
    pub(super) fn refused(&mut self, word: &'static str, why: &str) {
        if let Some(value) = self.value(word) {
            self.document.problem(value.span(), format!("`{word}`: {why}"));
        }
    }

    /// A word that does nothing here.
    pub(super) fn idle(&mut self, word: &'static str, why: &str) {
        if let Some(value) = self.value(word) {
            self.document.idle(value.span(), format!("`{word}`: {why}"));
        }
    }

    /// A list that is there, and lists nothing.
    pub(super) fn refused_if_empty(&mut self, word: &'static str) {
        if let Some(value) =
            self.value(word).filter(|value| value.get_ref().as_array().is_some_and(|items| items.is_empty()))
        {
            self.document.problem(value.span(), format!("`{word}` lists nothing; leave it out for all"));
        }
    }

    pub(super) fn table(&mut self, word: &'static str) -> Option<Section<'d, 't>> {
        let value = self.value(word)?;
        Section::of(self.document, value, word)
    }

    /// One value, or a list of them.
    pub(super) fn one_or_more(&mut self, word: &'static str) -> Vec<&'d Value<'t>> {
        match self.value(word) {
            None => Vec::new(),
            Some(value) => match value.get_ref() {
                DeValue::Array(items) => items.iter().collect(),
                _ => vec![value],
            },
        }
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.table.iter().any(|(key, _)| key.get_ref() == word)
    }

    /// In the order in which they are written.
    pub(super) fn written(&self) -> Vec<(&'d str, &'d Value<'t>)> {
        let mut written: Vec<_> = self.rest().collect();
        written.sort_by_key(|(_, value)| value.span().start);
        written
    }

    pub(super) fn end(self) {
        for (key, _) in self.table.iter().filter(|(key, _)| !self.known.contains(&key.get_ref().as_ref())) {
            let word: String = key.get_ref().chars().take(60).collect();
            let meant = nearest(&word, self.known.iter().copied());
            let meant = meant.map_or(String::new(), |nearest| format!(" (did you mean `{nearest}`?)"));
            let known = self.known.join(", ");
            let words = format!("unknown word `{word}` in {}{meant}; known here: {known}", self.name);
            self.document.problem(key.span(), words);
        }
    }
}
