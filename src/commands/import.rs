//! `beckon import`: a file of events.

use super::{Outcome, on_app};
use beckon::app::App;
use beckon::config::Config;
use beckon::intake::{self, Summary};
use beckon::people::sources;
use beckon::rewards;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use std::path::PathBuf;

#[derive(Args)]
pub struct Import {
    /// One JSON event a line
    file: PathBuf,
    /// Publish these terms first, if their program does not exist yet
    #[arg(long, value_name = "TERMS.toml")]
    program: Option<PathBuf>,
    /// Whose ids the file uses: the source of the sender's API keys
    #[arg(long, default_value = "billing", value_parser = sources::check_name)]
    source: String,
    /// Print the summary as JSON
    #[arg(long)]
    json: bool,
}

pub fn run(config: Config, command: Import) -> Outcome {
    on_app(config, async move |app| {
        if let Some(path) = &command.program {
            let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
            let published = intake::publish_if_new(&app.db, &text).await;
            published.map_err(|e| format!("{}:\n{e}", path.display()))?;
        }
        let summary = import(&app, &command).await?;
        for told in &summary.told {
            eprintln!("{told}");
        }
        if command.json {
            println!("{}", serde_json::to_string(&summary)?);
        } else {
            print(&summary);
        }
        Ok(())
    })
}

async fn import(app: &App, command: &Import) -> Result<Summary, Box<dyn std::error::Error + Send + Sync>> {
    let source = app.db.write(async |tx| sources::find_or_create(tx, &command.source).await).await?;
    let progress = ProgressBar::new(0);
    progress.set_style(ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes} {eta}")?);
    let summary = intake::import(&app.db, source, &command.file, &progress).await?;
    rewards::release_due(&app.db).await?;
    Ok(summary)
}

fn print(summary: &Summary) {
    if summary.resumed_after > 0 {
        println!("went on after line {}, where an earlier import stopped", summary.resumed_after);
    }
    println!(
        "{} applied, {} duplicate, {} parked, {} refused, {} kept for later, in {:.1} s",
        summary.applied, summary.duplicate, summary.parked, summary.refused, summary.recorded, summary.seconds
    );
}
