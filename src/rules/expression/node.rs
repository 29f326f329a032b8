//! A checked expression: every node is of one kind, so that evaluating it asks nothing twice.

use std::borrow::Cow;
use std::cmp::Ordering;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::rules::facts::{Answer, Facts, Kind, Unanswered, Word};

#[derive(Debug)]
pub(in crate::rules) enum Typed {
    Number(Number),
    Text(Text),
    Flag(Flag),
    /// In percent.
    Rate(Number),
}

#[derive(Debug)]
pub(in crate::rules) struct Read {
    pub(in crate::rules) word: Word,
    pub(in crate::rules) argument: Option<Answer>,
}

#[derive(Debug)]
pub(in crate::rules) enum Number {
    Constant(Decimal),
    Fact(Read),
    Count(usize),
    Negated(Box<Number>),
    Calculated(Operator, Box<[Number; 2]>),
    Least(Vec<Number>),
    Most(Vec<Number>),
    Formed(Form, Box<Number>),
    /// The first, to a multiple of the second.
    Stepped(Box<[Number; 2]>),
    Chosen(Box<Choice<Number>>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Operator {
    Plus,
    Minus,
    Times,
    Divided,
    Remainder,
}

#[derive(Debug, Clone, Copy)]
pub(in crate::rules) enum Form {
    /// Half away from zero.
    Round,
    Floor,
    Ceil,
    Abs,
}

#[derive(Debug)]
pub(in crate::rules) enum Text {
    Constant(String),
    Fact(Read),
    Chosen(Box<Choice<Text>>),
}

#[derive(Debug)]
pub(in crate::rules) enum Flag {
    Constant(bool),
    Fact(Read),
    Not(Box<Flag>),
    All(Vec<Flag>),
    Any(Vec<Flag>),
    Numbers(Comparison, Box<[Number; 2]>),
    /// Equal; a negation is a `Not`.
    Texts(Box<[Text; 2]>),
    Flags(Box<[Flag; 2]>),
    Chosen(Box<Choice<Flag>>),
}

#[derive(Debug, Clone, Copy)]
pub(in crate::rules) enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    More,
    MoreOrEqual,
}

#[derive(Debug)]
pub(in crate::rules) struct Choice<T> {
    pub(in crate::rules) when: Flag,
    pub(in crate::rules) then: T,
    pub(in crate::rules) otherwise: T,
}

impl<T> Choice<T> {
    fn chosen(&self, facts: &dyn Facts) -> Result<&T, Unanswered> {
        Ok(if self.when.value(facts)? { &self.then } else { &self.otherwise })
    }
}

impl Typed {
    pub(in crate::rules) fn kind(&self) -> Kind {
        match self {
            Typed::Number(_) => Kind::Number,
            Typed::Text(_) => Kind::Text,
            Typed::Flag(_) => Kind::Flag,
            Typed::Rate(_) => Kind::Rate,
        }
    }

    pub(in crate::rules) fn is_fact(&self) -> bool {
        matches!(
            self,
            Typed::Number(Number::Fact(_) | Number::Count(_)) | Typed::Text(Text::Fact(_)) | Typed::Flag(Flag::Fact(_))
        )
    }

    pub(in crate::rules) fn answer(&self, facts: &dyn Facts) -> Result<Answer, Unanswered> {
        Ok(match self {
            Typed::Number(number) => Answer::Number(number.value(facts)?),
            Typed::Rate(number) => Answer::Rate(number.value(facts)?),
            Typed::Text(text) => Answer::Text(text.value(facts)?.into_owned()),
            Typed::Flag(flag) => Answer::Flag(flag.value(facts)?),
        })
    }
}

impl Read {
    fn answer(&self, facts: &dyn Facts) -> Result<Answer, Unanswered> {
        facts.fact(self.word, self.argument.as_ref())
    }

    /// Only where who answers does not keep to the table of words.
    fn wrong(&self, answer: &Answer) -> Unanswered {
        let (path, kind) = (self.word.path(), answer.kind().name());
        Unanswered::Other(format!("`{path}` is {}, not {kind}", self.word.kind().name()))
    }
}

impl Number {
    pub(in crate::rules) fn value(&self, facts: &dyn Facts) -> Result<Decimal, Unanswered> {
        match self {
            Number::Constant(number) => Ok(*number),
            Number::Fact(read) => match read.answer(facts)? {
                Answer::Number(number) => Ok(number),
                other => Err(read.wrong(&other)),
            },
            Number::Count(place) => facts.count(*place),
            Number::Negated(number) => Ok(Decimal::ZERO - number.value(facts)?),
            Number::Calculated(operator, sides) => {
                let [left, right] = &**sides;
                operator.calculate(left.value(facts)?, right.value(facts)?)
            }
            Number::Least(numbers) => outermost(numbers, facts, Ordering::Less),
            Number::Most(numbers) => outermost(numbers, facts, Ordering::Greater),
            Number::Formed(form, number) => Ok(form.of(number.value(facts)?)),
            Number::Stepped(sides) => {
                let [number, step] = &**sides;
                stepped(number.value(facts)?, step.value(facts)?)
            }
            Number::Chosen(choice) => choice.chosen(facts)?.value(facts),
        }
    }

    pub(in crate::rules) fn above_zero(self) -> Flag {
        Flag::Numbers(Comparison::More, Box::new([self, Number::Constant(Decimal::ZERO)]))
    }

    pub(in crate::rules) fn constant(&self) -> Option<Decimal> {
        match self {
            Number::Constant(number) => Some(*number),
            _ => None,
        }
    }

    fn is_of_constants(&self) -> bool {
        let constant = |number: &Number| number.constant().is_some();
        match self {
            Number::Constant(_) | Number::Fact(_) | Number::Count(_) | Number::Chosen(_) => false,
            Number::Negated(number) | Number::Formed(_, number) => constant(number),
            Number::Calculated(_, sides) | Number::Stepped(sides) => sides.iter().all(constant),
            Number::Least(numbers) | Number::Most(numbers) => numbers.iter().all(constant),
        }
    }

    /// What is made of constants is one, so that its mistakes are found before terms are published.
    pub(in crate::rules) fn folded(self) -> Result<Number, Unanswered> {
        if self.is_of_constants() { self.value(&NoFacts).map(Number::Constant) } else { Ok(self) }
    }
}

struct NoFacts;

impl Facts for NoFacts {
    fn fact(&self, word: Word, _: Option<&Answer>) -> Result<Answer, Unanswered> {
        Err(Unanswered::Other(format!("`{}` is not constant", word.path())))
    }

    fn count(&self, _: usize) -> Result<Decimal, Unanswered> {
        Err(Unanswered::Other("a count is not constant".into()))
    }
}

fn outermost(numbers: &[Number], facts: &dyn Facts, side: Ordering) -> Result<Decimal, Unanswered> {
    let mut outermost: Option<Decimal> = None;
    for number in numbers {
        let value = number.value(facts)?;
        if outermost.is_none_or(|so_far| value.cmp(&so_far) == side) {
            outermost = Some(value);
        }
    }
    outermost.ok_or_else(|| Unanswered::Other("there is nothing to choose from".into()))
}

impl Operator {
    pub(in crate::rules) fn calculate(self, left: Decimal, right: Decimal) -> Result<Decimal, Unanswered> {
        let divides = matches!(self, Operator::Divided | Operator::Remainder);
        if divides && right.is_zero() {
            return Err(Unanswered::DividedByZero);
        }
        let value = match self {
            Operator::Plus => left.checked_add(right),
            Operator::Minus => left.checked_sub(right),
            Operator::Times => left.checked_mul(right),
            Operator::Divided => left.checked_div(right),
            Operator::Remainder => left.checked_rem(right),
        };
        value.ok_or(Unanswered::TooLarge)
    }
}

impl Form {
    fn of(self, number: Decimal) -> Decimal {
        match self {
            Form::Round => number.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero),
            Form::Floor => number.floor(),
            Form::Ceil => number.ceil(),
            Form::Abs => number.abs(),
        }
    }
}

/// Half away from zero. By the remainder, because a quotient need not be exact.
fn stepped(number: Decimal, step: Decimal) -> Result<Decimal, Unanswered> {
    let step = step.abs();
    let rest = Operator::Remainder.calculate(number, step)?;
    let below = Operator::Minus.calculate(number, rest)?;
    let missing = Operator::Minus.calculate(step, rest.abs())?;
    match (rest.abs() < missing, number.is_sign_negative()) {
        (true, _) => Ok(below),
        (false, true) => Operator::Minus.calculate(below, step),
        (false, false) => Operator::Plus.calculate(below, step),
    }
}

impl Text {
    pub(in crate::rules) fn value(&self, facts: &dyn Facts) -> Result<Cow<'_, str>, Unanswered> {
        match self {
            Text::Constant(text) => Ok(Cow::Borrowed(text)),
            Text::Fact(read) => match read.answer(facts)? {
                Answer::Text(text) => Ok(Cow::Owned(text)),
                other => Err(read.wrong(&other)),
            },
            Text::Chosen(choice) => choice.chosen(facts)?.value(facts),
        }
    }
}

impl Flag {
    pub(in crate::rules) fn value(&self, facts: &dyn Facts) -> Result<bool, Unanswered> {
        match self {
            Flag::Constant(flag) => Ok(*flag),
            Flag::Fact(read) => match read.answer(facts)? {
                Answer::Flag(flag) => Ok(flag),
                other => Err(read.wrong(&other)),
            },
            Flag::Not(flag) => Ok(!flag.value(facts)?),
            Flag::All(flags) => any(flags, facts, false).map(|found| !found),
            Flag::Any(flags) => any(flags, facts, true),
            Flag::Numbers(comparison, sides) => {
                let [left, right] = &**sides;
                Ok(comparison.holds(left.value(facts)?.cmp(&right.value(facts)?)))
            }
            Flag::Texts(sides) => Ok(sides[0].value(facts)? == sides[1].value(facts)?),
            Flag::Flags(sides) => Ok(sides[0].value(facts)? == sides[1].value(facts)?),
            Flag::Chosen(choice) => choice.chosen(facts)?.value(facts),
        }
    }
}

/// Whether one of them is `wanted`; what comes after it is not asked.
fn any(flags: &[Flag], facts: &dyn Facts, wanted: bool) -> Result<bool, Unanswered> {
    for flag in flags {
        if flag.value(facts)? == wanted {
            return Ok(true);
        }
    }
    Ok(false)
}

impl Comparison {
    fn holds(self, order: Ordering) -> bool {
        match self {
            Comparison::Equal => order.is_eq(),
            Comparison::Unequal => order.is_ne(),
            Comparison::Less => order.is_lt(),
            Comparison::LessOrEqual => order.is_le(),
            Comparison::More => order.is_gt(),
            Comparison::MoreOrEqual => order.is_ge(),
        }
    }
}
