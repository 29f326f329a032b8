//! Which version of the terms governs a referral.

use super::terms::Applies;
use crate::calendar::Instant;

/// A published version, as far as this question needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    pub version: u32,
    /// None: since always.
    pub effective_from: Option<Instant>,
    pub applies: Applies,
}

/// The newest version that governs, at `at`, a referral made at `registered_at`. `accepted` tells when the referrer accepted a version.
pub fn governing(
    versions: &[Published],
    registered_at: Instant,
    at: Instant,
    accepted: impl Fn(u32) -> Option<Instant>,
) -> Option<u32> {
    let governs = |published: &&Published| {
        let in_force = |when: Instant| published.effective_from.is_none_or(|from| from <= when);
        in_force(at)
            && match published.applies {
                Applies::NewReferrals => in_force(registered_at),
                Applies::AllFromDate => true,
                // There is nothing before a first version that a referral could keep.
                Applies::OptIn => published.version == 1 || accepted(published.version).is_some_and(|when| when <= at),
            }
    };
    versions.iter().filter(governs).map(|published| published.version).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_applying_governs_its_own_referrals() {
        let day = |n: u32| format!("2026-01-{n:02}T00:00:00Z").parse::<Instant>().unwrap();
        let governs = |applies, registered: u32, at: u32, accepted: Option<u32>| {
            let first = Published { version: 1, effective_from: None, applies: Applies::NewReferrals };
            let second = Published { version: 2, effective_from: Some(day(10)), applies };
            let accepted = |version| if version == 2 { accepted.map(day) } else { None };
            governing(&[first, second], day(registered), day(at), accepted)
        };
        assert_eq!(governs(Applies::NewReferrals, 5, 15, None), Some(1));
        assert_eq!(governs(Applies::NewReferrals, 10, 15, None), Some(2));
        assert_eq!(governs(Applies::AllFromDate, 5, 9, None), Some(1));
        assert_eq!(governs(Applies::AllFromDate, 5, 10, None), Some(2));
        assert_eq!(governs(Applies::OptIn, 15, 20, None), Some(1));
        assert_eq!(governs(Applies::OptIn, 5, 20, Some(18)), Some(2));
        assert_eq!(governs(Applies::OptIn, 5, 17, Some(18)), Some(1));
        let later = Published { version: 1, effective_from: Some(day(10)), applies: Applies::NewReferrals };
        assert_eq!(governing(&[later], day(5), day(20), |_| None), None);
    }
}
