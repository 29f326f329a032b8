//! The vocabulary of facts: everything that may enter, parsed once, valid by construction.
//!
//! One event is `{"id","type","timestamp","data"}`, at most [`MAX_BYTES`]. What arrives from outside is read by [`parse`]; what
//! happened inside (`credit.spent`, `terms.published`, …) only by [`parse_internal`]. Amounts are decimal strings in major units.
//! [`Event::to_json`] is the canonical form that is stored and hashed: fixed order of fields, no spaces, absent fields left out.

mod action;
mod email;
mod internal;
mod invoice;
mod line;
mod malformed;
mod payment;
mod person;
mod rate;
mod read;
mod subscription;
#[cfg(test)]
mod tests;
mod withdrawal;
mod words;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::calendar::Instant;
use crate::ids::ExternalId;

pub use action::{ActionCompleted, ActionReversed};
pub use email::Email;
pub use internal::{
    AdjustmentMade, CashConverted, CompaniesOrdered, CreditReturned, CreditSpent, Direction, InvoiceRepriced, Key,
    PayoutMade, ReferralJudged, ReferralReplaced, ReferralVoided, ReferrerJudged, RunApplied, SubscriptionExtended,
    TermsAccepted, TermsPublished,
};
pub use invoice::{InvoiceIssued, InvoiceVoided};
pub use line::{Line, LineKind, Order, lines_from_json};
pub use malformed::{Malformed, Reason};
pub use payment::{Dispute, PaymentSucceeded, Refund};
pub use person::{
    ChoiceMade, CompanyClosed, CompanyGiven, CompanyRegistered, LinkClicked, PersonChanged, PersonClassChanged,
    PersonKind, PersonRegistered, PersonSet,
};
pub use rate::RateChanged;
pub use read::{MAX_BYTES, MAX_LINES, parse, parse_internal};
pub use subscription::{Period, SubscriptionChanged, SubscriptionStarted, SubscriptionStatus};
pub use withdrawal::{
    WithdrawalApproved, WithdrawalCanceled, WithdrawalFailed, WithdrawalPaid, WithdrawalRejected, WithdrawalRequested,
};
pub use words::{Major, Text};

/// One fact, with its sender's id and the instant at which it says that it happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    pub id: ExternalId,
    pub timestamp: Instant,
    pub fact: Fact,
}

macro_rules! facts {
    (reported { $($type:literal $variant:ident($data:ty)),* $(,)? }
     internal { $($own_type:literal $own:ident($own_data:ty)),* $(,)? }) => {
        #[derive(Debug, Clone, PartialEq, Hash, Serialize)]
        #[serde(untagged)]
        pub enum Fact {
            $($variant($data),)*
            $($own($own_data),)*
        }

        impl Fact {
            /// Every `type`, reported ones first.
            pub const TYPES: &'static [&'static str] = &[$($type,)* $($own_type),*];

            /// As written in the event's `type`.
            pub fn type_name(&self) -> &'static str {
                match self {
                    $(Fact::$variant(_) => $type,)*
                    $(Fact::$own(_) => $own_type,)*
                }
            }

            fn read(type_name: &str, data: &serde_json::value::RawValue) -> Result<Option<Fact>, Malformed> {
                match type_name {
                    $($type => Ok(Some(Fact::$variant(read::data(data)?))),)*
                    $($own_type => Ok(Some(Fact::$own(read::data(data)?))),)*
                    _ => Ok(None),
                }
            }

            /// The value of `data`, as it comes next.
            fn read_next<'de, A: serde::de::MapAccess<'de>>(type_name: &str, event: &mut A) -> Result<Fact, A::Error> {
                match type_name {
                    $($type => Ok(Fact::$variant(read::next_data(event)?)),)*
                    $($own_type => Ok(Fact::$own(read::next_data(event)?)),)*
                    _ => Err(serde::de::Error::custom("unknown type")),
                }
            }

            /// What happens inside is never accepted from outside.
            fn is_internal_type(type_name: &str) -> bool {
                [$($own_type),*].contains(&type_name)
            }
        }
    };
}

facts! {
    reported {
        "person.registered" PersonRegistered(Box<PersonRegistered>),
        "person.changed" PersonChanged(PersonChanged),
        "person.class_changed" PersonClassChanged(PersonClassChanged),
        "choice.made" ChoiceMade(Box<ChoiceMade>),
        "company.registered" CompanyRegistered(Box<CompanyRegistered>),
        "company.closed" CompanyClosed(CompanyClosed),
        "link.clicked" LinkClicked(Box<LinkClicked>),
        "subscription.started" SubscriptionStarted(Box<SubscriptionStarted>),
        "subscription.changed" SubscriptionChanged(SubscriptionChanged),
        "invoice.issued" InvoiceIssued(Box<InvoiceIssued>),
        "invoice.voided" InvoiceVoided(InvoiceVoided),
        "payment.succeeded" PaymentSucceeded(Box<PaymentSucceeded>),
        "payment.disputed" PaymentDisputed(Dispute),
        "dispute.won" DisputeWon(Dispute),
        "dispute.lost" DisputeLost(Dispute),
        "refund.requested" RefundRequested(Refund),
        "refund.completed" RefundCompleted(Refund),
        "refund.declined" RefundDeclined(Refund),
        "action.completed" ActionCompleted(Box<ActionCompleted>),
        "action.reversed" ActionReversed(Box<ActionReversed>),
        "rate.changed" RateChanged(RateChanged),
    }
    internal {
        "credit.spent" CreditSpent(Box<CreditSpent>),
        "credit.returned" CreditReturned(CreditReturned),
        "invoice.repriced" InvoiceRepriced(InvoiceRepriced),
        "cash.converted" CashConverted(Box<CashConverted>),
        "payout.made" PayoutMade(Box<PayoutMade>),
        "subscription.extended" SubscriptionExtended(Box<SubscriptionExtended>),
        "terms.published" TermsPublished(TermsPublished),
        "terms.accepted" TermsAccepted(TermsAccepted),
        "adjustment.made" AdjustmentMade(Box<AdjustmentMade>),
        "referral.replaced" ReferralReplaced(Box<ReferralReplaced>),
        "referral.voided" ReferralVoided(Box<ReferralVoided>),
        "referral.held" ReferralHeld(Box<ReferralJudged>),
        "referral.cleared" ReferralCleared(Box<ReferralJudged>),
        "referrer.banned" ReferrerBanned(Box<ReferrerJudged>),
        "referrer.readmitted" ReferrerReadmitted(Box<ReferrerJudged>),
        "companies.ordered" CompaniesOrdered(CompaniesOrdered),
        "run.applied" RunApplied(RunApplied),
        "withdrawal.requested" WithdrawalRequested(Box<WithdrawalRequested>),
        "withdrawal.approved" WithdrawalApproved(WithdrawalApproved),
        "withdrawal.rejected" WithdrawalRejected(WithdrawalRejected),
        "withdrawal.canceled" WithdrawalCanceled(WithdrawalCanceled),
        "withdrawal.paid" WithdrawalPaid(WithdrawalPaid),
        "withdrawal.failed" WithdrawalFailed(WithdrawalFailed),
    }
}

impl Fact {
    /// The sender's id of the thing that happens only once: the same under another event id is a duplicate, and a conflict
    /// if its content differs.
    pub fn business_id(&self) -> Option<&ExternalId> {
        match self {
            Fact::PersonRegistered(fact) => Some(&fact.person),
            Fact::CompanyRegistered(fact) => Some(&fact.company),
            Fact::LinkClicked(fact) => Some(&fact.click),
            Fact::SubscriptionStarted(fact) => Some(&fact.subscription),
            Fact::InvoiceIssued(fact) => Some(&fact.invoice),
            Fact::InvoiceVoided(fact) => Some(&fact.invoice),
            Fact::PaymentSucceeded(fact) => Some(&fact.payment),
            Fact::RefundRequested(fact) | Fact::RefundCompleted(fact) | Fact::RefundDeclined(fact) => {
                Some(&fact.refund)
            }
            Fact::ActionCompleted(fact) => Some(&fact.action),
            Fact::ActionReversed(fact) => Some(&fact.action),
            Fact::CreditSpent(fact) => Some(&fact.spend),
            Fact::CashConverted(fact) => Some(&fact.conversion),
            Fact::PayoutMade(fact) => Some(&fact.payout),
            Fact::SubscriptionExtended(fact) => Some(&fact.extension),
            Fact::AdjustmentMade(fact) => Some(&fact.adjustment),
            _ => None,
        }
    }
}

#[derive(Serialize)]
struct Written<'a> {
    id: &'a ExternalId,
    r#type: &'static str,
    #[serde(serialize_with = "words::write_instant")]
    timestamp: Instant,
    data: &'a Fact,
}

#[derive(Serialize)]
struct Content<'a> {
    r#type: &'static str,
    data: &'a Fact,
}

impl Event {
    /// How far ahead of our clock a sender's may be.
    pub const TOLERATED_MINUTES: i64 = 5;

    /// The canonical form: what is stored, and what [`Event::body_hash`] is taken of.
    pub fn to_json(&self) -> String {
        let (id, r#type) = (&self.id, self.fact.type_name());
        written(&Written { id, r#type, timestamp: self.timestamp, data: &self.fact })
    }

    /// SHA-256 of [`Event::to_json`]: the order of keys, spaces, and `405000` for `405000.00` make no other body.
    pub fn body_hash(&self) -> [u8; 32] {
        Sha256::digest(self.to_json()).into()
    }

    /// The same without id and timestamp, which differ when a sender reports one payment as two events.
    pub fn content_hash(&self) -> [u8; 32] {
        Sha256::digest(written(&Content { r#type: self.fact.type_name(), data: &self.fact })).into()
    }

    /// Refused when the timestamp is more than five minutes ahead of `now`.
    pub fn check_timestamp(&self, now: Instant) -> Result<(), Malformed> {
        if self.timestamp <= now + chrono::TimeDelta::minutes(Self::TOLERATED_MINUTES) {
            return Ok(());
        }
        let refusal = Malformed::at("timestamp", Reason::InTheFuture { now });
        Err(Malformed { event_id: Some(self.id.to_string()), ..refusal })
    }
}

/// Facts hold only text, numbers and lists, which JSON always can write; were that ever to change, the error text itself would
/// become the body, so that two different events could not pass as one.
fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| error.to_string())
}
