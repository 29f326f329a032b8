//! `beckon audit`: everything recomputed from the log of events.

use super::{Outcome, Problem, on_app};
use beckon::audit::{self, Report};
use beckon::calendar::Instant;
use beckon::config::Config;
use clap::Args;

#[derive(Args)]
pub struct Audit {
    /// Count what took effect by this instant, such as 2026-04-24T09:30:00Z
    #[arg(long)]
    as_of: Option<Instant>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

pub fn run(config: Config, asked: Audit) -> Outcome {
    on_app(config, async move |app| {
        let report = audit::audit(&app.db, asked.as_of).await?;
        print(&report, asked.json)?;
        match report.ok {
            true => Ok(()),
            false => Err(Problem::from(format!("{} differences were found", report.differences.len()))),
        }
    })
}

fn print(report: &Report, json: bool) -> Result<(), serde_json::Error> {
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
