//! Batches of withdrawals: `/admin/batches?q=&of=&by=&state=&sort=&after=` (`q`, of a bank's reference; `of`, currency and way to pay) and the same
//! as a file, `POST /admin/batches` (`batch`, the new one's id: sent twice, it is made once; `of`,
//! currency and way to pay; `cutoff`, a local minute), `/admin/batches/ID?after=`, and below it `POST inclusion` and `POST exclusion`
//! (`withdrawal`), `POST list` (a file for spreadsheets), `POST order` (a file for a bank: `name`, `account`, `bic`, `day`),
//! `POST completion` (`reference`; `paid` = `yes`, also to who owes) and `POST undoing`.

mod decisions;
mod files;
mod shown;

pub use decisions::{exclude, finish, include, make, undo};
pub use files::{list as csv, order};
pub use shown::{file, list, one};

use crate::book::WithdrawalStage;
use crate::calendar::Instant;
use crate::ids::WithdrawalId;
use crate::money::Money;
use crate::rules::terms::WithdrawalMethod;
use crate::web::{Further, Listing, Refusals, Words, filters};
use crate::withdrawals::batches::{State, Waiting};
use askama::Template;

/// What a group is called.
fn what(group: &Waiting) -> Words {
    shown::what(group.method, group.currency)
}

#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    /// Way to pay and currency.
    pub what: Words,
    /// The same as in the address.
    pub of: String,
    pub made_at: Instant,
    /// Id and name.
    pub by: (String, String),
    pub state: State,
    /// Final, and not all of it is marked as paid yet.
    pub is_paying: bool,
    pub reference: Option<String>,
    pub count: i64,
    pub total: Money,
}

impl Row {
    pub fn state_key(&self) -> &'static str {
        match self.state {
            State::Open => "batch-open",
            State::Undone => "batch-undone",
            State::Final if self.is_paying => "batch-paying",
            State::Final => "batch-final",
        }
    }

    pub fn state_class(&self) -> &'static str {
        match self.state {
            State::Open => "wait",
            State::Final if self.is_paying => "wait",
            State::Undone => "none",
            State::Final => "",
        }
    }
}

/// What was typed into the form of a new one.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    pub batch: String,
    pub of: String,
    pub cutoff: String,
}

#[derive(Template)]
#[template(path = "admin/batches.html", blocks = ["list"])]
pub struct BatchesPage {
    /// Approved, and in no batch.
    pub waiting: Vec<Waiting>,
    pub asked: Asked,
    /// Finance staff.
    pub may: bool,
    pub list: Listing,
    pub rows: Vec<Row>,
    pub further: Further,
    pub errors: Refusals,
}

impl BatchesPage {
    fn word(&self, waiting: &Waiting) -> String {
        shown::of(waiting.method, waiting.currency)
    }

    fn is_asked(&self, waiting: &Waiting) -> bool {
        self.asked.of == self.word(waiting) || self.waiting.len() == 1
    }
}

/// One withdrawal that is in a batch or might be.
#[derive(Debug, Clone)]
pub struct Member {
    pub id: WithdrawalId,
    pub person: String,
    pub program: String,
    pub due_at: Instant,
    pub net: Money,
    pub stage: WithdrawalStage,
    /// Of whoever looks.
    pub own: bool,
}

/// What stands in the form of a bank's file.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pub name: String,
    pub account: String,
    pub bic: String,
    pub day: String,
}

#[derive(Template)]
#[template(path = "admin/batch.html", blocks = ["members"])]
pub struct BatchPage {
    pub row: Row,
    pub method: WithdrawalMethod,
    pub cutoff_at: Instant,
    pub paid: i64,
    /// Of a final one: how many could not be marked as paid.
    pub left_over: i64,
    /// Finance staff, and neither undone nor final.
    pub may_change: bool,
    pub may_file: bool,
    /// When a file for a bank was made, and by whom.
    pub filed: Option<Words>,
    pub members: Vec<Member>,
    pub further: Further,
    pub left_out: Vec<Member>,
    /// Who did what and when, oldest first.
    pub history: Vec<Words>,
    pub typed: Typed,
    pub reference: String,
    /// Somebody in it was found to owe, and may have been paid all the same.
    pub owe: bool,
    pub errors: Refusals,
}

impl BatchPage {
    fn is_transfer(&self) -> bool {
        self.method == WithdrawalMethod::Iban
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show, tenge};
    use crate::withdrawals::Done;
    use crate::withdrawals::batches::Batch;

    fn row(state: State, is_paying: bool) -> Row {
        Row {
            id: "0198d5c2".into(),
            what: shown::what(WithdrawalMethod::Iban, "KZT".parse().unwrap()),
            of: "KZT iban".into(),
            made_at: at("2026-04-15T05:00:00Z"),
            by: ("0190".into(), "Dana Akhmetova".into()),
            state,
            is_paying,
            reference: (state == State::Final).then(|| "HB-2026-04 77".into()),
            count: 12,
            total: tenge("412000.50"),
        }
    }

    #[test]
    fn batches_are_listed_and_made() {
        let waiting =
            |method, count| Waiting { currency: "KZT".parse().unwrap(), method, count, total: tenge("90000") };
        let mut page = BatchesPage {
            waiting: vec![waiting(WithdrawalMethod::Iban, 12), waiting(WithdrawalMethod::Card, 1)],
            asked: Asked { batch: "0198".into(), of: "KZT iban".into(), cutoff: "2026-04-15T14:30".into() },
            may: true,
            list: shown::Query::default().listing(),
            rows: vec![
                row(State::Open, false),
                row(State::Final, true),
                row(State::Final, false),
                row(State::Undone, false),
            ],
            further: Further { base: "/admin/batches?".into(), is_further: false, next: Some("x".into()) },
            errors: Refusals::none(),
        };
        show("admin-batches", "/admin/batches", Looks::Staff, &page);
        page.errors = Refusals::one("of", "wrong-batch-nothing");
        page.errors.add("cutoff", "wrong-batch-cutoff");
        show("admin-batches-refused", "/admin/batches", Looks::Staff, &page);
        (page.may, page.waiting, page.rows) = (false, Vec::new(), Vec::new());
        page.errors = Refusals::none();
        show("admin-batches-none", "/admin/batches", Looks::Staff, &page);
    }

    #[test]
    fn one_batch_is_filed_and_paid() {
        let member = |person: &str, stage, own| Member {
            id: WithdrawalId::new(at("2026-04-05T05:00:00Z")),
            person: person.into(),
            program: "Hosting remuneration".into(),
            due_at: at("2026-04-17T05:00:00Z"),
            net: tenge("14900"),
            stage,
            own,
        };
        let did = |state, by: &str| {
            shown::did(state, Words::new("withdrawal-name").with("name", by), at("2026-04-15T06:00:00Z"))
        };
        let mut page = BatchPage {
            row: row(State::Open, false),
            method: WithdrawalMethod::Iban,
            cutoff_at: at("2026-04-15T05:00:00Z"),
            paid: 0,
            left_over: 0,
            may_change: true,
            may_file: true,
            filed: None,
            members: vec![
                member("Aigerim Sadykova", WithdrawalStage::Approved, false),
                member("Nurlan Abenov", WithdrawalStage::Failed, false),
            ],
            further: Further { base: "/admin/batches/0198?".into(), is_further: true, next: None },
            left_out: vec![
                member("Saule Kim", WithdrawalStage::Approved, false),
                member("Dana Akhmetova", WithdrawalStage::Approved, true),
            ],
            history: vec![did(State::Open, "Dana Akhmetova")],
            typed: Typed { day: "2026-04-15".into(), ..Typed::default() },
            reference: String::new(),
            owe: false,
            errors: Refusals::none(),
        };
        show("admin-batch", "/admin/batches/0198", Looks::Staff, &page);
        for field in ["name", "account", "bic", "day"] {
            page.errors.add(field, files::wrong(field));
        }
        page.owe = true;
        page.filed = Some(shown::filed("Dana Akhmetova".into(), at("2026-04-15T06:00:00Z")));
        show("admin-batch-refused", "/admin/batches/0198", Looks::Staff, &page);
        (page.may_change, page.errors, page.left_out) = (false, Refusals::none(), Vec::new());
        (page.row, page.paid) = (row(State::Final, true), 7);
        page.history.push(did(State::Final, "Marat Ospanov"));
        show("admin-batch-paying", "/admin/batches/0198", Looks::Staff, &page);
        (page.row, page.paid, page.left_over) = (row(State::Final, false), 11, 1);
        page.members = vec![member("Aigerim Sadykova", WithdrawalStage::Paid, false)];
        show("admin-batch-final", "/admin/batches/0198", Looks::Staff, &page);
        (page.row, page.may_file, page.members, page.left_over) = (row(State::Undone, false), false, Vec::new(), 0);
        page.history[1] = did(State::Undone, "Marat Ospanov");
        show("admin-batch-undone", "/admin/batches/0198", Looks::Staff, &page);
    }

    /// What a day's file begins with is the reader's today.
    #[test]
    fn a_file_is_paid_on_the_readers_day() {
        let made = Done { by: "01981a3c-0000-7000-8000-000000000001".parse().unwrap(), at: at("2026-04-14T20:00:00Z") };
        let batch = Batch {
            id: "01981a3c-0000-7000-8000-000000000002".parse().unwrap(),
            currency: "KZT".parse().unwrap(),
            method: WithdrawalMethod::Iban,
            cutoff_at: made.at,
            made,
            state: State::Open,
            ended: None,
            reference: None,
            done: None,
            filed: None,
            count: 1,
            total: tenge("1"),
            paid: 0,
        };
        let typed = shown::typed(&batch, None, "Asia/Almaty".parse().unwrap(), at("2026-04-14T20:00:00Z"));
        assert_eq!(typed.day, "2026-04-15", "it is tomorrow in Almaty");
    }
}
