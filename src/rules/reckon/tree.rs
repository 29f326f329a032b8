//! Whom a referrer reached, level by level.

use super::Reckoner;
use crate::calendar::Instant;
use crate::rules::circle::Place;
use crate::rules::facts::view::AtBond;

/// An invitee on some level, and when every referral in between stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reached {
    pub(super) at: AtBond,
    pub(super) invitee: Place,
    /// Of the referral itself.
    pub(super) registered_at: Instant,
    pub(super) from: Instant,
    pub(super) until: Option<Instant>,
}

impl Reached {
    pub(super) fn stands_at(&self, at: Instant) -> bool {
        self.from <= at && self.until.is_none_or(|until| until > at)
    }
}

impl Reckoner<'_> {
    pub(super) fn reached(&self, owner: Place, level: u32) -> Vec<Reached> {
        let mut reached = vec![(owner, None::<Reached>)];
        for n in 1..=level {
            let next = reached.iter().flat_map(|&(person, above)| {
                self.timeline.invited[person].iter().map(move |&place| self.step(place, n, above))
            });
            reached = next.map(|reached| (reached.invitee, Some(reached))).collect();
        }
        reached.into_iter().filter_map(|(_, reached)| reached).collect()
    }

    fn step(&self, place: usize, level: u32, above: Option<Reached>) -> Reached {
        let bond = self.timeline.bond(place);
        let parent = above.map(|above| above.at.parent.unwrap_or(above.invitee));
        let until = above.and_then(|above| above.until);
        Reached {
            at: AtBond { bond: place, level, parent },
            invitee: bond.invitee,
            registered_at: bond.registered_at,
            from: above.map_or(bond.registered_at, |above| above.from.max(bond.registered_at)),
            until: [until, bond.voided_at].into_iter().flatten().min(),
        }
    }

    /// When the person's oldest referral was made.
    pub(super) fn first_referral(&self, owner: Place) -> Option<Instant> {
        self.timeline.bonds(owner).map(|bond| bond.registered_at).next()
    }
}
