//! What is taken off invoices: the invitee's offer, what months assign to the referrer's own, what rules take off anybody's. Each is
//! told as if it alone were claimed: which of several is the best for a line is not asked again.

use std::collections::BTreeSet;

use super::super::bills::Invoice;
use super::super::people::Referral;
use super::super::runs::Run;
use super::super::{Refusal, World};
use super::{Given, GivenAs, Question, Role};
use crate::calendar::Month;
use crate::money::Money;
use crate::rules::circle::Place;
use crate::rules::earning::Reduction;
use crate::rules::offer::{Claim, best};
use crate::rules::reduction::TakenOff;
use crate::rules::schedule::scheduled_at;

impl World {
    /// Off the invoices of who was referred.
    pub(super) fn offered(&self, question: &Question, referral: &Referral) -> Result<Vec<Given>, Refusal> {
        let mut found = Vec::new();
        let mut before: Vec<&Invoice> = Vec::new();
        for invoice in self.invoices_in_order(referral.invitee) {
            if question.covers(invoice.at) && invoice.voided_at.is_none() {
                let earlier = before.iter().filter(|other| other.voided_at.is_none_or(|voided| voided > invoice.at));
                let claims = self.offers_to(referral, invoice, earlier.count() as u32)?;
                found.extend(taken_off(invoice, &claims, Role::Invitee)?);
            }
            before.push(invoice);
        }
        Ok(found)
    }

    /// Off the referrer's own invoices. What the month before gave may be used in the first.
    pub(super) fn assigned(&self, question: &Question, program: usize, referrer: usize) -> Result<Vec<Given>, Refusal> {
        if !self.programs[program].has_runs() {
            return Ok(Vec::new());
        }
        let runs = self.runs_for(question, program, referrer)?;
        let mut found = Vec::new();
        let mut used = BTreeSet::new();
        for invoice in self.invoices_in_order(referrer).into_iter().filter(|invoice| invoice.voided_at.is_none()) {
            let newest = runs.iter().enumerate().rfind(|(_, run)| run.scheduled_at() <= invoice.at);
            let Some(((n, run), subscription)) = newest.zip(self.served_by(invoice)) else { continue };
            let claim = run.claim(subscription).filter(|_| used.insert((n, subscription)));
            if let Some(claim) = claim.filter(|_| question.covers(invoice.at)) {
                found.extend(taken_off(invoice, &[claim], Role::Referrer)?);
            }
        }
        Ok(found)
    }

    /// Off the invoices of everybody in the circle, by its rules.
    pub(super) fn reduced_by_rules(
        &self,
        question: &Question,
        program: usize,
        people: &[usize],
        reductions: &[Reduction],
    ) -> Result<Vec<Given>, Refusal> {
        let mut recipients: Vec<Place> = reductions.iter().map(|reduction| reduction.recipient).collect();
        recipients.sort_unstable();
        recipients.dedup();
        let mut found = Vec::new();
        for recipient in recipients {
            let role = if recipient == 0 { Role::Referrer } else { Role::Invitee };
            let own = reductions.iter().filter(|reduction| reduction.recipient == recipient);
            let mut unused: Vec<Reduction> = own.cloned().collect();
            for invoice in self.invoices_in_order(people[recipient]) {
                if invoice.voided_at.is_some() {
                    continue;
                }
                let due = invoice.charged().uses(unused.iter().cloned());
                unused.retain(|reduction| !due.contains(reduction));
                if question.covers(invoice.at) {
                    let taken = TakenOff { off: due.iter().map(|used| used.off).collect(), plans: None };
                    let claims = self.programs[program].told(invoice.at).reduced(&invoice.charged(), &taken)?;
                    found.extend(taken_off(invoice, &claims, role)?);
                }
            }
        }
        Ok(found)
    }

    fn runs_for(&self, question: &Question, program: usize, referrer: usize) -> Result<Vec<Run>, Refusal> {
        let (mut month, mut runs): (Month, Vec<Run>) = (question.from.previous()?, Vec::new());
        while month <= question.until {
            let at = scheduled_at(self.programs[program].dated(), month)?.filter(|at| *at <= question.as_of);
            runs.extend(at.map(|at| self.run_for(program, referrer, month, at)).transpose()?);
            month = month.next()?;
        }
        Ok(runs)
    }

    fn invoices_in_order(&self, person: usize) -> Vec<&Invoice> {
        let mut invoices: Vec<&Invoice> =
            self.people[person].invoices.iter().map(|&place| &self.invoices[place]).collect();
        invoices.sort_by_key(|invoice| (invoice.at, &invoice.issued.invoice));
        invoices
    }
}

fn taken_off(invoice: &Invoice, claims: &[Claim<'_>], role: Role) -> Result<Option<Given>, Refusal> {
    let lines = best(&invoice.issued.lines, claims)?;
    let amount = Money::sum(invoice.issued.currency, lines.iter().map(|line| line.amount))?;
    let (recipient, at, given_as) = (invoice.person, invoice.at, GivenAs::Discount);
    Ok(amount.is_positive().then_some(Given { recipient, role, at, given_as, amount, answer: None }))
}
