//! `= …` in terms: checked when they are published, evaluated exactly.

use super::facts::Kind;

#[derive(Debug, Clone)]
pub struct Expression {
    /// As it is written, after the `=`.
    pub source: String,
    pub kind: Kind,
}

impl PartialEq for Expression {
    fn eq(&self, other: &Expression) -> bool {
        (&self.source, self.kind) == (&other.source, other.kind)
    }
}
