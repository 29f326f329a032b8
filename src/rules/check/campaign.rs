//! `from`, `until` and `by`: when a reward, an offer or the whole program runs.

use chrono::NaiveDate;
use toml::de::DeValue;

use crate::calendar::{Instant, Zone};
use crate::rules::document::{Section, instant, one_of};
use crate::rules::rule::{Campaign, CampaignBy};

pub(super) fn read(section: &mut Section<'_, '_>, zone: Zone) -> Option<Campaign> {
    let by = section.optional("by", one_of(&[("event", CampaignBy::Event), ("registered", CampaignBy::Registration)]));
    let from = section.optional("from", |value| moment(value, zone, 0));
    let until = section.optional("until", |value| moment(value, zone, 1));
    if !section.has("from") && !section.has("until") {
        section.refused("by", "it says which instant lies between `from` and `until`: write one of these");
        return None;
    }
    if let (Some(from), Some(until)) = (from, until)
        && until <= from
    {
        section.refused("until", "the campaign ends before it begins");
    }
    Some(Campaign { from, until, by: by.unwrap_or(CampaignBy::Event) })
}

/// An instant, or a local date: its beginning, or that of a day so many later.
fn moment(value: &DeValue<'_>, zone: Zone, later: u64) -> Result<Instant, String> {
    let written = value.as_datetime().map(ToString::to_string).or_else(|| value.as_str().map(str::to_owned));
    let date = written.as_deref().filter(|text| text.len() == 10).and_then(|text| text.parse::<NaiveDate>().ok());
    let Some(date) = date else {
        return instant(value)
            .map_err(|_| "write a date as \"2026-05-01\", or an instant as \"2026-05-01T09:00:00Z\"".into());
    };
    let day = date.checked_add_days(chrono::Days::new(later)).and_then(|day| day.and_hms_opt(0, 0, 0));
    let at = day.and_then(|midnight| zone.instant(midnight).ok());
    at.ok_or_else(|| "a date between the years 1 and 9999".into())
}
