//! What is known of the program while its parts are read, and how formulas are read in them.

use toml::de::DeValue;

use crate::calendar::Zone;
use crate::money::{Currency, Money, Rounding, Unit};
use crate::rules::document::{Document, Section, Value, kind_of};
use crate::rules::expression::Expression;
use crate::rules::facts::{Group, Kind, Scope};
use crate::rules::rule::{Campaign, Condition, Schemes, Span};
use crate::rules::terms::Classes;

pub(super) struct Context {
    pub(super) currency: Currency,
    pub(super) zone: Zone,
    pub(super) rounding: Rounding,
    /// `round_to` of the whole program.
    pub(super) step: Option<Money>,
    /// `carry` of the whole program.
    pub(super) carry: bool,
    pub(super) campaign: Option<Campaign>,
    pub(super) classes: Option<Classes>,
    pub(super) schemes: Option<Schemes>,
    /// Their names.
    pub(super) counts: Vec<String>,
    /// What `[use.X]` says of `expires`.
    pub(super) expires: Vec<(Unit, Span)>,
    /// What it says of `round_to`.
    pub(super) steps: Vec<Money>,
}

impl Context {
    pub(super) fn scope(&self, groups: impl Into<Vec<Group>>) -> Scope {
        Scope::new(groups, self.counts.clone())
    }
}

/// `= …`, or the plain name of a fact.
pub(super) fn formula(
    document: &Document<'_>,
    word: &str,
    value: &Value<'_>,
    wanted: &[Kind],
    scope: &Scope,
) -> Option<Expression> {
    let Some(written) = value.get_ref().as_str() else {
        let several = value.get_ref().as_array().is_some() && wanted == [Kind::Flag];
        let joined = if several { "; several that must all hold are joined: \"= … && …\"" } else { "" };
        let what = kind_of(value.get_ref());
        let words = format!("`{word}`: a formula such as \"= …\", or the name of a fact, not {what}{joined}");
        document.problem(value.span(), words);
        return None;
    };
    let Some(source) = written.strip_prefix('=') else {
        let found = Expression::fact(written, wanted, scope);
        return found.map_err(|wrong| document.problem(value.span(), format!("`{word}`: {}", wrong.words))).ok();
    };
    Expression::check(source, wanted, scope)
        .map_err(|wrong| {
            let lines = source.split_inclusive('\n').take(wrong.line.saturating_sub(1));
            let characters = lines.map(|line| line.chars().count()).sum::<usize>() + wrong.column.saturating_sub(1);
            let at = document.inside(value.span(), 1 + characters.min(source.chars().count()));
            document.problem(at..at, format!("`{word}`: {}", wrong.words));
        })
        .ok()
}

/// `= …` that is true or false, a fact that is, or a number that is to be above zero.
pub(super) fn flag(document: &Document<'_>, word: &str, value: &Value<'_>, scope: &Scope) -> Option<Expression> {
    formula(document, word, value, &[Kind::Flag], scope)
}

/// A single flag of a table.
pub(super) fn condition(section: &mut Section<'_, '_>, word: &'static str, scope: &Scope) -> Option<Expression> {
    let value = section.value(word)?;
    flag(section.document, word, value, scope)
}

/// `when` and `unless`: one flag, or a list of them.
pub(super) fn conditions(section: &mut Section<'_, '_>, scope: &Scope) -> Vec<Condition> {
    let mut conditions = Vec::new();
    for (word, holds) in [("when", true), ("unless", false)] {
        for value in section.one_or_more(word) {
            let expression = flag(section.document, word, value, scope);
            conditions.extend(expression.map(|expression| Condition { expression, holds }));
        }
    }
    conditions
}

/// Whether a value is a text that begins with `=`.
pub(super) fn is_formula(value: &DeValue<'_>) -> bool {
    value.as_str().is_some_and(|text| text.starts_with('='))
}
