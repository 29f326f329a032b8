//! From what is to be said to a letter in somebody's language.

use askama::Template;
use lettre::Address;
use lettre::message::Mailbox;
use url::Url;
use uuid::Uuid;

use crate::app::App;
use crate::calendar::{Instant, Zone};
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
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    pub subject: Words,
    pub paragraphs: Vec<Words>,
    pub lists: Vec<List>,
    /// What is said below the lists.
    pub after: Vec<Words>,
    pub button: Option<Button>,
    /// Why it came to this address; `None`: because whoever lives there has, or wanted, an account.
    pub foot: Option<&'static str>,
}

/// Lines of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    pub title: Option<Words>,
    pub lines: Vec<Line>,
    /// What is said instead of lines that would be too many.
    pub more: Option<Words>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub what: Words,
    pub note: Option<Words>,
    /// The figure at the end of the line.
    pub figure: Option<Words>,
}

/// The one thing to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Button {
    pub label: Words,
    pub href: Url,
}

impl Note {
    pub fn new(subject: impl Into<Words>, paragraphs: Vec<Words>) -> Note {
        Note { subject: subject.into(), paragraphs, lists: Vec::new(), after: Vec::new(), button: None, foot: None }
    }
}

impl Button {
    /// To a page of ours: `/earnings?program=bonus`.
    pub fn new(label: &'static str, base: &Url, path: &str) -> Button {
        let mut href = base.clone();
        let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
        href.set_path(path);
        href.set_query(query);
        Button { label: label.into(), href }
    }
}

struct Pressed {
    label: String,
    beside: String,
    href: String,
}

struct Said {
    title: Option<String>,
    lines: Vec<SaidLine>,
    more: Option<String>,
}

struct SaidLine {
    what: String,
    note: Option<String>,
    figure: Option<String>,
}

/// How letters of its kind are switched off.
struct Switch {
    off: String,
    off_href: String,
    settings: String,
    settings_href: String,
}

#[derive(Template)]
#[template(path = "notices/letter.html")]
struct Html<'a> {
    lang: &'static str,
    subject: &'a str,
    body: &'a Body,
}

#[derive(Template)]
#[template(path = "notices/letter.txt")]
struct Text<'a> {
    body: &'a Body,
}

struct Body {
    greeting: String,
    paragraphs: Vec<String>,
    lists: Vec<Said>,
    after: Vec<String>,
    button: Option<Pressed>,
    foot: String,
    switch: Option<Switch>,
}

/// The letter, in the language and time zone of its reader. `unsubscribe`: where letters like it are switched off.
pub fn write(app: &App, reader: &Reader, note: &Note, unsubscribe: Option<Url>) -> Result<Letter, askama::Error> {
    compose(&app.url, app.clock.now(), reader, note, unsubscribe)
}

fn compose(
    base: &Url,
    now: Instant,
    reader: &Reader,
    note: &Note,
    unsubscribe: Option<Url>,
) -> Result<Letter, askama::Error> {
    let shell = Shell::speaking(reader.lang, reader.zone, now);
    let subject = shell.say(&note.subject);
    let body = body(base, &shell, reader, note, unsubscribe.as_ref());
    let text = Text { body: &body }.render()?;
    let html = Html { lang: reader.lang.code(), subject: &subject, body: &body }.render()?;
    let unsubscribe = unsubscribe.map(String::from);
    Ok(Letter {
        id: Uuid::new_v4(),
        to: mailbox(reader),
        subject,
        text,
        html,
        written_at: now,
        unsubscribe,
        reply_to: None,
    })
}

fn body(base: &Url, shell: &Shell, reader: &Reader, note: &Note, unsubscribe: Option<&Url>) -> Body {
    let say = |key: &'static str| shell.say(&key.into());
    let greeting = match reader.name.as_str() {
        "" => "letter-greeting-unknown".into(),
        name => Words::new("letter-greeting").with("name", name),
    };
    // Greeted by name is only who showed that the address is theirs.
    let known = unsubscribe.is_some() || !reader.name.is_empty();
    let foot = if known { "letter-foot-news" } else { "letter-foot" };
    let foot = Words::new(note.foot.unwrap_or(foot)).with("host", base.host_str().unwrap_or_default());
    Body {
        greeting: shell.say(&greeting),
        paragraphs: note.paragraphs.iter().map(|words| shell.say(words)).collect(),
        lists: note.lists.iter().map(|list| said(shell, list)).collect(),
        after: note.after.iter().map(|words| shell.say(words)).collect(),
        button: note.button.as_ref().map(|button| Pressed {
            label: shell.say(&button.label),
            beside: say("letter-button-beside"),
            href: button.href.to_string(),
        }),
        foot: shell.say(&foot),
        switch: unsubscribe.map(|address| Switch {
            off: say("letter-switch-off"),
            off_href: address.to_string(),
            settings: say("letter-settings"),
            settings_href: Button::new("letter-settings", base, "/settings/letters").href.to_string(),
        }),
    }
}

fn said(shell: &Shell, list: &List) -> Said {
    let say = |words: &Option<Words>| words.as_ref().map(|words| shell.say(words));
    let line = |line: &Line| SaidLine { what: shell.say(&line.what), note: say(&line.note), figure: say(&line.figure) };
    Said { title: say(&list.title), lines: list.lines.iter().map(line).collect(), more: say(&list.more) }
}

/// With the name where the address is one; otherwise as it stands, for the mailer to refuse.
fn mailbox(reader: &Reader) -> String {
    match reader.email.parse::<Address>() {
        Ok(address) => Mailbox::new((!reader.name.is_empty()).then(|| reader.name.clone()), address).to_string(),
        Err(_) => reader.email.clone(),
    }
}

#[cfg(test)]
#[path = "letter_tests.rs"]
mod tests;
