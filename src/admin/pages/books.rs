//! The books: `/admin/books`, what each account holds and what audits found; `POST /admin/books/audit` asks for an audit now.

use crate::app::App;
use crate::audit::{self, Audited};
use crate::book::Account;
use crate::db::Fault;
use crate::ledger::{self, Trial};
use crate::money::{Currency, Money, Unit};
use crate::people::{Staff, Support};
use crate::programs::{self, Catalogue};
use crate::web::{Error, Page, SeeOther, Words, filters};
use crate::withdrawals::pages::unit_words;
use actix_web::web;
use askama::Template;
use rust_decimal::Decimal;

/// Audits that are listed.
const AUDITS: i64 = 10;

#[derive(Debug, Clone)]
pub struct AccountRow {
    pub account: Words,
    pub debit: Money,
    pub credit: Money,
    /// What was credited beyond what was debited.
    pub balance: Money,
}

/// One program's accounts in one unit.
#[derive(Debug, Clone)]
pub struct Book {
    pub id: String,
    pub program: String,
    pub unit: Words,
    pub rows: Vec<AccountRow>,
    pub total: AccountRow,
}

impl Book {
    fn is_balanced(&self) -> bool {
        self.total.balance.is_zero()
    }
}

#[derive(Template)]
#[template(path = "admin/books.html", blocks = ["found"])]
pub struct BooksPage {
    /// Staff asked for an audit that is not done.
    pub is_asked: bool,
    pub audit: Option<Audited>,
    /// Before that one, the newest first.
    pub earlier: Vec<Audited>,
    pub books: Vec<Book>,
}

pub async fn show(app: web::Data<App>, _staff: Staff<Support>) -> Result<Page<BooksPage>, Error> {
    let now = app.clock.now();
    let (catalogue, trial, mut audits, is_asked) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                programs::catalogue(conn),
                ledger::trial_balance(conn),
                audit::latest(conn, AUDITS),
                audit::jobs::is_asked(conn)
            )
        })
        .await?;
    let earlier = audits.split_off(audits.len().min(1));
    let same = |a: &Trial, b: &Trial| a.program() == b.program() && a.unit == b.unit;
    let name = |trial: &Trial, catalogue: &Catalogue| -> Result<(String, Currency), Fault> {
        let terms = &catalogue.get(trial.program())?.told(now)?.terms;
        Ok((terms.name.clone(), terms.currency))
    };
    let mut books = Vec::new();
    for trial in trial.chunk_by(same) {
        let Some(first) = trial.first() else { continue };
        let (program, currency) = name(first, &catalogue)?;
        books.push(book(format!("b{}", books.len()), program, currency, trial)?);
    }
    let page = BooksPage { is_asked, audit: audits.pop(), earlier, books };
    Ok(Page::new(page).block("found", |page, values| page.as_found().render_with_values(values)))
}

fn book(id: String, program: String, currency: Currency, trial: &[Trial]) -> Result<Book, Fault> {
    let unit: &str = trial.first().map(|one| one.unit.as_str()).unwrap_or_default();
    let unit: Unit = unit.parse().map_err(Fault::contradiction)?;
    let currency = unit.currency(currency);
    let row = |account: Words, debit: Decimal, credit: Decimal| -> Result<AccountRow, Fault> {
        let money = |amount| ledger::money(amount, currency);
        Ok(AccountRow { account, debit: money(debit)?, credit: money(credit)?, balance: money(credit - debit)? })
    };
    let of = |account: Account| trial.iter().find(|one| one.account == account.name());
    let rows = Account::ALL.into_iter().filter_map(of).map(|one| row(account(&one.account), one.debit, one.credit));
    let sum = |pick: fn(&Trial) -> Decimal| trial.iter().map(pick).sum::<Decimal>();
    let total = row("books-total".into(), sum(|one| one.debit), sum(|one| one.credit))?;
    Ok(Book { id, program, unit: unit_words(unit), rows: rows.collect::<Result<_, Fault>>()?, total })
}

fn account(name: &str) -> Words {
    Words::new(format!("account-{}", name.replace('_', "-")))
}

/// A job reads everything, and keeps what it found.
pub async fn audit_now(app: web::Data<App>, staff: Staff<Support>) -> Result<SeeOther, Error> {
    app.db.write(async |tx| audit::jobs::ask(tx, &staff.by()).await).await?;
    Ok(SeeOther::to("/admin/books"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show, tenge};

    #[test]
    fn the_books_are_shown() {
        let row = |name: &str, debit: &str, credit: &str| AccountRow {
            account: account(name),
            debit: tenge(debit),
            credit: tenge(credit),
            balance: tenge(credit).minus(tenge(debit)).unwrap(),
        };
        let audited = |differences: i64| Audited {
            audited_at: at("2026-04-15T03:00:00Z"),
            differences,
            first_differences: (0..differences).map(|n| format!("transfer {n}: its chain link differs")).collect(),
            transfers: 18_240,
            receipts: 6_913,
        };
        let rows = Account::ALL.map(|account| row(account.name(), "1500.50", "40500")).to_vec();
        let total = AccountRow { account: "books-total".into(), ..row("granted", "40500", "40500") };
        let book = Book { id: "b0".into(), program: "Business bonus".into(), unit: "unit-credit".into(), rows, total };
        let torn = AccountRow { account: "books-total".into(), ..row("granted", "1", "2") };
        let unbalanced = Book { id: "b1".into(), total: torn, ..book.clone() };
        let earlier = vec![audited(0), audited(2)];
        let mut page = BooksPage { is_asked: true, audit: Some(audited(0)), earlier, books: vec![book, unbalanced] };
        show("admin-books", "/admin/books", Looks::Staff, &page);
        page = BooksPage { is_asked: false, audit: None, earlier: Vec::new(), books: Vec::new() };
        show("admin-books-empty", "/admin/books", Looks::Staff, &page);
    }
}
