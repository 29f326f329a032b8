//! Refunds and disputes: a dispute is a refund that is requested, declined when won, completed when lost.
use super::batch::Batch;
use super::known::{Known, Noun};
use crate::billing::{self, Payment, Refund, RefundState};
use crate::calendar::Instant;
use crate::db::Fault;
use crate::events::{Fact, Major};
use crate::ids::{PaymentId, PersonId, RefundId};
use crate::money::Money;
use crate::referrals;
use crate::rewards::{self, Change};
use crate::spending;

struct Told<'a> {
    n: usize,
    noun: Noun,
    refund: &'a str,
    payment: &'a str,
    amount: Option<Major>,
    state: RefundState,
}

pub(super) async fn apply(batch: &mut Batch<'_>) -> Result<(), Fault> {
    let mut told: Vec<Told<'_>> = batch
        .open()
        .filter_map(|(n, item)| {
            use RefundState::{Completed, Declined, Requested};
            let (noun, refund, payment, amount, state) = match &item.event.fact {
                Fact::RefundRequested(f) => (Noun::Refund, &f.refund, &f.payment, f.amount, Requested),
                Fact::RefundCompleted(f) => (Noun::Refund, &f.refund, &f.payment, f.amount, Completed),
                Fact::RefundDeclined(f) => (Noun::Refund, &f.refund, &f.payment, f.amount, Declined),
                // A payment has one dispute, named by the payment.
                Fact::PaymentDisputed(f) => (Noun::Dispute, &f.payment, &f.payment, f.amount, Requested),
                Fact::DisputeLost(f) => (Noun::Dispute, &f.payment, &f.payment, f.amount, Completed),
                Fact::DisputeWon(f) => (Noun::Dispute, &f.payment, &f.payment, f.amount, Declined),
                _ => return None,
            };
            Some(Told { n, noun, refund: refund.as_str(), payment: payment.as_str(), amount, state })
        })
        .collect();
    told.sort_by_key(|told| (batch.items[told.n].event.timestamp, told.n));
    for told in told {
        one(batch, told).await?;
    }
    Ok(())
}

async fn one(batch: &mut Batch<'_>, told: Told<'_>) -> Result<(), Fault> {
    let n = told.n;
    let Some(known) = batch.known(n, Noun::Payment, told.payment) else {
        match batch.known(n, told.noun, told.refund) {
            Some(_) => batch.conflict(n, format!("refund {:?} is of another payment", told.refund)),
            None => batch.park(n, Noun::Payment, told.payment),
        }
        return Ok(());
    };
    let (person, payment) = (known.person, PaymentId(known.id));
    let payment = billing::lock_payment(batch.tx, person, payment).await?;
    let currency = payment.amount.currency();
    let amount = match told.amount.map(|amount| amount.in_currency(currency)).transpose() {
        Ok(amount) => amount.unwrap_or(payment.amount),
        Err(_) => {
            batch.refuse(n, Some(person), "amount_finer_than_the_currency");
            return Ok(());
        }
    };
    let mut refunds = billing::refunds_of(batch.tx, person, payment.id, currency).await?;
    let before = batch.known(n, told.noun, told.refund).map(|known| RefundId(known.id));
    let place = before.and_then(|id| refunds.iter().position(|refund| refund.id == id));
    if before.is_some() && place.is_none() {
        batch.conflict(n, format!("refund {:?} is of another payment", told.refund));
        return Ok(());
    }
    match place {
        Some(at) => match (refunds[at].state, told.state) {
            // The request came after its outcome: it changes nothing any more.
            (RefundState::Completed | RefundState::Declined, RefundState::Requested) => {
                batch.applied(n, person, Vec::new());
                return Ok(());
            }
            (settled, now) if settled == now && refunds[at].amount == amount => {
                batch.items[n].repeats = true;
                batch.applied(n, person, Vec::new());
                return Ok(());
            }
            (RefundState::Requested, RefundState::Completed | RefundState::Declined) => {
                refunds[at] = Refund { amount, state: told.state, ..refunds[at].clone() };
            }
            _ => {
                batch.conflict(n, format!("refund {:?} was settled otherwise before", told.refund));
                return Ok(());
            }
        },
        None => refunds.push(Refund { id: RefundId::new(batch.tx.now()), amount, state: told.state }),
    }
    let Some(refund) = (match place {
        Some(at) => refunds.get(at),
        None => refunds.last(),
    }) else {
        return Err(Fault::contradiction("a refund that is not there"));
    };
    let completed = refunds.iter().filter(|r| r.state == RefundState::Completed).map(|r| r.amount);
    let refunded = Money::sum(currency, completed).map_err(|e| Fault::contradiction(e.to_string()))?;
    if refunded > payment.amount || refund.amount > payment.amount {
        batch.refuse(n, Some(person), "refund_larger_than_payment");
        return Ok(());
    }
    let at = batch.items[n].event.timestamp;
    billing::save_refund(batch.tx, person, payment.id, refund, at).await?;
    if place.is_none() {
        let known = Known { id: refund.id.0, person, content_hash: None };
        let source = batch.items[n].source;
        batch.known.make(source, told.noun, told.refund, known);
    }
    follow(batch, &payment, &refunds, (refunded, at)).await?;
    batch.applied(n, person, Vec::new());
    Ok(())
}

/// What follows from a payment's refunds: for its rewards, and for the bonuses on its invoice.
async fn follow(
    batch: &Batch<'_>,
    payment: &Payment,
    refunds: &[Refund],
    (refunded, at): (Money, Instant),
) -> Result<(), Fault> {
    let (person, currency) = (payment.person, payment.amount.currency());
    if refunded != payment.refunded {
        billing::set_refunded(batch.tx, person, payment.id, refunded).await?;
    }
    let asked = refunds.iter().any(|r| r.state == RefundState::Requested);
    let change = Change { at, refunded, paid: payment.amount, asked };
    let beneficiaries: Vec<PersonId> =
        referrals::of_invitees(batch.tx, &[person]).await?.into_iter().map(|referral| referral.referrer).collect();
    rewards::on_refund(batch.tx, &batch.catalogue, &beneficiaries, payment.id, change).await?;
    if let Some(invoice) = payment.invoice
        && refunded != payment.refunded
        && let Some(invoice) = billing::lock_invoice(batch.tx, person, invoice).await?
    {
        let sums = billing::refunded_of_invoice(batch.tx, person, invoice.id, currency).await?;
        spending::return_part(batch.tx, &invoice, sums, at).await?;
    }
    Ok(())
}
