use serde::{Deserialize, Serialize};

use super::read::plain;
use super::words::{read_optional_instant, write_optional_amount, write_optional_instant};
use super::{Major, Text};
use crate::calendar::Instant;
use crate::ids::ExternalId;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    Month,
    Year,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubscriptionStatus {
    Trialing,
    Active,
    PastDue,
    Canceled,
    Expired,
}

#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubscriptionStarted {
    pub subscription: ExternalId,
    pub company: ExternalId,
    pub product: Text,
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "write_optional_amount")]
    pub price: Option<Major>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read_optional_instant",
        serialize_with = "write_optional_instant"
    )]
    pub trial_ends_at: Option<Instant>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read_optional_instant",
        serialize_with = "write_optional_instant"
    )]
    pub next_charge_at: Option<Instant>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
}

#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubscriptionChanged {
    pub subscription: ExternalId,
    pub status: SubscriptionStatus,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read_optional_instant",
        serialize_with = "write_optional_instant"
    )]
    pub next_charge_at: Option<Instant>,
}

plain!(SubscriptionStarted, SubscriptionChanged);
