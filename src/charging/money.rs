//! Money that staff record: received for an invoice, given back, or asked for no more.
use super::NotRecorded;
use super::facts::{named, once, tell};
use crate::billing::{self, Invoice, InvoiceState, Received, RefundState};
use crate::calendar::Instant;
use crate::db::{Fault, Tx};
use crate::events::{Fact, InvoiceVoided, Major, PaymentSucceeded, Refund, Text};
use crate::ids::{InvoiceId, PaymentId, PersonId, RefundId};
use crate::intake::{self, Incoming, Noun};
use crate::money::{Amount, Money};
use crate::people::{By, Finance, Staff, deed};
use serde_json::{Value, json};

/// Money as staff saw it come. Its name is drawn beforehand: recorded twice, it came once.
#[derive(Debug, Clone)]
pub struct Receipt {
    pub name: PaymentId,
    pub amount: Amount,
    pub at: Instant,
    /// The bank's.
    pub reference: Text,
}

#[derive(Debug, Clone, Copy)]
pub struct RefundAsked {
    pub name: RefundId,
    pub payment: PaymentId,
    pub amount: Amount,
}

async fn lock(tx: &Tx, (person, id): (PersonId, InvoiceId)) -> Result<Invoice, NotRecorded> {
    billing::lock_invoice(tx, person, id).await?.ok_or(NotRecorded::NotFound)
}

/// Records a payment of an invoice; answers what is left to pay.
pub async fn receive(
    tx: &Tx,
    by: &Staff<Finance>,
    invoice: (PersonId, InvoiceId),
    receipt: &Receipt,
) -> Result<Money, NotRecorded> {
    let found = lock(tx, invoice).await?;
    let name = receipt.name.to_string();
    let known = billing::received_on(tx, found.person, found.id).await?;
    if known.iter().any(|known| known.external_id == name) {
        return Ok(found.remainder()?);
    }
    let left = found.remainder()?;
    if found.voided_at.is_some() {
        return Err(NotRecorded::Voided);
    }
    let rest = left.minus(receipt.amount.money()).map_err(|error| Fault::contradiction(error.to_string()))?;
    if rest.is_negative() {
        return Err(NotRecorded::MoreThanLeft(left));
    }
    if receipt.at < found.issued_at {
        return Err(NotRecorded::BeforeTheInvoice);
    }
    let ids = [found.company.0];
    let company = intake::names_of(tx, Noun::Company, &ids).await?.remove(&found.company.0);
    let paid = PaymentSucceeded {
        payment: named(&name)?,
        company: company.ok_or_else(|| Fault::contradiction("a company without a name in the log"))?.id,
        amount: receipt.amount.money(),
        currency: receipt.amount.currency(),
        invoice: Some(named(&found.external_id)?),
        lines: None,
        promo_code: None,
        tax: None,
        credit: None,
    };
    let fact = Fact::PaymentSucceeded(Box::new(paid));
    surely(tx, once(found.source, format!("{name}.received"), receipt.at, fact)?).await?;
    billing::note_reference(tx, found.person, &name, receipt.reference.as_str()).await?;
    let after =
        json!({"payment": name, "amount": receipt.amount.money(), "at": receipt.at, "reference": receipt.reference});
    log(tx, &by.by(), "payment-recorded", &found, after).await?;
    Ok(rest)
}

/// Freezes what the payment earned until the refund is settled.
pub async fn request_refund(
    tx: &Tx,
    by: &Staff<Finance>,
    invoice: (PersonId, InvoiceId),
    asked: RefundAsked,
) -> Result<(), NotRecorded> {
    let found = lock(tx, invoice).await?;
    let paid = payment(tx, &found, |paid| paid.id == asked.payment).await?;
    let name = asked.name.to_string();
    let payment = intake::name_of_payment(tx, found.person, paid.id).await?.ok_or(NotRecorded::NotFound)?;
    let event = named(format!("{name}-requested"))?;
    if !intake::find(tx, &[(payment.source, event.as_str())]).await?.is_empty() {
        return Ok(());
    }
    let given =
        paid.refunds.iter().filter(|(_, _, state)| *state != RefundState::Declined).map(|(_, amount, _)| *amount);
    let wrong = |error: crate::money::MoneyError| Fault::contradiction(error.to_string());
    let left = Money::sum(paid.amount.currency(), given).and_then(|given| paid.amount.minus(given)).map_err(wrong)?;
    if asked.amount.money().minus(left).map_err(wrong)?.is_positive() {
        return Err(NotRecorded::MoreThanPaid(left));
    }
    let amount = Major::parse(&asked.amount.to_string()).map_err(Fault::contradiction)?;
    let fact = Refund { refund: named(&name)?, payment: payment.id, amount: Some(amount) };
    surely(tx, once(payment.source, event, tx.now(), Fact::RefundRequested(fact))?).await?;
    let after = json!({"refund": name, "payment": paid.external_id, "amount": asked.amount.money()});
    log(tx, &by.by(), "refund-requested", &found, after).await
}

/// The money was given back, or it will not be.
pub async fn settle_refund(
    tx: &Tx,
    by: &Staff<Finance>,
    invoice: (PersonId, InvoiceId),
    (refund, completed): (RefundId, bool),
) -> Result<(), NotRecorded> {
    let found = lock(tx, invoice).await?;
    let paid = payment(tx, &found, |paid| paid.refunds.iter().any(|(id, ..)| *id == refund)).await?;
    let state = paid.refunds.iter().find(|(id, ..)| *id == refund).ok_or(NotRecorded::NotFound)?;
    let wanted = if completed { RefundState::Completed } else { RefundState::Declined };
    match state.2 {
        RefundState::Requested => {}
        done if done == wanted => return Ok(()),
        _ => return Err(NotRecorded::Settled),
    }
    let amount = Major::parse(&state.1.to_string()).map_err(Fault::contradiction)?;
    let payment = intake::name_of_payment(tx, found.person, paid.id).await?.ok_or(NotRecorded::NotFound)?;
    let name = intake::name_of_refund(tx, refund).await?.ok_or(NotRecorded::NotFound)?;
    let event = format!("{}-{}", name.id, wanted.word());
    let fact = Refund { refund: name.id.clone(), payment: payment.id, amount: Some(amount) };
    let (verb, fact) = match completed {
        true => ("refund-completed", Fact::RefundCompleted(fact)),
        false => ("refund-declined", Fact::RefundDeclined(fact)),
    };
    surely(tx, once(name.source, event, tx.now(), fact)?).await?;
    log(tx, &by.by(), verb, &found, json!({"refund": name.id, "amount": state.1})).await
}

/// An invoice that nobody has to pay: bonuses return, and so does the discount that it used.
pub async fn void(tx: &Tx, by: &Staff<Finance>, invoice: (PersonId, InvoiceId)) -> Result<(), NotRecorded> {
    let found = lock(tx, invoice).await?;
    if found.state()? == InvoiceState::Voided {
        return Ok(());
    }
    if found.paid.is_positive() {
        return Err(NotRecorded::Paid);
    }
    let fact = InvoiceVoided { invoice: named(&found.external_id)? };
    let event = format!("{}-voided", found.external_id);
    surely(tx, once(found.source, event, tx.now(), Fact::InvoiceVoided(fact))?).await?;
    log(tx, &by.by(), "invoice-voided", &found, json!({"voided": true})).await
}

async fn payment(tx: &Tx, invoice: &Invoice, is: impl Fn(&Received) -> bool) -> Result<Received, NotRecorded> {
    let known = billing::received_on(tx, invoice.person, invoice.id).await?;
    known.into_iter().find(is).ok_or(NotRecorded::NotFound)
}

async fn surely(tx: &Tx, fact: Incoming) -> Result<(), NotRecorded> {
    match tell(tx, &[fact]).await?.into_iter().next() {
        None => Ok(()),
        Some(why) => Err(NotRecorded::Refused(why)),
    }
}

async fn log(tx: &Tx, by: &By, verb: &'static str, invoice: &Invoice, after: Value) -> Result<(), NotRecorded> {
    let before = json!({"paid": invoice.paid, "left": invoice.remainder()?});
    Ok(deed(tx, by, verb, &format!("invoice {}", invoice.id), Some(before), Some(after)).await?)
}
