//! What a run asks: which program, which month, and as it was known when.
use super::store::{self, Run};
use crate::calendar::{CalendarError, Instant, Month};
use crate::db::{Conn, Fault};
use crate::programs::{self, Program};
use crate::referrals::Asked;
use crate::rules::terms::MonthlyDiscount;

/// Why a month is not verified: each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("there is no program {0:?}")]
    NoProgram(String),
    #[error("several programs give discounts by the month: choose one of {0} with --program")]
    WhichProgram(String),
    #[error("no program gives discounts by the month")]
    NoneIsMonthly,
    #[error(
        "the program {0:?} gives no discounts by the month, or gave none yet, or was closed: nothing is verified for {1}"
    )]
    NotInForce(String, Month),
    #[error("{month} is in the future: it is verified at {at}")]
    Future { month: Month, at: Instant },
    #[error("{0} was not applied: `beckon verification apply {0}` does so")]
    NotApplied(Month),
    #[error(
        "{newer} was applied already, and a discount is never given later for {month}: nothing can be done about it"
    )]
    Superseded { month: Month, newer: Month },
    #[error("{0} was begun and interrupted: `beckon verification apply {0}` goes on with it")]
    Unfinished(Month),
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    #[error(transparent)]
    Fault(#[from] Fault),
}

#[derive(Debug, Clone)]
pub struct Question {
    pub program: Program,
    pub month: Month,
    pub scheduled_at: Instant,
    /// Facts recorded later are not read.
    pub known_at: Instant,
}

impl Question {
    /// `slug`: empty where there is but one such program.
    pub async fn find(conn: &Conn, slug: &str, month: Month, known_at: Instant) -> Result<Question, Refused> {
        let catalogue = programs::catalogue(conn).await?;
        let program = match slug {
            "" => {
                let monthly: Vec<&Program> = catalogue.programs.iter().filter(|program| program.is_monthly()).collect();
                match monthly[..] {
                    [] => return Err(Refused::NoneIsMonthly),
                    [program] => program.clone(),
                    _ => {
                        let slugs: Vec<&str> = monthly.iter().map(|program| program.slug.as_str()).collect();
                        return Err(Refused::WhichProgram(slugs.join(", ")));
                    }
                }
            }
            slug => catalogue.by_slug(slug).ok_or_else(|| Refused::NoProgram(slug.to_owned()))?.clone(),
        };
        Question::of(program, month, known_at)
    }

    pub fn of(program: Program, month: Month, known_at: Instant) -> Result<Question, Refused> {
        let scheduled_at = program.run_at(month)?;
        let scheduled_at = scheduled_at.ok_or_else(|| Refused::NotInForce(program.slug.clone(), month))?;
        Ok(Question { program, month, scheduled_at, known_at })
    }

    /// A month whose run has not come yet may be previewed only while it is the present one.
    pub fn may_be_previewed(&self, now: Instant) -> Result<(), Refused> {
        let zone = self.program.told(now)?.terms.time_zone;
        let (month, at) = (self.month, self.scheduled_at);
        if self.scheduled_at > now && Month::of(now, zone) < month {
            Err(Refused::Future { month, at })
        } else {
            Ok(())
        }
    }

    pub fn may_be_applied(&self, now: Instant) -> Result<(), Refused> {
        let (month, at) = (self.month, self.scheduled_at);
        if at > now { Err(Refused::Future { month, at }) } else { Ok(()) }
    }

    /// The run of this month, where it was begun.
    pub async fn run(&self, conn: &Conn) -> Result<Option<Run>, Fault> {
        store::find(conn, self.program.id, self.month).await
    }

    /// As a run asked it.
    pub fn as_of(mut self, run: &Run) -> Question {
        (self.scheduled_at, self.known_at) = (run.scheduled_at, run.cut_off);
        self
    }

    pub(super) fn asked(&self) -> Asked {
        Asked { program: self.program.id, at: self.scheduled_at, known_at: self.known_at }
    }

    /// Whether it matters since when somebody refers, and what they accepted.
    pub(super) fn has_versions(&self) -> bool {
        self.program.versions.len() > 1
    }

    /// The rule for a referrer whose oldest referral registered then, and its version: under `new_referrals` and `opt_in` the
    /// oldest decides for all, as one scale cannot follow two versions.
    pub(super) fn rule(&self, oldest: Option<Instant>, accepted: &[(u32, Instant)]) -> Option<(u32, &MonthlyDiscount)> {
        let registered_at = oldest.unwrap_or(self.scheduled_at);
        let version = self.program.governing(registered_at, self.scheduled_at, accepted)?;
        Some((version.number, version.terms.monthly.first()?))
    }

    pub(super) fn rules(&self) -> impl Iterator<Item = &MonthlyDiscount> {
        self.program.versions.iter().flat_map(|version| &version.terms.monthly)
    }
}
