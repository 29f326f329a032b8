//! The list of invoices of one's companies.

use super::{InvoiceRow, InvoicesPage, invoice};
use crate::app::App;
use crate::billing::{self, Invoice};
use crate::calendar::Instant;
use crate::db::Fault;
use crate::ledger::{self, Balances};
use crate::money::Money;
use crate::people::SignedIn;
use crate::programs::{self, Catalogue};
use crate::rewards::pages::Figures;
use crate::web::{Error, Page, Paging};
use actix_web::web;
use askama::Template;
use serde::Deserialize;

const ROWS: i64 = 50;

#[derive(Deserialize)]
pub struct Query {
    #[serde(default)]
    page: String,
}

pub async fn list(app: web::Data<App>, who: SignedIn, query: web::Query<Query>) -> Result<Page<InvoicesPage>, Error> {
    let (page, now) = (Paging::asked(&query.page), app.clock.now());
    let (catalogue, balances, count, invoices) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                programs::catalogue(conn),
                ledger::balances(conn, who.person),
                billing::count_invoices(conn, who.person),
                billing::invoices_of(conn, who.person, (page - 1) * ROWS, ROWS)
            )
        })
        .await?;
    let screen = InvoicesPage {
        available: available(&catalogue, &balances, now)?,
        invoices: invoices.iter().map(|found| row(found, now)).collect::<Result<_, Fault>>()?,
        paging: Paging::of("/invoices?".into(), page, count, ROWS),
    };
    Ok(Page::new(screen).block("invoices", |page, values| page.as_list().render_with_values(values)))
}

/// An invoice as every list of one person's shows it.
pub fn row(found: &Invoice, now: Instant) -> Result<InvoiceRow, Fault> {
    Ok(InvoiceRow {
        id: found.id.to_string(),
        number: found.number(),
        company: found.company_name.clone(),
        issued_at: found.issued_at,
        due_at: found.due_at,
        total: found.total,
        left: invoice::left(found)?,
        state: invoice::state(found, now)?,
    })
}

/// The most that one program's bonuses could pay with.
fn available(catalogue: &Catalogue, balances: &[Balances], now: Instant) -> Result<Option<Money>, Fault> {
    let mut most: Option<Money> = None;
    for program in &catalogue.programs {
        let terms = &program.told(now)?.terms;
        let available = Figures::of(balances, program.id, terms)?.available;
        let more = most.is_none_or(|most| most.amount() < available.amount());
        if !terms.credit_pays.is_empty() && available.is_positive() && more {
            most = Some(available);
        }
    }
    Ok(most)
}
