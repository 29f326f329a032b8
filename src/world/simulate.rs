//! `beckon simulate`, `terms check` and `terms explain`, without the command line.

use std::hash::BuildHasher;
use std::io::{self, BufRead, Write};
use std::sync::mpsc;

use serde::Serialize;
use smol_str::SmolStr;

use super::printed::{PrintedEarning, instant, is_first, plain};
use super::{BECKON, Balances, Outcome, Refusal, StoredReceipt, World, examples};
use crate::calendar::Instant;
use crate::events::{Event, Malformed, parse_internal};
use crate::ids::ExternalId;
use crate::money::{Money, MoneyError, Percent, Unit};
use crate::rules::explain::{Catalogue, Language, terms as terms_in_words};
use crate::rules::{self, Problem, Terms};

/// Events that one thread hands to the next at once, and how many such parts lie between them at most.
const PART: usize = 250;
const AHEAD: usize = 8;

#[derive(Debug, thiserror::Error)]
pub enum SimulateError {
    #[error("the terms have {} problems", .0.len())]
    Terms(Vec<Problem>),
    #[error("line {line} of the events: {malformed}")]
    Event { line: usize, malformed: Box<Malformed> },
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

/// The terms in plain words, a sentence a line.
pub fn explain(file: &str, language: Language) -> Result<String, Vec<Problem>> {
    let terms = rules::check(file)?;
    let catalogue = Catalogue::new(language);
    Ok(terms_in_words(&terms).iter().map(|words| catalogue.say(words) + "\n").collect())
}

/// One line of what is printed.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Printed {
    Receipt {
        event: ExternalId,
        referrer: ExternalId,
        invitee: ExternalId,
        reward: SmolStr,
        #[serde(serialize_with = "plain")]
        base: Money,
        #[serde(skip_serializing_if = "Option::is_none")]
        class: Option<SmolStr>,
        #[serde(serialize_with = "plain")]
        rate: Percent,
        #[serde(serialize_with = "plain")]
        amount: Money,
        #[serde(serialize_with = "plain")]
        unit: Unit,
        #[serde(serialize_with = "instant")]
        hold_until: Instant,
        reason: &'static str,
        terms: u32,
        #[serde(skip_serializing_if = "is_first")]
        revision: u32,
    },
    Assignment {
        at: Instant,
        person: ExternalId,
        company: ExternalId,
        places: u32,
        percent: Percent,
        reason: &'static str,
    },
    Invoice {
        invoice: ExternalId,
        company: ExternalId,
        lines: Vec<PrintedLine>,
        discounts: String,
        bonuses: String,
        to_pay: String,
    },
    Refused {
        event: ExternalId,
        reason: String,
    },
    Waiting {
        event: ExternalId,
        r#for: String,
    },
    Balance {
        person: ExternalId,
        unit: Unit,
        on_hold: String,
        available: String,
        withdrawing: String,
        spent: String,
        paid_out: String,
        expired: String,
    },
    #[serde(untagged)]
    Earned(PrintedEarning),
}

#[derive(Serialize)]
struct PrintedLine {
    product: String,
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
    std::thread::scope(|scope| {
        // Reading events, applying them and printing what comes of it cost about the same: a thread each.
        let (send, events_read) = mpsc::sync_channel(AHEAD);
        let (tell, told) = mpsc::sync_channel(AHEAD);
        let world = World::new([terms]).with_runs();
        let fingerprints = world.fingerprints.clone();
        scope.spawn(move || read(events, &fingerprints, &send));
        scope.spawn(move || {
            let mut play = Play { world, told: Vec::new(), tell };
            let ended = play.all(events_read, until).err();
            let last = [Ok(play.told)].into_iter().chain(ended.map(Err));
            // Nobody listens any more when what came before could not be printed.
            last.for_each(|part| drop(play.tell.send(part)));
        });
        let mut lines = Vec::new();
        for part in told {
            lines.clear();
            for printed in part? {
                serde_json::to_writer(&mut lines, &printed).map_err(io::Error::from)?;
                lines.push(b'\n');
            }
            out.write_all(&lines)?;
        }
        Ok(out.flush()?)
    })
}

/// Events and the fingerprints of their contents, or what is wrong with the line after the last part.
type Part = Result<Vec<(Event, u64)>, SimulateError>;

/// Sends events in parts until they end or nobody listens.
fn read(mut events: impl BufRead, fingerprints: &impl BuildHasher, send: &mpsc::SyncSender<Part>) {
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
                let content = fingerprints.hash_one(&event.fact);
                (event, content)
            }),
            Err(malformed) => break Some(SimulateError::Event { line, malformed: malformed.into() }),
        }
        if part.len() == PART && send.send(Ok(std::mem::replace(&mut part, Vec::with_capacity(PART)))).is_err() {
            return;
        }
    };
    let last = [Ok(part)].into_iter().chain(ended.map(Err));
    // Nobody listens any more when what came before could not be printed.
    last.for_each(|part| drop(send.send(part)));
}

/// What one thread plays, and what it tells the one that prints.
struct Play {
    world: World,
    told: Vec<Printed>,
    tell: mpsc::SyncSender<Result<Vec<Printed>, SimulateError>>,
}

impl Play {
    fn all(&mut self, parts: mpsc::Receiver<Part>, until: Option<Instant>) -> Result<(), SimulateError> {
        for part in parts {
            for (event, content) in part? {
                if until.is_none_or(|until| event.timestamp <= until) {
                    self.one(event, content)?;
                }
            }
            if self.tell.send(Ok(std::mem::replace(&mut self.told, Vec::with_capacity(PART)))).is_err() {
                return Ok(());
            }
        }
        self.world.advance_to(until.unwrap_or(self.world.now()))?;
        self.runs();
        for (waits, parked) in &self.world.parked {
            let waiting = |event: &Event| Printed::Waiting { event: event.id.clone(), r#for: waits.to_string() };
            self.told.extend(parked.iter().map(|(_, event)| waiting(event)));
        }
        self.told.extend(balances(&self.world));
        Ok(())
    }

    fn one(&mut self, event: Event, content: u64) -> Result<(), SimulateError> {
        let (id, at) = (event.id.clone(), event.timestamp);
        let outcome = self.world.apply_hashed(BECKON, event, content, at);
        self.runs();
        match outcome {
            Outcome::Applied { receipts } => {
                for &place in &self.world.touched.invoices {
                    self.told.push(invoice(&self.world, place)?);
                }
                self.told.extend(receipts.into_iter().map(|place| receipt(&self.world, self.world.receipt(place))));
            }
            Outcome::Duplicate | Outcome::Waiting { .. } => {}
            Outcome::Conflict => {
                let reason = "the same id came before with other content".to_owned();
                self.told.push(Printed::Refused { event: id, reason });
            }
            Outcome::Refused { refusal } => {
                self.told.push(Printed::Refused { event: id, reason: refusal.to_string() });
            }
        }
        Ok(())
    }

    /// Of the months that have been verified since.
    fn runs(&mut self) {
        for (program, run) in std::mem::take(&mut self.world.newly_run) {
            self.told.extend(self.world.run_results(program, run).map(|given| Printed::Assignment {
                at: given.at,
                person: given.person.clone(),
                company: given.company.clone(),
                places: given.result.places,
                percent: given.result.percent,
                reason: given.result.reason.name(),
            }));
        }
        if self.world.reckoned.has_news() {
            self.told.extend(self.world.print_earned().into_iter().map(Printed::Earned));
        }
    }
}

fn receipt(world: &World, stored: &StoredReceipt) -> Printed {
    let (event, referrer, invitee, _) = world.receipt_is_about(stored);
    let receipt = &stored.receipt;
    Printed::Receipt {
        event: event.clone(),
        referrer: referrer.clone(),
        invitee: invitee.clone(),
        reward: receipt.clause.clone(),
        base: receipt.base,
        class: receipt.class.clone(),
        rate: receipt.rate,
        amount: receipt.amount,
        unit: receipt.unit,
        hold_until: receipt.hold_until,
        reason: receipt.reason.name(),
        terms: receipt.terms_version,
        revision: stored.revision,
    }
}

fn invoice(world: &World, place: usize) -> Result<Printed, SimulateError> {
    let invoice = &world.invoices[place];
    let nets = invoice.nets()?;
    let lines = invoice.issued.lines.iter().zip(&nets).map(|(line, net)| PrintedLine {
        product: line.product.as_str().to_owned(),
        amount: line.amount.to_string(),
        net: net.to_string(),
    });
    let currency = invoice.issued.currency;
    let discounts = Money::sum(currency, invoice.off().iter().map(|discount| discount.amount))?;
    Ok(Printed::Invoice {
        invoice: invoice.issued.invoice.clone(),
        company: world.companies[invoice.company].id.clone(),
        lines: lines.collect(),
        discounts: discounts.to_string(),
        bonuses: world.used_bonuses(place)?.to_string(),
        to_pay: world.remainder(place)?.to_string(),
    })
}

fn balances(world: &World) -> Vec<Printed> {
    let mut balances: Vec<_> = world.balances().collect();
    balances.sort_by_key(|(person, program, unit, _)| (*person, *program, *unit));
    let printed = |(person, _, unit, balances): (&ExternalId, &str, Unit, Balances)| Printed::Balance {
        person: person.clone(),
        unit,
        on_hold: balances.on_hold.to_string(),
        available: balances.available.to_string(),
        withdrawing: balances.withdrawing.to_string(),
        spent: balances.spent.to_string(),
        paid_out: balances.paid_out.to_string(),
        expired: balances.expired.to_string(),
    };
    balances.into_iter().map(printed).collect()
}
