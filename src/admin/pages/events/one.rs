//! One event: its body, what it waits for or why it was refused, and what came of it.

use super::{EventState, href, told};
use crate::admin::pages::deeds;
use crate::app::App;
use crate::calendar::Instant;
use crate::db::{Conn, Fault};
use crate::ids::PersonId;
use crate::intake::{self, Again, Outcome, State, Whole};
use crate::money::Money;
use crate::people::{self, Finance, Role, Staff, Support, Wanted, sources};
use crate::rewards::ReceiptSummary;
use crate::web::{Error, Page, SeeOther, Words, filters};
use actix_web::web;
use askama::Template;
use serde::Deserialize;
use std::collections::HashMap;

/// Deeds that are shown.
const ROWS: i64 = 10;

#[derive(Deserialize)]
pub struct Named {
    #[serde(default)]
    source: String,
    #[serde(default)]
    id: String,
}

impl Named {
    /// No sender's id has control characters.
    fn readable(self) -> Result<Named, Error> {
        let odd = |text: &str| text.chars().any(char::is_control);
        if odd(&self.source) || odd(&self.id) { Err(Error::NotFound) } else { Ok(self) }
    }
}

/// What an event earned, or why nothing.
#[derive(Debug, Clone)]
pub struct Receipt {
    pub program: String,
    pub clause: String,
    /// Id and name of whoever earned it.
    pub beneficiary: (String, String),
    /// None where the unit is no currency of ours any more.
    pub amount: Option<Money>,
    pub hold_until: Instant,
}

#[derive(Template)]
#[template(path = "admin/event.html")]
pub struct EventPage {
    pub id: String,
    pub source: String,
    pub kind: String,
    pub happened_at: Instant,
    pub recorded_at: Instant,
    pub state: EventState,
    pub why: Option<Words>,
    /// Id and name.
    pub person: Option<(String, String)>,
    pub invoice: Option<String>,
    pub receipts: Vec<Receipt>,
    pub body: String,
    pub redacted: bool,
    /// Whoever looks may have it tried again.
    pub may: bool,
    pub deeds: Vec<deeds::Row>,
}

impl EventPage {
    fn is_open(&self) -> bool {
        matches!(self.state, EventState::Parked | EventState::Refused)
    }
}

pub async fn one(
    app: web::Data<App>,
    staff: Staff<Support>,
    named: web::Query<Named>,
) -> Result<Page<EventPage>, Error> {
    let (named, may) = (named.into_inner().readable()?, staff.who.role >= Some(Role::Finance));
    let found = app.db.read(async |conn| screen(conn, &named, may).await).await?;
    Ok(Page::new(found.ok_or(Error::NotFound)?))
}

async fn screen(conn: &Conn, named: &Named, may: bool) -> Result<Option<EventPage>, Fault> {
    let Some(Whole { logged, body, redacted, invoice }) = intake::whole(conn, &named.source, &named.id).await? else {
        return Ok(None);
    };
    let event = logged.event;
    let about = Wanted { about: Some(vec![event.external_id.clone()]), ..Wanted::default() };
    let (outcome, done) =
        futures_util::try_join!(intake::current(conn, &event), people::deeds_wanted(conn, &about, ROWS))?;
    let summaries = if let Outcome::Applied { receipts } = outcome { receipts } else { Vec::new() };
    let mut ids: Vec<PersonId> = summaries.iter().filter_map(|summary| summary.referrer.parse().ok()).collect();
    ids.extend(event.person);
    let people = people::find_all(conn, &ids).await?;
    let names: HashMap<String, String> =
        people.into_iter().map(|person| (person.id.to_string(), person.name)).collect();
    let name = |id: String| (id.clone(), names.get(&id).cloned().unwrap_or_default());
    let (state, why) = told(&event.state, event.failed);
    Ok(Some(EventPage {
        id: event.external_id,
        source: logged.source_name,
        kind: event.type_name,
        happened_at: event.happened_at,
        recorded_at: event.recorded_at,
        state,
        why,
        person: event.person.map(|person| name(person.to_string())),
        invoice: invoice.map(|invoice| invoice.to_string()),
        receipts: summaries.into_iter().map(|summary| receipt(summary, name)).collect(),
        body,
        redacted,
        may,
        deeds: done.iter().filter(|deed| deed.subject.starts_with("event ")).map(deeds::row).collect(),
    }))
}

fn receipt(summary: ReceiptSummary, name: impl Fn(String) -> (String, String)) -> Receipt {
    let currency = summary.currency.parse().ok();
    Receipt {
        amount: currency.and_then(|currency| Money::parse(&summary.amount, currency).ok()),
        program: summary.program,
        clause: summary.reward,
        beneficiary: name(summary.referrer),
        hold_until: summary.hold_until,
    }
}

pub async fn replay(app: web::Data<App>, staff: Staff<Finance>, named: web::Form<Named>) -> Result<SeeOther, Error> {
    let named = named.into_inner().readable()?;
    let source = app.db.read(async |conn| sources::find(conn, &named.source).await).await?;
    let source = source.ok_or(Error::NotFound)?;
    let is_there = app.db.read(async |conn| intake::find(conn, &[(source, &named.id)]).await).await?;
    if is_there.is_empty() {
        return Err(Error::NotFound);
    }
    let flash = match intake::try_again(&app.db, &staff, source, &named.id).await? {
        Again::Settled => "flash-event-settled",
        Again::Decided(State::Applied | State::Recorded) => "flash-event-applied",
        Again::Decided(State::Waiting { .. }) => "flash-event-waits",
        Again::Decided(State::Refused { .. }) => "flash-event-refused",
        Again::Failed => "flash-event-failed",
    };
    Ok(SeeOther::to(href(&named.source, &named.id)).flash(flash))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show, tenge};

    #[test]
    fn one_event_is_shown_whole() {
        let receipt = |amount| Receipt {
            program: "business-bonus".into(),
            clause: "payments".into(),
            beneficiary: ("0190".into(), "Aigerim Sadykova".into()),
            amount,
            hold_until: at("2026-04-29T09:12:00Z"),
        };
        let mut page = EventPage {
            id: "evt_81".into(),
            source: "billing".into(),
            kind: "payment.succeeded".into(),
            happened_at: at("2026-04-15T09:10:00Z"),
            recorded_at: at("2026-04-15T09:12:00Z"),
            state: EventState::Applied,
            why: None,
            person: Some(("0191".into(), "Nurlan Abenov".into())),
            invoice: Some("0198".into()),
            receipts: vec![receipt(Some(tenge("40500"))), receipt(None)],
            body: "{\n    \"id\": \"evt_81\"\n}".into(),
            redacted: true,
            may: true,
            deeds: vec![deeds::sample()],
        };
        show("admin-event", "/admin/events/one", Looks::Staff, &page);
        (page.state, page.why) = told(&State::Refused { reason: "other_currency".into() }, false);
        (page.person, page.invoice, page.redacted) = (None, None, false);
        page.receipts.clear();
        page.deeds.clear();
        show("admin-event-refused", "/admin/events/one", Looks::Staff, &page);
        page.may = false;
        show("admin-event-support", "/admin/events/one", Looks::Staff, &page);
    }
}
