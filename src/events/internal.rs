//! What happens inside is recorded as events too, so that the log is whole. They name people and invoices by source and id.

use serde::{Deserialize, Serialize};

use super::line::in_currency;
use super::read::{Data, plain};
use super::words::{read_instant, read_optional_instant, write_amount, write_instant, write_optional_instant};
use super::{Major, Malformed, Text};
use crate::calendar::{Instant, Month};
use crate::ids::ExternalId;
use crate::money::{Currency, Money, Unit};

/// A thing of any source, by the id that the source gave it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    pub source: Text,
    pub id: ExternalId,
}

/// A person pays part of an invoice of their own company with bonuses of one program.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreditSpent<M: std::fmt::Display = Money> {
    pub spend: ExternalId,
    pub person: Key,
    pub program: Text,
    pub invoice: Key,
    /// None: credit. Of another unit, `amount` is so many of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    #[serde(serialize_with = "write_amount")]
    pub amount: M,
    /// The invoice's.
    pub currency: Currency,
}

/// A person takes a spend back from an invoice that is still open. What a void or a refund returns follows from that event.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreditReturned {
    pub spend: ExternalId,
}

#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermsPublished {
    pub program: Text,
    pub version: u32,
    /// The TOML document.
    pub terms: String,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read_optional_instant",
        serialize_with = "write_optional_instant"
    )]
    pub effective_from: Option<Instant>,
}

#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermsAccepted {
    pub person: Key,
    pub program: Text,
    pub version: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// To the person.
    Add,
    /// From the person.
    Take,
}

#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdjustmentMade<M: std::fmt::Display = Money> {
    pub adjustment: ExternalId,
    pub person: Key,
    pub program: Text,
    pub unit: Unit,
    pub direction: Direction,
    #[serde(serialize_with = "write_amount")]
    pub amount: M,
    /// The program's.
    pub currency: Currency,
    pub reason: Text,
}

/// A person turns cash into credit, where the terms allow it.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CashConverted<M: std::fmt::Display = Money> {
    pub conversion: ExternalId,
    pub person: Key,
    pub program: Text,
    /// Of the cash.
    #[serde(serialize_with = "write_amount")]
    pub amount: M,
    pub currency: Currency,
}

/// An invoice that Beckon issued lost what an offer took off it: unpaid when the offer was over and its due date past. Or it was
/// paid in time, as was told later, and has it again.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InvoiceRepriced {
    pub invoice: Key,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub restored: bool,
}

/// What was available to a person went out by itself, as of the event's instant.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayoutMade<M: std::fmt::Display = Money> {
    pub payout: ExternalId,
    pub person: Key,
    pub program: Text,
    pub unit: Unit,
    #[serde(serialize_with = "write_amount")]
    pub amount: M,
    /// The program's.
    pub currency: Currency,
}

/// What was available to a person moved the next charge of one of their subscriptions, as of the event's instant.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubscriptionExtended<M: std::fmt::Display = Money> {
    pub extension: ExternalId,
    pub person: Key,
    pub program: Text,
    pub subscription: Key,
    pub unit: Unit,
    #[serde(serialize_with = "write_amount")]
    pub amount: M,
    /// The program's.
    pub currency: Currency,
    #[serde(deserialize_with = "read_instant", serialize_with = "write_instant")]
    pub next_charge_at: Instant,
}

/// The invitee changed or removed who invited them before the first payment, or claims a referral later, where the terms let them.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferralReplaced {
    pub invitee: Key,
    pub program: Text,
    /// None: the code was removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referrer: Option<Key>,
    /// The visit by which somebody who was registered already came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub click: Option<Key>,
    /// Staff approved it, for later payments.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub staff: bool,
    /// When the referrer asked for it; none: now.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read_optional_instant",
        serialize_with = "write_optional_instant"
    )]
    pub claimed_at: Option<Instant>,
}

/// Staff ended a referral: later payments earn nothing.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferralVoided {
    pub invitee: Key,
    pub program: Text,
    pub reason: Text,
}

/// Staff look into a referral, or are done with that: meanwhile nothing that its referrer earns by it is released.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferralJudged {
    pub invitee: Key,
    pub program: Text,
    pub reason: Text,
}

/// Staff let a person refer nobody any more, and look into all whom they referred; or the person may refer again.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferrerJudged {
    pub person: Key,
    pub reason: Text,
}

/// A person put their companies in order: the first is served first. Companies that are not named come after, in their old order.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompaniesOrdered {
    pub person: Key,
    pub companies: Vec<Key>,
}

/// A program's monthly verification, applied: everything that was recorded before it in the log and happened by `scheduled_at`
/// was read. There is one for a program and month.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunApplied {
    pub program: Text,
    pub month: Month,
    #[serde(deserialize_with = "read_instant", serialize_with = "write_instant")]
    pub scheduled_at: Instant,
    /// SHA-256 of what it read, in hexadecimal.
    pub inputs: Text,
}

plain!(
    CreditReturned,
    InvoiceRepriced,
    TermsPublished,
    TermsAccepted,
    ReferralReplaced,
    ReferralVoided,
    ReferralJudged,
    ReferrerJudged,
    CompaniesOrdered,
    RunApplied
);

impl Data for CreditSpent {
    type Wire = CreditSpent<Major>;

    fn valid(wire: Self::Wire) -> Result<Self, Malformed> {
        let counted = wire.unit.map_or(wire.currency, |unit| unit.currency(wire.currency));
        Ok(CreditSpent {
            amount: in_currency(wire.amount, counted, || "amount".into())?,
            spend: wire.spend,
            person: wire.person,
            program: wire.program,
            invoice: wire.invoice,
            unit: wire.unit,
            currency: wire.currency,
        })
    }
}

impl Data for CashConverted {
    type Wire = CashConverted<Major>;

    fn valid(wire: Self::Wire) -> Result<Self, Malformed> {
        Ok(CashConverted {
            amount: in_currency(wire.amount, wire.currency, || "amount".into())?,
            conversion: wire.conversion,
            person: wire.person,
            program: wire.program,
            currency: wire.currency,
        })
    }
}

impl Data for PayoutMade {
    type Wire = PayoutMade<Major>;

    fn valid(wire: Self::Wire) -> Result<Self, Malformed> {
        Ok(PayoutMade {
            amount: in_currency(wire.amount, wire.unit.currency(wire.currency), || "amount".into())?,
            payout: wire.payout,
            person: wire.person,
            program: wire.program,
            unit: wire.unit,
            currency: wire.currency,
        })
    }
}

impl Data for SubscriptionExtended {
    type Wire = SubscriptionExtended<Major>;

    fn valid(wire: Self::Wire) -> Result<Self, Malformed> {
        Ok(SubscriptionExtended {
            amount: in_currency(wire.amount, wire.unit.currency(wire.currency), || "amount".into())?,
            extension: wire.extension,
            person: wire.person,
            program: wire.program,
            subscription: wire.subscription,
            unit: wire.unit,
            currency: wire.currency,
            next_charge_at: wire.next_charge_at,
        })
    }
}

impl Data for AdjustmentMade {
    type Wire = AdjustmentMade<Major>;

    fn valid(wire: Self::Wire) -> Result<Self, Malformed> {
        Ok(AdjustmentMade {
            amount: in_currency(wire.amount, wire.unit.currency(wire.currency), || "amount".into())?,
            adjustment: wire.adjustment,
            person: wire.person,
            program: wire.program,
            unit: wire.unit,
            direction: wire.direction,
            currency: wire.currency,
            reason: wire.reason,
        })
    }
}
