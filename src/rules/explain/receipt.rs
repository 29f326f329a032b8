//! A receipt in words.

use rust_decimal::Decimal;

use super::part::{amount, text};
use super::{Arg, Words, number, words};
use crate::money::Rounding;
use crate::rules::earning::Cause;
use crate::rules::receipt::{Receipt, ReceiptLine, ReceiptReason};

/// A receipt, sentence by sentence: how it was reckoned, each line, when it is released, under which terms.
pub fn receipt(receipt: &Receipt) -> Vec<Words> {
    let mut said = vec![reckoning(receipt)];
    said.extend(receipt.class.as_ref().map(|class| words("receipt-class", [("class", text(class.as_str()))])));
    said.extend(receipt.counted.iter().map(|line| Words { key: "receipt-line-counted", args: stated(line) }));
    said.extend(receipt.excluded.iter().map(|excluded| {
        let mut args = stated(&excluded.line);
        args.push(("why", Arg::Text(excluded.why.name().into())));
        Words { key: "receipt-line-excluded", args }
    }));
    if receipt.amount.is_positive() {
        said.push(words("receipt-hold", [("until", Arg::Instant(receipt.hold_until))]));
    }
    let clause = text(receipt.clause.as_str());
    said.push(words("receipt-terms", [("version", number(receipt.terms_version)), ("clause", clause)]));
    said
}

/// Which of several it is that a rule gives: what its terms do not say. An event is named otherwise.
pub fn cause(cause: &Cause) -> Vec<Words> {
    match cause {
        Cause::Event(_) => Vec::new(),
        Cause::Person(_) => vec![words("receipt-cause-person", [])],
        Cause::Milestone(reached) => vec![words("receipt-cause-milestone", [("number", text(&**reached))])],
        Cause::Scheduled(at) | Cause::ScheduledFor(at, _) => {
            vec![words("receipt-cause-scheduled", [("at", Arg::Instant(*at))])]
        }
        Cause::Share(_, of) => {
            let share = words("receipt-cause-share", []);
            [share].into_iter().chain(self::cause(of)).collect()
        }
        Cause::Part(part, of) => {
            let part = words("receipt-cause-part", [("number", number(*part))]);
            [part].into_iter().chain(self::cause(of)).collect()
        }
    }
}

pub(super) fn stated(line: &ReceiptLine) -> Vec<(&'static str, Arg)> {
    let named = if line.product.is_empty() { "no" } else { "yes" };
    vec![("named", text(named)), ("product", text(line.product.as_str())), ("paid", Arg::Money(line.paid))]
}

fn reckoning(receipt: &Receipt) -> Words {
    let rounding = match receipt.rounding {
        Rounding::HalfAway => "half_away",
        Rounding::Down => "down",
        Rounding::Up => "up",
    };
    let earned = ("amount", amount(receipt.amount));
    let (percent, base) = (("percent", Arg::Percent(receipt.rate)), ("base", Arg::Money(receipt.base)));
    let has_rate = !receipt.rate.is_zero();
    match receipt.reason {
        ReceiptReason::Granted if is_percent(receipt) => {
            words("receipt-percent", [percent, base, earned, ("rounding", text(rounding))])
        }
        ReceiptReason::Granted => words("receipt-amount", [earned]),
        ReceiptReason::Refunded => words("receipt-refunded", [earned]),
        ReceiptReason::NothingPaid => words("receipt-nothing-paid", []),
        ReceiptReason::NothingCounts => words("receipt-nothing-counts", []),
        ReceiptReason::RoundedToZero if has_rate => words("receipt-rounded-to-zero", [percent, base]),
        ReceiptReason::RoundedToZero => words("receipt-too-small", []),
        ReceiptReason::RateIsZero => words("receipt-rate-is-zero", []),
        ReceiptReason::AfterFirstPayments => words("receipt-after-first-payments", []),
        ReceiptReason::AfterFirstMonths => words("receipt-after-first-months", []),
        ReceiptReason::OtherCurrency => words("receipt-other-currency", []),
        ReceiptReason::ClassUnknown => words("receipt-class-unknown", []),
        ReceiptReason::ConditionNotMet => words("receipt-condition-not-met", []),
        ReceiptReason::OutsideCampaign => words("receipt-outside-campaign", []),
        ReceiptReason::OtherScheme => words("receipt-other-scheme", []),
        ReceiptReason::NoCase => words("receipt-no-case", []),
        ReceiptReason::LimitReached if receipt.amount.is_positive() => words("receipt-part", [earned]),
        ReceiptReason::LimitReached => words("receipt-limit-reached", []),
        ReceiptReason::NotReleased => words("receipt-not-released", []),
        ReceiptReason::TakenBack => words("receipt-taken-back", []),
        ReceiptReason::Unanswered => words("receipt-unanswered", []),
    }
}

/// Whether it is its percent of the base but for the rounding to the smallest coin. A fixed amount, a number, several percents, one of
/// several parts, and what is rounded to more than that are not.
fn is_percent(receipt: &Receipt) -> bool {
    let exact = receipt.base.amount() * receipt.rate.value() / Decimal::ONE_HUNDRED;
    let coin = Decimal::new(1, receipt.amount.currency().digits());
    !receipt.rate.is_zero() && (exact - receipt.amount.amount()).abs() < coin
}
