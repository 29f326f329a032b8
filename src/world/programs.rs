use std::collections::HashMap;
use std::sync::Arc;

use super::runs::Run;
use super::touches::Reach;
use super::{Applied, Noun, Refusal, World};
use crate::calendar::Instant;
use crate::events::{TermsAccepted, TermsPublished};
use crate::rules::circle::Circle;
use crate::rules::facts::{Answer, Word};
use crate::rules::reckon::{Reckoned, Reckoning, reckon};
use crate::rules::versions::{Published, governing};
use crate::rules::{Terms, published};

pub(super) struct Program {
    /// The first is version 1.
    versions: Vec<Arc<Terms>>,
    published: Vec<Published>,
    /// The first version; none where nobody told of it.
    published_at: Option<Instant>,
    /// When which person accepted which version.
    accepted: HashMap<(usize, u32), Instant>,
    looks_back: bool,
    /// None where no version needs the whole language.
    reach: Option<Reach>,
    /// What an example states without its history.
    pub(super) assumed: Vec<(Word, Answer)>,
    /// In the order in which they were applied.
    pub(super) runs: Vec<Run>,
}

impl Program {
    pub(super) fn new(terms: Terms) -> Program {
        let effective_from = terms.effective_from;
        Program::of_versions([(Arc::new(terms), effective_from)])
    }

    /// With all its versions, and since when each is in force.
    pub(super) fn of_versions(versions: impl IntoIterator<Item = (Arc<Terms>, Option<Instant>)>) -> Program {
        let mut program = Program {
            versions: Vec::new(),
            published: Vec::new(),
            published_at: None,
            accepted: HashMap::new(),
            looks_back: false,
            reach: None,
            assumed: Vec::new(),
            runs: Vec::new(),
        };
        versions.into_iter().for_each(|(terms, effective_from)| program.add(terms, effective_from));
        program
    }

    /// As if no month had been verified yet.
    pub(super) fn without_runs(&self) -> Program {
        Program {
            versions: self.versions.clone(),
            published: self.published.clone(),
            accepted: self.accepted.clone(),
            looks_back: self.looks_back,
            reach: self.reach,
            assumed: self.assumed.clone(),
            published_at: self.published_at,
            runs: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, terms: Arc<Terms>, effective_from: Option<Instant>) {
        let version = self.versions.len() as u32 + 1;
        self.published.push(Published { version, effective_from, applies: terms.applies });
        self.looks_back |= terms.looks_back();
        self.reach = match (self.reach, Reach::of(&terms)) {
            (Some(one), Some(other)) => Some(one.and(other)),
            (one, other) => one.or(other),
        };
        self.versions.push(terms);
    }

    /// Whether receipts of any version read what came before their payment.
    pub(super) fn looks_back(&self) -> bool {
        self.looks_back
    }

    /// Whether a registration asks what is known of who refers, or of who is referred.
    pub(super) fn judges_registrations(&self) -> bool {
        self.versions.iter().any(|terms| terms.attribution.is_conditional())
    }

    pub(super) fn reach(&self) -> Option<Reach> {
        self.reach
    }

    /// What direct versions give, too.
    pub(super) fn reckon_every_version(&self, circle: &Circle, until: Instant) -> Result<Reckoning, Refusal> {
        Ok(reckon(&Reckoned { versions: &self.published(), assumed: &self.assumed }, circle, until)?)
    }

    pub(super) fn reckon(&self, circle: &Circle, until: Instant) -> Result<Reckoning, Refusal> {
        let mut reckoning = self.reckon_every_version(circle, until)?;
        // Versions that do not need the whole language write their receipts as each payment comes.
        reckoning.earnings.retain(|earning| !self.terms(earning.receipt.terms_version).rules.is_empty());
        Ok(reckoning)
    }

    pub(super) fn published(&self) -> Vec<(Published, &Terms)> {
        self.published.iter().copied().zip(self.versions.iter().map(Arc::as_ref)).collect()
    }

    pub(super) fn published_at(&self) -> Option<Instant> {
        self.published_at
    }

    /// Which versions a person accepted, and when.
    pub(super) fn accepted_by(&self, person: usize) -> Vec<(u32, Instant)> {
        let own = self.accepted.iter().filter(|((who, _), _)| *who == person);
        let mut accepted: Vec<(u32, Instant)> = own.map(|((_, version), at)| (*version, *at)).collect();
        accepted.sort();
        accepted
    }

    /// Oldest first.
    pub(super) fn versions(&self) -> impl DoubleEndedIterator<Item = &Terms> {
        self.versions.iter().map(Arc::as_ref)
    }

    /// Since when each is in force; oldest first.
    pub(super) fn dated(&self) -> impl DoubleEndedIterator<Item = (Option<Instant>, &Terms)> {
        let published = self.published.iter().map(|published| published.effective_from);
        published.zip(self.versions.iter().map(Arc::as_ref))
    }

    /// Whether any version has a monthly verification.
    pub(super) fn has_runs(&self) -> bool {
        self.versions.iter().any(|terms| !terms.monthly.is_empty())
    }

    pub(super) fn slug(&self) -> &str {
        &self.versions[0].program
    }

    pub(super) fn terms(&self, version: u32) -> &Terms {
        &self.versions[version as usize - 1]
    }

    pub(super) fn newest(&self) -> &Terms {
        &self.versions[self.versions.len() - 1]
    }

    /// The terms under which what was earned is used at `at`: those in force, or the first while none are.
    pub(super) fn told(&self, at: Instant) -> &Terms {
        self.in_force(at).unwrap_or(&self.versions[0])
    }

    /// The terms under which somebody who registers at `at` is invited.
    pub(super) fn in_force(&self, at: Instant) -> Option<&Terms> {
        governing(&self.published, at, at, |_| None).map(|version| self.terms(version))
    }

    pub(super) fn governing(&self, referrer: usize, registered_at: Instant, at: Instant) -> Option<u32> {
        governing(&self.published, registered_at, at, |version| self.accepted.get(&(referrer, version)).copied())
    }
}

impl World {
    pub(super) fn program(&self, slug: &str) -> Option<usize> {
        self.programs.iter().position(|program| program.slug() == slug)
    }

    pub(super) fn wanted_program(&self, slug: &str) -> Result<usize, Refusal> {
        self.program(slug).ok_or_else(|| Refusal::UnknownProgram(slug.to_owned()))
    }

    pub(super) fn publish(&mut self, at: Instant, fact: &TermsPublished) -> Applied {
        let problems = |words: String| Refusal::Terms(words);
        let mut terms = published(&fact.terms).map_err(|found| problems(found[0].to_string()))?;
        if terms.program != fact.program.as_str() {
            return Err(problems(format!("they are of {:?}", terms.program)));
        }
        let program = self.program(&terms.program);
        let newest = program.map_or(0, |program| self.programs[program].versions.len() as u32);
        // A later version that names no date begins when it is published: what was decided stays decided.
        terms.effective_from = fact.effective_from.or(terms.effective_from).or((newest > 0).then_some(at));
        if fact.version != newest + 1 {
            return Err(Refusal::NotTheNextVersion(fact.version));
        }
        match program {
            Some(program) => {
                let effective_from = terms.effective_from;
                self.programs[program].add(Arc::new(terms), effective_from);
            }
            None => self.programs.push(Program { published_at: Some(at), ..Program::new(terms) }),
        }
        if let Some(clock) = &mut self.run_clock {
            clock.programs_changed();
        }
        self.reckoned.payout_clock.programs_changed();
        Ok(())
    }

    pub(super) fn accept(&mut self, at: Instant, fact: &TermsAccepted) -> Applied {
        let source = self.names.source_of(&fact.person);
        let person = self.find(Noun::Person, source, &fact.person.id)?;
        let program = self.wanted_program(fact.program.as_str())?;
        let accepted = self.programs[program].accepted.entry((person, fact.version)).or_insert(at);
        *accepted = at.min(*accepted);
        Ok(())
    }
}
