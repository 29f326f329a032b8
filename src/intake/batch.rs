//! One batch of facts in one transaction. Facts are applied by kind, not by their place in the batch: whoever must be known
//! first (persons, then invoices, then payments, then refunds) comes first, so that order among senders does not matter.
use super::answer::Answer;
use super::known::{Known, KnownIds, Noun};
use super::store::{self, Decided, State, Stored};
use super::{classes, clicks, history, invoices, later, payments, refunds, registrations, standings, subscriptions};
use crate::db::{Fault, Tx};
use crate::events::{Event, Fact};
use crate::ids::{EventId, PersonId, SourceId};
use crate::programs::{self, Catalogue};
use crate::reckoning;
use crate::referrals::Visitor;
use crate::rewards::ReceiptSummary;
use crate::verification;
use std::collections::HashMap;

/// One fact from one sender.
#[derive(Debug, Clone)]
pub struct Incoming {
    pub source: SourceId,
    pub event: Event,
    /// Of a click on one of our own pages.
    pub visitor: Option<Visitor>,
}

impl Incoming {
    pub fn new(source: SourceId, event: Event) -> Incoming {
        Incoming { source, event, visitor: None }
    }
}

/// What became of one fact in this transaction.
pub(super) enum Fate {
    Kept {
        state: State,
        person: Option<PersonId>,
        receipts: Vec<ReceiptSummary>,
    },
    /// It was received before.
    Repeated(Box<Stored>),
    /// The same as an earlier one of this batch.
    RepeatedHere(usize),
    Conflict(String),
}

pub(super) struct Item<'a> {
    pub source: SourceId,
    pub event: &'a Event,
    pub visitor: Option<&'a Visitor>,
    pub id: EventId,
    /// It lies in the log already and waited.
    pub parked: bool,
    /// The thing that it reports was reported under another event id.
    pub repeats: bool,
    pub fate: Option<Fate>,
}

pub(super) struct Batch<'a> {
    pub tx: &'a Tx,
    pub items: Vec<Item<'a>>,
    pub known: KnownIds,
    pub catalogue: Catalogue,
    /// Facts in the order in which they were decided: audits apply them again in this order.
    decided: Vec<usize>,
}

const OTHER_CONTENT: &str = "with another content; nothing was changed";

/// The answers, in the order of the facts, and parked facts that waited for what came to be known.
pub struct Applied {
    pub answers: Vec<Answer>,
    pub woken: Vec<Stored>,
}

/// Applies facts that come in. A race ([`Fault::is_race`]) means: roll back and call again.
pub async fn apply(tx: &Tx, incoming: &[Incoming]) -> Result<Applied, Fault> {
    let keys: Vec<(SourceId, &str)> = incoming.iter().map(|i| (i.source, i.event.id.as_str())).collect();
    let mentioned = mentioned(incoming.iter().map(|i| (i.source, &i.event)));
    let things: Vec<(SourceId, String)> =
        incoming.iter().filter_map(|i| Some((i.source, store::thing(&i.event.fact)?))).collect();
    let (_, stored, known, catalogue, waiting) = futures_util::try_join!(
        keep_rules(tx, incoming.iter().map(|i| &i.event.fact)),
        store::find(tx, &keys),
        KnownIds::load(tx, &mentioned),
        programs::catalogue(tx),
        store::waiting_things(tx, &things)
    )?;
    let items = incoming.iter().map(|i| Item {
        source: i.source,
        event: &i.event,
        visitor: i.visitor.as_ref(),
        id: EventId::new(tx.now()),
        parked: false,
        repeats: false,
        fate: None,
    });
    let mut batch = Batch { tx, items: items.collect(), known, catalogue, decided: Vec::new() };
    batch.recognise_events(stored);
    batch.recognise_things(contents(waiting)?);
    batch.run().await
}

/// Applies parked facts again, now that something they waited for is there.
pub async fn apply_parked(tx: &Tx, parked: &[(Stored, Event)]) -> Result<Applied, Fault> {
    let mentioned = mentioned(parked.iter().map(|(stored, event)| (stored.source, event)));
    let (_, known, catalogue) = futures_util::try_join!(
        keep_rules(tx, parked.iter().map(|(_, event)| &event.fact)),
        KnownIds::load(tx, &mentioned),
        programs::catalogue(tx)
    )?;
    let items = parked.iter().map(|(stored, event)| Item {
        source: stored.source,
        event,
        visitor: None,
        id: stored.id,
        parked: true,
        repeats: false,
        fate: None,
    });
    let mut batch = Batch { tx, items: items.collect(), known, catalogue, decided: Vec::new() };
    batch.recognise_things(HashMap::new());
    batch.run().await
}

/// While facts are decided nobody else publishes or accepts terms or tells an exchange rate: all facts read these.
async fn keep_rules(tx: &Tx, mut facts: impl Iterator<Item = &Fact>) -> Result<(), Fault> {
    if facts.any(|fact| matches!(fact, Fact::RateChanged(_))) { tx.alone().await } else { tx.share().await }
}

/// What waits, by the thing that it reports.
type Contents = HashMap<(SourceId, String), [u8; 32]>;

fn contents(waiting: Vec<Stored>) -> Result<Contents, Fault> {
    let mut contents = HashMap::with_capacity(waiting.len());
    for stored in waiting {
        let event = stored.event()?;
        if let Some(thing) = store::thing(&event.fact) {
            contents.insert((stored.source, thing), event.content_hash());
        }
    }
    Ok(contents)
}

fn mentioned<'a>(events: impl Iterator<Item = (SourceId, &'a Event)>) -> Vec<(SourceId, Noun, &'a str)> {
    events.flat_map(|(source, event)| mentions(&event.fact).into_iter().map(move |(n, id)| (source, n, id))).collect()
}

/// The sender's ids that a fact names, its own among them.
pub(super) fn mentions(fact: &Fact) -> Vec<(Noun, &str)> {
    match fact {
        Fact::PersonRegistered(f) => {
            let mut ids = vec![(Noun::Person, f.person.as_str())];
            ids.extend(f.company.iter().map(|c| (Noun::Company, c.company.as_str())));
            ids.extend(f.referrer.iter().map(|r| (Noun::Person, r.as_str())));
            ids.extend(f.click.iter().map(|c| (Noun::Click, c.as_str())));
            ids
        }
        Fact::CompanyRegistered(f) => vec![(Noun::Company, f.company.as_str()), (Noun::Person, f.person.as_str())],
        Fact::CompanyClosed(f) => vec![(Noun::Company, f.company.as_str())],
        Fact::LinkClicked(f) => vec![(Noun::Click, f.click.as_str())],
        Fact::InvoiceIssued(f) => vec![(Noun::Invoice, f.invoice.as_str()), (Noun::Company, f.company.as_str())],
        Fact::InvoiceVoided(f) => vec![(Noun::Invoice, f.invoice.as_str())],
        Fact::PaymentSucceeded(f) => {
            let mut ids = vec![(Noun::Payment, f.payment.as_str()), (Noun::Company, f.company.as_str())];
            ids.extend(f.invoice.iter().map(|i| (Noun::Invoice, i.as_str())));
            ids
        }
        Fact::RefundRequested(f) | Fact::RefundCompleted(f) | Fact::RefundDeclined(f) => {
            vec![(Noun::Refund, f.refund.as_str()), (Noun::Payment, f.payment.as_str())]
        }
        Fact::PaymentDisputed(f) | Fact::DisputeWon(f) | Fact::DisputeLost(f) => {
            vec![(Noun::Dispute, f.payment.as_str()), (Noun::Payment, f.payment.as_str())]
        }
        Fact::PersonChanged(f) => vec![(Noun::Person, f.person.as_str())],
        Fact::PersonClassChanged(f) => vec![(Noun::Person, f.person.as_str())],
        Fact::ChoiceMade(f) => {
            let companies = f.order.iter().flatten().map(|company| (Noun::Company, company.as_str()));
            let people = std::iter::once(&f.person).chain(&f.invitee);
            people.map(|person| (Noun::Person, person.as_str())).chain(companies).collect()
        }
        Fact::SubscriptionStarted(f) => {
            vec![(Noun::Subscription, f.subscription.as_str()), (Noun::Company, f.company.as_str())]
        }
        Fact::SubscriptionChanged(f) => vec![(Noun::Subscription, f.subscription.as_str())],
        Fact::ActionReversed(f) => vec![(Noun::Action, f.action.as_str())],
        Fact::ActionCompleted(f) => {
            let mut ids = vec![(Noun::Action, f.action.as_str())];
            ids.extend(f.person.iter().map(|p| (Noun::Person, p.as_str())));
            ids.extend(f.company.iter().map(|c| (Noun::Company, c.as_str())));
            ids
        }
        _ => Vec::new(),
    }
}

/// The id that a fact makes; only once.
fn makes(fact: &Fact) -> Option<(Noun, &str)> {
    match fact {
        Fact::PersonRegistered(f) => Some((Noun::Person, f.person.as_str())),
        Fact::CompanyRegistered(f) => Some((Noun::Company, f.company.as_str())),
        Fact::LinkClicked(f) => Some((Noun::Click, f.click.as_str())),
        Fact::InvoiceIssued(f) => Some((Noun::Invoice, f.invoice.as_str())),
        Fact::PaymentSucceeded(f) => Some((Noun::Payment, f.payment.as_str())),
        Fact::SubscriptionStarted(f) => Some((Noun::Subscription, f.subscription.as_str())),
        Fact::ActionCompleted(f) => Some((Noun::Action, f.action.as_str())),
        _ => None,
    }
}

impl<'a> Batch<'a> {
    /// Finds facts that were received before under the same event id.
    fn recognise_events(&mut self, mut stored: HashMap<(SourceId, String), Stored>) {
        let mut first: HashMap<(SourceId, &str), usize> = HashMap::new();
        for n in 0..self.items.len() {
            let (source, event) = (self.items[n].source, self.items[n].event);
            let id = event.id.as_str();
            let conflict = || Fate::Conflict(format!("the event id {id:?} was received before {OTHER_CONTENT}"));
            let fate = if let Some(before) = stored.remove(&(source, id.to_owned())) {
                let same = before.body_hash[..] == event.body_hash()[..];
                if same { Fate::Repeated(Box::new(before)) } else { conflict() }
            } else if let Some(&first) = first.get(&(source, id)) {
                let same = self.items[first].event.body_hash() == event.body_hash();
                if same { Fate::RepeatedHere(first) } else { conflict() }
            } else {
                first.insert((source, id), n);
                continue;
            };
            self.items[n].fate = Some(fate);
        }
    }

    /// Finds facts that report a thing again that was reported under another event id, and perhaps still waits.
    fn recognise_things(&mut self, mut reported: Contents) {
        for n in 0..self.items.len() {
            let (source, event) = (self.items[n].source, self.items[n].event);
            let Some(thing) = store::thing(&event.fact) else { continue };
            if self.items[n].fate.is_some() {
                continue;
            }
            let content = event.content_hash();
            let known = makes(&event.fact).and_then(|(noun, name)| self.known.own(source, noun, name));
            let same = match (known, reported.get(&(source, thing.clone()))) {
                (Some(known), _) => known.content_hash.as_deref() == Some(&content[..]),
                (None, Some(first)) => *first == content,
                (None, None) => {
                    reported.insert((source, thing), content);
                    continue;
                }
            };
            if same {
                self.repeated(n);
            } else {
                self.conflict(n, format!("{thing} was received before under another event id {OTHER_CONTENT}"));
            }
        }
    }

    async fn run(mut self) -> Result<Applied, Fault> {
        if self.catalogue.is_monthly() {
            verification::admit(self.tx).await?;
        }
        clicks::apply(&mut self).await?;
        registrations::apply(&mut self).await?;
        history::hold(&self).await?;
        classes::apply(&mut self).await?;
        subscriptions::apply(&mut self).await?;
        invoices::apply(&mut self).await?;
        payments::apply(&mut self).await?;
        refunds::apply(&mut self).await?;
        later::apply(&mut self);
        standings::refresh(self.tx, &self.catalogue, self.whose_standing_changed()).await?;
        let woken = self.keep().await?;
        reckoning::reckon(self.tx, &self.catalogue, &self.whose_circles_changed()).await?;
        let reckoned = self.catalogue.is_reckoned();
        Ok(Applied { answers: super::answer::answers(self.tx, self.items, reckoned).await?, woken })
    }

    fn whose_standing_changed(&self) -> Vec<PersonId> {
        let changed = self.items.iter().filter_map(|item| match &item.fate {
            Some(Fate::Kept { state: State::Applied, person, .. }) if standings::matters(&item.event.fact) => *person,
            _ => None,
        });
        changed.collect()
    }

    /// Whoever a new fact is about: clicks alone earn nothing.
    fn whose_circles_changed(&self) -> Vec<PersonId> {
        let changed = self.items.iter().filter_map(|item| match &item.fate {
            Some(Fate::Kept { state: State::Applied | State::Recorded, person, .. }) => {
                person.filter(|_| !matches!(item.event.fact, Fact::LinkClicked(_)))
            }
            _ => None,
        });
        changed.collect()
    }

    async fn keep(&self) -> Result<Vec<Stored>, Fault> {
        let (mut new, mut parked) = (Vec::new(), Vec::new());
        for item in self.decided.iter().map(|n| &self.items[*n]) {
            let (person, state) = match &item.fate {
                Some(Fate::Kept { state, person, .. }) => (*person, state.clone()),
                // It waited, and what came meanwhile contradicts it.
                Some(Fate::Conflict(_)) if item.parked => (None, State::Refused { reason: "conflict".into() }),
                _ => continue,
            };
            let (source, event, id) = (item.source, item.event, item.id);
            let changes = match state {
                State::Waiting { .. } => false,
                State::Recorded => !item.repeats,
                State::Applied | State::Refused { .. } => true,
            };
            let order = changes.then(|| store::next(self.tx));
            let into = if item.parked { &mut parked } else { &mut new };
            into.push(Decided { source, event, id, person, state, order });
        }
        let (_, _, _, woken) = futures_util::try_join!(
            store::keep(self.tx, &new),
            store::settle(self.tx, &parked),
            self.known.save(self.tx),
            store::waiting_for(self.tx, self.known.made_keys())
        )?;
        Ok(woken)
    }

    /// Facts of persons, in the order in which they were decided.
    pub(super) fn decided_of_persons(&self) -> impl Iterator<Item = reckoning::Decided<'_>> {
        self.decided.iter().filter_map(|&n| match &self.items[n].fate {
            Some(Fate::Kept { state: State::Applied | State::Recorded, person: Some(person), .. }) => {
                Some(self.as_decided(n, *person))
            }
            _ => None,
        })
    }

    pub(super) fn as_decided(&self, n: usize, person: PersonId) -> reckoning::Decided<'_> {
        let Item { source, id, event, .. } = &self.items[n];
        reckoning::Decided { source: *source, id: *id, person, event, discounts: Vec::new() }
    }

    /// Facts still without a fate.
    pub(super) fn open(&self) -> impl Iterator<Item = (usize, &Item<'a>)> {
        self.items.iter().enumerate().filter(|(_, item)| item.fate.is_none())
    }

    pub(super) fn known(&self, n: usize, noun: Noun, id: &str) -> Option<&Known> {
        self.known.get(self.items[n].source, noun, id)
    }

    pub(super) fn applied(&mut self, n: usize, person: PersonId, receipts: Vec<ReceiptSummary>) {
        self.decide(n, Fate::Kept { state: State::Applied, person: Some(person), receipts });
    }

    /// Of a fact that is about nobody in particular.
    pub(super) fn applied_to_all(&mut self, n: usize) {
        self.decide(n, Fate::Kept { state: State::Applied, person: None, receipts: Vec::new() });
    }

    pub(super) fn park(&mut self, n: usize, noun: Noun, id: &str) {
        let state = State::Waiting { waits_for: format!("{}:{id}", noun.word()) };
        self.decide(n, Fate::Kept { state, person: None, receipts: Vec::new() });
    }

    pub(super) fn refuse(&mut self, n: usize, person: Option<PersonId>, reason: impl Into<String>) {
        let state = State::Refused { reason: reason.into() };
        self.decide(n, Fate::Kept { state, person, receipts: Vec::new() });
    }

    pub(super) fn conflict(&mut self, n: usize, words: String) {
        self.decide(n, Fate::Conflict(words));
    }

    pub(super) fn recorded(&mut self, n: usize, person: Option<PersonId>) {
        self.decide(n, Fate::Kept { state: State::Recorded, person, receipts: Vec::new() });
    }

    /// Kept under its own id, so that the log is whole; it changes nothing a second time.
    fn repeated(&mut self, n: usize) {
        self.items[n].repeats = true;
        self.recorded(n, None);
    }

    fn decide(&mut self, n: usize, fate: Fate) {
        self.items[n].fate = Some(fate);
        self.decided.push(n);
    }
}
