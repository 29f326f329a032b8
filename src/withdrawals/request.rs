use super::record::{key, named, post, record, text};
use super::{NotRequested, Withdrawal, store};
use crate::book::WithdrawalState;
use crate::calendar::hold_end;
use crate::db::{Fault, Tx};
use crate::events::{Fact, WithdrawalRequested};
use crate::ids::{PersonId, WithdrawalId};
use crate::ledger;
use crate::money::{Money, Unit};
use crate::notices::{self, Kind, News};
use crate::people::payout_details;
use crate::programs::{self, Program};
use crate::reckoning;
use crate::rewards;
use crate::rules::terms::WithdrawalMethod;

/// A withdrawal as it was asked for. Its id is drawn beforehand: asked for twice by one person, it happens once; where another
/// person's withdrawal has it, another is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Ask {
    pub id: WithdrawalId,
    pub amount: Money,
    pub method: WithdrawalMethod,
}

/// Reserves a person's cash, under the terms in force now. What is due to them is earned and released first.
pub async fn request(tx: &Tx, person: PersonId, program: &Program, ask: Ask) -> Result<(), NotRequested> {
    let version = program.told(tx.now())?;
    let terms = &version.terms;
    let allowed = terms.withdrawal.as_ref().ok_or(NotRequested::NoWithdrawals)?;
    let asked = store::asked(tx, person, program.id, &ask).await?;
    match asked.same {
        Some(true) => return Ok(()),
        Some(false) => return Err(NotRequested::AskedOtherwise),
        None => {}
    }
    let is_taken = asked.taken;
    if let Some(until) = payout_details::locked_until(tx, person, tx.now()).await? {
        return Err(NotRequested::Locked(until));
    }
    let id = if is_taken { WithdrawalId::new(tx.now()) } else { ask.id };
    reckoning::catch_up(tx, &programs::catalogue(tx).await?, person).await?;
    rewards::release_due_of(tx, person, program.id).await?;
    let available = ledger::lock_available(tx, (person, program.id, Unit::Cash), terms.currency).await?;
    let first = store::is_first(tx, person, program.id).await?;
    let asked = terms.ask_withdrawal(allowed, (ask.amount, ask.method), available, first)?;
    let (state, moved) = WithdrawalState::request(asked.amount, asked.fee, asked.approvals);
    let due_at = hold_end(tx.now(), allowed.within_days, terms.time_zone);
    let withdrawal = Withdrawal {
        person,
        id,
        program: program.id,
        terms_version: version.number,
        method: ask.method,
        details: payout_details::current(tx, person, ask.method).await?,
        state,
        requested_at: tx.now(),
        due_at: due_at.map_err(|error| Fault::contradiction(error.to_string()))?,
        approvals: Vec::new(),
        paid: None,
        reference: None,
        ended: None,
        reason: None,
        batch: None,
    };
    let fact = WithdrawalRequested {
        withdrawal: named(id)?,
        person: key(tx, person).await?,
        program: text(&program.slug)?,
        amount: asked.amount.money(),
        currency: terms.currency,
        fee: (!asked.fee.is_zero()).then_some(asked.fee),
        method: text(ask.method.name())?,
    };
    store::add(tx, &withdrawal, ask.id).await?;
    let recorded = record(tx, person, named(format!("{id}.requested"))?, Fact::WithdrawalRequested(fact.into()));
    let told = notices::tell(tx, [News::new(person, program.id, Kind::Withdrawal, tx.now())]);
    futures_util::try_join!(post(tx, (person, program.id), id, moved), recorded, told)?;
    Ok(())
}
