//! Payments: recorded, assessed and granted.
use super::batch::Batch;
use super::history::Histories;
use super::known::{Known, Noun};
use crate::billing::{self, Invoice, NewPayment, PaidFor, Past};
use crate::calendar::Instant;
use crate::db::Fault;
use crate::events::{Fact, PaymentSucceeded};
use crate::ids::{CompanyId, EventId, InvoiceId, PaymentId, PersonId, ReferralId};
use crate::referrals::{self, Referral};
use crate::rewards::{self, Assessed, Change};
use crate::rules::reward::invoiced_tax;
use std::collections::{BTreeMap, HashMap};

/// A payment whose company and invoice are known.
struct Placed<'a> {
    n: usize,
    fact: &'a PaymentSucceeded,
    event: EventId,
    person: PersonId,
    company: CompanyId,
    invoice: Option<InvoiceId>,
    id: PaymentId,
}

/// What is written at once when all payments are decided.
#[derive(Default)]
struct Rows {
    payments: Vec<NewPayment>,
    assessed: Vec<Assessed>,
    paid: Vec<(PersonId, ReferralId, Instant)>,
    /// Of payments that are later than one of these and were recorded before it.
    late: BTreeMap<PersonId, Vec<Change>>,
}

pub(super) async fn apply(batch: &mut Batch<'_>) -> Result<(), Fault> {
    let placed = place(batch);
    if placed.is_empty() {
        return Ok(());
    }
    let payers: Vec<PersonId> = placed.iter().map(|p| p.person).collect();
    let on_invoices: Vec<_> = placed.iter().filter_map(|p| p.invoice.map(|i| (p.person, i))).collect();
    let invoices = async {
        if on_invoices.is_empty() { Ok(Vec::new()) } else { billing::find_invoices(batch.tx, &on_invoices).await }
    };
    let (bound, invoices) = futures_util::try_join!(referrals::of_invitees(batch.tx, &payers), invoices)?;
    let mut histories = Histories::load(batch, &bound).await?;
    let invoices: HashMap<InvoiceId, Invoice> = invoices.into_iter().map(|i| (i.id, i)).collect();
    let mut by_payer: HashMap<PersonId, Vec<Referral>> = HashMap::new();
    for referral in bound {
        by_payer.entry(referral.invitee).or_default().push(referral);
    }
    let (mut rows, mut kept) = (Rows::default(), Vec::new());
    for payment in placed {
        let invoice = payment.invoice.and_then(|id| invoices.get(&id));
        let referrals = by_payer.get(&payment.person).map_or(&[][..], Vec::as_slice);
        if let Some(reason) = unpayable(batch, &payment, invoice, referrals)? {
            batch.refuse(payment.n, Some(payment.person), reason);
            continue;
        }
        let first = rows.assessed.len();
        decide(batch, &payment, invoice, referrals, &mut histories, &mut rows)?;
        kept.push((payment.n, payment.person, first..rows.assessed.len()));
    }
    for (person, changes) in &rows.late {
        histories.settle(batch, *person, changes).await?;
    }
    rows.paid.sort_unstable();
    let tx = batch.tx;
    let (_, summaries, _) = futures_util::try_join!(
        billing::record(tx, &rows.payments),
        rewards::grant(tx, &rows.assessed),
        referrals::paid(tx, &rows.paid)
    )?;
    for (n, person, range) in kept {
        batch.applied(n, person, summaries.get(range).unwrap_or_default().to_vec());
    }
    Ok(())
}

/// Assesses a payment for each referral and keeps what is to be written.
fn decide(
    batch: &mut Batch<'_>,
    payment: &Placed<'_>,
    invoice: Option<&Invoice>,
    referrals: &[Referral],
    histories: &mut Histories,
    rows: &mut Rows,
) -> Result<(), Fault> {
    let (source, event) = (batch.items[payment.n].source, batch.items[payment.n].event);
    let past = past(payment, invoice, event.timestamp)?;
    let tax = past.tax;
    for referral in referrals {
        rows.paid.push((referral.referrer, referral.id, event.timestamp));
        rows.assessed.extend(assess_for(batch, payment, &past, referral, histories)?);
    }
    if let Some(history) = histories.of.get_mut(&payment.person) {
        let is_last = history.payments.iter().all(|other| other.paid_at < past.paid_at);
        history.payments.push(past);
        if !is_last {
            let again = histories.again(&batch.catalogue, payment.person, event.timestamp)?;
            rows.late.entry(payment.person).or_default().extend(again);
        }
    }
    let known = Known { id: payment.id.0, person: payment.person, content_hash: Some(event.content_hash().to_vec()) };
    batch.known.make(source, Noun::Payment, payment.fact.payment.as_str(), known);
    rows.payments.push(NewPayment {
        id: payment.id,
        person: payment.person,
        company: payment.company,
        invoice: payment.invoice,
        event: payment.event,
        external_id: payment.fact.payment.to_string(),
        amount: payment.fact.amount,
        tax,
        promo_code: payment.fact.promo_code.as_ref().map(ToString::to_string),
        lines: payment.fact.lines.clone(),
        paid_at: event.timestamp,
    });
    Ok(())
}

fn place<'a>(batch: &mut Batch<'a>) -> Vec<Placed<'a>> {
    let mut facts: Vec<(usize, &'a PaymentSucceeded)> = batch
        .open()
        .filter_map(|(n, item)| match &item.event.fact {
            Fact::PaymentSucceeded(fact) => Some((n, fact.as_ref())),
            _ => None,
        })
        .collect();
    let mut placed = Vec::with_capacity(facts.len());
    // Whoever paid first comes first, so that nothing of one batch is late.
    facts.sort_by_key(|(n, fact)| (batch.items[*n].event.timestamp, &fact.payment));
    for (n, fact) in facts {
        let Some(company) = batch.known(n, Noun::Company, fact.company.as_str()) else {
            batch.park(n, Noun::Company, fact.company.as_str());
            continue;
        };
        let (person, company) = (company.person, CompanyId(company.id));
        let invoice = fact.invoice.as_ref().map(|id| (id.as_str(), batch.known(n, Noun::Invoice, id.as_str())));
        let invoice = match invoice {
            None => None,
            Some((_, Some(known))) => Some((known.person, InvoiceId(known.id))),
            Some((id, None)) => {
                batch.park(n, Noun::Invoice, id);
                continue;
            }
        };
        if invoice.is_some_and(|(owner, _)| owner != person) {
            batch.refuse(n, Some(person), "invoice_of_another_person");
            continue;
        }
        let id = PaymentId::new(batch.tx.now());
        let event = batch.items[n].id;
        placed.push(Placed { n, fact, event, person, company, invoice: invoice.map(|(_, id)| id), id });
    }
    placed
}

/// The payment as others may look back at it.
fn past(payment: &Placed<'_>, invoice: Option<&Invoice>, paid_at: Instant) -> Result<Past, Fault> {
    let lines: Vec<PaidFor> = match (invoice, payment.fact.own_lines()) {
        (Some(invoice), _) => billing::paid_for(invoice.lines.clone(), &invoice.off_at(paid_at))?,
        (None, own) => billing::paid_for(own.unwrap_or_default().into_owned(), &[])?,
    };
    let tax = match invoice {
        Some(invoice) if payment.fact.tax.is_none() => {
            invoiced_tax(payment.fact.amount, invoice.tax, &invoice.lines)
                .map_err(|error| Fault::contradiction(format!("the tax of an invoice cannot be told: {error}")))?
        }
        _ => payment.fact.tax,
    };
    Ok(Past {
        person: payment.person,
        id: payment.id,
        event: payment.event,
        external_id: payment.fact.payment.clone(),
        amount: payment.fact.amount,
        tax,
        paid_at,
        promo_code: payment.fact.promo_code.is_some() || invoice.is_some_and(|i| i.promo_code.is_some()),
        lines,
        refunded: Vec::new(),
        asked: false,
    })
}

/// Why a payment cannot be taken as it is told.
fn unpayable(
    batch: &Batch<'_>,
    payment: &Placed<'_>,
    invoice: Option<&Invoice>,
    referrals: &[Referral],
) -> Result<Option<&'static str>, Fault> {
    let currency = payment.fact.currency;
    if invoice.is_some_and(|invoice| invoice.total.currency() != currency || invoice.company != payment.company) {
        return Ok(Some("other_invoice"));
    }
    // Refused when every program that would reward it counts in another currency: nothing is ever converted silently.
    let mut counts = false;
    for referral in referrals {
        let newest = batch.catalogue.get(referral.program)?.versions.last();
        counts |= newest.is_some_and(|version| version.terms.currency == currency);
    }
    Ok((!referrals.is_empty() && !counts).then_some("other_currency"))
}

fn assess_for(
    batch: &Batch<'_>,
    payment: &Placed<'_>,
    past: &Past,
    referral: &Referral,
    histories: &Histories,
) -> Result<Vec<Assessed>, Fault> {
    let program = batch.catalogue.get(referral.program)?;
    let at = past.paid_at;
    let governing = program.governing(referral.registered_at, at, &referral.accepted);
    let invited = referral.registered_at <= at && referral.voided_at.is_none_or(|voided| at < voided);
    let Some(version) = governing.filter(|_| invited) else {
        return Ok(Vec::new());
    };
    let receipts = version.terms.rewards.iter().map(|clause| {
        Ok(Assessed {
            beneficiary: referral.referrer,
            program: program.id,
            program_slug: program.slug.clone(),
            invitee: Some(referral.invitee),
            event: payment.event,
            payment: Some(payment.id),
            held: referral.held_at.is_some(),
            origin: None,
            happened_at: at,
            receipt: histories.assess(past, referral, (version, clause))?,
        })
    });
    receipts.collect()
}
