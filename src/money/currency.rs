use std::fmt;
use std::str::FromStr;

use super::MoneyError;

/// An ISO 4217 currency with a minor unit. Source of codes and digits: the `iso_currency` crate.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// How many digits the minor unit has: 2 for KZT, 0 for JPY, 3 for KWD.
    pub fn digits(self) -> u32 {
        self.0.exponent().map_or(0, u32::from)
    }

    pub(super) fn units_per_major(self) -> i128 {
        10i128.pow(self.digits())
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(code: &str) -> Result<Self, MoneyError> {
        iso_currency::Currency::from_code(code)
            .filter(|known| known.exponent().is_some())
            .map(Currency)
            .ok_or_else(|| MoneyError::UnknownCurrency(code.to_owned()))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
