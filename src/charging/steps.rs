//! One step of subscriptions: which it is, the facts that tell it, and how far they are then.
use super::facts::{named, next_of, tell_surely, text};
use crate::billing::{self, Addition, History, OwnSubscription, Product};
use crate::calendar::{Instant, Zone, hold_end};
use crate::db::{Fault, Tx};
use crate::events::{Fact, InvoiceIssued, Line, Order, SubscriptionChanged, SubscriptionStatus};
use crate::ids::{AdditionId, InvoiceId, PersonId, ProductId, SubscriptionId};
use crate::intake::{Incoming, Name, Noun, names_of};
use crate::money::Money;
use crate::rules::activity::{Due, settled_at};
use crate::rules::charging::{Running, Step, months, order};
use crate::spending::{self, Used};
use std::collections::HashMap;
use uuid::Uuid;

/// What the steps of some subscriptions read.
struct Read {
    products: Vec<Product>,
    additions: Vec<Addition>,
    companies: HashMap<Uuid, Name>,
    history: History,
    used: Vec<Used>,
}

/// What one step tells and charges.
#[derive(Default)]
struct Told {
    facts: Vec<Incoming>,
    charged: Vec<(PersonId, AdditionId, String)>,
}

/// Takes the next step of each of these that is due by an instant; answers those for whom there was none.
pub(super) async fn take(
    tx: &Tx,
    ids: &[(PersonId, SubscriptionId)],
    by: Instant,
) -> Result<Vec<SubscriptionId>, Fault> {
    // In the order in which whoever tells of a subscription takes them.
    tx.share().await?;
    let mut owns = billing::lock_own(tx, ids).await?;
    let read = Read::load(tx, &owns, by).await?;
    let (mut told, mut idle) = (Told::default(), Vec::new());
    for own in &mut owns {
        let dues = read.dues(own)?;
        match next(own, &dues, by) {
            Some((at, step)) => read.step(own, (at, step), &dues, &mut told)?,
            None => {
                idle.push(own.id);
                own.look_at = running(own, &dues).and_then(|running| running.look_at(by));
            }
        }
    }
    if !told.facts.is_empty() {
        tell_surely(tx, &told.facts).await?;
    }
    billing::charge_additions(tx, &told.charged).await?;
    billing::save_own(tx, &owns).await?;
    Ok(idle)
}

fn running<'d>(own: &OwnSubscription, dues: &'d [Due]) -> Option<Running<'d>> {
    let next_charge_at = own.next_charge_at?;
    let closed = own.closed_at.is_some_and(|closed| closed <= next_charge_at);
    let ends = own.canceled_at.is_some() || closed;
    Some(Running { status: own.status, since: own.since, next_charge_at, ends, dues })
}

fn next(own: &OwnSubscription, dues: &[Due], by: Instant) -> Option<(Instant, Step)> {
    running(own, dues)?.next_step(by)
}

impl Read {
    async fn load(tx: &Tx, owns: &[OwnSubscription], by: Instant) -> Result<Read, Fault> {
        let people: Vec<PersonId> = owns.iter().map(|own| own.person).collect();
        let companies: Vec<Uuid> = owns.iter().map(|own| own.company.0).collect();
        // Only whoever has something to pay is asked what was paid.
        let asks = |own: &&OwnSubscription| {
            own.status == SubscriptionStatus::PastDue || own.look_at.is_some_and(|look_at| look_at <= by)
        };
        let payers: Vec<PersonId> = owns.iter().filter(asks).map(|own| own.person).collect();
        let paid = async {
            if payers.is_empty() {
                return Ok((History::default(), Vec::new()));
            }
            futures_util::try_join!(billing::history_of(tx, &payers), spending::used_by(tx, &payers))
        };
        let (products, additions, companies, (history, used)) = futures_util::try_join!(
            billing::products(tx),
            billing::additions_of(tx, &people),
            names_of(tx, Noun::Company, &companies),
            paid
        )?;
        Ok(Read { products, additions, companies, history, used })
    }

    fn product(&self, id: ProductId) -> Result<&Product, Fault> {
        let found = self.products.iter().find(|product| product.id == id);
        found.ok_or_else(|| Fault::contradiction(format!("a subscription to the product {id}, which is not there")))
    }

    /// Of the invoices of a subscription.
    fn dues(&self, own: &OwnSubscription) -> Result<Vec<Due>, Fault> {
        let billed = self.history.billed.iter().filter(|billed| {
            let named = billed.subscription.as_deref() == Some(own.external_id.as_str());
            billed.person == own.person && billed.source == own.source && named
        });
        let due = |billed: &billing::Billed| {
            let wrong = |error: crate::money::MoneyError| Fault::contradiction(error.to_string());
            let money = self.history.paid.iter().filter(|paid| paid.invoice == Some(billed.invoice));
            let mut covered: Vec<(Instant, Money)> = money.map(|paid| (paid.at, paid.amount)).collect();
            for used in self.used.iter().filter(|used| used.invoice() == billed.invoice) {
                covered.push((used.at, Money::new(used.amount, billed.total.currency()).map_err(wrong)?));
            }
            let settled_at = settled_at(billed.total, billed.issued_at, &mut covered).map_err(wrong)?;
            Ok(Due { due_at: billed.due_at.max(billed.issued_at), settled_at, voided_at: billed.voided_at })
        };
        billed.map(due).collect()
    }

    fn step(
        &self,
        own: &mut OwnSubscription,
        (at, step): (Instant, Step),
        dues: &[Due],
        told: &mut Told,
    ) -> Result<(), Fault> {
        match step {
            Step::Charge => return self.charge(own, at, told),
            Step::End => {
                if own.closed_at.is_none_or(|closed| closed > at) {
                    self.bill(own, at, Vec::new(), 0, told)?;
                }
                (own.status, own.next_charge_at, own.look_at) = (SubscriptionStatus::Canceled, None, None);
            }
            Step::Expire => {
                (own.status, own.next_charge_at, own.look_at) = (SubscriptionStatus::Expired, None, None);
            }
            Step::FallDue => (own.status, own.look_at) = (SubscriptionStatus::PastDue, None),
            Step::Settle => {
                own.status = SubscriptionStatus::Active;
                own.look_at = running(own, dues).and_then(|running| running.look_at(at));
            }
        }
        own.since = at;
        told.facts.push(status_of(own, at)?);
        Ok(())
    }

    /// A period begins: it is billed with what was added since the last one.
    fn charge(&self, own: &mut OwnSubscription, at: Instant, told: &mut Told) -> Result<(), Fault> {
        let before = self.product(own.product)?.price(own.chosen_at, at)?;
        if let Some((product, chosen_at)) = own.next_product.take() {
            (own.product, own.chosen_at) = (product, chosen_at);
        }
        let product = self.product(own.product)?;
        let period = product.period.ok_or_else(|| Fault::contradiction("a subscription to what is no plan"))?;
        own.rhythm = own.rhythm.after(period);
        let next_charge_at = own.rhythm.next_charge_at().map_err(|error| Fault::contradiction(error.to_string()))?;
        let price = product.price(own.chosen_at, at)?;
        let line = Line {
            product: text(&product.name)?,
            months: Some(months(period)),
            order: Some(order(own.charges, Some(before), price)),
            service_until: Some(next_charge_at),
            ..Line::unnamed(price)
        };
        let due_at = self.bill(own, at, vec![line], product.due_days, told)?;
        own.look_at = own.look_at.into_iter().chain(due_at).min();
        own.charges += 1;
        own.next_charge_at = Some(next_charge_at);
        if own.status == SubscriptionStatus::Trialing {
            (own.status, own.since) = (SubscriptionStatus::Active, at);
        }
        told.facts.push(status_of(own, at)?);
        Ok(())
    }

    /// Issues an invoice of these lines and of what was added; answers when it falls due. Of nothing there is no invoice.
    fn bill(
        &self,
        own: &mut OwnSubscription,
        at: Instant,
        mut lines: Vec<Line>,
        due_days: u32,
        told: &mut Told,
    ) -> Result<Option<Instant>, Fault> {
        let waiting = |added: &&Addition| {
            added.subscription == own.id
                && added.person == own.person
                && added.invoice.is_none()
                && added.added_at <= at
        };
        let id = InvoiceId::new(at);
        let mut due_days = due_days;
        for added in self.additions.iter().filter(waiting) {
            let product = self.product(added.product)?;
            due_days = due_days.max(product.due_days);
            lines.push(Line {
                product: text(&product.name)?,
                kind: product.kind,
                order: Some(Order::New),
                ..Line::unnamed(product.price(added.added_at, at)?)
            });
            told.charged.push((own.person, added.id, id.to_string()));
        }
        let Some(currency) = lines.first().map(|line| line.amount.currency()) else { return Ok(None) };
        let due_at = hold_end(at, due_days, Zone::UTC).map_err(|error| Fault::contradiction(error.to_string()))?;
        let company = self.companies.get(&own.company.0);
        let company = company.ok_or_else(|| Fault::contradiction("a company without a name in the log"))?;
        let issued = InvoiceIssued {
            invoice: named(id)?,
            company: company.id.clone(),
            subscription: Some(named(&own.external_id)?),
            currency,
            lines,
            due_at,
            promo_code: None,
            tax: None,
        };
        told.facts.push(next_of(own, at, Fact::InvoiceIssued(Box::new(issued)))?);
        Ok(Some(due_at + chrono::TimeDelta::microseconds(1)))
    }
}

fn status_of(own: &mut OwnSubscription, at: Instant) -> Result<Incoming, Fault> {
    let subscription = named(&own.external_id)?;
    let changed = SubscriptionChanged { subscription, status: own.status, next_charge_at: own.next_charge_at };
    next_of(own, at, Fact::SubscriptionChanged(changed))
}
