//! What becomes of what was earned: converted, used by itself, taken off invoices, lost. The figures were reckoned by hand.

use super::*;
use crate::rules::conversion::NotConverted;

const HEAD: &str = "program = \"p\"\nname = \"P\"\ncurrency = \"USD\"\ntime_zone = \"UTC\"\n";

/// A reward for each payment of Bob's, and what becomes of it.
fn play(reward: &str, uses: &str) -> Play {
    let terms = format!("{HEAD}[[reward]]\n{reward}\n{uses}\n");
    let mut play = Play::under(&terms);
    play.world = World::new([crate::rules::check(&terms).unwrap()]).with_runs();
    play.couple()
}

fn pays(play: &mut Play, payment: &str, at: &str, amount: &str) {
    let data = format!("{{'payment':'{payment}','company':'bobs','amount':'{amount}','currency':'USD'}}");
    play.applies("payment.succeeded", &format!("2026-{at}T09:00:00Z"), &data);
}

/// One plan and one service of Ann's, with the tax in it.
fn issues(play: &mut Play, invoice: &str, at: &str, (plan, service, tax): (&str, &str, &str)) {
    let data = format!(
        "{{'invoice':'{invoice}','company':'acme','currency':'USD','due_at':'2026-12-01T00:00:00Z','tax':'{tax}','lines':[\
         {{'product':'a','kind':'plan','amount':'{plan}'}},{{'product':'b','kind':'service','amount':'{service}'}}]}}"
    );
    play.applies("invoice.issued", &format!("2026-{at}T09:00:00Z"), &data);
}

fn spends(play: &mut Play, spend: &str, at: &str, amount: &str) {
    let data = format!(
        "{{'spend':'{spend}','person':{{'source':'crm','id':'ann'}},'program':'p','invoice':{{'source':'crm','id':'i1'}},\
         'amount':'{amount}','currency':'USD'}}"
    );
    play.applies("credit.spent", &format!("2026-{at}T09:00:00Z"), &data);
}

fn converts(play: &mut Play, conversion: &str, amount: &str) -> Outcome {
    let data = format!(
        "{{'conversion':'{conversion}','person':{{'source':'crm','id':'ann'}},'program':'p','amount':'{amount}','currency':'USD'}}"
    );
    play.happens("cash.converted", "2026-05-01T00:00:00Z", &data)
}

fn balances(play: &Play, unit: &str) -> Balances {
    play.world.balance("crm", &"ann".parse().unwrap(), "p", unit.parse().unwrap()).unwrap()
}

/// Ann's (available, spent, expired) of a unit.
fn has(play: &Play, unit: &str) -> (String, String, String) {
    let found = balances(play, unit);
    three(&found.available.to_string(), &found.spent.to_string(), &found.expired.to_string())
}

fn to_pay(play: &Play, invoice: &str) -> String {
    play.world.to_pay("crm", &invoice.parse().unwrap()).unwrap().to_string()
}

const CASH: &str = "on = \"payment\"\nto = \"referrer\"\ngive = \"10 %\"\nas = \"cash\"";
const CREDIT: &str = "on = \"payment\"\nto = \"referrer\"\ngive = \"25.00\"\nas = \"credit\"";

/// 10 % of 333.30 are 33.33; 20.00 of it become 24.00, and 13.33 become 15.996, rounded to 16.00.
#[test]
fn cash_becomes_credit_worth_a_fifth_more() {
    let mut play = play(CASH, "[use.cash]\nconvert = { to = \"credit\", worth = \"120 %\", minimum = \"10.00\" }");
    pays(&mut play, "p1", "04-03", "333.30");
    let refused = |outcome: Outcome| match outcome {
        Outcome::Refused { refusal: Refusal::NotConverted(why) } => why.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(converts(&mut play, "c1", "9.99")), "at least 10.00 is converted at once");
    assert_eq!(refused(converts(&mut play, "c1", "33.34")), "only 33.33 is available");
    assert_eq!(refused(converts(&mut play, "c1", "0.00")), NotConverted::Nothing.to_string());
    for (conversion, amount) in [("c1", "20.00"), ("c2", "13.33")] {
        let outcome = converts(&mut play, conversion, amount);
        assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    }
    assert_eq!(has(&play, "cash"), three("0.00", "0.00", "0.00"));
    assert_eq!(has(&play, "credit"), three("40.00", "0.00", "0.00"));
    assert_eq!(balances(&play, "cash").converted.to_string(), "33.33");
    assert_eq!(balances(&play, "credit").converted.to_string(), "-40.00");
}

#[test]
fn where_nothing_is_said_of_it_cash_stays_cash() {
    let mut play = play(CASH, "");
    pays(&mut play, "p1", "04-03", "100.00");
    let refused = converts(&mut play, "c1", "5.00");
    assert_eq!(refused, Outcome::Refused { refusal: Refusal::NotConverted(NotConverted::NoConversion) });
}

/// 50.00 of credit: the plan of 30.00 less its tax of 4.00 takes 26.00, the next one the 24.00 that are left; voiding gives back.
#[test]
fn an_invoice_takes_what_it_can_by_itself() {
    let mut play = play(CREDIT, "[use.credit]\nauto = \"next_invoice\"\npays = [\"plan\"]\nnever_below = \"tax\"");
    pays(&mut play, "p1", "04-03", "10.00");
    pays(&mut play, "p2", "04-04", "10.00");
    issues(&mut play, "i1", "04-05", ("30.00", "0.00", "4.00"));
    assert_eq!((to_pay(&play, "i1"), has(&play, "credit")), ("4.00".into(), three("24.00", "26.00", "0.00")));
    issues(&mut play, "i2", "04-06", ("30.00", "20.00", "0.00"));
    assert_eq!((to_pay(&play, "i2"), has(&play, "credit")), ("26.00".into(), three("0.00", "50.00", "0.00")));
    play.applies("invoice.voided", "2026-04-07T09:00:00Z", "{'invoice':'i1'}");
    assert_eq!(has(&play, "credit"), three("26.00", "24.00", "0.00"));
}

/// 100 points at 0.07 are 7.00; what pays alone leaves an invoice of 7.01 as it is and pays one of 6.30 with 90 of them.
#[test]
fn units_that_pay_alone_pay_whole_or_not_at_all() {
    let points = "on = \"payment\"\nto = \"referrer\"\ngive = 100\nas = \"points\"";
    let uses = "[use.points]\nworth = \"0.07\"\npays = [\"plan\"]\nauto = \"next_invoice\"\nalone = true";
    let mut play = play(points, uses);
    pays(&mut play, "p1", "04-03", "10.00");
    issues(&mut play, "i1", "04-05", ("7.01", "0.00", "0.00"));
    assert_eq!((to_pay(&play, "i1"), has(&play, "points")), ("7.01".into(), three("100", "0", "0")));
    issues(&mut play, "i2", "04-06", ("6.30", "0.00", "0.00"));
    assert_eq!((to_pay(&play, "i2"), has(&play, "points")), ("0.00".into(), three("10", "90", "0")));
}

/// Each of two friends' first payments takes 10 % off the next invoice: 20 % of 80.00 and of 20.00 together; once, until it is voided.
#[test]
fn what_rules_take_off_is_used_by_one_invoice() {
    let reward = "on = \"payment\"\ngive = \"10 %\"\nas = \"discount\"";
    let mut play = play(reward, "");
    pays(&mut play, "p1", "04-03", "10.00");
    pays(&mut play, "p2", "04-04", "10.00");
    for (invoice, day, left) in [("i1", "04-05", "80.00"), ("i2", "04-06", "100.00")] {
        issues(&mut play, invoice, day, ("80.00", "20.00", "0.00"));
        assert_eq!(to_pay(&play, invoice), left, "{invoice}");
    }
    play.applies("invoice.voided", "2026-04-07T09:00:00Z", "{'invoice':'i1'}");
    issues(&mut play, "i3", "04-08", ("80.00", "20.00", "0.00"));
    assert_eq!(to_pay(&play, "i3"), "80.00");
    pays(&mut play, "p3", "04-20", "10.00");
    issues(&mut play, "i4", "04-19", ("80.00", "20.00", "0.00"));
    assert_eq!(to_pay(&play, "i4"), "100.00", "it was issued before that payment");
}

/// Two free months: each of two invoices for one month is free of its plan, the third is not; a voided one gives its month back.
#[test]
fn free_months_make_invoices_free() {
    let reward = "on = \"payment\"\ngive = 1\nas = \"months\"\napply = { to = \"invoice\", each = 1 }";
    let mut play = play(reward, "");
    pays(&mut play, "p1", "04-03", "10.00");
    pays(&mut play, "p2", "04-04", "10.00");
    for (invoice, day, left) in [("i1", "04-05", "5.00"), ("i2", "04-06", "5.00"), ("i3", "04-07", "35.00")] {
        issues(&mut play, invoice, day, ("30.00", "5.00", "0.00"));
        assert_eq!(to_pay(&play, invoice), left, "{invoice}");
    }
    assert_eq!(has(&play, "months"), three("0", "2", "0"));
    play.applies("invoice.voided", "2026-04-08T09:00:00Z", "{'invoice':'i2'}");
    assert_eq!(has(&play, "months"), three("1", "1", "0"));
}

/// 25.00 of 3 April and 25.00 of 20 April, each for 30 days; 10.00 are used on the 25th. On 3 May 15.00 are lost, on 20 May 25.00.
#[test]
fn what_is_not_used_in_time_is_lost() {
    for stops in [false, true] {
        let mut play = play(CREDIT, "[use.credit]\nexpires = \"30 days\"");
        pays(&mut play, "p1", "04-03", "10.00");
        pays(&mut play, "p2", "04-20", "10.00");
        issues(&mut play, "i1", "04-21", ("30.00", "5.00", "0.00"));
        spends(&mut play, "s1", "04-25", "10.00");
        if stops {
            play.passes("2026-05-03T08:59:59Z");
            assert_eq!(has(&play, "credit"), three("40.00", "10.00", "0.00"));
            play.passes("2026-05-03T09:00:00Z");
            assert_eq!(has(&play, "credit"), three("25.00", "10.00", "15.00"));
        }
        // What expired before is nothing that comes back could be used for.
        spends(&mut play, "s2", "05-04", "20.00");
        assert_eq!(has(&play, "credit"), three("5.00", "30.00", "15.00"), "{stops}");
        play.passes("2026-06-01T00:00:00Z");
        assert_eq!(has(&play, "credit"), three("0.00", "30.00", "20.00"), "{stops}");
    }
}

/// A refund after the expiry meets the same books, whether or not anybody looked in between.
#[test]
fn what_is_lost_does_not_depend_on_when_somebody_asks() {
    let told = [false, true].map(|stops| {
        let mut play = play(CREDIT, "[use.credit]\nexpires = \"30 days\"");
        pays(&mut play, "p1", "04-03", "10.00");
        pays(&mut play, "p2", "04-20", "10.00");
        if stops {
            play.passes("2026-05-04T00:00:00Z");
        }
        play.applies("refund.completed", "2026-05-10T00:00:00Z", "{'refund':'r','payment':'p1','amount':'10.00'}");
        play.passes("2026-05-11T00:00:00Z");
        has(&play, "credit")
    });
    assert_eq!(told[0], told[1]);
    assert_eq!(told[0], three("25.00", "0.00", "0.00"), "the second is untouched");
}

/// 25.00, of which 10.00 are used in time and 15.00 expire. Half of the payment goes back: 12.50 of what expired, and nothing is owed.
/// All of it: the other 2.50 of what expired, and the 10.00 that were used are owed.
#[test]
fn who_did_not_use_what_expired_does_not_owe_it() {
    let mut play = play(CREDIT, "[use.credit]\nexpires = \"30 days\"");
    pays(&mut play, "p1", "04-03", "10.00");
    issues(&mut play, "i1", "04-21", ("30.00", "5.00", "0.00"));
    spends(&mut play, "s1", "04-25", "10.00");
    play.passes("2026-05-04T00:00:00Z");
    assert_eq!(has(&play, "credit"), three("0.00", "10.00", "15.00"));
    play.applies("refund.completed", "2026-05-10T00:00:00Z", "{'refund':'r1','payment':'p1','amount':'5.00'}");
    play.passes("2026-05-10T01:00:00Z");
    assert_eq!(has(&play, "credit"), three("0.00", "10.00", "2.50"));
    play.applies("refund.completed", "2026-05-11T00:00:00Z", "{'refund':'r2','payment':'p1','amount':'5.00'}");
    play.passes("2026-05-11T01:00:00Z");
    assert_eq!(has(&play, "credit"), three("-10.00", "10.00", "0.00"));
}

#[test]
fn whoever_leaves_loses_what_was_theirs() {
    let mut play = play(CREDIT, "[use.credit]\nforfeit_on = [\"canceled\"]");
    let started = "{'subscription':'own','company':'acme','product':'plan'}";
    play.applies("subscription.started", "2026-04-02T00:00:00Z", started);
    pays(&mut play, "p1", "04-03", "10.00");
    play.applies("subscription.changed", "2026-04-10T00:00:00Z", "{'subscription':'own','status':'canceled'}");
    pays(&mut play, "p2", "04-11", "10.00");
    play.passes("2026-04-12T00:00:00Z");
    assert_eq!(has(&play, "credit"), three("25.00", "0.00", "25.00"), "what came after is not lost");
}

/// It is lost while it is on hold, but not what came at the very instant at which they left.
#[test]
fn whoever_leaves_loses_what_is_on_hold_and_came_before() {
    let mut play = play(&format!("{CREDIT}\nhold_days = 10"), "[use.credit]\nforfeit_on = [\"canceled\"]");
    let started = "{'subscription':'own','company':'acme','product':'plan'}";
    play.applies("subscription.started", "2026-04-02T00:00:00Z", started);
    pays(&mut play, "p1", "04-03", "10.00");
    play.applies("subscription.changed", "2026-04-10T09:00:00Z", "{'subscription':'own','status':'canceled'}");
    pays(&mut play, "p2", "04-10", "10.00");
    play.passes("2026-04-30T00:00:00Z");
    assert_eq!(has(&play, "credit").0, "25.00");
}

/// Three free months, at most one to a subscription, of which there are two: one is left, however often somebody asks.
#[test]
fn a_subscription_gets_no_more_of_a_reward_than_it_may() {
    let reward =
        "on = \"payment\"\ngive = 3\nas = \"months\"\napply = { to = \"subscription\", order = \"oldest\", each = 1 }";
    let mut play = play(reward, "");
    for (subscription, charged) in [("one", "07-01"), ("two", "08-01")] {
        let data = format!(
            "{{'subscription':'{subscription}','company':'acme','product':'plan','next_charge_at':'2026-{charged}T00:00:00Z'}}"
        );
        play.applies("subscription.started", "2026-04-02T00:00:00Z", &data);
    }
    pays(&mut play, "p1", "04-03", "10.00");
    for day in ["04-04", "04-05", "04-06"] {
        play.passes(&format!("2026-{day}T00:00:00Z"));
        assert_eq!(has(&play, "months"), three("1", "2", "0"), "{day}");
    }
    let ends = play.world.ends(0, crate::calendar::Zone::UTC).unwrap();
    let ends: Vec<String> = ends.iter().map(|end| end.format("%m-%d").to_string()).collect();
    assert_eq!(ends, ["08-01", "09-01"]);
}

/// 25.00 of 3 April and 25.00 of 4 April, for 30 days. The refund of the first is asked for before it expires on 3 May, and refused on
/// the 6th: it is lost then, as if nobody had asked.
#[test]
fn what_is_frozen_when_it_would_expire_is_lost_when_it_is_released_again() {
    for stops in [false, true] {
        let mut play = play(CREDIT, "[use.credit]\nexpires = \"30 days\"");
        pays(&mut play, "p1", "04-03", "10.00");
        pays(&mut play, "p2", "04-04", "10.00");
        play.applies("refund.requested", "2026-05-01T00:00:00Z", "{'refund':'r','payment':'p1','amount':'10.00'}");
        if stops {
            play.passes("2026-05-03T10:00:00Z");
            assert_eq!(has(&play, "credit"), three("25.00", "0.00", "0.00"));
            play.passes("2026-05-05T00:00:00Z");
            assert_eq!(has(&play, "credit"), three("0.00", "0.00", "25.00"), "the other one");
            assert_eq!(balances(&play, "credit").on_hold.to_string(), "25.00");
        }
        play.applies("refund.declined", "2026-05-06T00:00:00Z", "{'refund':'r','payment':'p1'}");
        play.passes("2026-05-06T00:00:00Z");
        assert_eq!(has(&play, "credit"), three("0.00", "0.00", "50.00"), "{stops}");
        assert_eq!(balances(&play, "credit").on_hold.to_string(), "0.00");
    }
}

/// Half of a payment is refunded after the expiry that the request outlasted: what is left of the reward is lost with it.
#[test]
fn what_a_refund_leaves_of_what_would_have_expired_is_lost() {
    let mut play = play(CREDIT, "[use.credit]\nexpires = \"30 days\"");
    pays(&mut play, "p1", "04-03", "10.00");
    play.applies("refund.requested", "2026-05-01T00:00:00Z", "{'refund':'r','payment':'p1','amount':'5.00'}");
    play.applies("refund.completed", "2026-05-06T00:00:00Z", "{'refund':'r','payment':'p1','amount':'5.00'}");
    play.passes("2026-05-06T00:00:00Z");
    assert_eq!(has(&play, "credit"), three("0.00", "0.00", "12.50"));
}

/// 25.00 of 3 April and 25.00 of 4 April. The refund of the first is asked for before the last subscription ends, and refused on the
/// 12th: it is lost then. What comes on the 13th is theirs.
#[test]
fn what_is_frozen_when_the_last_subscription_ends_is_lost_when_it_is_released_again() {
    let mut play = play(CREDIT, "[use.credit]\nforfeit_on = [\"canceled\"]\nexpires = \"30 days\"");
    let started = "{'subscription':'own','company':'acme','product':'plan'}";
    play.applies("subscription.started", "2026-04-02T00:00:00Z", started);
    pays(&mut play, "p1", "04-03", "10.00");
    pays(&mut play, "p2", "04-04", "10.00");
    play.applies("refund.requested", "2026-04-08T00:00:00Z", "{'refund':'r','payment':'p1','amount':'10.00'}");
    play.applies("subscription.changed", "2026-04-10T00:00:00Z", "{'subscription':'own','status':'canceled'}");
    play.passes("2026-04-11T00:00:00Z");
    assert_eq!(has(&play, "credit"), three("0.00", "0.00", "25.00"), "the other one");
    assert_eq!(balances(&play, "credit").on_hold.to_string(), "25.00");
    play.applies("refund.declined", "2026-04-12T00:00:00Z", "{'refund':'r','payment':'p1'}");
    play.passes("2026-04-12T00:00:00Z");
    assert_eq!(has(&play, "credit"), three("0.00", "0.00", "50.00"));
    assert_eq!(balances(&play, "credit").on_hold.to_string(), "0.00");
    pays(&mut play, "p3", "04-13", "10.00");
    play.passes("2026-05-12T00:00:00Z");
    assert_eq!(has(&play, "credit"), three("25.00", "0.00", "50.00"));
    play.passes("2026-05-14T00:00:00Z");
    assert_eq!(has(&play, "credit"), three("0.00", "0.00", "75.00"), "it expires like any other");
}

fn adjusts(play: &mut Play, at: &str, (unit, direction, amount): (&str, &str, &str)) -> Outcome {
    let data = format!(
        "{{'adjustment':'{at}','person':{{'source':'crm','id':'ann'}},'program':'p','unit':'{unit}','direction':'{direction}',\
         'amount':'{amount}','currency':'USD','reason':'test'}}"
    );
    play.happens("adjustment.made", &format!("2026-{at}T00:00:00Z"), &data)
}

/// Of a month half is taken before it is earned: half a month is put nowhere. When the half is given back, the whole month is put to
/// the subscription, and so it does not expire.
#[test]
fn an_adjustment_alone_puts_to_use_what_waited() {
    let reward = "on = \"payment\"\ngive = 1\nas = \"months\"\napply = { to = \"subscription\", order = \"oldest\" }";
    let mut play = play(reward, "[use.months]\nexpires = \"30 days\"");
    let started = "{'subscription':'own','company':'acme','product':'plan','next_charge_at':'2026-07-01T00:00:00Z'}";
    play.applies("subscription.started", "2026-04-02T00:00:00Z", started);
    let outcome = adjusts(&mut play, "04-02", ("months", "take", "0.5"));
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    pays(&mut play, "p1", "04-03", "10.00");
    play.passes("2026-04-09T00:00:00Z");
    assert_eq!(has(&play, "months"), three("0.5", "0", "0"));
    let outcome = adjusts(&mut play, "04-10", ("months", "add", "0.5"));
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    play.passes("2026-06-01T00:00:00Z");
    assert_eq!(has(&play, "months"), three("0", "1", "0"));
}
