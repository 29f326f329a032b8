//! A command's life: the database is there while the command works, and the process ends cleanly.

use super::{Jobs, Reached, Server, StartError, app, listen, mailer, metrics, start};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::embedded::{self, Address, Options, PrivatePostgres};
use crate::demo;
use std::sync::mpsc;
use tokio::signal::unix::{SignalKind, signal};

/// Connections that the private server takes: several processes of the app, a backup and a person with `psql`.
const PRIVATE_CONNECTIONS: u16 = 100;

/// Whether a command may use the private server of another process that runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// The command lasts, so it wants a server that lasts as long: its own.
    Alone,
    /// The command is short: it joins a process that runs.
    Joins,
}

/// Runs `work` with the database that the settings name.
///
/// Call it on the main thread: where the database is private, this thread keeps its server alive while `work` runs on
/// others, as the kernel ends the server together with the thread that started it.
pub fn with_database<T, E>(
    config: &Config,
    sharing: Sharing,
    work: impl AsyncFnOnce(Reached) -> Result<T, E> + Send + 'static,
) -> Result<T, E>
where
    T: Send + 'static,
    E: From<StartError> + Send + 'static,
{
    let (mut postgres, reached) = match Reached::given(config) {
        Some(reached) => (None, reached),
        None => private(config, sharing)?,
    };
    let (say, done) = mpsc::channel();
    let worker = std::thread::Builder::new().name("runtime".into()).spawn(move || {
        let outcome = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
            Ok(runtime) => runtime.block_on(work(reached)),
            Err(error) => Err(StartError::from(error).into()),
        };
        // The other end waits for exactly this message.
        let _ = say.send(outcome);
    });
    worker.map_err(StartError::from)?;
    let outcome = match &mut postgres {
        Some(postgres) => postgres.serve_until(&done).map_err(StartError::from)?,
        None => done.recv().map_err(|_| StartError::from(embedded::StartError::Abandoned))?,
    };
    if let Some(postgres) = postgres {
        postgres.stop();
    }
    outcome
}

/// Starts the private server, or joins the one of a running process where the command may.
fn private(config: &Config, sharing: Sharing) -> Result<(Option<PrivatePostgres>, Reached), StartError> {
    if sharing == Sharing::Joins
        && let Some(address) = Address::of_running(&config.data)?
    {
        return Ok((None, Reached::private(&address, None)));
    }
    match PrivatePostgres::start(&private_options(config)) {
        Ok(postgres) => {
            let reached = Reached::private(&postgres.address(), Some(postgres.program()));
            Ok((Some(postgres), reached))
        }
        Err(in_use @ embedded::StartError::InUse(_)) if sharing == Sharing::Joins => {
            let address = Address::of_running(&config.data)?.ok_or(in_use)?;
            Ok((None, Reached::private(&address, None)))
        }
        Err(error) => Err(error.into()),
    }
}

fn private_options(config: &Config) -> Options {
    Options {
        root: config.data.clone(),
        programs: config.postgres_programs.clone(),
        program_path: config.program_path.clone(),
        max_connections: PRIVATE_CONNECTIONS,
        durable: true,
    }
}

/// Migrates, serves until SIGINT or SIGTERM, then lets what is under way finish.
pub fn serve(config: Config, clock: Clock) -> Result<(), StartError> {
    with_database(&config.clone(), Sharing::Alone, async move |reached| {
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        for version in reached.migrate().await? {
            tracing::info!(version, "migrated");
        }
        let server = begin(config, clock, &reached).await?;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("stopping: requests under way may finish");
        server.stop().await;
        Ok(())
    })
}

/// Everything that answers: pages, jobs, and metrics unless they are off.
async fn begin(config: Config, clock: Clock, reached: &Reached) -> Result<Server, StartError> {
    if let Some(address) = config.metrics {
        metrics::serve(metrics::record()?, address)?;
    }
    let config = if clock.is_demo() { demo::furnished(config)? } else { config };
    let (listener, bound) = listen(&config)?;
    let mail = mailer(&config)?;
    let app = app(config, clock, reached, mail, bound)?;
    let demo = if app.clock.is_demo() { Some(demo::prepare(&app).await?) } else { None };
    let server = start(app, listener, Jobs::Worked)?;
    tracing::info!(url = %server.app.url, address = %server.address, "serving");
    println!("Beckon answers at {}", server.app.url);
    if let Some(prepared) = demo {
        print!("{}", prepared.words(&server.app));
    }
    Ok(server)
}
