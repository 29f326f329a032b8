use super::record::{key, named, record, text};
use crate::book::{Posting, Transfer};
use crate::db::{Fault, Tx};
use crate::events::{AdjustmentMade, Direction, Fact};
use crate::ids::{AdjustmentId, PersonId};
use crate::ledger;
use crate::money::{Amount, Unit};
use crate::programs::Program;
use crate::rewards;

/// A person gives up what is available to them in money, cash and credit. What is due is released first.
pub async fn give_up(tx: &Tx, person: PersonId, program: &Program, reason: &str) -> Result<(), Fault> {
    rewards::release_due_of(tx, person, program.id).await?;
    let currency = program.told(tx.now())?.terms.currency;
    for unit in [Unit::Cash, Unit::Credit] {
        let available = ledger::lock_available(tx, (person, program.id, unit), currency).await?;
        let Some(amount) = Amount::positive(available) else { continue };
        let id = AdjustmentId::new(tx.now());
        let fact = AdjustmentMade {
            adjustment: named(id)?,
            person: key(tx, person).await?,
            program: text(&program.slug)?,
            unit,
            direction: Direction::Take,
            amount: available,
            currency,
            reason: text(reason)?,
        };
        let cause = id.to_string();
        let kind = Posting::AdjustedDown;
        let transfer = Transfer { person, program: program.id, unit, kind, cause, amount, effective_at: tx.now() };
        ledger::post(tx, &[transfer]).await.map_err(|refused| match refused {
            ledger::Refused::Fault(fault) => fault,
            ledger::Refused::NotEnough => Fault::contradiction("more was given up than the locked account had"),
        })?;
        record(tx, person, named(id)?, Fact::AdjustmentMade(Box::new(fact))).await?;
    }
    Ok(())
}
