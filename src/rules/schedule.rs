//! When a program's monthly verification is.

use super::terms::Terms;
use crate::calendar::{CalendarError, Instant, Month};

/// The instant of a month's run, by the newest of the versions (each with since when it is in force, oldest first) that has a
/// monthly discount and is in force by then; none when the program has no run that month.
pub fn scheduled_at<'a>(
    versions: impl DoubleEndedIterator<Item = (Option<Instant>, &'a Terms)>,
    month: Month,
) -> Result<Option<Instant>, CalendarError> {
    for (effective_from, terms) in versions.rev() {
        let Some(rule) = terms.monthly.first() else { continue };
        let at = month.instant(rule.day, rule.hour, terms.time_zone)?;
        if effective_from.is_none_or(|from| from <= at) {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::check;

    /// Of a version that gives the discount on the 28th and a newer one, from an instant on, that gives it on the 15th.
    #[test]
    fn the_newest_version_in_force_at_its_own_instant_says_when() {
        let first = check(include_str!("../../programs/company-discounts.toml")).unwrap();
        let first = Terms { time_zone: "UTC".parse().unwrap(), ..first };
        let run = |from: &str| {
            let mut second = first.clone();
            second.monthly[0].day = 15;
            let versions = [(None, &first), (Some(from.parse().unwrap()), &second)];
            let at = scheduled_at(versions.into_iter(), "2026-05".parse().unwrap()).unwrap();
            at.map(|at| at.to_rfc3339())
        };
        assert_eq!(run("2026-05-01T00:00:00Z").as_deref(), Some("2026-05-15T00:00:00+00:00"));
        assert_eq!(run("2026-05-15T00:00:00Z").as_deref(), Some("2026-05-15T00:00:00+00:00"));
        assert_eq!(run("2026-05-15T00:00:00.000001Z").as_deref(), Some("2026-05-28T00:00:00+00:00"));
        let without = Terms { monthly: Vec::new(), ..first };
        assert_eq!(scheduled_at([(None, &without)].into_iter(), "2026-05".parse().unwrap()), Ok(None));
    }
}
