//! Rules and book over events, all in memory: `simulate`, the worked examples of terms, and the reference that the database is
//! held against. Facts may come late, twice and in any order, and end in the same books.
//!
//! Things are known by source and the sender's id. What a fact needs and is not known yet parks it; it is applied by itself when
//! that arrives. [`World::advance_to`] moves the clock, which releases what is due and, [`World::with_runs`], verifies months.

mod accounts;
mod actions;
mod aging;
mod applied;
mod autopay;
mod bills;
mod circles;
mod conversions;
mod eligible;
mod examples;
mod history;
mod judged;
mod kept;
mod names;
mod needs;
mod orders;
mod outcome;
mod part;
mod part_applied;
mod payments;
mod payouts;
mod people;
mod printed;
mod programs;
mod reckoned;
mod recorded;
mod reductions;
mod refunds;
mod repriced;
mod run_clock;
mod runs;
pub mod simulate;
mod spends;
mod subscriptions;
#[cfg(test)]
mod tests;
mod touches;
pub mod whatif;
mod withdrawals;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::hash::BuildHasher;

use crate::book::WithdrawalStep;
use crate::calendar::{Instant, Month};
use crate::events::{Event, Fact};
use crate::ids::{Code, ExternalId};
use crate::rules::Terms;
use crate::rules::class::Rates;
use crate::rules::watch::Watched;

use accounts::Accounts;
use names::{Claim, HashMap, Names, Source};

pub use accounts::Balances;
pub use applied::Extension;
pub use examples::{Script, check as check_examples, each as each_example, script as script_of_example};
pub use names::{BECKON, Noun, Waits};
pub use outcome::{Outcome, Refusal};
pub use part::{CircleReckoning, Part, PartBond, PartFact, PersonEarning};
pub use part_applied::{PartLot, PartShare};
pub use payments::StoredReceipt;
pub use payouts::PaidOut;
pub use people::Referral;
pub use reckoned::Earned;
pub use runs::Assignment;
pub use simulate::{SimulateError, check as check_terms, explain as explain_terms, simulate};
pub use touches::Reach;

pub struct World {
    now: Instant,
    names: Names,
    /// Tells contents apart, with a seed of its own that nobody can aim at.
    fingerprints: foldhash::quality::RandomState,
    parked: HashMap<Waits, Vec<(Source, Event)>>,
    programs: Vec<programs::Program>,
    people: Vec<people::Person>,
    companies: Vec<people::Company>,
    emails: HashMap<String, usize>,
    tax_ids: HashMap<String, usize>,
    codes: HashMap<Code, (usize, usize)>,
    /// After when a code opens nothing.
    closed: HashMap<Code, Instant>,
    clicks: Vec<people::Click>,
    referrals: Vec<Referral>,
    subscriptions: Vec<subscriptions::Subscription>,
    invoices: Vec<bills::Invoice>,
    payments: Vec<payments::Payment>,
    actions: Vec<actions::Action>,
    last_paid_at: Instant,
    rates: Rates,
    rewards: Vec<payments::Reward>,
    receipts: Vec<StoredReceipt>,
    spends: Vec<spends::Spend>,
    withdrawals: Vec<withdrawals::Withdrawal>,
    /// Which payment a refund is of.
    refunds: HashMap<(Source, ExternalId), usize>,
    accounts: Accounts,
    due: BinaryHeap<Reverse<(Instant, usize)>>,
    /// Of the programs whose terms need the whole language.
    reckoned: reckoned::Reckoned,
    /// None: runs are applied from the log.
    run_clock: Option<run_clock::RunClock>,
    /// Runs that have read what they read and are not applied yet.
    cut: HashMap<(usize, Month), runs::Run>,
    /// (program, run) of each that nobody has asked for yet.
    newly_run: Vec<(usize, usize)>,
    /// None: everything is decided here.
    told: Option<part::Told>,
    /// Of an example that is tried.
    watch: Watched,
    /// What the fact at hand wrote or changed, and whatever it woke.
    touched: Touched,
}

#[derive(Default)]
struct Touched {
    receipts: Vec<usize>,
    invoices: Vec<usize>,
}

type Applied = Result<(), Refusal>;

impl World {
    /// Each program with its first version.
    pub fn new(programs: impl IntoIterator<Item = Terms>) -> World {
        World {
            now: Instant::UNIX_EPOCH,
            names: Names::default(),
            fingerprints: foldhash::quality::RandomState::default(),
            parked: HashMap::default(),
            programs: programs.into_iter().map(programs::Program::new).collect(),
            people: Vec::new(),
            companies: Vec::new(),
            emails: HashMap::default(),
            tax_ids: HashMap::default(),
            codes: HashMap::default(),
            closed: HashMap::default(),
            clicks: Vec::new(),
            referrals: Vec::new(),
            subscriptions: Vec::new(),
            invoices: Vec::new(),
            payments: Vec::new(),
            actions: Vec::new(),
            last_paid_at: Instant::UNIX_EPOCH,
            rates: Rates::default(),
            rewards: Vec::new(),
            receipts: Vec::new(),
            spends: Vec::new(),
            withdrawals: Vec::new(),
            refunds: HashMap::default(),
            accounts: Accounts::default(),
            due: BinaryHeap::new(),
            reckoned: reckoned::Reckoned::default(),
            run_clock: None,
            cut: HashMap::default(),
            newly_run: Vec::new(),
            told: None,
            watch: None,
            touched: Touched::default(),
        }
    }

    /// One fact from one source, recorded at an instant to which the clock moves on first.
    pub fn apply(&mut self, source: &str, event: Event, recorded_at: Instant) -> Outcome {
        let content = self.fingerprints.hash_one(&event.fact);
        self.apply_hashed(source, event, content, recorded_at)
    }

    /// The same with the fingerprint of the event's content already taken, perhaps by another thread.
    fn apply_hashed(&mut self, source: &str, event: Event, content: u64, recorded_at: Instant) -> Outcome {
        if let Err(refusal) = self.pass(recorded_at, false) {
            return Outcome::Refused { refusal };
        }
        self.touched.receipts.clear();
        self.touched.invoices.clear();
        let source = self.names.source(source);
        match self.names.claim_event(source, event.id.clone(), (content, event.timestamp)) {
            Claim::New => {}
            Claim::Again => return Outcome::Duplicate,
            Claim::TakenByOther => return Outcome::Conflict,
        }
        match self.names.claim_content(source, &event.fact, content) {
            Claim::New => self.settle(source, event),
            Claim::Again => Outcome::Duplicate,
            Claim::TakenByOther => {
                // Nothing of it is kept, so its id stays free.
                self.names.free_event(source, &event.id);
                Outcome::Conflict
            }
        }
    }

    /// The clock moves on, never back: what is due by then is released, and runs happen where they do so by themselves.
    pub fn advance_to(&mut self, at: Instant) -> Result<(), Refusal> {
        self.pass(at, true)?;
        self.reckon_all()
    }

    fn pass(&mut self, at: Instant, whole_instant: bool) -> Result<(), Refusal> {
        if at > self.now {
            self.reckon_what_may_be_lost()?;
        }
        self.run_what_is_due(at, whole_instant)?;
        self.pay_out_what_is_due(at, whole_instant)?;
        self.lapse_what_is_due(at)?;
        self.now = self.now.max(at);
        self.release_all_due()
    }

    fn release_all_due(&mut self) -> Applied {
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

    /// Applies a fact and whatever waited for what it brings, in the order of their timestamps.
    fn settle(&mut self, source: Source, event: Event) -> Outcome {
        if let Some(waits) = self.missing(source, &event.fact) {
            self.parked.entry(waits.clone()).or_default().push((source, event));
            return Outcome::Waiting { on: waits };
        }
        let claimed = names::once(&event.fact);
        let brings = if self.parked.is_empty() { Vec::new() } else { names::brought_by(&event.fact) };
        let about = if self.reckons() && self.told.is_none() {
            self.subject(source, &event.fact)
        } else {
            touches::Subject::Nobody
        };
        self.touch_replaced(&about, &event.fact);
        if let Err(refusal) = self.decide(source, event).and_then(|()| self.touch(&about)) {
            if let Some(claimed) = claimed {
                self.names.free_content(source, claimed);
            }
            return Outcome::Refused { refusal };
        }
        for (noun, id) in brings {
            self.wake(noun, id);
        }
        Outcome::Applied { receipts: self.touched.receipts.clone() }
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
            Fact::CompanyRegistered(fact) => self.register_company(source, at, *fact),
            Fact::LinkClicked(fact) => self.click(source, at, *fact),
            Fact::SubscriptionStarted(fact) => self.start_subscription(source, at, fact),
            Fact::SubscriptionChanged(fact) => self.change_subscription(source, id, at, &fact),
            Fact::CompanyClosed(fact) => self.close_company(source, at, &fact.company),
            Fact::ChoiceMade(fact) => self.choose(source, id, at, &fact),
            Fact::CompaniesOrdered(fact) => self.order_companies(id, at, &fact),
            Fact::RunApplied(fact) => self.apply_run(&fact),
            Fact::InvoiceIssued(fact) => self.issue_invoice(source, id, at, *fact),
            Fact::InvoiceVoided(fact) => self.void_invoice(source, at, &fact.invoice),
            Fact::InvoiceRepriced(fact) => self.reprice_invoice(at, &fact),
            Fact::PaymentSucceeded(fact) => self.receive_payment(source, id, at, *fact),
            Fact::RefundRequested(fact) => self.refund(source, at, &fact, refunds::Stage::Requested),
            Fact::RefundCompleted(fact) => self.refund(source, at, &fact, refunds::Stage::Completed),
            Fact::RefundDeclined(fact) => self.refund(source, at, &fact, refunds::Stage::Declined),
            Fact::PaymentDisputed(fact) => self.dispute(source, at, &fact, refunds::Stage::Requested),
            Fact::DisputeLost(fact) => self.dispute(source, at, &fact, refunds::Stage::Completed),
            Fact::DisputeWon(fact) => self.dispute(source, at, &fact, refunds::Stage::Declined),
            Fact::CreditSpent(fact) => self.spend(source, at, *fact),
            Fact::CreditReturned(fact) => self.return_spend(source, at, &fact.spend),
            Fact::TermsPublished(fact) => self.publish(at, &fact),
            Fact::TermsAccepted(fact) => self.accept(at, &fact),
            Fact::CashConverted(fact) => self.convert_cash(at, &fact),
            Fact::PayoutMade(fact) => self.payout_made(at, &fact),
            Fact::SubscriptionExtended(fact) => self.subscription_extended(at, &fact),
            Fact::AdjustmentMade(fact) => self.adjust(at, &fact),
            Fact::ReferralReplaced(fact) => self.replace_referral(at, &fact),
            Fact::ReferralVoided(fact) => self.void_referral(at, &fact),
            Fact::ReferralHeld(fact) => self.judge_referral(at, &fact, true),
            Fact::ReferralCleared(fact) => self.judge_referral(at, &fact, false),
            Fact::ReferrerBanned(fact) => self.judge_referrer(&fact, true),
            Fact::ReferrerReadmitted(fact) => self.judge_referrer(&fact, false),
            Fact::WithdrawalRequested(fact) => self.request_withdrawal(source, at, *fact),
            Fact::WithdrawalApproved(fact) => self.withdrawal(source, at, &fact.withdrawal, WithdrawalStep::Approve),
            Fact::WithdrawalRejected(fact) => self.withdrawal(source, at, &fact.withdrawal, WithdrawalStep::Reject),
            Fact::WithdrawalCanceled(fact) => self.withdrawal(source, at, &fact.withdrawal, WithdrawalStep::Cancel),
            Fact::WithdrawalPaid(fact) => self.withdrawal(source, at, &fact.withdrawal, WithdrawalStep::Pay),
            Fact::WithdrawalFailed(fact) => self.withdrawal(source, at, &fact.withdrawal, WithdrawalStep::Fail),
            Fact::PersonChanged(fact) => self.change_person(source, id, at, &fact),
            Fact::PersonClassChanged(fact) => self.change_class(source, id, at, fact),
            Fact::RateChanged(fact) => self.change_rate(id, at, &fact),
            Fact::ActionCompleted(fact) => self.complete_action(source, id, at, *fact),
            Fact::ActionReversed(fact) => self.reverse_action(source, at, &fact.action),
        }
    }

    /// Where a thing is that `missing` found before.
    fn find(&self, noun: Noun, source: Source, id: &ExternalId) -> Result<usize, Refusal> {
        self.names.find(noun, source, id).ok_or_else(|| Refusal::Unknown(Waits { noun, id: id.clone() }))
    }
}
