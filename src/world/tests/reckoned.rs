//! Programs whose terms need the whole language.

use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use serde_json::Value;

use super::super::{Earned, simulate};
use super::*;
use crate::rules::Terms;
use crate::rules::rule::Rule;

const HEAD: &str = "program = \"p\"\nname = \"P\"\ncurrency = \"USD\"\ntime_zone = \"UTC\"\n";

/// A share of payments while the invitee is young, a sum for a port-in, something for the friend, and one for each second friend.
const TERMS: &str = r#"
[[reward]]
id = "share"
on = "payment"
to = "referrer"
give = { steps_by = "payment.ordinal", steps = { 1 = "10 %", 2 = "5 %" } }
hold_days = 14
as = "cash"

[[reward]]
id = "port"
on = { action = "port_in" }
to = "referrer"
give = "20.00"
limit = { count = 1, per = "invitee" }
as = "credit"

[[reward]]
id = "friend"
on = { action = "port_in" }
to = "invitee"
give = "5.00"
as = "credit"

[[reward]]
id = "pairs"
on = { milestone = "referrer.active_referrals", every = 1 }
to = "referrer"
give = 1
as = "months"
apply = { to = "subscription", order = "soonest_end" }
"#;

const FACTS: [(&str, &str, &str); 13] = [
    (
        "person.registered",
        "2026-04-01T00:00:00Z",
        "{'person':'ann','email':'ann@example.com','company':{'company':'acme','name':'Acme'}}",
    ),
    (
        "subscription.started",
        "2026-04-01T00:00:00Z",
        "{'subscription':'own','company':'acme','product':'plan','next_charge_at':'2026-07-01T00:00:00Z'}",
    ),
    (
        "person.registered",
        "2026-04-02T00:00:00Z",
        "{'person':'bob','email':'bob@example.com','program':'p','referrer':'ann','company':{'company':'bobs','name':'B'}}",
    ),
    ("subscription.started", "2026-04-02T00:00:00Z", "{'subscription':'plan','company':'bobs','product':'plan'}"),
    ("payment.succeeded", "2026-04-03T00:00:00Z", "{'payment':'p1','company':'bobs','amount':'100','currency':'USD'}"),
    ("payment.succeeded", "2026-04-05T00:00:00Z", "{'payment':'p2','company':'bobs','amount':'100','currency':'USD'}"),
    ("payment.succeeded", "2026-05-05T00:00:00Z", "{'payment':'p3','company':'bobs','amount':'60','currency':'USD'}"),
    ("refund.requested", "2026-04-06T00:00:00Z", "{'refund':'r','payment':'p1','amount':'40'}"),
    ("refund.completed", "2026-04-20T00:00:00Z", "{'refund':'r','payment':'p1','amount':'40'}"),
    ("refund.requested", "2026-05-06T00:00:00Z", "{'refund':'s','payment':'p3'}"),
    ("action.completed", "2026-04-07T00:00:00Z", "{'action':'a','name':'port_in','person':'bob'}"),
    ("action.completed", "2026-04-08T00:00:00Z", "{'action':'b','name':'port_in','company':'bobs'}"),
    ("action.reversed", "2026-04-09T00:00:00Z", "{'action':'a'}"),
];

fn said(balances: Balances) -> String {
    format!("{} {} {}", balances.on_hold, balances.available, balances.spent)
}

fn ends(play: &Play) -> Vec<String> {
    let mut said_all: Vec<String> = play
        .world
        .balances()
        .filter(|(.., balances)| *balances != Balances::zero(balances.available.currency()))
        .map(|(person, _, unit, balances)| format!("{person} {unit} {}", said(balances)))
        .collect();
    let receipt = |earned: &Earned| {
        let (recipient, invitee) = play.world.earned_by(earned);
        let invitee = invitee.map_or("-", |invitee| invitee.as_str());
        let receipt = &earned.receipt;
        format!(
            "{} {recipient} {invitee} {:?} {} {}",
            receipt.clause,
            earned.cause,
            receipt.amount,
            receipt.reason.name()
        )
    };
    // What was earned for a while only is left as a receipt of nothing.
    let gave = |earned: &&Earned| !earned.receipt.earned.is_zero();
    said_all.extend(play.world.earned().iter().filter(gave).map(receipt));
    said_all.sort();
    said_all
}

#[test]
fn rules_give_and_take_back_as_they_say() {
    let terms = format!("{HEAD}{TERMS}");
    let mut play = Play::under(&terms);
    play.world = World::new([crate::rules::check(&terms).unwrap()]).with_runs();
    for (type_name, at, data) in FACTS {
        play.happens(type_name, at, data);
    }
    play.passes("2026-06-01T00:00:00Z");
    let balance = |person: &str, unit: &str| {
        let found = play.world.balance("crm", &person.parse().unwrap(), "p", unit.parse().unwrap());
        found.map(said).unwrap_or_default()
    };
    // 10 % of 100 less 40 % of it, 5 % of 100; 5 % of 60 is frozen by its refund that is asked for.
    assert_eq!(balance("ann", "cash"), "3.00 11.00 0.00");
    // The first port-in was reversed after the second, which was one too many when it came.
    assert_eq!(balance("ann", "credit"), "0.00 0.00 0.00");
    assert_eq!(balance("bob", "credit"), "0.00 5.00 0.00");
    assert_eq!(balance("ann", "months"), "0 0 1");
}

#[test]
fn facts_end_in_the_same_books_in_whatever_order_they_come() {
    let played = |order: &[usize], stops: bool| {
        let mut play = Play::under(&format!("{HEAD}{TERMS}"));
        let mut clock = "2026-05-10T00:00:00Z".parse().unwrap();
        for &n in order {
            let (type_name, at, data) = FACTS[n];
            let json = format!(
                r#"{{"id":"e{n}","type":"{type_name}","timestamp":"{at}","data":{}}}"#,
                data.replace('\'', "\"")
            );
            play.world.apply("crm", parse_internal(json.as_bytes()).unwrap(), clock);
            if stops {
                clock += chrono::TimeDelta::days(1);
                play.world.advance_to(clock).unwrap();
            }
        }
        play.passes("2026-06-01T00:00:00Z");
        assert_eq!(play.world.waiting(), 0);
        ends(&play)
    };
    let mut order: Vec<usize> = (0..FACTS.len()).collect();
    let expected = played(&order, false);
    assert!(expected.iter().any(|line| line.starts_with("ann cash 3.00 11.00")), "{expected:#?}");
    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(7);
    for _ in 0..40 {
        order.shuffle(&mut random);
        let stops = random.random();
        assert_eq!(played(&order, stops), expected, "{order:?} {stops}");
    }
}

#[test]
fn direct_terms_give_the_same_when_they_are_reckoned() {
    for (seed, program) in [
        (include_str!("../../../programs/business-bonus.toml"), "business-bonus"),
        (include_str!("../../../programs/hosting-remuneration.toml"), "hosting-remuneration"),
    ] {
        let terms = Terms { effective_from: None, ..crate::rules::check(seed).unwrap() };
        let rules = terms.rewards.iter().map(|clause| Rule::from((clause, &terms))).collect();
        let reckoned = Terms { rules, rewards: Vec::new(), ..terms.clone() };
        let told = [terms, reckoned].map(|terms| {
            let mut play = Play { world: World::new([terms]), program: program.to_owned(), made: 0 }.couple();
            let currency = play.world.programs[0].newest().currency;
            for (n, amount) in ["100.10", "33.33", "250.00"].iter().enumerate() {
                let lines = format!("[{{'product':'hosting','kind':'plan','amount':'{amount}'}}]");
                let paid = format!(
                    "{{'payment':'p{n}','company':'bobs','amount':'{amount}','currency':'{currency}','lines':{lines}}}"
                );
                play.applies("payment.succeeded", &format!("2026-04-1{n}T00:00:00Z"), &paid);
            }
            play.applies("person.class_changed", "2026-04-11T12:00:00Z", "{'person':'bob','class':'gold'}");
            play.applies("refund.completed", "2026-04-15T00:00:00Z", "{'refund':'r','payment':'p0','amount':'10.01'}");
            play.applies("refund.requested", "2026-04-15T00:00:00Z", "{'refund':'s','payment':'p2'}");
            play.passes("2026-06-01T00:00:00Z");
            let balances = play.world.balances().map(|(.., unit, balances)| format!("{unit} {}", said(balances)));
            balances.collect::<Vec<String>>()
        });
        assert_eq!(told[0], told[1], "{program}");
        assert!(!told[0].is_empty(), "{program}");
    }
}

#[test]
fn simulate_prints_receipts_payouts_and_what_was_applied() {
    let terms = format!("{HEAD}{TERMS}\n[use.cash]\npayout = {{ every = \"month\", day = 1, minimum = \"5.00\" }}\n");
    let line = |(n, (type_name, at, data)): (usize, &(&str, &str, &str))| {
        format!(
            "{{\"id\":\"e{n}\",\"type\":\"{type_name}\",\"timestamp\":\"{at}\",\"data\":{}}}\n",
            data.replace('\'', "\"")
        )
    };
    let events: String = FACTS.iter().enumerate().map(line).collect();
    // As they happened, so that the clock of the simulation does not run ahead.
    let mut lines: Vec<&str> = events.lines().collect();
    lines.sort_by_key(|line| line.split("timestamp").nth(1).map(|rest| rest[3..23].to_owned()));
    let mut out = Vec::new();
    simulate(&terms, lines.join("\n").as_bytes(), "2026-06-01T00:00:00Z".parse().ok(), &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    let printed: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |kind: &str| printed.iter().filter_map(|line| line.get(kind)).cloned().collect::<Vec<Value>>();
    let payouts: Vec<String> = of("payout").iter().map(|paid| format!("{} {}", paid["at"], paid["amount"])).collect();
    assert_eq!(payouts, [r#""2026-05-01T00:00:00Z" "11.00""#]);
    assert_eq!(of("applied")[0]["new_end"], "2026-08-01T00:00:00Z");
    let newest = of("receipt").into_iter().rfind(|receipt| receipt["event"] == "e4").unwrap();
    assert_eq!((&newest["amount"], &newest["reason"]), (&Value::from("6.00"), &Value::from("refunded")));
    let paid_out: Vec<Value> = of("balance").into_iter().filter(|balance| balance["unit"] == "cash").collect();
    assert_eq!(paid_out[0]["paid_out"], "11.00");
}

/// Paid out on 1 May; a refund that was told late makes it owed, and the next reward pays that first.
#[test]
fn what_went_out_stays_out_and_is_owed() {
    let terms = format!(
        "{HEAD}[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\nlimit = {{ count = 9 }}\n[use.cash]\npayout = {{ every = \"month\" }}\n"
    );
    let mut play = Play::under(&terms);
    play.world = World::new([crate::rules::check(&terms).unwrap()]).with_runs();
    let paid = |payment: &str, amount: &str| {
        format!("{{'payment':'{payment}','company':'bobs','amount':'{amount}','currency':'USD'}}")
    };
    let mut play = play.couple();
    play.applies("payment.succeeded", "2026-04-12T00:00:00Z", &paid("p", "300"));
    play.passes("2026-05-02T00:00:00Z");
    let cash = |play: &Play| {
        let balances = play.world.balance("crm", &"ann".parse().unwrap(), "p", Unit::Cash).unwrap();
        format!("{} {} {}", balances.on_hold, balances.available, balances.paid_out)
    };
    assert_eq!(cash(&play), "0.00 0.00 30.00");
    play.applies("refund.completed", "2026-04-20T00:00:00Z", "{'refund':'r','payment':'p','amount':'200'}");
    play.passes("2026-05-03T00:00:00Z");
    assert_eq!(cash(&play), "0.00 -20.00 30.00");
    play.passes("2026-06-02T00:00:00Z");
    assert_eq!(cash(&play), "0.00 -20.00 30.00", "nothing goes out while it is owed");
    play.applies("payment.succeeded", "2026-06-12T00:00:00Z", &paid("q", "250"));
    play.passes("2026-07-02T00:00:00Z");
    assert_eq!(cash(&play), "0.00 0.00 35.00");
}
