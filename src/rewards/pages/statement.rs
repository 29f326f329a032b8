//! The available account, line by line; the same as CSV.

use super::receipt::said;
use super::{Figures, StatementPage, StatementRow, UnitChoice};
use crate::app::App;
use crate::book::Posting;
use crate::db::{Conn, Fault};
use crate::ids::{EventId, PersonId, SpendId};
use crate::ledger::{self, Balances, StatementLine};
use crate::money::{Currency, Unit};
use crate::people::SignedIn;
use crate::programs::{self, Program, Version};
use crate::referrals::{self, pages::own_link};
use crate::rewards;
use crate::rules::rule::Form;
use crate::spending;
use crate::web::{Error, Page, Paging, Words};
use crate::withdrawals;
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use data_encoding::HEXLOWER;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

const ROWS: i64 = 50;
/// Lines of a CSV file; whoever has more takes them year by year from staff.
const MOST: i64 = 100_000;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    program: String,
    /// As in the ledger; empty: what the program counts in first.
    unit: String,
    page: String,
}

pub async fn show(app: web::Data<App>, who: SignedIn, query: web::Query<Query>) -> Result<Page<StatementPage>, Error> {
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let program = catalogue.chosen(&query.program).ok_or(Error::NotFound)?;
    let version = program.told(app.clock.now())?;
    let page = Paging::asked(&query.page);
    let (balances, links) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(ledger::balances(conn, who.person), referrals::links_of(conn, who.person))
        })
        .await?;
    let units = units(&balances, program, version)?;
    let unit = chosen(&units, &query.unit)?;
    let (count, heads, rows) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                ledger::count_lines(conn, who.person, program.id, unit.name()),
                ledger::heads(conn, who.person, program.id, unit.name()),
                rows(conn, who.person, program, version, unit, page)
            )
        })
        .await?;
    let head = heads.iter().find(|(account, _)| account == "available").map(|(_, head)| HEXLOWER.encode(head));
    let screen = StatementPage {
        program: version.terms.name.clone(),
        figures: Figures::of(&balances, program.id, version.terms.currency)?,
        units: choices(&units, unit, &query.program),
        rows,
        paging: Paging::of(base("/statement", &query.program, &query.unit), page, count, ROWS),
        csv: format!("/statement.csv?program={}&unit={unit}", program.slug),
        withdrawals: withdrawals::pages::path(&program.slug, &version.terms),
        head: head.unwrap_or_default(),
        link: own_link::address(&app, who.person, program.id, &links).await?,
    };
    Ok(Page::new(screen).block("statement", |page, values| page.as_list().render_with_values(values)))
}

fn base(path: &str, program: &str, unit: &str) -> String {
    Paging::base(path, &[("program", program), ("unit", unit)])
}

/// What a person has, or could earn, is counted in: what the terms name first comes first.
fn units(balances: &[Balances], program: &Program, version: &Version) -> Result<Vec<Unit>, Fault> {
    let clauses = version.terms.rewards.iter().map(|clause| clause.unit);
    let rules = version.terms.rules.iter().filter_map(|rule| match rule.form {
        Form::Unit(unit, _) => Some(unit),
        Form::Discount { .. } => None,
    });
    let mut units: Vec<Unit> = clauses.chain(rules).collect();
    for balance in balances.iter().filter(|balance| balance.program() == program.id) {
        units.push(balance.unit.parse().map_err(Fault::contradiction)?);
    }
    let mut known = HashSet::new();
    units.retain(|unit| known.insert(*unit));
    Ok(units)
}

fn chosen(units: &[Unit], asked: &str) -> Result<Unit, Error> {
    if asked.is_empty() {
        return Ok(units.first().copied().unwrap_or(Unit::Credit));
    }
    units.iter().copied().find(|unit| unit.name() == asked).ok_or(Error::NotFound)
}

fn choices(units: &[Unit], current: Unit, program: &str) -> Vec<UnitChoice> {
    let several = if units.len() > 1 { units } else { &[] };
    let choice = |unit: &Unit| UnitChoice {
        words: Words::new("part-label").with("unit", unit.name()),
        href: base("/statement", program, unit.name()),
        current: *unit == current,
    };
    several.iter().map(choice).collect()
}

async fn rows(
    conn: &Conn,
    person: PersonId,
    program: &Program,
    version: &Version,
    unit: Unit,
    page: i64,
) -> Result<Vec<StatementRow>, Fault> {
    let lines = ledger::statement(conn, person, program.id, unit.name(), (page - 1) * ROWS, ROWS).await?;
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
    let currency = unit.currency(version.terms.currency);
    lines.into_iter().map(|line| row(line, currency, &hrefs, withdrawals.as_deref())).collect()
}

fn row(
    line: StatementLine,
    currency: Currency,
    hrefs: &HashMap<String, String>,
    withdrawals: Option<&str>,
) -> Result<StatementRow, Fault> {
    let posting: Posting = line.kind.parse().map_err(Fault::contradiction)?;
    // EVENT/CLAUSE/STEP of a reward, EVENT/CLAUSE/EXTENSION, SPEND or SPEND/RETURNED of a spend, WITHDRAWAL.
    let extends = posting == Posting::CreditSpent && line.cause.split('/').count() == 3;
    let owner = match posting {
        Posting::CreditSpent if extends => line.cause.rsplit_once('/').map(|(owner, _)| owner),
        Posting::CreditSpent | Posting::CreditReturned => line.cause.split('/').next(),
        _ => line.cause.rsplit_once('/').map(|(owner, _)| owner),
    };
    Ok(StatementRow {
        at: line.effective_at,
        words: if extends { "posting-applied".into() } else { said(posting) },
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
    let balances = app.db.read(async |conn| ledger::balances(conn, who.person).await).await?;
    let unit = chosen(&units(&balances, program, version)?, &query.unit)?;
    let lines = app.db.read(async |conn| ledger::statement(conn, who.person, program.id, unit.name(), 0, MOST).await);
    let lines = lines.await?;
    let currency = unit.currency(version.terms.currency);
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
