//! The table `api_keys`: what lets a billing system in. Only a keyed hash is kept; the key itself is shown once.

use chrono::TimeDelta;
use data_encoding::BASE64URL_NOPAD;
use diesel::QueryableByName;
use diesel::sql_types::{Array, Bool, Bytea, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use futures_util::FutureExt;
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;

use super::{By, deed};
use crate::calendar::Instant;
use crate::db::gather::Gather;
use crate::db::{Conn, Db, Fault, Tx, sql};
use crate::ids::{ApiKeyId, SourceId};
use crate::seal::{Seal, SealError, Use, random_token};

const PREFIX: &str = "bk_live_";
/// `last_used_at` is this exact and no more: a request is not worth a write each time.
const USED_EVERY: TimeDelta = TimeDelta::minutes(1);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    EventsRead,
    EventsWrite,
}

impl Scope {
    pub const ALL: [Scope; 2] = [Scope::EventsRead, Scope::EventsWrite];

    pub fn word(self) -> &'static str {
        match self {
            Scope::EventsRead => "events:read",
            Scope::EventsWrite => "events:write",
        }
    }

    pub fn from_word(word: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.word() == word)
    }
}

/// A key that was just made: the only moment at which its text is known.
pub struct Fresh {
    pub id: ApiKeyId,
    text: String,
    hash: [u8; 32],
}

impl Fresh {
    pub fn new(seal: &Seal, now: Instant) -> Result<Fresh, SealError> {
        Fresh::of(seal, ApiKeyId::new(now))
    }

    /// One whose id was given before it was made.
    pub fn of(seal: &Seal, id: ApiKeyId) -> Result<Fresh, SealError> {
        Fresh::with_text(seal, id, format!("{PREFIX}{}", random_token()?))
    }

    /// A key that this installation always makes of the same label: the demo's, which each start tells again.
    pub fn derived(seal: &Seal, now: Instant, label: &str) -> Result<Fresh, SealError> {
        let token = BASE64URL_NOPAD.encode(&seal.hash(Use::Token, label)?);
        Fresh::with_text(seal, ApiKeyId::new(now), format!("{PREFIX}{token}"))
    }

    fn with_text(seal: &Seal, id: ApiKeyId, text: String) -> Result<Fresh, SealError> {
        Ok(Fresh { id, hash: seal.hash(Use::Token, &text)?, text })
    }

    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Keeps a fresh key for a source. One that is kept already stays as it is.
pub async fn keep(tx: &Tx, by: &By, source: SourceId, label: &str, scopes: &[Scope], key: &Fresh) -> Result<(), Fault> {
    let scopes: Vec<&str> = scopes.iter().map(|scope| scope.word()).collect();
    let kept = sql(
        "INSERT INTO api_keys (key_hash, api_key_id, source_id, label, scopes, created_at) VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (key_hash) DO NOTHING",
    )
    .bind::<Bytea, _>(key.hash.to_vec())
    .bind::<SqlUuid, _>(key.id.0)
    .bind::<SqlUuid, _>(source.0)
    .bind::<Text, _>(label)
    .bind::<Array<Text>, _>(&scopes)
    .bind::<Timestamptz, _>(tx.now())
    .execute(tx)
    .await?;
    if kept == 0 {
        return Ok(());
    }
    let after = json!({"source": source, "label": label, "scopes": scopes});
    deed(tx, by, "api-key-made", &format!("api-key {}", key.id), None, Some(after)).await
}

/// Whether there is a key of this id, revoked or not.
pub async fn is_kept(conn: &Conn, key: ApiKeyId) -> Result<bool, Fault> {
    #[derive(QueryableByName)]
    struct Known {
        #[diesel(sql_type = Bool)]
        known: bool,
    }
    let known: Known = sql("SELECT EXISTS (SELECT FROM api_keys WHERE api_key_id = ?) AS known")
        .bind::<SqlUuid, _>(key.0)
        .one(conn)
        .await?;
    Ok(known.known)
}

/// From the next request on the key opens nothing. False when there is no such key, or it was revoked before.
pub async fn revoke(tx: &Tx, by: &By, key: ApiKeyId) -> Result<bool, Fault> {
    let revoked = sql("UPDATE api_keys SET revoked_at = ? WHERE api_key_id = ? AND revoked_at IS NULL")
        .bind::<Timestamptz, _>(tx.now())
        .bind::<SqlUuid, _>(key.0)
        .execute(tx)
        .await?;
    if revoked > 0 {
        deed(tx, by, "api-key-revoked", &format!("api-key {key}"), None, None).await?;
    }
    Ok(revoked > 0)
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Bytea)]
    key_hash: Vec<u8>,
    #[diesel(sql_type = SqlUuid)]
    source_id: Uuid,
    #[diesel(sql_type = Array<Text>)]
    scopes: Vec<String>,
}

/// Whose key this is and what it may do.
pub type Holder = (SourceId, Vec<Scope>);

/// Who holds keys with these hashes; one statement, which notes at most once a minute that a key was used.
async fn holders(conn: &Conn, hashes: &[[u8; 32]], now: Instant) -> Result<HashMap<[u8; 32], Holder>, Fault> {
    let hashes: Vec<Vec<u8>> = hashes.iter().map(|hash| hash.to_vec()).collect();
    let found: Vec<Found> = sql("WITH used AS ( \
           UPDATE api_keys SET last_used_at = ? \
           WHERE key_hash = ANY(?) AND revoked_at IS NULL AND coalesce(last_used_at < ?, true)) \
         SELECT key_hash, source_id, scopes FROM api_keys WHERE key_hash = ANY(?) AND revoked_at IS NULL")
    .bind::<Timestamptz, _>(now)
    .bind::<Array<Bytea>, _>(hashes.clone())
    .bind::<Timestamptz, _>(now - USED_EVERY)
    .bind::<Array<Bytea>, _>(hashes)
    .load(conn)
    .await?;
    let holder = |found: Found| {
        let hash = found.key_hash.try_into().map_err(|_| Fault::contradiction("a key's hash of another length"))?;
        let scopes = found.scopes.iter().filter_map(|word| Scope::from_word(word)).collect();
        Ok((hash, (SourceId(found.source_id), scopes)))
    };
    found.into_iter().map(holder).collect()
}

/// Looks keys up by their hashes, those of many requests together.
pub type Keys = Gather<[u8; 32], Holder>;

pub fn keys(db: Db) -> Keys {
    Gather::start(db, |conn, db, hashes| holders(conn, hashes, db.now()).boxed())
}

/// A key as staff see it.
#[derive(Debug, QueryableByName)]
pub struct Kept {
    #[diesel(sql_type = SqlUuid)]
    api_key_id: Uuid,
    #[diesel(sql_type = Text)]
    pub source: String,
    #[diesel(sql_type = Text)]
    pub label: String,
    #[diesel(sql_type = Array<Text>)]
    pub scopes: Vec<String>,
    #[diesel(sql_type = Timestamptz)]
    pub created_at: Instant,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub last_used_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub revoked_at: Option<Instant>,
}

impl Kept {
    pub fn id(&self) -> ApiKeyId {
        ApiKeyId(self.api_key_id)
    }

    #[cfg(test)]
    pub fn sample(id: ApiKeyId, label: &str, at: (Instant, Option<Instant>, Option<Instant>)) -> Kept {
        let scopes = Scope::ALL.map(|scope| scope.word().to_owned()).to_vec();
        let (created_at, last_used_at, revoked_at) = at;
        let (source, label) = ("billing".to_owned(), label.to_owned());
        Kept { api_key_id: id.0, source, label, scopes, created_at, last_used_at, revoked_at }
    }
}

/// All keys, newest first.
pub async fn all(conn: &Conn) -> Result<Vec<Kept>, Fault> {
    sql("SELECT k.api_key_id, s.name AS source, k.label, k.scopes, k.created_at, k.last_used_at, k.revoked_at \
         FROM api_keys k JOIN sources s USING (source_id) ORDER BY k.created_at DESC, k.api_key_id DESC")
    .load(conn)
    .await
}
