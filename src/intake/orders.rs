//! An order of companies that a person made on our own page is a fact too.
use super::known::Noun;
use super::names::names_of;
use super::store;
use crate::db::{Fault, Tx};
use crate::events::{CompaniesOrdered, Event, Fact, Key};
use crate::ids::{CompanyId, EventId, PersonId};
use uuid::Uuid;

/// Records an order that was made in this transaction, under the id by which it was made.
pub async fn record_order(tx: &Tx, id: EventId, person: PersonId, order: &[CompanyId]) -> Result<(), Fault> {
    let mine = key(tx, Noun::Person, person.0).await?;
    let ids: Vec<Uuid> = order.iter().map(|company| company.0).collect();
    let mut names = names_of(tx, Noun::Company, &ids).await?;
    let wrong = |words: &str| Fault::contradiction(format!("an order cannot be recorded: {words}"));
    let mut companies = Vec::with_capacity(order.len());
    for id in ids {
        let name = names.remove(&id).ok_or_else(|| wrong("a company has no name"))?;
        companies.push(Key { source: name.source_name.parse().map_err(wrong)?, id: name.id });
    }
    // Staff who were made by a command have no companies, so whoever has an order has a name.
    let fact = CompaniesOrdered { person: mine.ok_or_else(|| wrong("its person has no name"))?, companies };
    let id = id.to_string().parse().map_err(|e| wrong(&format!("{e}")))?;
    let event = Event { id, timestamp: tx.now(), fact: Fact::CompaniesOrdered(fact) };
    store::record(tx, &event, Some(person)).await?;
    Ok(())
}

async fn key(tx: &Tx, noun: Noun, id: Uuid) -> Result<Option<Key>, Fault> {
    let Some(name) = names_of(tx, noun, &[id]).await?.remove(&id) else { return Ok(None) };
    let source = name.source_name.parse().map_err(Fault::contradiction)?;
    Ok(Some(Key { source, id: name.id }))
}
