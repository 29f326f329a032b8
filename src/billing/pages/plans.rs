//! Plans and billing: `/plans`, and below it `POST subscriptions` (`subscription`, the new one's id: sent twice, it begins once;
//! `company`, `product`) and, for one of them, `POST subscriptions/ID/plan` (`product`), `…/cancellation`, `…/continuation`,
//! `…/additions` (`addition`, the new one's id; `product`) and `…/additions/ID/removal`.

mod changes;
mod shown;

pub use changes::{add, cancel, change_plan, choose, remove, resume};
pub use shown::show;

use crate::money::Money;
use crate::web::{Refusals, Words, filters};
use askama::Template;

/// A product that may be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Offered {
    pub id: String,
    pub name: String,
    pub price: Words,
    /// The first invoice, where an invitation makes it less.
    pub invited: Option<Money>,
    /// The first days that are free.
    pub trial: Option<Words>,
}

#[derive(Debug, Clone)]
pub struct AddedRow {
    pub id: String,
    pub name: String,
    pub price: Money,
}

#[derive(Debug, Clone)]
pub struct PlanRow {
    pub id: String,
    pub name: String,
    pub price: Words,
    pub state: &'static str,
    pub class: &'static str,
    /// What comes next, in sentences.
    pub says: Vec<Words>,
    pub additions: Vec<AddedRow>,
    /// Of the addition that the form would make.
    pub addition: String,
    /// The other plans that it may change to.
    pub plans: Vec<Offered>,
    pub extras: Vec<Offered>,
    pub ends: bool,
    pub ended: bool,
}

#[derive(Debug, Clone)]
pub struct CompanyPlans {
    pub id: String,
    pub name: String,
    /// What another system bills.
    pub elsewhere: Vec<Words>,
    pub rows: Vec<PlanRow>,
    /// Of the subscription that the form would make.
    pub subscription: String,
    pub plans: Vec<Offered>,
}

#[derive(Template)]
#[template(path = "billing/plans.html")]
pub struct PlansPage {
    pub companies: Vec<CompanyPlans>,
    /// Invoices that are to be paid: how many.
    pub unpaid: i64,
    /// The product that was chosen in the form that was refused.
    pub chosen: String,
    pub errors: Refusals,
}

impl PlansPage {
    fn is_chosen(&self, offered: &Offered) -> bool {
        self.chosen == offered.id
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Value;
    use crate::web::gallery::{Looks, at, show, tenge};

    fn offered(name: &str, price: &str, key: &'static str, days: Option<i64>) -> Offered {
        Offered {
            id: name.to_lowercase(),
            name: name.into(),
            price: Words::new(key).with("price", tenge(price)),
            invited: None,
            trial: days.map(|days| Words::new("plans-trial").with("count", days)),
        }
    }

    fn row(name: &str, state: &'static str, class: &'static str, says: Vec<Words>) -> PlanRow {
        PlanRow {
            id: "0198".into(),
            name: name.into(),
            price: Words::new("plans-a-month").with("price", tenge("90000")),
            state,
            class,
            says,
            additions: Vec::new(),
            addition: "0199".into(),
            plans: vec![offered("Start+", "30000", "plans-a-month", None)],
            extras: vec![offered("E-signature", "18000", "plans-once", None)],
            ends: false,
            ended: false,
        }
    }

    #[test]
    fn plans_are_chosen_and_changed() {
        let next =
            Words::new("plans-next").with("at", Value::Day(at("2026-05-12T05:00:00Z"))).with("amount", tenge("108000"));
        let signature = AddedRow { id: "01".into(), name: "E-signature".into(), price: tenge("18000") };
        let active = PlanRow { additions: vec![signature], ..row("Business", "subscription-active", "", vec![next]) };
        let ends = Words::new("plans-ends").with("at", Value::Day(at("2026-05-31T05:00:00Z")));
        let canceled = PlanRow { ends: true, ..row("Start+", "subscription-active", "", vec![ends]) };
        let overdue = Words::new("plans-past-due").with("at", Value::Day(at("2026-05-20T05:00:00Z")));
        let late = row("Archive", "subscription-past-due", "bad", vec![overdue]);
        let plans = vec![
            Offered { invited: Some(tenge("81000")), ..offered("Business", "90000", "plans-a-month", Some(14)) },
            offered("Start+ by the year", "300000", "plans-a-year", None),
        ];
        let company = |name: &str, rows| CompanyPlans {
            elsewhere: vec![Words::new("plans-elsewhere").with("product", "Archive")],
            id: "01".into(),
            name: name.into(),
            rows,
            subscription: "02".into(),
            plans: plans.clone(),
        };
        let mut page = PlansPage {
            companies: vec![
                company("Altyn Foods", vec![active, canceled, late]),
                company("Dala Trade LLP", Vec::new()),
            ],
            unpaid: 2,
            chosen: String::new(),
            errors: Refusals::none(),
        };
        show("plans", "/plans", Looks::Person, &page);
        page.errors = Refusals::one("", "wrong-plan-has-it");
        page.chosen = "business".into();
        show("plans-refused", "/plans", Looks::Person, &page);
        page.companies.clear();
        page.errors = Refusals::none();
        show("plans-empty", "/plans", Looks::Person, &page);
    }
}
