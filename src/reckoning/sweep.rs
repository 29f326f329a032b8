use super::circles;
use super::reckon::reckon_held;
use crate::calendar::Instant;
use crate::db::{Db, Fault, TRIES, Tx};
use crate::ids::ProgramId;
use crate::programs;
use crate::referrals::Whose;
use chrono::TimeDelta;

/// Circles reckoned in one transaction.
const BATCH: i64 = 100;
/// One that cannot be reckoned is tried again after so long.
const AGAIN: TimeDelta = TimeDelta::hours(1);

/// Reckons every circle that is due though nothing happened in it; answers how many. A crash between two batches loses nothing: what
/// is left is still due.
pub async fn sweep(db: &Db) -> Result<usize, Fault> {
    batches(db, async |tx, limit, _| circles::hold_due(tx, limit).await).await
}

/// Brings a program's circles to `until`, which is not later than now, as whoever pays out at that instant needs them.
pub async fn sweep_until(db: &Db, program: ProgramId, until: Instant) -> Result<usize, Fault> {
    let hold = async |tx: &Tx, limit, failed: &[Whose]| {
        circles::hold_before(tx, program, until.min(tx.now()), failed, limit).await
    };
    batches(db, hold).await
}

/// The same of every program in which time alone brings something, until now.
pub async fn sweep_all(db: &Db) -> Result<usize, Fault> {
    let (now, catalogue) = (db.now(), db.read(async |conn| programs::catalogue(conn).await).await?);
    let mut swept = sweep(db).await?;
    for program in catalogue.programs.iter().filter(|program| program.reach().is_some_and(|reach| reach.by_time)) {
        swept += sweep_until(db, program.id, now).await?;
    }
    Ok(swept)
}

/// One circle that cannot be reckoned is named, and keeps no other waiting: those of its batch are tried one by one, and it is due
/// again later.
async fn batches(db: &Db, hold: impl AsyncFn(&Tx, i64, &[Whose]) -> Result<Vec<Whose>, Fault>) -> Result<usize, Fault> {
    let (mut swept, mut raced, mut alone) = (0, 0, 0);
    let mut failed: Vec<Whose> = Vec::new();
    loop {
        let limit = if alone > 0 { 1 } else { BATCH };
        let mut tried = Vec::new();
        let batch = db.write(async |tx| {
            let (_, catalogue) = futures_util::try_join!(tx.share(), programs::catalogue(tx))?;
            let due = hold(tx, limit, &failed).await?;
            tried.clone_from(&due);
            if !due.is_empty() {
                let held = circles::hold(tx, &due).await?;
                reckon_held(tx, &catalogue, &held).await?;
            }
            Ok::<_, Fault>(due.len())
        });
        match batch.await {
            Ok(0) => return Ok(swept),
            Ok(batch) => (swept, raced, alone) = (swept + batch, 0, (alone - 1).max(0)),
            // Facts of the same circles came in at the same time.
            Err(fault) if fault.is_race() && raced < TRIES => raced += 1,
            Err(fault) if fault.is_outage() || tried.is_empty() => return Err(fault),
            Err(fault) => match tried[..] {
                [(program, person)] => {
                    tracing::error!(%program, %person, %fault, "a circle cannot be reckoned");
                    metrics::counter!("circles_unreckoned_total").increment(1);
                    db.write(async |tx| circles::put_off(tx, (program, person), AGAIN).await).await?;
                    failed.push((program, person));
                    (raced, alone) = (0, (alone - 1).max(0));
                }
                _ => (raced, alone) = (0, BATCH),
            },
        }
    }
}
