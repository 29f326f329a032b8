use std::cmp::Reverse;
use std::ops::Range;

use super::names::Source;
use super::{Applied, Balances, Noun, Refusal, World};
use crate::book::{Move, RewardState};
use crate::calendar::Instant;
use crate::events::{Line, PaymentSucceeded};
use crate::ids::ExternalId;
use crate::money::{Amount, Money, MoneyError};
use crate::rules::Receipt;
use crate::rules::reward::{Class, PaidLine, PaymentFacts, assess, invoiced_tax};
use crate::rules::terms::RefundRule;

use super::refunds::Refunds;

#[derive(Debug)]
pub(super) struct Payment {
    pub(super) id: ExternalId,
    pub(super) event: ExternalId,
    pub(super) at: Instant,
    pub(super) person: usize,
    pub(super) company: usize,
    pub(super) invoice: Option<usize>,
    pub(super) amount: Money,
    pub(super) tax: Option<Money>,
    /// The part that was paid with bonuses.
    pub(super) credit: Option<Money>,
    promo_code: bool,
    /// Its own; none when they are the invoice's.
    pub(super) lines: Vec<Line>,
    /// Whether it named lines itself.
    pub(super) told_lines: bool,
    /// None: nothing was asked back.
    pub(super) refunds: Option<Box<Refunds>>,
    /// Their places.
    pub(super) receipts: Range<usize>,
}

#[derive(Debug)]
pub(super) struct Reward {
    pub(super) state: RewardState,
    pub(super) account: usize,
}

/// A receipt with whose it is. The newest revision replaces the one before.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredReceipt {
    pub(super) payment: usize,
    pub(super) referral: usize,
    pub(super) reward: Option<usize>,
    pub(super) refund: RefundRule,
    pub revision: u32,
    pub receipt: Receipt,
}

impl World {
    pub(super) fn receive_payment(
        &mut self,
        source: Source,
        event: ExternalId,
        at: Instant,
        fact: PaymentSucceeded,
    ) -> Applied {
        let company = self.find(Noun::Company, source, &fact.company)?;
        let invoice = fact.invoice.as_ref().map(|invoice| self.find(Noun::Invoice, source, invoice)).transpose()?;
        let person = self.companies[company].person;
        self.check_payment(&fact, company, invoice)?;
        let tax = match invoice.map(|invoice| &self.invoices[invoice].issued) {
            Some(issued) if fact.tax.is_none() => invoiced_tax(fact.amount, issued.tax, &issued.lines)?,
            _ => fact.tax,
        };
        let payment = Payment {
            event,
            at,
            person,
            company,
            invoice,
            amount: fact.amount,
            tax,
            credit: fact.credit,
            promo_code: fact.promo_code.is_some(),
            refunds: None,
            receipts: self.receipts.len()..self.receipts.len(),
            id: fact.payment.clone(),
            told_lines: fact.lines.is_some(),
            lines: fact.into_own_lines(),
        };
        self.check_currency(&payment)?;
        let written = self.assess_all(&payment)?;
        if let Some(invoice) = invoice {
            self.invoices[invoice].paid = self.invoices[invoice].paid.plus(payment.amount)?;
        }
        let place = self.payments.len();
        self.names.add(Noun::Payment, source, payment.id.clone(), place);
        self.payments.push(payment);
        self.people[person].payments.push(place);
        self.last_paid_at = self.last_paid_at.max(at);
        self.revise(person, at)?;
        written.into_iter().try_for_each(|receipt| self.grant(receipt))
    }

    fn check_payment(&self, fact: &PaymentSucceeded, company: usize, invoice: Option<usize>) -> Result<(), Refusal> {
        let Some(invoice) = invoice.map(|invoice| &self.invoices[invoice]) else { return Ok(()) };
        if invoice.company != company || invoice.issued.currency != fact.currency {
            return Err(Refusal::OtherInvoice);
        }
        Ok(())
    }

    /// Refused when every program that would reward it counts in another currency.
    fn check_currency(&self, payment: &Payment) -> Result<(), Refusal> {
        let invited = &self.people[payment.person].invited;
        let mut currencies =
            invited.iter().map(|&referral| self.programs[self.referrals[referral].program].newest().currency);
        match currencies.next() {
            Some(first)
                if first != payment.amount.currency() && currencies.all(|other| other != payment.amount.currency()) =>
            {
                let (program, payment) = (first.to_string(), payment.amount.currency().to_string());
                Err(Refusal::OtherCurrency { program, payment })
            }
            _ => Ok(()),
        }
    }

    fn assess_all(&self, payment: &Payment) -> Result<Vec<StoredReceipt>, Refusal> {
        let mut written = Vec::new();
        for &referral in &self.people[payment.person].invited {
            let bound = &self.referrals[referral];
            let program = &self.programs[bound.program];
            let governing = program.governing(bound.referrer, bound.registered_at, payment.at);
            let over = bound.voided_at.is_some_and(|voided| voided <= payment.at);
            let Some(version) = governing.filter(|_| !over && bound.registered_at <= payment.at) else { continue };
            let terms = program.terms(version);
            written.reserve_exact(terms.rewards.len());
            for clause in &terms.rewards {
                let receipt = self.assess_one(payment, referral, version, &clause.id)?;
                written.push(StoredReceipt {
                    payment: self.payments.len(),
                    referral,
                    reward: None,
                    refund: clause.refund,
                    revision: 1,
                    receipt,
                });
            }
        }
        Ok(written)
    }

    pub(super) fn assess_one(
        &self,
        payment: &Payment,
        referral: usize,
        version: u32,
        clause: &str,
    ) -> Result<Receipt, Refusal> {
        let bound = &self.referrals[referral];
        let terms = self.programs[bound.program].terms(version);
        let clause = terms.clause(clause).ok_or(Refusal::NoReferral)?;
        let lines = self.paid_lines(payment)?;
        let facts = PaymentFacts {
            at: payment.at,
            amount: payment.amount,
            tax: payment.tax,
            promo_code: self.has_promo_code(payment),
            lines: &lines,
            registered_at: bound.registered_at,
            earlier: if clause.first_payments.is_some() { self.earlier(clause, payment)? } else { 0 },
            class: if clause.reads_class() { self.class_at(terms, payment)? } else { Class::None },
        };
        Ok(assess(terms, version, clause, &facts)?)
    }

    pub(super) fn paid_lines<'a>(&'a self, payment: &'a Payment) -> Result<Vec<PaidLine<'a>>, MoneyError> {
        match payment.invoice {
            Some(invoice) => self.invoices[invoice].paid_lines(payment.at),
            None => Ok(payment.lines.iter().map(|line| PaidLine::of(line, line.net(), false)).collect()),
        }
    }

    pub(super) fn has_promo_code(&self, payment: &Payment) -> bool {
        let invoiced = payment.invoice.is_some_and(|invoice| self.invoices[invoice].issued.promo_code.is_some());
        invoiced || payment.promo_code
    }

    /// Stores a first revision and posts what it grants.
    fn grant(&mut self, mut stored: StoredReceipt) -> Result<(), Refusal> {
        if let Some(amount) = Amount::positive(stored.receipt.amount) {
            stored.reward = Some(self.new_reward(&stored, amount)?);
        }
        let place = self.receipts.len();
        self.payments[stored.payment].receipts.end = place + 1;
        self.receipts.push(stored);
        self.touched.receipts.push(place);
        Ok(())
    }

    pub(super) fn new_reward(&mut self, stored: &StoredReceipt, amount: Amount) -> Result<usize, MoneyError> {
        let at = self.payments[stored.payment].at;
        let hold_until = stored.receipt.hold_until;
        let (mut state, granted) = RewardState::grant(amount, at, hold_until);
        let bound = &self.referrals[stored.referral];
        state.held = bound.held;
        let owner = (bound.referrer, bound.program, stored.receipt.unit);
        let account = self.accounts.open(owner, amount.currency());
        let reward = self.rewards.len();
        self.rewards.push(Reward { state, account });
        self.post_moves(reward, &[granted])?;
        self.due.push(Reverse((hold_until, reward)));
        self.release_due(reward)?;
        Ok(reward)
    }

    pub(super) fn release_due(&mut self, reward: usize) -> Result<(), MoneyError> {
        let moves = self.rewards[reward].state.release(self.now);
        self.post_moves(reward, &moves)
    }

    pub(super) fn post_moves(&mut self, reward: usize, moves: &[Move]) -> Result<(), MoneyError> {
        let account = self.rewards[reward].account;
        moves.iter().try_for_each(|step| self.accounts.post(account, step.posting, step.amount, step.effective_at))
    }

    /// The receipt's newest revision.
    pub fn receipt(&self, place: usize) -> &StoredReceipt {
        &self.receipts[place]
    }

    /// All receipts, newest revisions, in the order in which they were first written.
    pub fn receipts(&self) -> &[StoredReceipt] {
        &self.receipts
    }

    /// (event, referrer, invitee, program) that a receipt is about, by the senders' ids and the slug.
    pub fn receipt_is_about(&self, stored: &StoredReceipt) -> (&ExternalId, &ExternalId, &ExternalId, &str) {
        let payment = &self.payments[stored.payment];
        let bound = &self.referrals[stored.referral];
        let program = self.programs[bound.program].slug();
        (&payment.event, &self.people[bound.referrer].id, &self.people[payment.person].id, program)
    }

    /// A program's totals as of an instant, over all persons.
    pub fn as_of(&self, program: &str, at: Instant) -> Result<Option<Balances>, MoneyError> {
        let Some(place) = self.program(program) else { return Ok(None) };
        let currency = self.programs[place].newest().currency;
        self.accounts.as_of(at, currency, |(_, program, _)| program == place).map(Some)
    }
}
