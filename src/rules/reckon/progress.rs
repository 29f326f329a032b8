//! What a reward has given by an instant, as facts of the reckoning itself: qualified, rewarded.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use crate::calendar::Instant;
use crate::rules::facts::view::Progress;

/// Of one recipient, as time goes on.
#[derive(Debug, Default)]
pub(super) struct Given {
    /// Of each referral the first grant, in the order of time.
    first: Vec<Instant>,
    /// Of each referral: its place among them, from 1, and how many of its grants stand.
    referrals: HashMap<usize, (u32, u32)>,
    standing: u32,
    /// Grants that are known to come, and to end.
    ahead: BinaryHeap<Reverse<(Instant, bool, usize)>>,
}

impl Given {
    /// A grant for a referral; `ended`: when it was worth nothing again.
    pub(super) fn add(&mut self, bond: usize, at: Instant, ended: Option<Instant>) {
        let next = self.first.len() as u32 + 1;
        let (_, grants) = self.referrals.entry(bond).or_insert_with(|| {
            self.first.push(at);
            (next, 0)
        });
        *grants += 1;
        self.standing += u32::from(*grants == 1);
        self.ahead.extend(ended.map(|ended| Reverse((ended, false, bond))));
    }

    /// One that is to be added when time comes to it.
    pub(super) fn expect(&mut self, bond: usize, at: Instant, ended: Option<Instant>) {
        self.ahead.push(Reverse((at, true, bond)));
        self.ahead.extend(ended.map(|ended| Reverse((ended.max(at), false, bond))));
    }

    pub(super) fn end(&mut self, bond: usize) {
        if let Some((_, grants)) = self.referrals.get_mut(&bond) {
            self.standing -= u32::from(*grants == 1);
            *grants = grants.saturating_sub(1);
        }
    }

    pub(super) fn advance_to(&mut self, at: Instant) {
        while let Some(&Reverse((when, begins, bond))) = self.ahead.peek() {
            if when > at {
                break;
            }
            self.ahead.pop();
            if begins { self.add(bond, when, None) } else { self.end(bond) }
        }
    }

    /// The instants at which anything changes.
    pub(super) fn instants(&self) -> impl Iterator<Item = Instant> {
        self.ahead.iter().map(|Reverse((at, ..))| *at)
    }
}

impl Progress for Given {
    fn qualified(&self, after: Option<Instant>) -> u32 {
        let before = after.map_or(0, |after| self.first.partition_point(|at| *at <= after));
        (self.first.len() - before) as u32
    }

    fn rewarded(&self) -> u32 {
        self.standing
    }

    fn qualified_ordinal(&self, bond: usize) -> u32 {
        self.referrals.get(&bond).map_or(self.first.len() as u32 + 1, |(ordinal, _)| *ordinal)
    }
}
