//! Expressions of each kind, out of the facts that may be read in a place of the terms.

use super::rules::facts::{Argument, Fact, Group, Kind, Scope, Word};
use super::{ACTIONS, CLASSES, CODES, COUNTRIES, LABELS, Maker, OPTIONS, PRODUCTS, SUBS};
use rand::Rng;
use rand::seq::IndexedRandom;

impl Maker {
    pub(super) fn scope(&self, groups: impl Into<Vec<Group>>) -> Scope {
        Scope::new(groups, self.counts.clone())
    }

    /// With what it takes in brackets.
    fn read(&mut self, word: Word) -> String {
        let path = word.path();
        match word.argument() {
            Argument::Days => format!("{path}({})", self.rng.random_range(1..400)),
            Argument::MaybeDays if self.chance(50) => format!("{path}({})", self.rng.random_range(1..400)),
            Argument::Nothing | Argument::MaybeDays => path.into(),
            Argument::Name if word.fact() == Fact::Has => format!("{path}(\"{}\")", self.one(&LABELS)),
            Argument::Name => format!("{path}(\"{}\")", self.one(&ACTIONS)),
        }
    }

    fn may_read(&self, word: Word) -> bool {
        let of_reward = [Fact::Qualified, Fact::Rewarded, Fact::QualifiedOrdinal];
        !self.of_none || !of_reward.contains(&word.fact())
    }

    fn word(&mut self, scope: &Scope, kind: Kind) -> Option<Word> {
        let words: Vec<Word> = scope.words().filter(|word| word.kind() == kind && self.may_read(*word)).collect();
        words.choose(&mut self.rng).copied()
    }

    fn numeral(&mut self) -> String {
        let whole = self.one(&[0, 1, 1, 2, 3, 5, 10, 20, 50, 100, 400]);
        if self.chance(20) { format!("{whole}.5") } else { whole.to_string() }
    }

    fn known_number(&mut self, scope: &Scope) -> String {
        if !scope.counts.is_empty() && self.chance(25) {
            return format!("count.{}", scope.counts.choose(&mut self.rng).unwrap());
        }
        match self.word(scope, Kind::Number) {
            Some(word) => self.read(word),
            None => self.numeral(),
        }
    }

    pub(super) fn number(&mut self, scope: &Scope, depth: u32) -> String {
        if depth == 0 {
            return if self.chance(30) { self.numeral() } else { self.known_number(scope) };
        }
        let a = self.number(scope, depth - 1);
        match self.rng.random_range(0..14) {
            0..2 => format!("({a} {} {})", self.one(&["+", "-", "*"]), self.number(scope, depth - 1)),
            2..4 => format!("{a} * {}", self.one(&["0.1", "0.5", "2"])),
            4 => format!("{}({a}, {})", self.one(&["min", "max"]), self.number(scope, depth - 1)),
            5 => format!("min({a}, {}, {})", self.number(scope, 0), self.numeral()),
            6 => format!("{}({a})", self.one(&["round", "floor", "ceil", "abs"])),
            7 => format!("round({a}, {})", self.one(&["5", "0.25", "10"])),
            8 => format!("({a} {} {})", self.one(&["/", "%"]), self.one(&["2", "3", "7", "12"])),
            9 => format!("(100 / {})", self.known_number(scope)),
            10 => {
                format!("(if {} {{ {a} }} else {{ {} }})", self.flag(scope, depth - 1), self.number(scope, depth - 1))
            }
            11 => format!("-({a})"),
            _ => a,
        }
    }

    pub(super) fn flag(&mut self, scope: &Scope, depth: u32) -> String {
        if depth > 0 {
            match self.rng.random_range(0..8) {
                0 => return format!("({} && {})", self.flag(scope, depth - 1), self.flag(scope, depth - 1)),
                1 => return format!("({} || {})", self.flag(scope, depth - 1), self.flag(scope, depth - 1)),
                2 => return format!("!({})", self.flag(scope, depth - 1)),
                _ => {}
            }
        }
        match self.rng.random_range(0..10) {
            0..3 => match self.word(scope, Kind::Flag) {
                Some(word) => self.read(word),
                None => format!("{} > 0", self.known_number(scope)),
            },
            3..5 => match self.word(scope, Kind::Text) {
                Some(word) => format!("{} {} \"{}\"", self.read(word), self.one(&["==", "!="]), self.text_of(word)),
                None => format!("{} < 100", self.known_number(scope)),
            },
            5 => format!("{} != {}", self.known_number(scope), self.numeral()),
            6 => format!("{} <= {}", self.known_number(scope), self.one(&["1", "3", "30", "400"])),
            7 => format!("{} > {}", self.number(scope, depth.min(1)), self.known_number(scope)),
            _ => format!("{} >= {}", self.known_number(scope), self.one(&["0", "0", "1", "2", "10"])),
        }
    }

    /// Something that the fact may be.
    pub(super) fn text_of(&mut self, word: Word) -> &'static str {
        if !word.texts().is_empty() {
            return self.one(word.texts());
        }
        match word.fact() {
            Fact::Class => self.one(&CLASSES),
            Fact::Country => self.one(&COUNTRIES),
            Fact::Product => self.one(&PRODUCTS).0,
            Fact::Scheme => self.one(&OPTIONS),
            Fact::Code => self.one(&CODES),
            Fact::Sub => self.one(&SUBS),
            Fact::Name => self.one(&ACTIONS),
            _ => "payment",
        }
    }

    /// As a value of a word that takes a condition: a formula, or the name of a fact.
    pub(super) fn condition(&mut self, scope: &Scope) -> String {
        if self.chance(25) {
            let kind = self.one(&[Kind::Flag, Kind::Flag, Kind::Number]);
            if let Some(word) = self.word(scope, kind).filter(|word| word.argument().kind().is_none()) {
                return format!("\"{}\"", word.path());
            }
        }
        let depth = self.rng.random_range(0..3);
        format!("'= {}'", self.flag(scope, depth))
    }

    /// As a value of a word that takes a number.
    pub(super) fn formula(&mut self, scope: &Scope, most: &str) -> String {
        if self.chance(30) {
            return format!("'= min(max({}, 0), {most})'", self.known_number(scope));
        }
        let depth = self.rng.random_range(0..3);
        let number = self.number(scope, depth);
        if self.chance(75) { format!("'= min(max({number}, 0), {most})'") } else { format!("'= {number}'") }
    }

    pub(super) fn rate(&mut self, scope: &Scope) -> String {
        let depth = self.rng.random_range(0..2);
        match self.rng.random_range(0..4) {
            0 => format!("'= percent({})'", self.rng.random_range(0..60)),
            1 => format!("'= percent(5) + percent(min(max({}, 0), 50))'", self.number(scope, depth)),
            2 => format!(
                "'= if {} {{ percent(3) }} else {{ percent({}) }}'",
                self.flag(scope, depth),
                self.rng.random_range(0..60)
            ),
            _ => format!("'= percent(min(max({}, 0), 100))'", self.number(scope, depth)),
        }
    }

    /// The name of a fact or a formula, for steps.
    pub(super) fn measure(&mut self, scope: &Scope) -> String {
        if self.chance(60) {
            if let Some(word) = self.word(scope, Kind::Number).filter(|word| word.argument() != Argument::Days)
                && word.argument().kind().is_none()
            {
                return format!("\"{}\"", word.path());
            }
            if let Some(name) = scope.counts.choose(&mut self.rng) {
                return format!("\"count.{name}\"");
            }
        }
        format!("'= {}'", self.number(scope, 1))
    }

    /// A fact by which cases may be listed.
    pub(super) fn listed(&mut self, scope: &Scope) -> Option<Word> {
        let kind = self.one(&[Kind::Text, Kind::Text, Kind::Number]);
        let words = scope.words().filter(|word| word.kind() == kind && word.argument().kind().is_none());
        let words: Vec<Word> =
            words.filter(|word| (word.fact() != Fact::Scheme || self.schemes) && self.may_read(*word)).collect();
        words.choose(&mut self.rng).copied()
    }
}
