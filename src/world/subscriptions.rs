//! What companies subscribe to, and what of their invoices and payments is for which subscription. Nothing of it is decided when a
//! fact comes: it is read anew from everything that is known, so that the order of coming does not matter.

use super::bills::Invoice;
use super::names::{HashMap, Source};
use super::{Applied, Noun, Refusal, World};
use crate::calendar::Instant;
use crate::events::{SubscriptionChanged, SubscriptionStarted, SubscriptionStatus};
use crate::ids::ExternalId;
use crate::money::{Money, MoneyError};
use crate::rules::activity::{Due, PaidAt, SubscriptionFacts, Told, only_subscription, settled_at, subscription_of};
use crate::rules::terms::BlockedBy;

#[derive(Debug)]
pub(super) struct Subscription {
    pub(super) company: usize,
    pub(super) source: Source,
    pub(super) fact: Box<SubscriptionStarted>,
    pub(super) started_at: Instant,
    /// Of two at the same instant the one with the later event id holds.
    statuses: Vec<(Instant, ExternalId, SubscriptionStatus)>,
    /// As told with a change, in the same order.
    pub(super) next_charges: Vec<(Instant, ExternalId, Instant)>,
}

impl Subscription {
    pub(super) fn status_at(&self, at: Instant) -> Option<SubscriptionStatus> {
        self.statuses.iter().rev().find(|(since, ..)| *since <= at).map(|(.., status)| *status)
    }
}

impl World {
    pub(super) fn start_subscription(
        &mut self,
        source: Source,
        at: Instant,
        fact: Box<SubscriptionStarted>,
    ) -> Applied {
        let company = self.find(Noun::Company, source, &fact.company)?;
        let place = self.subscriptions.len();
        self.names.add(Noun::Subscription, source, fact.subscription.clone(), place);
        self.companies[company].subscriptions.push(place);
        let (statuses, next_charges) = (Vec::new(), Vec::new());
        self.subscriptions.push(Subscription { company, source, fact, started_at: at, statuses, next_charges });
        Ok(())
    }

    pub(super) fn change_subscription(
        &mut self,
        source: Source,
        event: ExternalId,
        at: Instant,
        fact: &SubscriptionChanged,
    ) -> Applied {
        let place = self.find(Noun::Subscription, source, &fact.subscription)?;
        let Subscription { statuses, next_charges, .. } = &mut self.subscriptions[place];
        next_charges.extend(fact.next_charge_at.map(|next| (at, event.clone(), next)));
        next_charges.sort();
        statuses.push((at, event, fact.status));
        statuses.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
        Ok(())
    }

    /// Of several closings the first holds.
    pub(super) fn close_company(&mut self, source: Source, at: Instant, company: &ExternalId) -> Applied {
        let place = self.find(Noun::Company, source, company)?;
        let closed_at = &mut self.companies[place].closed_at;
        *closed_at = Some(closed_at.map_or(at, |known| known.min(at)));
        Ok(())
    }

    fn told(&self, company: usize) -> Vec<Told<'_>> {
        let own = self.companies[company].subscriptions.iter().map(|&place| &self.subscriptions[place]);
        own.map(|one| (one.fact.product.as_str(), one.started_at, one.fact.subscription.as_str())).collect()
    }

    /// The one that the invoice names, if it is the company's, or else that of the product of a plan.
    pub(super) fn subscription_of_invoice(&self, invoice: &Invoice) -> Option<usize> {
        let own = &self.companies[invoice.company].subscriptions;
        match &invoice.issued.subscription {
            Some(named) => {
                self.names.find(Noun::Subscription, invoice.source, named).filter(|place| own.contains(place))
            }
            None => subscription_of(&self.told(invoice.company), &invoice.issued.lines, invoice.at).map(|n| own[n]),
        }
    }

    fn subscription_of_payment(&self, place: usize) -> Option<usize> {
        let payment = &self.payments[place];
        if let Some(invoice) = payment.invoice {
            return self.subscription_of_invoice(&self.invoices[invoice]);
        }
        let told = self.told(payment.company);
        let found = if payment.told_lines {
            subscription_of(&told, &payment.lines, payment.at)
        } else {
            only_subscription(&told, payment.at)
        };
        found.map(|n| self.companies[payment.company].subscriptions[n])
    }

    /// What a person paid for each invoice.
    pub(super) fn received(&self, person: usize) -> HashMap<usize, Vec<(Instant, Money)>> {
        let mut received: HashMap<usize, Vec<(Instant, Money)>> = HashMap::default();
        for payment in self.people[person].payments.iter().map(|&payment| &self.payments[payment]) {
            if let Some(invoice) = payment.invoice {
                received.entry(invoice).or_default().push((payment.at, payment.amount));
            }
        }
        received
    }

    pub(super) fn covered_by_bonuses(&self, place: usize) -> Vec<(Instant, Money)> {
        let spends = self.invoices[place].spends.iter().map(|&spend| &self.spends[spend]);
        let used = spends.filter(|spend| !spend.state.is_returned());
        used.map(|spend| (spend.at, spend.state.amount.money())).collect()
    }

    /// An invoice as something that is due. Bonuses that came back as a whole never paid it.
    pub(super) fn due_of(&self, place: usize, mut moves: Vec<(Instant, Money)>) -> Result<Due, MoneyError> {
        let invoice = &self.invoices[place];
        moves.extend(self.covered_by_bonuses(place));
        Ok(Due {
            due_at: invoice.issued.due_at.max(invoice.at),
            settled_at: settled_at(invoice.total()?, invoice.at, &mut moves)?,
            voided_at: invoice.voided_at,
        })
    }

    /// Everything that a person's standing depends on: (place, facts) of each subscription of each company.
    pub(super) fn subscription_facts(&self, person: usize) -> Result<Vec<(usize, SubscriptionFacts)>, Refusal> {
        let companies = self.people[person].companies.iter().map(|&company| &self.companies[company]);
        let mut facts: Vec<(usize, SubscriptionFacts)> = companies
            .flat_map(|company| company.subscriptions.iter().map(|&place| (place, self.by_itself(place))))
            .collect();
        if facts.is_empty() {
            return Ok(facts);
        }
        let mut add = |of: Option<usize>, add: &mut dyn FnMut(&mut SubscriptionFacts)| {
            if let Some((_, facts)) = facts.iter_mut().find(|(place, _)| Some(*place) == of) {
                add(facts);
            }
        };
        for &place in &self.people[person].payments {
            let payment = &self.payments[place];
            if payment.amount.is_positive() {
                let paid = PaidAt { at: payment.at, refunded_whole_at: payment.refunded_whole_at() };
                add(self.subscription_of_payment(place), &mut |facts| facts.payments.push(paid));
            }
        }
        let mut received = self.received(person);
        for &place in &self.people[person].invoices {
            let invoice = &self.invoices[place];
            let due = self.due_of(place, received.remove(&place).unwrap_or_default())?;
            add(self.subscription_of_invoice(invoice), &mut |facts| {
                facts.dues.push(due);
                let spends = invoice.spends.iter().map(|&spend| &self.spends[spend]);
                let used = spends.filter(|spend| !spend.state.is_returned());
                facts.payments.extend(used.map(|spend| PaidAt { at: spend.at, refunded_whole_at: None }));
            });
        }
        Ok(facts)
    }

    /// Which payments of a person were for each subscription.
    pub(super) fn paid_for(&self, person: usize) -> HashMap<usize, Vec<ExternalId>> {
        let mut paid: HashMap<usize, Vec<ExternalId>> = HashMap::default();
        for &place in &self.people[person].payments {
            if let Some(subscription) = self.subscription_of_payment(place) {
                paid.entry(subscription).or_default().push(self.payments[place].id.clone());
            }
        }
        paid
    }

    fn by_itself(&self, place: usize) -> SubscriptionFacts {
        let subscription = &self.subscriptions[place];
        SubscriptionFacts {
            started_at: subscription.started_at,
            trial_ends_at: subscription.fact.trial_ends_at,
            statuses: subscription.statuses.iter().map(|(at, _, status)| (*at, *status)).collect(),
            closed_at: self.companies[subscription.company].closed_at,
            payments: Vec::new(),
            dues: Vec::new(),
        }
    }

    /// The company's subscriptions that run at an instant.
    pub(super) fn running(&self, company: usize, at: Instant) -> impl Iterator<Item = usize> {
        let own = self.companies[company].subscriptions.iter().copied();
        own.filter(move |&place| self.by_itself(place).is_running(at))
    }

    /// Whether an invoice of any of the person's companies keeps a month's discount from them.
    pub(super) fn is_blocked(&self, person: usize, by: BlockedBy, at: Instant) -> Result<bool, Refusal> {
        let mut received = self.received(person);
        for &place in &self.people[person].invoices {
            let invoice = &self.invoices[place];
            let due = self.due_of(place, received.remove(&place).unwrap_or_default())?;
            let blocks = match by {
                BlockedBy::Nothing => false,
                BlockedBy::Overdue => due.is_overdue(at),
                BlockedBy::AnyOpen => invoice.at <= at && due.is_open(at),
            };
            if blocks {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
