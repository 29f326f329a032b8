use proptest::prelude::*;

use super::HEAD;
use crate::rules::{Problem, check};

/// The words of the language, to be put together at random.
const WORDS: &str = "program name currency time_zone reward on to give base as when unless limit from until by scheme hold_days hold \
    release_when take_back refund instalments expires apply first_payments round_to carry count of where sum over offer percent price \
    use credit cash points pays worth payout every withdraw example given expect says at payment month week referrer invitee steps \
    steps_by default = = = = { } [ ] [[ ]] [[reward]] [use.cash] [count.a] , . \" ' \"\"\" ''' \\ \n \n \n 1 10 -1 1.5 true \"10 %\" \
    \"5.00\" \"= 1\" '= invitee.payments > 1' \"= \\u00e4 +\" 2026-05-01 \"3 months\" é # \u{0} \r\n";

/// Every problem has a place inside the file, or right after its end.
fn places_are_inside(file: &str, problems: &[Problem]) {
    let lines: Vec<&str> = file.split('\n').collect();
    for problem in problems {
        let line = problem.line.checked_sub(1).and_then(|line| lines.get(line));
        let line = line.unwrap_or_else(|| panic!("{problem}\nis outside of\n{file}"));
        assert!((1..=line.chars().count() + 1).contains(&problem.column), "{problem}\nis outside of\n{file}");
    }
}

fn tried(file: &str) {
    if let Err(problems) = check(file) {
        assert!(!problems.is_empty(), "{file}");
        places_are_inside(file, &problems);
    }
}

proptest! {
    #[test]
    fn no_bytes_are_too_much(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        tried(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn nor_any_words(picks in proptest::collection::vec(0usize..1000, 0..60)) {
        let words: Vec<&str> = WORDS.split(' ').collect();
        let text: Vec<&str> = picks.iter().map(|pick| words[pick % words.len()]).collect();
        tried(&format!("{HEAD}{}", text.join(" ")));
    }

    #[test]
    fn nor_a_good_file_with_a_wound(at in 0.0..1.0, length in 0usize..12, with in "[\\PC\n\"'=\\[\\]{}.,0-9%]{0,6}", which in 0usize..3) {
        let file = [
            include_str!("../../../../programs/business-bonus.toml"),
            include_str!("../../../../programs/hosting-remuneration.toml"),
            include_str!("../../../../programs/company-discounts.toml"),
        ][which];
        let characters: Vec<char> = file.chars().collect();
        let at = (characters.len() as f64 * at) as usize;
        let after = &characters[(at + length).min(characters.len())..];
        let wounded: String = characters[..at].iter().copied().chain(with.chars()).chain(after.iter().copied()).collect();
        tried(&wounded);
    }
}

#[test]
fn what_is_nested_too_deep_is_refused() {
    for (open, close, times) in
        [("[", "]", 100_000), ("{ a = ", " }", 30_000), ("a.", "", 100_000), ("[", "", 200_000), ("{ a = ", "", 40_000)]
    {
        let deep = format!("{}1{}", open.repeat(times), close.repeat(times));
        for file in
            [format!("{HEAD}[[reward]]\ngive = {deep}\n"), format!("{HEAD}{deep} = 1\n"), format!("{HEAD}[a.{deep}]\n")]
        {
            let problems = check(&file).unwrap_err();
            places_are_inside(&file, &problems);
            assert!(!problems[0].words.contains("MB"), "{problems:?}");
            // As a value, or as a key where that is what nests.
            let nests =
                file.contains("give = [") || file.contains("give = {") || (open == "a." && !file.contains("give"));
            assert_eq!(nests, problems[0].words == "tables and lists are nested too deep here", "{problems:?}");
        }
    }
}

#[test]
fn a_text_that_folds_over_very_many_lines_is_read() {
    let folded = format!(
        "{HEAD}[[reward]]\non = \"payment\"\nas = \"cash\"\ngive = \"\"\"{}= invitee.prise\"\"\"\n",
        "\\\n".repeat(100_000)
    );
    let problems = check(&folded).unwrap_err();
    assert_eq!(problems[0].line, 8 + 100_000, "{problems:?}");
    places_are_inside(&folded, &problems);
}
