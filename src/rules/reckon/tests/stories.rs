use super::*;
use crate::money::Currency;
use crate::rules::rule::{Since, Span, Thresholds};

const END: &str = "2026-12-31";

fn pays(circle: &mut Circle, who: Place, days: &[&str]) {
    for day in days {
        pay(circle, who, day, &[line("plan", "10")]);
    }
}

#[test]
fn two_payments_and_28_days_whichever_comes_last() {
    // UpCloud: payments on day 1 and 40 earn on day 40; two by day 10 on day 28.
    let becomes = Trigger::Becomes(written("invitee.payments >= 2 && invitee.age_days >= 28"));
    let terms = terms([rule(becomes, amount("50"))]);
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-02-01T10:30:00Z");
    pays(&mut circle, a, &["2026-02-02", "2026-03-13"]);
    let b = invite(&mut circle, 0, "b", "2026-02-01T10:30:00Z");
    pays(&mut circle, b, &["2026-02-02", "2026-02-11", "2026-02-12"]);
    let c = invite(&mut circle, 0, "c", "2026-02-01");
    pays(&mut circle, c, &["2026-02-02"]);
    assert_eq!(told(&terms, &circle, END), ["03-01 50.00 granted", "03-13 50.00 granted"]);
    let earned = reckoned(&terms, &circle, END).earnings;
    assert_eq!((earned[0].at, earned[0].invitee), (at("2026-03-01T10:30:00Z"), Some(b)));
    assert_eq!(told(&terms, &circle, "2026-02-28"), Vec::<String>::new());
}

#[test]
fn both_sides_are_rewarded_and_conditions_read_the_referrer() {
    // 30 days, deposits of 850 in all, both verified, the referrer deposited at least 150.
    let source = "invitee.age_days >= 30 && invitee.action_total(\"deposit\") >= 850 && referrer.action_total(\"deposit\") >= 150";
    let one = rule(Trigger::Becomes(written(source)), amount("50"));
    let other = Rule { id: "s".into(), to: Recipient::Invitee, ..one.clone() };
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-02-01");
    for sum in ["400", "450"] {
        act(&mut circle, a, "2026-02-05", "deposit").amount = Some(decimal(sum));
    }
    act(&mut circle, 0, "2026-03-20", "deposit").amount = Some(decimal("150"));
    let both = terms([one, other]);
    let earned = reckoned(&both, &circle, END).earnings;
    let told: Vec<_> = earned.iter().map(|earning| (earning.at, earning.recipient, earning.receipt.earned)).collect();
    assert_eq!(told, [(at("2026-03-20"), 0, usd("50")), (at("2026-03-20"), a, usd("50"))]);
    circle.people[0].actions[0].amount = Some(decimal("149"));
    assert_eq!(reckoned(&both, &circle, END).earnings, []);
}

#[test]
fn it_becomes_true_by_what_the_referrer_does() {
    let source = "invitee.payments >= 1 && referrer.actions(\"deposit\") >= 1";
    let terms = terms([rule(Trigger::Becomes(written(source)), amount("50"))]);
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-02-01");
    pays(&mut circle, a, &["2026-02-02"]);
    act(&mut circle, 0, "2026-03-20T10:15:00Z", "deposit");
    let earned: Vec<_> = reckoned(&terms, &circle, END).earnings.iter().map(|earning| earning.at).collect();
    assert_eq!(earned, [at("2026-03-20T10:15:00Z")]);
}

#[test]
fn registrations_limited_to_twenty_friends() {
    use crate::rules::rule::{Limit, Most, Over, Per};
    // 25 friends sign up, 12 of them book: 20 × 7000 and 10 × 5000 points.
    let points: Currency = "points".parse().unwrap();
    let form = Form::Unit(Unit::Own(points), points);
    let give = |n: &str| Give::Amount(Money::parse(n, points).unwrap());
    let limits = |n| vec![Limit { most: Most::Count(n), per: Per::Recipient, over: Over::Ever }];
    let signup = Rule { form, limits: limits(20), ..rule(Trigger::Registered, give("7000")) };
    let booking = Trigger::Action(vec!["booking".into()]);
    let booking = Rule { id: "b".into(), form, limits: limits(10), ..rule(booking, give("5000")) };
    let mut circle = circle();
    for n in 0..25 {
        let friend = invite(&mut circle, 0, &format!("f{n:02}"), &format!("2026-02-{:02}", n + 1));
        if n < 12 {
            act(&mut circle, friend, &format!("2026-03-{:02}", n + 1), "booking");
        }
    }
    let earned = reckoned(&terms([signup, booking]), &circle, END).earnings;
    let sum = Money::sum(points, earned.iter().map(|earning| earning.receipt.amount)).unwrap();
    assert_eq!((earned.len(), sum.to_string()), (37, "190000".into()));
}

#[test]
fn milestones_come_once_each_when_the_number_first_reaches_them() {
    // Five euro for each friend's first purchase; at 5 and at 10 friends 3.60 and 7.20.
    let first = Rule { first_payments: Some(1), ..rule(Trigger::Payment, amount("5")) };
    let of = written("referrer.qualified");
    let table = [("5", amount("3.60")), ("10", amount("7.20"))];
    let at_five = Thresholds::At(vec![decimal("5"), decimal("10")]);
    let on = Trigger::Milestone { of, at: at_five };
    let bonus = Rule { id: "bonus".into(), ..rule(on, steps("referrer.qualified", &table, false)) };
    let mut circle = circle();
    for n in 1..=10 {
        let friend = invite(&mut circle, 0, &format!("f{n:02}"), "2026-02-01");
        pays(&mut circle, friend, &[&format!("2026-03-{n:02}"), &format!("2026-04-{n:02}")]);
    }
    let earned = reckoned(&terms([first, bonus]), &circle, END).earnings;
    let bonus: Vec<_> = earned.iter().filter(|earning| earning.receipt.clause == "bonus").collect();
    let told: Vec<_> = bonus.iter().map(|earning| (earning.at, earning.receipt.earned.to_string())).collect();
    assert_eq!(told, [(at("2026-03-05"), "3.60".into()), (at("2026-03-10"), "7.20".into())]);
    let sum = earned.iter().map(|earning| earning.receipt.amount);
    assert_eq!(Money::sum("USD".parse().unwrap(), sum).unwrap(), usd("60.80"));
}

#[test]
fn one_free_month_for_every_two_referrals() {
    let months: Currency = "months".parse().unwrap();
    let on = Trigger::Milestone { of: written("referrer.referrals"), at: Thresholds::Every(2) };
    let give = Give::Amount(Money::parse("1", months).unwrap());
    let rule = Rule { form: Form::Unit(Unit::Own(months), months), ..rule(on, give) };
    let mut circle = circle();
    for n in 1..=5 {
        invite(&mut circle, 0, &format!("f{n}"), &format!("2026-02-0{n}"));
    }
    let told = told(&terms([rule]), &circle, END);
    assert_eq!(told, ["02-02 1 granted", "02-04 1 granted"]);
}

#[test]
fn tenure_counts_from_the_registration_a_payment_or_an_action() {
    let tenure = |since| Trigger::Tenure { span: Span::Days(31), since };
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-02-01");
    pays(&mut circle, a, &["2026-02-10"]);
    act(&mut circle, a, "2026-02-20", "activated");
    let of = |since| told(&terms([rule(tenure(since), amount("2"))]), &circle, END);
    assert_eq!(of(Since::Registration), ["03-04 2.00 granted"]);
    assert_eq!(of(Since::FirstPayment), ["03-13 2.00 granted"]);
    assert_eq!(of(Since::Action("activated".into())), ["03-23 2.00 granted"]);
    assert_eq!(of(Since::Action("moved".into())), Vec::<String>::new());
}

#[test]
fn the_recipients_own_payments_actions_and_registration() {
    let mut circle = circle();
    pays(&mut circle, 0, &["2026-01-05"]);
    act(&mut circle, 0, "2026-01-06", "survey");
    let own = |on| told(&terms([rule(on, amount("1"))]), &circle, END);
    assert_eq!(own(Trigger::Joined), ["01-01 1.00 granted"]);
    assert_eq!(own(Trigger::OwnPayment), ["01-05 1.00 granted"]);
    assert_eq!(own(Trigger::OwnAction(vec!["survey".into()])), ["01-06 1.00 granted"]);
}

#[test]
fn a_referral_that_is_void_or_was_not_yet_earns_nothing() {
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-02-10");
    circle.people[a].registered_at = at("2026-02-01");
    circle.referrals[0].voided_at = Some(at("2026-03-01"));
    pays(&mut circle, a, &["2026-02-05", "2026-02-10", "2026-02-28", "2026-03-01"]);
    let told = told(&terms([rule(Trigger::Payment, amount("1"))]), &circle, END);
    assert_eq!(told, ["02-10 1.00 granted", "02-28 1.00 granted"]);
}

#[test]
fn nothing_is_told_as_a_rate_of_nothing() {
    let mut circle = circle();
    invite(&mut circle, 0, "a", "2026-02-01");
    act(&mut circle, 0, "2026-04-01", "ask");
    let give = Give::Expression(written("referrer.turnover"));
    let told = told(&terms([rule(Trigger::OwnAction(vec!["ask".into()]), give)]), &circle, END);
    assert_eq!(told, ["04-01 0.00 rate_is_zero"]);
}

#[test]
fn a_referral_keeps_its_place_among_the_qualified() {
    let mut circle = circle();
    let (a, b) = (invite(&mut circle, 0, "a", "2026-02-01"), invite(&mut circle, 0, "b", "2026-02-01"));
    pays(&mut circle, a, &["2026-03-01", "2026-03-03"]);
    pays(&mut circle, b, &["2026-03-02", "2026-03-04"]);
    let give = Give::Expression(written("referral.qualified_ordinal * 10"));
    let told = told(&terms([rule(Trigger::Payment, give)]), &circle, END);
    assert_eq!(told, ["03-01 10.00 granted", "03-02 20.00 granted", "03-03 10.00 granted", "03-04 20.00 granted"]);
}

#[test]
fn who_qualified_lately_is_counted_without_those_before() {
    let mut circle = circle();
    for (name, day) in [("a", "2026-03-01"), ("b", "2026-03-02"), ("c", "2026-05-01")] {
        let friend = invite(&mut circle, 0, name, "2026-02-01");
        pays(&mut circle, friend, &[day]);
    }
    let give = Give::Expression(written("10 + referrer.qualified(30)"));
    let told = told(&terms([rule(Trigger::Payment, give)]), &circle, END);
    assert_eq!(told, ["03-01 10.00 granted", "03-02 11.00 granted", "05-01 10.00 granted"]);
}

/// 10 + 10 of the one while the referral held, 10 of the other: what was paid at its end and after it is no turnover.
#[test]
fn turnover_is_what_invitees_paid_while_they_were_that() {
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-02-01");
    circle.referrals[0].voided_at = Some(at("2026-03-01"));
    pays(&mut circle, a, &["2026-02-10", "2026-02-28", "2026-03-01", "2026-03-05"]);
    let b = invite(&mut circle, 0, "b", "2026-02-01");
    pays(&mut circle, b, &["2026-03-10"]);
    act(&mut circle, 0, "2026-04-01", "ask");
    let give = Give::Expression(written("referrer.turnover"));
    let told = told(&terms([rule(Trigger::OwnAction(vec!["ask".into()]), give)]), &circle, END);
    assert_eq!(told, ["04-01 30.00 granted"]);
}

#[test]
fn counts_sum_what_their_condition_lets_through() {
    use crate::rules::rule::{Count, Counted, CountedOver, Made, Things, What, Whose};
    // Ten invitees on the referrer's own plan.
    let count = |name: &str, what, condition: Option<&str>, sum: Option<&str>, over| Count {
        name: name.into(),
        made: Made::Things(Things {
            of: Counted { whose: Whose::Invitees, what },
            condition: condition.map(written),
            sum: sum.map(written),
            over,
        }),
    };
    let same = Some("invitee.active && invitee.product == referrer.product");
    let one = count("one", What::Referrals, same, None, CountedOver::Ever);
    let two = count("two", What::Payments, None, Some("payment.amount"), CountedOver::Calendar { months: 1 });
    let give = Give::Expression(written("count.one * 100 + count.two"));
    let mut terms = terms([rule(Trigger::OwnAction(vec!["ask".into()]), give)]);
    terms.counts = vec![one, two];
    let mut circle = circle();
    subscribe(&mut circle, 0, "2026-01-02", "small", "25");
    for (n, product) in ["small", "large", "small"].into_iter().enumerate() {
        let friend = invite(&mut circle, 0, &format!("f{n}"), "2026-02-01");
        subscribe(&mut circle, friend, "2026-02-01", product, "25");
        pays(&mut circle, friend, &["2026-02-28", "2026-03-01"]);
    }
    act(&mut circle, 0, "2026-02-28", "ask");
    act(&mut circle, 0, "2026-03-15", "ask");
    cancel(&mut circle.people[1].subscriptions[0].facts, "2026-03-10");
    assert_eq!(told(&terms, &circle, END), ["02-28 230.00 granted", "03-15 130.00 granted"]);
}

#[test]
fn a_milestones_value_is_by_its_threshold_though_the_number_jumps_over_it() {
    let on = Trigger::Milestone {
        of: written("referrer.turnover"),
        at: Thresholds::At(vec![decimal("100"), decimal("500")]),
    };
    let give = by("milestone", None, &[("100", amount("1")), ("500", amount("6"))]);
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-02-01");
    pay(&mut circle, a, "2026-02-02", &[line("plan", "700")]);
    assert_eq!(told(&terms([rule(on, give)]), &circle, END), ["02-02 1.00 granted", "02-02 6.00 granted"]);
}

#[test]
fn who_was_active_is_inactive_for_so_many_days() {
    let asked = Trigger::Action(vec!["ask".into()]);
    let rule = rule(asked, Give::Expression(written("invitee.inactive_days + 1")));
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-02-01");
    cancel(subscribe(&mut circle, a, "2026-02-05", "plan", "10"), "2026-03-01");
    for day in ["2026-02-02", "2026-02-28", "2026-03-01", "2026-03-31"] {
        act(&mut circle, a, day, "ask");
    }
    let expected = ["02-02 1000001.00 granted", "02-28 1.00 granted", "03-01 1.00 granted", "03-31 31.00 granted"];
    assert_eq!(told(&terms([rule]), &circle, END), expected);
}
