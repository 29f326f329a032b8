//! What a receipt looks back at besides its own payment, and what becomes of it when that changes.

use super::receipt::{Receipt, ReceiptReason};
use super::reward::{PaidLine, after_refund, counts};
use super::terms::{Clause, Rate, RefundRule, Terms};
use crate::calendar::Instant;
use crate::ids::ExternalId;
use crate::money::{Money, MoneyError};

impl Clause {
    /// Whether the rate depends on the invitee's class.
    pub fn reads_class(&self) -> bool {
        matches!(self.rate, Rate::ByClass { .. })
    }

    /// Whether a receipt reads anything that happened before its payment, so that a late fact may change it.
    pub fn looks_back(&self) -> bool {
        self.reads_class() || self.first_payments.is_some()
    }
}

impl Terms {
    pub fn looks_back(&self) -> bool {
        self.rewards.iter().any(Clause::looks_back)
    }

    /// Whether a receipt reads the turnover, and with it refunds and exchange rates.
    pub fn reads_turnover(&self) -> bool {
        self.classes.is_some() && self.rewards.iter().any(Clause::reads_class)
    }
}

/// A payment of an invitee that may be before another. They are in the order of their instants, then of the sender's ids.
#[derive(Debug, Clone, Copy)]
pub struct PastPayment<'a> {
    pub at: Instant,
    pub payment: &'a ExternalId,
    /// A promo code was used on the order.
    pub promo_code: bool,
    pub lines: &'a [PaidLine<'a>],
    /// Money was received; what bonuses paid whole takes no place.
    pub is_paid: bool,
}

impl PastPayment<'_> {
    /// Whether it takes a place among the first payments before the one of that instant and sender's id.
    pub fn is_earlier(&self, clause: &Clause, than: (Instant, &ExternalId)) -> bool {
        (self.at, self.payment) < than && self.is_paid && counts(clause, self.promo_code, self.lines)
    }
}

/// The receipt of a payment of which `refunded` of `paid` went back. It may have been told of refunds before.
pub fn refunded(receipt: Receipt, rule: RefundRule, refunded: Money, paid: Money) -> Result<Receipt, MoneyError> {
    let amount = after_refund(rule, receipt.earned, refunded, paid, receipt.rounding)?;
    let reason = match receipt.reason {
        _ if amount != receipt.earned => ReceiptReason::Refunded,
        ReceiptReason::Refunded => ReceiptReason::Granted,
        reason => reason,
    };
    Ok(Receipt { amount, reason, ..receipt })
}

/// Since when a reward is worth what a late fact makes of it: never before it was granted.
pub fn corrected_at(fact_at: Instant, paid_at: Instant) -> Instant {
    fact_at.max(paid_at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::LineKind;
    use crate::money::Unit;
    use crate::rules::check;

    fn terms(more: &str) -> Terms {
        let head = "program = \"p\"\nname = \"P\"\ncurrency = \"USD\"\ntime_zone = \"UTC\"\n[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\n";
        check(&format!("{head}{more}")).unwrap()
    }

    fn usd(text: &str) -> Money {
        Money::parse(text, "USD".parse().unwrap()).unwrap()
    }

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn payments_are_in_the_order_of_their_instants_then_of_their_ids() {
        let terms = terms("base = { never = [\"ssl\"] }\nexclude = [\"promo_code\"]");
        let clause = &terms.rewards[0];
        let line = |product| PaidLine {
            product,
            kind: LineKind::Plan,
            net: usd("5"),
            promotional: false,
            discounted: false,
            term_discounted: false,
        };
        let (hosting, ssl) = ([line("hosting")], [line("ssl")]);
        let (noon, later) = (at("2026-04-10T12:00:00Z"), at("2026-04-10T12:00:01Z"));
        let ids = ["a", "b"].map(|id| id.parse::<ExternalId>().unwrap());
        let past = PastPayment { at: noon, payment: &ids[0], promo_code: false, lines: &hosting, is_paid: true };
        assert!(past.is_earlier(clause, (later, &ids[0])));
        assert!(past.is_earlier(clause, (noon, &ids[1])));
        assert!(!past.is_earlier(clause, (noon, &ids[0])));
        assert!(!PastPayment { payment: &ids[1], ..past }.is_earlier(clause, (noon, &ids[0])));
        assert!(!PastPayment { lines: &ssl, ..past }.is_earlier(clause, (later, &ids[0])));
        assert!(!PastPayment { is_paid: false, ..past }.is_earlier(clause, (later, &ids[0])));
        assert!(!PastPayment { promo_code: true, ..past }.is_earlier(clause, (later, &ids[0])));
    }

    #[test]
    fn what_looks_back_says_so() {
        let mut terms = terms("");
        assert!(!terms.looks_back() && !terms.reads_turnover());
        terms.rewards[0].first_payments = Some(1);
        assert!(terms.looks_back() && !terms.reads_turnover());
        terms.rewards[0].first_payments = None;
        terms.rewards[0].rate = Rate::ByClass { default: "10 %".parse().unwrap(), classes: Vec::new() };
        assert!(terms.looks_back() && !terms.reads_turnover());
        let classes = crate::rules::terms::Classes { currency: "USD".parse().unwrap(), over: Vec::new() };
        terms.classes = Some(classes);
        assert!(terms.reads_turnover());
    }

    #[test]
    fn a_receipt_is_told_of_refunds_any_number_of_times() {
        let granted = Receipt {
            clause: "reward".into(),
            terms_version: 1,
            base: usd("100"),
            counted: Vec::new(),
            excluded: Vec::new(),
            class: None,
            rate: "10 %".parse().unwrap(),
            rounding: crate::money::Rounding::HalfAway,
            earned: usd("10"),
            amount: usd("10"),
            unit: Unit::Cash,
            hold_until: at("2026-04-24T12:00:00Z"),
            reason: ReceiptReason::Granted,
        };
        let told = |receipt: Receipt, back: &str| {
            let told = refunded(receipt, RefundRule::Proportional, usd(back), usd("100")).unwrap();
            assert_eq!(told.earned, usd("10"));
            told
        };
        let quarter = told(granted.clone(), "25");
        assert_eq!((quarter.amount, quarter.reason), (usd("7.5"), ReceiptReason::Refunded));
        let whole = told(quarter, "100");
        assert_eq!((whole.amount, whole.reason), (usd("0"), ReceiptReason::Refunded));
        assert_eq!(told(whole, "0"), granted);
        let nothing = Receipt { earned: usd("0"), amount: usd("0"), reason: ReceiptReason::NothingCounts, ..granted };
        let kept = refunded(nothing.clone(), RefundRule::Forfeit, usd("100"), usd("100")).unwrap();
        assert_eq!(kept, nothing);
    }

    #[test]
    fn a_correction_is_never_before_the_grant() {
        let (early, late) = (at("2026-04-10T12:00:00Z"), at("2026-05-10T12:00:00Z"));
        assert_eq!((corrected_at(early, late), corrected_at(late, early)), (late, late));
    }
}
