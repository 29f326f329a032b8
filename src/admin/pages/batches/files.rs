//! Files of a batch. Where the money goes stands in them: whoever makes one is recorded with it.

use super::decisions::{Kept, named, parsed, refused, some, told};
use super::{BatchPage, Typed};
use crate::app::App;
use crate::ids::BatchId;
use crate::people::details::Details;
use crate::people::{Finance, Staff};
use crate::web::{Error, Page, Refusals, SeeOther, Words, csv};
use crate::withdrawals::bank_file::{Debtor, Order, WrongDebtor};
use crate::withdrawals::batches::{self, NotBatched, NotFiled, Payee};
use actix_web::http::header;
use actix_web::{Either, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use futures_util::stream;
use serde::Deserialize;

type Answer = Result<Either<HttpResponse, Either<SeeOther, Page<BatchPage>>>, Error>;

#[derive(Deserialize)]
pub struct OrderForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    account: String,
    #[serde(default)]
    bic: String,
    #[serde(default)]
    day: String,
}

/// For whoever pays by hand.
pub async fn list(app: web::Data<App>, staff: Staff<Finance>, id: web::Path<String>) -> Answer {
    let id = parsed(&id)?;
    match app.db.write(async |tx| batches::payees(tx, &app.seal, &staff, id).await).await {
        Ok(payees) => {
            let head = csv::line(&["withdrawal", "holder", "account", "amount", "currency", "method", "due_at"]);
            let lines: String = payees.iter().map(line).collect();
            let name = format!("batch-{id}");
            Ok(Either::Left(csv::file(&name, head, stream::once(async { Ok(lines) }))))
        }
        Err(not) => not_made(&app, &staff, id, Kept::Nothing, not).await,
    }
}

fn line(payee: &Payee) -> String {
    let found = &payee.withdrawal;
    let account = match &payee.details {
        Some(Details::Iban { iban, .. }) => iban.clone(),
        Some(Details::Card { number, .. }) => number.clone(),
        Some(Details::Custom { text }) => text.clone(),
        None => String::new(),
    };
    csv::line(&[
        &found.id.0.simple().to_string(),
        payee.details.as_ref().and_then(Details::holder).unwrap_or_default(),
        &account,
        &payee.net.money().to_string(),
        payee.net.currency().code(),
        found.method.name(),
        &found.due_at.to_rfc3339(),
    ])
}

/// For a bank.
pub async fn order(
    app: web::Data<App>,
    staff: Staff<Finance>,
    id: web::Path<String>,
    form: web::Form<OrderForm>,
) -> Answer {
    let id = parsed(&id)?;
    let OrderForm { name, account, bic, day } = form.into_inner();
    let typed = Typed { name, account, bic, day };
    let today = staff.who.zone.local(app.clock.now()).date();
    let (debtor, day) = match read(&typed, today) {
        Ok(asked) => asked,
        Err(errors) => return refused(&app, &staff, id, Kept::Order(typed), errors).await.map(Either::Right),
    };
    match app.db.write(async |tx| batches::bank_file(tx, &app.seal, &staff, id, (&debtor, day)).await).await {
        Ok(order) => Ok(Either::Left(download(&order)?)),
        Err(NotFiled::Not(not)) => not_made(&app, &staff, id, Kept::Order(typed), not).await,
        Err(NotFiled::NoTransfer) => Err(Error::NotFound),
        Err(NotFiled::NoDetails(people)) => {
            let words = Words::new("wrong-batch-details").with("names", named(&app, people).await?);
            refused(&app, &staff, id, Kept::Order(typed), Refusals::one("", words)).await.map(Either::Right)
        }
        Err(NotFiled::NotLatin(names)) => {
            let words = Words::new("wrong-batch-letters").with("names", some(&names));
            refused(&app, &staff, id, Kept::Order(typed), Refusals::one("", words)).await.map(Either::Right)
        }
    }
}

fn read(typed: &Typed, today: NaiveDate) -> Result<(Debtor, NaiveDate), Refusals> {
    let debtor = Debtor::read(&typed.name, &typed.account, &typed.bic);
    let day: Option<NaiveDate> = typed.day.trim().parse().ok().filter(|day| *day >= today);
    let mut errors = Refusals::none();
    for part in debtor.as_ref().err().into_iter().flatten() {
        let field = match part {
            WrongDebtor::Name => "name",
            WrongDebtor::Account => "account",
            WrongDebtor::Bic => "bic",
        };
        errors.add(field, wrong(field));
    }
    match (debtor, day) {
        (Ok(debtor), Some(day)) => Ok((debtor, day)),
        (_, Some(_)) => Err(errors),
        (_, None) => {
            errors.add("day", wrong("day"));
            Err(errors)
        }
    }
}

pub(super) fn wrong(field: &str) -> &'static str {
    match field {
        "name" => "wrong-batch-name",
        "account" => "wrong-batch-account",
        "bic" => "wrong-batch-bic",
        _ => "wrong-batch-day",
    }
}

fn download(order: &Order) -> Result<HttpResponse, Error> {
    let name = format!("attachment; filename=\"pain.001-{}.xml\"", order.message_id());
    let mut response = HttpResponse::Ok();
    response.content_type("application/xml; charset=utf-8");
    response.insert_header((header::CONTENT_DISPOSITION, name));
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    Ok(response.body(order.render()?))
}

async fn not_made(app: &App, staff: &Staff<Finance>, id: BatchId, kept: Kept, not: NotBatched) -> Answer {
    let errors = Refusals::one("", told(app, not).await?);
    refused(app, staff, id, kept, errors).await.map(Either::Right)
}
