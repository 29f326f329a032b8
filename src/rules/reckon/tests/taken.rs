use super::*;
use crate::rules::rule::{Instalments, Span, TakeBack, TakenOn};
use crate::rules::uses::Use;

const END: &str = "2030-01-01";

fn ten() -> Rule {
    rule(Trigger::Payment, percent("10 %"))
}

fn paid_once() -> (Circle, Place) {
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-02-01");
    pay(&mut circle, a, "2026-03-01", &[line("plan", "100")]);
    (circle, a)
}

fn corrections(terms: &Terms, circle: &Circle, until: &str) -> Vec<String> {
    let earning = reckoned(terms, circle, until).earnings.remove(0);
    let told = earning.corrections.iter().map(|(at, left)| format!("{} {left}", at.format("%m-%d")));
    told.chain([earning.receipt.reason.name().to_owned()]).collect()
}

#[test]
fn refunds_leave_a_part_nothing_or_all() {
    let (mut circle, a) = paid_once();
    circle.people[a].payments[0].refunds = vec![(at("2026-03-20"), usd("50")), (at("2026-03-10"), usd("25"))];
    let with = |refund| terms([Rule { refund, ..ten() }]);
    assert_eq!(corrections(&with(RefundRule::Proportional), &circle, END), ["03-10 7.50", "03-20 2.50", "refunded"]);
    assert_eq!(corrections(&with(RefundRule::Proportional), &circle, "2026-03-15"), ["03-10 7.50", "refunded"]);
    assert_eq!(corrections(&with(RefundRule::Forfeit), &circle, END), ["03-10 0.00", "refunded"]);
    assert_eq!(corrections(&with(RefundRule::Keep), &circle, END), ["granted"]);
}

#[test]
fn a_refund_that_is_asked_for_freezes_until_it_is_settled() {
    let (mut circle, a) = paid_once();
    circle.people[a].payments[0].asked = vec![(at("2026-03-05"), Some(at("2026-03-08"))), (at("2026-03-10"), None)];
    let frozen = |until| reckoned(&terms([ten()]), &circle, until).earnings[0].frozen_since;
    assert_eq!(frozen("2026-03-04"), None);
    assert_eq!(frozen("2026-03-06"), Some(at("2026-03-05")));
    assert_eq!(frozen("2026-03-08"), None);
    assert_eq!(frozen("2026-04-01"), Some(at("2026-03-10")));
}

#[test]
fn what_the_invitee_does_takes_the_whole_back_within_the_time() {
    let (mut circle, a) = paid_once();
    cancel(subscribe(&mut circle, a, "2026-03-01", "plan", "10"), "2026-05-31");
    let with = |on, within| terms([Rule { take_back: Some(TakeBack { on: vec![on], within, since: None }), ..ten() }]);
    let taken = vec!["05-31 0.00".to_owned(), "taken_back".to_owned()];
    assert_eq!(corrections(&with(TakenOn::Canceled, None), &circle, END), taken);
    assert_eq!(corrections(&with(TakenOn::Canceled, Some(Span::Months(3))), &circle, END), taken);
    assert_eq!(corrections(&with(TakenOn::Canceled, Some(Span::Months(2))), &circle, END), ["granted"]);
    assert_eq!(corrections(&with(TakenOn::NotActive, None), &circle, END), taken);
    assert_eq!(corrections(&with(TakenOn::Closed, None), &circle, END), ["granted"]);
    assert_eq!(corrections(&with(TakenOn::Canceled, None), &circle, "2026-05-30"), ["granted"]);
    circle.people[a].payments[0].refunds = vec![(at("2026-03-10"), usd("0.01"))];
    assert_eq!(corrections(&with(TakenOn::Refund, None), &circle, END), ["03-10 0.00", "taken_back"]);
    assert_eq!(
        corrections(&with(TakenOn::Canceled, None), &circle, END),
        ["05-31 0.00", "taken_back"],
        "a cent of a thousand is rounded away"
    );
}

#[test]
fn a_company_that_never_had_a_subscription_closes_too() {
    let (mut circle, a) = paid_once();
    circle.people[a].closed = vec![at("2026-04-01")];
    let closed = TakeBack { on: vec![TakenOn::Closed], within: Some(Span::Months(6)), since: None };
    let terms = terms([Rule { take_back: Some(closed), ..ten() }]);
    assert_eq!(corrections(&terms, &circle, END), ["04-01 0.00", "taken_back"]);
}

/// Half of 100.00 is 50.00, whenever it is refunded.
#[test]
fn what_a_refund_leaves_of_instalments_is_what_it_leaves_of_the_whole() {
    let (mut circle, a) = paid_once();
    let in_three = Instalments { count: 3, every: Span::Months(1), while_: None };
    let hundred = Rule { instalments: Some(in_three), ..rule(Trigger::Payment, amount("100")) };
    for day in ["2026-03-10", "2026-04-10", "2026-05-10"] {
        circle.people[a].payments[0].refunds = vec![(at(day), usd("50"))];
        let left = reckoned(&terms([hundred.clone()]), &circle, END).earnings;
        let left: Vec<String> = left.iter().map(|earning| earning.receipt.amount.to_string()).collect();
        assert_eq!(left, ["16.67", "16.67", "16.66"], "{day}");
    }
}

#[test]
fn a_reversed_action_takes_back_what_it_earned_and_its_place_stays_used() {
    use crate::rules::rule::{Limit, Most, Over, Per};
    let on = Trigger::Action(vec!["booking".into()]);
    let one = Limit { most: Most::Count(1), per: Per::Recipient, over: Over::Ever };
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-02-01");
    act(&mut circle, a, "2026-03-01", "booking").reversed_at = Some(at("2026-03-05"));
    act(&mut circle, a, "2026-03-02", "other");
    act(&mut circle, a, "2026-03-10", "booking");
    let terms = terms([Rule { limits: vec![one], ..rule(on, amount("5")) }]);
    assert_eq!(told(&terms, &circle, END), ["03-01 5.00 left 0.00 taken_back", "03-10 0.00 limit_reached"]);
    assert_eq!(told(&terms, &circle, "2026-03-04"), ["03-01 5.00 granted"]);
}

#[test]
fn what_is_not_as_it_must_be_at_the_end_of_the_hold_is_not_released() {
    let (mut circle, a) = paid_once();
    subscribe(&mut circle, a, "2026-03-01", "plan", "10");
    let released = Rule { hold: held(30), release_when: Some(written("invitee.active")), ..ten() };
    let terms = terms([released]);
    assert_eq!(told(&terms, &circle, END), ["03-01 10.00 granted"]);
    cancel(&mut circle.people[a].subscriptions[0].facts, "2026-03-20");
    assert_eq!(corrections(&terms, &circle, END), ["03-31 0.00", "not_released"]);
    assert_eq!(told(&terms, &circle, "2026-03-30"), ["03-01 10.00 granted"]);
}

#[test]
fn instalments_come_one_by_one_while_it_holds() {
    let (mut circle, a) = paid_once();
    subscribe(&mut circle, a, "2026-03-01", "plan", "10");
    let in_five = Instalments { count: 3, every: Span::Months(1), while_: Some(written("invitee.active")) };
    let terms = terms([Rule { instalments: Some(in_five), hold: held(2), ..ten() }]);
    assert_eq!(told(&terms, &circle, "2026-04-15"), ["03-01 3.34 granted", "04-01 3.33 granted"]);
    let whole = reckoned(&terms, &circle, END).earnings;
    assert_eq!(whole.len(), 3);
    assert_eq!(whole[2].receipt.hold_until, at("2026-05-03"));
    cancel(&mut circle.people[a].subscriptions[0].facts, "2026-03-20");
    assert_eq!(told(&terms, &circle, END), ["03-01 3.34 granted"]);
}

#[test]
fn what_is_released_expires() {
    let (circle, _) = paid_once();
    let rule = Rule { hold: held(14), expires: Some(Span::Months(3)), ..ten() };
    let earnings = reckoned(&terms([rule]), &circle, END).earnings;
    assert_eq!(earnings[0].expires_at, Some(at("2026-06-15")));
}

/// Written for 15 June. A request that is open then keeps it until it is settled, and another one until that is.
#[test]
fn what_is_frozen_expires_when_it_is_released_again() {
    let rule = Rule { hold: held(14), expires: Some(Span::Months(3)), ..ten() };
    let expires = |asked: &[(&str, Option<&str>)], until: &str| {
        let (mut circle, a) = paid_once();
        circle.people[a].payments[0].asked = asked.iter().map(|(from, until)| (at(from), until.map(at))).collect();
        reckoned(&terms([rule.clone()]), &circle, until).earnings[0].expires_at
    };
    let written = Some(at("2026-06-15"));
    assert_eq!(expires(&[("2026-06-01", Some("2026-06-10"))], END), written, "settled before");
    assert_eq!(expires(&[("2026-06-15", None)], END), written, "lost at that very instant");
    assert_eq!(expires(&[("2026-06-01", None)], END), None, "still frozen");
    let declined = [("2026-06-01", Some("2026-06-20"))];
    assert_eq!(expires(&declined, END), Some(at("2026-06-20")));
    assert_eq!(expires(&declined, "2026-06-19"), None, "not known yet");
    let twice = [("2026-06-18", Some("2026-07-01")), ("2026-06-01", Some("2026-06-20"))];
    assert_eq!(expires(&twice, END), Some(at("2026-07-01")));
    let between = [("2026-06-01", Some("2026-06-20")), ("2026-06-20", Some("2026-07-01"))];
    assert_eq!(expires(&between, END), Some(at("2026-06-20")), "free for an instant");
}

/// The last subscription ends on 20 April: what is on hold is lost then, what is frozen when it is released again.
#[test]
fn what_is_frozen_is_forfeited_when_it_is_released_again() {
    let rule = Rule { hold: held(14), ..ten() };
    let mut terms = terms([rule]);
    terms.uses = vec![Use { forfeit_on: vec![TakenOn::Canceled], ..Use::none(Unit::Credit, "USD".parse().unwrap()) }];
    let expires = |asked: &[(&str, Option<&str>)], until: &str| {
        let (mut circle, a) = paid_once();
        subscribe(&mut circle, 0, "2026-01-01", "plan", "10");
        cancel(&mut circle.people[0].subscriptions[0].facts, "2026-04-20");
        circle.people[a].payments[0].asked = asked.iter().map(|(from, until)| (at(from), until.map(at))).collect();
        reckoned(&terms, &circle, until).earnings[0].expires_at
    };
    assert_eq!(expires(&[], END), None, "the account loses it");
    assert_eq!(expires(&[("2026-04-10", Some("2026-04-19"))], END), None, "settled before");
    assert_eq!(expires(&[("2026-04-10", None)], END), None, "still frozen");
    let declined = [("2026-04-10", Some("2026-04-25"))];
    assert_eq!(expires(&declined, END), Some(at("2026-04-25")));
    assert_eq!(expires(&declined, "2026-04-24"), None, "not known yet");
}

#[test]
fn becoming_by_an_action_ends_when_the_action_is_reversed() {
    let becomes = Trigger::Becomes(written("invitee.actions(\"verified\") >= 1 && invitee.payments >= 1"));
    let (mut circle, a) = paid_once();
    act(&mut circle, a, "2026-03-04", "verified").reversed_at = Some(at("2026-03-09"));
    let terms = terms([rule(becomes, amount("50"))]);
    assert_eq!(corrections(&terms, &circle, END), ["03-09 0.00", "taken_back"]);
    assert_eq!(told(&terms, &circle, "2026-03-08"), ["03-04 50.00 granted"]);
}
