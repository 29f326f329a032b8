//! The worked examples of terms: each is played in a world of its own, with one referrer or several, their companies, and one
//! invitee or many.

mod cast;
mod compare;
mod inside;
mod stage;

use stage::Stage;

use super::BECKON;
use crate::rules::terms::{Example, Expected};
use crate::rules::{Problem, Terms};

/// Everything that does not come out of the rules as the examples say.
pub fn check(terms: &Terms) -> Vec<Problem> {
    terms.examples.iter().flat_map(|example| play(terms, example)).collect()
}

fn play(terms: &Terms, example: &Example) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut wrong = |line, column, words: String| {
        problems.push(Problem { line, column, words: format!("the example {:?}: {words}", example.says) });
    };
    let mut stage = match Stage::new(terms, example) {
        Ok(stage) => stage,
        Err(words) => {
            wrong(example.line, example.column, words);
            return problems;
        }
    };
    let mut given = stage.script(&example.given).into_iter().peekable();
    let mut expect: Vec<&Expected> = example.expect.iter().collect();
    expect.sort_by_key(|expected| expected.at);
    for expected in expect {
        while let Some(happening) = given.next_if(|happening| happening.at <= expected.at) {
            if let Err(words) = stage.happens(&happening) {
                wrong(happening.given.line, happening.given.column, words);
            }
        }
        if let Err(words) = stage.compare(expected) {
            wrong(expected.line, expected.column, words);
        }
    }
    problems
}
