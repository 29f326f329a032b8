//! Twelve years of months in several zones: each has one run, on its day.

use chrono::{DateTime, Datelike, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;

use super::*;

const TERMS: &str = include_str!("../../../programs/company-discounts.toml");

/// The instants at which runs happened, as seen by somebody who looks every six hours.
fn runs(zone: Tz, day: u32) -> Vec<DateTime<Utc>> {
    let terms = TERMS.replacen("\"UTC\"", &format!("\"{zone}\""), 1).replacen("day = 28", &format!("day = {day}"), 1);
    let terms = Terms { examples: Vec::new(), ..crate::rules::check(&terms).unwrap() };
    let mut world = World::new([terms]).with_runs();
    let mut at: DateTime<Utc> = "2024-01-01T12:00:00Z".parse().unwrap();
    let mut seen = Vec::new();
    while at < "2036-01-01T12:00:00Z".parse::<DateTime<Utc>>().unwrap() {
        let before = world.programs[0].runs.len();
        world.advance_to(at).unwrap();
        assert!(world.programs[0].runs.len() <= before + 1, "two runs within six hours of {at}");
        at += TimeDelta::hours(6);
    }
    for (program, run) in std::mem::take(&mut world.newly_run) {
        seen.push(world.programs[program].runs[run].scheduled_at());
    }
    seen
}

#[test]
fn every_month_of_twelve_years_has_one_run_on_its_day() {
    let mut gaps = 0;
    for name in ["UTC", "Asia/Almaty", "Europe/Kyiv", "America/Havana", "Africa/Cairo"] {
        let zone: Tz = name.parse().unwrap();
        for day in [1, 28, 29, 30, 31] {
            let seen = runs(zone, day);
            let locals: Vec<_> = seen.iter().map(|at| at.with_timezone(&zone).naive_local()).collect();
            let months: Vec<(i32, u32)> = locals.iter().map(|local| (local.year(), local.month())).collect();
            let from = usize::from(day == 1);
            let all = (2024..2036).flat_map(|year| (1..=12).map(move |month| (year, month))).skip(from);
            // the first of January 2036 begins before the look ends
            let all: Vec<(i32, u32)> = all.chain((day == 1).then_some((2036, 1))).collect();
            assert_eq!(months, all, "{zone}, day {day}");
            for local in locals {
                let next = local.date() + TimeDelta::days(1);
                assert!(local.day() == day || (local.day() < day && next.month() != local.month()), "{zone}: {local}");
                gaps += u32::from(local.hour() != 0);
            }
        }
    }
    // In Cairo midnight of Friday, 28 April 2028 is skipped.
    assert!(gaps > 0, "no run falls into a gap");
}
