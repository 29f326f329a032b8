//! The harness: a real server on a free port, a database of its own for each test, a clock that the test moves, and
//! letters in memory. When it is dropped, no job may have failed for good and the books must be in order.

pub mod cdnow;
pub mod cluster;
pub mod months;
pub mod process;
pub mod sender;
pub mod smtp;
pub mod story;

pub use cluster::house;

use beckon::app::App;
use beckon::calendar::Instant;
use beckon::clock::Clock;
use beckon::config::{Config, Hidden, Secret};
use beckon::jobs::{self, Handlers};
use beckon::mail::{Letter, Mailer, Memory};
use beckon::people::letters::EntryLetter;
use beckon::seal::{Seal, Use};
use beckon::server::{self, Jobs, Reached, Server};
use beckon::{audit, db, demo, schedule};
use chrono::TimeDelta;
use std::ffi::OsString;

/// When every test begins.
pub const START: &str = "2026-04-10T09:30:00Z";

/// A running installation.
pub struct TestApp {
    pub app: App,
    /// Without a path: `http://127.0.0.1:49321`.
    pub url: String,
    handlers: Handlers,
    memory: Memory,
    /// Where letters go instead.
    sink: Option<smtp::SmtpSink>,
    database: Reached,
    server: Option<Server>,
}

impl TestApp {
    pub async fn start() -> TestApp {
        TestApp::start_with(schedule::handlers().unwrap()).await
    }

    /// A demo with its world, which begins at [`START`].
    pub async fn start_demo() -> TestApp {
        let clock = Clock::demo(TimeDelta::zero());
        clock.set(START.parse().unwrap()).unwrap();
        TestApp::start_on(clock, schedule::handlers().unwrap()).await
    }

    /// The same with other kinds of jobs.
    pub async fn start_with(handlers: Handlers) -> TestApp {
        TestApp::start_on(Clock::fixed(START.parse().unwrap()), handlers).await
    }

    /// Where the clock shows `at`.
    pub async fn start_from(at: Instant) -> TestApp {
        TestApp::start_on(Clock::fixed(at), schedule::handlers().unwrap()).await
    }

    /// An installation that keeps no cookie of a visit before the visitor agrees.
    pub async fn start_asking() -> TestApp {
        TestApp::start_set(Config { asks_consent: true, ..config() }).await
    }

    /// With letters over a real connection.
    pub async fn start_mailing(sink: &smtp::SmtpSink) -> TestApp {
        let url = Hidden::new(format!("smtp://{}", sink.address));
        let mail = Mailer::smtp(&url, "Beckon <hello@example.com>".parse().unwrap()).unwrap();
        let clock = Clock::fixed(START.parse().unwrap());
        let handlers = schedule::handlers().unwrap();
        let mut app = TestApp::start_configured(config(), clock, handlers, mail, Memory::default()).await;
        app.sink = Some(sink.clone());
        app
    }

    /// A demo that was told of a mail server.
    pub async fn start_demo_with_mail() -> TestApp {
        let config = Config { smtp: Some(Hidden::new("smtp://127.0.0.1:1")), ..config() };
        let (clock, memory) = (Clock::demo(TimeDelta::zero()), Memory::default());
        clock.set(START.parse().unwrap()).unwrap();
        let mail = Mailer::Memory(memory.clone());
        TestApp::start_configured(config, clock, schedule::handlers().unwrap(), mail, memory).await
    }

    /// Where staff need two-step sign-in.
    pub async fn start_asking_staff() -> TestApp {
        TestApp::start_set(Config { staff_two_step: true, ..config() }).await
    }

    /// Behind a reverse proxy at these addresses.
    pub async fn start_behind(proxies: &str) -> TestApp {
        let pairs = [("BECKON_PROXIES".into(), proxies.into())];
        TestApp::start_set(Config { proxies: Config::read(pairs).unwrap().proxies, ..config() }).await
    }

    /// With a support address.
    pub async fn start_answering() -> TestApp {
        TestApp::start_set(Config { support: Some("Help <help@example.com>".parse().unwrap()), ..config() }).await
    }

    async fn start_set(config: Config) -> TestApp {
        let (clock, memory) = (Clock::fixed(START.parse().unwrap()), Memory::default());
        let mail = Mailer::Memory(memory.clone());
        TestApp::start_configured(config, clock, schedule::handlers().unwrap(), mail, memory).await
    }

    async fn start_on(clock: Clock, handlers: Handlers) -> TestApp {
        let memory = Memory::default();
        TestApp::start_configured(config(), clock, handlers, Mailer::Memory(memory.clone()), memory).await
    }

    async fn start_configured(
        config: Config,
        clock: Clock,
        handlers: Handlers,
        mail: Mailer,
        memory: Memory,
    ) -> TestApp {
        let database = cluster::fresh_database().await;
        let reached = database.clone();
        let server = house()
            .spawn(async move {
                let (listener, bound) = server::listen(&config).unwrap();
                let app = server::app(config, clock, &reached, mail, bound).unwrap();
                if app.clock.is_demo() {
                    // On this thread: whether a future of so many async closures may move to another, the compiler cannot see yet.
                    let here = tokio::runtime::Handle::current();
                    tokio::task::block_in_place(|| here.block_on(demo::prepare(&app))).unwrap();
                }
                server::start(app, listener, Jobs::Left).unwrap()
            })
            .await
            .unwrap();
        let app = server.app.clone();
        let url = format!("http://{}", server.address);
        TestApp { app, url, handlers, memory, sink: None, database, server: Some(server) }
    }

    pub fn now(&self) -> Instant {
        self.app.clock.now()
    }

    /// Turns the clock day by day, and at each day lets everything happen that happens by itself.
    pub async fn passes_days(&self, days: u32) {
        for _ in 0..days {
            self.passes(TimeDelta::days(1)).await;
        }
    }

    /// Turns the clock once, and then lets everything happen that is due.
    pub async fn passes(&self, time: TimeDelta) {
        self.app.clock.advance(time).unwrap();
        self.works_jobs().await;
    }

    /// Works every job that is due; answers how many attempts were made.
    pub async fn works_jobs(&self) -> usize {
        jobs::run_due(&self.app, &self.handlers).await.unwrap()
    }

    /// Letters sent so far, oldest first.
    pub fn letters(&self) -> Vec<Letter> {
        match &self.sink {
            Some(sink) => sink.mails().into_iter().map(smtp::Mail::letter).collect(),
            None => self.memory.letters(),
        }
    }

    /// A browser without scripts: keeps cookies, follows no redirect.
    pub fn browser(&self) -> reqwest::Client {
        // The server closes what is idle for seconds, and a busy machine may send just then.
        let client = reqwest::Client::builder().cookie_store(true).pool_max_idle_per_host(0);
        client.redirect(reqwest::redirect::Policy::none()).build().unwrap()
    }

    pub async fn get(&self, path: &str) -> reqwest::Response {
        self.browser().get(format!("{}{path}", self.url)).send().await.unwrap()
    }

    /// The address of this test's database as the owner of its tables: to look at, or to damage, rows behind the app.
    pub fn owner_url(&self) -> &str {
        self.database.owner_url.as_deref().unwrap()
    }

    /// Another process on the same database, as far as one process can be two: a pool and an app of its own.
    pub fn second_process(&self) -> App {
        self.second_process_on(self.app.clock.clone())
    }

    /// The same with a demo clock of its own, which nobody has moved yet.
    pub fn second_demo_process(&self) -> App {
        self.second_process_on(Clock::demo(TimeDelta::zero()))
    }

    fn second_process_on(&self, clock: Clock) -> App {
        let bound = "127.0.0.1:1".parse().unwrap();
        server::app(config(), clock, &self.database, self.app.mail.clone(), bound).unwrap()
    }
}

impl Drop for TestApp {
    /// On a thread of its own, as the test's runtime cannot be waited for here.
    fn drop(&mut self) {
        let Some(server) = self.server.take() else { return };
        let (database, clock) = (self.database.clone(), self.app.clock.clone());
        let finish = std::thread::spawn(move || {
            house().block_on(async {
                server.stop().await;
                let left = left_behind(database.owner_url.as_deref().unwrap(), clock).await;
                cluster::drop_database(&database).await;
                left
            })
        });
        let left = finish.join().unwrap();
        if !std::thread::panicking() {
            assert!(left.is_empty(), "the test left behind: {left:?}");
        }
    }
}

/// What should not be there at the end of any test: jobs that failed for good, and books that are not in order.
async fn left_behind(owner_url: &str, clock: Clock) -> Vec<String> {
    let (seal, is_demo) = (Seal::new(config().secret.unwrap()), clock.is_demo());
    let db = db::Db::new(owner_url, 2, clock).unwrap().keyed(seal.key(Use::Trace).unwrap());
    let failed = db.read(async |conn| jobs::graveyard(conn, 100).await).await.unwrap();
    // The demo has a letter that cannot be sent, for staff to see.
    let failed = failed
        .into_iter()
        .filter(|job| !(is_demo && job.kind == <EntryLetter as jobs::Job>::KIND))
        .map(|job| format!("job {} failed for good: {}", job.kind, job.last_error));
    let report = audit::audit(&db, None).await.unwrap();
    failed.chain(report.differences).collect()
}

/// The settings of a test: any free port, a known secret, short patience.
pub fn config() -> Config {
    let pairs = [("BECKON_LISTEN", "127.0.0.1:0"), ("BECKON_DRAIN_SECONDS", "0"), ("BECKON_CONNECTIONS", "10")];
    let pairs = pairs.into_iter().chain([("BECKON_STAFF_TWO_STEP", "optional")]);
    let pairs = pairs.map(|(name, value)| (OsString::from(name), OsString::from(value)));
    let mut config = Config::read(pairs).unwrap();
    config.secret = Secret::parse(&"5e".repeat(32));
    config
}
