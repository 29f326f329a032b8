use proptest::prelude::*;

use super::rule::{Campaign, CampaignBy};
use super::scale::*;
use super::terms::{BlockedBy, MonthlyDiscount};
use crate::calendar::Instant;
use crate::money::Percent;

/// Section 4: 0-4 nothing, 5-9 5 %, 10-14 10 %, 15-19 20 %, 20 and more 40 %; section 5: at most 20 for one company.
fn rule() -> MonthlyDiscount {
    let percent = |text: &str| text.parse::<Percent>().unwrap();
    MonthlyDiscount {
        id: "discount".into(),
        day: 28,
        hour: 0,
        cap: 20,
        skip_inactive: true,
        steps: [(0, "0 %"), (5, "5 %"), (10, "10 %"), (15, "20 %"), (20, "40 %")].map(|(n, p)| (n, percent(p))).into(),
        blocked_by: BlockedBy::Overdue,
        campaign: None,
    }
}

fn run_at() -> Instant {
    "2026-04-28T00:00:00Z".parse().unwrap()
}

/// `places percent reason` of each company, and what is left over.
fn month(rule: &MonthlyDiscount, active: u32, blocked: bool, companies: &[bool]) -> (Vec<String>, u32) {
    let mut results = Vec::new();
    let unused = verify(rule, &PersonFacts { at: run_at(), active, blocked, companies }, &mut results);
    let said = |result: &CompanyResult| format!("{} {} {}", result.places, result.percent, result.reason.name());
    (results.iter().map(said).collect(), unused)
}

#[test]
fn the_scale_is_the_programs() {
    let table =
        [(0, "0 %"), (4, "0 %"), (5, "5 %"), (9, "5 %"), (10, "10 %"), (14, "10 %"), (15, "20 %"), (19, "20 %")];
    for (places, expected) in table.into_iter().chain([(20, "40 %"), (1000, "40 %")]) {
        assert_eq!(percent(&rule().steps, places).to_string(), expected, "{places}");
    }
    assert_eq!(percent(&rule().steps[1..], 4), Percent::ZERO);
    assert_eq!(percent(&[], 4), Percent::ZERO);
}

/// Section 5 and 6: each line a person's Active Referrals and companies (`+` with an active subscription, `-` without one, `!` before
/// them a pending payment), and what each company gets.
#[test]
fn what_each_company_gets() {
    let table: &[(u32, &str, &[&str], u32)] = &[
        (25, "++", &["20 40 % assigned", "5 5 % assigned"], 0),
        (15, "++", &["15 20 % assigned", "0 0 % none_left"], 0),
        (23, "++", &["20 40 % assigned", "3 0 % too_few"], 0),
        (60, "++", &["20 40 % assigned", "20 40 % assigned"], 20),
        (4, "+", &["4 0 % too_few"], 0),
        (5, "+", &["5 5 % assigned"], 0),
        (10, "+", &["10 10 % assigned"], 0),
        (20, "+", &["20 40 % assigned"], 0),
        (0, "++", &["0 0 % no_active_referrals", "0 0 % no_active_referrals"], 0),
        (25, "-++", &["0 0 % no_active_subscription", "20 40 % assigned", "5 5 % assigned"], 0),
        (25, "--", &["0 0 % no_active_subscription", "0 0 % no_active_subscription"], 25),
        (25, "!++", &["20 0 % pending_payments", "5 0 % pending_payments"], 0),
        (25, "", &[], 25),
    ];
    for &(active, companies, expected, unused) in table {
        let running: Vec<bool> = companies.trim_start_matches('!').chars().map(|c| c == '+').collect();
        let came = month(&rule(), active, companies.starts_with('!'), &running);
        assert_eq!(came, (expected.iter().map(|&said| said.to_owned()).collect(), unused), "{active} {companies}");
    }
}

#[test]
fn terms_may_say_otherwise() {
    let kept = MonthlyDiscount { skip_inactive: false, ..rule() };
    let expected = ["20 0 % no_active_subscription", "5 5 % assigned"].map(str::to_owned).to_vec();
    assert_eq!(month(&kept, 25, false, &[false, true]), (expected, 0));
    let open = MonthlyDiscount { blocked_by: BlockedBy::AnyOpen, ..rule() };
    assert_eq!(month(&open, 5, true, &[true]).0, ["5 0 % open_invoices"]);
    let never = MonthlyDiscount { blocked_by: BlockedBy::Nothing, ..rule() };
    assert_eq!(month(&never, 5, true, &[true]).0, ["5 5 % assigned"]);
}

/// The first instant counts, the first after it does not; whose registration is asked, it is not the run's.
#[test]
fn outside_the_programs_campaign_places_are_kept_and_nothing_is_given() {
    let of = |from: &str, until: &str, by| {
        let (from, until) = (Some(from.parse().unwrap()), Some(until.parse().unwrap()));
        month(&MonthlyDiscount { campaign: Some(Campaign { from, until, by }), ..rule() }, 25, false, &[true, true]).0
    };
    let (given, nothing) =
        (["20 40 % assigned", "5 5 % assigned"], ["20 0 % outside_campaign", "5 0 % outside_campaign"]);
    let (early, run, late) = ("2026-01-01T00:00:00Z", "2026-04-28T00:00:00Z", "2026-04-28T00:00:00.000001Z");
    assert_eq!(of(run, late, CampaignBy::Event), given);
    assert_eq!(of(early, run, CampaignBy::Event), nothing);
    assert_eq!(of(late, "2027-01-01T00:00:00Z", CampaignBy::Event), nothing);
    assert_eq!(of(early, run, CampaignBy::Registration), given);
}

#[test]
fn named_companies_come_first_and_the_others_follow() {
    let mut companies = [1, 2, 3, 4];
    reorder(&mut companies, &[3, 1]);
    assert_eq!(companies, [3, 1, 2, 4]);
    reorder(&mut companies, &[]);
    assert_eq!(companies, [3, 1, 2, 4]);
    reorder(&mut companies, &[4]);
    assert_eq!(companies, [4, 3, 1, 2]);
}

#[test]
fn every_reason_is_found_by_its_name() {
    for reason in PlacesReason::ALL {
        assert_eq!(PlacesReason::named(reason.name()), Some(reason));
    }
    assert_eq!(PlacesReason::named("lost"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_cascade_conserves_referrals_and_fills_in_order(
        active in 0u32..200, cap in 1u32..40, skip_inactive: bool, companies in prop::collection::vec(any::<bool>(), 0..8),
    ) {
        let (places, unused) = cascade(active, &companies, cap, skip_inactive);
        prop_assert_eq!(places.len(), companies.len());
        prop_assert_eq!(places.iter().sum::<u32>() + unused, active);
        prop_assert!(places.iter().all(|&n| n <= cap));
        let takes = |n: usize| companies[n] || !skip_inactive;
        let taking: Vec<u32> = (0..places.len()).filter(|&n| takes(n)).map(|n| places[n]).collect();
        prop_assert!((0..places.len()).all(|n| takes(n) || places[n] == 0));
        // whoever gets any has only full ones before
        prop_assert!(taking.windows(2).all(|pair| pair[1] == 0 || pair[0] == cap));
        prop_assert!(unused == 0 || taking.iter().all(|&n| n == cap));
    }

    #[test]
    fn one_more_active_referral_takes_nothing_from_anybody(
        active in 0u32..200, companies in prop::collection::vec(any::<bool>(), 0..8),
    ) {
        let rule = rule();
        let (mut fewer, mut more) = (Vec::new(), Vec::new());
        verify(&rule, &PersonFacts { at: run_at(), active, blocked: false, companies: &companies }, &mut fewer);
        verify(&rule, &PersonFacts { at: run_at(), active: active + 1, blocked: false, companies: &companies }, &mut more);
        for (one, other) in fewer.iter().zip(&more) {
            prop_assert!(one.places <= other.places && one.percent <= other.percent);
        }
    }

    #[test]
    fn whoever_is_blocked_gets_nothing(active in 0u32..200, companies in prop::collection::vec(any::<bool>(), 0..8)) {
        let mut results = Vec::new();
        verify(&rule(), &PersonFacts { at: run_at(), active, blocked: true, companies: &companies }, &mut results);
        prop_assert!(results.iter().all(|result| result.percent.is_zero()));
        prop_assert_eq!(results.len(), companies.len());
    }
}
