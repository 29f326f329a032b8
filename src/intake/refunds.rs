//! Refunds and disputes: a dispute is a refund that is requested, declined when won, completed when lost.
use super::batch::Batch;
use super::history::Histories;
use super::known::{Known, Noun};
use crate::billing::{self, Payment, Refund, RefundState};
use crate::calendar::Instant;
use crate::db::Fault;
use crate::events::{Fact, Major};
use crate::ids::{PaymentId, PersonId, RefundId};
use crate::money::{Money, MoneyError};
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
    let Ok(amount) = told.amount.map(|amount| amount.in_currency(currency)).transpose() else {
        batch.refuse(n, Some(person), "amount_finer_than_the_currency");
        return Ok(());
    };
    let mut refunds = billing::refunds_of(batch.tx, person, payment.id, currency).await?;
    let before = batch.known(n, told.noun, told.refund).map(|known| RefundId(known.id));
    let place = before.and_then(|id| refunds.iter().position(|refund| refund.id == id));
    if before.is_some() && place.is_none() {
        batch.conflict(n, format!("refund {:?} is of another payment", told.refund));
        return Ok(());
    }
    let amount = match amount {
        Some(amount) => amount,
        None => unsaid(&payment, &refunds, place, told.state).map_err(|e| Fault::contradiction(e.to_string()))?,
    };
    match step(place.map(|at| &refunds[at]), told.state, amount) {
        Step::Made => {}
        Step::Nothing { repeats } => {
            batch.items[n].repeats |= repeats;
            batch.applied(n, person, Vec::new());
            return Ok(());
        }
        Step::Contradicts => {
            batch.conflict(n, format!("refund {:?} was settled otherwise before", told.refund));
            return Ok(());
        }
    }
    let id = before.unwrap_or_else(|| RefundId::new(batch.tx.now()));
    let refund = Refund { id, amount, state: told.state };
    refunds.retain(|other| other.id != id);
    refunds.push(refund.clone());
    let completed = refunds.iter().filter(|r| r.state == RefundState::Completed).map(|r| r.amount);
    let refunded = Money::sum(currency, completed).map_err(|e| Fault::contradiction(e.to_string()))?;
    if refunded > payment.amount || refund.amount > payment.amount {
        batch.refuse(n, Some(person), "refund_larger_than_payment");
        return Ok(());
    }
    let at = batch.items[n].event.timestamp;
    billing::save_refund(batch.tx, person, payment.id, &refund, at).await?;
    if before.is_none() {
        let known = Known { id: id.0, person, content_hash: None };
        let source = batch.items[n].source;
        batch.known.make(source, told.noun, told.refund, known);
    }
    let asked = refunds.iter().any(|refund| refund.state == RefundState::Requested);
    follow(batch, person, &payment, (at, refunded, asked)).await?;
    batch.applied(n, person, Vec::new());
    Ok(())
}

/// Where no amount is said it is what was asked for, or else all that did not go back yet.
fn unsaid(
    payment: &Payment,
    refunds: &[Refund],
    place: Option<usize>,
    state: RefundState,
) -> Result<Money, MoneyError> {
    let gone = refunds.iter().filter(|refund| refund.state == RefundState::Completed).map(|refund| refund.amount);
    let left = payment.amount.minus(Money::sum(payment.amount.currency(), gone)?)?;
    match place.map(|at| &refunds[at]) {
        Some(Refund { state: RefundState::Requested, amount, .. }) if state == RefundState::Completed => {
            amount.smaller(left)
        }
        Some(known) => Ok(known.amount),
        None => Ok(left),
    }
}

enum Step {
    /// The refund is new, or gets its outcome.
    Made,
    Nothing {
        repeats: bool,
    },
    Contradicts,
}

fn step(before: Option<&Refund>, state: RefundState, amount: Money) -> Step {
    use RefundState::{Completed, Declined, Requested};
    match before.map(|refund| (refund.state, refund.amount)) {
        None => Step::Made,
        // The request came after its outcome: it changes nothing any more.
        Some((Completed | Declined, _)) if state == Requested => Step::Nothing { repeats: false },
        Some(known) if known == (state, amount) => Step::Nothing { repeats: true },
        Some((Requested, _)) if state != Requested => Step::Made,
        Some(_) => Step::Contradicts,
    }
}

/// What was refunded leads to: the payment's sum, the rewards that it earned and those of later payments that look back at it,
/// and the balance that it was paid with.
async fn follow(
    batch: &mut Batch<'_>,
    person: PersonId,
    payment: &Payment,
    (at, refunded, asked): (Instant, Money, bool),
) -> Result<(), Fault> {
    let more = refunded != payment.refunded;
    if more {
        billing::set_refunded(batch.tx, person, payment.id, refunded).await?;
    }
    let referrals = referrals::of_invitees(batch.tx, &[person]).await?;
    let beneficiaries: Vec<PersonId> = referrals.iter().map(|referral| referral.referrer).collect();
    let (paid_at, paid) = (payment.paid_at, payment.amount);
    let change = Change { payment: payment.id, paid_at, paid, at, refunded, asked, again: None };
    rewards::settle(batch.tx, &batch.catalogue, &beneficiaries, person, &[change]).await?;
    if !more {
        return Ok(());
    }
    let histories = Histories::load(batch, &referrals).await?;
    histories.settle(batch, person, &histories.again(&batch.catalogue, person, at)?).await?;
    if let Some(invoice) = payment.invoice
        && let Some(invoice) = billing::lock_invoice(batch.tx, person, invoice).await?
    {
        let sums = billing::refunded_of_invoice(batch.tx, person, invoice.id, payment.amount.currency()).await?;
        spending::return_part(batch.tx, &invoice, sums, at).await?;
    }
    Ok(())
}
