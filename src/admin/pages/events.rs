//! Everything that was received: `/admin/events?id=&state=&kind=&source=&person=&sort=&after=`, the same as a file, one event
//! (`/admin/events/one?source=&id=`), and `POST /admin/events/replay` (`source`, `id`) of one that waits or was refused. A sender's id may hold any
//! sign, so it never stands in a path.

mod one;

pub use one::{one, replay};

use super::exported::exported;
use super::{EventState, printable};
use crate::app::App;
use crate::calendar::Instant;
use crate::db::dated::Mark;
use crate::ids::PersonId;
use crate::intake::{self, Logged, Standing, State, Wanted};
use crate::people::{self, Staff, Support, sources};
use crate::web::{Error, Further, Listing, Order, Page, Words, csv, filters};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::collections::HashMap;

const ROWS: usize = 50;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    /// The sender's id.
    id: String,
    state: String,
    kind: String,
    /// The sender's name.
    source: String,
    /// Our id of whom it is about.
    person: String,
    sort: String,
    after: String,
}

impl Query {
    /// None where a sender is asked for whom nobody knows.
    async fn wanted(&self, app: &App) -> Result<Option<Wanted>, Error> {
        let given = |text: &str| Some(printable(text)).filter(|text| !text.is_empty());
        let source = match given(&self.source) {
            Some(name) => match app.db.read(async |conn| sources::find(conn, &name).await).await? {
                Some(source) => Some(source),
                None => return Ok(None),
            },
            None => None,
        };
        let person = given(&self.person).map(|id| id.parse::<PersonId>().map_err(|_| Error::NotFound)).transpose()?;
        Ok(Some(Wanted {
            standing: self.standing(),
            kind: given(&self.kind),
            source,
            person,
            id: given(&self.id),
            way: self.listing().way(),
            after: Mark::read(&self.after),
        }))
    }

    fn standing(&self) -> Option<Standing> {
        Standing::ALL.into_iter().find(|standing| standing.word() == self.state)
    }

    fn listing(&self) -> Listing {
        let filters = [
            ("id", printable(&self.id)),
            ("state", self.standing().map(|standing| standing.word().to_owned()).unwrap_or_default()),
            ("kind", printable(&self.kind)),
            ("source", printable(&self.source)),
            ("person", self.person.clone()),
        ];
        Listing::new("/admin/events", filters).in_order(Order::BY_TIME, &self.sort)
    }
}

#[derive(Debug, Clone)]
pub struct Row {
    /// The sender's.
    pub id: String,
    pub kind: String,
    pub source: String,
    pub recorded_at: Instant,
    pub state: EventState,
    /// What a parked event waits for, why one was refused.
    pub why: Option<Words>,
    /// Id and name of whom it is about.
    pub person: Option<(String, String)>,
}

impl Row {
    fn href(&self) -> String {
        href(&self.source, &self.id)
    }
}

/// The page of one event.
pub(super) fn href(source: &str, id: &str) -> String {
    Listing::new("/admin/events/one", [("source", source), ("id", id)]).link()
}

#[derive(Template)]
#[template(path = "admin/events.html", blocks = ["list"])]
pub struct EventsPage {
    pub listing: Listing,
    pub rows: Vec<Row>,
    pub further: Further,
}

impl EventsPage {
    fn states(&self) -> [(&'static str, EventState); 4] {
        [
            ("waiting", EventState::Parked),
            ("refused", EventState::Refused),
            ("recorded", EventState::Recorded),
            ("applied", EventState::Applied),
        ]
    }
}

pub async fn list(
    app: web::Data<App>,
    _staff: Staff<Support>,
    query: web::Query<Query>,
) -> Result<Page<EventsPage>, Error> {
    let mut found = found(&app, query.wanted(&app).await?, ROWS + 1).await?;
    let listing = query.listing();
    let further = Further::of(listing.base(), &query.after, &mut found, ROWS, |one| mark(one).text());
    let ids: Vec<PersonId> = found.iter().filter_map(|logged| logged.event.person).collect();
    let people = app.db.read(async |conn| people::find_all(conn, &ids).await).await?;
    let names: HashMap<PersonId, String> = people.into_iter().map(|person| (person.id, person.name)).collect();
    let screen = EventsPage { listing, rows: found.into_iter().map(|logged| row(logged, &names)).collect(), further };
    Ok(Page::new(screen).block("events", |page, values| page.as_list().render_with_values(values)))
}

fn mark(logged: &Logged) -> Mark {
    Mark { at: logged.event.recorded_at, id: logged.event.id.0 }
}

async fn found(app: &App, wanted: Option<Wanted>, limit: usize) -> Result<Vec<Logged>, Error> {
    let Some(wanted) = wanted else { return Ok(Vec::new()) };
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    Ok(app.db.read(async |conn| intake::listed(conn, &wanted, limit).await).await?)
}

fn row(logged: Logged, names: &HashMap<PersonId, String>) -> Row {
    let (state, why) = told(&logged.event.state, logged.event.failed);
    let person = logged.event.person.and_then(|id| Some((id.to_string(), names.get(&id)?.clone())));
    Row {
        id: logged.event.external_id,
        kind: logged.event.type_name,
        source: logged.source_name,
        recorded_at: logged.event.recorded_at,
        state,
        why,
        person,
    }
}

/// What became of an event, and what it waits for or why it was refused.
pub(super) fn told(state: &State, failed: bool) -> (EventState, Option<Words>) {
    match state {
        State::Applied => (EventState::Applied, None),
        State::Recorded => (EventState::Recorded, None),
        State::Waiting { .. } if failed => (EventState::Parked, Some("event-fails".into())),
        State::Waiting { waits_for } => {
            (EventState::Parked, Some(Words::new("event-waits-for").with("what", waits_for.replace(':', " "))))
        }
        State::Refused { reason } => (EventState::Refused, Some(refusal(reason))),
    }
}

/// Why an event was refused; a reason of a version to come as the log calls it.
fn refusal(reason: &str) -> Words {
    if REASONS.contains(&reason) {
        Words::new(format!("event-reason-{}", reason.replace('_', "-")))
    } else {
        Words::new("event-refused-for").with("reason", reason.replace('_', " "))
    }
}

const REASONS: &[&str] = &[
    "amount_finer_than_the_currency",
    "before_the_person",
    "company_named_twice",
    "company_of_another_person",
    "conflict",
    "invoice_of_another_person",
    "other_currency",
    "other_invoice",
    "refund_larger_than_payment",
    "total_too_large",
    "unknown_code",
];

/// Everything that the list shows with these filters, in its order; instants in UTC. Bodies stay in the house.
pub async fn file(app: web::Data<App>, staff: Staff<Support>, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    exported(&app, &staff, "events").await?;
    let head = csv::line(&["source", "id", "type", "happened_at", "recorded_at", "state", "why", "person"]);
    let wanted = query.wanted(&app).await?;
    let parts = csv::parts(wanted, move |wanted: Option<Wanted>| {
        let app = app.clone();
        async move {
            let found = found(&app, wanted.clone(), csv::LINES).await?;
            let last = found.last().filter(|_| found.len() == csv::LINES).map(mark);
            let next = wanted.zip(last).map(|(wanted, last)| Some(Wanted { after: Some(last), ..wanted }));
            Ok((found.iter().map(line).collect(), next))
        }
    });
    Ok(csv::file("events", head, parts))
}

fn line(logged: &Logged) -> String {
    let event = &logged.event;
    let (state, why) = match &event.state {
        State::Applied => ("applied", ""),
        State::Recorded => ("recorded", ""),
        State::Waiting { waits_for } => ("waiting", waits_for.as_str()),
        State::Refused { reason } => ("refused", reason.as_str()),
    };
    csv::line(&[
        &logged.source_name,
        &event.external_id,
        &event.type_name,
        &event.happened_at.to_rfc3339(),
        &event.recorded_at.to_rfc3339(),
        state,
        why,
        &event.person.map(|person| person.to_string()).unwrap_or_default(),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show};

    fn row(kind: &str, state: State) -> Row {
        let (state, why) = told(&state, false);
        Row {
            id: "evt 81/ä".into(),
            kind: kind.into(),
            source: "billing".into(),
            recorded_at: at("2026-04-15T09:12:00Z"),
            state,
            why,
            person: Some(("0190".into(), "Nurlan Abenov".into())),
        }
    }

    fn page(rows: Vec<Row>) -> EventsPage {
        let further = Further { base: "/admin/events?".into(), is_further: true, next: Some("1-2".into()) };
        EventsPage { listing: Query::default().listing(), rows, further }
    }

    #[test]
    fn events_are_listed() {
        let mut rows = vec![
            row("payment.succeeded", State::Applied),
            Row { person: None, ..row("payment.succeeded", State::Waiting { waits_for: "company:c_77".into() }) },
            Row {
                why: Some("event-fails".into()),
                ..row("refund.completed", State::Waiting { waits_for: "payment:p_1".into() })
            },
            row("subscription.started", State::Recorded),
            row("invoice.issued", State::Refused { reason: "of_tomorrow".into() }),
        ];
        rows.extend(REASONS.iter().map(|reason| row("x.y", State::Refused { reason: (*reason).into() })));
        let mut page = page(rows);
        show("admin-events", "/admin/events", Looks::Staff, &page);
        page.rows.clear();
        page.listing = Query { id: "evt_9".into(), ..Query::default() }.listing();
        show("admin-events-none", "/admin/events", Looks::Staff, &page);
    }

    #[test]
    fn a_cell_changes_its_filter_and_keeps_the_others() {
        let listing = Query { id: "a b".into(), ..Query::default() }.listing();
        assert_eq!(listing.of("state", "refused"), "/admin/events?id=a+b&state=refused");
        assert_eq!(row("x.y", State::Applied).href(), "/admin/events/one?source=billing&id=evt+81%2F%C3%A4");
    }
}
