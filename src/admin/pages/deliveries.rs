//! Letters on their way and those that were given up: `/admin/deliveries?to=&state=&kind=&sort=&after=`, the same as a file, and
//! `POST /admin/deliveries/ID/retry`. What a letter says is not shown: some carry links that open an account.

use super::exported::exported;
use super::printable;
use crate::app::App;
use crate::calendar::Instant;
use crate::db::{Fault, Tx};
use crate::ids::PersonId;
use crate::jobs::{self, Job, OutgoingLetter, Stage, WantedLetters};
use crate::notices::SendLetter;
use crate::people::letters::EntryLetter;
use crate::people::{self, Staff, Support, deed};
use crate::web::{Error, Further, Listing, Order, Page, SeeOther, Words, csv, filters};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::DateTime;
use serde::Deserialize;
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;

const ROWS: usize = 50;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    /// Part of an address.
    to: String,
    state: String,
    /// `news` or `entry`.
    kind: String,
    sort: String,
    after: String,
}

impl Query {
    fn wanted(&self) -> WantedLetters {
        let to = printable(&self.to);
        WantedLetters {
            stage: self.stage(),
            kind: KINDS.iter().find(|(word, _)| *word == self.kind).map(|(_, kind)| (*kind).to_owned()),
            to: Some(to).filter(|to| !to.is_empty()),
            way: self.listing().way(),
            after: mark(&self.after),
        }
    }

    fn stage(&self) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.word() == self.state)
    }

    fn listing(&self) -> Listing {
        let stage = self.stage().map_or("", Stage::word);
        let kind = KINDS.iter().find(|(word, _)| *word == self.kind).map_or("", |(word, _)| *word);
        let to = printable(&self.to);
        let filters = [("to", to.as_str()), ("state", stage), ("kind", kind)];
        Listing::new("/admin/deliveries", filters).in_order(Order::BY_TIME, &self.sort)
    }
}

/// As in the query, and as the queue calls them.
const KINDS: [(&str, &str); 2] = [("news", SendLetter::KIND), ("entry", EntryLetter::KIND)];

/// Of the last line of a page.
fn mark(text: &str) -> Option<(Instant, Uuid)> {
    let (at, job) = text.split_once('-')?;
    Some((DateTime::from_timestamp_micros(at.parse().ok()?)?, job.parse().ok()?))
}

fn mark_of(letter: &OutgoingLetter) -> String {
    format!("{}-{}", letter.enqueued_at.timestamp_micros(), letter.job_id.simple())
}

#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    /// As in the query.
    pub kind: &'static str,
    /// The subject, or what the letter is for.
    pub about: Words,
    /// The address, of a letter that is written already.
    pub to: Option<String>,
    /// Id and name, of one that is not.
    pub person: Option<(String, String)>,
    pub stage: Stage,
    pub attempts: i32,
    pub last_error: Option<String>,
    pub enqueued_at: Instant,
    /// The next try; none where there is none.
    pub due_at: Option<Instant>,
}

impl Row {
    fn kind_key(&self) -> &'static str {
        if self.kind == "entry" { "letters-entry" } else { "letters-news" }
    }

    /// Somebody sends it right now.
    fn is_sending(&self) -> bool {
        self.stage == Stage::Sending
    }
}

fn stage_key(stage: &Stage) -> &'static str {
    match stage {
        Stage::Waiting => "letters-waiting",
        Stage::Sending => "letters-sending",
        Stage::Failing => "letters-failing",
        Stage::GivenUp => "letters-given-up",
    }
}

fn stage_class(stage: &Stage) -> &'static str {
    match stage {
        Stage::Waiting | Stage::Sending => "",
        Stage::Failing => "wait",
        Stage::GivenUp => "bad",
    }
}

#[derive(Template)]
#[template(path = "admin/deliveries.html", blocks = ["list"])]
pub struct DeliveriesPage {
    pub listing: Listing,
    pub rows: Vec<Row>,
    pub further: Further,
}

pub async fn list(
    app: web::Data<App>,
    _staff: Staff<Support>,
    query: web::Query<Query>,
) -> Result<Page<DeliveriesPage>, Error> {
    let mut found = found(&app, &query.wanted(), ROWS + 1).await?;
    let listing = query.listing();
    let further = Further::of(listing.base(), &query.after, &mut found, ROWS, mark_of);
    let ids: Vec<PersonId> = found.iter().filter_map(|letter| letter.person_id.map(PersonId)).collect();
    let people = app.db.read(async |conn| people::find_all(conn, &ids).await).await?;
    let names: HashMap<Uuid, String> = people.into_iter().map(|person| (person.id.0, person.name)).collect();
    let screen =
        DeliveriesPage { listing, rows: found.into_iter().map(|letter| row(letter, &names)).collect(), further };
    Ok(Page::new(screen).block("deliveries", |page, values| page.as_list().render_with_values(values)))
}

async fn found(app: &App, wanted: &WantedLetters, limit: usize) -> Result<Vec<OutgoingLetter>, Fault> {
    let (now, limit) = (app.clock.now(), i64::try_from(limit).unwrap_or(i64::MAX));
    app.db.read(async |conn| jobs::letters(conn, wanted, now, limit).await).await
}

fn row(letter: OutgoingLetter, names: &HashMap<Uuid, String>) -> Row {
    let stage = letter.stage();
    let person = letter.person_id.and_then(|id| Some((id.to_string(), names.get(&id)?.clone())));
    let entry = letter.kind == EntryLetter::KIND;
    Row {
        id: letter.job_id.to_string(),
        kind: if entry { "entry" } else { "news" },
        about: match (entry, letter.subject) {
            (true, _) => purpose(letter.purpose.as_deref().unwrap_or_default()),
            (false, subject) => Words::new("letters-subject").with("subject", subject.unwrap_or_default()),
        },
        to: letter.to,
        person,
        stage,
        attempts: letter.attempts,
        last_error: letter.last_error,
        enqueued_at: letter.enqueued_at,
        due_at: Some(letter.due_at).filter(|_| matches!(stage, Stage::Waiting | Stage::Failing)),
    }
}

/// What a letter with a secret is for.
fn purpose(word: &str) -> Words {
    match word {
        "Confirm" => "letters-for-confirm".into(),
        "Reset" => "letters-for-reset".into(),
        "Taken" => "letters-for-taken".into(),
        "Payout" => "letters-for-payout".into(),
        "Staff" => "letters-for-staff".into(),
        other => Words::new("letters-subject").with("subject", other),
    }
}

/// Everything that the list shows with these filters; instants in UTC.
pub async fn file(app: web::Data<App>, staff: Staff<Support>, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    exported(&app, &staff, "deliveries").await?;
    let head = csv::line(&[
        "letter",
        "kind",
        "to",
        "person",
        "subject",
        "state",
        "attempts",
        "last_error",
        "asked_at",
        "next_try_at",
    ]);
    let parts = csv::parts(query.wanted(), move |wanted: WantedLetters| {
        let app = app.clone();
        async move {
            let found = found(&app, &wanted, csv::LINES).await?;
            let last = found.last().filter(|_| found.len() == csv::LINES);
            let next = last.map(|last| (last.enqueued_at, last.job_id));
            let next = next.map(|after| WantedLetters { after: Some(after), ..wanted });
            Ok((found.iter().map(line).collect(), next))
        }
    });
    Ok(csv::file("deliveries", head, parts))
}

fn line(letter: &OutgoingLetter) -> String {
    let stage = letter.stage();
    let due = Some(letter.due_at).filter(|_| matches!(stage, Stage::Waiting | Stage::Failing));
    let subject = letter.subject.as_deref().or(letter.purpose.as_deref());
    csv::line(&[
        &letter.job_id.to_string(),
        if letter.kind == EntryLetter::KIND { "entry" } else { "news" },
        letter.to.as_deref().unwrap_or_default(),
        &letter.person_id.map(|id| id.to_string()).unwrap_or_default(),
        subject.unwrap_or_default(),
        stage.word(),
        &letter.attempts.to_string(),
        letter.last_error.as_deref().unwrap_or_default(),
        &letter.enqueued_at.to_rfc3339(),
        &due.map(|due| due.to_rfc3339()).unwrap_or_default(),
    ])
}

/// Has one letter tried at once.
pub async fn retry(app: web::Data<App>, staff: Staff<Support>, id: web::Path<String>) -> Result<SeeOther, Error> {
    let id: Uuid = id.parse().map_err(|_| Error::NotFound)?;
    let done = app.db.write(async |tx| hurried(tx, &staff, id).await).await?;
    let flash = if done { "flash-letter-retried" } else { "flash-letter-gone" };
    Ok(SeeOther::to("/admin/deliveries").flash(flash))
}

/// With its deed, or not at all; false when somebody else was first.
async fn hurried(tx: &Tx, staff: &Staff<Support>, id: Uuid) -> Result<bool, Fault> {
    let Some(was) = jobs::hurry(tx, id).await? else { return Ok(false) };
    let before = json!({"state": was.stage().word(), "attempts": was.attempts, "error": was.last_error});
    deed(tx, &staff.by(), "letter-retried", &format!("letter {id}"), Some(before), None).await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show};

    fn letter(kind: &str, purpose: Option<&str>) -> OutgoingLetter {
        OutgoingLetter {
            job_id: Uuid::nil(),
            kind: kind.into(),
            to: purpose.is_none().then(|| "Aigerim <aigerim@dala-logistics.example>".into()),
            subject: purpose.is_none().then(|| "You earned 40,500 ₸".into()),
            purpose: purpose.map(Into::into),
            person_id: purpose.map(|_| Uuid::nil()),
            attempts: 0,
            last_error: None,
            enqueued_at: at("2026-04-15T09:00:00Z"),
            due_at: at("2026-04-15T09:10:00Z"),
            failed_at: None,
            leased: false,
        }
    }

    #[test]
    fn letters_are_listed() {
        let waits = letter(SendLetter::KIND, None);
        let fails = OutgoingLetter { attempts: 3, last_error: Some("away".into()), ..waits.clone() };
        let rests = OutgoingLetter { failed_at: Some(at("2026-04-15T09:20:00Z")), ..fails.clone() };
        let sends = OutgoingLetter { leased: true, ..waits.clone() };
        let mut letters = vec![waits, fails, rests, sends];
        letters.extend(
            ["Confirm", "Reset", "Taken", "Payout", "Staff", "Of tomorrow"]
                .map(|word| letter(EntryLetter::KIND, Some(word))),
        );
        let names = HashMap::from([(Uuid::nil(), "Nurlan Abenov".to_owned())]);
        let rows: Vec<Row> = letters.into_iter().map(|letter| row(letter, &names)).collect();
        assert_eq!(
            rows[..4].iter().map(|row| row.stage.word()).collect::<Vec<_>>(),
            ["waiting", "failing", "given-up", "sending"]
        );
        let further = Further { base: "/admin/deliveries?".into(), is_further: true, next: Some("1-2".into()) };
        let mut page = DeliveriesPage { listing: Query::default().listing(), rows, further };
        show("admin-deliveries", "/admin/deliveries", Looks::Staff, &page);
        page.rows.clear();
        page.listing = Query { state: "given-up".into(), ..Query::default() }.listing();
        show("admin-deliveries-none", "/admin/deliveries", Looks::Staff, &page);
    }

    /// The queue's statement names the kinds itself, for its index.
    #[test]
    fn both_kinds_of_letters_are_looked_for() {
        assert_eq!(KINDS.map(|(_, kind)| kind), ["notices.letter", "people.entry_letter"]);
        let waits = letter(SendLetter::KIND, None);
        assert_eq!(mark(&mark_of(&waits)), Some((waits.enqueued_at, waits.job_id)));
    }
}
