//! A private PostgreSQL, owned by this process, for installations that name no server of their own.
//!
//! Below its root directory it keeps `postgres/` (the cluster and its log), `run/` (the socket, which nobody else may
//! reach) and `postgres.lock` (one process a root). It listens on no network address, is as durable as any PostgreSQL,
//! stops with this process however this process ends, and starts again on the same data.
//!
//! PostgreSQL refuses to work as root. Started by root it runs as `postgres` or `nobody`.

mod account;
mod cluster;
mod leftovers;
mod process;
mod programs;
mod sockets;

pub use programs::program_version;

use account::Account;
use process::Server;
use programs::Programs;
use std::{
    fs,
    io::{self, ErrorKind},
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::Duration,
};

/// The role that owns the database and alters its tables.
pub const OWNER: &str = "beckon_owner";
/// The role of daily work: it reads and writes rows and can alter nothing.
pub const ROLE: &str = "beckon";
/// The database.
pub const DATABASE: &str = "beckon";

/// How the private server is run.
#[derive(Clone, Debug)]
pub struct Options {
    /// The directory that holds the cluster, its socket and its lock.
    pub root: PathBuf,
    /// Where `postgres` and `initdb` are; `None` searches the usual places and `program_path`.
    pub programs: Option<PathBuf>,
    pub program_path: Vec<PathBuf>,
    pub max_connections: u16,
    /// `false` lets a crash of the machine lose the cluster: for tests.
    pub durable: bool,
}

/// Why the private server could not be started or kept.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Programs(#[from] programs::NotFound),
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
    #[error("another process already uses {}; stop it, or set BECKON_DATA to another directory", .0.display())]
    InUse(PathBuf),
    #[error("{} is not empty and not a PostgreSQL cluster; move it away, or set BECKON_DATA to another directory", .0.display())]
    NotACluster(PathBuf),
    #[error("{program} failed: {output}")]
    Failed { program: &'static str, output: String },
    #[error("{program} is still busy after {seconds} s; see {}", log.display())]
    Slow { program: &'static str, seconds: u64, log: PathBuf },
    #[error("processes {pids:?} of an earlier server still use {}; end them and start again", data.display())]
    Leftover { pids: Vec<i32>, data: PathBuf },
    #[error(
        "PostgreSQL refuses to work as root, and there is no user `postgres` or `nobody`; add one, or start Beckon as another user"
    )]
    Nobody,
    #[error("the thread that this server serves ended without a word")]
    Abandoned,
}

impl StartError {
    fn at(path: &Path) -> impl FnOnce(io::Error) -> StartError {
        let path = path.to_path_buf();
        move |source| StartError::Io { path, source }
    }
}

/// A running private server. Dropping it stops the server.
pub struct PrivatePostgres {
    server: Server,
    options: Options,
    place: Place,
    programs: Programs,
    account: Account,
    /// Held as long as this lives: one process a root.
    _lock: fs::File,
}

/// Where the parts of a private server lie.
struct Place {
    /// The cluster.
    data: PathBuf,
    /// The directory of the socket.
    socket: PathBuf,
    /// What the server said before its own log began.
    start_log: PathBuf,
}

impl PrivatePostgres {
    /// Starts the server, making the cluster first where there is none.
    ///
    /// Call it on a thread that lives as long as the server is needed, such as the main thread: the kernel stops the
    /// server when that thread ends.
    pub fn start(options: &Options) -> Result<PrivatePostgres, StartError> {
        fs::create_dir_all(&options.root).map_err(StartError::at(&options.root))?;
        let root = fs::canonicalize(&options.root).map_err(StartError::at(&options.root))?;
        let lock = lock(&root)?;
        let data = root.join("postgres");
        let programs = programs::find(options, cluster::major(&data)?)?;
        let account = Account::choose(&root, &data, &programs.directory)?;
        let socket = sockets::directory(&root, &account)?;
        let place = Place { data, socket, start_log: root.join("postgres.start.log") };
        leftovers::clear(&place)?;
        hand_over(&place.data, &account)?;
        if cluster::major(&place.data)?.is_none() {
            cluster::make(&root, &place, &programs, &account, options)?;
        }
        let server = Server::start(&place, &programs, &account, options)?;
        Ok(PrivatePostgres { server, options: options.clone(), place, programs, account, _lock: lock })
    }

    /// Where the server is reached.
    pub fn address(&self) -> Address {
        Address { socket: self.place.socket.clone() }
    }

    /// The process id of the server.
    pub fn pid(&self) -> i32 {
        self.server.pid()
    }

    /// The server program that runs, such as `/usr/lib/postgresql/17/bin/postgres`.
    pub fn program(&self) -> PathBuf {
        self.programs.path("postgres")
    }

    /// Waits for a message while keeping the server alive: when it dies it is started again on the same data.
    ///
    /// Call it on the thread that called [`PrivatePostgres::start`].
    pub fn serve_until<T>(&mut self, done: &Receiver<T>) -> Result<T, StartError> {
        let mut pause = HEARTBEAT;
        loop {
            match done.recv_timeout(pause) {
                Ok(message) => return Ok(message),
                Err(RecvTimeoutError::Disconnected) => return Err(StartError::Abandoned),
                Err(RecvTimeoutError::Timeout) => pause = self.heal(pause),
            }
        }
    }

    /// Starts the server again if it died. Answers how long to wait before looking again: longer after each failure,
    /// for a full disk is not emptied by haste.
    fn heal(&mut self, pause: Duration) -> Duration {
        if self.server.is_running() {
            return HEARTBEAT;
        }
        tracing::warn!("the private PostgreSQL died; starting it again");
        let restarted = leftovers::clear(&self.place)
            .and_then(|()| Server::start(&self.place, &self.programs, &self.account, &self.options));
        match restarted {
            Ok(server) => {
                tracing::warn!(pid = server.pid(), "the private PostgreSQL runs again");
                self.server = server;
                HEARTBEAT
            }
            Err(error) => {
                tracing::error!(%error, "the private PostgreSQL could not be started again");
                (pause * 2).min(LONGEST_PAUSE)
            }
        }
    }

    /// Stops the server: open transactions are rolled back, everything committed is on disk.
    pub fn stop(mut self) {
        self.server.stop();
    }
}

/// Where a private server is reached: by a socket that only its own user and root may enter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    socket: PathBuf,
}

impl Address {
    /// The server that another process of Beckon runs below `root`, if one does.
    pub fn of_running(root: &Path) -> Result<Option<Address>, StartError> {
        if !is_locked(root)? {
            return Ok(None);
        }
        let said = read_if_there(&root.join("postgres/postmaster.pid"))?.unwrap_or_default();
        let lines: Vec<&str> = said.lines().map(str::trim).collect();
        let ready = lines.get(7) == Some(&"ready");
        Ok(lines.get(4).filter(|socket| ready && !socket.is_empty()).map(|socket| Address { socket: socket.into() }))
    }

    /// The address for daily work, as a role that can alter no table.
    pub fn url(&self) -> String {
        self.url_of(ROLE, DATABASE)
    }

    /// The address for migrations, as the owner of everything in the cluster.
    pub fn owner_url(&self) -> String {
        self.url_of(OWNER, DATABASE)
    }

    /// The address of any database of the cluster as any role.
    pub fn url_of(&self, role: &str, database: &str) -> String {
        format!("postgres://{role}@{}/{database}", sockets::percent_encoded(&self.socket))
    }
}

const HEARTBEAT: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Whether a process of Beckon runs below `root`. What a killed one left behind may look alive for a moment.
fn is_locked(root: &Path) -> Result<bool, StartError> {
    let path = root.join("postgres.lock");
    let file = match fs::File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(StartError::at(&path)(error)),
    };
    match file.try_lock_shared() {
        Ok(()) => Ok(false),
        Err(fs::TryLockError::WouldBlock) => Ok(true),
        Err(fs::TryLockError::Error(error)) => Err(StartError::at(&path)(error)),
    }
}

/// The lock is tried for two seconds: a process that was just killed may still be going.
fn lock(root: &Path) -> Result<fs::File, StartError> {
    let path = root.join("postgres.lock");
    let file =
        fs::OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(StartError::at(&path))?;
    for _ in 0..40 {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(fs::TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(50)),
            Err(fs::TryLockError::Error(error)) => return Err(StartError::at(&path)(error)),
        }
    }
    Err(StartError::InUse(root.to_path_buf()))
}

/// A cluster that root brought back from a backup is root's.
fn hand_over(data: &Path, account: &Account) -> Result<(), StartError> {
    match fs::metadata(data) {
        Ok(found) if found.uid() != account.uid() => account.own(data),
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(StartError::at(data)(error)),
    }
}

/// `Ok(None)` where there is no such file.
fn read_if_there(path: &Path) -> Result<Option<String>, StartError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StartError::at(path)(error)),
    }
}
