//! The order in which a person's companies are served.

use super::names::Source;
use super::{Applied, Noun, Refusal, World};
use crate::calendar::Instant;
use crate::events::{ChoiceMade, CompaniesOrdered};
use crate::ids::ExternalId;
use crate::rules::scale::reorder;

/// Companies that a person named, first to be served first. Of two at the same instant the one with the later event id holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Order {
    at: Instant,
    event: ExternalId,
    companies: Vec<usize>,
}

impl World {
    pub(super) fn order_companies(&mut self, event: ExternalId, at: Instant, fact: &CompaniesOrdered) -> Applied {
        let source = self.names.source_of(&fact.person);
        let person = self.find(Noun::Person, source, &fact.person.id)?;
        let mut named = Vec::with_capacity(fact.companies.len());
        for key in &fact.companies {
            let source = self.names.source_of(key);
            named.push((self.find(Noun::Company, source, &key.id)?, &key.id));
        }
        self.put_in_order(person, Order { at, event, companies: Vec::new() }, &named)
    }

    pub(super) fn choose(&mut self, source: Source, event: ExternalId, at: Instant, fact: &ChoiceMade) -> Applied {
        let person = self.find(Noun::Person, source, &fact.person)?;
        self.people[person].recorded.choose(at, &event, fact);
        let Some(order) = &fact.order else { return Ok(()) };
        let named = order.iter().map(|id| Ok((self.find(Noun::Company, source, id)?, id)));
        let named = named.collect::<Result<Vec<_>, Refusal>>()?;
        self.put_in_order(person, Order { at, event, companies: Vec::new() }, &named)
    }

    fn put_in_order(&mut self, person: usize, mut order: Order, named: &[(usize, &ExternalId)]) -> Applied {
        for &(company, id) in named {
            if self.companies[company].person != person {
                return Err(Refusal::NotTheirCompany(id.to_string()));
            }
            if order.companies.contains(&company) {
                return Err(Refusal::NamedTwice(id.to_string()));
            }
            order.companies.push(company);
        }
        let orders = &mut self.people[person].orders;
        orders.push(order);
        orders.sort();
        Ok(())
    }

    /// The person's companies that were there at an instant and not closed, in the order of their registration, put in one order
    /// after the other.
    pub(super) fn companies_in_order(&self, person: usize, at: Instant) -> Vec<usize> {
        let person = &self.people[person];
        let there = |&place: &usize| {
            let company = &self.companies[place];
            company.registered_at <= at && company.closed_at.is_none_or(|closed| closed > at)
        };
        let mut companies: Vec<usize> = person.companies.iter().copied().filter(there).collect();
        companies.sort_by_key(|&place| (self.companies[place].registered_at, &self.companies[place].id));
        for order in person.orders.iter().filter(|order| order.at <= at) {
            reorder(&mut companies, &order.companies);
        }
        companies
    }
}
