//! What is wrong with a form, field by field.

use super::Words;

/// One thing to mend.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// The name of the form's field; empty when it is about the form as a whole.
    pub field: &'static str,
    pub words: Words,
}

/// Everything to mend, in the order of the form. A page with refusals is answered with 422.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Refusals(Vec<Refusal>);

impl Refusals {
    pub fn none() -> Refusals {
        Refusals::default()
    }

    pub fn one(field: &'static str, words: impl Into<Words>) -> Refusals {
        let mut refusals = Refusals::none();
        refusals.add(field, words);
        refusals
    }

    pub fn add(&mut self, field: &'static str, words: impl Into<Words>) {
        self.0.push(Refusal { field, words: words.into() });
    }

    /// The first refusal of a field: more than one thing at a time is not read anyway.
    pub fn of(&self, field: &str) -> Option<&Words> {
        self.0.iter().find(|refusal| refusal.field == field).map(|refusal| &refusal.words)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Refusal> {
        self.0.iter()
    }
}
