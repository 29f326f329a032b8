//! The worked examples of terms: each is played in a world of its own, with one referrer or several, their companies, and one
//! invitee or many.

mod cast;
mod compare;
mod inside;
mod stage;

use stage::Stage;

use super::BECKON;
use crate::events::Event;
use crate::ids::{Code, ExternalId};
use crate::rules::terms::{Example, Expected};
use crate::rules::{Problem, Terms};

/// What happens in an example, in its order, with everything that it leaves out; and whose codes there are.
#[derive(Debug, Default)]
pub struct Script {
    pub events: Vec<Event>,
    pub codes: Vec<(ExternalId, Code)>,
}

/// The same events to be told to others, such as a database.
pub fn script(terms: &Terms, example: &Example) -> Result<Script, String> {
    let mut stage = Stage::new(terms, example)?;
    for happening in stage.script(&example.given) {
        stage.happens(&happening)?;
    }
    Ok(stage.told)
}

/// Everything that does not come out of the rules as the examples say.
pub fn check(terms: &Terms) -> Vec<Problem> {
    each(terms).into_iter().flatten().collect()
}

/// The same, example by example.
pub fn each(terms: &Terms) -> Vec<Vec<Problem>> {
    terms.examples.iter().map(|example| play(terms, example)).collect()
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
