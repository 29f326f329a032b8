use super::batch::Batch;
use super::known::{Known, Noun};
use crate::billing::{self, NewInvoice};
use crate::db::Fault;
use crate::events::{Fact, InvoiceIssued, Line};
use crate::ids::{CompanyId, InvoiceId, PersonId};
use crate::money::Money;
use crate::spending;

pub(super) async fn apply(batch: &mut Batch<'_>) -> Result<(), Fault> {
    issue(batch).await?;
    void(batch).await
}

async fn issue(batch: &mut Batch<'_>) -> Result<(), Fault> {
    let issued: Vec<(usize, &InvoiceIssued)> = batch
        .open()
        .filter_map(|(n, item)| match &item.event.fact {
            Fact::InvoiceIssued(fact) => Some((n, fact.as_ref())),
            _ => None,
        })
        .collect();
    let mut new = Vec::with_capacity(issued.len());
    for (n, fact) in issued {
        let Some(company) = batch.known(n, Noun::Company, fact.company.as_str()) else {
            batch.park(n, Noun::Company, fact.company.as_str());
            continue;
        };
        let (person, company) = (company.person, CompanyId(company.id));
        let total = Money::sum(fact.currency, fact.lines.iter().map(Line::net));
        let Ok(total) = total else {
            batch.refuse(n, Some(person), "total_too_large");
            continue;
        };
        let (source, event) = (batch.items[n].source, batch.items[n].event);
        let id = InvoiceId::new(batch.tx.now());
        let content_hash = Some(event.content_hash().to_vec());
        batch.known.make(source, Noun::Invoice, fact.invoice.as_str(), Known { id: id.0, person, content_hash });
        new.push(NewInvoice {
            id,
            person,
            company,
            source,
            external_id: fact.invoice.to_string(),
            lines: fact.lines.clone(),
            total,
            promo_code: fact.promo_code.as_ref().map(ToString::to_string),
            issued_at: event.timestamp,
            due_at: fact.due_at,
        });
        batch.applied(n, person, Vec::new());
    }
    billing::issue(batch.tx, &new).await
}

/// Voiding gives back the bonuses that were used.
async fn void(batch: &mut Batch<'_>) -> Result<(), Fault> {
    let voided: Vec<(usize, &str)> = batch
        .open()
        .filter_map(|(n, item)| match &item.event.fact {
            Fact::InvoiceVoided(fact) => Some((n, fact.invoice.as_str())),
            _ => None,
        })
        .collect();
    for (n, invoice) in voided {
        let Some(known) = batch.known(n, Noun::Invoice, invoice) else {
            batch.park(n, Noun::Invoice, invoice);
            continue;
        };
        let (person, id): (PersonId, InvoiceId) = (known.person, InvoiceId(known.id));
        let at = batch.items[n].event.timestamp;
        let invoice = billing::lock_invoice(batch.tx, person, id).await?;
        let invoice = invoice.ok_or_else(|| Fault::contradiction("a known invoice is not there"))?;
        if invoice.voided_at.is_none() {
            spending::return_all(batch.tx, &invoice, at).await?;
            billing::void(batch.tx, person, id, at).await?;
        }
        batch.applied(n, person, Vec::new());
    }
    Ok(())
}
