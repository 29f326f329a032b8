//! `beckon simulate`: events played under terms, in memory.

use super::{Outcome, Problem, terms};
use beckon::calendar::Instant;
use beckon::world::{SimulateError, simulate};
use clap::Args;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, ErrorKind, stdin, stdout};
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Simulate {
    /// The program's terms
    #[arg(long, value_name = "TERMS.toml")]
    terms: PathBuf,
    /// One JSON event a line; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    events: PathBuf,
    /// Leave out what happens later, and end the clock there, such as 2026-04-24T09:30:00Z
    #[arg(long)]
    until: Option<Instant>,
}

/// Prints receipts, invoices and balances: one JSON object a line.
pub fn run(command: Simulate) -> Outcome {
    let text = terms::read(&command.terms)?;
    let events = open(&command.events)?;
    let played = simulate(&text, events, command.until, BufWriter::new(stdout().lock()));
    match played {
        Ok(()) => Ok(()),
        // Whoever reads the output has seen enough.
        Err(SimulateError::Io(error)) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(SimulateError::Terms(problems)) => Err(terms::all_of(&command.terms, &problems)),
        Err(error) => Err(Problem::from(format!("{}: {error}", command.events.display()))),
    }
}

fn open(path: &Path) -> Result<Box<dyn BufRead>, Problem> {
    if path == Path::new("-") {
        return Ok(Box::new(stdin().lock()));
    }
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(Box::new(BufReader::with_capacity(1 << 20, file)))
}
