use super::*;
use crate::rules::rule::{Each, Every, Schedule};

fn monthly(day: u32) -> Schedule {
    Schedule { every: Every::Months { count: 1, month: 1, day }, hour: 0 }
}

fn on(schedule: Schedule, each: Each) -> Trigger {
    Trigger::Scheduled { schedule, each }
}

#[test]
fn a_scheduled_base_is_what_was_paid_since_the_last_instant() {
    let rule = rule(on(monthly(28), Each::Recipient), percent("5 %"));
    let mut circle = circle();
    let (a, b) = (invite(&mut circle, 0, "a", "2026-02-01"), invite(&mut circle, 0, "b", "2026-03-01"));
    pay(&mut circle, a, "2026-02-10", &[line("plan", "100")]);
    pay(&mut circle, a, "2026-02-28", &[line("plan", "10")]);
    pay(&mut circle, a, "2026-02-28T00:00:01Z", &[line("plan", "200")]).refunds = vec![(at("2026-03-02"), usd("100"))];
    pay(&mut circle, b, "2026-03-10", &[line("plan", "50")]);
    let told = told(&terms([rule]), &circle, "2026-04-30");
    assert_eq!(told, ["02-28 5.00 granted", "03-28 8.00 granted", "04-28 0.00 nothing_paid"]);
}

/// A tenth of what the invitee earned with "r" since the last instant: of 15 before it, of 10 from the very instant on.
#[test]
fn a_scheduled_share_of_what_invitees_earned() {
    let base = RuleBase::Reward("r".into());
    let share = Rule { id: "s".into(), base, ..rule(on(monthly(28), Each::Recipient), percent("10 %")) };
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-02-01");
    let b = invite(&mut circle, a, "b", "2026-02-02");
    for (day, paid) in [("2026-02-10", "150"), ("2026-02-28", "50"), ("2026-02-28T00:00:01Z", "50")] {
        pay(&mut circle, b, day, &[line("plan", paid)]);
    }
    let earnings = reckoned(&terms([rule(Trigger::Payment, percent("10 %")), share]), &circle, "2026-04-01").earnings;
    let own = earnings.iter().filter(|earning| earning.recipient == 0);
    let told: Vec<String> = own.map(|one| format!("{} {}", one.at.format("%m-%d"), one.receipt.earned)).collect();
    assert_eq!(told, ["02-28 1.50", "03-28 1.00"]);
}

#[test]
fn each_referral_is_judged_by_itself() {
    // Two a month for each invitee in supply, for 24 months at most.
    let monthly = on(monthly(1), Each::Referral);
    let rule = Rule {
        when: vec![when("invitee.active")],
        first_months: Some(FirstMonths { count: 3, since: Start::Registration }),
        ..rule(monthly, amount("2"))
    };
    let mut circle = circle();
    for (name, day) in [("a", "2026-02-10"), ("b", "2026-03-10")] {
        let friend = invite(&mut circle, 0, name, day);
        subscribe(&mut circle, friend, day, "power", "30");
    }
    cancel(&mut circle.people[1].subscriptions[0].facts, "2026-04-15");
    let expected = [
        "03-01 2.00 granted",
        "04-01 2.00 granted",
        "04-01 2.00 granted",
        "05-01 0.00 condition_not_met",
        "05-01 2.00 granted",
        "06-01 0.00 after_first_months",
        "06-01 2.00 granted",
    ];
    assert_eq!(told(&terms([rule]), &circle, "2026-06-01"), expected);
}

#[test]
fn a_matrix_of_plan_and_number_for_each_subscription() {
    // Seven websites on WWW40 at 8 each a month: 56.
    let band = [("1", amount("6")), ("6", amount("8")), ("20", amount("10"))];
    let other = [("1", amount("4.50")), ("6", amount("6")), ("20", amount("7.50"))];
    let by_count = |bands: &[(&str, Give)]| steps("referrer.active_referrals", bands, false);
    let give = by("subscription.product", None, &[("WWW40", by_count(&band)), ("WWW30", by_count(&other))]);
    let rule = Rule { when: vec![when("subscription.active")], ..rule(on(monthly(1), Each::Subscription), give) };
    let mut circle = circle();
    for n in 0..7 {
        let friend = invite(&mut circle, 0, &format!("f{n}"), "2026-02-10");
        subscribe(&mut circle, friend, "2026-02-11", "WWW40", "40");
    }
    let earned = reckoned(&terms([rule]), &circle, "2026-03-01").earnings;
    let sum = Money::sum("USD".parse().unwrap(), earned.iter().map(|one| one.receipt.amount)).unwrap();
    assert_eq!((earned.len(), sum), (7, usd("56")));
}

#[test]
fn weeks_quarters_and_days_of_ones_own() {
    let told = |every, until| {
        let schedule = Schedule { every, hour: 9 };
        let rule = rule(on(schedule, Each::Recipient), amount("1"));
        let mut circle = circle();
        invite(&mut circle, 0, "a", "2026-02-10T12:00:00Z");
        let earned = reckoned(&terms([rule]), &circle, until).earnings;
        earned.iter().map(|one| one.at.format("%m-%dT%H").to_string()).collect::<Vec<_>>()
    };
    let wednesday = Every::Week(chrono::Weekday::Wed);
    assert_eq!(told(wednesday, "2026-02-26"), ["02-11T09", "02-18T09", "02-25T09"]);
    let quarter = Every::Months { count: 3, month: 1, day: 31 };
    assert_eq!(told(quarter, "2026-12-01"), ["04-30T09", "07-31T09", "10-31T09"]);
    let year = Every::Months { count: 12, month: 6, day: 1 };
    assert_eq!(told(year, "2028-01-01"), ["06-01T09", "06-01T09"]);
    assert_eq!(told(Every::Days(30), "2026-04-20"), ["03-12T12", "04-11T12"]);
    assert_eq!(told(Every::Day, "2026-02-13"), ["02-11T09", "02-12T09"]);
}

#[test]
fn a_period_knows_how_long_it_is() {
    let schedule = Schedule { every: Every::Months { count: 3, month: 1, day: 1 }, hour: 0 };
    let give = Give::Expression(written("period.months * 100 + period.days"));
    let rule = rule(on(schedule, Each::Recipient), give);
    let mut circle = circle();
    invite(&mut circle, 0, "a", "2026-02-10");
    assert_eq!(told(&terms([rule]), &circle, "2026-04-01"), ["04-01 390.00 granted"]);
}
