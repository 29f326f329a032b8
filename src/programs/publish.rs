use super::catalogue::catalogue;
use super::store::{self, NewVersion};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx};
use crate::ids::{PersonId, ProgramId};
use crate::notices;
use crate::rules::{Problem, Terms};
use crate::world::check_terms;
use sha2::{Digest, Sha256};

#[derive(Debug, thiserror::Error)]
pub enum NotPublished {
    #[error("{}", said(.0))]
    Problems(Vec<Problem>),
    #[error(
        "version {version} cannot begin at {from}, which is over: what was decided stays decided. Name a later instant, or none for now"
    )]
    InThePast { version: u32, from: Instant },
    #[error("the terms of {0:?} are already in force as they stand")]
    Unchanged(String),
    #[error(transparent)]
    Fault(#[from] Fault),
}

fn said(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Terms whose examples came out.
pub struct Tried {
    text: String,
    terms: Terms,
}

impl Tried {
    /// On a thread of its own, and before a transaction begins: examples may be long stories, and publishing waits for nobody else's.
    pub async fn of(text: impl Into<String>) -> Result<Tried, NotPublished> {
        let text = text.into();
        let tried = tokio::task::spawn_blocking(move || {
            let terms = check_terms(&text).map_err(NotPublished::Problems)?;
            Ok(Tried { text, terms })
        });
        tried.await.map_err(|error| Fault::contradiction(format!("the examples broke off: {error}")))?
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn terms(&self) -> &Terms {
        &self.terms
    }
}

/// A version as published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    pub program: ProgramId,
    pub slug: String,
    pub version: u32,
    pub effective_from: Option<Instant>,
}

/// Publishes terms as their program's next version. `from` is when they begin to govern, whatever the terms say.
pub async fn publish(
    tx: &Tx,
    tried: &Tried,
    from: Option<Instant>,
    by: Option<PersonId>,
) -> Result<Published, NotPublished> {
    let Tried { text, terms } = tried;
    tx.alone().await?;
    let catalogue = catalogue(tx).await?;
    let existing = catalogue.by_slug(&terms.program);
    let digest: [u8; 32] = Sha256::digest(text).into();
    let last = existing.and_then(|program| program.versions.last());
    if last.is_some_and(|last| *last.terms == *terms) {
        return Err(NotPublished::Unchanged(terms.program.clone()));
    }
    let program = existing.map_or_else(|| ProgramId::new(tx.now()), |program| program.id);
    let version = last.map_or(1, |last| last.number + 1);
    // Since always for the first one; a later one that names no date begins now.
    let effective_from = from.or(terms.effective_from).or((version > 1).then(|| tx.now()));
    if let Some(from) = effective_from.filter(|from| version > 1 && *from < tx.now()) {
        return Err(NotPublished::InThePast { version, from });
    }
    let new = NewVersion {
        program,
        slug: &terms.program,
        name: &terms.name,
        version,
        text,
        digest,
        effective_from,
        published_by: by,
    };
    store::add(tx, &new).await?;
    if version > 1 {
        notices::announce(tx, program, notices::Kind::Terms).await?;
    }
    Ok(Published { program, slug: terms.program.clone(), version, effective_from })
}

/// Whether the program of these terms is there already, in whatever version.
pub async fn exists(conn: &Conn, terms: &Terms) -> Result<bool, Fault> {
    Ok(catalogue(conn).await?.by_slug(&terms.program).is_some())
}
