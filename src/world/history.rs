//! What receipts look back at, and the late facts that change it.

use super::names::Source;
use super::payments::Payment;
use super::{Applied, Noun, Refusal, World};
use crate::calendar::Instant;
use crate::events::{PersonChanged, PersonClassChanged, PersonKind, RateChanged, Text};
use crate::ids::ExternalId;
use crate::rules::Terms;
use crate::rules::class::{Reported, Turned, class_at};
use crate::rules::history::{PastPayment, corrected_at};
use crate::rules::reward::Class;
use crate::rules::terms::Clause;

/// A class that was reported of a person.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) at: Instant,
    pub(super) event: ExternalId,
    pub(super) class: Text,
}

/// What a person was recorded as: at the registration (without an event of its own) and since.
pub(super) type Kinds = Vec<(Instant, Option<ExternalId>, PersonKind)>;

impl World {
    pub(super) fn change_class(
        &mut self,
        source: Source,
        event: ExternalId,
        at: Instant,
        fact: PersonClassChanged,
    ) -> Applied {
        let person = self.find(Noun::Person, source, &fact.person)?;
        let registered_at = self.people[person].registered_at;
        if at < registered_at {
            return Err(Refusal::ClassBeforePerson { at, registered_at });
        }
        self.people[person].classes.push(Report { at, event, class: fact.class });
        self.revise(person, at)
    }

    pub(super) fn change_person(
        &mut self,
        source: Source,
        event: ExternalId,
        at: Instant,
        fact: &PersonChanged,
    ) -> Applied {
        let person = self.find(Noun::Person, source, &fact.person)?;
        self.people[person].kinds.extend(fact.set.kind.map(|kind| (at, Some(event.clone()), kind)));
        self.people[person].recorded.change(at, &event, &fact.set);
        Ok(())
    }

    /// What a person was recorded as at an instant.
    pub(super) fn kind_of(&self, person: usize, at: Instant) -> Option<PersonKind> {
        let known = self.people[person].kinds.iter().filter(|(since, ..)| *since <= at);
        known.max_by_key(|(since, event, _)| (*since, event)).map(|(.., kind)| *kind)
    }

    pub(super) fn change_rate(&mut self, event: ExternalId, at: Instant, fact: &RateChanged) -> Applied {
        self.rates.add(at, event, (fact.from, fact.to), fact.rate);
        if at > self.last_paid_at {
            return Ok(());
        }
        (0..self.people.len()).try_for_each(|person| self.revise(person, at))
    }

    /// A fact that comes late may change what receipts had read: those of payments since then are assessed again.
    pub(super) fn revise(&mut self, person: usize, since: Instant) -> Applied {
        let mut programs = self.people[person].invited.iter().map(|&referral| self.referrals[referral].program);
        if !programs.any(|program| self.programs[program].looks_back()) {
            return Ok(());
        }
        let payments = self.people[person].payments.iter().map(|&payment| &self.payments[payment]);
        let later = payments.filter(|payment| payment.at >= since);
        let receipts: Vec<usize> = later.flat_map(|payment| payment.receipts.clone()).collect();
        for receipt in receipts {
            let stored = &self.receipts[receipt];
            let payment = &self.payments[stored.payment];
            let at = corrected_at(since, payment.at);
            let (version, clause) = (stored.receipt.terms_version, &stored.receipt.clause);
            let again = self.assess_one(payment, stored.referral, version, clause)?;
            self.settle_receipt(receipt, again, at)?;
        }
        Ok(())
    }

    /// The class of a payment's person at its instant.
    pub(super) fn class_at<'a>(&'a self, terms: &'a Terms, payment: &Payment) -> Result<Class<'a>, Refusal> {
        let person = &self.people[payment.person];
        let reports = person.classes.iter();
        let reported =
            reports.map(|report| Reported { at: report.at, event: &report.event, class: report.class.as_str() });
        let payments = person.payments.iter().map(|&payment| &self.payments[payment]);
        let turned = payments.map(|payment| Turned {
            at: payment.at,
            amount: payment.amount,
            refunded: payment.settled_refunds(),
        });
        Ok(class_at(terms, payment.at, reported, turned, &self.rates)?)
    }

    /// How many of the person's earlier payments had a line that counts.
    pub(super) fn earlier(&self, clause: &Clause, payment: &Payment) -> Result<u32, Refusal> {
        let mut earlier = 0;
        for &other in &self.people[payment.person].payments {
            let other = &self.payments[other];
            let lines = self.paid_lines(other)?;
            let promo_code = self.has_promo_code(other);
            let past = PastPayment {
                at: other.at,
                payment: &other.id,
                promo_code,
                lines: &lines,
                is_paid: other.amount.is_positive(),
            };
            earlier += u32::from(past.is_earlier(clause, (payment.at, &payment.id)));
        }
        Ok(earlier)
    }
}
