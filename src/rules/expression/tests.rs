//! What expressions answer and how mistakes are told.

mod answers;
mod mistakes;
mod random;

use rust_decimal::Decimal;

use crate::rules::expression::{Expression, Wrong};
use crate::rules::facts::{Answer, Facts, Group, Kind, Scope, Unanswered, Word};

const ANY: [Kind; 4] = [Kind::Number, Kind::Text, Kind::Flag, Kind::Rate];

const GROUPS: [Group; 13] = [
    Group::Payment,
    Group::Line,
    Group::Action,
    Group::Subscription,
    Group::Invitee,
    Group::Referrer,
    Group::Parent,
    Group::Referral,
    Group::Period,
    Group::Charge,
    Group::Milestone,
    Group::Places,
    Group::Event,
];

fn everywhere() -> Scope {
    Scope::new(GROUPS, ["same_plan".to_owned(), "yearly".to_owned()])
}

/// Facts written as a list; what is not listed is 0, "" or false.
struct Written(Vec<(&'static str, Answer)>);

impl Facts for Written {
    fn fact(&self, word: Word, argument: Option<&Answer>) -> Result<Answer, Unanswered> {
        let path = match argument {
            None => word.path().to_owned(),
            Some(Answer::Number(days)) => format!("{}({days})", word.path()),
            Some(Answer::Text(name)) => format!("{}({name})", word.path()),
            Some(other) => panic!("{other:?} is no argument"),
        };
        let listed = self.0.iter().find(|(other, _)| *other == path);
        Ok(listed.map(|(_, answer)| answer.clone()).unwrap_or(match word.kind() {
            Kind::Number => Answer::Number(Decimal::ZERO),
            Kind::Text => Answer::Text(String::new()),
            Kind::Flag => Answer::Flag(false),
            Kind::Rate => Answer::Rate(Decimal::ZERO),
        }))
    }

    fn count(&self, place: usize) -> Result<Decimal, Unanswered> {
        Ok(Decimal::from(place) + Decimal::from(7))
    }
}

fn number(text: &str) -> Answer {
    Answer::Number(text.parse().unwrap())
}

fn text(text: &str) -> Answer {
    Answer::Text(text.to_owned())
}

fn check(source: &str) -> Result<Expression, Wrong> {
    Expression::check(source, &ANY, &everywhere())
}
