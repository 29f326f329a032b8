//! What is added to what is available to somebody, or taken from it: the fact and its posting.
use super::record::{key, named, record, text};
use crate::book::{Posting, Transfer};
use crate::db::{Fault, Tx};
use crate::events::{AdjustmentMade, Direction, Fact, Text};
use crate::ids::{AdjustmentId, PersonId};
use crate::ledger;
use crate::money::{Amount, Money, Unit};
use crate::programs::{self, Program};
use crate::reckoning;
use crate::rewards;

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shift {
    pub unit: Unit,
    /// More may be taken than is available: the rest is owed.
    pub direction: Direction,
    pub amount: Amount,
}

impl Shift {
    /// What it does to what is available.
    pub fn money(self) -> Money {
        match self.direction {
            Direction::Add => self.amount.money(),
            Direction::Take => self.amount.money().negated(),
        }
    }
}

/// What is due to the person is earned and released first; answers what was available then. What waited for more to be available is
/// looked at again.
pub(super) async fn post(
    tx: &Tx,
    id: AdjustmentId,
    (person, program): (PersonId, &Program),
    shift: Shift,
    reason: &Text,
) -> Result<Money, Fault> {
    let Shift { unit, direction, amount } = shift;
    let currency = program.told(tx.now())?.terms.currency;
    if amount.currency() != unit.currency(currency) {
        return Err(Fault::contradiction(format!("{unit} are adjusted by {}", amount.currency())));
    }
    let catalogue = programs::catalogue(tx).await?;
    reckoning::catch_up(tx, &catalogue, person).await?;
    rewards::release_due_of(tx, person, program.id).await?;
    let available = ledger::lock_available(tx, (person, program.id, unit), amount.currency()).await?;
    let fact = AdjustmentMade {
        adjustment: named(id)?,
        person: key(tx, person).await?,
        program: text(&program.slug)?,
        unit,
        direction,
        amount: amount.money(),
        currency,
        reason: reason.clone(),
    };
    let kind = match direction {
        Direction::Add => Posting::AdjustedUp,
        Direction::Take => Posting::AdjustedDown,
    };
    let cause = id.to_string();
    let transfer = Transfer { person, program: program.id, unit, kind, cause, amount, effective_at: tx.now() };
    ledger::post(tx, &[transfer]).await.map_err(|refused| match refused {
        ledger::Refused::Fault(fault) => fault,
        ledger::Refused::NotEnough => Fault::contradiction("an adjustment was refused for want of anything to take"),
    })?;
    record(tx, person, named(id)?, Fact::AdjustmentMade(Box::new(fact))).await?;
    rewards::look_again(tx, &catalogue, &[person]).await?;
    Ok(available)
}
