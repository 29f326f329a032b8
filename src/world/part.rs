//! The part of the log that some circles read, and what those who knew all decided: who is bound to whom, what was taken off
//! invoices. What the rules give in these circles follows from it. No books are kept here, and nobody is attributed.

use std::sync::Arc;

use super::bills::Invoice;
use super::names::{HashMap, Source};
use super::people::{Click, Through};
use super::programs::Program;
use super::whatif::{Question, Report};
use super::{Noun, Outcome, Referral, Refusal, World};
use crate::calendar::Instant;
use crate::events::{Event, Fact, InvoiceIssued, PersonRegistered, Text};
use crate::ids::{EventId, ExternalId, PersonId};
use crate::rules::Terms;
use crate::rules::attribution::ReferralRefused;
use crate::rules::circle::Place;
use crate::rules::class::Rates;
use crate::rules::earning::{Cause, Earning, Reduction};
use crate::rules::offer::LineDiscount;
use crate::rules::terms::Offer;

/// What a circle earned, by our own ids.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonEarning {
    /// The event that it is of in the end: also of a share, or of an instalment.
    pub event: Option<EventId>,
    /// One of its program by recipient, invitee, rule and cause; the cause names things by the senders' ids.
    pub earning: Earning<PersonId>,
}

/// What a circle earned and what is taken off invoices in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CircleReckoning {
    pub earnings: Vec<PersonEarning>,
    pub reductions: Vec<Reduction<PersonId>>,
}

/// A fact of one person, as it lies in the log.
#[derive(Debug, Clone)]
pub struct PartFact {
    pub id: EventId,
    pub source: String,
    pub person: PersonId,
    pub event: Event,
    /// Of an invoice that was issued: what was taken off its lines.
    pub discounts: Vec<LineDiscount>,
}

/// A referral that stands.
#[derive(Debug, Clone)]
pub struct PartBond {
    pub program: String,
    pub referrer: PersonId,
    pub invitee: PersonId,
    pub registered_at: Instant,
    pub voided_at: Option<Instant>,
    /// When and through whose code the invitee came.
    pub click: Option<(Instant, String)>,
    pub sub: Option<Text>,
    /// As typed, or as claimed.
    pub code: Option<Text>,
    /// Claimed after the registration.
    pub late: bool,
}

/// What was decided by those who knew all.
#[derive(Debug, Default)]
pub(super) struct Told {
    discounts: HashMap<(Source, ExternalId), Vec<LineDiscount>>,
}

impl Told {
    pub(super) fn taken_off(&mut self, invoice: &Invoice) -> Vec<LineDiscount> {
        self.discounts.remove(&(invoice.source, invoice.issued.invoice.clone())).unwrap_or_default()
    }
}

/// Some circles, as far as their rules read.
pub struct Part {
    pub(super) world: World,
    /// By their places in the world.
    people: Vec<PersonId>,
    pub(super) places: HashMap<PersonId, usize>,
    /// One person may have two senders, who give two events one id.
    events: HashMap<(PersonId, ExternalId), Vec<(Instant, EventId)>>,
    latest: Instant,
}

impl Part {
    /// Of all programs, each with its versions and since when these are in force.
    pub fn new<V>(programs: impl IntoIterator<Item = V>, rates: Rates) -> Part
    where
        V: IntoIterator<Item = (Arc<Terms>, Option<Instant>)>,
    {
        let mut world = World::new([]);
        world.programs = programs.into_iter().map(Program::of_versions).collect();
        world.rates = rates;
        world.told = Some(Told::default());
        Part {
            world,
            people: Vec::new(),
            places: HashMap::default(),
            events: HashMap::default(),
            latest: Instant::UNIX_EPOCH,
        }
    }

    /// One fact, in the order of applying. Those that no rule reads, or that say who is bound to whom, are passed over.
    pub fn tell(&mut self, fact: PartFact) -> Result<(), Refusal> {
        let PartFact { id, source, person, mut event, discounts } = fact;
        match &mut event.fact {
            Fact::PersonRegistered(registered) => alone(registered),
            Fact::ReferralReplaced(_) | Fact::ReferralVoided(_) => return Ok(()),
            fact if !is_read(fact) => return Ok(()),
            _ => {}
        }
        self.latest = self.latest.max(event.timestamp);
        self.events.entry((person, event.id.clone())).or_default().push((event.timestamp, id));
        let source = self.world.names.source(&source);
        if let (Fact::InvoiceIssued(issued), Some(told)) = (&event.fact, &mut self.world.told) {
            told.discounts.insert((source, issued.invoice.clone()), discounts);
        }
        let outcome = self.world.settle(source, event);
        // A registration makes one person, and nothing else does.
        if self.world.people.len() > self.people.len() {
            self.places.insert(person, self.people.len());
            self.people.push(person);
        }
        match outcome {
            Outcome::Refused { refusal } => Err(refusal),
            _ => Ok(()),
        }
    }

    /// What is taken off an invoice that was told of before.
    pub fn take_off(&mut self, (source, invoice): (&str, &ExternalId), discounts: Vec<LineDiscount>) {
        if let Some(place) = self.world.names.find_named(Noun::Invoice, source, invoice) {
            self.world.invoices[place].discounts = discounts;
        }
    }

    /// Somebody whose registration is not in the log is nobody to the rules.
    pub fn bind(&mut self, bond: PartBond) {
        let (referrer, invitee) = (self.places.get(&bond.referrer), self.places.get(&bond.invitee));
        let (Some(&referrer), Some(&invitee), Some(program)) = (referrer, invitee, self.world.program(&bond.program))
        else {
            return;
        };
        let world = &mut self.world;
        let click = bond.click.map(|(at, code)| {
            world.clicks.push(Click { at, code, sub: bond.sub, paid_ad: false });
            world.clicks.len() - 1
        });
        let through = Through { click, code: bond.code, late: bond.late };
        world.people[invitee].invited.push(world.referrals.len());
        let bound = Referral::new((referrer, invitee, program), bond.registered_at, through);
        world.referrals.push(Referral { voided_at: bond.voided_at, ..bound });
        world.reckoned.index(&world.referrals);
    }

    /// When the latest of its facts happened: perhaps, by its sender's clock, a little later than now.
    pub fn latest(&self) -> Instant {
        self.latest
    }

    /// What a referrer's circle earned by `until`.
    pub fn reckon(&self, program: &str, referrer: PersonId, until: Instant) -> Result<CircleReckoning, Refusal> {
        let found = self.world.program(program).zip(self.places.get(&referrer));
        let Some((program, &referrer)) = found else { return Ok(CircleReckoning::default()) };
        let Some(reach) = self.world.programs[program].reach() else { return Ok(CircleReckoning::default()) };
        let gathered = self.world.gather(program, referrer, reach.depth)?;
        let people: Vec<PersonId> = gathered.people.iter().map(|&person| self.people[person]).collect();
        let found = self.world.programs[program].reckon(&gathered.circle, until)?;
        let by_person = |earning: Earning| {
            let earning = earning.by(|place: Place| people[place]);
            PersonEarning { event: self.event_of(&earning, &people), earning }
        };
        Ok(CircleReckoning {
            earnings: found.earnings.into_iter().map(by_person).collect(),
            reductions: found.reductions.into_iter().map(|reduction| reduction.by(|place| people[place])).collect(),
        })
    }

    /// Adds to a report what these referrers' circles were given and would have been. One whose registration is not in the log is
    /// given nothing.
    pub fn what_if(&mut self, question: &Question, referrers: &[PersonId], report: &mut Report) -> Result<(), Refusal> {
        let known: Vec<usize> = referrers.iter().filter_map(|person| self.places.get(person).copied()).collect();
        self.world.what_if(question, &self.people, &known, report)
    }

    /// Of several who gave events one id in one circle, that of the invitee, then of the recipient; of one person's, that of the instant.
    fn event_of(&self, earning: &Earning<PersonId>, circle: &[PersonId]) -> Option<EventId> {
        let named: &ExternalId = Cause::event(&earning.cause)?;
        let whose = earning.invitee.iter().chain([&earning.recipient]).chain(circle);
        let known = whose.into_iter().find_map(|person| self.events.get(&(*person, named.clone())))?;
        let happened = earning.happened_at.unwrap_or(earning.at);
        known.iter().find(|(at, _)| *at == happened).or(known.first()).map(|(_, id)| *id)
    }

    /// Why a program does not want somebody who is about to register, or who refers them.
    pub fn ineligible(
        &self,
        (program, terms): (&str, &Terms),
        referrer: PersonId,
        (at, fact): (Instant, &PersonRegistered),
    ) -> Result<Option<ReferralRefused>, Refusal> {
        let found = self.world.program(program).zip(self.places.get(&referrer));
        let Some((program, &referrer)) = found else { return Ok(Some(ReferralRefused::ReferrerNotEligible)) };
        self.world.ineligible(terms, program, referrer, (at, fact))
    }

    /// Whether an offer is made to an invitee, for an invoice.
    pub fn is_offered(
        &self,
        (program, terms): (&str, &Terms),
        offer: &Offer,
        invitee: PersonId,
        issued: (Instant, &InvoiceIssued),
    ) -> Result<bool, Refusal> {
        let found = self.world.program(program).zip(self.places.get(&invitee));
        let referral = found.and_then(|(program, &invitee)| {
            let mut invited = self.world.people[invitee].invited.iter().map(|&place| &self.world.referrals[place]);
            invited.find(|referral| referral.program == program)
        });
        referral.map_or(Ok(false), |referral| self.world.is_offered(terms, offer, referral, issued))
    }
}

/// Without whoever is named as inviting.
fn alone(registered: &mut PersonRegistered) {
    (registered.referrer, registered.code, registered.click, registered.program) = (None, None, None, None);
}

/// Whether rules read it, or read what others say of it.
fn is_read(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::PersonChanged(_)
            | Fact::PersonClassChanged(_)
            | Fact::ChoiceMade(_)
            | Fact::CompanyRegistered(_)
            | Fact::CompanyClosed(_)
            | Fact::CompaniesOrdered(_)
            | Fact::SubscriptionStarted(_)
            | Fact::SubscriptionChanged(_)
            | Fact::SubscriptionExtended(_)
            | Fact::InvoiceIssued(_)
            | Fact::InvoiceVoided(_)
            | Fact::InvoiceRepriced(_)
            | Fact::PaymentSucceeded(_)
            | Fact::RefundRequested(_)
            | Fact::RefundCompleted(_)
            | Fact::RefundDeclined(_)
            | Fact::PaymentDisputed(_)
            | Fact::DisputeWon(_)
            | Fact::DisputeLost(_)
            | Fact::ActionCompleted(_)
            | Fact::ActionReversed(_)
            | Fact::CreditSpent(_)
            | Fact::CreditReturned(_)
            | Fact::TermsAccepted(_)
    )
}
