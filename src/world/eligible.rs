//! What terms ask of facts when somebody registers, and when an offer is made.

use super::circles::{Gathered, member_line};
use super::judged::Asked;
use super::people::Referral;
use super::{Refusal, World};
use crate::calendar::Instant;
use crate::events::{InvoiceIssued, Line, PersonRegistered};
use crate::money::{Money, MoneyError};
use crate::rules::Terms;
use crate::rules::attribution::ReferralRefused;
use crate::rules::circle::{Bond, Member, MemberInvoice};
use crate::rules::claim::{Claim, NotClaimed, claimed_from};
use crate::rules::terms::Offer;

impl World {
    /// Why the referrer or the invitee is not one whom the terms want, judged at the registration.
    pub(super) fn ineligible(
        &self,
        terms: &Terms,
        program: usize,
        referrer: usize,
        (at, fact): (Instant, &PersonRegistered),
    ) -> Result<Option<ReferralRefused>, Refusal> {
        let attribution = &terms.attribution;
        if !attribution.is_conditional() {
            return Ok(None);
        }
        let conditions = [
            (&attribution.referrer_when, ReferralRefused::ReferrerNotEligible),
            (&attribution.invitee_when, ReferralRefused::InviteeNotEligible),
        ];
        let mut gathered = self.gather(program, referrer, 1)?;
        gathered.welcome(at, fact);
        let asked = Asked { at, invitee: Some(gathered.circle.people.len() - 1), charge: None };
        for (condition, refused) in conditions {
            let Some(condition) = condition else { continue };
            if !gathered.holds(terms, &self.programs[program].assumed, asked, condition)? {
                return Ok(Some(refused));
            }
        }
        Ok(None)
    }

    /// Since when the invitee counts as referred, where they may still change that.
    pub(super) fn claimed_from(
        &self,
        (program, invitee): (usize, usize),
        (at, claimed_at): (Instant, Instant),
        (visit, by_staff): (Option<Instant>, bool),
    ) -> Result<Instant, Refusal> {
        let known = &self.people[invitee];
        let terms = self.programs[program].told(at);
        let bound = known.invited.iter().map(|&referral| &self.referrals[referral]);
        let bound = bound.into_iter().find(|referral| referral.program == program);
        if bound.is_some_and(|referral| referral.voided_at.is_some()) {
            return Err(Refusal::ReferralFinal);
        }
        let claim = Claim {
            registered_at: known.registered_at,
            bound_since: bound.map(|referral| referral.registered_at),
            freed_since: known.freed.get(&program).copied(),
            has_paid: !known.payments.is_empty(),
            at,
            claimed_at,
            visit,
            by_staff,
        };
        claimed_from(&terms.attribution, terms.time_zone, &claim)?.map_err(|not| match not {
            NotClaimed::NotByStaff => Refusal::NotByStaff,
            NotClaimed::Final => Refusal::ReferralFinal,
        })
    }

    /// Whether an offer is made to the invitee of a referral, for an invoice.
    pub(super) fn is_offered(
        &self,
        terms: &Terms,
        offer: &Offer,
        referral: &Referral,
        (at, issued): (Instant, &InvoiceIssued),
    ) -> Result<bool, Refusal> {
        if offer.by_code && (referral.through.code.is_none() || referral.through.click.is_some()) {
            return Ok(false);
        }
        if offer.when.is_none() && offer.scheme.is_none() {
            return Ok(true);
        }
        let gathered = self.gather(referral.program, referral.referrer, 1)?;
        let invitee = gathered.people.iter().position(|person| *person == referral.invitee);
        let charge = charge(at, issued)?;
        let asked = Asked { at, invitee, charge: Some(&charge) };
        let assumed = &self.programs[referral.program].assumed;
        if let Some(wanted) = &offer.scheme {
            let chosen = gathered.ask(terms, assumed, asked, |view| Ok(view.scheme().map(str::to_owned)))?;
            if chosen.as_ref() != Some(wanted) {
                return Ok(false);
            }
        }
        offer.when.as_ref().map_or(Ok(true), |condition| gathered.holds(terms, assumed, asked, condition))
    }
}

/// An invoice before what we take off it.
fn charge(at: Instant, issued: &InvoiceIssued) -> Result<MemberInvoice, MoneyError> {
    Ok(MemberInvoice {
        id: issued.invoice.clone(),
        event: issued.invoice.clone(),
        at,
        subscription: issued.subscription.clone(),
        due_at: issued.due_at,
        lines: issued.lines.iter().map(|line| member_line(line, line.net(), false)).collect(),
        total: Money::sum(issued.currency, issued.lines.iter().map(Line::net))?,
        tax: issued.tax,
        settled_at: None,
        voided_at: None,
    })
}

impl Gathered {
    /// Somebody who is about to register, as the last of the people.
    fn welcome(&mut self, at: Instant, fact: &PersonRegistered) {
        let circle = &mut self.circle;
        let invitee = circle.people.len();
        circle.people.push(Member {
            id: fact.person.clone(),
            registered_at: at,
            kinds: fact.kind.into_iter().map(|kind| (at, kind)).collect(),
            countries: fact.country.iter().map(|country| (at, country.to_string())).collect(),
            labels: Vec::new(),
            classes: Vec::new(),
            schemes: Vec::new(),
            payments: Vec::new(),
            actions: Vec::new(),
            subscriptions: Vec::new(),
            invoices: Vec::new(),
            closed: Vec::new(),
            accepted: Vec::new(),
        });
        circle.referrals.push(Bond {
            referrer: 0,
            invitee,
            registered_at: at,
            voided_at: None,
            code: fact.code.as_ref().map(ToString::to_string),
            sub: None,
            schemes: Vec::new(),
            typed: fact.code.is_some() && fact.click.is_none(),
            late: false,
        });
    }
}
