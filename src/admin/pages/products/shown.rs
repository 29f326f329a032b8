use super::super::exported::exported;
use super::super::short::{Asked, Short, both, file as file_of, letters};
use super::{PriceRow, ProductPage, ProductsPage, Row, Typed};
use crate::app::App;
use crate::billing::{self, Product};
use crate::calendar::Instant;
use crate::db::Fault;
use crate::events::{LineKind, Period};
use crate::ids::ProductId;
use crate::people::{Role, SignedIn, Staff, Support};
use crate::rules::charging::price_at;
use crate::web::{Error, Page, Refusals, csv};
use actix_web::{HttpResponse, web};
use askama::Template;

pub(super) static LIST: Short<Row> = Short {
    filters: &[("kind", |row, wanted| row.kind() == wanted), ("state", |row, wanted| row.state() == wanted)],
    text: |row| row.name.clone(),
    orders: both!(up "name", up "price", up "trial", up "due"),
    by: |column, a, b| match column {
        "price" => (a.price.currency().code(), a.price.amount()).cmp(&(b.price.currency().code(), b.price.amount())),
        "trial" => a.trial_days.cmp(&b.trial_days),
        "due" => a.due_days.cmp(&b.due_days),
        _ => letters(&a.name, &b.name),
    },
};

pub async fn list(
    app: web::Data<App>,
    staff: Staff<Support>,
    asked: web::Query<Asked>,
) -> Result<Page<ProductsPage>, Error> {
    let page = products(&app, &staff.who, &asked, Typed::default(), Refusals::none()).await?;
    Ok(Page::new(page).block("products", |page, values| page.as_list().render_with_values(values)))
}

pub(super) async fn products(
    app: &App,
    who: &SignedIn,
    asked: &Asked,
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
    Ok(ProductsPage { shown: LIST.shown("/admin/products", asked, rows), typed, may: may(who), errors })
}

/// All that the list shows, prices as they are now.
pub async fn file(app: web::Data<App>, staff: Staff<Support>, asked: web::Query<Asked>) -> Result<HttpResponse, Error> {
    exported(&app, &staff, "products").await?;
    let now = app.clock.now();
    let products = app.db.read(async |conn| billing::products(conn).await).await?;
    let rows = products.iter().map(|product| row(product, now)).collect::<Result<_, Fault>>()?;
    let rows = LIST.narrowed(&LIST.listing("/admin/products", &asked), rows);
    let head =
        ["product", "name", "kind", "price", "currency", "period", "trial_days", "due_days", "state", "closed_at"];
    Ok(file_of("products", &head, rows.iter().map(line)))
}

fn line(row: &Row) -> String {
    let period = match row.period {
        Some(Period::Month) => "month",
        Some(Period::Year) => "year",
        None => "",
    };
    csv::line(&[
        &row.id,
        &row.name,
        row.kind(),
        &row.price.to_string(),
        row.price.currency().code(),
        period,
        &row.trial_days.to_string(),
        &row.due_days.to_string(),
        row.state(),
        &row.closed_at.map(|at| at.to_rfc3339()).unwrap_or_default(),
    ])
}

fn may(who: &SignedIn) -> bool {
    who.role.is_some_and(|role| role >= Role::Admin)
}

fn row(product: &Product, now: Instant) -> Result<Row, Fault> {
    Ok(Row {
        id: product.id.to_string(),
        name: product.name.clone(),
        is_plan: product.kind == LineKind::Plan,
        period: product.period,
        price: product.price(now, now)?,
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
