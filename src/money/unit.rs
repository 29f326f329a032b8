use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Currency, UnitName};

/// What a reward is counted in. Its currency is that of the amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Unit {
    /// Spent inside only.
    Credit,
    /// May be withdrawn.
    Cash,
    /// Neither money of the program: points, months, gigabytes, or another currency's credit.
    Own(Currency),
}

impl Unit {
    pub fn name(&self) -> &str {
        match self {
            Unit::Credit => "credit",
            Unit::Cash => "cash",
            Unit::Own(currency) => currency.code(),
        }
    }

    /// What its amounts are counted in, in a program of that currency.
    pub fn currency(self, program: Currency) -> Currency {
        match self {
            Unit::Credit | Unit::Cash => program,
            Unit::Own(currency) => currency,
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Unit {
    type Err = String;

    fn from_str(name: &str) -> Result<Unit, String> {
        match name {
            "credit" => Ok(Unit::Credit),
            "cash" => Ok(Unit::Cash),
            _ => match (name.parse::<Currency>(), name.parse::<UnitName>()) {
                (Ok(currency), _) => Ok(Unit::Own(currency)),
                (Err(_), Err(words)) => Err(words),
                (Err(error), Ok(_)) => Err(error.to_string()),
            },
        }
    }
}

impl TryFrom<String> for Unit {
    type Error = String;

    fn try_from(name: String) -> Result<Unit, String> {
        name.parse()
    }
}

impl From<Unit> for String {
    fn from(unit: Unit) -> String {
        unit.name().to_owned()
    }
}
