//! What each word of an expression is in one story, reckoned by hand.

use super::*;
use crate::events::{Order, PersonKind};
use crate::rules::circle::MemberInvoice;
use crate::rules::facts::view::{Nothing, Progress};
use crate::rules::rule::{Each, Every, Schedule};

/// The referrer's two companies; "a" with a plan and a canceled one, "b" who never paid, "c" whose referral ends in the very instant of that payment.
/// On 15 April at 10:00 "a" pays 104.00, of which 8.00 are tax: a plan of 12 months, 100.00 less 20.00, that costs 30.00, and two
/// services of 10.00 each at 8.00.
fn story() -> Circle {
    let mut circle = circle();
    circle.people[0].labels = vec![(at("2026-01-01"), vec!["vip".into()])];
    let a = invite(&mut circle, 0, "a", "2026-02-01");
    invite(&mut circle, 0, "b", "2026-04-01T10:00:00Z");
    let c = invite(&mut circle, 0, "c", "2026-02-01");
    circle.referrals[2].voided_at = Some(at("2026-04-15T10:00:00Z"));
    circle.referrals[0].code = Some("CODE".into());
    circle.referrals[0].sub = Some("sub".into());
    subscribe(&mut circle, 0, "2026-01-10", "own", "7");
    subscribe(&mut circle, a, "2026-02-01", "plan", "25").payments =
        vec![PaidAt { at: at("2026-02-05"), refunded_whole_at: None }];
    cancel(subscribe(&mut circle, a, "2026-02-01", "other", "10"), "2026-03-15");
    pay(&mut circle, 0, "2026-01-10", &[line("own", "7")]);
    pay(&mut circle, a, "2026-02-05", &[line("plan", "25")]).refunds = vec![(at("2026-02-20"), usd("5"))];
    pay(&mut circle, c, "2026-03-01", &[line("plan", "40")]);
    circle.people[a].kinds = vec![(at("2026-02-01"), PersonKind::Business)];
    circle.people[a].countries = vec![(at("2026-02-01"), "UA".into())];
    circle.people[a].labels = vec![(at("2026-02-01"), vec!["student".into()])];
    let invoices = [
        ("2026-03-01", "2026-03-10", None),
        ("2026-04-01", "2026-05-01", None),
        ("2026-04-01", "2026-04-02", Some("2026-04-02")),
        ("2026-04-20", "2026-05-01", None),
    ];
    circle.people[0].invoices = invoices.map(|(issued, due, settled)| invoice(issued, due, settled)).into();
    for (when, amount) in [("2026-03-01", "3"), ("2026-03-02", "4")] {
        act(&mut circle, a, when, "sale").amount = Some(decimal(amount));
    }
    circle.people[a].actions[0].reversed_at = Some(at("2026-04-20"));
    act(&mut circle, 0, "2026-03-01", "sale");
    let plan = MemberLine {
        amount: usd("100"),
        months: Some(12),
        cost: Some(usd("30")),
        labels: vec!["first".into()],
        ..line("plan", "80")
    };
    let service = MemberLine {
        kind: LineKind::Service,
        amount: usd("20"),
        quantity: Some(2),
        order: Some(Order::Upgrade),
        ..line("care", "16")
    };
    let paid = pay(&mut circle, a, "2026-04-15T10:00:00Z", &[plan, service]);
    (paid.amount, paid.tax, paid.credit, paid.promo_code) = (usd("104"), Some(usd("8")), Some(usd("2")), true);
    circle
}

fn invoice(issued: &str, due: &str, settled: Option<&str>) -> MemberInvoice {
    MemberInvoice {
        id: id("i"),
        event: id("i"),
        at: at(issued),
        subscription: None,
        due_at: at(due),
        lines: vec![MemberLine { months: Some(3), ..line("own", "10") }],
        total: usd("12"),
        tax: Some(usd("2")),
        settled_at: settled.map(at),
        voided_at: None,
    }
}

/// What a rule on these occasions gives where its number is this one; as credit, so to the cent.
fn gives(on: Trigger, source: &str, day: &str) -> Vec<String> {
    let terms = terms([rule(on, Give::Expression(written(source)))]);
    let earnings = reckoned(&terms, &story(), "2026-05-01").earnings;
    let of_day = earnings.iter().filter(|earning| earning.at.format("%m-%d").to_string() == day);
    of_day.map(|earning| earning.receipt.earned.amount().normalize().to_string()).collect()
}

fn numbers(on: &Trigger, day: &str, rows: &[(&str, &str)]) {
    for (source, expected) in rows {
        assert_eq!(gives(on.clone(), source, day), [*expected], "{source}");
    }
}

/// Each holds, and its opposite does not.
fn flags(on: &Trigger, day: &str, rows: &[&str]) {
    for source in rows {
        numbers(
            on,
            day,
            &[
                (&format!("if {source} {{ 1 }} else {{ 2 }}"), "1"),
                (&format!("if !({source}) {{ 1 }} else {{ 2 }}"), "2"),
            ],
        );
    }
}

#[test]
fn of_a_payment() {
    numbers(
        &Trigger::Payment,
        "04-15",
        &[
            ("payment.amount", "104"),
            ("payment.tax", "8"),
            ("payment.credit", "2"),
            ("payment.ordinal", "2"),
            ("payment.months", "12"),
            ("payment.quantity", "3"),
            ("payment.cost", "30"),
            ("payment.discount_percent", "20"),
            ("payment.age_days", "73"),
        ],
    );
    flags(
        &Trigger::Payment,
        "04-15",
        &[
            "payment.promo_code",
            "payment.order == \"renewal\"",
            "payment.product == \"plan\"",
            "payment.has(\"first\")",
            "!payment.has(\"other\")",
        ],
    );
}

/// The payment's 104 are shared by what the lines were after discounts, 80 and 16: 86.67 and 17.33.
#[test]
fn of_its_lines() {
    let line = |what: &str| format!("if line.product == \"plan\" {{ {what} }} else {{ 0 }}");
    let care = |what: &str| format!("if line.product == \"care\" {{ {what} }} else {{ 0 }}");
    for (source, expected) in [
        (line("line.amount"), "100"),
        (line("line.net"), "80"),
        (line("line.discount"), "20"),
        (line("line.months"), "12"),
        (line("line.cost"), "30"),
        (line("line.quantity"), "1"),
        (line("line.paid"), "86.67"),
        (line("line.monthly * 12"), "86.67"),
        (care("line.quantity"), "2"),
        (care("line.months + 1"), "1"),
        (care("line.cost + 1"), "1"),
        (care("if line.kind == \"service\" && line.order == \"upgrade\" { 5 } else { 6 }"), "5"),
        (line("if line.kind == \"plan\" && line.order == \"renewal\" { 5 } else { 6 }"), "5"),
        (line("if line.has(\"first\") { 5 } else { 6 }"), "5"),
        (care("if line.has(\"first\") { 5 } else { 6 }"), "6"),
    ] {
        assert_eq!(gives(Trigger::Payment, &source, "04-15"), [expected], "{source}");
    }
}

#[test]
fn of_whoever_pays_and_of_the_referral() {
    numbers(
        &Trigger::Payment,
        "04-15",
        &[
            ("invitee.age_days", "73"),
            ("invitee.age_months", "2"),
            ("invitee.payments", "2"),
            ("invitee.paid_total", "124"),
            ("invitee.paid(30)", "104"),
            ("invitee.subscriptions", "1"),
            ("invitee.price", "25"),
            ("invitee.monthly_price", "25"),
            ("invitee.months_active", "2"),
            ("invitee.inactive_days + 1", "1"),
            ("invitee.first_payment_days", "4"),
            ("invitee.actions(\"sale\")", "2"),
            ("invitee.action_total(\"sale\")", "7"),
            ("referral.ordinal", "1"),
            ("referral.age_days", "73"),
            ("referral.age_months", "2"),
            ("referral.level", "1"),
        ],
    );
    flags(
        &Trigger::Payment,
        "04-15",
        &[
            "invitee.active",
            "invitee.country == \"UA\"",
            "invitee.kind == \"business\"",
            "invitee.product == \"plan\"",
            "invitee.has(\"student\")",
            "!invitee.has(\"vip\")",
            "referral.code == \"CODE\"",
            "referral.sub == \"sub\"",
            "!referral.late",
        ],
    );
}

/// Of the referrals one ended; two invoices are open, of which one is overdue. In 60 days 104 and 40 were paid, and 5 given back.
#[test]
fn of_the_referrer() {
    numbers(
        &Trigger::Payment,
        "04-15",
        &[
            ("referrer.referrals", "2"),
            ("referrer.referrals(15)", "1"),
            ("referrer.referrals(14) + 1", "1"),
            ("referrer.active_referrals", "1"),
            ("referrer.turnover", "164"),
            ("referrer.turnover(60)", "139"),
            ("referrer.pending_payments", "1"),
            ("referrer.open_invoices", "2"),
            ("referrer.payments", "1"),
            ("referrer.paid_total", "7"),
            ("referrer.actions(\"sale\")", "1"),
            ("referrer.subscriptions", "1"),
            ("referrer.age_days", "104"),
        ],
    );
    flags(
        &Trigger::Payment,
        "04-15",
        &[
            "referrer.is_customer",
            "!referrer.in_good_standing",
            "referrer.active",
            "referrer.has(\"vip\")",
            "referrer.product == \"own\"",
        ],
    );
}

#[test]
fn of_an_own_invoice() {
    let rows = [("charge.amount", "12"), ("charge.net", "10"), ("charge.tax", "2"), ("charge.months", "3")];
    numbers(&Trigger::OwnInvoice, "04-20", &rows);
    flags(&Trigger::OwnInvoice, "04-20", &["charge.product == \"own\""]);
}

#[test]
fn of_an_action_that_is_their_second() {
    let on = Trigger::Action(vec!["sale".into()]);
    numbers(&on, "03-02", &[("action.amount", "4"), ("action.ordinal", "2")]);
    flags(&on, "03-02", &["action.name == \"sale\"", "action.product == \"\"", "!action.has(\"a\")"]);
}

#[test]
fn of_a_subscription_in_its_period() {
    let schedule = Schedule { every: Every::Months { count: 1, month: 1, day: 15 }, hour: 0 };
    let on = Trigger::Scheduled { schedule, each: Each::Subscription };
    let of_plan = |what: &str| format!("if subscription.product == \"plan\" {{ {what} }} else {{ 0 }}");
    for (source, expected) in [
        ("subscription.price", "25"),
        ("subscription.monthly_price", "25"),
        ("subscription.months", "1"),
        ("subscription.age_days", "73"),
        ("if subscription.active { 3 } else { 4 }", "3"),
        ("period.days", "31"),
        ("period.months", "1"),
    ] {
        let given = gives(on.clone(), &of_plan(source), "04-15");
        assert_eq!(given.iter().filter(|given| *given != "0").collect::<Vec<_>>(), [expected], "{source}");
    }
}

#[test]
fn before_anything_is_given_nobody_is_qualified() {
    assert_eq!((Nothing.qualified(None), Nothing.rewarded(), Nothing.qualified_ordinal(0)), (0, 0, 1));
}
