//! Expressions in words, as far as they are simple; what is not is shown as it is written.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::fact::{fact, is_money, is_whole, who};
use super::part::{bracket, case_of, decimal, is, joined, names, quoted, text};
use super::{Arg, Words, words};
use crate::money::{Currency, Money, Percent};
use crate::rules::expression::Expression;
use crate::rules::expression::node::{Comparison, Flag, Form, Number, Operator, Read, Text, Typed};
use crate::rules::facts::{Answer, Fact, Group};
use crate::rules::rule::{Count, Kept, Made};
use crate::rules::terms::Terms;

/// What expressions are read with.
#[derive(Clone, Copy)]
pub(super) struct Reader<'t> {
    pub(super) currency: Currency,
    pub(super) counts: &'t [Count],
    /// How money goes out.
    pub(super) cash: &'static str,
}

impl<'t> Reader<'t> {
    pub(super) fn of(terms: &'t Terms) -> Reader<'t> {
        Reader { currency: terms.currency, counts: &terms.counts, cash: super::around::cash(terms) }
    }

    /// What must hold.
    pub(super) fn condition(self, expression: &Expression) -> Arg {
        let said = match expression.node() {
            Typed::Flag(flag) => self.flag(flag, true),
            _ => None,
        };
        said.unwrap_or_else(|| words("if-formula", [("source", text(&*expression.source))])).into()
    }

    pub(super) fn number(self, expression: &Expression) -> Arg {
        let said = match expression.node() {
            Typed::Number(number) | Typed::Rate(number) => self.calculated(number),
            _ => None,
        };
        said.unwrap_or_else(|| words("num-formula", [("source", text(&*expression.source))]).into())
    }

    /// A number that is compared with this one.
    pub(super) fn compared(self, with: &Expression, number: Decimal) -> Arg {
        let is_money = matches!(with.node(), Typed::Number(with) if self.is_money(with));
        self.value(number, is_money)
    }

    pub(super) fn value(self, number: Decimal, is_money: bool) -> Arg {
        let money = is_money.then(|| Money::new(number, self.currency).ok()).flatten();
        money.map_or_else(|| decimal(number), Arg::Money)
    }

    /// Whether it is a count of something.
    pub(super) fn is_whole(self, expression: &Expression) -> bool {
        matches!(expression.node(), Typed::Number(number) if self.counts_only(number, &mut Vec::new()))
    }

    /// Whether whole numbers alone make it. `kept`: the numbers with a memory that are looked at already.
    fn counts_only(self, number: &Number, kept: &mut Vec<usize>) -> bool {
        match number {
            Number::Constant(number) => number.fract().is_zero(),
            Number::Fact(read) => is_whole(read.word),
            Number::Count(place) => match self.counts.get(*place).map(|count| &count.made) {
                Some(Made::Things(things)) => things.sum.is_none(),
                Some(Made::Kept(_)) if kept.contains(place) => true,
                Some(Made::Kept(Kept { starts, value, .. })) => {
                    kept.push(*place);
                    let whole = matches!(value.node(), Typed::Number(value) if self.counts_only(value, kept));
                    whole && starts.fract().is_zero()
                }
                None => false,
            },
            Number::Calculated(Operator::Divided, _) | Number::Stepped(_) => false,
            Number::Calculated(_, sides) => sides.iter().all(|side| self.counts_only(side, kept)),
            Number::Negated(number) => self.counts_only(number, kept),
            Number::Least(numbers) | Number::Most(numbers) => numbers.iter().all(|one| self.counts_only(one, kept)),
            Number::Formed(form, number) => !matches!(form, Form::Abs) || self.counts_only(number, kept),
            Number::Chosen(choice) => self.counts_only(&choice.then, kept) && self.counts_only(&choice.otherwise, kept),
        }
    }

    /// Of percents that are chosen between.
    pub(super) fn chosen_rate(self, number: &Number) -> Option<Arg> {
        let Number::Chosen(choice) = number else { return None };
        let condition = self.flag(&choice.when, true)?.into();
        let side = |side: &Number| match side {
            Number::Constant(percent) => Percent::new(*percent).ok().map(Arg::Percent),
            other => self.chosen_rate(other).map(bracket),
        };
        let (one, other) = (side(&choice.then)?, side(&choice.otherwise)?);
        Some(words("num-if", [("one", one), ("condition", condition), ("other", other)]).into())
    }

    fn is_money(self, number: &Number) -> bool {
        match number {
            Number::Constant(_) => false,
            Number::Fact(read) => is_money(read.word),
            Number::Count(place) => {
                let sum = self.counts.get(*place).and_then(Count::sum);
                matches!(sum.map(Expression::node), Some(Typed::Number(sum)) if self.is_money(sum))
            }
            Number::Negated(number) | Number::Formed(_, number) => self.is_money(number),
            Number::Calculated(Operator::Divided, sides) => self.is_money(&sides[0]) && !self.is_money(&sides[1]),
            Number::Calculated(_, sides) | Number::Stepped(sides) => sides.iter().any(|side| self.is_money(side)),
            Number::Least(numbers) | Number::Most(numbers) => numbers.iter().any(|number| self.is_money(number)),
            Number::Chosen(choice) => self.is_money(&choice.then) || self.is_money(&choice.otherwise),
        }
    }

    fn calculated(self, number: &Number) -> Option<Arg> {
        Some(match number {
            Number::Constant(number) => decimal(*number),
            Number::Fact(read) => self.read(read).into(),
            Number::Count(place) => self.count(*place)?,
            Number::Calculated(operator, sides) => {
                let key = match operator {
                    Operator::Plus => "num-plus",
                    Operator::Minus => "num-minus",
                    Operator::Times => "num-times",
                    Operator::Divided => "num-divided",
                    Operator::Remainder => return None,
                };
                words(key, [("one", self.operand(&sides[0])?), ("other", self.operand(&sides[1])?)]).into()
            }
            Number::Least(numbers) => words("num-least", [("list", self.alternatives(numbers)?)]).into(),
            Number::Most(numbers) => words("num-most", [("list", self.alternatives(numbers)?)]).into(),
            Number::Formed(form, number) => {
                let key = match form {
                    Form::Round => "num-round",
                    Form::Floor => "num-floor",
                    Form::Ceil => "num-ceil",
                    Form::Abs => return None,
                };
                words(key, [("one", self.calculated(number)?)]).into()
            }
            Number::Chosen(choice) => {
                let condition = self.flag(&choice.when, true)?.into();
                let (one, other) = (self.operand(&choice.then)?, self.operand(&choice.otherwise)?);
                words("num-if", [("one", one), ("condition", condition), ("other", other)]).into()
            }
            Number::Negated(_) | Number::Stepped(_) => return None,
        })
    }

    /// In brackets where it is made of several.
    fn operand(self, number: &Number) -> Option<Arg> {
        let said = self.calculated(number)?;
        let is_made = matches!(number, Number::Calculated(..) | Number::Chosen(_));
        Some(if is_made { bracket(said) } else { said })
    }

    fn alternatives(self, numbers: &[Number]) -> Option<Arg> {
        let said: Option<Vec<Arg>> = numbers.iter().map(|number| self.calculated(number)).collect();
        joined("part-semicolon", said?)
    }

    fn count(self, place: usize) -> Option<Arg> {
        Some(words("num-count", [("name", Arg::Name(self.counts.get(place)?.name.clone()))]).into())
    }

    fn read(self, read: &Read) -> Words {
        fact(read.word, read.argument.as_ref())
    }

    /// That it holds, or that it does not.
    fn flag(self, flag: &Flag, holds: bool) -> Option<Words> {
        match flag {
            Flag::Constant(flag) => Some(words(if *flag == holds { "if-always" } else { "if-never" }, [])),
            Flag::Fact(read) => Some(of_flag(read, holds)),
            Flag::Not(flag) => self.flag(flag, !holds),
            Flag::All(flags) => self.both(flags, holds, holds),
            Flag::Any(flags) => self.both(flags, holds, !holds),
            Flag::Numbers(comparison, sides) => {
                let comparison = if holds { *comparison } else { opposite(*comparison) };
                let [left, right] = &**sides;
                match left.constant() {
                    Some(_) => self.comparison(turned(comparison), right, left),
                    None => self.comparison(comparison, left, right),
                }
            }
            Flag::Texts(sides) => self.texts(&sides[0], &sides[1], holds),
            Flag::Flags(_) | Flag::Chosen(_) => None,
        }
    }

    fn both(self, flags: &[Flag], holds: bool, all: bool) -> Option<Words> {
        let part = |flag: &Flag| {
            let said = self.flag(flag, holds)?;
            let is_other = said.key == if all { "part-or" } else { "part-and" };
            Some(if is_other { bracket(said) } else { said.into() })
        };
        let parts: Option<Vec<Arg>> = flags.iter().map(part).collect();
        match joined(if all { "part-and" } else { "part-or" }, parts?)? {
            Arg::Words(words) => Some(*words),
            _ => None,
        }
    }

    fn comparison(self, comparison: Comparison, left: &Number, right: &Number) -> Option<Words> {
        let known = match (left, right.constant()) {
            (Number::Fact(read), Some(number)) => {
                of_first(comparison, read, number).or_else(|| of_count(comparison, read, number))
            }
            _ => None,
        };
        if known.is_some() {
            return known;
        }
        let key = match comparison {
            Comparison::Equal => "if-equal",
            Comparison::Unequal => "if-unequal",
            Comparison::Less => "if-less",
            Comparison::LessOrEqual => "if-at-most",
            Comparison::More => "if-more",
            Comparison::MoreOrEqual => "if-at-least",
        };
        let value = match right.constant() {
            Some(number) => self.value(number, self.is_money(left)),
            None => self.operand(right)?,
        };
        Some(words(key, [("fact", self.calculated(left)?), ("value", value)]))
    }

    fn texts(self, left: &Text, right: &Text, holds: bool) -> Option<Words> {
        let (read, other) = match (left, right) {
            (Text::Fact(read), other) | (other, Text::Fact(read)) => (read, other),
            _ => return None,
        };
        let fact = self.read(read).into();
        let value = match other {
            Text::Constant(none) if none.is_empty() => {
                return Some(words("if-known", [("fact", fact), ("is", is(!holds))]));
            }
            Text::Constant(name) if read.word.texts().contains(&name.as_str()) => case_of(read.word, name),
            Text::Constant(name) => quoted(name),
            Text::Fact(other) => self.read(other).into(),
            Text::Chosen(_) => return None,
        };
        Some(words(if holds { "if-equal" } else { "if-unequal" }, [("fact", fact), ("value", value)]))
    }
}

fn of_flag(read: &Read, holds: bool) -> Words {
    let (word, holds) = (read.word, is(holds));
    let label = match &read.argument {
        Some(Answer::Text(name)) => names(std::slice::from_ref(name)),
        _ => text(""),
    };
    let thing = |thing: &str| {
        words("if-thing-label", [("thing", text(thing)), ("is", holds.clone()), ("names", label.clone())])
    };
    match (word.group(), word.fact()) {
        (Group::Payment, Fact::Has) => thing("payment"),
        (Group::Line, Fact::Has) => thing("line"),
        (Group::Action, Fact::Has) => thing("action"),
        (Group::Subscription, Fact::Active) => words("if-subscription-active", [("is", holds)]),
        (_, Fact::PromoCode) => words("if-promo-code", [("is", holds)]),
        (_, Fact::Late) => words("if-late", [("is", holds)]),
        (_, Fact::Active) => words("if-active", [("who", who(word)), ("is", holds)]),
        (_, Fact::Has) => words("if-label", [("who", who(word)), ("is", holds), ("names", label)]),
        (_, Fact::IsCustomer) => words("if-customer", [("who", who(word)), ("is", holds)]),
        (_, Fact::InGoodStanding) => words("if-standing", [("who", who(word)), ("is", holds)]),
        _ => words("if-flag", [("fact", fact(word, read.argument.as_ref()).into()), ("is", holds)]),
    }
}

/// The first of its kind, or a later one.
fn of_first(comparison: Comparison, read: &Read, number: Decimal) -> Option<Words> {
    let thing = match read.word.group() {
        Group::Payment => "payment",
        Group::Action => "action",
        _ => return None,
    };
    let holds = match comparison {
        Comparison::Equal | Comparison::LessOrEqual => true,
        Comparison::Unequal | Comparison::More => false,
        Comparison::Less | Comparison::MoreOrEqual => return None,
    };
    let first = read.word.fact() == Fact::Ordinal && number == Decimal::ONE;
    first.then(|| words("if-first", [("thing", text(thing)), ("is", is(holds))]))
}

/// Counts that are said better than "the number of … is at least …".
fn of_count(comparison: Comparison, read: &Read, number: Decimal) -> Option<Words> {
    let is_person = matches!(read.word.group(), Group::Invitee | Group::Referrer | Group::Parent);
    let number = number.to_i64().filter(|_| is_person && number.fract().is_zero())?;
    let least = match comparison {
        Comparison::More => Some(number.saturating_add(1)),
        Comparison::MoreOrEqual => Some(number),
        _ => None,
    };
    let least = least.filter(|least| *least >= 1);
    let none = matches!((comparison, number), (Comparison::Equal | Comparison::LessOrEqual, 0) | (Comparison::Less, 1));
    let who = ("who", who(read.word));
    match (read.word.fact(), least) {
        (Fact::Payments, Some(least)) => Some(words("if-payments", [who, ("count", Arg::Number(least))])),
        (Fact::Payments, None) if none => Some(words("if-no-payments", [who])),
        (Fact::MonthsActive, Some(least)) => Some(words("if-months-active", [who, ("count", Arg::Number(least))])),
        (Fact::AgeDays, Some(least)) => Some(words("if-age", [who, ("count", Arg::Number(least))])),
        (Fact::Actions, Some(least)) => {
            let Some(Answer::Text(name)) = &read.argument else { return None };
            let names = names(std::slice::from_ref(name));
            Some(words("if-actions", [who, ("names", names), ("count", Arg::Number(least))]))
        }
        (Fact::PendingPayments, Some(1)) => Some(words("if-overdue", [who, ("is", is(true))])),
        (Fact::PendingPayments, None) if none => Some(words("if-overdue", [who, ("is", is(false))])),
        (Fact::OpenInvoices, Some(1)) => Some(words("if-open", [who, ("is", is(true))])),
        (Fact::OpenInvoices, None) if none => Some(words("if-open", [who, ("is", is(false))])),
        _ => None,
    }
}

fn opposite(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Equal => Comparison::Unequal,
        Comparison::Unequal => Comparison::Equal,
        Comparison::Less => Comparison::MoreOrEqual,
        Comparison::LessOrEqual => Comparison::More,
        Comparison::More => Comparison::LessOrEqual,
        Comparison::MoreOrEqual => Comparison::Less,
    }
}

/// With its sides exchanged.
fn turned(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Equal => Comparison::Equal,
        Comparison::Unequal => Comparison::Unequal,
        Comparison::Less => Comparison::More,
        Comparison::LessOrEqual => Comparison::MoreOrEqual,
        Comparison::More => Comparison::Less,
        Comparison::MoreOrEqual => Comparison::LessOrEqual,
    }
}
