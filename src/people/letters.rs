//! Letters that let people in. Each is asked for by a job which says whom it concerns; only the job, when it runs, makes the
//! secret that the letter carries, so that no queue holds it. An unknown address costs a request as much as a known one.

use serde::{Deserialize, Serialize};
use url::Url;

use super::payout_details;
use super::store::{self, Login};
use super::tokens::{self, Purpose, Token};
use crate::app::App;
use crate::calendar::{Instant, Zone};
use crate::db::{Db, Fault, Tx};
use crate::ids::{PayoutDetailsId, PersonId};
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
    /// To whoever asked for other payout details, while they wait for it.
    Payout { person: PersonId, details: PayoutDetailsId },
    /// To somebody who was given a role.
    Staff { person: PersonId },
}

impl Job for EntryLetter {
    const KIND: &'static str = "people.entry_letter";

    async fn run(self, app: &App) -> Result<(), JobError> {
        if let EntryLetter::Payout { person, details } = self
            && !app.db.read(async |conn| payout_details::is_asked_for(conn, person, details).await).await?
        {
            return Ok(());
        }
        let Some((login, letter)) = self.addressee(&app.db).await? else { return Ok(()) };
        let person = PersonId(login.person_id);
        let Some(reader) = login.reader() else { return Ok(()) };
        let note = match letter.purpose() {
            Some(purpose) => {
                let token = Token::new().map_err(|error| JobError::Later(error.to_string()))?;
                let until = app.db.write(async |tx| tokens::issue(tx, person, purpose, &token).await).await?;
                letter.note(link(&app.url, purpose, &token), until)
            }
            None => joined(&app.url),
        };
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
    Payout,
    Invited,
    /// Who was given a role has a password already.
    Joined,
}

fn joined(base: &Url) -> Note {
    let button = Some(Button::new("letter-staff-joined-button", base, "/admin"));
    Note { button, ..Note::new("letter-staff-subject", vec!["letter-staff-joined-text".into()]) }
}

/// What changed about the ways to an account. Its owner is told at once: it may have been somebody else.
#[derive(Debug, Clone, Copy)]
pub enum Change {
    TwoStepOn,
    TwoStepOff,
    RecoveryCodesRenewed,
    RecoveryCodeUsed {
        left: i64,
    },
    /// Nothing is withdrawn until then.
    PayoutDetails {
        until: Instant,
    },
    /// The last letter: after it nobody knows where to write to.
    Deleted,
    /// The same, done by staff.
    Erased,
}

/// Has the person told by letter; none where nobody confirmed the address.
pub async fn tell_change(tx: &Tx, app: &App, person: PersonId, change: Change) -> Result<(), Fault> {
    let Some(login) = store::login_of(tx, person).await?.filter(|login| login.confirmed) else { return Ok(()) };
    let Some(reader) = login.reader() else { return Ok(()) };
    let letter = notices::write(app, &reader, &change.note(&app.url), None);
    let letter = letter.map_err(|error| Fault::contradiction(format!("a letter cannot be written: {error}")))?;
    notices::enqueue(tx, letter).await
}

impl Change {
    fn note(self, base: &Url) -> Note {
        let (subject, text): (_, Words) = match self {
            Change::TwoStepOn => ("letter-two-step-on-subject", "letter-two-step-on-text".into()),
            Change::TwoStepOff => ("letter-two-step-off-subject", "letter-two-step-off-text".into()),
            Change::RecoveryCodesRenewed => ("letter-codes-subject", "letter-codes-text".into()),
            Change::RecoveryCodeUsed { left } => {
                ("letter-code-used-subject", Words::new("letter-code-used-text").with("count", left))
            }
            Change::PayoutDetails { until } => {
                ("letter-details-changed-subject", Words::new("letter-details-changed-text").with("until", until))
            }
            Change::Deleted | Change::Erased => {
                let text = if matches!(self, Change::Erased) { "letter-erased-text" } else { "letter-deleted-text" };
                let said = [text, "letter-deleted-stays", "letter-deleted-thanks"];
                return Note::new("letter-deleted-subject", said.map(Words::new).to_vec());
            }
        };
        let button = Some(Button::new("letter-security-button", base, "/settings/security"));
        Note { button, ..Note::new(subject, vec![text, "letter-security-warning".into()]) }
    }
}

impl Login {
    /// None where there is no address. Greeted by name only once somebody showed that the address is theirs.
    fn reader(self) -> Option<Reader> {
        Some(Reader {
            name: if self.confirmed { self.name } else { String::new() },
            email: self.email?,
            lang: self.language.as_deref().and_then(Lang::from_code).unwrap_or_default(),
            zone: self.time_zone.and_then(|name| name.parse().ok()).unwrap_or(Zone::UTC),
        })
    }
}

impl EntryLetter {
    async fn addressee(&self, db: &Db) -> Result<Option<(Login, Kind)>, Fault> {
        db.read(async |conn| {
            let (login, kind) = match self {
                EntryLetter::Confirm { person } => (store::login_of(conn, *person).await?, Kind::Confirm),
                EntryLetter::Taken { person } => (store::login_of(conn, *person).await?, Kind::Taken),
                EntryLetter::Payout { person, .. } => (store::login_of(conn, *person).await?, Kind::Payout),
                EntryLetter::Staff { person } => {
                    let role = store::find(conn, *person).await?.and_then(|person| person.role);
                    let login = store::login_of(conn, *person).await?.filter(|_| role.is_some());
                    let joined = login.as_ref().is_some_and(|login| login.password_hash.is_some());
                    (login, if joined { Kind::Joined } else { Kind::Invited })
                }
                EntryLetter::Reset { email_key } => (store::login_by_email(conn, email_key).await?, Kind::Reset),
            };
            Ok(login.map(|login| (login, kind)))
        })
        .await
    }
}

impl Kind {
    /// What its link is for; none where it carries no secret.
    fn purpose(self) -> Option<Purpose> {
        match self {
            Kind::Confirm => Some(Purpose::ConfirmEmail),
            Kind::Payout => Some(Purpose::ConfirmPayout),
            Kind::Reset | Kind::Taken => Some(Purpose::ResetPassword),
            Kind::Invited => Some(Purpose::JoinStaff),
            Kind::Joined => None,
        }
    }

    fn note(self, href: Url, until: Instant) -> Note {
        let (subject, text, end, label) = match self {
            Kind::Confirm => {
                ("letter-confirm-subject", "letter-confirm-text", "letter-confirm-until", "letter-confirm-button")
            }
            Kind::Reset => ("letter-reset-subject", "letter-reset-text", "letter-reset-until", "letter-reset-button"),
            Kind::Taken => ("letter-taken-subject", "letter-taken-text", "letter-reset-until", "letter-reset-button"),
            Kind::Invited | Kind::Joined => {
                ("letter-staff-subject", "letter-staff-text", "letter-staff-until", "letter-staff-button")
            }
            Kind::Payout => {
                ("letter-details-subject", "letter-details-text", "letter-details-until", "letter-details-button")
            }
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
        Purpose::ResetPassword | Purpose::JoinStaff => "/password/reset",
        Purpose::ConfirmPayout => "/payout/confirm",
    });
    link.query_pairs_mut().clear().append_pair("token", token.as_str());
    link
}
