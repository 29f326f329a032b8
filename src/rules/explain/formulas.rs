//! Conditions, numbers and counts as a person would say them: each sentence is written by hand.

use super::*;
use crate::rules::check;
use crate::rules::expression::Expression;
use crate::rules::facts::{Kind, Scope, Word};

/// `buyers` counts, `spent` adds up, `best` keeps whole numbers, `share` does not, `late` began with a broken one.
const TERMS: &str = r#"
program = "p"
name = "P"
currency = "EUR"
time_zone = "UTC"
[count.buyers]
of = "referrals"
where = "= invitee.payments > 0"
over = "calendar_month"
[count.spent]
of = "payments"
sum = "payment.amount"
over = "90 days"
[count.best]
value = "= max(count.best, referrer.referrals)"
checked = "month"
[count.share]
value = "= referrer.referrals / 2"
[count.late]
value = "= referrer.referrals"
starts = "0.5"
[[reward]]
on = "registered"
give = 5
as = "points"
"#;

fn everything(terms: &Terms) -> Scope {
    let groups: Vec<_> = Word::all().map(Word::group).collect();
    let names: Vec<String> = terms.counts.iter().map(|count| count.name.clone()).collect();
    Scope::new(groups, names)
}

fn conditions(rows: &[(&str, &str)]) {
    let terms = check(TERMS).unwrap();
    for (source, expected) in rows {
        let condition = Expression::check(source, &[Kind::Flag], &everything(&terms)).unwrap();
        let said = english(&words("rule-when", [("condition", Reader::of(&terms).condition(&condition))]));
        assert_eq!(said, format!("It is given only if {expected}."), "{source}");
    }
}

fn numbers(rows: &[(&str, &str)]) {
    let terms = check(TERMS).unwrap();
    for (source, expected) in rows {
        let number = Expression::check(source, &[Kind::Number], &everything(&terms)).unwrap();
        let said = english(&words("rule-hold-by", [("number", Reader::of(&terms).number(&number))]));
        assert_eq!(said, format!("It is on hold for this number of days: {expected}."), "{source}");
    }
}

#[test]
fn what_holds_or_does_not() {
    conditions(&[
        ("payment.has(\"a\")", "something in the payment has the label “a”"),
        ("!line.has(\"a\")", "the line does not have the label “a”"),
        ("action.has(\"a\")", "the action has the label “a”"),
        ("subscription.active", "the subscription is active"),
        ("!subscription.active", "the subscription is not active"),
        ("payment.promo_code", "a promo code was used on the order"),
        ("!referral.late", "the referral was not claimed after the registration"),
        ("referrer.active", "the person who invites is active"),
        ("parent.active", "the person between is active"),
        ("referrer.is_customer", "the person who invites is a customer who has paid"),
        ("!referrer.is_customer", "the person who invites has never paid"),
        ("referrer.in_good_standing", "the person who invites has nothing overdue"),
        (
            "!(invitee.active && referral.late)",
            "the invited person is not active or the referral was not claimed after the registration",
        ),
        ("true", "always"),
        ("!true", "never"),
    ]);
}

#[test]
fn counts_of_a_person_that_are_compared() {
    conditions(&[
        ("invitee.payments >= 1", "the invited person has made at least one payment"),
        ("invitee.payments > 2", "the invited person has made at least 3 payments"),
        ("invitee.payments < 1", "the invited person has made no payment"),
        ("invitee.payments <= 0", "the invited person has made no payment"),
        ("invitee.payments <= 3", "the number of payments of the invited person is at most 3"),
        ("invitee.payments < 3", "the number of payments of the invited person is less than 3"),
        ("invitee.payments == 3", "the number of payments of the invited person is 3"),
        ("invitee.payments >= 0", "the number of payments of the invited person is at least 0"),
        ("invitee.payments >= 1.5", "the number of payments of the invited person is at least 1.5"),
        ("3 > invitee.payments", "the number of payments of the invited person is less than 3"),
        ("3 < invitee.payments", "the invited person has made at least 4 payments"),
        ("3 >= invitee.payments", "the number of payments of the invited person is at most 3"),
        ("3 == invitee.payments", "the number of payments of the invited person is 3"),
        ("!(invitee.payments > 3)", "the number of payments of the invited person is at most 3"),
        ("!(invitee.payments <= 3)", "the invited person has made at least 4 payments"),
        ("!(invitee.payments >= 3)", "the number of payments of the invited person is less than 3"),
        ("!(invitee.payments == 3)", "the number of payments of the invited person is not 3"),
        ("!(invitee.payments != 3)", "the number of payments of the invited person is 3"),
        ("invitee.age_days >= 28", "the invited person registered at least 28 days ago"),
        ("payment.age_days >= 28", "the number of days from the registration to the payment is at least 28"),
        ("invitee.actions(\"port_in\") >= 2", "the invited person has done “port in” at least 2 times"),
        ("invitee.actions(\"port_in\") == 0", "the number of actions “port in” of the invited person is 0"),
        ("referrer.pending_payments == 0", "the person who invites has no overdue invoice"),
        ("referrer.pending_payments == 2", "the number of overdue invoices of the person who invites is 2"),
        ("referrer.open_invoices > 0", "the person who invites has an unpaid invoice"),
        ("referrer.open_invoices < 1", "the person who invites has no unpaid invoice"),
        ("referrer.open_invoices < 2", "the number of unpaid invoices of the person who invites is less than 2"),
        ("referral.ordinal <= 10", "the number of the invited person in the order of registration is at most 10"),
    ]);
}

#[test]
fn what_is_compared_with_money_is_money() {
    conditions(&[
        ("payment.amount > 20", "the amount of the payment is more than 20.00 EUR"),
        ("invitee.paid_total >= 100", "the sum of all payments of the invited person is at least 100.00 EUR"),
        ("payment.discount_percent < 20", "the discount of the payment in percent is less than 20"),
        ("action.amount >= 20", "the amount of the action is at least 20.00 EUR"),
        ("count.spent >= 100", "“spent” is at least 100.00 EUR"),
        ("count.buyers >= 3", "“buyers” is at least 3"),
        ("payment.amount / 2 > 20", "the amount of the payment ÷ 2 is more than 20.00 EUR"),
        ("payment.amount / payment.tax > 20", "the amount of the payment ÷ the tax of the payment is more than 20"),
        (
            "payment.amount - payment.tax > 20",
            "the amount of the payment − the tax of the payment is more than 20.00 EUR",
        ),
        ("min(payment.amount, 50) > 20", "the smallest of (the amount of the payment; 50) is more than 20.00 EUR"),
        ("floor(payment.amount) > 20", "rounded down (the amount of the payment) is more than 20.00 EUR"),
        ("payment.amount > payment.tax * 2", "the amount of the payment is more than (the tax of the payment × 2)"),
        ("payment.ordinal == count.buyers", "the number of the payment in its order is “buyers”"),
    ]);
}

#[test]
fn numbers_that_are_reckoned() {
    numbers(&[
        ("referrer.referrals", "the number of invited persons of the person who invites"),
        ("referrer.referrals(30)", "the number of invited persons of the person who invites in the last 30 days"),
        ("referrer.referrals + 2", "the number of invited persons of the person who invites + 2"),
        ("(referrer.referrals - 2) * 5", "(the number of invited persons of the person who invites − 2) × 5"),
        ("max(1, period.days, 3)", "the largest of (1; the number of days of the period; 3)"),
        ("round(period.days / 30)", "rounded (the number of days of the period ÷ 30)"),
        ("ceil(period.days / 30)", "rounded up (the number of days of the period ÷ 30)"),
        ("if invitee.active { 5 } else { count.buyers }", "5 if the invited person is active, otherwise “buyers”"),
        ("period.days % 7", "the result of `period.days % 7`"),
        ("abs(period.days)", "the result of `abs(period.days)`"),
        ("-period.days", "the result of `-period.days`"),
    ]);
}

#[test]
fn what_counts_is_whole() {
    let terms = check(TERMS).unwrap();
    let whole = |source: &str| {
        let number = Expression::check(source, &[Kind::Number], &everything(&terms)).unwrap();
        Reader::of(&terms).is_whole(&number)
    };
    for source in [
        "referrer.referrals",
        "payment.ordinal",
        "3",
        "count.buyers",
        "count.best",
        "referrer.referrals * 2 - 1",
        "min(3, payment.months)",
        "floor(payment.amount)",
        "if invitee.active { 5 } else { 7 }",
        "-payment.ordinal",
    ] {
        assert!(whole(source), "{source}");
    }
    for source in [
        "payment.amount",
        "payment.discount_percent",
        "action.amount",
        "invitee.action_total(\"sale\")",
        "milestone",
        "2.5",
        "count.spent",
        "count.share",
        "count.late",
        "referrer.referrals / 2",
        "referrer.referrals * 1.5",
        "max(3, payment.amount)",
        "abs(payment.amount)",
        "if invitee.active { 5 } else { 7.5 }",
    ] {
        assert!(!whole(source), "{source}");
    }
}

#[test]
fn numbers_with_a_name_are_said() {
    let said: Vec<String> = terms(&check(TERMS).unwrap()).iter().map(english).collect();
    for sentence in [
        "“buyers” is the number of invited persons, in a calendar month.",
        "Only those count for which this holds: the invited person has made at least one payment.",
        "“spent” is the sum in the last 90 days over the payments of all invited persons: of each, the amount of the payment is added.",
        "Whenever something happens, “share” becomes the number of invited persons of the person who invites ÷ 2; before that it is 0.",
        "Whenever something happens, “late” becomes the number of invited persons of the person who invites; before that it is 0.5.",
    ] {
        assert!(said.iter().any(|one| one == sentence), "{sentence}\n{said:#?}");
    }
    assert!(said.iter().any(|one| one.ends_with(", “best” becomes the largest of (“best”; the number of invited persons of the person who invites); before the first time it is 0.")), "{said:#?}");
}
