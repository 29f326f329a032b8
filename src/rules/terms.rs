//! A program's rules as one typed value: the receipt, the page, the calculator and the letters are all made from it.

use serde::{Deserialize, Serialize};

use crate::calendar::{Instant, Zone};
use crate::events::LineKind;
use crate::money::{Currency, Money, Percent, Rounding, Unit};

#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    /// The program's slug.
    pub program: String,
    pub name: String,
    pub currency: Currency,
    pub time_zone: Zone,
    pub applies: Applies,
    pub rounding: Rounding,
    /// None: since always.
    pub effective_from: Option<Instant>,
    pub attribution: Attribution,
    pub offers: Vec<Offer>,
    pub rewards: Vec<Clause>,
    /// What bonuses may pay; empty where nothing is given as credit.
    pub credit_pays: Vec<LineKind>,
    pub examples: Vec<Example>,
}

/// Whom a new version governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Applies {
    /// Referrals keep the version under which they registered.
    NewReferrals,
    /// Everyone, from its date on.
    AllFromDate,
    /// Who accepts it, from then on.
    OptIn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Touch {
    First,
    Last,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// GET parameters that are recognised on any page.
    pub parameters: Vec<String>,
    /// Whether codes may be typed.
    pub codes: bool,
    pub touch: Touch,
    pub window_days: u32,
}

/// What the invitee gets: a percent off listed products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub percent: Percent,
    /// Empty: all.
    pub products: Vec<String>,
    /// Since registration; none: for ever.
    pub window_days: Option<u32>,
    /// Among the first so many invoices that were not voided.
    pub first_invoices: Option<u32>,
}

/// One `[[reward]]`: a percent of each payment.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    pub id: String,
    pub percent: Percent,
    pub base: Base,
    pub exclude: Vec<Excluded>,
    pub hold_days: u32,
    pub unit: Unit,
    pub refund: RefundRule,
    pub first_payments: Option<u32>,
    pub first_months: Option<u32>,
}

/// Which lines count, and whether their tax does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    pub kinds: Vec<LineKind>,
    /// Empty: all.
    pub products: Vec<String>,
    pub never: Vec<String>,
    pub tax_counts: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Excluded {
    /// The whole payment, when a promo code was used on the order.
    PromoCode,
    PromotionalLine,
    /// A discount for a longer period does not count as one.
    DiscountedLine,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundRule {
    Proportional,
    Forfeit,
    Keep,
}

/// A worked example: publishing is refused while it does not come out of the rules.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    pub says: String,
    pub given: Vec<Given>,
    pub expect: Vec<Expected>,
    pub line: usize,
    pub column: usize,
}

/// An event of the example's invitee; what its `data` leaves out is filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    pub type_name: String,
    pub at: Instant,
    pub data: serde_json::Map<String, serde_json::Value>,
}

/// The referrer's balances at an instant, and what is left to pay on the given invoices.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    pub at: Instant,
    pub on_hold: Option<Money>,
    pub available: Option<Money>,
    pub to_pay: Option<Money>,
    pub line: usize,
    pub column: usize,
}

impl Terms {
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.rewards.iter().find(|clause| clause.id == id)
    }
}
