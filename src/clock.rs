//! The only reader of the clock. Everything else is handed an instant: by its transaction (`Tx::now`), its request
//! or its caller.
//!
//! PostgreSQL keeps microseconds, so every instant that starts here is truncated to microseconds: what was written
//! equals what is read back.

use crate::calendar::{Instant, truncated};
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// Where "now" comes from. Clones share their state: moving one moves all.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Stands still until it is set: tests. Microseconds since 1970 UTC.
    Fixed(Arc<AtomicI64>),
    /// The machine's clock moved by an offset in microseconds: a demo whose visitor turns the days.
    Demo(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `at` until it is moved.
    pub fn fixed(at: Instant) -> Clock {
        Clock::Fixed(Arc::new(AtomicI64::new(at.timestamp_micros())))
    }

    /// The machine's clock, moved by `offset`.
    pub fn demo(offset: TimeDelta) -> Clock {
        Clock::Demo(Arc::new(AtomicI64::new(micros(offset))))
    }

    /// The present instant, to the microsecond.
    pub fn now(&self) -> Instant {
        match self {
            Clock::System => system_now(),
            Clock::Fixed(at) => instant(at.load(Ordering::SeqCst)),
            Clock::Demo(offset) => system_now() + TimeDelta::microseconds(offset.load(Ordering::SeqCst)),
        }
    }

    /// What other clocks show, of people's phones for example: a demo's visitor moves ours alone.
    pub fn outside(&self) -> Instant {
        match self {
            Clock::Demo(_) => system_now(),
            Clock::System | Clock::Fixed(_) => self.now(),
        }
    }

    /// Moves a fixed or demo clock by `step`; the machine's clock cannot be moved.
    pub fn advance(&self, step: TimeDelta) -> Result<Instant, Unmovable> {
        match self {
            Clock::System => return Err(Unmovable),
            Clock::Fixed(state) | Clock::Demo(state) => state.fetch_add(micros(step), Ordering::SeqCst),
        };
        Ok(self.now())
    }

    /// Moves a fixed or demo clock to `at`; the machine's clock cannot be moved.
    pub fn set(&self, at: Instant) -> Result<(), Unmovable> {
        match self {
            Clock::System => return Err(Unmovable),
            Clock::Fixed(state) => state.store(at.timestamp_micros(), Ordering::SeqCst),
            Clock::Demo(offset) => offset.store(micros(at - system_now()), Ordering::SeqCst),
        }
        Ok(())
    }

    /// Sets how far a demo clock is from the machine's; other clocks have no such distance.
    pub fn set_offset(&self, offset: TimeDelta) -> Result<(), Unmovable> {
        match self {
            Clock::Demo(state) => state.store(micros(offset), Ordering::SeqCst),
            Clock::System | Clock::Fixed(_) => return Err(Unmovable),
        }
        Ok(())
    }

    /// A demo's visitor may move it.
    pub fn is_demo(&self) -> bool {
        matches!(self, Clock::Demo(_))
    }

    /// How far a demo clock is from the machine's; zero for the machine's own.
    pub fn offset(&self) -> TimeDelta {
        match self {
            Clock::System => TimeDelta::zero(),
            Clock::Fixed(_) => self.now() - system_now(),
            Clock::Demo(offset) => TimeDelta::microseconds(offset.load(Ordering::SeqCst)),
        }
    }
}

/// The machine's clock was asked to move.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("this installation runs on the machine's clock, which cannot be moved")]
pub struct Unmovable;

#[allow(clippy::disallowed_methods)]
fn system_now() -> Instant {
    truncated(Utc::now())
}

/// `DateTime::from_timestamp_micros` refuses only years beyond ±262,000, which no fixed clock is set to.
fn instant(micros: i64) -> Instant {
    DateTime::from_timestamp_micros(micros).unwrap_or(Instant::MAX_UTC)
}

fn micros(step: TimeDelta) -> i64 {
    step.num_microseconds().unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_has_no_nanoseconds() {
        assert_eq!(Clock::System.now().timestamp_subsec_nanos() % 1_000, 0);
    }

    #[test]
    fn a_fixed_clock_stands_and_its_clones_move_together() {
        let start: Instant = "2026-04-10T09:30:00Z".parse().unwrap();
        let clock = Clock::fixed(start);
        let clone = clock.clone();
        assert_eq!(clock.now(), start);
        clock.advance(TimeDelta::days(14)).unwrap();
        assert_eq!(clone.now(), "2026-04-24T09:30:00Z".parse::<Instant>().unwrap());
    }

    #[test]
    fn the_machines_clock_cannot_be_moved() {
        assert_eq!(Clock::System.advance(TimeDelta::days(1)), Err(Unmovable));
        assert_eq!(Clock::System.set(DateTime::UNIX_EPOCH), Err(Unmovable));
    }

    #[test]
    fn a_demo_clock_runs_on_from_where_it_was_set() {
        let clock = Clock::demo(TimeDelta::zero());
        let there: Instant = "2030-01-01T00:00:00Z".parse().unwrap();
        clock.set(there).unwrap();
        assert!(clock.now() >= there);
        assert!(clock.offset() > TimeDelta::zero());
        clock.set_offset(TimeDelta::days(3)).unwrap();
        assert_eq!(clock.offset(), TimeDelta::days(3));
        assert_eq!(Clock::System.set_offset(TimeDelta::days(3)), Err(Unmovable));
    }
}
