//! Random histories: neither the order of the lists nor what is still to come changes what is earned by an instant.

use proptest::prelude::*;

use super::*;
use crate::rules::earning::Earning;
use crate::rules::rule::{
    Each, Every, Instalments, Limit, Most, Over, Per, Schedule, Since, Span, TakeBack, TakenOn, Thresholds,
};

fn all_rules() -> Terms {
    let named = |id: &str, rule: Rule| Rule { id: id.into(), ..rule };
    let limit = |most, per, over| Limit { most, per, over };
    let limits = vec![
        limit(Most::Amount(usd("40")), Per::Invitee, Over::Rolling(Span::Days(20))),
        limit(Most::Count(3), Per::Recipient, Over::Calendar { months: 1 }),
    ];
    let schedule = Schedule { every: Every::Months { count: 1, month: 1, day: 5 }, hour: 0 };
    let each = |each| Trigger::Scheduled { schedule, each };
    let bands = [("0", percent("5 %")), ("2", percent("10 %"))];
    let actions = Trigger::Action(vec!["port".into()]);
    let becomes =
        Trigger::Becomes(written("invitee.payments >= 2 && invitee.actions(\"port\") >= 1 && invitee.age_days >= 9"));
    let milestone = Trigger::Milestone { of: written("referrer.qualified"), at: Thresholds::Every(2) };
    let tenure = Trigger::Tenure { span: Span::Days(30), since: Since::FirstPayment };
    let take_back =
        Some(TakeBack { on: vec![TakenOn::Refund, TakenOn::Canceled], within: Some(Span::Months(2)), since: None });
    let parts = Some(Instalments { count: 3, every: Span::Days(10), while_: Some(written("invitee.active")) });
    let kept = vec![
        limit(Most::Kept(2), Per::Recipient, Over::Ever),
        limit(Most::Kept(1), Per::Invitee, Over::Rolling(Span::Days(40))),
    ];
    let lost = Rule {
        limits: kept,
        take_back: take_back.clone(),
        refund: RefundRule::Forfeit,
        ..rule(Trigger::Payment, percent("6 %"))
    };
    let within = Some(Span::Days(20));
    let paid = Some(FirstMonths { count: 2, since: Start::FirstPayment });
    terms([
        named("kept", Rule { instalments: parts.clone(), ..lost.clone() }),
        named("lost", Rule { refund_within: within, first_months: paid, ..lost }),
        named("steps", rule(Trigger::Payment, steps("referrer.active_referrals", &bands, false))),
        named("limited", Rule { limits, ..rule(Trigger::Payment, percent("20 %")) }),
        named("parts", Rule { instalments: parts, first_payments: Some(2), ..rule(Trigger::Payment, percent("30 %")) }),
        named(
            "port",
            Rule { hold: held(5), release_when: Some(written("invitee.active")), ..rule(actions, amount("7")) },
        ),
        named("becomes", Rule { to: Recipient::Invitee, ..rule(becomes, amount("3")) }),
        named("bonus", rule(milestone, Give::Expression(written("referrer.rewarded + 1")))),
        named("tenure", Rule { take_back, ..rule(tenure, amount("4")) }),
        named("monthly", rule(each(Each::Recipient), percent("1 %"))),
        named("each", Rule { when: vec![when("invitee.active")], ..rule(each(Each::Referral), amount("1")) }),
        named("second", Rule { to: Recipient::Level(2), ..rule(Trigger::Payment, percent("2 %")) }),
        named("share", Rule { base: RuleBase::Reward("limited".into()), ..rule(Trigger::Payment, percent("50 %")) }),
    ])
}

#[derive(Debug, Clone)]
pub(super) enum Deed {
    Pay { cents: i64, refund: Option<i64> },
    Act { reversed: Option<i64> },
    Subscribe { canceled: Option<i64> },
}

/// What somebody does, on a day of 2026.
pub(super) fn deeds() -> impl Strategy<Value = Vec<(usize, i64, Deed)>> {
    let later = || proptest::option::of(1i64..60);
    let deed = prop_oneof![
        4 => (1i64..30_000, later()).prop_map(|(cents, refund)| Deed::Pay { cents, refund }),
        2 => later().prop_map(|reversed| Deed::Act { reversed }),
        1 => later().prop_map(|canceled| Deed::Subscribe { canceled }),
    ];
    proptest::collection::vec((0usize..6, 5i64..150, deed), 0..30)
}

pub(super) fn day(n: i64) -> Instant {
    at("2026-01-01") + chrono::TimeDelta::days(n)
}

pub(super) fn told_circle(deeds: &[(usize, i64, Deed)]) -> Circle {
    let mut circle = circle();
    for n in 0..4 {
        invite(&mut circle, 0, &format!("f{n}"), &format!("2026-01-0{}", n + 2));
    }
    invite(&mut circle, 1, "grandchild", "2026-01-08");
    for (n, (who, on, deed)) in deeds.iter().enumerate() {
        match deed {
            Deed::Pay { cents, refund } => {
                let net = Money::from_minor(i128::from(*cents), "USD".parse().unwrap()).unwrap();
                let paid =
                    pay(&mut circle, *who, "2026-01-01", &[MemberLine { net, amount: net, ..line("plan", "0") }]);
                (paid.at, paid.id, paid.event) = (day(*on), id(&format!("p{n:02}")), id(&format!("p{n:02}")));
                let half = Money::from_minor(net.minor() / 2, net.currency()).unwrap();
                paid.refunds = refund.map(|later| (day(on + later), half)).into_iter().collect();
            }
            Deed::Act { reversed } => {
                let action = act(&mut circle, *who, "2026-01-01", "port");
                action.at = day(*on);
                action.reversed_at = reversed.map(|later| day(on + later));
            }
            Deed::Subscribe { canceled } => {
                let facts = subscribe(&mut circle, *who, "2026-01-01", "plan", "10");
                facts.started_at = day(*on);
                facts.payments[0].at = day(*on);
                facts.statuses =
                    canceled.map(|later| (day(on + later), SubscriptionStatus::Canceled)).into_iter().collect();
            }
        }
    }
    circle
}

/// What was known by an instant: without what was corrected after it.
fn by(earning: &Earning, until: Instant) -> (String, Instant, Money, Vec<(Instant, Money)>) {
    let known = earning.corrections.iter().filter(|(at, _)| *at <= until).copied().collect();
    let name = format!("{} {} {:?}", earning.receipt.clause, earning.recipient, earning.cause);
    (name, earning.at, earning.receipt.earned, known)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_lists_changes_nothing(deeds in deeds(), turn in 0usize..30) {
        let (terms, circle) = (all_rules(), told_circle(&deeds));
        let mut turned = circle.clone();
        turned.referrals.reverse();
        for member in &mut turned.people {
            member.payments.reverse();
            member.actions.reverse();
            let (payments, actions) = (member.payments.len(), member.actions.len());
            member.payments.rotate_left(turn % payments.max(1));
            member.actions.rotate_left(turn % actions.max(1));
            member.subscriptions.reverse();
        }
        prop_assert_eq!(reckoned(&terms, &circle, "2026-08-01"), reckoned(&terms, &turned, "2026-08-01"));
    }

    #[test]
    fn what_comes_later_changes_nothing_of_what_was(deeds in deeds(), until in 20i64..200) {
        let (terms, circle) = (all_rules(), told_circle(&deeds));
        let until = day(until);
        let first = Published { version: 1, effective_from: None, applies: Applies::NewReferrals };
        let versions = [(first, &terms)];
        let program = Reckoned { versions: &versions, assumed: &[] };
        let then = reckon(&program, &circle, until).unwrap().earnings;
        let all = reckon(&program, &circle, day(300)).unwrap().earnings;
        let before: Vec<_> = all.iter().filter(|earning| earning.at <= until).map(|earning| by(earning, until)).collect();
        prop_assert_eq!(then.iter().map(|earning| by(earning, until)).collect::<Vec<_>>(), before);
        let mut causes: Vec<_> = all.iter().map(|one| (&one.receipt.clause, one.recipient, &one.cause)).collect();
        causes.sort();
        causes.dedup();
        prop_assert_eq!(causes.len(), all.len(), "each is unique by rule, recipient and cause");
        for earning in &all {
            let last = earning.corrections.last().map_or(earning.receipt.earned, |(_, left)| *left);
            prop_assert_eq!(earning.receipt.amount, last);
            prop_assert!(earning.corrections.iter().all(|(at, _)| *at >= earning.at));
            prop_assert!(earning.corrections.is_sorted_by(|one, next| one.0 < next.0));
        }
    }
}
