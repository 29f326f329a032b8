//! Signing in, and the ways to a password.
//!
//! Hashing happens outside of transactions, and as often for an unknown address as for a known one.

use super::password::{self, HashFault};
use super::store;
use super::tokens::{self, Purpose};
use super::{Profile, sessions};
use crate::db::{Db, Fault, Tx};
use crate::events::Email;
use crate::ids::{PersonId, SessionId};
use crate::notices;
use crate::web::Error;

#[derive(Debug, thiserror::Error)]
pub enum EntryFault {
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error(transparent)]
    Hash(#[from] HashFault),
}

impl From<HashFault> for Error {
    fn from(fault: HashFault) -> Error {
        Error::Broken(fault.to_string())
    }
}

impl From<EntryFault> for Error {
    fn from(fault: EntryFault) -> Error {
        match fault {
            EntryFault::Fault(fault) => fault.into(),
            EntryFault::Hash(fault) => fault.into(),
        }
    }
}

/// The person whose confirmed address and password these are. None says no more, on purpose: a stranger must not learn
/// whether the address is unknown, not confirmed yet, or the password wrong.
pub async fn sign_in(db: &Db, email: &str, typed: String) -> Result<Option<PersonId>, EntryFault> {
    let key = email.trim().parse::<Email>().map(|email| email.normalised()).unwrap_or_default();
    let login = db.read(async |conn| store::login_by_email(conn, &key).await).await?;
    let (person, hash) = match login {
        Some(login) if login.confirmed => (Some(PersonId(login.person_id)), login.password_hash),
        _ => (None, None),
    };
    Ok(if password::verify(typed, hash).await? { person } else { None })
}

/// Whether this is the person's password: asked again before anything that a stolen session must not do.
pub async fn is_password(db: &Db, person: PersonId, typed: String) -> Result<bool, EntryFault> {
    let login = db.read(async |conn| store::login_of(conn, person).await).await?;
    Ok(password::verify(typed, login.and_then(|login| login.password_hash)).await?)
}

/// Gives a person who was just registered their first password.
pub async fn set_first_password(tx: &Tx, person: PersonId, hash: &str) -> Result<(), Fault> {
    store::set_password(tx, person, hash).await
}

/// A new password ends all other sessions and all letters' links.
pub async fn change_password(tx: &Tx, person: PersonId, hash: &str, here: SessionId) -> Result<(), Fault> {
    store::set_password(tx, person, hash).await?;
    tokens::void_all(tx, person).await?;
    sessions::end_all(tx, person, Some(here)).await?;
    Ok(())
}

/// Sets a new password by a letter's link, which also shows that the address is theirs. None when the link was used, is
/// too old or was never sent.
pub async fn reset_password(tx: &Tx, token: &str, hash: &str) -> Result<Option<PersonId>, Fault> {
    let Some(person) = tokens::redeem(tx, Purpose::ResetPassword, token).await? else { return Ok(None) };
    store::set_password(tx, person, hash).await?;
    store::confirm_email(tx, person).await?;
    notices::confirmed(tx, person).await?;
    tokens::void_all(tx, person).await?;
    sessions::end_all(tx, person, None).await?;
    Ok(Some(person))
}

/// Confirms an address by a letter's link. None when the link was used, is too old or was never sent.
pub async fn confirm_email(tx: &Tx, token: &str) -> Result<Option<PersonId>, Fault> {
    let Some(person) = tokens::redeem(tx, Purpose::ConfirmEmail, token).await? else { return Ok(None) };
    store::confirm_email(tx, person).await?;
    notices::confirmed(tx, person).await?;
    Ok(Some(person))
}

/// The language of letters to a person who was just registered.
pub async fn set_language(tx: &Tx, person: PersonId, language: &str) -> Result<(), Fault> {
    store::set_language(tx, person, language).await
}

pub async fn change_profile(tx: &Tx, person: PersonId, profile: &Profile) -> Result<(), Fault> {
    store::set_profile(tx, person, profile).await
}
