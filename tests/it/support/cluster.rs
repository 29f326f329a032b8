//! One private PostgreSQL for the whole test process, kept under `target/tmp` from run to run, and one runtime on which
//! all servers live. A test may thus run on any runtime of its own.

use beckon::config::Config;
use beckon::db::embedded::{Address, DATABASE, OWNER, Options, PrivatePostgres, ROLE, StartError};
use beckon::server::Reached;
use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{OnceLock, mpsc};
use tokio::runtime::{Handle, Runtime};
use tokio::sync::OnceCell;

const TEMPLATE: &str = "migrated";

/// The runtime of all servers.
pub fn house() -> Handle {
    static HOUSE: OnceLock<Runtime> = OnceLock::new();
    HOUSE.get_or_init(|| Runtime::new().unwrap()).handle().clone()
}

/// The options of a private server below `root`; not durable, as no test pulls the plug of the machine.
pub fn options(root: &Path) -> Options {
    let config = Config::from_environment().unwrap();
    Options {
        root: root.to_path_buf(),
        programs: config.postgres_programs,
        program_path: config.program_path,
        max_connections: 200,
        durable: false,
    }
}

/// Where tests may put files.
fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// A directory that is new for each test and gone after it.
pub struct Scratch(pub PathBuf);

impl Scratch {
    pub fn new(name: &str) -> Scratch {
        let path = scratch(&format!("{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Scratch(path)
    }
}

impl Drop for Scratch {
    /// A server that was just killed may still take its files away.
    fn drop(&mut self) {
        while let Err(error) = std::fs::remove_dir_all(&self.0) {
            assert!(error.kind() == std::io::ErrorKind::DirectoryNotEmpty, "{error}");
        }
    }
}

/// The server is started on a thread that lives as long as the process, and stops with it.
pub fn cluster() -> &'static Address {
    static CLUSTER: OnceLock<Address> = OnceLock::new();
    CLUSTER.get_or_init(|| {
        let (say, started) = mpsc::channel();
        std::thread::spawn(move || {
            let postgres = start_where_nobody_is();
            say.send(postgres.address()).unwrap();
            loop {
                std::thread::park();
            }
        });
        started.recv().unwrap()
    })
}

/// Test processes that run side by side each take a directory of their own.
fn start_where_nobody_is() -> PrivatePostgres {
    for number in 0..32 {
        match PrivatePostgres::start(&options(&scratch(&format!("postgres-{number}")))) {
            Ok(postgres) => return postgres,
            Err(StartError::InUse(_)) => {}
            Err(error) => panic!("{error}"),
        }
    }
    panic!("32 test processes run already");
}

/// Runs statements outside of any transaction, as the owner.
pub async fn execute(database: &str, statements: &str) {
    let url = cluster().url_of(OWNER, database);
    let statements = statements.to_string();
    let ran = house().spawn(async move {
        let mut connection = AsyncPgConnection::establish(&url).await.unwrap();
        for statement in statements.split(";\n") {
            connection.batch_execute(statement).await.unwrap();
        }
    });
    ran.await.unwrap();
}

/// A database with all migrations, copied from a template that is made once a process.
pub async fn fresh_database() -> Reached {
    static TEMPLATE_MADE: OnceCell<()> = OnceCell::const_new();
    static NEXT: AtomicU32 = AtomicU32::new(0);
    TEMPLATE_MADE.get_or_init(make_template).await;
    let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let make = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE);\nCREATE DATABASE {name} TEMPLATE {TEMPLATE}");
    execute(DATABASE, &make).await;
    reached(&name)
}

/// An empty database, without any table.
pub async fn empty_database(name: &str) -> Reached {
    execute(DATABASE, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE);\nCREATE DATABASE {name}")).await;
    reached(name)
}

pub async fn drop_database(database: &Reached) {
    let name = database.url.rsplit('/').next().unwrap();
    execute(DATABASE, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
}

async fn make_template() {
    let template = empty_database(TEMPLATE).await;
    house().spawn(async move { template.migrate().await.unwrap() }).await.unwrap();
}

fn reached(name: &str) -> Reached {
    let cluster = cluster();
    Reached { url: cluster.url_of(ROLE, name), owner_url: Some(cluster.url_of(OWNER, name)), program: None }
}
