//! Facts that arrive at the same time are committed together: one transaction, one flush to disk for all of them.
use super::answer::Answer;
use super::batch::{self, Applied, Incoming};
use super::store::{self, Stored};
use crate::db::{Db, Fault, TRIES, Tx};
use crate::events::Event;
use std::collections::VecDeque;
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
        match db.write(async |tx| batch::apply(tx, incoming).await).await {
            Err(fault) if fault.is_race() => {}
            done => return done,
        }
    }
    db.write(async |tx| batch::apply(tx, incoming).await).await
}

/// Applies what was parked and need wait no longer, and what that wakes in turn.
pub(super) async fn wake(db: &Db, mut woken: Vec<Stored>) -> Result<(), Fault> {
    while !woken.is_empty() {
        woken = apply_parked(db, woken).await?;
    }
    Ok(())
}

/// Applies parked events whose wait is over but whom nobody woke; answers how many were looked at.
pub async fn wake_overlooked(db: &Db) -> Result<usize, Fault> {
    let parked = db.read(async |conn| store::overlooked(conn, 500).await).await?;
    let looked = parked.len();
    wake(db, parked).await?;
    Ok(looked)
}

async fn apply_parked(db: &Db, parked: Vec<Stored>) -> Result<Vec<Stored>, Fault> {
    let mut woken = Vec::new();
    let read = |stored: Stored| stored.event().map(|event| (stored, event));
    let parked: Vec<(Stored, Event)> = parked.into_iter().map(read).collect::<Result<_, _>>()?;
    for part in parked.chunks(BATCH) {
        woken.extend(apply_parked_with_retries(db, part).await?.woken);
    }
    Ok(woken)
}

async fn apply_parked_with_retries(db: &Db, parked: &[(Stored, Event)]) -> Result<Applied, Fault> {
    for _ in 1..TRIES {
        match db.write(async |tx| apply_if_waiting(tx, parked).await).await {
            Err(fault) if fault.is_race() => {}
            done => return done,
        }
    }
    db.write(async |tx| apply_if_waiting(tx, parked).await).await
}

/// The queue and the job that wakes the overlooked may come for the same event at the same time.
async fn apply_if_waiting(tx: &Tx, parked: &[(Stored, Event)]) -> Result<Applied, Fault> {
    let waiting = store::lock_waiting(tx, parked.iter().map(|(stored, _)| stored)).await?;
    let left: Vec<_> = parked.iter().filter(|(stored, _)| waiting.contains(&stored.id)).cloned().collect();
    batch::apply_parked(tx, &left).await
}
