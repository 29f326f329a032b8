//! Runs that happen by themselves, as the clock passes their instants. Without this clock they are only applied from the log.

use super::{Applied, Refusal, World};
use crate::calendar::{Instant, Month};
use crate::rules::schedule::scheduled_at;

#[derive(Debug, Default)]
pub(super) struct RunClock {
    /// Whether `next` is of the programs as they are.
    wound: bool,
    next: Option<Next>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Next {
    at: Instant,
    program: usize,
    month: Month,
}

impl RunClock {
    pub(super) fn programs_changed(&mut self) {
        self.wound = false;
    }
}

impl World {
    /// From now on runs happen by themselves. The first is the first whose instant has not passed at the first fact.
    #[must_use]
    pub fn with_runs(mut self) -> World {
        self.run_clock = Some(RunClock::default());
        self
    }

    /// Every run whose instant lies before `until`, or at it too. A fact of that very instant is read by a run, so before it comes
    /// the run has not happened.
    pub(super) fn run_what_is_due(&mut self, until: Instant, inclusive: bool) -> Applied {
        loop {
            let Some(clock) = &self.run_clock else { return Ok(()) };
            if !clock.wound {
                let from = if self.now == Instant::UNIX_EPOCH { until } else { self.now };
                let next = self.next_run(from)?;
                self.run_clock = Some(RunClock { wound: true, next });
                continue;
            }
            let due = clock.next.filter(|next| next.at < until || (inclusive && next.at == until));
            let Some(Next { at, program, month }) = due else { return Ok(()) };
            self.now = self.now.max(at);
            self.run(program, month, at)?;
            self.run_clock = Some(RunClock::default());
        }
    }

    fn next_run(&self, from: Instant) -> Result<Option<Next>, Refusal> {
        let with_runs = (0..self.programs.len()).filter(|&program| self.programs[program].has_runs());
        let next = with_runs.map(|program| self.next_run_of(program, from));
        Ok(next.collect::<Result<Vec<Next>, Refusal>>()?.into_iter().min())
    }

    fn next_run_of(&self, program: usize, from: Instant) -> Result<Next, Refusal> {
        let known = &self.programs[program];
        let mut month = Month::of(from, known.newest().time_zone);
        loop {
            let at = scheduled_at(known.dated(), month)?.filter(|at| *at >= from && !known.has_run(month));
            if let Some(at) = at {
                return Ok(Next { at, program, month });
            }
            month = month.next()?;
        }
    }
}
