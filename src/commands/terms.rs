//! `beckon terms` and `beckon simulate`: terms of a program, tried without a server and without a database, replayed over the log,
//! and published.

mod replay;

use super::{Outcome, Problem, on_app};
use beckon::calendar::Instant;
use beckon::config::Config;
use beckon::intake;
use beckon::programs::{NotPublished, Tried};
use beckon::rules::{self, explain::Language};
use beckon::world::{self, SimulateError};
use clap::{Args, Subcommand};
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write, stdin, stdout};
use std::path::{Path, PathBuf};

#[derive(Subcommand)]
pub enum Terms {
    /// Check a terms file and its worked examples; names each mistake with its line and column
    Check { file: PathBuf },
    /// Say the terms in plain words
    Explain {
        file: PathBuf,
        /// en, uk, ru, kk or es
        #[arg(long, default_value = "en")]
        language: Language,
    },
    /// Publish the terms as their program's next version; refused while an example does not come out
    Publish {
        file: PathBuf,
        /// When they begin to govern, such as 2026-05-01T00:00:00Z; without it: as the file says, or now
        #[arg(long)]
        from: Option<Instant>,
    },
    /// Play a draft over past months of the log: cost before and after, winners, losers, what flips; writes nothing
    Replay(replay::Replay),
    /// List the replays that were left to the server, show one, or cancel one
    Replays(replay::Replays),
}

#[derive(Args)]
pub struct Simulate {
    /// The terms of the program
    #[arg(long, value_name = "TERMS.toml")]
    terms: PathBuf,
    /// Events, one JSON object a line; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    events: PathBuf,
    /// Let time pass until then after the last event, such as 2026-12-31T00:00:00Z
    #[arg(long)]
    until: Option<Instant>,
}

/// `config` is asked for by the commands that need an installation.
pub fn run(config: impl FnOnce() -> Result<Config, Problem>, command: Terms) -> Outcome {
    match command {
        Terms::Publish { file, from } => return publish(config()?, file, from),
        Terms::Replay(asked) => return replay::replay(config()?, asked),
        Terms::Replays(asked) => return replay::replays(config()?, asked),
        Terms::Check { file } => {
            world::check_terms(&read(&file)?).map_err(|problems| wrong(&file, &problems))?;
            println!("{}: in order", file.display());
        }
        Terms::Explain { file, language } => {
            let said = world::explain_terms(&read(&file)?, language).map_err(|problems| wrong(&file, &problems))?;
            print!("{said}");
        }
    }
    Ok(())
}

fn publish(config: Config, file: PathBuf, from: Option<Instant>) -> Outcome {
    let text = read(&file)?;
    on_app(config, async move |app| {
        let published = match Tried::of(text).await {
            Ok(tried) => app.db.write(async |tx| intake::publish_tried(tx, &tried, from, None).await).await,
            Err(problems) => Err(problems),
        };
        let published = published.map_err(|error| match error {
            NotPublished::Problems(problems) => wrong(&file, &problems),
            other => other.into(),
        })?;
        let since =
            published.effective_from.map_or("since always".to_owned(), |from| format!("from {} on", from.to_rfc3339()));
        println!("{} version {} governs {since}", published.slug, published.version);
        Ok(())
    })
}

pub fn simulate(asked: Simulate) -> Outcome {
    let terms = read(&asked.terms)?;
    let events = open(&asked.events).map_err(|error| format!("{}: {error}", asked.events.display()))?;
    let mut out = BufWriter::new(stdout().lock());
    let done = world::simulate(&terms, events, asked.until, &mut out);
    done.map_err(|error| match error {
        SimulateError::Terms(problems) => wrong(&asked.terms, &problems),
        SimulateError::Event { line, malformed } => format!("{}:{line}: {malformed}", asked.events.display()).into(),
        other => other.into(),
    })?;
    Ok(out.flush()?)
}

fn open(events: &Path) -> io::Result<Box<dyn BufRead + Send>> {
    if events == Path::new("-") {
        return Ok(Box::new(BufReader::new(stdin())));
    }
    Ok(Box::new(BufReader::new(File::open(events)?)))
}

fn read(file: &Path) -> Result<String, Problem> {
    let bytes = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    String::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]).into_owned();
        let (line, column) =
            (before.matches('\n').count() + 1, before.chars().rev().take_while(|c| *c != '\n').count() + 1);
        format!("{}:{line}:{column}: this is no UTF-8 text; save the file as UTF-8", file.display()).into()
    })
}

/// One mistake a line, as compilers say it, so that editors find the place.
fn wrong(file: &Path, problems: &[rules::Problem]) -> Problem {
    let lines = problems.iter().map(|problem| format!("\n{}:{problem}", file.display()));
    format!("the terms cannot be used:{}", lines.collect::<String>()).into()
}
