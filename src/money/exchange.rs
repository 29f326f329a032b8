use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Currency, Money, MoneyError, Rounding};

/// How much of one currency a unit of another is worth: above zero and below 10^9, at most ten digits after the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ExchangeRate(Decimal);

impl ExchangeRate {
    const DIGITS: u32 = 10;

    pub fn new(rate: Decimal) -> Result<ExchangeRate, MoneyError> {
        let rate = rate.normalize();
        let fine = rate.scale() <= Self::DIGITS && rate > Decimal::ZERO && rate < Decimal::from(1_000_000_000);
        if fine { Ok(ExchangeRate(rate)) } else { Err(MoneyError::NotARate(rate.to_string())) }
    }

    pub fn value(self) -> Decimal {
        self.0
    }

    /// Money in the other currency, rounded once to its minor unit.
    pub fn convert(self, money: Money, to: Currency, rounding: Rounding) -> Result<Money, MoneyError> {
        let scale = 10i128.pow(self.0.scale());
        let above =
            money.minor().checked_mul(self.0.mantissa()).and_then(|product| product.checked_mul(to.units_per_major()));
        let above = above.ok_or(MoneyError::TooLarge)?;
        Money::from_minor(rounding.divide(above, scale * money.currency().units_per_major()), to)
    }
}

impl FromStr for ExchangeRate {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<ExchangeRate, MoneyError> {
        let refused = || MoneyError::NotARate(text.chars().take(40).collect());
        let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !text.ends_with('.');
        if !plain || text.len() > 30 || text.starts_with('.') {
            return Err(refused());
        }
        Decimal::from_str(text).map_err(|_| refused()).and_then(ExchangeRate::new)
    }
}

impl TryFrom<String> for ExchangeRate {
    type Error = MoneyError;

    fn try_from(text: String) -> Result<ExchangeRate, MoneyError> {
        text.parse()
    }
}

impl From<ExchangeRate> for String {
    fn from(rate: ExchangeRate) -> String {
        rate.to_string()
    }
}

impl fmt::Display for ExchangeRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_converted_exactly_and_rounded_once() {
        let convert = |rate: &str, amount: &str, from: &str, to: &str| {
            let (from, to): (Currency, Currency) = (from.parse().unwrap(), to.parse().unwrap());
            let rate: ExchangeRate = rate.parse().unwrap();
            rate.convert(Money::parse(amount, from).unwrap(), to, Rounding::HalfAway).unwrap().to_string()
        };
        assert_eq!(convert("0.0241", "3112.03", "UAH", "USD"), "75.00");
        assert_eq!(convert("0.0241", "3112.00", "UAH", "USD"), "75.00");
        assert_eq!(convert("155.5", "10.01", "USD", "JPY"), "1557");
        assert_eq!(convert("0.5", "0.01", "USD", "EUR"), "0.01");
    }

    #[test]
    fn what_is_no_rate_is_refused() {
        for text in ["0", "-1", "1e3", "", ".5", "5.", "1000000000", "0.12345678901", "x"] {
            assert!(text.parse::<ExchangeRate>().is_err(), "{text}");
        }
    }
}
