//! Facts with and without brackets, and functions.

use rhai::{Expr, FnCallExpr, Position};
use rust_decimal::Decimal;

use super::Wrong;
use super::lower::{Lowering, folded, named, path, start};
use super::node::{Flag, Form, Number, Read, Text, Typed};
use crate::rules::document::nearest;
use crate::rules::facts::{Answer, Argument, Kind, Word};

const FUNCTIONS: [&str; 7] = ["min", "max", "round", "floor", "ceil", "abs", "percent"];
/// Of a window: ten years.
const MAX_DAYS: u32 = 3660;
/// Of what it is given on: never more than all of it.
pub(in crate::rules) const MAX_PERCENT: u32 = 100;

impl Lowering<'_> {
    pub(super) fn fact(&mut self, expression: &Expr) -> Result<Typed, Wrong> {
        let at = start(expression);
        let Some((path, call)) = path(expression) else {
            return Err(Wrong::at(
                at,
                "a point stands only between the parts of a fact's name, such as payment.amount",
            ));
        };
        if let Some(name) = path.strip_prefix("count.") {
            let place = self.scope.count(name).map_err(|words| Wrong::at(at, words))?;
            if call.is_some() {
                return Err(Wrong::at(
                    at,
                    format!("`{path}` takes nothing in brackets: `over` of [{path}] says for how long"),
                ));
            }
            self.counts.push(place);
            return Ok(Typed::Number(Number::Count(place)));
        }
        let word = self.scope.word(&path).map_err(|words| Wrong::at(at, self.unknown(&path, words)))?;
        let argument = self.argument(word, call, at)?;
        self.words.push(word);
        self.by_time |= word.depends_on_time() || matches!(argument, Some(Answer::Number(_)));
        let read = Read { word, argument };
        Ok(match word.kind() {
            Kind::Number => Typed::Number(Number::Fact(read)),
            Kind::Rate => Typed::Rate(Number::Fact(read)),
            Kind::Text => Typed::Text(Text::Fact(read)),
            Kind::Flag => Typed::Flag(Flag::Fact(read)),
        })
    }

    /// `words`, or what is known of such a mistake.
    fn unknown(&self, path: &str, words: String) -> String {
        match path.rsplit_once('.') {
            Some((fact, name @ ("min" | "max"))) => format!("write `{name}({fact}, …)`"),
            Some((fact, name)) if FUNCTIONS.contains(&name) => format!("write `{name}({fact})`"),
            None if FUNCTIONS.contains(&path) => format!("`{path}` is a function: write `{path}(…)`"),
            None if self.scope.words().any(|word| word.group().name() == path) => words,
            None if Word::find(path).is_none() => format!("{words}; a text is written in double quotes: \"{path}\""),
            _ => words,
        }
    }

    fn argument(&mut self, word: Word, call: Option<&FnCallExpr>, at: Position) -> Result<Option<Answer>, Wrong> {
        let path = word.path();
        let given = call.map_or(&[][..], |call| &call.args[..]);
        let wants = match word.argument() {
            Argument::Nothing => format!("`{path}` takes nothing in brackets: write `{path}`"),
            Argument::Days => format!("`{path}` takes the days to look back in digits: `{path}(90)`"),
            Argument::MaybeDays => {
                format!("`{path}` takes the days to look back in digits, or nothing: `{path}(90)` or `{path}`")
            }
            Argument::Name if path.ends_with(".has") => {
                format!("`{path}` takes the name of a label in double quotes: `{path}(\"vip\")`")
            }
            Argument::Name => format!("`{path}` takes the name of an action in double quotes: `{path}(\"port_in\")`"),
        };
        match (word.argument(), given) {
            (Argument::Nothing | Argument::MaybeDays, []) if call.is_none() => Ok(None),
            (Argument::Days | Argument::MaybeDays | Argument::Name, [given]) => {
                match (word.argument().kind(), self.lower(given)?) {
                    (Some(Kind::Number), Typed::Number(Number::Constant(days))) => whole_days(days, given).map(Some),
                    (Some(Kind::Text), Typed::Text(Text::Constant(name))) if !name.is_empty() => {
                        Ok(Some(Answer::Text(name)))
                    }
                    _ => Err(Wrong::at(start(given), format!("{wants}; not {}", named(given)))),
                }
            }
            _ => Err(Wrong::at(at, wants)),
        }
    }

    pub(super) fn function(&mut self, call: &FnCallExpr, at: Position) -> Result<Typed, Wrong> {
        let name = call.name.as_str();
        let rounds = |form| move |number: Number| Number::Formed(form, Box::new(number));
        match name {
            "min" => self.outermost(call, at, Number::Least),
            "max" => self.outermost(call, at, Number::Most),
            "round" if call.args.len() == 2 => self.step(call, at),
            "round" => self.formed(call, at, rounds(Form::Round)),
            "floor" => self.formed(call, at, rounds(Form::Floor)),
            "ceil" => self.formed(call, at, rounds(Form::Ceil)),
            "abs" => self.formed(call, at, rounds(Form::Abs)),
            "percent" => self.percent(call, at),
            _ => {
                let fact = || self.scope.words().map(Word::path).find(|path| path.rsplit('.').next() == Some(name));
                let meant = nearest(name, FUNCTIONS.into_iter()).or_else(fact);
                let known = || format!(": functions are {}", FUNCTIONS.join(", "));
                let words = meant.map_or_else(known, |meant| format!(" (did you mean `{meant}`?)"));
                Err(Wrong::at(at, format!("unknown function `{name}`{words}")))
            }
        }
    }

    fn percent(&mut self, call: &FnCallExpr, at: Position) -> Result<Typed, Wrong> {
        let [given] = &call.args[..] else {
            return Err(Wrong::at(at, "`percent` takes one number: `percent(10)` is 10 % of the base"));
        };
        let number = self.number(given, "percent")?;
        let within = |percent: Decimal| percent >= Decimal::ZERO && percent <= Decimal::from(MAX_PERCENT);
        if number.constant().is_some_and(|percent| !within(percent)) {
            return Err(Wrong::at(start(given), format!("a rate is from 0 to {MAX_PERCENT} percent")));
        }
        Ok(Typed::Rate(number))
    }

    fn number(&mut self, given: &Expr, function: &str) -> Result<Number, Wrong> {
        match self.lower(given)? {
            Typed::Number(number) => Ok(number),
            other => {
                let words = format!("`{function}` takes a number, and {} is {}", named(given), other.kind().name());
                Err(Wrong::at(start(given), words))
            }
        }
    }

    /// `round(x, step)`.
    fn step(&mut self, call: &FnCallExpr, at: Position) -> Result<Typed, Wrong> {
        let [number, given] = &call.args[..] else { return Err(Wrong::at(at, "`round` takes one or two numbers")) };
        let (number, step) = (self.number(number, "round")?, self.number(given, "round")?);
        if step.constant().is_some_and(|step| step <= Decimal::ZERO) {
            return Err(Wrong::at(start(given), "`round` takes a step above zero, such as `round(x, 0.5)`"));
        }
        Ok(Typed::Number(folded(Number::Stepped(Box::new([number, step])), at)?))
    }

    fn formed(&mut self, call: &FnCallExpr, at: Position, formed: impl Fn(Number) -> Number) -> Result<Typed, Wrong> {
        let name = call.name.as_str();
        match &call.args[..] {
            [given] => Ok(Typed::Number(folded(formed(self.number(given, name)?), at)?)),
            _ if name == "round" => {
                Err(Wrong::at(at, "`round` takes one or two numbers: `round(x)` or `round(x, 0.5)`"))
            }
            _ => Err(Wrong::at(at, format!("`{name}` takes one number: `{name}(x)`"))),
        }
    }

    /// Of numbers, or of rates.
    fn outermost(
        &mut self,
        call: &FnCallExpr,
        at: Position,
        of: impl Fn(Vec<Number>) -> Number,
    ) -> Result<Typed, Wrong> {
        let name = call.name.as_str();
        if call.args.len() < 2 {
            return Err(Wrong::at(at, format!("`{name}` takes two numbers or more: `{name}(a, b)`")));
        }
        let (mut numbers, mut rates) = (Vec::new(), 0);
        for given in &call.args {
            match self.lower(given)? {
                Typed::Number(number) => numbers.push(number),
                Typed::Rate(rate) => {
                    rates += 1;
                    numbers.push(rate);
                }
                other => {
                    let words = format!("`{name}` takes numbers, and {} is {}", named(given), other.kind().name());
                    return Err(Wrong::at(start(given), words));
                }
            }
        }
        let all = call.args.len();
        let number = folded(of(numbers), at)?;
        match rates {
            0 => Ok(Typed::Number(number)),
            rates if rates == all => Ok(Typed::Rate(number)),
            _ => Err(Wrong::at(at, format!("`{name}` takes numbers or rates, not both: write `percent({name}(…))`"))),
        }
    }
}

fn whole_days(days: Decimal, given: &Expr) -> Result<Answer, Wrong> {
    if days.fract().is_zero() && days >= Decimal::ONE && days <= Decimal::from(MAX_DAYS) {
        Ok(Answer::Number(days.trunc()))
    } else {
        Err(Wrong::at(start(given), format!("a number of days is whole, from 1 to {MAX_DAYS}")))
    }
}
