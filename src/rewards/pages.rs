//! What was earned, why, and where the money is.
//!
//! Paths: `/earnings?state=&month=&invited=&page=` and `/earnings.csv`, `/earnings/ID` (the receipt; posts `/earnings/ID/question`),
//! `/statement?month=&page=`, `/statement.csv`, `/statement.pdf`.

pub mod earnings;
mod paper;
mod parts;
pub mod question;
pub mod receipt;
pub mod statement;

use self::statement::StatementRow;
use crate::calendar::{Instant, Month};
use crate::db::Fault;
use crate::ids::ProgramId;
use crate::ledger::{self, Balances};
use crate::money::{Currency, Money, Percent, Unit};
use crate::programs::Choice;
use crate::rules::Terms;
use crate::web::{Paging, Refusals, Value, Words, filters};
use askama::Template;
use rust_decimal::Decimal;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EarningState {
    OnHold {
        until: Instant,
    },
    Available {
        since: Instant,
    },
    /// A refund was asked for: it waits for the decision.
    Frozen,
    /// Staff look into who was invited.
    Held,
    /// Where the line says when.
    TakenBack {
        at: Option<Instant>,
    },
    Nothing,
    /// All of it was put to an own subscription.
    Applied,
}

impl EarningState {
    fn key(&self) -> &'static str {
        match self {
            EarningState::OnHold { .. } => "earning-on-hold",
            EarningState::Available { .. } => "earning-available",
            EarningState::Frozen => "earning-frozen",
            EarningState::Held => "earning-held",
            EarningState::TakenBack { at: None } => "earning-taken-back",
            EarningState::TakenBack { at: Some(_) } => "earning-taken-back-on",
            EarningState::Nothing => "earning-nothing",
            EarningState::Applied => "earning-applied",
        }
    }

    /// In words, with the date where one matters.
    pub fn words(&self) -> Words {
        match self {
            EarningState::OnHold { until } => Words::new(self.key()).with("until", Value::Day(*until)),
            EarningState::Available { since } => Words::new(self.key()).with("since", Value::Day(*since)),
            EarningState::TakenBack { at: Some(at) } => Words::new(self.key()).with("at", Value::Day(*at)),
            _ => Words::new(self.key()),
        }
    }

    pub fn class(&self) -> &'static str {
        match self {
            EarningState::OnHold { .. } | EarningState::Frozen | EarningState::Held => "wait",
            EarningState::Available { .. } | EarningState::Applied => "",
            EarningState::TakenBack { .. } => "bad",
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
    /// None of a line that corrects another.
    pub base: Option<Money>,
    /// None where it is no share of the base.
    pub rate: Option<Percent>,
    pub earned: Money,
    pub state: EarningState,
    /// The id of the line that this one reverses.
    pub reverses: Option<String>,
}

/// What there is by where it is: together it is what was earned, and what came in besides. A program's money first, what is counted in other units
/// after it.
#[derive(Debug, Clone)]
pub struct Figures {
    pub available: Money,
    pub on_hold: Money,
    pub withdrawing: Money,
    pub paid_out: Money,
    pub fees: Money,
    pub spent: Money,
    pub expired: Money,
    /// What came in besides: by the hand of staff, and in exchange for another unit. Below zero where more went out.
    pub adjusted: Money,
    pub converted: Money,
    pub earned: Money,
    pub is_cash: bool,
    pub others: Vec<Figures>,
}

impl Figures {
    /// Of one program; zeros before anything was earned there.
    pub fn of(balances: &[Balances], program: ProgramId, terms: &Terms) -> Result<Figures, Fault> {
        let currency = terms.currency;
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
        let pays_cash = statement::units_of(terms).next() == Some(Unit::Cash);
        let none = || Figures::sum(&[], currency).map(|none| Figures { is_cash: pays_cash, ..none });
        let mut first = all.next().unwrap_or_else(none)?;
        first.others = all.collect::<Result<_, Fault>>()?;
        Ok(first)
    }

    fn sum(balances: &[&Balances], currency: Currency) -> Result<Figures, Fault> {
        let sum = |pick: fn(&Balances) -> Decimal| ledger::money(balances.iter().map(|b| pick(b)).sum(), currency);
        Ok(Figures {
            available: sum(|balance| balance.available)?,
            on_hold: sum(|balance| balance.on_hold)?,
            withdrawing: sum(|balance| balance.withdrawing)?,
            paid_out: sum(|balance| balance.paid_out)?,
            fees: sum(|balance| balance.fees)?,
            spent: sum(|balance| balance.spent)?,
            expired: sum(|balance| balance.expired)?,
            adjusted: sum(|balance| balance.adjusted)?,
            converted: sum(|balance| balance.converted)?,
            earned: sum(Balances::earned)?,
            is_cash: balances.iter().any(|balance| balance.unit == Unit::Cash.name()),
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

    /// What it is called.
    pub fn title(&self) -> &'static str {
        if self.is_cash { "withdrawals-money" } else { "overview-bonuses" }
    }

    pub fn shows_spent(&self) -> bool {
        !self.is_cash || !self.spent.is_zero()
    }

    pub fn shows_withdrawn(&self) -> bool {
        self.is_cash || !self.withdrawing.is_zero() || !self.paid_out.is_zero()
    }

    pub fn has_sources(&self) -> bool {
        !self.adjusted.is_zero() || !self.converted.is_zero()
    }

    /// What all parts come to, and all that came in.
    pub fn together(&self) -> Money {
        let all = self.earned.plus(self.adjusted).and_then(|sum| sum.plus(self.converted));
        all.unwrap_or(self.earned)
    }
}

/// A month of a list, or all of it.
#[derive(Debug, Clone)]
pub struct MonthChoice {
    pub month: Month,
    /// As in the query: `2026-04`.
    pub word: String,
    pub current: bool,
}

#[derive(Template)]
#[template(path = "rewards/earnings.html", blocks = ["list"])]
pub struct EarningsPage {
    /// How links name the program; empty where there is no other.
    pub program: String,
    pub programs: Vec<Choice>,
    pub figures: Figures,
    /// `on-hold`, `available`, `nothing` or empty, as in the query.
    pub state: String,
    /// The newest first.
    pub months: Vec<MonthChoice>,
    /// Whose deeds alone are shown: the referral's id and the masked name.
    pub invited: Option<(String, String)>,
    /// Whether there is anything without the filters.
    pub is_empty: bool,
    /// Whether the program gives anything that could be earned.
    pub earns: bool,
    pub rows: Vec<EarningRow>,
    pub paging: Paging,
    /// The same as a file.
    pub csv: String,
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

    /// This list in another state, with its other filters.
    fn of_state(&self, state: &str) -> String {
        let month = self.months.iter().find(|month| month.current).map_or("", |month| month.word.as_str());
        let invited = self.invited.as_ref().map_or("", |(id, _)| id.as_str());
        let filters = [("program", self.program.as_str()), ("state", state), ("month", month), ("invited", invited)];
        Paging::base("/earnings", &filters).trim_end_matches(['&', '?']).to_owned()
    }

    fn is_on(&self, state: &str) -> bool {
        self.state == state
    }

    /// `program=SLUG&` for links.
    fn query(&self) -> String {
        program_query(&self.program)
    }
}

/// `program=SLUG&` for links.
pub fn program_query(slug: &str) -> String {
    if slug.is_empty() { String::new() } else { format!("program={slug}&") }
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
    /// How links name the program; empty where there is no other.
    pub slug: String,
    pub terms: String,
    pub terms_version: u32,
    pub clause: String,
    /// Oldest first; one means that it was never revised.
    pub revisions: Vec<Revision>,
    pub movements: Vec<Movement>,
    /// None where nobody is there to answer.
    pub question: Option<QuestionForm>,
    pub for_staff: Option<ForStaff>,
}

/// What staff see besides.
#[derive(Debug, Clone)]
pub struct ForStaff {
    /// Id and name.
    pub person: (String, String),
    pub invitee: Option<(String, String)>,
    /// Where it is taken back by hand; none for whoever may not.
    pub clawback: Option<String>,
}

/// A question about one line, for the installation's support.
#[derive(Debug, Clone)]
pub struct QuestionForm {
    /// Drawn with the form: however often it is sent, one letter goes out.
    pub key: String,
    pub text: String,
    pub errors: Refusals,
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
    /// How links name the program; empty where there is no other.
    pub slug: String,
    pub programs: Vec<Choice>,
    /// The unit, where one was asked for.
    pub unit: String,
    pub program: String,
    pub figures: Figures,
    /// What is counted besides, each with its page; empty where all is counted alike.
    pub units: Vec<UnitChoice>,
    /// The postings that alone are shown: a word of [`parts::Part`]; empty: all.
    pub part: &'static str,
    /// What all of those come to.
    pub total: Money,
    pub earns: bool,
    pub rows: Vec<StatementRow>,
    pub paging: Paging,
    /// The newest first.
    pub months: Vec<MonthChoice>,
    /// What was available before the first and after the last line of the month that is shown.
    pub between: Option<(Money, Money)>,
    /// Where the same is as files.
    pub csv: String,
    pub pdf: String,
    /// Where this cash is withdrawn; none where nothing is.
    pub withdrawals: Option<String>,
    /// The head of the account's chain, in hex; empty before the first line.
    pub head: String,
    pub link: String,
}

impl StatementPage {
    fn is_on(&self, part: &parts::Part) -> bool {
        part.word() == self.part
    }

    fn is_of_a_month(&self) -> bool {
        self.months.iter().any(|month| month.current)
    }
}

#[cfg(test)]
#[path = "pages_tests.rs"]
mod tests;
#[cfg(test)]
pub use tests::rows as samples;
