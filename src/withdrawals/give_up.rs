use super::adjust::{Shift, post};
use super::record::text;
use crate::db::{Fault, Tx};
use crate::events::Direction;
use crate::ids::{AdjustmentId, PersonId};
use crate::ledger;
use crate::money::{Amount, Unit};
use crate::programs::{self, Program};
use crate::{reckoning, rewards};

/// A person gives up what is available to them in money, cash and credit. What is due is earned and released first.
pub async fn give_up(tx: &Tx, person: PersonId, program: &Program, reason: &str) -> Result<(), Fault> {
    reckoning::catch_up(tx, &programs::catalogue(tx).await?, person).await?;
    rewards::release_due_of(tx, person, program.id).await?;
    let (currency, reason) = (program.told(tx.now())?.terms.currency, text(reason)?);
    for unit in [Unit::Cash, Unit::Credit] {
        let available = ledger::lock_available(tx, (person, program.id, unit), currency).await?;
        let Some(amount) = Amount::positive(available) else { continue };
        let shift = Shift { unit, direction: Direction::Take, amount };
        post(tx, AdjustmentId::new(tx.now()), (person, program), shift, &reason).await?;
    }
    Ok(())
}
