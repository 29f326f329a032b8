//! `beckon audit`: everything recomputed from the log of events.

use super::{Outcome, on_app};
use beckon::audit::{self, Report};
use beckon::calendar::Instant;
use beckon::config::Config;
use beckon::reckoning;
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

/// Fails when anything differs, so that a script notices.
pub fn run(config: Config, command: Audit) -> Outcome {
    on_app(config, async move |app| {
        // What time alone brought since midnight follows from the log too.
        reckoning::sweep_all(&app.db).await?;
        let report = audit::audit(&app.db, command.as_of).await?;
        if command.json {
            println!("{}", serde_json::to_string(&report)?);
        } else {
            print(&report);
        }
        match report.differences.len() {
            0 => Ok(()),
            1 => Err("the books are not in order: 1 difference".into()),
            n => Err(format!("the books are not in order: {n} differences").into()),
        }
    })
}

fn print(report: &Report) {
    for p in &report.programs {
        println!(
            "{}: {} on hold, {} available, {} spent ({}); {} receipts, {} of them zero; {} transfers",
            p.program, p.on_hold, p.available, p.spent, p.currency, p.receipts, p.zero_receipts, p.transfers
        );
    }
    for difference in &report.differences {
        println!("DIFFERENCE {difference}");
    }
    if report.ok {
        println!("The books are in order.");
    }
}
