//! Publishing is a fact like any other: the log names the terms under which everything else is judged.
use super::{standings, store};
use crate::billing;
use crate::db::{Fault, Tx};
use crate::events::{Event, Fact, TermsPublished, Text};
use crate::ids::PersonId;
use crate::programs::{self, NotPublished, Program, Published};
use crate::verification;

/// Publishes terms as their program's next version, and records that it happened.
pub async fn publish(tx: &Tx, text: &str, by: Option<PersonId>) -> Result<Published, NotPublished> {
    let before = programs::catalogue(tx).await?;
    let published = programs::publish(tx, text, by).await?;
    verification::admit(tx).await?;
    let after = programs::catalogue(tx).await?;
    if after.get(published.program)?.is_monthly() && !before.by_slug(&published.slug).is_some_and(Program::is_monthly) {
        // What happened before counts too.
        let mut last = None;
        while let Some(people) = billing::customers_after(tx, last).await? {
            last = people.last().copied();
            standings::refresh(tx, &after, people).await?;
        }
    }
    let wrong = |words: String| Fault::contradiction(format!("published terms cannot be recorded: {words}"));
    let event = Event {
        id: format!("terms-{}-{}", published.slug, published.version).parse().map_err(|e| wrong(format!("{e}")))?,
        timestamp: tx.now(),
        fact: Fact::TermsPublished(TermsPublished {
            program: published.slug.parse::<Text>().map_err(|e| wrong(e.to_string()))?,
            version: published.version,
            terms: text.to_owned(),
            effective_from: published.effective_from,
        }),
    };
    store::record(tx, &event, by).await?;
    Ok(published)
}

/// The same, unless the program exists already: then nothing happens.
pub async fn publish_if_new(tx: &Tx, text: &str) -> Result<Option<Published>, NotPublished> {
    match programs::exists(tx, text).await? {
        true => Ok(None),
        false => publish(tx, text, None).await.map(Some),
    }
}
