//! What was earned, why, and where the money is.
//!
//! Paths: `/earnings?state=&page=`, `/earnings/ID` (the receipt), `/statement?page=`.

pub mod earnings;
pub mod receipt;
pub mod statement;

use crate::calendar::Instant;
use crate::db::Fault;
use crate::ids::ProgramId;
use crate::ledger::{self, Balances};
use crate::money::{Currency, Money, Unit};
use crate::web::{Paging, Words, filters};
use askama::Template;
use rust_decimal::Decimal;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EarningState {
    OnHold {
        until: Instant,
    },
    Available,
    /// All of it was put to an own subscription.
    Applied,
    /// A refund was asked for: it waits for the decision.
    Frozen,
    TakenBack,
    Nothing,
}

impl EarningState {
    fn key(&self) -> &'static str {
        match self {
            EarningState::OnHold { .. } => "earning-on-hold",
            EarningState::Available => "earning-available",
            EarningState::Applied => "earning-applied",
            EarningState::Frozen => "earning-frozen",
            EarningState::TakenBack => "earning-taken-back",
            EarningState::Nothing => "earning-nothing",
        }
    }

    /// In words, with the date where one matters.
    pub fn words(&self) -> Words {
        match self {
            EarningState::OnHold { until } => Words::new(self.key()).with("until", crate::web::Value::Day(*until)),
            _ => Words::new(self.key()),
        }
    }

    pub fn class(&self) -> &'static str {
        match self {
            EarningState::OnHold { .. } | EarningState::Frozen => "wait",
            EarningState::Available | EarningState::Applied => "",
            EarningState::TakenBack => "bad",
            EarningState::Nothing => "none",
        }
    }
}

/// One line of the earnings, on the overview too. Negative where money was taken back.
#[derive(Debug, Clone)]
pub struct EarningRow {
    pub id: String,
    /// Masked as the terms and the invitee allow.
    pub invitee: String,
    pub why: Words,
    pub paid_at: Instant,
    pub base: Money,
    pub earned: Money,
    pub state: EarningState,
    /// The id of the line that this one reverses.
    pub reverses: Option<String>,
}

/// What there is by where it is; the parts add up to what was earned. A program's money first, what is counted in other units
/// after it.
#[derive(Debug, Clone)]
pub struct Figures {
    pub available: Money,
    pub on_hold: Money,
    pub spent: Money,
    pub others: Vec<Figures>,
}

impl Figures {
    /// Of one program; zeros before anything was earned there.
    pub fn of(balances: &[Balances], program: ProgramId, currency: Currency) -> Result<Figures, Fault> {
        let mut of: Vec<(Currency, Vec<&Balances>)> = Vec::new();
        for balance in balances.iter().filter(|balance| balance.program() == program) {
            let unit: Unit = balance.unit.parse().map_err(Fault::contradiction)?;
            let counted = unit.currency(currency);
            match of.iter_mut().find(|(known, _)| *known == counted) {
                Some((_, balances)) => balances.push(balance),
                None => of.push((counted, vec![balance])),
            }
        }
        // Its money comes first, and without any what else there is.
        of.sort_by_key(|(counted, _)| *counted != currency);
        let mut all = of.into_iter().map(|(counted, balances)| Figures::sum(&balances, counted));
        let mut first = all.next().unwrap_or_else(|| Figures::sum(&[], currency))?;
        first.others = all.collect::<Result<_, Fault>>()?;
        Ok(first)
    }

    fn sum(balances: &[&Balances], currency: Currency) -> Result<Figures, Fault> {
        let sum = |pick: fn(&Balances) -> Decimal| ledger::money(balances.iter().map(|b| pick(b)).sum(), currency);
        Ok(Figures {
            available: sum(|balance| balance.available)?,
            on_hold: sum(|balance| balance.on_hold)?,
            spent: sum(|balance| balance.spent + balance.withdrawing + balance.paid_out + balance.fees)?,
            others: Vec::new(),
        })
    }

    /// What they are counted in.
    pub fn currency(&self) -> Currency {
        self.available.currency()
    }

    pub fn is_owed(&self) -> bool {
        self.available.is_negative()
    }
}

#[derive(Template)]
#[template(path = "rewards/earnings.html", blocks = ["list"])]
pub struct EarningsPage {
    pub figures: Figures,
    /// `on-hold`, `available`, `nothing` or empty, as in the query.
    pub state: String,
    pub total: i64,
    pub rows: Vec<EarningRow>,
    pub paging: Paging,
    pub link: String,
}

impl EarningsPage {
    fn states(&self) -> [(&'static str, &'static str); 4] {
        [
            ("", "earnings-all"),
            ("on-hold", "earnings-on-hold"),
            ("available", "earnings-available"),
            ("nothing", "earnings-nothing"),
        ]
    }

    fn is_on(&self, state: &str) -> bool {
        self.state == state
    }
}

/// A line of the invoice that was paid: counted, or not and why.
#[derive(Debug, Clone)]
pub struct ReceiptLine {
    pub product: String,
    pub paid: Money,
    pub not_counted: Option<Words>,
}

#[derive(Debug, Clone)]
pub struct Revision {
    pub number: u32,
    pub recorded_at: Instant,
    pub why: Words,
    pub earned: Money,
}

#[derive(Debug, Clone)]
pub struct Movement {
    pub at: Instant,
    pub words: Words,
    pub amount: Money,
}

/// The stored answer to "what did this payment earn and why".
#[derive(Template)]
#[template(path = "rewards/receipt.html")]
pub struct ReceiptPage {
    pub id: String,
    /// The result in one sentence.
    pub sentence: Words,
    pub invitee: String,
    pub paid_at: Instant,
    /// The sender's id of the payment, if it is of one.
    pub payment: Option<String>,
    pub lines: Vec<ReceiptLine>,
    /// What counts of the payment, if it is of one.
    pub base: Option<Money>,
    pub rate: Option<Words>,
    /// Further facts, each named: class, ordinal, limit, rounding.
    pub facts: Vec<(Words, Words)>,
    pub earned: Money,
    pub state: EarningState,
    /// What the rule says that gave it, where it is one.
    pub rule: Vec<Words>,
    pub program: String,
    pub terms: String,
    pub terms_version: u32,
    pub clause: String,
    /// Oldest first; one means that it was never revised.
    pub revisions: Vec<Revision>,
    pub movements: Vec<Movement>,
}

#[derive(Debug, Clone)]
pub struct StatementRow {
    pub at: Instant,
    pub words: Words,
    pub why: Option<Words>,
    /// Where the cause is shown: a receipt or an invoice.
    pub href: Option<String>,
    /// Signed: what it did to the available amount.
    pub amount: Money,
    pub balance: Money,
}

#[derive(Debug, Clone)]
pub struct UnitChoice {
    pub words: Words,
    pub href: String,
    pub current: bool,
}

/// The available account, newest first, each line with the balance after it.
#[derive(Template)]
#[template(path = "rewards/statement.html", blocks = ["list"])]
pub struct StatementPage {
    pub program: String,
    pub figures: Figures,
    /// What is counted besides, each with its page; empty where all is counted alike.
    pub units: Vec<UnitChoice>,
    pub rows: Vec<StatementRow>,
    pub paging: Paging,
    /// Where the same is as a file.
    pub csv: String,
    /// Where this cash is withdrawn; none where nothing is.
    pub withdrawals: Option<String>,
    /// The head of the account's chain, in hex; empty before the first line.
    pub head: String,
    pub link: String,
}

#[cfg(test)]
#[path = "pages_tests.rs"]
mod tests;
#[cfg(test)]
pub use tests::rows as samples;
