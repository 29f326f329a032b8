//! How much a rule gives on an occasion, exactly; rounding comes after.

use rust_decimal::Decimal;

use crate::rules::facts::view::{AtPayment, View};
use crate::rules::facts::{Answer, Fact, Facts, Group, Kind, Unanswered, Word};
use crate::rules::reward::Class;
use crate::rules::rule::Give;

/// A number in the reward's unit, and by which percent it came about, where it is one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Value {
    pub(super) exact: Decimal,
    pub(super) rate: Option<Decimal>,
}

/// Why there is none.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Ungiven {
    NoCase,
    /// With the percent of the table's default.
    ClassUnknown(Option<Decimal>),
    Unanswered(Unanswered),
}

impl From<Unanswered> for Ungiven {
    fn from(error: Unanswered) -> Ungiven {
        Ungiven::Unanswered(error)
    }
}

impl Value {
    fn percent(rate: Decimal, of: Decimal) -> Result<Value, Unanswered> {
        let exact = of.checked_mul(rate).and_then(|product| product.checked_mul(Decimal::new(1, 2)));
        Ok(Value { exact: exact.ok_or(Unanswered::TooLarge)?, rate: Some(rate) })
    }

    fn plus(self, other: Value) -> Result<Value, Unanswered> {
        let exact = self.exact.checked_add(other.exact).ok_or(Unanswered::TooLarge)?;
        Ok(Value { exact, rate: self.rate.filter(|rate| other.rate == Some(*rate)) })
    }
}

impl Give {
    /// Whether a part of the base may be given.
    pub(in crate::rules) fn has_rate(&self) -> bool {
        match self {
            Give::Percent(_) => true,
            Give::Amount(_) => false,
            Give::Expression(expression) => expression.kind == Kind::Rate,
            Give::By { default, cases, .. } => {
                default.as_ref().is_some_and(|give| give.has_rate()) || cases.iter().any(|(_, give)| give.has_rate())
            }
            Give::Steps { steps, .. } => steps.iter().any(|(_, give)| give.has_rate()),
        }
    }

    /// Each line that counts has its own.
    pub(in crate::rules) fn is_by_line(&self) -> bool {
        let by_word = |word: Word| word.is_line() || word.path() == "payment.product";
        match self {
            Give::Percent(_) | Give::Amount(_) => false,
            Give::Expression(expression) => expression.reads_lines(),
            Give::By { fact, default, cases } => {
                by_word(*fact)
                    || default.as_ref().is_some_and(|give| give.is_by_line())
                    || cases.iter().any(|(_, give)| give.is_by_line())
            }
            Give::Steps { by, steps, .. } => by.reads_lines() || steps.iter().any(|(_, give)| give.is_by_line()),
        }
    }

    /// It is a table by the invitee's class, so that the receipt names the class.
    pub(super) fn is_by_class(&self) -> bool {
        match self {
            Give::By { fact, default, cases } => {
                is_class(*fact)
                    || default.as_ref().is_some_and(|give| give.is_by_class())
                    || cases.iter().any(|(_, give)| give.is_by_class())
            }
            Give::Steps { steps, .. } => steps.iter().any(|(_, give)| give.is_by_class()),
            Give::Percent(_) | Give::Amount(_) | Give::Expression(_) => false,
        }
    }

    /// Of what the view's occasion is about. `base`: what a percent is of.
    pub(super) fn value(&self, view: &View<'_>, base: Decimal) -> Result<Value, Ungiven> {
        match self {
            Give::Percent(percent) => Ok(Value::percent(percent.value(), base)?),
            Give::Amount(money) => Ok(Value { exact: money.amount(), rate: None }),
            Give::Expression(expression) => match expression.answer(view)? {
                // Never more than there is.
                Answer::Rate(rate) if rate.is_sign_negative() && !rate.is_zero() || rate > Decimal::ONE_HUNDRED => {
                    let rate = rate.normalize();
                    Err(Unanswered::Other(format!("a rate is from 0 to 100 percent, and this is {rate}")).into())
                }
                Answer::Rate(rate) => Ok(Value::percent(rate, base)?),
                Answer::Number(exact) => Ok(Value { exact, rate: None }),
                Answer::Text(_) | Answer::Flag(_) => {
                    Err(Unanswered::Other("`give` is a number or a rate".to_owned()).into())
                }
            },
            Give::By { fact, default, cases } => {
                if is_class(*fact) && view.class()? == Class::Unknown {
                    let default = default.as_ref().and_then(|give| give.value(view, base).ok());
                    return Err(Ungiven::ClassUnknown(default.and_then(|value| value.rate)));
                }
                let answer = view.fact(*fact, None)?;
                let found = cases.iter().find(|(key, _)| is_case(key, &answer)).map(|(_, give)| give);
                found.or(default.as_deref()).ok_or(Ungiven::NoCase)?.value(view, base)
            }
            Give::Steps { by, steps, slices } => {
                let answer = if *slices { by.answer(&view.sliced()) } else { by.answer(view) };
                let number = match answer? {
                    Answer::Number(number) | Answer::Rate(number) => number,
                    _ => return Err(Unanswered::Other("`steps_by` is a number".to_owned()).into()),
                };
                if *slices {
                    let value = sliced(steps, number, view)?;
                    return Ok(Value { exact: left(value.exact, view)?, ..value });
                }
                let step = steps.iter().rfind(|(threshold, _)| *threshold <= number);
                step.ok_or(Ungiven::NoCase)?.1.value(view, base)
            }
        }
    }
}

fn is_class(word: Word) -> bool {
    (word.group(), word.fact()) == (Group::Invitee, Fact::Class)
}

fn is_case(key: &str, answer: &Answer) -> bool {
    match answer {
        Answer::Text(text) => key == text,
        Answer::Flag(flag) => key == if *flag { "true" } else { "false" },
        Answer::Number(number) | Answer::Rate(number) => key.parse::<Decimal>().is_ok_and(|key| key == *number),
    }
}

/// Each step's value to its own part of the number; a fixed amount is for each one of the part.
fn sliced(steps: &[(Decimal, Give)], number: Decimal, view: &View<'_>) -> Result<Value, Ungiven> {
    let mut sum: Option<Value> = None;
    for (n, (threshold, give)) in steps.iter().enumerate().take_while(|(_, (threshold, _))| *threshold < number) {
        let end = steps.get(n + 1).map_or(number, |(next, _)| number.min(*next));
        let part = end.checked_sub(*threshold).ok_or(Unanswered::TooLarge)?;
        let mut value = give.value(view, part)?;
        if value.rate.is_none() {
            value.exact = value.exact.checked_mul(part).ok_or(Unanswered::TooLarge)?;
        }
        sum = Some(match sum {
            None => value,
            Some(sum) => sum.plus(value)?,
        });
    }
    sum.ok_or(Ungiven::NoCase)
}

/// Of what stands for the base as much is left as of the base.
fn left(exact: Decimal, view: &View<'_>) -> Result<Decimal, Unanswered> {
    let Some((of, left)) = view.left.filter(|(of, _)| !of.is_zero()) else { return Ok(exact) };
    let share = exact.checked_mul(left).and_then(|part| part.checked_div(of));
    share.ok_or(Unanswered::TooLarge)
}

/// Over the lines that count, each by itself; lines that no case covers give nothing.
pub(super) fn by_line(give: &Give, view: &View<'_>) -> Result<Value, Ungiven> {
    let mut sum: Option<Value> = None;
    for &counted in view.counted {
        let payment = view.payment.zip(counted.payment).map(|(at, payment)| AtPayment { payment, ..at });
        let of_line = View { line: Some(counted), payment, ..*view };
        let value = match give.value(&of_line, counted.paid.amount()) {
            Err(Ungiven::NoCase) => continue,
            value => value?,
        };
        sum = Some(match sum {
            None => value,
            Some(sum) => sum.plus(value)?,
        });
    }
    sum.ok_or(Ungiven::NoCase)
}
