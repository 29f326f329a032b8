use super::*;

fn facts() -> Written {
    Written(vec![
        ("payment.amount", number("405000.00")),
        ("payment.base", number("199.99")),
        ("payment.ordinal", number("3")),
        ("payment.product", text("vps")),
        ("payment.has(manual)", Answer::Flag(true)),
        ("invitee.country", text("UA")),
        ("invitee.active", Answer::Flag(true)),
        ("referrer.turnover", number("12000")),
        ("referrer.turnover(90)", number("800.50")),
        ("invitee.actions(port_in)", number("2")),
    ])
}

fn answer(source: &str) -> Result<Answer, Unanswered> {
    check(source).unwrap_or_else(|wrong| panic!("{source}: {wrong}")).answer(&facts())
}

/// Worked out by hand.
#[test]
fn numbers() {
    let table = [
        ("7 / 2", "3.5"),
        ("-7 / 2", "-3.5"),
        ("1 / 3 * 3", "0.9999999999999999999999999999"),
        ("0.1 + 0.2", "0.3"),
        ("2 + 3 * 4 - 5", "9"),
        ("(2 + 3) * 4", "20"),
        ("10 - 4 - 3", "3"),
        ("100 / 10 / 2", "5"),
        ("-(2 + 3)", "-5"),
        ("- -2", "2"),
        ("+2", "2"),
        ("7 % 3", "1"),
        ("-7 % 3", "-1"),
        ("7.5 % 2", "1.5"),
        ("9223372036854775807 + 1", "9223372036854775808"),
        ("99999999999999999999 + 1", "100000000000000000000"),
        ("1_000_000.5", "1000000.5"),
        ("min(3, 2)", "2"),
        ("min(3, 2, 5, 1.5)", "1.5"),
        ("max(3, 2, 5, 1.5)", "5"),
        ("max(-3, -2)", "-2"),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-3"),
        ("round(2.4999)", "2"),
        ("round(1234.5, 100)", "1200"),
        ("round(1250, 100)", "1300"),
        ("round(-1250, 100)", "-1300"),
        ("round(1.74, 0.5)", "1.5"),
        ("round(1.75, 0.5)", "2"),
        ("round(0.045, 0.03)", "0.06"),
        ("round(0.044, 0.03)", "0.03"),
        ("round(5 / 3, 0.01)", "1.67"),
        ("floor(2.9)", "2"),
        ("floor(-2.1)", "-3"),
        ("ceil(2.1)", "3"),
        ("ceil(-2.9)", "-2"),
        ("abs(-2.5)", "2.5"),
        ("payment.amount * 0.1", "40500"),
        ("min(payment.base * 0.25, 5000)", "49.9975"),
        ("min(base * 0.25, 5)", "5"),
        ("referrer.turnover", "12000"),
        ("referrer.turnover(90) + referrer.turnover(30 * 3)", "1601"),
        ("invitee.actions(\"port_in\") * 5", "10"),
        ("count.same_plan + count.yearly", "15"),
        ("if payment.ordinal == 1 { 20 } else { 5 }", "5"),
        ("if payment.ordinal == 1 { 20 } else if payment.ordinal <= 3 { 10 } else { 5 }", "10"),
        ("1 + if invitee.active { 2 } else { 3 } * 2", "5"),
        ("(if invitee.active { 2 } else { 3 }) * 2", "4"),
        ("if invitee.active { min(1, 2) } else { 3 }", "1"),
        ("  \n 1\n +\n 1 ", "2"),
    ];
    for (source, expected) in table {
        assert_eq!(answer(source), Ok(number(expected)), "{source}");
    }
}

#[test]
fn flags_texts_and_rates() {
    let table = [
        ("true", true),
        ("!true", false),
        ("1 == 1.0", true),
        ("1 != 1.0", false),
        ("2 < 2", false),
        ("2 <= 2", true),
        ("3 > 2", true),
        ("3 >= 4", false),
        ("payment.ordinal <= 3 && invitee.country == \"UA\"", true),
        ("payment.ordinal > 3 || invitee.country == \"UA\"", true),
        ("payment.ordinal > 3 || invitee.country != \"UA\"", false),
        ("payment.ordinal <= if payment.amount >= 12 { 3 } else { 1 }", true),
        ("payment.ordinal > 3 && payment.ordinal < 5 || invitee.active", true),
        ("!(payment.has(\"manual\")) || payment.has(\"other\")", false),
        ("invitee.active == true", true),
        ("invitee.active != !payment.promo_code", false),
        ("payment.product == \"vps\" && invitee.class == \"\"", true),
        ("if invitee.active { payment.promo_code } else { true }", false),
        ("percent(5) + percent(2.5) == percent(7.5)", true),
        ("\"a\\\"b\" == \"a\\\"b\"", true),
        ("true && true && false", false),
        ("false || (true && true) || false", true),
    ];
    for (source, expected) in table {
        assert_eq!(answer(source), Ok(Answer::Flag(expected)), "{source}");
    }
    assert_eq!(answer("if invitee.active { \"yes\" } else { \"no\" }"), Ok(text("yes")));
    assert_eq!(answer("payment.product"), Ok(text("vps")));
    assert_eq!(answer("percent(5 * 2)"), Ok(Answer::Rate(10.into())));
    assert_eq!(answer("max(percent(payment.ordinal), percent(2))"), Ok(Answer::Rate(3.into())));
    assert_eq!(answer("if invitee.active { percent(1) } else { percent(2) }"), Ok(Answer::Rate(1.into())));
}

#[test]
fn what_has_no_answer_says_why() {
    assert_eq!(answer("1 / invitee.payments"), Err(Unanswered::DividedByZero));
    assert_eq!(answer("1 % invitee.payments"), Err(Unanswered::DividedByZero));
    assert_eq!(answer("round(5, invitee.payments)"), Err(Unanswered::DividedByZero));
    let large = "(payment.amount * 1000000000000000000000)";
    assert_eq!(answer(&format!("{large} * {large}")), Err(Unanswered::TooLarge));
    // What is not chosen is not reckoned.
    assert_eq!(answer("if invitee.payments == 0 { 0 } else { 1 / invitee.payments }"), Ok(number("0")));
    assert_eq!(answer("invitee.payments == 0 || 1 / invitee.payments > 0"), Ok(Answer::Flag(true)));
    assert_eq!(answer("invitee.payments != 0 && 1 / invitee.payments > 0"), Ok(Answer::Flag(false)));
}

struct Crooked;

impl Facts for Crooked {
    fn fact(&self, _: Word, _: Option<&Answer>) -> Result<Answer, Unanswered> {
        Ok(text("a text"))
    }

    fn count(&self, _: usize) -> Result<Decimal, Unanswered> {
        Err(Unanswered::Other("there is no such count".into()))
    }
}

#[test]
fn facts_of_another_kind_than_their_word_are_no_answer() {
    let wrong = Unanswered::Other("`payment.amount` is a number, not a text".into());
    assert_eq!(check("payment.amount + 1").unwrap().answer(&Crooked), Err(wrong));
    let none = Unanswered::Other("there is no such count".into());
    assert_eq!(check("count.yearly").unwrap().answer(&Crooked), Err(none));
}

#[test]
fn a_bare_fact_is_an_expression_and_a_flag_where_one_is_wanted() {
    let fact = |source: &str, wanted: &[Kind]| Expression::fact(source, wanted, &everywhere());
    let number_of = fact("referrer.turnover", &[Kind::Number, Kind::Text]).unwrap();
    assert_eq!(number_of.number(&facts()), Ok(12000.into()));
    assert_eq!(number_of, Expression::check(" referrer.turnover", &[Kind::Number], &everywhere()).unwrap());
    let pending = fact("referrer.pending_payments", &[Kind::Flag]).unwrap();
    assert_eq!((pending.kind, pending.source.as_str()), (Kind::Flag, "referrer.pending_payments"));
    assert_eq!(pending.holds(&facts()), Ok(false));
    assert_eq!(pending.holds(&Written(vec![("referrer.pending_payments", number("1"))])), Ok(true));
    assert_eq!(fact("count.yearly", &[Kind::Flag]).unwrap().holds(&facts()), Ok(true));
    assert_eq!(fact("invitee.has(\"vip\")", &[Kind::Flag]).unwrap().holds(&facts()), Ok(false));
    let no_fact = fact("referrer.turnover + 1", &[Kind::Number]).unwrap_err();
    assert_eq!(
        no_fact.words,
        "the name of a fact stands here; an expression begins with `=`: \"= referrer.turnover + 1\""
    );
    let text = fact("invitee.country", &[Kind::Flag]).unwrap_err();
    assert_eq!(
        text.words,
        "this is a text, and true or false is wanted here: compare it, such as `invitee.country == \"…\"`"
    );
}

#[test]
fn an_expression_knows_what_it_reads() {
    let mixed = check("if invitee.country == \"UA\" && count.yearly > 2 { line.paid } else { line.paid * 2 }").unwrap();
    assert_eq!(mixed.uses().map(Word::path).collect::<Vec<_>>(), ["line.paid", "invitee.country"]);
    assert_eq!(mixed.counts().collect::<Vec<_>>(), [1]);
    assert!(mixed.reads_lines() && !mixed.depends_on_time());
    assert!(check("invitee.age_days >= 28").unwrap().depends_on_time());
    assert!(!check("referrer.turnover").unwrap().depends_on_time());
    assert!(check("referrer.turnover(30)").unwrap().depends_on_time());
    assert!(!check("invitee.actions(\"demo\")").unwrap().depends_on_time());
    assert_eq!(check("2 * 5").unwrap().constant(), Some(10.into()));
    assert_eq!(check("payment.base").unwrap().constant(), None);
}

#[test]
fn every_word_can_be_written() {
    for word in Word::all() {
        let path = word.path();
        let source = match word.argument().kind() {
            None => path.to_owned(),
            Some(Kind::Number) => format!("{path}(30)"),
            Some(_) => format!("{path}(\"x\")"),
        };
        let expression = check(&source).unwrap_or_else(|wrong| panic!("{source}: {wrong}"));
        assert_eq!(expression.kind, word.kind());
        assert_eq!(expression.uses().collect::<Vec<_>>(), [word]);
    }
}
