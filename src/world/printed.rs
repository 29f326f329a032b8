//! What `simulate` prints of programs whose terms need the whole language.

use std::fmt::Display;

use chrono::SecondsFormat;
use serde::{Serialize, Serializer};
use smol_str::{SmolStr, format_smolstr};

use super::World;
use crate::calendar::Instant;
use crate::ids::ExternalId;
use crate::money::{Money, Percent, Unit};
use crate::rules::earning::Cause;

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PrintedEarning {
    Receipt {
        event: String,
        referrer: ExternalId,
        #[serde(skip_serializing_if = "Option::is_none")]
        invitee: Option<ExternalId>,
        reward: SmolStr,
        #[serde(serialize_with = "plain")]
        base: Money,
        #[serde(skip_serializing_if = "Option::is_none")]
        class: Option<SmolStr>,
        #[serde(serialize_with = "plain")]
        rate: Percent,
        #[serde(serialize_with = "plain")]
        amount: Money,
        #[serde(serialize_with = "plain")]
        unit: Unit,
        #[serde(serialize_with = "instant")]
        hold_until: Instant,
        reason: &'static str,
        terms: u32,
        #[serde(skip_serializing_if = "is_first")]
        revision: u32,
    },
    Payout {
        at: Instant,
        person: ExternalId,
        unit: Unit,
        #[serde(serialize_with = "plain")]
        amount: Money,
    },
    Applied {
        at: Instant,
        subscription: ExternalId,
        unit: Unit,
        #[serde(serialize_with = "plain")]
        amount: Money,
        new_end: Instant,
    },
}

/// Of money the amount alone, as the unit is said beside it. Made whole before it is written: the parts of a value that is
/// written piece by piece would each be searched for what JSON cannot have in a text.
pub(super) fn plain<S: Serializer>(value: &impl Display, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&format_smolstr!("{value}"))
}

pub(super) fn instant<S: Serializer>(at: &Instant, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&at.to_rfc3339_opts(SecondsFormat::AutoSi, true))
}

pub(super) fn is_first(revision: &u32) -> bool {
    *revision == 1
}

/// The event's id, or else what it was that was rewarded.
pub(super) fn named(cause: &Cause) -> String {
    let at = |at: &Instant| at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
    match cause {
        Cause::Event(event) => event.to_string(),
        Cause::Person(person) => person.to_string(),
        Cause::Milestone(threshold) => format!("milestone {threshold}"),
        Cause::Scheduled(when) => at(when),
        Cause::ScheduledFor(when, subscription) => format!("{} {subscription}", at(when)),
        Cause::Share(whose, of) => format!("{} {whose}", named(of)),
        Cause::Part(part, of) => format!("{} {part}", named(of)),
    }
}

impl World {
    /// What rules gave, or gave otherwise, since this was last asked: in the order of the instants.
    pub(super) fn print_earned(&mut self) -> Vec<PrintedEarning> {
        let mut places = std::mem::take(&mut self.reckoned.newly_earned);
        places.sort_unstable();
        places.dedup();
        places.sort_by_key(|&place| self.reckoned.earned[place].at);
        let receipts = places.into_iter().map(|place| self.print_receipt(place));
        let paid = self.reckoned.paid_out[self.reckoned.told_payouts..].iter().map(|paid| PrintedEarning::Payout {
            at: paid.at,
            person: self.people[paid.person].id.clone(),
            unit: paid.unit,
            amount: paid.amount,
        });
        let put = self.reckoned.extensions[self.reckoned.told_extensions..].iter().map(|put| PrintedEarning::Applied {
            at: put.at,
            subscription: self.subscriptions[put.subscription].fact.subscription.clone(),
            unit: put.unit,
            amount: put.amount,
            new_end: put.new_end,
        });
        let printed = receipts.chain(paid).chain(put).collect();
        self.reckoned.told_payouts = self.reckoned.paid_out.len();
        self.reckoned.told_extensions = self.reckoned.extensions.len();
        printed
    }

    fn print_receipt(&self, place: usize) -> PrintedEarning {
        let earned = &self.reckoned.earned[place];
        let (referrer, invitee) = self.earned_by(earned);
        let receipt = &earned.receipt;
        PrintedEarning::Receipt {
            event: named(&earned.cause),
            referrer: referrer.clone(),
            invitee: invitee.cloned(),
            reward: receipt.clause.clone(),
            base: receipt.base,
            class: receipt.class.clone(),
            rate: receipt.rate,
            amount: receipt.amount,
            unit: receipt.unit,
            hold_until: receipt.hold_until,
            reason: receipt.reason.name(),
            terms: receipt.terms_version,
            revision: earned.revision,
        }
    }
}
