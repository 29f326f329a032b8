use std::cmp::Reverse;

use super::names::Source;
use super::payments::Payment;
use super::{Applied, Noun, Refusal, World};
use crate::calendar::Instant;
use crate::events::{Dispute, Major, Refund};
use crate::ids::ExternalId;
use crate::money::{Amount, Money, proportion};
use crate::rules::Receipt;
use crate::rules::history::refunded;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Requested,
    Completed,
    Declined,
}

/// What was asked back of one payment. A stage that comes late finds its refund settled and changes nothing.
#[derive(Debug)]
pub(super) struct Refunds {
    /// None: the payment's dispute.
    asked: Vec<(Option<ExternalId>, Stage, Money)>,
    settled: Vec<(Instant, Money)>,
    completed: Money,
    /// Which was asked for when, and when it was settled: of those that were asked for first.
    spans: Vec<(Option<ExternalId>, Instant, Option<Instant>)>,
}

impl Payment {
    /// What went back, and when.
    pub(super) fn settled_refunds(&self) -> &[(Instant, Money)] {
        self.refunds.as_ref().map_or(&[], |refunds| &refunds.settled)
    }

    /// Since when a refund was asked for, and until when.
    pub(super) fn asked_refunds(&self) -> Vec<(Instant, Option<Instant>)> {
        self.refunds.as_ref().map_or_else(Vec::new, |refunds| refunds.asked())
    }

    /// When all that was paid had gone back.
    pub(super) fn refunded_whole_at(&self) -> Option<Instant> {
        self.settled_refunds().iter().map(|(at, _)| *at).max().filter(|_| self.refunded() == self.amount)
    }

    fn refunded(&self) -> Money {
        self.refunds.as_ref().map_or(Money::zero(self.amount.currency()), |refunds| refunds.completed)
    }
}

impl Refunds {
    fn new(paid: Money) -> Refunds {
        Refunds { asked: Vec::new(), settled: Vec::new(), completed: Money::zero(paid.currency()), spans: Vec::new() }
    }

    fn is_pending(&self) -> bool {
        self.asked.iter().any(|(_, stage, _)| *stage == Stage::Requested)
    }

    fn known(&self, id: &Option<ExternalId>) -> Option<(Stage, Money)> {
        self.asked.iter().find(|(known, ..)| known == id).map(|(_, stage, amount)| (*stage, *amount))
    }

    fn asked(&self) -> Vec<(Instant, Option<Instant>)> {
        let mut asked: Vec<_> = self.spans.iter().map(|&(_, since, until)| (since, until)).collect();
        asked.sort();
        asked
    }

    fn set(&mut self, id: Option<ExternalId>, stage: Stage, amount: Money, at: Instant) {
        match (stage, self.spans.iter_mut().find(|(known, ..)| *known == id)) {
            (Stage::Requested, _) => self.spans.push((id.clone(), at, None)),
            (_, Some((.., until))) => *until = Some(at),
            (_, None) => {}
        }
        match self.asked.iter_mut().find(|(known, ..)| *known == id) {
            Some(known) => (known.1, known.2) = (stage, amount),
            None => self.asked.push((id, stage, amount)),
        }
    }
}

impl World {
    pub(super) fn refund(&mut self, source: Source, at: Instant, fact: &Refund, stage: Stage) -> Applied {
        let payment = self.find(Noun::Payment, source, &fact.payment)?;
        // A refund is of one payment.
        let name = (source, fact.refund.clone());
        if self.refunds.get(&name).is_some_and(|of| *of != payment) {
            return Err(Refusal::RefundSettled);
        }
        self.ask(payment, Some(fact.refund.clone()), fact.amount, at, stage)?;
        self.refunds.insert(name, payment);
        Ok(())
    }

    pub(super) fn dispute(&mut self, source: Source, at: Instant, fact: &Dispute, stage: Stage) -> Applied {
        let payment = self.find(Noun::Payment, source, &fact.payment)?;
        self.ask(payment, None, fact.amount, at, stage)
    }

    fn ask(
        &mut self,
        place: usize,
        id: Option<ExternalId>,
        amount: Option<Major>,
        at: Instant,
        stage: Stage,
    ) -> Applied {
        let payment = &self.payments[place];
        let paid = payment.amount;
        let before = payment.refunds.as_ref().and_then(|refunds| refunds.known(&id));
        let left = paid.minus(payment.refunded())?;
        let amount = match (amount, before) {
            (Some(said), _) => said.in_currency(paid.currency())?,
            // What was asked for, or else all that did not go back yet.
            (None, Some((Stage::Requested, asked))) if stage == Stage::Completed => asked.smaller(left)?,
            (None, Some((_, asked))) => asked,
            (None, None) => left,
        };
        match before {
            Some((known, _)) if known != Stage::Requested && stage == Stage::Requested => return Ok(()),
            Some(known) if known == (stage, amount) => return Ok(()),
            Some((known, _)) if known == stage || known != Stage::Requested => return Err(Refusal::RefundSettled),
            _ => {}
        }
        if amount > paid {
            return Err(Refusal::MoreThanPaid { refunded: amount, paid });
        }
        if stage == Stage::Completed {
            let refunded = payment.refunded().plus(amount)?;
            if refunded > paid {
                return Err(Refusal::MoreThanPaid { refunded, paid });
            }
            let refunds = self.payments[place].refunds.get_or_insert_with(|| Refunds::new(paid).into());
            refunds.completed = refunded;
            refunds.settled.push((at, amount));
            self.refund_invoice(place, amount, at)?;
        }
        let refunds = self.payments[place].refunds.get_or_insert_with(|| Refunds::new(paid).into());
        refunds.set(id, stage, amount, at);
        for receipt in self.payments[place].receipts.clone() {
            self.settle_receipt(receipt, self.receipts[receipt].receipt.clone(), at)?;
        }
        if stage == Stage::Completed { self.revise(self.payments[place].person, at) } else { Ok(()) }
    }

    /// Bonuses used on the invoice come back in the proportion in which its money went back.
    fn refund_invoice(&mut self, place: usize, amount: Money, at: Instant) -> Result<(), Refusal> {
        let Some(invoice) = self.payments[place].invoice else { return Ok(()) };
        let refunded = self.invoices[invoice].refunded.plus(amount)?;
        self.invoices[invoice].refunded = refunded;
        let paid = self.invoices[invoice].paid;
        if paid.is_zero() {
            return Ok(());
        }
        for spend in self.invoices[invoice].spends.clone() {
            let used = self.spends[spend].state.amount.money();
            let target = proportion(used, refunded, paid, crate::money::Rounding::HalfAway)?;
            self.return_up_to(spend, target, at)?;
        }
        Ok(())
    }

    /// Brings a receipt and its reward to what its payment earns, as assessed, and its refunds leave.
    pub(super) fn settle_receipt(&mut self, place: usize, assessed: Receipt, at: Instant) -> Result<(), Refusal> {
        let stored = &self.receipts[place];
        let payment = &self.payments[stored.payment];
        let receipt = refunded(assessed, stored.refund, payment.refunded(), payment.amount)?;
        let pending = payment.refunds.as_ref().is_some_and(|refunds| refunds.is_pending());
        let target = receipt.amount;
        if receipt != stored.receipt {
            let stored = &mut self.receipts[place];
            stored.receipt = receipt;
            stored.revision += 1;
            self.touched.receipts.push(place);
        }
        let stored = &self.receipts[place];
        let reward = match (stored.reward, Amount::positive(target)) {
            (None, None) => return Ok(()),
            (Some(reward), _) => reward,
            (None, Some(amount)) => self.new_reward(&stored.clone(), amount)?,
        };
        self.receipts[place].reward = Some(reward);
        self.settle_reward(reward, target, pending, at)
    }

    fn settle_reward(&mut self, place: usize, target: Money, pending: bool, at: Instant) -> Result<(), Refusal> {
        let moves = self.rewards[place].state.correct_to(target, at)?;
        self.post_moves(place, &moves)?;
        let reward = &mut self.rewards[place];
        let moves = if pending {
            let available = self.accounts.balances[reward.account].available;
            reward.state.freeze(at, available)?
        } else {
            reward.state.unfreeze(at)
        };
        self.due.push(Reverse((reward.state.hold_until, place)));
        self.post_moves(place, &moves)?;
        Ok(self.release_due(place)?)
    }
}
