use super::super::exported::exported;
use super::super::printable;
use super::super::short::both;
use super::super::sought::{self, Names};
use super::{InvoicePage, InvoicesPage, Received, Row, Typed, which};
use crate::app::App;
use crate::billing::pages::{InvoiceState, invoice};
use crate::billing::{self, Invoice, RefundState, Wanted, Which};
use crate::calendar::Instant;
use crate::companies;
use crate::db::Fault;
use crate::db::dated::Mark;
use crate::ids::{InvoiceId, PaymentId, PersonId, RefundId};
use crate::intake::{self, Noun};
use crate::money::{Money, MoneyError};
use crate::people::{Role, SignedIn, Staff, Support, sources};
use crate::web::{Error, Further, Listing, Order, Page, Refusals, SeeOther, csv};
use actix_web::{Either, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;
use std::str::FromStr;
use uuid::Uuid;

const ROWS: usize = 50;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    which: String,
    q: String,
    person: String,
    company: String,
    sort: String,
    after: String,
}

impl Query {
    #[cfg(test)]
    pub(super) fn of(which: &str, q: &str) -> Query {
        Query { which: which.into(), q: q.into(), ..Query::default() }
    }

    fn which(&self, now: Instant) -> (&'static str, Which) {
        let of_somebody = [&self.q, &self.person, &self.company].iter().any(|text| !printable(text).is_empty());
        match self.which.as_str() {
            "overdue" => ("overdue", Which::Overdue(now)),
            "paid" if of_somebody => ("paid", Which::Paid),
            "voided" if of_somebody => ("voided", Which::Voided),
            "all" if of_somebody => ("all", Which::All),
            _ => ("open", Which::Open),
        }
    }

    pub(super) fn listing(&self) -> Listing {
        const ORDERS: &[Order] = both!(up "due");
        let filters = [
            ("which", self.which(Instant::UNIX_EPOCH).0.to_owned()),
            ("q", printable(&self.q)),
            ("person", self.person.clone()),
            ("company", self.company.clone()),
        ];
        Listing::new("/admin/invoices", filters).in_order(ORDERS, &self.sort)
    }

    async fn wanted(&self, app: &App) -> Result<Wanted, Error> {
        let company = given(&self.company)?;
        let people = match (company, given(&self.person)?) {
            (Some(company), _) => {
                let found = app.db.read(async |conn| companies::find_any(conn, company).await).await?;
                Some(vec![found.ok_or(Error::NotFound)?.person])
            }
            (None, Some(person)) => Some(vec![person]),
            (None, None) => sought::people(app, &self.q).await?,
        };
        let (which, after) = (self.which(app.clock.now()).1, Mark::read(&self.after));
        Ok(Wanted { which, people, company, way: self.listing().way(), after })
    }
}

fn given<I: FromStr>(text: &str) -> Result<Option<I>, Error> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| Error::NotFound) }
}

/// Our id, the sender's, or the number as people call it: what leads straight to one invoice.
async fn the_one(app: &App, typed: &str) -> Result<Option<InvoiceId>, Error> {
    let numbered = typed.split_at_checked(10).and_then(|(day, end)| {
        let end = end.strip_prefix('-').filter(|end| end.len() == 4)?;
        Some((day.parse::<NaiveDate>().ok()?, end))
    });
    let ids: Vec<Uuid> = typed.parse::<InvoiceId>().map(|id| id.0).into_iter().collect();
    let found: Result<_, Fault> = app
        .db
        .read(async |conn| {
            let (ours, called) = futures_util::try_join!(
                intake::names_of(conn, Noun::Invoice, &ids),
                intake::called(conn, Noun::Invoice, typed)
            )?;
            let mut found: Vec<InvoiceId> = ours.keys().chain(&called).map(|id| InvoiceId(*id)).collect();
            if let Some((day, end)) = numbered.filter(|_| found.is_empty()) {
                found = billing::numbered(conn, day, end).await?;
            }
            Ok(found)
        })
        .await;
    let found = found?;
    Ok(if let [one] = found[..] { Some(one) } else { None })
}

pub async fn list(
    app: web::Data<App>,
    _staff: Staff<Support>,
    query: web::Query<Query>,
) -> Result<Either<SeeOther, Page<InvoicesPage>>, Error> {
    let typed = printable(&query.q);
    if !typed.is_empty()
        && let Some(invoice) = the_one(&app, &typed).await?
    {
        return Ok(Either::Left(SeeOther::to(format!("/admin/invoices/{invoice}"))));
    }
    let now = app.clock.now();
    let wanted = query.wanted(&app).await?;
    let limit = i64::try_from(ROWS + 1).unwrap_or(i64::MAX);
    let (counts, mut found) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(billing::counts_of_unpaid(conn, now), billing::looked_for(conn, &wanted, limit))
        })
        .await?;
    let list = query.listing();
    let further = Further::of(list.base(), &query.after, &mut found, ROWS, |invoice| mark(invoice).text());
    let people = sought::names(&app, found.iter().map(|invoice| invoice.person)).await?;
    let rows = found.iter().map(|invoice| row(invoice, &people, now)).collect::<Result<_, Fault>>()?;
    let screen = InvoicesPage { list, counts, rows, further };
    let page = Page::new(screen).block("unpaid", |page, values| page.as_list().render_with_values(values));
    Ok(Either::Right(page))
}

fn mark(invoice: &Invoice) -> Mark {
    Mark { at: invoice.due_at, id: invoice.id.0 }
}

/// Everything that the list shows with these filters, in its order; instants in UTC.
pub async fn file(app: web::Data<App>, staff: Staff<Support>, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    let wanted = query.wanted(&app).await?;
    exported(&app, &staff, "invoices").await?;
    let head = [
        "invoice",
        "number",
        "person",
        "name",
        "company",
        "company_name",
        "due_at",
        "state",
        "total",
        "left",
        "currency",
    ];
    let parts = csv::parts(wanted, move |wanted: Wanted| {
        let app = app.clone();
        async move {
            let found = app.db.read(async |conn| billing::looked_for(conn, &wanted, csv::PART).await).await?;
            let people = sought::names(&app, found.iter().map(|invoice| invoice.person)).await?;
            let now = app.clock.now();
            let line = |invoice: &Invoice| Ok(line(&row(invoice, &people, now)?));
            let text = found.iter().map(line).collect::<Result<String, Fault>>()?;
            let last = found.last().filter(|_| found.len() == csv::LINES).map(mark);
            Ok((text, last.map(|last| Wanted { after: Some(last), ..wanted })))
        }
    });
    Ok(csv::file("invoices", csv::line(&head), parts))
}

fn line(row: &Row) -> String {
    csv::line(&[
        &row.id,
        &row.number,
        &row.person_id,
        &row.person,
        &row.company_id,
        &row.company,
        &row.due_at.to_rfc3339(),
        which(&row.state),
        &row.total.to_string(),
        &row.left.to_string(),
        row.total.currency().code(),
    ])
}

fn row(found: &Invoice, people: &Names, now: Instant) -> Result<Row, Fault> {
    Ok(Row {
        id: found.id.to_string(),
        number: found.number(),
        person: people.get(&found.person).cloned().unwrap_or_default(),
        person_id: found.person.to_string(),
        company: found.company_name.clone(),
        company_id: found.company.to_string(),
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
    let people = sought::names(app, [person].into_iter()).await?;
    let may = who.role.is_some_and(|role| role >= Role::Finance);
    let row = row(&found, &people, now)?;
    let source = named.get(&id.0).filter(|name| name.source != sources::beckon());
    let today = now.format("%Y-%m-%d").to_string();
    Ok(InvoicePage {
        typed: typed.unwrap_or(Typed { amount: row.left.to_string(), date: today, ..Typed::default() }),
        external_id: found.external_id.clone(),
        source: source.map(|name| name.source_name.clone()),
        issued_at: found.issued_at,
        lines: invoice::lines(&found, str::to_owned)?,
        bonuses: found.credit,
        paid: found.paid,
        price_until: found.price_until()?,
        repriced_at: found.repriced_at.filter(|_| row.state != InvoiceState::Voided),
        row,
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
