//! The kinds of flags, and where one stands.

/// Why a referral is to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Addresses that differ only in case, dots and plus-tags, wherever they are.
    SameEmail,
    SameTaxId,
    /// Two came by the link on one day from one address with one browser.
    SameAddress,
    DisposableMail,
    /// More registered by one link than is usual.
    Velocity,
    /// The invitee has the referrer's name.
    OwnInvitee,
}

impl Kind {
    pub const ALL: [Kind; 6] =
        [Kind::SameEmail, Kind::SameTaxId, Kind::SameAddress, Kind::DisposableMail, Kind::Velocity, Kind::OwnInvitee];

    pub fn name(self) -> &'static str {
        match self {
            Kind::SameEmail => "same_email",
            Kind::SameTaxId => "same_tax_id",
            Kind::SameAddress => "same_address",
            Kind::DisposableMail => "disposable_mail",
            Kind::Velocity => "velocity",
            Kind::OwnInvitee => "own_invitee",
        }
    }

    pub fn named(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What staff decided last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    Open,
    Held,
    Cleared,
    Voided,
    Banned,
}

impl Stage {
    pub const ALL: [Stage; 5] = [Stage::Open, Stage::Held, Stage::Cleared, Stage::Voided, Stage::Banned];

    pub fn name(self) -> &'static str {
        match self {
            Stage::Open => "open",
            Stage::Held => "held",
            Stage::Cleared => "cleared",
            Stage::Voided => "voided",
            Stage::Banned => "banned",
        }
    }

    pub fn named(name: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.name() == name)
    }

    /// Nothing that the referral earns is released meanwhile.
    pub fn holds(self) -> bool {
        matches!(self, Stage::Held | Stage::Voided | Stage::Banned)
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Stage};

    #[test]
    fn names_are_read_as_they_are_written() {
        assert!(Kind::ALL.into_iter().all(|kind| Kind::named(kind.name()) == Some(kind)));
        assert!(Stage::ALL.into_iter().all(|stage| Stage::named(stage.name()) == Some(stage)));
        assert_eq!((Kind::named(""), Stage::named("x")), (None, None));
    }
}
