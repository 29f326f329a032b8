//! Counts of many things are found out once for all instants: whoever asks often hears what whoever asks once hears.

use proptest::prelude::*;

use super::random::{Deed, day, deeds, told_circle};
use super::*;
use crate::rules::facts::Facts;
use crate::rules::facts::timeline::Timeline;
use crate::rules::facts::view::{AtBond, Kept, Memory, Nothing, View};

const TERMS: &str = r#"
program = "p"
name = "P"
currency = "USD"
time_zone = "Europe/Kyiv"
[[reward]]
on = "payment"
give = "= count.paid + count.large + count.lately + count.of_active + count.active + count.active_this_year + count.ports + count.third_ports + count.plans + count.running + count.own + count.ones + count.old"
as = "credit"
[count.paid]
of = "payments"
sum = "payment.amount"
[count.large]
of = "payments"
where = "= payment.amount >= 100 && payment.ordinal < 4"
over = "20 days"
[count.lately]
of = "payments"
sum = "payment.amount"
over = "calendar_month"
[count.of_active]
of = "payments"
where = "= invitee.active"
over = "40 days"
[count.active]
of = "referrals"
where = "= invitee.active && referral.ordinal < 4"
[count.active_this_year]
of = "referrals"
where = "= invitee.active"
over = "3 days"
[count.ports]
of = "actions"
where = "= action.name == \"port\" && invitee.payments >= 1"
[count.third_ports]
of = "actions"
where = "= action.ordinal >= 3"
over = "calendar_quarter"
[count.plans]
of = "subscriptions"
sum = "subscription.price"
over = "50 days"
[count.running]
of = "subscriptions"
where = "= subscription.active"
[count.own]
of = "own.payments"
sum = "payment.amount"
[count.ones]
of = "invitee.payments"
where = "= payment.amount >= 100"
over = "30 days"
[count.old]
of = "referrals"
where = "= invitee.age_days >= 30"
"#;

/// Of each count, as one view answers it.
fn answers(view: &View<'_>) -> Vec<Result<Decimal, String>> {
    (0..view.terms.counts.len()).map(|place| view.count(place).map_err(|e| e.to_string())).collect()
}

fn view<'v>(terms: &'v Terms, timeline: &'v Timeline<'v>, at: Instant, bond: usize, kept: &'v Kept) -> View<'v> {
    View {
        recipient: 0,
        lost: &[],
        terms,
        timeline,
        at,
        referrer: 0,
        invitee: Some(timeline.bond(bond).invitee),
        bond: Some(AtBond { bond, level: 1, parent: None }),
        payment: None,
        counted: &[],
        base: Decimal::ZERO,
        line: None,
        action: None,
        subscription: None,
        invoice: None,
        period: None,
        milestone: None,
        places: 0,
        event: "",
        progress: &Nothing,
        memory: Memory::of(kept),
        assumed: &[],
        reversed_by: at,
        net: None,
        left: None,
        refund: RefundRule::Proportional,
    }
}

fn same_however_often(deeds: &[(usize, i64, Deed)], voided: Option<i64>) -> Result<(), TestCaseError> {
    let terms = check(TERMS).unwrap_or_else(|problems| panic!("{problems:?}"));
    let mut circle = told_circle(deeds);
    circle.referrals[1].voided_at = voided.map(day);
    circle.referrals[2].registered_at = day(40);
    let timeline = Timeline::new(&circle, terms.currency);
    let often = Kept::default();
    for n in 0..210 {
        // At midnights, when the deeds are, and between them.
        let at = day(n) + chrono::TimeDelta::hours(if n % 2 == 0 { 0 } else { 7 });
        for bond in [0, 2] {
            let once = Kept::default();
            let one = answers(&view(&terms, &timeline, at, bond, &once));
            prop_assert_eq!(answers(&view(&terms, &timeline, at, bond, &often)), one, "{} of {}", at, bond);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_count_is_the_same_however_often_it_is_asked_for(
        deeds in deeds(),
        voided in proptest::option::of(10i64..120),
    ) {
        same_however_often(&deeds, voided)?;
    }
}

/// Counted by hand: 100.00 of the 10th, 250.00 of the 12th, of which all is given back on the 20th, 40.00 of the 15th.
#[test]
fn what_is_counted_often_is_what_there_is() {
    let terms = check(TERMS).unwrap();
    let mut circle = circle();
    let friend = invite(&mut circle, 0, "friend", "2026-04-01");
    pay(&mut circle, friend, "2026-04-10", &[line("plan", "100.00")]);
    pay(&mut circle, friend, "2026-04-12", &[line("plan", "250.00")]).refunds = vec![(at("2026-04-20"), usd("250.00"))];
    pay(&mut circle, friend, "2026-04-15", &[line("plan", "40.00")]);
    let timeline = Timeline::new(&circle, terms.currency);
    let kept = Kept::default();
    let counted = |name: &str, when: &str| {
        let place = terms.counts.iter().position(|count| count.name == name).unwrap();
        view(&terms, &timeline, at(when), 0, &kept).count(place).unwrap().normalize().to_string()
    };
    for _ in 0..3 {
        assert_eq!(counted("paid", "2026-04-09"), "0");
        assert_eq!(counted("paid", "2026-04-19"), "390");
        assert_eq!(counted("paid", "2026-04-20"), "140");
        assert_eq!(counted("large", "2026-04-19"), "2");
        assert_eq!(counted("large", "2026-04-20"), "1");
        assert_eq!(counted("large", "2026-05-01"), "0", "the 10th is 21 days back");
        assert_eq!(counted("lately", "2026-04-25"), "140");
        assert_eq!(counted("lately", "2026-05-02"), "0");
    }
}
