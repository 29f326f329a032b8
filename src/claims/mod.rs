//! Claims: "I invited them", said by a person whose attribution was lost, decided by staff.
//!
//! Invariants: a claim tells its person nothing about whom they name; it is decided once, by somebody whom it does not concern, in one
//! transaction with its deed; approved, it binds an invitee who has nobody in that program, under its terms (`referral.replaced` in
//! the log). A form sent twice is one claim.
mod decide;
mod forget;
pub mod letters;
mod listed;
pub mod pages;
mod store;

use crate::calendar::Instant;
use crate::companies::{self, tax_key};
use crate::db::{Conn, Fault, Tx};
use crate::events::Email;
use crate::ids::{ClaimId, PersonId, ProgramId};
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use uuid::Uuid;

pub use decide::{NotDecided, approve, reject};
pub use forget::forget;
pub use listed::{Wanted, looked_for};
pub use store::{Which, count, find, listed};

#[derive(Debug, Clone)]
pub struct Claim {
    pub person: PersonId,
    pub id: ClaimId,
    pub program: ProgramId,
    pub invitee: Named,
    pub invited_on: NaiveDate,
    pub evidence: String,
    pub claimed_at: Instant,
    pub stage: Stage,
    pub decided: Option<Decided>,
}

impl Claim {
    /// At noon, which is on that day almost everywhere.
    pub fn invited_at(&self) -> Instant {
        self.invited_on.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(12)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Open,
    Approved,
    Rejected,
}

impl Stage {
    pub fn name(self) -> &'static str {
        match self {
            Stage::Open => "open",
            Stage::Approved => "approved",
            Stage::Rejected => "rejected",
        }
    }

    pub fn named(word: &str) -> Option<Stage> {
        [Stage::Open, Stage::Approved, Stage::Rejected].into_iter().find(|stage| stage.name() == word)
    }
}

/// Who decided a claim, when and why.
#[derive(Debug, Clone)]
pub struct Decided {
    pub by: PersonId,
    pub at: Instant,
    pub reason: String,
}

/// Whom a claim names, as it was typed: by an e-mail address or a company's tax id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named(String);

impl Named {
    /// None where it is neither.
    pub fn read(typed: &str) -> Option<Named> {
        let typed = typed.trim();
        let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '/');
        let tax_id = typed.chars().count() <= 40 && typed.chars().all(plain) && tax_key(typed).is_some();
        let named = if typed.contains('@') { typed.parse::<Email>().is_ok() } else { tax_id };
        named.then(|| Named(typed.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whose address or tax id it is; for staff only.
pub async fn whom(conn: &Conn, named: &Named) -> Result<Option<PersonId>, Fault> {
    if let Ok(email) = named.0.parse::<Email>() {
        let key = email.normalised();
        return Ok(crate::people::known_emails(conn, std::slice::from_ref(&key)).await?.remove(&key));
    }
    let Some(key) = tax_key(&named.0) else { return Ok(None) };
    let owners = companies::known_tax_ids(conn, std::slice::from_ref(&key)).await?;
    Ok(owners.get(&key).map(|(person, _)| *person))
}

/// A claim as it was sent. The key is the form's: sent twice, it is one claim.
#[derive(Debug, Clone)]
pub struct Ask {
    pub key: Uuid,
    pub program: ProgramId,
    pub invitee: Named,
    pub invited_on: NaiveDate,
    pub evidence: String,
}

/// Claims of one person that wait, at most.
pub const OPEN: i64 = 20;

#[derive(Debug, thiserror::Error)]
pub enum NotClaimed {
    #[error("{most} claims wait already", most = OPEN)]
    TooMany,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Keeps a claim for staff.
pub async fn claim(tx: &Tx, person: PersonId, ask: Ask) -> Result<(), NotClaimed> {
    // Of one form sent twice at once the second waits here.
    crate::people::lock(tx, &[person]).await?;
    if store::is_sent(tx, person, ask.key).await? {
        return Ok(());
    }
    if count(tx, Which::OpenOf(person)).await? >= OPEN {
        return Err(NotClaimed::TooMany);
    }
    Ok(store::add(tx, person, &ask).await?)
}

#[cfg(test)]
mod tests {
    use super::Named;

    #[test]
    fn somebody_is_named_by_an_address_or_a_tax_id() {
        for named in ["nurlan@example.kz", " nurlan@example.kz ", "BIN 120-340", "DE/123.456"] {
            assert_eq!(Named::read(named).map(|named| named.0), Some(named.trim().into()));
        }
        for neither in ["", "  ", "nurlan@", "@", "---", "a\nb", "x".repeat(41).as_str(), "<b>1</b>"] {
            assert_eq!(Named::read(neither), None, "{neither:?}");
        }
    }
}
