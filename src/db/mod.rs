//! The way to PostgreSQL: a pool, reads, and transactions that carry one `now`.
//!
//! A function that takes [`Conn`] only looks; a verb that changes something takes [`Tx`]. Both are shared references, so that
//! independent statements of one transaction can be polled together (`try_join!`) and travel in one round trip.
pub mod beginning;
pub mod dated;
pub mod embedded;
pub mod gather;
pub mod migrations;
pub mod spans;
pub mod sql;

use crate::calendar::Instant;
use crate::clock::Clock;
use diesel::connection::TransactionManagerStatus;
use diesel::{ConnectionError, ConnectionResult};
use diesel_async::pooled_connection::deadpool::{Object, Pool};
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod};
use diesel_async::{AnsiTransactionManager, AsyncConnection, AsyncPgConnection, TransactionManager};
use futures_util::FutureExt;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

pub use sql::{Way, sql};

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
    /// The same, of a statement that several waited for.
    #[error("{0}")]
    Shared(String),
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

    /// For each of several that wait for the same.
    fn again(&self) -> Fault {
        match self {
            Fault::Contradiction(words) => Fault::Contradiction(words.clone()),
            outage if outage.is_outage() => Fault::NoConnection(outage.to_string()),
            other => Fault::Shared(other.to_string()),
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
    trace_key: Option<[u8; 32]>,
}

impl Tx {
    /// The instant of everything this transaction records.
    pub fn now(&self) -> Instant {
        self.now
    }

    /// By which whoever was deleted is known again; none in a pool that was not given it ([`Db::keyed`]).
    pub fn trace_key(&self) -> Option<&[u8; 32]> {
        self.trace_key.as_ref()
    }

    /// The installation's one lock, until the transaction ends: any number share it. What is asked after it sees everything that
    /// whoever had it alone wrote, even if it is asked in the same round trip.
    pub async fn share(&self) -> Result<(), Fault> {
        sql("SELECT pg_advisory_xact_lock_shared(7301122029)").simple(self).await
    }

    /// The same lock alone: waits for all who share it, and all who come wait.
    pub async fn alone(&self) -> Result<(), Fault> {
        sql("SELECT pg_advisory_xact_lock(7301122029)").simple(self).await
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
    url: Arc<str>,
    clock: Clock,
    trace_key: Option<[u8; 32]>,
}

impl Db {
    /// `size`: connections held at most.
    pub fn new(url: &str, size: usize, clock: Clock) -> Result<Db, Fault> {
        let mut config = ManagerConfig::default();
        config.recycling_method = RecyclingMethod::Fast;
        config.custom_setup = Box::new(|url| open(url).boxed());
        let manager = AsyncDieselConnectionManager::<AsyncPgConnection>::new_with_config(url, config);
        let pool = Pool::builder(manager).max_size(size).build().map_err(|e| Fault::NoConnection(e.to_string()))?;
        Ok(Db { pool, url: url.into(), clock, trace_key: None })
    }

    /// The same, knowing the installation's key of traces: needed wherever people register or are deleted, and to audit a log
    /// of which somebody was deleted.
    pub fn keyed(self, trace_key: [u8; 32]) -> Db {
        Db { trace_key: Some(trace_key), ..self }
    }

    pub fn trace_key(&self) -> Option<&[u8; 32]> {
        self.trace_key.as_ref()
    }

    /// The same database through connections of its own, for a thread with a runtime of its own. A connection is driven by the
    /// runtime that opened it: what keeps that thread busy would hold up whoever else had borrowed the connection, and every
    /// statement from another thread wakes two.
    pub fn apart(&self, size: usize) -> Result<Db, Fault> {
        let apart = Db::new(&self.url, size, self.clock.clone())?;
        Ok(Db { trace_key: self.trace_key, ..apart })
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
        let mut conn = self.connection().await?;
        set_open(&mut conn, true);
        sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").simple(&conn).await?;
        let seen = look(&conn).await;
        sql("ROLLBACK").simple(&conn).await?;
        set_open(&mut conn, false);
        seen
    }

    /// Everything that `work` does happens, or nothing does. BEGIN travels with the first statements of `work`.
    pub async fn write<T, E: From<Fault>>(&self, work: impl AsyncFnOnce(&Tx) -> Result<T, E>) -> Result<T, E> {
        let mut tx = Tx { conn: self.connection().await?, now: self.clock.now(), trace_key: self.trace_key };
        set_open(&mut tx.conn, true);
        // Polled in this order, so that BEGIN is sent first.
        let (begun, worked) = futures_util::join!(sql("BEGIN").simple(&tx), work(&tx));
        let done = match (begun, worked) {
            (Err(fault), _) => return Err(fault.into()),
            (Ok(()), Err(refused)) => {
                // The refusal is what the caller must hear.
                match sql("ROLLBACK").simple(&tx).await {
                    Ok(()) => set_open(&mut tx.conn, false),
                    Err(fault) => tracing::warn!(%fault, "rollback failed; the connection is dropped"),
                }
                return Err(refused);
            }
            (Ok(()), Ok(done)) => done,
        };
        sql("COMMIT").simple(&tx).await?;
        set_open(&mut tx.conn, false);
        Ok(done)
    }

    /// The same, begun again while it only `lost` a race, [`TRIES`] times in all. For pages: of work that may move between threads
    /// the compiler cannot see yet that an `AsyncFn` allows it.
    pub async fn write_again<T, E: From<Fault>>(
        &self,
        lost: impl Fn(&E) -> bool,
        work: impl AsyncFn(&Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        for _ in 1..TRIES {
            match self.write(&work).await {
                Err(error) if lost(&error) => {}
                done => return done,
            }
        }
        self.write(&work).await
    }
}

/// Every statement is one of few and finds its rows by their owner: its plan never depends on the values, and planning it anew
/// costs more than running it.
async fn open(url: &str) -> ConnectionResult<AsyncPgConnection> {
    let conn = AsyncPgConnection::establish(url).await?;
    let set = sql("SET plan_cache_mode = force_generic_plan").simple(&conn).await;
    set.map_err(|fault| ConnectionError::BadConnection(fault.to_string()))?;
    Ok(conn)
}

/// While a transaction is open its connection counts as broken: whoever gives up in the middle leaves none in the pool.
fn set_open(conn: &mut Object<AsyncPgConnection>, open: bool) {
    let status = AnsiTransactionManager::transaction_manager_status_mut(&mut **conn);
    *status =
        if open { TransactionManagerStatus::InError } else { TransactionManagerStatus::Valid(Default::default()) };
}
