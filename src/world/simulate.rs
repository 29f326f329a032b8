//! `beckon simulate`, `terms check` and `terms explain`, without the command line.

use std::io::{self, BufRead, Write};

use serde::Serialize;

use super::{BECKON, Outcome, StoredReceipt, World, examples};
use crate::calendar::Instant;
use crate::events::{Malformed, parse_internal};
use crate::money::{MoneyError, Percent};
use crate::rules::explain::{english, terms as terms_in_words};
use crate::rules::{self, Problem, Terms};

#[derive(Debug, thiserror::Error)]
pub enum SimulateError {
    #[error("the terms have {} problems", .0.len())]
    Terms(Vec<Problem>),
    #[error("line {line} of the events: {malformed}")]
    Event { line: usize, malformed: Malformed },
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
        base: String,
        rate: Percent,
        amount: String,
        unit: &'a str,
        hold_until: Instant,
        reason: &'a str,
        terms: u32,
        #[serde(skip_serializing_if = "is_first")]
        revision: u32,
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
    mut events: impl BufRead,
    until: Option<Instant>,
    mut out: impl Write,
) -> Result<(), SimulateError> {
    let terms = rules::check(terms).map_err(SimulateError::Terms)?;
    let mut world = World::new([terms]);
    let (mut line, mut text) = (0, Vec::new());
    while events.read_until(b'\n', &mut text)? > 0 {
        line += 1;
        if !text.trim_ascii().is_empty() {
            let event = parse_internal(text.trim_ascii());
            let event = event.map_err(|malformed| SimulateError::Event { line, malformed })?;
            if until.is_none_or(|until| event.timestamp <= until) {
                play(&mut world, event, &mut out)?;
            }
        }
        text.clear();
    }
    if let Some(until) = until {
        world.advance_to(until)?;
    }
    for (waits, parked) in &world.parked {
        for (_, event) in parked {
            print(&mut out, &Printed::Waiting { event: event.id.as_str(), r#for: waits.to_string() })?;
        }
    }
    print_balances(&world, &mut out)?;
    Ok(out.flush()?)
}

fn play(world: &mut World, event: crate::events::Event, out: &mut impl Write) -> Result<(), SimulateError> {
    let (id, at) = (event.id.clone(), event.timestamp);
    match world.apply(BECKON, event, at) {
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
            base: receipt.base.to_string(),
            rate: receipt.rate,
            amount: receipt.amount.to_string(),
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
    let discounts = crate::money::Money::sum(currency, invoice.discounts.iter().map(|discount| discount.amount))?;
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
