//! What is wrong is told in words that say what to write instead.

use super::*;

/// With line and column.
#[rustfmt::skip]
const MISTAKES: &[(&str, &str)] = &[
    ("", "1:1: nothing is written after the `=`"),
    ("payment.amout", "1:1: unknown word `payment.amout` (did you mean `payment.amount`?)"),
    (r#"payment.ordinal <= 3 && invitee.contry == "UA""#, "1:25: unknown word `invitee.contry` (did you mean `invitee.country`?)"),
    ("customer.country", "1:1: unknown word `customer.country` (did you mean `invitee.country`?)"),
    ("country", r#"1:1: unknown word `country` (did you mean `invitee.country`?); a text is written in double quotes: "country""#),
    ("amount > 5", r#"1:1: unknown word `amount` (did you mean `payment.amount`?); a text is written in double quotes: "amount""#),
    ("UA", r#"1:1: unknown word `UA`: words begin here with action, charge, event, invitee, line, milestone, parent, payment, period, places, referral, referrer, subscription, count; a text is written in double quotes: "UA""#),
    ("payment", "1:1: unknown word `payment`: of payment are known amount, base, tax, ordinal, months, quantity, monthly, order, product, promo_code, credit, cost, discount_percent, age_days, has"),
    ("count.sameplan", "1:1: unknown count `count.sameplan` (did you mean `count.same_plan`?)"),
    ("count.same_plan()", "1:1: `count.same_plan` takes nothing in brackets: `over` of [count.same_plan] says for how long"),
    ("10 %", "1:5: a rate is written `percent(10)`; `%` is the remainder of a division and needs a number on each side"),
    ("10 % * payment.base", "1:6: `*` cannot stand here: a rate is written `percent(10)`; `%` is the remainder of a division and needs a number on each side"),
    ("(1 + 2", "1:7: `)` is missing here"),
    ("1 + 2)", "1:6: `)` cannot stand here: it closes what was not opened"),
    ("1 2", "1:3: `2` cannot stand here: an operator is missing before it, such as + or &&"),
    ("payment.amount payment.base", "1:16: `payment` cannot stand here: an operator is missing before it, such as + or &&"),
    (r#"invitee.country = "UA""#, "1:17: `=` cannot stand here: `==` asks whether two things are equal"),
    (r#"invitee.country <> "UA""#, "1:18: `>` cannot stand here: `!=` asks whether two things differ"),
    (r#"invitee.country === "UA""#, "1:17: `===` cannot stand here: `==` asks whether two things are equal"),
    (r#"invitee.country !== "UA""#, "1:17: `!==` cannot stand here: `!=` asks whether two things differ"),
    ("invitee.country == 'UA'", r#"1:20: `'` cannot be written here: texts are written in double quotes, such as "UA"; the whole expression then stands in single ones"#),
    ("invitee.country == “UA”", r#"1:20: `“` cannot be written here: texts are written in straight double quotes, such as "UA""#),
    ("invitee.country == UA", r#"1:20: unknown word `UA`: words begin here with action, charge, event, invitee, line, milestone, parent, payment, period, places, referral, referrer, subscription, count; a text is written in double quotes: "UA""#),
    (r#"invitee.country == "UA"#, r#"1:20: a text is not closed: its second `"` is missing"#),
    (r#"invitee.country == "Ukraine""#, r#"1:20: `invitee.country` is two capital letters such as "UA", never "Ukraine""#),
    (r#"payment.order == "renwal""#, r#"1:18: `payment.order` is never "renwal" (did you mean "renewal"?): it is "new", "renewal", "upgrade", or "" where it is not known"#),
    (r#""business" != line.kind"#, r#"1:1: `line.kind` is never "business": it is "plan", "service", or "" where it is not known"#),
    ("invitee.country == 5", "1:17: `invitee.country` is a text, and 5 is a number: they cannot be compared"),
    (r#"invitee.country > "A""#, "1:17: `>` compares numbers; texts are compared with `==` and `!=`"),
    (r#"payment.product + "x""#, "1:1: `+` takes numbers, and `payment.product` is a text"),
    ("!payment.amount", "1:2: `!` takes true or false, and `payment.amount` is a number: compare it, such as `payment.amount > 0`"),
    ("payment.amount && true", "1:1: `&&` takes true or false, and `payment.amount` is a number: compare it, such as `payment.amount > 0`"),
    ("true || payment.product", r#"1:9: `||` takes true or false, and `payment.product` is a text: compare it, such as `payment.product == "…"`"#),
    ("1 < payment.ordinal < 5", "1:21: two comparisons are joined with `&&`, such as `1 < x && x < 5`"),
    ("invitee.active > true", "1:16: true and false are compared with `==` and `!=` only, and `invitee.active` is true or false"),
    ("if invitee.active { 1 }", "1:1: `if` needs both values: `if … { … } else { … }`"),
    (r#"if invitee.active { 1 } else { "x" }"#, "1:1: both values of an `if` are of one kind: the first is a number, the other a text"),
    ("if invitee.active { 1 } else { }", "1:32: `}` cannot stand here: a value is missing in these braces"),
    ("if payment.amount { 1 } else { 2 }", "1:4: `if` takes true or false, and `payment.amount` is a number: compare it, such as `payment.amount > 0`"),
    ("if 5 { 1 } else { 2 }", "1:4: true or false is wanted here: compare it with something"),
    ("if invitee.active 1 else 2", "1:19: a brace is missing here: both values stand in braces, `if … { … } else { … }`"),
    ("if invitee.active then 1 else 2", "1:19: `then` is not a word of this language: both values stand in braces: `if … { … } else { … }`"),
    ("invitee.active ? 1 : 2", "1:16: `?` cannot stand here: choose with `if … { … } else { … }`"),
    ("payment.amount > 5 and invitee.active", "1:20: `and` is not a word of this language: write `&&`"),
    ("not invitee.active", "1:1: `not` is not a word of this language: write `!` before it"),
    ("5 & 3", "1:3: `&` is not known: write `&&` for and, `||` for or"),
    ("2 ** 3", "1:3: there are no powers: multiply"),
    ("2 ^ 3", "1:3: `^` cannot be written here: there are no powers: multiply"),
    ("1 / 0", "1:3: this divides by zero"),
    ("1 / (2 - 2)", "1:3: this divides by zero"),
    ("payment.amount % 0", "1:16: this divides by zero"),
    ("round(payment.amount, 0)", "1:23: `round` takes a step above zero, such as `round(x, 0.5)`"),
    ("99999999999999999999999999 * 99999999999999999999999999", "1:28: this number is too large: at most 28 digits"),
    ("12345678901234567890123456789", "1:1: a number has at most 28 digits"),
    ("0xFF", "1:1: `0xFF` is not a number: write it in decimal digits, such as 1250.50"),
    ("1e3", "1:1: `1e3` is not a number: write it in decimal digits, such as 1250.50"),
    ("1,5", "1:2: `,` cannot stand here: write decimals with a point, such as 0.5; a comma only stands between a function's values"),
    ("0,5 * payment.base", "1:2: `,` cannot stand here: write decimals with a point, such as 0.5; a comma only stands between a function's values"),
    ("min(1)", "1:1: `min` takes two numbers or more: `min(a, b)`"),
    (r#"min(1, "x")"#, r#"1:8: `min` takes numbers, and "x" is a text"#),
    ("min(1, percent(2))", "1:1: `min` takes numbers or rates, not both: write `percent(min(…))`"),
    ("round()", "1:1: `round` takes one or two numbers: `round(x)` or `round(x, 0.5)`"),
    ("round(1, 2, 3)", "1:1: `round` takes one or two numbers: `round(x)` or `round(x, 0.5)`"),
    ("abs(1, 2)", "1:1: `abs` takes one number: `abs(x)`"),
    ("mim(1, 2)", "1:1: unknown function `mim` (did you mean `min`?)"),
    (r#"has("vip")"#, "1:1: unknown function `has` (did you mean `payment.has`?)"),
    ("payment.base.round()", "1:1: write `round(payment.base)`"),
    ("round", "1:1: `round` is a function: write `round(…)`"),
    ("percent()", "1:1: `percent` takes one number: `percent(10)` is 10 % of the base"),
    ("percent(100.5)", "1:9: a rate is from 0 to 100 percent"),
    (r#"percent("x")"#, r#"1:9: `percent` takes a number, and "x" is a text"#),
    ("percent(5) * 2", "1:12: `*` does not fit here: `percent( )` is already a part of the base: reckon inside of its brackets, such as `percent(5 * 2)`"),
    ("percent(5) + 1", "1:12: `+` does not fit here: `percent( )` is already a part of the base: reckon inside of its brackets, such as `percent(5 * 2)`"),
    ("-percent(5)", "1:1: a rate is never below zero"),
    ("payment.amount == percent(5)", "1:16: `payment.amount` is a number, and this is a rate: they cannot be compared"),
    ("referrer.turnover()", "1:1: `referrer.turnover` takes the days to look back in digits, or nothing: `referrer.turnover(90)` or `referrer.turnover`"),
    ("referrer.turnover(0)", "1:19: a number of days is whole, from 1 to 3660"),
    ("referrer.turnover(1.5)", "1:19: a number of days is whole, from 1 to 3660"),
    (r#"referrer.turnover("90")"#, r#"1:19: `referrer.turnover` takes the days to look back in digits, or nothing: `referrer.turnover(90)` or `referrer.turnover`; not "90""#),
    ("referrer.turnover(payment.ordinal)", "1:19: `referrer.turnover` takes the days to look back in digits, or nothing: `referrer.turnover(90)` or `referrer.turnover`; not `payment.ordinal`"),
    ("referrer.turnover(1, 2)", "1:1: `referrer.turnover` takes the days to look back in digits, or nothing: `referrer.turnover(90)` or `referrer.turnover`"),
    ("invitee.paid", "1:1: `invitee.paid` takes the days to look back in digits: `invitee.paid(90)`"),
    ("invitee.paid()", "1:1: `invitee.paid` takes the days to look back in digits: `invitee.paid(90)`"),
    ("invitee.has", r#"1:1: `invitee.has` takes the name of a label in double quotes: `invitee.has("vip")`"#),
    ("invitee.has(5)", r#"1:13: `invitee.has` takes the name of a label in double quotes: `invitee.has("vip")`; not 5"#),
    (r#"invitee.has("")"#, r#"1:13: `invitee.has` takes the name of a label in double quotes: `invitee.has("vip")`; not """#),
    ("invitee.has(invitee.country)", r#"1:13: `invitee.has` takes the name of a label in double quotes: `invitee.has("vip")`; not `invitee.country`"#),
    ("invitee.active()", "1:1: `invitee.active` takes nothing in brackets: write `invitee.active`"),
    ("invitee.actions", r#"1:1: `invitee.actions` takes the name of an action in double quotes: `invitee.actions("port_in")`"#),
    ("let x = 5", "1:1: `let` is not a word of this language: an expression is one value; a part of it can be named as [count.NAME]"),
    ("x = 5", "1:3: `=` cannot stand here: `==` asks whether two things are equal"),
    ("1; 2", "1:2: `;` cannot stand here: an expression is one value"),
    ("while true { 1 }", "1:1: `while` is not a word of this language: an expression is one value; a part of it can be named as [count.NAME]"),
    ("[1, 2]", "1:1: `[` cannot stand here: there are no lists: write a || b"),
    (r#"invitee.country in ["UA", "PL"]"#, r#"1:17: `in` is not a word of this language: compare with each: a == "x" || a == "y""#),
    ("invitee?.country", "1:1: a point stands only between the parts of a fact's name, such as payment.amount"),
    (r#"payment["amount"]"#, "1:8: `[` cannot stand here: there are no lists: write a || b"),
    ("payment.amount // remark", "1:16: remarks stand outside of the expression, after a `#`"),
    ("payment.amount ≥ 5", "1:16: `≥` cannot be written here: write `>=`"),
    ("payment . 5", "1:11: the name of a fact must follow the point"),
    ("payment.", "1:9: the name of a fact must follow the point"),
    ("()", "1:1: nothing stands in these brackets"),
    ("min", "1:1: `min` is a function: write `min(…)`"),
    ("|x| x + 1", "1:1: `|` cannot stand here: `||` is or"),
    ("payment.amount * 10%", "1:21: a rate is written `percent(10)`; `%` is the remainder of a division and needs a number on each side"),
    (r#"eval("1")"#, "1:1: unknown function `eval`: functions are min, max, round, floor, ceil, abs, percent"),
    ("invitee.new", "1:9: `new` cannot be used as a name: choose another"),
    ("a::b", "1:2: `:` cannot stand here: choose with `if … { … } else { … }`"),
    ("min!(1,2)", "1:1: `!` stands before what it negates: `!min(…)`"),
    ("#{a: 1}", "1:1: `#` cannot be written here: remarks and tables cannot be written in an expression"),
    ("+ 2 * true", "1:7: `*` takes numbers, and true is true or false"),
    ("if true { let x = 1 } else { 2 }", "1:11: `let` is not a word of this language: an expression is one value; a part of it can be named as [count.NAME]"),
    ("if true { x = 1 } else { 2 }", "1:13: nothing can be assigned in an expression; `==` asks whether two things are equal"),
    ("if true { 1; } else { 2 }", "1:12: a brace is missing here: both values stand in braces, `if … { … } else { … }`"),
    ("switch 1 { 1 => 2 }", "1:1: `switch` is not a word of this language: write `if … { … } else if … { … } else { … }`, or a table by a fact"),
    (r#"invitee.country == "Київ" && payment.amout > 1"#, r#"1:20: `invitee.country` is two capital letters such as "UA", never "Київ""#),
    (r#""x" + 5"#, r#"1:1: `+` takes numbers, and "x" is a text"#),
    (r#"5 + "x""#, r#"1:5: `+` takes numbers, and "x" is a text"#),
    ("$5", "1:1: `$` cannot be written here: amounts are plain numbers, in the currency of the program"),
    ("5 USD", "1:3: `USD` cannot stand here: amounts are plain numbers, in the currency of the program"),
    ("@x", "1:1: `@` cannot be used as a name: choose another"),
    (r#"payment.product == "a\q""#, r#"1:23: `\q` cannot be written in a text: after `\` only `"`, `\`, `n` and `t` are known"#),
    ("min(1, )", "1:1: `min` takes two numbers or more: `min(a, b)`"),
    ("min(, 1)", "1:5: `,` cannot stand here: a value is missing before it"),
    ("* 2", "1:1: `*` cannot stand here: a value is missing before it"),
    ("2 + * 3", "1:5: `*` cannot stand here: a value is missing before it"),
    ("(1 + )", "1:6: `)` cannot stand here: a value is missing before it"),
    ("a b", "1:3: `b` cannot stand here: an operator is missing before it, such as + or &&"),
    ("10 % * 2", "1:6: `*` cannot stand here: a rate is written `percent(10)`; `%` is the remainder of a division and needs a number on each side"),
    ("invitee.weather", "1:1: unknown word `invitee.weather`: of invitee are known class, country, kind, product, price, monthly_price, age_days, age_months, payments, paid_total, paid, active, months_active, inactive_days, subscriptions, first_payment_days, has, actions, action_total"),
    ("1 +\n\n  payment.amout", "3:3: unknown word `payment.amout` (did you mean `payment.amount`?)"),
    (r#""Київ" == payment.product && payment.amout > 1"#, "1:30: unknown word `payment.amout` (did you mean `payment.amount`?)"),
    ("count", r#"1:1: unknown word `count`: words begin here with action, charge, event, invitee, line, milestone, parent, payment, period, places, referral, referrer, subscription, count; a text is written in double quotes: "count""#),
    ("count.", "1:7: the name of a fact must follow the point"),
    ("min!(1, 2)", "1:1: `!` stands before what it negates: `!min(…)`"),
    ("!min(1, 2)", "1:2: `!` takes true or false, and this is a number: compare it, such as `x > 0`"),
    ("invitee.paid!(5)", "1:9: `!` stands before what it negates"),
    (r#"invitee.has!("x")"#, "1:9: `!` stands before what it negates"),
    ("if invitee.active { 1 } else if payment.promo_code { 2 }", "1:30: `if` needs both values: `if … { … } else { … }`"),
    ("payment.ordinal = 1", "1:17: `=` cannot stand here: `==` asks whether two things are equal"),
    ("payment.ordinal => 1", "1:17: `=>` cannot stand here: write `>=`"),
    ("payment.product == \"a\nb\"", r#"1:20: a text is not closed: its second `"` is missing"#),
    ("invitee.active == 1", "1:16: `invitee.active` is true or false, and 1 is a number: they cannot be compared"),
    ("if invitee.active { 1 } { 2 }", "1:25: `{` cannot stand here: braces stand only after `if` and `else`"),
    ("if invitee.active", "1:18: a brace is missing here: both values stand in braces, `if … { … } else { … }`"),
    ("if invitee.active {", "1:20: the expression ends too early: something is missing at its end"),
    ("if invitee.active { 1", "1:22: a brace is missing here: both values stand in braces, `if … { … } else { … }`"),
    ("if invitee.active { 1 } else", "1:29: a brace is missing here: both values stand in braces, `if … { … } else { … }`"),
    ("payment.base.min(3)", "1:1: write `min(payment.base, …)`"),
    ("invitee.active.x", "1:1: unknown word `invitee.active.x` (did you mean `invitee.active`?)"),
    ("(payment.base + 1).x", "1:15: a point stands only between the parts of a fact's name, such as payment.amount"),
    (r#"invitee.has("a").x"#, "1:1: a point stands only between the parts of a fact's name, such as payment.amount"),
    ("5.5.5", "1:5: the name of a fact must follow the point"),
    ("5.", "1:3: the name of a fact must follow the point"),
    (".5", "1:1: `.` cannot stand here: write a digit before the point, such as 0.5"),
    ("5..6", "1:2: `..` cannot be written in an expression"),
    ("__", "1:1: `__` is not a name"),
];

#[test]
fn mistakes_are_told_where_they_are() {
    for (source, words) in MISTAKES {
        assert_eq!(check(source).map_err(|wrong| wrong.to_string()), Err((*words).to_owned()), "{source}");
    }
}

#[test]
fn what_an_expression_is_must_be_what_is_wanted() {
    use Kind::{Flag, Number, Rate, Text};
    let table = [
        (
            "payment.amount",
            Flag,
            "this is a number, and true or false is wanted here: compare it, such as `payment.amount > 0`",
        ),
        (
            "payment.product",
            Flag,
            "this is a text, and true or false is wanted here: compare it, such as `payment.product == \"…\"`",
        ),
        ("payment.base", Rate, "this is a number, and a rate is wanted here: write `percent(payment.base)`"),
        (
            "invitee.active",
            Number,
            "this is true or false, and a number is wanted here: choose with `if … { 1 } else { 0 }`",
        ),
        ("percent(5)", Number, "this is a rate, and a number is wanted here: leave `percent( )` out"),
        ("payment.product", Number, "this is a text, and a number is wanted here"),
        ("5", Text, "this is a number, and a text is wanted here"),
        ("invitee.active", Text, "this is true or false, and a text is wanted here"),
        ("percent(5)", Text, "this is a rate, and a text is wanted here"),
    ];
    for (source, wanted, words) in table {
        let wrong = Expression::check(source, &[wanted], &everywhere()).unwrap_err();
        assert_eq!(wrong.words, words, "{source}");
    }
    let either = Expression::check(" true", &[Number, Rate], &everywhere()).unwrap_err();
    assert_eq!((either.line, either.column), (1, 2));
    assert!(either.words.starts_with("this is true or false, and a number or a rate is wanted here"), "{either}");
}

#[test]
fn what_is_known_elsewhere_says_where() {
    let scope = Scope::new([Group::Invitee, Group::Referrer], []);
    let wrong = Expression::check("invitee.active &&\n  payment.ordinal == 1", &ANY, &scope).unwrap_err();
    assert_eq!(
        wrong.to_string(),
        "2:3: `payment.ordinal` cannot be read here: it is known only of a payment: in rewards on a payment, and in counts of payments"
    );
    let base = Expression::check("base", &ANY, &scope).unwrap_err();
    assert!(base.words.starts_with("`base` cannot be read here"), "{base}");
    let none = Expression::check("count.paid > 2", &ANY, &scope).unwrap_err();
    assert_eq!(none.words, "unknown count `count.paid`: these terms have none; write a table [count.paid]");
}
