//! People: logins and what they may do.
//!
//! A person is the owner of a personal account; staff are persons with a role. An address belongs to one person, whatever its
//! spelling; signing in needs a confirmed one. Invariants: passwords, sessions, letters' links and API keys are kept as
//! hashes only; nothing here tells a stranger whether an address is known; the log of deeds is append only.

mod api_guard;
mod banned;
pub mod api_keys;
mod cookie;
mod dated;
mod deeds;
pub mod details;
mod entry;
mod forget;
mod guard;
pub mod jobs;
pub mod letters;
mod masked;
mod members;
pub mod pages;
pub mod password;
pub mod payout_details;
mod search;
pub mod sessions;
pub mod sources;
mod staff;
mod store;
pub mod tokens;
mod totp;
pub mod traces;
mod turns;
pub mod two_step;
pub mod views;

use crate::calendar::Instant;
use crate::db::Fault;
use crate::events::{Email, PersonKind};
use crate::ids::PersonId;

pub use api_guard::{ApiKey, EventsRead, EventsWrite, Granted};
pub use banned::{banned_among, set_banned};
pub use cookie::{cookie_key, session_middleware};
pub use dated::{Dated, classes_of, first_kinds, kinds_of, lock, record_classes, record_kinds, registered_at};
pub use deeds::{By, Deed, Wanted, deed, deeds, deeds_wanted};
pub use entry::{
    EntryFault, change_password, change_profile, confirm_email, is_password, reset_password, set_first_password,
    set_language, sign_in,
};
pub use forget::forget;
pub use guard::{Admin, Finance, Looking, Rank, SignedIn, Staff, Support, greet};
pub use masked::masked;
pub use members::{Member, NotStaffed, change_role, dismiss, invite, members};
pub use search::{Among, Found, search};
pub use staff::{Promoted, add_staff, remove_staff};
pub use store::{find, find_all, is_anybody_here, known_emails, register};

/// A person as registered by an event.
#[derive(Debug, Clone)]
pub struct NewPerson {
    pub id: PersonId,
    pub name: String,
    pub email: Option<Email>,
    /// False when somebody else owns the address already: this person then cannot sign in with it.
    pub claims_email: bool,
    pub country: Option<String>,
    pub kind: Option<PersonKind>,
    pub registered_at: Instant,
}

#[derive(Debug, Clone)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub email: Option<String>,
    pub country: Option<String>,
    pub kind: Option<PersonKind>,
    /// A code of `locales/`; none: as the browser asks.
    pub language: Option<String>,
    /// An IANA name; none: UTC.
    pub time_zone: Option<String>,
    pub hides_name: bool,
    pub role: Option<Role>,
    pub has_password: bool,
    pub email_confirmed_at: Option<Instant>,
    pub registered_at: Instant,
    /// What says who it was is gone since.
    pub deleted_at: Option<Instant>,
}

/// What staff may do; each role may also do what the ones before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Reads everything but payout details.
    Support,
    /// Withdrawals, batches, adjustments.
    Finance,
    /// Programs, terms, products, staff, API keys, webhooks.
    Admin,
}

impl Role {
    pub const ALL: [Role; 3] = [Role::Support, Role::Finance, Role::Admin];

    pub fn word(self) -> &'static str {
        match self {
            Role::Support => "support",
            Role::Finance => "finance",
            Role::Admin => "admin",
        }
    }

    pub fn from_word(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.word() == word)
    }

    fn read(word: &str) -> Result<Role, Fault> {
        Role::from_word(word).ok_or_else(|| Fault::contradiction(format!("a role named {word:?}")))
    }
}

/// What a person says about themselves.
#[derive(Debug, Clone)]
pub struct Profile {
    pub name: String,
    pub language: Option<String>,
    pub time_zone: Option<String>,
    pub hides_name: bool,
}
