//! Lengths of time and schedules, on the program's wall clock.

use chrono::Datelike;

use crate::calendar::{CalendarError, Instant, Month, Zone, earlier, hold_end, months_later};
use crate::rules::rule::{Every, Schedule, Span};

impl Span {
    pub fn after(self, at: Instant, zone: Zone) -> Result<Instant, CalendarError> {
        self.times(1).from(at, zone)
    }

    pub fn before(self, at: Instant, zone: Zone) -> Result<Instant, CalendarError> {
        match self {
            Span::Days(days) => earlier(at, days, 0, zone),
            Span::Months(months) => earlier(at, 0, months, zone),
        }
    }

    pub fn times(self, n: u32) -> Span {
        match self {
            Span::Days(days) => Span::Days(days.saturating_mul(n)),
            Span::Months(months) => Span::Months(months.saturating_mul(n)),
        }
    }

    fn from(self, at: Instant, zone: Zone) -> Result<Instant, CalendarError> {
        match self {
            Span::Days(days) => hold_end(at, days, zone),
            Span::Months(months) => months_later(at, months, zone),
        }
    }
}

impl Schedule {
    /// Its instants from `anchor` to `until`, each with the one before it.
    pub fn periods(
        &self,
        anchor: Instant,
        until: Instant,
        zone: Zone,
    ) -> Result<Vec<(Instant, Instant)>, CalendarError> {
        let mut instants = Vec::new();
        match self.every {
            Every::Days(days) => {
                let step = Span::Days(days.max(1));
                for n in 0.. {
                    let at = step.times(n).after(anchor, zone)?;
                    if at > until {
                        break;
                    }
                    instants.push(at);
                }
            }
            Every::Months { count, month, day } => {
                let mut at = Month::of(anchor, zone);
                // So that the first one in question has one before it.
                for _ in 0..=count {
                    at = at.previous()?;
                }
                self.walk_months(at, (count, month, day), until, zone, &mut instants)?;
            }
            Every::Day => self.walk_days(anchor, until, zone, None, &mut instants)?,
            Every::Week(weekday) => self.walk_days(anchor, until, zone, Some(weekday), &mut instants)?,
        }
        let pairs = instants.windows(2).map(|pair| (pair[0], pair[1]));
        Ok(pairs.filter(|(_, at)| *at >= anchor && *at <= until).collect())
    }

    fn walk_months(
        &self,
        mut month: Month,
        (count, first, day): (u32, u32, u32),
        until: Instant,
        zone: Zone,
        instants: &mut Vec<Instant>,
    ) -> Result<(), CalendarError> {
        loop {
            let place = month.first_day().month() + 12 - first.clamp(1, 12);
            if place.is_multiple_of(count.max(1)) {
                let at = month.instant(day, self.hour, zone)?;
                if at > until {
                    return Ok(());
                }
                instants.push(at);
            }
            month = month.next()?;
        }
    }

    fn walk_days(
        &self,
        anchor: Instant,
        until: Instant,
        zone: Zone,
        weekday: Option<chrono::Weekday>,
        instants: &mut Vec<Instant>,
    ) -> Result<(), CalendarError> {
        let time = chrono::NaiveTime::from_hms_opt(self.hour, 0, 0).ok_or(CalendarError::OutOfRange)?;
        let mut date = zone.local(earlier(anchor, 8, 0, zone)?).date();
        loop {
            if weekday.is_none_or(|weekday| date.weekday() == weekday) {
                let at = zone.instant(date.and_time(time))?;
                if at > until {
                    return Ok(());
                }
                instants.push(at);
            }
            date = date.succ_opt().ok_or(CalendarError::OutOfRange)?;
        }
    }
}
