//! The small values that facts are made of, and how they are read and written.

use std::fmt;

use chrono::{DateTime, Datelike, SecondsFormat};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use smol_str::SmolStr;

use crate::calendar::{Instant, truncated};
use crate::money::{Currency, LIMIT, Money, MoneyError, Quoted};

/// One line of text: at most 500 characters, no control characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(try_from = "Quoted<'_>")]
pub struct Text(SmolStr);

impl Text {
    pub const MAX_CHARS: usize = 500;

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for Text {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Text, &'static str> {
        if text.len() > Text::MAX_CHARS && text.chars().count() > Text::MAX_CHARS {
            return Err("longer than 500 characters");
        }
        if text.chars().any(char::is_control) {
            return Err("control characters are not allowed");
        }
        Ok(Text(text.into()))
    }
}

impl TryFrom<Quoted<'_>> for Text {
    type Error = &'static str;

    fn try_from(text: Quoted<'_>) -> Result<Text, &'static str> {
        text.0.parse()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

/// A decimal string in major units whose currency is said elsewhere (a refund's is its payment's): not negative, at most
/// four digits after the point and 10^15.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Major(Decimal);

impl Major {
    const DIGITS: usize = 4;

    pub fn parse(text: &str) -> Result<Major, String> {
        let refused = || {
            let shown: String = text.chars().take(40).collect();
            format!(
                "{shown:?} is not an amount: write a decimal string in major units, such as \"405000.00\", not negative"
            )
        };
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(fraction) {
            return Err(refused());
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > Major::DIGITS {
            return Err(format!("{text:.40} is finer than any currency's minor unit"));
        }
        let too_large = || MoneyError::TooLarge.to_string();
        let mut units: i128 = 0;
        for digit in whole.bytes().chain(fraction.bytes()) {
            units = units * 10 + i128::from(digit - b'0');
            if units > LIMIT * 10_000 {
                return Err(too_large());
            }
        }
        let amount = Decimal::from_i128_with_scale(units, fraction.len() as u32);
        if amount > Decimal::from_i128_with_scale(LIMIT, 0) { Err(too_large()) } else { Ok(Major(amount)) }
    }

    pub fn value(self) -> Decimal {
        self.0
    }

    /// Refused when finer than the currency's minor unit.
    pub fn in_currency(self, currency: Currency) -> Result<Money, MoneyError> {
        Money::new(self.0, currency)
    }
}

impl fmt::Display for Major {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Major {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for Major {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Major, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = Major;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an amount as a decimal string, such as \"405000.00\"")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Major, E> {
                Major::parse(text).map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Visitor)
    }
}

/// Amounts are written as plain decimal strings: their currency is the event's.
pub fn write_amount<S: Serializer>(amount: &impl fmt::Display, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(amount)
}

pub fn write_optional_amount<S: Serializer>(
    amount: &Option<impl fmt::Display>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match amount {
        Some(amount) => serializer.collect_str(amount),
        None => serializer.serialize_none(),
    }
}

/// RFC 3339, of the years 1970 to 9999, cut to microseconds.
pub fn read_instant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Instant, D::Error> {
    let text = Quoted::deserialize(deserializer)?.0;
    let refused =
        || de::Error::custom("not an instant: write it as \"2026-04-10T09:30:00Z\", of the years 1970 to 9999");
    let at = DateTime::parse_from_rfc3339(&text).map_err(|_| refused())?.to_utc();
    if (1970..=9999).contains(&at.year()) { Ok(truncated(at)) } else { Err(refused()) }
}

#[derive(Deserialize)]
pub(super) struct Given(#[serde(deserialize_with = "read_instant")] pub(super) Instant);

pub fn read_optional_instant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Instant>, D::Error> {
    Ok(Option::<Given>::deserialize(deserializer)?.map(|given| given.0))
}

pub fn write_instant<S: Serializer>(at: &Instant, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&at.to_rfc3339_opts(SecondsFormat::AutoSi, true))
}

pub fn write_optional_instant<S: Serializer>(at: &Option<Instant>, serializer: S) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) => write_instant(at, serializer),
        None => serializer.serialize_none(),
    }
}
