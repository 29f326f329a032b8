//! When a program's monthly verification is.

use super::terms::Terms;
use crate::calendar::{CalendarError, Instant, Month};

/// The instant of a month's run, by the newest of the versions (oldest first) that has a monthly discount and is in force by then;
/// none when the program has no run that month.
pub fn scheduled_at<'a>(
    versions: impl DoubleEndedIterator<Item = &'a Terms>,
    month: Month,
) -> Result<Option<Instant>, CalendarError> {
    for terms in versions.rev() {
        let Some(rule) = terms.monthly.first() else { continue };
        let at = month.instant(rule.day, rule.hour, terms.time_zone)?;
        if terms.effective_from.is_none_or(|from| from <= at) {
            return Ok(Some(at));
        }
    }
    Ok(None)
}
