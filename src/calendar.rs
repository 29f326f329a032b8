//! Business time: zones, holds, months. Instants are UTC; a rule that says "days" counts them on a zone's wall clock.

#[cfg(test)]
mod years;

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Days, MappedLocalTime, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono::{TimeZone, Utc};
use serde::{Deserialize, Serialize};

pub type Instant = DateTime<Utc>;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    #[error("{0:?} is not a time zone: use an IANA name such as \"Asia/Almaty\"")]
    UnknownZone(String),
    #[error("{0:?} is not a month: write it as \"2026-04\"")]
    NotAMonth(String),
    #[error("the date is out of range")]
    OutOfRange,
}

/// PostgreSQL keeps microseconds and knows no leap second, so every instant that enters is cut to what it keeps.
pub fn truncated(at: Instant) -> Instant {
    DateTime::from_timestamp_micros(at.timestamp_micros()).unwrap_or(at)
}

/// An IANA time zone. Source of its rules: the `chrono-tz` crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub struct Zone(chrono_tz::Tz);

impl Zone {
    pub const UTC: Zone = Zone(chrono_tz::UTC);

    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// What the zone's wall clock shows.
    pub fn local(self, at: Instant) -> NaiveDateTime {
        at.with_timezone(&self.0).naive_local()
    }

    /// When the zone's wall clock shows this: in an overlap the earlier instant, in a gap the first instant after it.
    pub fn instant(self, local: NaiveDateTime) -> Result<Instant, CalendarError> {
        match self.0.from_local_datetime(&local) {
            MappedLocalTime::Single(at) => Ok(at.to_utc()),
            MappedLocalTime::Ambiguous(earlier, _) => Ok(earlier.to_utc()),
            MappedLocalTime::None => self.end_of_gap(local),
        }
    }

    /// The transition lies within a day of `local` read as UTC (offsets are less than 26 hours apart), and the wall clock
    /// jumps over `local` exactly there: found by halving down to the second, as all transitions are at whole seconds.
    fn end_of_gap(self, local: NaiveDateTime) -> Result<Instant, CalendarError> {
        let margin = TimeDelta::hours(26);
        let seconds = local.and_utc().timestamp();
        let (mut before, mut after) = (seconds - margin.num_seconds(), seconds + margin.num_seconds());
        while after - before > 1 {
            let middle = before + (after - before) / 2;
            let at = DateTime::from_timestamp(middle, 0).ok_or(CalendarError::OutOfRange)?;
            if self.local(at) > local { after = middle } else { before = middle }
        }
        DateTime::from_timestamp(after, 0).ok_or(CalendarError::OutOfRange)
    }
}

impl FromStr for Zone {
    type Err = CalendarError;

    fn from_str(name: &str) -> Result<Zone, CalendarError> {
        name.parse().map(Zone).map_err(|_| CalendarError::UnknownZone(name.to_owned()))
    }
}

impl TryFrom<String> for Zone {
    type Error = CalendarError;

    fn try_from(name: String) -> Result<Zone, CalendarError> {
        name.parse()
    }
}

impl From<Zone> for &'static str {
    fn from(zone: Zone) -> &'static str {
        zone.name()
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The end of a hold, or of a window: the same wall-clock time that many days later.
pub fn hold_end(at: Instant, days: u32, zone: Zone) -> Result<Instant, CalendarError> {
    if days == 0 {
        return Ok(at);
    }
    let local = zone.local(at).checked_add_days(Days::new(days.into())).ok_or(CalendarError::OutOfRange)?;
    zone.instant(local)
}

/// The same wall-clock time that many months later; a day that the month does not have becomes its last.
pub fn months_later(at: Instant, months: u32, zone: Zone) -> Result<Instant, CalendarError> {
    let local = zone.local(at).checked_add_months(Months::new(months)).ok_or(CalendarError::OutOfRange)?;
    zone.instant(local)
}

/// How many whole days on the zone's wall clock lie between.
pub fn days_since(from: Instant, at: Instant, zone: Zone) -> i64 {
    (zone.local(at) - zone.local(from)).num_days()
}

/// How many whole months on the zone's wall clock lie between; none before.
pub fn months_since(from: Instant, at: Instant, zone: Zone) -> u32 {
    let (from, at) = (zone.local(from), zone.local(at));
    let months = (at.year() - from.year()) * 12 + at.month() as i32 - from.month() as i32;
    let Ok(months) = u32::try_from(months) else { return 0 };
    let over = from.checked_add_months(Months::new(months)).is_some_and(|then| then <= at);
    if over { months } else { months.saturating_sub(1) }
}

/// The same wall-clock time so many days and months earlier.
pub fn earlier(at: Instant, days: u32, months: u32, zone: Zone) -> Result<Instant, CalendarError> {
    let local = zone.local(at).checked_sub_months(Months::new(months));
    let local = local.and_then(|local| local.checked_sub_days(Days::new(days.into())));
    zone.instant(local.ok_or(CalendarError::OutOfRange)?)
}

/// A calendar month, written `2026-04`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    first: NaiveDate,
}

impl Month {
    /// The month that the zone's calendar shows at this instant.
    pub fn of(at: Instant, zone: Zone) -> Month {
        let date = zone.local(at).date();
        Month { first: date.with_day(1).unwrap_or(date) }
    }

    pub fn next(self) -> Result<Month, CalendarError> {
        let first = self.first.checked_add_months(Months::new(1)).ok_or(CalendarError::OutOfRange)?;
        Ok(Month { first })
    }

    pub fn previous(self) -> Result<Month, CalendarError> {
        let first = self.first.checked_sub_months(Months::new(1)).ok_or(CalendarError::OutOfRange)?;
        Ok(Month { first })
    }

    pub fn first_day(self) -> NaiveDate {
        self.first
    }

    /// That day of the month, or the month's last where it has fewer.
    pub fn day(self, day: u32) -> NaiveDate {
        (1..=day).rev().find_map(|day| self.first.with_day(day)).unwrap_or(self.first)
    }

    /// That day (clamped) at that hour on the zone's wall clock.
    pub fn instant(self, day: u32, hour: u32, zone: Zone) -> Result<Instant, CalendarError> {
        let time = NaiveTime::from_hms_opt(hour, 0, 0).ok_or(CalendarError::OutOfRange)?;
        zone.instant(self.day(day).and_time(time))
    }
}

impl TryFrom<String> for Month {
    type Error = CalendarError;

    fn try_from(text: String) -> Result<Month, CalendarError> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> String {
        month.to_string()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first.format("%Y-%m"))
    }
}

impl FromStr for Month {
    type Err = CalendarError;

    fn from_str(text: &str) -> Result<Month, CalendarError> {
        let refused = || CalendarError::NotAMonth(text.chars().take(20).collect());
        let first = NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").map_err(|_| refused())?;
        let month = Month { first };
        if month.to_string() == text { Ok(month) } else { Err(refused()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn held(from: &str, days: u32, zone: &str) -> String {
        hold_end(at(from), days, zone.parse().unwrap()).unwrap().to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
    }

    #[test]
    fn a_hold_ends_at_the_same_wall_clock_time() {
        assert_eq!(held("2026-04-10T09:00:00Z", 14, "UTC"), "2026-04-24T09:00:00Z");
        assert_eq!(held("2026-04-10T09:00:00.123456Z", 14, "Asia/Almaty"), "2026-04-24T09:00:00.123456Z");
        // Kyiv springs forward on 2026-03-29: noon there is 10:00 UTC before and 09:00 after.
        assert_eq!(held("2026-03-20T10:00:00Z", 14, "Europe/Kyiv"), "2026-04-03T09:00:00Z");
        // New York falls back on 2026-11-01.
        assert_eq!(held("2026-10-25T16:00:00Z", 14, "America/New_York"), "2026-11-08T17:00:00Z");
        // Almaty went from +06 to +05 on 2024-03-01.
        assert_eq!(held("2024-02-20T06:00:00Z", 14, "Asia/Almaty"), "2024-03-05T07:00:00Z");
    }

    #[test]
    fn in_a_gap_it_ends_when_the_gap_does() {
        // 2026-03-08 02:30 does not exist in New York: clocks jump from 02:00 to 03:00 at 07:00 UTC.
        assert_eq!(held("2026-02-22T07:30:00Z", 14, "America/New_York"), "2026-03-08T07:00:00Z");
        // 03:00 to 04:00 on 2026-03-29 in Kyiv, at 01:00 UTC; the first missing minute counts as missing.
        assert_eq!(held("2026-03-15T01:00:00Z", 14, "Europe/Kyiv"), "2026-03-29T01:00:00Z");
        assert_eq!(held("2026-03-15T01:59:59Z", 14, "Europe/Kyiv"), "2026-03-29T01:00:00Z");
        // Lord Howe jumps half an hour, 02:00 to 02:30, at 15:30 UTC the day before.
        assert_eq!(held("2026-09-19T15:45:00Z", 14, "Australia/Lord_Howe"), "2026-10-03T15:30:00Z");
        // Samoa had no 30 December 2011 at all.
        assert_eq!(held("2011-12-29T20:00:00Z", 1, "Pacific/Apia"), "2011-12-30T10:00:00Z");
    }

    #[test]
    fn in_an_overlap_it_ends_at_the_earlier() {
        // 2026-11-01 01:30 happens twice in New York: 05:30 and 06:30 UTC.
        assert_eq!(held("2026-10-18T05:30:00Z", 14, "America/New_York"), "2026-11-01T05:30:00Z");
        // 23:30 on 2024-02-29 happened twice in Almaty.
        assert_eq!(held("2024-02-15T17:30:00Z", 14, "Asia/Almaty"), "2024-02-29T17:30:00Z");
    }

    #[test]
    fn the_28th_is_clamped_to_the_month() {
        let month: Month = "2026-02".parse().unwrap();
        assert_eq!(month.day(28).to_string(), "2026-02-28");
        assert_eq!(month.day(31).to_string(), "2026-02-28");
        assert_eq!("2024-02".parse::<Month>().unwrap().day(31).to_string(), "2024-02-29");
        let zone: Zone = "Europe/Kyiv".parse().unwrap();
        assert_eq!(month.instant(28, 9, zone), Ok(at("2026-02-28T07:00:00Z")));
        assert_eq!(Month::of(at("2026-02-28T22:30:00Z"), zone).to_string(), "2026-03");
        assert_eq!(month.next().unwrap().previous(), Ok(month));
        for wrong in ["2026-13", "2026", "26-04", "2026-4", "", "2026-04-01"] {
            assert!(wrong.parse::<Month>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn instants_keep_microseconds() {
        assert_eq!(truncated(at("2026-04-10T09:00:00.123456789Z")), at("2026-04-10T09:00:00.123456Z"));
        assert_eq!(truncated(at("2016-12-31T23:59:60.5Z")), at("2017-01-01T00:00:00.5Z"));
        assert_eq!(hold_end(at("2026-04-10T09:00:00Z"), u32::MAX, Zone::UTC), Err(CalendarError::OutOfRange));
        assert!("Mars/Olympus".parse::<Zone>().is_err());
    }

    #[test]
    fn months_end_on_their_last_day() {
        let at = |text: &str| months_later(text.parse().unwrap(), 1, Zone::UTC).unwrap().to_string();
        assert_eq!(at("2026-01-31T09:00:00Z"), "2026-02-28 09:00:00 UTC");
        assert_eq!(at("2026-02-28T09:00:00Z"), "2026-03-28 09:00:00 UTC");
    }
}
