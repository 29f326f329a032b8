//! The facts of a circle as they were at an instant, for one occasion on which a rule is judged.

mod counts;
mod kept;
mod occasion;
mod person;
mod steps;

use rust_decimal::Decimal;

pub use self::kept::{Kept, Memory};

use super::timeline::Timeline;
use super::{Answer, Facts, Group, Unanswered, Word};
use crate::calendar::{CalendarError, Instant, Zone, earlier};
use crate::money::{Money, MoneyError};
use crate::rules::circle::{MemberAction, MemberInvoice, MemberLine, MemberPayment, MemberSubscription, Place};
use crate::rules::reward::{Class, Unassessed};
use crate::rules::terms::{RefundRule, Terms};

/// What the reckoning itself has come to by the instant.
pub trait Progress {
    /// How many referrals gave a first grant, after an instant or ever.
    fn qualified(&self, after: Option<Instant>) -> u32;
    /// How many have a grant that was not taken back.
    fn rewarded(&self) -> u32;
    /// The referral's place among the qualified; the one it would have, before it is.
    fn qualified_ordinal(&self, bond: usize) -> u32;
}

/// Where nothing was given yet, as at a registration.
pub struct Nothing;

impl Progress for Nothing {
    fn qualified(&self, _: Option<Instant>) -> u32 {
        0
    }

    fn rewarded(&self) -> u32 {
        0
    }

    fn qualified_ordinal(&self, _: usize) -> u32 {
        1
    }
}

/// A line that counts, and how much of what counts was for it.
#[derive(Debug, Clone, Copy)]
pub struct Counted<'a> {
    /// None where it is an own invoice's.
    pub payment: Option<&'a MemberPayment>,
    pub line: &'a MemberLine,
    pub paid: Money,
}

/// The payment at hand.
#[derive(Debug, Clone, Copy)]
pub struct AtPayment<'a> {
    pub payment: &'a MemberPayment,
    pub payer: Place,
    pub ordinal: u32,
}

/// The referral at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AtBond {
    /// In [`crate::rules::circle::Circle::referrals`].
    pub bond: usize,
    pub level: u32,
    /// The level-1 person, from level 2 on.
    pub parent: Option<Place>,
}

#[derive(Clone, Copy)]
pub struct View<'a> {
    pub terms: &'a Terms,
    pub timeline: &'a Timeline<'a>,
    pub at: Instant,
    /// Whose reward it is, or where it is the invitee's: who invited them.
    pub referrer: Place,
    /// Who receives it: whose own things are counted.
    pub recipient: Place,
    pub invitee: Option<Place>,
    pub bond: Option<AtBond>,
    pub payment: Option<AtPayment<'a>>,
    pub counted: &'a [Counted<'a>],
    /// The sum of what counts.
    pub base: Decimal,
    pub line: Option<Counted<'a>>,
    pub action: Option<&'a MemberAction>,
    pub subscription: Option<&'a MemberSubscription>,
    pub invoice: Option<&'a MemberInvoice>,
    /// After, up to.
    pub period: Option<(Instant, Instant)>,
    /// The threshold that was reached.
    pub milestone: Option<Decimal>,
    pub places: u32,
    /// Referrals that do not count any more, by their places.
    pub lost: &'a [usize],
    pub event: &'a str,
    pub progress: &'a dyn Progress,
    pub memory: Memory<'a>,
    /// What an example states without its history.
    pub assumed: &'a [(Word, Answer)],
    /// In the number that slices on a schedule are of; it stands for the base, and so has less what was refunded.
    pub net: Option<Net>,
    /// What refunds left of a base, where a schedule's slices are reckoned anew: (of which, left).
    pub left: Option<(Decimal, Decimal)>,
    /// The rule's.
    pub refund: RefundRule,
    /// Actions that were reversed by then never were; `at`, but where it is asked what a later reversal leaves.
    pub reversed_by: Instant,
}

/// Less what was refunded by an instant.
#[derive(Debug, Clone, Copy)]
pub struct Net {
    by: Instant,
}

impl From<CalendarError> for Unanswered {
    fn from(error: CalendarError) -> Unanswered {
        Unanswered::Other(error.to_string())
    }
}

impl From<MoneyError> for Unanswered {
    fn from(_: MoneyError) -> Unanswered {
        Unanswered::TooLarge
    }
}

impl From<Unassessed> for Unanswered {
    fn from(error: Unassessed) -> Unanswered {
        Unanswered::Other(error.to_string())
    }
}

fn number(number: impl Into<Decimal>) -> Answer {
    Answer::Number(number.into())
}

fn text(text: &str) -> Answer {
    Answer::Text(text.to_owned())
}

/// A word that the checker does not let through on this occasion.
fn unknown(word: Word) -> Unanswered {
    Unanswered::Other(format!("`{}` is not known here", word.path()))
}

fn too_much() -> Unanswered {
    Unanswered::Other("it is too much work to be tried".to_owned())
}

impl Facts for View<'_> {
    fn fact(&self, word: Word, argument: Option<&Answer>) -> Result<Answer, Unanswered> {
        if let Some((_, assumed)) = self.assumed.iter().find(|(known, _)| *known == word) {
            return Ok(assumed.clone());
        }
        // Many of them go through everybody.
        if !self.timeline.allows(8 + self.timeline.people.len() / 16) {
            return Err(too_much());
        }
        match word.group() {
            Group::Payment => self.of_payment(word, argument),
            Group::Line => self.of_line(word, argument),
            Group::Action => self.of_action(word, argument),
            Group::Subscription => self.of_subscription(word),
            Group::Invitee => self.of_person(self.invitee.ok_or_else(|| unknown(word))?, word, argument),
            Group::Referrer => self.of_referrer(word, argument),
            Group::Parent => {
                let parent = self.bond.and_then(|bond| bond.parent);
                self.of_person(parent.ok_or_else(|| unknown(word))?, word, argument)
            }
            Group::Referral => self.of_referral(word),
            Group::Period => self.of_period(word),
            Group::Charge => self.of_charge(word),
            Group::Milestone => Ok(number(self.milestone.ok_or_else(|| unknown(word))?)),
            Group::Places => Ok(number(self.places)),
            Group::Event => Ok(text(self.event)),
        }
    }

    fn count(&self, place: usize) -> Result<Decimal, Unanswered> {
        self.counted_number(place)
    }
}

impl<'a> View<'a> {
    pub fn zone(&self) -> Zone {
        self.terms.time_zone
    }

    /// The beginning of so many days up to the instant; none: since always.
    fn days_back(&self, argument: Option<&Answer>) -> Result<Option<Instant>, Unanswered> {
        let Some(Answer::Number(days)) = argument else { return Ok(None) };
        let days = u32::try_from(days.trunc()).map_err(|_| Unanswered::Other("days are not below zero".to_owned()))?;
        Ok(Some(earlier(self.at, days, 0, self.zone())?))
    }

    /// As it reads in the number of slices.
    pub fn sliced(&self) -> View<'a> {
        View { net: self.period.map(|_| Net { by: self.at }), ..*self }
    }

    /// What is left of a payment, as the base has it.
    fn left_of(&self, payment: &MemberPayment) -> Money {
        match self.net {
            None => payment.left_at(self.at),
            Some(Net { by }) if self.refund == RefundRule::Forfeit && payment.refunded_by(by).is_positive() => {
                Money::zero(payment.amount.currency())
            }
            Some(Net { by }) => payment.left_at(by),
        }
    }

    /// The invitee's class, or none.
    pub fn class(&self) -> Result<Class<'a>, Unanswered> {
        match self.invitee {
            Some(invitee) => self.class_of(invitee),
            None => Ok(Class::None),
        }
    }
}
