//! What happens by itself: each schedule's time is cut into slots, and whoever first moves the schedule to a new slot
//! enqueues its job in the same transaction. So each slot is worked once, however many processes run.
//!
//! Slots that passed while nothing ran are not made up for one by one: only the latest is worked, and a job works off
//! everything that is due by then.

use super::{Job, store};
use crate::calendar::Instant;
use crate::db::{Db, Fault, Tx, sql};
use chrono::{DateTime, TimeDelta};
use diesel::sql_types::{Text, Timestamptz};
use serde_json::Value;

/// How often a schedule comes round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    Minute,
    Hour,
    /// Each day at this many minutes after midnight UTC.
    Day {
        minute: u16,
    },
}

impl Every {
    /// In seconds.
    fn length(self) -> i64 {
        match self {
            Every::Minute => 60,
            Every::Hour => 3_600,
            Every::Day { .. } => 86_400,
        }
    }

    /// The start of the slot in which `now` lies.
    fn slot(self, now: Instant) -> Instant {
        let length = self.length();
        let offset = match self {
            Every::Minute | Every::Hour => 0,
            Every::Day { minute } => i64::from(minute) * 60,
        };
        let seconds = (now.timestamp() - offset).div_euclid(length) * length + offset;
        DateTime::from_timestamp(seconds, 0).unwrap_or(now)
    }

    /// The start of the slot after the one in which `now` lies.
    pub fn next(self, now: Instant) -> Instant {
        self.slot(now) + TimeDelta::seconds(self.length())
    }
}

/// A job that comes round by itself.
#[derive(Clone, Debug)]
pub struct Schedule {
    every: Every,
    kind: &'static str,
    payload: Value,
}

impl Schedule {
    /// `job`, which needs to know nothing, at each slot.
    pub fn new<J: Job + Default>(every: Every) -> Result<Schedule, serde_json::Error> {
        Ok(Schedule { every, kind: J::KIND, payload: serde_json::to_value(J::default())? })
    }

    pub fn kind(&self) -> &'static str {
        self.kind
    }

    pub fn every(&self) -> Every {
        self.every
    }

    /// Enqueues the job if its current slot was not taken yet.
    pub(super) async fn take_slot(&self, db: &Db) -> Result<(), Fault> {
        db.write(async |tx| match move_on(tx, self.kind, self.every.slot(tx.now())).await? {
            true => store::insert(tx, self.kind, self.payload.clone(), tx.now()).await,
            false => Ok(()),
        })
        .await
    }
}

/// A clock that was set back by more than a slot must not stop the schedule: an entry from the future is moved too.
async fn move_on(tx: &Tx, name: &'static str, slot: Instant) -> Result<bool, Fault> {
    let moved = sql("INSERT INTO schedules (name, last_slot) VALUES (?, ?)
         ON CONFLICT (name) DO UPDATE SET last_slot = excluded.last_slot
         WHERE schedules.last_slot < excluded.last_slot OR schedules.last_slot > ?")
    .bind::<Text, _>(name)
    .bind::<Timestamptz, _>(slot)
    .bind::<Timestamptz, _>(tx.now() + TimeDelta::days(1))
    .execute(tx)
    .await?;
    Ok(moved == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn a_slot_starts_at_its_minute_hour_or_time_of_day() {
        let now = at("2026-04-10T09:30:59.999999Z");
        assert_eq!(Every::Minute.slot(now), at("2026-04-10T09:30:00Z"));
        assert_eq!(Every::Hour.slot(now), at("2026-04-10T09:00:00Z"));
        assert_eq!(Every::Day { minute: 180 }.slot(now), at("2026-04-10T03:00:00Z"));
        assert_eq!(Every::Day { minute: 600 }.slot(now), at("2026-04-09T10:00:00Z"));
    }

    #[test]
    fn the_next_slot_begins_where_this_one_ends() {
        let now = at("2026-04-10T09:30:59.999999Z");
        assert_eq!(Every::Minute.next(now), at("2026-04-10T09:31:00Z"));
        assert_eq!(Every::Hour.next(now), at("2026-04-10T10:00:00Z"));
        assert_eq!(Every::Day { minute: 180 }.next(now), at("2026-04-11T03:00:00Z"));
        assert_eq!(Every::Day { minute: 600 }.next(now), at("2026-04-10T10:00:00Z"));
    }

    #[test]
    fn a_slot_before_1970_is_a_slot_too() {
        assert_eq!(Every::Hour.slot(at("1969-12-31T23:59:59Z")), at("1969-12-31T23:00:00Z"));
    }
}
