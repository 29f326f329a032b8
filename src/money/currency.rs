use std::cell::Cell;
use std::fmt;
use std::str::FromStr;

use super::{MoneyError, UnitName};

/// What amounts are counted in: an ISO 4217 currency with a minor unit (codes and digits are those of the `iso_currency` crate),
/// or a unit of a program's own, which has two digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency(Kind);

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Kind {
    Iso(iso_currency::Currency),
    Own(UnitName),
}

impl Currency {
    const OWN_DIGITS: u32 = 2;

    pub fn code(&self) -> &str {
        match &self.0 {
            Kind::Iso(currency) => currency.code(),
            Kind::Own(name) => name.as_str(),
        }
    }

    /// Digits of the minor unit.
    pub fn digits(self) -> u32 {
        match self.0 {
            Kind::Iso(currency) => currency.exponent().map_or(0, u32::from),
            Kind::Own(_) => Currency::OWN_DIGITS,
        }
    }

    /// Whether it is money, and not points or months.
    pub fn is_money(self) -> bool {
        matches!(self.0, Kind::Iso(_))
    }

    pub(super) fn units_per_major(self) -> i128 {
        10i128.pow(self.digits())
    }
}

/// Events come in few currencies, and the crate compares a code with all codes that there are: so the last one is remembered.
fn iso(code: &str) -> Option<iso_currency::Currency> {
    thread_local! {
        static LAST: Cell<Option<iso_currency::Currency>> = const { Cell::new(None) };
    }
    let last = LAST.get().filter(|last| last.code() == code);
    last.or_else(|| {
        let found = iso_currency::Currency::from_code(code);
        LAST.set(found);
        found
    })
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(code: &str) -> Result<Self, MoneyError> {
        let iso = iso(code).filter(|known| known.exponent().is_some()).map(Kind::Iso);
        let own = || code.parse().ok().map(Kind::Own);
        iso.or_else(own).map(Currency).ok_or_else(|| MoneyError::UnknownCurrency(code.to_owned()))
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
