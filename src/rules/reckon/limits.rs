//! How much room a rule's limits leave, as its grants come in the order of time.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap};

use rust_decimal::Decimal;

use crate::calendar::{CalendarError, Instant, Zone};
use crate::money::{Money, MoneyError};
use crate::rules::circle::Place;
use crate::rules::facts::timeline::period_start;
use crate::rules::rule::{Limit, Most, Over, Per};

/// A recipient, and one of their invitees where it is of that one alone.
type Whose = (Place, Option<Place>);

/// One of the grants, with its place among all.
type Grant = (Instant, usize);

/// The grants of one rule, of one referrer.
#[derive(Debug, Default)]
pub(super) struct Limits {
    /// After each grant, how many and how much in all.
    given: HashMap<Of, Vec<(Instant, u32, Decimal)>>,
    /// Those that were not lost as a whole.
    kept: HashMap<Of, BTreeSet<Grant>>,
    /// When they will be lost, the soonest first.
    ends: BinaryHeap<Reverse<(Instant, Whose, Grant)>>,
    all: usize,
}

/// What is limited together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Of {
    All,
    Recipient(Place),
    Invitee(Whose),
}

#[derive(Debug, thiserror::Error)]
pub(super) enum Unlimited {
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Limits {
    /// What of the amount may still be given; zero: nothing.
    pub(super) fn room(
        &self,
        limits: &[Limit],
        amount: Money,
        (recipient, invitee): Whose,
        at: Instant,
        zone: Zone,
    ) -> Result<Money, Unlimited> {
        let mut room = amount;
        for limit in limits {
            let key = match limit.per {
                Per::Recipient => Some(Of::Recipient(recipient)),
                Per::Referrer => Some(Of::All),
                Per::Invitee => Some(Of::Invitee((recipient, invitee))),
                // Nothing else is given for it.
                Per::Payment => None,
            };
            let after = match limit.over {
                Over::Ever | Over::Campaign => None,
                Over::Calendar { months } => Some(period_start(at, months, zone)? - chrono::TimeDelta::microseconds(1)),
                Over::Rolling(span) => Some(span.before(at, zone)?),
            };
            let (count, sum) = key.map_or((0, Decimal::ZERO), |key| self.given_after(key, after));
            room = match limit.most {
                Most::Count(most) if count >= most => Money::zero(amount.currency()),
                Most::Count(_) => room,
                Most::Kept(most) if key.is_some_and(|key| self.kept_after(key, after, most) >= most) => {
                    Money::zero(amount.currency())
                }
                Most::Kept(_) => room,
                Most::Amount(most) => {
                    let left = most.minus(Money::new(sum, most.currency())?)?;
                    room.smaller(left.larger(Money::zero(amount.currency()))?)?
                }
            };
        }
        Ok(room)
    }

    fn given_after(&self, key: Of, after: Option<Instant>) -> (u32, Decimal) {
        let Some(given) = self.given.get(&key) else { return (0, Decimal::ZERO) };
        let before = after.map_or(0, |after| given.partition_point(|(at, ..)| *at <= after));
        let total = |n: usize| n.checked_sub(1).map_or((0, Decimal::ZERO), |last| (given[last].1, given[last].2));
        let (now, then) = (total(given.len()), total(before));
        (now.0 - then.0, now.1 - then.1)
    }

    /// How many are kept, as far as `most`.
    fn kept_after(&self, key: Of, after: Option<Instant>, most: u32) -> u32 {
        let kept = self.kept.get(&key).into_iter().flat_map(BTreeSet::iter).rev();
        let within = kept.take_while(|(at, _)| after.is_none_or(|after| *at > after));
        within.zip(0..most).fold(0, |count, _| count + 1)
    }

    /// What was lost by then gives its place back.
    pub(super) fn advance_to(&mut self, now: Instant) {
        while let Some(Reverse((end, whose, grant))) = self.ends.peek().copied()
            && end <= now
        {
            self.ends.pop();
            for key in keys(whose) {
                self.kept.entry(key).or_default().remove(&grant);
            }
        }
    }

    /// `end`: when it is lost as a whole.
    pub(super) fn add(&mut self, whose: Whose, at: Instant, amount: Money, end: Option<Instant>) {
        let grant = (at, self.all);
        self.all += 1;
        self.ends.extend(end.map(|end| Reverse((end, whose, grant))));
        for key in keys(whose) {
            self.kept.entry(key).or_default().insert(grant);
            let given = self.given.entry(key).or_default();
            let (count, sum) = given.last().map_or((0, Decimal::ZERO), |(_, count, sum)| (*count, *sum));
            given.push((at, count + 1, sum + amount.amount()));
        }
    }
}

/// All that a grant is limited together with.
fn keys((recipient, invitee): Whose) -> [Of; 3] {
    [Of::All, Of::Recipient(recipient), Of::Invitee((recipient, invitee))]
}
