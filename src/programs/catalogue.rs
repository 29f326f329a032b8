use super::store;
use crate::calendar::{CalendarError, Instant, Month};
use crate::db::{Conn, Fault};
use crate::ids::ProgramId;
use crate::rules::payout::{Payouts, payouts_after};
use crate::rules::versions::{Published, governing};
use crate::rules::{self, Problem, Terms};
use crate::world::Reach;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

/// Terms already read, by the digest of their text. They are immutable, so no other process can make this stale.
static READ: RwLock<Option<HashMap<Vec<u8>, Arc<Terms>>>> = RwLock::new(None);

#[derive(Debug, Clone)]
pub struct Version {
    pub number: u32,
    pub terms: Arc<Terms>,
    /// None: since always.
    pub effective_from: Option<Instant>,
    pub published_at: Instant,
}

#[derive(Debug, Clone)]
pub struct Program {
    pub id: ProgramId,
    pub slug: String,
    pub closed_at: Option<Instant>,
    /// In their order; never empty.
    pub versions: Vec<Version>,
}

impl Program {
    /// The version that a registration at `at` comes under.
    pub fn in_force(&self, at: Instant) -> Option<&Version> {
        self.governing(at, at, &[])
    }

    /// The version that governs, at `at`, a referral made at `registered_at`. `accepted`: which versions its referrer accepted, and
    /// when.
    pub fn governing(&self, registered_at: Instant, at: Instant, accepted: &[(u32, Instant)]) -> Option<&Version> {
        let published: Vec<Published> = self.published().into_iter().map(|(published, _)| published).collect();
        let accepted = |version| accepted.iter().find(|(number, _)| *number == version).map(|(_, at)| *at);
        governing(&published, registered_at, at, accepted).and_then(|number| self.version(number))
    }

    /// The version that pages tell of at `at`: the one in force, or the first while none is.
    pub fn told(&self, at: Instant) -> Result<&Version, Fault> {
        let version = self.in_force(at).or(self.versions.first());
        version.ok_or_else(|| Fault::contradiction(format!("program {} has no terms", self.slug)))
    }

    pub fn version(&self, number: u32) -> Option<&Version> {
        self.versions.iter().find(|version| version.number == number)
    }

    pub fn is_open(&self, at: Instant) -> bool {
        self.closed_at.is_none_or(|closed| at < closed)
    }
}

impl Program {
    /// Whether any version gives discounts by the month.
    pub fn is_monthly(&self) -> bool {
        self.versions.iter().any(|version| !version.terms.monthly.is_empty())
    }

    /// How far the rules of all versions read; none where no version needs the whole language.
    pub fn reach(&self) -> Option<Reach> {
        self.versions.iter().filter_map(|version| Reach::of(&version.terms)).reduce(Reach::and)
    }

    /// The instant of a month's run, by the newest of the versions with a monthly discount that is in force by then; none when there
    /// is none, or when the program is closed by then.
    pub fn run_at(&self, month: Month) -> Result<Option<Instant>, CalendarError> {
        for version in self.versions.iter().rev() {
            let Some(rule) = version.terms.monthly.first() else { continue };
            let at = month.instant(rule.day, rule.hour, version.terms.time_zone)?;
            if version.effective_from.is_none_or(|from| from <= at) {
                return Ok(Some(at).filter(|at| self.is_open(*at)));
            }
        }
        Ok(None)
    }
}

impl Program {
    fn published(&self) -> Vec<(Published, &Terms)> {
        let published =
            |v: &Version| Published { version: v.number, effective_from: v.effective_from, applies: v.terms.applies };
        self.versions.iter().map(|version| (published(version), &*version.terms)).collect()
    }

    /// The first payouts after an instant; every so many days are counted from the program's publishing.
    pub fn payouts_after(&self, after: Instant) -> Result<Option<Payouts>, CalendarError> {
        let Some(began) = self.versions.first().map(|first| first.published_at) else { return Ok(None) };
        payouts_after(&self.published(), began, after.max(began))
    }
}

/// A program to switch to.
#[derive(Debug, Clone)]
pub struct Choice {
    pub slug: String,
    pub name: String,
    pub current: bool,
}

impl Choice {
    pub fn of(program: &Program, current: bool, now: Instant) -> Result<Choice, Fault> {
        let name = program.told(now)?.terms.name.clone();
        Ok(Choice { slug: program.slug.clone(), name, current })
    }
}

/// All programs, as they stand now.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    pub programs: Vec<Program>,
}

impl Catalogue {
    pub fn get(&self, id: ProgramId) -> Result<&Program, Fault> {
        let found = self.programs.iter().find(|program| program.id == id);
        found.ok_or_else(|| Fault::contradiction(format!("no program {id}")))
    }

    /// Whether it matters to anybody who is an Active Referral: whose subscriptions run, and who owes what.
    pub fn is_monthly(&self) -> bool {
        self.programs.iter().any(Program::is_monthly)
    }

    /// Whether what is earned is reckoned over whole circles anywhere.
    pub fn is_reckoned(&self) -> bool {
        self.programs.iter().any(|program| program.reach().is_some())
    }

    /// The one that a page is about: the named one, or else the person's own, or else the first.
    pub fn chosen(&self, slug: &str, own: Option<&str>) -> Option<&Program> {
        match slug {
            "" => own.and_then(|own| self.by_slug(own)).or(self.programs.first()),
            slug => self.by_slug(slug),
        }
    }

    /// How links name a program: not at all where there is no other.
    pub fn named<'p>(&self, program: &'p Program) -> &'p str {
        if self.programs.len() > 1 { &program.slug } else { "" }
    }

    /// What the switch between programs offers.
    pub fn choices(&self, chosen: &Program, now: Instant) -> Result<Vec<Choice>, Fault> {
        self.programs.iter().map(|program| Choice::of(program, program.id == chosen.id, now)).collect()
    }

    pub fn by_slug(&self, slug: &str) -> Option<&Program> {
        self.programs.iter().find(|program| program.slug == slug)
    }

    /// How people read a product on what is of no program: as the newest terms that name it.
    pub fn product(&self, word: &str) -> String {
        let newest = self.programs.iter().filter_map(|program| program.versions.last());
        let named = newest.flat_map(|version| &version.terms.names).find(|(known, _)| known == word);
        named.map_or_else(|| word.to_owned(), |(_, name)| name.clone())
    }
}

/// A published version that this Beckon cannot run.
#[derive(Debug, Clone)]
pub struct Unreadable {
    pub slug: String,
    pub version: u32,
    pub problems: Vec<Problem>,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "version {} of the program {:?} cannot be read:", self.version, self.slug)?;
        self.problems.iter().try_for_each(|problem| write!(f, "\n{problem}"))
    }
}

/// What was published and cannot be run; also in a database that an older Beckon made, or nobody yet.
pub async fn unreadable(conn: &Conn) -> Result<Vec<Unreadable>, Fault> {
    let texts = if store::is_there(conn).await? { store::all_texts(conn).await? } else { Vec::new() };
    let read = |row: store::TextRow| {
        let problems = rules::published(&row.source_text).err()?;
        Some(Unreadable { slug: row.slug, version: row.version.cast_unsigned(), problems })
    };
    Ok(texts.into_iter().filter_map(read).collect())
}

/// One small statement; texts are read once a process.
pub async fn catalogue(conn: &Conn) -> Result<Catalogue, Fault> {
    let rows = store::versions(conn).await?;
    let unread: Vec<Vec<u8>> = {
        let read = READ.read().unwrap_or_else(PoisonError::into_inner);
        let known = |digest: &Vec<u8>| read.as_ref().is_some_and(|read| read.contains_key(digest));
        rows.iter().map(|row| row.digest.clone()).filter(|digest| !known(digest)).collect()
    };
    if !unread.is_empty() {
        let texts = store::texts(conn, &unread).await?;
        let mut read = READ.write().unwrap_or_else(PoisonError::into_inner);
        let read = read.get_or_insert_with(HashMap::new);
        for row in texts {
            let terms = rules::published(&row.source_text).map_err(|problems| {
                let (slug, version) = (row.slug, row.version.cast_unsigned());
                Fault::contradiction(Unreadable { slug, version, problems }.to_string())
            })?;
            read.insert(row.digest, Arc::new(terms));
        }
    }
    let read = READ.read().unwrap_or_else(PoisonError::into_inner);
    let mut programs: Vec<Program> = Vec::new();
    for row in rows {
        let terms = read.as_ref().and_then(|read| read.get(&row.digest)).cloned();
        let terms = terms.ok_or_else(|| Fault::contradiction("terms without a text"))?;
        let number = u32::try_from(row.version).map_err(|_| Fault::contradiction("a version below one"))?;
        let version = Version { number, terms, effective_from: row.effective_from, published_at: row.published_at };
        let id = ProgramId(row.program_id);
        match programs.last_mut() {
            Some(last) if last.id == id => last.versions.push(version),
            _ => programs.push(Program { id, slug: row.slug, closed_at: row.closed_at, versions: vec![version] }),
        }
    }
    Ok(Catalogue { programs })
}
