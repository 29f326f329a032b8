//! Bonuses on invoices.
//!
//! Invariants: a spend pays an open invoice of the person's own company, at most what is left of it and at most what is available;
//! concurrent spends never overdraw; voiding gives everything back, a refund its proportion.
mod store;

use crate::billing::{self, Invoice, InvoiceState};
use crate::book::{Posting, Transfer};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx};
use crate::ids::{InvoiceId, PersonId, SpendId};
use crate::ledger;
use crate::money::{Amount, Money, MoneyError, Rounding, Unit, proportion};
use crate::programs::Program;
use crate::rewards;
use crate::rules::Terms;

pub use store::{Spend, Used, invoices_of, used_by};

/// Why bonuses were not used: each is something a person can understand and act on.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Not there, or not theirs: the same answer.
    #[error("there is no such invoice")]
    NoInvoice,
    #[error("the invoice is paid or was voided")]
    NotOpen,
    #[error("the bonuses are counted in {bonuses}, the invoice in {invoice}")]
    OtherCurrency { bonuses: String, invoice: String },
    #[error("at most {0} of this invoice can be paid with bonuses")]
    MoreThanPayable(Money),
    #[error("only {0} is available")]
    NotEnough(Money),
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Uses `amount` of a person's credit on one of their invoices. What is due to them is released first.
pub async fn spend(
    tx: &Tx,
    person: PersonId,
    program: &Program,
    terms: &Terms,
    invoice: InvoiceId,
    (id, amount): (SpendId, Amount),
) -> Result<(), Refused> {
    let due = rewards::release_due_of(tx, person, program.id);
    let (_, found) = futures_util::try_join!(due, billing::lock_invoice(tx, person, invoice))?;
    let found = found.ok_or(Refused::NoInvoice)?;
    if found.state()? != InvoiceState::Open {
        return Err(Refused::NotOpen);
    }
    if found.total.currency() != terms.currency || amount.currency() != terms.currency {
        let (bonuses, invoice) = (terms.currency.to_string(), found.total.currency().to_string());
        return Err(Refused::OtherCurrency { bonuses, invoice });
    }
    let payable = payable(&found, terms)?;
    if amount.money() > payable {
        return Err(Refused::MoreThanPayable(payable));
    }
    let owner = (person, program.id, Unit::Credit);
    let spent = [transfer(owner, Posting::CreditSpent, id.to_string(), amount, tx.now())];
    let credit = found.credit.plus(amount.money()).map_err(contradiction)?;
    let spend = Spend::new(person, id, program.id, invoice, amount.money(), tx.now());
    let kept = async { store::add(tx, &spend).await.map_err(ledger::Refused::Fault) };
    let set = async { billing::set_credit(tx, person, invoice, credit).await.map_err(ledger::Refused::Fault) };
    // The balance last: whoever else spends from it waits from then on.
    match futures_util::try_join!(kept, set, ledger::post(tx, &spent)) {
        Ok(_) => Ok(()),
        Err(ledger::Refused::Fault(fault)) => Err(fault.into()),
        Err(ledger::Refused::NotEnough) => {
            // What was taken in vain goes back with the transaction.
            let left = ledger::lock_available(tx, owner, terms.currency).await?;
            Err(Refused::NotEnough(left.plus(amount.money()).map_err(contradiction)?))
        }
    }
}

/// How much of an invoice bonuses may pay: what is left, and no more than the lines that the terms let them pay.
pub fn payable(invoice: &Invoice, terms: &Terms) -> Result<Money, Fault> {
    let remainder = invoice.remainder()?;
    let lines = invoice.lines.iter().enumerate().filter(|(_, line)| terms.credit_pays.contains(&line.kind));
    let nets = lines.map(|(n, _)| invoice.net(n)).collect::<Result<Vec<Money>, Fault>>()?;
    let listed = Money::sum(invoice.total.currency(), nets);
    let left = listed.and_then(|listed| listed.minus(invoice.credit));
    let zero = Money::zero(invoice.total.currency());
    left.and_then(|left| remainder.smaller(left)?.larger(zero)).map_err(contradiction)
}

/// The spends on an invoice, oldest first.
pub async fn spends_on(conn: &Conn, invoice: &Invoice) -> Result<Vec<Spend>, Fault> {
    store::of_invoice(conn, invoice).await
}

/// Gives back everything that bonuses paid of an invoice: it is being voided.
pub async fn return_all(tx: &Tx, invoice: &Invoice, at: Instant) -> Result<(), Fault> {
    return_up_to(tx, invoice, at, |spend| Ok(spend.amount)).await
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
    return_up_to(tx, invoice, at, |spend| proportion(spend.amount, refunded, paid, Rounding::HalfAway)).await
}

async fn return_up_to(
    tx: &Tx,
    invoice: &Invoice,
    at: Instant,
    target: impl Fn(&Spend) -> Result<Money, MoneyError>,
) -> Result<(), Fault> {
    let mut credit = invoice.credit;
    for mut spend in store::of_invoice(tx, invoice).await? {
        let back = target(&spend).and_then(|target| target.minus(spend.returned)).map_err(contradiction)?;
        let Some(amount) = Amount::positive(back) else { continue };
        spend.returned = spend.returned.plus(back).map_err(contradiction)?;
        credit = credit.minus(back).map_err(contradiction)?;
        let owner = (spend.person, spend.program, Unit::Credit);
        // A spend may come back in parts: what has come back so far makes each part's cause its own.
        let cause = format!("{}/{}", spend.id, spend.returned);
        post(tx, transfer(owner, Posting::CreditReturned, cause, amount, at)).await?;
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
