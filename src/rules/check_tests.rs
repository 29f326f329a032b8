use super::check;
use crate::events::PersonKind;
use crate::money::Rounding;
use crate::rules::terms::{Applies, Excluded, RefundRule, Touch, WithdrawalMethod};

const BONUS: &str = include_str!("../../programs/business-bonus.toml");
const HOSTING: &str = include_str!("../../programs/hosting-remuneration.toml");
const SECOND: &str = include_str!("../../programs/hosting-remuneration.2.toml");

/// The problems after one replacement in the bonus program, as `LINE:COLUMN: words`.
fn problems(find: &str, replace: &str) -> Vec<String> {
    problems_in(BONUS, find, replace)
}

fn problems_in(file: &str, find: &str, replace: &str) -> Vec<String> {
    assert!(file.contains(find), "{find}");
    check(&file.replacen(find, replace, 1)).unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn the_bonus_program_is_read_whole() {
    let terms = check(BONUS).unwrap();
    assert_eq!((terms.program.as_str(), terms.currency.code()), ("business-bonus", "KZT"));
    assert_eq!((terms.applies, terms.rounding), (Applies::NewReferrals, Rounding::HalfAway));
    assert_eq!((terms.attribution.touch, terms.attribution.window_days), (Touch::First, 90));
    let clause = &terms.rewards[0];
    assert_eq!(
        (clause.id.as_str(), clause.rate.of_class(None).to_string(), clause.hold_days),
        ("bonus", "10 %".into(), 14)
    );
    assert_eq!((clause.refund, clause.first_payments), (RefundRule::Proportional, None));
    assert_eq!((terms.offers[0].window_days, terms.offers[0].products.len()), (Some(21), 2));
    assert_eq!(terms.examples.len(), 8);
}

#[test]
fn a_wrong_word_is_named_with_line_and_column() {
    let line = |needle: &str| 1 + BONUS.lines().position(|line| line.starts_with(needle)).unwrap();
    let hold = line("hold_days");
    for (find, replace, expected) in [
        (
            "hold_days = 14",
            "hold_dyas = 14",
            format!("{hold}:1: unknown word `hold_dyas` in [[reward]] (did you mean `hold_days`?); known here: "),
        ),
        ("hold_days = 14", "hold_days = \"14\"", format!("{hold}:13: `hold_days`: a whole number from 0 to 3660")),
        ("hold_days = 14", "hold_days = -1", format!("{hold}:13: `hold_days`: a whole number")),
        ("give = \"10 %\"", "give = \"10\"", format!("{}:8: `give`: \"10\" is not a percent", line("give"))),
        (
            "give = \"10 %\"",
            "give = \"= payment.amuont * 2\"",
            format!("{}:11: `give`: unknown word `payment.amuont` (did you mean `payment.amount`?)", line("give")),
        ),
        (
            "give = \"10 %\"",
            "give = { by = \"class\", default = \"1 %\" }",
            format!("{}:15: `by`: unknown word `class` (did you mean `invitee.class`?)", line("give")),
        ),
        ("give = \"10 %\"", "", format!("{}:1: [[reward]] needs `give`", line("[[reward]]"))),
        (
            "hold_days = 14",
            "cascade = { cap = 20 }",
            format!("{}:6: `on`: \"payment\" is unknown: \"month\"", line("on")),
        ),
        (
            "on = \"payment\"",
            "on = \"quater\"",
            format!("{}:6: `on`: \"quater\" is unknown (did you mean \"quarter\"?): \"payment\"", line("on")),
        ),
        ("as = \"credit\"", "as = \"GB\"", format!("{}:6: `as`: \"GB\" is no unit: 1 to 12 lower-case", line("as"))),
        (
            "\"Asia/Almaty\"",
            "\"Asia/Atlantis\"",
            format!("{}:13: `time_zone`: \"Asia/Atlantis\" is not a time zone", line("time_zone")),
        ),
        ("\"KZT\"", "\"TENGE\"", format!("{}:13: `currency`: \"TENGE\" is not a currency", line("currency"))),
        (
            "on_hold = \"40500.00\"",
            "on_hold = \"40500.001\"",
            format!("{}:53: `on_hold`: \"40500.001\" is finer", line("expect")),
        ),
        (
            "\"plan\", \"service\"] }",
            "\"plan\", \"gift\"] }",
            format!("{}:18: `kinds`: \"gift\" is unknown: \"plan\", \"service\"", line("base")),
        ),
        (
            "program   = \"business-bonus\"",
            "program = \"Business Bonus\"",
            "2:11: `program`: at most 60 lower-case letters".into(),
        ),
    ] {
        let found = problems(find, replace);
        assert!(found.iter().any(|problem| problem.starts_with(&expected)), "{expected}\n  found {found:?}");
    }
}

#[test]
fn every_problem_is_named_at_once() {
    let broken = BONUS.replacen("hold_days = 14", "hold = 14", 1).replacen("\"KZT\"", "\"XXL\"", 1);
    assert_eq!(check(&broken).unwrap_err().len(), 2);
}

#[test]
fn what_is_no_toml_is_refused_where_it_ends_to_be() {
    let problems = check("program = \"x\"\nname = ").unwrap_err();
    assert_eq!(problems[0].line, 2);
    assert!(!check("").unwrap_err().is_empty());
    assert!(!check(&"#".repeat(300_000)).unwrap_err().is_empty());
}

#[test]
fn two_rewards_need_different_names() {
    let second = "[[reward]]\nid = \"bonus\"\non = \"payment\"\ngive = \"1 %\"\nas = \"cash\"\n\n[use.credit]";
    let found = problems("[use.credit]", second);
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("two rewards have the id \"bonus\""), "{found:?}");
}

#[test]
fn what_the_hosting_program_excludes_is_understood() {
    let terms = check(&BONUS.replacen(
        "hold_days = 14",
        "exclude = [\"promo_code\", \"promotional_line\"]\nfirst_payments = 3\nfirst_months = 12\nhold_days = 30",
        1,
    ));
    let clause = terms.unwrap().rewards.remove(0);
    assert_eq!(clause.exclude, [Excluded::PromoCode, Excluded::PromotionalLine]);
    assert_eq!((clause.first_payments, clause.first_months, clause.hold_days), (Some(3), Some(12), 30));
}

#[test]
fn the_hosting_program_is_read_whole() {
    let terms = check(HOSTING).unwrap();
    let clause = &terms.rewards[0];
    let rates = [None, Some("bronze"), Some("silver"), Some("gold"), Some("platinum"), Some("staff")];
    let rates = rates.map(|class| clause.rate.of_class(class).to_string());
    assert_eq!(rates, ["10 %", "1 %", "1 %", "1 %", "1 %", "10 %"]);
    assert_eq!((clause.hold_days, clause.refund), (30, RefundRule::Forfeit));
    let exclude =
        [Excluded::PromoCode, Excluded::PromotionalLine, Excluded::DiscountedLine, Excluded::TermDiscountLine];
    assert_eq!(clause.exclude, exclude);
    let classes = terms.classes.unwrap();
    let over: Vec<String> = classes.over.iter().map(|(class, over)| format!("{class} {over:?}")).collect();
    assert_eq!(over, ["bronze 75.00 USD", "silver 180.00 USD", "gold 330.00 USD", "platinum 630.00 USD"]);
    let withdrawal = terms.withdrawal.unwrap();
    assert_eq!((withdrawal.minimum.to_string(), withdrawal.within_days), ("100.00".into(), 10));
    assert_eq!(withdrawal.methods, [WithdrawalMethod::Card, WithdrawalMethod::Iban]);
    assert_eq!((withdrawal.fee, withdrawal.second_approval_over), (None, None));
    assert_eq!((terms.attribution.parameters, terms.attribution.codes), (vec!["page".to_owned()], false));
    assert_eq!((terms.attribution.referrer_kind, terms.attribution.excludes_paid_ads), (None, false));
}

#[test]
fn the_second_version_of_the_hosting_program_is_read_whole() {
    let terms = check(SECOND).unwrap();
    let attribution = &terms.attribution;
    assert_eq!((attribution.referrer_kind, attribution.excludes_paid_ads), (Some(PersonKind::Individual), true));
    let exclude = [Excluded::PromoCode, Excluded::PromotionalLine, Excluded::DiscountedLine];
    assert_eq!((terms.rewards[0].exclude.as_slice(), terms.rewards[0].hold_days), (exclude.as_slice(), 0));
    assert_eq!(terms.applies, Applies::NewReferrals);
}

/// `LINE:COLUMN` of what follows the `^`.
fn place(file: &str, marked: &str) -> String {
    let (before, after) = marked.split_once('^').unwrap();
    let at = file.find(&format!("{before}{after}")).unwrap_or_else(|| panic!("{marked}")) + before.len();
    let line_start = file[..at].rfind('\n').map_or(0, |newline| newline + 1);
    format!("{}:{}", 1 + file[..at].matches('\n').count(), 1 + file[line_start..at].chars().count())
}

#[test]
fn a_wrong_word_of_the_hosting_program_is_named_with_line_and_column() {
    #[rustfmt::skip]
    let wrong = [
        ("bronze = \"1 %\"", "bronse = \"1 %\"", "bronse = ^\"1 %\"", "`bronse`: [classes] has no such class (did you mean `bronze`?); known there: bronze, silver"),
        ("default = \"10 %\"", "default = \"101 %\"", "default = ^\"101 %\"", "`default`: 101 % is more than was paid: at most 100 %"),
        ("gold = \"1 %\"", "gold = \"100.01 %\"", "gold = ^\"100.01 %\"", "`gold`: 100.01 % is more than was paid"),
        ("by = \"invitee.class\"", "by = \"invitee.clas\"", "by = ^\"invitee.clas\"", "`by`: unknown word `invitee.clas` (did you mean `invitee.class`?)"),
        ("by = \"invitee.class\", ", "", "give = ^{", "give needs `by`"),
        ("silver = \"180.00\"", "silver = \"75.00\"", "silver = ^\"75.00\"", "`silver`: another class is over it"),
        ("silver = \"180.00\"", "silver = \"-1\"", "silver = ^\"-1\"", "`silver`: a turnover is never below zero"),
        ("silver = \"180.00\"", "silver = 180", "silver = ^180", "`silver`: write it as a text in quotes, not a whole number"),
        ("silver = \"180.00\"", "Silver = \"180.00\"", "Silver = ^\"180.00\"", "`Silver`: a class is at most 60 lower-case letters"),
        ("currency = \"USD\"", "currency = \"EURO\"", "currency = ^\"EURO\"", "`currency`: \"EURO\" is not a currency"),
        ("currency = \"USD\"\n", "", "^[classes]", "[classes] needs `currency`"),
        ("\"promotional_line\"", "\"promotion_line\"", "exclude = ^[", "`exclude`: \"promotion_line\" is unknown (did you mean \"promotional_line\"?)"),
        ("\"individual\"", "\"person\"", "referrer_kind = ^\"person\"", "`referrer_kind`: \"person\" is unknown: \"individual\", \"business\""),
        ("[\"paid_ads\"]", "[\"paid_add\"]", "exclude_sources = ^[", "`exclude_sources`: \"paid_add\" is unknown (did you mean \"paid_ads\"?)"),
        ("[\"page\"]", "[\"?page=\"]", "parameters = ^[", "`parameters`: \"?page=\" is no name of a GET parameter"),
        ("[\"page\"]", "[\"sub\"]", "parameters = ^[", "`parameters`: \"sub\" is every link's sub-id already"),
        ("[\"page\"]", "[\"utm_id\"]", "parameters = ^[", "`parameters`: \"utm_id\" belongs to the site's own statistics"),
        ("minimum = \"100.00\"", "minimum = 100", "minimum = ^100", "`minimum`: write it as a text in quotes"),
        ("minimum = \"100.00\"", "minimun = \"100.00\"", "^minimun", "unknown word `minimun` in withdraw (did you mean `minimum`?); known here: "),
        ("[\"card\", \"iban\"]", "[]", "withdraw = ^{", "`methods` lists nothing"),
        ("[\"card\", \"iban\"]", "[\"cart\"]", "methods = ^[", "`methods`: \"cart\" is unknown (did you mean \"card\"?)"),
        ("within_days = 10", "within_days = 0", "within_days = ^0", "`within_days`: a whole number from 1"),
        ("within_days = 10", "fee = \"100.00\"", "withdraw = ^{", "the `fee` needs a `minimum` above it"),
        ("as = \"cash\"", "as = \"credit\"", "^[use.cash]", "no reward is given as cash; credit is never withdrawn"),
    ];
    for (find, replace, marked, words) in wrong {
        let expected = format!("{}: {words}", place(&SECOND.replacen(find, replace, 1), marked));
        let found = problems_in(SECOND, find, replace);
        assert!(found.iter().any(|problem| problem.starts_with(&expected)), "{expected}\n  found {found:?}");
    }
}

#[test]
fn more_than_was_paid_is_never_given() {
    let line = 1 + BONUS.lines().position(|line| line.starts_with("give")).unwrap();
    let found = problems("give = \"10 %\"", "give = \"100.000001 %\"");
    assert_eq!(found, [format!("{line}:8: `give`: 100.000001 % is more than was paid: at most 100 %")]);
    assert!(check(&BONUS.replacen("give = \"10 %\"", "give = \"100 %\"", 1)).is_ok());
}

#[test]
fn credit_is_never_withdrawn() {
    let found = problems("[use.credit]", "[use.cash]\nwithdraw = { methods = [\"iban\"] }\n[use.credit]");
    assert_eq!(found.len(), 1);
    assert!(found[0].ends_with("no reward is given as cash; credit is never withdrawn"), "{found:?}");
}

#[test]
fn a_file_is_at_most_1_mb() {
    let padded = |bytes: usize| format!("{BONUS}{}", "#".repeat(bytes - BONUS.len()));
    assert!(check(&padded(1 << 20)).is_ok());
    let found = check(&padded((1 << 20) + 1)).unwrap_err();
    assert_eq!(
        found.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "1:1: terms are at most 1 MB, and these are 1048577 bytes: leave out what is there twice, or make two programs of them"
        ]
    );
}

/// Each the last that is taken, and the first that is not.
#[test]
fn limits_are_where_they_are_said_to_be() {
    let (long, words) = (|n: usize| "x".repeat(n), |n: usize| format!("name = \"{}\"", "ж".repeat(n)));
    let name = BONUS.lines().find(|line| line.starts_with("name")).unwrap();
    let offer = BONUS.lines().find(|line| line.starts_with("percent")).unwrap();
    let offered = |percent: &str| format!("percent = \"{percent} %\"");
    hold(&[
        (BONUS, "business-bonus", long(60), long(61), "`program`: at most 60 lower-case letters"),
        (BONUS, name, words(500), words(501), "`name`: 1 to 500 characters"),
        (BONUS, name, words(1), "name = \" \"".into(), "`name`: 1 to 500 characters"),
        (BONUS, offer, offered("100"), offered("100.01"), "`percent`: 100.01 % is more than the whole price"),
        (
            BONUS,
            "hold_days = 14",
            "hold_days = 3660".into(),
            "hold_days = 3661".into(),
            "`hold_days`: a whole number from 0 to 3660",
        ),
        (
            BONUS,
            "hold_days = 14",
            "first_payments = 1".into(),
            "first_payments = 0".into(),
            "`first_payments`: a whole number from 1",
        ),
        (
            BONUS,
            "hold_days = 14",
            "hold_days = 0x0e".into(),
            "hold_days = 1_000_000".into(),
            "`hold_days`: a whole number from 0",
        ),
    ]);
}

/// Each the last that is taken, and the first that is not.
#[test]
fn limits_of_the_hosting_program_are_where_they_are_said_to_be() {
    let long = |n: usize| "x".repeat(n);
    hold(&[
        (SECOND, "\"page\"", format!("\"{}\"", long(40)), format!("\"{}\"", long(41)), "`parameters`: "),
        (SECOND, "\"page\"", "\"my-page_2\"".into(), "\"my.page\"".into(), "`parameters`: \"my.page\" is no name"),
        (
            SECOND,
            "silver = \"180.00\"",
            format!("{} = \"180.00\"", long(60)),
            format!("{} = \"180.00\"", long(61)),
            "at most 60",
        ),
        (
            SECOND,
            "silver = \"180.00\"",
            "my-class_2 = \"180.00\"".into(),
            "\"my class\" = \"180.00\"".into(),
            "`my class`: a class is",
        ),
        (
            SECOND,
            "bronze = \"75.00\"",
            "bronze = \"0.00\"".into(),
            "bronze = \"-0.01\"".into(),
            "`bronze`: a turnover is never below zero",
        ),
        (
            SECOND,
            "default = \"10 %\"",
            "default = \"100 %\"".into(),
            "default = \"100.01 %\"".into(),
            "`default`: 100.01 % is more",
        ),
        (
            SECOND,
            "minimum = \"100.00\"",
            "minimum = \"0.00\"".into(),
            "minimum = \"-0.01\"".into(),
            "`minimum`: an amount that is not below zero",
        ),
        (
            SECOND,
            "within_days = 10",
            "fee = \"99.99\"".into(),
            "fee = \"100.00\"".into(),
            "the `fee` needs a `minimum` above it",
        ),
    ]);
}

/// (file, what is replaced, by what is taken, by what is refused, the words).
fn hold(limits: &[(&str, &str, String, String, &str)]) {
    for (file, find, taken, refused, why) in limits {
        // A class of another name is no longer given a percent of its own.
        let file = if find.starts_with("silver =") { &file.replacen("silver = \"1 %\", ", "", 1) } else { *file };
        let tried = check(&file.replacen(find, taken, 1));
        assert!(tried.is_ok(), "{taken}: {tried:?}");
        let found = problems_in(file, find, refused);
        assert!(found.iter().any(|problem| problem.contains(why)), "{refused}: {found:?}");
    }
}

#[test]
fn lists_that_name_nothing_are_refused() {
    for (file, find, replace, why) in [
        (BONUS, "kinds = [\"plan\", \"service\"]", "kinds = []", "`kinds` lists nothing"),
        (SECOND, "over = {", "over = {} #", "`over` names no class"),
        (
            SECOND,
            ", bronze = \"1 %\", silver = \"1 %\", gold = \"1 %\", platinum = \"1 %\"",
            "",
            "`give` by a fact needs 1 to 500 cases",
        ),
    ] {
        let found = problems_in(file, find, replace);
        assert!(found.iter().any(|problem| problem.contains(why)), "{replace}: {found:?}");
    }
    let nobody = check(&SECOND.replacen("[\"paid_ads\"]", "[]", 1)).unwrap();
    assert!(!nobody.attribution.excludes_paid_ads);
}

/// A word is taken for another that differs by one letter, and by one more for each four that it has.
#[test]
fn a_word_is_guessed_only_when_it_is_near() {
    for (given, meant) in [("holdaysz", true), ("holdayzz", false), ("hold", false)] {
        let found = problems("hold_days = 14", &format!("{given} = 14"));
        assert_eq!(found.iter().any(|problem| problem.contains("did you mean `hold_days`?")), meant, "{found:?}");
    }
}

#[test]
fn an_example_needs_what_happens_and_what_comes_of_it() {
    let only = |given: &str, expect: &str| {
        let example = format!("[[example]]\nsays = \"x\"\ngiven = [{given}]\nexpect = [{expect}]\n");
        check(&format!("{BONUS}\n{example}")).map(drop)
    };
    let given = "{ type = \"payment.succeeded\", at = \"2026-04-10T09:00:00Z\", amount = \"1.00\" }";
    let (expect, at_only) =
        ("{ at = \"2026-04-10T09:00:00Z\", on_hold = \"0.10\" }", "{ at = \"2026-04-10T09:00:00Z\" }");
    assert_eq!(only(given, expect), Ok(()));
    for (given, expect, why) in [
        (given, "", "an example needs `given` events"),
        ("", expect, "an example needs `given` events"),
        (given, at_only, "expect at least one of on_hold"),
    ] {
        let found = only(given, expect).unwrap_err();
        assert!(found.iter().any(|problem| problem.words.starts_with(why)), "{found:?}");
    }
}
