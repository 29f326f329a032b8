use super::batch::Batch;
use super::known::{Known, Noun};
use crate::billing::{self, Discount, NewInvoice};
use crate::calendar::Instant;
use crate::db::Fault;
use crate::events::{Fact, InvoiceIssued, Line};
use crate::ids::{CompanyId, InvoiceId, PersonId};
use crate::money::Money;
use crate::referrals::{self, Referral};
use crate::rules::offer::{self, InvoiceFacts, LineDiscount};
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
    if issued.is_empty() {
        return Ok(());
    }
    let owners = issued.iter().filter_map(|(n, fact)| batch.known(*n, Noun::Company, fact.company.as_str()));
    let owners: Vec<PersonId> = owners.map(|known| known.person).collect();
    let (bound, mut earlier) =
        futures_util::try_join!(referrals::of_invitees(batch.tx, &owners), billing::count_of(batch.tx, &owners))?;
    let mut new = Vec::with_capacity(issued.len());
    for (n, fact) in issued {
        let Some(company) = batch.known(n, Noun::Company, fact.company.as_str()) else {
            batch.park(n, Noun::Company, fact.company.as_str());
            continue;
        };
        let (person, company) = (company.person, CompanyId(company.id));
        let nth = earlier.entry(person).or_default();
        let at = batch.items[n].event.timestamp;
        let invited = bound.iter().filter(|referral| referral.invitee == person);
        let discounts = best_offers(batch, invited, at, fact, *nth)?;
        let total = Money::sum(fact.currency, fact.lines.iter().map(Line::net));
        let off = discounts.iter().map(|discount| discount.amount);
        let Ok(total) = total.and_then(|total| total.minus(Money::sum(fact.currency, off)?)) else {
            batch.refuse(n, Some(person), "total_too_large");
            continue;
        };
        *nth += 1;
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
            discounts,
            total,
            promo_code: fact.promo_code.as_ref().map(ToString::to_string),
            issued_at: event.timestamp,
            due_at: fact.due_at,
        });
        batch.applied(n, person, Vec::new());
    }
    billing::issue(batch.tx, &new).await
}

/// The offers of all programs that invited the person: the best for each line.
fn best_offers<'r>(
    batch: &Batch<'_>,
    invited: impl Iterator<Item = &'r Referral>,
    at: Instant,
    fact: &InvoiceIssued,
    earlier: u32,
) -> Result<Vec<Discount>, Fault> {
    let mut best: Vec<Discount> = Vec::new();
    for referral in invited {
        let program = batch.catalogue.get(referral.program)?;
        let governing = program.governing(referral.registered_at, at);
        let Some(version) = governing.filter(|_| referral.voided_at.is_none_or(|voided| at < voided)) else { continue };
        let facts = InvoiceFacts { at, lines: &fact.lines, registered_at: referral.registered_at, earlier };
        let offered = offer::discounts(&version.terms, &facts)
            .map_err(|e| Fault::contradiction(format!("an invoice cannot be priced: {e}")))?;
        for LineDiscount { line, percent, amount, .. } in offered {
            match best.iter_mut().find(|known| known.line == line) {
                Some(known) if known.amount < amount => *known = Discount { line, percent, amount },
                Some(_) => {}
                None => best.push(Discount { line, percent, amount }),
            }
        }
    }
    best.sort_by_key(|discount| discount.line);
    Ok(best)
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
