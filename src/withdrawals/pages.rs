//! One's own withdrawals.
//!
//! Paths: `/withdrawals?program=&page=`, `POST /withdrawals` (`withdrawal`, the new one's id: sent twice, it is requested once;
//! `program`; `amount`, a decimal string in major units; `method` = `card` | `iban` | `custom`),
//! `POST /withdrawals/ID/cancellation`, `POST /withdrawals/conversions` (`conversion`, the new one's id; `program`; `cash`, as `amount`).
//! What staff adjusted: `/adjustments/ID`.

pub mod adjustment;
pub mod conversions;
pub mod mine;
mod own;

use crate::book::WithdrawalStage;
use crate::calendar::Instant;
use crate::money::{Money, Percent, Unit};
use crate::programs::Choice;
use crate::rules::Terms;
use crate::rules::terms::WithdrawalMethod;
use crate::rules::uses::Fee;
use crate::web::{Paging, Refusals, Words, filters};
use askama::Template;

/// Where a program's cash is withdrawn; none where its terms pay nothing out and convert none.
pub fn path(slug: &str, terms: &Terms) -> Option<String> {
    goes_out(terms).then(|| format!("/withdrawals?program={slug}"))
}

fn goes_out(terms: &Terms) -> bool {
    terms.withdrawal.is_some() || terms.uses.iter().any(|found| found.payout.is_some() || found.convert.is_some())
}

pub fn method_key(method: &WithdrawalMethod) -> &'static str {
    match method {
        WithdrawalMethod::Card => "withdrawal-card",
        WithdrawalMethod::Iban => "withdrawal-iban",
        WithdrawalMethod::Custom => "withdrawal-custom",
    }
}

pub fn stage_key(stage: &WithdrawalStage) -> &'static str {
    match stage {
        WithdrawalStage::Requested => "withdrawal-requested",
        WithdrawalStage::Approved => "withdrawal-approved",
        WithdrawalStage::Paid => "withdrawal-paid",
        WithdrawalStage::Rejected => "withdrawal-rejected",
        WithdrawalStage::Canceled => "withdrawal-canceled",
        WithdrawalStage::Failed => "withdrawal-failed",
    }
}

pub fn stage_class(stage: &WithdrawalStage) -> &'static str {
    match stage {
        WithdrawalStage::Requested | WithdrawalStage::Approved => "wait",
        WithdrawalStage::Paid => "",
        WithdrawalStage::Rejected | WithdrawalStage::Failed => "bad",
        WithdrawalStage::Canceled => "none",
    }
}

/// What a program's amounts are counted in.
pub fn unit_words(unit: Unit) -> Words {
    match unit {
        Unit::Credit => "unit-credit".into(),
        Unit::Cash => "unit-cash".into(),
        Unit::Own(currency) => Words::new("unit-own").with("unit", currency.code()),
    }
}

/// A sentence that names a day.
fn day(key: &'static str, name: &'static str, at: Instant) -> Words {
    Words::new(key).with(name, crate::web::Value::Day(at))
}

/// The step that led to a stage: `who` took it `at` that instant.
pub fn did(stage: WithdrawalStage, who: impl Into<Words>, at: Instant) -> Words {
    let key = match stage {
        WithdrawalStage::Requested => "withdrawal-did-request",
        WithdrawalStage::Approved => "withdrawal-did-approve",
        WithdrawalStage::Paid => "withdrawal-did-pay",
        WithdrawalStage::Rejected => "withdrawal-did-reject",
        WithdrawalStage::Canceled => "withdrawal-did-cancel",
        WithdrawalStage::Failed => "withdrawal-did-fail",
    };
    Words::new(key).with("who", who.into()).with("at", at)
}

/// What the terms say of withdrawals.
#[derive(Debug, Clone)]
pub struct Conditions {
    /// The smallest amount that may be asked for.
    pub minimum: Money,
    /// By any method, or by one.
    pub fees: Vec<(Option<WithdrawalMethod>, Fee)>,
    pub within_days: u32,
}

/// Made only where something may be withdrawn now.
#[derive(Debug, Clone)]
pub struct AskForm {
    /// Of the withdrawal that this form would make.
    pub withdrawal: String,
    pub methods: Vec<WithdrawalMethod>,
    /// What was typed, to be shown again.
    pub amount: String,
    pub method: String,
}

impl AskForm {
    fn is_chosen(&self, method: &WithdrawalMethod) -> bool {
        self.method == method.name()
    }
}

/// Made only where something may be converted now.
#[derive(Debug, Clone)]
pub struct ConvertForm {
    /// Of the conversion that this form would make.
    pub conversion: String,
    /// What cash becomes.
    pub worth: Percent,
    pub cash: String,
}

/// When what is available goes out next, and from how much on.
#[derive(Debug, Clone)]
pub struct NextPayout {
    /// The day.
    pub says: Words,
    pub minimum: Option<Money>,
}

#[derive(Debug, Clone)]
pub struct PayoutRow {
    pub at: Instant,
    pub amount: Money,
    /// By when it is with the person.
    pub says: Words,
}

#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    pub requested_at: Instant,
    pub amount: Money,
    /// What reaches the person, where that is less.
    pub net: Option<Money>,
    pub method: WithdrawalMethod,
    /// Masked; empty: not known any more.
    pub pay_to: String,
    pub stage: WithdrawalStage,
    pub is_overdue: bool,
    /// By when it is to be paid, while that lies ahead.
    pub due: Option<Instant>,
    /// What comes next and by when, or what happened and when.
    pub says: Words,
    /// The bank's reference, or the reason.
    pub note: Option<Words>,
}

/// A program's cash.
#[derive(Debug, Clone)]
pub struct Wallet {
    pub slug: String,
    pub program: String,
    pub available: Money,
    pub withdrawing: Money,
    pub paid_out: Money,
    pub conditions: Option<Conditions>,
    pub form: Option<AskForm>,
    pub next_payout: Option<NextPayout>,
    pub convert: Option<ConvertForm>,
    /// The newest, newest first.
    pub payouts: Vec<PayoutRow>,
}

#[derive(Template)]
#[template(path = "withdrawals/withdrawals.html", blocks = ["list"])]
pub struct WithdrawalsPage {
    /// How links name the program; empty where there is no other.
    pub program: String,
    /// Those that pay out. More than one shows a switch.
    pub choices: Vec<Choice>,
    /// None: no program pays cash out.
    pub wallet: Option<Wallet>,
    /// The details that count for a way to pay, masked.
    pub pay_to: Vec<(WithdrawalMethod, String)>,
    pub rows: Vec<Row>,
    /// Where whoever waits too long may write.
    pub support: Option<String>,
    pub paging: Paging,
    pub errors: Refusals,
}

impl WithdrawalsPage {
    /// Whether there is anything to say of asking for cash.
    fn asks(&self) -> bool {
        let refused = !self.errors.is_empty() && self.errors.of("cash").is_none();
        let says = |wallet: &Wallet| {
            let by_itself = wallet.next_payout.is_some() || wallet.convert.is_some() || !wallet.payouts.is_empty();
            wallet.conditions.is_some() || wallet.available.is_negative() || !by_itself
        };
        refused || self.wallet.as_ref().is_some_and(says)
    }

    /// Empty: there are none.
    fn pays_to(&self, method: &WithdrawalMethod) -> &str {
        self.pay_to.iter().find(|(known, _)| known == method).map_or("", |(_, masked)| masked)
    }

    fn may_cancel(&self) -> bool {
        self.rows.iter().any(|row| row.stage == WithdrawalStage::Requested)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show, tenge};

    fn row(stage: WithdrawalStage, amount: &str, says: Words, note: Option<Words>) -> Row {
        Row {
            id: "0198d5c2".into(),
            requested_at: at("2026-04-12T05:00:00Z"),
            amount: tenge(amount),
            net: (amount != "500").then(|| tenge("14900")),
            method: WithdrawalMethod::Iban,
            pay_to: "KZ86 •••• 0100".into(),
            stage,
            is_overdue: amount == "700",
            due: (stage == WithdrawalStage::Requested).then(|| at("2026-04-22T05:00:00Z")),
            says,
            note,
        }
    }

    fn rows() -> Vec<Row> {
        let due = |key: &'static str| Words::new(key).with("due", crate::web::Value::Day(at("2026-04-22T05:00:00Z")));
        let staff = |stage| did(stage, Words::from("withdrawals-staff"), at("2026-04-14T08:30:00Z"));
        let note = |key: &'static str, text: &str| Some(Words::new(key).with("text", text));
        vec![
            row(WithdrawalStage::Requested, "15000", due("withdrawals-decided-by"), None),
            row(WithdrawalStage::Approved, "700", due("withdrawals-late").with("count", 2), None),
            row(WithdrawalStage::Paid, "15000", staff(WithdrawalStage::Paid), note("withdrawals-reference", "INV 9")),
            row(WithdrawalStage::Rejected, "500", staff(WithdrawalStage::Rejected), note("withdrawals-reason", "Name")),
            row(
                WithdrawalStage::Canceled,
                "500",
                did(WithdrawalStage::Canceled, Words::from("withdrawals-you"), at("2026-04-14T08:30:00Z")),
                None,
            ),
            row(WithdrawalStage::Failed, "500", staff(WithdrawalStage::Failed), note("withdrawals-reason", "IBAN")),
        ]
    }

    #[test]
    fn withdrawals_are_asked_for_and_listed() {
        let mut page = WithdrawalsPage {
            program: String::new(),
            choices: Vec::new(),
            wallet: Some(Wallet {
                slug: "hosting".into(),
                program: "Hosting remuneration".into(),
                available: tenge("128400"),
                withdrawing: tenge("15000"),
                paid_out: tenge("64000"),
                conditions: Some(Conditions {
                    minimum: tenge("10000"),
                    fees: vec![(None, Fee::Amount(tenge("100")))],
                    within_days: 10,
                }),
                form: Some(AskForm {
                    withdrawal: "0199".into(),
                    methods: vec![WithdrawalMethod::Card, WithdrawalMethod::Iban],
                    amount: "128400.00".into(),
                    method: "card".into(),
                }),
                next_payout: Some(NextPayout {
                    says: day("withdrawals-next-payout", "day", at("2026-05-15T00:00:00Z")),
                    minimum: Some(tenge("5000")),
                }),
                convert: Some(ConvertForm {
                    conversion: "0199".into(),
                    worth: "120 %".parse().unwrap(),
                    cash: "128400.00".into(),
                }),
                payouts: vec![PayoutRow {
                    at: at("2026-04-15T00:00:00Z"),
                    amount: tenge("64000"),
                    says: day("withdrawals-paid-by", "due", at("2026-04-25T00:00:00Z")),
                }],
            }),
            pay_to: vec![(WithdrawalMethod::Card, "•••• 1111".into())],
            rows: rows(),
            support: Some("support@example.kz".into()),
            paging: Paging { base: "/withdrawals?".into(), page: 1, pages: 2 },
            errors: Refusals::none(),
        };
        show("withdrawals", "/withdrawals", Looks::Person, &page);
        page.errors = Refusals::one("amount", Words::new("wrong-withdrawal-minimum").with("minimum", tenge("10000")));
        show("withdrawals-refused", "/withdrawals", Looks::Person, &page);
        page.errors = Refusals::none();
        page.rows.clear();
        let choice = |name: &str, current| Choice { slug: "a".into(), name: name.into(), current };
        page.choices = vec![choice("Hosting remuneration", true), choice("Partners", false)];
        if let Some(wallet) = &mut page.wallet {
            (wallet.form, wallet.convert, wallet.available) = (None, None, tenge("-300"));
        }
        show("withdrawals-owed", "/withdrawals", Looks::Person, &page);
        page.wallet = None;
        page.choices.clear();
        show("withdrawals-none", "/withdrawals", Looks::Person, &page);
    }
}
