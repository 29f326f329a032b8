use super::check;
use crate::money::Rounding;
use crate::rules::terms::{Applies, Excluded, RefundRule, Touch};

const BONUS: &str = include_str!("../../programs/business-bonus.toml");

/// The problems after one replacement in the bonus program, as `LINE:COLUMN: words`.
fn problems(find: &str, replace: &str) -> Vec<String> {
    assert!(BONUS.contains(find), "{find}");
    check(&BONUS.replacen(find, replace, 1)).unwrap_err().iter().map(ToString::to_string).collect()
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
    assert_eq!(terms.examples.len(), 4);
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
            "give = \"= base * 2\"",
            format!("{}:8: `give`: not supported yet: = base * 2", line("give")),
        ),
        (
            "give = \"10 %\"",
            "give = { by = \"class\", default = \"1 %\" }",
            format!("{}:15: `by`: not supported yet: \"class\"; write \"invitee.class\"", line("give")),
        ),
        ("give = \"10 %\"", "", format!("{}:1: [[reward]] needs `give`", line("[[reward]]"))),
        ("hold_days = 14", "cascade = { cap = 20 }", format!("{hold}:1: not supported yet: cascade")),
        ("on = \"payment\"", "on = \"quarter\"", format!("{}:6: `on`: not supported yet: \"quarter\"", line("on"))),
        ("as = \"credit\"", "as = \"GB\"", format!("{}:6: `as`: not supported yet: \"GB\"", line("as"))),
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
