//! The table `email_tokens`: links that a letter carries and that work once.

use chrono::TimeDelta;
use diesel::QueryableByName;
use diesel::sql_types::{Bytea, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::PersonId;
use crate::seal::{self, SealError};

/// 256 random bits; the letter carries them, the table their SHA-256.
pub struct Token(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    ConfirmEmail,
    /// Also sets the first password of somebody whom staff or billing registered.
    ResetPassword,
    /// The same for somebody who was invited to the staff: they may be away for a day.
    JoinStaff,
    /// Lets payout details that were asked for count.
    ConfirmPayout,
}

impl Purpose {
    fn word(self) -> &'static str {
        match self {
            Purpose::ConfirmEmail => "confirm_email",
            Purpose::ResetPassword | Purpose::JoinStaff => "reset_password",
            Purpose::ConfirmPayout => "confirm_payout",
        }
    }

    pub fn lasts(self) -> TimeDelta {
        match self {
            Purpose::ConfirmEmail | Purpose::ConfirmPayout => TimeDelta::hours(24),
            Purpose::ResetPassword => TimeDelta::hours(1),
            Purpose::JoinStaff => TimeDelta::hours(72),
        }
    }
}

impl Token {
    pub fn new() -> Result<Token, SealError> {
        seal::random_token().map(Token)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn hash(token: &str) -> Vec<u8> {
    seal::fingerprint(token.as_bytes()).to_vec()
}

pub async fn issue(tx: &Tx, person: PersonId, purpose: Purpose, token: &Token) -> Result<Instant, Fault> {
    let until = tx.now() + purpose.lasts();
    sql("INSERT INTO email_tokens (token_hash, person_id, purpose, created_at, expires_at) VALUES (?, ?, ?, ?, ?)")
        .bind::<Bytea, _>(hash(&token.0))
        .bind::<SqlUuid, _>(person.0)
        .bind::<Text, _>(purpose.word())
        .bind::<Timestamptz, _>(tx.now())
        .bind::<Timestamptz, _>(until)
        .execute(tx)
        .await?;
    Ok(until)
}

#[derive(QueryableByName)]
struct Owner {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
}

/// Whose link this is, while it works.
pub async fn owner(conn: &Conn, purpose: Purpose, token: &str, now: Instant) -> Result<Option<PersonId>, Fault> {
    let owner: Option<Owner> = sql("SELECT person_id FROM email_tokens \
         WHERE token_hash = ? AND purpose = ? AND used_at IS NULL AND expires_at > ?")
    .bind::<Bytea, _>(hash(token))
    .bind::<Text, _>(purpose.word())
    .bind::<Timestamptz, _>(now)
    .optional(conn)
    .await?;
    Ok(owner.map(|owner| PersonId(owner.person_id)))
}

/// Whose link this was, used or too old as it may be: for sending a new one to the same address.
pub async fn former_owner(conn: &Conn, purpose: Purpose, token: &str) -> Result<Option<PersonId>, Fault> {
    let owner: Option<Owner> = sql("SELECT person_id FROM email_tokens WHERE token_hash = ? AND purpose = ?")
        .bind::<Bytea, _>(hash(token))
        .bind::<Text, _>(purpose.word())
        .optional(conn)
        .await?;
    Ok(owner.map(|owner| PersonId(owner.person_id)))
}

/// Uses the link up. Of two who use it at once, one gets the person.
pub async fn redeem(tx: &Tx, purpose: Purpose, token: &str) -> Result<Option<PersonId>, Fault> {
    let owner: Option<Owner> = sql("UPDATE email_tokens SET used_at = ? \
         WHERE token_hash = ? AND purpose = ? AND used_at IS NULL AND expires_at > ? RETURNING person_id")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Bytea, _>(hash(token))
    .bind::<Text, _>(purpose.word())
    .bind::<Timestamptz, _>(tx.now())
    .optional(tx)
    .await?;
    Ok(owner.map(|owner| PersonId(owner.person_id)))
}

/// Uses up the links of one kind: something else is asked for instead.
pub(super) async fn void(tx: &Tx, person: PersonId, purpose: Purpose) -> Result<(), Fault> {
    sql("UPDATE email_tokens SET used_at = ? WHERE person_id = ? AND purpose = ? AND used_at IS NULL")
        .bind::<Timestamptz, _>(tx.now())
        .bind::<SqlUuid, _>(person.0)
        .bind::<Text, _>(purpose.word())
        .execute(tx)
        .await?;
    Ok(())
}

/// Uses up every other link of this person: after a new password old letters open nothing.
pub async fn void_all(tx: &Tx, person: PersonId) -> Result<(), Fault> {
    sql("UPDATE email_tokens SET used_at = ? WHERE person_id = ? AND used_at IS NULL")
        .bind::<Timestamptz, _>(tx.now())
        .bind::<SqlUuid, _>(person.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// A stale link still tells where a new one goes; after this many days it tells nothing.
const REMEMBERED: TimeDelta = TimeDelta::days(30);

/// Deletes links that ended long ago.
pub async fn sweep(tx: &Tx) -> Result<usize, Fault> {
    sql("DELETE FROM email_tokens WHERE expires_at < ?").bind::<Timestamptz, _>(tx.now() - REMEMBERED).execute(tx).await
}
