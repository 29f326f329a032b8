//! The product as it is shipped: `beckon serve` as a process, with a private PostgreSQL that is as durable as any.

use beckon::clock::Clock;
use beckon::config::Secret;
use beckon::db::embedded::Address;
use beckon::db::{Db, Fault};
use beckon::ids::SourceId;
use beckon::people::api_keys::{self, Fresh, Scope};
use beckon::people::{By, sources};
use beckon::seal::Seal;
use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

const SECRET: &str = "5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e";

pub struct House {
    data: PathBuf,
    server: Child,
    pub address: SocketAddr,
    pub runtime: Runtime,
    pub source: SourceId,
    /// The text of a key that may send events.
    pub key: String,
}

impl House {
    /// The very first start, and how long it took until a page was there.
    pub fn build() -> (House, Duration) {
        let data = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("bench-{}", std::process::id()));
        std::fs::create_dir_all(&data).unwrap();
        let runtime = Runtime::new().unwrap();
        let started = Instant::now();
        let (server, address) = serve(&data);
        runtime.block_on(first_page(address));
        let took = started.elapsed();
        let mut house = House { data, server, address, runtime, source: sources::beckon(), key: String::new() };
        house.let_in();
        (house, took)
    }

    /// Makes the source of events and its key.
    fn let_in(&mut self) {
        let seal = Seal::new(Secret::parse(SECRET).unwrap());
        let (db, fresh) = (self.db(Clock::System), Fresh::new(&seal, Clock::System.now()).unwrap());
        let made: Result<SourceId, Fault> = self.runtime.block_on(db.write(async |tx| {
            let source = sources::find_or_create(tx, "billing").await?;
            api_keys::keep(tx, &By::OPERATOR, source, "bench", &[Scope::EventsWrite], &fresh).await?;
            Ok(source)
        }));
        self.source = made.unwrap();
        self.key = fresh.text().to_string();
    }

    /// Ends the process and starts it again on the same data; how long until a page was there.
    pub fn start_again(&mut self) -> Duration {
        self.end();
        let started = Instant::now();
        let (server, address) = serve(&self.data);
        self.runtime.block_on(first_page(address));
        (self.server, self.address) = (server, address);
        started.elapsed()
    }

    /// A pool of our own on the same database, with any clock.
    pub fn db(&self, clock: Clock) -> Db {
        Db::new(&self.url(), 8, clock).unwrap()
    }

    /// The database as the role of daily work.
    pub fn url(&self) -> String {
        self.postgres().url()
    }

    pub fn owner_url(&self) -> String {
        self.postgres().owner_url()
    }

    fn postgres(&self) -> Address {
        Address::of_running(&self.data).unwrap().unwrap()
    }

    /// Runs statements as the owner of the tables.
    pub fn execute(&self, statements: &str) {
        self.runtime.block_on(async {
            let mut owner = AsyncPgConnection::establish(&self.owner_url()).await.unwrap();
            owner.batch_execute(statements).await.unwrap();
        });
    }

    /// A place for a file that goes with the house.
    pub fn file(&self, name: &str) -> PathBuf {
        self.data.join(name)
    }

    /// Resident memory of the server process in bytes: now, and at its highest.
    pub fn memory(&self) -> (u64, u64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.server.id())).unwrap();
        let kilobytes = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name)).unwrap();
            line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap()
        };
        (kilobytes("VmRSS:") * 1024, kilobytes("VmHWM:") * 1024)
    }

    fn end(&mut self) {
        let pid = self.server.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        self.server.wait().unwrap();
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.end();
        std::fs::remove_dir_all(&self.data).unwrap();
    }
}

/// Settings as they are by default; the log goes to a file.
fn serve(data: &Path) -> (Child, SocketAddr) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_beckon"));
    let log = std::fs::File::create(data.join("log")).unwrap();
    command.arg("serve").env("BECKON_DATA", data).env("BECKON_LISTEN", "127.0.0.1:0").env("BECKON_SECRET", SECRET);
    command.env("BECKON_METRICS_LISTEN", "127.0.0.1:0").env_remove("DATABASE_URL");
    let mut server = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log).spawn().unwrap();
    let mut said = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut said).unwrap();
    crate::cpu::watch(server.id());
    let address = said.trim().rsplit("http://").next().unwrap().trim_end_matches('/');
    (server, address.parse().unwrap_or_else(|_| panic!("the server said {said:?}")))
}

async fn first_page(address: SocketAddr) {
    let page = reqwest::get(format!("http://{address}/sign-in")).await.unwrap();
    assert!(page.status().is_success(), "{}", page.status());
    page.bytes().await.unwrap();
}
