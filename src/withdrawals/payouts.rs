//! What is available goes out by itself, at the instants of `[use.X].payout`: once for each program, unit and instant, late after
//! downtime and still as of the instant.

mod store;

use super::record::{named, text};
use crate::book::{Posting, Transfer};
use crate::calendar::{Instant, hold_end};
use crate::db::{Db, Fault, TRIES, Tx};
use crate::events::{Event, Fact, Key, PayoutMade};
use crate::ids::{PayoutId, PersonId, ProgramId};
use crate::intake::{self, Noun};
use crate::ledger;
use crate::money::{Amount, Unit};
use crate::notices::{self, Kind, News};
use crate::programs::{self, Program, Version};
use crate::reckoning;
use crate::rewards;
use crate::rules::uses::Payout as Schedule;

pub use store::{Wanted, payouts, payouts_of};

/// What went out to one person at one instant.
#[derive(Debug, Clone)]
pub struct Payout {
    pub person: PersonId,
    pub id: PayoutId,
    pub program: ProgramId,
    pub unit: Unit,
    pub scheduled_at: Instant,
    pub terms_version: u32,
    pub amount: Amount,
    /// It is with the person by then.
    pub due_at: Instant,
}

/// Persons looked at in one transaction.
const BATCH: i64 = 500;

/// Everything that is due, the oldest instant first; answers to how many persons something went out. A crash loses nothing: what was
/// begun goes on where it stopped.
pub async fn pay_out_due(db: &Db) -> Result<usize, Fault> {
    let catalogue = db.read(async |conn| programs::catalogue(conn).await).await?;
    let mut paid = 0;
    for program in &catalogue.programs {
        while let Some(at) = next(db, program).await? {
            // What was earned and due by then is available, however late it is.
            reckoning::sweep_until(db, program.id, at).await?;
            rewards::release_due(db).await?;
            paid += pay_out(db, program, at).await?;
        }
    }
    Ok(paid)
}

/// The instant to go on with, or the next one that has come.
async fn next(db: &Db, program: &Program) -> Result<Option<Instant>, Fault> {
    let last = db.read(async |conn| store::last(conn, program.id).await).await?;
    if let Some(begun) = last.filter(|last| !last.finished) {
        return Ok(Some(begun.scheduled_at));
    }
    let after = last.map_or(Instant::UNIX_EPOCH, |last| last.scheduled_at);
    let next = program.payouts_after(after).map_err(|e| Fault::contradiction(e.to_string()))?;
    Ok(next.map(|next| next.at).filter(|at| *at <= db.now()))
}

async fn pay_out(db: &Db, program: &Program, at: Instant) -> Result<usize, Fault> {
    let before = at - chrono::TimeDelta::microseconds(1);
    let due = program.payouts_after(before).map_err(|e| Fault::contradiction(e.to_string()))?;
    let due = due.filter(|due| due.at == at).ok_or_else(|| Fault::contradiction("payouts that no terms ask for"))?;
    let version = program.version(due.version);
    let version = version.ok_or_else(|| Fault::contradiction("payouts under terms that are not there"))?;
    let units: Vec<Unit> = due.units.iter().map(|(unit, _)| *unit).collect();
    db.write(async |tx| store::begin(tx, program.id, &units, at).await).await?;
    let (mut paid, mut raced) = (0, 0);
    for (unit, schedule) in due.units {
        let run = Run { program, version, unit, schedule, at };
        loop {
            match db.write(async |tx| run.batch(tx).await).await {
                Ok(Batch::Finished) => break,
                Ok(Batch::Paid(some)) => (paid, raced) = (paid + some, 0),
                // Facts about the same accounts came in at the same time.
                Err(fault) if fault.is_race() && raced < TRIES => raced += 1,
                Err(fault) => return Err(fault),
            }
        }
    }
    Ok(paid)
}

struct Run<'a> {
    program: &'a Program,
    version: &'a Version,
    unit: Unit,
    schedule: Schedule,
    at: Instant,
}

enum Batch {
    Paid(usize),
    Finished,
}

impl Run<'_> {
    /// The next persons, in the order of their ids. Two processes take turns.
    async fn batch(&self, tx: &Tx) -> Result<Batch, Fault> {
        let key = (self.program.id, self.unit, self.at);
        let Some(marker) = store::hold(tx, key).await? else { return Ok(Batch::Finished) };
        let people = store::owners_after(tx, (self.program.id, self.unit), marker, BATCH).await?;
        let Some(last) = people.last().copied() else {
            store::finish(tx, key).await?;
            return Ok(Batch::Finished);
        };
        let owners: Vec<_> = people.iter().map(|person| (*person, self.program.id)).collect();
        rewards::release_due_of_all(tx, &owners).await?;
        let currency = self.unit.currency(self.version.terms.currency);
        let accounts = ledger::lock_available_at(tx, (self.program.id, self.unit), &people, self.at).await?;
        let mut made = Vec::new();
        for account in accounts {
            let (then, now) = (ledger::money(account.then, currency)?, ledger::money(account.now, currency)?);
            let amount = self.schedule.amount(then, now).map_err(|e| Fault::contradiction(e.to_string()))?;
            if let Some(amount) = amount {
                made.push(self.payout(tx, account.person(), amount)?);
            }
        }
        self.keep(tx, &made).await?;
        store::move_on(tx, key, last).await?;
        Ok(Batch::Paid(made.len()))
    }

    fn payout(&self, tx: &Tx, person: PersonId, amount: Amount) -> Result<Payout, Fault> {
        let due_at = hold_end(self.at, self.schedule.within_days, self.version.terms.time_zone);
        Ok(Payout {
            person,
            id: PayoutId::new(tx.now()),
            program: self.program.id,
            unit: self.unit,
            scheduled_at: self.at,
            terms_version: self.version.number,
            amount,
            due_at: due_at.map_err(|e| Fault::contradiction(e.to_string()))?,
        })
    }

    async fn keep(&self, tx: &Tx, made: &[Payout]) -> Result<(), Fault> {
        let people: Vec<_> = made.iter().map(|payout| payout.person.0).collect();
        let mut names = intake::names_of(tx, Noun::Person, &people).await?;
        let mut events = Vec::with_capacity(made.len());
        for payout in made {
            let name = names.remove(&payout.person.0);
            let name = name.ok_or_else(|| Fault::contradiction("a payout to somebody whom no event made"))?;
            let fact = PayoutMade {
                payout: named(payout.id)?,
                person: Key { source: text(&name.source_name)?, id: name.id },
                program: text(&self.program.slug)?,
                unit: self.unit,
                amount: payout.amount.money(),
                currency: self.version.terms.currency,
            };
            let event = Event { id: named(payout.id)?, timestamp: self.at, fact: Fact::PayoutMade(fact.into()) };
            events.push((payout.person, event));
        }
        let transfers: Vec<Transfer> = made.iter().flat_map(transfers).collect();
        let posted = async {
            ledger::post(tx, &transfers).await.map_err(|refused| match refused {
                ledger::Refused::Fault(fault) => fault,
                ledger::Refused::NotEnough => Fault::contradiction("more went out than the locked account had"),
            })
        };
        // When it was due to go out does not matter: it goes out now.
        let told = made.iter().map(|made| News::new(made.person, made.program, Kind::Payout, tx.now()));
        let told = notices::tell(tx, told);
        futures_util::try_join!(store::add(tx, made), intake::record_all(tx, &events), posted, told)?;
        Ok(())
    }
}

fn transfers(payout: &Payout) -> [Transfer; 2] {
    [Posting::WithdrawalRequested, Posting::WithdrawalPaid].map(|kind| Transfer {
        person: payout.person,
        program: payout.program,
        unit: payout.unit,
        kind,
        cause: payout.id.to_string(),
        amount: payout.amount,
        effective_at: payout.scheduled_at,
    })
}
