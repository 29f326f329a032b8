//! Subscriptions, their statuses, and the orders in which persons put their companies.
use super::batch::Batch;
use super::known::{Known, Noun};
use crate::billing::{self, NewSubscription, StatusChange};
use crate::companies;
use crate::db::Fault;
use crate::events::{Fact, SubscriptionChanged, SubscriptionStarted};
use crate::ids::{CompanyId, ExternalId, PersonId, SubscriptionId};

pub(super) async fn apply(batch: &mut Batch<'_>) -> Result<(), Fault> {
    let started = start(batch)?;
    let changes = change(batch);
    billing::start(batch.tx, &started).await?;
    billing::change(batch.tx, &changes).await?;
    order(batch).await
}

fn start(batch: &mut Batch<'_>) -> Result<Vec<NewSubscription>, Fault> {
    let facts: Vec<(usize, &SubscriptionStarted)> = batch
        .open()
        .filter_map(|(n, item)| match &item.event.fact {
            Fact::SubscriptionStarted(fact) => Some((n, fact.as_ref())),
            _ => None,
        })
        .collect();
    let mut started = Vec::with_capacity(facts.len());
    for (n, fact) in facts {
        let Some(company) = batch.known(n, Noun::Company, fact.company.as_str()) else {
            batch.park(n, Noun::Company, fact.company.as_str());
            continue;
        };
        let (person, company) = (company.person, CompanyId(company.id));
        let (source, event) = (batch.items[n].source, batch.items[n].event);
        let id = SubscriptionId::new(batch.tx.now());
        let content_hash = Some(event.content_hash().to_vec());
        batch.known.make(
            source,
            Noun::Subscription,
            fact.subscription.as_str(),
            Known { id: id.0, person, content_hash },
        );
        let price = fact.price.map(|price| price.to_string().parse()).transpose();
        started.push(NewSubscription {
            id,
            person,
            company,
            source,
            external_id: fact.subscription.to_string(),
            product: fact.product.to_string(),
            price: price.map_err(|e| Fault::contradiction(format!("a price: {e}")))?,
            period: fact.period,
            trial_ends_at: fact.trial_ends_at,
            next_charge_at: fact.next_charge_at,
            started_at: event.timestamp,
        });
        batch.applied(n, person, Vec::new());
    }
    Ok(started)
}

fn change(batch: &mut Batch<'_>) -> Vec<StatusChange> {
    let facts: Vec<(usize, &SubscriptionChanged)> = batch
        .open()
        .filter_map(|(n, item)| match &item.event.fact {
            Fact::SubscriptionChanged(fact) => Some((n, fact)),
            _ => None,
        })
        .collect();
    let mut changes = Vec::with_capacity(facts.len());
    for (n, fact) in facts {
        let Some(known) = batch.known(n, Noun::Subscription, fact.subscription.as_str()) else {
            batch.park(n, Noun::Subscription, fact.subscription.as_str());
            continue;
        };
        let (person, subscription) = (known.person, SubscriptionId(known.id));
        let (status, next_charge_at) = (fact.status, fact.next_charge_at);
        let changed_at = batch.items[n].event.timestamp;
        let event = batch.items[n].event.id.to_string();
        changes.push(StatusChange { person, subscription, event, status, changed_at, next_charge_at });
        batch.applied(n, person, Vec::new());
    }
    changes
}

/// What a person chose as the order of their companies.
async fn order(batch: &mut Batch<'_>) -> Result<(), Fault> {
    let facts: Vec<(usize, &str, &[ExternalId])> = batch
        .open()
        .filter_map(|(n, item)| match &item.event.fact {
            Fact::ChoiceMade(fact) => Some((n, fact.person.as_str(), fact.order.as_deref()?)),
            _ => None,
        })
        .collect();
    for (n, person, named) in facts {
        let Some(person) = batch.known(n, Noun::Person, person).map(|known| known.person) else {
            batch.park(n, Noun::Person, person);
            continue;
        };
        if let Some(unknown) = named.iter().find(|id| batch.known(n, Noun::Company, id.as_str()).is_none()) {
            batch.park(n, Noun::Company, unknown.as_str());
            continue;
        }
        let known = named.iter().filter_map(|id| batch.known(n, Noun::Company, id.as_str()));
        let companies: Vec<(PersonId, CompanyId)> = known.map(|known| (known.person, CompanyId(known.id))).collect();
        if companies.iter().any(|(owner, _)| *owner != person) {
            batch.refuse(n, Some(person), "company_of_another_person");
            continue;
        }
        let companies: Vec<CompanyId> = companies.into_iter().map(|(_, company)| company).collect();
        if (1..companies.len()).any(|n| companies[..n].contains(&companies[n])) {
            batch.refuse(n, Some(person), "company_named_twice");
            continue;
        }
        let event = batch.items[n].event;
        companies::put(batch.tx, person, (event.timestamp, event.id.as_str()), &companies).await?;
        batch.applied(n, person, Vec::new());
    }
    Ok(())
}
