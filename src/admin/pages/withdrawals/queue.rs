//! The queue of withdrawals, and the same as a file.

use super::super::{exported::exported, printable, sought};
use super::{QueuePage, Row};
use crate::app::App;
use crate::book::WithdrawalStage;
use crate::calendar::Instant;
use crate::db::{Fault, Way};
use crate::ids::WithdrawalId;
use crate::people::{Staff, Support};
use crate::programs::{self, Catalogue};
use crate::rules::terms::WithdrawalMethod;
use crate::web::{Error, Further, Listing, Order, Page, SeeOther, csv};
use crate::withdrawals::{self, Queued, Sort, Wanted, Which};
use actix_web::{Either, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

const ROWS: usize = 50;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    which: String,
    sort: String,
    program: String,
    method: String,
    q: String,
    after: String,
}

impl Query {
    fn which(&self, now: Instant) -> (&'static str, Which) {
        match self.which.as_str() {
            "overdue" => ("overdue", Which::Overdue(now)),
            "second" => ("second", Which::Second),
            "all" => ("all", Which::All),
            other => match other.parse::<WithdrawalStage>() {
                Ok(stage) => (stage.name(), Which::In(stage)),
                Err(_) => ("open", Which::Open),
            },
        }
    }

    fn listing(&self, catalogue: &Catalogue, now: Instant) -> Listing {
        let (q, (word, which)) = (printable(&self.q), self.which(now));
        let known = catalogue.by_slug(&self.program).map_or("", |program| program.slug.as_str());
        let method = self.method.parse::<WithdrawalMethod>().map_or("", WithdrawalMethod::name);
        let filters = [("which", word), ("program", known), ("method", method), ("q", &q)];
        Listing::new("/admin/withdrawals", filters).in_order(orders(which, !q.is_empty()), &self.sort)
    }

    async fn wanted(&self, app: &App, catalogue: &Catalogue, now: Instant) -> Result<Wanted, Error> {
        let listing = self.listing(catalogue, now);
        Ok(Wanted {
            which: self.which(now).1,
            sort: match listing.order().map(|order| order.column) {
                Some("due") => Sort::Due,
                Some("amount") => Sort::Amount,
                _ => Sort::Requested,
            },
            way: listing.way(),
            program: catalogue.by_slug(&self.program).map(|program| program.id),
            method: self.method.parse().ok(),
            people: sought::people(app, &self.q).await?,
            after: self.after.parse().ok(),
        })
    }
}

const ORDERS: [Order; 6] = [
    Order { word: "due", column: "due", way: Way::Ascending },
    Order { word: "due-down", column: "due", way: Way::Descending },
    Order::NEWEST,
    Order::OLDEST,
    Order { word: "largest", column: "amount", way: Way::Descending },
    Order { word: "smallest", column: "amount", way: Way::Ascending },
];

/// Those that an index serves.
pub(super) fn orders(which: Which, of_people: bool) -> &'static [Order] {
    match which {
        _ if of_people => &ORDERS[2..4],
        Which::Open => &ORDERS,
        Which::Overdue(_) | Which::Second => &ORDERS[..2],
        Which::All => &ORDERS[2..],
        Which::In(_) => &ORDERS[2..4],
    }
}

/// A withdrawal's own id, also as a bank's statement gives it back, leads to it.
pub async fn list(
    app: web::Data<App>,
    _staff: Staff<Support>,
    query: web::Query<Query>,
) -> Result<Either<SeeOther, Page<QueuePage>>, Error> {
    let now = app.clock.now();
    if let Ok(id) = printable(&query.q).parse::<WithdrawalId>()
        && app.db.read(async |conn| withdrawals::find(conn, id).await).await?.is_some()
    {
        return Ok(Either::Left(SeeOther::to(format!("/admin/withdrawals/{id}"))));
    }
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let (listing, wanted) = (query.listing(&catalogue, now), query.wanted(&app, &catalogue, now).await?);
    let limit = i64::try_from(ROWS + 1).unwrap_or(i64::MAX);
    let (counts, mut found) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(withdrawals::counts(conn, now), withdrawals::listed(conn, &wanted, limit))
        })
        .await?;
    let further = Further::of(listing.base(), &query.after, &mut found, ROWS, |found| found.id.to_string());
    let rows = found.iter().map(|found| row(found, &catalogue, now));
    let screen = QueuePage { listing, counts, rows: rows.collect::<Result<Vec<Row>, Fault>>()?, further };
    let page = Page::new(screen).block("queue", |page, values| page.as_list().render_with_values(values));
    Ok(Either::Right(page))
}

fn row(found: &Queued, catalogue: &Catalogue, now: Instant) -> Result<Row, Fault> {
    let program = catalogue.get(found.program)?;
    Ok(Row {
        id: found.id.to_string(),
        person: found.name.clone(),
        person_id: found.person.to_string(),
        program: program.told(now)?.terms.name.clone(),
        slug: program.slug.clone(),
        amount: found.amount,
        method: found.method,
        requested_at: found.requested_at,
        due_at: found.due_at,
        is_overdue: found.stage.is_open() && found.due_at < now,
        stage: found.stage,
        is_half_approved: found.is_half_approved,
    })
}

/// Everything that the list shows with these filters, in its order; instants in UTC. Where the money goes stands in no list.
pub async fn file(app: web::Data<App>, staff: Staff<Support>, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    exported(&app, &staff, "withdrawals").await?;
    let head = csv::line(&[
        "withdrawal",
        "person",
        "name",
        "program",
        "amount",
        "fee",
        "currency",
        "method",
        "state",
        "requested_at",
        "due_at",
        "paid_at",
        "reference",
        "batch",
    ]);
    let now = app.clock.now();
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let wanted = query.wanted(&app, &catalogue, now).await?;
    let parts = csv::parts(wanted, move |wanted: Wanted| {
        let (app, catalogue) = (app.clone(), catalogue.clone());
        async move {
            let found = app.db.read(async |conn| withdrawals::listed(conn, &wanted, csv::PART).await).await?;
            let lines = found.iter().map(|found| line(found, &catalogue)).collect::<Result<String, Fault>>()?;
            let last = found.last().filter(|_| found.len() == csv::LINES).map(|found| found.id);
            Ok((lines, last.map(|last| Wanted { after: Some(last), ..wanted })))
        }
    });
    Ok(csv::file("withdrawals", head, parts))
}

fn line(one: &Queued, catalogue: &Catalogue) -> Result<String, Fault> {
    let text = |words: Option<String>| words.unwrap_or_default();
    Ok(csv::line(&[
        &one.id.to_string(),
        &one.person.to_string(),
        &one.name,
        &catalogue.get(one.program)?.slug,
        &one.amount.to_string(),
        &one.fee.to_string(),
        one.amount.currency().code(),
        one.method.name(),
        one.stage.name(),
        &one.requested_at.to_rfc3339(),
        &one.due_at.to_rfc3339(),
        &text(one.paid_at.map(|at| at.to_rfc3339())),
        one.reference.as_deref().unwrap_or_default(),
        &text(one.batch.map(|batch| batch.to_string())),
    ]))
}
