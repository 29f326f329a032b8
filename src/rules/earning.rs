//! What the rules of one program gave in a circle: each earning with its receipt and everything that became of it.

use serde::{Deserialize, Serialize};

use super::circle::Place;
use super::receipt::Receipt;
use crate::calendar::Instant;
use crate::ids::ExternalId;
use crate::money::{Money, Percent};

/// One receipt, zero ones included, and its reward's life. People are places in the circle, or named otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Earning<Who = Place> {
    pub recipient: Who,
    /// Whose deed it is; none: a scheduled one for all, a milestone, the recipient's own.
    pub invitee: Option<Who>,
    pub cause: Cause,
    pub at: Instant,
    /// When the event happened that it is of in the end: also of a share, or of an instalment.
    pub happened_at: Option<Instant>,
    /// `amount` is what is left of it at the end of the reckoning.
    pub receipt: Receipt,
    /// What it is worth from each instant on, after the grant of `receipt.earned` at `at`.
    pub corrections: Vec<(Instant, Money)>,
    /// Since when its refund is asked for and not settled.
    pub frozen_since: Option<Instant>,
    /// Since when refunds of it were asked for, and until when; none: still.
    pub asked: Vec<(Instant, Option<Instant>)>,
    /// Of what is not spent by then.
    pub expires_at: Option<Instant>,
}

impl<Who> Earning<Who> {
    /// What it is worth from each instant on, from its grant on.
    pub fn worth(&self) -> Vec<(Instant, Money)> {
        [(self.at, self.receipt.earned)].into_iter().chain(self.corrections.iter().copied()).collect()
    }
}

/// What an earning is of: with rule, recipient and invitee it is unique in a program.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// A payment, an action, an invoice: the event's id.
    Event(ExternalId),
    /// A registration, tenure, becoming: once for each person.
    Person(ExternalId),
    Milestone(String),
    Scheduled(Instant),
    /// One invitee or subscription at a scheduled instant.
    ScheduledFor(Instant, ExternalId),
    /// The share of what this person earned.
    Share(ExternalId, Box<Cause>),
    /// One of several instalments, from 1.
    Part(u32, Box<Cause>),
}

impl Cause {
    /// The sender's id of the event that it is of in the end: also of a share, or of an instalment.
    pub fn event(&self) -> Option<&ExternalId> {
        match self {
            Cause::Event(event) => Some(event),
            Cause::Share(_, cause) | Cause::Part(_, cause) => cause.event(),
            Cause::Person(_) | Cause::Milestone(_) | Cause::Scheduled(_) | Cause::ScheduledFor(..) => None,
        }
    }
}

impl<Who> Earning<Who> {
    pub(crate) fn by<Other>(self, name: impl Fn(Who) -> Other) -> Earning<Other> {
        let (recipient, invitee) = (name(self.recipient), self.invitee.map(name));
        let Earning { cause, at, happened_at, receipt, corrections, frozen_since, asked, expires_at, .. } = self;
        Earning { recipient, invitee, cause, at, happened_at, receipt, corrections, frozen_since, asked, expires_at }
    }
}

impl<Who> Reduction<Who> {
    pub(crate) fn by<Other>(self, name: impl Fn(Who) -> Other) -> Reduction<Other> {
        let Reduction { recipient, invitee, cause, rule, version, at, invoice, off } = self;
        let (recipient, invitee) = (name(recipient), invitee.map(name));
        Reduction { recipient, invitee, cause, rule, version, at, invoice, off }
    }
}

/// A discount of an invoice that a rule gives, or of the next charge.
#[derive(Debug, Clone, PartialEq)]
pub struct Reduction<Who = Place> {
    pub recipient: Who,
    pub invitee: Option<Who>,
    pub cause: Cause,
    pub rule: String,
    pub version: u32,
    pub at: Instant,
    /// The invoice that it is for; none: the next one.
    pub invoice: Option<ExternalId>,
    pub off: Off,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Off {
    Percent(Percent),
    Amount(Money),
}
