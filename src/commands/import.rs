//! `beckon import`: a file of events, applied like those of the API.

use super::{Outcome, on_app};
use beckon::config::Config;
use beckon::intake::{self, Summary};
use beckon::people::sources;
use beckon::{programs, rewards};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use std::path::PathBuf;

#[derive(Args)]
pub struct Import {
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
}

pub fn run(config: Config, asked: Import) -> Outcome {
    on_app(config, async move |app| {
        if let Some(path) = &asked.program {
            let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
            let published = app.db.write(async |tx| programs::publish_if_new(tx, &text).await).await;
            published.map_err(|refused| format!("{}:\n{refused}", path.display()))?;
        }
        let source = app.db.write(async |tx| sources::find_or_create(tx, &asked.source).await).await?;
        let progress = ProgressBar::new(0);
        progress.set_style(ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes} {eta}")?);
        let summary = intake::import(&app.db, source, &asked.file, &progress).await?;
        rewards::release_due(&app.db).await?;
        Ok(print(&summary, asked.json)?)
    })
}

fn print(summary: &Summary, json: bool) -> Result<(), serde_json::Error> {
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
