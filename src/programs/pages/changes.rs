//! What one version of the terms changes against another, in words.

use super::terms::{addresses, version_path};
use super::{ChangesPage, ClauseRow, SentenceRow, VersionRow};
use crate::app::App;
use crate::programs::{self, Version};
use crate::rules::explain::{self, Change, Clause, Difference, Sentence};
use crate::web::{Error, Page, Words};
use actix_web::{HttpRequest, web};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Query {
    /// The version to compare with; empty: the one before.
    #[serde(default)]
    since: String,
}

pub async fn show(
    app: web::Data<App>,
    request: HttpRequest,
    path: web::Path<(String, u32)>,
    query: web::Query<Query>,
) -> Result<Page<ChangesPage>, Error> {
    let (slug, number) = path.into_inner();
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let program = catalogue.by_slug(&slug).ok_or(Error::NotFound)?;
    let after = program.version(number).ok_or(Error::NotFound)?;
    let since = match query.since.as_str() {
        "" => number.checked_sub(1),
        typed => typed.parse().ok(),
    };
    let before = since.and_then(|since| program.version(since)).ok_or(Error::NotFound)?;
    let path = format!("{}/changes?since={}", version_path(&slug, number), before.number);
    let (canonical, alternates) = addresses(&app, &request, &path)?;
    let row = |version: &Version| VersionRow {
        version: version.number,
        effective_from: version.effective_from,
        published_at: version.published_at,
        applies: super::governed::applies(version),
        current: version.number == before.number,
        in_force: false,
    };
    let differences = explain::difference(&before.terms, &after.terms);
    Ok(Page::new(ChangesPage {
        slug: program.slug.clone(),
        program: after.terms.name.clone(),
        version: after.number,
        since: before.number,
        effective_from: after.effective_from,
        applies: super::governed::applies(after),
        clauses: differences.into_iter().map(clause).collect(),
        others: program.versions.iter().filter(|version| version.number != after.number).map(row).collect(),
        canonical,
        alternates,
    }))
}

pub fn clause(difference: Difference) -> ClauseRow {
    let name = match difference.clause {
        Clause::Reward(id) => Words::new("terms-clause-reward").with("id", id.replace('_', " ")),
        Clause::Offer(number) => Words::new("terms-clause-offer").with("number", number.to_string()),
        Clause::Rest => "terms-rules".into(),
    };
    let added = |words: explain::Words| SentenceRow { before: None, after: Some(words.into()) };
    let removed = |words: explain::Words| SentenceRow { before: Some(words.into()), after: None };
    let (state, class, sentences) = match difference.change {
        Change::Added(said) => ("terms-clause-added", "", said.into_iter().map(added).collect()),
        Change::Removed(said) => ("terms-clause-removed", "bad", said.into_iter().map(removed).collect()),
        Change::Changed(sentences) => {
            let row = |sentence| match sentence {
                Sentence::Added(words) => added(words),
                Sentence::Removed(words) => removed(words),
                Sentence::Changed { before, after } => {
                    SentenceRow { before: Some(before.into()), after: Some(after.into()) }
                }
            };
            ("terms-clause-changed", "wait", sentences.into_iter().map(row).collect())
        }
    };
    ClauseRow { name, state: state.into(), class, sentences }
}
