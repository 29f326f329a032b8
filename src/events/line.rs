use serde::{Deserialize, Serialize};

use super::words::{read_optional_instant, write_amount, write_optional_amount, write_optional_instant};
use super::{MAX_LINES, Major, Malformed, Reason, Text};
use crate::calendar::Instant;
use crate::money::{Currency, Money};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// Recurring.
    Plan,
    /// An additional service.
    Service,
}

impl LineKind {
    pub fn name(self) -> &'static str {
        match self {
            LineKind::Plan => "plan",
            LineKind::Service => "service",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    New,
    Renewal,
    Upgrade,
}

/// One thing billed. `amount` is its total before the discounts, which are never larger.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line<M: std::fmt::Display = Money> {
    pub product: Text,
    pub kind: LineKind,
    #[serde(serialize_with = "write_amount")]
    pub amount: M,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u64>,
    /// How many months are paid for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Order>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read_optional_instant",
        serialize_with = "write_optional_instant"
    )]
    pub service_until: Option<Instant>,
    #[serde(default = "none", skip_serializing_if = "Option::is_none", serialize_with = "write_optional_amount")]
    pub cost: Option<M>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Text>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub promotional: bool,
    #[serde(default = "none", skip_serializing_if = "Option::is_none", serialize_with = "write_optional_amount")]
    pub discount: Option<M>,
    /// For paying a longer period; not a promotion.
    #[serde(default = "none", skip_serializing_if = "Option::is_none", serialize_with = "write_optional_amount")]
    pub term_discount: Option<M>,
}

fn none<T>() -> Option<T> {
    None
}

impl Line {
    /// What is to be paid for it: the amount without both discounts.
    pub fn net(&self) -> Money {
        let discounts = [self.discount, self.term_discount];
        discounts.into_iter().flatten().fold(self.amount, |net, discount| net.minus(discount).unwrap_or(net))
    }

    /// The one line of a payment or invoice that names none: a plan of no named product.
    pub fn unnamed(amount: Money) -> Line {
        Line {
            product: Text::default(),
            kind: LineKind::Plan,
            amount,
            quantity: None,
            months: None,
            order: None,
            service_until: None,
            cost: None,
            labels: Vec::new(),
            promotional: false,
            discount: None,
            term_discount: None,
        }
    }
}

impl Line<Major> {
    fn in_currency(self, currency: Currency, path: impl Fn() -> String) -> Result<Line, Malformed> {
        let named = |field: &str, major: Major| in_currency(major, currency, || format!("{}.{field}", path()));
        let optional = |field: &str, major: Option<Major>| major.map(|major| named(field, major)).transpose();
        let line = Line {
            amount: named("amount", self.amount)?,
            cost: optional("cost", self.cost)?,
            discount: optional("discount", self.discount)?,
            term_discount: optional("term_discount", self.term_discount)?,
            product: self.product,
            kind: self.kind,
            quantity: self.quantity,
            months: self.months,
            order: self.order,
            service_until: self.service_until,
            labels: self.labels,
            promotional: self.promotional,
        };
        let discounts = Money::sum(currency, [line.discount, line.term_discount].into_iter().flatten());
        let over = discounts.and_then(|discounts| discounts.minus(line.amount));
        let over = over.map_err(|error| Malformed::at(path(), Reason::Money(error.into())))?;
        if over.is_positive() {
            return Err(Malformed::at(path(), Reason::DiscountOverAmount { over }));
        }
        Ok(line)
    }
}

pub(super) fn in_currency(major: Major, currency: Currency, path: impl Fn() -> String) -> Result<Money, Malformed> {
    major.in_currency(currency).map_err(|error| Malformed::at(path(), Reason::Money(error.into())))
}

pub(super) fn lines_in_currency(lines: Vec<Line<Major>>, currency: Currency) -> Result<Vec<Line>, Malformed> {
    if lines.is_empty() || lines.len() > MAX_LINES {
        return Err(Malformed::at("lines", Reason::LineCount { given: lines.len() }));
    }
    // Most payments have one line, and collecting would make room for four.
    let mut read = Vec::with_capacity(lines.len());
    for (n, line) in lines.into_iter().enumerate() {
        read.push(line.in_currency(currency, || format!("lines[{n}]"))?);
    }
    Ok(read)
}

/// Lines as they were stored: the JSON list of an accepted invoice.
pub fn lines_from_json(json: &str, currency: Currency) -> Result<Vec<Line>, Malformed> {
    let wire: Vec<Line<Major>> =
        serde_json::from_str(json).map_err(|error| Malformed::at("lines", Reason::NotJson(error.to_string())))?;
    lines_in_currency(wire, currency)
}
