use super::names::Waits;
use crate::book::NotNow;
use crate::calendar::{CalendarError, Instant, Month};
use crate::money::{Money, MoneyError};
use crate::rules::conversion::NotConverted;
use crate::rules::reward::Unassessed;
use crate::rules::spend::NotSpent;
use crate::rules::withdrawal::NotAllowed;

/// What became of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// With the places of the receipts that it wrote or revised, see `World::receipt`.
    Applied {
        receipts: Vec<usize>,
    },
    Duplicate,
    /// The same id with another body: nothing changes.
    Conflict,
    Waiting {
        on: Waits,
    },
    Refused {
        refusal: Refusal,
    },
}

/// Why a well-formed fact changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("{0} is not known")]
    Unknown(Waits),
    #[error("company {0:?} is registered already")]
    CompanyKnown(String),
    #[error("nobody's link has the code {0:?}")]
    UnknownCode(String),
    #[error("the program counts in {program}, the payment is in {payment}: nothing is converted")]
    OtherCurrency { program: String, payment: String },
    #[error("the invoice is of another company, or in another currency")]
    OtherInvoice,
    #[error("refunds would come to {refunded}, more than the payment of {paid}")]
    MoreThanPaid { refunded: Money, paid: Money },
    #[error("the refund was already completed or declined otherwise")]
    RefundSettled,
    #[error("no program {0:?}")]
    UnknownProgram(String),
    #[error("version {0} of the terms is not the next one")]
    NotTheNextVersion(u32),
    #[error("the terms have problems: {0}")]
    Terms(String),
    #[error("the invoice is not open")]
    InvoiceNotOpen,
    #[error(transparent)]
    NotSpent(NotSpent),
    #[error(transparent)]
    NotConverted(NotConverted),
    #[error("only {available} is available")]
    NotEnough { available: Money },
    #[error("zero moves nothing")]
    Nothing,
    #[error("the terms have no answer: {0}")]
    Unanswered(String),
    #[error("nothing goes out by itself at {0}, or it did already")]
    NoPayout(Instant),
    #[error("nothing moves this charge so as of {0}")]
    NoExtension(Instant),
    #[error("the price of the invoice does not change then")]
    NotRepriced,
    #[error("the program pays no cash out")]
    NoWithdrawals,
    #[error("the terms do not allow this withdrawal: {0}")]
    NotAllowed(NotAllowed),
    #[error("the withdrawal cannot go on: {0}")]
    NotNow(NotNow),
    #[error("the terms take a fee of {0}")]
    OtherFee(Money),
    #[error("the referral is final since the first payment")]
    ReferralFinal,
    #[error("the terms let no staff bind a referral")]
    NotByStaff,
    #[error("the class is dated {at}, before the person's registration on {registered_at}")]
    ClassBeforePerson { at: Instant, registered_at: Instant },
    #[error("there is no such referral")]
    NoReferral,
    #[error("company {0:?} is not this person's")]
    NotTheirCompany(String),
    #[error("company {0:?} is named twice")]
    NamedTwice(String),
    #[error("the verification of {month} was applied already")]
    AlreadyRun { month: Month },
    #[error("the verification of {month} is still to come")]
    FutureRun { month: Month },
    #[error(transparent)]
    Money(#[from] MoneyError),
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    #[error("it is too much work to be tried")]
    TooMuch,
}

impl From<Unassessed> for Refusal {
    fn from(unassessed: Unassessed) -> Refusal {
        match unassessed {
            Unassessed::Money(error) => Refusal::Money(error),
            Unassessed::Calendar(error) => Refusal::Calendar(error),
            Unassessed::TooMuch => Refusal::TooMuch,
        }
    }
}
