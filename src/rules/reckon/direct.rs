//! The direct terms' clauses as rules, so that one reckoning understands both.

use crate::rules::facts::Word;
use crate::rules::rule::{Days, FirstMonths, Form, Give, Hold, Recipient, Rule, RuleBase, Start, Trigger};
use crate::rules::terms::{Clause, Rate, Terms};

impl From<(&Clause, &Terms)> for Rule {
    fn from((clause, terms): (&Clause, &Terms)) -> Rule {
        let base = RuleBase::Lines {
            base: clause.base.clone(),
            labels: Vec::new(),
            never_labels: Vec::new(),
            orders: Vec::new(),
        };
        Rule {
            carry: false,
            id: clause.id.clone(),
            on: Trigger::Payment,
            to: Recipient::Level(1),
            give: Give::from(&clause.rate),
            base,
            exclude: clause.exclude.clone(),
            form: Form::Unit(clause.unit, clause.unit.currency(terms.currency)),
            rounding: terms.rounding,
            step: None,
            when: Vec::new(),
            scheme: None,
            campaign: None,
            first_payments: clause.first_payments,
            first_months: clause.first_months.map(|count| FirstMonths { count, since: Start::Registration }),
            limits: Vec::new(),
            hold: Hold { days: Some(Days::Fixed(clause.hold_days)), ..Hold::default() },
            release_when: None,
            take_back: None,
            refund: clause.refund,
            refund_within: None,
            instalments: None,
            expires: None,
            apply: None,
        }
    }
}

impl From<&Rate> for Give {
    fn from(rate: &Rate) -> Give {
        match (rate, Word::find("invitee.class")) {
            (Rate::ByClass { default, classes }, Some(fact)) => {
                let cases = classes.iter().map(|(class, percent)| (class.clone(), Give::Percent(*percent)));
                Give::By { fact, default: Some(Box::new(Give::Percent(*default))), cases: cases.collect() }
            }
            (rate, _) => Give::Percent(rate.of_class(None)),
        }
    }
}
