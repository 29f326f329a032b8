//! Plans and invoices.
//!
//! Paths: `/invoices?page=`, `/invoices/ID`, `POST /invoices/ID/spends` (`amount`, a decimal string in major units; the button
//! `all` = `yes` takes as much as possible; `spend`, the new spend's id: sent twice, it is done once; `program`, whose
//! bonuses; `most`, what the page offered).

pub mod invoice;
pub mod invoices;
pub mod plans;
pub mod spends;

use crate::calendar::Instant;
use crate::money::{Money, Unit};
use crate::web::{Paging, Refusals, Words, filters};
use askama::Template;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvoiceState {
    Open,
    Overdue,
    Paid,
    Voided,
}

impl InvoiceState {
    pub fn key(self) -> &'static str {
        match self {
            InvoiceState::Open => "invoice-open",
            InvoiceState::Overdue => "invoice-overdue",
            InvoiceState::Paid => "invoice-paid",
            InvoiceState::Voided => "invoice-voided",
        }
    }

    pub fn class(self) -> &'static str {
        match self {
            InvoiceState::Open => "wait",
            InvoiceState::Overdue => "bad",
            InvoiceState::Paid => "",
            InvoiceState::Voided => "none",
        }
    }
}

#[derive(Debug, Clone)]
pub struct InvoiceRow {
    pub id: String,
    /// The sender's id.
    pub number: String,
    pub company: String,
    pub issued_at: Instant,
    pub due_at: Instant,
    pub total: Money,
    /// What is still to be paid.
    pub left: Money,
    pub state: InvoiceState,
}

#[derive(Template)]
#[template(path = "billing/invoices.html", blocks = ["list"])]
pub struct InvoicesPage {
    /// Of the program whose bonuses pay here, if there is one.
    pub available: Option<Money>,
    pub invoices: Vec<InvoiceRow>,
    pub paging: Paging,
}

#[derive(Debug, Clone)]
pub struct InvoiceLine {
    pub product: String,
    pub amount: Money,
    pub discount: Option<LineDiscount>,
}

#[derive(Debug, Clone)]
pub struct LineDiscount {
    pub why: Words,
    /// Negative.
    pub amount: Money,
    /// Discounts that it was better than.
    pub lost: Vec<&'static str>,
}

/// Money that was received.
#[derive(Debug, Clone)]
pub struct PaymentRow {
    pub at: Instant,
    pub reference: Option<String>,
    pub amount: Money,
    /// What became of it afterwards.
    pub refunds: Vec<Words>,
}

/// What may be used now; none when nothing may.
#[derive(Debug, Clone)]
pub struct UseBonuses {
    /// Of the spend that this form would make.
    pub spend: String,
    /// The slug of the program whose bonuses these are.
    pub program: String,
    pub unit: Unit,
    pub available: Money,
    /// Of what is available, what the invoice takes.
    pub most: Money,
    /// What was typed, to be shown again.
    pub typed: String,
}

#[derive(Debug, Clone)]
pub struct SpendRow {
    pub at: Instant,
    pub amount: Money,
    pub returned: bool,
}

#[derive(Template)]
#[template(path = "billing/invoice.html")]
pub struct InvoicePage {
    pub id: String,
    pub number: String,
    pub company: String,
    pub issued_at: Instant,
    pub due_at: Instant,
    pub state: InvoiceState,
    pub lines: Vec<InvoiceLine>,
    pub total: Money,
    /// Bonuses used and not returned.
    pub bonuses: Money,
    pub paid: Money,
    pub left: Money,
    /// Until when its price holds, and what it comes to then.
    pub price_until: Option<(Instant, Money)>,
    /// When it lost a discount.
    pub repriced_at: Option<Instant>,
    pub use_bonuses: Option<UseBonuses>,
    pub payments: Vec<PaymentRow>,
    pub spends: Vec<SpendRow>,
    pub errors: Refusals,
}

impl InvoicePage {
    /// Paid whole: what is printed is a receipt.
    fn is_receipt(&self) -> bool {
        self.state == InvoiceState::Paid
    }

    fn has_references(&self) -> bool {
        self.payments.iter().any(|payment| payment.reference.is_some())
    }

    /// The slider's step: a hundredth of the most, in the currency's minor units, so that its end is the most.
    fn step(&self) -> String {
        let zero = crate::money::Money::zero(self.total.currency());
        let most = self.use_bonuses.as_ref().map_or(zero, |bonuses| bonuses.most);
        let whole = Money::from_minor(most.minor() / 100, most.currency()).unwrap_or(zero);
        if most.minor() % 100 == 0 && whole.is_positive() { whole.to_string() } else { smallest(most) }
    }
}

/// One minor unit, as a decimal string.
fn smallest(of: Money) -> String {
    Money::from_minor(1, of.currency()).map_or_else(|_| "any".to_owned(), |unit| unit.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show, tenge};

    fn row(number: &str, state: InvoiceState, left: &str) -> InvoiceRow {
        InvoiceRow {
            id: "0198".into(),
            number: number.into(),
            company: "Altyn Foods".into(),
            issued_at: at("2026-04-12T05:00:00Z"),
            due_at: at("2026-04-26T05:00:00Z"),
            total: tenge("90000"),
            left: tenge(left),
            state,
        }
    }

    #[test]
    fn invoices_are_listed() {
        let mut page = InvoicesPage {
            available: Some(tenge("128400")),
            invoices: vec![
                row("2026-0412", InvoiceState::Open, "75000"),
                row("2026-0312", InvoiceState::Overdue, "90000"),
                row("2026-0212", InvoiceState::Paid, "0"),
                row("2026-0112", InvoiceState::Voided, "0"),
            ],
            paging: Paging { base: "/invoices?".into(), page: 1, pages: 2 },
        };
        show("invoices", "/invoices", Looks::Person, &page);
        page.invoices.clear();
        page.available = None;
        show("invoices-empty", "/invoices", Looks::Person, &page);
    }

    #[test]
    fn an_invoice_takes_bonuses() {
        let line =
            |product: &str, amount| InvoiceLine { product: product.into(), amount: tenge(amount), discount: None };
        let off = LineDiscount {
            why: Words::new("discount-offer").with("percent", "10 %"),
            amount: tenge("-8000"),
            lost: vec!["discount-lost-assignment", "discount-lost-line"],
        };
        let mut page = InvoicePage {
            id: "0198".into(),
            number: "2026-0412".into(),
            company: "Altyn Foods".into(),
            issued_at: at("2026-04-12T05:00:00Z"),
            due_at: at("2026-04-26T05:00:00Z"),
            state: InvoiceState::Open,
            lines: vec![
                InvoiceLine { discount: Some(off), ..line("Business, 1 month", "80000") },
                line("E-signature", "18000"),
            ],
            total: tenge("90000"),
            bonuses: tenge("15000"),
            paid: tenge("0"),
            left: tenge("75000"),
            price_until: Some((at("2026-05-03T05:00:00Z"), tenge("98000"))),
            repriced_at: None,
            use_bonuses: Some(UseBonuses {
                spend: "0199".into(),
                program: "business-bonus".into(),
                unit: Unit::Credit,
                available: tenge("128400"),
                most: tenge("75000"),
                typed: "75000.00".into(),
            }),
            payments: Vec::new(),
            spends: vec![SpendRow { at: at("2026-04-13T06:00:00Z"), amount: tenge("15000"), returned: false }],
            errors: Refusals::none(),
        };
        assert_eq!(page.step(), "750.00");
        show("invoice", "/invoices/0198", Looks::Person, &page);
        let words = Words::new("wrong-spend-too-much").with("most", tenge("75000"));
        page.errors = Refusals::one("amount", words);
        show("invoice-refused", "/invoices/0198", Looks::Person, &page);
        page.errors = Refusals::none();
        (page.price_until, page.repriced_at) = (None, Some(at("2026-05-03T05:00:00Z")));
        show("invoice-repriced", "/invoices/0198", Looks::Person, &page);
        (page.state, page.left, page.use_bonuses) = (InvoiceState::Paid, tenge("0"), None);
        page.paid = tenge("75000");
        let given = Words::new("payment-refund-completed").with("amount", tenge("5000"));
        page.payments = vec![PaymentRow {
            at: at("2026-04-14T06:00:00Z"),
            reference: Some("Kaspi 88-041".into()),
            amount: tenge("75000"),
            refunds: vec![given],
        }];
        show("invoice-paid", "/invoices/0198", Looks::Person, &page);
    }
}
