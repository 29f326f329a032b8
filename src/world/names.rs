//! What is known by which name: each source has its own names, and everyone may use Beckon's.

use std::fmt;

use crate::events::{Fact, Key};
use crate::ids::ExternalId;

/// Every fact is looked up by name several times over: so with a hash that is fast, seeded anew in each process.
pub(super) type HashMap<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;

/// The source of what happens inside.
pub const BECKON: &str = "beckon";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Source(usize);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Noun {
    Person,
    Company,
    Click,
    Subscription,
    Invoice,
    Payment,
    Spend,
    Action,
    Withdrawal,
}

impl Noun {
    const COUNT: usize = Noun::Withdrawal as usize + 1;

    pub fn name(self) -> &'static str {
        match self {
            Noun::Person => "person",
            Noun::Company => "company",
            Noun::Click => "click",
            Noun::Subscription => "subscription",
            Noun::Invoice => "invoice",
            Noun::Payment => "payment",
            Noun::Spend => "spend",
            Noun::Action => "action",
            Noun::Withdrawal => "withdrawal",
        }
    }
}

/// What a parked fact waits for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Waits {
    pub noun: Noun,
    pub id: ExternalId,
}

/// `company:c1`
impl fmt::Display for Waits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.noun.name(), self.id)
    }
}

#[derive(Default)]
pub(super) struct Names {
    sources: Vec<String>,
    /// For each source, each noun's names and places.
    known: Vec<[HashMap<ExternalId, usize>; Noun::COUNT]>,
}

impl Names {
    pub(super) fn source(&mut self, name: &str) -> Source {
        if let Some(at) = self.sources.iter().position(|known| known == name) {
            return Source(at);
        }
        self.sources.push(name.to_owned());
        self.known.push(Default::default());
        Source(self.sources.len() - 1)
    }

    pub(super) fn source_of(&mut self, key: &Key) -> Source {
        self.source(key.source.as_str())
    }

    pub(super) fn find(&self, noun: Noun, source: Source, id: &ExternalId) -> Option<usize> {
        let named = |source: usize| self.known.get(source)?[noun as usize].get(id).copied();
        named(source.0).or_else(|| named(self.sources.iter().position(|name| name == BECKON)?))
    }

    pub(super) fn find_named(&self, noun: Noun, source: &str, id: &ExternalId) -> Option<usize> {
        let source = self.sources.iter().position(|name| name == source)?;
        self.find(noun, Source(source), id)
    }

    pub(super) fn add(&mut self, noun: Noun, source: Source, id: ExternalId, place: usize) {
        self.known[source.0][noun as usize].insert(id, place);
    }
}

/// The names that a fact makes known, for which others may be waiting.
pub(super) fn brought_by(fact: &Fact) -> Vec<(Noun, ExternalId)> {
    match fact {
        Fact::PersonRegistered(fact) => {
            let company = fact.company.iter().map(|given| (Noun::Company, given.company.clone()));
            [(Noun::Person, fact.person.clone())].into_iter().chain(company).collect()
        }
        Fact::CompanyRegistered(fact) => vec![(Noun::Company, fact.company.clone())],
        Fact::LinkClicked(fact) => vec![(Noun::Click, fact.click.clone())],
        Fact::SubscriptionStarted(fact) => vec![(Noun::Subscription, fact.subscription.clone())],
        Fact::InvoiceIssued(fact) => vec![(Noun::Invoice, fact.invoice.clone())],
        Fact::PaymentSucceeded(fact) => vec![(Noun::Payment, fact.payment.clone())],
        Fact::CreditSpent(fact) => vec![(Noun::Spend, fact.spend.clone())],
        Fact::ActionCompleted(fact) => vec![(Noun::Action, fact.action.clone())],
        Fact::WithdrawalRequested(fact) => vec![(Noun::Withdrawal, fact.withdrawal.clone())],
        _ => Vec::new(),
    }
}
