use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::{Money, MoneyError, Rounding};

/// An exact percent from 0 to 1000 with at most six digits after the point. Written `"10 %"`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Percent {
    millionths: u32,
}

impl Percent {
    const DIGITS: u32 = 6;
    pub const ZERO: Percent = Percent { millionths: 0 };

    pub fn is_zero(self) -> bool {
        self.millionths == 0
    }

    /// The number before the sign: 10 for `10 %`.
    pub fn value(self) -> Decimal {
        Decimal::new(i64::from(self.millionths), Percent::DIGITS).normalize()
    }

    pub fn new(value: Decimal) -> Result<Percent, MoneyError> {
        let refused = || MoneyError::NotAPercent(format!("{value} %"));
        let mut scaled = value;
        scaled.rescale(Percent::DIGITS);
        if scaled != value || scaled.scale() != Percent::DIGITS {
            return Err(refused());
        }
        let millionths = u32::try_from(scaled.mantissa()).map_err(|_| refused())?;
        if millionths > 1_000_000_000 {
            return Err(refused());
        }
        Ok(Percent { millionths })
    }

    /// This percent of the money, rounded once to the currency's minor unit.
    pub fn of(self, money: Money, rounding: Rounding) -> Result<Money, MoneyError> {
        let hundred = 100 * 10i128.pow(Percent::DIGITS);
        Money::from_minor(rounding.divide(money.minor() * i128::from(self.millionths), hundred), money.currency)
    }
}

impl FromStr for Percent {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Percent, MoneyError> {
        let refused = || MoneyError::NotAPercent(text.chars().take(40).collect());
        let number = text.strip_suffix('%').ok_or_else(refused)?.trim_end();
        let plain = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if !plain || number.starts_with('.') || number.ends_with('.') {
            return Err(refused());
        }
        Percent::new(Decimal::from_str(number).map_err(|_| refused())?).map_err(|_| refused())
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.millionths / 1_000_000, self.millionths % 1_000_000);
        if part == 0 {
            return write!(f, "{whole} %");
        }
        let part = format!("{part:06}");
        write!(f, "{whole}.{} %", part.trim_end_matches('0'))
    }
}

impl fmt::Debug for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
