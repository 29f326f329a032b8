//! The worked examples of terms: each is played in a world of its own, with one referrer, their companies, and one invitee or many.

mod stage;

use stage::Stage;

use super::BECKON;
use crate::ids::IdError;
use crate::money::{Money, Unit};
use crate::rules::terms::{Example, Expected, Given};
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
    let mut given: Vec<(usize, &Given)> = example.given.iter().enumerate().collect();
    given.sort_by_key(|(_, given)| given.at);
    let mut given = given.into_iter().peekable();
    let mut expect: Vec<&Expected> = example.expect.iter().collect();
    expect.sort_by_key(|expected| expected.at);
    for expected in expect {
        while let Some((n, given)) = given.next_if(|(_, given)| given.at <= expected.at) {
            if let Err(words) = stage.happens(n + 1, given) {
                wrong(given.line, given.column, words);
            }
        }
        if let Err(words) = stage.compare(expected) {
            wrong(expected.line, expected.column, words);
        }
    }
    problems
}

impl Stage {
    fn compare(&mut self, expected: &Expected) -> Result<(), String> {
        self.world.advance_to(expected.at).map_err(|error| error.to_string())?;
        let referrer = "referrer".parse().map_err(|error: IdError| error.to_string())?;
        let zero = Money::zero(self.terms.currency);
        let (mut on_hold, mut available, mut to_pay) = (zero, zero, zero);
        let sum = |one: Money, other: Money| one.plus(other).map_err(|error| error.to_string());
        for unit in [Unit::Credit, Unit::Cash] {
            if let Some(found) = self.world.balance(BECKON, &referrer, &self.terms.program, unit) {
                (on_hold, available) = (sum(on_hold, found.on_hold)?, sum(available, found.available)?);
            }
        }
        for invoice in &self.invoices {
            to_pay = sum(to_pay, self.world.to_pay(BECKON, invoice).unwrap_or(zero))?;
        }
        let pairs = [
            ("on_hold", expected.on_hold, on_hold),
            ("available", expected.available, available),
            ("to_pay", expected.to_pay, to_pay),
        ];
        let said = expected.discounts.iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let came = self.discounts().join(", ");
        let discounts =
            (expected.discounts.is_some() && said != came).then(|| format!("discounts are [{came}], not [{said}]"));
        let different = pairs.into_iter().filter_map(|(name, said, came)| said.map(|said| (name, said, came)));
        let different = different.filter(|(_, said, came)| said != came);
        let different = different.map(|(name, said, came)| format!("{name} is {came}, not {said}"));
        let different: Vec<String> = different.chain(discounts).collect();
        if different.is_empty() {
            return Ok(());
        }
        let at = expected.at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
        Err(format!("at {at} {}", different.join(", ")))
    }

    /// What the newest run gave each of the referrer's companies, in their order.
    fn discounts(&self) -> Vec<String> {
        let given: Vec<_> = self.world.assignments(&self.terms.program).collect();
        let newest = given.iter().map(|given| given.month).max();
        given.iter().filter(|given| Some(given.month) == newest).map(|given| given.result.percent.to_string()).collect()
    }
}
