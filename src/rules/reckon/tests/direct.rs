use super::*;
use crate::rules::class::{Reported, Turned, class_at};
use crate::rules::receipt::Receipt;
use crate::rules::reward::{PaidLine, PaymentFacts, assess, counts};

const PROGRAMS: [(&str, &str); 3] = [
    ("KZT", include_str!("../../../../programs/business-bonus.toml")),
    ("UAH", include_str!("../../../../programs/hosting-remuneration.toml")),
    ("UAH", include_str!("../../../../programs/hosting-remuneration.2.toml")),
];

/// Payments of two invitees: for products that count and do not, with promo codes, discounts, taxes, in two currencies.
fn history(currency: &str) -> Circle {
    let money = |text: &str, currency: &str| Money::parse(text, currency.parse().unwrap()).unwrap();
    let mut circle = circle();
    let mut numbers = 7u32;
    let mut next = |most: u32| {
        numbers = numbers.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        numbers / 65_536 % most
    };
    for name in ["a", "b"] {
        let who = invite(&mut circle, 0, name, "2026-02-01");
        circle.people[who].classes = vec![(at("2026-06-01"), "gold".into())];
        for n in 0..60 {
            let currency = if next(10) == 0 { "USD" } else { currency };
            let lines: Vec<MemberLine> = (0..1 + next(3))
                .map(|_| {
                    let product = ["business", "hosting", "ssl", "vps"][next(4) as usize];
                    let kind = if next(2) == 0 { LineKind::Plan } else { LineKind::Service };
                    let net = money(&format!("{}.{:02}", next(5000), next(100)), currency);
                    let (promotional, discounted, term_discounted) = (next(5) == 0, next(5) == 0, next(5) == 0);
                    MemberLine {
                        kind,
                        net,
                        amount: net,
                        promotional,
                        discounted,
                        term_discounted,
                        ..line(product, "0")
                    }
                })
                .collect();
            let amount = Money::sum(currency.parse().unwrap(), lines.iter().map(|line| line.net)).unwrap();
            let paid = pay(&mut circle, who, &format!("2026-{:02}-{:02}", 3 + n / 10, 1 + n % 10), &[]);
            (paid.lines, paid.amount, paid.promo_code) = (lines, amount, next(6) == 0);
            paid.tax = (next(2) == 0).then(|| money("0.01", currency)).filter(|tax| *tax <= amount);
            if next(12) == 0 {
                paid.amount = Money::zero(amount.currency());
                paid.tax = None;
            }
        }
    }
    circle
}

#[test]
fn direct_terms_are_reckoned_to_the_receipts_that_they_give_directly() {
    for (currency, file) in PROGRAMS {
        let mut terms = check(file).unwrap();
        let circle = history(currency);
        for first_payments in [None, Some(20)] {
            terms.rewards[0].first_payments = first_payments;
            let earnings = reckoned(&terms, &circle, "2027-01-01").earnings;
            assert_eq!(earnings.len(), 120);
            assert!(earnings.iter().any(|earning| earning.receipt.earned.is_positive()), "{currency}");
            for earning in earnings {
                assert_eq!(earning.receipt, directly(&terms, &circle, &earning));
            }
        }
    }
}

fn directly(terms: &Terms, circle: &Circle, earning: &crate::rules::earning::Earning) -> Receipt {
    let who = &circle.people[earning.invitee.unwrap()];
    let crate::rules::earning::Cause::Event(event) = &earning.cause else { panic!("{:?}", earning.cause) };
    let payment = who.payments.iter().find(|paid| paid.event == *event).unwrap();
    let lines: Vec<PaidLine<'_>> = payment.lines.iter().map(MemberLine::paid_line).collect();
    let before = who.payments.iter().filter(|paid| (paid.at, &paid.id) < (payment.at, &payment.id));
    let counting = before.filter(|paid| {
        let lines: Vec<PaidLine<'_>> = paid.lines.iter().map(MemberLine::paid_line).collect();
        paid.amount.is_positive() && counts(&terms.rewards[0], paid.promo_code, &lines)
    });
    let reported = who.classes.iter().map(|(at, class)| Reported { at: *at, event: &who.id, class });
    let turned = who.payments.iter().map(|paid| Turned { at: paid.at, amount: paid.amount, refunded: &paid.refunds });
    let facts = PaymentFacts {
        at: payment.at,
        amount: payment.amount,
        tax: payment.tax,
        promo_code: payment.promo_code,
        lines: &lines,
        registered_at: circle.referrals[0].registered_at,
        earlier: counting.count() as u32,
        class: class_at(terms, payment.at, reported, turned, &circle.rates).unwrap(),
    };
    assess(terms, 1, &terms.rewards[0], &facts).unwrap()
}
