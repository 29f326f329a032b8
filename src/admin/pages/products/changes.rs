//! What admins change. Each is refused on the same page, with what was typed.
use super::super::short::Asked;
use super::shown::{product, products};
use super::{ProductPage, ProductsPage, Typed};
use crate::app::App;
use crate::billing::pages::spends;
use crate::billing::{self, NewPrice, NewProduct, NotSold};
use crate::calendar::Instant;
use crate::events::{LineKind, Period, Text};
use crate::ids::ProductId;
use crate::money::{Currency, Money};
use crate::people::{Admin, Staff};
use crate::web::{Error, Page, Refusals, SeeOther};
use actix_web::{Either, web};
use chrono::NaiveDate;
use serde::Deserialize;

/// Days of a trial, or until an invoice falls due, at most.
const DAYS: u32 = 366;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default, Clone)]
pub struct Form {
    product: String,
    kind: String,
    name: String,
    currency: String,
    price: String,
    period: String,
    trial_days: String,
    due_days: String,
}

impl From<Form> for Typed {
    fn from(form: Form) -> Typed {
        let Form { product, kind, name, currency, price, period, trial_days, due_days } = form;
        Typed { product, kind, name, currency, price, period, trial_days, due_days }
    }
}

pub async fn add(
    app: web::Data<App>,
    staff: Staff<Admin>,
    form: web::Form<Form>,
) -> Result<Either<SeeOther, Page<ProductsPage>>, Error> {
    let form = form.into_inner();
    let id = form.product.parse().map_err(|_| Error::malformed())?;
    let refused = async |errors| {
        let page = products(&app, &staff.who, &Asked::new(), form.clone().into(), errors).await?;
        Ok(Either::Right(Page::refused(page)))
    };
    let new = match read(&form, id) {
        Ok(new) => new,
        Err(errors) => return refused(errors).await,
    };
    match app.db.write(async |tx| billing::add_product(tx, &staff.by(), &new).await).await {
        Ok(()) => Ok(Either::Left(SeeOther::to("/admin/products").flash("flash-product-added"))),
        Err(NotSold::Fault(fault)) => Err(fault.into()),
        Err(NotSold::NameTaken) => refused(Refusals::one("name", "wrong-product-taken")).await,
        Err(other) => Err(Error::Broken(other.to_string())),
    }
}

fn read(form: &Form, id: ProductId) -> Result<NewProduct, Refusals> {
    let mut errors = Refusals::none();
    let kind = if form.kind == "service" { LineKind::Service } else { LineKind::Plan };
    let name = form.name.trim().parse::<Text>().ok();
    let name = name.filter(|name| (1..=100).contains(&name.as_str().chars().count()));
    if name.is_none() {
        errors.add("name", "wrong-product-name");
    }
    let currency = form.currency.trim().to_uppercase().parse::<Currency>().ok().filter(|currency| currency.is_money());
    if currency.is_none() {
        errors.add("currency", "wrong-product-currency");
    }
    let price = currency.and_then(|currency| amount(&form.price, currency, &mut errors));
    let period = match (kind, form.period.as_str()) {
        (LineKind::Service, _) => None,
        (LineKind::Plan, "year") => Some(Period::Year),
        (LineKind::Plan, _) => Some(Period::Month),
    };
    let mut days = |field: &'static str, typed: &str| {
        let days = typed.trim().parse::<u32>().ok().filter(|days| *days <= DAYS);
        if days.is_none() {
            errors.add(field, "wrong-product-days");
        }
        days.unwrap_or_default()
    };
    let trial_days = if kind == LineKind::Plan { days("trial_days", &form.trial_days) } else { 0 };
    let due_days = days("due_days", &form.due_days);
    match (name, price) {
        (Some(name), Some(price)) if errors.is_empty() => {
            Ok(NewProduct { id, kind, name, price, period, trial_days, due_days })
        }
        _ => Err(errors),
    }
}

fn amount(typed: &str, currency: Currency, errors: &mut Refusals) -> Option<Money> {
    match spends::amount(typed, currency) {
        Ok(amount) => Some(amount.money()),
        Err(words) => {
            errors.add("price", words);
            None
        }
    }
}

#[derive(Deserialize)]
pub struct PriceForm {
    #[serde(default)]
    price: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    for_running: String,
}

type Answer = Result<Either<SeeOther, Page<ProductPage>>, Error>;

pub async fn change_price(
    app: web::Data<App>,
    staff: Staff<Admin>,
    id: web::Path<String>,
    form: web::Form<PriceForm>,
) -> Answer {
    let id: ProductId = id.parse().map_err(|_| Error::NotFound)?;
    let for_running = form.for_running == "yes";
    let refused = async |errors| {
        let typed = (form.price.clone(), form.from.clone(), for_running);
        Ok(Either::Right(Page::refused(product(&app, &staff.who, id, typed, errors).await?)))
    };
    let known = app.db.read(async |conn| billing::products(conn).await).await?;
    let currency = known.iter().find(|product| product.id == id).ok_or(Error::NotFound)?.currency;
    let mut errors = Refusals::none();
    let (price, from) = (amount(&form.price, currency, &mut errors), day(&form.from, app.clock.now()));
    if from.is_none() {
        errors.add("from", "wrong-product-from");
    }
    let (Some(price), Some(from)) = (price, from) else { return refused(errors).await };
    // A day of today begins now.
    let done = app.db.write(async |tx| {
        let new = NewPrice { from: from.max(tx.now()), price, for_running };
        billing::change_price(tx, &staff, id, new).await
    });
    match done.await {
        Ok(()) => Ok(Either::Left(SeeOther::to(format!("/admin/products/{id}")).flash("flash-product-priced"))),
        Err(NotSold::Fault(fault)) => Err(fault.into()),
        Err(NotSold::NoProduct) => Err(Error::NotFound),
        Err(NotSold::Closed) => refused(Refusals::one("", "wrong-product-closed")).await,
        Err(NotSold::InThePast | NotSold::NameTaken) => refused(Refusals::one("from", "wrong-product-from")).await,
    }
}

/// The first instant of a day from today on, of UTC.
fn day(typed: &str, now: Instant) -> Option<Instant> {
    let day = NaiveDate::parse_from_str(typed.trim(), "%Y-%m-%d").ok()?;
    let years = chrono::TimeDelta::days(3660);
    (day >= now.date_naive() && day <= (now + years).date_naive())
        .then(|| day.and_time(chrono::NaiveTime::MIN).and_utc())
}

pub async fn close(app: web::Data<App>, staff: Staff<Admin>, id: web::Path<String>) -> Answer {
    let id: ProductId = id.parse().map_err(|_| Error::NotFound)?;
    match app.db.write(async |tx| billing::close_product(tx, &staff, id).await).await {
        // Closed twice, it is closed.
        Ok(()) | Err(NotSold::Closed) => {
            Ok(Either::Left(SeeOther::to(format!("/admin/products/{id}")).flash("flash-product-closed")))
        }
        Err(NotSold::Fault(fault)) => Err(fault.into()),
        Err(_) => Err(Error::NotFound),
    }
}
