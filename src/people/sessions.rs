//! The table `sessions`: who is signed in where.
//!
//! A cookie holds a token of 256 random bits, of which only the SHA-256 is kept. A session ends after 14 days without a visit
//! and after 90 days in any case. One statement loads it together with what pages need to know about its person, so that a
//! new role or a revocation holds from the next request on.

use std::collections::HashMap;

use actix_session::storage::{LoadError, SaveError, SessionKey, SessionStore, UpdateError};
use actix_web::cookie::time::Duration;
use chrono::TimeDelta;
use diesel::QueryableByName;
use diesel::sql_types::{Array, BigInt, Bool, Bytea, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde_json::Value;
use uuid::Uuid;

use super::views::ViewRow;
use crate::calendar::Instant;
use crate::db::{Conn, Db, Fault, Tx, sql};
use crate::ids::{PersonId, SessionId};
use crate::seal;

const IDLE: TimeDelta = TimeDelta::days(14);
pub(super) const ABSOLUTE: TimeDelta = TimeDelta::days(90);
/// How stale `seen_at` may be: a visit is not worth a write each time.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(5);

type State = HashMap<String, String>;

/// Keys of a session's state that live in columns of their own or are read from the person at each load.
pub(super) const PERSON: &str = "person";
pub(super) const AGENT: &str = "agent";
pub(super) const SESSION: &str = "session";
pub(super) const NAME: &str = "name";
pub(super) const ROLE: &str = "role";
pub(super) const LANGUAGE: &str = "language";
pub(super) const ZONE: &str = "zone";
/// A code is asked for besides the password.
pub(super) const TWO_STEP: &str = "two_step";
/// Instead of [`PERSON`]: whose password was right, while the code is still to come.
pub(super) const HALFWAY: &str = "halfway";
/// The session could not be read: pages for everybody go on, pages that need a person ask to come again.
pub(super) const UNREAD: &str = "unread";
/// Whom staff look at in this session.
pub(super) const VIEW: &str = "view";
/// The slug of the program in which the person takes part, and of those that gave cash.
pub(super) const PROGRAM: &str = "program";
pub(super) const CASH: &str = "cash";
const OURS: [&str; 13] =
    [PERSON, AGENT, SESSION, NAME, ROLE, LANGUAGE, ZONE, TWO_STEP, HALFWAY, UNREAD, VIEW, PROGRAM, CASH];

/// A key of the state itself: somebody invited this person. Known at sign-in.
pub(super) const INVITED: &str = "invited";

/// Sessions in the database, for actix-session's middleware.
#[derive(Clone)]
pub struct Sessions {
    db: Db,
}

impl Sessions {
    pub fn new(db: Db) -> Sessions {
        Sessions { db }
    }

    async fn insert(&self, mut state: State) -> Result<SessionKey, anyhow::Error> {
        let token = seal::random_token()?;
        let now = self.db.now();
        let agent = text_in(&state, AGENT)?.unwrap_or_default();
        let (whole, halfway) = (person_in(&state, PERSON)?, person_in(&state, HALFWAY)?);
        let kept = kept(&mut state);
        self.db
            .write(async |tx| {
                sql("INSERT INTO sessions (token_hash, session_id, person_id, awaits_code, state, agent, created_at, seen_at, expires_at) \
                     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .bind::<Bytea, _>(seal::fingerprint(token.as_bytes()).to_vec())
                .bind::<SqlUuid, _>(SessionId::new(now).0)
                .bind::<Nullable<SqlUuid>, _>(whole.or(halfway))
                .bind::<Bool, _>(whole.is_none() && halfway.is_some())
                .bind::<Jsonb, _>(kept)
                .bind::<Text, _>(agent.chars().take(300).collect::<String>())
                .bind::<Timestamptz, _>(now)
                .bind::<Timestamptz, _>(now)
                .bind::<Timestamptz, _>(now + IDLE)
                .execute(tx)
                .await
            })
            .await?;
        Ok(SessionKey::try_from(token)?)
    }
}

fn hash(key: &SessionKey) -> Vec<u8> {
    seal::fingerprint(key.as_ref().as_bytes()).to_vec()
}

/// Values of a session's state are JSON texts.
fn text_in(state: &State, key: &str) -> Result<Option<String>, serde_json::Error> {
    state.get(key).map(|json| serde_json::from_str(json)).transpose()
}

fn person_in(state: &State, key: &str) -> Result<Option<Uuid>, serde_json::Error> {
    state.get(key).map(|json| serde_json::from_str(json)).transpose()
}

fn kept(state: &mut State) -> Value {
    state.retain(|key, _| !OURS.contains(&key.as_str()));
    Value::Object(state.drain().map(|(key, json)| (key, Value::String(json))).collect())
}

#[derive(QueryableByName)]
struct Loaded {
    #[diesel(sql_type = SqlUuid)]
    session_id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    person_id: Option<Uuid>,
    #[diesel(sql_type = Bool)]
    awaits_code: bool,
    #[diesel(sql_type = Bool)]
    two_step: bool,
    #[diesel(sql_type = Jsonb)]
    state: Value,
    #[diesel(sql_type = Nullable<Text>)]
    name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    role: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    language: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    time_zone: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    program: Option<String>,
    #[diesel(sql_type = Array<Text>)]
    cash: Vec<String>,
    #[diesel(embed)]
    view: ViewRow,
}

impl Loaded {
    fn into_state(self) -> Result<State, serde_json::Error> {
        let mut state: State = serde_json::from_value(self.state)?;
        if let Some(view) = self.view.view() {
            state.insert(VIEW.into(), serde_json::to_string(&view)?);
        }
        state.insert(SESSION.into(), serde_json::to_string(&self.session_id)?);
        if let Some(person) = self.person_id {
            let key = if self.awaits_code { HALFWAY } else { PERSON };
            state.insert(key.into(), serde_json::to_string(&person)?);
        }
        state.insert(TWO_STEP.into(), self.two_step.to_string());
        state.insert(CASH.into(), serde_json::to_string(&self.cash)?);
        let about = [
            (NAME, self.name),
            (ROLE, self.role),
            (LANGUAGE, self.language),
            (ZONE, self.time_zone),
            (PROGRAM, self.program),
        ];
        for (key, text) in about {
            if let Some(text) = text {
                state.insert(key.into(), serde_json::to_string(&text)?);
            }
        }
        Ok(state)
    }
}

/// Of all programs the first in which something was earned, somebody invited, or a link made, or else the one that the person was
/// invited into.
async fn load(conn: &Conn, token_hash: &[u8], now: Instant) -> Result<Option<Loaded>, Fault> {
    sql("WITH seen AS ( \
           UPDATE sessions SET seen_at = ?, expires_at = least(?, created_at + ? * interval '1 second') \
           WHERE token_hash = ? AND expires_at > ? AND seen_at < ?) \
         SELECT s.session_id, s.person_id, s.awaits_code, t.enabled_at IS NOT NULL AS two_step, s.state, p.name, p.role, \
           p.language, p.time_zone, \
           (SELECT slug FROM programs WHERE program_id = coalesce( \
              (SELECT program_id FROM accounts a WHERE a.person_id = o.person_id ORDER BY program_id LIMIT 1), \
              (SELECT program_id FROM referral_counts c WHERE c.person_id = o.person_id ORDER BY program_id LIMIT 1), \
              (SELECT program_id FROM links l WHERE l.person_id = o.person_id ORDER BY link_id LIMIT 1), \
              (SELECT program_id FROM attributions r WHERE r.invitee_id = o.person_id ORDER BY program_id LIMIT 1))) AS program, \
           ARRAY(SELECT DISTINCT g.slug FROM accounts a JOIN programs g USING (program_id) \
              WHERE a.person_id = o.person_id AND a.unit = 'cash') AS cash, v.person_id AS viewed_id, w.name AS viewed_name, w.time_zone AS viewed_zone, v.was_invited, v.until \
         FROM sessions s LEFT JOIN persons p USING (person_id) LEFT JOIN second_steps t USING (person_id) \
           LEFT JOIN views v ON v.session_id = s.session_id AND v.ended_at IS NULL AND v.until > ? AND p.role IS NOT NULL \
           LEFT JOIN persons w ON w.person_id = v.person_id \
           CROSS JOIN LATERAL (SELECT coalesce(v.person_id, s.person_id) AS person_id) o WHERE s.token_hash = ? AND s.expires_at > ?")
    .bind::<Timestamptz, _>(now)
    .bind::<Timestamptz, _>(now + IDLE)
    .bind::<BigInt, _>(ABSOLUTE.num_seconds())
    .bind::<Bytea, _>(token_hash)
    .bind::<Timestamptz, _>(now)
    .bind::<Timestamptz, _>(now - SEEN_EVERY)
    .bind::<Timestamptz, _>(now)
    .bind::<Bytea, _>(token_hash)
    .bind::<Timestamptz, _>(now)
    .optional(conn)
    .await
}

impl SessionStore for Sessions {
    async fn load(&self, key: &SessionKey) -> Result<Option<State>, LoadError> {
        let now = self.db.now();
        let hash = hash(key);
        let found: Result<_, Fault> = self.db.read(async |conn| load(conn, &hash, now).await).await;
        let found = match found {
            Err(fault) if fault.is_outage() => {
                tracing::warn!(%fault, "a session could not be read");
                return Ok(Some(State::from([(UNREAD.into(), "true".into())])));
            }
            other => other.map_err(|fault| LoadError::Other(fault.into()))?,
        };
        found.map(Loaded::into_state).transpose().map_err(|e| LoadError::Deserialization(e.into()))
    }

    async fn save(&self, state: State, _ttl: &Duration) -> Result<SessionKey, SaveError> {
        self.insert(state).await.map_err(SaveError::Other)
    }

    /// A session that was revoked while its request ran stays revoked: nothing is inserted here.
    async fn update(&self, key: SessionKey, mut state: State, _ttl: &Duration) -> Result<SessionKey, UpdateError> {
        let hash = hash(&key);
        let kept = kept(&mut state);
        let written: Result<_, Fault> = self
            .db
            .write(async |tx| {
                sql("UPDATE sessions SET state = ? WHERE token_hash = ?")
                    .bind::<Jsonb, _>(kept)
                    .bind::<Bytea, _>(hash)
                    .execute(tx)
                    .await
            })
            .await;
        written.map_err(|fault| UpdateError::Other(fault.into()))?;
        Ok(key)
    }

    /// `load` prolongs sessions itself.
    async fn update_ttl(&self, _key: &SessionKey, _ttl: &Duration) -> Result<(), anyhow::Error> {
        Ok(())
    }

    async fn delete(&self, key: &SessionKey) -> Result<(), anyhow::Error> {
        let hash = hash(key);
        let deleted: Result<_, Fault> = self
            .db
            .write(async |tx| sql("DELETE FROM sessions WHERE token_hash = ?").bind::<Bytea, _>(hash).execute(tx).await)
            .await;
        deleted?;
        Ok(())
    }
}

/// A session as its owner sees it.
#[derive(Debug, QueryableByName)]
pub struct Open {
    #[diesel(sql_type = SqlUuid)]
    session_id: Uuid,
    /// The browser's own words.
    #[diesel(sql_type = Text)]
    pub agent: String,
    #[diesel(sql_type = Timestamptz)]
    pub created_at: Instant,
    #[diesel(sql_type = Timestamptz)]
    pub seen_at: Instant,
}

impl Open {
    pub fn id(&self) -> SessionId {
        SessionId(self.session_id)
    }
}

/// A person's sessions that are not over, latest seen first.
pub async fn open(conn: &Conn, person: PersonId, now: Instant) -> Result<Vec<Open>, Fault> {
    sql("SELECT session_id, agent, created_at, seen_at FROM sessions \
         WHERE person_id = ? AND NOT awaits_code AND expires_at > ? ORDER BY seen_at DESC, session_id")
    .bind::<SqlUuid, _>(person.0)
    .bind::<Timestamptz, _>(now)
    .load(conn)
    .await
}

/// Ends one session of this person; false when there is none.
pub async fn end(tx: &Tx, person: PersonId, session: SessionId) -> Result<bool, Fault> {
    let ended = sql("DELETE FROM sessions WHERE session_id = ? AND person_id = ?")
        .bind::<SqlUuid, _>(session.0)
        .bind::<SqlUuid, _>(person.0)
        .execute(tx)
        .await?;
    Ok(ended > 0)
}

/// Signs a person out everywhere, or everywhere but in one session.
pub async fn end_all(tx: &Tx, person: PersonId, but: Option<SessionId>) -> Result<usize, Fault> {
    sql("DELETE FROM sessions WHERE person_id = ? AND session_id IS DISTINCT FROM ?")
        .bind::<SqlUuid, _>(person.0)
        .bind::<Nullable<SqlUuid>, _>(but.map(|session| session.0))
        .execute(tx)
        .await
}

/// Deletes sessions that are over.
pub async fn sweep(tx: &Tx) -> Result<usize, Fault> {
    sql("DELETE FROM sessions WHERE expires_at <= ?").bind::<Timestamptz, _>(tx.now()).execute(tx).await
}

/// The demo's visitor moves the clock and stays signed in: all sessions move along.
pub async fn move_along(tx: &Tx, step: TimeDelta) -> Result<(), Fault> {
    sql("UPDATE sessions SET created_at = created_at + s.step, seen_at = seen_at + s.step, expires_at = expires_at + s.step \
         FROM (SELECT ? * interval '1 second' AS step) s")
    .bind::<BigInt, _>(step.num_seconds())
    .execute(tx)
    .await?;
    Ok(())
}
