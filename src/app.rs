//! What every request and every job works with.

use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::mail::Mailer;
use crate::seal::Seal;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;
use url::Url;

pub mod health;

/// One running installation; clones share it.
#[derive(Clone)]
pub struct App(Arc<Parts>);

#[derive(Clone)]
pub struct Parts {
    pub config: Config,
    pub clock: Clock,
    pub db: Db,
    pub mail: Mailer,
    pub seal: Seal,
    /// The address people see, without a path: `https://bonus.example.com/`.
    pub url: Url,
    /// The server program of the private PostgreSQL, where there is one.
    pub postgres_program: Option<PathBuf>,
}

impl App {
    pub fn new(parts: Parts) -> App {
        App(Arc::new(parts))
    }

    /// Whom papers name.
    pub fn issuer(&self) -> &str {
        self.config.issuer.as_deref().or(self.url.host_str()).unwrap_or_default()
    }

    /// The same installation through another pool.
    pub fn apart(&self, db: Db) -> App {
        App::new(Parts { db, ..Parts::clone(self) })
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
