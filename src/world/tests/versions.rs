//! Terms that change in mid-story, and terms whose examples were reckoned by hand.

use std::fs;
use std::path::Path;

use super::*;
use crate::rules::check;
use crate::world::check_terms;

/// Each file has examples worked by hand.
#[test]
fn examples_worked_by_hand_come_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/examples");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 10, "{files:?}");
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains("[[example]]"), "{}", file.display());
        check_terms(&text).unwrap_or_else(|problems| panic!("{}: {problems:#?}", file.display()));
    }
}

/// A world in which a second version of terms came into force for everybody, and what each reward of it was then.
fn earned(first: &str, second: &str, from: &str, events: &[(&str, &str, &str)]) -> Vec<String> {
    let head = "program = \"p\"\nname = \"P\"\ncurrency = \"USD\"\ntime_zone = \"UTC\"\napplies = \"all_from_date\"\n";
    let (first, second) = (format!("{head}{first}"), format!("{head}{second}"));
    let mut play = Play { world: World::new([check(&first).unwrap()]), program: "p".into(), made: 0 };
    play.applies("person.registered", "2026-04-01T09:00:00Z", "{'person':'ann','email':'ann@x.com'}");
    let invited =
        "{'person':'bob','email':'bob@x.com','program':'p','referrer':'ann','company':{'company':'bobs','name':'B'}}";
    play.applies("person.registered", "2026-04-02T09:00:00Z", invited);
    let terms = serde_json::to_string(&second).unwrap();
    let published = format!(r#"{{"program":"p","version":2,"terms":{terms},"effective_from":"{from}"}}"#);
    let json =
        format!(r#"{{"id":"v2","type":"terms.published","timestamp":"2026-04-02T10:00:00Z","data":{published}}}"#);
    let outcome =
        play.world.apply(BECKON, parse_internal(json.as_bytes()).unwrap(), "2026-04-02T10:00:00Z".parse().unwrap());
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    for (type_name, at, data) in events {
        play.applies(type_name, at, data);
    }
    play.passes("2026-07-01T00:00:01Z");
    let receipts =
        play.world.reckoned.earned.iter().map(|earned| &earned.receipt).filter(|receipt| !receipt.earned.is_zero());
    receipts.map(|receipt| format!("{} v{} {}", receipt.clause, receipt.terms_version, receipt.earned)).collect()
}

const PAID: [(&str, &str, &str); 2] = [
    ("payment.succeeded", "2026-04-20T00:00:00Z", "{'payment':'a','company':'bobs','amount':'100','currency':'USD'}"),
    ("payment.succeeded", "2026-05-20T00:00:00Z", "{'payment':'b','company':'bobs','amount':'100','currency':'USD'}"),
];

#[test]
fn what_happens_once_is_not_given_again_by_another_version() {
    let rules = "[[reward]]\nid = \"first\"\non = { milestone = \"referrer.referrals\", at = [1] }\ngive = \"500.00\"\nas = \"cash\"\n\
        [[reward]]\nid = \"pays\"\non = { becomes = \"= invitee.payments >= 1\" }\ngive = \"50.00\"\nas = \"cash\"\n\
        [[reward]]\nid = \"stays\"\non = { tenure_days = 30 }\ngive = \"5.00\"\nas = \"cash\"\n";
    let later = rules.replace("= 30", "= 60");
    let mut once = earned(rules, &later, "2026-04-25T00:00:00Z", &PAID);
    once.sort();
    assert_eq!(once, ["first v1 500.00", "pays v1 50.00", "stays v2 5.00"]);
    let mut once = earned(rules, &later, "2026-05-10T00:00:00Z", &PAID);
    once.sort();
    assert_eq!(once, ["first v1 500.00", "pays v1 50.00", "stays v1 5.00"], "30 days were over before");
}

/// Of 20 April and of 20 May: each is in one period only, whichever day the month's reward is moved to.
#[test]
fn a_schedule_that_changes_leaves_no_gap_and_no_overlap() {
    let on =
        |day: u32| format!("[[reward]]\nid = \"r\"\non = \"month\"\nday = {day}\ngive = \"10 %\"\nas = \"cash\"\n");
    let sum = |said: Vec<String>| {
        let amounts = said.iter().map(|line| line.rsplit(' ').next().unwrap().parse::<f64>().unwrap());
        amounts.sum::<f64>()
    };
    assert_eq!(sum(earned(&on(1), &on(15), "2026-05-05T00:00:00Z", &PAID)), 20.0);
    assert_eq!(sum(earned(&on(15), &on(1), "2026-04-28T00:00:00Z", &PAID)), 20.0);
    let weekly = "[[reward]]\nid = \"r\"\non = \"week\"\ngive = \"10 %\"\nas = \"cash\"\n";
    assert_eq!(sum(earned(&on(28), weekly, "2026-05-22T00:00:00Z", &PAID)), 20.0);
}
