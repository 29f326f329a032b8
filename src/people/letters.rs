//! Letters that let people in. Each is asked for by a job which says whom it concerns; only the job, when it runs, makes the
//! secret that the letter carries, so that no queue holds it. An unknown address costs a request as much as a known one.

use serde::{Deserialize, Serialize};
use url::Url;

use super::store::{self, Login};
use super::tokens::{self, Purpose, Token};
use crate::app::App;
use crate::calendar::{Instant, Zone};
use crate::db::{Db, Fault};
use crate::ids::PersonId;
use crate::jobs::{Job, JobError};
use crate::notices::{self, Button, Note, Reader};
use crate::web::{Lang, Words};

/// Sends a letter with a link that works once.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum EntryLetter {
    /// To a person who has just registered.
    Confirm { person: PersonId },
    /// To whoever owns this address ([`crate::events::Email::normalised`]), if anybody does.
    Reset { email_key: String },
    /// To the owner of an address with which somebody tried to register again.
    Taken { person: PersonId },
}

impl Job for EntryLetter {
    const KIND: &'static str = "people.entry_letter";

    async fn run(self, app: &App) -> Result<(), JobError> {
        let Some((login, letter)) = self.addressee(&app.db).await? else { return Ok(()) };
        let Some(email) = login.email else { return Ok(()) };
        let token = Token::new().map_err(|error| JobError::Later(error.to_string()))?;
        let (person, purpose) = (PersonId(login.person_id), letter.purpose());
        let until = app.db.write(async |tx| tokens::issue(tx, person, purpose, &token).await).await?;
        let reader = Reader {
            name: if login.confirmed { login.name } else { String::new() },
            email,
            lang: login.language.as_deref().and_then(Lang::from_code).unwrap_or_default(),
            zone: login.time_zone.and_then(|name| name.parse().ok()).unwrap_or(Zone::UTC),
        };
        let note = letter.note(link(&app.url, purpose, &token), until);
        let letter = notices::write(app, &reader, &note, None).map_err(|error| JobError::Never(error.to_string()))?;
        notices::send(app, &letter).await
    }
}

/// What an [`EntryLetter`] turns out to be once its addressee is known.
#[derive(Clone, Copy)]
enum Kind {
    Confirm,
    Reset,
    Taken,
}

impl EntryLetter {
    async fn addressee(&self, db: &Db) -> Result<Option<(Login, Kind)>, Fault> {
        db.read(async |conn| {
            let (login, kind) = match self {
                EntryLetter::Confirm { person } => (store::login_of(conn, *person).await?, Kind::Confirm),
                EntryLetter::Taken { person } => (store::login_of(conn, *person).await?, Kind::Taken),
                EntryLetter::Reset { email_key } => (store::login_by_email(conn, email_key).await?, Kind::Reset),
            };
            Ok(login.map(|login| (login, kind)))
        })
        .await
    }
}

impl Kind {
    fn purpose(self) -> Purpose {
        match self {
            Kind::Confirm => Purpose::ConfirmEmail,
            Kind::Reset | Kind::Taken => Purpose::ResetPassword,
        }
    }

    fn note(self, href: Url, until: Instant) -> Note {
        let (subject, text, end, label) = match self {
            Kind::Confirm => {
                ("letter-confirm-subject", "letter-confirm-text", "letter-confirm-until", "letter-confirm-button")
            }
            Kind::Reset => ("letter-reset-subject", "letter-reset-text", "letter-reset-until", "letter-reset-button"),
            Kind::Taken => ("letter-taken-subject", "letter-taken-text", "letter-reset-until", "letter-reset-button"),
        };
        let button = Some(Button { label: label.into(), href });
        Note { button, ..Note::new(subject, vec![text.into(), Words::new(end).with("until", until)]) }
    }
}

/// Where a letter's link leads: to the address of the settings, whatever the request's host was.
pub fn link(base: &Url, purpose: Purpose, token: &Token) -> Url {
    let mut link = base.clone();
    link.set_path(match purpose {
        Purpose::ConfirmEmail => "/email/confirm",
        Purpose::ResetPassword => "/password/reset",
    });
    link.query_pairs_mut().clear().append_pair("token", token.as_str());
    link
}
