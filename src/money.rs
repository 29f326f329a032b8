//! Exact money: the only module that multiplies or divides it.
//!
//! A [`Money`] is kept in the currency's minor unit's scale, at most [`LIMIT`] either way, so that every product below fits an
//! `i128` and nothing is ever rounded except where a [`Rounding`] is asked for by name.

mod amount;
mod currency;
mod division;
mod exchange;
mod name;
mod percent;
#[cfg(test)]
mod tests;
mod unit;
mod written;

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;

pub use amount::Amount;
pub use currency::Currency;
pub use division::{Rounding, proportion, rounded, split};
pub use exchange::ExchangeRate;
pub use name::UnitName;
pub use percent::Percent;
pub use unit::Unit;
pub use written::Quoted;

/// The largest amount either way, in major units: 10^15.
pub const LIMIT: i128 = 1_000_000_000_000_000;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    #[error("{0:?} is not a currency: use an ISO 4217 code such as \"KZT\"")]
    UnknownCurrency(String),
    #[error("{0:?} is not an amount: write a decimal string in major units, such as \"405000.00\"")]
    NotAnAmount(String),
    #[error("{text:?} is finer than the minor unit of {currency}: at most {digits} digits after the point")]
    TooFine { text: String, currency: Currency, digits: u32 },
    #[error("the amount is larger than 1000000000000000")]
    TooLarge,
    #[error("amounts of {0} and {1} cannot be combined")]
    CurrenciesDiffer(Currency, Currency),
    #[error("{0} must be more than zero")]
    NotPositive(Money),
    #[error("nothing to divide by: the whole is zero")]
    ZeroWhole,
    #[error("{0:?} is not a percent: write it as \"10 %\", from 0 to 1000, at most 6 digits after the point")]
    NotAPercent(String),
    #[error("{0:?} is not an exchange rate: write a decimal string above zero, at most 10 digits after the point")]
    NotARate(String),
}

/// An exact amount of one currency, possibly zero or negative.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// Its scale is always the currency's digits, so its mantissa counts minor units.
    amount: Decimal,
    currency: Currency,
}

impl Money {
    pub fn zero(currency: Currency) -> Money {
        Money { amount: Decimal::new(0, currency.digits()), currency }
    }

    /// Source: a stored decimal in major units. Refused when finer than the minor unit or over [`LIMIT`].
    pub fn new(amount: Decimal, currency: Currency) -> Result<Money, MoneyError> {
        let digits = currency.digits();
        if amount.scale() == digits {
            return Money::scaled(amount.mantissa(), digits, currency);
        }
        let mut scaled = amount;
        scaled.rescale(digits);
        if scaled.scale() != digits {
            return Err(MoneyError::TooLarge);
        }
        if scaled != amount {
            let text = amount.to_string();
            return Err(MoneyError::TooFine { text, currency, digits });
        }
        Money::scaled(scaled.mantissa(), digits, currency)
    }

    pub fn from_minor(units: i128, currency: Currency) -> Result<Money, MoneyError> {
        Money::scaled(units, currency.digits(), currency)
    }

    /// `digits` are the currency's.
    fn scaled(units: i128, digits: u32, currency: Currency) -> Result<Money, MoneyError> {
        // Nearly all amounts are small, and need no limit computed.
        if units.unsigned_abs() > LIMIT.unsigned_abs()
            && units.unsigned_abs() > LIMIT.unsigned_abs() * 10u128.pow(digits)
        {
            return Err(MoneyError::TooLarge);
        }
        Ok(Money { amount: Decimal::from_i128_with_scale(units, digits), currency })
    }

    /// Parses a decimal string in major units: an optional minus, digits, and optionally a point with digits.
    pub fn parse(text: &str, currency: Currency) -> Result<Money, MoneyError> {
        let refused = || MoneyError::NotAnAmount(text.chars().take(40).collect());
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = match digits.split_once('.') {
            Some((_, "")) => return Err(refused()),
            Some(parts) => parts,
            None => (digits, ""),
        };
        if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
            return Err(refused());
        }
        let scale = currency.digits() as usize;
        let (kept, finer) = fraction.split_at(fraction.len().min(scale));
        if finer.bytes().any(|b| b != b'0') {
            let text = text.chars().take(40).collect();
            return Err(MoneyError::TooFine { text, currency, digits: currency.digits() });
        }
        let padding = std::iter::repeat_n(b'0', scale - kept.len());
        let mut units: i128 = 0;
        for digit in whole.bytes().chain(kept.bytes()).chain(padding) {
            units = units * 10 + i128::from(digit - b'0');
            if units > LIMIT * 10_000 {
                return Err(MoneyError::TooLarge);
            }
        }
        Money::from_minor(if negative { -units } else { units }, currency)
    }

    pub fn currency(self) -> Currency {
        self.currency
    }

    /// In major units, with exactly the currency's digits after the point.
    pub fn amount(self) -> Decimal {
        self.amount
    }

    pub fn minor(self) -> i128 {
        self.amount.mantissa()
    }

    pub fn is_zero(self) -> bool {
        self.amount.is_zero()
    }

    pub fn is_negative(self) -> bool {
        self.minor() < 0
    }

    pub fn is_positive(self) -> bool {
        self.minor() > 0
    }

    pub fn plus(self, other: Money) -> Result<Money, MoneyError> {
        self.same_currency(other)?;
        Money::scaled(self.minor() + other.minor(), self.amount.scale(), self.currency)
    }

    pub fn minus(self, other: Money) -> Result<Money, MoneyError> {
        self.same_currency(other)?;
        Money::scaled(self.minor() - other.minor(), self.amount.scale(), self.currency)
    }

    pub fn negated(self) -> Money {
        Money { amount: Decimal::from_i128_with_scale(-self.minor(), self.currency.digits()), currency: self.currency }
    }

    pub fn smaller(self, other: Money) -> Result<Money, MoneyError> {
        self.same_currency(other)?;
        Ok(if other.minor() < self.minor() { other } else { self })
    }

    pub fn larger(self, other: Money) -> Result<Money, MoneyError> {
        self.same_currency(other)?;
        Ok(if other.minor() > self.minor() { other } else { self })
    }

    pub fn sum(currency: Currency, parts: impl IntoIterator<Item = Money>) -> Result<Money, MoneyError> {
        parts.into_iter().try_fold(Money::zero(currency), Money::plus)
    }

    fn same_currency(self, other: Money) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            return Ok(());
        }
        Err(MoneyError::CurrenciesDiffer(self.currency, other.currency))
    }
}

/// The decimal string in major units with the currency's digits, without its code: `405000.00`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.amount.scale() as usize;
        if !self.currency.is_money() || digits == 0 {
            return write!(f, "{}", self.amount.normalize());
        }
        let (sign, minor) = (if self.is_negative() { "-" } else { "" }, self.minor().unsigned_abs());
        let major = 10u128.pow(self.amount.scale());
        write!(f, "{sign}{}.{:0digits$}", minor / major, minor % major)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.currency)
    }
}

/// Amounts of different currencies have no order.
impl PartialOrd for Money {
    fn partial_cmp(&self, other: &Money) -> Option<Ordering> {
        (self.currency == other.currency).then(|| self.minor().cmp(&other.minor()))
    }
}
