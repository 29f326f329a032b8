//! Lengths of time that are counted from the payment, the registration or the first payment.

use super::*;
use crate::rules::rule::{Span, TakeBack, TakenOn};

const END: &str = "2030-01-01";

fn ten() -> Rule {
    rule(Trigger::Payment, percent("10 %"))
}

/// "a", who registered on 1 February and pays 100 on each of the days.
fn paying(days: &[&str]) -> (Circle, Place) {
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-02-01");
    for day in days {
        pay(&mut circle, a, day, &[line("plan", "100")]);
    }
    (circle, a)
}

#[test]
fn a_refund_after_its_time_changes_nothing() {
    let (mut circle, a) = paying(&["2026-03-01"]);
    circle.people[a].payments[0].refunds = vec![(at("2026-03-10"), usd("25")), (at("2026-03-20"), usd("50"))];
    let told = |refund, days| {
        let rule = Rule { refund, refund_within: Some(Span::Days(days)), ..ten() };
        told(&terms([rule]), &circle, END)
    };
    assert_eq!(told(RefundRule::Proportional, 19), ["03-01 10.00 left 2.50 refunded"], "its last instant included");
    assert_eq!(told(RefundRule::Proportional, 18), ["03-01 10.00 left 7.50 refunded"]);
    assert_eq!(told(RefundRule::Forfeit, 9), ["03-01 10.00 left 0.00 refunded"]);
    assert_eq!(told(RefundRule::Forfeit, 8), ["03-01 10.00 granted"]);
}

#[test]
fn what_takes_back_is_counted_from_the_grant_the_registration_or_the_first_payment() {
    let told = |canceled, since| {
        let (mut circle, a) = paying(&["2026-02-10", "2026-03-01"]);
        cancel(subscribe(&mut circle, a, "2026-02-10", "plan", "10"), canceled);
        let within = Some(Span::Months(6));
        let take_back = Some(TakeBack { on: vec![TakenOn::Canceled], within, since });
        let second = Rule { take_back, when: vec![when("payment.ordinal == 2")], ..ten() };
        told(&terms([second]), &circle, END).remove(1)
    };
    let (taken, kept) = ("03-01 10.00 left 0.00 taken_back", "03-01 10.00 granted");
    assert_eq!((told("2026-09-01", None).as_str(), told("2026-09-02", None).as_str()), (taken, kept));
    let registration = Some(Start::Registration);
    assert_eq!((told("2026-08-01", registration).as_str(), told("2026-08-02", registration).as_str()), (taken, kept));
    let paid = Some(Start::FirstPayment);
    assert_eq!((told("2026-08-10", paid).as_str(), told("2026-08-11", paid).as_str()), (taken, kept));
}

#[test]
fn the_first_months_are_counted_from_the_first_payment_where_the_rule_says_so() {
    let (mut circle, _) = paying(&["2026-03-10", "2026-05-09", "2026-05-10"]);
    let two = |since| Rule { first_months: Some(FirstMonths { count: 2, since }), ..ten() };
    let paid = terms([two(Start::FirstPayment)]);
    assert_eq!(
        told(&paid, &circle, END),
        ["03-10 10.00 granted", "05-09 10.00 granted", "05-10 0.00 after_first_months"]
    );
    assert_eq!(
        told(&terms([two(Start::Registration)]), &circle, END),
        ["03-10 10.00 granted", "05-09 0.00 after_first_months", "05-10 0.00 after_first_months"]
    );
    // Who paid before being referred.
    circle.referrals[0].registered_at = at("2026-03-10T12:00:00Z");
    assert_eq!(told(&paid, &circle, END), ["05-09 10.00 granted", "05-10 10.00 granted"]);
}
