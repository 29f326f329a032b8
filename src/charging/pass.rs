//! Time passes for Beckon's own subscriptions.
use super::{reprice, steps};
use crate::billing;
use crate::calendar::Instant;
use crate::db::{Db, Fault};
use crate::ids::{PersonId, SubscriptionId};

/// Subscriptions in one transaction at most.
const BATCH: i64 = 100;

/// Lets everything happen that is due by an instant, which is not ahead of the clock, and each as of its own instant: what was missed
/// is made up for step by step. One that fails is named, and keeps no other waiting.
pub async fn pass(db: &Db, by: Instant) -> Result<(), Fault> {
    let (mut left_out, mut failed) = (Vec::new(), None);
    loop {
        let due = db.read(async |conn| billing::due_own(conn, by, &left_out, BATCH).await).await?;
        if due.is_empty() {
            reprice::reprice(db, by).await?;
            return failed.map_or(Ok(()), Err);
        }
        match step(db, &due, by).await {
            Ok(idle) => left_out.extend(idle),
            Err(fault) if fault.is_outage() => return Err(fault),
            Err(_) => {
                for one in due {
                    match step(db, &[one], by).await {
                        Ok(idle) => left_out.extend(idle),
                        Err(fault) => {
                            tracing::error!(subscription = %one.1, %fault, "a subscription cannot be billed");
                            left_out.push(one.1);
                            failed = Some(fault);
                        }
                    }
                }
            }
        }
    }
}

async fn step(db: &Db, due: &[(PersonId, SubscriptionId)], by: Instant) -> Result<Vec<SubscriptionId>, Fault> {
    db.write_again(Fault::is_race, async |tx| steps::take(tx, due, by).await).await
}
