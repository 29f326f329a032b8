use super::{InvoicePage, InvoicesPage, Received, Row, Typed};
use crate::app::App;
use crate::billing::pages::invoice;
use crate::billing::{self, Invoice, RefundState};
use crate::calendar::Instant;
use crate::db::Fault;
use crate::ids::{InvoiceId, PaymentId, PersonId, RefundId};
use crate::intake::{self, Noun};
use crate::money::{Money, MoneyError};
use crate::people::{self, Role, SignedIn, Staff, Support, sources};
use crate::web::{Error, Page, Paging, Refusals};
use actix_web::web;
use askama::Template;
use serde::Deserialize;
use std::collections::HashMap;

const ROWS: i64 = 50;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    which: String,
    page: String,
}

pub async fn list(
    app: web::Data<App>,
    _staff: Staff<Support>,
    query: web::Query<Query>,
) -> Result<Page<InvoicesPage>, Error> {
    let (now, page) = (app.clock.now(), Paging::asked(&query.page));
    let overdue_only = query.which == "overdue";
    let before = overdue_only.then_some(now);
    let (counts, found) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                billing::counts_of_unpaid(conn, now),
                billing::unpaid(conn, before, (page - 1) * ROWS, ROWS)
            )
        })
        .await?;
    let people = names(&app, found.iter().map(|invoice| invoice.person).collect()).await?;
    let rows = found.iter().map(|invoice| row(invoice, &people, now));
    let base = Paging::base("/admin/invoices", &[("which", if overdue_only { "overdue" } else { "" })]);
    let lines = if overdue_only { counts.overdue } else { counts.open };
    let screen = InvoicesPage {
        overdue_only,
        counts,
        rows: rows.collect::<Result<_, Fault>>()?,
        paging: Paging::of(base, page, lines, ROWS),
    };
    Ok(Page::new(screen).block("unpaid", |page, values| page.as_list().render_with_values(values)))
}

async fn names(app: &App, mut ids: Vec<PersonId>) -> Result<HashMap<PersonId, String>, Fault> {
    ids.sort();
    ids.dedup();
    let found = app.db.read(async |conn| people::find_all(conn, &ids).await).await?;
    Ok(found.into_iter().map(|person| (person.id, person.name)).collect())
}

fn row(found: &Invoice, people: &HashMap<PersonId, String>, now: Instant) -> Result<Row, Fault> {
    Ok(Row {
        id: found.id.to_string(),
        number: found.number(),
        person: people.get(&found.person).cloned().unwrap_or_default(),
        company: found.company_name.clone(),
        due_at: found.due_at,
        total: found.total,
        left: invoice::left(found)?,
        state: invoice::state(found, now)?,
    })
}

pub async fn one(
    app: web::Data<App>,
    staff: Staff<Support>,
    id: web::Path<String>,
) -> Result<Page<InvoicePage>, Error> {
    let invoice = find(&app, &id).await?;
    Ok(Page::new(screen(&app, &staff.who, invoice, None, Refusals::none()).await?))
}

/// Whose it is.
pub(super) async fn find(app: &App, id: &str) -> Result<(PersonId, InvoiceId), Error> {
    let id: InvoiceId = id.parse().map_err(|_| Error::NotFound)?;
    let ids = [id.0];
    let names = app.db.read(async |conn| intake::names_of(conn, Noun::Invoice, &ids).await).await?;
    Ok((names.get(&id.0).ok_or(Error::NotFound)?.person, id))
}

/// `typed`: what was refused, to be shown again.
pub(super) async fn screen(
    app: &App,
    who: &SignedIn,
    (person, id): (PersonId, InvoiceId),
    typed: Option<Typed>,
    errors: Refusals,
) -> Result<InvoicePage, Error> {
    let (now, ids) = (app.clock.now(), [id.0]);
    let (found, received, named) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                billing::find_invoice(conn, person, id),
                billing::received_on(conn, person, id),
                intake::names_of(conn, Noun::Invoice, &ids)
            )
        })
        .await?;
    let found = found.ok_or(Error::NotFound)?;
    let people = names(app, vec![person]).await?;
    let may = who.role.is_some_and(|role| role >= Role::Finance);
    let row = row(&found, &people, now)?;
    let source = named.get(&id.0).filter(|name| name.source != sources::beckon());
    let today = now.format("%Y-%m-%d").to_string();
    Ok(InvoicePage {
        typed: typed.unwrap_or(Typed { amount: row.left.to_string(), date: today, ..Typed::default() }),
        row,
        external_id: found.external_id.clone(),
        source: source.map(|name| name.source_name.clone()),
        issued_at: found.issued_at,
        lines: invoice::lines(&found)?,
        bonuses: found.credit,
        paid: found.paid,
        payments: received.iter().map(|one| payment(one, may, now)).collect::<Result<_, Fault>>()?,
        payment: PaymentId::new(now).to_string(),
        may,
        errors,
    })
}

fn payment(received: &billing::Received, may: bool, now: Instant) -> Result<Received, Fault> {
    let wrong = |error: MoneyError| Fault::contradiction(error.to_string());
    let of = |wanted: RefundState| received.refunds.iter().filter(move |(_, _, state)| *state == wanted);
    let given = received.refunds.iter().filter(|(_, _, state)| *state != RefundState::Declined);
    let given = Money::sum(received.amount.currency(), given.map(|(_, amount, _)| *amount)).map_err(wrong)?;
    let left = received.amount.minus(given).map_err(wrong)?;
    Ok(Received {
        id: received.id.to_string(),
        row: invoice::payment_row(received),
        left: (may && left.is_positive()).then_some(left),
        asked: of(RefundState::Requested).map(|(id, amount, _)| (id.to_string(), *amount)).collect(),
        refund: RefundId::new(now).to_string(),
    })
}
