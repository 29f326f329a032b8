//! `give`: values and tables of values.

use super::Maker;
use super::rules::facts::{Fact, Kind, Scope};
use rand::Rng;

/// What is given.
#[derive(Clone, Copy)]
pub(super) struct Giving<'s> {
    pub(super) scope: &'s Scope,
    /// Whether a percent has something to be of.
    pub(super) rates: bool,
    /// Of the program's currency, or of another unit with so many digits; none: a unit of the program's own.
    pub(super) digits: Option<usize>,
}

impl Maker {
    pub(super) fn value(&mut self, giving: &Giving<'_>, depth: u32) -> String {
        match self.rng.random_range(0..20) {
            0..6 if giving.rates => self.percent(),
            0..9 => self.fixed(giving),
            9..11 if giving.rates => self.rate(giving.scope),
            9..14 => self.formula(giving.scope, "500"),
            14..17 if depth > 0 => self.cases(giving, depth - 1),
            17..20 if depth > 0 => self.steps(giving, depth - 1),
            _ => self.fixed(giving),
        }
    }

    fn fixed(&mut self, giving: &Giving<'_>) -> String {
        let whole = self.rng.random_range(0..60);
        match giving.digits {
            _ if self.stepped => (whole - whole % 5).to_string(),
            None if self.chance(30) => format!("\"{whole}.5\""),
            Some(digits) if digits > 0 && self.chance(70) => format!("\"{whole}.{:0digits$}\"", 5),
            _ => whole.to_string(),
        }
    }

    fn cases(&mut self, giving: &Giving<'_>, depth: u32) -> String {
        let Some(word) = self.listed(giving.scope) else { return self.fixed(giving) };
        let mut cases: Vec<(String, String)> = Vec::new();
        for n in 0..self.rng.random_range(1..4) {
            let key = match word.kind() {
                // Each is a threshold, however these are written.
                Kind::Number if word.fact() == Fact::Milestone => (if n % 2 == 0 { "4" } else { "50" }).to_owned(),
                Kind::Number => (n * 2 + 1).to_string(),
                _ => self.text_of(word).to_owned(),
            };
            if !cases.iter().any(|(known, _)| *known == key) {
                cases.push((key, self.value(giving, depth)));
            }
        }
        if self.chance(60) {
            cases.push(("default".into(), self.value(giving, depth)));
        }
        let cases: Vec<String> = cases.into_iter().map(|(key, value)| format!("\"{key}\" = {value}")).collect();
        format!("{{ by = \"{}\", {} }}", word.path(), cases.join(", "))
    }

    fn steps(&mut self, giving: &Giving<'_>, depth: u32) -> String {
        let slices = giving.rates && self.chance(30);
        let mut from = if self.chance(70) { 0 } else { self.rng.random_range(1..20) };
        let mut steps = Vec::new();
        for _ in 0..self.rng.random_range(1..4) {
            let value = if slices { self.percent() } else { self.value(giving, depth) };
            let threshold = if self.chance(20) { format!("\"{from}.5\"") } else { from.to_string() };
            steps.push(format!("{threshold} = {value}"));
            from += self.rng.random_range(1..40);
        }
        let slices = if slices { ", slices = true" } else { "" };
        format!("{{ steps_by = {}, steps = {{ {} }}{slices} }}", self.measure(giving.scope), steps.join(", "))
    }
}
