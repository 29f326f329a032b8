//! Withdrawals to decide and to pay: `/admin/withdrawals?which=&page=`, `/admin/withdrawals/ID`, and below it
//! `POST approval`, `POST rejection` (`reason`), `POST payment` (`reference`), `POST failure` (`reason`), `POST details` (where the money goes).

mod decisions;
mod pay_to;
mod shown;

pub(super) use decisions::words;
pub use decisions::{approve, fail, pay, reject};
pub use pay_to::show_pay_to;
pub use shown::{list, one};

use crate::book::WithdrawalStage;
use crate::calendar::Instant;
use crate::money::Money;
use crate::people::details::Details;
use crate::rules::terms::WithdrawalMethod;
use crate::web::{Paging, Refusals, Words, filters};
use crate::withdrawals::Counts;
use askama::Template;

#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    pub person: String,
    pub program: String,
    pub amount: Money,
    pub method: WithdrawalMethod,
    pub requested_at: Instant,
    pub due_at: Instant,
    pub is_overdue: bool,
    pub stage: WithdrawalStage,
    /// Approved once, and needs a second member of staff.
    pub is_half_approved: bool,
}

#[derive(Template)]
#[template(path = "admin/withdrawals.html", blocks = ["list"])]
pub struct QueuePage {
    /// `open`, `overdue` or `all`.
    pub which: &'static str,
    pub counts: Counts,
    pub rows: Vec<Row>,
    pub paging: Paging,
}

impl QueuePage {
    fn views(&self) -> [(&'static str, &'static str, i64); 3] {
        let Counts { open, overdue, all } = self.counts;
        [
            ("open", "admin-withdrawals-open", open),
            ("overdue", "admin-withdrawals-overdue", overdue),
            ("all", "admin-withdrawals-all", all),
        ]
    }

    fn is_on(&self, which: &str) -> bool {
        self.which == which
    }
}

/// What this member of staff may do with it now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct May {
    pub approve: bool,
    pub reject: bool,
    pub pay: bool,
    pub fail: bool,
}

/// Where the money goes, for whoever looks.
#[derive(Debug)]
pub enum PayTo {
    /// They do not pay it, or it is not approved.
    Hidden,
    /// Shown once they ask; that is recorded.
    Sealed,
    Shown(Details),
    /// None were given, or they went with their owner's account.
    Missing,
}

#[derive(Template)]
#[template(path = "admin/withdrawal.html")]
pub struct WithdrawalPage {
    pub row: Row,
    pub email: Option<String>,
    pub fee: Money,
    /// What reaches the person.
    pub net: Money,
    /// Of the person's cash in that program; below zero it is owed, and nothing is approved or paid.
    pub available: Money,
    pub reference: Option<String>,
    pub reason: Option<String>,
    pub pay_to: PayTo,
    /// That the person's details changed since.
    pub warning: Option<Words>,
    /// The batch with which it is paid, or was.
    pub batch: Option<String>,
    /// Who did what and when, oldest first.
    pub history: Vec<Words>,
    pub may: May,
    /// Why this member of staff may do nothing, or not all.
    pub notes: Vec<&'static str>,
    /// What was typed into the form that was refused.
    pub typed: String,
    pub errors: Refusals,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show, tenge};
    use crate::withdrawals::pages::did;

    fn row(person: &str, amount: &str, stage: WithdrawalStage, due: &str) -> Row {
        Row {
            id: "0198d5c2".into(),
            person: person.into(),
            program: "Hosting remuneration".into(),
            amount: tenge(amount),
            method: WithdrawalMethod::Iban,
            requested_at: at("2026-04-05T05:00:00Z"),
            due_at: at(due),
            is_overdue: due < "2026-04-15",
            stage,
            is_half_approved: amount == "740000",
        }
    }

    #[test]
    fn staff_have_a_queue() {
        let mut page = QueuePage {
            which: "open",
            counts: Counts { open: 3, overdue: 1, all: 64 },
            rows: vec![
                row("Aigerim Sadykova", "15000", WithdrawalStage::Approved, "2026-04-14T05:00:00Z"),
                row("Nurlan Abenov", "740000", WithdrawalStage::Requested, "2026-04-17T05:00:00Z"),
                row("Saule Kim", "20000", WithdrawalStage::Requested, "2026-04-22T05:00:00Z"),
            ],
            paging: Paging { base: "/admin/withdrawals?".into(), page: 1, pages: 1 },
        };
        show("admin-withdrawals", "/admin/withdrawals", Looks::Staff, &page);
        page.rows.clear();
        page.counts = Counts { open: 0, overdue: 0, all: 0 };
        show("admin-withdrawals-empty", "/admin/withdrawals", Looks::Staff, &page);
    }

    #[test]
    fn one_withdrawal_is_decided_and_paid() {
        let name = |name: &str| Words::new("withdrawal-name").with("name", name);
        let mut page = WithdrawalPage {
            row: row("Nurlan Abenov", "740000", WithdrawalStage::Requested, "2026-04-17T05:00:00Z"),
            email: Some("nurlan.abenov@example.kz".into()),
            fee: tenge("100"),
            net: tenge("739900"),
            available: tenge("12000"),
            reference: None,
            reason: None,
            pay_to: PayTo::Hidden,
            warning: None,
            batch: Some("0198".into()),
            history: vec![
                did(WithdrawalStage::Requested, name("Nurlan Abenov"), at("2026-04-05T05:00:00Z")),
                did(WithdrawalStage::Approved, name("Dana Akhmetova"), at("2026-04-06T05:00:00Z")),
            ],
            may: May { approve: true, reject: true, ..May::default() },
            notes: vec!["withdrawal-second"],
            typed: String::new(),
            errors: Refusals::none(),
        };
        show("admin-withdrawal", "/admin/withdrawals/0198", Looks::Staff, &page);
        page.errors = Refusals::one("reason", "wrong-withdrawal-reason");
        show("admin-withdrawal-refused", "/admin/withdrawals/0198", Looks::Staff, &page);
        page.errors = Refusals::none();
        page.row = row("Aigerim Sadykova", "15000", WithdrawalStage::Approved, "2026-04-14T05:00:00Z");
        page.may = May { pay: true, fail: true, ..May::default() };
        (page.notes, page.available) = (vec!["withdrawal-owes"], tenge("-5000"));
        page.pay_to = PayTo::Sealed;
        page.warning = Some(Words::new("withdrawals-pay-to-locked").with("until", at("2026-04-14T05:00:00Z")));
        show("admin-withdrawal-approved", "/admin/withdrawals/0198", Looks::Staff, &page);
        for (name, method, number) in [
            ("iban", WithdrawalMethod::Iban, "KZ86125KZT5004100100"),
            ("card", WithdrawalMethod::Card, "4111111111111111"),
            ("custom", WithdrawalMethod::Custom, "wallet 17"),
        ] {
            page.pay_to = PayTo::Shown(Details::read(method, "Aigerim Sadykova", number).unwrap());
            show(&format!("admin-withdrawal-to-{name}"), "/admin/withdrawals/0198", Looks::Staff, &page);
        }
        (page.pay_to, page.warning) = (PayTo::Missing, None);
        show("admin-withdrawal-to-nowhere", "/admin/withdrawals/0198", Looks::Staff, &page);
        page.row.stage = WithdrawalStage::Failed;
        (page.may, page.notes) = (May::default(), Vec::new());
        (page.reference, page.reason) = (Some("INV 9".into()), Some("The IBAN is closed".into()));
        show("admin-withdrawal-ended", "/admin/withdrawals/0198", Looks::Staff, &page);
    }
}
