//! Every day of 2024 to 2036 in the zones that programs use, and in two that skip a midnight each spring: holds and days of months
//! against a plain walk along the zone's wall clock.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::{Month, Zone, hold_end};

const ZONES: [&str; 5] = ["UTC", "Asia/Almaty", "Europe/Kyiv", "America/Havana", "Africa/Cairo"];

/// The first instant at which the clock on the wall shows this time or a later one: half an hour at a time, as these zones change
/// their clocks at whole hours only.
fn walked(zone: Tz, from: DateTime<Utc>, wall: NaiveDateTime) -> DateTime<Utc> {
    assert!(from.with_timezone(&zone).naive_local() < wall, "{zone}: the walk to {wall} begins too late");
    let mut at = from;
    while at.with_timezone(&zone).naive_local() < wall {
        at += TimeDelta::minutes(30);
    }
    at
}

#[test]
fn a_hold_ends_on_every_day_of_twelve_years_as_the_clock_on_the_wall_says() {
    let mut moved = 0;
    for name in ZONES {
        let (zone, ours): (Tz, Zone) = (name.parse().unwrap(), name.parse().unwrap());
        let mut at: DateTime<Utc> = "2024-01-01T00:00:00Z".parse().unwrap();
        while at.year() < 2036 {
            let days = if at.day().is_multiple_of(2) { 14 } else { 30 };
            let same_length = at + TimeDelta::days(days.into());
            let wall = at.with_timezone(&zone).naive_local() + TimeDelta::days(days.into());
            let expected = walked(zone, same_length - TimeDelta::minutes(90), wall);
            assert_eq!(hold_end(at, days, ours), Ok(expected), "{at} and {days} days in {zone}");
            moved += u32::from(expected != same_length);
            at += TimeDelta::minutes(30);
        }
    }
    // Twice a year in three zones and once in Almaty, for some 22 days of half-hours each.
    assert!(moved > 60_000, "only {moved} holds cross a change of clocks");
}

#[test]
fn a_months_day_is_its_last_where_it_has_fewer_and_waits_for_a_skipped_hour() {
    let mut skipped = 0;
    for name in ZONES {
        let (zone, ours): (Tz, Zone) = (name.parse().unwrap(), name.parse().unwrap());
        for month in (2024..2036).flat_map(|year| (1..=12).map(move |month| (year, month))) {
            let dates = (1..=31).filter_map(|day| NaiveDate::from_ymd_opt(month.0, month.1, day));
            let dates: Vec<NaiveDate> = dates.collect();
            let known: Month = format!("{}-{:02}", month.0, month.1).parse().unwrap();
            for day in 1..=31 {
                for hour in [0, 2, 9] {
                    let wall = dates[(day as usize).min(dates.len()) - 1].and_hms_opt(hour, 0, 0).unwrap();
                    let expected = walked(zone, wall.and_utc() - TimeDelta::hours(8), wall);
                    assert_eq!(known.instant(day, hour, ours), Ok(expected), "{known}, day {day}, {hour}:00 in {zone}");
                    skipped += u32::from(expected.with_timezone(&zone).naive_local() != wall);
                }
            }
        }
    }
    assert!(skipped >= 24, "only {skipped} fall into a gap");
}
