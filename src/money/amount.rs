use std::fmt;

use super::{Currency, Money, MoneyError};

/// More than zero: the only thing that a transfer moves.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd)]
pub struct Amount(Money);

impl Amount {
    pub fn new(money: Money) -> Result<Amount, MoneyError> {
        Amount::positive(money).ok_or(MoneyError::NotPositive(money))
    }

    /// The amount, or nothing when there is nothing to move.
    pub fn positive(money: Money) -> Option<Amount> {
        money.is_positive().then_some(Amount(money))
    }

    pub fn money(self) -> Money {
        self.0
    }

    pub fn currency(self) -> Currency {
        self.0.currency()
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}
