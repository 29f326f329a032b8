use crate::calendar::Instant;
use crate::money::{Money, MoneyError};

/// Why an event was refused whole, and where in its JSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{reason}", .field.as_ref().map(|field| format!("{field}: ")).unwrap_or_default())]
pub struct Malformed {
    /// A path such as `data.lines[2].amount`; none when the whole is meant.
    pub field: Option<String>,
    pub reason: Reason,
    /// The sender's id, where it could be read.
    pub event_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    #[error("the event is larger than {} bytes", super::MAX_BYTES)]
    TooLarge,
    #[error("not JSON: {0}")]
    NotJson(String),
    #[error("unknown type {0:?}: see the list of event types")]
    UnknownType(String),
    #[error("{0:?} is recorded by Beckon itself and is not accepted from outside")]
    InternalType(String),
    /// An unknown or missing field, a wrong kind of value: in the words of what was expected.
    #[error("{0}")]
    Invalid(String),
    #[error("{0}")]
    Money(Box<MoneyError>),
    #[error("{given} lines: one event has 1 to {}", super::MAX_LINES)]
    LineCount { given: usize },
    #[error("the discounts are larger than the amount, by {over}")]
    DiscountOverAmount { over: Money },
    #[error("give either `invoice` or `lines`, not both")]
    InvoiceAndLines,
    #[error("the lines add up to {lines}, the payment to {paid}: a difference of {}", difference.as_ref())]
    LinesDoNotAddUp { lines: Money, paid: Money, difference: Box<Money> },
    #[error("the tax is larger than the amount")]
    TaxOverAmount,
    #[error("give either `person` or `company`, and not both")]
    PersonOrCompany,
    #[error("`code` or `invitee`, not both, says for which link or referral the `scheme` is chosen")]
    SchemeOfOne,
    #[error("`referrer` needs `program`, and excludes `code`")]
    ReferrerWithoutProgram,
    #[error("a currency has no exchange rate to itself")]
    SameCurrency,
    #[error("more than five minutes ahead of our clock ({now}): a simulated future belongs to `simulate`")]
    InTheFuture { now: Instant },
}

impl Malformed {
    pub(super) fn at(field: impl Into<String>, reason: Reason) -> Malformed {
        Malformed { field: Some(field.into()), reason, event_id: None }
    }

    pub(super) fn whole(reason: Reason) -> Malformed {
        Malformed { field: None, reason, event_id: None }
    }
}
