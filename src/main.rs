//! The commands.

use beckon::audit;
use beckon::calendar::Instant;
use beckon::clock::Clock;
use beckon::config::{self, Config};
use beckon::db::Db;
use beckon::intake::{self, Summary};
use beckon::people::sources;
use beckon::programs;
use beckon::rewards;
use beckon::server::run::{serve, with_database};
use beckon::server::{Reached, logs};
use clap::{Parser, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use std::path::PathBuf;
use std::process::ExitCode;

type Failed = Box<dyn std::error::Error + Send + Sync>;

/// Referral programs for businesses that sell subscriptions.
#[derive(Parser)]
#[command(version, after_help = config::help())]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve pages and the API (the default)
    Serve,
    /// Bring the database up to this version and stop
    Migrate,
    /// Take in a file of events, one JSON object a line
    Import {
        file: PathBuf,
        /// Publish these terms first, if their program does not exist yet
        #[arg(long, value_name = "TERMS.toml")]
        program: Option<PathBuf>,
        /// Whose ids the file uses: the same name as the sender's API keys have
        #[arg(long, default_value = "billing")]
        source: String,
        /// Print the summary as JSON
        #[arg(long)]
        json: bool,
    },
    /// Recompute everything from the log of events; exits with 1 if anything differs
    Audit {
        /// Count what took effect by this instant, such as 2026-04-24T09:30:00Z
        #[arg(long)]
        as_of: Option<Instant>,
        /// Print the report as JSON
        #[arg(long)]
        json: bool,
    },
}

fn main() -> ExitCode {
    spare_memory();
    let arguments = Arguments::parse();
    match run(arguments.command.unwrap_or(Command::Serve)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("beckon: {error}");
            ExitCode::FAILURE
        }
    }
}

/// glibc keeps large blocks in each thread's arena and gives them back late: eight sign-ins at once, each hashing a
/// password in 19 MiB, left over two gigabytes behind. Blocks of a megabyte or more go straight back to the system.
fn spare_memory() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: mallopt sets a number; no other thread runs yet.
    unsafe {
        libc::mallopt(libc::M_MMAP_THRESHOLD, 1 << 20);
    }
}

fn run(command: Command) -> Result<ExitCode, Failed> {
    let config = Config::from_environment()?;
    logs::start(&config.log)?;
    match command {
        Command::Serve => serve(config, Clock::System)?,
        Command::Migrate => {
            let applied = with_database(&config, async |reached| reached.migrate().await)?;
            println!("{} migrations applied", applied.len());
        }
        Command::Import { file, program, source, json } => {
            let asked = Import { file, program, source };
            let summary = with_database(&config.clone(), async move |reached| import(&config, &reached, asked).await)?;
            print_import(&summary, json)?;
        }
        Command::Audit { as_of, json } => {
            let report = with_database(&config.clone(), async move |reached| -> Result<_, Failed> {
                reached.migrate().await?;
                let db = Db::new(&reached.url, config.connections, Clock::System)?;
                Ok(audit::audit(&db, as_of).await?)
            })?;
            print_audit(&report, json)?;
            return Ok(if report.ok { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
    }
    Ok(ExitCode::SUCCESS)
}

struct Import {
    file: PathBuf,
    program: Option<PathBuf>,
    source: String,
}

async fn import(config: &Config, reached: &Reached, asked: Import) -> Result<Summary, Failed> {
    reached.migrate().await?;
    let db = Db::new(&reached.url, config.connections, Clock::System)?;
    if let Some(path) = asked.program {
        let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let published = db.write(async |tx| programs::publish_if_new(tx, &text).await).await;
        published.map_err(|e| format!("{}:\n{e}", path.display()))?;
    }
    let source = db.write(async |tx| sources::find_or_create(tx, &asked.source).await).await?;
    let progress = ProgressBar::new(0);
    progress.set_style(ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes} {eta}")?);
    let summary = intake::import(&db, source, &asked.file, &progress).await?;
    rewards::release_due(&db).await?;
    Ok(summary)
}

fn print_import(summary: &Summary, json: bool) -> Result<(), serde_json::Error> {
    for told in &summary.told {
        eprintln!("{told}");
    }
    if json {
        println!("{}", serde_json::to_string(summary)?);
        return Ok(());
    }
    if summary.resumed_after > 0 {
        println!("went on after line {}, where an earlier import stopped", summary.resumed_after);
    }
    println!(
        "{} applied, {} duplicate, {} parked, {} refused, {} kept for later, in {:.1} s",
        summary.applied, summary.duplicate, summary.parked, summary.refused, summary.recorded, summary.seconds
    );
    Ok(())
}

fn print_audit(report: &audit::Report, json: bool) -> Result<(), serde_json::Error> {
    if json {
        println!("{}", serde_json::to_string(report)?);
        return Ok(());
    }
    for p in &report.programs {
        println!(
            "{}: {} on hold, {} available, {} spent ({}); {} receipts, {} of them zero; {} transfers",
            p.program, p.on_hold, p.available, p.spent, p.currency, p.receipts, p.zero_receipts, p.transfers
        );
    }
    for difference in &report.differences {
        println!("DIFFERENCE {difference}");
    }
    println!("{}", if report.ok { "The books are in order." } else { "The books are NOT in order." });
    Ok(())
}
