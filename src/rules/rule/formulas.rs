//! What a rule reads.

use super::{Days, Each, Give, Instalments, Recipient, Rule, RuleBase, Trigger};
use crate::rules::expression::Expression;
use crate::rules::facts::Word;

impl Rule {
    /// About the recipient, and not about one referral.
    pub fn is_of_recipient(&self) -> bool {
        self.to != Recipient::Invitee
            && matches!(
                self.on,
                Trigger::Joined
                    | Trigger::OwnPayment
                    | Trigger::OwnInvoice
                    | Trigger::OwnAction(_)
                    | Trigger::Milestone { .. }
                    | Trigger::Scheduled { each: Each::Recipient, .. }
            )
    }

    /// About one referral of who receives it.
    pub fn is_for_own_referral(&self) -> bool {
        !self.is_of_recipient() && self.to == Recipient::Level(1)
    }

    /// Every formula in it.
    pub fn formulas(&self) -> impl Iterator<Item = &Expression> {
        let mut formulas = Vec::new();
        self.give.add_formulas(&mut formulas);
        if let RuleBase::Amount(formula) = &self.base {
            formulas.push(formula);
        }
        if let Some(Days::By(formula)) = &self.hold.days {
            formulas.push(formula);
        }
        if let Some(Instalments { while_: Some(formula), .. }) = &self.instalments {
            formulas.push(formula);
        }
        formulas.extend(&self.release_when);
        formulas.extend(self.when.iter().map(|condition| &condition.expression));
        match &self.on {
            Trigger::Becomes(formula) | Trigger::Milestone { of: formula, .. } => formulas.push(formula),
            _ => {}
        }
        formulas.into_iter()
    }

    /// The words that it reads, without those of counts.
    pub fn words(&self) -> Vec<Word> {
        let mut words: Vec<Word> = self.formulas().flat_map(Expression::uses).collect();
        self.give.add_cases(&mut words);
        words
    }
}

impl Give {
    fn add_formulas<'a>(&'a self, formulas: &mut Vec<&'a Expression>) {
        match self {
            Give::Percent(_) | Give::Amount(_) => {}
            Give::Expression(formula) => formulas.push(formula),
            Give::By { fact: _, default, cases } => {
                let gives = default.iter().map(Box::as_ref).chain(cases.iter().map(|(_, give)| give));
                gives.for_each(|give| give.add_formulas(formulas));
            }
            Give::Steps { by, steps, slices: _ } => {
                formulas.push(by);
                steps.iter().for_each(|(_, give)| give.add_formulas(formulas));
            }
        }
    }

    /// What its tables list the values of.
    fn add_cases(&self, words: &mut Vec<Word>) {
        match self {
            Give::Percent(_) | Give::Amount(_) | Give::Expression(_) => {}
            Give::By { fact, default, cases } => {
                words.push(*fact);
                let gives = default.iter().map(Box::as_ref).chain(cases.iter().map(|(_, give)| give));
                gives.for_each(|give| give.add_cases(words));
            }
            Give::Steps { steps, .. } => steps.iter().for_each(|(_, give)| give.add_cases(words)),
        }
    }
}
