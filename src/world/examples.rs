//! The worked examples of terms: each is played in a world of its own, with one referrer or several, their companies, and one
//! invitee or many.

mod cast;
mod charged;
mod compare;
mod inside;
mod stage;
mod standing;

use std::sync::Arc;

use stage::Stage;

use super::BECKON;
use crate::calendar::{Instant, months_later};
use crate::events::Event;
use crate::ids::{Code, ExternalId};
use crate::rules::terms::{Example, Expected};
use crate::rules::watch::Watch;
use crate::rules::{Problem, ReceiptReason, Terms};

/// What all examples of a file may be: whoever writes terms waits for them. As [`Watch`] counts it.
const WORK: u64 = 100_000_000;
const MOST_EVENTS: u64 = 20_000;
const MOST_YEARS: u32 = 50;

/// What happens in an example, in its order, with everything that it leaves out; and whose codes there are.
#[derive(Debug, Default)]
pub struct Script {
    pub events: Vec<Event>,
    pub codes: Vec<(ExternalId, Code)>,
}

/// The same events to be told to others, such as a database.
pub fn script(terms: &Terms, example: &Example) -> Result<Script, String> {
    let mut stage = Stage::new(terms, example, None)?;
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
    each_within(terms, WORK)
}

/// The same, with so much work for all of them.
pub fn each_within(terms: &Terms, work: u64) -> Vec<Vec<Problem>> {
    let watch = Arc::new(Watch::new(work));
    let tried = terms.examples.iter().map(|example| match play(terms, example, &watch) {
        _ if watch.is_over() => {
            let words = "is too much work to be tried, with the examples before it: write a smaller `repeat` or `times`, or nearer instants";
            vec![problem(example, (example.line, example.column), words)]
        }
        problems => problems,
    });
    tried.collect()
}

fn problem(example: &Example, (line, column): (usize, usize), words: &str) -> Problem {
    Problem { line, column, words: format!("the example {:?}: {words}", example.says) }
}

/// Whether it is so long, or of so many, that it is not tried at all.
fn is_too_large(terms: &Terms, example: &Example) -> Option<Problem> {
    let events: u64 = example.given.iter().map(|given| u64::from(given.times) * u64::from(example.repeat)).sum();
    if events > MOST_EVENTS {
        let words = format!(
            "it comes to {events} events, and at most {MOST_EVENTS} are tried: write a smaller `repeat` or `times`"
        );
        return Some(problem(example, (example.line, example.column), &words));
    }
    let begins = example.given.iter().map(|given| given.at).min()?;
    let ends = months_later(begins, 12 * MOST_YEARS, terms.time_zone).unwrap_or(begins);
    let late = example.expect.iter().find(|expected| expected.at > ends)?;
    let words = format!(
        "more than {MOST_YEARS} years after the first event nothing is tried: write an `at` by {}",
        ends.date_naive()
    );
    Some(problem(example, (late.line, late.column), &words))
}

fn play(terms: &Terms, example: &Example, watch: &Arc<Watch>) -> Vec<Problem> {
    if let Some(too_large) = is_too_large(terms, example) {
        return vec![too_large];
    }
    let mut problems = Vec::new();
    let mut wrong = |line, column, words: String| problems.push(problem(example, (line, column), &words));
    let mut stage = match Stage::new(terms, example, Some(Arc::clone(watch))) {
        Ok(stage) => stage,
        Err(words) => {
            wrong(example.line, example.column, words);
            return problems;
        }
    };
    let mut given = stage.script(&example.given).into_iter().peekable();
    let mut happened: Vec<(Instant, (usize, usize))> = Vec::new();
    let mut expect: Vec<&Expected> = example.expect.iter().collect();
    expect.sort_by_key(|expected| expected.at);
    for expected in expect {
        while let Some(happening) = given.next_if(|happening| happening.at <= expected.at) {
            happened.push((happening.at, (happening.given.line, happening.given.column)));
            if let Err(words) = stage.happens(&happening) {
                wrong(happening.given.line, happening.given.column, words);
            }
        }
        if let Err(words) = stage.compare(expected) {
            wrong(expected.line, expected.column, words);
        }
        if watch.is_over() {
            return problems;
        }
    }
    // What nothing is expected of after it is given all the same, and must be possible.
    for happening in given {
        if let Err(words) = stage.happens(&happening) {
            wrong(happening.given.line, happening.given.column, words);
        }
        if watch.is_over() {
            return problems;
        }
    }
    if !example.expect.iter().any(|expected| expected.reason == Some(ReceiptReason::Unanswered)) {
        let mut told = Vec::new();
        for (at, rule) in stage.world.unanswered() {
            if told.contains(&rule) {
                continue;
            }
            let place = happened.iter().find(|(then, _)| *then == at).map(|(_, place)| *place);
            let (line, column) = place.unwrap_or((example.line, example.column));
            let cause = watch.cause(rule, at).unwrap_or_else(|| format!("[[reward]] {rule:?} has no answer"));
            wrong(line, column, format!("{cause}; where that is meant, expect reason = \"unanswered\""));
            told.push(rule);
        }
    }
    problems
}
