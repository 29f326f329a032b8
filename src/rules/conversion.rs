//! Cash that becomes credit, worth as much as the terms say.

use super::terms::Terms;
use crate::money::{Amount, Money, MoneyError, Unit};

/// A conversion that the terms allow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Converted {
    /// Of the cash.
    pub out: Amount,
    pub to: Unit,
    /// None: so little that it is worth nothing.
    pub made: Option<Amount>,
}

/// Why cash is not converted: each is something a person can understand and act on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotConverted {
    #[error("the program turns no cash into credit")]
    NoConversion,
    #[error("zero moves nothing")]
    Nothing,
    #[error("at least {0} is converted at once")]
    BelowMinimum(Money),
    #[error("only {0} is available")]
    NotEnough(Money),
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Terms {
    /// `available`: the person's cash in the program, after everything that is due was released.
    pub fn convert(&self, amount: Money, available: Money) -> Result<Converted, NotConverted> {
        let convert = self.use_of(Unit::Cash).and_then(|cash| cash.convert).ok_or(NotConverted::NoConversion)?;
        let out = Amount::positive(amount).ok_or(NotConverted::Nothing)?;
        if let Some(minimum) = convert.minimum
            && minimum.minus(amount)?.is_positive()
        {
            return Err(NotConverted::BelowMinimum(minimum));
        }
        if amount.minus(available)?.is_positive() {
            return Err(NotConverted::NotEnough(available));
        }
        let made = Amount::positive(convert.worth.of(amount, self.rounding)?);
        Ok(Converted { out, to: convert.to, made })
    }
}
