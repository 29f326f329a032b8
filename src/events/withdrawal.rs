//! The steps of a withdrawal, recorded inside.

use serde::{Deserialize, Serialize};

use super::internal::Key;
use super::line::in_currency;
use super::read::{Data, plain};
use super::words::{write_amount, write_optional_amount};
use super::{Major, Malformed, Text};
use crate::ids::ExternalId;
use crate::money::{Currency, Money};

/// The amount is reserved from then on.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalRequested<M: std::fmt::Display = Money> {
    pub withdrawal: ExternalId,
    pub person: Key,
    pub program: Text,
    #[serde(serialize_with = "write_amount")]
    pub amount: M,
    pub currency: Currency,
    /// Kept back when it is paid; part of the amount.
    #[serde(default = "none", skip_serializing_if = "Option::is_none", serialize_with = "write_optional_amount")]
    pub fee: Option<M>,
    /// `card`, `iban` or `custom`.
    pub method: Text,
}

fn none<T>() -> Option<T> {
    None
}

#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalApproved {
    pub withdrawal: ExternalId,
}

#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalRejected {
    pub withdrawal: ExternalId,
    pub reason: Text,
}

/// By the person.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalCanceled {
    pub withdrawal: ExternalId,
}

#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalPaid {
    pub withdrawal: ExternalId,
    /// The bank's.
    pub reference: Text,
}

/// It could not be paid, or the bank sent it back: the money returns.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalFailed {
    pub withdrawal: ExternalId,
    pub reason: Text,
}

plain!(WithdrawalApproved, WithdrawalRejected, WithdrawalCanceled, WithdrawalPaid, WithdrawalFailed);

impl Data for WithdrawalRequested {
    type Wire = WithdrawalRequested<Major>;

    fn valid(wire: Self::Wire) -> Result<Self, Malformed> {
        let named = |field: &'static str, major: Major| in_currency(major, wire.currency, || field.into());
        Ok(WithdrawalRequested {
            amount: named("amount", wire.amount)?,
            fee: wire.fee.map(|fee| named("fee", fee)).transpose()?,
            withdrawal: wire.withdrawal,
            person: wire.person,
            program: wire.program,
            currency: wire.currency,
            method: wire.method,
        })
    }
}
