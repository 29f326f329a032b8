//! On what a rule is judged: each payment, registration, action, … of those whom the recipient invited, or of the recipient.

use super::Reckoner;
use super::tree::Reached;
use crate::calendar::Instant;
use crate::rules::circle::{MemberAction, MemberInvoice, MemberSubscription, Place};
use crate::rules::earning::{Cause, Earning};
use crate::rules::facts::timeline::Person;
use crate::rules::facts::view::{AtBond, AtPayment, Kept};
use crate::rules::reward::{Unassessed, exclusion};
use crate::rules::rule::{Recipient, Rule, RuleBase, Since, Span, Trigger};
use crate::rules::terms::Terms;

/// A rule in one version of the terms.
#[derive(Clone, Copy)]
pub(super) struct Law<'a> {
    pub(super) version: u32,
    pub(super) terms: &'a Terms,
    pub(super) rule: &'a Rule,
    pub(super) kept: &'a Kept,
}

#[derive(Clone)]
pub(super) struct Occasion<'a> {
    pub(super) at: Instant,
    pub(super) cause: Cause,
    pub(super) recipient: Place,
    /// Whose deed it is.
    pub(super) whose: Option<Place>,
    pub(super) bond: Option<AtBond>,
    pub(super) law: Law<'a>,
    pub(super) deed: Deed<'a>,
    /// Of a schedule: after, up to.
    pub(super) period: Option<(Instant, Instant)>,
}

#[derive(Clone)]
pub(super) enum Deed<'a> {
    Nothing,
    Payment(AtPayment<'a>),
    Action(&'a MemberAction),
    Invoice(&'a MemberInvoice),
    Subscription(&'a MemberSubscription),
    /// What the recipient's own invitee earned.
    Earned(Box<Earning>),
}

impl Deed<'_> {
    /// The event's instant.
    pub(super) fn happened_at(&self) -> Option<Instant> {
        match self {
            Deed::Payment(at) => Some(at.payment.at),
            Deed::Action(action) => Some(action.at),
            Deed::Invoice(invoice) => Some(invoice.at),
            Deed::Earned(earning) => earning.happened_at,
            Deed::Nothing | Deed::Subscription(_) => None,
        }
    }
}

/// Those for whom one rule of one version is judged.
pub(super) struct Scene<'r, 'a> {
    pub(super) reckoner: &'r Reckoner<'a>,
    pub(super) owner: Place,
    pub(super) law: Law<'a>,
    pub(super) reached: Vec<Reached>,
}

impl<'a> Scene<'_, 'a> {
    pub(super) fn person(&self, place: Place) -> &'a Person<'a> {
        self.reckoner.timeline.person(place)
    }

    pub(super) fn person_cause(&self, place: Place) -> Cause {
        Cause::Person(self.person(place).member.id.clone())
    }

    pub(super) fn recipient(&self, reached: &Reached) -> Place {
        match self.law.rule.to {
            Recipient::Level(_) => self.owner,
            Recipient::Invitee => reached.invitee,
        }
    }

    /// One that a referral is the reason for, if the referral stands then and this version governs it.
    pub(super) fn of_bond(
        &self,
        reached: &Reached,
        at: Instant,
        cause: Cause,
        deed: Deed<'a>,
    ) -> Result<Option<Occasion<'a>>, Unassessed> {
        self.reckoner.enough(8)?;
        let stands = reached.stands_at(at) && at <= self.reckoner.until;
        if !stands || !self.reckoner.governs(self.law, reached.registered_at, at, self.owner) {
            return Ok(None);
        }
        Ok(Some(Occasion {
            at,
            cause,
            recipient: self.recipient(reached),
            whose: Some(reached.invitee),
            bond: Some(reached.at),
            law: self.law,
            deed,
            period: None,
        }))
    }

    /// One of the referrer alone.
    pub(super) fn own(&self, at: Instant, cause: Cause, deed: Deed<'a>) -> Option<Occasion<'a>> {
        let person = self.person(self.owner);
        let since = self.reckoner.first_referral(self.owner).unwrap_or(person.member.registered_at);
        let governed = at <= self.reckoner.until && self.reckoner.governs(self.law, since, at, self.owner);
        governed.then_some(Occasion {
            at,
            cause,
            recipient: self.owner,
            whose: None,
            bond: None,
            law: self.law,
            deed,
            period: None,
        })
    }

    pub(super) fn all(&self) -> Result<Vec<Occasion<'a>>, Unassessed> {
        let rule = self.law.rule;
        let to_invitee = rule.to == Recipient::Invitee;
        if let RuleBase::Reward(id) = &rule.base
            && !matches!(rule.on, Trigger::Scheduled { .. })
        {
            return self.shares(id);
        }
        match &rule.on {
            Trigger::Payment => self.of_all(|reached| self.payments(reached)),
            Trigger::OwnPayment if to_invitee => self.of_all(|reached| self.payments(reached)),
            Trigger::OwnPayment => {
                let payments = self.payments_of(self.owner).into_iter();
                let own = payments.filter_map(|at| {
                    let event = at.payment.event.clone();
                    self.own(at.payment.at, Cause::Event(event), Deed::Payment(at))
                });
                Ok(own.collect())
            }
            Trigger::Registered => self.of_all(|reached| self.registered(reached)),
            Trigger::Joined if to_invitee => self.of_all(|reached| self.registered(reached)),
            Trigger::Joined => {
                let at = self.person(self.owner).member.registered_at;
                Ok(self.own(at, self.person_cause(self.owner), Deed::Nothing).into_iter().collect())
            }
            Trigger::OwnInvoice if to_invitee => self.of_all(|reached| {
                let invoices = self.person(reached.invitee).invoices.iter();
                let occasions = invoices.map(|invoice| {
                    self.of_bond(reached, invoice.at, Cause::Event(invoice.event.clone()), Deed::Invoice(invoice))
                });
                occasions.filter_map(Result::transpose).collect()
            }),
            Trigger::OwnInvoice => {
                let invoices = self.person(self.owner).invoices.iter();
                let own = invoices.filter_map(|invoice| {
                    self.own(invoice.at, Cause::Event(invoice.event.clone()), Deed::Invoice(invoice))
                });
                Ok(own.collect())
            }
            Trigger::Action(names) => self.of_all(|reached| self.actions(reached, names)),
            Trigger::OwnAction(names) if to_invitee => self.of_all(|reached| self.actions(reached, names)),
            Trigger::OwnAction(names) => {
                let actions = self.person(self.owner).actions.iter().filter(|action| names.contains(&action.name));
                let own = actions
                    .filter_map(|action| self.own(action.at, Cause::Event(action.event.clone()), Deed::Action(action)));
                Ok(own.collect())
            }
            Trigger::Tenure { span, since } => self.of_all(|reached| self.tenure(reached, *span, since)),
            Trigger::Becomes(expression) => {
                let becoming = self.becoming(expression)?;
                self.of_all(|reached| self.becomes(reached, &becoming))
            }
            Trigger::Milestone { of, at } => self.milestones(of, at),
            Trigger::Scheduled { schedule, each } => self.scheduled(schedule, *each),
        }
    }

    fn of_all(
        &self,
        occasions: impl Fn(&Reached) -> Result<Vec<Occasion<'a>>, Unassessed>,
    ) -> Result<Vec<Occasion<'a>>, Unassessed> {
        let mut all = Vec::new();
        for reached in &self.reached {
            all.append(&mut occasions(reached)?);
        }
        Ok(all)
    }

    fn registered(&self, reached: &Reached) -> Result<Vec<Occasion<'a>>, Unassessed> {
        Ok(self
            .of_bond(reached, reached.from, self.person_cause(reached.invitee), Deed::Nothing)?
            .into_iter()
            .collect())
    }

    /// A person's, each with its place among those that have a line which counts.
    fn payments_of(&self, payer: Place) -> Vec<AtPayment<'a>> {
        let mut ordinal = 1;
        let mut payments = Vec::new();
        for payment in &self.person(payer).payments {
            payments.push(AtPayment { payment, payer, ordinal });
            ordinal += u32::from(self.counts(payer, payment));
        }
        payments
    }

    fn counts(&self, payer: Place, payment: &crate::rules::circle::MemberPayment) -> bool {
        let rule = self.law.rule;
        let RuleBase::Lines { base, .. } = &rule.base else { return true };
        // What bonuses paid whole takes no place.
        if !payment.amount.is_positive() {
            return false;
        }
        payment.lines.iter().any(|line| {
            exclusion(base, &rule.exclude, payment.promo_code, &line.paid_line()).is_none()
                && super::base::unlisted(rule, self.reckoner.timeline, payer, (Some(payment), payment.at), line)
                    .is_none()
        })
    }

    fn payments(&self, reached: &Reached) -> Result<Vec<Occasion<'a>>, Unassessed> {
        let payments = self.payments_of(reached.invitee).into_iter();
        let occasions = payments
            .map(|at| self.of_bond(reached, at.payment.at, Cause::Event(at.payment.event.clone()), Deed::Payment(at)));
        occasions.filter_map(Result::transpose).collect()
    }

    fn actions(&self, reached: &Reached, names: &[String]) -> Result<Vec<Occasion<'a>>, Unassessed> {
        let actions = self.person(reached.invitee).actions.iter().filter(|action| names.contains(&action.name));
        let occasions = actions
            .map(|action| self.of_bond(reached, action.at, Cause::Event(action.event.clone()), Deed::Action(action)));
        occasions.filter_map(Result::transpose).collect()
    }

    fn tenure(&self, reached: &Reached, span: Span, since: &Since) -> Result<Vec<Occasion<'a>>, Unassessed> {
        let person = self.person(reached.invitee);
        let mut deed = Deed::Nothing;
        let begins = match since {
            Since::Registration => Some(person.member.registered_at),
            Since::FirstPayment => person.payments.iter().find(|paid| paid.amount.is_positive()).map(|paid| paid.at),
            Since::Action(name) => {
                let first = person.actions.iter().find(|action| action.name == *name);
                first.inspect(|action| deed = Deed::Action(action)).map(|action| action.at)
            }
        };
        let Some(begins) = begins else { return Ok(Vec::new()) };
        let at = span.after(begins, self.law.terms.time_zone)?.max(reached.from);
        Ok(self.of_bond(reached, at, self.person_cause(reached.invitee), deed)?.into_iter().collect())
    }

    /// Each grant that somebody on this level earned as a referrer.
    fn shares(&self, id: &str) -> Result<Vec<Occasion<'a>>, Unassessed> {
        let mut all = Vec::new();
        for reached in &self.reached {
            for earning in self.reckoner.earned(reached.invitee, id)?.iter() {
                let earner = self.person(reached.invitee).member.id.clone();
                let cause = Cause::Share(earner, Box::new(earning.cause.clone()));
                let occasion = self.of_bond(reached, earning.at, cause, Deed::Earned(Box::new(earning.clone())))?;
                all.extend(occasion.map(|occasion| Occasion { whose: earning.invitee.or(occasion.whose), ..occasion }));
            }
        }
        Ok(all)
    }
}
