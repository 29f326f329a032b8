//! Payments: one at a time, a thousand at a time, and out of a file.

use crate::facts::{days_ago, some_payment};
use crate::floor::{self, Payer, Payments};
use crate::house::House;
use crate::http::{Asker, Connection, request};
use crate::measure::{Run, in_turn, load};
use crate::report::{Report, Row};
use beckon::clock::Clock;
use beckon::intake;
use chrono::TimeDelta;
use indicatif::ProgressBar;
use std::io::Write;
use std::sync::Arc;

const BATCH: usize = 1_000;
/// Payments of one imported file. All files together are the holds that [`crate::release`] ends.
pub const FILE: usize = 100_000;

/// One payment a request, 64 connections; against 16 clients with one statement each.
pub fn one(house: &House, payers: &Arc<Vec<Payer>>, report: &mut Report) {
    let headers = headers(house, "application/json");
    let (floor, product) = in_turn(
        "payment",
        || floor_run(house, payers, 16, 1),
        || {
            load(64, async |_| Asker {
                connection: Connection::open(house.address).await,
                next: || request("POST", "/api/v1/events", &headers, &some_payment(days_ago(0))),
                status: 200,
                units: 1,
            })
        },
    );
    report.add(
        Row::rate("one payment over HTTP, durable, receipt answered", "payments", floor, product, 0.45)
            .with_p99(product),
    );
}

/// A thousand a request, two connections; against two clients with a thousand in one statement.
pub fn batch(house: &House, payers: &Arc<Vec<Payer>>, report: &mut Report) {
    let headers = headers(house, "application/x-ndjson");
    let thousand = || (0..BATCH).map(|_| some_payment(days_ago(0)) + "\n").collect::<String>();
    let (floor, product) = in_turn(
        "batch",
        || floor_run(house, payers, 2, BATCH),
        || {
            load(2, async |_| Asker {
                connection: Connection::open(house.address).await,
                next: || request("POST", "/api/v1/events", &headers, &thousand()),
                status: 200,
                units: BATCH as u64,
            })
        },
    );
    report.add(Row::rate("batch of 1,000 events over HTTP", "events", floor, product, 0.5));
}

/// A file of payments of some days ago; the same floor.
pub fn import(house: &House, payers: &Arc<Vec<Payer>>, report: &mut Report) {
    let db = house.db(Clock::System);
    let mut file = 0;
    let (floor, product) = in_turn(
        "import",
        || floor_run(house, payers, 2, BATCH),
        || {
            file += 1;
            let path = house.file(&format!("payments-{file}.jsonl"));
            write(&path, days_ago(file));
            let started = std::time::Instant::now();
            let imported = house.runtime.block_on(intake::import(&db, house.source, &path, &ProgressBar::hidden()));
            assert_eq!(imported.unwrap().applied, FILE as u64);
            Run::of(FILE as u64, started.elapsed())
        },
    );
    report.add(Row::rate("`import` of a file of events", "events", floor, product, 0.5));
}

fn write(path: &std::path::Path, from: beckon::calendar::Instant) {
    let mut out = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    for n in 0..FILE {
        writeln!(out, "{}", some_payment(from + TimeDelta::milliseconds(n as i64))).unwrap();
    }
    out.flush().unwrap();
}

fn floor_run(house: &House, payers: &Arc<Vec<Payer>>, clients: usize, batch: usize) -> Run {
    let (url, source) = (house.owner_url(), house.source.0);
    load(clients, async |client| {
        let payers = payers.iter().filter(|payer| payer.is_for(client, clients)).cloned().collect();
        Payments { conn: floor::connect(&url).await, payers, source, batch }
    })
}

fn headers(house: &House, content: &str) -> String {
    format!("authorization: Bearer {}\r\ncontent-type: {content}\r\n", house.key)
}

/// Sends events over HTTP; each must be taken.
pub fn send(house: &House, events: &[String]) {
    let client = reqwest::Client::new();
    for part in events.chunks(5_000) {
        let sent = client.post(format!("http://{}/api/v1/events", house.address)).bearer_auth(&house.key);
        let sent = sent.header("content-type", "application/x-ndjson").body(part.join("\n"));
        let answer = house.runtime.block_on(async { sent.send().await.unwrap().text().await.unwrap() });
        let refused = answer.lines().find(|line| !line.contains(r#""status":"applied""#));
        assert!(refused.is_none(), "{refused:?}");
    }
}
