//! What finance staff record. Each is refused on the same page, with what was typed.
use super::shown::{find, screen};
use super::{InvoicePage, Typed};
use crate::app::App;
use crate::billing::pages::spends;
use crate::billing::{self, Invoice};
use crate::calendar::Instant;
use crate::charging::{self, NotRecorded, Receipt, RefundAsked};
use crate::db::Tx;
use crate::events::Text;
use crate::ids::{InvoiceId, PaymentId, PersonId, RefundId};
use crate::money::Amount;
use crate::people::{Finance, Staff};
use crate::web::{Error, Page, Refusals, SeeOther, Words};
use actix_web::{Either, web};
use chrono::NaiveDate;
use serde::Deserialize;

type Answer = Result<Either<SeeOther, Page<InvoicePage>>, Error>;

#[derive(Deserialize)]
pub struct PaymentForm {
    payment: String,
    #[serde(default)]
    amount: String,
    #[serde(default)]
    date: String,
    #[serde(default)]
    reference: String,
}

#[derive(Deserialize)]
pub struct RefundForm {
    refund: String,
    payment: String,
    #[serde(default)]
    refund_amount: String,
}

pub async fn receive(
    app: web::Data<App>,
    staff: Staff<Finance>,
    id: web::Path<String>,
    form: web::Form<PaymentForm>,
) -> Answer {
    let invoice = find(&app, &id).await?;
    let name: PaymentId = form.payment.parse().map_err(|_| Error::malformed())?;
    let (amount, date, reference) = (form.amount.clone(), form.date.clone(), form.reference.clone());
    let typed = Typed { amount, date, reference, ..Typed::default() };
    let found = app.db.read(async |conn| billing::find_invoice(conn, invoice.0, invoice.1).await).await?;
    let found = found.ok_or(Error::NotFound)?;
    let receipt = match read(&form, &found, name, app.clock.now()) {
        Ok(receipt) => receipt,
        Err(errors) => return refused(&app, &staff, invoice, typed, errors).await,
    };
    let done = record(&app, async |tx| charging::receive(tx, &staff, invoice, &receipt).await).await;
    let flash = match &done {
        Ok(left) if left.is_positive() => "flash-payment-part",
        _ => "flash-payment-whole",
    };
    answer(&app, &staff, invoice, (typed, "amount"), done.map(|_| ()), flash).await
}

fn read(form: &PaymentForm, invoice: &Invoice, name: PaymentId, now: Instant) -> Result<Receipt, Refusals> {
    let mut errors = Refusals::none();
    let amount = spends::amount(&form.amount, invoice.total.currency()).map_err(|words| errors.add("amount", words));
    let at = day(&form.date, invoice, now).map_err(|words| errors.add("date", words));
    let reference = form.reference.trim().parse::<Text>().ok().filter(|reference| !reference.as_str().is_empty());
    if reference.is_none() {
        errors.add("reference", "wrong-payment-reference");
    }
    match (amount, at, reference) {
        (Ok(amount), Ok(at), Some(reference)) => Ok(Receipt { name, amount, at, reference }),
        _ => Err(errors),
    }
}

/// Money of today came now; of another day when that day began, or when the invoice was issued on it.
fn day(typed: &str, invoice: &Invoice, now: Instant) -> Result<Instant, &'static str> {
    let day = NaiveDate::parse_from_str(typed.trim(), "%Y-%m-%d").map_err(|_| "wrong-payment-date")?;
    let issued = invoice.issued_at.date_naive();
    match () {
        () if day > now.date_naive() => Err("wrong-payment-future"),
        () if day < issued => Err("wrong-payment-before"),
        () if day == now.date_naive() => Ok(now),
        () => Ok(day.and_time(chrono::NaiveTime::MIN).and_utc().max(invoice.issued_at)),
    }
}

pub async fn request_refund(
    app: web::Data<App>,
    staff: Staff<Finance>,
    id: web::Path<String>,
    form: web::Form<RefundForm>,
) -> Answer {
    let invoice = find(&app, &id).await?;
    let name: RefundId = form.refund.parse().map_err(|_| Error::malformed())?;
    let payment: PaymentId = form.payment.parse().map_err(|_| Error::NotFound)?;
    let found = app.db.read(async |conn| billing::find_invoice(conn, invoice.0, invoice.1).await).await?;
    let found = found.ok_or(Error::NotFound)?;
    let (payment_id, refund_amount) = (form.payment.clone(), form.refund_amount.clone());
    let typed = Typed { payment: payment_id, refund_amount, ..shown(&found, app.clock.now())? };
    let amount: Amount = match spends::amount(&form.refund_amount, found.total.currency()) {
        Ok(amount) => amount,
        Err(words) => return refused(&app, &staff, invoice, typed, Refusals::one("refund_amount", words)).await,
    };
    let asked = RefundAsked { name, payment, amount };
    let done = record(&app, async |tx| charging::request_refund(tx, &staff, invoice, asked).await).await;
    answer(&app, &staff, invoice, (typed, "refund_amount"), done, "flash-refund-requested").await
}

pub async fn complete_refund(app: web::Data<App>, staff: Staff<Finance>, ids: web::Path<(String, String)>) -> Answer {
    settle(&app, &staff, &ids, true, "flash-refund-completed").await
}

pub async fn refuse_refund(app: web::Data<App>, staff: Staff<Finance>, ids: web::Path<(String, String)>) -> Answer {
    settle(&app, &staff, &ids, false, "flash-refund-declined").await
}

async fn settle(
    app: &App,
    staff: &Staff<Finance>,
    ids: &(String, String),
    completed: bool,
    flash: &'static str,
) -> Answer {
    let invoice = find(app, &ids.0).await?;
    let refund: RefundId = ids.1.parse().map_err(|_| Error::NotFound)?;
    let work = async |tx: &Tx| charging::settle_refund(tx, staff, invoice, (refund, completed)).await;
    let done = record(app, work).await;
    plain(app, staff, invoice, done, flash).await
}

pub async fn void(app: web::Data<App>, staff: Staff<Finance>, id: web::Path<String>) -> Answer {
    let invoice = find(&app, &id).await?;
    let done = record(&app, async |tx| charging::void(tx, &staff, invoice).await).await;
    plain(&app, &staff, invoice, done, "flash-invoice-voided").await
}

/// What the form of a payment shows before anything is typed.
fn shown(invoice: &Invoice, now: Instant) -> Result<Typed, Error> {
    let (amount, date) = (invoice.remainder()?.to_string(), now.format("%Y-%m-%d").to_string());
    Ok(Typed { amount, date, ..Typed::default() })
}

async fn record<T>(app: &App, work: impl AsyncFn(&Tx) -> Result<T, NotRecorded>) -> Result<T, NotRecorded> {
    let lost = |refused: &NotRecorded| matches!(refused, NotRecorded::Fault(fault) if fault.is_race());
    app.db.write_again(lost, work).await
}

async fn plain(
    app: &App,
    staff: &Staff<Finance>,
    invoice: (PersonId, InvoiceId),
    done: Result<(), NotRecorded>,
    flash: &'static str,
) -> Answer {
    let found = app.db.read(async |conn| billing::find_invoice(conn, invoice.0, invoice.1).await).await?;
    let typed = shown(&found.ok_or(Error::NotFound)?, app.clock.now())?;
    answer(app, staff, invoice, (typed, ""), done, flash).await
}

async fn answer(
    app: &App,
    staff: &Staff<Finance>,
    invoice: (PersonId, InvoiceId),
    (typed, field): (Typed, &'static str),
    done: Result<(), NotRecorded>,
    flash: &'static str,
) -> Answer {
    let (field, words): (&'static str, Words) = match done {
        Ok(()) => return Ok(Either::Left(SeeOther::to(format!("/admin/invoices/{}", invoice.1)).flash(flash))),
        Err(NotRecorded::NotFound) => return Err(Error::NotFound),
        Err(NotRecorded::Fault(fault)) => return Err(fault.into()),
        Err(NotRecorded::Voided) => ("", "wrong-payment-voided".into()),
        Err(NotRecorded::Paid) => ("", "wrong-payment-paid".into()),
        Err(NotRecorded::Settled) => ("", "wrong-refund-settled".into()),
        Err(NotRecorded::MoreThanLeft(left)) if left.is_zero() => (field, "wrong-payment-nothing".into()),
        Err(NotRecorded::MoreThanLeft(left)) => (field, Words::new("wrong-payment-over").with("left", left)),
        Err(NotRecorded::MoreThanPaid(left)) => (field, Words::new("wrong-refund-over").with("left", left)),
        Err(NotRecorded::BeforeTheInvoice) => ("date", "wrong-payment-before".into()),
        Err(NotRecorded::Refused(reason)) => ("", Words::new("wrong-payment-refused").with("reason", reason)),
    };
    refused(app, staff, invoice, typed, Refusals::one(field, words)).await
}

async fn refused(
    app: &App,
    staff: &Staff<Finance>,
    invoice: (PersonId, InvoiceId),
    typed: Typed,
    errors: Refusals,
) -> Answer {
    Ok(Either::Right(Page::refused(screen(app, &staff.who, invoice, Some(typed), errors).await?)))
}
