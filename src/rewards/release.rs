use super::store::{self, Reward};
use crate::db::{Db, Fault, Tx};
use crate::ids::{PersonId, ProgramId};
use crate::ledger;

/// Rewards released in one transaction.
const BATCH: i64 = 2_000;

/// Releases everything that is due, batch by batch; answers how many rewards. A crash between two batches loses nothing: what is
/// left is still due.
pub async fn release_due(db: &Db) -> Result<usize, Fault> {
    let mut released = 0;
    loop {
        let batch = db
            .write_despite_races(async |tx| {
                let due = store::lock_due(tx, tx.now(), BATCH).await?;
                release(tx, due).await
            })
            .await?;
        released += batch;
        if batch == 0 {
            return Ok(released);
        }
    }
}

/// What is due to one person in one program, before they spend it.
pub async fn release_due_of(tx: &Tx, person: PersonId, program: ProgramId) -> Result<(), Fault> {
    let due = store::lock_due_of(tx, person, program).await?;
    release(tx, due).await?;
    Ok(())
}

async fn release(tx: &Tx, mut due: Vec<Reward>) -> Result<usize, Fault> {
    due.sort_by_key(|reward| (reward.person, reward.program, reward.id));
    let mut transfers = Vec::with_capacity(due.len());
    for reward in &mut due {
        let (owner, cause) = (reward.owner(), reward.cause());
        let moves = reward.state.release(tx.now());
        transfers.extend(moves.into_iter().map(|m| m.transfer(owner, &cause)));
    }
    let posted = async {
        ledger::post(tx, &transfers).await.map_err(|refused| match refused {
            ledger::Refused::Fault(fault) => fault,
            ledger::Refused::NotEnough => Fault::contradiction("a release took more than was on hold"),
        })
    };
    futures_util::try_join!(store::save(tx, &due), posted)?;
    Ok(due.len())
}
