//! Loyalty statuses and exchange rates: dated facts that receipts look back at, so that a late one revises them.
use super::batch::Batch;
use super::history::{Histories, looks_back};
use super::known::Noun;
use crate::billing;
use crate::db::Fault;
use crate::events::{Fact, PersonClassChanged, RateChanged};
use crate::ids::{PersonId, ProgramId};
use crate::people::{self, Dated};
use crate::reckoning;
use crate::referrals;
use crate::rewards::Change;
use std::collections::BTreeMap;

/// Invitees whose receipts are assessed again at once when a rate changes.
const TOGETHER: usize = 500;

pub(super) async fn apply(batch: &mut Batch<'_>) -> Result<(), Fault> {
    change_classes(batch).await?;
    let mut rates: Vec<(usize, &RateChanged)> = batch
        .open()
        .filter_map(|(n, item)| match &item.event.fact {
            Fact::RateChanged(fact) => Some((n, fact)),
            _ => None,
        })
        .collect();
    rates.sort_by_key(|(n, _)| batch.items[*n].event.timestamp);
    for (n, fact) in rates {
        change_rate(batch, n, fact).await?;
        batch.applied_to_all(n);
    }
    Ok(())
}

async fn change_classes(batch: &mut Batch<'_>) -> Result<(), Fault> {
    let Some(told) = place(batch).await? else { return Ok(()) };
    people::record_classes(batch.tx, &told).await?;
    if !batch.catalogue.programs.iter().any(looks_back) {
        return Ok(());
    }
    let people: Vec<PersonId> = told.iter().map(|change| change.person).collect();
    let bound = referrals::of_invitees(batch.tx, &people).await?;
    let mut histories = Histories::load(batch, &bound).await?;
    // As if each were told by itself, first to last.
    for history in histories.of.values_mut() {
        history.classes.retain(|known| told.iter().all(|change| change.event != known.event));
    }
    let mut late: BTreeMap<PersonId, Vec<Change>> = BTreeMap::new();
    for change in told {
        let (person, since) = (change.person, change.since);
        if let Some(history) = histories.of.get_mut(&person) {
            history.classes.push(change);
            late.entry(person).or_default().extend(histories.again(&batch.catalogue, person, since)?);
        }
    }
    for (person, changes) in &late {
        histories.settle(batch, *person, changes).await?;
    }
    Ok(())
}

/// The changes of known persons, in order; nobody has a status before they registered.
async fn place(batch: &mut Batch<'_>) -> Result<Option<Vec<Dated<String>>>, Fault> {
    let mut facts: Vec<(usize, &PersonClassChanged)> = batch
        .open()
        .filter_map(|(n, item)| match &item.event.fact {
            Fact::PersonClassChanged(fact) => Some((n, fact)),
            _ => None,
        })
        .collect();
    if facts.is_empty() {
        return Ok(None);
    }
    facts.sort_by_key(|(n, _)| batch.items[*n].event.timestamp);
    let people = facts.iter().filter_map(|(n, fact)| batch.known(*n, Noun::Person, fact.person.as_str()));
    let people: Vec<PersonId> = people.map(|known| known.person).collect();
    let registered = people::registered_at(batch.tx, &people).await?;
    let mut told = Vec::with_capacity(facts.len());
    for (n, fact) in facts {
        let Some(person) = batch.known(n, Noun::Person, fact.person.as_str()).map(|known| known.person) else {
            batch.park(n, Noun::Person, fact.person.as_str());
            continue;
        };
        let (since, event) = (batch.items[n].event.timestamp, batch.items[n].id);
        if registered.get(&person).is_some_and(|registered_at| since < *registered_at) {
            batch.refuse(n, Some(person), "before_the_person");
            continue;
        }
        let external_id = batch.items[n].event.id.clone();
        told.push(Dated { person, event, external_id, since, told: fact.class.to_string() });
        batch.applied(n, person, Vec::new());
    }
    Ok(Some(told))
}

/// Nobody else decides anything meanwhile: the batch has the lock of the rules alone.
async fn change_rate(batch: &Batch<'_>, n: usize, fact: &RateChanged) -> Result<(), Fault> {
    let event = batch.items[n].event;
    billing::record_rate(batch.tx, (batch.items[n].id, &event.id), event.timestamp, fact).await?;
    reckoning::rates_changed(batch.tx, &batch.catalogue).await?;
    let reads = batch.catalogue.programs.iter().filter(|program| {
        let mut terms = program.versions.iter().map(|version| &version.terms);
        terms.any(|terms| terms.reads_turnover() && terms.classes.as_ref().is_some_and(|c| c.currency == fact.to))
    });
    let programs: Vec<ProgramId> = reads.map(|program| program.id).collect();
    if programs.is_empty() {
        return Ok(());
    }
    let payers = billing::payers_since(batch.tx, &programs, fact.from, event.timestamp).await?;
    for people in payers.chunks(TOGETHER) {
        let bound = referrals::of_invitees(batch.tx, people).await?;
        let histories = Histories::load(batch, &bound).await?;
        for person in people {
            let changes = histories.again(&batch.catalogue, *person, event.timestamp)?;
            histories.settle(batch, *person, &changes).await?;
        }
    }
    Ok(())
}
