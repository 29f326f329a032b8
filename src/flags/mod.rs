//! Flags: referrals that look as if somebody invited themselves, or bought addresses by the dozen, and what staff decide on them.
//!
//! Invariants: a flag says who is concerned and never what was typed; a referral has one flag of a kind; nothing is decided by itself
//! and nothing expires; a referral is held as long as one of its flags is held, voided or banned.
mod decide;
mod disposable;
mod forget;
pub mod jobs;
mod kind;
mod look;
mod marks;
mod store;

use crate::calendar::Instant;
use crate::ids::{FlagId, PersonId, ProgramId, ReferralId};
use serde::{Deserialize, Serialize};

pub use decide::{NotDecided, Step, decide, readmit};
pub use forget::forget;
pub use kind::{Kind, Stage};
pub use look::look;
pub use store::{Wanted, counts, find, listed, of_bond, of_referrals};

/// Why a referral is to be looked at, and what staff decided last.
#[derive(Debug, Clone)]
pub struct Flag {
    pub id: FlagId,
    /// The referrer.
    pub person: PersonId,
    pub program: ProgramId,
    pub referral: ReferralId,
    pub invitee: PersonId,
    pub kind: Kind,
    pub evidence: Evidence,
    pub flagged_at: Instant,
    pub stage: Stage,
    /// How often staff decided.
    pub decisions: i32,
    pub decided: Option<Decided>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    pub by: PersonId,
    pub at: Instant,
    pub note: String,
}

/// What was found, without what was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Who else has the same: the referrer, or others whom they invited; a few of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<PersonId>,
    /// A mail domain, or the beginning of a hash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matched: Option<String>,
    /// So many registrations by this code within so many hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rush: Option<Rush>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rush {
    pub code: String,
    pub count: i64,
    pub hours: u32,
}
