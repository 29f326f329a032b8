//! Rules and book over events, all in memory: `simulate`, the worked examples of terms, and the reference that the database is
//! held against. Facts may come late, twice and in any order, and end in the same books.
//!
//! Things are known by source and the sender's id. What a fact needs and is not known yet parks it; it is applied by itself when
//! that arrives. [`World::advance_to`] moves the clock, which only releases what is due.

mod accounts;
mod bills;
mod examples;
mod names;
mod outcome;
mod payments;
mod people;
mod programs;
mod refunds;
mod simulate;
mod spends;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use crate::calendar::Instant;
use crate::events::{Event, Fact};
use crate::ids::{Code, ExternalId};
use crate::money::MoneyError;
use crate::rules::Terms;

use accounts::Accounts;
use names::{Names, Source};

pub use accounts::{Balances, Entry};
pub use examples::check as check_examples;
pub use names::{BECKON, Noun, Waits};
pub use outcome::{Outcome, Refusal};
pub use payments::StoredReceipt;
pub use people::Referral;
pub use simulate::{SimulateError, check as check_terms, explain as explain_terms, simulate};

pub struct World {
    now: Instant,
    names: Names,
    seen: HashMap<(Source, ExternalId), [u8; 32]>,
    contents: HashMap<(&'static str, Source, ExternalId), [u8; 32]>,
    parked: HashMap<Waits, Vec<(Source, Event)>>,
    programs: Vec<programs::Program>,
    people: Vec<people::Person>,
    companies: Vec<people::Company>,
    emails: HashMap<String, usize>,
    tax_ids: HashMap<String, usize>,
    codes: HashMap<Code, (usize, usize)>,
    clicks: Vec<(Instant, String)>,
    referrals: Vec<Referral>,
    invoices: Vec<bills::Invoice>,
    payments: Vec<payments::Payment>,
    rewards: Vec<payments::Reward>,
    receipts: Vec<StoredReceipt>,
    spends: Vec<spends::Spend>,
    accounts: Accounts,
    due: BinaryHeap<Reverse<(Instant, usize)>>,
    /// What the fact at hand wrote or changed, and whatever it woke.
    touched: Touched,
}

#[derive(Default)]
struct Touched {
    receipts: Vec<usize>,
    invoices: Vec<usize>,
}

/// Why a handler stops early.
enum Step {
    Wait(Waits),
    Refuse(Refusal),
}

impl From<Refusal> for Step {
    fn from(refusal: Refusal) -> Step {
        Step::Refuse(refusal)
    }
}

type Applied = Result<(), Step>;

impl World {
    /// Each program with its first version.
    pub fn new(programs: impl IntoIterator<Item = Terms>) -> World {
        World {
            now: Instant::UNIX_EPOCH,
            names: Names::default(),
            seen: HashMap::new(),
            contents: HashMap::new(),
            parked: HashMap::new(),
            programs: programs.into_iter().map(programs::Program::new).collect(),
            people: Vec::new(),
            companies: Vec::new(),
            emails: HashMap::new(),
            tax_ids: HashMap::new(),
            codes: HashMap::new(),
            clicks: Vec::new(),
            referrals: Vec::new(),
            invoices: Vec::new(),
            payments: Vec::new(),
            rewards: Vec::new(),
            receipts: Vec::new(),
            spends: Vec::new(),
            accounts: Accounts::default(),
            due: BinaryHeap::new(),
            touched: Touched::default(),
        }
    }

    /// One fact from one source, recorded at an instant to which the clock moves on first.
    pub fn apply(&mut self, source: &str, event: Event, recorded_at: Instant) -> Outcome {
        if let Err(error) = self.advance_to(recorded_at) {
            return Outcome::Refused { refusal: error.into() };
        }
        self.touched = Touched::default();
        let source = self.names.source(source);
        let body = event.body_hash();
        let key = (source, event.id.clone());
        match self.seen.get(&key) {
            Some(known) if *known == body => return Outcome::Duplicate,
            Some(_) => return Outcome::Conflict,
            None => drop(self.seen.insert(key, body)),
        }
        if let Some(outcome) = self.claim_content(source, &event) {
            return outcome;
        }
        self.settle(source, event)
    }

    /// The clock moves on, never back, and what is due by then is released.
    pub fn advance_to(&mut self, at: Instant) -> Result<(), MoneyError> {
        self.now = self.now.max(at);
        while let Some(&Reverse((due, reward))) = self.due.peek() {
            if due > self.now {
                break;
            }
            self.due.pop();
            self.release_due(reward)?;
        }
        Ok(())
    }

    pub fn now(&self) -> Instant {
        self.now
    }

    /// How many facts wait for something.
    pub fn waiting(&self) -> usize {
        self.parked.values().map(Vec::len).sum()
    }

    fn claim_content(&mut self, source: Source, event: &Event) -> Option<Outcome> {
        let id = event.fact.business_id()?.clone();
        let content = event.content_hash();
        match self.contents.get(&(event.fact.type_name(), source, id.clone())) {
            Some(known) if *known == content => Some(Outcome::Duplicate),
            Some(_) => Some(Outcome::Conflict),
            None => {
                self.contents.insert((event.fact.type_name(), source, id), content);
                None
            }
        }
    }

    /// Applies a fact and whatever waited for what it brings, in the order of their timestamps.
    fn settle(&mut self, source: Source, event: Event) -> Outcome {
        let brings = names::brought_by(&event.fact);
        let waiting = event.clone();
        match self.decide(source, event) {
            Ok(()) => {
                for (noun, id) in brings {
                    self.wake(noun, id);
                }
                Outcome::Applied { receipts: self.touched.receipts.clone() }
            }
            Err(Step::Wait(waits)) => {
                self.parked.entry(waits.clone()).or_default().push((source, waiting));
                Outcome::Waiting { on: waits }
            }
            Err(Step::Refuse(refusal)) => Outcome::Refused { refusal },
        }
    }

    fn wake(&mut self, noun: Noun, id: ExternalId) {
        let Some(mut parked) = self.parked.remove(&Waits { noun, id: id.clone() }) else { return };
        parked.sort_by_key(|(_, event)| event.timestamp);
        for (from, event) in parked {
            if self.names.find(noun, from, &id).is_some() {
                self.settle(from, event);
            } else {
                let again = Waits { noun, id: id.clone() };
                self.parked.entry(again).or_default().push((from, event));
            }
        }
    }

    fn decide(&mut self, source: Source, event: Event) -> Applied {
        let Event { id, timestamp: at, fact } = event;
        match fact {
            Fact::PersonRegistered(fact) => self.register_person(source, at, *fact),
            Fact::CompanyRegistered(fact) => self.register_company(source, fact),
            Fact::CompanyClosed(fact) => self.close_company(source, at, &fact.company),
            Fact::LinkClicked(fact) => self.click(source, at, *fact),
            Fact::PersonChanged(fact) => self.known(Noun::Person, source, &fact.person),
            Fact::PersonClassChanged(fact) => self.known(Noun::Person, source, &fact.person),
            Fact::ChoiceMade(fact) => self.known(Noun::Person, source, &fact.person),
            Fact::SubscriptionStarted(fact) => {
                self.known(Noun::Company, source, &fact.company)?;
                self.names.add(Noun::Subscription, source, fact.subscription, 0);
                Ok(())
            }
            Fact::SubscriptionChanged(fact) => self.known(Noun::Subscription, source, &fact.subscription),
            Fact::InvoiceIssued(fact) => self.issue_invoice(source, at, *fact),
            Fact::InvoiceVoided(fact) => self.void_invoice(source, at, &fact.invoice),
            Fact::PaymentSucceeded(fact) => self.receive_payment(source, id, at, fact),
            Fact::RefundRequested(fact) => self.refund(source, at, &fact, refunds::Stage::Requested),
            Fact::RefundCompleted(fact) => self.refund(source, at, &fact, refunds::Stage::Completed),
            Fact::RefundDeclined(fact) => self.refund(source, at, &fact, refunds::Stage::Declined),
            Fact::PaymentDisputed(fact) => self.dispute(source, at, &fact, refunds::Stage::Requested),
            Fact::DisputeLost(fact) => self.dispute(source, at, &fact, refunds::Stage::Completed),
            Fact::DisputeWon(fact) => self.dispute(source, at, &fact, refunds::Stage::Declined),
            Fact::ActionCompleted(fact) => match (&fact.person, &fact.company) {
                (Some(person), _) => self.known(Noun::Person, source, person),
                (None, Some(company)) => self.known(Noun::Company, source, company),
                (None, None) => Ok(()),
            },
            Fact::ActionReversed(_) => Ok(()),
            Fact::CreditSpent(fact) => self.spend(source, at, fact),
            Fact::CreditReturned(fact) => self.return_spend(source, at, &fact.spend),
            Fact::TermsPublished(fact) => self.publish(&fact),
            Fact::TermsAccepted(fact) => self.accept(at, &fact),
            Fact::AdjustmentMade(fact) => self.adjust(at, &fact),
            Fact::ReferralReplaced(fact) => self.replace_referral(at, &fact),
            Fact::ReferralVoided(fact) => self.void_referral(at, &fact),
        }
    }

    /// A fact that is kept for rules of later versions: it only has to be about somebody known.
    fn known(&self, noun: Noun, source: Source, id: &ExternalId) -> Applied {
        self.find(noun, source, id).map(|_| ())
    }

    fn find(&self, noun: Noun, source: Source, id: &ExternalId) -> Result<usize, Step> {
        self.names.find(noun, source, id).ok_or_else(|| Step::Wait(Waits { noun, id: id.clone() }))
    }
}
