//! Payments: recorded, assessed and granted.
use super::batch::Batch;
use super::known::{Known, Noun};
use crate::billing::{self, Invoice, NewPayment};
use crate::db::Fault;
use crate::events::{Fact, Line, PaymentSucceeded};
use crate::ids::{CompanyId, EventId, InvoiceId, PaymentId, PersonId};
use crate::money::Money;
use crate::referrals::{self, Referral};
use crate::rewards::{self, Assessed};
use crate::rules::reward::{Class, PaidLine, PaymentFacts, assess};
use std::collections::HashMap;

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
    let invoices: HashMap<InvoiceId, Invoice> = invoices.into_iter().map(|i| (i.id, i)).collect();
    let mut by_payer: HashMap<PersonId, Vec<Referral>> = HashMap::new();
    for referral in bound {
        by_payer.entry(referral.invitee).or_default().push(referral);
    }
    let (mut payments, mut assessed, mut paid, mut kept) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for payment in placed {
        let invoice = payment.invoice.and_then(|id| invoices.get(&id));
        let referrals = by_payer.get(&payment.person).map_or(&[][..], Vec::as_slice);
        if let Some(reason) = unpayable(batch, &payment, invoice, referrals)? {
            batch.refuse(payment.n, Some(payment.person), reason);
            continue;
        }
        let first = assessed.len();
        for referral in referrals {
            paid.push((referral.referrer, referral.id, batch.items[payment.n].event.timestamp));
            assessed.extend(assess_for(batch, &payment, invoice, referral)?);
        }
        let (source, event) = (batch.items[payment.n].source, batch.items[payment.n].event);
        let known =
            Known { id: payment.id.0, person: payment.person, content_hash: Some(event.content_hash().to_vec()) };
        batch.known.make(source, Noun::Payment, payment.fact.payment.as_str(), known);
        payments.push(NewPayment {
            id: payment.id,
            person: payment.person,
            company: payment.company,
            invoice: payment.invoice,
            event: payment.event,
            external_id: payment.fact.payment.to_string(),
            amount: payment.fact.amount,
            paid_at: event.timestamp,
        });
        kept.push((payment.n, payment.person, first..assessed.len()));
    }
    paid.sort_unstable();
    let tx = batch.tx;
    let (_, summaries, _) = futures_util::try_join!(
        billing::record(tx, &payments),
        rewards::grant(tx, &assessed),
        referrals::paid(tx, &paid)
    )?;
    for (n, person, range) in kept {
        batch.applied(n, person, summaries.get(range).unwrap_or_default().to_vec());
    }
    Ok(())
}

fn place<'a>(batch: &mut Batch<'a>) -> Vec<Placed<'a>> {
    let facts: Vec<(usize, &'a PaymentSucceeded)> = batch
        .open()
        .filter_map(|(n, item)| match &item.event.fact {
            Fact::PaymentSucceeded(fact) => Some((n, fact.as_ref())),
            _ => None,
        })
        .collect();
    let mut placed = Vec::with_capacity(facts.len());
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

/// Why a payment cannot be taken as it is told.
fn unpayable(
    batch: &Batch<'_>,
    payment: &Placed<'_>,
    invoice: Option<&Invoice>,
    referrals: &[Referral],
) -> Result<Option<&'static str>, Fault> {
    let currency = payment.fact.currency;
    if let Some(invoice) = invoice {
        if invoice.total.currency() != currency || invoice.company != payment.company {
            return Ok(Some("other_invoice"));
        }
        if invoice.total.is_zero() && payment.fact.amount.is_positive() && invoice.lines.len() > 1 {
            return Ok(Some("nothing_to_divide"));
        }
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
    invoice: Option<&Invoice>,
    referral: &Referral,
) -> Result<Vec<Assessed>, Fault> {
    let at = batch.items[payment.n].event.timestamp;
    let program = batch.catalogue.get(referral.program)?;
    let governing = program.governing(referral.registered_at, at);
    let invited = referral.registered_at <= at && referral.voided_at.is_none_or(|voided| at < voided);
    let Some(version) = governing.filter(|_| invited) else {
        return Ok(Vec::new());
    };
    let own = payment.fact.own_lines();
    let lines = match (invoice, &own) {
        (Some(invoice), _) => invoiced_lines(invoice)?,
        (None, Some(own)) => own.iter().map(|line| paid_line(line, line.net(), false)).collect(),
        (None, None) => Vec::new(),
    };
    let facts = PaymentFacts {
        at,
        amount: payment.fact.amount,
        tax: payment.fact.tax,
        promo_code: payment.fact.promo_code.is_some() || invoice.is_some_and(|i| i.promo_code.is_some()),
        lines: &lines,
        registered_at: referral.registered_at,
        earlier: 0,
        class: Class::None,
    };
    let receipts = version.terms.rewards.iter().map(|clause| {
        let receipt = assess(&version.terms, version.number, clause, &facts);
        Ok(Assessed {
            beneficiary: referral.referrer,
            program: program.id,
            program_slug: program.slug.clone(),
            invitee: referral.invitee,
            event: payment.event,
            payment: payment.id,
            happened_at: at,
            receipt: receipt.map_err(|e| Fault::contradiction(format!("a payment cannot be assessed: {e}")))?,
        })
    });
    receipts.collect()
}

fn invoiced_lines(invoice: &Invoice) -> Result<Vec<PaidLine<'_>>, Fault> {
    let offered = |n| invoice.discounts.iter().any(|discount| discount.line == n);
    let lines = invoice.lines.iter().enumerate();
    lines.map(|(n, line)| Ok(paid_line(line, invoice.net(n)?, offered(n)))).collect()
}

fn paid_line(line: &Line, net: Money, offered: bool) -> PaidLine<'_> {
    let discounted = offered || line.discount.is_some_and(|discount| discount.is_positive());
    let term_discounted = line.term_discount.is_some_and(|discount| discount.is_positive());
    PaidLine {
        product: line.product.as_str(),
        kind: line.kind,
        net,
        promotional: line.promotional,
        discounted,
        term_discounted,
    }
}
