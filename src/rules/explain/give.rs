//! Who gets how much, and as what.

use super::fact::fact;
use super::formula::Reader;
use super::part::{amount, bracket, case_of, counted_in, listed, text, unit};
use super::trigger::{named_below, trigger};
use super::{Arg, Words, number, words};
use crate::money::{Percent, Unit};
use crate::rules::expression::Expression;
use crate::rules::expression::node::{Number, Typed};
use crate::rules::facts::Kind;
use crate::rules::rule::{Each, Form, Give, Of, Recipient, Rule, RuleBase, Trigger};

/// The first sentences of a rule.
pub(super) fn given(rule: &Rule, reader: Reader<'_>) -> Vec<Words> {
    let (when, who) = (("when", trigger(rule, reader)), ("who", who_gets(rule)));
    let share = reader.share(rule);
    if let Some(what) = reader.at_once(&rule.give, share.as_ref()) {
        let has_unit = matches!(rule.give, Give::Amount(_));
        let (form, unit) = form(rule, has_unit, reader);
        let gives = words("rule-gives", [when, who, ("what", what), form, unit]);
        let below = named_below(rule, reader).into_iter().chain(reader.percent_below(&rule.give));
        return [gives].into_iter().chain(below).chain(by_line(rule)).collect();
    }
    let (form, unit) = form(rule, true, reader);
    let mut said = vec![words("rule-reward", [when, who, form, unit])];
    said.extend(named_below(rule, reader));
    if let Give::Expression(expression) = &rule.give {
        let counted = match rule.form {
            Form::Unit(_, currency) => counted_in(currency),
            Form::Discount { .. } => counted_in(reader.currency),
        };
        said.push(words("rule-amount", [("unit", counted), ("number", reader.number(expression))]));
        said.extend(by_line(rule));
        return said;
    }
    let mut table = Table::of(rule, reader, Labels::None);
    if table.facts.len() > 1 {
        table = Table::of(rule, reader, Labels::Numbers);
    }
    if table.is_ambiguous() {
        table = Table::of(rule, reader, Labels::All);
    }
    said.push(words("rule-depends", [("facts", listed(table.facts))]));
    said.extend(
        table.cases.into_iter().map(|(path, give)| words("rule-case", [("case", listed(path)), ("give", give)])),
    );
    let slices = is_sliced(&rule.give);
    if slices {
        said.push(words("rule-slices", []));
    }
    said.extend(share.filter(|_| rule.give.has_rate() && !slices).map(|of| words("rule-percent-of", [("of", of)])));
    said.extend(by_line(rule));
    said
}

fn by_line(rule: &Rule) -> Option<Words> {
    let of = if rule.on == Trigger::OwnInvoice { "invoice" } else { "payment" };
    rule.give.is_by_line().then(|| words("rule-by-line", [("of", text(of))]))
}

fn who_gets(rule: &Rule) -> Arg {
    text(if rule.to == Recipient::Invitee { "invitee" } else { "referrer" })
}

type Named = (&'static str, Arg);

/// The word that the catalogue selects on, and the unit. `counted`: the amount itself names its unit.
fn form(rule: &Rule, counted: bool, reader: Reader<'_>) -> (Named, Named) {
    let (form, named) = match rule.form {
        Form::Unit(Unit::Credit, _) => ("credit", "credit".to_owned()),
        Form::Unit(Unit::Cash, _) => (reader.cash, "cash".to_owned()),
        Form::Unit(Unit::Own(own), _) if own.code() == "months" => ("months", own.to_string()),
        Form::Unit(Unit::Own(own), _) if counted => ("none", own.to_string()),
        Form::Unit(Unit::Own(own), _) => ("unit", own.to_string()),
        Form::Discount { .. } if rule.on == Trigger::OwnInvoice => ("invoice", String::new()),
        Form::Discount { .. } => ("discount", String::new()),
    };
    (("form", text(form)), ("unit", unit(&named)))
}

fn is_sliced(give: &Give) -> bool {
    match give {
        Give::Steps { slices, steps, .. } => *slices || steps.iter().any(|(_, give)| is_sliced(give)),
        Give::By { default, cases, .. } => {
            default.as_deref().is_some_and(is_sliced) || cases.iter().any(|(_, give)| is_sliced(give))
        }
        Give::Percent(_) | Give::Amount(_) | Give::Expression(_) => false,
    }
}

/// Amounts that are written, of which a condition chooses.
fn is_chosen_amount(number: &Number) -> bool {
    match number {
        Number::Constant(_) => true,
        Number::Chosen(choice) => is_chosen_amount(&choice.then) && is_chosen_amount(&choice.otherwise),
        _ => false,
    }
}

impl Give {
    /// Whether it is never anything but amounts that are written.
    pub(super) fn is_fixed(&self) -> bool {
        match self {
            Give::Amount(_) => true,
            Give::Percent(_) => false,
            Give::Expression(expression) => {
                matches!(expression.node(), Typed::Number(number) if is_chosen_amount(number))
            }
            Give::By { default, cases, .. } => {
                default.as_ref().is_none_or(|give| give.is_fixed()) && cases.iter().all(|(_, give)| give.is_fixed())
            }
            Give::Steps { steps, slices, .. } => !slices && steps.iter().all(|(_, give)| give.is_fixed()),
        }
    }
}

impl Reader<'_> {
    /// What a percent is of; none: of the charge that is made cheaper.
    fn share(self, rule: &Rule) -> Option<Arg> {
        if rule.form == (Form::Discount { of: Of::Charge }) {
            return None;
        }
        let of = match (&rule.base, &rule.on) {
            (RuleBase::Reward(_), _) => words("of-reward", []),
            (RuleBase::Amount(expression), _) => words("of-amount", [("number", self.number(expression))]),
            (RuleBase::Lines { .. }, Trigger::Action(_) | Trigger::OwnAction(_)) => words("of-action", []),
            (RuleBase::Lines { .. }, Trigger::Scheduled { each, .. }) => {
                let of = match each {
                    Each::Subscription => "subscription",
                    Each::Recipient if rule.to != Recipient::Invitee => "all",
                    Each::Recipient | Each::Referral => "invitee",
                };
                words("of-period", [("of", text(of)), ("level", level(rule))])
            }
            (RuleBase::Lines { .. }, _) if matches!(rule.give, Give::By { .. } | Give::Steps { .. }) => {
                words("of-lines", [])
            }
            (RuleBase::Lines { .. }, _) => words("of-payment", []),
        };
        Some(of.into())
    }

    /// What is said in one part of a sentence.
    fn at_once(self, give: &Give, of: Option<&Arg>) -> Option<Arg> {
        match give {
            Give::Percent(percent) => Some(share_of(*percent, of)),
            Give::Amount(money) => Some(amount(*money)),
            Give::Expression(expression) if expression.kind == Kind::Rate => {
                Some(self.known_rate(expression, of).unwrap_or_else(|| {
                    match of {
                        Some(of) => words("give-percent-by", [("of", of.clone())]),
                        None => words("give-a-percent", []),
                    }
                    .into()
                }))
            }
            Give::Expression(_) | Give::By { .. } | Give::Steps { .. } => None,
        }
    }

    /// One that depends on nothing, or is one of several.
    fn known_rate(self, expression: &Expression, of: Option<&Arg>) -> Option<Arg> {
        let Typed::Rate(number) = expression.node() else { return None };
        if let Some(percent) = number.constant() {
            return Percent::new(percent).ok().map(|percent| share_of(percent, of));
        }
        let chosen = self.chosen_rate(number)?;
        Some(match of {
            Some(of) => words("give-percent", [("percent", bracket(chosen)), ("of", of.clone())]).into(),
            None => chosen,
        })
    }

    fn rate(self, expression: &Expression) -> Arg {
        let named = || words("give-rate-by", [("number", self.number(expression))]).into();
        self.known_rate(expression, None).unwrap_or_else(named)
    }

    /// A percent that is too long for its sentence.
    fn percent_below(self, give: &Give) -> Option<Words> {
        let Give::Expression(expression) = give else { return None };
        let named = expression.kind == Kind::Rate && self.known_rate(expression, None).is_none();
        named.then(|| words("rule-percent", [("number", self.number(expression))]))
    }
}

fn share_of(percent: Percent, of: Option<&Arg>) -> Arg {
    let percent = Arg::Percent(percent);
    match of {
        Some(of) => words("give-percent", [("percent", percent), ("of", of.clone())]).into(),
        None => percent,
    }
}

/// What of a case says which fact it is of, where there are several.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Labels {
    None,
    Numbers,
    All,
}

/// A table, or tables in a table, as a list of cases.
struct Table<'t> {
    reader: Reader<'t>,
    labels: Labels,
    facts: Vec<Arg>,
    cases: Vec<(Vec<Arg>, Arg)>,
}

impl<'t> Table<'t> {
    fn of(rule: &Rule, reader: Reader<'t>, labels: Labels) -> Table<'t> {
        let mut table = Table { reader, labels, facts: Vec::new(), cases: Vec::new() };
        table.read(&rule.give, &[]);
        table
    }

    /// Whether the same name stands for two facts at once.
    fn is_ambiguous(&self) -> bool {
        let twice = |path: &[Arg]| path.iter().enumerate().any(|(n, case)| path[..n].contains(case));
        self.cases.iter().any(|(path, _)| twice(path))
    }

    fn read(&mut self, give: &Give, path: &[Arg]) {
        let below = |case: Arg| path.iter().cloned().chain([case]).collect::<Vec<_>>();
        match give {
            Give::By { fact: word, default, cases } => {
                self.asks(fact(*word, None).into());
                for (name, give) in cases {
                    let is_number = word.kind() == Kind::Number;
                    let number = is_number.then(|| name.parse().ok()).flatten();
                    let is_money = super::fact::is_money(*word);
                    let asked = || fact(*word, None).into();
                    let case = number.map(|n| self.labelled(self.reader.value(n, is_money), asked()));
                    let case = case.unwrap_or_else(|| match self.labels {
                        Labels::All => self.labelled(case_of(*word, name), asked()),
                        Labels::None | Labels::Numbers => case_of(*word, name),
                    });
                    self.read(give, &below(case));
                }
                if let Some(give) = default {
                    let case = words("case-default", []).into();
                    let case =
                        if self.labels == Labels::All { self.labelled(case, fact(*word, None).into()) } else { case };
                    self.read(give, &below(case));
                }
            }
            Give::Steps { by, steps, .. } => {
                self.asks(self.reader.number(by));
                for (n, (from, give)) in steps.iter().enumerate() {
                    let next = steps.get(n + 1).map(|(next, _)| *next);
                    let case = self.labelled(self.reader.step(by, *from, next), self.reader.number(by));
                    self.read(give, &below(case));
                }
            }
            Give::Percent(percent) => self.cases.push((path.to_vec(), Arg::Percent(*percent))),
            Give::Amount(money) => self.cases.push((path.to_vec(), amount(*money))),
            Give::Expression(expression) if expression.kind == Kind::Rate => {
                self.cases.push((path.to_vec(), self.reader.rate(expression)));
            }
            Give::Expression(expression) => self.cases.push((path.to_vec(), self.reader.number(expression))),
        }
    }

    fn labelled(&self, case: Arg, fact: Arg) -> Arg {
        if self.labels != Labels::None { words("case-of", [("case", case), ("fact", fact)]).into() } else { case }
    }

    fn asks(&mut self, fact: Arg) {
        if !self.facts.contains(&fact) {
            self.facts.push(fact);
        }
    }
}

impl Reader<'_> {
    /// From a threshold to the next.
    fn step(self, by: &Expression, from: rust_decimal::Decimal, next: Option<rust_decimal::Decimal>) -> Arg {
        let value = |number| self.compared(by, number);
        let Some(next) = next else { return words("case-from", [("from", value(from))]).into() };
        let until = next - rust_decimal::Decimal::ONE;
        if !self.is_whole(by) {
            return words("case-under", [("from", value(from)), ("until", value(next))]).into();
        }
        if until == from {
            return value(from);
        }
        words("case-range", [("from", value(from)), ("until", value(until))]).into()
    }
}

/// On which level the invitees are.
pub(super) fn level(rule: &Rule) -> Arg {
    number(match rule.to {
        Recipient::Level(level) => level,
        Recipient::Invitee => 1,
    })
}
