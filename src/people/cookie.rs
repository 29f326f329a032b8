//! The session's cookie, and what is put into a session at sign-in.

use actix_session::config::{CookieContentSecurity, PersistentSession, TtlExtensionPolicy};
use actix_session::{Session, SessionMiddleware};
use actix_web::cookie::{Key, SameSite, time};
use chrono::TimeDelta;
use serde::de::DeserializeOwned;

use super::sessions::{ABSOLUTE, AGENT, HALFWAY, INVITED, PERSON, Sessions};
use crate::app::App;
use crate::calendar::Instant;
use crate::ids::PersonId;
use crate::seal::{Seal, SealError, Use};
use crate::web::Error;

/// The key that signs the cookie. A forged cookie is dropped before the database is asked.
pub fn cookie_key(seal: &Seal) -> Result<Key, SealError> {
    let halves = [seal.hash(Use::Cookie, "session: signing")?, seal.hash(Use::Cookie, "session: encryption")?];
    Ok(Key::from(&halves.concat()))
}

/// Loads and keeps sessions: `.wrap(..)`, inside the door.
pub fn session_middleware(app: &App, key: Key) -> SessionMiddleware<Sessions> {
    let https = app.url.scheme() == "https";
    let longest = time::Duration::seconds(ABSOLUTE.num_seconds());
    let lifecycle = PersistentSession::default()
        .session_ttl(longest)
        .session_ttl_extension_policy(TtlExtensionPolicy::OnStateChanges);
    SessionMiddleware::builder(Sessions::new(app.db.clone()), key)
        // The prefix makes browsers insist on TLS, on this host and on the whole path.
        .cookie_name(if https { "__Host-beckon".into() } else { "beckon".into() })
        .cookie_secure(https)
        .cookie_http_only(true)
        .cookie_same_site(SameSite::Lax)
        .cookie_content_security(CookieContentSecurity::Signed)
        .session_lifecycle(lifecycle)
        .build()
}

/// Signs a person in under a new session id, so that an id which was known before opens nothing.
pub(super) fn begin(session: &Session, person: PersonId, agent: &str, invited: bool) -> Result<(), Error> {
    session.clear();
    session.renew();
    put(session, PERSON, serde_json::json!(person))?;
    put(session, AGENT, agent.into())?;
    put(session, INVITED, invited.into())
}

/// How long the code may take after the password.
const CODE_WITHIN: TimeDelta = TimeDelta::minutes(10);
const UNTIL: &str = "until";
const NEXT: &str = "next";

/// The password was right: a session that opens nothing but the page that asks for the code.
pub(super) fn begin_halfway(session: &Session, person: PersonId, next: &str, now: Instant) -> Result<(), Error> {
    session.clear();
    session.renew();
    put(session, HALFWAY, serde_json::json!(person))?;
    put(session, UNTIL, serde_json::json!(now + CODE_WITHIN))?;
    put(session, NEXT, next.into())
}

/// Whose password was right just before, and where they want to go.
pub(super) fn halfway(session: &Session, now: Instant) -> Result<Option<(PersonId, String)>, Error> {
    let until: Option<Instant> = get(session, UNTIL)?;
    let person = get::<PersonId>(session, HALFWAY)?.filter(|_| until.is_some_and(|until| now < until));
    let next = get(session, NEXT)?.unwrap_or_default();
    Ok(person.map(|person| (person, next)))
}

fn put(session: &Session, key: &'static str, value: serde_json::Value) -> Result<(), Error> {
    session.insert(key, value).map_err(|error| Error::Broken(format!("a session's {key} cannot be kept: {error}")))
}

pub(super) fn get<T: DeserializeOwned>(session: &Session, key: &str) -> Result<Option<T>, Error> {
    session.get(key).map_err(|error| Error::Broken(format!("a session's {key} cannot be read: {error}")))
}
