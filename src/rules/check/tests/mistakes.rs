use super::HEAD;
use crate::rules::check;

/// Each mistake is told once, at the place of the `^`, in words that contain these.
pub(super) fn told(mistakes: &[(&str, &str)]) {
    let wrong: Vec<String> = mistakes.iter().filter_map(|(marked, words)| otherwise(marked, words)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What is told instead.
fn otherwise(marked: &str, words: &str) -> Option<String> {
    let Some((before, after)) = marked.split_once('^') else { return Some(format!("no place in {marked}")) };
    let before = format!("{HEAD}{before}");
    let line = 1 + before.matches('\n').count();
    let column = 1 + before[before.rfind('\n').map_or(0, |at| at + 1)..].chars().count();
    let Err(found) = check(&format!("{before}{after}")) else {
        return Some(format!("nothing is wrong with\n{marked}"));
    };
    let told =
        matches!(found.as_slice(), [one] if (one.line, one.column) == (line, column) && one.words.contains(words));
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    (!told).then(|| format!("{marked}\n  expected {line}:{column}: {words}\n  found {}", found.join("\n        ")))
}

/// A reward on a payment, ten percent as cash, with one thing more.
macro_rules! with {
    ($more:literal) => {
        concat!("[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\n", $more)
    };
}

#[test]
fn in_what_happens() {
    told(&[
        (
            "[[reward]]\ngive = 5\nas = \"points\"\non = ^\"paymnet\"",
            "\"paymnet\" is unknown (did you mean \"payment\"?): \"payment\", ",
        ),
        ("[[reward]]\ngive = 5\nas = \"points\"\non = ^7", "`on`: write it as a text in quotes, not a whole number"),
        (
            "[[reward]]\ngive = 5\nas = \"points\"\non = ^{ action = \"a\", becomes = \"= true\" }",
            "exactly one of `action`, `own_action`, ",
        ),
        (with!("when = \"= ^charge.amount > 1\""), "`charge.amount` cannot be read here"),
        (with!("to = ^\"level 1\""), "the first level is the \"referrer\""),
        ("[[reward]]\ngive = 5\nas = \"points\"\non = ^{}", "`on` as a table has exactly one of"),
        ("[[reward]]\ngive = 5\nas = \"points\"\non = { action = ^[] }", "it lists no action"),
        (
            "[[reward]]\ngive = 5\nas = \"points\"\non = { action = \"a\", ^since = \"b\" }",
            "unknown word `since` in on",
        ),
        ("[[reward]]\ngive = 5\nas = \"points\"\non = { tenure_days = ^0 }", "a whole number from 1 to 3660"),
        (
            "[[reward]]\ngive = 5\nas = \"points\"\non = { becomes = \"= ^invitee.payments\" }",
            "this is a number, and true or false is wanted here",
        ),
        (
            "[[reward]]\ngive = 5\nas = \"points\"\non = { becomes = \"= ^payment.ordinal > 1\" }",
            "`payment.ordinal` cannot be read here",
        ),
        (
            "[[reward]]\ngive = 5\nas = \"points\"\non = ^{ milestone = \"referrer.qualified\" }",
            "either `at` = [5, 10, 20] or `every` = 2",
        ),
        (
            "[[reward]]\ngive = 5\nas = \"points\"\non = ^{ milestone = \"referrer.referrals\", at = [5], every = 5 }",
            "either `at` = [5, 10, 20] or `every` = 2",
        ),
        (
            "[[reward]]\ngive = 5\nas = \"points\"\non = { milestone = \"referrer.referrals\", at = ^[5, 5] }",
            "write the numbers rising, each once",
        ),
        (
            "[[reward]]\ngive = 5\nas = \"points\"\non = { milestone = \"referrer.referrals\", at = ^[10, 5] }",
            "write the numbers rising, each once",
        ),
        (
            "[[reward]]\ngive = 5\nas = \"points\"\non = { milestone = \"referrer.referrals\", at = ^[] }",
            "write the numbers rising, each once",
        ),
        (
            "[[reward]]\ngive = 5\nas = \"points\"\non = { milestone = ^\"referrer.class\", at = [5] }",
            "this is a text, and a number is wanted here",
        ),
        (
            "[[reward]]\ngive = 5\nas = \"points\"\non = { milestone = ^\"referrer.qualifed\", at = [5] }",
            "did you mean `referrer.qualified`?",
        ),
        ("^[[reward]]\ngive = 5\nas = \"points\"", "[[reward]] needs `on`"),
    ]);
}

#[test]
fn in_schedules() {
    told(&[
        (with!("each = ^\"referral\""), "only a schedule is judged for each"),
        (with!("day = ^15"), "only a schedule has it"),
        (with!("weekday = ^\"monday\""), "only a schedule has it"),
        (with!("month = ^6"), "only a schedule has it"),
        (with!("hour = ^6"), "only a schedule has it"),
        ("[[reward]]\ngive = 5\nas = \"points\"\non = \"week\"\nday = ^3", "a week has a `weekday`"),
        (
            "[[reward]]\ngive = 5\nas = \"points\"\non = \"week\"\nmonth = ^3",
            "only on = \"quarter\", \"half_year\" and \"year\" have it",
        ),
        (
            "[[reward]]\ngive = 5\nas = \"points\"\non = \"week\"\nweekday = ^\"wensday\"",
            "\"wensday\" is unknown (did you mean \"wednesday\"?)",
        ),
        ("[[reward]]\ngive = 5\nas = \"points\"\non = \"month\"\nweekday = ^\"monday\"", "only on = \"week\" has it"),
        (
            "[[reward]]\ngive = 5\nas = \"points\"\non = \"month\"\nmonth = ^2",
            "only on = \"quarter\", \"half_year\" and \"year\" have it",
        ),
        ("[[reward]]\ngive = 5\nas = \"points\"\non = \"month\"\nday = ^32", "a whole number from 1 to 31"),
        ("[[reward]]\ngive = 5\nas = \"points\"\non = \"month\"\nhour = ^24", "a whole number from 0 to 23"),
        ("[[reward]]\ngive = 5\nas = \"points\"\non = \"year\"\nmonth = ^13", "a whole number from 1 to 12"),
        (
            "[[reward]]\ngive = 5\nas = \"points\"\non = \"day\"\nday = ^1",
            "only on = \"month\", \"quarter\", \"half_year\" and \"year\" have it",
        ),
        (
            "[[reward]]\ngive = 5\nas = \"points\"\non = \"month\"\neach = ^\"refferal\"",
            "\"refferal\" is unknown (did you mean \"referral\"?)",
        ),
        ("[[reward]]\ngive = 5\nas = \"points\"\non = { every_days = 30 }\nday = ^1", "not on a day of the calendar"),
        (
            "[[reward]]\ngive = 5\nas = \"points\"\nto = \"invitee\"\non = \"month\"\neach = ^\"referral\"",
            "is judged for each invitee as it is",
        ),
        (with!("[use.cash]\npayout = { every = ^\"monthly\" }"), "`every`: \"monthly\" is unknown"),
        (with!("[use.cash]\npayout = { every = \"14 days\", day = ^3 }"), "does not fall on a day of the calendar"),
        (with!("[use.cash]\npayout = { every = ^0 }"), "a whole number from 1 to 3660"),
        (with!("[use.cash]\npayout = ^{ minimum = \"5.00\" }"), "payout needs `every`"),
    ]);
}

#[test]
fn in_who_gets_it_and_what() {
    told(&[
        (with!("to = ^\"level 10\""), "level 10 is too deep: \"level 2\" to \"level 9\""),
        (with!("to = ^\"level 1\""), "the first level is the \"referrer\""),
        (with!("to = ^\"refferer\""), "\"refferer\" is unknown (did you mean \"referrer\"?)"),
        (
            "[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = ^\"kredit\"",
            "\"kredit\" is not known (did you mean \"credit\"?)",
        ),
        (
            "[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = ^\"chash\"",
            "\"chash\" is not known (did you mean \"cash\"?)",
        ),
        (
            "[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = ^\"discounts\"",
            "\"discounts\" is not known (did you mean \"discount\"?)",
        ),
        ("[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = ^\"USD\"", "\"USD\" is the program's own currency"),
        ("[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = ^\"GB\"", "\"GB\" is no unit"),
        (
            "[[reward]]\non = \"own_invoice\"\ngive = \"10 %\"\nas = ^\"credit\"",
            "on = \"own_invoice\" makes an invoice cheaper: write \"discount\", not \"credit\"",
        ),
        (
            "[[reward]]\non = \"registered\"\ngive = \"10 %\"\nas = \"discount\"\nof = ^\"base\"",
            "here is no payment to be a percent of",
        ),
        (with!("of = ^\"charge\""), "only as = \"discount\" has a choice"),
        (
            "[[reward]]\non = \"month\"\ngive = \"10 %\"\nas = \"discount\"\nexpires = ^\"3 months\"",
            "a discount is no balance",
        ),
        (with!("apply = ^{ to = \"subscription\" }"), "only units that are no money are put to subscriptions"),
        (
            "[[reward]]\non = \"payment\"\ngive = 1\nas = \"EUR\"\napply = ^{ to = \"subscription\" }",
            "only units that are no money are put to subscriptions",
        ),
        (
            "[[reward]]\non = \"payment\"\ngive = 1\nas = \"months\"\napply = { to = \"invoice\", order = ^\"oldest\" }",
            "`order` is for to = \"subscription\"",
        ),
        (with!("rounding = ^\"upp\""), "\"upp\" is unknown (did you mean \"up\"?)"),
        (with!("round_to = ^\"0.00\""), "a multiple of nothing"),
        (with!("scheme = ^\"flat\""), "there is nothing to choose: write [scheme]"),
        (
            with!("scheme = ^\"flaat\"\n[scheme]\noptions = [\"flat\", \"percent\"]"),
            "\"flaat\" is none of the options (did you mean \"flat\"?)",
        ),
    ]);
}

#[test]
fn in_several_places_at_once() {
    let body = "[[reward]]\non = \"paymnet\"\nday = 3\nholddays = 3\ngive = \"x\"\nas = \"kash\"\nhold_days = -1";
    let found = check(&format!("{HEAD}{body}")).unwrap_err();
    let places: Vec<_> = found.iter().map(|problem| (problem.line, problem.column)).collect();
    assert_eq!(places, [(6, 6), (8, 1), (9, 8), (10, 6), (11, 13)], "{found:#?}");
}

#[test]
fn in_what_goes_together() {
    told(&[
        ("[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = \"= percent(^150)\"", "a rate is from 0 to 100 percent"),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = ^\"= percent(60) + percent(60)\"",
            "120 % is more than all of it: at most 100 %",
        ),
        (
            "[[reward]]\non = \"own_payment\"\ngive = \"1 %\"\nas = \"cash\"\nto = ^\"level 2\"",
            "the recipient's own and has no level",
        ),
        (
            "[[reward]]\non = { milestone = \"referrer.referrals\", every = 2 }\ngive = 1\nas = \"cash\"\nto = ^\"invitee\"",
            "a milestone is reached by who refers",
        ),
        ("[[reward]]\non = \"registered\"\ngive = 1\nas = \"cash\"\nrefund = ^\"keep\"", "write `take_back`"),
        (
            "[[reward]]\non = \"registered\"\ngive = 1\nas = \"cash\"\nexclude = ^[\"promo_code\"]",
            "there is no payment in this `on`",
        ),
        (
            "[[reward]]\non = \"joined\"\ngive = 1\nas = \"cash\"\nbase = ^{ never = [\"a\"] }",
            "there is no payment in this `on`",
        ),
        ("[[reward]]\non = \"registered\"\ngive = 1\nas = ^\"GB\"", "(did you mean \"gb\"?)"),
        (
            "[[reward]]\nid = \"a\"\non = \"registered\"\ngive = 1\nas = \"cash\"\n[[reward]]\non = \"joined\"\nid = ^\"a\"\ngive = 1\nas = \"cash\"",
            "two rewards have the id \"a\"",
        ),
    ]);
}

#[test]
fn in_how_much() {
    told(&[
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = ^\"101 %\"",
            "101 % is more than was paid: at most 100 %",
        ),
        (
            "[[reward]]\non = \"month\"\nas = \"discount\"\ngive = ^\"101 %\"",
            "101 % is more than the whole price: at most 100 %",
        ),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = ^\"10\"",
            "\"10\" is not a percent, nor an amount: write \"10 %\", or \"10.00\"",
        ),
        ("[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = ^\"-1.00\"", "an amount that is not below zero"),
        ("[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = ^\"1.001\"", "is finer than the minor unit of USD"),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = ^1.5",
            "write a percent as \"10 %\", an amount as \"25.00\"",
        ),
        (
            "[[reward]]\non = \"registered\"\nas = \"cash\"\ngive = ^\"10 %\"",
            "10 % of what? there is no payment in this `on`",
        ),
        (
            "[[reward]]\non = \"registered\"\nas = \"cash\"\ngive = \"= ^percent(10)\"",
            "this is a rate, and a number is wanted here",
        ),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = \"= ^invitee.country\"",
            "this is a text, and a number or a rate is wanted here",
        ),
        ("[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = '= 2 + ^invitee.prise'", "did you mean `invitee.price`?"),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = '''\n= 2\n + ^invitee.prise'''",
            "did you mean `invitee.price`?",
        ),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = \"\"\"\\\n   = \\\"a\\\" == \\u0022b\\u0022 || \\\n  ^invitee.prise > 1\"\"\"",
            "did you mean `invitee.price`?",
        ),
        ("[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = \"=^ \"", "`give`: nothing is written after the `=`"),
    ]);
}

#[test]
fn in_a_table_of_cases() {
    told(&[
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = { by = ^\"invitee.clas\", a = \"1 %\" }",
            "did you mean `invitee.class`?",
        ),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = { by = ^\"count.a\", a = \"1 %\" }",
            "write { steps_by = \"count.a\", steps = { … } }",
        ),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = { by = ^\"referrer.active\", a = \"1 %\" }",
            "is no text or number that could be listed",
        ),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = { by = \"payment.order\", nwe = ^\"1 %\" }",
            "payment.order is never that (did you mean `new`?); known there: new, renewal, upgrade",
        ),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = { by = \"invitee.country\", ua = ^\"1 %\" }",
            "a country is two capital letters",
        ),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = { by = \"payment.product\", \"\" = ^\"1 %\" }",
            "1 to 200 characters",
        ),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = { by = \"referral.scheme\", flat = ^\"1 %\" }",
            "there is no [scheme]",
        ),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = { by = \"payment.ordinal\", first = ^\"1 %\" }",
            "payment.ordinal is a number, so write one",
        ),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = { by = \"payment.ordinal\", 1 = \"1 %\", \"1.0\" = ^\"2 %\" }",
            "1 is there twice",
        ),
        ("[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = ^{ by = \"payment.product\" }", "needs 1 to 500 cases"),
        ("[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = ^{ default = \"1 %\", a = \"2 %\" }", "give needs `by`"),
        (
            "[[reward]]\non = \"registered\"\nas = \"cash\"\ngive = { by = ^\"payment.product\", a = \"2.00\" }",
            "`payment.product` cannot be read here",
        ),
    ]);
}

#[test]
fn in_steps() {
    told(&[
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = { steps_by = \"referrer.referrals\", steps = { 0 = \"1 %\", 5 = \"2 %\", 3 = ^\"3 %\" } }",
            "3 comes after 5: write the steps rising",
        ),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = { steps_by = \"referrer.referrals\", steps = { 5 = \"2 %\", \"5.0\" = ^\"3 %\" } }",
            "5.0 is there twice: write each threshold once",
        ),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = { steps_by = \"referrer.referrals\", steps = { five = ^\"2 %\" } }",
            "\"five\" is no threshold",
        ),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = { steps_by = \"referrer.referrals\", steps = { -1 = ^\"2 %\" } }",
            "\"-1\" is no threshold",
        ),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = { steps_by = \"referrer.referrals\", steps = ^{} }",
            "1 to 500 steps",
        ),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = { steps_by = \"referrer.referrals\", steps = { 0 = ^\"120 %\" } }",
            "120 % is more than was paid",
        ),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = ^{ steps_by = \"referrer.referrals\" }",
            "give needs `steps`",
        ),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = { steps_by = ^\"referrer.class\", steps = { 0 = \"1 %\" } }",
            "this is a text, and a number is wanted here",
        ),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = { steps_by = \"payment.base\", slices = true, steps = { 0 = ^\"1.00\" } }",
            "with `slices` each step is a percent of its own part",
        ),
        (
            "[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = { steps_by = \"payment.base\", ^slice = true, steps = { 0 = \"1 %\" } }",
            "unknown word `slice` in give (did you mean `slices`?)",
        ),
    ]);
}

#[test]
fn words_from_elsewhere_are_told_in_our_own() {
    told(&[
        ("[[reward]]\non = ^\"signup\"\ngive = 5\nas = \"points\"", "did you mean \"registered\"?"),
        ("[[reward]]\non = \"payment\"\nto = ^\"friend\"\ngive = 5\nas = \"points\"", "did you mean \"invitee\"?"),
        (with!("limit = ^12"), "`limit` is a table such as { count = 12 }, not a whole number"),
        (with!("hold = ^14"), "`hold` is a table such as { days = 14 }, not a whole number"),
        ("[attribution]\n^cookie_days = 30", "did you mean `window_days`?"),
        (
            "[[reward]]\non = { action = \"a\" }\ngive = \"= ^action.total\"\nas = \"cash\"",
            "of action are known name, amount",
        ),
    ]);
}

#[test]
fn a_currency_in_small_letters_and_a_city_are_told_as_they_are_written() {
    for (given, meant) in [("currency = \"usd\"", "\"USD\""), ("time_zone = \"Kyiv\"", "\"Europe/Kyiv\"")] {
        let word = given.split(' ').next().unwrap();
        let file: Vec<&str> = HEAD.lines().map(|line| if line.starts_with(word) { given } else { line }).collect();
        let problems = check(&file.join("\n")).unwrap_err();
        assert!(problems[0].words.contains(&format!("did you mean {meant}?")), "{problems:?}");
    }
    let problems = check(&HEAD.replace("\"USD\"", "\"XQZ\"")).unwrap_err();
    assert!(!problems[0].words.contains("did you mean"), "{problems:?}");
}
