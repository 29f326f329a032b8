//! A run from its cut-off to its end, batch by batch of referrers; and the same without writing anything.
use super::cut;
use super::inputs::{Reader, Referrer, first_hash};
use super::question::{Question, Refused};
use super::store::{self, Done, Run};
use crate::calendar::Instant;
use crate::db::{Db, Fault, TRIES, Tx};
use crate::discounts::{self, NewAssignment};
use crate::events::{Event, Fact, RunApplied};
use crate::ids::{EventId, PersonId, RunId};
use crate::notices;
use data_encoding::HEXLOWER;
use uuid::Uuid;

/// What a run would come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    pub scheduled_at: Instant,
    pub known_at: Instant,
    pub done: Done,
}

pub(super) fn nothing(question: &Question) -> Done {
    let (marker, inputs) = (PersonId(Uuid::nil()), first_hash(question));
    Done { marker, inputs, referrers: 0, blocked: 0, companies: 0 }
}

impl Done {
    pub(super) fn and(mut self, referrer: &Referrer) -> Done {
        self.inputs = referrer.hashed(self.inputs);
        self.marker = referrer.person;
        self.referrers += 1;
        self.blocked += i64::from(referrer.blocked);
        let given = referrer.companies.iter().filter(|given| !given.result.percent.is_zero());
        self.companies += given.count() as i64;
        self
    }

    /// The hash of everything that was read, in hexadecimal.
    pub fn inputs(&self) -> String {
        HEXLOWER.encode(&self.inputs)
    }
}

/// Tells each referrer and what their companies would get; writes nothing.
pub async fn preview(db: &Db, question: &Question, mut told: impl FnMut(&Referrer)) -> Result<Preview, Fault> {
    let reader = Reader::open(db, question).await?;
    let mut done = nothing(question);
    loop {
        let referrers = reader.next(db, done.marker).await?;
        if referrers.is_empty() {
            let (scheduled_at, known_at) = (question.scheduled_at, question.known_at);
            return Ok(Preview { scheduled_at, known_at, done });
        }
        for referrer in &referrers {
            told(referrer);
            done = done.and(referrer);
        }
    }
}

/// The run of this month, begun now unless it was before.
pub(super) async fn begin(db: &Db, question: &Question) -> Result<Run, Refused> {
    for _ in 1..TRIES {
        match begin_once(db, question).await {
            // Somebody else began it first.
            Err(Refused::Fault(fault)) if fault.is_race() => {}
            done => return done,
        }
    }
    begin_once(db, question).await
}

async fn begin_once(db: &Db, question: &Question) -> Result<Run, Refused> {
    let (newest, run) = db
        .read(async |conn| {
            futures_util::try_join!(
                store::newest(conn, question.program.id),
                store::find(conn, question.program.id, question.month)
            )
        })
        .await?;
    if let Some(run) = run {
        return Ok(run);
    }
    if let Some(newest) = newest.filter(|newest| newest.month > question.month) {
        return Err(Refused::Superseded { month: question.month, newer: newest.month });
    }
    question.may_be_applied(db.now())?;
    db.write(async |tx| {
        cut::alone(tx).await?;
        // Not the transaction's instant: whoever held the lock may have begun after it.
        let cut_off = db.now().max(tx.now());
        let (id, scheduled_at) = (RunId::new(cut_off), question.scheduled_at);
        let (program, month, done) = (question.program.id, question.month, nothing(question));
        let run = Run { id, program, month, scheduled_at, cut_off, done, finished_at: None };
        store::add(tx, &run, EventId::new(cut_off).0).await?;
        Ok(run)
    })
    .await
}

/// Goes on with a run where it stopped, until every referrer is done. Several processes may do so at once: each batch is written by
/// whoever comes first.
pub(super) async fn work(db: &Db, question: &Question, run: &Run) -> Result<(), Fault> {
    let reader = Reader::open(db, question).await?;
    let mut done = run.done;
    let mut referrers = reader.next(db, done.marker).await?;
    while let Some(last) = referrers.last().map(|last| last.person) {
        // PostgreSQL reads the next while it writes these.
        let (written, next) = futures_util::join!(write(db, run.id, done, &referrers), reader.next(db, last));
        match written? {
            Written::Now(now) => (done, referrers) = (now, next?),
            Written::Elsewhere(now) => (done, referrers) = (now, reader.next(db, now.marker).await?),
        }
    }
    Ok(())
}

enum Written {
    Now(Done),
    /// Another process was here.
    Elsewhere(Done),
}

async fn write(db: &Db, run: RunId, before: Done, referrers: &[Referrer]) -> Result<Written, Fault> {
    db.write(async |tx| {
        let held = store::hold(tx, run).await?;
        if held.done != before || held.finished_at.is_some() {
            return Ok(Written::Elsewhere(held.done));
        }
        let given = referrers.iter().flat_map(Referrer::assignments);
        let new: Vec<NewAssignment<'_>> =
            given.map(|(assignment, subscriptions)| NewAssignment { assignment, subscriptions }).collect();
        let done = referrers.iter().fold(before, Done::and);
        futures_util::try_join!(discounts::assign(tx, run, &new), store::move_on(tx, run, &done))?;
        Ok(Written::Now(done))
    })
    .await
}

/// Ends a run of which every referrer is done: from now on its assignments hold. Answers the fact to be recorded in the same
/// transaction; nothing when somebody else ended it.
pub(super) async fn finish(tx: &Tx, question: &Question, run: RunId) -> Result<Option<Event>, Fault> {
    cut::alone(tx).await?;
    let held = store::hold(tx, run).await?;
    if held.finished_at.is_some() {
        return Ok(None);
    }
    store::finish(tx, run).await?;
    notices::announce(tx, question.program.id, notices::Kind::Verification).await?;
    let wrong = |words: String| Fault::contradiction(format!("a run cannot be recorded: {words}"));
    let (slug, month) = (&question.program.slug, question.month);
    Ok(Some(Event {
        id: format!("run-{slug}-{month}").parse().map_err(|e| wrong(format!("{e}")))?,
        timestamp: held.scheduled_at,
        fact: Fact::RunApplied(RunApplied {
            program: slug.parse().map_err(|e: &str| wrong(e.to_owned()))?,
            month,
            scheduled_at: held.scheduled_at,
            inputs: held.done.inputs().parse().map_err(|e: &str| wrong(e.to_owned()))?,
        }),
    }))
}
