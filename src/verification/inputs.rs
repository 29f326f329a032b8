//! What a run reads, referrer by referrer in the order of their ids, and the hash of it.
use super::question::Question;
use crate::billing;
use crate::companies;
use crate::db::{Conn, Db, Fault};
use crate::discounts::Assignment;
use crate::ids::{CompanyId, PersonId, SubscriptionId};
use crate::programs::accepted_by;
use crate::referrals::{self, Active};
use crate::rules::rule::Campaign;
use crate::rules::scale::{CompanyResult, PersonFacts, verify};
use crate::rules::terms::{BlockedBy, MonthlyDiscount};
use futures_util::future::try_join_all;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Referrers read and written at once.
const BATCH: i64 = 10_000;

/// A referrer with at least one Active Referral, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referrer {
    pub person: PersonId,
    pub active: u32,
    /// An invoice of theirs keeps the discount from them.
    pub blocked: bool,
    pub version: u32,
    /// In the referrer's order.
    pub companies: Vec<Given>,
    /// Active Referrals that no company took.
    pub unused: u32,
}

/// A company of a referrer, and what the run gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    pub company: CompanyId,
    /// Those active at the run.
    pub subscriptions: Vec<SubscriptionId>,
    pub result: CompanyResult,
}

impl Referrer {
    /// What is kept of it: companies to which Active Referrals went.
    pub(super) fn assignments(&self) -> impl Iterator<Item = (Assignment, &[SubscriptionId])> {
        self.companies.iter().filter(|given| given.result.places > 0).map(|given| {
            let CompanyResult { places, percent, reason } = given.result;
            let (person, company, version) = (self.person, given.company, self.version);
            let assignment = Assignment { person, company, places, percent, reason, version };
            (assignment, given.subscriptions.as_slice())
        })
    }

    /// The hash of everything before this referrer, and of this referrer.
    pub(super) fn hashed(&self, before: [u8; 32]) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(before);
        hash.update(self.person.0.as_bytes());
        hash.update(self.active.to_be_bytes());
        hash.update(self.version.to_be_bytes());
        hash.update([u8::from(self.blocked)]);
        for given in &self.companies {
            hash.update(given.company.0.as_bytes());
            hash.update((given.subscriptions.len() as u32).to_be_bytes());
            given.subscriptions.iter().for_each(|subscription| hash.update(subscription.0.as_bytes()));
        }
        hash.finalize().into()
    }
}

/// Before the first referrer: what is asked.
pub(super) fn first_hash(question: &Question) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(question.program.slug.as_bytes());
    hash.update([0]);
    hash.update(question.month.to_string().as_bytes());
    hash.update(question.scheduled_at.timestamp_micros().to_be_bytes());
    hash.finalize().into()
}

/// By what invoices the terms' versions block, each once.
fn kinds(question: &Question) -> Vec<BlockedBy> {
    let mut kinds: Vec<BlockedBy> = Vec::new();
    for rule in question.rules() {
        if !kinds.contains(&rule.blocked_by) {
            kinds.push(rule.blocked_by);
        }
    }
    kinds
}

/// A version's rule.
type Ruled<'a> = (u32, &'a MonthlyDiscount);

/// What is small enough to be read once for the whole run.
pub(super) struct Reader<'a> {
    question: &'a Question,
    blocked: Vec<(BlockedBy, HashSet<PersonId>)>,
    /// What counted at the cut-off and was replaced since.
    replaced: BTreeMap<PersonId, Active>,
}

impl<'a> Reader<'a> {
    pub(super) async fn open(db: &Db, question: &'a Question) -> Result<Reader<'a>, Fault> {
        db.read(async |conn| {
            let Reader { blocked, .. } = Reader::of_everybody(conn, question).await?;
            let replaced = referrals::count_replaced(conn, question.asked()).await?;
            let replaced = replaced.into_iter().map(|active| (active.person(), active)).collect();
            Ok(Reader { question, blocked, replaced })
        })
        .await
    }

    /// Without what was replaced since.
    pub(super) async fn of_everybody(conn: &Conn, question: &'a Question) -> Result<Reader<'a>, Fault> {
        let (at, known_at) = (question.scheduled_at, question.known_at);
        let mut blocked = Vec::new();
        for by in kinds(question) {
            blocked.push((by, billing::blocked(conn, by, at, known_at).await?));
        }
        Ok(Reader { question, blocked, replaced: BTreeMap::new() })
    }

    /// For a few people alone.
    pub(super) async fn of(conn: &Conn, question: &'a Question, people: &[PersonId]) -> Result<Reader<'a>, Fault> {
        let (at, known_at) = (question.scheduled_at, question.known_at);
        let mut blocked = Vec::new();
        for by in kinds(question) {
            let is_blocked = async |person: PersonId| {
                let invoices = billing::blocking(conn, person, by, at, known_at).await?;
                Ok::<_, Fault>((!invoices.is_empty()).then_some(person))
            };
            let found = try_join_all(people.iter().map(|&person| is_blocked(person))).await?;
            blocked.push((by, found.into_iter().flatten().collect()));
        }
        // Their referrals are counted at once, whether or not they were replaced since.
        Ok(Reader { question, blocked, replaced: BTreeMap::new() })
    }

    /// The next referrers after a person; none when all are done.
    pub(super) async fn next(&self, db: &Db, after: PersonId) -> Result<Vec<Referrer>, Fault> {
        db.read(async |conn| {
            let standing = referrals::count_active(conn, self.question.asked(), after, BATCH).await?;
            let counted = self.with_replaced(standing, after);
            self.read(conn, &counted).await
        })
        .await
    }

    /// (how many are active, when the oldest registered), of what stands and what was replaced since.
    fn with_replaced(&self, standing: Vec<Active>, after: PersonId) -> Vec<Active> {
        let complete = (standing.len() as i64) < BATCH;
        let last = standing.last().map(Active::person).filter(|_| !complete);
        let mut counted: BTreeMap<PersonId, Active> = standing.into_iter().map(|a| (a.person(), a)).collect();
        let later = (std::ops::Bound::Excluded(after), std::ops::Bound::Unbounded);
        for (person, replaced) in self.replaced.range(later) {
            if last.is_some_and(|last| *person > last) {
                break;
            }
            let both = match counted.get(person) {
                Some(standing) => standing.and(replaced),
                None => *replaced,
            };
            counted.insert(*person, both);
        }
        counted.into_values().collect()
    }

    pub(super) async fn read(&self, conn: &Conn, counted: &[Active]) -> Result<Vec<Referrer>, Fault> {
        if counted.is_empty() {
            return Ok(Vec::new());
        }
        let people: Vec<PersonId> = counted.iter().map(Active::person).collect();
        let (at, known_at) = (self.question.scheduled_at, self.question.known_at);
        let asked = self.question.asked();
        let versions = async {
            if !self.question.has_versions() {
                return Ok((HashMap::new(), HashMap::new()));
            }
            let accepted = accepted_by(conn, asked.program, &people, known_at);
            futures_util::try_join!(accepted, referrals::oldest_of(conn, asked, &people))
        };
        let (placed, running, (accepted, oldest)) = futures_util::try_join!(
            companies::placed(conn, &people, at, known_at),
            billing::running(conn, &people, at, known_at),
            versions
        )?;
        let rule = |person: &PersonId| {
            let accepted = accepted.get(person).map_or(&[][..], Vec::as_slice);
            self.question.rule(oldest.get(person).copied(), accepted)
        };
        let ruled: Vec<_> = people.iter().map(rule).collect();
        let counted = self.within(conn, counted, &ruled).await?;
        let mut subscriptions: HashMap<CompanyId, Vec<SubscriptionId>> = HashMap::with_capacity(running.len());
        for (_, company, subscription) in running {
            subscriptions.entry(company).or_default().push(subscription);
        }
        let mut placed = placed.into_iter().peekable();
        let mut referrers = Vec::with_capacity(counted.len());
        let mut results = Vec::new();
        for ((person, active), rule) in people.iter().copied().zip(counted).zip(ruled) {
            let mut own = Vec::new();
            while let Some(place) = placed.next_if(|place| place.person == person) {
                let mut active = subscriptions.remove(&place.company).unwrap_or_default();
                active.sort_unstable();
                own.push((place.company, active));
            }
            let Some(rule) = rule else { continue };
            referrers.push(self.verify((person, active), rule, own, &mut results)?);
        }
        Ok(referrers)
    }

    /// Of each person as many as count by their rule: not those who registered outside its campaign.
    async fn within(&self, conn: &Conn, counted: &[Active], ruled: &[Option<Ruled<'_>>]) -> Result<Vec<i64>, Fault> {
        let campaign = |rule: &Option<Ruled<'_>>| rule.and_then(|(_, rule)| rule.registered_within());
        let mut active: Vec<i64> = counted.iter().map(|active| active.active).collect();
        let mut asked: Vec<Campaign> = Vec::new();
        for one in ruled.iter().filter_map(campaign) {
            if asked.contains(&one) {
                continue;
            }
            let asks = |n: &usize| campaign(&ruled[*n]) == Some(one);
            let places: Vec<usize> = (0..ruled.len()).filter(asks).collect();
            let people: Vec<PersonId> = places.iter().map(|&n| counted[n].person()).collect();
            let within = referrals::count_registered_within(conn, self.question.asked(), one, &people).await?;
            for n in places {
                active[n] = within.get(&counted[n].person()).copied().unwrap_or(0);
            }
            asked.push(one);
        }
        Ok(active)
    }

    fn verify(
        &self,
        (person, active): (PersonId, i64),
        (version, rule): Ruled<'_>,
        own: Vec<(CompanyId, Vec<SubscriptionId>)>,
        results: &mut Vec<CompanyResult>,
    ) -> Result<Referrer, Fault> {
        let active = u32::try_from(active).map_err(|_| Fault::contradiction("too many referrals"))?;
        let blocked = self.blocked.iter().find(|(by, _)| *by == rule.blocked_by);
        let blocked = blocked.is_some_and(|(_, people)| people.contains(&person));
        let running: Vec<bool> = own.iter().map(|(_, subscriptions)| !subscriptions.is_empty()).collect();
        let unused = verify(
            rule,
            &PersonFacts { at: self.question.scheduled_at, active, blocked, companies: &running },
            results,
        );
        let given = own.into_iter().zip(results.iter());
        let companies =
            given.map(|((company, subscriptions), result)| Given { company, subscriptions, result: *result }).collect();
        Ok(Referrer { person, active, blocked, version, companies, unused })
    }
}
