use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What a reward is counted in. Its currency is that of the amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Spent inside only.
    Credit,
    /// May be withdrawn.
    Cash,
}

impl Unit {
    pub fn name(self) -> &'static str {
        match self {
            Unit::Credit => "credit",
            Unit::Cash => "cash",
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
            _ => Err(format!("unknown unit {name:?}: credit or cash")),
        }
    }
}
