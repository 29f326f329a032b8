//! `= …` in terms: checked when they are published, evaluated exactly.
//!
//! rhai reads the source and [`lower`] turns its tree into typed nodes of our own, so that an answer is found in well under a
//! microsecond, every number is a decimal, and nothing can be written that is not listed there.

mod calls;
mod glance;
mod lower;
pub(in crate::rules) mod node;
mod read;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;

use self::lower::Lowering;
use self::node::{Number, Typed};
pub(super) use self::read::is_name;
use super::facts::{Answer, Facts, Kind, Scope, Unanswered, Word};

/// The longest source, in characters.
pub const MAX_LENGTH: usize = 1000;

#[derive(Debug, Clone)]
pub struct Expression {
    /// As it is written, after the `=`.
    pub source: String,
    pub kind: Kind,
    checked: Arc<Checked>,
}

#[derive(Debug)]
struct Checked {
    node: Typed,
    words: Vec<Word>,
    counts: Vec<usize>,
    by_time: bool,
}

impl PartialEq for Expression {
    fn eq(&self, other: &Expression) -> bool {
        (&self.source, self.kind) == (&other.source, other.kind)
    }
}

/// What is wrong with an expression, and where in its source. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    pub line: usize,
    pub column: usize,
    pub words: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.words)
    }
}

impl Wrong {
    fn at(position: rhai::Position, words: impl Into<String>) -> Wrong {
        let (line, column) = (position.line().unwrap_or(1), position.position().unwrap_or(1));
        Wrong { line, column, words: words.into() }
    }
}

impl Expression {
    /// Reads what is written after the `=`. What it is must be one of `wanted`.
    pub fn check(source: &str, wanted: &[Kind], scope: &Scope) -> Result<Expression, Wrong> {
        let ast = read::read(source)?;
        let mut lowering = Lowering::new(scope);
        let (node, start) = lowering.whole(&ast)?;
        if wanted.contains(&node.kind()) {
            Ok(lowering.expression(source, node))
        } else {
            Err(Wrong::at(start, not_wanted(source, node.kind(), wanted)))
        }
    }

    /// A fact alone, such as `referrer.active_referrals` or `count.same_plan`. A number is a flag where one is wanted: whether it is
    /// above zero.
    pub fn fact(source: &str, wanted: &[Kind], scope: &Scope) -> Result<Expression, Wrong> {
        let ast = read::read(source)?;
        let mut lowering = Lowering::new(scope);
        let (node, start) = lowering.whole(&ast)?;
        if !node.is_fact() {
            let words =
                format!("the name of a fact stands here; an expression begins with `=`: \"= {}\"", source.trim());
            return Err(Wrong::at(start, words));
        }
        let kind = node.kind();
        match node {
            node if wanted.contains(&kind) => Ok(lowering.expression(source, node)),
            Typed::Number(number) if wanted.contains(&Kind::Flag) => {
                Ok(lowering.expression(source, Typed::Flag(number.above_zero())))
            }
            _ => Err(Wrong::at(start, not_wanted(source, kind, wanted))),
        }
    }

    /// What it is made of, for those who say it in words.
    pub(in crate::rules) fn node(&self) -> &Typed {
        &self.checked.node
    }

    pub fn answer(&self, facts: &dyn Facts) -> Result<Answer, Unanswered> {
        self.checked.node.answer(facts)
    }

    /// Of an expression that was checked to be a number.
    pub fn number(&self, facts: &dyn Facts) -> Result<rust_decimal::Decimal, Unanswered> {
        match &self.checked.node {
            Typed::Number(number) | Typed::Rate(number) => number.value(facts),
            Typed::Text(_) | Typed::Flag(_) => Err(Unanswered::Other(format!("`{}` is no number", self.source))),
        }
    }

    /// Of an expression that was checked to be true or false.
    pub fn holds(&self, facts: &dyn Facts) -> Result<bool, Unanswered> {
        match &self.checked.node {
            Typed::Flag(flag) => flag.value(facts),
            _ => Err(Unanswered::Other(format!("`{}` is not true or false", self.source))),
        }
    }

    /// The words that it reads, each once, without counts.
    pub fn uses(&self) -> impl Iterator<Item = Word> {
        self.checked.words.iter().copied()
    }

    /// The counts that it reads, by their places in the terms.
    pub fn counts(&self) -> impl Iterator<Item = usize> {
        self.checked.counts.iter().copied()
    }

    /// The count that it is, where it is nothing else.
    pub fn plain_count(&self) -> Option<usize> {
        match &self.checked.node {
            Typed::Number(Number::Count(place)) => Some(*place),
            _ => None,
        }
    }

    /// Whether it is judged for each line that counts.
    pub fn reads_lines(&self) -> bool {
        self.uses().any(Word::is_line)
    }

    /// Whether its answer can change though nothing happens; what its counts do is not asked.
    pub fn depends_on_time(&self) -> bool {
        self.checked.by_time
    }

    /// The number that it always is, if it reads nothing.
    pub fn constant(&self) -> Option<rust_decimal::Decimal> {
        match &self.checked.node {
            Typed::Number(Number::Constant(number)) | Typed::Rate(Number::Constant(number)) => Some(*number),
            _ => None,
        }
    }
}

fn not_wanted(source: &str, kind: Kind, wanted: &[Kind]) -> String {
    let names: Vec<&str> = wanted.iter().map(|kind| kind.name()).collect();
    let wanted_words = names.join(" or ");
    let source = source.trim();
    let short = source.chars().count() <= 60;
    let hint = match kind {
        Kind::Number if wanted.contains(&Kind::Flag) && short => format!(": compare it, such as `{source} > 0`"),
        Kind::Text if wanted.contains(&Kind::Flag) && short => format!(": compare it, such as `{source} == \"…\"`"),
        Kind::Number if wanted.contains(&Kind::Rate) && short => format!(": write `percent({source})`"),
        Kind::Flag if wanted.contains(&Kind::Number) => ": choose with `if … { 1 } else { 0 }`".into(),
        Kind::Rate if wanted.contains(&Kind::Number) => ": leave `percent( )` out".into(),
        _ => String::new(),
    };
    format!("this is {}, and {wanted_words} is wanted here{hint}", kind.name())
}
