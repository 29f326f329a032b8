//! Which circles a fact touches: they are reckoned again, once, when somebody asks.

use super::names::{Noun, Source};
use super::{Refusal, World};
use crate::events::{Fact, Key};
use crate::ids::ExternalId;
use crate::rules::rule::{Recipient, Rule, RuleBase, Trigger};
use crate::rules::terms::Terms;

/// How far the rules of a program read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reach {
    /// Levels of referrals below a referrer.
    pub depth: u32,
    /// Somebody who refers nobody may earn too.
    pub alone: bool,
    /// What is earned may change when nothing happens but time.
    pub by_time: bool,
    /// What is earned by one invitee depends on no other.
    pub apart: bool,
}

impl Reach {
    /// None where no rule needs the whole language.
    pub fn of(terms: &Terms) -> Option<Reach> {
        let rules = &terms.rules;
        (!rules.is_empty()).then(|| Reach {
            depth: rules.iter().map(depth).max().unwrap_or(1),
            alone: rules.iter().any(|rule| is_own(&rule.on)),
            by_time: rules.iter().any(moves_by_time),
            apart: terms.judges_apart(),
        })
    }

    pub fn and(self, other: Reach) -> Reach {
        Reach {
            depth: self.depth.max(other.depth),
            alone: self.alone || other.alone,
            by_time: self.by_time || other.by_time,
            apart: self.apart && other.apart,
        }
    }
}

fn depth(rule: &Rule) -> u32 {
    let level = match rule.to {
        Recipient::Level(level) => level,
        // What is read of the recipient's own referrals is a level further down.
        Recipient::Invitee => 2,
    };
    // Whose reward is shared has earned it by referrals of their own.
    level + u32::from(matches!(rule.base, RuleBase::Reward(_)))
}

fn is_own(trigger: &Trigger) -> bool {
    matches!(
        trigger,
        Trigger::Joined | Trigger::OwnPayment | Trigger::OwnInvoice | Trigger::OwnAction(_) | Trigger::Scheduled { .. }
    )
}

fn moves_by_time(rule: &Rule) -> bool {
    let by_trigger = matches!(
        rule.on,
        Trigger::Tenure { .. } | Trigger::Becomes(_) | Trigger::Milestone { .. } | Trigger::Scheduled { .. }
    );
    by_trigger || rule.release_when.is_some() || rule.take_back.is_some() || rule.instalments.is_some()
}

/// Whose facts change.
pub(super) enum Subject {
    Of(Noun, Source, ExternalId),
    Everybody,
    Nobody,
}

impl World {
    pub(super) fn subject(&mut self, source: Source, fact: &Fact) -> Subject {
        let of = |noun, id: &ExternalId| Subject::Of(noun, source, id.clone());
        match fact {
            Fact::PersonRegistered(fact) => of(Noun::Person, &fact.person),
            Fact::PersonChanged(fact) => of(Noun::Person, &fact.person),
            Fact::PersonClassChanged(fact) => of(Noun::Person, &fact.person),
            Fact::ChoiceMade(fact) => of(Noun::Person, &fact.person),
            Fact::CompanyRegistered(fact) => of(Noun::Person, &fact.person),
            Fact::CompanyClosed(fact) => of(Noun::Company, &fact.company),
            Fact::SubscriptionStarted(fact) => of(Noun::Company, &fact.company),
            Fact::SubscriptionChanged(fact) => of(Noun::Subscription, &fact.subscription),
            Fact::InvoiceIssued(fact) => of(Noun::Company, &fact.company),
            Fact::InvoiceVoided(fact) => of(Noun::Invoice, &fact.invoice),
            Fact::PaymentSucceeded(fact) => of(Noun::Payment, &fact.payment),
            Fact::RefundRequested(fact) | Fact::RefundCompleted(fact) | Fact::RefundDeclined(fact) => {
                of(Noun::Payment, &fact.payment)
            }
            Fact::PaymentDisputed(fact) | Fact::DisputeWon(fact) | Fact::DisputeLost(fact) => {
                of(Noun::Payment, &fact.payment)
            }
            Fact::ActionCompleted(fact) => of(Noun::Action, &fact.action),
            Fact::ActionReversed(fact) => of(Noun::Action, &fact.action),
            Fact::CreditSpent(fact) => self.keyed(Noun::Invoice, &fact.invoice),
            Fact::CreditReturned(fact) => of(Noun::Spend, &fact.spend),
            Fact::InvoiceRepriced(fact) => self.keyed(Noun::Invoice, &fact.invoice),
            Fact::TermsAccepted(fact) => self.keyed(Noun::Person, &fact.person),
            // What is available may be put to subscriptions.
            Fact::AdjustmentMade(fact) => self.keyed(Noun::Person, &fact.person),
            Fact::ReferralReplaced(fact) => self.keyed(Noun::Person, &fact.invitee),
            Fact::ReferralVoided(fact) => self.keyed(Noun::Person, &fact.invitee),
            Fact::TermsPublished(_) | Fact::RateChanged(_) => Subject::Everybody,
            Fact::LinkClicked(_)
            | Fact::CashConverted(_)
            | Fact::CompaniesOrdered(_)
            | Fact::PayoutMade(_)
            | Fact::ReferralCleared(_)
            | Fact::ReferralHeld(_)
            | Fact::ReferrerBanned(_)
            | Fact::ReferrerReadmitted(_)
            | Fact::RunApplied(_)
            | Fact::SubscriptionExtended(_)
            | Fact::WithdrawalRequested(_)
            | Fact::WithdrawalApproved(_)
            | Fact::WithdrawalRejected(_)
            | Fact::WithdrawalCanceled(_)
            | Fact::WithdrawalPaid(_)
            | Fact::WithdrawalFailed(_) => Subject::Nobody,
        }
    }

    /// Whom a referral that is replaced was of, while that is known.
    pub(super) fn touch_replaced(&mut self, subject: &Subject, fact: &Fact) {
        if let (Subject::Of(noun, source, id), Fact::ReferralReplaced(_)) = (subject, fact)
            && let Some(invitee) = self.names.find(*noun, *source, id)
        {
            self.touch_person(invitee);
        }
    }

    fn keyed(&mut self, noun: Noun, key: &Key) -> Subject {
        Subject::Of(noun, self.names.source_of(key), key.id.clone())
    }

    pub(super) fn touch(&mut self, subject: &Subject) -> Result<(), Refusal> {
        match subject {
            Subject::Nobody => Ok(()),
            Subject::Everybody => {
                (0..self.people.len()).for_each(|person| self.touch_person(person));
                Ok(())
            }
            Subject::Of(noun, source, id) => {
                let place = self.find(*noun, *source, id)?;
                let person = match noun {
                    Noun::Person => place,
                    Noun::Company => self.companies[place].person,
                    Noun::Subscription => self.companies[self.subscriptions[place].company].person,
                    Noun::Invoice => self.invoices[place].person,
                    Noun::Payment => self.payments[place].person,
                    Noun::Action => self.actions[place].person,
                    Noun::Spend => self.invoices[self.spends[place].invoice].person,
                    Noun::Click | Noun::Withdrawal => return Ok(()),
                };
                self.touch_person(person);
                Ok(())
            }
        }
    }

    /// The person's own circle, and those of everybody above whose rules reach down here.
    pub(super) fn touch_person(&mut self, person: usize) {
        self.reckoned.index(&self.referrals);
        for program in 0..self.programs.len() {
            let Some(reach) = self.programs[program].reach() else { continue };
            let loses = self.programs[program].versions().any(Terms::loses);
            if loses {
                self.reckoned.may_lose.insert((program, person));
            }
            let mut whose = person;
            for _ in 0..=reach.depth {
                if reach.alone || !self.reckoned.referrals_of(program, whose).is_empty() {
                    self.reckoned.touch(program, whose);
                    if loses {
                        self.reckoned.may_lose.insert((program, whose));
                    }
                }
                let Some(referrer) = self.referrer_in(program, whose) else { break };
                whose = referrer;
            }
        }
    }

    pub(super) fn referrer_in(&self, program: usize, person: usize) -> Option<usize> {
        let mut referrals = self.people[person].invited.iter().map(|&referral| &self.referrals[referral]);
        referrals.find(|referral| referral.program == program).map(|referral| referral.referrer)
    }
}
