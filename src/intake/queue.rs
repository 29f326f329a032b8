//! Facts that arrive at the same time are committed together: one transaction, one flush to disk for all of them.
use super::answer::Answer;
use super::batch::{self, Applied, Incoming};
use super::store::{self, Stored};
use crate::db::{Db, Fault, TRIES, Tx};
use crate::events::Event;
use crate::ids::EventId;
use futures_util::FutureExt;
use std::collections::VecDeque;
use std::panic::AssertUnwindSafe;
use tokio::sync::{mpsc, oneshot};

/// Facts in one transaction at most.
const BATCH: usize = 500;
/// Facts waiting at most; more are told to come again.
const WAITING: usize = 20_000;

struct Submitted {
    incoming: Incoming,
    answer: oneshot::Sender<Result<Answer, Fault>>,
}

/// The way in for whatever arrives one by one; clones share it.
#[derive(Clone)]
pub struct Intake {
    submit: mpsc::Sender<Submitted>,
}

impl Intake {
    /// Starts the worker on a thread of its own. It ends when all clones are gone and what was submitted is done.
    pub fn start(db: Db) -> std::io::Result<Intake> {
        let (submit, mut submitted) = mpsc::channel::<Submitted>(WAITING);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let work = move || {
            runtime.block_on(async {
                let mut together = Vec::with_capacity(BATCH);
                while submitted.recv_many(&mut together, BATCH).await > 0 {
                    work(&db, std::mem::take(&mut together)).await;
                }
            })
        };
        std::thread::Builder::new().name("intake".into()).spawn(work)?;
        Ok(Intake { submit })
    }

    /// Whether there is anybody to do what is submitted.
    pub fn lives(&self) -> bool {
        !self.submit.is_closed()
    }

    /// Answers when the fact is durable.
    pub async fn submit(&self, incoming: Incoming) -> Result<Answer, Fault> {
        let (answer, answered) = oneshot::channel();
        let full = |_| Fault::NoConnection("too much is waiting to be kept".into());
        self.submit.try_send(Submitted { incoming, answer }).map_err(full)?;
        answered.await.map_err(|_| Fault::NoConnection("the server is stopping".into()))?
    }
}

async fn work(db: &Db, submitted: Vec<Submitted>) {
    let (incoming, asked): (Vec<Incoming>, Vec<_>) = submitted.into_iter().map(|s| (s.incoming, s.answer)).unzip();
    for (answer, asked) in apply_now(db, &incoming).await.into_iter().zip(asked) {
        // Nobody listens any more when the client went away; the fact is kept all the same.
        asked.send(answer).ok();
    }
}

/// Applies facts in one transaction, then what was parked and waited for them. If the batch fails as a whole, each half is tried
/// alone, so that one fact cannot take others with it.
pub async fn apply_now(db: &Db, incoming: &[Incoming]) -> Vec<Result<Answer, Fault>> {
    let mut answers = Vec::with_capacity(incoming.len());
    let mut parts = VecDeque::from([incoming]);
    while let Some(part) = parts.pop_front() {
        match apply_with_retries(db, part).await {
            Ok(applied) => {
                if let Err(fault) = wake(db, applied.woken).await {
                    tracing::warn!(%fault, "parked events wait for the next round");
                }
                answers.extend(applied.answers.into_iter().map(Ok));
            }
            Err(fault) if part.len() < 2 || fault.is_outage() => {
                let words = fault.to_string();
                answers.push(Err(fault));
                answers.extend(part.iter().skip(1).map(|_| Err(Fault::NoConnection(words.clone()))));
            }
            Err(_) => {
                let (first, second) = part.split_at(part.len() / 2);
                parts.push_front(second);
                parts.push_front(first);
            }
        }
    }
    answers
}

async fn apply_with_retries(db: &Db, incoming: &[Incoming]) -> Result<Applied, Fault> {
    for _ in 1..TRIES {
        match caught(db.write(async |tx| batch::apply(tx, incoming).await)).await {
            Err(fault) if fault.is_race() => {}
            done => return done,
        }
    }
    caught(db.write(async |tx| batch::apply(tx, incoming).await)).await
}

/// A panic is a fault like others: it must not end the thread by which everybody's facts come in. Its transaction is not committed.
pub(super) async fn caught<T>(work: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
    let panicked = |_| Err(Fault::contradiction("the program panicked on it; the log says where"));
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(panicked)
}

/// Applies what was parked and need wait no longer, and what that wakes in turn. Answers what cannot be applied: it stays parked.
pub(super) async fn wake(db: &Db, mut woken: Vec<Stored>) -> Result<Vec<EventId>, Fault> {
    let mut aside = Vec::new();
    while !woken.is_empty() {
        let (next, failed) = apply_parked(db, woken).await?;
        if !failed.is_empty() {
            db.write(async |tx| store::put_aside(tx, &failed).await).await?;
        }
        aside.extend(failed.iter().map(|stored| stored.id));
        woken = next;
    }
    Ok(aside)
}

/// Applies parked events whose wait is over but whom nobody woke, and tries again what could not be applied; answers how many were
/// looked at.
pub async fn wake_overlooked(db: &Db) -> Result<usize, Fault> {
    let (mut looked, mut aside) = (0, Vec::new());
    loop {
        let parked = db.read(async |conn| store::overlooked(conn, &aside, 500).await).await?;
        if parked.is_empty() {
            return Ok(looked);
        }
        looked += parked.len();
        aside.extend(wake(db, parked).await?);
    }
}

/// (what was woken, what failed though it was tried alone).
async fn apply_parked(db: &Db, parked: Vec<Stored>) -> Result<(Vec<Stored>, Vec<Stored>), Fault> {
    let (mut woken, mut failed, mut readable) = (Vec::new(), Vec::new(), Vec::with_capacity(parked.len()));
    let mut fails = |stored: Stored, fault: Fault| {
        tracing::error!(event = %stored.id, %fault, "a parked event cannot be applied");
        failed.push(stored);
    };
    for stored in parked {
        match stored.event() {
            Ok(event) => readable.push((stored, event)),
            Err(fault) => fails(stored, fault),
        }
    }
    let mut parts: VecDeque<&[(Stored, Event)]> = readable.chunks(BATCH).collect();
    while let Some(part) = parts.pop_front() {
        match (apply_parked_with_retries(db, part).await, part) {
            (Ok(applied), _) => woken.extend(applied.woken),
            (Err(fault), _) if fault.is_outage() => return Err(fault),
            (Err(fault), [(alone, _)]) => fails(alone.clone(), fault),
            (Err(_), _) => {
                let (first, second) = part.split_at(part.len() / 2);
                parts.push_front(second);
                parts.push_front(first);
            }
        }
    }
    Ok((woken, failed))
}

async fn apply_parked_with_retries(db: &Db, parked: &[(Stored, Event)]) -> Result<Applied, Fault> {
    for _ in 1..TRIES {
        match caught(db.write(async |tx| apply_if_waiting(tx, parked).await)).await {
            Err(fault) if fault.is_race() => {}
            done => return done,
        }
    }
    caught(db.write(async |tx| apply_if_waiting(tx, parked).await)).await
}

/// The queue and the job that wakes the overlooked may come for the same event at the same time.
async fn apply_if_waiting(tx: &Tx, parked: &[(Stored, Event)]) -> Result<Applied, Fault> {
    let waiting = store::lock_waiting(tx, parked.iter().map(|(stored, _)| stored)).await?;
    let left: Vec<_> = parked.iter().filter(|(stored, _)| waiting.contains(&stored.id)).cloned().collect();
    batch::apply_parked(tx, &left).await
}

#[cfg(test)]
mod tests {
    use super::{Fault, caught};

    #[tokio::test]
    async fn a_panic_is_a_fault_of_what_was_tried_alone() {
        let numbers: Vec<u8> = Vec::new();
        let tried = caught(async { Ok(numbers[numbers.len()]) }).await;
        assert!(matches!(tried, Err(Fault::Contradiction(_))), "{tried:?}");
        assert!(matches!(caught(async { Ok(1) }).await, Ok(1)));
    }
}
