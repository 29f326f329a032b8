//! From news to letters.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::announcement::{self, STEP};
use super::news::{self, Topic};
use super::{Kind, Note, Reader, enqueue, one_click, switched_off, write};
use crate::app::App;
use crate::billing;
use crate::calendar::{Instant, Zone};
use crate::claims;
use crate::db::{Conn, Fault, Tx};
use crate::discounts;
use crate::ids::PersonId;
use crate::intake::{self, Noun};
use crate::jobs::{Job, JobError};
use crate::people::{self, Person};
use crate::programs::{self, Catalogue, Program};
use crate::referrals;
use crate::rewards;
use crate::verification;
use crate::web::Lang;
use crate::withdrawals;

/// What a letter is made of.
pub struct Telling<'a> {
    pub app: &'a App,
    pub program: &'a Program,
    pub person: &'a Person,
    pub kind: Kind,
    /// When that was recorded of which it tells; the first to the last.
    pub recorded: &'a [Instant],
}

/// Writes a letter of all news that is due, for each person, program and kind.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct TellNews {}

/// Topics looked up at once; each has a transaction of its own.
const TOGETHER: i64 = 500;

impl Job for TellNews {
    const KIND: &'static str = "notices.tell_news";

    async fn run(self, app: &App) -> Result<(), JobError> {
        // A demo's persons do not exist: their letters may become files, but never leave.
        if app.clock.is_demo() && app.config.smtp.is_some() {
            return Ok(app.db.write(async |tx| news::forget_all(tx).await).await?);
        }
        while spread(app).await? {}
        let now = app.clock.now();
        let mut told = BTreeSet::new();
        let mut topics = app.db.read(async |conn| news::due(conn, now, TOGETHER).await).await?;
        while !topics.is_empty() {
            let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
            for topic in topics {
                // Nobody reads that something is taken back before they read that they have it, and letters that leave together
                // arrive in any order.
                if topic.kind == Kind::TakenBack {
                    let earned = Topic { kind: Kind::Earned, ..topic };
                    if tell(app, &catalogue, earned).await? || told.contains(&earned) {
                        app.db.write(async |tx| news::postpone(tx, topic, TimeDelta::minutes(1)).await).await?;
                        continue;
                    }
                }
                if tell(app, &catalogue, topic).await? && topic.kind == Kind::Earned {
                    told.insert(topic);
                }
            }
            topics = app.db.read(async |conn| news::due(conn, now, TOGETHER).await).await?;
        }
        Ok(())
    }
}

/// One step of the oldest announcement; answers whether there was one.
async fn spread(app: &App) -> Result<bool, Fault> {
    app.db
        .write(async |tx| {
            let Some(held) = announcement::hold(tx).await? else { return Ok(false) };
            let people = match held.kind {
                Kind::Verification => discounts::given_after(tx, held.program, held.marker, STEP).await?,
                _ => referrals::referrers_after(tx, held.program, held.marker, STEP).await?,
            };
            announcement::spread(tx, held, &people).await?;
            Ok(true)
        })
        .await
}

/// Answers whether a letter was written. One that cannot be written keeps no other waiting: it is tried again an hour later.
async fn tell(app: &App, catalogue: &Catalogue, topic: Topic) -> Result<bool, Fault> {
    match app.db.write(async |tx| tell_one(app, tx, catalogue, topic).await).await {
        Err(fault) if !fault.is_outage() => {
            tracing::error!(kind = topic.kind.word(), program = %topic.program, %fault, "a letter could not be written");
            metrics::counter!("letters_unwritten_total", "kind" => topic.kind.word()).increment(1);
            app.db.write(async |tx| news::postpone(tx, topic, TimeDelta::hours(1)).await).await?;
            Ok(false)
        }
        done => done,
    }
}

/// The news go and the letter is enqueued in one transaction.
async fn tell_one(app: &App, tx: &Tx, catalogue: &Catalogue, topic: Topic) -> Result<bool, Fault> {
    let (person, off) = futures_util::try_join!(people::find(tx, topic.person), switched_off(tx, topic.person))?;
    let reader = match &person {
        Some(person) if !off.contains(&topic.kind) => reader(tx, person).await?,
        _ => None,
    };
    let Some((person, reader)) = person.as_ref().zip(reader) else {
        match person.filter(|person| may_still_confirm(person, topic, tx.now())) {
            Some(_) => news::postpone(tx, topic, TimeDelta::days(1)).await?,
            None => drop(news::take(tx, topic).await?),
        }
        return Ok(false);
    };
    let recorded = news::take(tx, topic).await?;
    if recorded.is_empty() {
        return Ok(false);
    }
    let Some(note) = note(tx, app, catalogue, person, topic, &recorded).await? else { return Ok(false) };
    let broken = |error: &dyn std::fmt::Display| Fault::contradiction(format!("a letter cannot be written: {error}"));
    let address = one_click::address(&app.url, &app.seal, topic.person, topic.kind).map_err(|e| broken(&e))?;
    let letter = write(app, &reader, &note, Some(address)).map_err(|e| broken(&e))?;
    futures_util::try_join!(enqueue(tx, letter), news::rest(tx, topic))?;
    metrics::counter!("letters_written_total", "kind" => topic.kind.word()).increment(1);
    Ok(true)
}

/// A welcome waits for who has just registered; all else is read on their pages.
fn may_still_confirm(person: &Person, topic: Topic, now: Instant) -> bool {
    topic.kind == Kind::Welcome
        && person.email_confirmed_at.is_none()
        && now - person.registered_at < TimeDelta::days(7)
}

async fn note(
    conn: &Conn,
    app: &App,
    catalogue: &Catalogue,
    person: &Person,
    topic: Topic,
    recorded: &[Instant],
) -> Result<Option<Note>, Fault> {
    let telling = || {
        let program = catalogue.get(topic.program)?;
        Ok::<_, Fault>(Telling { app, program, person, kind: topic.kind, recorded })
    };
    match topic.kind {
        Kind::Invited => referrals::letters::invited(conn, &telling()?).await,
        Kind::Welcome => referrals::letters::welcome(conn, &telling()?).await,
        Kind::Earned | Kind::Available | Kind::TakenBack | Kind::Expired | Kind::Payout | Kind::Converted => {
            rewards::letters::moved(conn, &telling()?).await
        }
        Kind::Frozen => rewards::letters::frozen(conn, &telling()?).await,
        Kind::Claim => claims::letters::decided(conn, &telling()?).await,
        Kind::Verification => verification::letters::verified(conn, &telling()?).await,
        Kind::Withdrawal => withdrawals::letters::stepped(conn, &telling()?).await,
        Kind::Adjusted => withdrawals::letters::adjusted(conn, &telling()?).await,
        Kind::Terms => programs::letters::changed(&telling()?),
        Kind::Invoice => billing::letters::issued(conn, app, topic.person, recorded).await,
        Kind::Overdue => billing::letters::overdue(conn, app, topic.person, recorded).await,
        Kind::Paid => billing::letters::paid(conn, app, topic.person, recorded).await,
        Kind::Trial => billing::letters::trials(conn, app, topic.person, recorded).await,
    }
}

/// Where the person can be written to: at an address that is theirs and not taken from somebody else, which they confirmed or a
/// billing system, which knows them, told.
async fn reader(conn: &Conn, person: &Person) -> Result<Option<Reader>, Fault> {
    let Some(email) = &person.email else { return Ok(None) };
    let key = email.parse().map(|email: crate::events::Email| email.normalised());
    let key = key.map_err(|error| Fault::contradiction(format!("a stored address: {error}")))?;
    let (keys, ids): ([String; 1], [Uuid; 1]) = ([key.clone()], [person.id.0]);
    let (owners, names) =
        futures_util::try_join!(people::known_emails(conn, &keys), intake::names_of(conn, Noun::Person, &ids))?;
    let own = owners.get(&key) == Some::<&PersonId>(&person.id);
    let confirmed = person.email_confirmed_at.is_some();
    let told = names.get(&person.id.0).is_some_and(|name| name.source != people::sources::beckon());
    Ok((own && (confirmed || told)).then(|| Reader {
        name: person.name.clone(),
        email: email.clone(),
        lang: person.language.as_deref().and_then(Lang::from_code).unwrap_or_default(),
        zone: person.time_zone.as_ref().and_then(|name| name.parse().ok()).unwrap_or(Zone::UTC),
    }))
}
