//! `beckon terms`: whether terms are sound, and what they say in words.

use super::{Outcome, Problem};
use beckon::rules;
use beckon::world::{check_terms, explain_terms};
use clap::Subcommand;
use std::path::{Path, PathBuf};

#[derive(Subcommand)]
pub enum Terms {
    /// Check a file of terms and run its worked examples
    Check { file: PathBuf },
    /// Say a file of terms in plain words
    Explain { file: PathBuf },
}

pub fn run(command: Terms) -> Outcome {
    match command {
        Terms::Check { file } => {
            let terms = check_terms(&read(&file)?).map_err(|problems| all_of(&file, &problems))?;
            let examples = terms.examples.len();
            println!("{}: the terms of {:?} are sound; {examples} examples come out", file.display(), terms.program);
        }
        Terms::Explain { file } => {
            print!("{}", explain_terms(&read(&file)?).map_err(|problems| all_of(&file, &problems))?);
        }
    }
    Ok(())
}

pub fn read(file: &Path) -> Result<String, Problem> {
    std::fs::read_to_string(file).map_err(|error| Problem::from(format!("{}: {error}", file.display())))
}

/// Every problem on a line of its own.
pub fn all_of(file: &Path, problems: &[rules::Problem]) -> Problem {
    let words: Vec<String> = problems.iter().map(|problem| format!("{}:{problem}", file.display())).collect();
    Problem::from(words.join("\n"))
}
