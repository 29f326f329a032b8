use serde::{Deserialize, Serialize};

use super::read::{Data, plain};
use super::words::write_optional_amount;
use super::{Major, Malformed, Reason, Text};
use crate::ids::ExternalId;

/// A business action that a program may reward: a port-in, a deposit, a demo.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionCompleted {
    pub action: ExternalId,
    pub name: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<ExternalId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<ExternalId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "write_optional_amount")]
    pub amount: Option<Major>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Text>,
}

impl Data for ActionCompleted {
    type Wire = Self;

    fn valid(wire: Self) -> Result<Self, Malformed> {
        if wire.person.is_some() == wire.company.is_some() {
            return Err(Malformed::at("person", Reason::PersonOrCompany));
        }
        Ok(wire)
    }
}

/// Takes an action back, whole.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionReversed {
    pub action: ExternalId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<ExternalId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<ExternalId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "write_optional_amount")]
    pub amount: Option<Major>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Text>,
}

plain!(ActionReversed);
