use serde::{Deserialize, Serialize};

use super::read::Data;
use super::{Malformed, Reason};
use crate::money::{Currency, ExchangeRate};

/// From its timestamp on, one unit of `from` is worth `rate` of `to`, until the next one for the pair.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateChanged {
    pub from: Currency,
    pub to: Currency,
    /// A decimal string above zero.
    pub rate: ExchangeRate,
}

impl Data for RateChanged {
    type Wire = Self;

    fn valid(wire: Self) -> Result<Self, Malformed> {
        if wire.from == wire.to { Err(Malformed::at("to", Reason::SameCurrency)) } else { Ok(wire) }
    }
}
