//! Undone, or final.
use super::super::decide::pay_with;
use super::super::jobs::PayBatch;
use super::super::{NotDecided, store as withdrawals};
use super::{Batch, NotBatched, State, lock, said, store};
use crate::db::{Db, Fault, Tx};
use crate::events::Text;
use crate::ids::{BatchId, WithdrawalId};
use crate::jobs;
use crate::people::{By, Finance, Staff, deed};

pub(in crate::withdrawals) fn subject(batch: BatchId) -> String {
    format!("batch {batch}")
}

/// As if it had never been made.
pub async fn undo(tx: &Tx, by: &Staff<Finance>, id: BatchId) -> Result<(), NotBatched> {
    let before = lock(tx, id).await?;
    withdrawals::free(tx, id).await?;
    store::end(tx, id, State::Undone, by.who.person, None).await?;
    ended(tx, &by.by(), "batch-undone", &before).await
}

/// The bank has been told to pay it, under one reference. Each of it is marked as paid by a job, so that many take no request's time.
/// Whoever owes is left out first, unless `paid`: the bank has paid them already.
pub async fn finish(tx: &Tx, by: &Staff<Finance>, id: BatchId, reference: &Text, paid: bool) -> Result<(), NotBatched> {
    let before = lock(tx, id).await?;
    if before.count == 0 {
        return Err(NotBatched::Nothing);
    }
    if store::has_one_of(tx, id, by.who.person).await? {
        return Err(NotBatched::Own);
    }
    let owe = store::who_owe(tx, id).await?;
    if !owe.is_empty() && !paid {
        return Err(NotBatched::Owe(owe));
    }
    store::end(tx, id, State::Final, by.who.person, Some(reference)).await?;
    jobs::enqueue(tx, &PayBatch { batch: id, peer: by.by().peer }).await?;
    ended(tx, &by.by(), "batch-final", &before).await
}

async fn ended(tx: &Tx, by: &By, verb: &'static str, before: &Batch) -> Result<(), NotBatched> {
    let after = store::find(tx, before.id).await?.ok_or(NotBatched::NoBatch)?;
    Ok(deed(tx, by, verb, &subject(before.id), Some(said(before)), Some(said(&after))).await?)
}

/// How many are looked up at once.
const PART: i64 = 200;

/// Marks what is in a final batch as paid, each in its own transaction, by whoever ended it: also to who owes meanwhile, as
/// the bank was told to pay. What failed meanwhile is passed over; what is still approved in the end is free again.
pub async fn pay(db: &Db, id: BatchId, peer: Option<String>) -> Result<(), Fault> {
    let Some(batch) = db.read(async |conn| store::find(conn, id).await).await? else {
        return Err(Fault::contradiction(format!("no batch {id}")));
    };
    let (Some(ended), Some(reference), None) = (batch.ended, batch.reference.as_deref(), batch.done) else {
        return Ok(());
    };
    let by = By { person: ended.by, peer };
    let reference: Text = reference.parse().map_err(|_| Fault::contradiction("a reference that is none"))?;
    let mut last = WithdrawalId(uuid::Uuid::nil());
    loop {
        let part = db.read(async |conn| store::to_pay_after(conn, id, last, PART).await).await?;
        for withdrawal in &part {
            match db.write(async |tx| pay_with(tx, &by, *withdrawal, Some(id), &reference).await).await {
                Err(NotDecided::Fault(fault)) => return Err(fault),
                Ok(()) | Err(_) => last = *withdrawal,
            }
        }
        if part.is_empty() {
            break;
        }
    }
    db.write(async |tx| {
        let left_over = withdrawals::free(tx, id).await?;
        store::finished(tx, id, left_over).await
    })
    .await
}
