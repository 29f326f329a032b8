use super::*;
use proptest::prelude::*;

const GIVEN: &str = "2026-04-10T09:00:00Z";
const HELD: &str = "2026-04-24T09:00:00Z";
const LATER: &str = "2026-05-02T09:00:00Z";

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn gb(text: &str) -> Money {
    Money::parse(text, "gb".parse().unwrap()).unwrap()
}

fn worth(steps: &[(&str, &str)]) -> Worth {
    let steps = steps.iter().map(|(since, worth)| (at(since), gb(worth))).collect();
    Worth { steps, hold_until: at(HELD), frozen_since: None, held: false }
}

/// What is posted at each of these instants, one after another, and what is left on hold and available in the end.
fn told(story: &[(&str, Worth)]) -> (Vec<String>, [String; 2]) {
    let (mut posted, mut purse, mut said) = (None, Purse::empty(gb("0").currency()), Vec::new());
    for (now, worth) in story {
        let released = posted.as_mut().map(|p: &mut Posted| p.state.release(at(now))).unwrap_or_default();
        purse.available = Move::leave(purse.available, &released).unwrap();
        let (after, moves) = Posted::settle(posted, worth.clone(), at(now), &mut purse).unwrap();
        posted = after;
        said.extend(released.iter().chain(&moves).map(|m| format!("{} {} {}", m.step, m.posting, m.amount)));
    }
    let on_hold = posted.map_or(gb("0"), |posted| posted.state.on_hold);
    (said, [on_hold.to_string(), purse.available.to_string()])
}

#[test]
fn what_is_reckoned_again_and_is_the_same_moves_nothing() {
    let given = worth(&[(GIVEN, "5")]);
    let (said, left) = told(&[(GIVEN, given.clone()), (GIVEN, given.clone()), (LATER, given.clone()), (LATER, given)]);
    assert_eq!(said, ["1 reward_granted 5", "2 reward_released 5"]);
    assert_eq!(left, ["0", "5"]);
}

#[test]
fn what_was_never_worth_anything_is_not_granted() {
    assert_eq!(told(&[(GIVEN, worth(&[(GIVEN, "0")])), (LATER, worth(&[]))]).0, Vec::<String>::new());
}

#[test]
fn a_correction_after_the_release_takes_from_what_is_available() {
    let (given, less) = (worth(&[(GIVEN, "5")]), worth(&[(GIVEN, "5"), (LATER, "2")]));
    let (said, left) = told(&[(GIVEN, given), (LATER, less.clone())]);
    assert_eq!(said, ["1 reward_granted 5", "2 reward_released 5", "3 reward_clawed_back 3"]);
    assert_eq!(left, ["0", "2"]);
    assert_eq!(told(&[(LATER, less)]), (said, left), "all at once it is the same");
}

#[test]
fn what_was_never_earned_after_all_is_taken_back_whole_and_may_come_again() {
    let given = worth(&[(GIVEN, "5")]);
    let (said, left) = told(&[(GIVEN, given.clone()), (GIVEN, worth(&[])), (GIVEN, given)]);
    assert_eq!(said, ["1 reward_granted 5", "2 reward_canceled 5", "3 reward_granted 5"]);
    assert_eq!(left, ["5", "0"]);
}

#[test]
fn while_a_refund_is_asked_for_nothing_is_available() {
    let given = worth(&[(GIVEN, "5")]);
    let asked = Worth { frozen_since: Some(at(GIVEN)), ..given.clone() };
    let (said, left) = told(&[(GIVEN, asked.clone()), (LATER, asked.clone())]);
    assert_eq!((said, left), (vec!["1 reward_granted 5".to_owned()], ["5".into(), "0".into()]));
    let (said, left) = told(&[(GIVEN, asked), (LATER, given)]);
    assert_eq!(said, ["1 reward_granted 5", "2 reward_unfrozen 5"]);
    assert_eq!(left, ["0", "5"]);
}

#[test]
fn while_staff_look_into_it_nothing_is_released_and_afterwards_what_is_due_is() {
    let given = worth(&[(GIVEN, "5")]);
    let held = Worth { held: true, ..given.clone() };
    let less = Worth { held: true, ..worth(&[(GIVEN, "5"), (LATER, "3")]) };
    let (said, left) = told(&[(GIVEN, given), (GIVEN, held), (LATER, less.clone())]);
    assert_eq!(said, ["1 reward_granted 5", "2 reward_canceled 2"]);
    assert_eq!(left, ["3", "0"]);
    let (said, left) = told(&[(LATER, less.clone()), (LATER, Worth { held: false, ..less })]);
    assert_eq!(said[2..], ["3 reward_released 3"]);
    assert_eq!(left, ["0", "3"]);
}

#[test]
fn a_hold_that_ends_later_than_thought_holds_again() {
    let given = worth(&[(GIVEN, "5")]);
    let longer = Worth { hold_until: at("2026-06-01T00:00:00Z"), ..given.clone() };
    let (said, left) = told(&[(GIVEN, given), (LATER, longer)]);
    assert_eq!(said[2..], ["3 reward_clawed_back 5", "4 reward_granted 5"]);
    assert_eq!(left, ["5", "0"]);
    // Also when that is over already: it is released as of the end of the hold, not before.
    let given = worth(&[(GIVEN, "5")]);
    let longer = Worth { hold_until: at("2026-04-30T00:00:00Z"), ..given.clone() };
    let (said, left) = told(&[(GIVEN, given.clone()), (LATER, given), (LATER, longer)]);
    assert_eq!(said[2..], ["3 reward_clawed_back 5", "4 reward_granted 5", "5 reward_released 5"]);
    assert_eq!(left, ["0", "5"]);
}

/// Corrected on the 2nd of May; the hold, thought to have ended on the 24th, ended on the 30th.
#[test]
fn what_was_corrected_after_the_longer_hold_stays_taken_from_what_was_available() {
    let corrected = worth(&[(GIVEN, "5"), (LATER, "2")]);
    let longer = Worth { hold_until: at("2026-04-30T00:00:00Z"), ..corrected.clone() };
    let (said, left) = told(&[(LATER, corrected), (LATER, longer)]);
    let early = ["4 reward_clawed_back 5", "5 reward_granted 5", "6 reward_released 5"];
    assert_eq!(said[..3], ["1 reward_granted 5", "2 reward_released 5", "3 reward_clawed_back 3"]);
    assert_eq!((&said[3..], left), (&early.map(str::to_owned)[..], ["0".into(), "2".into()]));
}

#[test]
fn what_is_granted_after_the_hold_is_available_since_then() {
    let more = worth(&[(GIVEN, "5"), (LATER, "7")]);
    let (_, moves) = Posted::settle(None, more, at(LATER), &mut Purse::empty(gb("0").currency())).unwrap();
    let said: Vec<(String, Instant)> = moves.iter().map(|m| (m.posting.to_string(), m.effective_at)).collect();
    let expected = [("granted", GIVEN), ("released", HELD), ("granted", LATER), ("released", LATER)];
    assert_eq!(said, expected.map(|(word, since)| (format!("reward_{word}"), at(since))));
}

#[test]
fn a_debt_is_posted_as_one() {
    let (said, left) = told(&[(GIVEN, worth(&[(GIVEN, "-2")]))]);
    assert_eq!((said, left), (vec!["1 reward_clawed_back 2".to_owned()], ["0".into(), "-2".into()]));
}

#[test]
fn a_debt_that_turns_out_an_earning_is_made_good_and_the_rest_is_on_hold() {
    let (owed, earned) = (worth(&[(GIVEN, "-1")]), worth(&[(GIVEN, "9")]));
    let (said, left) = told(&[(GIVEN, owed.clone()), (GIVEN, earned.clone())]);
    assert_eq!(said, ["1 reward_clawed_back 1", "2 reward_restored 1", "3 reward_granted 9"]);
    assert_eq!(left, ["9", "0"]);
    let (said, left) = told(&[(GIVEN, owed), (LATER, earned)]);
    assert_eq!(said[1..], ["2 reward_restored 1", "3 reward_granted 9", "4 reward_released 9"]);
    assert_eq!(left, ["0", "9"]);
}

/// Half of another reward is owed, told before and after the refund is asked for: what is on hold is the same.
#[test]
fn a_debt_of_another_reward_does_not_use_what_a_freeze_takes() {
    let asked = Worth { frozen_since: Some(at(LATER)), ..worth(&[(GIVEN, "8")]) };
    let owes = Worth { hold_until: at(GIVEN), ..worth(&[(GIVEN, "-4")]) };
    let mut ends = Vec::new();
    for order in [[&owes, &asked], [&asked, &owes]] {
        let mut purse = Purse::empty(gb("0").currency());
        let settled = order.map(|worth| {
            // It was released before anybody asked.
            let released = Worth { frozen_since: None, ..worth.clone() };
            let (posted, _) = Posted::settle(None, released, at(LATER), &mut purse).unwrap();
            Posted::settle(posted, worth.clone(), at(LATER), &mut purse).unwrap().0.unwrap().state.on_hold
        });
        ends.push((gb("0").plus(settled[0]).unwrap().plus(settled[1]).unwrap(), purse));
    }
    assert_eq!(ends[0], ends[1]);
    let left = Purse { available: gb("-4"), owed: gb("-4"), expired: gb("0") };
    assert_eq!(ends[0], (gb("8"), left));
}

#[test]
fn what_expired_unused_and_is_taken_back_leaves_no_debt() {
    let mut purse = Purse::empty(gb("0").currency());
    let (posted, _) = Posted::settle(None, worth(&[(GIVEN, "5")]), at(LATER), &mut purse).unwrap();
    // Two of the five were spent, and the rest expired.
    purse = Purse { available: gb("0"), expired: gb("3"), ..purse };
    let posted = posted.map(|posted| Posted { lost: Some(gb("0")), ..posted });
    let less = worth(&[(GIVEN, "5"), (LATER, "4")]);
    let (posted, moves) = Posted::settle(posted, less, at(LATER), &mut purse).unwrap();
    let said: Vec<String> = moves.iter().map(|m| format!("{} {} {}", m.step, m.posting, m.amount)).collect();
    assert_eq!(said, ["3 reward_clawed_back 1", "4 expiry_canceled 1"]);
    assert_eq!((purse.available, purse.expired), (gb("0"), gb("2")));
    let (posted, moves) = Posted::settle(posted, worth(&[]), at(LATER), &mut purse).unwrap();
    let said: Vec<String> = moves.iter().map(|m| format!("{} {} {}", m.step, m.posting, m.amount)).collect();
    assert_eq!(said, ["5 reward_clawed_back 4", "6 expiry_canceled 2"]);
    assert_eq!((purse.available, purse.expired), (gb("-2"), gb("0")), "what was spent is owed");
    // It was right the first time: all stands as before.
    let (_, moves) = Posted::settle(posted, worth(&[(GIVEN, "5")]), at(LATER), &mut purse).unwrap();
    let said: Vec<String> = moves.iter().map(|m| format!("{} {} {}", m.step, m.posting, m.amount)).collect();
    assert_eq!(said, ["7 reward_granted 5", "8 reward_released 5", "9 credit_expired 3"]);
    assert_eq!((purse.available, purse.expired), (gb("0"), gb("3")));
}

proptest! {
    /// Whatever was known in between, and whenever somebody reckoned: what stands is what all that is known in the end gives.
    #[test]
    fn what_stands_depends_on_what_is_known_and_not_on_when_it_became_known(
        told in prop::collection::vec((0..60i64, histories(), 0..40i64, any::<bool>()), 1..8),
    ) {
        let zero = Purse::empty(gb("0").currency());
        let mut story: Vec<(i64, Worth)> = told.into_iter().map(|(now, steps, hold, asked)| {
            let mut steps: Vec<(Instant, Money)> = steps.into_iter().filter(|(day, _)| *day <= now)
                .map(|(day, worth)| (on(day), gb(&worth.to_string()))).collect();
            steps.sort_by_key(|(at, _)| *at);
            (now, Worth { steps, hold_until: on(hold), frozen_since: asked.then(|| on(0)), held: false })
        }).collect();
        story.sort_by_key(|(now, _)| *now);
        // A refund that is asked for before the hold ends is known in time here: what was released by then cannot be held.
        let (now, last) = story.last().cloned().unwrap();
        let last = Worth { frozen_since: None, ..last };
        story.push((now, last.clone()));
        let (mut purse, mut posted) = (zero, None);
        for (now, worth) in story {
            let released = posted.as_mut().map(|p: &mut Posted| p.state.release(on(now))).unwrap_or_default();
            purse.available = Move::leave(purse.available, &released).unwrap();
            posted = Posted::settle(posted, worth, on(now), &mut purse).unwrap().0;
        }
        let mut at_once = zero;
        let straight = Posted::settle(None, last, on(now), &mut at_once).unwrap().0;
        let held = |posted: Option<Posted>| posted.map_or((gb("0"), gb("0")), |p| (p.state.granted, p.state.on_hold));
        prop_assert_eq!((held(posted), purse.available), (held(straight), at_once.available));
    }
}

fn on(day: i64) -> Instant {
    at(GIVEN) + chrono::TimeDelta::days(day)
}

/// What a reward is worth from some days on.
fn histories() -> impl Strategy<Value = Vec<(i64, i64)>> {
    prop::collection::vec((0..60i64, -9..9i64), 0..4)
}
