use super::lapse::lapse;
use super::store::{self, Reward};
use crate::book::{Move, RewardState};
use crate::calendar::Instant;
use crate::db::{Db, Fault, TRIES, Tx};
use crate::ids::{PersonId, ProgramId};
use crate::ledger;
use crate::notices;
use futures_util::future::try_join_all;

/// Rewards released in one transaction: each account that they touch is written once in it, so more at once is less work.
const BATCH: i64 = 10_000;

/// Persons are divided over as many transactions at a time: they share no account, so none waits for another.
const LANES: i32 = 2;

/// Releases everything that is due, batch by batch; answers how many rewards. A crash between two batches loses nothing: what is
/// left is still due.
pub async fn release_due(db: &Db) -> Result<usize, Fault> {
    let released = try_join_all((0..LANES).map(|lane| release_lane(db, lane))).await?;
    Ok(released.into_iter().sum())
}

async fn release_lane(db: &Db, lane: i32) -> Result<usize, Fault> {
    let (mut released, mut raced) = (0, 0);
    loop {
        match db.write(async |tx| release_batch(tx, lane).await).await {
            Ok(0) => return Ok(released),
            Ok(batch) => (released, raced) = (released + batch, 0),
            // Facts about the same rewards came in at the same time.
            Err(fault) if fault.is_race() && raced < TRIES => raced += 1,
            Err(fault) => return Err(fault),
        }
    }
}

async fn release_batch(tx: &Tx, lane: i32) -> Result<usize, Fault> {
    let due = store::lock_due(tx, (lane, LANES), BATCH).await?;
    release(tx, due).await
}

/// What is due to one person in one program, before they spend it; answers how many rewards.
pub async fn release_due_of(tx: &Tx, person: PersonId, program: ProgramId) -> Result<usize, Fault> {
    release_due_of_all(tx, &[(person, program)]).await
}

/// The same of several people. What expired by now is lost as far as it was not used.
pub async fn release_due_of_all(tx: &Tx, people: &[(PersonId, ProgramId)]) -> Result<usize, Fault> {
    let due = store::lock_due_of_all(tx, people).await?;
    let released = release(tx, due).await?;
    lapse(tx, people).await?;
    Ok(released)
}

async fn release(tx: &Tx, due: Vec<Reward>) -> Result<usize, Fault> {
    follow(tx, due, |state, now| state.release(now)).await
}

/// Keeps where rewards stand after a step, and posts what it moves; answers how many they are.
pub(super) async fn follow(
    tx: &Tx,
    mut due: Vec<Reward>,
    step: impl Fn(&mut RewardState, Instant) -> Vec<Move>,
) -> Result<usize, Fault> {
    due.sort_by_key(|reward| (reward.person, reward.program, reward.id));
    let mut transfers = Vec::with_capacity(due.len());
    for reward in &mut due {
        let (owner, cause) = (reward.owner(), reward.cause());
        let moves = step(&mut reward.state, tx.now());
        transfers.extend(moves.into_iter().map(|m| m.transfer(owner, &cause)));
    }
    let posted = async {
        ledger::post(tx, &transfers).await.map_err(|refused| match refused {
            ledger::Refused::Fault(fault) => fault,
            ledger::Refused::NotEnough => Fault::contradiction("a release took more than was on hold"),
        })
    };
    futures_util::try_join!(store::save(tx, &due), posted, notices::tell_transfers(tx, &transfers))?;
    Ok(due.len())
}
