//! A file of facts, one a line: the same door for history.
use super::answer::Outcome;
use super::batch::Incoming;
use super::queue::{apply_now, wake_overlooked};
use super::store;
use crate::db::{Db, Fault, sql};
use crate::events::{self, Malformed};
use crate::ids::SourceId;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Binary, Bool, Timestamptz, Uuid as SqlUuid};
use indicatif::ProgressBar;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// Lines in one transaction.
const BATCH: usize = 1_000;
/// Refused lines that are told one by one; the others are counted.
const TOLD: usize = 20;

/// What became of the lines of a file.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Summary {
    pub applied: u64,
    pub duplicate: u64,
    /// Still waiting for something when the file ended.
    pub parked: u64,
    pub refused: u64,
    /// Kept for a later use; nothing changes by them today.
    pub recorded: u64,
    /// Lines passed over because an interrupted import of the same file had done them.
    pub resumed_after: u64,
    pub seconds: f64,
    #[serde(skip)]
    pub told: Vec<String>,
    #[serde(skip)]
    waiting: HashSet<String>,
}

#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{0}: {1}")]
    File(String, io::Error),
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Imports a file as `source`. Interrupted, it goes on where it stopped; done again, every line is a duplicate.
pub async fn import(db: &Db, source: SourceId, path: &Path, progress: &ProgressBar) -> Result<Summary, ImportError> {
    let started = std::time::Instant::now();
    let unreadable = |e| ImportError::File(path.display().to_string(), e);
    let (digest, bytes) = digest(path).map_err(unreadable)?;
    progress.set_length(bytes);
    let done = begin(db, source, digest).await?;
    let mut summary = Summary { resumed_after: done, ..Summary::default() };
    let mut lines = BufReader::with_capacity(1 << 20, File::open(path).map_err(unreadable)?);
    let (mut number, mut batch, mut line) = (0u64, Vec::with_capacity(BATCH), Vec::new());
    loop {
        line.clear();
        let read = lines.read_until(b'\n', &mut line).map_err(unreadable)?;
        if read > 0 {
            number += 1;
            progress.inc(read as u64);
            let text = line.trim_ascii();
            if number <= done || text.is_empty() {
                continue;
            }
            match events::parse(text).and_then(|event| event.check_timestamp(db.now()).map(|()| event)) {
                Ok(event) => batch.push(Incoming::new(source, event)),
                Err(malformed) => summary.refuse(number, &malformed),
            }
        }
        if batch.len() == BATCH || (read == 0 && !batch.is_empty()) {
            summary.count(apply_now(db, &batch).await)?;
            batch.clear();
            reached(db, source, digest, number, false).await?;
        }
        if read == 0 {
            break;
        }
    }
    wake_overlooked(db).await?;
    summary.parked = still_waiting(db, source, &summary.waiting).await?;
    summary.applied += summary.waiting.len() as u64 - summary.parked;
    reached(db, source, digest, 0, true).await?;
    progress.finish_and_clear();
    summary.seconds = started.elapsed().as_secs_f64();
    Ok(summary)
}

impl Summary {
    fn refuse(&mut self, line: u64, malformed: &Malformed) {
        self.refused += 1;
        self.tell(format!("line {line}: {malformed}"));
    }

    fn tell(&mut self, words: String) {
        if self.told.len() < TOLD {
            self.told.push(words);
        }
    }

    fn count(&mut self, answers: Vec<Result<super::Answer, Fault>>) -> Result<(), Fault> {
        for answer in answers {
            let answer = answer?;
            match answer.outcome {
                _ if answer.duplicate => self.duplicate += 1,
                Outcome::Applied { .. } => self.applied += 1,
                Outcome::Recorded => self.recorded += 1,
                Outcome::Waiting { .. } => {
                    self.waiting.insert(answer.id);
                }
                Outcome::Refused { reason } => {
                    self.refused += 1;
                    self.tell(format!("event {:?}: {reason}", answer.id));
                }
                Outcome::Conflict { detail } => {
                    self.refused += 1;
                    self.tell(format!("event {:?}: {detail}", answer.id));
                }
            }
        }
        Ok(())
    }
}

fn digest(path: &Path) -> io::Result<([u8; 32], u64)> {
    let mut hasher = Sha256::new();
    let bytes = io::copy(&mut File::open(path)?, &mut hasher)?;
    Ok((hasher.finalize().into(), bytes))
}

#[derive(QueryableByName)]
struct Reached {
    #[diesel(sql_type = BigInt)]
    lines: i64,
    #[diesel(sql_type = Bool)]
    finished: bool,
}

/// How many lines an interrupted import of the same file has done.
async fn begin(db: &Db, source: SourceId, digest: [u8; 32]) -> Result<u64, Fault> {
    db.write(async |tx| {
        let found: Reached = sql("INSERT INTO imports AS i (digest, source_id, lines, started_at) VALUES (?, ?, 0, ?)
             ON CONFLICT (digest, source_id) DO UPDATE SET started_at = excluded.started_at
             RETURNING lines, finished_at IS NOT NULL AS finished")
        .bind::<Binary, _>(digest.to_vec())
        .bind::<SqlUuid, _>(source.0)
        .bind::<Timestamptz, _>(tx.now())
        .one(tx)
        .await?;
        Ok(if found.finished { 0 } else { u64::try_from(found.lines).unwrap_or(0) })
    })
    .await
}

async fn reached(db: &Db, source: SourceId, digest: [u8; 32], lines: u64, finished: bool) -> Result<(), Fault> {
    let lines = i64::try_from(lines).map_err(|e| Fault::contradiction(e.to_string()))?;
    db.write(async |tx| {
        sql("UPDATE imports SET lines = ?, finished_at = CASE WHEN ? THEN ?::timestamptz END WHERE digest = ? AND source_id = ?")
            .bind::<BigInt, _>(lines)
            .bind::<Bool, _>(finished)
            .bind::<Timestamptz, _>(tx.now())
            .bind::<Binary, _>(digest.to_vec())
            .bind::<SqlUuid, _>(source.0)
            .execute(tx)
            .await?;
        Ok(())
    })
    .await
}

async fn still_waiting(db: &Db, source: SourceId, ids: &HashSet<String>) -> Result<u64, Fault> {
    if ids.is_empty() {
        return Ok(0);
    }
    let keys: Vec<(SourceId, &str)> = ids.iter().map(|id| (source, id.as_str())).collect();
    let stored = db.read(async |conn| store::find(conn, &keys).await).await?;
    Ok(stored.values().filter(|stored| matches!(stored.state, store::State::Waiting { .. })).count() as u64)
}
