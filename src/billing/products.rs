//! What Beckon itself sells: plans and additional services, and their prices, dated.
use super::payments::{stored_currency, stored_money};
use super::subscriptions::{period, period_word};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::events::{LineKind, Period, Text};
use crate::ids::{EventId, ProductId};
use crate::money::{Currency, Money};
use crate::people::{Admin, By, Staff, deed};
use crate::rules::charging::{Price, price_at};
use crate::web::Words;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{self, Bool, Integer, Nullable, Numeric, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use serde_json::json;
use uuid::Uuid;

#[derive(Debug, Clone)]
pub struct Product {
    pub id: ProductId,
    pub kind: LineKind,
    /// As lines of invoices and terms of programs name it.
    pub name: String,
    pub currency: Currency,
    /// Of a plan.
    pub period: Option<Period>,
    pub trial_days: u32,
    pub due_days: u32,
    pub closed_at: Option<Instant>,
    /// In the order in which they hold.
    pub prices: Vec<Price>,
}

impl Product {
    /// What somebody who chose it at an instant is charged at another.
    pub fn price(&self, chosen_at: Instant, at: Instant) -> Result<Money, Fault> {
        let price = price_at(&self.prices, chosen_at, at);
        price.ok_or_else(|| Fault::contradiction(format!("the product {} had no price at {chosen_at}", self.id)))
    }

    /// `90,000 ₸ a month`.
    pub fn priced(&self, price: Money) -> Words {
        let key = match self.period {
            Some(Period::Month) => "plans-a-month",
            Some(Period::Year) => "plans-a-year",
            None => "plans-once",
        };
        Words::new(key).with("price", price)
    }

    pub fn is_listed(&self, now: Instant) -> bool {
        self.closed_at.is_none_or(|closed| closed > now) && price_at(&self.prices, now, now).is_some()
    }
}

/// A product as staff add it. Its id is drawn beforehand: added twice, it is there once.
#[derive(Debug, Clone)]
pub struct NewProduct {
    pub id: ProductId,
    pub kind: LineKind,
    pub name: Text,
    pub price: Money,
    pub period: Option<Period>,
    pub trial_days: u32,
    pub due_days: u32,
}

#[derive(Debug, Clone, Copy)]
pub struct NewPrice {
    pub from: Instant,
    pub price: Money,
    /// Of running subscriptions too.
    pub for_running: bool,
}

/// Why a product was not added or changed.
#[derive(Debug, thiserror::Error)]
pub enum NotSold {
    #[error("there is a product of that name already")]
    NameTaken,
    #[error("there is no such product")]
    NoProduct,
    #[error("it is closed")]
    Closed,
    #[error("a price cannot begin in the past")]
    InThePast,
    #[error(transparent)]
    Fault(#[from] Fault),
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    product_id: Uuid,
    #[diesel(sql_type = sql_types::Text)]
    kind: String,
    #[diesel(sql_type = sql_types::Text)]
    name: String,
    #[diesel(sql_type = sql_types::Text)]
    currency: String,
    #[diesel(sql_type = Nullable<sql_types::Text>)]
    period: Option<String>,
    #[diesel(sql_type = Integer)]
    trial_days: i32,
    #[diesel(sql_type = Integer)]
    due_days: i32,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    closed_at: Option<Instant>,
}

#[derive(QueryableByName)]
struct PriceRow {
    #[diesel(sql_type = SqlUuid)]
    product_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    from_at: Instant,
    #[diesel(sql_type = Numeric)]
    price: Decimal,
    #[diesel(sql_type = Bool)]
    for_running: bool,
}

/// All of them, closed ones too, by name: a business sells a few dozen.
pub async fn products(conn: &Conn) -> Result<Vec<Product>, Fault> {
    let rows = sql("SELECT product_id, kind, name, currency, period, trial_days, due_days, closed_at FROM products
         ORDER BY name, product_id")
    .load::<Row>(conn);
    let prices = sql("SELECT product_id, from_at, price, for_running FROM product_prices ORDER BY from_at, price_id")
        .load::<PriceRow>(conn);
    let (rows, prices) = futures_util::try_join!(rows, prices)?;
    let read = |row: Row| {
        let currency = stored_currency(&row.currency)?;
        let own = prices.iter().filter(|price| price.product_id == row.product_id).map(|price| {
            let (from, for_running) = (price.from_at, price.for_running);
            Ok(Price { from, price: stored_money(price.price, currency)?, for_running })
        });
        Ok(Product {
            id: ProductId(row.product_id),
            kind: if row.kind == LineKind::Plan.name() { LineKind::Plan } else { LineKind::Service },
            currency,
            period: row.period.as_deref().map(period).transpose()?,
            trial_days: row.trial_days.unsigned_abs(),
            due_days: row.due_days.unsigned_abs(),
            closed_at: row.closed_at,
            prices: own.collect::<Result<_, Fault>>()?,
            name: row.name,
        })
    };
    rows.into_iter().map(read).collect()
}

/// By an admin, or by the operator.
pub async fn add_product(tx: &Tx, by: &By, new: &NewProduct) -> Result<(), NotSold> {
    let added =
        sql("INSERT INTO products (product_id, kind, name, currency, period, trial_days, due_days, recorded_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
        .bind::<SqlUuid, _>(new.id.0)
        .bind::<sql_types::Text, _>(new.kind.name())
        .bind::<sql_types::Text, _>(new.name.as_str())
        .bind::<sql_types::Text, _>(new.price.currency().to_string())
        .bind::<Nullable<sql_types::Text>, _>(new.period.map(period_word))
        .bind::<Integer, _>(new.trial_days.cast_signed())
        .bind::<Integer, _>(new.due_days.cast_signed())
        .bind::<Timestamptz, _>(tx.now())
        .execute(tx)
        .await?;
    if added == 0 {
        let known = products(tx).await?;
        let same = known.iter().any(|product| product.id == new.id && product.name == new.name.as_str());
        return if same { Ok(()) } else { Err(NotSold::NameTaken) };
    }
    let price = NewPrice { from: tx.now(), price: new.price, for_running: false };
    set_price(tx, new.id, &price).await?;
    let after = json!({"kind": new.kind.name(), "name": new.name, "price": new.price, "currency": new.price.currency().code(),
        "period": new.period.map(period_word), "trial_days": new.trial_days, "due_days": new.due_days});
    Ok(deed(tx, by, "product-added", &subject(new.id), None, Some(after)).await?)
}

/// From an instant on, for whoever chooses it then; running subscriptions keep their price unless it is for them too.
pub async fn change_price(tx: &Tx, by: &Staff<Admin>, id: ProductId, new: NewPrice) -> Result<(), NotSold> {
    let product = lock_product(tx, id).await?;
    if new.from < tx.now() {
        return Err(NotSold::InThePast);
    }
    let before = price_at(&product.prices, new.from, new.from);
    set_price(tx, id, &new).await?;
    let after = json!({"price": new.price, "from": new.from, "for_running": new.for_running});
    let before = before.map(|price| json!({"price": price}));
    Ok(deed(tx, &by.by(), "product-price-changed", &subject(id), before, Some(after)).await?)
}

/// Nobody chooses it any more; running subscriptions go on.
pub async fn close_product(tx: &Tx, by: &Staff<Admin>, id: ProductId) -> Result<(), NotSold> {
    lock_product(tx, id).await?;
    sql("UPDATE products SET closed_at = ? WHERE product_id = ?")
        .bind::<Timestamptz, _>(tx.now())
        .bind::<SqlUuid, _>(id.0)
        .execute(tx)
        .await?;
    let after = json!({"closed_at": tx.now()});
    Ok(deed(tx, &by.by(), "product-closed", &subject(id), None, Some(after)).await?)
}

fn subject(id: ProductId) -> String {
    format!("product {id}")
}

/// One that is still sold.
async fn lock_product(tx: &Tx, id: ProductId) -> Result<Product, NotSold> {
    sql("SELECT 1 FROM products WHERE product_id = ? FOR NO KEY UPDATE").bind::<SqlUuid, _>(id.0).execute(tx).await?;
    let found = products(tx).await?.into_iter().find(|product| product.id == id).ok_or(NotSold::NoProduct)?;
    if found.closed_at.is_some() { Err(NotSold::Closed) } else { Ok(found) }
}

async fn set_price(tx: &Tx, id: ProductId, new: &NewPrice) -> Result<(), Fault> {
    sql("INSERT INTO product_prices (product_id, price_id, from_at, price, for_running, recorded_at)
         VALUES (?, ?, ?, ?, ?, ?)")
    .bind::<SqlUuid, _>(id.0)
    .bind::<SqlUuid, _>(EventId::new(tx.now()).0)
    .bind::<Timestamptz, _>(new.from)
    .bind::<Numeric, _>(new.price.amount())
    .bind::<Bool, _>(new.for_running)
    .bind::<Timestamptz, _>(tx.now())
    .execute(tx)
    .await?;
    Ok(())
}
