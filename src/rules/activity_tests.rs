use proptest::prelude::*;

use super::activity::*;
use crate::calendar::Instant;
use crate::events::{Line, LineKind, SubscriptionStatus};
use crate::money::Money;

use SubscriptionStatus::{Active, Canceled, Expired, PastDue, Trialing};

fn day(n: u32) -> Instant {
    format!("2026-04-{n:02}T12:00:00Z").parse().unwrap()
}

/// Started on the 1st, with a trial until the 8th.
fn with_trial() -> SubscriptionFacts {
    SubscriptionFacts { trial_ends_at: Some(day(8)), ..without_trial() }
}

fn without_trial() -> SubscriptionFacts {
    SubscriptionFacts {
        started_at: day(1),
        trial_ends_at: None,
        statuses: vec![],
        closed_at: None,
        payments: vec![],
        dues: vec![],
    }
}

fn paid(facts: SubscriptionFacts, on: u32) -> SubscriptionFacts {
    SubscriptionFacts { payments: vec![PaidAt { at: day(on), refunded_whole_at: None }], ..facts }
}

fn refunded(facts: SubscriptionFacts, on: u32, back: u32) -> SubscriptionFacts {
    SubscriptionFacts { payments: vec![PaidAt { at: day(on), refunded_whole_at: Some(day(back)) }], ..facts }
}

fn said(facts: SubscriptionFacts, on: u32, status: SubscriptionStatus) -> SubscriptionFacts {
    let statuses = facts.statuses.iter().copied().chain([(day(on), status)]).collect();
    SubscriptionFacts { statuses, ..facts }
}

fn due(facts: SubscriptionFacts, on: u32, settled: Option<u32>, voided: Option<u32>) -> SubscriptionFacts {
    let due = Due { due_at: day(on), settled_at: settled.map(day), voided_at: voided.map(day) };
    SubscriptionFacts { dues: facts.dues.iter().copied().chain([due]).collect(), ..facts }
}

/// Section 3 and section 8 of the discount program: each line one invited person, and what they are on some days.
#[test]
fn who_is_an_active_referral_and_when() {
    type Days = &'static [(u32, &'static str)];
    let table: Vec<(&str, Vec<SubscriptionFacts>, Days)> = vec![
        ("no subscription at all", vec![], &[(1, "no_subscription"), (28, "no_subscription")]),
        ("trial only", vec![with_trial()], &[(1, "trial"), (7, "trial"), (8, "never_paid"), (28, "never_paid")]),
        ("paid after the trial", vec![paid(with_trial(), 9)], &[(8, "never_paid"), (9, "active"), (28, "active")]),
        ("paid at the trial's end", vec![paid(with_trial(), 8)], &[(7, "trial"), (8, "active")]),
        ("paid during the trial only", vec![paid(with_trial(), 5)], &[(6, "trial"), (28, "never_paid")]),
        ("no trial, paid at once", vec![paid(without_trial(), 1)], &[(1, "active"), (28, "active")]),
        ("no trial, not paid", vec![without_trial()], &[(1, "never_paid")]),
        ("refunded whole", vec![refunded(without_trial(), 2, 10)], &[(9, "active"), (10, "never_paid")]),
        ("canceled", vec![said(paid(without_trial(), 1), 10, Canceled)], &[(9, "active"), (10, "canceled")]),
        ("expired", vec![said(paid(without_trial(), 1), 10, Expired)], &[(9, "active"), (10, "expired")]),
        ("unpaid by its status", vec![said(paid(without_trial(), 1), 10, PastDue)], &[(9, "active"), (10, "past_due")]),
        (
            "canceled, then active again",
            vec![said(said(paid(without_trial(), 1), 10, Canceled), 12, Active)],
            &[(11, "canceled"), (12, "active")],
        ),
        (
            "an invoice past due",
            vec![due(paid(without_trial(), 1), 20, None, None)],
            &[(20, "active"), (21, "past_due")],
        ),
        (
            "an invoice paid late",
            vec![due(paid(without_trial(), 1), 20, Some(25), None)],
            &[(20, "active"), (24, "past_due"), (25, "active")],
        ),
        ("an invoice paid in time", vec![due(paid(without_trial(), 1), 20, Some(19), None)], &[(21, "active")]),
        (
            "an invoice voided",
            vec![due(paid(without_trial(), 1), 20, None, Some(22))],
            &[(21, "past_due"), (22, "active")],
        ),
        (
            "the company closed",
            vec![SubscriptionFacts { closed_at: Some(day(10)), ..paid(without_trial(), 1) }],
            &[(9, "active"), (10, "closed")],
        ),
        (
            "one subscription paid and canceled, another never paid: no one subscription satisfies everything",
            vec![said(paid(without_trial(), 1), 10, Canceled), without_trial()],
            &[(9, "active"), (10, "never_paid")],
        ),
        (
            "one canceled, another paid",
            vec![said(without_trial(), 3, Canceled), paid(without_trial(), 5)],
            &[(4, "never_paid"), (5, "active")],
        ),
        (
            "a trial said to run, no end known",
            vec![said(paid(without_trial(), 1), 2, Trialing)],
            &[(1, "active"), (2, "trial")],
        ),
        ("`trialing` after the trial's end", vec![said(paid(with_trial(), 9), 10, Trialing)], &[(10, "active")]),
        (
            "started later",
            vec![SubscriptionFacts { started_at: day(5), ..paid(without_trial(), 5) }],
            &[(4, "no_subscription"), (5, "active")],
        ),
    ];
    for (says, subscriptions, days) in table {
        for &(on, expected) in days {
            assert_eq!(standing_at(&subscriptions, day(on)).name(), expected, "{says}, on the {on}.");
        }
    }
}

#[test]
fn the_reason_is_the_one_nearest_to_active() {
    let closed = SubscriptionFacts { closed_at: Some(day(1)), ..without_trial() };
    let far_to_near = [
        closed,
        said(without_trial(), 1, Expired),
        said(without_trial(), 1, Canceled),
        SubscriptionFacts { trial_ends_at: Some(day(28)), ..without_trial() },
        without_trial(),
        said(paid(without_trial(), 1), 1, PastDue),
        paid(without_trial(), 1),
    ];
    let expected = ["closed", "expired", "canceled", "trial", "never_paid", "past_due", "active"];
    for n in 0..far_to_near.len() {
        let mut subscriptions = far_to_near[..=n].to_vec();
        assert_eq!(standing_at(&subscriptions, day(2)).name(), expected[n]);
        subscriptions.reverse();
        assert_eq!(standing_at(&subscriptions, day(2)).name(), expected[n]);
    }
}

#[test]
fn the_history_says_what_is_known_ahead() {
    let facts = due(paid(with_trial(), 8), 20, None, Some(27));
    let said: Vec<(Instant, &str)> = spans(&[facts]).iter().map(|span| (span.from, span.standing.name())).collect();
    let past_due = day(20) + chrono::TimeDelta::microseconds(1);
    assert_eq!(said, [(day(1), "trial"), (day(8), "active"), (past_due, "past_due"), (day(27), "active")]);
    assert_eq!(spans(&[]), []);
}

#[test]
fn every_standing_is_found_by_its_name() {
    for standing in Standing::ALL {
        assert_eq!(Standing::named(standing.name()), Some(standing));
    }
    assert_eq!(Standing::named("idle"), None);
}

#[test]
fn a_subscription_runs_or_not_whether_or_not_it_was_paid() {
    assert!(without_trial().is_running(day(1)) && !without_trial().is_running(day(1) - chrono::TimeDelta::seconds(1)));
    assert!(!with_trial().is_running(day(7)) && with_trial().is_running(day(8)));
    for status in [Canceled, Expired, PastDue] {
        let facts = said(without_trial(), 5, status);
        assert!(facts.is_running(day(4)) && !facts.is_running(day(5)), "{status:?}");
    }
    assert!(!SubscriptionFacts { closed_at: Some(day(3)), ..without_trial() }.is_running(day(3)));
}

#[test]
fn an_invoice_finds_its_subscription_by_the_plan() {
    let line = |product: &str, kind| {
        let amount = Money::parse("1", "USD".parse().unwrap()).unwrap();
        Line { product: product.parse().unwrap(), kind, ..Line::unnamed(amount) }
    };
    let subscriptions = [("basic", day(1), "s1"), ("team", day(2), "s2"), ("basic", day(10), "s3")];
    let found = |lines: &[Line], on| subscription_of(&subscriptions, lines, day(on));
    assert_eq!(found(&[line("basic", LineKind::Plan)], 9), Some(0));
    assert_eq!(found(&[line("basic", LineKind::Plan)], 10), Some(2));
    assert_eq!(found(&[line("team", LineKind::Plan)], 1), Some(1), "the first to come, where none had started");
    assert_eq!(found(&[line("team", LineKind::Service), line("basic", LineKind::Plan)], 5), Some(0));
    assert_eq!(found(&[line("team", LineKind::Service)], 5), None);
    assert_eq!(found(&[line("other", LineKind::Plan)], 5), None);
    assert_eq!(only_subscription(&subscriptions, day(1)), Some(0));
    assert_eq!(only_subscription(&subscriptions, day(2)), None);
    assert_eq!(only_subscription(&[], day(2)), None);
    for (on, expected) in [(1, "s1"), (5, "s2")] {
        for told in
            [[("basic", day(3), "s2"), ("basic", day(3), "s1")], [("basic", day(3), "s1"), ("basic", day(3), "s2")]]
        {
            let of = subscription_of(&told, &[line("basic", LineKind::Plan)], day(on)).map(|n| told[n].2);
            assert_eq!(of, Some(expected), "whichever was told first");
        }
    }
}

#[test]
fn an_invoice_is_settled_when_money_and_bonuses_first_cover_it() {
    let usd = |text: &str| Money::parse(text, "USD".parse().unwrap()).unwrap();
    let settled = |moves: &[(u32, Money)]| {
        let mut moves: Vec<_> = moves.iter().map(|&(on, money)| (day(on), money)).collect();
        settled_at(usd("100"), day(1), &mut moves).unwrap()
    };
    let (sixty, forty) = (usd("60"), usd("40"));
    assert_eq!(settled(&[]), None);
    assert_eq!(settled(&[(9, sixty)]), None);
    assert_eq!(settled(&[(9, sixty), (5, forty)]), Some(day(9)));
    assert_eq!(settled(&[(5, forty), (9, sixty), (12, usd("1"))]), Some(day(9)));
    assert_eq!(settled_at(usd("0"), day(3), &mut []).unwrap(), Some(day(3)));
}

/// Section 5: a company takes referrals while its subscription has started, its trial is over and its status is active.
#[test]
fn when_a_company_takes_referrals() {
    let spans = |facts: SubscriptionFacts| facts.running().collect::<Vec<_>>();
    assert_eq!(spans(without_trial()), [(day(1), None)]);
    assert_eq!(spans(with_trial()), [(day(8), None)]);
    let stopped = said(said(said(with_trial(), 10, PastDue), 12, Canceled), 15, Active);
    assert_eq!(spans(stopped.clone()), [(day(8), Some(day(10))), (day(15), None)]);
    let closed = SubscriptionFacts { closed_at: Some(day(20)), ..said(stopped, 17, Active) };
    assert_eq!(spans(closed), [(day(8), Some(day(10))), (day(15), Some(day(20)))]);
    assert_eq!(spans(SubscriptionFacts { closed_at: Some(day(5)), ..with_trial() }), []);
}

fn instant() -> impl Strategy<Value = Instant> {
    (1u32..=28).prop_map(day)
}

fn subscription() -> impl Strategy<Value = SubscriptionFacts> {
    let status = prop::sample::select(vec![Trialing, Active, PastDue, Canceled, Expired]);
    let maybe = || prop::option::weighted(0.4, instant());
    let payment = (instant(), maybe()).prop_map(|(at, refunded_whole_at)| PaidAt { at, refunded_whole_at });
    let due = (instant(), maybe(), maybe());
    let due = due.prop_map(|(due_at, settled_at, voided_at)| Due { due_at, settled_at, voided_at });
    let lists = (
        prop::collection::vec((instant(), status), 0..4),
        prop::collection::vec(payment, 0..5),
        prop::collection::vec(due, 0..4),
    );
    (instant(), maybe(), prop::option::weighted(0.1, instant()), lists).prop_map(
        |(started_at, trial_ends_at, closed_at, (statuses, payments, dues))| SubscriptionFacts {
            started_at,
            trial_ends_at,
            statuses,
            closed_at,
            payments,
            dues,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_history_agrees_with_every_instant(subscriptions in prop::collection::vec(subscription(), 0..4)) {
        let spans = spans(&subscriptions);
        for pair in spans.windows(2) {
            prop_assert!(pair[0].from < pair[1].from && pair[0].standing != pair[1].standing);
        }
        for on in 1..=28 {
            for micros in [-1, 0, 1, 2, 3_600_000_000] {
                let at = day(on) + chrono::TimeDelta::microseconds(micros);
                let span = spans.iter().rev().find(|span| span.from <= at);
                let standing = span.map_or(Standing::Inactive(Why::NoSubscription), |span| span.standing);
                prop_assert_eq!(standing, standing_at(&subscriptions, at), "{}", at);
            }
        }
    }

    #[test]
    fn it_runs_in_its_spans_and_at_no_other_instant(facts in subscription()) {
        let spans: Vec<_> = facts.running().collect();
        for on in 1..=28 {
            for micros in [-1, 0, 1] {
                let at = day(on) + chrono::TimeDelta::microseconds(micros);
                let inside = spans.iter().filter(|(from, until)| *from <= at && until.is_none_or(|until| at < until)).count();
                prop_assert_eq!(inside, usize::from(facts.is_running(at)), "{}", at);
            }
        }
    }

    #[test]
    fn more_subscriptions_never_make_anybody_less_active(
        subscriptions in prop::collection::vec(subscription(), 1..4), on in 1u32..=28,
    ) {
        let all = standing_at(&subscriptions, day(on));
        prop_assert!(standing_at(&subscriptions[1..], day(on)) <= all);
    }
}
