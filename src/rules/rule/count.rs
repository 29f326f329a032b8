//! `[count.NAME]`: numbers with a name of their own.

use rust_decimal::Decimal;

use super::{Schedule, Span};
use crate::rules::expression::Expression;

/// A named number, read as `count.NAME`.
#[derive(Debug, Clone, PartialEq)]
pub struct Count {
    pub name: String,
    pub made: Made,
}

impl Count {
    /// What is summed of things that are not only counted.
    pub fn sum(&self) -> Option<&Expression> {
        match &self.made {
            Made::Things(things) => things.sum.as_ref(),
            Made::Kept(_) => None,
        }
    }

    /// The formulas of which it is made.
    pub fn formulas(&self) -> impl Iterator<Item = &Expression> {
        let (things, kept) = match &self.made {
            Made::Things(things) => (Some(things.condition.iter().chain(&things.sum)), None),
            Made::Kept(kept) => (None, Some(&kept.value)),
        };
        things.into_iter().flatten().chain(kept)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum Made {
    Things(Things),
    Kept(Kept),
}

/// How many things there are, or what they sum to.
#[derive(Debug, Clone, PartialEq)]
pub struct Things {
    pub of: Counted,
    pub condition: Option<Expression>,
    /// None: how many there are.
    pub sum: Option<Expression>,
    pub over: CountedOver,
}

/// A number with a memory: each check makes it out of what it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// Before the first check.
    pub starts: Decimal,
    pub value: Expression,
    /// None: whenever something happens.
    pub checked: Option<Schedule>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    pub whose: Whose,
    pub what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Of all level-1 invitees of the recipient.
    Invitees,
    /// Of the invitee at hand.
    Invitee,
    /// The recipient's own.
    Own,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Referrals,
    Payments,
    Actions,
    Subscriptions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountedOver {
    Ever,
    /// From the beginning of the calendar period to the instant.
    Calendar {
        months: u32,
    },
    /// The period of the running schedule.
    Period,
    Rolling(Span),
}
