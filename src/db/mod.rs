//! The way to PostgreSQL: a pool, reads, and transactions that carry one `now`.
//!
//! A function that takes [`Conn`] only looks; a verb that changes something takes [`Tx`]. Both are shared references, so that
//! independent statements of one transaction can be polled together (`try_join!`) and travel in one round trip.
pub mod embedded;
pub mod migrations;
pub mod sql;

use crate::calendar::Instant;
use crate::clock::Clock;
use diesel_async::pooled_connection::deadpool::{Object, Pool};
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod};
use diesel_async::{AnsiTransactionManager, AsyncPgConnection, TransactionManager};
use std::ops::Deref;
use std::time::Duration;

pub use sql::sql;

/// How long a request waits for a free connection before it is told to come again.
const WAIT: Duration = Duration::from_secs(2);

/// How often work that lost a race ([`Fault::is_race`]) is tried again before its fault is told.
pub const TRIES: usize = 5;

/// A connection that may be shared by several statements at once.
pub type Conn = AsyncPgConnection;

/// What went wrong below the business: nothing a person can mend by typing something else.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("the database refused or failed: {0}")]
    Database(#[from] diesel::result::Error),
    #[error("no database connection could be had: {0}")]
    NoConnection(String),
    /// Something that our own rules say cannot be in the database.
    #[error("the stored data contradicts itself: {0}")]
    Contradiction(String),
}

impl Fault {
    /// Another transaction was first (a unique key, a deadlock, a serialization failure): the same work may be tried again.
    pub fn is_race(&self) -> bool {
        use diesel::result::{DatabaseErrorKind as Kind, Error};
        match self {
            Fault::Database(Error::DatabaseError(Kind::UniqueViolation | Kind::SerializationFailure, _)) => true,
            Fault::Database(Error::DatabaseError(_, info)) => info.message().contains("deadlock detected"),
            _ => false,
        }
    }

    /// The connection was lost or could not be had: the server restarts or is gone.
    pub fn is_outage(&self) -> bool {
        use diesel::result::{DatabaseErrorKind as Kind, Error};
        match self {
            Fault::NoConnection(_) => true,
            Fault::Database(Error::DatabaseError(kind, info)) => {
                matches!(kind, Kind::ClosedConnection | Kind::UnableToSendCommand)
                    || ["connection closed", "terminating connection", "starting up", "shutting down"]
                        .iter()
                        .any(|sign| info.message().contains(sign))
            }
            _ => false,
        }
    }

    pub fn contradiction(words: impl Into<String>) -> Fault {
        Fault::Contradiction(words.into())
    }
}

/// One transaction: its connection and its one instant.
pub struct Tx {
    conn: Object<AsyncPgConnection>,
    now: Instant,
}

impl Tx {
    /// The instant of everything this transaction records.
    pub fn now(&self) -> Instant {
        self.now
    }
}

impl Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.conn
    }
}

#[derive(Clone)]
pub struct Db {
    pool: Pool<AsyncPgConnection>,
    clock: Clock,
}

impl Db {
    /// `size`: connections held at most; 8 is right for two cores (docs/PERFORMANCE.md).
    pub fn new(url: &str, size: usize, clock: Clock) -> Result<Db, Fault> {
        let mut config = ManagerConfig::default();
        config.recycling_method = RecyclingMethod::Fast;
        let manager = AsyncDieselConnectionManager::<AsyncPgConnection>::new_with_config(url, config);
        let pool = Pool::builder(manager).max_size(size).build().map_err(|e| Fault::NoConnection(e.to_string()))?;
        Ok(Db { pool, clock })
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    async fn connection(&self) -> Result<Object<AsyncPgConnection>, Fault> {
        match tokio::time::timeout(WAIT, self.pool.get()).await {
            Ok(got) => got.map_err(|e| Fault::NoConnection(e.to_string())),
            Err(_) => Err(Fault::NoConnection(format!("all connections were busy for {} s", WAIT.as_secs()))),
        }
    }

    /// Looks only; each statement sees what is committed when it starts.
    pub async fn read<T, E: From<Fault>>(&self, look: impl AsyncFnOnce(&Conn) -> Result<T, E>) -> Result<T, E> {
        let conn = self.connection().await?;
        look(&conn).await
    }

    /// Looks only, at one frozen instant of the database: for audits and exports.
    pub async fn snapshot<T, E: From<Fault>>(&self, look: impl AsyncFnOnce(&Conn) -> Result<T, E>) -> Result<T, E> {
        let conn = self.connection().await?;
        sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").simple(&conn).await?;
        let seen = look(&conn).await;
        sql("ROLLBACK").simple(&conn).await?;
        seen
    }

    /// Everything that `work` does happens, or nothing does.
    pub async fn write<T, E: From<Fault>>(&self, work: impl AsyncFnOnce(&Tx) -> Result<T, E>) -> Result<T, E> {
        let mut conn = self.connection().await?;
        let now = self.clock.now();
        AnsiTransactionManager::begin_transaction(&mut *conn).await.map_err(Fault::from)?;
        let mut tx = Tx { conn, now };
        match work(&tx).await {
            Ok(done) => {
                AnsiTransactionManager::commit_transaction(&mut *tx.conn).await.map_err(Fault::from)?;
                Ok(done)
            }
            Err(refused) => {
                // A connection whose rollback fails is broken and leaves the pool; the refusal is what the caller must hear.
                if let Err(e) = AnsiTransactionManager::rollback_transaction(&mut *tx.conn).await {
                    tracing::warn!(error = %e, "rollback failed; the connection is dropped");
                }
                Err(refused)
            }
        }
    }
}
