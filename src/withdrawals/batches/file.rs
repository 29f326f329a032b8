//! Files of a batch. They hold what is sealed elsewhere: each time one is made is a deed.
use super::super::Withdrawal;
use super::super::bank_file::{Credit, Debtor, NotLatin, Order};
use super::{Batch, NotBatched, State, said, store, subject};
use crate::db::{Fault, Tx};
use crate::ids::{BatchId, PersonId};
use crate::money::{Amount, MoneyError};
use crate::people::details::Details;
use crate::people::{Finance, Staff, deed, payout_details};
use crate::programs;
use crate::rules::terms::WithdrawalMethod;
use crate::seal::Seal;
use chrono::NaiveDate;
use serde_json::Value;

/// One of a batch, and where its money goes.
#[derive(Debug)]
pub struct Payee {
    pub withdrawal: Withdrawal,
    /// What reaches the person.
    pub net: Amount,
    /// None were given, or they went with their owner's account.
    pub details: Option<Details>,
}

/// Why no file was made.
#[derive(Debug, thiserror::Error)]
pub enum NotFiled {
    #[error(transparent)]
    Not(#[from] NotBatched),
    #[error("it is not paid by bank transfer")]
    NoTransfer,
    #[error("{} of them have no payout details", .0.len())]
    NoDetails(Vec<PersonId>),
    /// Names of holders.
    #[error("{} holders have names in letters that banks do not take", .0.len())]
    NotLatin(Vec<String>),
}

impl From<Fault> for NotFiled {
    fn from(fault: Fault) -> NotFiled {
        NotFiled::Not(fault.into())
    }
}

/// For a file of any kind.
pub async fn payees(tx: &Tx, seal: &Seal, by: &Staff<Finance>, id: BatchId) -> Result<Vec<Payee>, NotBatched> {
    let (batch, payees) = opened(tx, seal, by, id).await?;
    tell(tx, by, &batch, "csv", None).await?;
    Ok(payees)
}

/// For a bank; the account is kept, so that the next form begins with it.
pub async fn bank_file(
    tx: &Tx,
    seal: &Seal,
    by: &Staff<Finance>,
    id: BatchId,
    (debtor, execute_on): (&Debtor, NaiveDate),
) -> Result<Order, NotFiled> {
    let (batch, payees) = opened(tx, seal, by, id).await?;
    if batch.method != WithdrawalMethod::Iban {
        return Err(NotFiled::NoTransfer);
    }
    let catalogue = programs::catalogue(tx).await?;
    let (mut credits, mut unknown, mut foreign) = (Vec::new(), Vec::new(), Vec::new());
    for payee in &payees {
        let Some(Details::Iban { holder, iban }) = &payee.details else {
            unknown.push(payee.withdrawal.person);
            continue;
        };
        let program = &catalogue.get(payee.withdrawal.program)?.told(tx.now())?.terms.name;
        match Credit::new(payee.withdrawal.id, payee.net.money(), (holder, iban), program) {
            Ok(credit) => credits.push(credit),
            Err(NotLatin(name)) => foreign.push(name),
        }
    }
    if !unknown.is_empty() {
        return Err(NotFiled::NoDetails(unknown));
    }
    if !foreign.is_empty() {
        return Err(NotFiled::NotLatin(foreign));
    }
    let (debtor, currency) = (debtor.clone(), batch.currency);
    let order = Order { batch: id, created_at: tx.now(), execute_on, currency, debtor, credits };
    store::filed(tx, &order, by.who.person).await?;
    tell(tx, by, &batch, "pain.001.001.09", Some(order.message_id())).await?;
    Ok(order)
}

async fn opened(tx: &Tx, seal: &Seal, by: &Staff<Finance>, id: BatchId) -> Result<(Batch, Vec<Payee>), NotBatched> {
    let batch = store::lock(tx, id).await?.ok_or(NotBatched::NoBatch)?;
    if batch.state == State::Undone {
        return Err(NotBatched::Ended(batch.state, batch.ended));
    }
    let found = store::members_to_pay(tx, id).await?;
    if found.is_empty() {
        return Err(NotBatched::Nothing);
    }
    if found.iter().any(|withdrawal| withdrawal.person == by.who.person) {
        return Err(NotBatched::Own);
    }
    let named = found.iter().filter_map(|withdrawal| Some((withdrawal.person, withdrawal.details?)));
    let details = payout_details::find_all(tx, seal, &named.collect::<Vec<_>>()).await?;
    let payee = |withdrawal: Withdrawal| {
        let net = withdrawal.state.net().map_err(|error: MoneyError| Fault::contradiction(error.to_string()))?;
        Ok(Payee {
            net,
            details: withdrawal.details.and_then(|named| details.get(&(withdrawal.person, named)).cloned()),
            withdrawal,
        })
    };
    let payees: Result<Vec<Payee>, Fault> = found.into_iter().map(payee).collect();
    Ok((batch, payees?))
}

async fn tell(tx: &Tx, by: &Staff<Finance>, batch: &Batch, file: &str, message: Option<String>) -> Result<(), Fault> {
    let mut after = said(batch);
    if let Value::Object(after) = &mut after {
        after.insert("file".into(), file.into());
        after.extend(message.map(|message| ("message".to_owned(), message.into())));
    }
    deed(tx, &by.by(), "batch-file-made", &subject(batch.id), None, Some(after)).await
}
