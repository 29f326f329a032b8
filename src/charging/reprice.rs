//! Invoices of our own that nobody paid in time lose what an offer took off them. What others issue has the price that they told.
use super::facts::text;
use crate::billing::{self, InvoiceState};
use crate::calendar::Instant;
use crate::db::{Db, Fault, Tx};
use crate::events::{Event, Fact, InvoiceRepriced, Key};
use crate::ids::{EventId, InvoiceId, PersonId};
use crate::intake::{self, Noun};
use crate::money::{Money, MoneyError};
use crate::programs;
use crate::reckoning;
use crate::rules::activity::settled_at;
use crate::spending;
use crate::verification;

/// Invoices read at once.
const BATCH: i64 = 100;

/// Everything that is due by an instant, each as of its own. One that fails is named, and keeps no other waiting.
pub(super) async fn reprice(db: &Db, by: Instant) -> Result<(), Fault> {
    let (mut left_out, mut failed) = (Vec::new(), None);
    loop {
        let due = db.read(async |conn| billing::to_look_at(conn, by, &left_out, BATCH).await).await?;
        if due.is_empty() {
            return failed.map_or(Ok(()), Err);
        }
        for invoice in due {
            match db.write_again(Fault::is_race, async |tx| look(tx, invoice, by).await).await {
                Ok(()) => {}
                Err(fault) if fault.is_outage() => return Err(fault),
                Err(fault) => {
                    tracing::error!(invoice = %invoice.1, %fault, "an invoice cannot be repriced");
                    left_out.push(invoice.1);
                    failed = Some(fault);
                }
            }
        }
    }
}

async fn look(tx: &Tx, (person, id): (PersonId, InvoiceId), by: Instant) -> Result<(), Fault> {
    // No payment of it is decided meanwhile.
    tx.alone().await?;
    let catalogue = programs::catalogue(tx).await?;
    if catalogue.is_monthly() {
        verification::admit(tx).await?;
    }
    let found = billing::lock_invoice(tx, person, id).await?;
    let mut invoice = found.ok_or_else(|| Fault::contradiction("an invoice to be looked at is not there"))?;
    let restored = was_covered_in_time(tx, &invoice).await?;
    let is_open = invoice.state()? == InvoiceState::Open;
    let next = invoice.reprices_at().filter(|_| is_open && !restored);
    let at = match next {
        _ if restored => tx.now(),
        Some(next) if next <= by => next,
        _ => {
            invoice.look_at = next;
            return billing::reprice(tx, &invoice).await;
        }
    };
    invoice.repriced_at = (!restored).then_some(at);
    invoice.total = invoice.total_by(invoice.repriced_at)?;
    invoice.look_at = invoice.reprices_at().filter(|_| !restored);
    billing::reprice(tx, &invoice).await?;
    let name = intake::names_of(tx, Noun::Invoice, &[id.0]).await?.remove(&id.0);
    let name = name.ok_or_else(|| Fault::contradiction("an invoice without a name in the log"))?;
    let key = Key { source: text(&name.source_name)?, id: name.id };
    let fact = Fact::InvoiceRepriced(InvoiceRepriced { invoice: key, restored });
    let event = Event { id: super::facts::named(EventId::new(tx.now()))?, timestamp: at, fact };
    intake::record(tx, &event, Some(person)).await?;
    intake::refresh(tx, &catalogue, vec![person]).await?;
    reckoning::reckon(tx, &catalogue, &[person]).await
}

/// Whether what was told since it was repriced had paid it before, as it was issued.
async fn was_covered_in_time(tx: &Tx, invoice: &billing::Invoice) -> Result<bool, Fault> {
    let Some(first) = invoice.first_repriced_at() else { return Ok(false) };
    let people = [invoice.person];
    let (history, used) = futures_util::try_join!(billing::history_of(tx, &people), spending::used_by(tx, &people))?;
    let wrong = |error: MoneyError| Fault::contradiction(error.to_string());
    let money = history.paid.iter().filter(|paid| paid.invoice == Some(invoice.id));
    let mut covered: Vec<(Instant, Money)> = money.map(|paid| (paid.at, paid.amount)).collect();
    for used in used.iter().filter(|used| used.invoice() == invoice.id) {
        covered.push((used.at, Money::new(used.amount, invoice.total.currency()).map_err(wrong)?));
    }
    let settled = settled_at(invoice.total_by(None)?, invoice.issued_at, &mut covered).map_err(wrong)?;
    Ok(settled.is_some_and(|settled| settled < first))
}
