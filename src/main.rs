//! The commands.

use beckon::clock::Clock;
use beckon::config::{self, Config};
use beckon::server::logs;
use beckon::server::run::{serve, with_database};
use clap::{Parser, Subcommand};
use std::process::ExitCode;

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

fn run(command: Command) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let config = Config::from_environment()?;
    logs::start(&config.log)?;
    match command {
        Command::Serve => serve(config, Clock::System)?,
        Command::Migrate => {
            let applied = with_database(&config, async |reached| reached.migrate().await)?;
            println!("{} migrations applied", applied.len());
        }
    }
    Ok(ExitCode::SUCCESS)
}
