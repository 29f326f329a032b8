//! The words by which terms read facts, each with its kind, and what answers them.

use rust_decimal::Decimal;

/// What a fact or an expression is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Number,
    Text,
    Flag,
    /// A part of the base, in percent.
    Rate,
}

/// A fact by its path, such as `payment.ordinal`. The table gives each its kind and where it may be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Word(pub(super) u16);

#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    Number(Decimal),
    Text(String),
    Flag(bool),
    Rate(Decimal),
}

/// Whatever knows the facts at one instant, for one occasion.
pub trait Facts {
    /// `argument` of a fact that takes one: `referrer.turnover(90)`, `invitee.has("verified")`.
    fn fact(&self, word: Word, argument: Option<&Answer>) -> Result<Answer, Unanswered>;

    /// `count.NAME`, by its place in the terms' `counts`.
    fn count(&self, place: usize) -> Result<Decimal, Unanswered>;
}

/// Why an expression has no answer: found out by the examples before terms are published, and in a receipt's reason after.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unanswered {
    #[error("something is divided by zero")]
    DividedByZero,
    #[error("a number is too large")]
    TooLarge,
    #[error("{0}")]
    Other(String),
}
