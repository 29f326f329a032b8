//! Publishing is a fact like any other: the log names the terms under which everything else is judged.
use super::known::Noun;
use super::names::names_of;
use super::{standings, store};
use crate::billing;
use crate::calendar::Instant;
use crate::db::{Db, Fault, Tx};
use crate::events::{Event, Fact, Key, TermsAccepted, TermsPublished, Text};
use crate::ids::{DraftId, PersonId};
use crate::people::{Admin, Staff, deed};
use crate::programs::drafts::{self, NotSaved};
use crate::programs::{self, NotAccepted, NotPublished, Program, Published, Tried};
use crate::rules::{self, figures};
use crate::{reckoning, verification};
use serde_json::{Map, json};

/// A draft as whoever publishes it has seen it.
pub struct Draft<'a> {
    pub id: DraftId,
    pub revision: u32,
    /// The newest version of its program; none of a new program.
    pub after: Option<u32>,
    /// None: from now on, and a program's first version since always.
    pub from: Option<Instant>,
    /// Whom it governs, as the terms call it; none: as the draft says.
    pub applies: Option<&'a str>,
    /// What [`Draft::says`] of it.
    pub tried: &'a Tried,
}

impl Draft<'_> {
    /// A draft's text with whom it governs.
    pub fn says(text: &str, applies: Option<&str>) -> String {
        applies.map_or_else(|| text.to_owned(), |word| figures::say(text, "applies", word))
    }
}

/// Why a draft was not published.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    #[error(transparent)]
    Draft(#[from] NotSaved),
    /// Another version was published meanwhile.
    #[error("version {0} was published meanwhile")]
    Meanwhile(u32),
    #[error(transparent)]
    Terms(#[from] NotPublished),
}

impl From<Fault> for NotDone {
    fn from(fault: Fault) -> NotDone {
        NotDone::Draft(NotSaved::Fault(fault))
    }
}

/// Publishes a draft, unless anybody changed it, published it or published another version since it was looked at.
pub async fn publish_draft(tx: &Tx, by: &Staff<Admin>, wanted: &Draft<'_>) -> Result<Published, NotDone> {
    // As all who publish do, in one order for all.
    verification::admit(tx).await?;
    tx.alone().await?;
    let draft = drafts::hold_at(tx, wanted.id, wanted.revision).await?;
    let text = wanted.tried.text();
    if Draft::says(&draft.text, wanted.applies) != text {
        return Err(Fault::contradiction("a revision of a draft is another than was tried").into());
    }
    let catalogue = programs::catalogue(tx).await?;
    let last = catalogue
        .by_slug(&wanted.tried.terms().program)
        .and_then(|program| Some((program.id, program.versions.last()?)));
    if last.map(|(_, last)| last.number) != wanted.after {
        return Err(NotDone::Meanwhile(last.map_or(0, |(_, last)| last.number)));
    }
    let published = publish_tried(tx, wanted.tried, wanted.from, Some(by.who.person)).await?;
    drafts::close(tx, by, wanted.id, Some(published.version)).await?;
    let (was, mut is) = match last {
        Some((program, last)) => {
            let (before, _) = programs::source(tx, program, last.number).await?;
            let (mut was, is) = drafts::changed(&before, text);
            was.insert("version".into(), last.number.into());
            (Some(was), is)
        }
        None => (None, Map::new()),
    };
    let told = json!({"version": published.version, "draft": wanted.id, "from": published.effective_from});
    is.extend(told.as_object().cloned().unwrap_or_default());
    let subject = format!("program {}", published.slug);
    deed(tx, &by.by(), "terms-published", &subject, was.map(Into::into), Some(is.into())).await?;
    Ok(published)
}

/// Publishes terms as their program's next version, which governs from an instant on, and records that it happened.
pub async fn publish_tried(
    tx: &Tx,
    tried: &Tried,
    from: Option<Instant>,
    by: Option<PersonId>,
) -> Result<Published, NotPublished> {
    verification::admit(tx).await?;
    let before = programs::catalogue(tx).await?;
    let published = programs::publish(tx, tried, from, by).await?;
    let was_monthly = before.by_slug(&published.slug).is_some_and(Program::is_monthly);
    if !was_monthly {
        reckon_standings(tx, &published).await?;
    }
    let wrong = |words: String| Fault::contradiction(format!("published terms cannot be recorded: {words}"));
    let event = Event {
        id: format!("terms-{}-{}", published.slug, published.version).parse().map_err(|e| wrong(format!("{e}")))?,
        timestamp: tx.now(),
        fact: Fact::TermsPublished(TermsPublished {
            program: published.slug.parse::<Text>().map_err(|e| wrong(e.to_string()))?,
            version: published.version,
            terms: tried.text().to_owned(),
            effective_from: published.effective_from,
        }),
    };
    store::record(tx, &event, by).await?;
    reckoning::publish(tx, &programs::catalogue(tx).await?, published.program).await?;
    Ok(published)
}

/// What happened before a program began to ask for it counts too.
async fn reckon_standings(tx: &Tx, published: &Published) -> Result<(), Fault> {
    let catalogue = programs::catalogue(tx).await?;
    let mut last = None;
    while catalogue.get(published.program)?.is_monthly()
        && let Some(people) = billing::customers_after(tx, last).await?
    {
        last = people.last().copied();
        standings::refresh(tx, &catalogue, people).await?;
    }
    Ok(())
}

/// The same of a text, tried while the transaction waits: for terms that are small and known.
pub async fn publish_from(
    tx: &Tx,
    text: &str,
    from: Option<Instant>,
    by: Option<PersonId>,
) -> Result<Published, NotPublished> {
    publish_tried(tx, &Tried::of(text).await?, from, by).await
}

/// The same; the terms say themselves when they begin, or they begin now.
pub async fn publish(tx: &Tx, text: &str, by: Option<PersonId>) -> Result<Published, NotPublished> {
    publish_from(tx, text, None, by).await
}

/// Publishes terms unless their program exists already: then nothing happens.
pub async fn publish_if_new(db: &Db, text: &str) -> Result<Option<Published>, NotPublished> {
    let named = rules::check(text).map_err(NotPublished::Problems)?;
    if db.read(async |conn| programs::exists(conn, &named).await).await? {
        return Ok(None);
    }
    let tried = Tried::of(text).await?;
    db.write(async |tx| match programs::exists(tx, tried.terms()).await? {
        true => Ok(None),
        false => publish_tried(tx, &tried, None, None).await.map(Some),
    })
    .await
}

/// A referrer accepts an optional version, and it is recorded that they did.
pub async fn accept(tx: &Tx, person: PersonId, program: &str, version: u32) -> Result<(), NotAccepted> {
    programs::accept(tx, person, program, version).await?;
    let wrong = |words: String| Fault::contradiction(format!("an acceptance cannot be recorded: {words}"));
    let named = names_of(tx, Noun::Person, &[person.0]).await?.remove(&person.0);
    let named = named.ok_or_else(|| wrong(format!("no event made person {person}")))?;
    let event = Event {
        id: format!("acceptance-{program}-{version}-{person}").parse().map_err(|e| wrong(format!("{e}")))?,
        timestamp: tx.now(),
        fact: Fact::TermsAccepted(TermsAccepted {
            person: Key { source: named.source_name.parse().map_err(|e: &str| wrong(e.to_owned()))?, id: named.id },
            program: program.parse().map_err(|e: &str| wrong(e.to_owned()))?,
            version,
        }),
    };
    store::record(tx, &event, Some(person)).await?;
    Ok(reckoning::reckon(tx, &programs::catalogue(tx).await?, &[person]).await?)
}
