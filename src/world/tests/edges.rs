//! Programs and facts at the edges: numbers that are too large, amounts that nobody said, things that come twice.

use super::*;

fn holds(rest: &str) {
    let file = format!("program = \"x\"\nname = \"X\"\ncurrency = \"USD\"\ntime_zone = \"UTC\"\n{rest}");
    assert_eq!(check_terms(&file).map(drop), Ok(()), "{rest}");
}

/// A number has at most 7.9e28: three payments of 100.00 make 2.1e29.
#[test]
fn a_count_that_is_too_large_has_no_answer() {
    let payments = "{ type = \"payment.succeeded\", at = \"2026-04-02T00:00:00Z\", amount = \"100.00\", times = 3, every = \"1 days\" }";
    let last = "{ at = \"2026-05-25T00:00:00Z\", earned = \"20.00\", reason = \"unanswered\" }";
    for of in ["payments", "invitee.payments"] {
        holds(&format!(
            "[count.x]\nof = \"{of}\"\nsum = \"= payment.amount * 350000000000000000000000000\"\n\
             [[reward]]\non = \"payment\"\nwhen = \"= count.x > 5\"\ngive = \"10.00\"\nas = \"cash\"\n\
             [[example]]\nsays = \"the third is too much\"\ngiven = [ {payments} ]\nexpect = [ {last} ]\n"
        ));
    }
}

/// Money goes to 10^15; the second payment would earn 10^16.
#[test]
fn an_amount_that_is_too_large_is_nothing_and_stops_nothing_else() {
    for carry in ["", "carry = true\n"] {
        holds(&format!(
            "[[reward]]\non = \"payment\"\ngive = \"= payment.base * payment.base * 100000000\"\nas = \"cash\"\n{carry}\
             [[example]]\nsays = \"a small one, a large one, a small one\"\n\
             given = [ {{ type = \"payment.succeeded\", at = \"2026-04-01T00:00:00Z\", amount = \"1.00\" }},\n\
                       {{ type = \"payment.succeeded\", at = \"2026-04-02T00:00:00Z\", amount = \"10000.00\" }},\n\
                       {{ type = \"payment.succeeded\", at = \"2026-04-03T00:00:00Z\", amount = \"1.00\" }} ]\n\
             expect = [ {{ at = \"2026-04-02T00:00:00Z\", earned = \"100000000.00\", reason = \"unanswered\" }},\n\
                        {{ at = \"2026-04-03T00:00:00Z\", earned = \"200000000.00\", reason = \"granted\" }} ]\n"
        ));
    }
}

const TEN_PERCENT: &str = "[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\n";

/// 100.00 earned 10.00.
#[test]
fn a_refund_without_an_amount_is_what_was_asked_for_or_what_is_left() {
    let refund = |kind: &str, day: u32, more: &str| {
        format!("{{ type = \"{kind}\", at = \"2026-04-0{day}T09:00:00Z\", payment = \"p\"{more} }}")
    };
    let (first, second) = (", refund = \"r1\"", ", refund = \"r2\"");
    let thirty = ", refund = \"r1\", amount = \"30.00\"";
    let cases: [(&[String], &str); 6] = [
        (&[refund("refund.completed", 3, first)], "0.00"),
        (&[refund("refund.requested", 2, thirty), refund("refund.completed", 3, first)], "7.00"),
        (&[refund("refund.requested", 2, thirty), refund("refund.declined", 3, first)], "10.00"),
        (&[refund("refund.completed", 2, thirty), refund("refund.completed", 3, second)], "0.00"),
        (
            &[refund("refund.completed", 2, thirty), refund("payment.disputed", 3, ""), refund("dispute.lost", 4, "")],
            "0.00",
        ),
        // All of it was disputed before a part went back.
        (
            &[refund("payment.disputed", 2, ""), refund("refund.completed", 3, thirty), refund("dispute.lost", 4, "")],
            "0.00",
        ),
    ];
    for (told, left) in cases {
        let told = told.join(",\n");
        holds(&format!(
            "{TEN_PERCENT}[[example]]\nsays = \"refunded\"\ngiven = [\n\
             {{ type = \"payment.succeeded\", at = \"2026-04-01T09:00:00Z\", amount = \"100.00\", payment = \"p\" }},\n{told} ]\n\
             expect = [ {{ at = \"2026-04-09T00:00:00Z\", earned = \"{left}\" }} ]\n"
        ));
    }
}

#[test]
fn more_allocated_than_there_is_money_in_the_world_is_all_there_is() {
    let read = |amount: &str| {
        format!(
            "[[reward]]\non = \"payment\"\ngive = \"50 %\"\nas = \"credit\"\n[use.credit]\nauto = \"next_invoice\"\n\
             [[example]]\nsays = \"all of it\"\ncompanies = 1\n\
             given = [ {{ type = \"payment.succeeded\", at = \"2026-04-01T09:00:00Z\", amount = \"200.00\" }},\n\
                       {{ type = \"choice.made\", at = \"2026-04-02T09:00:00Z\", allocation = \"own-1 {amount}\" }},\n\
                       {{ type = \"invoice.issued\", at = \"2026-05-01T09:00:00Z\", company = \"own-1\", lines = [\n\
                       {{ product = \"plan\", kind = \"plan\", amount = \"30.00\" }} ] }} ]\n\
             expect = [ {{ at = \"2026-05-05T09:00:00Z\", available = \"70.00\" }} ]\n"
        )
    };
    holds(&read("1000000000000000"));
    let file =
        format!("program = \"x\"\nname = \"X\"\ncurrency = \"USD\"\ntime_zone = \"UTC\"\n{}", read("1000000000000001"));
    let problems = check_terms(&file).map(drop).unwrap_err();
    assert!(problems.iter().any(|problem| problem.words.contains("larger than")), "{problems:?}");
}

#[test]
fn a_payment_of_nothing_is_not_the_first_one() {
    holds(&format!(
        "[[reward]]\non = \"payment\"\ngive = \"10.00\"\nas = \"cash\"\nfirst_payments = 1\n\
         [[example]]\nsays = \"bonuses paid the first\"\n\
         given = [ {{ type = \"payment.succeeded\", at = \"2026-04-01T09:00:00Z\", amount = \"0.00\" }},\n\
                   {{ type = \"payment.succeeded\", at = \"2026-04-03T09:00:00Z\", amount = \"10.00\" }},\n\
                   {{ type = \"payment.succeeded\", at = \"2026-04-05T09:00:00Z\", amount = \"10.00\" }} ]\n\
         expect = [ {{ at = \"2026-05-01T00:00:00Z\", earned = \"{}\" }} ]\n",
        "10.00"
    ));
}

/// Whoever is second is bound to nobody, and the first keeps what they earned.
#[test]
fn a_referral_that_was_ended_is_not_replaced() {
    for again in
        ["referrer = \"referrer-2\", staff = true", "referrer = \"referrer\", staff = true", "code = \"CODE2\""]
    {
        holds(&format!(
            "[[reward]]\non = \"registered\"\ngive = \"10.00\"\nas = \"cash\"\n\
             [[example]]\nsays = \"ended\"\nreferrers = 2\ntree = [\"b\"]\n\
             given = [ {{ type = \"person.registered\", at = \"2026-04-01T09:00:00Z\", by = \"b\", code = \"CODE\" }},\n\
                       {{ type = \"referral.voided\", at = \"2026-04-05T09:00:00Z\", by = \"b\" }},\n\
                       {{ type = \"referral.replaced\", at = \"2026-04-08T09:00:00Z\", by = \"b\", {again}, refused = true }} ]\n\
             expect = [ {{ at = \"2026-05-25T00:00:00Z\", earned = \"10.00\" }} ]\n"
        ));
    }
}

#[test]
fn what_came_to_nothing_is_no_first_withdrawal() {
    let asked = |name: &str, amount: &str, day: u32, more: &str| {
        format!(
            "{{ type = \"withdrawal.requested\", at = \"2026-04-0{day}T09:00:00Z\", withdrawal = \"{name}\", \
             amount = \"{amount}\", method = \"iban\"{more} }}"
        )
    };
    let (large, early, late) =
        (asked("w1", "50.00", 3, ""), asked("w2", "10.00", 5, ", refused = true"), asked("w3", "50.00", 6, ""));
    holds(&format!(
        "{TEN_PERCENT}[use.cash]\nwithdraw = {{ methods = [\"iban\"], minimum = \"10.00\", first_minimum = \"50.00\" }}\n\
         [[example]]\nsays = \"canceled, and then less\"\n\
         given = [ {{ type = \"payment.succeeded\", at = \"2026-04-01T09:00:00Z\", amount = \"2000.00\" }},\n{large},\n\
                   {{ type = \"withdrawal.canceled\", at = \"2026-04-04T09:00:00Z\", withdrawal = \"w1\" }},\n{early},\n{late},\n{} ]\n\
         expect = [ {{ at = \"2026-05-01T00:00:00Z\", available = \"140.00\" }} ]\n",
        asked("w4", "10.00", 7, "")
    ));
}
