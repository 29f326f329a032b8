//! What of somebody's rewards goes to which of their subscriptions, out of their part of the log.

use super::applied::Lot;
use super::names::HashMap;
use super::{Noun, Part, Refusal};
use crate::calendar::Instant;
use crate::ids::{ExternalId, PersonId};
use crate::money::{Amount, Money, Unit};
use crate::rules::earning::Cause;
use crate::rules::rule::Apply;

/// A reward that may be put to subscriptions. These are named by their senders, and what these call them.
#[derive(Debug, Clone)]
pub struct PartLot {
    pub apply: Apply,
    pub unit: Unit,
    pub invitee: Option<PersonId>,
    pub hold_until: Instant,
    /// When, by which rule and for what it was earned.
    pub earned: (Instant, String, Cause),
    /// Released, and not put anywhere yet.
    pub left: Money,
    /// To which subscriptions it was put so far.
    pub put: Vec<((String, ExternalId), Money)>,
}

/// What of a lot is put to which subscription.
#[derive(Debug, Clone)]
pub struct PartShare {
    /// Which of the lots.
    pub lot: usize,
    pub at: Instant,
    pub subscription: (String, ExternalId),
    pub amount: Amount,
    /// When it is charged next.
    pub new_end: Instant,
}

impl Part {
    /// Of what a person has in a program: which of their subscriptions is charged how much later, and since when.
    pub fn shares(
        &self,
        (program, person): (&str, PersonId),
        lots: &[PartLot],
        available: impl IntoIterator<Item = (Unit, Money)>,
        now: Instant,
    ) -> Result<Vec<PartShare>, Refusal> {
        let found = self.world.program(program).zip(self.places.get(&person).copied());
        let Some(whose) = found else { return Ok(Vec::new()) };
        let lots: Vec<Lot<'_>> = lots.iter().map(|lot| self.lot(lot)).collect();
        let available: HashMap<Unit, Money> = available.into_iter().collect();
        let shares = self.world.shares(whose, &lots, available, now)?;
        let named = |place: usize| {
            let subscription = &self.world.subscriptions[place];
            (self.world.names.name(subscription.source).to_owned(), subscription.fact.subscription.clone())
        };
        let shares = shares.into_iter().map(|share| PartShare {
            lot: share.lot,
            at: share.at,
            subscription: named(share.subscription),
            amount: share.amount,
            new_end: share.new_end,
        });
        Ok(shares.collect())
    }

    fn lot<'a>(&self, lot: &'a PartLot) -> Lot<'a> {
        let place = |(source, id): &(String, ExternalId)| self.world.names.find_named(Noun::Subscription, source, id);
        let (at, clause, cause) = &lot.earned;
        Lot {
            apply: lot.apply,
            unit: lot.unit,
            invitee: lot.invitee.and_then(|invitee| self.places.get(&invitee).copied()),
            hold_until: lot.hold_until,
            earned: (*at, clause, cause),
            left: lot.left,
            put: lot.put.iter().filter_map(|(to, amount)| Some((place(to)?, *amount))).collect(),
        }
    }
}
