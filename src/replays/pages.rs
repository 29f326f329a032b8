//! Circle by circle, a page at a time.
use super::asked::{Asked, NotReplayed};
use super::store;
use crate::db::{Conn, Db, Fault};
use crate::ids::PersonId;
use crate::reckoning;
use crate::referrals;
use crate::world::Part;
use crate::world::whatif::Report;
use std::collections::VecDeque;
use std::sync::Arc;
use uuid::Uuid;

/// What is held in memory at once.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Of which it is known who is in their circles.
    pub referrers: usize,
    /// Whose facts are loaded, unless one circle alone has more.
    pub people: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { referrers: 100, people: 1_000 }
    }
}

/// A part that was reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    pub referrers: usize,
    /// Whose facts were loaded.
    pub people: usize,
}

/// A referrer and who is in their circle.
struct Peopled {
    referrer: PersonId,
    people: Vec<PersonId>,
}

/// A replay as far as it is done. Whoever stops asking for its pages has stopped it.
pub struct Replay {
    asked: Arc<Asked>,
    limits: Limits,
    /// Read and not reckoned yet.
    ahead: VecDeque<Peopled>,
    pub(super) marker: PersonId,
    pub done: u64,
    /// How many referrers there are.
    pub of: u64,
    pub report: Report,
}

impl Replay {
    pub async fn begin(conn: &Conn, asked: Asked, limits: Limits) -> Result<Replay, NotReplayed> {
        let of = store::count_referrers(conn, asked.program, asked.is_for_everybody()?).await?;
        if of == 0 {
            return Err(NotReplayed::NothingLogged(asked.program()?.slug.clone()));
        }
        let report = Report::new(&asked.question);
        let (ahead, marker) = (VecDeque::new(), PersonId(Uuid::nil()));
        Ok(Replay { asked: Arc::new(asked), limits, ahead, marker, done: 0, of, report })
    }

    /// One that was stopped, after the last person who is done.
    pub(super) fn after(
        asked: Asked,
        limits: Limits,
        marker: PersonId,
        (done, of): (u64, u64),
        report: Report,
    ) -> Replay {
        Replay { asked: Arc::new(asked), limits, ahead: VecDeque::new(), marker, done, of, report }
    }

    /// Reckons the next page; none when all are done.
    pub async fn page(&mut self, db: &Db) -> Result<Option<Page>, NotReplayed> {
        if self.ahead.is_empty() {
            self.ahead = db.read(async |conn| self.read_ahead(conn).await).await?;
        }
        let (mut together, mut people) = (Vec::new(), Vec::new());
        while let Some(circle) = self.ahead.front() {
            if !people.is_empty() && people.len() + circle.people.len() > self.limits.people {
                break;
            }
            people.extend_from_slice(&circle.people);
            together.extend(self.ahead.pop_front().map(|circle| circle.referrer));
        }
        let Some(&last) = together.last() else { return Ok(None) };
        people.sort_unstable();
        people.dedup();
        let page = Page { referrers: together.len(), people: people.len() };
        let asked = &self.asked;
        let load = async |conn: &Conn| {
            reckoning::part_of(conn, &asked.catalogue, asked.program, asked.question.draft(), &people).await
        };
        let part = db.read(load).await?;
        self.report = self.reckon(part, together).await?;
        self.marker = last;
        self.done += page.referrers as u64;
        Ok(Some(page))
    }

    async fn read_ahead(&self, conn: &Conn) -> Result<VecDeque<Peopled>, Fault> {
        let (program, everybody) = (self.asked.program, self.asked.is_for_everybody()?);
        let referrers = store::referrers(conn, program, everybody, self.marker, self.limits.referrers).await?;
        let depth = self.asked.depth()?;
        let circles: Vec<_> = referrers.iter().map(|&referrer| ((program, referrer), depth)).collect();
        let mut ahead: VecDeque<Peopled> =
            referrers.into_iter().map(|referrer| Peopled { referrer, people: Vec::new() }).collect();
        for member in referrals::members_of(conn, &circles).await? {
            let circle = ahead.get_mut(member.circle);
            circle.ok_or_else(|| Fault::contradiction("somebody in no circle"))?.people.push(member.person);
        }
        Ok(ahead)
    }

    /// On a thread of its own: it reckons much and waits for nothing.
    async fn reckon(&self, mut part: Part, referrers: Vec<PersonId>) -> Result<Report, NotReplayed> {
        let (asked, mut report) = (Arc::clone(&self.asked), self.report.clone());
        let reckoned = tokio::task::spawn_blocking(move || {
            part.what_if(&asked.question, &referrers, &mut report).map_err(NotReplayed::Unreckoned)?;
            Ok(report)
        });
        reckoned.await.map_err(|e| Fault::contradiction(format!("a replay broke off: {e}")))?
    }
}
