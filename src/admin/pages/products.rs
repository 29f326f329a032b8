//! What Beckon sells: `/admin/products?q=&kind=&state=&sort=&page=` and the same as a file, `POST /admin/products` (`product`, the new one's id: sent twice, it is added once; `kind`,
//! `name`, `currency`, `price`, `period`, `trial_days`, `due_days`), `/admin/products/ID`, and below it `POST prices` (`price`, `from`,
//! a day; `for_running` = `yes`) and `POST closing`.

mod changes;
mod shown;

pub use changes::{add, change_price, close};
pub use shown::{file, list, one};

use super::short::Shown;
use crate::calendar::Instant;
use crate::events::Period;
use crate::money::Money;
use crate::web::{Refusals, Words, filters};
use askama::Template;

#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    pub name: String,
    pub is_plan: bool,
    /// Of a plan.
    pub period: Option<Period>,
    pub price: Money,
    pub trial_days: i64,
    pub due_days: i64,
    pub closed_at: Option<Instant>,
}

impl Row {
    /// As in the address.
    fn kind(&self) -> &'static str {
        if self.is_plan { "plan" } else { "service" }
    }

    fn state(&self) -> &'static str {
        if self.closed_at.is_some() { "closed" } else { "sold" }
    }

    fn price(&self) -> Words {
        let key = match self.period {
            Some(Period::Month) => "plans-a-month",
            Some(Period::Year) => "plans-a-year",
            None => "plans-once",
        };
        Words::new(key).with("price", self.price)
    }
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
#[template(path = "admin/products.html", blocks = ["list"])]
pub struct ProductsPage {
    pub shown: Shown<Row>,
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
    use crate::admin::pages::short::Asked;
    use crate::web::gallery::{Looks, at, show, tenge};

    fn row(name: &str, price: &str, period: Option<Period>) -> Row {
        Row {
            id: "0198".into(),
            name: name.into(),
            is_plan: period.is_some(),
            period,
            price: tenge(price),
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
        let rows = vec![
            row("Business", "90000", Some(Period::Month)),
            row("E-signature", "18000", None),
            Row { closed_at: Some(at("2026-04-01T05:00:00Z")), ..row("Start", "20000", Some(Period::Year)) },
        ];
        let shown = shown::LIST.shown("/admin/products", &Asked::new(), rows);
        let mut page = ProductsPage { shown, typed, may: true, errors: Refusals::none() };
        show("admin-products", "/admin/products", Looks::Staff, &page);
        page.errors = Refusals::one("name", "wrong-product-taken");
        show("admin-products-refused", "/admin/products", Looks::Staff, &page);
        (page.shown.rows, page.may, page.errors) = (Vec::new(), false, Refusals::none());
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
            row: row("Business", "90000", Some(Period::Month)),
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
