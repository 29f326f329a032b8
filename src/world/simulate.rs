//! `beckon simulate`, `terms check` and `terms explain`, without the command line.

use std::io::{self, BufRead, Write};
use std::sync::mpsc;

use serde::{Serialize, Serializer};

use super::{BECKON, Outcome, Refusal, StoredReceipt, World, examples};
use crate::calendar::Instant;
use crate::events::{Event, Malformed, parse_internal};
use crate::money::{Money, MoneyError, Percent};
use crate::rules::explain::{english, terms as terms_in_words};
use crate::rules::scale::CompanyResult;
use crate::rules::{self, Problem, Terms};

/// Events that one thread hands to the other at once.
const PART: usize = 1_000;

#[derive(Debug, thiserror::Error)]
pub enum SimulateError {
    #[error("the terms have {} problems", .0.len())]
    Terms(Vec<Problem>),
    #[error("line {line} of the events: {malformed}")]
    Event { line: usize, malformed: Malformed },
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Money(#[from] MoneyError),
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Terms whose worked examples come out, or everything that is wrong with them.
pub fn check(file: &str) -> Result<Terms, Vec<Problem>> {
    let terms = rules::check(file)?;
    let problems = examples::check(&terms);
    if problems.is_empty() { Ok(terms) } else { Err(problems) }
}

/// The terms in plain English, a sentence a line.
pub fn explain(file: &str) -> Result<String, Vec<Problem>> {
    let terms = rules::check(file)?;
    Ok(terms_in_words(&terms).iter().map(|words| english(words) + "\n").collect())
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Printed<'a> {
    Receipt {
        event: &'a str,
        referrer: &'a str,
        invitee: &'a str,
        reward: &'a str,
        #[serde(serialize_with = "plain")]
        base: Money,
        rate: Percent,
        #[serde(serialize_with = "plain")]
        amount: Money,
        unit: &'a str,
        hold_until: Instant,
        reason: &'a str,
        terms: u32,
        #[serde(skip_serializing_if = "is_first")]
        revision: u32,
    },
    Assignment {
        at: Instant,
        person: &'a str,
        company: &'a str,
        places: u32,
        percent: Percent,
        reason: &'a str,
    },
    Invoice {
        invoice: &'a str,
        company: &'a str,
        lines: Vec<PrintedLine<'a>>,
        discounts: String,
        bonuses: String,
        to_pay: String,
    },
    Refused {
        event: &'a str,
        reason: String,
    },
    Waiting {
        event: &'a str,
        r#for: String,
    },
    Balance {
        person: &'a str,
        unit: &'a str,
        on_hold: String,
        available: String,
        withdrawing: String,
        spent: String,
        paid_out: String,
        expired: String,
    },
}

/// The amount alone, as the program has one currency.
fn plain<S: Serializer>(money: &Money, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(money)
}

fn is_first(revision: &u32) -> bool {
    *revision == 1
}

#[derive(Serialize)]
struct PrintedLine<'a> {
    product: &'a str,
    amount: String,
    net: String,
}

/// Plays events (JSON, one a line) under one program and prints receipts, invoices and, at the end, balances: one JSON object a line.
/// Facts after `until` are left out, and the clock ends there; without it, at the last fact.
pub fn simulate(
    terms: &str,
    events: impl BufRead + Send,
    until: Option<Instant>,
    mut out: impl Write,
) -> Result<(), SimulateError> {
    let terms = rules::check(terms).map_err(SimulateError::Terms)?;
    let mut world = World::new([terms]).with_runs();
    std::thread::scope(|scope| {
        // Reading an event costs as much as applying it: another thread reads ahead, by a few parts at most.
        let (send, parts) = mpsc::sync_channel(4);
        scope.spawn(move || read(events, &send));
        for part in parts {
            for (event, content) in part? {
                if until.is_none_or(|until| event.timestamp <= until) {
                    play(&mut world, event, content, &mut out)?;
                }
            }
        }
        Ok::<(), SimulateError>(())
    })?;
    world.advance_to(until.unwrap_or(world.now()))?;
    print_runs(&mut world, &mut out)?;
    for (waits, parked) in &world.parked {
        for (_, event) in parked {
            print(&mut out, &Printed::Waiting { event: event.id.as_str(), r#for: waits.to_string() })?;
        }
    }
    print_balances(&world, &mut out)?;
    Ok(out.flush()?)
}

/// Events and their content hashes, or what is wrong with the line after the last part.
type Part = Result<Vec<(Event, [u8; 32])>, SimulateError>;

/// Sends events in parts until they end or nobody listens.
fn read(mut events: impl BufRead, send: &mpsc::SyncSender<Part>) {
    let (mut line, mut text, mut part) = (0, Vec::new(), Vec::with_capacity(PART));
    let ended = loop {
        text.clear();
        match events.read_until(b'\n', &mut text) {
            Ok(0) => break None,
            Ok(_) => line += 1,
            Err(error) => break Some(SimulateError::Io(error)),
        }
        if text.trim_ascii().is_empty() {
            continue;
        }
        match parse_internal(text.trim_ascii()) {
            Ok(event) => part.push({
                let content = event.content_hash();
                (event, content)
            }),
            Err(malformed) => break Some(SimulateError::Event { line, malformed }),
        }
        if part.len() == PART && send.send(Ok(std::mem::take(&mut part))).is_err() {
            return;
        }
    };
    let last = [Ok(part)].into_iter().chain(ended.map(Err));
    // Nobody listens any more when what came before could not be printed.
    last.for_each(|part| drop(send.send(part)));
}

fn play(world: &mut World, event: Event, content: [u8; 32], out: &mut impl Write) -> Result<(), SimulateError> {
    let (id, at) = (event.id.clone(), event.timestamp);
    let outcome = world.apply_hashed(BECKON, event, content, at);
    print_runs(world, out)?;
    match outcome {
        Outcome::Applied { receipts } => {
            for &invoice in &world.touched.invoices {
                print_invoice(world, invoice, out)?;
            }
            for receipt in receipts {
                print_receipt(world, world.receipt(receipt), out)?;
            }
        }
        Outcome::Duplicate | Outcome::Waiting { .. } => {}
        Outcome::Conflict => {
            let reason = "the same id came before with other content".to_owned();
            print(out, &Printed::Refused { event: id.as_str(), reason })?;
        }
        Outcome::Refused { refusal } => {
            print(out, &Printed::Refused { event: id.as_str(), reason: refusal.to_string() })?;
        }
    }
    Ok(())
}

fn print_runs(world: &mut World, out: &mut impl Write) -> io::Result<()> {
    for (program, run) in std::mem::take(&mut world.newly_run) {
        for given in world.run_results(program, run) {
            let (person, company) = (given.person.as_str(), given.company.as_str());
            let CompanyResult { places, percent, reason } = given.result;
            print(out, &Printed::Assignment { at: given.at, person, company, places, percent, reason: reason.name() })?;
        }
    }
    Ok(())
}

fn print_receipt(world: &World, stored: &StoredReceipt, out: &mut impl Write) -> io::Result<()> {
    let (event, referrer, invitee, _) = world.receipt_is_about(stored);
    let receipt = &stored.receipt;
    print(
        out,
        &Printed::Receipt {
            event: event.as_str(),
            referrer: referrer.as_str(),
            invitee: invitee.as_str(),
            reward: &receipt.clause,
            base: receipt.base,
            rate: receipt.rate,
            amount: receipt.amount,
            unit: receipt.unit.name(),
            hold_until: receipt.hold_until,
            reason: receipt.reason.name(),
            terms: receipt.terms_version,
            revision: stored.revision,
        },
    )
}

fn print_invoice(world: &World, place: usize, out: &mut impl Write) -> Result<(), SimulateError> {
    let invoice = &world.invoices[place];
    let nets = invoice.nets()?;
    let lines = invoice.issued.lines.iter().zip(&nets).map(|(line, net)| PrintedLine {
        product: line.product.as_str(),
        amount: line.amount.to_string(),
        net: net.to_string(),
    });
    let currency = invoice.issued.currency;
    let discounts = Money::sum(currency, invoice.discounts.iter().map(|discount| discount.amount))?;
    let printed = Printed::Invoice {
        invoice: invoice.issued.invoice.as_str(),
        company: world.companies[invoice.company].id.as_str(),
        lines: lines.collect(),
        discounts: discounts.to_string(),
        bonuses: world.used_bonuses(place)?.to_string(),
        to_pay: world.remainder(place)?.to_string(),
    };
    Ok(print(out, &printed)?)
}

fn print_balances(world: &World, out: &mut impl Write) -> io::Result<()> {
    let mut balances: Vec<_> = world.balances().collect();
    balances.sort_by_key(|(person, program, unit, _)| (*person, *program, *unit));
    for (person, _, unit, balances) in balances {
        let printed = Printed::Balance {
            person: person.as_str(),
            unit: unit.name(),
            on_hold: balances.on_hold.to_string(),
            available: balances.available.to_string(),
            withdrawing: balances.withdrawing.to_string(),
            spent: balances.spent.to_string(),
            paid_out: balances.paid_out.to_string(),
            expired: balances.expired.to_string(),
        };
        print(out, &printed)?;
    }
    Ok(())
}

fn print(out: &mut impl Write, printed: &Printed<'_>) -> io::Result<()> {
    serde_json::to_writer(&mut *out, printed)?;
    out.write_all(b"\n")
}
