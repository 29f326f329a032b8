//! A terms file as a tree whose every word knows its line and column, and a reader that notices what nobody asked for.

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

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

/// Words of the language that this version of Beckon does not speak yet: named as such, not as misspelt.
const LATER: [&str; 37] = [
    "allocation",
    "apply",
    "assume",
    "auto",
    "by",
    "cascade",
    "count",
    "day",
    "each",
    "existing_days",
    "expires",
    "from",
    "hold",
    "instalments",
    "invitee_when",
    "late_days",
    "limit",
    "minimum",
    "never_below",
    "of",
    "order",
    "payout",
    "referrer_when",
    "release_when",
    "renew",
    "repeat",
    "round_to",
    "scheme",
    "slices",
    "stack",
    "staff",
    "steps",
    "take_back",
    "unless",
    "until",
    "when",
    "worth",
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
                document.problem(value.span(), format!("`{name}` is a table, not {}", kind(other)));
                None
            }
        }
    }

    pub(super) fn start(&self) -> (usize, usize) {
        self.document.place(self.span.start)
    }

    pub(super) fn value(&mut self, word: &'static str) -> Option<&'d Value<'t>> {
        self.known.push(word);
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
            self.problem(format!("{} needs `{word}`", self.name));
        }
        value
    }

    /// A list: each item with its own place.
    pub(super) fn list(&mut self, word: &'static str) -> Vec<&'d Value<'t>> {
        match self.value(word).map(|value| (value.get_ref(), value.span())) {
            None => Vec::new(),
            Some((DeValue::Array(items), _)) => items.iter().collect(),
            Some((other, span)) => {
                self.document.problem(span, format!("`{word}` is a list, not {}", kind(other)));
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

    pub(super) fn end(self) {
        for (key, _) in self.table.iter().filter(|(key, _)| !self.known.contains(&key.get_ref().as_ref())) {
            let word = key.get_ref();
            let words = if LATER.contains(&word.as_ref()) {
                format!("not supported yet: {word}")
            } else {
                let nearest = nearest(word, self.known.iter().copied());
                let meant = nearest.map_or(String::new(), |nearest| format!(" (did you mean `{nearest}`?)"));
                format!("unknown word `{word}` in {}{meant}; known here: {}", self.name, self.known.join(", "))
            };
            self.document.problem(key.span(), words);
        }
    }
}

/// The known word that was probably meant, if one is near enough.
pub(super) fn nearest<'w>(given: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let allowed = 1 + given.chars().count() / 4;
    let near = known.map(|word| (strsim::osa_distance(given, word), word)).filter(|(distance, _)| *distance <= allowed);
    near.min().map(|(_, word)| word)
}

fn kind(value: &DeValue) -> &'static str {
    value.type_str()
}

pub(super) fn text(value: &DeValue) -> Result<String, String> {
    match value.as_str() {
        Some(text) if !text.trim().is_empty() && text.chars().count() <= 500 => Ok(text.to_owned()),
        Some(_) => Err("1 to 500 characters".into()),
        None => Err(format!("write it as a text in quotes, not {}", kind(value))),
    }
}

pub(super) fn parsed<T: std::str::FromStr<Err: fmt::Display>>(value: &DeValue) -> Result<T, String> {
    text(value)?.parse().map_err(|error: T::Err| error.to_string())
}

pub(super) fn flag(value: &DeValue) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| format!("true or false, not {}", kind(value)))
}

/// A whole number within the range.
pub(super) fn number(range: std::ops::RangeInclusive<u32>) -> impl Fn(&DeValue) -> Result<u32, String> {
    move |value| {
        let number = value.as_integer().and_then(|number| u32::from_str_radix(number.as_str(), number.radix()).ok());
        let refused = || format!("a whole number from {} to {}", range.start(), range.end());
        number.filter(|number| range.contains(number)).ok_or_else(refused)
    }
}

pub(super) fn one_of<T: Copy>(words: &[(&'static str, T)]) -> impl Fn(&DeValue) -> Result<T, String> {
    move |value| {
        let given = text(value)?;
        let found = words.iter().find(|(word, _)| *word == given).map(|(_, found)| *found);
        found.ok_or_else(|| {
            let nearest = nearest(&given, words.iter().map(|(word, _)| *word));
            let meant = nearest.map_or(String::new(), |nearest| format!(" (did you mean {nearest:?}?)"));
            let known = words.iter().map(|(word, _)| format!("{word:?}")).collect::<Vec<_>>().join(", ");
            format!("{given:?} is unknown{meant}: {known}")
        })
    }
}

/// The only word of its kind so far; the others of the language come later.
pub(super) fn only(supported: &'static str) -> impl Fn(&DeValue) -> Result<(), String> {
    move |value| match value.as_str() {
        Some(word) if word == supported => Ok(()),
        Some(word) => Err(format!("not supported yet: {word:?}; write {supported:?}")),
        None => Err(format!("not supported yet: {}; write {supported:?}", kind(value))),
    }
}

pub(super) fn list_of<T>(read: impl Fn(&DeValue) -> Result<T, String>) -> impl Fn(&DeValue) -> Result<Vec<T>, String> {
    move |value| match value {
        DeValue::Array(items) => items.iter().map(|item| read(item.get_ref())).collect(),
        other => Err(format!("a list in square brackets, not {}", kind(other))),
    }
}

/// An instant in quotes, or a TOML date-time with an offset.
pub(super) fn instant(value: &DeValue) -> Result<crate::calendar::Instant, String> {
    let written = value.as_datetime().map(ToString::to_string).or_else(|| value.as_str().map(str::to_owned));
    let at = written.and_then(|text| text.parse::<crate::calendar::Instant>().ok());
    at.map(crate::calendar::truncated).ok_or_else(|| "write an instant as \"2026-04-10T09:00:00Z\"".into())
}
