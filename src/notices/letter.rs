//! From what is to be said to a letter in somebody's language.

use askama::Template;
use lettre::Address;
use lettre::message::Mailbox;
use url::Url;
use uuid::Uuid;

use crate::app::App;
use crate::calendar::Zone;
use crate::mail::Letter;
use crate::web::{Lang, Shell, Words};

/// Whom a letter is for.
#[derive(Debug, Clone)]
pub struct Reader {
    /// Empty while nobody has confirmed that the address is this person's: a stranger may have chosen the name.
    pub name: String,
    pub email: String,
    pub lang: Lang,
    pub zone: Zone,
}

/// What a letter says.
#[derive(Debug, Clone)]
pub struct Note {
    pub subject: Words,
    pub paragraphs: Vec<Words>,
    pub button: Option<Button>,
}

/// The one thing to do.
#[derive(Debug, Clone)]
pub struct Button {
    pub label: Words,
    pub href: Url,
}

struct Pressed {
    label: String,
    beside: String,
    href: String,
}

#[derive(Template)]
#[template(path = "notices/letter.html")]
struct Html<'a> {
    lang: &'static str,
    subject: &'a str,
    greeting: &'a str,
    paragraphs: &'a [String],
    button: Option<&'a Pressed>,
    foot: &'a str,
}

#[derive(Template)]
#[template(path = "notices/letter.txt")]
struct Text<'a> {
    greeting: &'a str,
    paragraphs: &'a [String],
    button: Option<&'a Pressed>,
    foot: &'a str,
}

/// The letter, in the language and time zone of its reader.
pub fn write(app: &App, reader: &Reader, note: &Note) -> Result<Letter, askama::Error> {
    let now = app.clock.now();
    let shell =
        Shell { lang: reader.lang, zone: reader.zone, now, path: "/".into(), nav: None, flash: None, demo: None };
    let subject = shell.say(&note.subject);
    let greeting = shell.say(&match reader.name.as_str() {
        "" => "letter-greeting-unknown".into(),
        name => Words::new("letter-greeting").with("name", name),
    });
    let foot = shell.say(&Words::new("letter-foot").with("host", app.url.host_str().unwrap_or_default()));
    let paragraphs: Vec<String> = note.paragraphs.iter().map(|words| shell.say(words)).collect();
    let button = note.button.as_ref().map(|button| Pressed {
        label: shell.say(&button.label),
        beside: shell.say(&"letter-button-beside".into()),
        href: button.href.to_string(),
    });
    let button = button.as_ref();
    let text = Text { greeting: &greeting, paragraphs: &paragraphs, button, foot: &foot }.render()?;
    let lang = reader.lang.code();
    let html =
        Html { lang, subject: &subject, greeting: &greeting, paragraphs: &paragraphs, button, foot: &foot }.render()?;
    Ok(Letter { id: Uuid::new_v4(), to: mailbox(reader), subject, text, html, written_at: now })
}

/// With the name where the address is one; otherwise as it stands, for the mailer to refuse.
fn mailbox(reader: &Reader) -> String {
    match reader.email.parse::<Address>() {
        Ok(address) => Mailbox::new((!reader.name.is_empty()).then(|| reader.name.clone()), address).to_string(),
        Err(_) => reader.email.clone(),
    }
}
