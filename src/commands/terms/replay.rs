//! `beckon terms replay` and `replays`: a draft over past months of the log.

mod table;

use super::{read, wrong};
use crate::commands::{Outcome, Problem, on_app};
use beckon::app::App;
use beckon::calendar::Month;
use beckon::config::Config;
use beckon::db::Conn;
use beckon::ids::ReplayId;
use beckon::intake::{self, Name, Noun};
use beckon::people::By;
use beckon::replays::{self, Asked, Limits, NotReplayed, State, Stored};
use beckon::world::whatif::Report;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// How many are listed.
const LISTED: i64 = 50;

#[derive(Args)]
pub struct Replay {
    file: PathBuf,
    /// The first month, such as 2026-01: from its first instant on the draft governs everything
    #[arg(long)]
    from: Month,
    /// The last month
    #[arg(long)]
    until: Month,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    /// Leave it to the server that runs: `beckon terms replays` shows how far it is
    #[arg(long)]
    later: bool,
}

#[derive(Args)]
pub struct Replays {
    /// Show what this one found so far
    id: Option<ReplayId>,
    /// Cancel it
    #[arg(long, requires = "id")]
    cancel: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub fn replay(config: Config, asked: Replay) -> Outcome {
    let text = read(&asked.file)?;
    on_app(config, async move |app| {
        let months = (asked.from, asked.until);
        if asked.later {
            let requested = app.db.write(async |tx| replays::request(tx, &By::OPERATOR, &text, months).await).await;
            let id = requested.map_err(|refused| told(&asked.file, refused))?;
            println!("{id}: `beckon terms replays {id}` shows how far it is");
            return Ok(());
        }
        let report = at_once(&app, &text, months).await.map_err(|stopped| match stopped {
            Stopped::Refused(refused) => told(&asked.file, refused),
            Stopped::Canceled { done, of } => {
                format!("canceled after {done} of {of} referrers; nothing was written").into()
            }
        })?;
        print(&app, &report, asked.json).await
    })
}

enum Stopped {
    Refused(NotReplayed),
    Canceled { done: u64, of: u64 },
}

impl<E: Into<NotReplayed>> From<E> for Stopped {
    fn from(refused: E) -> Stopped {
        Stopped::Refused(refused.into())
    }
}

/// Until it is done, or until Ctrl-C.
async fn at_once(app: &App, text: &str, months: (Month, Month)) -> Result<Report, Stopped> {
    let interrupted = tokio::signal::ctrl_c();
    tokio::pin!(interrupted);
    let begin = async |conn: &Conn| -> Result<replays::Replay, NotReplayed> {
        let asked = Asked::find(conn, text, months, app.clock.now()).await?;
        replays::Replay::begin(conn, asked, Limits::default()).await
    };
    let mut replay = app.db.read(begin).await?;
    let progress = ProgressBar::new(replay.of);
    progress.set_style(style());
    loop {
        let (done, of) = (replay.done, replay.of);
        let page = tokio::select! {
            page = replay.page(&app.db) => page?,
            _ = &mut interrupted => return Err(Stopped::Canceled { done, of }),
        };
        progress.set_position(replay.done);
        if page.is_none() {
            progress.finish_and_clear();
            return Ok(replay.report);
        }
    }
}

fn style() -> ProgressStyle {
    let referrers = "{wide_bar} {pos}/{len} referrers {eta}";
    ProgressStyle::with_template(referrers).unwrap_or_else(|_| ProgressStyle::default_bar())
}

fn told(file: &Path, refused: NotReplayed) -> Problem {
    match refused {
        NotReplayed::Problems(problems) => wrong(file, &problems),
        other => other.into(),
    }
}

async fn print(app: &App, report: &Report, as_json: bool) -> Outcome {
    let people: Vec<Uuid> = report.people().map(|person| person.0).collect();
    let names = app.db.read(async |conn| intake::names_of(conn, Noun::Person, &people).await).await?;
    if as_json {
        println!("{}", json!({"replay": report, "people": by_id(&names)}));
    } else {
        print!("{}", table::said(report, &names));
    }
    Ok(())
}

fn by_id(names: &HashMap<Uuid, Name>) -> serde_json::Map<String, serde_json::Value> {
    let name = |(id, name): (&Uuid, &Name)| (id.to_string(), json!({"source": name.source_name, "id": name.id}));
    names.iter().map(name).collect()
}

pub fn replays(config: Config, asked: Replays) -> Outcome {
    on_app(config, async move |app| match asked.id {
        Some(id) if asked.cancel => cancel(&app, id).await,
        Some(id) => show(&app, id, asked.json).await,
        None => list(&app, asked.json).await,
    })
}

async fn find(app: &App, id: ReplayId) -> Result<Stored, Problem> {
    let found = app.db.read(async |conn| replays::find(conn, id).await).await?;
    found.ok_or_else(|| format!("there is no replay {id}; `beckon terms replays` lists them").into())
}

async fn cancel(app: &App, id: ReplayId) -> Outcome {
    let stored = find(app, id).await?;
    let canceled = app.db.write(async |tx| replays::cancel(tx, &By::OPERATOR, id).await).await?;
    if canceled {
        println!("canceled after {} of {} referrers", stored.listed.done, stored.listed.of);
        return Ok(());
    }
    let state = find(app, id).await?.listed.state.word();
    Err(format!("it runs no more: it is {state}").into())
}

async fn show(app: &App, id: ReplayId, as_json: bool) -> Outcome {
    let stored = find(app, id).await?;
    if !as_json {
        println!("{}", table::line(&stored.listed));
    }
    if let (State::Failed, Some(reason)) = (stored.listed.state, &stored.listed.reason) {
        return Err(format!("it failed: {reason}").into());
    }
    print(app, &stored.report, as_json).await
}

async fn list(app: &App, as_json: bool) -> Outcome {
    for listed in app.db.read(async |conn| replays::newest(conn, LISTED).await).await? {
        if as_json {
            println!("{}", serde_json::to_string(&listed)?);
        } else {
            println!("{}", table::line(&listed));
        }
    }
    Ok(())
}
