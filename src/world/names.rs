//! What is known by which name: each source has its own names, and everyone may use Beckon's.

use std::collections::hash_map::Entry;
use std::fmt;
use std::mem::{Discriminant, discriminant};

use crate::calendar::Instant;
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

/// Whether an id was free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    New,
    /// Taken by the same.
    Again,
    TakenByOther,
}

#[derive(Default)]
pub(super) struct Names {
    sources: Vec<OfSource>,
}

#[derive(Default)]
struct OfSource {
    name: String,
    /// Each event's content and timestamp: the body that its id was claimed with.
    events: HashMap<ExternalId, (u64, Instant)>,
    /// The things of each noun.
    things: [HashMap<ExternalId, Thing>; Noun::COUNT],
    /// Contents of facts that are told once under an id and are not the beginning of a thing.
    told: HashMap<(Discriminant<Fact>, ExternalId), u64>,
}

#[derive(Default)]
struct Thing {
    /// Of the fact that is, or is to be, its beginning.
    content: Option<u64>,
    /// None while that waits.
    place: Option<usize>,
}

fn claim<K, T: PartialEq>(entry: Entry<'_, K, T>, by: T) -> Claim {
    match entry {
        Entry::Occupied(known) if *known.get() == by => Claim::Again,
        Entry::Occupied(_) => Claim::TakenByOther,
        Entry::Vacant(free) => {
            free.insert(by);
            Claim::New
        }
    }
}

impl Names {
    pub(super) fn source(&mut self, name: &str) -> Source {
        if let Some(at) = self.position(name) {
            return Source(at);
        }
        self.sources.push(OfSource { name: name.to_owned(), ..OfSource::default() });
        Source(self.sources.len() - 1)
    }

    pub(super) fn name(&self, source: Source) -> &str {
        &self.sources[source.0].name
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.sources.iter().position(|known| known.name == name)
    }

    pub(super) fn claim_event(&mut self, source: Source, id: ExternalId, body: (u64, Instant)) -> Claim {
        claim(self.sources[source.0].events.entry(id), body)
    }

    /// Nothing was kept of it.
    pub(super) fn free_event(&mut self, source: Source, id: &ExternalId) {
        self.sources[source.0].events.remove(id);
    }

    /// The id of what happens only once, for the fact's content.
    pub(super) fn claim_content(&mut self, source: Source, fact: &Fact, content: u64) -> Claim {
        let Some((once, id)) = once(fact) else { return Claim::New };
        let known = &mut self.sources[source.0];
        let noun = match once {
            Once::Begins(noun) => noun,
            Once::Told(kind) => return claim(known.told.entry((kind, id)), content),
        };
        let thing = known.things[noun as usize].entry(id).or_default();
        match thing.content {
            Some(by) if by == content => Claim::Again,
            Some(_) => Claim::TakenByOther,
            None => {
                thing.content = Some(content);
                Claim::New
            }
        }
    }

    /// What was refused never happened: it may be reported again as it should be.
    pub(super) fn free_content(&mut self, source: Source, (once, id): (Once, ExternalId)) {
        let known = &mut self.sources[source.0];
        match once {
            Once::Begins(noun) => known.things[noun as usize].entry(id).or_default().content = None,
            Once::Told(kind) => drop(known.told.remove(&(kind, id))),
        }
    }

    pub(super) fn source_of(&mut self, key: &Key) -> Source {
        self.source(key.source.as_str())
    }

    pub(super) fn find(&self, noun: Noun, source: Source, id: &ExternalId) -> Option<usize> {
        let named = |source: usize| self.sources.get(source)?.things[noun as usize].get(id)?.place;
        named(source.0).or_else(|| named(self.position(BECKON)?))
    }

    pub(super) fn find_named(&self, noun: Noun, source: &str, id: &ExternalId) -> Option<usize> {
        self.find(noun, Source(self.position(source)?), id)
    }

    pub(super) fn add(&mut self, noun: Noun, source: Source, id: ExternalId, place: usize) {
        self.sources[source.0].things[noun as usize].entry(id).or_default().place = Some(place);
    }
}

/// What a fact is under its business id: it happens only once.
#[derive(Debug, Clone, Copy)]
pub(super) enum Once {
    /// The beginning of the thing that has the id.
    Begins(Noun),
    Told(Discriminant<Fact>),
}

pub(super) fn once(fact: &Fact) -> Option<(Once, ExternalId)> {
    let once = match fact {
        Fact::PersonRegistered(_) => Once::Begins(Noun::Person),
        Fact::CompanyRegistered(_) => Once::Begins(Noun::Company),
        Fact::LinkClicked(_) => Once::Begins(Noun::Click),
        Fact::SubscriptionStarted(_) => Once::Begins(Noun::Subscription),
        Fact::InvoiceIssued(_) => Once::Begins(Noun::Invoice),
        Fact::PaymentSucceeded(_) => Once::Begins(Noun::Payment),
        Fact::CreditSpent(_) => Once::Begins(Noun::Spend),
        Fact::ActionCompleted(_) => Once::Begins(Noun::Action),
        _ => Once::Told(discriminant(fact)),
    };
    Some((once, fact.business_id()?.clone()))
}

/// The names that a fact makes known, for which others may be waiting.
pub(super) fn brought_by(fact: &Fact) -> Vec<(Noun, ExternalId)> {
    let own = once(fact).and_then(|(once, id)| match once {
        Once::Begins(noun) => Some((noun, id)),
        Once::Told(_) => None,
    });
    let also = match fact {
        Fact::PersonRegistered(fact) => fact.company.as_ref().map(|given| (Noun::Company, given.company.clone())),
        Fact::WithdrawalRequested(fact) => Some((Noun::Withdrawal, fact.withdrawal.clone())),
        _ => None,
    };
    own.into_iter().chain(also).collect()
}
