//! Whatever is written, an expression is read or refused; and it reckons as rust_decimal does.

use proptest::prelude::*;

use super::*;
use crate::rules::expression::MAX_LENGTH;

/// What an expression is made of, and what it is not.
#[rustfmt::skip]
const TOKENS: [&str; 72] = [
    "payment", ".", "amount", "base", "payment.amount", "payment.product", "invitee.active", "invitee.country", "line.paid",
    "referrer.turnover", "referrer.turnover(90)", "invitee.has(\"vip\")", "count.same_plan", "count.", "has", "min", "max", "round",
    "percent", "floor", "abs", "(", ")", "(", ")", "{", "}", "[", "]", "if", "else", "if invitee.active {", "} else {", "+", "-",
    "*", "/", "%", "**", "!", "!=", "==", "=", "<", "<=", ">", ">=", "&&", "||", "&", "|", "??", "?.", "..", "..=", ",", ";", ":",
    "::", "=>", "0", "1", "2.5", "100", "99999999999999999999999999", "\"UA\"", "\"", "\\", "true", "false", "this", "in",
];

const FORMS: [&str; 10] =
    ["X + Y", "X - Y", "X * Y", "X / Y", "X % Y", "round(X, Y)", "round(X) - ceil(Y)", "floor(X)", "-X", "abs(X) - Y"];

fn tries(source: &str) {
    if let Ok(expression) = check(source) {
        let _ = expression.answer(&Written(Vec::new()));
        assert_eq!(Expression::check(&expression.source, &[expression.kind], &everywhere()), Ok(expression));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        tries(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_tokens_are_read_or_refused(tokens in proptest::collection::vec(proptest::sample::select(&TOKENS[..]), 0..40)) {
        tries(&tokens.join(" "));
        tries(&tokens.concat());
    }

    #[test]
    fn it_reckons_as_decimals_do(
        a in -1_000_000_000_000i64..1_000_000_000_000, b in -1_000_000_000_000i64..1_000_000_000_000,
        places in 0u32..6, operator in proptest::sample::select(&["+", "-", "*", "/", "%"][..]),
    ) {
        let (a, b) = (Decimal::new(a, places), Decimal::new(b, 2));
        let facts = Written(vec![("payment.amount", Answer::Number(a)), ("payment.base", Answer::Number(b))]);
        let expected = match operator {
            "+" => Some(a + b),
            "-" => Some(a - b),
            "*" => Some(a * b),
            "/" => a.checked_div(b),
            _ => a.checked_rem(b),
        };
        let expected = expected.map(Answer::Number).ok_or(Unanswered::DividedByZero);
        let of_facts = check(&format!("payment.amount {operator} payment.base")).unwrap();
        prop_assert_eq!(of_facts.answer(&facts), expected.clone());
        match (check(&format!("({a}) {operator} ({b})")), expected) {
            (Ok(constant), expected) => prop_assert_eq!(constant.answer(&facts), expected),
            (Err(wrong), expected) => {
                prop_assert_eq!(expected, Err(Unanswered::DividedByZero));
                prop_assert!(wrong.words.contains("divides by zero"));
            }
        }
    }

    /// Against whole numbers of hundredths.
    #[test]
    fn rounding_to_a_step_is_half_away_from_zero(hundredths in -100_000_000i64..100_000_000, step in 1i64..10_000) {
        let (whole, rest) = (hundredths.abs() / step, hundredths.abs() % step);
        let up = i64::from(rest * 2 >= step);
        let expected = Decimal::new(hundredths.signum() * (whole + up) * step, 2);
        let facts = Written(vec![
            ("payment.amount", Answer::Number(Decimal::new(hundredths, 2))),
            ("payment.base", Answer::Number(Decimal::new(step, 2))),
        ]);
        let rounded = check("round(payment.amount, payment.base)").unwrap();
        prop_assert_eq!(rounded.answer(&facts), Ok(Answer::Number(expected)));
    }

    #[test]
    fn any_two_decimals_are_reckoned_or_refused(
        a in any::<[u8; 16]>(), b in any::<[u8; 16]>(),
        form in proptest::sample::select(&FORMS[..]),
    ) {
        let facts = Written(vec![
            ("payment.amount", Answer::Number(Decimal::deserialize(a))),
            ("payment.base", Answer::Number(Decimal::deserialize(b))),
        ]);
        let source = form.replace('X', "payment.amount").replace('Y', "payment.base");
        let _ = check(&source).unwrap().answer(&facts);
    }
}

#[test]
fn nothing_is_too_deep_or_too_long_to_be_refused() {
    let many = |piece: &str, times: usize| piece.repeat(times);
    let sources = [
        format!("{}1{}", many("(", 480), many(")", 480)),
        many("(", 999),
        format!("{}1", many("-", 990)),
        format!("{}true", many("!", 990)),
        format!("1{}", many("+1", 490)),
        format!("true{}", many("&&true", 160)),
        format!("true{}", many("&&true||true", 80)),
        many("if true {", 110),
        format!("{}1", many("if true {1} else ", 58)),
        format!("{}1{}", many("abs(", 190), many(")", 190)),
        format!("payment{}", many(".amount", 140)),
        format!("payment{}", many(".has(\"", 160)),
        format!("invitee.has({}", many("invitee.has(", 80)),
        many("min(1,", 160),
        many("[", 999),
        many("#{a:", 240),
        many("`${", 330),
        many("1..", 330),
        many("{", 999),
    ];
    for source in sources {
        assert!(source.chars().count() <= MAX_LENGTH, "{source}");
        assert!(check(&source).is_err(), "{source}");
    }
    let long = check(&format!("1{}", many(" ", 10_000))).unwrap_err();
    assert_eq!((long.line, long.column), (1, 1));
    assert!(long.words.starts_with("an expression is at most 1000 characters"), "{long}");
    assert!(check(&many("1 + ", 2_500)).is_err());
}

#[test]
fn what_people_write_is_not_too_deep() {
    let sum = vec!["payment.amount"; 40].join(" + ");
    assert_eq!(check(&sum).unwrap().kind, Kind::Number);
    let steps = "if payment.ordinal == 1 { 1 } else ".repeat(20) + "{ 2 }";
    assert_eq!(check(&steps).unwrap().kind, Kind::Number);
    let countries = vec!["invitee.country == \"UA\""; 35].join(" || ");
    assert_eq!(check(&countries).unwrap().kind, Kind::Flag);
    let brackets = format!("{}1{}", "(".repeat(20), ")".repeat(20));
    assert_eq!(check(&brackets).unwrap().kind, Kind::Number);
}
