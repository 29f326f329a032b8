//! Bonuses on invoices.
//!
//! Invariants: a spend pays an open invoice of the person's own company, at most what is left of it and at most what is available;
//! concurrent spends never overdraw; voiding gives everything back, a refund its proportion.
mod store;

use crate::billing::{self, Invoice, InvoiceState};
use crate::book::{Posting, SpendState, Transfer};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx};
use crate::ids::{InvoiceId, PersonId, SpendId};
use crate::ledger;
use crate::money::{Amount, Money, MoneyError, Rounding, Unit, proportion};
use crate::programs::Program;
use crate::rewards;
use crate::rules::Terms;
use crate::rules::spend::NotSpent;

pub use store::{Spend, Used, invoices_of, is_same, used_by};

/// Why bonuses were not used: each is something a person can understand and act on.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Not there, or not theirs: the same answer.
    #[error("there is no such invoice")]
    NoInvoice,
    #[error("something else was asked for by the same form before")]
    AskedOtherwise,
    #[error("the invoice is paid or was voided")]
    NotOpen,
    #[error("the bonuses are counted in {bonuses}, the invoice in {invoice}")]
    OtherCurrency { bonuses: String, invoice: String },
    #[error(transparent)]
    NotSpent(#[from] NotSpent),
    #[error("only {0} is available")]
    NotEnough(Money),
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// A spend as it was asked for. Its id is drawn beforehand: asked for twice, it happens once.
#[derive(Debug, Clone, Copy)]
pub struct Ask {
    pub id: SpendId,
    pub unit: Unit,
    pub units: Amount,
}

/// Uses so much of a unit on one of a person's invoices. What is due to them is released first.
pub async fn spend(
    tx: &Tx,
    person: PersonId,
    program: &Program,
    terms: &Terms,
    invoice: InvoiceId,
    ask: Ask,
) -> Result<(), Refused> {
    let due = rewards::release_due_of(tx, person, program.id);
    let (_, found) = futures_util::try_join!(due, billing::lock_invoice(tx, person, invoice))?;
    let found = found.ok_or(Refused::NoInvoice)?;
    if found.state()? != InvoiceState::Open {
        return Err(Refused::NotOpen);
    }
    let counted = ask.unit.currency(terms.currency);
    if found.total.currency() != terms.currency || ask.units.currency() != counted {
        let (bonuses, invoice) = (terms.currency.to_string(), found.total.currency().to_string());
        return Err(Refused::OtherCurrency { bonuses, invoice });
    }
    let amount = terms.spend(ask.unit, ask.units, &found.bill()?)?;
    let spend = Spend {
        person,
        id: ask.id,
        program: program.id,
        unit: ask.unit,
        invoice,
        state: SpendState::new(amount, ask.units),
        spent_at: tx.now(),
    };
    match post_spend(tx, &found, &spend).await {
        Ok(()) => Ok(()),
        Err(ledger::Refused::Fault(fault)) => Err(fault.into()),
        Err(ledger::Refused::NotEnough) => {
            // What was taken in vain goes back with the transaction.
            let left = ledger::lock_available(tx, (person, program.id, ask.unit), counted).await?;
            Err(Refused::NotEnough(left.plus(ask.units.money()).map_err(contradiction)?))
        }
    }
}

/// An invoice takes what it can of a unit, at most what `allots` sets apart of what is available. What is due is released first.
pub async fn pay_by_itself(
    tx: &Tx,
    (person, invoice, at): (PersonId, InvoiceId, Instant),
    (program, unit): (&Program, Unit),
    allots: impl Fn(Money) -> Result<Money, MoneyError>,
) -> Result<(), Fault> {
    let terms = &program.told(at)?.terms;
    let owner = (person, program.id, unit);
    rewards::release_due_of(tx, person, program.id).await?;
    let (found, available) = futures_util::try_join!(
        billing::lock_invoice(tx, person, invoice),
        ledger::lock_available(tx, owner, unit.currency(terms.currency))
    )?;
    let found = found.ok_or_else(|| Fault::contradiction("an invoice that was just issued is not there"))?;
    let Some((units, amount)) = most(&found, terms, unit, allots(available).map_err(contradiction)?)? else {
        return Ok(());
    };
    let state = SpendState::new(amount, units);
    let spend = Spend { person, id: SpendId::new(tx.now()), program: program.id, unit, invoice, state, spent_at: at };
    post_spend(tx, &found, &spend).await.map_err(|refused| match refused {
        ledger::Refused::Fault(fault) => fault,
        ledger::Refused::NotEnough => Fault::contradiction("more was used than the locked account had"),
    })
}

async fn post_spend(tx: &Tx, invoice: &Invoice, spend: &Spend) -> Result<(), ledger::Refused> {
    let owner = (spend.person, spend.program, spend.unit);
    let (units, at) = (spend.state.units, spend.spent_at);
    let spent = [transfer(owner, Posting::CreditSpent, spend.id.to_string(), units, at)];
    let credit = invoice.credit.plus(spend.state.amount.money()).map_err(contradiction)?;
    let kept = async { store::add(tx, spend).await.map_err(ledger::Refused::Fault) };
    let set =
        async { billing::set_credit(tx, invoice.person, invoice.id, credit).await.map_err(ledger::Refused::Fault) };
    // The balance last: whoever else spends from it waits from then on.
    futures_util::try_join!(kept, set, ledger::post(tx, &spent))?;
    Ok(())
}

/// The most of a unit that one person may use of what is available, and what it pays; none where nothing may be used.
pub fn most(invoice: &Invoice, terms: &Terms, unit: Unit, available: Money) -> Result<Option<(Amount, Amount)>, Fault> {
    terms.spend_most(unit, available, &invoice.bill()?).map_err(contradiction)
}

/// The spends on an invoice, oldest first.
pub async fn spends_on(conn: &Conn, invoice: &Invoice) -> Result<Vec<Spend>, Fault> {
    store::of_invoice(conn, invoice).await
}

/// Gives back everything that bonuses paid of an invoice: it is being voided.
pub async fn return_all(tx: &Tx, invoice: &Invoice, at: Instant) -> Result<(), Fault> {
    return_up_to(tx, invoice, at, |spent| Ok(spent.amount.money())).await
}

/// Gives back bonuses in the proportion in which the invoice's money was refunded.
pub async fn return_part(
    tx: &Tx,
    invoice: &Invoice,
    (refunded, paid): (Money, Money),
    at: Instant,
) -> Result<(), Fault> {
    if paid.is_zero() {
        return Ok(());
    }
    return_up_to(tx, invoice, at, |spent| proportion(spent.amount.money(), refunded, paid, Rounding::HalfAway)).await
}

async fn return_up_to(
    tx: &Tx,
    invoice: &Invoice,
    at: Instant,
    target: impl Fn(&SpendState) -> Result<Money, MoneyError>,
) -> Result<(), Fault> {
    let mut credit = invoice.credit;
    for mut spend in store::of_invoice(tx, invoice).await? {
        let before = spend.state;
        let back = target(&before).and_then(|target| spend.state.return_up_to(target)).map_err(contradiction)?;
        if spend.state == before {
            continue;
        }
        let paid_less = spend.state.returned.minus(before.returned).and_then(|back| credit.minus(back));
        credit = paid_less.map_err(contradiction)?;
        if let Some(units) = back {
            // What expired unused before is lost, though something comes back now.
            rewards::release_due_of(tx, spend.person, spend.program).await?;
            let owner = (spend.person, spend.program, spend.unit);
            // A spend may come back in parts: what has come back so far makes each part's cause its own.
            let cause = format!("{}/{}", spend.id, spend.state.returned);
            post(tx, transfer(owner, Posting::CreditReturned, cause, units, at)).await?;
        }
        store::set_returned(tx, &spend).await?;
    }
    if credit != invoice.credit {
        billing::set_credit(tx, invoice.person, invoice.id, credit).await?;
    }
    Ok(())
}

fn transfer(
    (person, program, unit): (PersonId, crate::ids::ProgramId, Unit),
    kind: Posting,
    cause: String,
    amount: Amount,
    effective_at: Instant,
) -> Transfer {
    Transfer { person, program, unit, kind, cause, amount, effective_at }
}

async fn post(tx: &Tx, transfer: Transfer) -> Result<(), Fault> {
    ledger::post(tx, &[transfer]).await.map_err(|refused| match refused {
        ledger::Refused::Fault(fault) => fault,
        ledger::Refused::NotEnough => Fault::contradiction("more was spent than the locked account had"),
    })
}

fn contradiction(error: MoneyError) -> Fault {
    Fault::contradiction(error.to_string())
}
