//! The available account, line by line; the same as CSV.

use super::receipt::said;
use super::{Figures, StatementPage, StatementRow};
use crate::app::App;
use crate::book::Posting;
use crate::db::{Conn, Fault};
use crate::ids::{EventId, PersonId, SpendId};
use crate::ledger::{self, StatementLine};
use crate::money::Currency;
use crate::people::SignedIn;
use crate::programs::{self, Program, Version};
use crate::referrals::{self, pages::own_link};
use crate::rewards;
use crate::spending;
use crate::web::{Error, Page, Paging};
use crate::withdrawals;
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use data_encoding::HEXLOWER;
use serde::Deserialize;
use std::collections::HashMap;

const ROWS: i64 = 50;
/// Lines of a CSV file; whoever has more takes them year by year from staff.
const MOST: i64 = 100_000;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    program: String,
    page: String,
}

pub async fn show(app: web::Data<App>, who: SignedIn, query: web::Query<Query>) -> Result<Page<StatementPage>, Error> {
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let program = catalogue.chosen(&query.program).ok_or(Error::NotFound)?;
    let version = program.told(app.clock.now())?;
    let (unit, page) = (unit(version), Paging::asked(&query.page));
    let (balances, links, count, heads, rows) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                ledger::balances(conn, who.person),
                referrals::links_of(conn, who.person),
                ledger::count_lines(conn, who.person, program.id, unit),
                ledger::heads(conn, who.person, program.id, unit),
                rows(conn, who.person, program, version, page)
            )
        })
        .await?;
    let head = heads.iter().find(|(account, _)| account == "available").map(|(_, head)| HEXLOWER.encode(head));
    let screen = StatementPage {
        program: version.terms.name.clone(),
        figures: Figures::of(&balances, program.id, version.terms.currency)?,
        rows,
        paging: Paging::of(Paging::base("/statement", &[("program", &query.program)]), page, count, ROWS),
        csv: format!("/statement.csv?program={}", program.slug),
        withdrawals: withdrawals::pages::path(&program.slug, &version.terms),
        head: head.unwrap_or_default(),
        link: own_link::address(&app, who.person, program.id, &links).await?,
    };
    Ok(Page::new(screen).block("statement", |page, values| page.as_list().render_with_values(values)))
}

/// What this program's rewards are counted in.
fn unit(version: &Version) -> &str {
    version.terms.rewards.first().map_or("credit", |clause| clause.unit.name())
}

async fn rows(
    conn: &Conn,
    person: PersonId,
    program: &Program,
    version: &Version,
    page: i64,
) -> Result<Vec<StatementRow>, Fault> {
    let lines = ledger::statement(conn, person, program.id, unit(version), (page - 1) * ROWS, ROWS).await?;
    let events: Vec<EventId> = lines.iter().filter_map(|line| first_part(&line.cause)).collect();
    let spends: Vec<SpendId> = lines.iter().filter_map(|line| first_part(&line.cause)).collect();
    let (receipts, invoices) = futures_util::try_join!(
        rewards::receipts_of_causes(conn, person, program.id, &events),
        spending::invoices_of(conn, person, &spends)
    )?;
    let hrefs: HashMap<String, String> = receipts
        .into_iter()
        .map(|(cause, id)| (cause, format!("/earnings/{id}")))
        .chain(invoices.into_iter().map(|(spend, id)| (spend.to_string(), format!("/invoices/{id}"))))
        .collect();
    let withdrawals = withdrawals::pages::path(&program.slug, &version.terms);
    lines.into_iter().map(|line| row(line, version.terms.currency, &hrefs, withdrawals.as_deref())).collect()
}

fn row(
    line: StatementLine,
    currency: Currency,
    hrefs: &HashMap<String, String>,
    withdrawals: Option<&str>,
) -> Result<StatementRow, Fault> {
    let posting: Posting = line.kind.parse().map_err(Fault::contradiction)?;
    // EVENT/CLAUSE/STEP of a reward, SPEND or SPEND/RETURNED of a spend, WITHDRAWAL.
    let owner = match posting {
        Posting::CreditSpent | Posting::CreditReturned => line.cause.split('/').next(),
        _ => line.cause.rsplit_once('/').map(|(owner, _)| owner),
    };
    Ok(StatementRow {
        at: line.effective_at,
        words: said(posting),
        why: None,
        href: match posting {
            Posting::WithdrawalRequested | Posting::WithdrawalReturned | Posting::WithdrawalFailed => {
                withdrawals.map(|path| format!("{path}#w-{}", line.cause))
            }
            _ => owner.and_then(|owner| hrefs.get(owner).cloned()),
        },
        amount: ledger::money(line.moved, currency)?,
        balance: ledger::money(line.available, currency)?,
    })
}

fn first_part<T: std::str::FromStr>(cause: &str) -> Option<T> {
    cause.split('/').next()?.parse().ok()
}

/// Oldest first; amounts are decimal strings in major units.
pub async fn csv(app: web::Data<App>, who: SignedIn, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let program = catalogue.chosen(&query.program).ok_or(Error::NotFound)?;
    let version = program.told(app.clock.now())?;
    let unit = unit(version);
    let lines = app.db.read(async |conn| ledger::statement(conn, who.person, program.id, unit, 0, MOST).await).await?;
    let currency = version.terms.currency;
    let mut text = String::from("effective_at,recorded_at,kind,cause,amount,balance,currency\r\n");
    for line in lines.iter().rev() {
        let (amount, balance) = (ledger::money(line.moved, currency)?, ledger::money(line.available, currency)?);
        let (effective, recorded) = (line.effective_at.to_rfc3339(), line.recorded_at.to_rfc3339());
        let (kind, cause) = (&line.kind, &line.cause);
        text.push_str(&format!("{effective},{recorded},{kind},{cause},{amount},{balance},{currency}\r\n"));
    }
    let name = format!("attachment; filename=\"statement-{}.csv\"", program.slug);
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(text))
}
