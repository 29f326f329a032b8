//! Invoices that lose what an offer took off them, as they are not paid in time.

use super::bills::Invoice;
use super::{Applied, Noun, Refusal, World};
use crate::calendar::Instant;
use crate::events::InvoiceRepriced;
use crate::money::{Money, MoneyError};
use crate::rules::activity::settled_at;
use crate::rules::offer::{LineDiscount, lost_by, reprices_at};

impl Invoice {
    /// What is taken off now.
    pub(super) fn off(&self) -> Vec<&LineDiscount> {
        self.off_by(self.repriced_at)
    }

    /// What is taken off for whoever pays at an instant.
    pub(super) fn off_at(&self, at: Instant) -> Vec<&LineDiscount> {
        self.off_by(lost_by(self.issued.due_at, self.repriced_at, at))
    }

    fn off_by(&self, by: Option<Instant>) -> Vec<&LineDiscount> {
        let held = |discount| by.map_or(Some(discount), |by| LineDiscount::after(discount, by));
        self.discounts.iter().filter_map(held).collect()
    }

    /// When it loses the first of what is taken off.
    fn reprices_at(&self, off: &[&LineDiscount]) -> Option<Instant> {
        reprices_at(self.issued.due_at, off.iter().filter_map(|discount| discount.until))
    }
}

impl World {
    /// Of the log: only an invoice that is open then, and over, loses anything; and only what was covered before has it again.
    pub(super) fn reprice_invoice(&mut self, at: Instant, fact: &InvoiceRepriced) -> Applied {
        let source = self.names.source_of(&fact.invoice);
        let place = self.find(Noun::Invoice, source, &fact.invoice.id)?;
        let invoice = &self.invoices[place];
        let is_due = if fact.restored {
            self.was_covered_in_time(place)?
        } else {
            let is_open = invoice.voided_at.is_none() && self.remainder(place)?.is_positive();
            is_open && invoice.reprices_at(&invoice.off()) == Some(at)
        };
        if !is_due && self.told.is_none() {
            return Err(Refusal::NotRepriced);
        }
        self.invoices[place].repriced_at = (!fact.restored).then_some(at);
        self.touched.invoices.push(place);
        Ok(())
    }

    /// Whether an invoice that was repriced had been paid as it was issued, before.
    fn was_covered_in_time(&self, place: usize) -> Result<bool, MoneyError> {
        let invoice = &self.invoices[place];
        let off: Vec<&LineDiscount> = invoice.discounts.iter().collect();
        let Some(first) = invoice.repriced_at.and(invoice.reprices_at(&off)) else { return Ok(false) };
        let nets = invoice.issued.lines.iter().map(|line| line.net());
        let whole = Money::sum(invoice.issued.currency, nets)?;
        let total = whole.minus(Money::sum(invoice.issued.currency, off.iter().map(|discount| discount.amount))?)?;
        let paid = self.people[invoice.person].payments.iter().map(|&payment| &self.payments[payment]);
        let paid = paid.filter(|payment| payment.invoice == Some(place)).map(|payment| (payment.at, payment.amount));
        let mut moves = self.covered_by_bonuses(place);
        moves.extend(paid);
        Ok(settled_at(total, invoice.at, &mut moves)?.is_some_and(|settled| settled < first))
    }
}
