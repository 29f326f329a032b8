//! `[use.X]`: what becomes of what was earned, unit by unit.

use super::rule::{Every, Span, TakenOn};
use super::terms::WithdrawalMethod;
use crate::events::LineKind;
use crate::money::{Currency, Money, Percent, Unit};

#[derive(Debug, Clone, PartialEq)]
pub struct Use {
    pub unit: Unit,
    pub currency: Currency,
    /// Which lines of an invoice it pays; empty: none.
    pub pays: Vec<LineKind>,
    /// What the unit pays, where it is no money.
    pub worth: Option<Worth>,
    /// Rewards of the unit are rounded to a multiple of it, and so much of it is used at least.
    pub step: Option<Money>,
    /// The most of what it may pay of an invoice.
    pub at_most: Option<AtMost>,
    /// The least that is used at once.
    pub minimum: Option<Money>,
    /// The next invoice takes what it can by itself.
    pub auto: bool,
    /// The invoice's tax stays to be paid.
    pub never_below_tax: bool,
    /// It pays an invoice whole or not at all.
    pub alone: bool,
    /// After the release.
    pub expires: Option<Span>,
    /// All of it is lost when this happens to the last own subscription.
    pub forfeit_on: Vec<TakenOn>,
    pub payout: Option<Payout>,
    pub convert: Option<Convert>,
    /// Of the first withdrawal.
    pub first_minimum: Option<Money>,
    pub minimum_by: Vec<(WithdrawalMethod, Money)>,
    /// Of each withdrawal, besides a fixed fee.
    pub fee_percent: Option<Percent>,
    /// Of a withdrawal by this method; there is no other fee then.
    pub fee_by: Vec<(WithdrawalMethod, Fee)>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AtMost {
    Part(Percent),
    /// In the currency of what it pays.
    Amount(Money),
}

/// What is kept back of a withdrawal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fee {
    Amount(Money),
    Part(Percent),
}

/// So much money for so many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Worth {
    pub money: Money,
    pub of: Money,
}

/// What is available goes out by itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Payout {
    pub every: Every,
    /// Below it, it waits for the next time.
    pub minimum: Option<Money>,
    /// It is paid within so many days from then.
    pub within_days: u32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Convert {
    pub to: Unit,
    pub worth: Percent,
    pub minimum: Option<Money>,
}

impl Use {
    /// Of which nothing is said.
    pub fn none(unit: Unit, currency: Currency) -> Use {
        Use {
            unit,
            currency,
            pays: Vec::new(),
            worth: None,
            step: None,
            at_most: None,
            minimum: None,
            auto: false,
            never_below_tax: false,
            alone: false,
            expires: None,
            forfeit_on: Vec::new(),
            payout: None,
            convert: None,
            first_minimum: None,
            minimum_by: Vec::new(),
            fee_percent: None,
            fee_by: Vec::new(),
        }
    }
}
