//! What Beckon sells: `/admin/products`, `POST /admin/products` (`product`, the new one's id: sent twice, it is added once; `kind`,
//! `name`, `currency`, `price`, `period`, `trial_days`, `due_days`), `/admin/products/ID`, and below it `POST prices` (`price`, `from`,
//! a day; `for_running` = `yes`) and `POST closing`.

mod changes;
mod shown;

pub use changes::{add, change_price, close};
pub use shown::{list, one};

use crate::calendar::Instant;
use crate::money::Money;
use crate::web::{Refusals, Words, filters};
use askama::Template;

#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    pub name: String,
    pub is_plan: bool,
    pub price: Words,
    pub trial_days: i64,
    pub due_days: i64,
    pub closed_at: Option<Instant>,
}

/// What was typed, to be shown again.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// Of the product that the form would make.
    pub product: String,
    pub kind: String,
    pub name: String,
    pub currency: String,
    pub price: String,
    pub period: String,
    pub trial_days: String,
    pub due_days: String,
}

#[derive(Template)]
#[template(path = "admin/products.html")]
pub struct ProductsPage {
    pub rows: Vec<Row>,
    pub typed: Typed,
    /// This member of staff may add one.
    pub may: bool,
    pub errors: Refusals,
}

#[derive(Debug, Clone)]
pub struct PriceRow {
    pub from: Instant,
    pub price: Money,
    pub for_running: bool,
    pub is_ahead: bool,
}

#[derive(Template)]
#[template(path = "admin/product.html")]
pub struct ProductPage {
    pub row: Row,
    /// Newest first.
    pub prices: Vec<PriceRow>,
    pub price: String,
    pub from: String,
    pub for_running: bool,
    pub may: bool,
    pub errors: Refusals,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show, tenge};

    fn row(name: &str, price: &str, key: &'static str) -> Row {
        Row {
            id: "0198".into(),
            name: name.into(),
            is_plan: key != "plans-once",
            price: Words::new(key).with("price", tenge(price)),
            trial_days: 14,
            due_days: 10,
            closed_at: None,
        }
    }

    #[test]
    fn staff_sell_products() {
        let typed = Typed {
            kind: "plan".into(),
            period: "month".into(),
            currency: "KZT".into(),
            due_days: "7".into(),
            ..Typed::default()
        };
        let mut page = ProductsPage {
            rows: vec![
                row("Business", "90000", "plans-a-month"),
                row("E-signature", "18000", "plans-once"),
                Row { closed_at: Some(at("2026-04-01T05:00:00Z")), ..row("Start", "20000", "plans-a-year") },
            ],
            typed,
            may: true,
            errors: Refusals::none(),
        };
        show("admin-products", "/admin/products", Looks::Staff, &page);
        page.errors = Refusals::one("name", "wrong-product-taken");
        show("admin-products-refused", "/admin/products", Looks::Staff, &page);
        (page.rows, page.may, page.errors) = (Vec::new(), false, Refusals::none());
        show("admin-products-empty", "/admin/products", Looks::Staff, &page);
    }

    #[test]
    fn a_price_is_followed_by_another() {
        let price = |from, price, for_running, is_ahead| PriceRow {
            from: at(from),
            price: tenge(price),
            for_running,
            is_ahead,
        };
        let mut page = ProductPage {
            row: row("Business", "90000", "plans-a-month"),
            prices: vec![
                price("2026-06-01T00:00:00Z", "95000", true, true),
                price("2026-01-10T05:00:00Z", "90000", false, false),
            ],
            price: String::new(),
            from: "2026-04-16".into(),
            for_running: false,
            may: true,
            errors: Refusals::one("from", "wrong-product-from"),
        };
        show("admin-product", "/admin/products/0198", Looks::Staff, &page);
        page.row.closed_at = Some(at("2026-04-01T05:00:00Z"));
        show("admin-product-closed", "/admin/products/0198", Looks::Staff, &page);
    }
}
