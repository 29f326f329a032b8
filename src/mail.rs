//! Letters on their way out: by a mail server, into files, or into memory.
//!
//! A letter is built by `lettre`, which encodes headers, so that no text can add a header or a recipient.

use crate::calendar::Instant;
use crate::config::Hidden;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::response::Category;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// One letter to one person.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Letter {
    /// The same for every attempt to send the same letter: mail servers drop doubles by it.
    pub id: uuid::Uuid,
    /// An address, with or without a name: `Aizhan <aizhan@example.com>`.
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub written_at: Instant,
    /// Where letters of this kind are switched off by one request; none for letters that always come.
    #[serde(default)]
    pub unsubscribe: Option<String>,
    /// Whom an answer goes to; none: whom the letter comes from.
    #[serde(default)]
    pub reply_to: Option<String>,
}

/// Where letters go.
#[derive(Clone)]
pub enum Mailer {
    Smtp {
        transport: AsyncSmtpTransport<Tokio1Executor>,
        from: Mailbox,
    },
    /// One `.eml` a letter, readable by its owner only.
    Files {
        directory: PathBuf,
        from: Mailbox,
    },
    Memory(Memory),
}

/// Letters that a test looks at.
#[derive(Clone, Default)]
pub struct Memory {
    letters: Arc<Mutex<Vec<Letter>>>,
}

impl Memory {
    /// What was sent so far, oldest first.
    pub fn letters(&self) -> Vec<Letter> {
        self.letters.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// Trying again cannot help: the address or the letter is wrong.
    #[error("the letter cannot be sent: {0}")]
    Refused(String),
    /// The server is away, slow or asks to come again.
    #[error("the letter could not be sent now: {0}")]
    Later(String),
}

const PATIENCE: Duration = Duration::from_secs(20);

impl Mailer {
    /// By the server that `url` names: `smtp://user:password@host:port`, the same with `?tls=required`, or `smtps://…`.
    pub fn smtp(url: &Hidden, from: Mailbox) -> Result<Mailer, MailError> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose())
            .map_err(|error| MailError::Refused(format!("BECKON_SMTP: {error}")))?
            .timeout(Some(PATIENCE))
            .build();
        Ok(Mailer::Smtp { transport, from })
    }

    pub fn files(directory: &Path, from: Mailbox) -> Mailer {
        Mailer::Files { directory: directory.to_path_buf(), from }
    }

    /// Sends one letter, or says whether trying again makes sense.
    pub async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        match self {
            Mailer::Smtp { transport, from } => {
                let Err(error) = transport.send(message(letter, from)?).await else { return Ok(()) };
                // Only about a mailbox or a letter is a refusal for good: a server that lets nobody in will be mended.
                let is_about_letter = error.status().is_some_and(|code| code.category == Category::MailSystem);
                match error.is_permanent() && is_about_letter && transport.test_connection().await.is_ok() {
                    true => Err(MailError::Refused(error.to_string())),
                    false => Err(MailError::Later(error.to_string())),
                }
            }
            Mailer::Files { directory, from } => write(directory, letter, &message(letter, from)?.formatted()).await,
            Mailer::Memory(memory) => {
                letter.to.parse::<Mailbox>().map_err(refused)?;
                memory.letters.lock().unwrap_or_else(PoisonError::into_inner).push(letter.clone());
                Ok(())
            }
        }
    }
}

fn message(letter: &Letter, from: &Mailbox) -> Result<Message, MailError> {
    let to: Mailbox = letter.to.parse().map_err(refused)?;
    let mut message = Message::builder()
        .from(from.clone())
        .to(to)
        .subject(&letter.subject)
        .message_id(Some(format!("<{}@{}>", letter.id, from.email.domain())))
        .date(SystemTime::from(letter.written_at));
    if let Some(address) = &letter.reply_to {
        message = message.reply_to(address.parse().map_err(refused)?);
    }
    if let Some(address) = &letter.unsubscribe {
        let header = |name, value: String| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
        message = message
            .raw_header(header("List-Unsubscribe", format!("<{address}>")))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".into()));
    }
    message.multipart(MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone())).map_err(refused)
}

fn refused(error: impl std::fmt::Display) -> MailError {
    MailError::Refused(error.to_string())
}

async fn write(directory: &Path, letter: &Letter, bytes: &[u8]) -> Result<(), MailError> {
    let later = |error: std::io::Error| MailError::Later(format!("{}: {error}", directory.display()));
    tokio::fs::DirBuilder::new().recursive(true).mode(0o700).create(directory).await.map_err(later)?;
    let name = format!("{}-{}.eml", letter.written_at.format("%Y%m%dT%H%M%SZ"), letter.id);
    tokio::fs::write(directory.join(name), bytes).await.map_err(later)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(to: &str, subject: &str) -> Letter {
        Letter {
            id: uuid::Uuid::nil(),
            to: to.into(),
            subject: subject.into(),
            text: "Hello".into(),
            html: "<p>Hello</p>".into(),
            written_at: "2026-04-10T09:30:00Z".parse().unwrap(),
            unsubscribe: None,
            reply_to: None,
        }
    }

    fn headers(letter: &Letter) -> String {
        let formatted = message(letter, &"Beckon <hello@example.com>".parse().unwrap()).unwrap().formatted();
        String::from_utf8(formatted).unwrap().split("\r\n\r\n").next().unwrap().to_string()
    }

    #[test]
    fn a_subject_cannot_add_a_header() {
        let headers = headers(&letter("a@example.com", "Hi\r\nBcc: victim@example.com"));
        assert!(!headers.lines().any(|line| line.starts_with("Bcc")), "{headers}");
    }

    #[test]
    fn an_address_cannot_add_a_recipient() {
        for wrong in ["a@example.com\r\nBcc: b@example.com", "a@example.com, b@example.com", "", "nobody"] {
            assert!(message(&letter(wrong, "Hi"), &"hello@example.com".parse().unwrap()).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_letter_keeps_its_id_and_date_over_attempts() {
        let headers = headers(&letter("Aizhan <a@example.com>", "Бонус"));
        assert!(headers.contains("Message-ID: <00000000-0000-0000-0000-000000000000@example.com>"), "{headers}");
        assert!(headers.contains("Date: Fri, 10 Apr 2026 09:30:00 +0000"), "{headers}");
        assert!(headers.contains("To: Aizhan <a@example.com>"), "{headers}");
    }

    #[test]
    fn an_answer_goes_where_the_letter_says_and_nowhere_else() {
        assert!(!headers(&letter("a@example.com", "Hi")).contains("Reply-To"));
        let asked = Letter { reply_to: Some("b@example.com".into()), ..letter("a@example.com", "Hi") };
        assert!(headers(&asked).lines().any(|line| line == "Reply-To: b@example.com"), "{}", headers(&asked));
        let wrong =
            Letter { reply_to: Some("b@example.com\r\nBcc: c@example.com".into()), ..letter("a@example.com", "Hi") };
        assert!(message(&wrong, &"hello@example.com".parse().unwrap()).is_err());
    }

    /// RFC 8058 wants both headers, and neither encoded nor broken within the address.
    #[test]
    fn a_letter_that_can_be_switched_off_says_where() {
        assert!(!headers(&letter("a@example.com", "Hi")).contains("List-Unsubscribe"));
        let address = format!("https://bonus.example.com/letters/earned/off/{}", "Ab_-9".repeat(20));
        let switched = Letter { unsubscribe: Some(address.clone()), ..letter("a@example.com", "Hi") };
        let unfolded = headers(&switched).replace("\r\n ", " ");
        assert!(unfolded.lines().any(|line| line == format!("List-Unsubscribe: <{address}>")), "{unfolded}");
        assert!(unfolded.lines().any(|line| line == "List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{unfolded}");
    }

    #[tokio::test]
    async fn a_file_holds_the_letter_and_is_private() {
        use std::os::unix::fs::PermissionsExt;
        let directory = std::env::temp_dir().join(format!("beckon-mail-{}", std::process::id()));
        let mailer = Mailer::files(&directory, "hello@example.com".parse().unwrap());
        mailer.send(&letter("a@example.com", "Hi")).await.unwrap();
        let file = directory.join("20260410T093000Z-00000000-0000-0000-0000-000000000000.eml");
        assert!(std::fs::read_to_string(file).unwrap().contains("Subject: Hi"));
        assert_eq!(std::fs::metadata(&directory).unwrap().permissions().mode() & 0o777, 0o700);
        std::fs::remove_dir_all(directory).unwrap();
    }
}
