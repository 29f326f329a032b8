//! The commands.

mod commands;

use beckon::clock::Clock;
use beckon::config::{self, Config};
use beckon::server::logs;
use beckon::server::run::{Sharing, serve, with_database};
use chrono::TimeDelta;
use clap::{Parser, Subcommand};
use commands::{Outcome, audit, import, jobs, keys, people, staff, terms, verification};
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
    /// Serve a made-up world with a year of history, one-click sign-in and a clock that you move
    Demo,
    /// Bring the database up to this version and stop
    Migrate,
    /// Take in a file of events
    Import(import::Import),
    /// Recompute everything from the log of events; exits with 1 if anything differs
    Audit(audit::Audit),
    /// Check, explain or publish the terms of a program
    #[command(subcommand)]
    Terms(terms::Terms),
    /// Apply terms to a file of events in memory: receipts and balances, one JSON object a line
    Simulate(terms::Simulate),
    /// Preview, apply or recompute the monthly verification of Active Referrals
    #[command(subcommand)]
    Verification(verification::Verification),
    /// Say who runs the installation
    #[command(subcommand)]
    Staff(staff::Staff),
    /// Help somebody who cannot get in
    #[command(subcommand)]
    People(people::People),
    /// Make, list and revoke the keys of billing systems
    Keys {
        #[command(subcommand)]
        command: Option<keys::Keys>,
    },
    /// See the jobs that failed for good
    Jobs {
        #[command(subcommand)]
        command: Option<jobs::Jobs>,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments.command.unwrap_or(Command::Serve)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("beckon: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Outcome {
    match command {
        Command::Serve => Ok(serve(installation()?, Clock::System)?),
        Command::Demo => Ok(serve(installation()?, Clock::demo(TimeDelta::zero()))?),
        Command::Migrate => {
            let applied = with_database(&installation()?, Sharing::Joins, async |reached| reached.migrate().await)?;
            println!("{} migrations applied", applied.len());
            Ok(())
        }
        Command::Import(command) => import::run(installation()?, command),
        Command::Audit(command) => audit::run(installation()?, command),
        Command::Terms(command) => terms::run(installation, command),
        Command::Simulate(command) => terms::simulate(command),
        Command::Verification(command) => verification::run(installation()?, command),
        Command::People(command) => people::run(installation()?, command),
        Command::Staff(command) => staff::run(installation()?, command),
        Command::Keys { command } => keys::run(installation()?, command.unwrap_or(keys::Keys::List)),
        Command::Jobs { command } => jobs::run(installation()?, command.unwrap_or(jobs::Jobs::List)),
    }
}

/// The settings, with the log started as they say.
fn installation() -> Result<Config, commands::Problem> {
    let config = Config::from_environment()?;
    logs::start(&config.log)?;
    Ok(config)
}
