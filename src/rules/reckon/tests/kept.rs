//! Limits that only what is kept counts for.

use super::*;
use crate::rules::rule::{Instalments, Limit, Most, Over, Per, Span};

const END: &str = "2030-01-01";

fn kept(most: u32, per: Per, over: Over) -> Rule {
    Rule { limits: vec![Limit { most: Most::Kept(most), per, over }], ..rule(Trigger::Payment, percent("10 %")) }
}

/// Each of the invitees pays 100 on a day, and has so much of it back on another.
fn paying(all: &[(&str, Option<(&str, &str)>)]) -> Circle {
    let mut circle = circle();
    for (n, (day, refund)) in all.iter().enumerate() {
        let place = invite(&mut circle, 0, &format!("f{n}"), "2026-02-01");
        let paid = pay(&mut circle, place, day, &[line("plan", "100")]);
        paid.refunds = refund.map(|(day, back)| (at(day), usd(back))).into_iter().collect();
    }
    circle
}

#[test]
fn what_was_lost_as_a_whole_gives_its_place_back() {
    let circle = paying(&[
        ("2026-03-01", Some(("2026-03-04", "100"))),
        ("2026-03-02", Some(("2026-03-03", "99"))),
        ("2026-03-03", None),
        ("2026-03-04", None),
        ("2026-03-05", None),
    ]);
    let two = terms([kept(2, Per::Recipient, Over::Ever)]);
    let whole = [
        "03-01 10.00 left 0.00 refunded",
        "03-02 10.00 left 0.10 refunded",
        "03-03 0.00 limit_reached",
        "03-04 10.00 granted",
        "03-05 0.00 limit_reached",
    ];
    assert_eq!(told(&two, &circle, END), whole, "from the refund's instant on");
    assert_eq!(told(&two, &circle, "2026-03-03T23:00:00Z")[2], whole[2]);
}

#[test]
fn places_are_of_their_period_and_of_their_invitee() {
    let circle = paying(&[
        ("2026-03-30", None),
        ("2026-03-31", Some(("2026-04-02", "100"))),
        ("2026-04-01", None),
        ("2026-04-03", None),
    ]);
    let month = terms([kept(1, Per::Recipient, Over::Calendar { months: 1 })]);
    assert_eq!(
        told(&month, &circle, END),
        ["03-30 10.00 granted", "03-31 0.00 limit_reached", "04-01 10.00 granted", "04-03 0.00 limit_reached"]
    );
    let days = terms([kept(2, Per::Recipient, Over::Rolling(Span::Days(3)))]);
    assert_eq!(
        told(&days, &circle, END),
        ["03-30 10.00 granted", "03-31 10.00 left 0.00 refunded", "04-01 0.00 limit_reached", "04-03 10.00 granted"]
    );
    let invitee = terms([kept(1, Per::Invitee, Over::Ever)]);
    assert_eq!(told(&invitee, &circle, END).iter().filter(|line| line.contains("limit")).count(), 0);
}

#[test]
fn what_is_not_released_gives_its_place_back_when_the_hold_ends() {
    let mut circle = paying(&[("2026-03-01", None), ("2026-03-20", None), ("2026-03-31", None)]);
    for place in [2, 3] {
        subscribe(&mut circle, place, "2026-03-20", "plan", "10");
    }
    let released = Some(written("invitee.active"));
    let one = Rule { hold: held(30), release_when: released, ..kept(1, Per::Recipient, Over::Ever) };
    assert_eq!(
        told(&terms([one]), &circle, END),
        ["03-01 10.00 left 0.00 not_released", "03-20 0.00 limit_reached", "03-31 10.00 granted"]
    );
}

/// The first part is released on 31 March, the second one, of 1 April, is not on 1 May.
#[test]
fn while_a_part_is_kept_the_place_is_taken() {
    let mut circle = paying(&[("2026-03-01", None), ("2026-05-02", None)]);
    cancel(subscribe(&mut circle, 1, "2026-03-01", "plan", "10"), "2026-04-20");
    let instalments = Some(Instalments { count: 2, every: Span::Months(1), while_: None });
    let release_when = Some(written("invitee.active"));
    let one = Rule { instalments, release_when, hold: held(30), ..kept(1, Per::Recipient, Over::Ever) };
    assert_eq!(
        told(&terms([one]), &circle, "2026-05-15"),
        ["03-01 5.00 granted", "04-01 5.00 left 0.00 not_released", "05-02 0.00 limit_reached"]
    );
}

/// The second and the third part never come: nothing is left to keep the place for.
#[test]
fn what_was_taken_back_before_its_last_part_gives_its_place_back() {
    use crate::rules::rule::{TakeBack, TakenOn};
    let mut circle = paying(&[("2026-03-01", None), ("2026-03-20", None), ("2026-03-21", None)]);
    cancel(subscribe(&mut circle, 1, "2026-03-01", "plan", "10"), "2026-03-20T12:00:00Z");
    let instalments = Some(Instalments { count: 3, every: Span::Months(1), while_: None });
    let take_back = Some(TakeBack { on: vec![TakenOn::Canceled], within: None, since: None });
    let one = Rule { instalments, take_back, ..kept(1, Per::Recipient, Over::Ever) };
    assert_eq!(
        told(&terms([one]), &circle, "2026-04-01"),
        ["03-01 3.34 left 0.00 taken_back", "03-20 0.00 limit_reached", "03-21 3.34 granted"]
    );
}
