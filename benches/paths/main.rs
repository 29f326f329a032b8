//! `make bench`: the product against a floor of the same machine in the same minute, and the table of docs/PERFORMANCE.md.
//!
//! With words (`cargo bench -- payments spends`) only those parts run, and nothing is written.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod books;
mod cpu;
mod facts;
mod floor;
mod house;
mod http;
mod machine;
mod measure;
mod overview;
mod page;
mod payments;
mod queue;
mod report;
mod rules;
mod run;
mod search;
mod spends;
mod visits;

use beckon::clock::Clock;
use beckon::db::Db;
use beckon::intake;
use house::House;
use report::{Report, Row};

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let runs = |part: &str| asked.is_empty() || asked.iter().any(|word| word == part);
    eprintln!("{}", machine::words());
    let mut report = Report::default();
    if runs("rules") {
        rules::alone(&mut report);
    }
    let (mut house, very_first) = House::build();
    people(&house);
    floor::make(&house);
    let payers = floor::payers(&house);
    if runs("visits") {
        visits::visits(&house, &mut report);
    }
    if runs("payments") {
        payments::one(&house, &payers, &mut report);
        memory(&house, &mut report);
    }
    if runs("batch") {
        payments::batch(&house, &payers, &mut report);
    }
    if runs("import") || runs("release") || runs("audit") {
        payments::import(&house, &payers, &mut report);
    }
    if runs("release") || runs("audit") {
        books::release(&house, &mut report);
        books::audit(&house, &mut report);
    }
    // Without the facts about them: so after the audit.
    if let Some(referrers) = if asked.is_empty() { run::asked(&["run".into()]) } else { run::asked(&asked) } {
        run::run(&house, referrers, &mut report);
    }
    // Without their events, which the page adds: so after the audit.
    if runs("spends") {
        spends::spends(&house, &mut report);
    }
    if runs("overview") {
        overview::overview(&house, &mut report);
    }
    // With a million people whom no event made: so after the audit.
    if runs("search") {
        search::search(&house, &mut report);
    }
    if runs("queue") {
        queue::queue(&house, &mut report);
    }
    if runs("starts") {
        books::starts(&mut house, very_first, &mut report);
    }
    if asked.is_empty() {
        report.write();
    }
}

/// The program, and people who invited one another.
fn people(house: &House) {
    let db: Db = house.db(Clock::System);
    house.runtime.block_on(intake::publish_if_new(&db, facts::TERMS)).unwrap();
    payments::send(house, &facts::people());
}

fn memory(house: &House, report: &mut Report) {
    let (now, _) = house.memory();
    let megabytes = now as f64 / 1_000_000.0;
    report.add(Row::alone(
        "memory of `serve` under load",
        format!("{megabytes:.0} MB resident"),
        "≤ 60 MB",
        megabytes <= 60.0,
    ));
}
