//! Rules that judge each referral by itself.

use super::{Made, Per, Recipient, Rule, RuleBase, Trigger, Whose};
use crate::rules::expression::Expression;
use crate::rules::facts::{Fact, Group, Word};
use crate::rules::terms::Terms;

impl Terms {
    /// Whether what is given for one referral follows from what its invitee did and what is known of the referrer alone, and time
    /// changes nothing of it.
    pub fn judges_apart(&self) -> bool {
        self.rules.iter().all(|rule| rule.is_apart(self))
    }
}

impl Rule {
    fn is_apart(&self, terms: &Terms) -> bool {
        let to_invitee = self.to == Recipient::Invitee;
        let of_deeds = match self.on {
            Trigger::Payment | Trigger::Registered | Trigger::Action(_) => true,
            Trigger::Joined | Trigger::OwnPayment | Trigger::OwnInvoice | Trigger::OwnAction(_) => to_invitee,
            Trigger::Tenure { .. } | Trigger::Becomes(_) | Trigger::Milestone { .. } | Trigger::Scheduled { .. } => {
                false
            }
        };
        // What invitees receive is summed for each of them.
        let limited = |per| self.limits.iter().any(|limit| limit.per == per);
        let summed = self.carry || limited(Per::Recipient);
        let still = self.release_when.is_none() && self.take_back.is_none() && self.instalments.is_none();
        let near = matches!(self.to, Recipient::Level(1) | Recipient::Invitee);
        let of_itself = !matches!(self.base, RuleBase::Reward(_)) && (to_invitee || !summed) && !limited(Per::Referrer);
        of_deeds && near && still && of_itself && self.formulas().all(|formula| is_apart(formula, terms))
    }
}

fn is_apart(formula: &Expression, terms: &Terms) -> bool {
    let of_one = |place: usize| match terms.counts.get(place).map(|count| &count.made) {
        Some(Made::Things(things)) => {
            let mut formulas = things.condition.iter().chain(&things.sum);
            things.of.whose != Whose::Invitees && formulas.all(|formula| is_apart(formula, terms))
        }
        Some(Made::Kept(_)) | None => false,
    };
    formula.uses().all(is_of_one) && formula.counts().all(of_one)
}

/// Whether it says nothing of the other referrals.
fn is_of_one(word: Word) -> bool {
    let of_all = [Fact::ActiveReferrals, Fact::Referrals, Fact::Qualified, Fact::Rewarded, Fact::Turnover];
    match word.group() {
        Group::Payment
        | Group::Line
        | Group::Action
        | Group::Subscription
        | Group::Invitee
        | Group::Charge
        | Group::Event => true,
        Group::Referrer => !of_all.contains(&word.fact()),
        Group::Referral => !matches!(word.fact(), Fact::Ordinal | Fact::QualifiedOrdinal),
        Group::Parent | Group::Period | Group::Milestone | Group::Places => false,
    }
}
