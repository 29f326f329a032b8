//! The terms of a program in words: `/programs/SLUG/terms` (those in force), `/programs/SLUG/terms/VERSION`,
//! `/programs/SLUG/terms/VERSION/changes?since=OTHER`; posts `/programs/SLUG/terms/VERSION/acceptance`.

pub mod changes;
pub mod governed;
pub mod terms;
mod given;
mod told;

use crate::calendar::Instant;
use crate::web::{Words, filters};
use askama::Template;

#[derive(Debug, Clone)]
pub struct Section {
    pub title: Words,
    pub sentences: Vec<Words>,
}

#[derive(Debug, Clone)]
pub struct Example {
    /// In the words of whoever wrote the terms.
    pub says: String,
    pub steps: Vec<Words>,
}

#[derive(Debug, Clone)]
pub struct VersionRow {
    pub version: u32,
    /// `None`: since always.
    pub effective_from: Option<Instant>,
    pub published_at: Instant,
    /// Whom it governs.
    pub applies: Words,
    /// The one that is shown, or compared with.
    pub current: bool,
    pub in_force: bool,
}

/// What a version is to whoever registers now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Current,
    /// A newer one is in force.
    Old,
    Future,
    /// For those who accept it.
    Optional,
}

impl Standing {
    fn key(self) -> Option<&'static str> {
        match self {
            Standing::Current => None,
            Standing::Old => Some("terms-old"),
            Standing::Future => Some("terms-future"),
            Standing::Optional => Some("terms-optional"),
        }
    }
}

/// What governs whoever is signed in.
#[derive(Debug, Clone)]
pub struct Governed {
    /// Whoever registers through them now.
    pub new: Option<u32>,
    /// Version and how many of those whom they invited, newest first.
    pub invited: Vec<(u32, i64)>,
    /// Their own invitation.
    pub as_invitee: Option<u32>,
    /// When they accepted the version that is shown.
    pub accepted_at: Option<Instant>,
    pub may_accept: bool,
    /// The newest version that waits for their answer.
    pub offered: Option<u32>,
}

/// This page in one language.
#[derive(Debug, Clone)]
pub struct Alternate {
    pub lang: &'static str,
    pub href: String,
}

#[derive(Template)]
#[template(path = "programs/terms.html")]
pub struct TermsPage {
    pub slug: String,
    pub program: String,
    pub description: Words,
    pub version: u32,
    pub effective_from: Option<Instant>,
    pub standing: Standing,
    pub closed_at: Option<Instant>,
    pub sections: Vec<Section>,
    pub examples: Vec<Example>,
    /// Newest first.
    pub versions: Vec<VersionRow>,
    /// Of whoever is signed in.
    pub governed: Option<Governed>,
    pub canonical: String,
    pub alternates: Vec<Alternate>,
}

/// What was said, what is said now.
#[derive(Debug, Clone)]
pub struct SentenceRow {
    pub before: Option<Words>,
    pub after: Option<Words>,
}

#[derive(Debug, Clone)]
pub struct ClauseRow {
    pub name: Words,
    pub state: Words,
    /// Of the tag.
    pub class: &'static str,
    pub sentences: Vec<SentenceRow>,
}

#[derive(Template)]
#[template(path = "programs/changes.html")]
pub struct ChangesPage {
    pub slug: String,
    pub program: String,
    pub version: u32,
    pub since: u32,
    pub effective_from: Option<Instant>,
    pub applies: Words,
    pub clauses: Vec<ClauseRow>,
    /// To compare with.
    pub others: Vec<VersionRow>,
    pub canonical: String,
    pub alternates: Vec<Alternate>,
}

#[cfg(test)]
#[path = "pages_tests.rs"]
mod tests;
