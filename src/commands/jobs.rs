//! `beckon jobs`: the jobs that failed for good.

use super::{Outcome, Problem, on_app};
use beckon::config::Config;
use beckon::jobs;
use clap::Subcommand;
use uuid::Uuid;

/// How many jobs at rest are listed.
const LISTED: i64 = 100;

#[derive(Subcommand)]
pub enum Jobs {
    /// List the jobs that failed for good, the newest first (the default)
    List,
    /// Try one again
    Retry { id: Uuid },
    /// Remove one
    Remove { id: Uuid },
}

pub fn run(config: Config, command: Jobs) -> Outcome {
    on_app(config, async move |app| match command {
        Jobs::List => {
            let failed = app.db.read(async |conn| jobs::graveyard(conn, LISTED).await).await?;
            println!("{} jobs failed for good", failed.len());
            for job in failed {
                let at = job.failed_at.format("%Y-%m-%d %H:%M");
                println!("{}  {at}  {}  {} attempts  {}", job.job_id, job.kind, job.attempts, job.last_error);
            }
            Ok(())
        }
        Jobs::Retry { id } => found(id, app.db.write(async |tx| jobs::retry(tx, id).await).await?),
        Jobs::Remove { id } => found(id, app.db.write(async |tx| jobs::remove(tx, id).await).await?),
    })
}

fn found(id: Uuid, found: bool) -> Outcome {
    match found {
        true => Ok(()),
        false => Err(Problem::from(format!("no job {id} failed for good; `beckon jobs` lists those that did"))),
    }
}
