use super::circles;
use super::reckon::reckon_held;
use crate::calendar::Instant;
use crate::db::{Db, Fault, TRIES, Tx};
use crate::ids::ProgramId;
use crate::programs;
use crate::referrals::Whose;

/// Circles reckoned in one transaction.
const BATCH: i64 = 100;

/// Reckons every circle that is due though nothing happened in it; answers how many. A crash between two batches loses nothing: what
/// is left is still due.
pub async fn sweep(db: &Db) -> Result<usize, Fault> {
    batches(db, async |tx| circles::hold_due(tx, BATCH).await).await
}

/// Brings a program's circles to `until`, which is not later than now, as whoever pays out at that instant needs them.
pub async fn sweep_until(db: &Db, program: ProgramId, until: Instant) -> Result<usize, Fault> {
    batches(db, async |tx| circles::hold_before(tx, program, until.min(tx.now()), BATCH).await).await
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

async fn batches(db: &Db, hold: impl AsyncFn(&Tx) -> Result<Vec<Whose>, Fault>) -> Result<usize, Fault> {
    let (mut swept, mut raced) = (0, 0);
    loop {
        let batch = db.write(async |tx| {
            let (_, catalogue) = futures_util::try_join!(tx.share(), programs::catalogue(tx))?;
            let due = hold(tx).await?;
            if !due.is_empty() {
                let held = circles::hold(tx, &due).await?;
                reckon_held(tx, &catalogue, &held).await?;
            }
            Ok::<_, Fault>(due.len())
        });
        match batch.await {
            Ok(0) => return Ok(swept),
            Ok(batch) => (swept, raced) = (swept + batch, 0),
            // Facts of the same circles came in at the same time.
            Err(fault) if fault.is_race() && raced < TRIES => raced += 1,
            Err(fault) => return Err(fault),
        }
    }
}
