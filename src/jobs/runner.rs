//! Takes jobs and works them.

use super::store::{self, LEASE, Taken};
use super::{Job, JobError, Schedule};
use crate::app::App;
use crate::db::Fault;
use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, join_all};
use serde_json::Value;
use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How often an idle runner looks for work.
const LOOK: Duration = Duration::from_millis(500);
/// Jobs that one process works at the same time.
const AT_ONCE: usize = 4;

/// Tells a runner to stop: it finishes what it has taken and takes no more.
pub type Stop = watch::Receiver<bool>;

type Handler = Arc<dyn for<'a> Fn(&'a App, Value) -> LocalBoxFuture<'a, Result<(), JobError>> + Send + Sync>;

/// What this process can work, and what comes round by itself.
#[derive(Clone, Default)]
pub struct Handlers {
    by_kind: BTreeMap<&'static str, Handler>,
    schedules: Vec<Schedule>,
}

impl Handlers {
    /// Works jobs of the kind `J`.
    pub fn with<J: Job>(mut self) -> Handlers {
        let handler: Handler = Arc::new(|app, payload| {
            async move {
                let job: J = serde_json::from_value(payload).map_err(|error| JobError::Never(error.to_string()))?;
                job.run(app).await
            }
            .boxed_local()
        });
        self.by_kind.insert(J::KIND, handler);
        self
    }

    /// Works jobs of the kind `J` and enqueues one at each slot.
    pub fn every<J: Job + Default>(mut self, every: super::Every) -> Result<Handlers, serde_json::Error> {
        self.schedules.push(Schedule::new::<J>(every)?);
        Ok(self.with::<J>())
    }

    /// What comes round by itself, in the order in which it was said.
    pub fn schedules(&self) -> &[Schedule] {
        &self.schedules
    }

    async fn work(&self, app: &App, taken: &Taken) -> Result<(), JobError> {
        match self.by_kind.get(taken.kind.as_str()) {
            Some(handler) => handler(app, taken.payload.clone()).await,
            // A newer process may have enqueued it: it will take it, or this one after its upgrade.
            None => Err(JobError::Later(format!("this version knows no job {:?}", taken.kind))),
        }
    }
}

/// Works jobs until it is told to stop. Jobs are futures of one thread: run this on a thread of its own.
pub async fn run(app: App, handlers: Handlers, stop: Stop) {
    let ticks = async {
        let mut stop = stop.clone();
        while !*stop.borrow() {
            take_slots(&app, &handlers).await;
            let _ = tokio::time::timeout(Duration::from_secs(1), stop.changed()).await;
        }
    };
    let workers = (0..AT_ONCE).map(|_| {
        let mut stop = stop.clone();
        let (app, handlers) = (&app, &handlers);
        async move {
            while !*stop.borrow() {
                let worked = match step(app, handlers).await {
                    Ok(worked) => worked,
                    Err(fault) => {
                        tracing::error!(%fault, "the job queue cannot be read");
                        false
                    }
                };
                if !worked {
                    let _ = tokio::time::timeout(LOOK, stop.changed()).await;
                }
            }
        }
    });
    futures_util::join!(ticks, join_all(workers));
}

/// Takes the slots that have come and works everything that is due; answers how many attempts were made. For tests and
/// commands, which want to see it done.
pub async fn run_due(app: &App, handlers: &Handlers) -> Result<usize, Fault> {
    for schedule in &handlers.schedules {
        schedule.take_slot(&app.db).await?;
    }
    let mut attempts = 0;
    while step(app, handlers).await? {
        attempts += 1;
    }
    Ok(attempts)
}

async fn take_slots(app: &App, handlers: &Handlers) {
    for schedule in &handlers.schedules {
        if let Err(fault) = schedule.take_slot(&app.db).await {
            tracing::error!(%fault, ?schedule, "a schedule could not be moved on");
        }
    }
}

/// Takes one job and works it; answers whether there was one.
async fn step(app: &App, handlers: &Handlers) -> Result<bool, Fault> {
    let Some(taken) = app.db.write(async |tx| store::take(tx).await).await? else { return Ok(false) };
    let work = AssertUnwindSafe(handlers.work(app, &taken)).catch_unwind();
    let outcome = while_prolonging(app, &taken, work).await;
    let outcome = outcome.unwrap_or_else(|_| Err(JobError::Later("the job panicked; the log says where".into())));
    match outcome {
        Ok(()) => {
            metrics::counter!("jobs_total", "kind" => taken.kind.clone(), "outcome" => "done").increment(1);
            app.db.write(async |tx| store::done(tx, &taken).await).await?;
        }
        Err(error) => {
            let rests = app.db.write(async |tx| store::failed(tx, &taken, &error).await).await?;
            let outcome = if rests { "gave_up" } else { "failed" };
            metrics::counter!("jobs_total", "kind" => taken.kind.clone(), "outcome" => outcome).increment(1);
            tracing::warn!(job = %taken.job_id, kind = taken.kind, attempt = taken.attempts, rests, %error, "a job failed");
        }
    }
    Ok(true)
}

/// Keeps the job ours while the work goes on.
async fn while_prolonging<T>(app: &App, taken: &Taken, work: impl Future<Output = T>) -> T {
    let mut work = std::pin::pin!(work);
    let beat = (LEASE / 3).to_std().unwrap_or(Duration::from_secs(10));
    loop {
        if let Ok(done) = tokio::time::timeout(beat, work.as_mut()).await {
            return done;
        }
        if let Err(fault) = app.db.write(async |tx| store::prolong(tx, taken).await).await {
            tracing::warn!(job = %taken.job_id, %fault, "a lease could not be prolonged");
        }
    }
}
