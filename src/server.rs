//! Start and stop: what `main` and the tests both use.

use crate::app::health::Works;
use crate::app::{App, Parts};
use crate::clock::Clock;
use crate::config::{Config, Database, Refused};
use crate::db::embedded::Address;
use crate::db::migrations::{self, MigrateError};
use crate::db::{Db, Fault};
use crate::intake::Intake;
use crate::jobs;
use crate::mail::{MailError, Mailer};
use crate::people;
use crate::people::api_keys;
use crate::people::pages::Quotas;
use crate::programs;
use crate::referrals::doors;
use crate::referrals::pages::arrival;
use crate::seal::{self, Seal, Use};
use crate::web::{Front, door, headers};
use crate::{demo, routes, schedule};
use actix_web::dev::ServerHandle;
use actix_web::middleware::{Compress, Condition, from_fn};
use actix_web::{HttpServer, web};
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub mod logs;
pub mod metrics;
mod requests;
pub mod run;

#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Config(#[from] Refused),
    #[error("BECKON_LISTEN={address}: {source}; is another program listening there?")]
    Listen { address: SocketAddr, source: io::Error },
    #[error("BECKON_METRICS_LISTEN={address}: {source}; set another address, or `off`")]
    ListenMetrics { address: SocketAddr, source: io::Error },
    #[error(transparent)]
    Secret(#[from] seal::KeepError),
    #[error(transparent)]
    Mail(#[from] MailError),
    #[error(transparent)]
    Database(#[from] Fault),
    #[error(transparent)]
    Migrate(#[from] MigrateError),
    #[error("DATABASE_URL names no user, so BECKON_OWNER_URL cannot give it its rights; write it as postgres://user@…")]
    NoRole,
    #[error(
        "terms that are published in this database cannot be run by this Beckon, and nothing was changed. Start the version of Beckon \
         that ran here before, and report this together with the text of the terms:\n{0}"
    )]
    Terms(String),
    #[error("metrics: {0}")]
    Metrics(#[from] metrics_exporter_prometheus::BuildError),
    #[error("the schedule: {0}")]
    Schedule(#[from] serde_json::Error),
    #[error(transparent)]
    Demo(#[from] demo::NotPrepared),
    #[error(transparent)]
    Postgres(#[from] crate::db::embedded::StartError),
    #[error(transparent)]
    Seal(#[from] seal::SealError),
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// Of the connections that the settings allow, that of the intake's thread: it writes one batch after the other.
const INTAKE_CONNECTIONS: usize = 1;
/// And those of the jobs' thread.
const JOBS_CONNECTIONS: usize = 4;

/// Connections of a worker at least: a request may ask for a second one while it has one.
const LEAST: usize = 3;

/// The database an installation works on: how to reach it for daily work and for migrations.
#[derive(Clone, Debug)]
pub struct Reached {
    pub url: String,
    /// The role that owns the tables, where daily work runs as another.
    pub owner_url: Option<String>,
    /// The server program of the private PostgreSQL, where there is one.
    pub program: Option<PathBuf>,
}

impl Reached {
    pub fn private(address: &Address, program: Option<PathBuf>) -> Reached {
        Reached { url: address.url(), owner_url: Some(address.owner_url()), program }
    }

    /// `None` where the settings ask for a private server.
    pub fn given(config: &Config) -> Option<Reached> {
        match &config.database {
            Database::Private => None,
            Database::Given { url, owner } => Some(Reached {
                url: url.expose().to_string(),
                owner_url: owner.as_ref().map(|owner| owner.expose().to_string()),
                program: None,
            }),
        }
    }

    /// Brings the tables up to this version, one process at a time; answers the versions it applied. Whoever could not run the terms
    /// afterwards has changed nothing, so that the former version still works.
    pub async fn migrate(&self) -> Result<Vec<String>, StartError> {
        self.read_terms().await?;
        let Some(owner_url) = &self.owner_url else { return Ok(migrations::apply(&self.url, None).await?) };
        let role = url::Url::parse(&self.url).map(|url| url.username().to_string()).unwrap_or_default();
        if role.is_empty() {
            return Err(StartError::NoRole);
        }
        Ok(migrations::apply(owner_url, Some(&role)).await?)
    }

    async fn read_terms(&self) -> Result<(), StartError> {
        let db = Db::new(self.owner_url.as_ref().unwrap_or(&self.url), 1, Clock::System)?;
        let unreadable = db.read(async |conn| programs::unreadable(conn).await).await?;
        if unreadable.is_empty() {
            return Ok(());
        }
        Err(StartError::Terms(unreadable.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
    }
}

/// Everything that requests and jobs work with. `bound` is where pages are served, as far as it is known.
pub fn app(
    config: Config,
    clock: Clock,
    database: &Reached,
    mail: Mailer,
    bound: SocketAddr,
) -> Result<App, StartError> {
    let secret = match &config.secret {
        Some(secret) => secret.clone(),
        None => seal::kept_in(&config.data)?,
    };
    let seal = Seal::new(secret);
    let db = Db::new(&database.url, config.connections - INTAKE_CONNECTIONS - JOBS_CONNECTIONS, clock.clone())?;
    Ok(App::new(Parts {
        db: db.keyed(seal.key(Use::Trace)?),
        url: config.public_url(bound)?,
        seal,
        postgres_program: database.program.clone(),
        clock,
        mail,
        config,
    }))
}

/// The mailer that the settings ask for.
pub fn mailer(config: &Config) -> Result<Mailer, StartError> {
    match &config.smtp {
        Some(url) => Ok(Mailer::smtp(url, config.mail_from.clone())?),
        None => Ok(Mailer::files(&config.data.join("mail"), config.mail_from.clone())),
    }
}

/// Takes the listening address, so that the port is known before anything answers on it.
pub fn listen(config: &Config) -> Result<(TcpListener, SocketAddr), StartError> {
    let at = |source| StartError::Listen { address: config.listen, source };
    let listener = TcpListener::bind(config.listen).map_err(at)?;
    let bound = listener.local_addr().map_err(at)?;
    Ok((listener, bound))
}

/// A server that answers. Dropping it does not stop it: [`Server::stop`] does.
pub struct Server {
    pub app: App,
    pub address: SocketAddr,
    pages: ServerHandle,
    serving: JoinHandle<io::Result<()>>,
    jobs: Option<(watch::Sender<bool>, thread::JoinHandle<io::Result<()>>)>,
}

/// Who works the job queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jobs {
    /// A thread of the server.
    Worked,
    /// Whoever calls [`jobs::run_due`]: tests, which want to see it done.
    Left,
}

/// Serves pages and the API on `listener`.
pub fn start(app: App, listener: TcpListener, jobs: Jobs) -> Result<Server, StartError> {
    let address = listener.local_addr()?;
    let (workers, apart) = workers(&app)?;
    let front =
        web::Data::new(Front { clock: app.clock.clone(), url: app.url.clone(), issuer: app.issuer().to_owned() });
    let quotas = web::Data::new(Quotas::default());
    let intake = Intake::start(app.db.apart(INTAKE_CONNECTIONS)?)?;
    let taking = intake.clone();
    let works = web::Data::new(Works(Box::new(move || taking.lives())));
    let intake = web::Data::new(intake);
    let (key, https) = (people::cookie_key(&app.seal)?, app.url.scheme() == "https");
    // Without a demo clock, the demo's bar and addresses are not even there.
    let is_demo = app.clock.is_demo();
    let handlers = web::Data::new(schedule::handlers()?);
    let server = HttpServer::new(move || {
        let data = web::Data::new(apart());
        actix_web::App::new()
            .app_data(handlers.clone())
            .app_data(data.clone())
            .app_data(front.clone())
            .app_data(quotas.clone())
            .app_data(intake.clone())
            .app_data(works.clone())
            .app_data(web::Data::new(api_keys::keys(data.db.clone())))
            .app_data(web::Data::new(doors(data.db.clone())))
            .wrap(from_fn(arrival::notice))
            .wrap(Condition::new(is_demo, from_fn(demo::bar)))
            .wrap(from_fn(people::greet))
            .wrap(people::session_middleware(&data, key.clone()))
            .wrap(from_fn(door))
            .wrap(headers(https))
            .wrap(Compress::default())
            .wrap(from_fn(requests::observe))
            .configure(routes::configure)
            .configure(|routes| {
                if is_demo {
                    routes::configure_demo(routes)
                }
            })
    })
    .workers(workers)
    .shutdown_timeout(app.config.drain_seconds)
    .disable_signals()
    .listen(listener)?
    .run();
    let pages = server.handle();
    let serving = tokio::spawn(server);
    let jobs = match jobs {
        Jobs::Worked => Some(work_jobs(app.apart(app.db.apart(JOBS_CONNECTIONS)?))?),
        Jobs::Left => None,
    };
    Ok(Server { app, address, pages, serving, jobs })
}

/// How many threads serve, and what makes each its own part of the connections: see [`Db::apart`].
fn workers(app: &App) -> Result<(usize, impl Fn() -> App + Clone + Send + Sync + 'static), Fault> {
    let connections = app.config.connections - INTAKE_CONNECTIONS - JOBS_CONNECTIONS;
    let workers = thread::available_parallelism().map_or(1, usize::from).min(connections / LEAST).max(1);
    let parts = (0..workers).map(|_| Ok(app.apart(app.db.apart(connections / workers)?)));
    let parts = Arc::new(Mutex::new(parts.collect::<Result<Vec<App>, Fault>>()?));
    let all = app.clone();
    let apart = move || parts.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_else(|| all.clone());
    Ok((workers, apart))
}

impl Server {
    /// Takes no new request, lets those under way and the jobs in hand finish, and returns.
    pub async fn stop(self) {
        if let Some((stop, _)) = &self.jobs {
            stop.send_replace(true);
        }
        self.pages.stop(true).await;
        match self.serving.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "the server ended with an error"),
            Err(error) => tracing::error!(%error, "the server ended early"),
        }
        if let Some((_, worker)) = self.jobs {
            match tokio::task::spawn_blocking(move || worker.join()).await {
                Ok(Ok(Ok(()))) => {}
                ended => tracing::error!(?ended, "the jobs' thread ended early"),
            }
        }
    }
}

/// Jobs have a thread of their own: a long one delays no request.
fn work_jobs(app: App) -> Result<(watch::Sender<bool>, thread::JoinHandle<io::Result<()>>), StartError> {
    let (stop, stopped) = watch::channel(false);
    let handlers = schedule::handlers()?;
    let work = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(jobs::run(app, handlers, stopped));
        Ok(())
    };
    Ok((stop, thread::Builder::new().name("jobs".into()).spawn(work)?))
}
