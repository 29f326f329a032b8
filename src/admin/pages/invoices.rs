//! Invoices that wait for money, and all of a person or a company: `/admin/invoices?which=&q=&person=&company=&sort=&after=` (`which` = `open` |
//! `overdue`, and of somebody alone `paid` | `voided` | `all`) and the same as a file, `/admin/invoices/ID`, and below it `POST payments` (`payment`, the new
//! one's id: sent twice, it is recorded once; `amount`, `date`, `reference`), `POST refunds` (`refund`, the new one's id; `payment`,
//! `amount`), `POST refunds/ID/completion`, `POST refunds/ID/refusal` and `POST voiding`.

mod decisions;
mod shown;

pub use decisions::{complete_refund, receive, refuse_refund, request_refund, void};
pub use shown::{file, list, one};

use crate::billing::Unpaid;
use crate::billing::pages::{InvoiceLine, InvoiceState, PaymentRow};
use crate::calendar::Instant;
use crate::money::Money;
use crate::web::{Further, Listing, Refusals, filters};
use askama::Template;

#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    pub number: String,
    pub person: String,
    pub person_id: String,
    pub company: String,
    pub company_id: String,
    pub due_at: Instant,
    pub total: Money,
    pub left: Money,
    pub state: InvoiceState,
}

#[derive(Template)]
#[template(path = "admin/invoices.html", blocks = ["list"])]
pub struct InvoicesPage {
    pub list: Listing,
    pub counts: Unpaid,
    pub rows: Vec<Row>,
    pub further: Further,
}

impl InvoicesPage {
    /// Everybody's are read by what is still to be paid.
    fn views(&self) -> &'static [(&'static str, &'static str)] {
        let all = &[
            ("open", "admin-invoices-open"),
            ("overdue", "admin-invoices-overdue"),
            ("paid", "invoice-paid"),
            ("voided", "invoice-voided"),
            ("all", "earnings-all"),
        ];
        if self.is_narrow() { all } else { &all[..2] }
    }

    fn count(&self, which: &str) -> Option<i64> {
        match which {
            _ if self.is_narrow() => None,
            "open" => Some(self.counts.open),
            _ => Some(self.counts.overdue),
        }
    }

    fn is_narrow(&self) -> bool {
        ["q", "person", "company"].iter().any(|filter| !self.list.is(filter, ""))
    }
}

/// A state as the address of the list has it.
pub fn which(state: &InvoiceState) -> &'static str {
    match state {
        InvoiceState::Open => "open",
        InvoiceState::Overdue => "overdue",
        InvoiceState::Paid => "paid",
        InvoiceState::Voided => "voided",
    }
}

/// A payment, and what may be done with it.
#[derive(Debug, Clone)]
pub struct Received {
    pub id: String,
    pub row: PaymentRow,
    /// What is left of it to give back; nothing to those who may not.
    pub left: Option<Money>,
    /// Refunds that were asked for and not settled.
    pub asked: Vec<(String, Money)>,
    /// Of the refund that the form would make.
    pub refund: String,
}

/// What was typed, to be shown again.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pub amount: String,
    pub date: String,
    pub reference: String,
    /// The payment of which a refund was asked for.
    pub payment: String,
    pub refund_amount: String,
}

#[derive(Template)]
#[template(path = "admin/invoice.html")]
pub struct InvoicePage {
    pub row: Row,
    /// By which it stands in the log.
    pub external_id: String,
    /// Who told of it; none when Beckon issued it.
    pub source: Option<String>,
    pub issued_at: Instant,
    pub lines: Vec<InvoiceLine>,
    pub bonuses: Money,
    pub paid: Money,
    /// Until when its price holds, and what it comes to then.
    pub price_until: Option<(Instant, Money)>,
    /// When it lost a discount.
    pub repriced_at: Option<Instant>,
    pub payments: Vec<Received>,
    /// Of the payment that the form would make.
    pub payment: String,
    pub typed: Typed,
    pub may: bool,
    pub errors: Refusals,
}

impl InvoicePage {
    fn is_open(&self) -> bool {
        matches!(self.row.state, InvoiceState::Open | InvoiceState::Overdue)
    }

    fn may_be_voided(&self) -> bool {
        self.may && self.paid.is_zero() && self.row.state != InvoiceState::Voided
    }

    fn refund_amount(&self, received: &Received, left: &Money) -> String {
        if self.typed.payment == received.id { self.typed.refund_amount.clone() } else { left.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::shown::Query;
    use super::*;
    use crate::web::Words;
    use crate::web::gallery::{Looks, at, show, tenge};

    fn row(number: &str, left: &str, state: InvoiceState) -> Row {
        Row {
            id: "0198".into(),
            number: number.into(),
            person: "Aigerim Sadykova".into(),
            person_id: "0190".into(),
            company: "Altyn Foods".into(),
            company_id: "0191".into(),
            due_at: at("2026-04-26T05:00:00Z"),
            total: tenge("90000"),
            left: tenge(left),
            state,
        }
    }

    #[test]
    fn staff_see_what_is_unpaid() {
        let mut page = InvoicesPage {
            list: Query::default().listing(),
            counts: Unpaid { open: 2, overdue: 1 },
            rows: vec![
                row("2026-04-12-7F3A", "90000", InvoiceState::Overdue),
                row("2026-04-14-01BC", "15000", InvoiceState::Open),
            ],
            further: Further { base: "/admin/invoices?".into(), is_further: false, next: Some("1_0198".into()) },
        };
        show("admin-invoices", "/admin/invoices", Looks::Staff, &page);
        page.rows.clear();
        page.counts = Unpaid { open: 0, overdue: 0 };
        page.list = Query::of("paid", "aigerim").listing();
        assert_eq!(page.views().len(), 5);
        show("admin-invoices-empty", "/admin/invoices", Looks::Staff, &page);
    }

    #[test]
    fn money_is_recorded_and_given_back() {
        let asked = Words::new("payment-refund-requested").with("amount", tenge("5000"));
        let payment = PaymentRow {
            at: at("2026-04-14T06:00:00Z"),
            reference: Some("Kaspi 88-041".into()),
            amount: tenge("30000"),
            refunds: vec![asked],
        };
        let mut page = InvoicePage {
            row: row("2026-04-12-7F3A", "60000", InvoiceState::Open),
            external_id: "019d7b9a-7a5f-7cc1-8a9d-0f6f35e17f3a".into(),
            source: Some("billing".into()),
            issued_at: at("2026-04-12T05:00:00Z"),
            lines: vec![InvoiceLine { product: "Business".into(), amount: tenge("90000"), discount: None }],
            bonuses: tenge("0"),
            paid: tenge("30000"),
            price_until: Some((at("2026-05-03T05:00:00Z"), tenge("100000"))),
            repriced_at: None,
            payments: vec![Received {
                id: "01".into(),
                row: payment,
                left: Some(tenge("25000")),
                asked: vec![("02".into(), tenge("5000"))],
                refund: "03".into(),
            }],
            payment: "04".into(),
            typed: Typed { amount: "60000.00".into(), date: "2026-04-15".into(), ..Typed::default() },
            may: true,
            errors: Refusals::none(),
        };
        show("admin-invoice", "/admin/invoices/0198", Looks::Staff, &page);
        page.errors = Refusals::one("amount", Words::new("wrong-payment-over").with("left", tenge("60000")));
        show("admin-invoice-refused", "/admin/invoices/0198", Looks::Staff, &page);
        (page.errors, page.may, page.source) = (Refusals::none(), false, None);
        (page.price_until, page.repriced_at) = (None, Some(at("2026-05-03T05:00:00Z")));
        show("admin-invoice-repriced", "/admin/invoices/0198", Looks::Staff, &page);
        page.repriced_at = None;
        (page.row.state, page.paid, page.payments) = (InvoiceState::Voided, tenge("0"), Vec::new());
        show("admin-invoice-voided", "/admin/invoices/0198", Looks::Staff, &page);
    }
}
