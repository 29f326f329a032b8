//! The session's cookie, and what is put into a session at sign-in.

use actix_session::config::{CookieContentSecurity, PersistentSession, TtlExtensionPolicy};
use actix_session::{Session, SessionMiddleware};
use actix_web::cookie::{Key, SameSite, time};

use super::sessions::{ABSOLUTE, AGENT, INVITED, PERSON, Sessions};
use crate::app::App;
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
    let put = |key, value: serde_json::Value| {
        session.insert(key, value).map_err(|error| Error::Broken(format!("a session's {key} cannot be kept: {error}")))
    };
    put(PERSON, serde_json::json!(person))?;
    put(AGENT, agent.into())?;
    put(INVITED, invited.into())
}
