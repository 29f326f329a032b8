use super::names::Source;
use super::people::Referral;
use super::runs::Use;
use super::{Applied, Noun, Refusal, World};
use crate::calendar::Instant;
use crate::events::{InvoiceIssued, Line};
use crate::ids::ExternalId;
use crate::money::{Money, MoneyError};
use crate::rules::offer::{Claim, InvoiceFacts, LineDiscount, best, claims_where};
use crate::rules::reduction::Charged;
use crate::rules::reward::PaidLine;
use crate::rules::terms::Offer;

#[derive(Debug)]
pub(super) struct Invoice {
    pub(super) issued: InvoiceIssued,
    pub(super) source: Source,
    pub(super) event: ExternalId,
    pub(super) at: Instant,
    pub(super) company: usize,
    pub(super) person: usize,
    /// As it was issued.
    pub(super) discounts: Vec<LineDiscount>,
    /// When what was over of them was lost.
    pub(super) repriced_at: Option<Instant>,
    pub(super) voided_at: Option<Instant>,
    /// The assignments that it used.
    pub(super) used: Vec<Use>,
    /// Money received for it, and of that what went back.
    pub(super) paid: Money,
    pub(super) refunded: Money,
    pub(super) spends: Vec<usize>,
}

impl Invoice {
    pub(super) fn nets(&self) -> Result<Vec<Money>, MoneyError> {
        let off = self.off();
        self.issued.lines.iter().enumerate().map(|(n, line)| net(n, line, &off)).collect()
    }

    pub(super) fn total(&self) -> Result<Money, MoneyError> {
        Money::sum(self.issued.currency, self.nets()?)
    }

    pub(super) fn charged(&self) -> Charged<'_> {
        let (issued, event, at) = (&self.issued, &self.event, self.at);
        Charged { event, invoice: &issued.invoice, at, currency: issued.currency, lines: &issued.lines }
    }

    /// As whoever pays at an instant pays them.
    pub(super) fn paid_lines(&self, at: Instant) -> Result<Vec<PaidLine<'_>>, MoneyError> {
        let (off, lines) = (self.off_at(at), self.issued.lines.iter().enumerate());
        lines.map(|(n, line)| Ok(PaidLine::of(line, net(n, line, &off)?, off.iter().any(|d| d.line == n)))).collect()
    }
}

/// What is to be paid for a line, after every discount.
fn net(n: usize, line: &Line, off: &[&LineDiscount]) -> Result<Money, MoneyError> {
    let offers = off.iter().filter(|discount| discount.line == n);
    offers.into_iter().try_fold(line.net(), |net, discount| net.minus(discount.amount))
}

impl World {
    pub(super) fn issue_invoice(
        &mut self,
        source: Source,
        event: ExternalId,
        at: Instant,
        fact: InvoiceIssued,
    ) -> Applied {
        let company = self.find(Noun::Company, source, &fact.company)?;
        let person = self.companies[company].person;
        let zero = Money::zero(fact.currency);
        let mut invoice = Invoice {
            issued: fact,
            source,
            event,
            at,
            company,
            person,
            discounts: Vec::new(),
            repriced_at: None,
            voided_at: None,
            used: Vec::new(),
            paid: zero,
            refunded: zero,
            spends: Vec::new(),
        };
        if let Some(told) = &mut self.told {
            invoice.discounts = told.taken_off(&invoice);
            self.keep_invoice(invoice);
            return Ok(());
        }
        let (used, assigned): (Vec<Use>, Vec<Claim<'static>>) = self.assigned_to(&invoice).into_iter().unzip();
        invoice.used = used;
        invoice.discounts = self.priced(&invoice, &assigned)?;
        let place = self.invoices.len();
        self.use_up(&invoice.used, place);
        self.keep_invoice(invoice);
        self.touched.invoices.push(place);
        if self.reckons() {
            let reduced = self.reduced(place)?;
            if !reduced.is_empty() {
                let claimed: Vec<Claim<'static>> = assigned.into_iter().chain(reduced).collect();
                self.invoices[place].discounts = self.priced(&self.invoices[place], &claimed)?;
            }
        }
        self.pay_by_itself(place)
    }

    fn keep_invoice(&mut self, invoice: Invoice) {
        let place = self.invoices.len();
        self.names.add(Noun::Invoice, invoice.source, invoice.issued.invoice.clone(), place);
        self.people[invoice.person].invoices.push(place);
        self.invoices.push(invoice);
    }

    fn priced(&self, invoice: &Invoice, claimed: &[Claim<'_>]) -> Result<Vec<LineDiscount>, Refusal> {
        let mut claims = self.offers(invoice)?;
        claims.extend_from_slice(claimed);
        Ok(best(&invoice.issued.lines, &claims)?)
    }

    /// The offers of all programs that invited the person.
    fn offers(&self, invoice: &Invoice) -> Result<Vec<Claim<'_>>, Refusal> {
        let person = &self.people[invoice.person];
        let earlier = person.invoices.iter().map(|&earlier| &self.invoices[earlier]);
        let earlier = earlier.filter(|other| other.voided_at.is_none() && !std::ptr::eq(*other, invoice)).count();
        let mut found = Vec::new();
        for &referral in &person.invited {
            found.extend(self.offers_to(&self.referrals[referral], invoice, earlier as u32)?);
        }
        Ok(found)
    }

    /// What the referral's program offers the invitee for an invoice that comes after so many others.
    pub(super) fn offers_to(
        &self,
        referral: &Referral,
        invoice: &Invoice,
        earlier: u32,
    ) -> Result<Vec<Claim<'_>>, Refusal> {
        let (at, program) = (invoice.at, &self.programs[referral.program]);
        let governing = program.governing(referral.referrer, referral.registered_at, at);
        let Some(version) = governing.filter(|_| referral.voided_at.is_none_or(|voided| voided > at)) else {
            return Ok(Vec::new());
        };
        // A code that is typed again begins no new days.
        let registered_at = self.people[referral.invitee].registered_at;
        let facts = InvoiceFacts { at, lines: &invoice.issued.lines, registered_at, earlier };
        let terms = program.terms(version);
        claims_where(terms, &facts, |offer: &Offer| self.is_offered(terms, offer, referral, (at, &invoice.issued)))
    }

    pub(super) fn void_invoice(&mut self, source: Source, at: Instant, invoice: &ExternalId) -> Applied {
        let place = self.find(Noun::Invoice, source, invoice)?;
        self.invoices[place].voided_at = Some(at);
        self.give_back(place);
        self.give_back_reductions(place, at)?;
        for spend in self.invoices[place].spends.clone() {
            let whole = self.spends[spend].state.amount.money();
            self.return_up_to(spend, whole, at)?;
        }
        Ok(())
    }

    /// What was taken off each invoice beyond its own discounts, by the sender's ids.
    pub fn discounts(&self) -> impl Iterator<Item = (&ExternalId, &[LineDiscount])> {
        self.invoices.iter().map(|invoice| (&invoice.issued.invoice, invoice.discounts.as_slice()))
    }

    /// What is still to be paid: the total without money received and bonuses used; nothing of what was voided.
    pub fn to_pay(&self, source: &str, invoice: &ExternalId) -> Option<Money> {
        let place = self.names.find_named(Noun::Invoice, source, invoice)?;
        let rest = self.remainder(place).ok()?;
        Some(if self.invoices[place].voided_at.is_some() { Money::zero(rest.currency()) } else { rest })
    }

    pub(super) fn remainder(&self, place: usize) -> Result<Money, MoneyError> {
        let invoice = &self.invoices[place];
        let rest = invoice.total()?.minus(invoice.paid)?.minus(self.used_bonuses(place)?)?;
        rest.larger(Money::zero(rest.currency()))
    }

    pub(super) fn used_bonuses(&self, place: usize) -> Result<Money, MoneyError> {
        let invoice = &self.invoices[place];
        invoice.spends.iter().try_fold(Money::zero(invoice.issued.currency), |used, &spend| {
            let spend = &self.spends[spend].state;
            used.plus(spend.amount.money())?.minus(spend.returned)
        })
    }
}
