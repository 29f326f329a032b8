use super::HEAD;
use super::mistakes::told;
use crate::rules::check;

macro_rules! with {
    ($more:literal) => {
        concat!("[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\n", $more)
    };
}

#[test]
fn in_numbers_with_a_memory() {
    told(&[
        ("[count.a]\nvalue = \"= 1\"\nof = ^\"referrals\"", "what has a `value` counts nothing"),
        ("[count.a]\nvalue = \"= 1\"\nover = ^\"90 days\"", "what has a `value` counts nothing"),
        ("[count.a]\nvalue = \"= 1\"\nday = ^15", "write `checked` = \"month\" or the like too"),
        ("[count.a]\nvalue = \"= 1\"\nchecked = ^\"monthly\"", "\"monthly\" is unknown (did you mean \"month\"?)"),
        ("[count.a]\nvalue = \"= 1\"\nchecked = \"30 days\"\nday = ^3", "does not fall on a day of the calendar"),
        ("[count.a]\nvalue = \"= 1\"\nstarts = ^\"many\"", "a number, such as 5 or \"2.5\""),
        ("[count.a]\nvalue = \"= ^referrer.country\"", "this is a text, and a number is wanted here"),
        ("[count.a]\nvalue = \"= ^invitee.payments\"", "`invitee.payments` cannot be read here"),
        ("[count.a]\nvalue = \"= ^period.days\"", "`period.days` cannot be read here"),
        ("[count.a]\nvalue = \"= ^count.b + 1\"", "unknown count `count.b`"),
        (
            "[count]\na = ^{ value = \"= referrer.qualified + 1\" }",
            "count.a reads `referrer.qualified`, which is of one reward",
        ),
        (
            "[count]\na = { of = \"referrals\", where = \"= referrer.rewarded > 1\" }\nb = ^{ value = \"= count.a\" }",
            "count.b reads `referrer.rewarded`, which is of one reward",
        ),
    ]);
}

#[test]
fn in_when_it_is_kept_and_lost() {
    told(&[
        (with!("limit = { count = ^0 }"), "a whole number from 1 to 1000000"),
        (with!("limit = { amount = ^\"0.00\" }"), "a limit of zero gives nothing, ever"),
        (with!("limit = ^{ per = \"invitee\" }"), "either `count` = 4 or `amount` = \"50.00\""),
        (
            with!("limit = [ { count = 1 }, ^{ count = 1, amount = \"1.00\" } ]"),
            "either `count` = 4 or `amount` = \"50.00\"",
        ),
        (with!("limit = { count = 1, over = ^\"campaign\" }"), "there is no campaign"),
        (with!("limit = { count = 1, over = ^\"calender_year\" }"), "did you mean \"calendar_year\"?"),
        (with!("limit = { count = 1, over = ^\"12 moths\" }"), "\"12 moths\" is no length of time"),
        (with!("limit = { count = 1, per = ^\"invite\" }"), "did you mean \"invitee\"?"),
        (
            "[[reward]]\non = \"month\"\ngive = 5\nas = \"points\"\nlimit = { count = 1, per = ^\"invitee\" }",
            "this reward is not for one invitee",
        ),
        (
            "[[reward]]\non = \"month\"\ngive = 5\nas = \"points\"\nlimit = { count = 1, per = ^\"payment\" }",
            "only a reward on a payment",
        ),
        (
            "[[reward]]\non = \"month\"\ngive = 5\nas = \"points\"\nfirst_payments = ^3",
            "only a reward on a payment counts payments",
        ),
        (with!("from = 2026-05-01\nuntil = ^2026-04-30"), "the campaign ends before it begins"),
        (
            with!("from = \"2026-05-01T00:00:00Z\"\nuntil = ^\"2026-05-01T00:00:00Z\""),
            "the campaign ends before it begins",
        ),
        (with!("by = ^\"event\""), "which instant lies between `from` and `until`"),
        (
            "[[reward]]\non = \"month\"\ngive = \"10 %\"\nas = \"cash\"\nfrom = 2026-05-01\nby = ^\"registered\"",
            "this reward is not for one invitee; write \"event\"",
        ),
        (with!("from = ^\"May\""), "write a date as \"2026-05-01\", or an instant"),
        (with!("from = 2026-05-01\nby = ^\"registred\""), "did you mean \"registered\"?"),
        ("until = ^2026-05-01\nfrom = 2026-06-01\n", "the campaign ends before it begins"),
        (with!("hold_days = ^-1"), "a whole number from 0 to 3660"),
        (with!("hold_days = \"= ^invitee.country\""), "this is a text, and a number is wanted here"),
        (with!("hold_days = 3\nhold = ^{ days = 3 }"), "`hold_days` is there too"),
        (with!("hold = { until = ^\"service\" }"), "\"service\" is unknown"),
        (
            "[[reward]]\non = \"registered\"\ngive = 5\nas = \"points\"\nhold = { until = ^\"service_end\" }",
            "only what is paid for has a service that ends",
        ),
        (with!("release_when = \"= ^invitee.payments\""), "this is a number, and true or false is wanted here"),
        (with!("take_back = { on = ^[\"cancelled\"] }"), "\"cancelled\" is unknown (did you mean \"canceled\"?)"),
        (with!("take_back = ^{ within = \"3 months\" }"), "take_back needs `on`"),
        (with!("take_back = ^{ on = [] }"), "`on` lists nothing"),
        (with!("take_back = { on = [\"refund\"], within = ^\"3\" }"), "\"3\" is no length of time"),
        (with!("instalments = { count = ^1, every = \"month\" }"), "a whole number from 2 to 1200"),
        (with!("instalments = { count = 3, every = ^\"fortnight\" }"), "\"fortnight\" is no length of time"),
        (with!("instalments = ^{ count = 3 }"), "instalments needs `every`"),
        (with!("expires = ^3"), "write it as a text in quotes"),
        (with!("when = ^3"), "a formula such as \"= …\", or the name of a fact, not a whole number"),
        (with!("when = [\"invitee.active\", \"= ^referrer.aktive\"]"), "did you mean `referrer.active`?"),
        (with!("unless = ^\"invitee.country\""), "this is a text, and true or false is wanted here"),
    ]);
}

#[test]
fn in_bases_and_shares() {
    told(&[
        (with!("base = { reward = ^\"direct\" }"), "no reward has the id \"direct\""),
        (with!("id = \"me\"\nbase = { reward = ^\"me\" }"), "would be a share of itself"),
        (
            "[[reward]]\nid = \"a\"\non = \"payment\"\nto = \"invitee\"\ngive = \"1 %\"\nas = \"cash\"\n[[reward]]\nid = \"b\"\ngive = \"1 %\"\nas = \"cash\"\nbase = { reward = ^\"a\" }",
            "\"a\" is given to the invitee",
        ),
        (
            "[[reward]]\nid = \"a\"\non = \"month\"\ngive = \"1 %\"\nas = \"discount\"\n[[reward]]\nid = \"b\"\ngive = \"1 %\"\nas = \"cash\"\nbase = { reward = ^\"a\" }",
            "\"a\" is a discount",
        ),
        (with!("base = ^{ kinds = [] }"), "`kinds` lists nothing"),
        (with!("base = { kinds = ^[\"plans\"] }"), "did you mean \"plan\"?"),
        (with!("base = ^{ reward = \"a\", amount = \"= 1\" }"), "one of them"),
        (with!("base = ^{ amount = \"= 1\", never = [\"a\"] }"), "one of them"),
        (with!("base = ^{ products = [\"a\"], never = [\"a\"] }"), "\"a\" is in `products` and in `never`"),
        (with!("base = { orders = ^[\"renew\"] }"), "\"renew\" is unknown"),
        (with!("base = { amount = \"= ^true\" }"), "this is true or false, and a number is wanted here"),
        (with!("exclude = ^[\"promo\"]"), "\"promo\" is unknown"),
    ]);
    let cycle = "[[reward]]\nid = \"a\"\ngive = \"1 %\"\nas = \"cash\"\nbase = { reward = \"b\" }\n[[reward]]\nid = \"b\"\ngive = \"1 %\"\nas = \"cash\"\nbase = { reward = \"a\" }";
    let found = crate::rules::check(&format!("{}{cycle}", super::HEAD)).unwrap_err();
    let places: Vec<usize> = found.iter().map(|problem| problem.line).collect();
    assert_eq!(places, [9, 14], "{found:?}");
    assert!(found[0].words.contains("\"b\" is itself a share of \"a\", so neither would ever begin"), "{found:?}");
}

#[test]
fn in_counts() {
    told(&[
        (with!("[count.a]\nof = ^\"referal\""), "\"referal\" is unknown (did you mean \"referrals\"?)"),
        (with!("^[count.a]\nwhere = \"invitee.active\""), "[count.a] needs `of`"),
        (with!("^[count.A]\nof = \"referrals\""), "lower-case letters"),
        (
            with!("[count.a]\nof = \"referrals\"\nwhere = \"= ^payment.amount > 5\""),
            "`payment.amount` cannot be read here",
        ),
        (
            with!("[count.a]\nof = \"own.payments\"\nwhere = \"= ^invitee.active\""),
            "`invitee.active` cannot be read here",
        ),
        (
            with!("[count.a]\nof = \"payments\"\nsum = ^\"payment.product\""),
            "this is a text, and a number is wanted here",
        ),
        (with!("[count.a]\nof = \"payments\"\nover = ^\"calendar_week\""), "\"calendar_week\" is unknown"),
        (with!("^[count.a]\nof = \"referrals\"\nwhere = \"= count.a > 1\""), "count.a is counted from itself"),
        (with!("when = \"= ^count.b > 1\"\n[count.a]\nof = \"referrals\""), "count.b"),
    ]);
    let cycle = "[count.a]\nof = \"referrals\"\nwhere = \"= count.b > 1\"\n[count.b]\nof = \"payments\"\nsum = \"count.a\"\n[count.c]\nof = \"payments\"\nsum = \"count.a\"\n";
    let found = crate::rules::check(&format!("{}{cycle}", super::HEAD)).unwrap_err();
    assert_eq!(found.iter().map(|problem| problem.line).collect::<Vec<_>>(), [5, 8], "{found:?}");
}

#[test]
fn in_uses_and_choices() {
    told(&[
        (with!("[use.cash]\npays = ^[\"plan\"]"), "cash pays invoices only with spend = true"),
        (with!("^[use.points]\nworth = \"0.01\""), "no reward is given as points"),
        (
            "[[reward]]\non = \"payment\"\ngive = 5\nas = \"points\"\n^[use.point]\nworth = \"0.01\"",
            "no reward is given as point (did you mean \"points\"?)",
        ),
        (with!("^[use.kash]\npays = []"), "\"kash\" is not known (did you mean \"cash\"?)"),
        (
            "[[reward]]\non = \"payment\"\ngive = 5\nas = \"points\"\n[use.points]\nworth = ^\"0.00\"",
            "nothing is worth nothing",
        ),
        (
            "[[reward]]\non = \"payment\"\ngive = 5\nas = \"points\"\n[use.points]\nworth = ^\"5.00 for 0\"",
            "nothing is worth nothing",
        ),
        (
            "[[reward]]\non = \"payment\"\ngive = 5\nas = \"points\"\n[use.points]\nworth = ^\"5.00 for many\"",
            "or \"5.00 for 750\"",
        ),
        (
            "[[reward]]\non = \"payment\"\ngive = 5\nas = \"points\"\n[use.points]\nround_to = ^0",
            "a multiple of nothing",
        ),
        (
            "[[reward]]\non = \"payment\"\ngive = ^{ by = \"event\", payment = 5 }\nas = \"points\"\n[use.points]\nround_to = 10",
            "5 is no multiple of 10",
        ),
        (with!("[use.credit]\nworth = ^\"1.20\""), "it is what cash becomes when it is converted"),
        (
            with!("[use.credit]\nworth = ^\"120 %\"\n[use.cash]\nconvert = { to = \"credit\", worth = \"110 %\" }"),
            "write it once",
        ),
        (with!("[use.credit]\npayout = ^{ every = \"month\" }"), "credit is never paid out"),
        (with!("[use.credit]\nauto = ^\"next\""), "\"next\" is unknown: \"next_invoice\""),
        (with!("[use.credit]\nforfeit_on = ^[\"leaving\"]"), "\"leaving\" is unknown"),
        (with!("[use.cash]\nwithdraw = { methods = [\"iban\"], fee = ^\"100 %\" }"), "100 % leaves nothing to pay out"),
        (
            with!("[use.cash]\nwithdraw = { methods = [\"iban\"], minimum_by = { card = ^\"5.00\" } }"),
            "`methods` does not list it",
        ),
        (with!("[use.cash]\nconvert = { to = ^\"points\" }"), "cash is converted to \"credit\", not \"points\""),
        (with!("[scheme]\noptions = ^[\"one\"]"), "a choice is between two options at least"),
        (with!("[scheme]\noptions = ^[\"one\", \"one\"]"), "\"one\" is there twice"),
        (with!("[scheme]\noptions = [\"one\", \"two\"]\ndefault = ^\"tow\""), "\"tow\" is none of the options"),
        (with!("[scheme]\noptions = [\"one\", \"two\"]\nchosen = ^\"per_linc\""), "did you mean \"per_link\"?"),
        (with!("^[[offer]]\nproducts = [\"a\"]"), "an offer needs one of `percent`"),
        (with!("^[[offer]]\npercent = \"5 %\"\namount = \"1.00\""), "an offer needs one of `percent`"),
        (with!("[[offer]]\npercent = ^\"101 %\""), "101 % is more than the whole price"),
        (with!("[[offer]]\namount = ^\"0.00\""), "an offer of nothing"),
        (with!("[[offer]]\nprice = \"399.00\"\ninvoices = ^[]"), "`invoices` lists nothing"),
        (
            with!("[[offer]]\nprice = \"399.00\"\ninvoices = ^[1]\nfirst_invoices = 2"),
            "`first_invoices` says already which",
        ),
        (with!("[[offer]]\nprice = \"399.00\"\nscheme = ^\"x\""), "there is nothing to choose"),
        (with!("[attribution]\nreferrer_when = \"= ^invitee.active\""), "`invitee.active` cannot be read here"),
        (with!("[attribution]\ninvitee_when = ^\"invitee.aktive\""), "did you mean `invitee.active`?"),
        (with!("[attribution]\nlate_days = ^0"), "a whole number from 1 to 3660"),
        (with!("[attribution]\ntouch = ^\"middle\""), "\"middle\" is unknown"),
    ]);
}

#[test]
fn in_examples() {
    let example = |given: &str, expect: &str| {
        format!(
            "[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\n[[example]]\nsays = \"x\"\ngiven = [ {given} ]\nexpect = [ {expect} ]"
        )
    };
    let event = "{ type = \"payment.succeeded\", at = 2026-01-01T00:00:00Z }";
    let fine = "{ at = 2026-01-01T00:00:00Z, earned = \"1.00\" }";
    let expecting = |words: &str| example(event, &format!("{{ at = 2026-01-01T00:00:00Z, {words} }}"));
    for (marked, words) in [
        (
            example("{ type = ^\"payment.succeded\", at = 2026-01-01T00:00:00Z }", fine),
            "no event has the type \"payment.succeded\" (did you mean \"payment.succeeded\"?)",
        ),
        (
            example("^{ type = \"payment.succeeded\", at = 2026-01-01T00:00:00Z, times = 3 }", fine),
            "needs `times` = 12 and `every`",
        ),
        (example("{ type = \"payment.succeeded\", at = ^\"noon\" }", fine), "write an instant as"),
        (
            example("{ type = \"payment.succeeded\", at = 2026-01-01T00:00:00Z, amount = ^1.5 }", fine),
            "write an amount in quotes",
        ),
        (expecting("earned = ^\"1.001\""), "is finer than the minor unit"),
        (expecting("earned = \"1.00\", unit = ^\"kash\""), "did you mean \"cash\"?"),
        (expecting("earned = \"1\", unit = ^\"points\""), "no reward is given as \"points\""),
        (expecting("reason = ^\"limit\""), "\"limit\" is unknown"),
        (expecting("reward = ^\"bonus\", earned = \"1.00\""), "no reward has the id \"bonus\""),
        (expecting("count = { a = ^1 }"), "there is no [count.a]"),
        (expecting("ends = ^[\"soon\"]"), "write a date as"),
    ] {
        told(&[(&marked, words)]);
    }
    let more = |words: &str| example(event, fine).replacen("says = \"x\"", &format!("says = \"x\"\n{words}"), 1);
    for (marked, words) in [
        (more("tree = ^[\"a b\"]"), "write each as \"a > b\""),
        (more("tree = ^[\"a > a\"]"), "write each as \"a > b\""),
        (more("assume = { \"referrer.turnovr\" = ^\"5\" }"), "it is no fact (did you mean \"referrer.turnover\"?)"),
        (more("assume = { \"referrer.turnover\" = ^\"much\" }"), "a number, such as 5"),
        (more("assume = { \"invitee.active\" = ^1 }"), "true or false, not a whole number"),
        (more("referrers = ^0"), "a whole number from 1 to 100"),
    ] {
        told(&[(&marked, words)]);
    }
}

#[test]
fn tables_in_tables_are_at_most_six_deep() {
    let nested = |tables: usize| {
        let mut give = "\"1 %\"".to_owned();
        for _ in 1..tables {
            give = format!("{{ steps_by = \"payment.amount\", steps = {{ 0 = {give} }} }}");
        }
        format!("{HEAD}[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = {give}")
    };
    assert_eq!(check(&nested(7)).err(), None);
    let problems = check(&nested(8)).unwrap_err();
    assert!(problems[0].words.contains("tables are at most 6 deep"), "{problems:?}");
}

/// What was given is asked only where another reward is given for a referral.
#[test]
fn in_what_was_given_so_far() {
    let alone = "counts the referrals for which another reward was given to the referrer, and there is no such reward";
    told(&[
        ("[[reward]]\non = { milestone = ^\"referrer.qualified\", at = [2] }\ngive = 5\nas = \"points\"", alone),
        ("[[reward]]\non = { milestone = ^\"= referrer.rewarded + 1\", every = 2 }\ngive = 5\nas = \"points\"", alone),
        ("^[[reward]]\non = \"month\"\nwhen = \"= referrer.qualified > 3\"\ngive = 5\nas = \"points\"", alone),
        ("^[[reward]]\non = \"joined\"\ngive = { by = \"referrer.rewarded\", 0 = 5 }\nas = \"points\"", alone),
        (
            "[count.a]\nof = \"payments\"\nwhere = \"referrer.qualified\"\n[[reward]]\non = { milestone = ^\"count.a\", at = [2] }\n\
             give = 5\nas = \"points\"",
            alone,
        ),
        (
            "[[reward]]\nid = \"a\"\non = { milestone = ^\"referrer.qualified\", at = [2] }\ngive = 5\nas = \"points\"\n\
             [[reward]]\nid = \"b\"\non = \"payment\"\nto = \"invitee\"\ngive = 5\nas = \"points\"",
            alone,
        ),
        (
            "[[reward]]\non = { becomes = ^\"= referrer.qualified > 2\" }\ngive = 5\nas = \"points\"",
            "`referrer.qualified` is of one reward, and this is asked before any is given; count what",
        ),
        (with!("[attribution]\nreferrer_when = ^\"referrer.rewarded\""), "this is asked before any is given"),
        (
            with!("[attribution]\ninvitee_when = ^\"= referral.qualified_ordinal < 5\""),
            "this is asked before any is given",
        ),
        (with!("[[offer]]\npercent = \"5 %\"\nwhen = ^\"referrer.qualified\""), "this is asked before any is given"),
    ]);
    let other = "[[reward]]\nid = \"a\"\non = { milestone = \"referrer.qualified\", at = [2] }\ngive = 5\nas = \"points\"\n\
                 [[reward]]\nid = \"b\"\non = \"payment\"\ngive = \"10 %\"\n";
    for more in ["as = \"cash\"", "as = \"discount\""] {
        assert!(check(&format!("{}{other}{more}", super::HEAD)).is_ok(), "{more}");
    }
    assert!(check(&format!("{}{}", super::HEAD, with!("when = \"= referrer.qualified < 5\""))).is_ok());
}

#[test]
fn in_the_file_as_a_whole() {
    let ten = format!("{}{}", super::HEAD, "# more\n".repeat(10 * 1024 * 1024 / 7));
    let problems = check(&ten).unwrap_err();
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let words =
        format!("1:1: terms are at most 1 MB, and these are {} bytes: leave out what is there twice,", ten.len());
    assert!(told.len() == 1 && told[0].starts_with(&words), "{told:?}");
    let without = super::HEAD.replace("time_zone = \"UTC\"\n", "");
    let told: Vec<String> = check(&without).unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(told, ["1:1: the program needs `time_zone`, such as time_zone = \"Europe/Kyiv\""]);
}

#[test]
fn in_how_much_of_what() {
    let milestone =
        |give: &str| format!("[[reward]]\non = {{ milestone = \"referrer.referrals\", {give}\nas = \"points\"");
    let of = |at: &str, case: &str| milestone(&format!("{at} }}\ngive = {{ by = \"milestone\", 5 = 1, {case} }}"));
    let (at, every) = (of("at = [5, 10]", "7 = ^2"), of("every = 5", "12 = ^2"));
    told(&[
        (&at, "`7`: `at` names no such threshold, so it would never apply; there are 5, 10"),
        (&every, "`12`: thresholds are multiples of 5, so it would never apply"),
        (
            "[[reward]]\non = \"registered\"\ngive = ^\"5 GB\"\nas = \"gb\"",
            "\"5 GB\": what is given has its own word: write give = 5 and as = \"gb\"",
        ),
        ("[[reward]]\non = \"registered\"\ngive = ^\"2.5GB\"\nas = \"gb\"", "write give = \"2.5\" and as = \"gb\""),
        (
            "[[reward]]\non = \"registered\"\ngive = ^\"5 USD\"\nas = \"cash\"",
            "the currency is said already: write \"5.00\"",
        ),
        (
            "[[reward]]\non = ^\"activation\"\ngive = 5\nas = \"points\"",
            "\"activation\" is unknown: \"payment\", \"registered\", \"joined\", ",
        ),
        (
            "[[reward]]\non = ^\"activation\"\ngive = 5\nas = \"points\"",
            "or for an action that you report { action = \"activation\" }",
        ),
        ("[[reward]]\non = ^\"paymnet\"\ngive = 5\nas = \"points\"", "or a table such as { action = \"…\" }"),
    ]);
    let (whole, other) = (of("at = [5, 10]", "\"10.0\" = 2"), of("every = 5", "default = 2"));
    for file in [whole, other] {
        assert!(check(&format!("{}{file}", super::HEAD)).is_ok(), "{file}");
    }
}
