use proptest::prelude::*;

use super::*;
use crate::calendar::Instant;
use crate::rules::check;
use crate::rules::scale::{CompanyResult, verify};

fn rule() -> MonthlyDiscount {
    check(include_str!("../../../../programs/company-discounts.toml")).unwrap().monthly[0].clone()
}

fn run_at() -> Instant {
    "2026-04-28T00:00:00Z".parse().unwrap()
}

fn percents(rule: &MonthlyDiscount, active: u32, companies: &[bool]) -> Vec<Percent> {
    let mut results: Vec<CompanyResult> = Vec::new();
    verify(rule, &PersonFacts { at: run_at(), active, blocked: false, companies }, &mut results);
    results.iter().map(|result| result.percent).collect()
}

/// A price's percent, exactly: in millionths.
fn part(price: u32, percent: Percent) -> i128 {
    let millionths = percent.value() * rust_decimal::Decimal::from(1_000_000);
    i128::from(price) * i128::try_from(millionths).unwrap()
}

/// What the run would save with the companies in this order: asked of the run's own function.
fn saved(rule: &MonthlyDiscount, active: u32, companies: &[(bool, u32)], order: &[usize]) -> i128 {
    let running: Vec<bool> = order.iter().map(|&n| companies[n].0).collect();
    let percents = percents(rule, active, &running);
    order.iter().zip(percents).map(|(&n, percent)| part(companies[n].1, percent)).sum()
}

fn best(rule: &MonthlyDiscount, active: u32, companies: &[(bool, u32)]) -> Option<BestOrder> {
    let running: Vec<bool> = companies.iter().map(|(running, _)| *running).collect();
    let person = PersonFacts { at: run_at(), active, blocked: false, companies: &running };
    best_order(rule, &person, |n, percent| Ok::<_, ()>(part(companies[n].1, percent))).unwrap()
}

fn orders(of: usize) -> Vec<Vec<usize>> {
    let Some(last) = of.checked_sub(1) else { return vec![Vec::new()] };
    let with = |order: Vec<usize>| {
        (0..of).map(move |at| {
            let mut order = order.clone();
            order.insert(at, last);
            order
        })
    };
    orders(last).into_iter().flat_map(with).collect()
}

/// 25 Active Referrals: 40 % and 5 %. The dearer company first saves more.
#[test]
fn the_dearer_company_comes_first() {
    let found = best(&rule(), 25, &[(true, 90), (true, 240)]).unwrap();
    assert_eq!(found.order, [1, 0]);
    assert_eq!(found.saves, part(240, "40 %".parse().unwrap()) + part(90, "5 %".parse().unwrap()));
    assert_eq!(best(&rule(), 25, &[(true, 240), (true, 90)]), None, "it does already");
}

#[test]
fn where_nothing_can_be_won_the_order_stays() {
    assert_eq!(best(&rule(), 4, &[(true, 90), (true, 240)]), None, "too few for any discount");
    assert_eq!(best(&rule(), 40, &[(true, 90), (true, 240)]), None, "all are full");
    assert_eq!(best(&rule(), 25, &[(false, 90), (true, 240)]), None, "passed over");
    assert_eq!(best(&rule(), 25, &[]), None);
    let person = PersonFacts { at: run_at(), active: 25, blocked: true, companies: &[true, true] };
    assert_eq!(best_order(&rule(), &person, |n, _| Ok::<_, ()>(n as i128)), Ok(None), "blocked");
}

/// 17 go to one company whole: 20 %. A company that takes places and cannot use them comes last.
#[test]
fn a_company_that_takes_places_in_vain_comes_last() {
    let kept = MonthlyDiscount { skip_inactive: false, ..rule() };
    assert_eq!(best(&kept, 17, &[(false, 500), (true, 90), (true, 240)]).unwrap().order, [2, 0, 1]);
}

#[test]
fn more_active_referrals_lift_a_company() {
    let lifted = |active: u32, companies: &[bool], nth: usize| {
        let person = PersonFacts { at: run_at(), active, blocked: false, companies };
        lift(&rule(), &person, nth).map(|lift| (lift.more, lift.percent.to_string()))
    };
    let to = |more: u32, percent: &str| Some((more, percent.to_owned()));
    assert_eq!(lifted(23, &[true, true], 1), to(2, "5 %"));
    assert_eq!(lifted(23, &[true, true], 0), None, "full");
    assert_eq!(lifted(18, &[true, true], 1), to(7, "5 %"), "two for the first, five for this one");
    assert_eq!(lifted(18, &[false, true], 1), to(2, "40 %"), "the first is passed over");
    assert_eq!(lifted(18, &[false, true], 0), None);
    assert_eq!(lifted(0, &[true], 0), to(5, "5 %"));
    assert_eq!(lifted(0, &[true], 1), None);
    let steps =
        [(0, "0 %"), (5, "5 %"), (10, "5 %"), (15, "20 %")].map(|(from, percent)| (from, percent.parse().unwrap()));
    let level = MonthlyDiscount { steps: steps.into(), ..rule() };
    let person = PersonFacts { at: run_at(), active: 5, blocked: false, companies: &[true] };
    let lifted = lift(&level, &person, 0).map(|lift| (lift.more, lift.percent.to_string()));
    assert_eq!(lifted, to(10, "20 %"), "ten have the same percent as five");
}

/// Thresholds that rise, with percents as they fall.
fn steps() -> impl Strategy<Value = Vec<(u32, Percent)>> {
    prop::collection::btree_map(0u32..12, 0u32..100, 1..5).prop_map(|steps| {
        steps.into_iter().map(|(from, percent)| (from, format!("{percent} %").parse().unwrap())).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    /// Every order is tried.
    #[test]
    fn no_order_saves_more_than_the_best(
        active in 0u32..40, cap in 1u32..12, skip_inactive: bool, steps in steps(),
        companies in prop::collection::vec((prop::bool::weighted(0.8), 0u32..1000), 0..6),
    ) {
        let rule = MonthlyDiscount { cap, skip_inactive, steps, ..rule() };
        let present: Vec<usize> = (0..companies.len()).collect();
        let now = saved(&rule, active, &companies, &present);
        let most = orders(companies.len()).iter().map(|order| saved(&rule, active, &companies, order)).max().unwrap_or(0);
        match best(&rule, active, &companies) {
            None => prop_assert_eq!(now, most),
            Some(found) => {
                prop_assert!(found.saves > now);
                prop_assert_eq!(found.saves, most);
                prop_assert_eq!(saved(&rule, active, &companies, &found.order), most);
                let mut all = found.order;
                all.sort_unstable();
                prop_assert_eq!(all, present);
            }
        }
    }

    #[test]
    fn so_many_more_lift_and_no_fewer(
        active in 0u32..60, companies in prop::collection::vec(prop::bool::weighted(0.8), 1..5), nth in 0usize..5,
    ) {
        let nth = nth % companies.len();
        let rule = rule();
        let now = percents(&rule, active, &companies)[nth];
        let person = PersonFacts { at: run_at(), active, blocked: false, companies: &companies };
        match lift(&rule, &person, nth) {
            Some(lift) => {
                prop_assert_eq!(percents(&rule, active + lift.more, &companies)[nth], lift.percent);
                prop_assert!(lift.percent > now);
                for fewer in 0..lift.more {
                    prop_assert_eq!(percents(&rule, active + fewer, &companies)[nth], now);
                }
            }
            None => prop_assert_eq!(percents(&rule, active + 1000, &companies)[nth], now),
        }
    }
}
