//! What examples say, and what is told where they do not come out.

use super::*;
use crate::rules::{Problem, check};

const HEAD: &str = "program = \"x\"\nname = \"X\"\ncurrency = \"USD\"\ntime_zone = \"UTC\"\n";

/// What is wrong with the examples of these rewards.
fn wrong(rest: &str) -> Vec<Problem> {
    check_terms(&format!("{HEAD}{rest}")).map(drop).err().unwrap_or_default()
}

/// One problem, at the beginning of the line that has these words.
fn one_at(rest: &str, line_of: &str, words: &str) {
    let file = format!("{HEAD}{rest}");
    let line = 1 + file.lines().position(|line| line.contains(line_of)).unwrap();
    let found = wrong(rest);
    assert!(found.len() == 1 && found[0].line == line && found[0].words.contains(words), "line {line}: {found:?}");
}

/// Whoever gave any other reward for a referral has qualified; what a milestone of it says in words is the same.
#[test]
fn a_milestone_counts_the_referrals_of_all_other_rewards() {
    let terms = |other: &str, early: &str, late: &str| {
        format!(
            "program = \"x\"\nname = \"X\"\ncurrency = \"USD\"\ntime_zone = \"UTC\"\n\
             [[reward]]\nid = \"pay\"\non = \"payment\"\ngive = \"1.00\"\nwhen = \"= payment.amount > 100\"\nas = \"cash\"\n\
             {other}[[reward]]\nid = \"m\"\non = {{ milestone = \"referrer.qualified\", at = [2, 5] }}\ngive = \"10.00\"\nas = \"cash\"\n\
             [[example]]\nsays = \"five friends pay too little, and then three of them enough\"\nrepeat = 5\n\
             given = [ {{ type = \"payment.succeeded\", at = \"2026-04-10T09:00:00Z\", amount = \"20.00\" }},\n\
                       {{ type = \"payment.succeeded\", at = \"2026-05-10T09:00:00Z\", amount = \"120.00\", first = 3 }} ]\n\
             expect = [ {{ at = \"2026-04-10T09:00:00Z\", reward = \"m\", earned = \"{early}\" }},\n\
                        {{ at = \"2026-05-10T09:00:00Z\", reward = \"m\", earned = \"{late}\" }} ]\n"
        )
    };
    let points = "[[reward]]\nid = \"reg\"\non = \"registered\"\ngive = 5\nas = \"points\"\n";
    let off = "[[reward]]\nid = \"off\"\non = \"payment\"\nfirst_payments = 1\ngive = \"5.00\"\nas = \"discount\"\n";
    let nothing_first = terms("", "0.00", "10.00");
    assert_eq!(check_terms(&nothing_first).map(drop), Ok(()));
    for other in [points, off] {
        assert_eq!(check_terms(&terms(other, "20.00", "20.00")).map(drop), Ok(()));
    }
    let said = explain_terms(&nothing_first, crate::rules::explain::Language::English).unwrap();
    assert!(said.contains("the number of invited persons who brought another reward"), "{said}");
}

/// A bank knows no subscriptions.
#[test]
fn what_a_closed_company_takes_back_needs_no_subscription() {
    let rest = "[[reward]]\non = { action = \"deposit\" }\ngive = \"10.00\"\nas = \"credit\"\ntake_back = { on = \"closed\", within = \"6 months\" }\n\
                [[example]]\nsays = \"closed in the second month\"\n\
                given = [ { type = \"action.completed\", at = \"2026-01-10T09:00:00Z\", name = \"deposit\", amount = \"25.00\" },\n\
                          { type = \"company.closed\", at = \"2026-02-10T09:00:00Z\" } ]\n\
                expect = [ { at = \"2026-02-10T08:59:59Z\", earned = \"10.00\" }, { at = \"2026-02-10T09:00:00Z\", earned = \"0.00\", reason = \"taken_back\" } ]\n";
    assert_eq!(wrong(rest), []);
}

/// Nobody is kept from registering by a rule that has no answer.
#[test]
fn a_condition_that_divides_by_zero_refers_nobody_and_stops_nobody() {
    let rest = "[attribution]\nreferrer_when = \"= 100 / referrer.paid_total > 1\"\n\
                [[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\n\
                [[example]]\nsays = \"the second friend comes when the referrer has paid\"\ntree = [\"referrer > b\", \"referrer > c\"]\n\
                given = [ { type = \"person.registered\", at = \"2026-01-01T09:00:00Z\", by = \"b\" },\n\
                          { type = \"payment.succeeded\", at = \"2026-01-05T09:00:00Z\", by = \"referrer\", amount = \"20.00\" },\n\
                          { type = \"person.registered\", at = \"2026-01-10T09:00:00Z\", by = \"c\" },\n\
                          { type = \"payment.succeeded\", at = \"2026-02-01T09:00:00Z\", by = \"b\", amount = \"70.00\" },\n\
                          { type = \"payment.succeeded\", at = \"2026-02-01T09:00:00Z\", by = \"c\", amount = \"30.00\" } ]\n\
                expect = [ { at = \"2026-02-01T09:00:00Z\", earned = \"3.00\" } ]\n";
    assert_eq!(wrong(rest), []);
}

const DAILY: &str = "[[reward]]\non = \"day\"\neach = \"referral\"\nwhen = \"= referrer.turnover(30) > 1 && referrer.active_referrals > 2\"\n\
                     give = \"1.00\"\nas = \"cash\"\n";

fn paying(times: u32, repeat: u32, until: &str) -> String {
    format!(
        "[[example]]\nsays = \"many\"\nrepeat = {repeat}\n\
         given = [ {{ type = \"payment.succeeded\", at = \"1970-01-02T00:00:00Z\", amount = \"1.00\", times = {times}, every = \"1 day\" }} ]\n\
         expect = [ {{ at = \"{until}\", reason = \"condition_not_met\" }} ]\n"
    )
}

#[test]
fn an_example_is_only_so_large() {
    let of = |times, repeat, until| format!("{DAILY}{}", paying(times, repeat, until));
    let too_many = "it comes to 1000000 events, and at most 20000 are tried: write a smaller `repeat` or `times`";
    one_at(&of(1000, 1000, "1970-03-01T00:00:00Z"), "[[example]]", too_many);
    let too_late = "more than 50 years after the first event nothing is tried: write an `at` by 2020-01-02";
    one_at(&of(2, 1, "9999-12-31T23:59:59Z"), "expect =", too_late);
    one_at(&of(2, 1, "2020-01-02T00:00:01Z"), "expect =", too_late);
    assert_eq!(wrong(&of(2, 1, "1970-03-01T00:00:00Z")), []);
}

/// Fifty years of days for each of a thousand referrals: it ends soon, and whatever comes after it is not tried.
#[test]
fn examples_are_tried_as_long_as_they_are_not_too_much_work() {
    let (large, small) = (paying(2, 1000, "2020-01-02T00:00:00Z"), paying(2, 1, "1970-03-01T00:00:00Z"));
    let tried = |examples: &str, work| {
        let terms = check(&format!("{HEAD}{DAILY}{examples}")).unwrap();
        crate::world::examples::each_within(&terms, work)
            .iter()
            .map(|wrong| wrong.first().map(ToString::to_string))
            .collect::<Vec<_>>()
    };
    let found = tried(&format!("{small}{large}{small}"), 5_000_000);
    let too_much =
        "the example \"many\": is too much work to be tried, with the examples before it: write a smaller `repeat`";
    assert_eq!(found[0], None);
    for (found, place) in [(&found[1], "16:1"), (&found[2], "21:1")] {
        assert!(found.as_ref().is_some_and(|said| said.starts_with(place) && said.contains(too_much)), "{found:?}");
    }
    assert!(tried(&small, 10_000)[0].is_some());
    assert!(check_terms(&format!("{HEAD}{DAILY}{large}")).is_err());
}

/// Published programs are far from it.
#[test]
fn the_examples_of_published_programs_are_little_work() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/programs");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    for file in
        files.filter(|file| file.extension().is_some_and(|end| end == "toml") && !file.ends_with("EXAMPLES.toml"))
    {
        let Ok(terms) = check(&std::fs::read_to_string(&file).unwrap()) else { panic!("{}", file.display()) };
        let told = crate::world::examples::each_within(&terms, 25_000_000);
        assert!(!told.iter().flatten().any(|problem| problem.words.contains("too much work")), "{}", file.display());
    }
}

#[test]
fn what_has_no_answer_is_told_unless_it_is_meant() {
    let example = |months: &str, expect: &str| {
        format!(
            "[[example]]\nsays = \"a payment\"\ngiven = [\n\
             {{ type = \"payment.succeeded\", at = \"2026-04-10T09:00:00Z\", amount = \"20.00\"{months} }} ]\n\
             expect = [ {{ at = \"2026-04-10T09:00:00Z\", {expect} }} ]\n"
        )
    };
    let months = ", lines = [ { product = \"a\", kind = \"plan\", amount = \"20.00\", months = 4 } ]";
    let per_month = "[[reward]]\non = \"payment\"\ngive = \"= 100 / payment.months\"\nas = \"cash\"\n";
    one_at(
        &format!("{per_month}{}", example("", "earned = \"0.00\"")),
        "payment.succeeded",
        "`give` of [[reward]] \"reward\" has no answer: something is divided by zero; where that is meant, expect reason = \"unanswered\"",
    );
    assert_eq!(wrong(&format!("{per_month}{}", example("", "earned = \"0.00\", reason = \"unanswered\""))), []);
    assert_eq!(wrong(&format!("{per_month}{}", example(months, "earned = \"25.00\""))), []);
    let when = "[[reward]]\non = \"payment\"\nunless = \"= 1 / payment.months > 1\"\ngive = \"1.00\"\nas = \"cash\"\n";
    one_at(&format!("{when}{}", example("", "earned = \"0.00\"")), "payment.succeeded", "`unless` of [[reward]]");
    let base =
        "[[reward]]\non = \"payment\"\nbase = { amount = \"= 1 / payment.months\" }\ngive = \"5 %\"\nas = \"cash\"\n";
    one_at(&format!("{base}{}", example("", "earned = \"0.00\"")), "payment.succeeded", "`base` of [[reward]]");
}

/// Nobody is given more than was paid by a rate that is reckoned, nor less than nothing.
#[test]
fn a_rate_beyond_a_hundred_has_no_answer() {
    let give = |give: &str, earned: &str| {
        format!(
            "[[reward]]\non = \"payment\"\ngive = \"{give}\"\nas = \"cash\"\n[[example]]\nsays = \"a payment\"\ngiven = [\n\
             {{ type = \"payment.succeeded\", at = \"2026-04-10T09:00:00Z\", amount = \"20.00\" }} ]\n\
             expect = [ {{ at = \"2026-04-10T09:00:00Z\", earned = \"{earned}\" }} ]\n"
        )
    };
    assert_eq!(wrong(&give("= percent(50 + payment.ordinal * 50)", "20.00")), []);
    let beyond = "has no answer: a rate is from 0 to 100 percent, and this is 110;";
    one_at(&give("= percent(60 + payment.ordinal * 50)", "0.00"), "payment.succeeded", beyond);
    let below = "has no answer: a rate is from 0 to 100 percent, and this is -49;";
    one_at(&give("= percent(payment.ordinal - 50)", "0.00"), "payment.succeeded", below);
}

#[test]
fn a_difference_says_what_may_be_behind_it() {
    let terms = |more: &str, expect: &str| {
        format!(
            "[attribution]\nreferrer_when = \"referrer.active\"\n[[reward]]\non = \"payment\"\nwhen = \"= payment.amount > 50\"\n\
             give = \"10 %\"\nas = \"cash\"\n[[example]]\nsays = \"a payment\"\n{more}\
             given = [ {{ type = \"payment.succeeded\", at = \"2026-04-10T09:00:00Z\", amount = \"20.00\" }} ]\n\
             expect = [ {{ at = \"2026-04-10T09:00:00Z\", {expect} }} ]\n"
        )
    };
    one_at(
        &terms("", "earned = \"2.00\""),
        "expect =",
        "earned is 0.00, not 2.00; the referral of \"invitee\" is refused: referrer_not_eligible, as `referrer_when` or `referrer_kind` says",
    );
    one_at(
        &terms("companies = 1\n", "earned = \"2.00\""),
        "expect =",
        "earned is 0.00, not 2.00; the newest receipt is of reward \"reward\" and says condition_not_met",
    );
    assert_eq!(wrong(&terms("companies = 1\n", "earned = \"0.00\"")), []);
}

#[test]
fn a_condition_that_asks_who_is_active_says_why_nobody_is() {
    let terms = |given: &str| {
        format!(
            "[[reward]]\non = \"month\"\neach = \"referral\"\nwhen = \"invitee.active\"\ngive = \"2.00\"\nas = \"cash\"\n\
             [[example]]\nsays = \"active\"\ngiven = [ {{ type = \"person.registered\", at = \"2026-04-10T09:00:00Z\" }}{given} ]\n\
             expect = [ {{ at = \"2026-05-01T09:00:00Z\", earned = \"2.00\" }} ]\n"
        )
    };
    let started = ", { type = \"subscription.started\", at = \"2026-04-10T09:00:00Z\" }";
    let paid =
        format!("{started}, {{ type = \"payment.succeeded\", at = \"2026-04-11T09:00:00Z\", amount = \"9.00\" }}");
    let says = "earned is 0.00, not 2.00; the newest receipt is of reward \"reward\" and says condition_not_met; \"invitee\" is not active: ";
    one_at(&terms(""), "expect =", &format!("{says}no_subscription (a `subscription.started` is given)"));
    one_at(
        &terms(started),
        "expect =",
        &format!("{says}never_paid (a payment names the `subscription` or its `invoice`"),
    );
    assert_eq!(wrong(&terms(&paid)), []);
}

#[test]
fn a_charge_that_comes_to_something_else_says_what_was_tried() {
    let terms = |tables: &str, given: &str, to_pay: &str| {
        format!(
            "{tables}[[reward]]\nid = \"off\"\non = \"payment\"\nwhen = \"= payment.amount > 500\"\ngive = \"10 %\"\nas = \"discount\"\n\
             [[example]]\nsays = \"invoices\"\n\
             given = [ {{ type = \"invoice.issued\", at = \"2026-04-01T09:00:00Z\", {given} }} ]\n\
             expect = [ {{ at = \"2026-07-01T09:00:00Z\", to_pay = \"{to_pay}\" }} ]\n"
        )
    };
    let lines = "lines = [ { product = \"vps\", kind = \"plan\", amount = \"100.00\" } ]";
    let twice = format!("times = 2, every = \"month\", {lines}");
    let offers = "[[offer]]\npercent = \"10 %\"\nproducts = [\"mail\"]\n[[offer]]\npercent = \"20 %\"\nwindow_days = 7\n\
                  [[offer]]\namount = \"5.00\"\nfirst_invoices = 1\n";
    one_at(
        &terms(offers, lines, "95.00"),
        "expect =",
        "to_pay is 80.00, not 95.00; issued: 100.00 at 2026-04-01T09:00:00Z: an [[offer]] takes 20.00 off; \
         [[offer]] 1 is not made: no line is of its `products` and `kinds`; [[reward]] \"off\" gave \"invitee\" nothing by then",
    );
    one_at(
        &terms(offers, &twice, "160.00"),
        "expect =",
        "to_pay is 180.00, not 160.00; issued: 100.00 at 2026-04-01T09:00:00Z, 100.00 at 2026-05-01T09:00:00Z, the newest: \
         [[offer]] 1 is not made: no line is of its `products` and `kinds`; [[offer]] 2 is not made: its days since the registration are \
         over; [[offer]] 3 is not made: this is invoice 2 of theirs; [[reward]] \"off\" gave",
    );
    let own = format!("company = \"own-1\", {lines}");
    let own = terms(offers, &own, "50.00").replace("says = \"invoices\"", "says = \"invoices\"\ncompanies = 1");
    one_at(&own, "expect =", "100.00 at 2026-04-01T09:00:00Z: [[reward]] \"off\" gave \"referrer\" nothing by then");
    let of_friends = own.replace("as = \"discount\"", "as = \"discount\"\nto = \"invitee\"");
    one_at(&of_friends, "expect =", "2026-04-01T09:00:00Z: no [[offer]] is made to \"referrer\", whom nobody referred");
}

#[test]
fn what_happens_twice_says_what_its_name_is() {
    let given = |second: &str| {
        format!(
            "[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\n[[example]]\nsays = \"two refunds\"\n\
             tree = [\"referrer > b\", \"referrer > c\"]\n\
             given = [ {{ type = \"payment.succeeded\", at = \"2026-05-01T02:00:00Z\", by = \"b\", amount = \"100.00\" }},\n\
             {{ type = \"payment.succeeded\", at = \"2026-05-01T02:00:00Z\", by = \"c\", amount = \"100.00\" }},\n\
             {{ type = \"refund.completed\", at = \"2026-07-01T02:00:00Z\", by = \"b\", amount = \"40.00\" }},\n\
             {{ type = \"refund.completed\", at = \"2026-09-01T02:00:00Z\", by = \"b\"{second}, amount = \"60.00\" }} ]\n\
             expect = [ {{ at = \"2026-09-01T02:00:00Z\", earned = \"{}\" }} ]\n",
            if second.is_empty() { "16.00" } else { "10.00" }
        )
    };
    one_at(
        &given(""),
        "2026-09-01T02:00:00Z\", by",
        "given-4 happens twice: its refund is \"refund-b\", as of one before; give it its own, as in refund = \"refund-b-2\"",
    );
    assert_eq!(wrong(&given(", refund = \"refund-2\"")), []);
}

#[test]
fn who_registers_at_an_instant_of_their_own_has_a_name_of_their_own() {
    let terms = |tree: &str, who: &str| {
        format!(
            "[[reward]]\non = \"own_payment\"\ngive = \"10.00\"\nas = \"cash\"\n[[example]]\nsays = \"they register\"\n{tree}\
             given = [ {{ type = \"person.registered\", at = \"2026-01-10T09:00:00Z\", by = \"{who}\" }},\n\
             {{ type = \"payment.succeeded\", by = \"{who}\", at = \"2026-02-10T09:00:00Z\", amount = \"1.00\" }} ]\n\
             expect = [ {{ at = \"2026-03-10T09:00:00Z\", of = \"{who}\", earned = \"10.00\" }} ]\n"
        )
    };
    one_at(
        &terms("", "referrer"),
        "given = [",
        "given-1: \"referrer\" is registered already, before what is given; who is to register then has another name, as in \
         tree = [\"boss > a\"] and by = \"boss\"",
    );
    assert_eq!(wrong(&terms("tree = [\"boss > a\"]\n", "boss")), []);
}

#[test]
fn what_happens_after_the_last_expectation_must_be_possible_too() {
    let terms = |payment: &str| {
        format!(
            "[[reward]]\non = \"payment\"\ngive = \"10.00\"\nas = \"cash\"\n[[example]]\nsays = \"a refund later\"\n\
             given = [ {{ type = \"payment.succeeded\", at = \"2026-04-01T09:00:00Z\", amount = \"40.00\" }},\n\
             {{ type = \"refund.completed\", at = \"2026-06-02T09:00:00Z\", payment = \"{payment}\" }} ]\n\
             expect = [ {{ at = \"2026-05-02T09:00:00Z\", available = \"10.00\" }} ]\n"
        )
    };
    one_at(&terms("p1"), "{ type = \"refund", "given-2 waits for payment:p1, which is not given");
    assert_eq!(wrong(&terms("payment-1")), []);
}

/// Words of a file that could each stand elsewhere, and what is at the edge of what may be written.
fn parts(file: &str) -> Vec<std::ops::Range<usize>> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_.:-".contains(c);
    let (mut parts, mut begins) = (Vec::new(), None);
    for (at, c) in file.char_indices() {
        match (begins, is_part(c)) {
            (None, true) => begins = Some(at),
            (Some(begin), false) => {
                parts.push(begin..at);
                begins = None;
            }
            _ => {}
        }
    }
    parts
}

const EDGES: [&str; 14] = [
    "0",
    "1",
    "1000",
    "-1",
    "0.00",
    "99999999999.99",
    "1970-01-01T00:00:00Z",
    "2040-02-29T23:59:59Z",
    "9999-12-31T23:59:59Z",
    "day",
    "payment.months",
    "own-1",
    "referrer",
    "true",
];

/// Good files with words put elsewhere: what is still terms is tried, and whatever is told has its place.
#[test]
fn examples_of_terms_that_went_wrong_are_tried_too() {
    use rand::seq::IndexedRandom;
    use rand::{Rng, SeedableRng};
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(4);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/programs");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "toml"));
    files.sort();
    let files: Vec<String> = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let (mut tried, mut failed) = (0, 0);
    for _ in 0..1500 {
        let mut file = files.choose(&mut rng).unwrap().clone();
        for _ in 0..rng.random_range(1..3) {
            let parts = parts(&file);
            let into = parts.choose(&mut rng).unwrap().clone();
            let other = match rng.random_bool(0.4) {
                true => (*EDGES.choose(&mut rng).unwrap()).to_owned(),
                false => file[parts.choose(&mut rng).unwrap().clone()].to_owned(),
            };
            file.replace_range(into, &other);
        }
        let Ok(terms) = check(&file) else { continue };
        tried += 1;
        let problems: Vec<Problem> = crate::world::examples::each_within(&terms, 2_000_000).concat();
        failed += u32::from(!problems.is_empty());
        let lines: Vec<&str> = file.lines().collect();
        for problem in problems {
            let line = problem.line.checked_sub(1).and_then(|line| lines.get(line));
            let within = line.is_some_and(|line| (1..=line.chars().count() + 1).contains(&problem.column));
            assert!(within && !problem.words.is_empty(), "{problem}\nis outside of\n{file}");
        }
    }
    assert!(tried > 150 && failed > 50, "{tried} {failed}");
}
