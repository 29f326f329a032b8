//! A draft of a program's terms, played over months that are past: what it would have cost, who would have gained and who lost.
//!
//! Both sides are reckoned from the same facts as they are known now, the live versions as they governed and the draft as if it had
//! governed everything, existing referrals too, from the first instant of the first month. Referrals, payments and invoices stay as
//! they were: a draft changes what is given for them, not what people did.

mod discounts;
mod report;

use std::sync::Arc;

use super::programs::Program;
use super::touches::Reach;
use super::{Refusal, World};
use crate::calendar::{CalendarError, Instant, Month, Zone};
use crate::ids::PersonId;
use crate::money::Money;
use crate::rules::earning::{Cause, Earning};
use crate::rules::terms::Applies;
use crate::rules::{ReceiptReason, Terms};

pub use report::{Change, Changes, Cost, Flip, GivenAs, MonthCost, Occasions, Report, Role, Said};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAsked {
    #[error("{until} comes before {from}: name the earlier month first")]
    Reversed { from: Month, until: Month },
    #[error("{month} is still to come: a draft is replayed over months that have begun, {present} at the latest")]
    Future { month: Month, present: Month },
    #[error(transparent)]
    Calendar(#[from] CalendarError),
}

/// Which draft, over which months.
#[derive(Debug, Clone)]
pub struct Question {
    draft: Arc<Terms>,
    pub from: Month,
    pub until: Month,
    starts_at: Instant,
    ends_at: Instant,
    /// What is known by then is reckoned with.
    as_of: Instant,
}

impl Question {
    /// Months are those of the draft's time zone.
    pub fn new(draft: Terms, from: Month, until: Month, now: Instant) -> Result<Question, NotAsked> {
        let zone = draft.time_zone;
        if until < from {
            return Err(NotAsked::Reversed { from, until });
        }
        let present = Month::of(now, zone);
        if let Some(month) = [from, until].into_iter().find(|month| *month > present) {
            return Err(NotAsked::Future { month, present });
        }
        let (starts_at, ends_at) = (from.instant(1, 0, zone)?, until.next()?.instant(1, 0, zone)?);
        let draft = Arc::new(Terms { applies: Applies::AllFromDate, effective_from: Some(starts_at), ..draft });
        Ok(Question { draft, from, until, starts_at, ends_at, as_of: now })
    }

    pub fn draft(&self) -> &Terms {
        &self.draft
    }

    pub fn program(&self) -> &str {
        &self.draft.program
    }

    fn zone(&self) -> Zone {
        self.draft.time_zone
    }

    fn covers(&self, at: Instant) -> bool {
        self.starts_at <= at && at < self.ends_at
    }

    /// How many levels of referrals below a referrer are read by the draft or by any of the live terms.
    pub fn depth<'t>(&'t self, live: impl IntoIterator<Item = &'t Terms>) -> u32 {
        self.reaches(live).map(|reach| reach.depth).max().unwrap_or(1)
    }

    /// Whether somebody who refers nobody may be given something too.
    pub fn is_for_everybody<'t>(&'t self, live: impl IntoIterator<Item = &'t Terms>) -> bool {
        self.reaches(live).any(|reach| reach.alone)
    }

    fn reaches<'t>(&'t self, live: impl IntoIterator<Item = &'t Terms>) -> impl Iterator<Item = Reach> {
        live.into_iter().chain([self.draft.as_ref()]).filter_map(Reach::of)
    }
}

/// What somebody got, or would have got.
struct Given {
    /// A person of the world.
    recipient: usize,
    role: Role,
    at: Instant,
    given_as: GivenAs,
    /// What is left of it as far as is known now.
    amount: Money,
    /// None: a discount, of which nothing is said where there is none.
    answer: Option<Answer>,
}

/// To what a reward of the terms answers so.
struct Answer {
    cause: Cause,
    invitee: Option<usize>,
    reward: String,
    reason: ReceiptReason,
}

/// A person, and what they are given as which part.
type Recipient = (usize, Role);

impl World {
    /// Adds to a report what the circles of these referrers (places, as in `people`) were given and would have been. Who knows only
    /// a part of the facts has to know all of these circles.
    pub(super) fn what_if(
        &mut self,
        question: &Question,
        people: &[PersonId],
        referrers: &[usize],
        report: &mut Report,
    ) -> Result<(), Refusal> {
        let program = self.wanted_program(question.program())?;
        self.reckoned.index(&self.referrals);
        let mut other = self.programs[program].followed_by(question);
        let depth = question.depth(self.programs[program].versions());
        for &person in referrers {
            let before = self.given(question, program, person, depth)?;
            std::mem::swap(&mut self.programs[program], &mut other);
            let after = self.given(question, program, person, depth);
            std::mem::swap(&mut self.programs[program], &mut other);
            report.add(question, &before, &after?, people)?;
        }
        Ok(())
    }

    /// Everything within the question's months that the program, as it stands in this world, gives in a circle.
    fn given(&self, question: &Question, program: usize, referrer: usize, depth: u32) -> Result<Vec<Given>, Refusal> {
        let gathered = self.gather(program, referrer, depth)?;
        let reckoning = self.programs[program].reckon_every_version(&gathered.circle, question.as_of)?;
        let role = |recipient: usize| if recipient == referrer { Role::Referrer } else { Role::Invitee };
        let given = |earning: Earning| {
            let recipient = gathered.people[earning.recipient];
            let (reward, reason) = (earning.receipt.clause, earning.receipt.reason);
            let invitee = earning.invitee.map(|invitee| gathered.people[invitee]);
            Given {
                recipient,
                role: role(recipient),
                at: earning.at,
                given_as: GivenAs::Reward(earning.receipt.unit),
                amount: earning.receipt.amount,
                answer: Some(Answer { cause: whole(earning.cause), invitee, reward: reward.to_string(), reason }),
            }
        };
        let earned = reckoning.earnings.into_iter().filter(|earning| question.covers(earning.at));
        let mut found: Vec<Given> = earned.map(given).collect();
        for &place in self.reckoned.referrals_of(program, referrer) {
            let referral = &self.referrals[place];
            if self.people[referral.invitee].invited.contains(&place) {
                found.extend(self.offered(question, referral)?);
            }
        }
        found.extend(self.assigned(question, program, referrer)?);
        found.extend(self.reduced_by_rules(question, program, &gathered.people, &reckoning.reductions)?);
        Ok(found)
    }
}

/// Instalments are parts of one answer.
fn whole(cause: Cause) -> Cause {
    match cause {
        Cause::Part(_, of) => whole(*of),
        cause => cause,
    }
}

impl Program {
    /// The same program, had the draft been published as its next version.
    fn followed_by(&self, question: &Question) -> Program {
        let mut followed = self.without_runs();
        followed.add(Arc::clone(&question.draft), Some(question.starts_at));
        followed
    }
}
