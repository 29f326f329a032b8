//! When what is available goes out by itself, and how much of it.

use chrono::{Datelike, NaiveTime, TimeDelta};

use super::rule::Every;
use super::terms::Terms;
use super::uses::Payout;
use super::versions::{Published, governing};
use crate::calendar::{CalendarError, Instant, Month, Zone, hold_end};
use crate::money::{Amount, Money, MoneyError, Unit};

/// What goes out at one instant.
#[derive(Debug, Clone, PartialEq)]
pub struct Payouts {
    pub at: Instant,
    pub units: Vec<(Unit, Payout)>,
    /// Of the terms that say so.
    pub version: u32,
}

/// Within so many days every schedule comes round.
const MOST_DAYS: usize = 2 * 366;

/// The first payouts after an instant, by the terms in force when they are. `began`: when the program did, from which every so many
/// days are counted.
pub fn payouts_after(
    versions: &[(Published, &Terms)],
    began: Instant,
    after: Instant,
) -> Result<Option<Payouts>, CalendarError> {
    let mut first: Option<Payouts> = None;
    for (published, terms) in versions {
        let before = published.effective_from.map_or(after, |from| after.max(from - TimeDelta::microseconds(1)));
        for (unit, payout) in terms.uses.iter().filter_map(|found| Some((found.unit, found.payout?))) {
            let at = following(payout.every, terms.time_zone, began, before)?;
            if in_force(versions, at) != Some(published.version) {
                continue;
            }
            match &mut first {
                Some(known) if known.at < at => {}
                Some(known) if known.at == at => known.units.push((unit, payout)),
                _ => first = Some(Payouts { at, units: vec![(unit, payout)], version: published.version }),
            }
        }
    }
    Ok(first)
}

/// The version in force, or the first while none is.
fn in_force(versions: &[(Published, &Terms)], at: Instant) -> Option<u32> {
    let published: Vec<Published> = versions.iter().map(|(published, _)| *published).collect();
    governing(&published, at, at, |_| None).or(published.first().map(|first| first.version))
}

/// The first instant of a schedule after another.
fn following(every: Every, zone: Zone, began: Instant, after: Instant) -> Result<Instant, CalendarError> {
    if let Every::Days(days) = every {
        let passed = (after - began).num_days().max(0) / i64::from(days.max(1));
        let passed = u32::try_from(passed).map_err(|_| CalendarError::OutOfRange)?;
        let mut due = (passed.saturating_sub(1)..).map(|n| hold_end(began, n.saturating_mul(days), zone));
        return due.find(|at| !at.as_ref().is_ok_and(|at| *at <= after)).unwrap_or(Err(CalendarError::OutOfRange));
    }
    let first = zone.local(after).date();
    for date in first.iter_days().take(MOST_DAYS) {
        let is_day = match every {
            Every::Day | Every::Days(_) => true,
            Every::Week(weekday) => date.weekday() == weekday,
            Every::Months { count, month, day } => {
                let at = zone.instant(date.and_time(NaiveTime::MIN))?;
                (date.month() + 12 - month) % count == 0 && Month::of(at, zone).day(day) == date
            }
        };
        let at = zone.instant(date.and_time(NaiveTime::MIN))?;
        if is_day && at > after {
            return Ok(at);
        }
    }
    Err(CalendarError::OutOfRange)
}

impl Payout {
    /// What goes out of what was available at the instant (`then`) and still is (`now`); none below the minimum.
    pub fn amount(&self, then: Money, now: Money) -> Result<Option<Amount>, MoneyError> {
        let left = then.smaller(now)?;
        let reaches = self.minimum.map_or(Ok(true), |minimum| left.minus(minimum).map(|over| !over.is_negative()))?;
        Ok(Amount::positive(left).filter(|_| reaches))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::check;
    use crate::rules::terms::Applies;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn after(every: Every, after: &str) -> String {
        following(every, Zone::UTC, at("2026-01-05T10:00:00Z"), at(after)).unwrap().to_string()
    }

    #[test]
    fn each_schedule_has_its_next_instant() {
        let monthly = |count, month, day| Every::Months { count, month, day };
        assert_eq!(after(monthly(1, 1, 31), "2026-02-01T00:00:00Z"), "2026-02-28 00:00:00 UTC");
        assert_eq!(after(monthly(1, 1, 15), "2026-02-15T00:00:00Z"), "2026-03-15 00:00:00 UTC");
        assert_eq!(after(monthly(6, 6, 1), "2026-06-01T00:00:00Z"), "2026-12-01 00:00:00 UTC");
        assert_eq!(after(monthly(12, 3, 1), "2026-03-01T00:00:00Z"), "2027-03-01 00:00:00 UTC");
        assert_eq!(after(Every::Week(chrono::Weekday::Wed), "2026-04-10T09:00:00Z"), "2026-04-15 00:00:00 UTC");
        assert_eq!(after(Every::Day, "2026-04-10T09:00:00Z"), "2026-04-11 00:00:00 UTC");
        assert_eq!(after(Every::Days(14), "2026-01-05T10:00:00Z"), "2026-01-19 10:00:00 UTC");
        assert_eq!(after(Every::Days(14), "2026-02-01T10:00:00Z"), "2026-02-02 10:00:00 UTC");
    }

    fn terms(payout: &str) -> Terms {
        check(&format!(
            "program = \"p\"\nname = \"P\"\ncurrency = \"USD\"\ntime_zone = \"UTC\"\n[[reward]]\non = \"payment\"\nto = \"referrer\"\n\
             give = \"10 %\"\nas = \"cash\"\n[use.cash]\n{payout}\n"
        ))
        .unwrap()
    }

    fn published(version: u32, from: Option<&str>) -> Published {
        Published { version, effective_from: from.map(at), applies: Applies::NewReferrals }
    }

    /// On the 15th until March, from then on each Wednesday: 2026-03-04 is the first.
    #[test]
    fn a_new_version_has_its_own_schedule_from_its_date_on() {
        let (first, second) = (
            terms("payout = { every = \"month\", day = 15 }"),
            terms("payout = { every = \"week\", weekday = \"wednesday\" }"),
        );
        let versions = [(published(1, None), &first), (published(2, Some("2026-03-01T00:00:00Z")), &second)];
        let mut cursor = at("2026-01-05T10:00:00Z");
        let mut seen = Vec::new();
        for _ in 0..4 {
            let next = payouts_after(&versions, at("2026-01-05T10:00:00Z"), cursor).unwrap().unwrap();
            seen.push((next.at.format("%m-%d").to_string(), next.version));
            cursor = next.at;
        }
        let expected = [("01-15", 1), ("02-15", 1), ("03-04", 2), ("03-11", 2)];
        assert_eq!(seen, expected.map(|(day, version)| (day.to_owned(), version)));
    }

    #[test]
    fn a_version_that_pays_nothing_out_ends_it() {
        let (first, second) = (terms("payout = { every = \"day\" }"), terms("spend = true"));
        let versions = [(published(1, None), &first), (published(2, Some("2026-01-07T00:00:00Z")), &second)];
        let next =
            |after: &str| payouts_after(&versions, at("2026-01-05T10:00:00Z"), at(after)).unwrap().map(|next| next.at);
        assert_eq!(next("2026-01-05T10:00:00Z"), Some(at("2026-01-06T00:00:00Z")));
        assert_eq!(next("2026-01-06T00:00:00Z"), None, "at the first instant of the second it holds already");
    }

    #[test]
    fn what_goes_out_was_there_and_still_is_and_reaches_the_minimum() {
        let usd = |text: &str| Money::parse(text, "USD".parse().unwrap()).unwrap();
        let payout = |minimum: Option<&str>| Payout { every: Every::Day, minimum: minimum.map(usd), within_days: 10 };
        for (minimum, then, now, out) in [
            (None, "120.00", "120.00", Some("120.00")),
            (None, "120.00", "150.00", Some("120.00")),
            (None, "120.00", "20.00", Some("20.00")),
            (None, "120.00", "-5.00", None),
            (None, "0.00", "120.00", None),
            (Some("100.00"), "120.00", "120.00", Some("120.00")),
            (Some("100.00"), "100.00", "100.00", Some("100.00")),
            (Some("100.00"), "99.99", "500.00", None),
            (Some("100.00"), "120.00", "99.99", None),
        ] {
            let amount = payout(minimum).amount(usd(then), usd(now)).unwrap().map(|amount| amount.to_string());
            assert_eq!(amount.as_deref(), out, "{minimum:?} {then} {now}");
        }
    }
}
