//! The list, and the same as a file.

use super::{FlagsPage, Row};
use crate::admin::pages::exported::exported;
use crate::admin::pages::printable;
use crate::app::App;
use crate::calendar::Instant;
use crate::db::{Conn, Fault};
use crate::events::Email;
use crate::flags::{self, Flag, Kind, Stage, Wanted};
use crate::ids::PersonId;
use crate::people::{self, Staff, Support};
use crate::programs::{self, Catalogue};
use crate::web::{Error, Further, Listing, Order, Page, csv};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::collections::HashMap;

const ROWS: usize = 50;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    kind: String,
    state: String,
    /// A person's id or e-mail.
    who: String,
    sort: String,
    after: String,
}

impl Query {
    fn kind(&self) -> Option<Kind> {
        Kind::named(&self.kind)
    }

    fn stage(&self) -> Option<Stage> {
        Stage::named(&self.state)
    }

    fn listing(&self) -> Listing {
        let (kind, stage) = (self.kind().map_or("", Kind::name), self.stage().map_or("", Stage::name));
        let filters = [("kind", kind), ("state", stage), ("who", &printable(&self.who))];
        Listing::new("/admin/flags", filters).in_order(Order::BY_TIME, &self.sort)
    }

    /// None where somebody is asked for whom nobody knows.
    async fn wanted(&self, app: &App) -> Result<Option<Wanted>, Error> {
        let typed = printable(&self.who);
        let who = if typed.is_empty() {
            None
        } else {
            match whom(app, &typed).await? {
                Some(person) => Some(person),
                None => return Ok(None),
            }
        };
        let way = self.listing().way();
        Ok(Some(Wanted { kind: self.kind(), stage: self.stage(), who, way, after: self.after.parse().ok() }))
    }
}

/// By an address in any spelling, or by our id.
pub(in crate::admin::pages) async fn whom(app: &App, typed: &str) -> Result<Option<PersonId>, Error> {
    if let Ok(email) = typed.parse::<Email>() {
        let key = email.normalised();
        let known = app.db.read(async |conn| people::known_emails(conn, std::slice::from_ref(&key)).await).await?;
        return Ok(known.get(&key).copied());
    }
    Ok(typed.parse().ok())
}

pub async fn list(
    app: web::Data<App>,
    _staff: Staff<Support>,
    query: web::Query<Query>,
) -> Result<Page<FlagsPage>, Error> {
    let (now, wanted) = (app.clock.now(), query.wanted(&app).await?);
    let limit = i64::try_from(ROWS + 1).unwrap_or(i64::MAX);
    let (counts, mut found) = app
        .db
        .read(async |conn| {
            let counts = flags::counts(conn).await?;
            let found = match &wanted {
                Some(wanted) => flags::listed(conn, wanted, limit).await?,
                None => Vec::new(),
            };
            Ok::<_, Fault>((counts, found))
        })
        .await?;
    let listing = query.listing();
    let further = Further::of(listing.base(), &query.after, &mut found, ROWS, |flag| flag.id.to_string());
    let rows = app.db.read(async |conn| rows(conn, &found, now).await).await?;
    let screen = FlagsPage { counts, listing, nobody: wanted.is_none(), rows, further };
    Ok(Page::new(screen).block("flags", |page, values| page.as_list().render_with_values(values)))
}

/// As they are shown, with the names of everybody concerned.
pub(super) async fn rows(conn: &Conn, found: &[Flag], now: Instant) -> Result<Vec<Row>, Fault> {
    let mut ids: Vec<PersonId> = found.iter().flat_map(|flag| [flag.person, flag.invitee]).collect();
    ids.sort_unstable();
    ids.dedup();
    let (catalogue, people) = futures_util::try_join!(programs::catalogue(conn), people::find_all(conn, &ids))?;
    let names: HashMap<PersonId, String> = people.into_iter().map(|person| (person.id, person.name)).collect();
    found.iter().map(|flag| row(flag, &catalogue, &names, now)).collect()
}

fn row(flag: &Flag, catalogue: &Catalogue, names: &HashMap<PersonId, String>, now: Instant) -> Result<Row, Fault> {
    let named = |person: PersonId| (person.to_string(), names.get(&person).cloned().unwrap_or_default());
    Ok(Row {
        id: flag.id.to_string(),
        referrer: named(flag.person),
        invitee: named(flag.invitee),
        program: catalogue.get(flag.program)?.told(now)?.terms.name.clone(),
        kind: flag.kind,
        stage: flag.stage,
        flagged_at: flag.flagged_at,
    })
}

/// Everything that the list shows with these filters; instants in UTC.
pub async fn file(app: web::Data<App>, staff: Staff<Support>, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    exported(&app, &staff, "flags").await?;
    let head =
        csv::line(&["flag", "kind", "state", "program", "referrer", "invitee", "flagged_at", "decided_at", "note"]);
    let now = app.clock.now();
    let wanted = query.wanted(&app).await?;
    let parts = csv::parts(wanted, move |wanted: Option<Wanted>| {
        let app = app.clone();
        async move {
            let Some(wanted) = wanted else { return Ok((String::new(), None)) };
            let part = app
                .db
                .read(async |conn| {
                    let found = flags::listed(conn, &wanted, csv::PART).await?;
                    let catalogue = programs::catalogue(conn).await?;
                    let lines =
                        found.iter().map(|flag| line(flag, &catalogue, now)).collect::<Result<String, Fault>>()?;
                    let last = found.last().filter(|_| found.len() == csv::LINES).map(|flag| flag.id);
                    Ok::<_, Fault>((lines, last))
                })
                .await?;
            Ok((part.0, part.1.map(|last| Some(Wanted { after: Some(last), ..wanted }))))
        }
    });
    Ok(csv::file("flags", head, parts))
}

fn line(flag: &Flag, catalogue: &Catalogue, now: Instant) -> Result<String, Fault> {
    let decided = flag.decided.as_ref();
    Ok(csv::line(&[
        &flag.id.to_string(),
        flag.kind.name(),
        flag.stage.name(),
        &catalogue.get(flag.program)?.told(now)?.terms.name,
        &flag.person.to_string(),
        &flag.invitee.to_string(),
        &flag.flagged_at.to_rfc3339(),
        &decided.map(|decided| decided.at.to_rfc3339()).unwrap_or_default(),
        decided.map(|decided| decided.note.as_str()).unwrap_or_default(),
    ]))
}
