use super::{PriceRow, ProductPage, ProductsPage, Row, Typed};
use crate::app::App;
use crate::billing::{self, Product};
use crate::calendar::Instant;
use crate::db::Fault;
use crate::events::{LineKind, Period};
use crate::ids::ProductId;
use crate::people::{Role, SignedIn, Staff, Support};
use crate::rules::charging::price_at;
use crate::web::{Error, Page, Refusals, Words};
use actix_web::web;

pub async fn list(app: web::Data<App>, staff: Staff<Support>) -> Result<Page<ProductsPage>, Error> {
    Ok(Page::new(products(&app, &staff.who, Typed::default(), Refusals::none()).await?))
}

pub(super) async fn products(
    app: &App,
    who: &SignedIn,
    mut typed: Typed,
    errors: Refusals,
) -> Result<ProductsPage, Error> {
    let now = app.clock.now();
    let products = app.db.read(async |conn| billing::products(conn).await).await?;
    if typed.product.is_empty() {
        typed.product = ProductId::new(now).to_string();
    }
    if typed.currency.is_empty() {
        typed.currency = products.first().map(|product| product.currency.to_string()).unwrap_or_default();
    }
    if typed.kind.is_empty() {
        (typed.kind, typed.period) = ("plan".into(), "month".into());
        (typed.trial_days, typed.due_days) = ("0".into(), "7".into());
    }
    let rows = products.iter().map(|product| row(product, now)).collect::<Result<_, Fault>>()?;
    Ok(ProductsPage { rows, typed, may: may(who), errors })
}

fn may(who: &SignedIn) -> bool {
    who.role.is_some_and(|role| role >= Role::Admin)
}

fn row(product: &Product, now: Instant) -> Result<Row, Fault> {
    let key = match product.period {
        Some(Period::Month) => "plans-a-month",
        Some(Period::Year) => "plans-a-year",
        None => "plans-once",
    };
    Ok(Row {
        id: product.id.to_string(),
        name: product.name.clone(),
        is_plan: product.kind == LineKind::Plan,
        price: Words::new(key).with("price", product.price(now, now)?),
        trial_days: product.trial_days.into(),
        due_days: product.due_days.into(),
        closed_at: product.closed_at,
    })
}

pub async fn one(
    app: web::Data<App>,
    staff: Staff<Support>,
    id: web::Path<String>,
) -> Result<Page<ProductPage>, Error> {
    let id: ProductId = id.parse().map_err(|_| Error::NotFound)?;
    let tomorrow = (app.clock.now() + chrono::TimeDelta::days(1)).format("%Y-%m-%d").to_string();
    let typed = (String::new(), tomorrow, false);
    Ok(Page::new(product(&app, &staff.who, id, typed, Refusals::none()).await?))
}

/// `typed`: price, day, whether for running subscriptions.
pub(super) async fn product(
    app: &App,
    who: &SignedIn,
    id: ProductId,
    (price, from, for_running): (String, String, bool),
    errors: Refusals,
) -> Result<ProductPage, Error> {
    let now = app.clock.now();
    let products = app.db.read(async |conn| billing::products(conn).await).await?;
    let found = products.iter().find(|product| product.id == id).ok_or(Error::NotFound)?;
    let prices = found.prices.iter().rev().map(|price| PriceRow {
        from: price.from,
        price: price.price,
        for_running: price.for_running,
        is_ahead: price.from > now,
    });
    let now_price = price_at(&found.prices, now, now).map(|price| price.to_string());
    Ok(ProductPage {
        row: row(found, now)?,
        prices: prices.collect(),
        price: if price.is_empty() && errors.is_empty() { now_price.unwrap_or_default() } else { price },
        from,
        for_running,
        may: may(who),
        errors,
    })
}
