//! Making somebody staff.

use serde_json::json;

use super::tokens::{self, Purpose, Token};
use super::{By, NewPerson, Role, deed, known_emails, register, sessions, store};
use crate::db::{Fault, Tx};
use crate::events::Email;
use crate::ids::PersonId;

#[derive(Debug)]
pub struct Promoted {
    pub person: PersonId,
    /// There was no login with this address before.
    pub created: bool,
    /// The person has no password that could be trusted, and sets one with the token that was handed in.
    pub sets_password: bool,
}

/// Gives the owner of an address a role; registers them when nobody owns it. `token` becomes the link with which they set
/// their first password.
pub async fn add_staff(tx: &Tx, by: &By, email: &Email, role: Role, token: &Token) -> Result<Promoted, Fault> {
    let promoted = promote(tx, by, email, role).await?;
    if promoted.sets_password {
        tokens::issue(tx, promoted.person, Purpose::ResetPassword, token).await?;
    }
    Ok(promoted)
}

/// The same without a link.
pub(super) async fn promote(tx: &Tx, by: &By, email: &Email, role: Role) -> Result<Promoted, Fault> {
    let key = email.normalised();
    let known = known_emails(tx, std::slice::from_ref(&key)).await?.remove(&key);
    let person = match known {
        Some(person) => person,
        None => register_as_staff(tx, email).await?,
    };
    let before = store::find(tx, person).await?.ok_or_else(|| Fault::contradiction("an address of nobody"))?;
    store::set_role(tx, person, Some(role)).await?;
    // Whoever chose the password of an unconfirmed address need not be its owner.
    let sets_password = !before.has_password || before.email_confirmed_at.is_none();
    if sets_password {
        store::forget_password(tx, person).await?;
        tokens::void_all(tx, person).await?;
    }
    let was = before.role.map(|role| json!({"role": role.word()}));
    deed(tx, by, "staff-added", &format!("person {person}"), was, Some(json!({"role": role.word()}))).await?;
    Ok(Promoted { person, created: known.is_none(), sets_password })
}

async fn register_as_staff(tx: &Tx, email: &Email) -> Result<PersonId, Fault> {
    let id = PersonId::new(tx.now());
    let name = email.as_str().split('@').next().unwrap_or_default().to_owned();
    let person = NewPerson {
        id,
        name,
        email: Some(email.clone()),
        claims_email: true,
        country: None,
        kind: None,
        registered_at: tx.now(),
    };
    register(tx, &[person]).await?;
    Ok(id)
}

/// Takes the role away and ends all sessions. False when the person is no staff.
pub async fn remove_staff(tx: &Tx, by: &By, person: PersonId) -> Result<bool, Fault> {
    let Some(role) = store::find(tx, person).await?.and_then(|person| person.role) else { return Ok(false) };
    store::set_role(tx, person, None).await?;
    sessions::end_all(tx, person, None).await?;
    tokens::void_all(tx, person).await?;
    deed(tx, by, "staff-removed", &format!("person {person}"), Some(json!({"role": role.word()})), None).await?;
    Ok(true)
}
