//! Reasoning without a database, on one core.

use crate::facts::{TERMS, days_ago, people, some_payment};
use crate::measure::{Run, median};
use crate::report::{Report, Row, thousands};
use beckon::clock::Clock;
use beckon::events::{self, Event, LineKind};
use beckon::money::Money;
use beckon::rules;
use beckon::rules::circle::{Bond, Circle, Member, MemberLine, MemberPayment};
use beckon::rules::reckon::{Reckoned, reckon};
use beckon::rules::reward::{Class, PaidLine, PaymentFacts, assess};
use beckon::rules::versions::Published;
use beckon::world::{BECKON, World, check_terms, simulate};
use std::fs;
use std::hint::black_box;
use std::path::Path;
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
    row("rules alone: receipts by an expression, one core", "receipts", 300_000.0, Box::new(reckoned));
    row("worked examples of published terms checked", "examples", 100.0, Box::new(examples));
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

const EXPRESSION: &str = r#"
program = "expression"
name = "Expression"
currency = "USD"
time_zone = "UTC"
[[reward]]
on = "payment"
as = "cash"
hold_days = 14
give = "= if payment.ordinal <= 3 { min(payment.base * 0.25, 50) } else { payment.base * 0.1 }"
"#;

const INVITEES: usize = 1_000;
const PAYMENTS_EACH: usize = 100;

/// One referrer's whole circle.
fn reckoned() -> Run {
    let terms = rules::check(EXPRESSION).unwrap();
    let began = days_ago(365);
    let mut circle = Circle { people: (0..=INVITEES).map(|n| member(n, began)).collect(), ..Circle::default() };
    let amount = Money::new("29.33".parse().unwrap(), terms.currency).unwrap();
    for invitee in 1..=INVITEES {
        circle.referrals.push(bond(invitee, began));
        let paid =
            |n: usize| payment(&format!("m{invitee}-{n}"), began + chrono::TimeDelta::days(n as i64 + 1), amount);
        circle.people[invitee].payments = (0..PAYMENTS_EACH).map(paid).collect();
    }
    let published = Published { version: 1, effective_from: None, applies: terms.applies };
    let program = Reckoned { versions: &[(published, &terms)], assumed: &[] };
    timed(INVITEES * PAYMENTS_EACH, || {
        let reckoning = reckon(&program, &circle, days_ago(0)).unwrap();
        assert_eq!(reckoning.earnings.len(), INVITEES * PAYMENTS_EACH);
    })
}

fn member(n: usize, registered_at: beckon::calendar::Instant) -> Member {
    Member {
        id: format!("p{n}").parse().unwrap(),
        registered_at,
        kinds: Vec::new(),
        countries: Vec::new(),
        labels: Vec::new(),
        classes: Vec::new(),
        schemes: Vec::new(),
        payments: Vec::new(),
        closed: Vec::new(),
        actions: Vec::new(),
        subscriptions: Vec::new(),
        invoices: Vec::new(),
        accepted: Vec::new(),
    }
}

fn bond(invitee: usize, registered_at: beckon::calendar::Instant) -> Bond {
    Bond {
        referrer: 0,
        invitee,
        registered_at,
        voided_at: None,
        code: None,
        sub: None,
        schemes: Vec::new(),
        typed: false,
        late: false,
    }
}

fn payment(id: &str, at: beckon::calendar::Instant, amount: Money) -> MemberPayment {
    let line = MemberLine {
        product: "cd".into(),
        kind: LineKind::Service,
        amount,
        net: amount,
        quantity: None,
        months: None,
        order: None,
        service_until: None,
        cost: None,
        labels: Vec::new(),
        promotional: false,
        discounted: false,
        term_discounted: false,
    };
    let id: beckon::ids::ExternalId = id.parse().unwrap();
    MemberPayment {
        event: id.clone(),
        id,
        at,
        amount,
        tax: None,
        credit: None,
        promo_code: false,
        lines: vec![line],
        refunds: Vec::new(),
        asked: Vec::new(),
    }
}

/// Those of the published programs.
fn examples() -> Run {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/programs");
    let paths = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let paths =
        paths.filter(|path| path.extension().is_some_and(|end| end == "toml") && !path.ends_with("EXAMPLES.toml"));
    let files: Vec<String> = paths.map(|path| fs::read_to_string(path).unwrap()).collect();
    let count = files.iter().map(|file| rules::check(file).unwrap().examples.len()).sum();
    timed(count, || files.iter().for_each(|file| drop(black_box(check_terms(file).unwrap()))))
}
