use super::*;

fn mistake(source: &str, wanted: &[Kind], scope: &Scope) -> String {
    match Expression::check(source, wanted, scope) {
        Ok(expression) => panic!("{source}: {expression:?}"),
        Err(wrong) => wrong.to_string(),
    }
}

/// The exact words, with line and column.
#[test]
fn mistakes_are_told_where_they_are() {
    let table = [
        ("", "1:1: nothing is written after the `=`"),
        ("1 / (2 - 2)", "1:3: this divides by zero"),
        ("1 <\n payment.ordinal < 5", "2:18: two comparisons are joined with `&&`, such as `1 < x && x < 5`"),
    ];
    for (source, words) in table {
        assert_eq!(mistake(source, &ANY, &everywhere()), words, "{source}");
    }
}
