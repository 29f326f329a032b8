//! How money is written in JSON and TOML: always as text, never as a binary float.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Amount, Currency, Money, Percent};

/// A text to be parsed, without a copy of it where it can be read in place.
#[derive(Deserialize)]
#[serde(transparent)]
pub struct Quoted<'a>(#[serde(borrow)] pub Cow<'a, str>);

macro_rules! serde_as_text {
    ($($type:ty),*) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Quoted::deserialize(deserializer)?;
                text.0.parse().map_err(de::Error::custom)
            }
        }
    )*};
}

serde_as_text!(Currency, Percent);

#[derive(Serialize, Deserialize)]
struct Written {
    amount: String,
    currency: Currency,
}

/// `{"amount":"405000.00","currency":"KZT"}`
impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written { amount: self.to_string(), currency: self.currency }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)?;
        Money::parse(&written.amount, written.currency).map_err(de::Error::custom)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.money().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Amount::new(Money::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}
