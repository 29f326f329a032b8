//! Passwords: what is accepted, and argon2id away from the threads that serve requests.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

/// Each run takes 19 MiB and a core for a while; more at once would only make all of them slower.
static RUNS: Semaphore = Semaphore::const_new(2);

/// Verified against when there is nobody to verify: random bytes, with the same cost as a real hash.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$LNd33MPrGnvGdE6KtqELdQ$PewVFYESVmVqF+SVpPMhhr8vTs8SaW4yf1vOa7zEEI4";

/// A password that fits the rules; it is never shown.
pub struct Password(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Weak {
    #[error("a password has at least 10 characters")]
    TooShort,
    #[error("a password has at most 128 characters")]
    TooLong,
    #[error("this password is too easy to guess: use more different characters, and not your e-mail address")]
    TooEasy,
}

#[derive(Debug, thiserror::Error)]
pub enum HashFault {
    #[error("a password could not be hashed: {0}")]
    Argon(argon2::password_hash::Error),
    #[error("hashing was broken off")]
    BrokenOff,
}

impl Password {
    pub const MIN_CHARS: usize = 10;
    pub const MAX_CHARS: usize = 128;

    /// Accepts any characters (spaces too, unchanged); `email` is what the password must not repeat.
    pub fn choose(text: &str, email: &str) -> Result<Password, Weak> {
        let chars = text.chars().count();
        if chars < Password::MIN_CHARS {
            return Err(Weak::TooShort);
        }
        if chars > Password::MAX_CHARS {
            return Err(Weak::TooLong);
        }
        let mut different: Vec<char> = text.chars().collect();
        different.sort_unstable();
        different.dedup();
        let lower = text.to_lowercase();
        let email = email.to_lowercase();
        let name = email.split('@').next().unwrap_or_default();
        if different.len() < 5 || lower == email || (lower.starts_with(name) && lower.len() < name.len() + 5) {
            return Err(Weak::TooEasy);
        }
        Ok(Password(text.to_owned()))
    }

    /// The PHC string (argon2id, 19 MiB, 2 passes) that is kept.
    pub async fn hash(self) -> Result<String, HashFault> {
        apart(move || {
            let hash = Argon2::default().hash_password(self.0.as_bytes()).map_err(HashFault::Argon)?;
            Ok(hash.to_string())
        })
        .await
    }
}

/// Whether `typed` is the password of which `kept` is the hash. Without a kept hash it takes as long, and is false.
pub async fn verify(typed: String, kept: Option<String>) -> Result<bool, HashFault> {
    // Nobody's password is longer, and hashing a megabyte would be a way to keep us busy.
    let typed = if typed.len() > Password::MAX_CHARS * 4 { String::new() } else { typed };
    apart(move || {
        let known = kept.is_some();
        let kept = kept.unwrap_or_else(|| NOBODYS.to_owned());
        let parsed = PasswordHash::new(&kept).map_err(|e| HashFault::Argon(e.into()))?;
        match Argon2::default().verify_password(typed.as_bytes(), &parsed) {
            Ok(()) => Ok(known),
            Err(argon2::password_hash::Error::PasswordInvalid) => Ok(false),
            Err(other) => Err(HashFault::Argon(other)),
        }
    })
    .await
}

async fn apart<T: Send + 'static>(run: impl FnOnce() -> Result<T, HashFault> + Send + 'static) -> Result<T, HashFault> {
    let permit = RUNS.acquire().await.map_err(|_| HashFault::BrokenOff)?;
    metrics::counter!("password_runs_total").increment(1);
    let result = tokio::task::spawn_blocking(move || {
        let _held = permit;
        run()
    });
    result.await.map_err(|_| HashFault::BrokenOff)?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_told_apart() {
        let choose = |text: &str| Password::choose(text, "anna.k@example.com").map(|_| ());
        assert_eq!(choose("blue kite 7"), Ok(()));
        assert_eq!(choose("кіт на даху"), Ok(()));
        assert_eq!(choose("short"), Err(Weak::TooShort));
        assert_eq!(choose(&"long pass".repeat(20)), Err(Weak::TooLong));
        assert_eq!(choose("aaaaaaaaaaaa"), Err(Weak::TooEasy));
        assert_eq!(choose("1212121212"), Err(Weak::TooEasy));
        assert_eq!(choose("Anna.K@example.com"), Err(Weak::TooEasy));
        assert_eq!(choose("anna.k2026"), Err(Weak::TooEasy));
    }

    #[tokio::test]
    async fn a_hash_verifies_its_own_password_only() {
        let hash = Password::choose("blue kite 7", "").unwrap().hash().await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify("blue kite 7".into(), Some(hash.clone())).await.unwrap());
        assert!(!verify("blue kite 8".into(), Some(hash.clone())).await.unwrap());
        assert!(!verify("x".repeat(100_000), Some(hash.clone())).await.unwrap());
        assert_ne!(hash, Password::choose("blue kite 7", "").unwrap().hash().await.unwrap());
    }

    #[tokio::test]
    async fn nobody_has_a_password_and_the_stand_in_costs_the_same() {
        assert!(!verify("blue kite 7".into(), None).await.unwrap());
        assert!(NOBODYS.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(PasswordHash::new(NOBODYS).is_ok());
    }
}
