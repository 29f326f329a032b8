//! Withdrawals to decide and to pay: `/admin/withdrawals?which=&sort=&program=&method=&q=&after=` (`which` = `open` | `overdue` | `second` |
//! `all` | a state; `sort` = `due` | `due-down` | `newest` | `oldest` | `largest` | `smallest`; `q`, a name, an address or an id) and the same as a file,
//! `/admin/withdrawals/ID`, and below it
//! `POST approval`, `POST rejection` (`reason`), `POST payment` (`reference`; `paid` = `yes`, to who owes), `POST failure` (`reason`), `POST details` (where the money goes).

mod decisions;
mod pay_to;
mod queue;
mod shown;

pub(super) use decisions::words;
pub use decisions::{approve, fail, pay, reject};
pub use pay_to::show_pay_to;
pub use queue::{file, list};
pub use shown::one;

use crate::book::WithdrawalStage;
use crate::calendar::Instant;
use crate::flags::{Kind, Stage};
use crate::money::Money;
use crate::people::details::Details;
use crate::rules::terms::WithdrawalMethod;
use crate::web::{Further, Listing, Refusals, Words, filters};
use crate::withdrawals::{Counts, MANY};
use askama::Template;

#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    /// Empty of somebody who deleted the account.
    pub person: String,
    pub person_id: String,
    pub program: String,
    pub slug: String,
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
    pub listing: Listing,
    pub counts: Counts,
    pub rows: Vec<Row>,
    pub further: Further,
}

impl QueuePage {
    fn views(&self) -> [(&'static str, &'static str, Option<i64>); 4] {
        let Counts { open, overdue, second, .. } = self.counts;
        [
            ("open", "admin-withdrawals-open", Some(open)),
            ("overdue", "admin-withdrawals-overdue", Some(overdue)),
            ("second", "admin-withdrawals-second", Some(second)),
            ("all", "admin-withdrawals-all", None),
        ]
    }

    /// The four above are no filters.
    fn is_narrow(&self) -> bool {
        let one_state = !self.views().iter().any(|(which, _, _)| self.listing.is("which", which));
        one_state || ["program", "method", "q"].iter().any(|filter| !self.listing.is(filter, ""))
    }

    fn is_many(&self, count: &i64) -> bool {
        *count >= MANY
    }
}

/// What went into the amount.
#[derive(Debug, Clone)]
pub struct Behind {
    pub at: Instant,
    /// Id and name.
    pub invitee: Option<(String, String)>,
    pub why: Words,
    /// All that it gave.
    pub amount: Money,
    pub used: Money,
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
    /// The rewards behind the amount, oldest first.
    pub behind: Vec<Behind>,
    /// More than are listed.
    pub is_more_behind: bool,
    /// Of the person, as referrer or invitee, that were not cleared: id, kind, and what was decided.
    pub flags: Vec<(String, Kind, Stage)>,
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
    use crate::withdrawals::Which;
    use crate::withdrawals::pages::did;

    fn row(person: &str, amount: &str, stage: WithdrawalStage, due: &str) -> Row {
        Row {
            id: "0198d5c2".into(),
            person: person.into(),
            person_id: "0190".into(),
            program: "Hosting remuneration".into(),
            slug: "hosting-remuneration".into(),
            amount: tenge(amount),
            method: WithdrawalMethod::Iban,
            requested_at: at("2026-04-05T05:00:00Z"),
            due_at: at(due),
            is_overdue: due < "2026-04-15",
            stage,
            is_half_approved: amount == "740000",
        }
    }

    fn listing(word: &str, which: Which, [program, method, q]: [&str; 3]) -> Listing {
        let filters = [("which", word), ("program", program), ("method", method), ("q", q)];
        Listing::new("/admin/withdrawals", filters).in_order(queue::orders(which, !q.is_empty()), "")
    }

    #[test]
    fn staff_have_a_queue() {
        let mut page = QueuePage {
            listing: listing("open", Which::Open, ["", "", ""]),
            counts: Counts { open: 3, undecided: 2, overdue: 1, second: MANY },
            rows: vec![
                row("Aigerim Sadykova", "15000", WithdrawalStage::Approved, "2026-04-14T05:00:00Z"),
                row("Nurlan Abenov", "740000", WithdrawalStage::Requested, "2026-04-17T05:00:00Z"),
                row("Saule Kim", "20000", WithdrawalStage::Requested, "2026-04-22T05:00:00Z"),
            ],
            further: Further { base: "/admin/withdrawals?".into(), is_further: false, next: Some("0198".into()) },
        };
        show("admin-withdrawals", "/admin/withdrawals", Looks::Staff, &page);
        page.listing = listing("paid", Which::In(WithdrawalStage::Paid), ["hosting-remuneration", "iban", "Aigerim"]);
        show("admin-withdrawals-found", "/admin/withdrawals", Looks::Staff, &page);
        page.rows.clear();
        page.counts = Counts { open: 0, undecided: 0, overdue: 0, second: 0 };
        show("admin-withdrawals-empty", "/admin/withdrawals", Looks::Staff, &page);
    }

    #[test]
    fn one_withdrawal_is_decided_and_paid() {
        let name = |name: &str| Words::new("withdrawal-name").with("name", name);
        let mut page = WithdrawalPage {
            row: row("Nurlan Abenov", "740000", WithdrawalStage::Requested, "2026-04-17T05:00:00Z"),
            behind: vec![
                Behind {
                    at: at("2026-03-05T05:00:00Z"),
                    invitee: Some(("0191".into(), "Saule Kim".into())),
                    why: Words::new("receipt-percent-of").with("percent", "10 %").with("base", tenge("405000")),
                    amount: tenge("40500"),
                    used: tenge("12000"),
                },
                Behind {
                    at: at("2026-03-06T05:00:00Z"),
                    invitee: None,
                    why: "behind-adjustment".into(),
                    amount: tenge("728000"),
                    used: tenge("728000"),
                },
            ],
            is_more_behind: true,
            flags: vec![("0196".into(), Kind::SameEmail, Stage::Open), ("0197".into(), Kind::Velocity, Stage::Held)],
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
        (page.behind, page.is_more_behind, page.flags) = (Vec::new(), false, Vec::new());
        show("admin-withdrawal-to-nowhere", "/admin/withdrawals/0198", Looks::Staff, &page);
        page.row.stage = WithdrawalStage::Failed;
        (page.may, page.notes) = (May::default(), Vec::new());
        (page.reference, page.reason) = (Some("INV 9".into()), Some("The IBAN is closed".into()));
        show("admin-withdrawal-ended", "/admin/withdrawals/0198", Looks::Staff, &page);
    }
}
