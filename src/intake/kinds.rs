//! What kind of persons referrers are, dated: some programs let only one kind refer. And whom staff let refer nobody.
use super::batch::Batch;
use crate::calendar::Instant;
use crate::db::{Conn, Fault};
use crate::events::{PersonChanged, PersonKind};
use crate::ids::{ExternalId, PersonId};
use crate::people::{self, Dated};
use crate::programs::Catalogue;
use std::collections::{HashMap, HashSet};

/// Of persons that this batch reads, what is known before it and what it tells.
#[derive(Default)]
pub(super) struct Kinds {
    known: HashMap<PersonId, Vec<(Instant, Option<ExternalId>, PersonKind)>>,
    told: Vec<Dated<PersonKind>>,
    banned: HashSet<PersonId>,
}

impl Kinds {
    /// Asks for no kinds where no program minds.
    pub async fn load(conn: &Conn, catalogue: &Catalogue, people: &[PersonId]) -> Result<Kinds, Fault> {
        let versions = catalogue.programs.iter().flat_map(|program| &program.versions);
        let minds = versions.into_iter().any(|version| version.terms.attribution.referrer_kind.is_some());
        let mut kinds = Kinds::default();
        if people.is_empty() {
            return Ok(kinds);
        }
        if !minds {
            kinds.banned = people::banned_among(conn, people).await?;
        } else {
            let (first, changes, banned) = futures_util::try_join!(
                people::first_kinds(conn, people),
                people::kinds_of(conn, people),
                people::banned_among(conn, people)
            )?;
            kinds.banned = banned;
            for (person, (since, kind)) in first {
                kinds.register(person, since, kind);
            }
            for change in changes {
                kinds.know(change.person, (change.since, Some(change.external_id), change.told));
            }
        }
        Ok(kinds)
    }

    fn know(&mut self, person: PersonId, kind: (Instant, Option<ExternalId>, PersonKind)) {
        self.known.entry(person).or_default().push(kind);
    }

    /// With what somebody registered.
    pub fn register(&mut self, person: PersonId, since: Instant, kind: Option<PersonKind>) {
        if let Some(kind) = kind {
            self.know(person, (since, None, kind));
        }
    }

    /// What somebody is since the `n`th fact of the batch.
    pub fn change(&mut self, batch: &Batch<'_>, n: usize, person: PersonId, fact: &PersonChanged) {
        let Some(told) = fact.set.kind else { return };
        let (since, event, external_id) = (batch.items[n].event.timestamp, batch.items[n].id, &batch.items[n].event.id);
        self.know(person, (since, Some(external_id.clone()), told));
        self.told.push(Dated { person, event, external_id: external_id.clone(), since, told });
    }

    pub fn is_banned(&self, person: PersonId) -> bool {
        self.banned.contains(&person)
    }

    /// What somebody was recorded as at an instant.
    pub fn at(&self, person: PersonId, at: Instant) -> Option<PersonKind> {
        let known = self.known.get(&person)?.iter().filter(|(since, ..)| *since <= at);
        known.max_by_key(|(since, event, _)| (*since, event)).map(|(.., kind)| *kind)
    }

    pub async fn save(&self, batch: &Batch<'_>) -> Result<(), Fault> {
        people::record_kinds(batch.tx, &self.told).await
    }
}
