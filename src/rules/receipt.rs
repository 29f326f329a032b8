//! The stored answer to "what did this payment earn, and why": everything as data, sentences are made by `explain`.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::calendar::Instant;
use crate::events::LineKind;
use crate::money::{Money, Percent, Rounding, Unit};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    pub clause: SmolStr,
    pub terms_version: u32,
    /// The sum of what was paid for the counted lines.
    pub base: Money,
    pub counted: Vec<ReceiptLine>,
    pub excluded: Vec<ExcludedLine>,
    /// The invitee's class at the payment's instant, where one was known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<SmolStr>,
    pub rate: Percent,
    pub rounding: Rounding,
    /// What the payment earned, whatever was refunded since.
    pub earned: Money,
    /// May be zero; `reason` then says why.
    pub amount: Money,
    pub unit: Unit,
    /// When the amount becomes available.
    pub hold_until: Instant,
    pub reason: ReceiptReason,
}

/// A line, and how much of the money received was for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReceiptLine {
    pub product: SmolStr,
    pub kind: LineKind,
    pub paid: Money,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExcludedLine {
    #[serde(flatten)]
    pub line: ReceiptLine,
    pub why: Exclusion,
}

/// Why a line does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exclusion {
    Kind,
    ProductNotListed,
    ProductNever,
    PromoCode,
    Promotional,
    Discounted,
    TermDiscounted,
    Label,
    Order,
}

/// Why the amount is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptReason {
    Granted,
    /// No money was received.
    NothingPaid,
    /// Every line is excluded.
    NothingCounts,
    /// Less than the smallest amount that rounding keeps.
    RoundedToZero,
    RateIsZero,
    AfterFirstPayments,
    AfterFirstMonths,
    OtherCurrency,
    /// The rate depends on a turnover in a currency for which no exchange rate was given yet.
    ClassUnknown,
    /// A refund was completed: the amount is what is left.
    Refunded,
    /// A `when` does not hold, or an `unless` does.
    ConditionNotMet,
    OutsideCampaign,
    /// Another scheme was chosen.
    OtherScheme,
    /// No case or step of `give` covers it.
    NoCase,
    LimitReached,
    /// What the release depends on did not hold at the end of the hold.
    NotReleased,
    /// By a `take_back`, or as its action was reversed.
    TakenBack,
    /// An expression has no answer, as it divides by zero.
    Unanswered,
}

impl Exclusion {
    pub fn name(self) -> &'static str {
        match self {
            Exclusion::Kind => "kind",
            Exclusion::ProductNotListed => "product_not_listed",
            Exclusion::ProductNever => "product_never",
            Exclusion::PromoCode => "promo_code",
            Exclusion::Promotional => "promotional",
            Exclusion::Discounted => "discounted",
            Exclusion::TermDiscounted => "term_discounted",
            Exclusion::Label => "label",
            Exclusion::Order => "order",
        }
    }
}

impl ReceiptReason {
    pub const ALL: [ReceiptReason; 18] = [
        ReceiptReason::Granted,
        ReceiptReason::NothingPaid,
        ReceiptReason::NothingCounts,
        ReceiptReason::RoundedToZero,
        ReceiptReason::RateIsZero,
        ReceiptReason::AfterFirstPayments,
        ReceiptReason::AfterFirstMonths,
        ReceiptReason::OtherCurrency,
        ReceiptReason::ClassUnknown,
        ReceiptReason::Refunded,
        ReceiptReason::ConditionNotMet,
        ReceiptReason::OutsideCampaign,
        ReceiptReason::OtherScheme,
        ReceiptReason::NoCase,
        ReceiptReason::LimitReached,
        ReceiptReason::NotReleased,
        ReceiptReason::TakenBack,
        ReceiptReason::Unanswered,
    ];

    pub fn name(self) -> &'static str {
        match self {
            ReceiptReason::Granted => "granted",
            ReceiptReason::NothingPaid => "nothing_paid",
            ReceiptReason::NothingCounts => "nothing_counts",
            ReceiptReason::RoundedToZero => "rounded_to_zero",
            ReceiptReason::RateIsZero => "rate_is_zero",
            ReceiptReason::AfterFirstPayments => "after_first_payments",
            ReceiptReason::AfterFirstMonths => "after_first_months",
            ReceiptReason::ClassUnknown => "class_unknown",
            ReceiptReason::OtherCurrency => "other_currency",
            ReceiptReason::Refunded => "refunded",
            ReceiptReason::ConditionNotMet => "condition_not_met",
            ReceiptReason::OutsideCampaign => "outside_campaign",
            ReceiptReason::OtherScheme => "other_scheme",
            ReceiptReason::NoCase => "no_case",
            ReceiptReason::LimitReached => "limit_reached",
            ReceiptReason::NotReleased => "not_released",
            ReceiptReason::TakenBack => "taken_back",
            ReceiptReason::Unanswered => "unanswered",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A receipt is kept as JSON, and its words are chosen by name: both are the same word.
    #[test]
    fn what_a_receipt_says_is_named_as_it_is_kept() {
        use ReceiptReason::*;
        let reasons = [
            (Granted, "granted"),
            (NothingPaid, "nothing_paid"),
            (NothingCounts, "nothing_counts"),
            (RoundedToZero, "rounded_to_zero"),
            (RateIsZero, "rate_is_zero"),
            (AfterFirstPayments, "after_first_payments"),
            (AfterFirstMonths, "after_first_months"),
            (OtherCurrency, "other_currency"),
            (ClassUnknown, "class_unknown"),
            (Refunded, "refunded"),
        ];
        for (reason, name) in reasons {
            assert_eq!((reason.name(), serde_json::to_value(reason).unwrap()), (name, name.into()));
        }
        let exclusions = [
            (Exclusion::Kind, "kind"),
            (Exclusion::ProductNotListed, "product_not_listed"),
            (Exclusion::ProductNever, "product_never"),
            (Exclusion::PromoCode, "promo_code"),
            (Exclusion::Promotional, "promotional"),
            (Exclusion::Discounted, "discounted"),
            (Exclusion::TermDiscounted, "term_discounted"),
        ];
        for (why, name) in exclusions {
            assert_eq!((why.name(), serde_json::to_value(why).unwrap()), (name, name.into()));
        }
    }
}
