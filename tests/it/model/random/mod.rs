//! Terms over the whole language, and facts that suit them, out of a seed. The unit tests of `world` play them in memory, the model in
//! the database too.

mod counts;
pub mod facts;
mod formulas;
mod gives;
mod lives;
mod rewards;
mod terms;

use super::rules;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

pub const PROGRAM: &str = "random";

/// The names that terms ask for and facts have.
pub const ACTIONS: [&str; 3] = ["port_in", "deposit", "demo"];
pub const LABELS: [&str; 3] = ["vip", "verified", "manual"];
pub const PRODUCTS: [(&str, &str); 4] =
    [("basic", "plan"), ("pro", "plan"), ("domain", "service"), ("setup-fee", "service")];
pub const CLASSES: [&str; 3] = ["bronze", "silver", "gold"];
pub const OPTIONS: [&str; 3] = ["percent", "flat", "half"];
pub const COUNTRIES: [&str; 3] = ["UA", "DE", "KZ"];
pub const CODES: [&str; 2] = ["REFERRER", "REFERRER2"];
pub const SUBS: [&str; 2] = ["sub1", "sub2"];

/// Seeds whose terms together say nearly every word, which a unit test of `world` holds: the database plays these.
pub const WHOLE: [u64; 12] = [795, 1214, 1094, 736, 749, 643, 243, 232, 907, 1160, 227, 871];
pub const LOGGED: [u64; 4] = [92, 544, 1040, 690];

/// What of the language is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// All of it.
    Whole,
    /// Without what is decided when a fact comes, out of what is known then: conditions at the registration, offers and discounts of
    /// invoices, what is spent, expires or goes out by itself. Any order of the same facts ends in the same books.
    Dated,
    /// The same, and what is put to own subscriptions: each time that is decided it is a fact too.
    Logged,
}

pub struct Maker {
    pub rng: ChaCha8Rng,
    span: Span,
    currency: &'static str,
    digits: usize,
    counts: Vec<String>,
    schemes: bool,
    classes: bool,
    campaign: bool,
    /// Something is rounded to multiples, between which no fixed amount may be.
    stepped: bool,
    /// No fact may be read that is of one reward.
    of_none: bool,
    /// The first reward is given for a referral, so that all others may ask what was given.
    asked: bool,
    /// Codes may be typed at all.
    typed: bool,
}

impl Maker {
    pub fn new(seed: u64, span: Span) -> Maker {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let (currency, digits) = [("USD", 2), ("USD", 2), ("UAH", 2), ("JPY", 0), ("KWD", 3)][rng.random_range(0..5)];
        let (schemes, classes, campaign, stepped, of_none) = (false, false, false, rng.random_bool(0.25), false);
        let asked = rng.random_bool(0.6);
        let (counts, typed) = (Vec::new(), true);
        Maker { rng, span, currency, digits, counts, schemes, classes, campaign, stepped, of_none, asked, typed }
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.rng.random_range(0..100) < percent
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        *of.choose(&mut self.rng).unwrap()
    }

    /// In quotes.
    fn quoted(&mut self, of: &[&str]) -> String {
        format!("\"{}\"", self.one(of))
    }

    /// A list of one or more, each once, in quotes.
    fn list(&mut self, of: &[&str]) -> String {
        let most = self.rng.random_range(1..=of.len());
        let chosen: Vec<String> = of.choose_multiple(&mut self.rng, most).map(|word| format!("\"{word}\"")).collect();
        format!("[{}]", chosen.join(", "))
    }

    /// An amount above zero, of at most so many whole ones.
    fn money(&mut self, most: u32) -> String {
        let whole = self.rng.random_range(1..=most);
        let part = if self.chance(30) { self.rng.random_range(0..10u32.pow(self.digits as u32)) } else { 0 };
        match self.digits {
            0 => format!("\"{whole}\""),
            digits => format!("\"{whole}.{part:0digits$}\""),
        }
    }

    fn percent(&mut self) -> String {
        let whole = self.one(&[0, 1, 2, 5, 7, 10, 20, 33, 50, 100]);
        if whole < 100 && self.chance(20) { format!("\"{whole}.5 %\"") } else { format!("\"{whole} %\"") }
    }

    fn length(&mut self) -> String {
        let (most, unit) = self.one(&[(90, "days"), (400, "days"), (8, "weeks"), (14, "months"), (3, "quarter")]);
        match (self.rng.random_range(1..=most), unit) {
            (1 | 2, "quarter") => "\"1 quarter\"".into(),
            (_, "quarter") => "\"1 year\"".into(),
            (1, unit) => format!("\"1 {}\"", unit.trim_end_matches('s')),
            (n, unit) => format!("\"{n} {unit}\""),
        }
    }

    fn date(&mut self) -> String {
        let (year, month, day) =
            (self.rng.random_range(2026..2029), self.rng.random_range(1..13), self.rng.random_range(1..29));
        match self.rng.random_range(0..3) {
            0 => format!("\"{year}-{month:02}-{day:02}T{:02}:00:00Z\"", self.rng.random_range(0..24)),
            1 => format!("{year}-{month:02}-{day:02}"),
            _ => format!("\"{year}-{month:02}-{day:02}\""),
        }
    }

    /// The words of a campaign, as lines.
    fn campaign(&mut self) -> Vec<String> {
        let both = self.chance(40);
        let (from, until) = (self.rng.random_range(2025..2027), self.rng.random_range(2027..2030));
        let mut lines = Vec::new();
        if both {
            lines.push(format!("from = \"{from}-0{}-15\"", self.rng.random_range(1..10)));
            lines.push(format!("until = \"{until}-0{}-15\"", self.rng.random_range(1..10)));
        } else {
            let word = self.one(&["from", "until"]);
            lines.push(format!("{word} = {}", self.date()));
        }
        if self.chance(50) {
            lines.push(format!("by = {}", self.quoted(&["event", "registered"])));
        }
        lines
    }
}
