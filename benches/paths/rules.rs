//! Reasoning without a database, on one core.

use crate::facts::{TERMS, days_ago, people, some_payment};
use crate::measure::{Run, median};
use crate::report::{Report, Row, thousands};
use beckon::clock::Clock;
use beckon::events::{self, Event, LineKind};
use beckon::money::Money;
use beckon::rules;
use beckon::rules::reward::{Class, PaidLine, PaymentFacts, assess};
use beckon::world::{BECKON, World, simulate};
use std::hint::black_box;
use std::time::Instant;

const RECEIPTS: u64 = 500_000;
const PAYMENTS: usize = 100_000;

pub fn alone(report: &mut Report) {
    let mut row = |path: &str, unit: &str, goal: f64, mut work: Box<dyn FnMut() -> Run>| {
        let rate = median((0..3).map(|_| work()).collect()).per_second;
        let goal_words = if goal > 0.0 { format!("≥ {} {unit}/s", thousands(goal)) } else { "–".into() };
        report.add(Row::alone(path, format!("{} {unit}/s", thousands(rate)), &goal_words, rate >= goal));
    };
    row("rules alone: percent receipts, one core", "receipts", 1_000_000.0, Box::new(receipts));
    let lines: Vec<String> = people().into_iter().chain((0..PAYMENTS).map(|_| some_payment(days_ago(0)))).collect();
    let text = lines.join("\n");
    let parsed: Vec<Event> = lines.iter().map(|line| events::parse(line.as_bytes()).unwrap()).collect();
    row(
        "events parsed, one core",
        "events",
        0.0,
        Box::new(move || {
            timed(lines.len(), || {
                lines.iter().for_each(|line| drop(black_box(events::parse(line.as_bytes()).unwrap())))
            })
        }),
    );
    row(
        "events applied in memory, one core",
        "events",
        0.0,
        Box::new(move || {
            let (mut world, events) = (World::new([rules::check(TERMS).unwrap()]), parsed.clone());
            timed(events.len(), || {
                events.into_iter().for_each(|event| {
                    let at = event.timestamp;
                    black_box(world.apply(BECKON, event, at));
                })
            })
        }),
    );
    row(
        "`simulate`: parsed, applied and printed",
        "events",
        300_000.0,
        Box::new(move || {
            timed(text.lines().count(), || simulate(TERMS, text.as_bytes(), None, std::io::sink()).unwrap())
        }),
    );
}

fn timed(units: usize, work: impl FnOnce()) -> Run {
    let started = Instant::now();
    work();
    Run::of(units as u64, started.elapsed())
}

fn receipts() -> Run {
    let terms = rules::check(TERMS).unwrap();
    let amount = Money::new("29.33".parse().unwrap(), terms.currency).unwrap();
    let lines = [PaidLine {
        product: "cd",
        kind: LineKind::Service,
        net: amount,
        promotional: false,
        discounted: false,
        term_discounted: false,
    }];
    let at = Clock::System.now();
    let facts = PaymentFacts {
        at,
        amount,
        tax: None,
        promo_code: false,
        lines: &lines,
        registered_at: at,
        earlier: 0,
        class: Class::None,
    };
    timed(RECEIPTS as usize, || {
        (0..RECEIPTS).for_each(|_| {
            black_box(assess(&terms, 1, &terms.rewards[0], black_box(&facts)).unwrap());
        })
    })
}
