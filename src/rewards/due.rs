//! What is to stand in the books of one cause.
use super::causes;
use super::grant::{Assessed, Origin};
use super::receipts::{Key, StoredReceipt};
use super::store::{ByTerms, Kept, Reward};
use crate::book::{Posted, Worth};
use crate::calendar::Instant;
use crate::db::Fault;
use crate::ids::{EventId, PersonId, ProgramId};
use crate::money::{Money, Unit};
use crate::programs::Catalogue;
use crate::rules::ReceiptReason;
use crate::rules::earning::{Cause, Earning};
use crate::world::PersonEarning;
use std::collections::HashSet;

pub(super) struct Due {
    pub key: Key,
    pub assessed: Assessed,
    pub worth: Worth,
    pub expires_at: Option<Instant>,
    pub waits: bool,
    pub applies: bool,
}

impl Due {
    pub fn of(
        catalogue: &Catalogue,
        (program, circle): (ProgramId, PersonId),
        earned: &PersonEarning,
        now: Instant,
    ) -> Result<Due, Fault> {
        let Earning { recipient, invitee, cause, at, receipt, frozen_since, expires_at, .. } = &earned.earning;
        let event = match (cause, earned.event) {
            (Cause::Event(_), Some(event)) => event,
            _ => causes::named(program, &receipt.clause, *invitee, (cause, earned.event))?,
        };
        let terms = catalogue.get(program)?.version(receipt.terms_version).map(|version| &version.terms);
        let applies = terms.is_some_and(|terms| terms.put_by(&receipt.clause).is_some());
        let mut rules = terms.into_iter().flat_map(|terms| &terms.rules);
        let asks = rules.any(|rule| rule.id == receipt.clause && rule.release_when.is_some());
        Ok(Due {
            key: (*recipient, program, event, receipt.clause.to_string()),
            worth: Worth {
                steps: earned.earning.worth(),
                hold_until: receipt.hold_until,
                frozen_since: *frozen_since,
                held: false,
            },
            expires_at: *expires_at,
            waits: asks && receipt.hold_until > now,
            applies,
            assessed: Assessed {
                beneficiary: *recipient,
                program,
                program_slug: String::new(),
                invitee: *invitee,
                event,
                payment: None,
                held: false,
                origin: Some(Origin { circle, cause: cause.clone(), fact: earned.event }),
                happened_at: *at,
                receipt: receipt.clone(),
            },
        })
    }

    /// One person may have two senders, who name two things alike and date them alike: each is one of its own.
    pub fn tell_apart(&mut self, keys: &mut HashSet<Key>) {
        let (named, mut which) = (self.key.2, 0_u32);
        while !keys.insert(self.key.clone()) {
            which += 1;
            self.key.2 = EventId(causes::hashed(format!("{named}/{which}")));
            self.assessed.event = self.key.2;
        }
    }

    /// A late fact made that it was never earned.
    pub fn nothing(stored: &StoredReceipt) -> Due {
        let mut receipt = stored.receipt.clone();
        if !receipt.earned.is_zero() {
            let zero = Money::zero(receipt.earned.currency());
            (receipt.earned, receipt.amount) = (zero, zero);
            receipt.reason = ReceiptReason::ConditionNotMet;
        }
        Due {
            key: stored.key(),
            worth: Worth { steps: Vec::new(), hold_until: receipt.hold_until, frozen_since: None, held: false },
            expires_at: None,
            waits: false,
            applies: false,
            assessed: stored.assessed(receipt),
        }
    }

    pub fn owner(&self) -> Owner {
        (self.assessed.beneficiary, self.assessed.program, self.assessed.receipt.unit)
    }

    pub fn differs_from(&self, stored: &StoredReceipt) -> bool {
        let (new, old) = (&self.assessed, stored);
        let same_circle = new.origin.as_ref().map(|o| o.circle) == old.origin.as_ref().map(|o| o.circle);
        !same_circle || (&new.receipt, new.happened_at) != (&old.receipt, old.happened_at)
    }

    pub fn terms(&self, posted: &Posted) -> Option<ByTerms> {
        let circle = self.assessed.origin.as_ref()?.circle;
        let kept = Kept {
            worth: posted.steps.clone(),
            frozen_since: posted.frozen_since,
            expires_at: self.expires_at,
            expiry_undone: posted.lost.filter(|undone| !undone.is_zero()),
        };
        Some(ByTerms { circle, kept, waits: self.waits, applies: self.applies })
    }

    /// Whether the reward stands otherwise, or should stand and does not.
    pub fn moves(&self, reward: Option<&Reward>) -> bool {
        match reward {
            None => self.worth.steps.iter().any(|(_, worth)| !worth.is_zero()),
            Some(reward) => posted(reward, false).is_none_or(|posted| {
                !posted.stands_at(&self.worth) || self.terms(&posted).as_ref() != reward.terms.as_ref()
            }),
        }
    }
}

/// Whose, in which program and unit.
pub(super) type Owner = (PersonId, ProgramId, Unit);

/// How a reward was posted.
pub(super) fn posted(reward: &Reward, is_lost: bool) -> Option<Posted> {
    let kept = &reward.terms.as_ref()?.kept;
    let undone = kept.expiry_undone.unwrap_or(Money::zero(reward.state.granted.currency()));
    let lost = (is_lost || kept.expiry_undone.is_some()).then_some(undone);
    Some(Posted { state: reward.state, steps: kept.worth.clone(), frozen_since: kept.frozen_since, lost })
}
